//! What another person's revision goes on with.

use std::collections::BTreeSet;

use super::RevisionAt;
use super::continued::{LIKE, LIKELY, ONE_SERIES, TELLING};
use super::guess::{MOST_PATCHES, Past, RECENT_BY_TITLE};
use super::known::{Known, SOON};
use super::profile::{LIKE_LINES, SAME_LINES};

/// How many of the lines another person must keep who goes on with a patch.
const HALF_THE_LINES: f64 = 0.5;

impl Past {
    /// Another person's series that goes on: a higher version with half of its patches' titles.
    pub(super) fn taken_over(&self, known: &mut Known, newer: RevisionAt) -> Option<RevisionAt> {
        let new = &known.profiles[newer];
        if new.version.number <= 1 || new.patches.len() < 2 {
            return None;
        }
        let seen = new.patches.iter().take(MOST_PATCHES).filter_map(|title| self.of_anybody.get(title));
        let candidates: BTreeSet<RevisionAt> =
            seen.flat_map(|seen| seen.iter().rev().take(RECENT_BY_TITLE).copied()).collect();
        let goes_on = |&older: &RevisionAt| {
            let old = &known.profiles[older];
            old.version < new.version
                && old.common(new) > 1
                && old.half_alike(new)
                && !old.pulled
                && known.same_place(older, newer)
                && known.waited(older, newer) <= ONE_SERIES
        };
        let found: Vec<RevisionAt> = candidates.into_iter().rev().filter(goes_on).collect();
        found.into_iter().find(|&older| !known.was_counted_on(older, newer))
    }

    /// Another person's patch or series that goes on: the next version, with half of its lines, under its very title or soon after under one
    /// like it, with fewer of them under a title that nobody uses twice; or the same version once more, passed on to those who take it.
    pub(super) fn taken_over_with_its_lines(
        &self,
        known: &mut Known,
        newer: RevisionAt,
    ) -> Option<RevisionAt> {
        let new = &known.profiles[newer];
        if new.version.number <= 1 || !new.branch.is_empty() {
            return None;
        }
        let seen = new.changes.marks().iter().filter_map(|mark| self.by_mark.get(mark).copied());
        let candidates: BTreeSet<RevisionAt> = seen.collect();
        let goes_on = |&older: &RevisionAt| {
            let old = &known.profiles[older];
            let lines = old.changes.likeness(&new.changes);
            let same_title = old.title == new.title;
            let few = known.titles.telling(new.title) >= TELLING && same_title && lines >= LIKE_LINES;
            let is_next = known.is_next(older, newer)
                && (lines >= HALF_THE_LINES || few)
                && known.likeness(old.title, new.title) >= LIKE
                && !known.differ_in_numbers(old, new)
                && !known.name_other_things(old, new);
            let limit = if is_next && same_title { LIKELY } else { SOON };
            let is_copy = old.version == new.version
                && same_title
                && old.patches.len() == new.patches.len()
                && lines >= SAME_LINES;
            (is_next || is_copy)
                && (0..=limit).contains(&known.waited(older, newer))
                && known.same_place(older, newer)
        };
        candidates.into_iter().rev().find(goes_on).or_else(|| self.taken_over_by_title(known, newer))
    }

    /// Another person's patch that goes on in other lines: the next version within weeks, under its very title, which nobody uses
    /// twice, in the same files. It may be one of a series. Who has posted that version already goes on with their own.
    fn taken_over_by_title(&self, known: &Known, newer: RevisionAt) -> Option<RevisionAt> {
        let new = &known.profiles[newer];
        let title = new.title?;
        let of_series = self.of_anybody.get(&title).and_then(|seen| seen.last());
        let candidates = self.lone.get(&title).into_iter().chain(of_series).copied();
        let goes_on = |&older: &RevisionAt| {
            known.is_next(older, newer)
                && known.is_told_by_title(older, newer)
                && new.changes.shares_files(&known.profiles[older].changes)
                && (0..=2 * SOON).contains(&known.waited(older, newer))
                && known.same_place(older, newer)
        };
        let is_own = || self.has_lower(new);
        candidates.filter(goes_on).max().filter(|_| new.is_lone() && !is_own())
    }
}
