//! The lines of a diff, held against those of the next version.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::LEAST;
use super::keys::{ByFile, FileKeys, by_file, exact, is_change, is_of_hunk};
use crate::rangediff;
use crate::review::patch::{self, Spot};
use crate::review::{Alike, DiffLine, Text, lines};

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

/// The lines of each file of a diff: their numbers, and what is compared of them.
type Files = HashMap<String, Vec<(usize, String)>>;

/// A diff, and which of its lines the next version has at the same place.
#[derive(Debug)]
pub struct Aligned<'a> {
    diff: &'a str,
    /// The diff of the next version, empty without one.
    pub newer: &'a str,
    /// What is compared of each file.
    files: OnceCell<ByFile>,
    lines: Vec<&'a str>,
    spots: Vec<Option<Spot>>,
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
    pub fn of(diff: &'a str, newer: Option<&'a Text>) -> Self {
        let lines: Vec<&str> = diff.lines().collect();
        let spots = patch::spots(&lines);
        let (kept, parted) = (vec![false; lines.len()], vec![false; lines.len()]);
        let mut aligned = Self {
            diff,
            newer: "",
            files: OnceCell::new(),
            kept,
            parted,
            crossed: vec![false; lines.len()],
            deleted: HashMap::new(),
            renamed: HashMap::new(),
            lines,
            spots,
        };
        if let Some(Text::Patch { diff: newer, .. }) = newer {
            aligned.newer = newer;
            aligned.align(diff, newer);
        }
        aligned
    }

    /// Holds each file against the same one of the next version.
    fn align(&mut self, diff: &str, newer: &str) {
        let mut files = of_files(newer);
        let own = of_files(diff);
        self.renamed = renamed(&own, &files);
        for (path, own) in own {
            let Some(other) = files.remove(self.later_path(&path)) else { continue };
            let before: Vec<&str> = own.iter().map(|(_, key)| key.as_str()).collect();
            let after: Vec<&str> = other.iter().map(|(_, key)| key.as_str()).collect();
            own.iter().for_each(|&(line, _)| self.kept[line] = true);
            let changes = rangediff::line_changes(&before, &after);
            crossed(&before, &after, &changes).for_each(|at| self.crossed[own[at].0] = true);
            for (old, new) in changes {
                if let Some(&(next, _)) =
                    own.get(old.start).filter(|_| after[new.clone()].iter().any(|line| is_new(line)))
                {
                    self.parted[next] = true;
                }
                old.for_each(|at| self.kept[own[at].0] = false);
            }
            let deleted = after.iter().filter_map(|key| key.strip_prefix('-')).map(str::to_owned).collect();
            self.deleted.insert(path, deleted);
        }
    }

    /// What the next version calls a file.
    pub fn later_path<'p>(&'p self, path: &'p str) -> &'p str {
        self.renamed.get(path).map_or(path, String::as_str)
    }

    /// The lines of a hunk that a comment is about.
    pub fn about(&self, at: &DiffLine) -> Option<Vec<usize>> {
        let hunk = |line: usize| {
            self.spots.get(line).copied().flatten().filter(is_of_hunk).map(|spot| (spot.file(), spot.hunk()))
        };
        let own = hunk(at.line)?;
        let first_of = |last: usize| at.first.max((last + 1).saturating_sub(ABOUT));
        // Who quotes a change up to the lines around it speaks of the change.
        let is_changed = |&line: &usize| hunk(line) == Some(own) && is_change(self.lines[line]);
        let changed = (first_of(at.line)..=at.line).rev().find(is_changed);
        let first = first_of(changed.unwrap_or(at.line));
        let (mut about, mut length) = (Vec::new(), 0);
        for line in (0..=at.line).rev().take(MOST).take_while(|&line| hunk(line) == Some(own)) {
            if line < first && length >= LEAST {
                break;
            }
            length += lines::key(self.lines[line]).len();
            about.insert(0, line);
        }
        Some(about)
    }

    /// What the next version has of these lines at their place.
    pub fn stay(&self, about: &[usize], at: &DiffLine) -> Stay {
        let Some(deleted) = self.deleted.get(&at.path) else { return Stay::NotAll };
        let changes = || about.iter().filter(|&&line| is_change(self.lines[line]));
        let mut telling = changes().filter(|&&line| is_telling(self.lines[line])).peekable();
        let stay = match telling.peek() {
            Some(_) => telling.all(|&line| self.kept[line]),
            // Lines around a change are there as long as nobody deletes them.
            None => about.iter().all(|&line| {
                self.kept[line]
                    || !is_change(self.lines[line]) && !deleted.contains(&exact(self.lines[line])[1..])
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
        about.iter().any(|&line| self.crossed[line] && is_change(self.lines[line]))
    }

    /// Whether the next version has a line nowhere with the same white space.
    pub fn is_respaced(&self, at: &DiffLine) -> bool {
        self.lines.get(at.line).is_some_and(|line| self.newer.lines().all(|newer| newer != *line))
    }

    /// The changed lines among these that tell something, each as it is looked for.
    pub fn telling(&self, about: &[usize]) -> Vec<FileKeys> {
        let telling = about.iter().map(|&line| self.lines[line]).filter(|line| is_new(line));
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
        about.iter().for_each(|&line| keys.add(self.lines[line]));
        keys
    }

    /// How often a file has these lines.
    pub fn count(&self, wanted: &FileKeys, path: &str) -> usize {
        self.file(path).map_or(0, |keys| keys.count(wanted))
    }

    /// Whether lines among these are put in or taken out.
    pub fn is_changed(&self, about: &[usize]) -> bool {
        about.iter().any(|&line| is_change(self.lines[line]))
    }

    /// Bytes that a search of a file reads.
    pub fn length(&self, path: &str) -> usize {
        self.file(path).map_or(0, FileKeys::len)
    }

    fn file(&self, path: &str) -> Option<&FileKeys> {
        self.files.get_or_init(|| by_file(self.diff)).get(path)
    }
}

fn is_telling(line: &str) -> bool {
    lines::key(line).len() > TELLING
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
    // For each such line: its places in the older version, and the lines of the older version in front of which it stands now.
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
    let only = |files: &'_ Files, others: &Files| -> Vec<String> {
        let mut only: Vec<String> =
            files.keys().filter(|path| !others.contains_key(*path)).cloned().collect();
        only.sort_unstable();
        only
    };
    let (gone, new) = (only(older, newer), only(newer, older));
    let changes = |lines: &'_ [(usize, String)]| -> Vec<String> {
        lines.iter().map(|(_, key)| key.clone()).filter(|key| is_change(key)).collect()
    };
    let mut alike = Alike::default();
    for (at, path) in new.iter().enumerate() {
        alike.add(at, changes(&newer[path]).iter().map(String::as_str));
    }
    let mut taken = vec![false; new.len()];
    let mut renamed = HashMap::new();
    for path in gone {
        let lines = changes(&older[&path]);
        let nearest = alike.nearest(lines.iter().map(String::as_str), |at| !taken[at]);
        if let Some(nearest) = nearest.filter(|nearest| nearest.is_half(1)) {
            taken[nearest.at] = true;
            renamed.insert(path, new[nearest.at].clone());
        }
    }
    renamed
}

/// The lines of each file of a diff, with their numbers among all lines and what is compared of them. Those of a path that comes twice go
/// together.
fn of_files(diff: &str) -> Files {
    let paths = patch::paths(diff);
    let lines: Vec<&str> = diff.lines().collect();
    let mut files = Files::new();
    for (at, (line, spot)) in lines.iter().zip(patch::spots(&lines)).enumerate() {
        let Some(path) = spot.filter(is_of_hunk).and_then(|spot| paths.get(spot.file())) else { continue };
        match files.get_mut(path) {
            Some(file) => file.push((at, exact(line))),
            None => drop(files.insert(path.clone(), vec![(at, exact(line))])),
        }
    }
    files
}
