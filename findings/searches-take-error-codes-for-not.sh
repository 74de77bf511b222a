#!/usr/bin/env bash
# lei 1.9.0, notmuch 0.37 (Debian), lunr 2.3.9, elasticlunr 0.9.5, MiniSearch 7.2.0, @leeoniya/ufuzzy 1.0.19 (npm), on patches that
# return errors.
#
# Expected: `return -EINVAL` finds the patches with `return -EINVAL`, perhaps with others.
# Seen: lei, notmuch, lunr and uFuzzy take the sign of the number for "not": they find the patches with `return` but for those with EINVAL, so
# just the wrong ones. Alone, `-EINVAL` finds in lei and notmuch what has EINVAL, in lunr and uFuzzy all that has not. In quotes,
# `"return -EINVAL"` is right in lei and notmuch; lunr finds nothing, and for uFuzzy it is as without. MiniSearch with all words asked
# for finds what has both; elasticlunr finds what has one of them.
#
# Here: a list of patches found by the line of code that somebody saw may be just those that do not have it. In a search of code, the sign
# in front of a word in capitals should not mean "not"; else leave it out.
source "$(dirname "$0")/common"
debian_lei
debian notmuch=0.37-1+b1 libnotmuch5=0.37-1+b1 libgmime-3.0-0 libgpgme11 libassuan0 libsexp1 libtalloc2
npm install --silent --no-audit --no-fund --prefix node lunr@2.3.9 @leeoniya/ufuzzy@1.0.19 minisearch@7.2.0 elasticlunr@0.9.5 > /dev/null
mkdir -p mail/{cur,new,tmp}
n=0
while read -r id line; do
    { fields Mira "Mon, 5 Jan 2026 10:0$((++n)):00" "$id" "[PATCH] wind: $id"; printf '\n%s\n' "$line"; } > "mail/cur/$n:2,S"
done <<'MAILS'
einval return -EINVAL if calm
enomem return -ENOMEM if calm
zero return 0 if calm
prose The EINVAL is odd, return it
MAILS
lei import maildir:mail > said 2>&1
printf '[database]\npath=%s/mail\n[user]\nname=Mira\nprimary_email=mira@oak.example\n' "$temporary" > notmuch-config
export NOTMUCH_CONFIG=$temporary/notmuch-config
notmuch new > said 2>&1
found() { sed 's/.*: //;s/.*id:\([a-z]*\)@.*/\1/' | sort | paste -sd' '; }
by_lei() { lei q -f json --stdin <<< "$1" 2> said | grep -o '"s":"[^"]*' | found; }
by_notmuch() { notmuch search --output=messages -- "$1" | found; }
for search in by_lei by_notmuch; do
    same "$search: two words, one, in quotes" "enomem zero / einval prose / einval" \
        "$("$search" 'return -EINVAL') / $("$search" -EINVAL) / $("$search" '"return -EINVAL"')"
done
cat > find.cjs <<'JS'
const need = require('module').createRequire(process.cwd() + '/node/')
const texts = {
    einval: 'return -EINVAL if calm', enomem: 'return -ENOMEM if calm', zero: 'return 0 if calm', prose: 'The EINVAL is odd, return it',
}
const all = Object.entries(texts).map(([id, text]) => ({id, text}))
const make = {
    lunr: lunr => {
        const index = lunr(function () {
            this.ref('id')
            this.field('text')
            all.forEach(text => this.add(text))
        })
        return query => index.search(query).map(found => found.ref)
    },
    elasticlunr: elasticlunr => {
        const index = elasticlunr(function () {
            this.setRef('id')
            this.addField('text')
            all.forEach(text => this.addDoc(text))
        })
        return query => index.search(query).map(found => found.ref)
    },
    minisearch: MiniSearch => {
        const index = new MiniSearch({fields: ['text'], searchOptions: {combineWith: 'AND'}})
        index.addAll(all)
        return query => index.search(query).map(found => found.id)
    },
    '@leeoniya/ufuzzy': UFuzzy => {
        const fuzzy = new UFuzzy()
        return query => fuzzy.search(all.map(({text}) => text), query)[0].map(at => all[at].id)
    },
}
const [name, ...queries] = process.argv.slice(2)
const find = make[name](need(name))
console.log(queries.map(query => find(query).sort().join(' ')).join(' / '))
JS
by() { node find.cjs "$1" 'return -EINVAL' -EINVAL '"return -EINVAL"' 2> said; }
same "lunr" "enomem zero / enomem zero / " "$(by lunr)"
same "uFuzzy" "enomem zero / enomem zero / enomem zero" "$(by @leeoniya/ufuzzy)"
same "MiniSearch" "einval prose / einval prose / einval prose" "$(by minisearch)"
same "elasticlunr" "einval enomem prose zero / einval prose / einval enomem prose zero" "$(by elasticlunr 2> said | tail -1)"
