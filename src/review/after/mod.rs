//! What the next version made of the lines that a comment is about. Facts alone: whether they are there as they were.

mod aligned;

use std::cell::{Cell, OnceCell};
use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::{DiffLine, Place, Text, lines};
use crate::mail::{Diffstat, commit_message};
use aligned::{Aligned, FileKeys, MOST, Stay, by_file};

/// Lines that say less than so many bytes of key are looked for together with those above.
const LEAST: usize = 16;
/// Bytes that are searched of a version for lines that its patches passed on to each other.
const BUDGET: usize = 64 << 20;

/// What became of the lines that a comment is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum After {
    /// The next version has them as they were.
    Unchanged,
    /// It has others, or none, in their place, or new ones between them.
    Changed,
    /// Another patch of the next version has them: its position among the patches of that version.
    Moved(usize),
    /// The next version does not have the patch.
    Gone,
}

/// The patches of the next version, to look for lines in.
#[derive(Debug)]
pub struct Later<'a> {
    texts: Vec<&'a Text>,
    /// What they say of each file: which patch, and what is compared of its lines.
    files: OnceCell<HashMap<String, Vec<(usize, FileKeys)>>>,
    /// What is compared of their messages.
    messages: OnceCell<Vec<String>>,
    /// Bytes that may still be searched.
    budget: Cell<usize>,
}

/// A patch or a cover letter, and what became of it.
#[derive(Debug)]
pub struct Next<'a> {
    later: &'a Later<'a>,
    newer: Option<usize>,
    /// The lines of the message of the older one, and how many blank lines are above them in the body.
    message: Vec<&'a str>,
    above: usize,
    /// None for a cover letter.
    diff: Option<Aligned<'a>>,
}

impl<'a> Later<'a> {
    /// The patches of a version and its cover letter, in any order.
    pub fn of(texts: Vec<&'a Text>) -> Self {
        let budget = Cell::new(BUDGET);
        Self { texts, files: OnceCell::new(), messages: OnceCell::new(), budget }
    }

    /// What became of an older patch: `newer` is the position of the one that the range-diff matched with it.
    pub fn next(&'a self, older: &'a Text, newer: Option<usize>) -> Option<Next<'a>> {
        let newer_text = newer.and_then(|at| self.texts.get(at)).copied();
        let (body, diff) = match older {
            Text::Cover(body) => (body, None),
            Text::Patch { body, diff } => (body, Some(Aligned::of(diff, newer_text))),
            Text::Reply(_) => return None,
        };
        let above = body[..body.len() - body.trim_start().len()].matches('\n').count();
        Some(Next { later: self, newer, message: older.message().lines().collect(), above, diff })
    }

    /// What the patches say of a file.
    fn of_file(&self, path: &str) -> &[(usize, FileKeys)] {
        let files = self.files.get_or_init(|| {
            let mut files: HashMap<String, Vec<(usize, FileKeys)>> = HashMap::new();
            for (at, text) in self.texts.iter().enumerate() {
                let Text::Patch { diff, .. } = text else { continue };
                by_file(diff)
                    .into_iter()
                    .for_each(|(path, keys)| files.entry(path).or_default().push((at, keys)));
            }
            files
        });
        files.get(path).map_or(&[], Vec::as_slice)
    }

    /// Another patch than `newer` that has these lines of a file.
    fn holder(&self, path: &str, wanted: &FileKeys, newer: Option<usize>) -> Option<usize> {
        let mut others = self.of_file(path).iter().filter(|(at, _)| Some(*at) != newer);
        others.find(|(_, keys)| self.pays(keys.len()) && keys.has(wanted)).map(|(at, _)| *at)
    }

    /// What is compared of a message.
    fn message(&self, at: usize) -> &str {
        let messages =
            self.messages.get_or_init(|| self.texts.iter().map(|text| lines::key(text.message())).collect());
        messages.get(at).map_or("", String::as_str)
    }

    /// Another patch than `newer` that has this in its message.
    fn teller(&self, wanted: &str, newer: Option<usize>) -> Option<usize> {
        let is_other = |at: &usize| Some(*at) != newer && matches!(self.texts[*at], Text::Patch { .. });
        let tells = |at: &usize| self.pays(self.message(*at).len()) && self.message(*at).contains(wanted);
        (0..self.texts.len()).filter(is_other).find(tells)
    }

    /// Whether so many bytes may still be searched.
    fn pays(&self, bytes: usize) -> bool {
        let left = self.budget.get().checked_sub(bytes);
        self.budget.set(left.unwrap_or_default());
        left.is_some()
    }
}

