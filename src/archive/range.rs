//! Ranges of commits, as people write them.

use std::fmt;
use std::str::FromStr;

use super::Oid;
use super::inbox::{Inbox, Slot};

/// `FROM..TO` as written: FROM excluded, TO included, each any unique abbreviation of a commit id. An empty
/// FROM, or one of zeros (git's null id), stands for the beginning.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Range {
    from: Commit,
    to: Commit,
}

/// A commit as it is written: the beginning of its id in lower case, or `HEAD`, and how many commits to go back from there.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Commit {
    base: String,
    back: usize,
}

/// The newest commit, as git names it, and its short form.
const NEWEST: [&str; 2] = ["HEAD", "@"];

impl Range {
    /// The range between two abbreviations that are known to be hexadecimal, as a digest's text has them.
    pub fn between(from: &str, to: &str) -> Option<Self> {
        format!("{from}..{to}").parse().ok()
    }

    /// Whether nothing is before it.
    pub fn is_from_beginning(&self) -> bool {
        self.from.is_beginning()
    }

    /// A range as it is typed at a terminal, where commits may also be named by their distance from the newest one or from
    /// another: `HEAD~20..HEAD`, `e3d211428^..`. In a file such a range would move with every mail.
    pub fn typed(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let read = |(from, to): (&str, &str)| {
            let from = if from.is_empty() { Some(Commit::id("")) } else { Commit::typed(from) };
            let to = if to.is_empty() { Some(Commit::newest()) } else { Commit::typed(to) };
            Some(Self { from: from?, to: to? })
        };
        let range = text.split_once("..").filter(|ends| *ends != ("", "")).and_then(read);
        range.ok_or_else(|| {
            format!(
                "`{text}` is not a window: write FROM..TO, each 4 to 40 hexadecimal digits, HEAD, or one of these and ~N for \
                 the commit N before it, as in HEAD~20..HEAD"
            )
        })
    }

    /// The first of its slots and the one after the last. What is said of a range that is not there names the commit.
    pub(super) fn places(&self, inbox: &Inbox) -> Result<std::ops::Range<usize>, String> {
        let start = if self.from.is_beginning() { 0 } else { self.from.last_place(inbox)? + 1 };
        let end = self.to.last_place(inbox)? + 1;
        if start >= end {
            return Err(format!(
                "{} is not an ancestor of {}: a window goes from an older commit to a newer one",
                self.from, self.to
            ));
        }
        Ok(start..end)
    }
}

impl FromStr for Range {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.trim().split_once("..") {
            Some((from, to)) if is_id(to) && (from.is_empty() || is_id(from)) => {
                Ok(Self { from: Commit::id(from), to: Commit::id(to) })
            }
            _ => Err(format!(
                "`{}` is not a window: write FROM..TO, each 4 to 40 hexadecimal digits",
                text.trim()
            )),
        }
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.from, self.to)
    }
}

/// Whether it can be the beginning of a commit's id.
fn is_id(text: &str) -> bool {
    (4..=40).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_hexdigit())
}

impl Commit {
    fn id(abbreviation: &str) -> Self {
        Self { base: abbreviation.to_ascii_lowercase(), back: 0 }
    }

    fn newest() -> Self {
        Self { base: NEWEST[0].to_owned(), back: 0 }
    }

    /// `HEAD`, `HEAD~20`, `e3d211428^`. Every commit of an archive has one parent, so `^` is `~1`.
    fn typed(text: &str) -> Option<Self> {
        let (base, mut rest) = text.split_at(text.find(['~', '^']).unwrap_or(text.len()));
        let mut commit = match NEWEST.contains(&base) {
            true => Self::newest(),
            false if is_id(base) => Self::id(base),
            false => return None,
        };
        while let Some(after) = rest.strip_prefix(['~', '^']) {
            let digits = after.bytes().take_while(u8::is_ascii_digit).count();
            let steps = match &after[..digits] {
                "" => 1,
                number if rest.starts_with('~') => number.parse().ok()?,
                number => (number == "1").then_some(1)?,
            };
            commit.back = commit.back.checked_add(steps)?;
            rest = &after[digits..];
        }
        rest.is_empty().then_some(commit)
    }

    fn is_beginning(&self) -> bool {
        self.back == 0 && self.base.bytes().all(|b| b == b'0')
    }

    /// The last slot that the commit brought.
    fn last_place(&self, inbox: &Inbox) -> Result<usize, String> {
        let slots = inbox.slots();
        let base = match NEWEST.contains(&&*self.base) {
            true => slots.len().checked_sub(1).ok_or("the archive has no commits")?,
            false => last_place(slots, &self.base)?,
        };
        let mut commits = slots[..=base].chunk_by(|a, b| a.commit == b.commit).rev();
        let after: usize = commits.by_ref().take(self.back).map(<[Slot]>::len).sum();
        match commits.next() {
            Some(_) => Ok(base - after),
            None => {
                let older = slots[..=base].chunk_by(|a, b| a.commit == b.commit).count() - 1;
                let of = &self.base;
                Err(format!(
                    "{self} is not in the history of this archive: {of} has {older} commits before it"
                ))
            }
        }
    }
}

impl fmt::Display for Commit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.back {
            0 => f.write_str(&self.base),
            back => write!(f, "{}~{back}", self.base),
        }
    }
}

/// The last slot of the commit that an abbreviation names.
fn last_place(slots: &[Slot], abbreviation: &str) -> Result<usize, String> {
    let mut found: Option<(Oid, usize)> = None;
    for (index, slot) in slots.iter().enumerate() {
        if starts_with(slot.commit, abbreviation) {
            match found {
                Some((id, _)) if id != slot.commit => {
                    return Err(format!("{abbreviation} is ambiguous: it matches {id} and {}", slot.commit));
                }
                _ => found = Some((slot.commit, index)),
            }
        }
    }
    found
        .map(|(_, index)| index)
        .ok_or_else(|| format!("{abbreviation} is not in the history of this archive"))
}

fn starts_with(id: Oid, abbreviation: &str) -> bool {
    let nibble =
        |index: usize| (id.as_bytes()[index / 2] >> if index.is_multiple_of(2) { 4 } else { 0 }) & 0xf;
    abbreviation.bytes().enumerate().all(|(i, digit)| {
        (digit as char).to_digit(16).is_some_and(|digit| i < 40 && digit == u32::from(nibble(i)))
    })
}
