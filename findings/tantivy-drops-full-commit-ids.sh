#!/usr/bin/env bash
# tantivy 0.27.0 (PyPI), a library for searches, with the analyzer that a text field has if nothing else is said; on messages of patches.
#
# Expected: words as people write them are found: a commit's id in full and shortened, a path, a Message-ID.
# Seen: a word of forty letters is dropped when the text is read, and forty digits is what a commit's id has: `commit 0123… upstream.`, as every
# patch for a stable kernel begins, is found neither by its id nor by its first twelve digits, without an error. The twelve digits of a
# `Fixes:` are found. An underscore parts words: `vcpu` finds `kvm_vcpu_init`, and `wind_calm` also finds `wind: calm`.
# The analyzer `whitespace` drops nothing, but then a full stop or a bracket belongs to the word.
#
# Here: "no results" for the commit that a backport names does not show that nobody sent it. A search for archives needs a field for ids, in
# which nothing is dropped for its length.
source "$(dirname "$0")/common"
pypi tantivy==0.27.0

cat > find.py <<'PYTHON'
import tantivy

MAILS = {
    "backport": "commit 0123456789abcdef0123456789abcdef01234567 upstream.",
    "fixes": 'Fixes: 0123456789ab ("wind: calm")',
    "path": "virt/kvm_vcpu_init.c drivers/wind_calm.c",
    "mail": "see <20260105-wind-calm-v2-1-fedcba987654@oak.example>",
}


def finder(**analyzer):
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("name", stored=True)
    builder.add_text_field("text", **analyzer)
    index = tantivy.Index(builder.build())
    writer = index.writer(num_threads=1)
    for name, text in MAILS.items():
        writer.add_document(tantivy.Document(name=name, text=text))
    writer.commit()
    index.reload()
    search = index.searcher()
    return lambda query: sorted(search.doc(found)["name"][0]
                                for _, found in search.search(index.parse_query(query, ["text"]), 10).hits)


usual, whitespace = finder(), finder(tokenizer_name="whitespace")
for query in ("0123456789abcdef0123456789abcdef01234567", "upstream", "0123456789ab", "vcpu", "wind_calm",
              "20260105-wind-calm-v2-1-fedcba987654@oak.example"):
    print(query, *usual(query))
for query in ("0123456789abcdef0123456789abcdef01234567", "upstream"):
    print("whitespace", query, *whitespace(query))
PYTHON
same "what is found" "0123456789abcdef0123456789abcdef01234567
upstream backport
0123456789ab fixes
vcpu path
wind_calm fixes mail path
20260105-wind-calm-v2-1-fedcba987654@oak.example mail
whitespace 0123456789abcdef0123456789abcdef01234567 backport
whitespace upstream" "$(python find.py)"
