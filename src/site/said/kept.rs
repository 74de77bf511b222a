//! What was found out of the reviews of each series, kept for the next build: it is read again once a mail of the series
//! is another.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

use serde::{Deserialize, Serialize};

use super::Source;
use crate::catalog::{Catalog, SeriesAt};
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
    Some(sum.bytes())
}
