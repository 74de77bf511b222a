//! The diff between two patches, as lines that a page can mark.

use std::ops::Range;

use imara_diff::{IndentHeuristic, IndentLevel, InternedInput, NoSliderHeuristic};

use super::changes::{Change, changes};
use super::text::PatchLines;

/// Columns of a tab, as git takes them where it weighs indents.
const TAB: u8 = 8;
/// Unchanged lines around a change.
const CONTEXT: u32 = 3;

/// Changes that are near each other, with the lines around them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hunk<'a> {
    /// Where it is: the file, the file and the function, `Commit message`, or nothing.
    pub section: &'a str,
    pub lines: Vec<HunkLine<'a>>,
}

/// A line of a patch and what became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HunkLine<'a> {
    pub outer: Outer,
    pub inner: Inner,
    /// The line as it is in the patch, with its own sign.
    pub text: &'a str,
}

/// Whether a line of a patch is in both versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outer {
    Both,
    Older,
    Newer,
}

impl Outer {
    /// The sign that git prints before the line.
    pub fn sign(self) -> char {
        match self {
            Self::Both => ' ',
            Self::Older => '-',
            Self::Newer => '+',
        }
    }
}

/// What a line is in its patch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Inner {
    /// An unchanged line of a file, or one of the message.
    Context,
    Added,
    Removed,
    /// The name of a file or of a section, or where a hunk is.
    Header,
}

impl Inner {
    fn of(line: &str) -> Self {
        match line.as_bytes() {
            [b'+', ..] => Self::Added,
            [b'-', ..] => Self::Removed,
            [b'@', b'@', ..] | [b' ', b'#', b'#', b' ', ..] => Self::Header,
            _ => Self::Context,
        }
    }
}

/// The hunks of the diff between two versions of a patch; none if they are the same.
pub fn hunks<'a>(older: &'a PatchLines, newer: &'a PatchLines) -> Vec<Hunk<'a>> {
    let (before, after) = (lines(older), lines(newer));
    let mut input = InternedInput::default();
    input.update_before(before.iter().copied());
    input.update_after(after.iter().copied());
    let indent = |line| IndentLevel::for_ascii_line(input.interner[line].bytes(), TAB);
    let slider = IndentHeuristic::new(indent);
    let changes = changes(&input.before, &input.after, input.interner.num_tokens(), slider);
    let mut section = "";
    let mut seen = 0;
    let mut hunks = Vec::new();
    for group in groups(changes, before.len()) {
        let start = group.start as usize;
        section = before[seen..start].iter().rev().find_map(|line| heading(line)).unwrap_or(section);
        seen = start;
        hunks.push(Hunk { section, lines: group.lines(&before, &after) });
    }
    hunks
}

fn lines(text: &PatchLines) -> Vec<&str> {
    text.whole().lines().collect()
}

/// What a line says of where the ones below it are.
fn heading(line: &str) -> Option<&str> {
    let file = line.strip_prefix(" ## ").and_then(|name| name.strip_suffix(" ##"));
    file.or_else(|| line.trim_start_matches(['+', '-', ' ']).strip_prefix("@@ "))
}

/// Changes whose contexts touch: a range of older lines, and the changes in it.
pub(super) struct Group {
    start: u32,
    end: u32,
    changes: Vec<Change>,
}

impl Group {
    /// How many lines it has when it is printed.
    pub(super) fn size(&self) -> usize {
        (self.end - self.start) as usize + self.changes.iter().map(|(_, added)| added.len()).sum::<usize>()
    }

    fn lines<'a>(&self, before: &[&'a str], after: &[&'a str]) -> Vec<HunkLine<'a>> {
        let mut lines = Vec::with_capacity(self.size());
        let mut push = |outer, texts: &[&'a str]| {
            lines.extend(texts.iter().map(|&text| HunkLine { outer, inner: Inner::of(text), text }));
        };
        let of = |range: &Range<u32>| range.start as usize..range.end as usize;
        let mut at = self.start;
        for (removed, added) in &self.changes {
            push(Outer::Both, &before[of(&(at..removed.start))]);
            push(Outer::Older, &before[of(removed)]);
            push(Outer::Newer, &after[of(added)]);
            at = removed.end;
        }
        push(Outer::Both, &before[of(&(at..self.end))]);
        lines
    }
}

/// Changes in groups. `length` is that of the older text, in lines.
pub(super) fn groups(changes: Vec<Change>, length: usize) -> impl Iterator<Item = Group> {
    let mut all = changes.into_iter().peekable();
    std::iter::from_fn(move || {
        let first = all.next()?;
        let start = first.0.start.saturating_sub(CONTEXT);
        let mut end = first.0.end;
        let mut changes = vec![first];
        while let Some(next) = all.next_if(|(removed, _)| removed.start - end <= 2 * CONTEXT) {
            end = next.0.end;
            changes.push(next);
        }
        Some(Group { start, end: (end + CONTEXT).min(length as u32), changes })
    })
}
/// What changed between two lists of lines: the numbers of lines of the older one, and of those in their place.
pub fn line_changes(older: &[&str], newer: &[&str]) -> Vec<(Range<usize>, Range<usize>)> {
    let mut input = InternedInput::default();
    input.update_before(older.iter().copied());
    input.update_after(newer.iter().copied());
    let numbers = |range: Range<u32>| range.start as usize..range.end as usize;
    let changes = changes(&input.before, &input.after, input.interner.num_tokens(), NoSliderHeuristic);
    changes.into_iter().map(|(old, new)| (numbers(old), numbers(new))).collect()
}
