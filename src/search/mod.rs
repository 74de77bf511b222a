//! The index of the search in the browser: what is looked for, cut into files that a query fetches as it needs
//! them.
//!
//! 1. [`document`] lists what can be found: series, authors, subsystems and digests.
//! 2. [`token`] and `stem` turn their texts into terms, exactly as lunr does in the browser.
//! 3. `postings` says which documents hold a term, how often, and how long the field is.
//! 4. `shard` cuts that into files by term; `first` adds what is shown first of the first results; `record` writes what a
//!    result shows, the names for completion and the columns that filters count.
//! 5. `exact` lists values such as `state=waiting` in the same form, for fields that a query requires; `ids` Message-IDs
//!    and commits, for those who look for one mail.
//! 6. `aged` does the same for texts, for what reviewers said and for the `files` that patches change.
//!
//! All are cut by `age` or in two `tiers` first. lunr's weights depend on the whole collection, so none are stored:
//! `static/search-engine.js` computes them with lunr's formula from what the shards hold and the sums in [`MANIFEST`].
//! What a new mail changes are therefore files of its month, which are few, and what is old stays as it is.

mod age;
mod aged;
pub mod document;
mod exact;
mod files;
mod first;
mod ids;
mod postings;
mod record;
mod shard;
mod stem;
mod tiers;
pub mod token;
mod written;

use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::catalog::{Catalog, List, PatchAt, SeriesAt};
use crate::digest::TextAt;
use crate::error::Result;
use crate::position::Table;
use crate::sum::Sum;
use aged::KeptAges;
use document::{FIELDS, SAID, TEXT, Target};
use first::Found;
use record::Columns;
use shard::{Layout, Listed};
use tiers::Documents;
pub use written::{Files, Write};

/// The first file a search loads. The names of shards are made of their contents, so that a reader with an older
/// manifest never mixes two builds; results, names and columns keep their names, and one of an older build
/// does no harm.
pub const MANIFEST: &str = "search/index.json";
/// The same for the texts of mails, for what reviewers said and for the files that patches change.
pub const TEXTS: &str = "search/texts.json";
pub const SAID_TEXTS: &str = "search/said.json";
pub const PATHS: &str = "search/files.json";
/// The same for Message-IDs and commits.
pub const IDS: &str = "search/ids.json";

/// The same for values of fields.
pub const EXACT: &str = "search/exact.json";

/// Bytes of a shard of fields and of one of texts at least. Small ones cost a reader less, large ones need fewer
/// files and a shorter list of them; readers who search texts are told that they load more.
const SHORT_SHARD: usize = 512;
const LONG_SHARD: usize = 6 << 10;
/// A word of more postings has a file of its own, with the titles of its first results: together with those of other
/// words they would be more than a search needs.
const APART: usize = 40;
/// The same for files of the last mail's month and of its year: what a day or a month adds is anywhere among them, so that few
/// are best. Those of fields are loaded by every search.
const RECENT_SHARD: usize = 32 << 10;
const SHORT_RECENT_SHARD: usize = 8 << 10;

/// Bytes of a file of the newest documents that the manifest has itself.
const MOST_WITHIN: usize = 8 << 10;

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
    /// The files that a patch changes, as they may be shown.
    pub paths: &'a (dyn Fn(PatchAt) -> Result<Vec<String>> + Sync),
    /// What people said of a series.
    pub said: &'a (dyn Fn(SeriesAt) -> Vec<Said> + Sync),
    /// What was said, as it may be shown.
    pub text: &'a (dyn Fn(TextAt) -> Result<String> + Sync),
}

/// What somebody said of a series.
pub struct Said {
    /// When, in seconds since 1970.
    pub time: i64,
    /// A name for what was said, that nothing else has.
    pub name: [u8; 16],
    pub text: TextAt,
}

/// The index of a site.
pub struct Index {
    /// Paths of files of the current site that it has as well.
    pub keep: Vec<String>,
    /// The text of [`MANIFEST`].
    pub manifest: String,
    pub kept: KeptSearch,
}

/// What a build keeps of the search for the next one.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct KeptSearch {
    texts: KeptAges,
    said: KeptAges,
    paths: KeptAges,
}

