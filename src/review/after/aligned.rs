//! The lines of a diff, held against those of the next version.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::rc::Rc;

use super::LEAST;
use super::files::{Files, is_of_hunk};
use super::keys::{FileKeys, exact, is_change};
use crate::rangediff;
use crate::review::{Alike, DiffLine, lines};

/// Most quoted lines that a comment is taken to be about, counted from the last one.
pub const ABOUT: usize = 8;
/// Most lines of them with those above that are looked for together with them.
pub const MOST: usize = 24;
/// A changed line with no more of a key is a brace or blank: it tells nothing where others do.
const TELLING: usize = 3;

/// What the next version has of the lines that a comment is about, at their place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stay {
    All,
    /// All of them, and new ones between them.
    Parted,
    NotAll,
}

/// Most lines that a line around changes moves over.
const FARTHEST: usize = 24;

/// A diff, and which of its lines the next version has at the same place.
#[derive(Debug)]
pub struct Aligned<'a> {
    own: Rc<Files<'a>>,
    /// The diff of the next version, empty without one.
    pub newer: &'a str,
    /// Whether the next version has each line.
    kept: Vec<bool>,
    /// Whether it has new lines in front of each.
    parted: Vec<bool>,
    /// Whether a line around changes has moved over each.
    crossed: Vec<bool>,
    /// The paths of the files that the next version changes, and what it deletes there.
    deleted: HashMap<String, HashSet<String>>,
    /// What the next version calls files that it calls otherwise.
    renamed: HashMap<String, String>,
}

impl<'a> Aligned<'a> {
    /// The lines of `own`, and the diff of the next version, as it is and by its files.
    pub fn of(own: &Rc<Files<'a>>, newer: Option<(&'a str, &Files)>) -> Self {
        let nowhere = vec![false; own.lines.len()];
        let mut aligned = Self {
            own: Rc::clone(own),
            newer: newer.map_or("", |(diff, _)| diff),
            kept: nowhere.clone(),
            parted: nowhere.clone(),
            crossed: nowhere,
            deleted: HashMap::new(),
            renamed: HashMap::new(),
        };
        if let Some((_, newer)) = newer {
            aligned.align(own, newer);
        }
        aligned
    }

    /// Holds each file against the same one of the next version.
    fn align(&mut self, own: &Files, newer: &Files) {
        self.renamed = renamed(own, newer);
        for path in own.paths() {
            let later = self.later_path(path);
            if !newer.has(later) {
                continue;
            }
            let (lines, before, after) = (own.lines_of(path), own.exact(path), newer.exact(later));
            let before: Vec<&str> = before.iter().map(String::as_str).collect();
            let after: Vec<&str> = after.iter().map(String::as_str).collect();
            lines.iter().for_each(|&line| self.kept[line] = true);
            let changes = rangediff::line_changes(&before, &after);
            crossed(&before, &after, &changes).for_each(|at| self.crossed[lines[at]] = true);
            for (old, new) in changes {
                if let Some(&next) =
                    lines.get(old.start).filter(|_| after[new.clone()].iter().any(|line| is_new(line)))
                {
                    self.parted[next] = true;
                }
                old.for_each(|at| self.kept[lines[at]] = false);
            }
            let deleted = after.iter().filter_map(|key| key.strip_prefix('-')).map(str::to_owned).collect();
            self.deleted.insert(path.to_owned(), deleted);
        }
    }

    /// What the next version calls a file.
    pub fn later_path<'p>(&'p self, path: &'p str) -> &'p str {
        self.renamed.get(path).map_or(path, String::as_str)
    }

    /// The lines of a hunk that a comment is about.
    pub fn about(&self, at: &DiffLine) -> Option<Vec<usize>> {
        let hunk = |line: usize| {
            self.own
                .spots
                .get(line)
                .copied()
                .flatten()
                .filter(is_of_hunk)
                .map(|spot| (spot.file(), spot.hunk()))
        };
        let own = hunk(at.line)?;
        let first_of = |last: usize| at.first.max((last + 1).saturating_sub(ABOUT));
        // Who quotes a change up to the lines around it speaks of the change.
        let is_changed = |&line: &usize| hunk(line) == Some(own) && is_change(self.own.lines[line]);
        let changed = (first_of(at.line)..=at.line).rev().find(is_changed);
        let first = first_of(changed.unwrap_or(at.line));
        let (mut about, mut length) = (Vec::new(), 0);
        for line in (0..=at.line).rev().take(MOST).take_while(|&line| hunk(line) == Some(own)) {
            if line < first && length >= LEAST {
                break;
            }
            length += lines::key_length(self.own.lines[line]);
            about.insert(0, line);
        }
        Some(about)
    }

    /// What the next version has of these lines at their place.
    pub fn stay(&self, about: &[usize], at: &DiffLine) -> Stay {
        let Some(deleted) = self.deleted.get(&at.path) else { return Stay::NotAll };
        let changes = || about.iter().filter(|&&line| is_change(self.own.lines[line]));
        let mut telling = changes().filter(|&&line| is_telling(self.own.lines[line])).peekable();
        let stay = match telling.peek() {
            Some(_) => telling.all(|&line| self.kept[line]),
            // Lines around a change are there as long as nobody deletes them.
            None => about.iter().all(|&line| {
                self.kept[line]
                    || !is_change(self.own.lines[line])
                        && !deleted.contains(&exact(self.own.lines[line])[1..])
            }),
        };
        match (stay, about.iter().skip(1).any(|&line| self.parted[line])) {
            (true, false) => Stay::All,
            (true, true) => Stay::Parted,
            (false, _) => Stay::NotAll,
        }
    }

    /// Whether changed lines among these are on the other side of a line around them in the next version.
    pub fn are_crossed(&self, about: &[usize]) -> bool {
        about.iter().any(|&line| self.crossed[line] && is_change(self.own.lines[line]))
    }

    /// Whether the next version has a line nowhere with the same white space.
    pub fn is_respaced(&self, at: &DiffLine) -> bool {
        self.own.lines.get(at.line).is_some_and(|line| self.newer.lines().all(|newer| newer != *line))
    }

    /// Whether a line is a blank one that the patch puts in or takes out, and the next version does not.
    pub fn has_lost_blank(&self, at: &DiffLine) -> bool {
        let is_blank = |line: &&str| is_change(line) && line[1..].trim().is_empty();
        self.own.lines.get(at.line).is_some_and(is_blank) && !self.kept[at.line]
    }

    /// The changed lines among these that tell something, each as it is looked for.
    pub fn telling(&self, about: &[usize]) -> Vec<FileKeys> {
        let telling = about.iter().map(|&line| self.own.lines[line]).filter(|line| is_new(line));
        telling
            .map(|line| {
                let mut keys = FileKeys::default();
                keys.add(line);
                keys
            })
            .collect()
    }

    pub fn keys(&self, about: &[usize]) -> FileKeys {
        let mut keys = FileKeys::default();
        about.iter().for_each(|&line| keys.add(self.own.lines[line]));
        keys
    }

    /// How often a file has these lines.
    pub fn count(&self, wanted: &FileKeys, path: &str) -> usize {
        self.file(path).map_or(0, |keys| keys.count(wanted))
    }

    /// Whether lines among these are put in or taken out.
    pub fn is_changed(&self, about: &[usize]) -> bool {
        about.iter().any(|&line| is_change(self.own.lines[line]))
    }

    /// Bytes that a search of a file reads.
    pub fn length(&self, path: &str) -> usize {
        self.file(path).map_or(0, FileKeys::len)
    }

    fn file(&self, path: &str) -> Option<&FileKeys> {
        self.own.keys(path)
    }
}

