#!/usr/bin/env bash
# Orama 3.1.18 (npm, @orama/orama), a search for sites, with `threshold: 0`, which asks for all words of the query, and as it comes; on titles
# of patches.
#
# Expected: with `threshold: 0`, the titles that have all words; as it comes, titles with more of them first.
# Seen: a word of the query stands for all words that begin with it, and what counts is how many words of the title are met, which must be
# just the number of the query's. So `wind calm` leaves out `wind: calm the windmill`, `6.1` leaves out `[PATCH 6.1 9/10]` because of the 10,
# and `wind calm` does find `wind: oil the windmill`, which has no word with calm. As it comes, `wind.c` finds `wind: calm the windmill`
# first, then the file, then a commit that has nothing of either but a `commit`. Words in Cyrillic letters are never found, without an
# error. With `exact: true` the titles are right, but capitals count: `Mend` finds none of `mend`.
#
# Here: neither an empty list nor a full one says what titles have. Whoever asks for all words must ask with `exact` too, and keep a path
# or a version in one piece.
source "$(dirname "$0")/common"
npm install --silent --no-audit --no-fund --prefix node @orama/orama@3.1.18 > /dev/null

cat > find.cjs <<'JS'
const {create, insertMultiple, search} = require('module').createRequire(process.cwd() + '/node/')('@orama/orama')
const titles = {
    calm: '[PATCH] wind: calm it', mill: '[PATCH] wind: calm the windmill', oil: '[PATCH] wind: oil the windmill',
    old: '[PATCH 6.1 9/10] sail: mend', new: '[PATCH 6.1 2/3] sail: mend', file: '[PATCH] wind.c: mend',
    stable: 'commit 0123456789abcdef0123456789abcdef01234567 upstream.', north: '[PATCH] ветер: mend',
}
const [options, ...queries] = process.argv.slice(2)
;(async () => {
    const index = create({schema: {title: 'string'}})
    await insertMultiple(index, Object.entries(titles).map(([id, title]) => ({id, title})))
    for (const term of queries) {
        const {hits} = await search(index, {term, limit: 100, ...JSON.parse(options)})
        console.log([term + ':', ...hits.map(hit => hit.id)].join(' '))
    }
})()
JS
same "all words asked for" "wind calm: calm oil
6.1: new
sail mend: old new" "$(node find.cjs '{"threshold": 0}' 'wind calm' 6.1 'sail mend')"
same "as it comes" "wind.c: mill file stable calm oil
ветер:" "$(node find.cjs '{}' wind.c ветер)"
same "exact" "wind calm: calm mill
6.1: old new
wind.c: file
Mend:" "$(node find.cjs '{"threshold": 0, "exact": true}' 'wind calm' 6.1 wind.c Mend)"
