//! What is compared of the lines of a file of a diff.

use memchr::{memchr, memmem};

use super::LEAST;
use crate::review::lines;

/// Letters of a word that tells something.
const WORD: usize = 3;
/// How far a tab moves a text at most.
const TAB: usize = 8;

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
        let length = lines::key_length(line);
        if length == 0 {
            return;
        }
        let exact = exact(line);
        add_line(&exact, &mut self.all);
        if is_change(line) {
            add_line(&exact, &mut self.changes);
            self.said += length;
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
    let line = line.trim_end();
    let sign = line.chars().next();
    let mut rest = &line[sign.map_or(0, char::len_utf8)..];
    let mut exact = String::with_capacity(line.len() + TAB);
    exact.push(sign.unwrap_or(' '));
    let mut column = 0;
    while let Some(tab) = memchr(b'\t', rest.as_bytes()) {
        let text = &rest[..tab];
        exact.push_str(text);
        column += text.chars().count();
        let width = TAB - column % TAB;
        exact.extend(std::iter::repeat_n(' ', width));
        column += width;
        rest = &rest[tab + 1..];
    }
    exact.push_str(rest);
    exact
}

/// Whether a text has another one.
pub fn is_within(text: &str, wanted: &str) -> bool {
    memmem::find(text.as_bytes(), wanted.as_bytes()).is_some()
}
