//! What is compared of the lines of a diff, by their files.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use memchr::memmem;

use super::LEAST;
use crate::review::lines;
use crate::review::patch::{self, Spot};

/// Letters of a word that tells something.
const WORD: usize = 3;
/// How far a tab moves a text at most.
const TAB: usize = 8;

/// What is compared of each file of a diff.
pub type ByFile = HashMap<String, FileKeys, RandomState>;

/// What is compared of the lines of a patch in one file.
#[derive(Debug, Default)]
pub struct FileKeys {
    /// All lines of its hunks.
    all: String,
    /// Those that are added or deleted.
    changes: String,
    /// How much those say, white space aside.
    said: usize,
}

impl FileKeys {
    /// Bytes that a search reads.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    pub fn add(&mut self, line: &str) {
        let key = lines::key(line);
        if key.is_empty() {
            return;
        }
        let exact = exact(line);
        add_line(&exact, &mut self.all);
        if is_change(line) {
            add_line(&exact, &mut self.changes);
            self.said += key.len();
        }
    }

    /// Which of both is looked for: what was changed, where that says enough.
    fn of<'k>(&'k self, wanted: &'k Self) -> (&'k str, &'k str) {
        match wanted.said >= LEAST {
            true => (&self.changes, &wanted.changes),
            false => (&self.all, &wanted.all),
        }
    }

    pub fn has(&self, wanted: &Self) -> bool {
        let (own, wanted) = self.of(wanted);
        !wanted.is_empty() && is_within(own, wanted)
    }

    /// Whether it has this changed line, however short.
    pub fn has_line(&self, wanted: &Self) -> bool {
        !wanted.changes.is_empty() && is_within(&self.changes, &wanted.changes)
    }

    /// How often it has this changed line, however short.
    pub fn count_line(&self, wanted: &Self) -> usize {
        match wanted.changes.is_empty() {
            true => 0,
            false => memmem::find_iter(self.changes.as_bytes(), &wanted.changes).count(),
        }
    }

    /// Whether a changed line of it has a word: not braces and numbers alone.
    pub fn has_word(&self) -> bool {
        self.changes.split(|c: char| !c.is_alphabetic()).any(|word| word.chars().nth(WORD - 1).is_some())
    }

    pub fn count(&self, wanted: &Self) -> usize {
        let (own, wanted) = self.of(wanted);
        memmem::find_iter(own.as_bytes(), wanted).count()
    }
}

/// Adds a key, each with a line break in front and behind: `+new` is not the beginning of `+newer`.
fn add_line(key: &str, keys: &mut String) {
    if keys.is_empty() {
        keys.push('\n');
    }
    keys.push_str(key);
    keys.push('\n');
}

pub fn is_change(line: &str) -> bool {
    line.starts_with(['+', '-'])
}

/// A line of a diff with what is compared of its white space: how far it moves the text, not whether with tabs. A reviewer
/// who says that the indentation is wrong wants to know whether it was changed.
pub fn exact(line: &str) -> String {
    let mut chars = line.trim_end().chars();
    let mut exact = String::with_capacity(line.len() + TAB);
    exact.push(chars.next().unwrap_or(' '));
    let mut column = 0;
    for c in chars {
        let width = if c == '\t' { TAB - column % TAB } else { 1 };
        match c {
            '\t' => exact.extend(std::iter::repeat_n(' ', width)),
            c => exact.push(c),
        }
        column += width;
    }
    exact
}

/// Whether a spot is that of a line of a file.
pub fn is_of_hunk(spot: &Spot) -> bool {
    spot.in_old().is_some() || spot.in_new().is_some()
}

pub fn by_file(diff: &str) -> ByFile {
    let mut files = ByFile::default();
    let paths = patch::paths(diff);
    let lines: Vec<&str> = diff.lines().collect();
    for (line, spot) in lines.iter().zip(patch::spots(&lines)) {
        if let Some(path) = spot.filter(is_of_hunk).and_then(|spot| paths.get(spot.file())) {
            files.entry(path.clone()).or_default().add(line);
        }
    }
    files
}

/// Whether a text has another one.
pub fn is_within(text: &str, wanted: &str) -> bool {
    memmem::find(text.as_bytes(), wanted.as_bytes()).is_some()
}
