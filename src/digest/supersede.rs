//! What replaces what within a window.

use super::grouping::{self, Revision, Series};
use super::{Entry, Status};

/// Groups the entries into series and marks what a newer version, or the same mail again, replaces.
pub(super) fn settle(entries: &mut [Entry]) -> Vec<Series> {
    let series = grouping::of_entries(entries);
    for series in &series {
        supersede(entries, series);
    }
    series
}

fn supersede(entries: &mut [Entry], series: &Series) {
    let newest = series.newest();
    for revision in &series.revisions {
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
fn counterpart(entries: &[Entry], newest: &Revision, mail: usize) -> Option<usize> {
    let this = &entries[mail];
    // Positions count from the newest, so of several sendings the smallest is the latest.
    let first =
        |fits: &dyn Fn(&Entry) -> bool| newest.mails.iter().copied().filter(|&at| fits(&entries[at])).min();
    let cover = |entry: &Entry| entry.index == Some(0);
    let same_number = |entry: &Entry| entry.index == this.index;
    if newest.mails.contains(&mail) {
        return first(&|entry| same_number(entry) && entry.title == this.title);
    }
    let same_title = |entry: &Entry| !cover(entry) && entry.title == this.title;
    let by_title = if cover(this) { None } else { first(&same_title) };
    by_title.or_else(|| first(&same_number)).or(newest.mails.first().copied())
}
