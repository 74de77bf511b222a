//! What the next version made of the lines that a comment is about. Facts alone: whether they are there as they were.

mod aligned;
mod files;
mod held;
mod keys;

use std::cell::Cell;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::{Block, Comment, DiffLine, Place, Text, lines};
use crate::mail::{Diffstat, commit_message};
use aligned::{ABOUT, Aligned, MOST, Stay};
use files::Files;
use held::{Held, Paths};
use keys::{FileKeys, is_within};

/// Lines that say less than so many bytes of key are looked for together with those above.
const LEAST: usize = 16;
/// From so many lines on, half of them in another patch are enough.
const FEWEST: usize = 3;
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

/// What became of a patch or a cover letter as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Became {
    /// Another text of the next version: its position.
    Patch(usize),
    /// A part of what another patch became.
    Part,
    Gone,
}

/// The patches of the next version, to look for lines in.
#[derive(Debug)]
pub struct Later<'a> {
    newer: Held<'a>,
    /// The version before: what others had there has not moved to them.
    older: Held<'a>,
    /// What became of each patch of that.
    matched: &'a [Became],
    /// Bytes that may still be searched.
    budget: Cell<usize>,
}

/// A patch or a cover letter, and what became of it.
#[derive(Debug)]
pub struct Next<'a> {
    later: &'a Later<'a>,
    /// Its position among the texts of its version.
    own: Option<usize>,
    newer: Option<usize>,
    /// What is said of lines that no patch has.
    lost: After,
    /// The lines of the message of the older one, and how many blank lines are above them in the body.
    message: Vec<&'a str>,
    above: usize,
    /// None for a cover letter.
    diff: Option<Aligned<'a>>,
}

impl<'a> Later<'a> {
    /// The patches of a version and its cover letter, in any order, those of the version before, and what became of them.
    pub fn of(newer: Vec<&'a Text>, older: Vec<&'a Text>, matched: &'a [Became]) -> Self {
        Self { newer: Held::of(newer), older: Held::of(older), matched, budget: Cell::new(BUDGET) }
    }

