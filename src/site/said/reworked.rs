//! Patches that were written anew under another title: what they were called is another thing in every line.

use std::collections::{BTreeMap, BTreeSet};

use crate::diff::paths;
use crate::review::changed_lines;

/// Most pairs of patches that are held against each other.
pub const MOST: usize = 1 << 10;
/// Of a hundred words of both, how many are in both: of the titles, and of the changed lines.
const OF_TITLES: usize = 55;
const OF_LINES: usize = 60;

/// A patch as it is held against another one.
pub struct Reworked {
    at: usize,
    place: Place,
    files: BTreeSet<String>,
    title: BTreeMap<String, usize>,
    lines: BTreeMap<String, usize>,
}

/// The number of a patch in its set, and of how many.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    pub number: u32,
    pub total: Option<u32>,
}

/// The patches of `gone` with those of `free` that they became, the nearest first. Both change the same files, have most of their
/// words in common, and stand at the same place. `known` has the old and the new numbers of the patches around them.
pub fn pairs(gone: &[Reworked], free: &[Reworked], known: &[(u32, u32)]) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize, usize)> = Vec::new();
    for old in gone {
        for new in free.iter().filter(|new| old.files == new.files && old.is_at(new, known)) {
            let (titles, lines) = (alike(&old.title, &new.title), alike(&old.lines, &new.lines));
            if titles >= OF_TITLES && lines >= OF_LINES {
                found.push((titles + lines, old.at, new.at));
            }
        }
    }
    found.sort_by_key(|&(alike, old, new)| (std::cmp::Reverse(alike), old, new));
    found.into_iter().map(|(_, old, new)| (old, new)).collect()
}

impl Reworked {
    /// A patch, at its position in its version.
    pub fn of(at: usize, place: Place, title: &str, diff: &str) -> Self {
        let (mut words, mut lines) = (BTreeMap::new(), BTreeMap::new());
        add_words(title, &mut words);
        changed_lines(diff).for_each(|line| add_words(line, &mut lines));
        Self { at, place, files: paths(diff).into_iter().collect(), title: words, lines }
    }

    /// Whether another one is at its place: between the same neighbours, or under the same number.
    fn is_at(&self, newer: &Self, known: &[(u32, u32)]) -> bool {
        let above = known.iter().filter(|(old, _)| *old < self.place.number).max();
        let below = known.iter().filter(|(old, _)| *old > self.place.number).min();
        let is_between = above.is_none_or(|&(_, new)| new < newer.place.number)
            && below.is_none_or(|&(_, new)| new > newer.place.number)
            && (above.is_some() || below.is_some());
        is_between || self.place.number == newer.place.number && self.place.total == newer.place.total
    }
}

/// Adds the words of a line: names in code are several.
fn add_words(line: &str, words: &mut BTreeMap<String, usize>) {
    for word in line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *words.entry(word.to_lowercase()).or_default() += 1;
    }
}

/// Of a hundred words of both, how many are in both.
fn alike(one: &BTreeMap<String, usize>, other: &BTreeMap<String, usize>) -> usize {
    let all = one.values().chain(other.values()).sum::<usize>();
    let both = one.iter().map(|(word, count)| other.get(word).map_or(0, |other| *count.min(other)));
    (both.sum::<usize>() * 200).checked_div(all).unwrap_or_default()
}
