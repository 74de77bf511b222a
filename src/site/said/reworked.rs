//! Patches that were written anew under another title: what they were called is another thing in every line.

use std::collections::{BTreeMap, BTreeSet};

use crate::diff::paths;
use crate::review::changed_lines;

/// Most pairs of patches that are held against each other.
pub const MOST: usize = 1 << 10;
/// Most pairs of titles of the same versions.
pub const MOST_TITLES: usize = 1 << 14;
/// Of a hundred words of both, how many are in both: of the titles, and of the changed lines.
const OF_TITLES: usize = 55;
const OF_LINES: usize = 60;
/// With so many of the lines, half of the files are enough.
const OF_MOST_LINES: usize = 70;
/// Titles that are as much alike tell by themselves, with some of the lines; both together must be so much.
const OF_TELLING_TITLES: usize = 70;
const OF_SOME_LINES: usize = 20;
const OF_BOTH: usize = 105;
/// At one place, and with half of the files of the smaller one: so many of the words of lines, or of titles and lines, are enough, or so
/// many of either where no others that are left have those files.
const AT_PLACE_LINES: usize = 42;
const AT_PLACE_TITLES: usize = 65;
const AT_PLACE_SOME_LINES: usize = 18;
const ALONE: usize = 20;
/// They are so much more alike than two titles of one version.
const BEYOND_SIBLINGS: usize = 10;

/// A patch as it is held against another one.
pub struct Reworked {
    at: usize,
    place: Place,
    files: BTreeSet<String>,
    title: Words,
    lines: Words,
    /// How much the title of another patch of its version is like its own.
    sibling: usize,
}

/// Words, each with how often it comes.
type Words = BTreeMap<String, usize>;

/// The number of a patch in its set, and of how many; a lone one is the first of one.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    pub number: u32,
    pub total: Option<u32>,
}

/// The patches of `gone` with those of `free` that they became, the nearest first. Both change the same files, have most of their
/// words in common, and stand at the same place; or their titles tell, and half of their files are the same. `known` has the old and
/// the new numbers of the patches around them.
pub fn pairs(gone: &[Reworked], free: &[Reworked], known: &[(u32, u32)]) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize, usize)> = Vec::new();
    for old in gone {
        for new in free.iter().filter(|new| old.has_half_of_files(new)) {
            let (titles, lines) = (alike(&old.title, &new.title), alike(&old.lines, &new.lines));
            let is_there = titles >= OF_TITLES
                && (lines >= OF_LINES && old.files == new.files || lines >= OF_MOST_LINES)
                && old.is_at(new, known);
            let siblings = old.sibling.max(new.sibling) + BEYOND_SIBLINGS;
            let tells = titles >= OF_TELLING_TITLES.max(siblings)
                && lines >= OF_SOME_LINES
                && titles + lines >= OF_BOTH;
            if is_there || tells {
                found.push((titles + lines, old.at, new.at));
            }
        }
    }
    nearest_first(found)
}

/// The patches that nothing was found for, each with the one that stands at its place, changes half of the files of the smaller of
/// both, and says some of the same, or one of its files and says most of the same; the nearest first.
pub fn rest(gone: &[Reworked], free: &[Reworked], known: &[(u32, u32)]) -> Vec<(usize, usize)> {
    let only = |one: &Reworked, others: &[Reworked]| {
        let mut same = (0..others.len()).filter(|&other| one.has_half_of_fewer_files(&others[other]));
        same.next().filter(|_| same.next().is_none())
    };
    let mut found: Vec<(usize, usize, usize)> = Vec::new();
    for (at, old) in gone.iter().enumerate() {
        let only_new = only(old, free);
        for (place, new) in free.iter().enumerate().filter(|(_, new)| !old.files.is_disjoint(&new.files)) {
            let (titles, lines) = (alike(&old.title, &new.title), alike(&old.lines, &new.lines));
            if lines < OF_LINES && !old.has_half_of_fewer_files(new) {
                continue;
            }
            let is_alone = || only_new == Some(place) && only(new, gone) == Some(at);
            let is_like = lines >= AT_PLACE_LINES
                || titles >= AT_PLACE_TITLES && lines >= AT_PLACE_SOME_LINES
                || titles.max(lines) >= ALONE && is_alone();
            if is_like && (old.place.number == new.place.number || old.is_at(new, known)) {
                found.push((titles + lines, old.at, new.at));
            }
        }
    }
    nearest_first(found)
}

/// Pairs without how much they are alike.
fn nearest_first(mut found: Vec<(usize, usize, usize)>) -> Vec<(usize, usize)> {
    found.sort_by_key(|&(alike, old, new)| (std::cmp::Reverse(alike), old, new));
    found.into_iter().map(|(_, old, new)| (old, new)).collect()
}

impl Reworked {
    /// A patch, at its position in its version.
    pub fn of(at: usize, place: Place, titles: &[Words], diff: &str) -> Self {
        let mut lines = Words::new();
        changed_lines(diff).for_each(|line| add_words(line, &mut lines));
        let title = titles[at].clone();
        let others = titles.iter().enumerate().filter(|(other, _)| *other != at);
        let sibling = others.map(|(_, other)| alike(&title, other)).max().unwrap_or(0);
        Self { at, place, files: paths(diff).into_iter().collect(), title, lines, sibling }
    }

    /// Whether half of the files of both are the same.
    fn has_half_of_files(&self, other: &Self) -> bool {
        let both = self.files.intersection(&other.files).count();
        both > 0 && both * 2 >= self.files.union(&other.files).count()
    }

    /// The same of the one with fewer files.
    fn has_half_of_fewer_files(&self, other: &Self) -> bool {
        let both = self.files.intersection(&other.files).count();
        both > 0 && both * 2 >= self.files.len().min(other.files.len())
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

/// The words of each title.
pub fn words(titles: &[String]) -> Vec<Words> {
    let words = |title: &String| {
        let mut words = Words::new();
        add_words(title, &mut words);
        words
    };
    titles.iter().map(words).collect()
}

/// Adds the words of a line: names in code are several.
fn add_words(line: &str, words: &mut Words) {
    for word in line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *words.entry(word.to_lowercase()).or_default() += 1;
    }
}

/// Of a hundred words of both, how many are in both.
fn alike(one: &Words, other: &Words) -> usize {
    let all = one.values().chain(other.values()).sum::<usize>();
    let both = one.iter().map(|(word, count)| other.get(word).map_or(0, |other| *count.min(other)));
    (both.sum::<usize>() * 200).checked_div(all).unwrap_or_default()
}
