//! The index of the search in the browser: what is looked for, cut into files that a query fetches as it needs
//! them.
//!
//! 1. [`document`] lists what can be found: series, authors, subsystems and digests.
//! 2. [`token`] and `stem` turn their texts into terms, exactly as lunr does in the browser.
//! 3. `postings` says which documents hold a term, how often, and how long the field is.
//! 4. `shard` cuts that into files by term, `texts` those of texts; `record` writes what a result shows, the names for completion and
//!    the columns that filters count.
//! 5. `exact` lists values such as `state=waiting` in the same form, for fields that a query requires; `ids` Message-IDs
//!    and commits, for those who look for one mail.
//!
//! Texts, values and ids are cut by `age` first. lunr's weights depend on the whole collection, so none are stored: `static/search-engine.js` computes them
//! with lunr's formula from what the shards hold and the sums in [`MANIFEST`]. What a new mail changes are
//! therefore the shards of its own terms, and what is old stays as it is.

mod age;
pub mod document;
mod exact;
mod ids;
mod postings;
mod record;
mod shard;
mod stem;
mod texts;
pub mod token;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::catalog::{Catalog, List, PatchAt};
use crate::error::Result;
use crate::position::Table;
use crate::sum::Sum;
use document::{FIELDS, TEXT, Target};
use record::Columns;
use shard::{Layout, Shards};
pub use texts::KeptTexts;

/// The first file a search loads. The names of shards are made of their contents, so that a reader with an older
/// manifest never mixes two builds; results, names and columns keep their names, and one of an older build
/// does no harm.
pub const MANIFEST: &str = "search/index.json";
/// The same for the texts of mails.
pub const TEXTS: &str = "search/texts.json";
/// The same for Message-IDs and commits.
pub const IDS: &str = "search/ids.json";

/// The same for values of fields.
pub const EXACT: &str = "search/exact.json";

/// Bytes of a shard of fields and of one of texts at least. Small ones cost a reader less, large ones need fewer
/// files and a shorter list of them; readers who search texts are told that they load more.
const SHORT_SHARD: usize = 1 << 10;
const LONG_SHARD: usize = 6 << 10;

/// What the index is made of.
pub struct Corpus<'a> {
    pub catalog: &'a Catalog<'a>,
    /// The names of the lists.
    pub lists: Table<List, &'a str>,
    /// The part of an address before the `@` may be searched for.
    pub addresses: bool,
    /// The address of a page, relative to the site's root, by what it is about.
    pub href: &'a (dyn Fn(Target) -> String + Sync),
    /// A title or name as it may be shown.
    pub shown: &'a (dyn Fn(&str) -> String + Sync),
    /// A hash of the program and its settings.
    pub settings: Sum,
    /// A name for the body of a patch that no other one has.
    pub name: &'a (dyn Fn(PatchAt) -> Result<String> + Sync),
    /// Whether the current site has a file as it was written.
    pub stands: &'a (dyn Fn(&str) -> bool + Sync),
    /// The body of a patch as it may be shown.
    pub body: &'a (dyn Fn(PatchAt) -> Result<String> + Sync),
}

/// Files by path.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The index of a site.
pub struct Index {
    pub files: Files,
    /// Paths of files of the current site that it has as well.
    pub keep: Vec<String>,
    pub kept: KeptTexts,
}

/// The whole index. No text of a mail is in memory longer than its series takes.
pub fn build(source: &Corpus, last: KeptTexts) -> Result<Index> {
    let documents = document::list(source);
    let mut files = Files::new();
    let (vocabulary, shards, lengths) = {
        let (terms, lengths) = postings::of_fields(&documents);
        let vocabulary = shard::write_vocabulary(&terms, &mut files);
        let layout = Layout::of_fields(FIELDS.len(), SHORT_SHARD);
        (vocabulary, shard::write(&terms, &layout, &mut files), lengths)
    };
    let (texts, kept, keep) = texts::write(source, &documents, last, &mut files)?;
    let ids = ids::write(source, &documents, &mut files);
    let exact = exact::write(source, &documents, &mut files);
    let columns = record::write(source, &documents, &mut files);
    let manifest = Manifest {
        fields: &FIELDS,
        text: TEXT,
        documents: documents.len(),
        lengths: &lengths,
        lists: &source.lists,
        columns,
        vocabulary,
        shards,
    };
    insert_json(&mut files, MANIFEST, &manifest);
    insert_json(&mut files, TEXTS, &texts);
    insert_json(&mut files, IDS, &ids);
    insert_json(&mut files, EXACT, &exact);
    Ok(Index { files, keep, kept })
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

fn insert_json(files: &mut Files, path: &str, value: &impl Serialize) {
    let bytes = serde_json::to_vec(value).expect("strings and numbers are JSON");
    files.insert(path.to_owned(), bytes);
}