impl Text {
    /// The commit message, or all that a cover letter says.
    fn message(&self) -> &str {
        match self {
            Self::Patch { body, .. } => commit_message(body),
            Self::Cover(body) => body.trim(),
            Self::Reply(_) => "",
        }
    }
}

impl Next<'_> {
    /// What the next version made of a place in the older patch. Nothing can be said of a patch as a whole that is still
    /// there, and nothing of lines that no version keeps: notes, diffstats, headers of files and hunks.
    pub fn after(&self, place: &Place) -> Option<After> {
        let gone = (self.newer.is_none() && self.diff.is_some()).then_some(After::Gone);
        match (place, &self.diff) {
            (Place::Message { line, .. }, None) => self.newer.and(self.of_message(*line)),
            (Place::Message { line, .. }, Some(_)) => self.of_message(*line).or(gone),
            (Place::Diff { line, .. }, Some(diff)) => self.of_diff(diff, line).or(gone),
            (Place::Whole(_), _) | (Place::Diff { .. }, None) => gone,
        }
    }

    fn of_message(&self, line: usize) -> Option<After> {
        let line = line.checked_sub(self.above)?;
        let last = self.message.get(line).filter(|line| Diffstat::of_line(line).is_none())?;
        let mut wanted = lines::key(last);
        for text in self.message[..line].iter().rev().take(MOST) {
            if wanted.len() >= LEAST {
                break;
            }
            wanted.insert_str(0, &lines::key(text));
        }
        let newer = self.newer.map_or("", |at| self.later.message(at));
        if !self.later.pays(newer.len()) {
            return None;
        }
        if newer.contains(&wanted) {
            return Some(After::Unchanged);
        }
        // Trailers are alike in all patches.
        let is_looked_for = self.diff.is_some() && wanted.len() >= LEAST && !last.contains("-by: ");
        Some(self.moved(is_looked_for.then(|| self.later.teller(&wanted, self.newer)).flatten()))
    }

    fn of_diff(&self, diff: &Aligned, at: &DiffLine) -> Option<After> {
        let about = diff.about(at)?;
        match diff.stay(&about, at) {
            Stay::All => return Some(After::Unchanged),
            Stay::Parted => return Some(After::Changed),
            Stay::NotAll => {}
        }
        let wanted = diff.keys(&about);
        let newer = self.later.of_file(&at.path).iter().find(|(other, _)| Some(*other) == self.newer);
        // They are at another place of the file.
        let is_within = newer.is_some_and(|(_, keys)| {
            self.later.pays(keys.len() + diff.length(&at.path))
                && keys.has(&wanted)
                && keys.count(&wanted) >= diff.count(&wanted, &at.path)
        });
        if is_within {
            return Some(After::Unchanged);
        }
        Some(self.moved(self.later.holder(&at.path, &wanted, self.newer)))
    }

    fn moved(&self, to: Option<usize>) -> After {
        let here = if self.newer.is_some() { After::Changed } else { After::Gone };
        to.map_or(here, After::Moved)
    }
}

#[cfg(test)]
mod tests {
    use super::super::MailAt;
    use super::*;