/// The whole index, which `script` reads, and whose files are handed to `write` as they are made. No text of a mail is in
/// memory longer than its series takes.
pub fn build(source: &Corpus, script: &str, last: KeptSearch, write: Write) -> Result<Index> {
    let files = Files::new(write);
    let documents = Documents::of(source);
    let fields = || {
        let columns = record::write(source, &documents.all, &files);
        write_fields(source, script, &documents, columns, &files)
    };
    let ids = || files.insert_json(IDS, &ids::write(source, &documents.all, &files));
    let exact = || files.insert_json(EXACT, &exact::write(source, &documents, &files));
    let (manifest, _) = rayon::join(fields, || rayon::join(ids, exact));
    let mut keep = Vec::new();
    let mut aged = |index, path, last| {
        let (listed, kept, paths) = aged::write(source, index, &documents.all, last, &files)?;
        files.insert_json(path, &listed);
        keep.extend(paths);
        Ok(kept)
    };
    let texts = aged(aged::Index::Texts, TEXTS, last.texts)?;
    let said = aged(aged::Index::Said, SAID_TEXTS, last.said)?;
    let paths = aged(aged::Index::Paths, PATHS, last.paths)?;
    // Files are named by what is in them, and what two of these indexes have may be the same.
    let written = files.finish()?;
    keep.sort_unstable();
    keep.dedup();
    keep.retain(|path| !written.contains(path));
    Ok(Index { keep, manifest, kept: KeptSearch { texts, said, paths } })
}

/// The fields that every search looks into, and the manifest, whose text it gives.
fn write_fields(
    source: &Corpus,
    script: &str,
    documents: &Documents,
    columns: Columns,
    files: &Files,
) -> String {
    let tiers = documents.tiers();
    let [(older, older_lengths), (recent, recent_lengths)] =
        tiers.each_ref().map(|tier| postings::of_fields(tier));
    let found = Found::new(source, &tiers[0], &older, &older_lengths);
    let layout = Layout::of_fields(FIELDS.len(), SHORT_SHARD).apart(APART);
    let older_files = shard::write_shown(&older, &layout, &|own| found.shown(own), files);
    let layout = Layout::of_fields(FIELDS.len(), SHORT_RECENT_SHARD);
    let newest = |own: &[usize]| first::newest(source, &tiers[1], &recent, own);
    let (recent_files, only) =
        of_only_file(files, |files| shard::write_shown(&recent, &layout, &newest, files));
    let shards = [older_files, recent_files];
    let counts = |reference: u32| !documents.is_replaced(reference);
    let of_older = older.iter().filter(|(_, postings)| postings.iter().any(|own| counts(own.reference)));
    let mut words: Vec<&str> = of_older.chain(recent.iter()).map(|(term, _)| term).collect();
    words.sort_by(|a, b| postings::in_script(a, b));
    words.dedup();
    let mut sums = [0; FIELDS.len()];
    let of_older = tiers[0].iter().zip(&older_lengths).filter(|(document, _)| counts(document.reference));
    for lengths in of_older.map(|(_, lengths)| lengths).chain(&recent_lengths) {
        sums.iter_mut().zip(lengths).for_each(|(sum, &length)| *sum += u64::from(length));
    }
    let manifest = Manifest {
        script,
        fields: &FIELDS,
        asked: &[(TEXT, TEXTS), (SAID, SAID_TEXTS)],
        documents: documents.all.len(),
        lengths: &sums,
        lists: &source.lists,
        columns,
        vocabulary: shard::write_vocabulary(words.into_iter(), files),
        recent: only.filter(|text| text.len() <= MOST_WITHIN),
        listed: Listed { shards, replaced: documents.replaced() },
    };
    let manifest = serde_json::to_string(&manifest).expect("strings and numbers are JSON");
    files.insert(MANIFEST.to_owned(), manifest.clone().into_bytes());
    manifest
}

/// What `write` gives, and the text of the file that it hands on, if that is only one.
fn of_only_file<T>(files: &Files, write: impl FnOnce(&Files) -> T) -> (T, Option<String>) {
    let held = Mutex::new(Vec::new());
    let hold = |path: &str, bytes: Vec<u8>| {
        held.lock().unwrap_or_else(PoisonError::into_inner).push((path.to_owned(), bytes));
        Ok(())
    };
    let given = write(&Files::new(&hold));
    let held = held.into_inner().unwrap_or_else(PoisonError::into_inner);
    let only = match &held[..] {
        [(_, bytes)] => Some(String::from_utf8_lossy(bytes).into_owned()),
        _ => None,
    };
    held.into_iter().for_each(|(path, bytes)| files.insert(path, bytes));
    (given, only)
}

/// What [`MANIFEST`] holds.
#[derive(Serialize)]
struct Manifest<'a> {
    /// The script that reads the index, in the site.
    script: &'a str,
    fields: &'a [&'a str],
    /// Fields that are searched only if they are asked for, and the lists of their files.
    asked: &'a [(&'a str, &'a str)],
    documents: usize,
    /// The sum of each field's lengths in terms, over all documents.
    lengths: &'a [u64],
    lists: &'a [&'a str],
    columns: Columns,
    /// The file that lists all terms.
    vocabulary: String,
    /// The text of the only file of the newest documents, if there is one and it is short: each search for words needs it.
    recent: Option<String>,
    #[serde(flatten)]
    listed: Listed<2>,
}
