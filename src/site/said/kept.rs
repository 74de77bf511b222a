//! What was found out of the reviews of each series, kept for the next build: it is read again once a mail of the series
//! is another.
//!
//! The cache has the file `reviews-HASH` for each output folder. No build has more of it in memory than where the reviews
//! of each series are:
//!
//! | bytes | |
//! | --- | --- |
//! | … | [`Reviews`] of each series, in the form of postcard 1, one behind the other |
//! | … | a list of [`Record`], one for each of them, in the same form |
//! | 8 | the length of that list, in little endian |
//! | 32 | SHA-256 of that list |
//!
//! What does not fit is as if it were not there; the file may be deleted at any time.

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::hash::Hash;
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::mails::Source;
use super::next::InNext;
use crate::catalog::{Catalog, PatchAt, SeriesAt};
use crate::error::{Error, Result, is_read_only};
use crate::position::Table;
use crate::replace;
use crate::review::Comment;
use crate::spool::{Aside, Spool};
use crate::sum::Sum;

/// Bytes of a hash.
const HASH: usize = 32;
/// Bytes behind the list of records.
const END: usize = 8 + HASH;

/// The reviews of one series.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Reviews {
    pub comments: Table<Comment>,
    /// What became of the lines that each is about.
    pub next: Table<Comment, Option<InNext>>,
    /// Bytes of the lines around comments, by the places of their mails in the series.
    pub near: BTreeMap<usize, usize>,
}

/// The reviews of one series, as the list has them.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) struct Record {
    /// The hash of all that they were found in.
    key: [u8; HASH],
    /// SHA-256 of their bytes.
    sum: [u8; HASH],
    /// How many bytes they are.
    length: u64,
}

/// What the last build kept, and what this one keeps.
pub struct KeptReviews {
    path: PathBuf,
    last: Last,
    pub(super) next: Vec<Next>,
}

#[derive(Default)]
pub(super) struct Last {
    file: Option<File>,
    /// Each with where it begins, by its key.
    records: HashMap<[u8; HASH], (u64, Record)>,
}

impl Last {
    /// What is in a file; nothing if that cannot be read.
    fn open(path: &Path) -> Self {
        let open = || {
            let file = File::open(path).ok()?;
            let end = file.metadata().ok()?.len().checked_sub(END as u64)?;
            let bytes = read(&file, end, END).ok()?;
            let (length, sum) = bytes.split_first_chunk()?;
            let start = end.checked_sub(u64::from_le_bytes(*length))?;
            let list = read(&file, start, usize::try_from(end - start).ok()?).ok()?;
            let list: Vec<Record> =
                postcard::from_bytes(&list).ok().filter(|_| Sha256::digest(&list)[..] == *sum)?;
            let mut next = 0;
            let records = list.into_iter().map(|record| {
                let start = next;
                next += record.length;
                (record.key, (start, record))
            });
            Some(Self { records: records.collect(), file: Some(file) })
        };
        open().unwrap_or_default()
    }

    fn bytes(&self, key: &[u8; HASH]) -> Option<(Record, Vec<u8>)> {
        let &(start, record) = self.records.get(key)?;
        let bytes = read(self.file.as_ref()?, start, usize::try_from(record.length).ok()?).ok()?;
        (Sha256::digest(&bytes)[..] == record.sum).then_some((record, bytes))
    }
}

fn read(file: &File, start: u64, length: usize) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; length];
    file.read_exact_at(&mut bytes, start).map(|()| bytes)
}

/// What the next build keeps of one series.
pub(super) enum Next {
    /// The same as this one, by its key.
    Same([u8; HASH]),
    New(Record, Aside),
}

impl Next {
    pub(super) fn new(key: [u8; HASH], reviews: &Reviews, spool: &Spool) -> Result<Self> {
        let bytes = postcard::to_stdvec(reviews).expect("what is kept serialises");
        let record = Record { key, sum: Sha256::digest(&bytes).into(), length: bytes.len() as u64 };
        spool.put_aside(&bytes).map(|aside| Self::New(record, aside))
    }
}

impl KeptReviews {
    /// What the last build kept in a file, if it can be read.
    pub fn open(path: PathBuf) -> Self {
        Self { last: Last::open(&path), path, next: Vec::new() }
    }

    /// What was found where everything has this hash.
    pub(super) fn find(&self, key: &[u8; HASH]) -> Option<Reviews> {
        postcard::from_bytes(&self.last.bytes(key)?.1).ok()
    }

    /// Writes the file for the next build. `spool` has what was found.
    pub fn write(&self, spool: &Spool) -> Result<()> {
        match replace::write_with(&self.path, |file| self.write_to(BufWriter::new(file), spool)) {
            Err(cause) if !is_read_only(&cause) => Err(Error::io(&self.path, "write", &cause)),
            _ => Ok(()),
        }
    }

    fn write_to(&self, mut file: BufWriter<&mut File>, spool: &Spool) -> io::Result<()> {
        let mut list = Vec::with_capacity(self.next.len());
        for next in &self.next {
            let found = match next {
                Next::Same(key) => self.last.bytes(key),
                Next::New(record, aside) => Some((*record, spool.take_back(aside)?)),
            };
            // What can no longer be read is found again.
            if let Some((record, bytes)) = found {
                file.write_all(&bytes)?;
                list.push(record);
            }
        }
        let list = postcard::to_stdvec(&list).map_err(io::Error::other)?;
        file.write_all(&list)?;
        file.write_all(&(list.len() as u64).to_le_bytes())?;
        file.write_all(&Sha256::digest(&list))?;
        file.flush()
    }
}

/// The hash of all that the reviews of a series are found in. Nothing for a mail that has no name of its own.
pub(super) fn key(
    settings: &Sum,
    catalog: &Catalog,
    series: SeriesAt,
    sources: &[Source],
) -> Option<[u8; HASH]> {
    let mut sum = settings.clone();
    let newest = &catalog.series[series].newest().mails;
    for source in sources {
        match *source {
            Source::Patch(at) => {
                let entry = catalog.entry(at);
                (entry.text_name()?, newest.contains(&at), entry.index, entry.total).hash(&mut sum);
                entry.version.hash(&mut sum);
                // Other mails may say what it answers.
                (&entry.title, &entry.sender, &entry.context.parents).hash(&mut sum);
            }
            Source::Reply(at) => {
                let reply = catalog.reply(at);
                (reply.commit.as_bytes(), reply.text.body, reply.is_persons()).hash(&mut sum);
                (&reply.title, reply.version, &reply.author, &reply.parents).hash(&mut sum);
            }
        }
    }
    // Which version follows which, and which patches each has.
    let place: HashMap<PatchAt, usize> = sources.iter().enumerate().filter_map(patch).collect();
    let revisions = &catalog.series[series].revisions;
    for at in revisions.positions() {
        let mails = revisions.standing(at).mails.iter().map(|mail| place.get(mail));
        let revision = &revisions[at];
        (revision.version, revision.resend, revision.restarts).hash(&mut sum);
        mails.collect::<Vec<_>>().hash(&mut sum);
    }
    Some(sum.bytes())
}

fn patch((place, source): (usize, &Source)) -> Option<(PatchAt, usize)> {
    match *source {
        Source::Patch(at) => Some((at, place)),
        Source::Reply(_) => None,
    }
}