    const OLD: &str = "--- a/x.c\n+++ b/x.c\n@@ -1,3 +1,5 @@\n int x;\n+\tif (ring_full(r)) {\n+\t\treturn -EAGAIN;\n+\t}\n int y;\n";

    fn patch(diff: &str) -> Text {
        Text::Patch { body: "Count the frames.\n\nIt is slow.".to_owned(), diff: diff.to_owned() }
    }

    fn at(line: usize) -> Place {
        run(line, line)
    }

    fn run(first: usize, line: usize) -> Place {
        let line =
            DiffLine { path: "x.c".to_owned(), file: 0, hunk: Some(0), line, first, old: None, new: None };
        Place::Diff { mail: MailAt::FIRST, line }
    }

    fn becomes(old: &str, place: &Place, newer: &str) -> Option<After> {
        let (older, newer) = (patch(old), patch(newer));
        Later::of(vec![&newer]).next(&older, Some(0)).expect("a patch").after(place)
    }

    #[test]
    fn new_lines_between_quoted_ones_are_a_change() {
        let parted = OLD.replace("+\tif", "+\t/* Slow readers. */\n+\tif");
        assert_eq!(becomes(OLD, &run(3, 4), &parted), Some(After::Changed));
        assert_eq!(becomes(OLD, &at(4), &parted), Some(After::Unchanged));
        let above = OLD.replace(" int x;", " int w;\n int x;");
        assert_eq!(becomes(OLD, &run(3, 4), &above), Some(After::Unchanged));
    }

    #[test]
    fn lines_around_a_change_are_quoted_with_it() {
        let long = OLD
            .replace("+\t}\n int y;\n", "+\t}\n+\ta();\n+\tb();\n int y;\n int z;\n int w;\n")
            .replace("-1,3 +1,5", "-1,4 +1,9");
        let newer = long.replace("ring_full(r)", "ring_is_full(r)");
        assert_eq!(becomes(&long, &run(4, 11), &newer), Some(After::Changed));
        assert_eq!(becomes(&long, &run(5, 11), &newer), Some(After::Unchanged));
        assert_eq!(becomes(&long, &run(9, 11), &newer), Some(After::Unchanged));
    }

    #[test]
    fn lines_stay_change_move_or_go() {
        let newer = OLD.replace("-EAGAIN", "-ENOSPC").replace("@@ -1,3", "@@ -7,3");
        let check = |place: &Place, newer: Option<&str>, others: &[&str], expected| {
            let older = patch(OLD);
            let texts: Vec<Text> = others.iter().copied().chain(newer).map(patch).collect();
            let later = Later::of(texts.iter().collect());
            let next = later.next(&older, newer.map(|_| others.len())).expect("a patch");
            assert_eq!(next.after(place), expected, "{place:?} {newer:?}");
        };
        check(&at(4), Some(&newer), &[], Some(After::Unchanged));
        check(&at(5), Some(&newer), &[], Some(After::Changed));
        // A brace alone says nothing: it is looked for with the line above.
        check(&at(6), Some(&newer), &[], Some(After::Changed));
        check(&at(5), Some(&newer), &[OLD], Some(After::Moved(0)));
        // Tabs that became spaces on the way are no change; another indentation is.
        check(&at(5), Some(&OLD.replace('\t', "        ")), &[], Some(After::Unchanged));
        check(&at(5), Some(&OLD.replace("+\t\treturn", "+\treturn")), &[], Some(After::Changed));
        check(&at(5), None, &[], Some(After::Gone));
        check(&at(7), Some(&OLD.replace(" int y;", " int z;")), &[], Some(After::Unchanged));
        check(&Place::Whole(MailAt::FIRST), Some(OLD), &[], None);
        check(&Place::Whole(MailAt::FIRST), None, &[], Some(After::Gone));
        check(&Place::Message { mail: MailAt::FIRST, line: 2 }, Some(OLD), &[], Some(After::Unchanged));
    }
}
