//! What replaces what within a window.

use super::{Digest, Entry, EntryAt, Revision, Revisions, Status};
use crate::position::Table;

impl Digest {
    /// Takes in which of its entries are of one series, oldest series first, and marks what a newer version in the window,
    /// or the same mail again, replaces.
    pub fn settle(&mut self, series: Vec<Revisions<Entry>>) {
        series.iter().for_each(|series| supersede(&mut self.entries, series));
        self.series = series;
    }
}

fn supersede(entries: &mut Table<Entry>, series: &Revisions<Entry>) {
    let newest = series.newest();
    for revision in series {
        for &mail in &revision.mails {
            let replaced_by = counterpart(entries, newest, mail).filter(|&other| other != mail);
            if let Some(other) = replaced_by {
                entries[mail].status = Status::Exists;
                entries[mail].superseded_by = Some(other);
            }
        }
    }
}

/// The mail of the newest revision that takes another's place: of the same number if that is the cover
/// letter, else of the same title, else of the same number, else the one that stands for the revision.
fn counterpart(entries: &Table<Entry>, newest: &Revision<Entry>, mail: EntryAt) -> Option<EntryAt> {
    let this = &entries[mail];
    // Positions count from the newest, so of several sendings the smallest is the latest.
    let first =
        |fits: &dyn Fn(&Entry) -> bool| newest.mails.iter().copied().filter(|&at| fits(&entries[at])).min();
    let same_number = |entry: &Entry| entry.index == this.index;
    if newest.mails.contains(&mail) {
        return first(&|entry| same_number(entry) && entry.title == this.title);
    }
    let same_title = |entry: &Entry| !entry.is_cover() && entry.title == this.title;
    let by_title = if this.is_cover() { None } else { first(&same_title) };
    by_title.or_else(|| first(&same_number)).or(newest.mails.first().copied())
}
