//! Sections of `MAINTAINERS` files, for series and subsystems.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::ListAt;
use crate::digest::Entry;

/// A subsystem has this many sections at most.
const OF_A_SUBSYSTEM: usize = 3;
/// A series has this many; one that touches more names those of most patches.
const OF_A_SERIES: usize = 12;

/// A section of the file of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Section {
    pub list: ListAt,
    /// Position in its file.
    pub position: usize,
}

/// Patches, counted by list and by section.
#[derive(Debug, Default)]
pub(super) struct Tally {
    patches: BTreeMap<ListAt, usize>,
    /// How many belong to a section, and at which place it fits best.
    sections: BTreeMap<Section, (usize, usize)>,
}

impl Tally {
    /// Counts a mail of a list. Cover letters have no files, and what is known only as text has no diff.
    pub fn add(&mut self, list: ListAt, entry: &Entry) {
        if entry.is_cover() || entry.commit.is_none() {
            return;
        }
        *self.patches.entry(list).or_default() += 1;
        for (place, &position) in entry.sections.iter().enumerate() {
            let (count, best) = self.sections.entry(Section { list, position }).or_insert((0, place));
            *count += 1;
            *best = place.min(*best);
        }
    }

    /// The sections of at least half of the patches from their list, those of most first.
    pub fn of_a_subsystem(&self) -> Vec<Section> {
        let of_half = |section: &Section, count: usize| {
            count * 2 >= self.patches.get(&section.list).copied().unwrap_or_default()
        };
        self.sorted(of_half, OF_A_SUBSYSTEM)
    }

    /// The sections of all patches, those of most first.
    pub fn of_a_series(&self) -> Vec<Section> {
        self.sorted(|_, _| true, OF_A_SERIES)
    }

    fn sorted(&self, fits: impl Fn(&Section, usize) -> bool, most: usize) -> Vec<Section> {
        let fitting = self.sections.iter().filter(|(section, (count, _))| fits(section, *count));
        let mut sections: Vec<_> = fitting.collect();
        sections.sort_by_key(|&(section, &(count, best))| (Reverse(count), best, *section));
        sections.into_iter().take(most).map(|(section, _)| *section).collect()
    }
}
