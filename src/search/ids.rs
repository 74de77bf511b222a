//! Message-IDs, each with its series, the commits of the archive that hold patch mails, each with its digest, and those
//! of the project that patches became, each with its series. They are terms of one posting, most of them; only a
//! query that looks like one of them fetches their files.

use super::age::{AGES, Ages};
use super::document::{Document, Target};
use super::postings::Terms;
use super::shard::{self, Layout, Listed};
use super::{Corpus, Files, RECENT_SHARD};
use crate::catalog::{Catalog, SeriesAt};

/// Hexadecimal digits of a commit at most. A reader may give fewer.
const COMMIT: usize = 12;
/// Longest Message-ID, in bytes (RFC 5322 has lines of 998).
const LONGEST: usize = 998;
/// Bytes of a file at least, and how many files a large archive has: their list must be loaded first.
const SHARD: usize = 4 << 10;
const FILES: usize = 128;

/// Writes the files, by the age of the mails: what a day adds is anywhere among the ids, and changes those of the last
/// mail's month alone, or of its year where a month begins. Where addresses are not to be seen there are no Message-IDs,
/// for these look much the same.
pub fn write(source: &Corpus, documents: &[Document], files: &Files) -> Listed<AGES> {
    let mut ids: [Vec<(String, u32)>; AGES] = Default::default();
    let ages = Ages::of(source.catalog);
    for document in documents {
        for (id, time) in ids_of(source, document) {
            ids[ages.at(time)].push((id.to_owned(), document.reference));
        }
    }
    let [older, this_year, recent] = ids;
    let shards = [(older, SHARD), (this_year, RECENT_SHARD), (recent, RECENT_SHARD)].map(|(ids, least)| {
        let terms = Terms::of_sets(ids);
        let bytes: usize = terms.iter().map(|(id, _)| id.len()).sum();
        shard::write(&terms, &Layout::of_sets(least.max(bytes / FILES)), files)
    });
    Listed { shards, replaced: Default::default() }
}

/// What a document is known by, and since when.
fn ids_of<'a>(source: &Corpus<'a>, document: &Document) -> Vec<(&'a str, i64)> {
    let catalog = source.catalog;
    match document.target {
        Target::Series(at) if source.addresses => {
            let entries = catalog.series[at].mails().map(|mail| catalog.entry(mail));
            let ids = entries.filter_map(|entry| Some((entry.message_id.as_deref()?, entry.sent)));
            let replies = catalog.lives[at].replies.iter().map(|&reply| catalog.reply(reply));
            let ids = ids.chain(replies.filter_map(|reply| Some((reply.message_id.as_deref()?, reply.sent))));
            ids.filter(|(id, _)| is_one(id)).chain(became(catalog, at)).collect()
        }
        Target::Series(at) => became(catalog, at).collect(),
        Target::Digest(at) => {
            let filed = &catalog.digests[at];
            let commits = filed.digest.entries.iter();
            let commits = commits.filter_map(|entry| Some((entry.commit.as_deref()?, entry.sent)));
            let ends = [&filed.digest.from, &filed.digest.to].map(|commit| (commit.as_str(), filed.until));
            commits.chain(ends).filter_map(|(id, time)| Some((commit(id)?, time))).collect()
        }
        Target::Author(_) | Target::Subsystem(_) => Vec::new(),
    }
}

/// The commits that patches of a series became in the project's repository, and since when that is known.
fn became<'a>(catalog: &'a Catalog<'_>, series: SeriesAt) -> impl Iterator<Item = (&'a str, i64)> {
    let life = &catalog.lives[series];
    let said = life
        .applied
        .iter()
        .filter_map(|applied| Some((applied.commit.as_deref()?, catalog.reply(applied.reply).sent)));
    let looked_up = life.merged.iter().map(|(_, merged)| (merged.commit.as_str(), life.last));
    said.chain(looked_up).filter_map(|(id, time)| Some((commit(id)?, time)))
}

/// As many digits of a commit as are listed.
fn commit(id: &str) -> Option<&str> {
    id.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| id.get(..COMMIT).unwrap_or(id))
}

/// Whether a Message-ID can be a term, which has no white space.
fn is_one(id: &str) -> bool {
    !id.is_empty() && id.len() <= LONGEST && !id.contains(|c: char| c.is_whitespace() || c.is_control())
}
