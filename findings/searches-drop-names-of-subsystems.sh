#!/usr/bin/env bash
# lunr 2.3.9, elasticlunr 0.9.5 and MiniSearch 7.2.0 (npm), Whoosh-Reloaded 2.7.5 (PyPI), libraries for a search of a site, as they come, on
# titles of patches.
#
# Expected: the word in front of the colon finds the patches of that subsystem: `can:`, `of:`.
# Seen: their lists of English words that say nothing have "can" and "of", which are subsystems here (CAN buses, device trees): such a query
# finds nothing, in lunr and elasticlunr neither does "own". With another word it finds what that word finds, `of fdt` all of fdt. In
# lunr `+of +fdt`, both required, finds nothing although a title has both: the query keeps the word that the index has dropped.
# Whoosh drops words of one letter or digit as well: `1/2` and `x` are empty queries. MiniSearch has no such list, and finds all.
#
# Here: no results for a subsystem do not show that it has no patches. A search of patches has to keep common words, at least those in
# front of a title's colons.
source "$(dirname "$0")/common"
npm install --silent --no-audit --no-fund --prefix node lunr@2.3.9 elasticlunr@0.9.5 minisearch@7.2.0 > /dev/null
pypi whoosh-reloaded==2.7.5

cat > titles.json <<'JSON'
{"bus": "[PATCH 1/2] can: dev: mend the bus", "tree": "[PATCH] of: fdt: mend the tree", "fork": "[PATCH] own: x: mend fork",
 "i2c": "[PATCH] i2c: at24: mend the sail"}
JSON
queries=(can of own 'of fdt' at24 'can dev' fdt x 1/2)
cat > find.cjs <<'JS'
const [name, ...queries] = process.argv.slice(2)
const titles = Object.entries(require('./titles.json')).map(([id, title]) => ({id, title}))
const module_ = require('module').createRequire(process.cwd() + '/node/')(name)
const search = {
    lunr: () => {
        const index = module_(function () {
            this.ref('id')
            this.field('title')
            for (const title of titles) this.add(title)
        })
        return query => index.search(query).map(found => found.ref)
    },
    elasticlunr: () => {
        const index = module_(function () {
            this.setRef('id')
            this.addField('title')
            for (const title of titles) this.addDoc(title)
        })
        return query => index.search(query).map(found => found.ref)
    },
    minisearch: () => {
        const index = new module_({fields: ['title']})
        index.addAll(titles)
        return query => index.search(query).map(found => found.id)
    },
}[name]()
for (const query of queries) console.log([query + ':', ...search(query).sort()].join(' '))
JS
cat > find.py <<'PYTHON'
import json
import sys
from whoosh.fields import ID, TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.qparser import QueryParser

index = RamStorage().create_index(Schema(id=ID(stored=True), title=TEXT))
writer = index.writer()
for name, title in json.load(open("titles.json")).items():
    writer.add_document(id=name, title=title)
writer.commit()
with index.searcher() as searcher:
    for query in sys.argv[1:]:
        found = searcher.search(QueryParser("title", index.schema).parse(query))
        print(f"{query}:", *sorted(hit["id"] for hit in found))
PYTHON
everything="can: bus
of: tree
own: fork
of fdt: tree
at24: i2c
can dev: bus
fdt: tree
x: fork
1/2: bus"
same "minisearch" "$everything" "$(node find.cjs minisearch "${queries[@]}")"
few="can:
of:
own:
of fdt: tree
at24: i2c
can dev: bus
fdt: tree
x: fork
1/2: bus"
same "lunr" "$few" "$(node find.cjs lunr "${queries[@]}")"
same "elasticlunr" "$few" "$(node find.cjs elasticlunr "${queries[@]}" 2> said)"
same "whoosh" "can:
of:
own: fork
of fdt: tree
at24: i2c
can dev: bus
fdt: tree
x:
1/2:" "$(python find.py "${queries[@]}" 2> said)"
same "lunr: one required word, two" "+fdt: tree
+of +fdt:" "$(node find.cjs lunr +fdt '+of +fdt')"
