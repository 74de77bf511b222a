//! What was found out of the reviews of each series, kept for the next build: it is read again once a mail of the series
//! is another.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

use serde::{Deserialize, Serialize};

use super::mails::Source;
use super::next::InNext;
use crate::catalog::{Catalog, PatchAt, SeriesAt};
use crate::position::Table;
use crate::review::Comment;
use crate::sum::Sum;

/// The reviews of all series.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct KeptReviews {
    /// By the keys of the series.
    pub(super) reviews: HashMap<String, Reviews>,
}

/// The reviews of one series.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Reviews {
    /// The hash of all that they were found in.
    pub key: [u8; 32],
    pub comments: Table<Comment>,
    /// What became of the lines that each is about.
    pub next: Table<Comment, Option<InNext>>,
    /// Bytes of the lines around comments, by the places of their mails in the series.
    pub near: BTreeMap<usize, usize>,
}

/// The hash of all that the reviews of a series are found in. Nothing for a mail that has no name of its own.
pub(super) fn key(
    settings: &Sum,
    catalog: &Catalog,
    series: SeriesAt,
    sources: &[Source],
) -> Option<[u8; 32]> {
    let mut sum = settings.clone();
    let newest = &catalog.series[series].newest().mails;
    for source in sources {
        match *source {
            Source::Patch(at) => (catalog.entry(at).text_name()?, newest.contains(&at)).hash(&mut sum),
            Source::Reply(at) => {
                let reply = catalog.reply(at);
                (reply.commit.as_bytes(), reply.text.body, reply.is_persons()).hash(&mut sum);
            }
        }
    }
    // Which version follows which, and which patches each has.
    let place: HashMap<PatchAt, usize> = sources.iter().enumerate().filter_map(patch).collect();
    let revisions = &catalog.series[series].revisions;
    for at in revisions.positions() {
        let mails = revisions.standing(at).mails.iter().map(|mail| place.get(mail));
        (revisions[at].version, mails.collect::<Vec<_>>()).hash(&mut sum);
    }
    Some(sum.bytes())
}

fn patch((place, source): (usize, &Source)) -> Option<(PatchAt, usize)> {
    match *source {
        Source::Patch(at) => Some((at, place)),
        Source::Reply(_) => None,
    }
}
