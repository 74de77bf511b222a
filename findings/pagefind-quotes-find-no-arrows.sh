#!/usr/bin/env bash
# pagefind 1.6.0 (npm), a search for static sites that runs in the browser: searches in quotation marks for expressions of code.
#
# Expected: the page that has just these signs, as its guide calls it an exact match.
# Seen: where `>`, `<`, `=`, `|`, `+` or `~` stands between two names without blanks, the page is not found by what it says: `"rope->knot"`,
# `"rope=knot"` and `"ROPE|KNOT"` find nothing, and without the quotation marks they find all pages that have anything that begins with rope. Where
# another sign stands there, it does not count: `"rope.knot"` finds `rope::knot`, `rope/knot`, `rope->knot` and `ropeKnot` as well. Only `_` is
# what it is. Endings do not count in quotation marks: `"calming"` finds calm.
#
# Here: an empty list does not show that no patch has `wind->mask` or a mask of flags, and a long one need not have a path. Ask for the names
# apart, `"wind" "mask"`, and look for the expression in the text of each page.
source "$(dirname "$0")/common"
npm install --silent --no-audit --no-fund --prefix node pagefind@1.6.0 > /dev/null

mkdir site
while read -r name text; do
    printf '<!doctype html><html lang="en"><head><title>%s</title></head><body><main data-pagefind-body><h1>%s</h1><p>Now %s here.</p></main>' \
        "$name" "$name" "$text" > "site/$name.html"
done <<'PAGES'
arrow rope-&gt;knot
equal rope=knot
bar rope|knot
dot rope.knot
colons rope::knot
slash rope/knot
under rope_knot
hump ropeKnot
blank rope knot
calm calm
PAGES
node/node_modules/.bin/pagefind --site site --output-path index > said 2>&1
cat > search.mjs <<'JS'
import fs from 'fs'
globalThis.fetch = async url => {
    const bytes = fs.readFileSync(String(url).replace(/^file:\/\//, '').split('?')[0])
    return {ok: true, status: 200, arrayBuffer: async () => new Uint8Array(bytes).buffer, json: async () => JSON.parse(bytes)}
}
globalThis.location = {origin: 'file://', href: 'file:///'}
globalThis.window = {location}
globalThis.document = {currentScript: null, location, querySelector: () => ({getAttribute: () => 'en'})}
const index = process.cwd() + '/index/'
const pagefind = await import(index + 'pagefind.js')
await pagefind.options({basePath: index, baseUrl: '/'})
await pagefind.init('en')
const pages = []
for (const result of (await pagefind.search(process.argv[2])).results) pages.push((await result.data()).url.replace(/^\/|\.html$/g, ''))
console.log(pages.sort().join(' '))
JS
found() { node search.mjs "$1" 2> said; }
for text in 'rope->knot' 'rope=knot' 'rope|knot' 'rope<knot'; do
    same "\"$text\"" "" "$(found "\"$text\"")"
done
same "rope->knot" "arrow bar blank colons dot equal hump slash under" "$(found 'rope->knot')"
for text in 'rope.knot' 'rope::knot' 'rope/knot'; do
    same "\"$text\"" "arrow bar colons dot equal hump slash" "$(found "\"$text\"")"
done
same '"rope_knot"' "under" "$(found '"rope_knot"')"
same '"rope knot"' "blank" "$(found '"rope knot"')"
same '"calming"' "calm" "$(found '"calming"')"
