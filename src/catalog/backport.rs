//! Series that bring commits of the project to a stable tree: whose work they are, and who sent them.

use std::collections::BTreeSet;

use super::{Author, Catalog, PatchAt, Series, SeriesAt};
use crate::mail::Address;
use crate::position::Table;

/// What a backport brings, and where to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backported<'a> {
    /// The tree as tags name it: `5.10`; empty where none has a number.
    pub tree: &'a str,
    /// The commits that its patches are copies of, as far as they are named, in the order of the patches.
    pub upstream: Vec<&'a str>,
    /// Who sent it, if that is not its author.
    pub sender: Option<&'a Address>,
}

impl<'a> Catalog<'a> {
    /// What a series brings to a stable tree: nothing if it is not a backport.
    pub fn backport(&self, at: SeriesAt) -> Option<Backported<'a>> {
        let series = &self.series[at];
        if !self.is_backport(series) {
            return None;
        }
        let entries = || series.newest().mails.iter().map(|&mail| self.entry(mail));
        let backports = || entries().filter_map(|entry| entry.backport.as_ref());
        let head = self.entry(series.newest().mails[0]);
        Some(Backported {
            tree: backports()
                .map(|backport| backport.tree.as_str())
                .find(|tree| !tree.is_empty())
                .unwrap_or(""),
            upstream: backports().filter_map(|backport| backport.upstream.as_deref()).collect(),
            sender: (!head.sender.is_same_person(&head.author)).then_some(&head.sender),
        })
    }

    /// Whether at least half of the newest version's patches are backports. Of some only the cover letter is in the
    /// archive.
    pub(super) fn is_backport(&self, series: &Series) -> bool {
        let (covers, patches): (Vec<PatchAt>, Vec<PatchAt>) =
            series.newest().mails.iter().partition(|&&mail| self.entry(mail).is_cover());
        let deciding = if patches.is_empty() { covers } else { patches };
        let backports = deciding.iter().filter(|&&mail| self.entry(mail).backport.is_some()).count();
        2 * backports >= deciding.len()
    }

    /// The backports of patches by others that each author sent, most recently updated first.
    pub(super) fn sent_for_others(&self) -> Table<Author, Vec<SeriesAt>> {
        let mut sent: Table<Author, BTreeSet<SeriesAt>> = self.authors.filled(BTreeSet::new());
        for at in self.series.positions() {
            let sender = self.backport(at).and_then(|backport| self.author(backport.sender?));
            let own = sender.filter(|&sender| sender != self.series_author(at));
            own.map(|sender| sent[sender].insert(at));
        }
        sent.into_iter().map(|series| self.by_movement(series)).collect()
    }
}
