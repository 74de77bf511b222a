//! What was found out of the reviews of each series, kept for the next build: it is read again once a mail of the series
//! is another.
//!
//! The cache has the [`Bundle`] `reviews-HASH` for each output folder, with the [`Reviews`] of each series in the form of
//! postcard 1.

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::hash::Hash;
use std::io::{self, BufWriter};
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::mails::Source;
use super::next::InNext;
use crate::bundle::{Bundle, Key, Piece, Writer};
use crate::catalog::{Catalog, PatchAt, SeriesAt};
use crate::error::{Error, Result, is_read_only};
use crate::position::Table;
use crate::replace;
use crate::review::Comment;
use crate::spool::{Aside, Spool};
use crate::sum::Sum;

/// The reviews of one series.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Reviews {
    pub comments: Table<Comment>,
    /// What became of the lines that each is about.
    pub next: Table<Comment, Option<InNext>>,
    /// Bytes of the lines around comments, by the places of their mails in the series.
    pub near: BTreeMap<usize, usize>,
}

/// What earlier builds kept, and what this one keeps.
pub struct KeptReviews {
    path: PathBuf,
    last: Vec<Bundle>,
    pub(super) next: Vec<Next>,
}

/// What the next build keeps of one series.
pub(super) enum Next {
    /// The same as this one, by its key.
    Same(Key),
    New(Piece, Aside),
}

impl Next {
    pub(super) fn new(key: Key, reviews: &Reviews, spool: &Spool) -> Result<Self> {
        let bytes = postcard::to_stdvec(reviews).expect("what is kept serialises");
        spool.put_aside(&bytes).map(|aside| Self::New(Piece::of(key, &bytes), aside))
    }
}

impl KeptReviews {
    /// What the last build kept in a file, if it can be read, and others in further ones.
    pub fn open(path: PathBuf, further: &[PathBuf]) -> Self {
        let files = std::iter::once(&path).chain(further);
        let last = files.map(|path| Bundle::open(path)).collect();
        Self { last, path, next: Vec::new() }
    }

    /// What was found where everything has this hash.
    pub(super) fn find(&self, key: &Key) -> Option<Reviews> {
        postcard::from_bytes(&self.piece(key)?.1).ok()
    }

    fn piece(&self, key: &Key) -> Option<(Piece, Vec<u8>)> {
        self.last.iter().find_map(|bundle| bundle.find(key))
    }

    /// Writes the file for the next build. `spool` has what was found.
    pub fn write(&self, spool: &Spool) -> Result<()> {
        match replace::write_with(&self.path, |file| self.write_to(BufWriter::new(file), spool)) {
            Err(cause) if !is_read_only(&cause) => Err(Error::io(&self.path, "write", &cause)),
            _ => Ok(()),
        }
    }

    fn write_to(&self, file: BufWriter<&mut File>, spool: &Spool) -> io::Result<()> {
        let mut bundle = Writer::new(file);
        for next in &self.next {
            let found = match next {
                Next::Same(key) => self.piece(key),
                Next::New(piece, aside) => Some((*piece, spool.take_back(aside)?)),
            };
            // What can no longer be read is found again.
            if let Some((piece, bytes)) = found {
                bundle.add(piece, &bytes)?;
            }
        }
        bundle.finish()
    }
}

/// The hash of all that the reviews of a series are found in. Nothing for a mail that has no name of its own.
pub(super) fn key(settings: &Sum, catalog: &Catalog, series: SeriesAt, sources: &[Source]) -> Option<Key> {
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