    /// What is to be said of an older patch, or a cover letter.
    pub fn next(&'a self, older: &'a Text, became: Became) -> Option<Next<'a>> {
        let newer = if let Became::Patch(at) = became { Some(at) } else { None };
        let lost = if became == Became::Gone { After::Gone } else { After::Changed };
        let own = self.older.texts.iter().position(|text| std::ptr::eq(*text, older));
        let newer_diff = newer.and_then(|at| match self.newer.texts.get(at)? {
            Text::Patch { diff, .. } => Some((diff.as_str(), self.newer.files(at).as_ref())),
            Text::Cover(_) | Text::Reply(_) => None,
        });
        let (body, diff) = match (older, own) {
            (Text::Cover(body), _) => (body, None),
            (Text::Patch { body, .. }, Some(own)) => {
                (body, Some(Aligned::of(self.older.files(own), newer_diff)))
            }
            (Text::Patch { body, diff }, None) => {
                (body, Some(Aligned::of(&Rc::new(Files::of(diff)), newer_diff)))
            }
            (Text::Reply(_), _) => return None,
        };
        let above = body[..body.len() - body.trim_start().len()].matches('\n').count();
        Some(Next { later: self, own, newer, lost, message: older.message().lines().collect(), above, diff })
    }

    /// Whether a patch has a changed line of a file more often than it had in the version before. A new one may be any of those
    /// that became nothing known, but for `own`.
    fn has_more(&self, at: usize, paths: Paths, line: &FileKeys, own: Option<usize>) -> bool {
        let count = |keys: &FileKeys| if self.pays(keys.len()) { keys.count_line(line) } else { 0 };
        let is_new = !self.matched.contains(&Became::Patch(at));
        let was = |old: usize| match self.matched.get(old) {
            Some(Became::Patch(new)) => *new == at,
            Some(Became::Part | Became::Gone) | None => is_new && Some(old) != own,
        };
        let olds = self.older.of_file(paths.older).filter(|(old, _)| was(*old));
        let before = olds.map(|(_, keys)| count(keys)).max().unwrap_or(0);
        let news = self.newer.of_file(paths.newer).find(|(new, _)| *new == at);
        news.is_some_and(|(_, keys)| count(keys) > before)
    }

    /// Another patch than `newer` that has this in its message, where none but `own` had it before.
    fn teller(&self, wanted: &str, own: Option<usize>, newer: Option<usize>) -> Option<usize> {
        let tells = |message: &str| self.pays(message.len()) && is_within(message, wanted);
        let teller = self.newer.teller(newer, tells)?;
        self.older.teller(own, tells).is_none().then_some(teller)
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
    /// What the next version made of the place of a comment. Who speaks of tabs and spaces wants to know of those, who wants
    /// lines elsewhere, whether they are, and who finds a blank line too many, whether it is gone.
    pub fn of_comment(&self, comment: &Comment) -> Option<After> {
        let after = self.after(&comment.place)?;
        let (Place::Diff { line, .. }, Some(diff)) = (&comment.place, &self.diff) else { return Some(after) };
        let is_moved = || {
            diff.about(line)
                .is_some_and(|about| diff.stay(&about, line) == Stay::NotAll || diff.are_crossed(&about))
        };
        let is_respaced = || self.later.pays(diff.newer.len()) && diff.is_respaced(line);
        let is_other = after == After::Unchanged
            && (speaks(&comment.text, of_space) && is_respaced()
                || speaks(&comment.text, of_order) && is_moved()
                || diff.has_lost_blank(line) && speaks(&comment.text, of_blank));
        Some(if is_other { After::Changed } else { after })
    }

    /// What the next version made of a place in the older patch. Nothing can be said of a patch as a whole that is still
    /// there, and nothing of lines that no version keeps: notes, diffstats, headers of files and hunks.
    fn after(&self, place: &Place) -> Option<After> {
        let gone = (self.lost == After::Gone && self.diff.is_some()).then_some(After::Gone);
        match (place, &self.diff) {
            (Place::Message { line, first, .. }, None) => self.newer.and(self.of_message(*first, *line)),
            (Place::Message { line, first, .. }, Some(_)) => self.of_message(*first, *line).or(gone),
            (Place::Diff { line, .. }, Some(diff)) => self.of_diff(diff, line).or(gone),
            (Place::Whole(_), _) | (Place::Diff { .. }, None) => gone,
        }
    }

    fn of_message(&self, first: usize, line: usize) -> Option<After> {
        let line = line.checked_sub(self.above)?;
        let first = first.saturating_sub(self.above).min(line);
        let last = self.message.get(line).filter(|line| Diffstat::of_line(line).is_none())?;
        // Below the last trailer most speak of the patch.
        let is_end = self.message[line + 1..].iter().all(|below| below.trim().is_empty());
        if is_end && is_trailer(last) {
            return None;
        }
        // Who quotes a paragraph or a part of it means that; below more than one, the last. Trailers come and go one by one.
        let above = self.message[..line].iter().rev().take_while(|above| !above.trim().is_empty()).count();
        let run = if is_trailer(last) { 0 } else { above.min(line - first).min(ABOUT - 1) };
        let mut wanted = String::new();
        self.message[line - run..=line].iter().for_each(|text| lines::add_key(text, &mut wanted));
        for text in self.message[..line - run].iter().rev().take(MOST) {
            if wanted.len() >= LEAST {
                break;
            }
            wanted.insert_str(0, &lines::key(text));
        }
        let newer = self.newer.map_or("", |at| self.later.newer.message(at));
        if !self.later.pays(newer.len()) {
            return None;
        }
        if is_within(newer, &wanted) {
            return Some(After::Unchanged);
        }
        // Trailers are alike in all patches.
        let is_looked_for = self.diff.is_some() && wanted.len() >= LEAST && !is_trailer(last);
        Some(self.moved(is_looked_for.then(|| self.later.teller(&wanted, self.own, self.newer)).flatten()))
    }

    fn of_diff(&self, diff: &Aligned, at: &DiffLine) -> Option<After> {
        let about = diff.about(at)?;
        match diff.stay(&about, at) {
            Stay::All => return Some(After::Unchanged),
            Stay::Parted => return Some(After::Changed),
            Stay::NotAll => {}
        }
        let wanted = diff.keys(&about);
        let paths = Paths { older: &at.path, newer: diff.later_path(&at.path) };
        let newer = self.later.newer.of_file(paths.newer).find(|(other, _)| Some(*other) == self.newer);
        // They are at another place of the file.
        let is_within = newer.is_some_and(|(_, keys)| {
            self.later.pays(keys.len() + diff.length(&at.path))
                && keys.has(&wanted)
                && keys.count(&wanted) >= diff.count(&wanted, &at.path)
        });
        if is_within {
            return Some(After::Unchanged);
        }
        let telling = diff.telling(&about);
        // Braces move with what they are around.
        if diff.is_changed(&about) && !telling.iter().any(FileKeys::has_word) {
            return Some(self.lost);
        }
        let holder = self.holder(paths, &wanted, &telling);
        Some(self.moved(holder.or_else(|| self.holder_of_half(paths, &telling))))
    }

    /// Another patch that has these lines of a file, which none but their own had before.
    fn holder(&self, paths: Paths, wanted: &FileKeys, telling: &[FileKeys]) -> Option<usize> {
        let later = self.later;
        let has = |keys: &FileKeys| later.pays(keys.len()) && keys.has(wanted);
        let has_more = |at: usize| {
            let mut words = telling.iter().filter(|line| line.has_word());
            telling.is_empty() || words.any(|line| later.has_more(at, paths, line, self.own))
        };
        let holder = later.newer.holder(paths.newer, self.newer, |at, keys| has(keys) && has_more(at))?;
        later.older.holder(paths.older, self.own, |_, keys| has(keys)).is_none().then_some(holder)
    }

    /// Another patch that has half of these lines of a file now, with the last one, if none of them is left in their own.
    fn holder_of_half(&self, paths: Paths, telling: &[FileKeys]) -> Option<usize> {
        let later = self.later;
        let own = later.newer.of_file(paths.newer).find(|(at, _)| Some(*at) == self.newer);
        let has = |keys: &FileKeys, wanted: &FileKeys| later.pays(keys.len()) && keys.has_line(wanted);
        let last = telling.last().filter(|_| telling.len() >= FEWEST)?;
        if own.is_some_and(|(_, keys)| telling.iter().any(|wanted| has(keys, wanted))) {
            return None;
        }
        let has_half = |at: usize, keys: &FileKeys| {
            let has_more = |line: &FileKeys| later.has_more(at, paths, line, self.own);
            if !has(keys, last) || !has_more(last) {
                return false;
            }
            let held: Vec<&FileKeys> = telling.iter().filter(|line| has_more(line)).collect();
            held.len() * 2 >= telling.len() && held.iter().any(|line| line.has_word())
        };
        later.newer.holder(paths.newer, self.newer, has_half)
    }

    fn moved(&self, to: Option<usize>) -> After {
        to.map_or(self.lost, After::Moved)
    }
}

