//! Mails that were read, as sources of quotes: where each of their lines is from.

use std::collections::HashMap;
use std::hash::BuildHasher;

use foldhash::fast::RandomState;

use super::index::Index;
use super::lines::Line;
use super::patch::{self, Spot};
use super::{CommentAt, Mail, MailAt};
use crate::position::{At, Table};

/// The shortest key that is looked for in all mails of a set: shorter ones are everywhere.
pub(super) const TELLING: usize = 8;
/// Most places of one line that are looked at.
pub(super) const MOST_PLACES: usize = 48;
/// Most mails whose lines are searched for parts.
pub(super) const MOST_SEARCHED: usize = 6;
/// Most lines with one key that are kept of a set.
const MOST_ALIKE: u32 = 24;

/// A line of a patch, or one that somebody wrote in a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Origin {
    pub mail: MailAt,
    pub line: At<SourceLine>,
}

/// What a line is, for those who quote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A line of the body of a patch or a cover letter.
    Body,
    /// A line of a diff, of a patch or offered by a reply, at its place among the diff's lines.
    Diff { line: At<SourceLine>, spot: Spot },
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
        let kinds =
            kinds.chain(spots.map(|(line, spot)| {
                spot.map_or(Kind::Unknown, |spot| Kind::Diff { line: At::new(line), spot })
            }));
        let kinds = kinds.chain([Kind::Whole]);
        let own = |(at, (line, kind)): (usize, (&Line, Kind))| SourceLine {
            depth: line.depth,
            kind,
            comment: None,
            origin: Some(Origin { mail, line: At::new(at) }),
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
    /// The lines of each hash, in the order in which they were added.
    by_hash: HashMap<u64, Alike, RandomState>,
    lines: Table<Known>,
}

/// One of these lines, and the next one of its hash.
#[derive(Debug)]
struct Known {
    origin: Origin,
    next: Option<At<Known>>,
}

/// Lines of one hash, by their positions.
#[derive(Debug, Clone, Copy)]
struct Alike {
    first: At<Known>,
    last: At<Known>,
    count: u32,
}

impl Everywhere {
    pub fn add(&mut self, mail: MailAt, source: &Source) {
        for (at, line) in source.lines.iter().enumerate() {
            let origin = Origin { mail, line: At::new(at) };
            let key = source.index.key(at);
            if line.origin != Some(origin) || key.len() < TELLING {
                continue;
            }
            let next = At::new(self.lines.len());
            let hash = self.by_hash.hasher().hash_one(key);
            let alike = self.by_hash.entry(hash).or_insert(Alike { first: next, last: next, count: 0 });
            if alike.count >= MOST_ALIKE {
                continue;
            }
            if alike.count > 0 {
                self.lines[alike.last].next = Some(next);
            }
            (alike.last, alike.count) = (next, alike.count + 1);
            self.lines.push(Known { origin, next: None });
        }
    }

    /// Lines with this key, in the order of the mails.
    pub fn find<'a>(
        &'a self,
        key: &'a str,
        sources: &'a Table<Mail, Source>,
    ) -> impl Iterator<Item = Origin> + 'a {
        let first = self.by_hash.get(&self.by_hash.hasher().hash_one(key)).map(|alike| alike.first);
        let next = |&line: &At<Known>| self.lines[line].next;
        let all = std::iter::successors(first, next).map(|line| self.lines[line].origin);
        all.filter(move |origin| sources[origin.mail].index.key(origin.line.number()) == key)
    }
}

/// The mails in which quotes of a reply are looked for.
pub(super) struct Sources<'a> {
    pub all: &'a Table<Mail, Source>,
    /// The mails that it answers, the nearest first.
    pub near: &'a [MailAt],
    pub everywhere: &'a Everywhere,
}

impl<'a> Sources<'a> {
    pub fn near(&self) -> impl Iterator<Item = (MailAt, &'a Source)> {
        let all = self.all;
        self.near.iter().map(move |&at| (at, &all[at]))
    }

    pub fn is_near_line(&self, key: &str) -> bool {
        self.near().take(MOST_SEARCHED).any(|(_, source)| source.index.has(key))
    }

    pub fn is_line(&self, key: &str) -> bool {
        self.is_near_line(key) || key.len() >= TELLING && self.everywhere.find(key, self.all).next().is_some()
    }
}
