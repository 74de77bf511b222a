//! What the search index of a site is made of, a JSON object a line: `search_documents lorepress.toml`. With
//! `--terms` it reads JSON strings from standard input, one a line, and writes the terms of each. For
//! `tests/search`, which builds a whole lunr index over the same and compares.

use std::io::{self, BufRead, BufWriter, Write};
use std::path::Path;

use lorepress::config::Config;
use lorepress::inspect::{self, Asked, Document, FIELDS, SAID, TEXT};
use lorepress::options::{Options, Overrides};
use serde_json::{Map, Value};

fn main() {
    let argument = std::env::args().nth(1).expect("a configuration, or --terms");
    let mut out = BufWriter::new(io::stdout().lock());
    if argument == "--terms" {
        for line in io::stdin().lock().lines() {
            let text: String = serde_json::from_str(&line.expect("a line")).expect("a JSON string");
            writeln!(out, "{}", Value::from(inspect::search_terms(&text))).expect("standard output");
        }
        return;
    }
    let path = Path::new(&argument);
    let config = Config::read(path).expect("a configuration");
    let options = Options::resolve(config, path, Overrides::default()).expect("options");
    let mut write = |document: &Document, asked: Asked| {
        writeln!(out, "{}", Value::Object(object(document, asked))).expect("standard output");
    };
    inspect::search_documents(&options, &mut write).expect("documents");
}

fn object(document: &Document, asked: Asked) -> Map<String, Value> {
    let mut object = Map::new();
    object.insert("ref".to_owned(), document.reference.into());
    let fields = FIELDS.iter().zip(&document.fields);
    object.extend(fields.map(|(name, field)| ((*name).to_owned(), field.as_str().into())));
    object.insert(TEXT.to_owned(), asked.text.into());
    object.insert(SAID.to_owned(), asked.said.into());
    object.insert("files".to_owned(), asked.files.into());
    object
}
