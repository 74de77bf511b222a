//! The mail that a reply answers first: whether a line is one of it, a part of it, or goes on from another one.

use std::cell::Cell;

use super::lines;
use super::source::{Kind, Source};

/// Bytes that are searched for lines which a program broke anew, for one reply, and the shortest of them.
const PARTS: usize = 4 << 20;
const LONG_PART: usize = 16;
/// The fewest bytes of two lines that tell a place by themselves.
const TELLING: usize = 12;
/// Most places of a line that are looked at.
const MOST_PLACES: usize = 16;

/// The mail that is answered, if it is known.
pub(super) struct Answered<'a> {
    source: Option<&'a Source>,
    /// The bytes that may still be searched.
    budget: Cell<usize>,
}

impl<'a> Answered<'a> {
    pub fn new(source: Option<&'a Source>) -> Self {
        Self { source, budget: Cell::new(PARTS) }
    }

    /// Whether a line is one of it.
    pub fn has(&self, line: &str) -> bool {
        let key = lines::key(line);
        !key.is_empty() && self.source.is_some_and(|source| source.index.has(&key))
    }

    /// Whether a line is a part of it, unless too much was looked for already.
    pub fn has_part(&self, line: &str) -> Option<bool> {
        let (key, mut left) = (lines::key(line), self.budget.get());
        let Some(source) = self.source.filter(|_| key.len() >= LONG_PART) else { return Some(false) };
        let found = !source.index.find(&key, &mut left).is_empty();
        let was_looked_for = left < self.budget.replace(left);
        was_looked_for.then_some(found)
    }

    /// Whether a line follows another one in it, but for blank lines between; with nothing that follows, whether it ends there.
    pub fn goes_on(&self, above: &str, below: Option<&str>) -> bool {
        let (above, below) = (lines::key(above), below.map(lines::key));
        let is_telling = above.len() + below.as_ref().map_or(TELLING, String::len) >= TELLING;
        is_telling && self.places(&above).any(|(source, at)| key_behind(source, at) == below.as_deref())
    }

    /// Which lines of the message of a patch a line may be.
    pub fn in_message(&self, line: &str) -> Vec<usize> {
        let is_of_body = |&(source, at): &(&Source, usize)| source.lines[at].kind == Kind::Body;
        self.places(&lines::key(line)).filter(is_of_body).map(|(_, at)| at).collect()
    }

    /// Where its first line is from a place on that is not blank.
    pub fn next_filled(&self, from: usize) -> Option<usize> {
        let source = self.source?;
        (from..source.index.count()).find(|&at| !source.index.key(at).is_empty())
    }

    fn places(&self, key: &str) -> impl Iterator<Item = (&'a Source, usize)> {
        let places = self.source.filter(|_| !key.is_empty()).map(|source| {
            let equal = source.index.equal(key).iter().take(MOST_PLACES);
            equal.map(move |&at| (source, at))
        });
        places.into_iter().flatten()
    }
}

/// What is compared of the next line that is not blank. What git puts below a diff is not looked at.
fn key_behind(source: &Source, at: usize) -> Option<&str> {
    let mut below = (at + 1..source.index.count()).map(|line| source.index.key(line));
    below.find(|key| !key.is_empty()).filter(|key| *key != "--")
}