/// Whether a comment has a word of a kind.
fn speaks(text: &[Block], is_one: impl Fn(&str) -> bool) -> bool {
    text.iter().any(|block| match block {
        Block::Prose(text) => {
            text.split(|c: char| !c.is_alphanumeric()).any(|word| is_one(&word.to_ascii_lowercase()))
        }
        Block::Code(_) => false,
    })
}

/// Whether a word is of tabs and spaces.
fn of_space(word: &str) -> bool {
    ["indent", "whitespace", "align"].iter().any(|start| word.starts_with(start))
        || matches!(word, "tab" | "tabs" | "space" | "spaces" | "white")
}

/// Whether a word is of blank lines.
fn of_blank(word: &str) -> bool {
    matches!(word, "blank" | "empty" | "newline" | "newlines")
}

/// Whether a word is of where lines are among others.
fn of_order(word: &str) -> bool {
    ["move", "sort", "order", "alphabet", "misplace"].iter().any(|start| word.starts_with(start))
        || matches!(
            word,
            "before"
                | "after"
                | "above"
                | "below"
                | "up"
                | "down"
                | "earlier"
                | "later"
                | "top"
                | "place"
                | "placed"
        )
}

fn is_trailer(line: &str) -> bool {
    ["-by: ", "-to: "].iter().any(|end| line.contains(end))
        || ["Fixes: ", "Cc: ", "Link: ", "Closes: "].iter().any(|key| line.starts_with(key))
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
        Later::of(vec![&newer], vec![&older], &[Became::Patch(0)])
            .next(&older, Became::Patch(0))
            .expect("a patch")
            .after(place)
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
            let became = newer.map_or(Became::Gone, |_| Became::Patch(others.len()));
            let matched = [became];
            let later = Later::of(texts.iter().collect(), vec![&older], &matched);
            let next = later.next(&older, became).expect("a patch");
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
        check(
            &Place::Message { mail: MailAt::FIRST, line: 2, first: 2 },
            Some(OLD),
            &[],
            Some(After::Unchanged),
        );
    }
}
