//! Documents in two tiers: as they were before the last mail's month, and those that are new or other since then.
//!
//! What a mail adds changes files of the second tier alone, which are few. A series that has a new version is in both; the
//! browser passes over what the first has of it.

use super::age::Ages;
use super::document::Document;
use super::{Corpus, document};

/// Documents, and which of them the tiers have.
pub struct Documents {
    /// All, by number.
    pub all: Vec<Document>,
    before: Vec<Document>,
    /// Of all, whether the second tier has each.
    are_recent: Vec<bool>,
}

/// What the two tiers have, by number.
pub type Tiers<'a> = [Vec<&'a Document>; 2];

impl Documents {
    pub fn of(source: &Corpus) -> Self {
        let (all, before) = document::list(source);
        let ages = Ages::of(source.catalog);
        let are_recent = all.iter().map(|document| ages.is_last(document.since)).collect();
        Self { all, before, are_recent }
    }

    pub fn tiers(&self) -> Tiers<'_> {
        let of = |recent: bool| {
            let all = self.all.iter().zip(&self.are_recent);
            all.filter_map(move |(document, &own)| (own == recent).then_some(document))
        };
        let mut older: Vec<&Document> = of(false).chain(&self.before).collect();
        older.sort_by_key(|document| document.reference);
        [older, of(true).collect()]
    }

    /// The numbers of those in the first tier that the second has anew, each as the distance from the one before.
    pub fn replaced(&self) -> [Vec<u32>; 2] {
        [distances(self.before.iter().map(|document| document.reference)), Vec::new()]
    }

    /// Whether the first tier's form of a document counts no more.
    pub fn is_replaced(&self, reference: u32) -> bool {
        self.before.binary_search_by_key(&reference, |document| document.reference).is_ok()
    }
}

/// Numbers as distances, each from the one before.
pub fn distances(numbers: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut before = 0;
    numbers.map(|number| number - std::mem::replace(&mut before, number)).collect()
}
