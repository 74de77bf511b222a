//! A digest as text, and the fixed lines of the format.

use std::fmt::{self, Display, Formatter};

use super::{Block, Row, TextDigest, Unread, Why};

pub(super) const DOMAINS: &str = "Top 15 contributor Email domains (Based on Email Body)";
pub(super) const CONTRIBUTORS: &str = "Top 15 contributors (Based on Email Body)";
pub(super) const PATCHES: &str = "===== Patch list in this time period =====";
pub(super) const MESSAGES: &str = "===== Patch Commit Messages ====";
pub(super) const NEW: &str = "New:  ";
pub(super) const AUTHOR: &str = "Author: ";
pub(super) const EXIST: &str = "Exist: ";
pub(super) const SKIP: &str = " Skip: ";
pub(super) const RULE: &str = "----------------------------------------------------------------------";

/// What parts count and label in the two tables.
pub(super) const DOMAIN_GAP: &str = " ";
pub(super) const CONTRIBUTOR_GAP: &str = "  ";

/// Writes every part but [`unread`](TextDigest::unread), with all headings. The tables hold the rows they are given:
/// cutting them to the fifteen of the headings is for the caller.
impl Display for TextDigest {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (list, from, to) = (OneLine(&self.list), OneLine(&self.from), OneLine(&self.to));
        writeln!(f, "From {from} to {to}\n{list} mailing list update from {from} to {to}")?;
        writeln!(f, "\n{DOMAINS}\n")?;
        for row in &self.domains {
            writeln!(f, "{}", RowLine(row, DOMAIN_GAP))?;
        }
        writeln!(f, "\n{CONTRIBUTORS}\n")?;
        for row in &self.contributors {
            writeln!(f, "{}", RowLine(row, CONTRIBUTOR_GAP))?;
        }
        writeln!(f, "\n{PATCHES}\n")?;
        for line in &self.patch_list {
            writeln!(f, "{}", OneLine(line))?;
        }
        writeln!(f, "\n{MESSAGES}\n")?;
        self.blocks.iter().try_for_each(|block| block.fmt(f))
    }
}

impl Display for Block {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Block::New { title, subject, author, references, body } => {
                writeln!(f, "{NEW}{}\n{}\n{AUTHOR}{}", OneLine(title), OneLine(subject), OneLine(author))?;
                for line in references {
                    writeln!(f, "{}", OneLine(line))?;
                }
                // An empty body has no line of its own, or the entry would show three blank ones.
                let body_end = if body.is_empty() { "" } else { "\n" };
                writeln!(f, "\n{body}{body_end}\n{RULE}\n")
            }
            Block::Skipped { shown, skipped } => {
                let (first, further) =
                    shown.split_first().map_or(("", &[][..]), |(first, rest)| (first, rest));
                writeln!(f, "{EXIST}{}", OneLine(first))?;
                for line in further {
                    writeln!(f, "{}", OneLine(line))?;
                }
                writeln!(f, "{SKIP}{}", OneLine(skipped))
            }
        }
    }
}

/// For reports: `line 7: cannot be placed: …`.
impl Display for Unread {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let why = match self.why {
            Why::Unplaced => "cannot be placed",
            Why::Missing => "is missing",
            Why::Differs => "is written otherwise",
        };
        let text = if self.text.is_empty() { "a blank line" } else { &self.text };
        write!(f, "line {}: {why}: {}", self.line, OneLine(text))
    }
}

/// A row as it is in its table.
pub(super) struct RowLine<'a>(pub &'a Row, pub &'static str);

impl Display for RowLine<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let RowLine(row, gap) = self;
        write!(f, "{:>7}{gap}{}", row.count, OneLine(&row.label))
    }
}

/// A value that must not break its line: a subject decoded from a header can hold anything.
struct OneLine<'a>(&'a str);

impl Display for OneLine<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut pieces = self.0.split('\n');
        pieces.next().map_or(Ok(()), |first| f.write_str(first))?;
        pieces.try_for_each(|piece| write!(f, " {piece}"))
    }
}
