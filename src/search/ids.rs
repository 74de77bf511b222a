//! Message-IDs, each with its series, and the commits of patch mails, each with its digest. They are terms of one
//! posting; only a query that looks like one of them fetches their files.

use std::collections::BTreeSet;

use super::document::{Document, Kind};
use super::postings::{Posting, Term};
use super::shard::{self, Shards};
use super::{Files, Source};

/// Hexadecimal digits of a commit. A reader may give fewer.
const COMMIT: usize = 12;
/// Longest Message-ID, in bytes (RFC 5322 has lines of 998).
const LONGEST: usize = 998;
/// Bytes of a file at least, and how many files a large archive has: their list must be loaded first.
const SHARD: usize = 4 << 10;
const FILES: usize = 128;

/// Writes the files. Where addresses are not to be seen there are no Message-IDs, for these look much the same.
pub fn write(source: &Source, documents: &[Document], files: &mut Files) -> Shards {
    let catalog = source.catalog;
    let mut ids: BTreeSet<(String, u32)> = BTreeSet::new();
    for document in documents {
        match document.kind {
            Kind::Series if source.addresses => {
                for mail in catalog.series[document.at].mails() {
                    let id = catalog.entry(mail).message_id.as_deref();
                    ids.extend(id.filter(|id| is_one(id)).map(|id| (id.to_owned(), document.reference)));
                }
            }
            Kind::Digest => {
                let entries = catalog.digests[document.at].digest.entries.iter();
                let commits = entries.filter_map(|entry| entry.commit.as_deref()?.get(..COMMIT));
                ids.extend(commits.map(|commit| (commit.to_owned(), document.reference)));
            }
            Kind::Series | Kind::Author | Kind::Subsystem => {}
        }
    }
    let mut terms: Vec<Term> = Vec::new();
    for (id, reference) in ids {
        let posting = Posting { reference, field: 0, count: 1, length: 1, position: 0 };
        match terms.last_mut() {
            Some((last, postings)) if *last == id => postings.push(posting),
            _ => terms.push((id, vec![posting])),
        }
    }
    terms.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
    let bytes: usize = terms.iter().map(|(id, _)| id.len()).sum();
    shard::write(&terms, 1, SHARD.max(bytes / FILES), files)
}

/// Whether a Message-ID can be a term, which has no white space.
fn is_one(id: &str) -> bool {
    !id.is_empty() && id.len() <= LONGEST && !id.contains(|c: char| c.is_whitespace() || c.is_control())
}
