//! The index of the search in the browser: what is looked for, cut into files that a query fetches as it needs
//! them.
//!
//! 1. [`document`] lists what can be found: series, authors, subsystems and digests.
//! 2. [`token`] and `stem` turn their texts into terms, exactly as lunr does in the browser.
//! 3. `postings` says which documents hold a term, how often, and how long the field is.
//! 4. `shard` cuts that into files by term; `record` writes what a result shows, the names for completion and
//!    the columns that filters count.
//!
//! lunr's weights depend on the whole collection, so none are stored: `static/search-engine.js` computes them
//! with lunr's formula from what the shards hold and the sums in [`MANIFEST`]. What a new mail changes are
//! therefore the shards of its own terms, and what is old stays as it is.

pub mod document;
mod postings;
mod record;
mod shard;
mod stem;
pub mod token;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::archive::date_of;
use crate::catalog::Catalog;
use crate::error::Result;
use document::{Document, FIELDS, Kind, TEXT};
use postings::Term;
use record::Columns;
use shard::Shards;

/// The first file a search loads. The names of shards are made of their contents, so that a reader with an older
/// manifest never mixes two builds; results, names and columns keep their names, and one of an older build
/// does no harm.
pub const MANIFEST: &str = "search/index.json";
/// The same for the texts of mails.
pub const TEXTS: &str = "search/texts.json";

/// Bytes of a shard of fields and of one of texts at least. Small ones cost a reader less, large ones need fewer
/// files and a shorter list of them; who asks for texts is told that it takes more.
const SHORT_SHARD: usize = 3 << 10;
const LONG_SHARD: usize = 6 << 10;

/// What the index is made of.
pub struct Source<'a> {
    pub catalog: &'a Catalog<'a>,
    /// The names of the lists.
    pub lists: Vec<&'a str>,
    /// The part of an address before the `@` may be searched for.
    pub addresses: bool,
    /// The address of a page, relative to the site's root, by its position in the catalog.
    pub href: &'a (dyn Fn(Kind, usize) -> String + Sync),
    /// A title or name as it may be shown.
    pub shown: &'a (dyn Fn(&str) -> String + Sync),
    /// The body of a patch as it may be shown.
    pub body: &'a (dyn Fn(usize) -> Result<String> + Sync),
}

/// Files by path.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The whole index. No text of a mail is kept longer than its series takes.
pub fn build(source: &Source) -> Result<Files> {
    let documents = document::list(source);
    let short = postings::of_fields(&documents);
    let long = postings::of_texts(source, &documents)?;
    let mut files = Files::new();
    let vocabulary = shard::write_vocabulary(&short.terms, &mut files);
    let shards = shard::write(&short.terms, FIELDS.len(), SHORT_SHARD, &mut files);
    let total = long.lengths[0];
    let mut cut = |terms: Vec<Term>| shard::write(&terms, 1, LONG_SHARD, &mut files);
    let texts = Texts { total, shards: by_age(source.catalog, long.terms).map(&mut cut) };
    let columns = record::write(source, &documents, &mut files);
    let manifest = Manifest {
        fields: &FIELDS,
        text: TEXT,
        documents: documents.len(),
        lengths: &short.lengths,
        lists: &source.lists,
        columns,
        vocabulary,
        shards,
    };
    insert_json(&mut files, MANIFEST, &manifest);
    insert_json(&mut files, TEXTS, &texts);
    Ok(files)
}

/// What [`MANIFEST`] holds.
#[derive(Serialize)]
struct Manifest<'a> {
    fields: &'a [&'a str],
    /// The name of the field whose shards are listed in [`TEXTS`].
    text: &'a str,
    documents: usize,
    /// The sum of each field's lengths in terms, over all documents.
    lengths: &'a [u64],
    lists: &'a [&'a str],
    columns: Columns,
    /// The file that lists all terms.
    vocabulary: String,
    shards: Shards,
}

/// What [`TEXTS`] holds.
#[derive(Serialize)]
struct Texts {
    total: u64,
    /// Of old series and of recent ones.
    shards: [Shards; 2],
}

/// The postings of old series, and those of series that began in the last mail's quarter of a year or in the one
/// before. A text has terms in nearly all shards, but new mails and new versions are nearly all of recent
/// series: what they change is few files, and a query fetches one more for each term.
fn by_age(catalog: &Catalog, terms: Vec<Term>) -> [Vec<Term>; 2] {
    let date = |patch: usize| date_of(catalog.entry(patch).arrived);
    let months = |patch: usize| i32::from(date(patch).year()) * 12 + i32::from(date(patch).month()) - 1;
    let places: Vec<usize> = (0..catalog.patches.len()).collect();
    let quarter = places.last().map_or(0, |&last| months(last) / 3 - 1);
    let first = places.partition_point(|&patch| months(patch) / 3 < quarter);
    let split = |(term, mut postings): Term| {
        let recent = postings.partition_point(|posting| posting.reference < Kind::Series.reference(first));
        let recent = postings.split_off(recent);
        ((term.clone(), postings), (term, recent))
    };
    let (mut old, mut recent): (Vec<Term>, Vec<Term>) = terms.into_iter().map(split).unzip();
    old.retain(|(_, postings)| !postings.is_empty());
    recent.retain(|(_, postings)| !postings.is_empty());
    [old, recent]
}

/// The documents with their texts, one at a time, for tests that build an index of their own.
pub fn each_document(source: &Source, sink: &mut dyn FnMut(&Document, String)) -> Result<()> {
    for document in document::list(source) {
        let text = document::text(source, &document)?;
        sink(&document, text);
    }
    Ok(())
}

fn insert_json(files: &mut Files, path: &str, value: &impl Serialize) {
    let bytes = serde_json::to_vec(value).expect("strings and numbers are JSON");
    files.insert(path.to_owned(), bytes);
}
