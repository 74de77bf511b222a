#!/usr/bin/env bash
# lunr 0.8.0 (PyPI), the port of lunr to Python, against lunr 2.3.9 (npm), in which the indexes of the port are to be loaded; on texts of mails.
#
# Expected: one index, whichever of the two made it.
# Seen: the port takes signs off a word only if there are none within it: `wind.c,`, `(net/wind.c)`, `6.1:` and `<bo@reed.example>` stay as
# they are, while `kvm_init();` is `kvm_init`. So `wind.c` finds the one text of five in which blanks are around it, and `net/wind.c` and the
# address of a reviewer find nothing. lunr finds all five.
# For names it is the other way round: lunr takes every letter outside of ASCII off both ends of a word that it indexes, and not off what is
# searched for: `Élm`, `Żak` and words in Cyrillic or Japanese find nothing in an index of lunr. In one of the port, lunr finds them.
#
# Here: what a reader finds on a site depends on which of the two made its index. No results do not show that a file has no patches.
source "$(dirname "$0")/common"
pypi lunr==0.8.0
npm install --silent --no-audit --no-fund --prefix node lunr@2.3.9 > /dev/null

cat > mails.json <<'JSON'
[{"id": "end", "text": "The lock is in wind.c."},
 {"id": "comma", "text": "Change wind.c, calm.c and 6.1, again"},
 {"id": "brackets", "text": "the driver (net/wind.c) and \"wind.c\""},
 {"id": "blanks", "text": "patch wind.c by hand"},
 {"id": "colon", "text": "wind.c: calm, kvm_init();"},
 {"id": "review", "text": "Reviewed-by: Bo Élm <bo@reed.example>"},
 {"id": "names", "text": "Øster Żak Müller Сергей 日本語"}]
JSON
cat > build.py <<'PYTHON'
import json

from lunr import lunr

mails = json.load(open("mails.json"))
print(json.dumps(lunr(ref="id", fields=("text",), documents=mails).serialize()))
PYTHON
python build.py > index.json
cat > node/find.js <<'JS'
const fs = require('fs')
const lunr = require('lunr')
const mails = JSON.parse(fs.readFileSync('mails.json'))
const own = lunr(function () { this.ref('id'); this.field('text'); mails.forEach(mail => this.add(mail)) })
const port = lunr.Index.load(JSON.parse(fs.readFileSync('index.json')))
const found = (index, word) => index.search(word).map(hit => hit.ref).sort().join(' ') || 'nothing'
for (const word of process.argv.slice(2)) console.log(`${word}: ${found(own, word)} / ${found(port, word)}`)
JS
same "what lunr finds in its own index / in that of the port" "wind.c: blanks brackets colon comma end / blanks
net/wind.c: brackets / nothing
6.1: comma / nothing
kvm_init: colon / colon
bo@reed.example: review / nothing
Élm: nothing / review
Øster: nothing / names
Żak: nothing / names
Müller: names / names
Сергей: nothing / names
日本語: nothing / names" "$(node node/find.js wind.c net/wind.c 6.1 kvm_init bo@reed.example Élm Øster Żak Müller Сергей 日本語)"
