//! The index of the search in the browser: what is looked for, cut into files that a query fetches as it needs
//! them.
//!
//! 1. [`document`] lists what can be found: series, authors, subsystems and digests.
//! 2. [`token`] and `stem` turn their texts into terms, exactly as lunr does in the browser.
//! 3. `postings` says which documents hold a term, how often, and how long the field is.
//! 4. `shard` cuts that into files by term; `record` writes what a result shows, the names for completion and
//!    the columns that filters count.
//! 5. `ids` lists Message-IDs and commits in the same form, for those who look for one mail.
//!
//! lunr's weights depend on the whole collection, so none are stored: `static/search-engine.js` computes them
//! with lunr's formula from what the shards hold and the sums in [`MANIFEST`]. What a new mail changes are
//! therefore the shards of its own terms, and what is old stays as it is.

pub mod document;
mod ids;
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
use postings::{Posting, Term};
use record::Columns;
use shard::Shards;

/// The first file a search loads. The names of shards are made of their contents, so that a reader with an older
/// manifest never mixes two builds; results, names and columns keep their names, and one of an older build
/// does no harm.
pub const MANIFEST: &str = "search/index.json";
/// The same for the texts of mails.
pub const TEXTS: &str = "search/texts.json";
/// The same for Message-IDs and commits.
pub const IDS: &str = "search/ids.json";

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
    let ids = ids::write(source, &documents, &mut files);
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
    insert_json(&mut files, IDS, &ids);
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
    /// Of series by their age, oldest first.
    shards: [Shards; 3],
}

/// The postings of series that began before the last mail's year, in that year before its month, and in its month.
/// A text has terms in nearly all shards, but new mails and new versions are nearly all of recent series: what a
/// day changes is the last of the three alone, and a query fetches two more files for each term. The borders are
/// the calendar's, so that the others stay as they are for a month and for a year.
fn by_age(catalog: &Catalog, terms: Vec<Term>) -> [Vec<Term>; 3] {
    let month = |patch: usize| {
        let day = date_of(catalog.entry(patch).arrived);
        (day.year(), day.month())
    };
    let places: Vec<usize> = (0..catalog.patches.len()).collect();
    let Some(last) = places.last().map(|&patch| month(patch)) else { return [terms, Vec::new(), Vec::new()] };
    let first_of = |from: (i16, i8)| places.partition_point(|&patch| month(patch) < from);
    let [this_year, this_month] = [(last.0, 1), last].map(|from| Kind::Series.reference(first_of(from)));
    let is_before = |posting: &Posting, first: u32| posting.reference < first;
    let mut parts = [Vec::new(), Vec::new(), Vec::new()];
    for (term, mut old) in terms {
        let mut middle = old.split_off(old.partition_point(|posting| is_before(posting, this_year)));
        let new = middle.split_off(middle.partition_point(|posting| is_before(posting, this_month)));
        for (part, postings) in parts.iter_mut().zip([old, middle, new]) {
            if !postings.is_empty() {
                part.push((term.clone(), postings));
            }
        }
    }
    parts
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