fn is_telling(line: &str) -> bool {
    lines::key_length(line) > TELLING
}

/// Whether a line is one that a patch puts in or takes out, and tells something.
fn is_new(line: &str) -> bool {
    is_change(line) && is_telling(line)
}

/// The lines of the older version over which a line around changes has moved, where both versions have that one once.
fn crossed(
    before: &[&str],
    after: &[&str],
    changes: &[(Range<usize>, Range<usize>)],
) -> impl Iterator<Item = usize> {
    let is_context = |line: &str| !is_change(line) && is_telling(line);
    // Where the older version has such a line, and above which lines of the older version the newer one has it.
    let mut moved: HashMap<&str, (Vec<usize>, Vec<usize>)> = HashMap::new();
    for (old, new) in changes {
        for at in old.clone().filter(|&at| is_context(before[at])) {
            moved.entry(before[at]).or_default().0.push(at);
        }
        for at in new.clone().filter(|&at| is_context(after[at])) {
            moved.entry(after[at]).or_default().1.push(old.start);
        }
    }
    let over = |(from, to): (Vec<usize>, Vec<usize>)| match (&from[..], &to[..]) {
        (&[from], &[to]) => from.min(to)..from.max(to),
        _ => 0..0,
    };
    let over: Vec<Range<usize>> = moved.into_values().map(over).collect();
    over.into_iter().filter(|over| over.len() <= FARTHEST).flatten()
}

/// What the newer of two diffs calls files of the older one that it has under another name: that of the same patch which has
/// half of their changed lines, where the older one has no such file.
fn renamed(older: &Files, newer: &Files) -> HashMap<String, String> {
    let only = |files: &Files, others: &Files| -> Vec<String> {
        let mut only: Vec<String> =
            files.paths().filter(|path| !others.has(path)).map(str::to_owned).collect();
        only.sort_unstable();
        only
    };
    let (gone, new) = (only(older, newer), only(newer, older));
    let changes = |files: &Files, path: &str| -> Vec<String> {
        let mut changes = files.exact(path);
        changes.retain(|key| is_change(key));
        changes
    };
    let mut alike = Alike::default();
    for (at, path) in new.iter().enumerate() {
        alike.add(at, changes(newer, path).iter().map(String::as_str));
    }
    let mut taken = vec![false; new.len()];
    let mut renamed = HashMap::new();
    for path in gone {
        let lines = changes(older, &path);
        let nearest = alike.nearest(lines.iter().map(String::as_str), |at| !taken[at]);
        if let Some(nearest) = nearest.filter(|nearest| nearest.is_half(1)) {
            taken[nearest.at] = true;
            renamed.insert(path, new[nearest.at].clone());
        }
    }
    renamed
}
