#!/usr/bin/env bash
# elasticlunr-rs 3.0.2 (crates.io), a library with which site generators such as Zola make indexes, against elasticlunr 0.9.5 (npm), which searches in them; on mails.
#
# Expected: an index with the fields subject, body and from has the words of each where they are, whichever of the two made it.
# Seen: the Rust library counts the words of all fields in front of a field as words of that field, too. With `from` last, a search in `from`
# for Mira finds a mail of Jo that mentions her, in front of Mira's own; a search in `body` for a word of a title finds the titles; and a
# word of a subject counts three times. Only the first field is right.
#
# Here: in such an index, do not take what a search in one field finds for mails of that person or with that text. Make one index for
# each field, or give the field on which most depends first.
source "$(dirname "$0")/common"
npm install --silent --no-audit --no-fund --prefix node elasticlunr@0.9.5 > /dev/null
cat > Cargo.toml <<'TOML'
[package]
name = "make"
version = "0.1.0"
edition = "2021"
[[bin]]
name = "make"
path = "make.rs"
[dependencies]
elasticlunr-rs = { version = "=3.0.2", default-features = false }
serde_json = "1"
TOML
cat > make.rs <<'RUST'
fn main() {
    let mails: Vec<serde_json::Value> = serde_json::from_reader(std::io::stdin()).unwrap();
    let fields = ["subject", "body", "from"];
    let mut index = elasticlunr::Index::new(&fields);
    for mail in mails {
        index.add_doc(mail["id"].as_str().unwrap(), fields.map(|field| mail[field].as_str().unwrap()));
    }
    println!("{}", index.to_json());
}
RUST
HOME=$usual_home cargo build --quiet

cat > mails.json <<'JSON'
[{"id": "cover", "subject": "[PATCH 0/2] scheduler: mend the lock", "body": "Text of the series.", "from": "Mira Holt"},
 {"id": "answer", "subject": "Re: [PATCH] wind", "body": "The scheduler takes it twice.", "from": "Bo"},
 {"id": "mention", "subject": "[PATCH] sail", "body": "Mira found this.", "from": "Jo"}]
JSON
target/debug/make < mails.json > index.json
cat > node/find.js <<'JS'
const fs = require('fs')
const elasticlunr = require('elasticlunr')
const mails = JSON.parse(fs.readFileSync('mails.json'))
const own = elasticlunr(function () {
  this.setRef('id')
  for (const field of ['subject', 'body', 'from']) this.addField(field)
})
mails.forEach(mail => own.addDoc(mail))
const port = elasticlunr.Index.load(JSON.parse(fs.readFileSync('index.json')))
const found = (index, field, word) =>
  index.search(word, { fields: { [field]: {} } }).map(hit => hit.ref).join(' ') || 'nothing'
for (const asked of process.argv.slice(2)) {
  const [field, word] = asked.split(':')
  console.log(`${asked} ${found(own, field, word)} / ${found(port, field, word)}`)
}
JS
same "what is found in elasticlunr's own index / in that of the Rust library, best first" "subject:scheduler cover / cover
body:scheduler answer / cover answer
from:scheduler nothing / answer cover
from:Mira cover / mention cover
from:sail nothing / mention" "$(node node/find.js subject:scheduler body:scheduler from:scheduler from:Mira from:sail)"
