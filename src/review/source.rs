//! Mails that were read, as sources of quotes: where each of their lines is from.

use std::collections::HashMap;

use super::index::Index;
use super::lines::Line;
use super::patch::{self, Spot};
use super::{CommentAt, MailAt};

/// The shortest key that is looked for in all mails of a set: shorter ones are everywhere.
pub(super) const TELLING: usize = 8;
/// Most lines with one key that are kept of a set.
const MOST_ALIKE: usize = 24;

/// A line of a patch, or one that somebody wrote in a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Origin {
    pub mail: MailAt,
    pub line: usize,
}

/// What a line is, for those who quote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A line of the body of a patch or a cover letter.
    Body,
    /// A line of a diff, of a patch or offered by a reply, at its place among the diff's lines.
    Diff { line: usize, spot: Spot },
    /// A line that stands for the mail as a whole: sums of a diffstat, what is below a diff.
    Whole,
    /// Own text of a reply.
    Said,
    /// Neither own text nor a quote, or a quote of something unknown.
    Unknown,
}

/// A line of a mail.
#[derive(Debug, Clone, Copy)]
pub(super) struct SourceLine {
    pub depth: u8,
    pub kind: Kind,
    /// The comment that it is part of.
    pub comment: Option<CommentAt>,
    /// Where it is from, if that is known: from here if nobody else said it.
    pub origin: Option<Origin>,
}

/// A mail, line by line.
#[derive(Debug, Default)]
pub(super) struct Source {
    pub lines: Vec<SourceLine>,
    pub index: Index,
    /// The paths of the files of its diff.
    pub paths: Vec<String>,
}

impl Source {
    /// A patch or a cover letter, which has no diff.
    pub fn of_patch(mail: MailAt, body: &str, diff: &str) -> Self {
        let body: Vec<&str> = body.lines().collect();
        let diff_lines: Vec<&str> = diff.lines().collect();
        let mut lines: Vec<Line> = body.iter().map(|line| Line::of(line)).collect();
        lines.extend(diff_lines.iter().map(|line| Line::plain(line)));
        // What git and mail programs put below.
        lines.push(Line::plain("-- "));
        let is_sum = |line: &str| crate::mail::Diffstat::of_line(line).is_some();
        let kinds = body.iter().map(|line| if is_sum(line) { Kind::Whole } else { Kind::Body });
        let spots = patch::spots(&diff_lines).into_iter().enumerate();
        let kinds = kinds
            .chain(spots.map(|(line, spot)| spot.map_or(Kind::Unknown, |spot| Kind::Diff { line, spot })));
        let kinds = kinds.chain([Kind::Whole]);
        let own = |(at, (line, kind)): (usize, (&Line, Kind))| SourceLine {
            depth: line.depth,
            kind,
            comment: None,
            origin: Some(Origin { mail, line: at }),
        };
        Self {
            index: Index::of(&lines),
            lines: lines.iter().zip(kinds).enumerate().map(own).collect(),
            paths: patch::paths(diff),
        }
    }
}

/// Lines of all mails of a set that are not quotes, by what is compared of them.
#[derive(Debug, Default)]
pub(super) struct Everywhere {
    by_key: HashMap<String, Vec<Origin>>,
}

impl Everywhere {
    pub fn add(&mut self, mail: MailAt, source: &Source) {
        for (at, line) in source.lines.iter().enumerate() {
            let origin = Origin { mail, line: at };
            let key = source.index.key(at);
            if line.origin != Some(origin) || key.len() < TELLING {
                continue;
            }
            match self.by_key.get_mut(key) {
                Some(alike) if alike.len() >= MOST_ALIKE => {}
                Some(alike) => alike.push(origin),
                None => {
                    self.by_key.insert(key.to_owned(), vec![origin]);
                }
            }
        }
    }

    pub fn find(&self, key: &str) -> &[Origin] {
        self.by_key.get(key).map_or(&[], Vec::as_slice)
    }
}
