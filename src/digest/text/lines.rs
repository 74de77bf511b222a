//! A text as numbered lines, and what a line is, decided by it and the few that follow.
//!
//! Nothing here looks further ahead than the next blank line or rule, or over one run of blank lines. The parser asks
//! once per line or rule, so no stretch of the text is looked at more than a few times: reading stays linear in it.

use super::person;
use super::write::{AUTHOR, EXIST, NEW, RULE, SKIP};

/// The lines of a text from some point on. Clone it to look ahead.
#[derive(Clone)]
pub(super) struct Lines<'a> {
    /// The text that is left.
    pub rest: &'a str,
    /// The number of the line that comes next, from 1.
    pub number: usize,
}

/// A line without its line end.
#[derive(Clone, Copy)]
pub(super) struct NumberedLine<'a> {
    pub number: usize,
    pub text: &'a str,
}

impl<'a> Lines<'a> {
    pub fn new(text: &'a str) -> Lines<'a> {
        Lines { rest: text, number: 1 }
    }

    pub fn peek(&self) -> Option<NumberedLine<'a>> {
        self.clone().next()
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = NumberedLine<'a>;

    fn next(&mut self) -> Option<NumberedLine<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        let (text, rest) = self.rest.split_once('\n').unwrap_or((self.rest, ""));
        let line = NumberedLine { number: self.number, text };
        (self.rest, self.number) = (rest, self.number + 1);
        Some(line)
    }
}

pub(super) fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

pub(super) fn is_rule(text: &str) -> bool {
    text.trim_end() == RULE
}

/// `Name: value`, as the lines below an author are.
pub(super) fn is_reference(text: &str) -> bool {
    text.split_once(": ").is_some_and(|(name, value)| {
        name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            && !is_blank(value)
    })
}

/// `From … to …`.
pub(super) fn window(text: &str) -> Option<(&str, &str)> {
    // An editor may have put a byte order mark before the first line.
    hashes(text.trim_start_matches('\u{feff}').trim_end().strip_prefix("From ")?)
}

/// `… mailing list update from … to …`: the list, and the window.
pub(super) fn update(text: &str) -> Option<(&str, (&str, &str))> {
    let (list, window) = text.trim_end().rsplit_once(" mailing list update from ")?;
    Some((list, hashes(window)?))
}

fn hashes(text: &str) -> Option<(&str, &str)> {
    let is_hash = |text: &str| (4..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_hexdigit());
    text.split_once(" to ").filter(|(from, to)| (from.is_empty() || is_hash(from)) && is_hash(to))
}

/// The lines that open an entry.
pub(super) struct Head<'a> {
    pub title: &'a str,
    pub subject: &'a str,
    pub author: &'a str,
    pub after: Lines<'a>,
}

/// The head of an entry, if `lines` begin with one: `New:`, a subject, and an `Author:` with an address.
///
/// `New:` alone begins many a sentence. An author may lack the address where the mail did; then the subject must end
/// in the title, which no prose does by chance.
pub(super) fn head<'a>(lines: &Lines<'a>) -> Option<Head<'a>> {
    let mut after = lines.clone();
    let title = after.next()?.text.strip_prefix(NEW)?;
    let subject = after.next().map(|line| line.text).filter(|text| !is_blank(text))?;
    let author = after.next()?.text.strip_prefix(AUTHOR)?;
    let is_repeated = !is_blank(title) && subject.ends_with(title);
    let is_head = person(author).is_some() || (is_repeated && !is_blank(author));
    is_head.then_some(Head { title, subject, author, after })
}

/// The lines about a mail left out.
pub(super) struct Pair<'a> {
    pub exist: NumberedLine<'a>,
    /// What follows `Exist:`, on its line and below it.
    pub shown: Vec<&'a str>,
    pub skip: NumberedLine<'a>,
    pub skipped: &'a str,
    pub after: Lines<'a>,
}

/// `Exist:` with its ` Skip:`, if `lines` begin with them.
///
/// Any number of subjects may be between the two. A blank line, a rule or the begin of another block does not, and
/// then this `Exist:` is not a block.
pub(super) fn pair<'a>(lines: &Lines<'a>) -> Option<Pair<'a>> {
    let mut after = lines.clone();
    let exist = after.next()?;
    let mut shown = vec![labelled(exist.text, EXIST)?];
    loop {
        let begins_entry = head(&after).is_some();
        let line = after.next()?;
        if let Some(skipped) = labelled(line.text, SKIP) {
            return Some(Pair { exist, shown, skip: line, skipped, after });
        }
        if begins_entry || is_blank(line.text) || is_rule(line.text) || labelled(line.text, EXIST).is_some() {
            return None;
        }
        shown.push(line.text);
    }
}

/// What is behind a label that ends in a space. The space may be lost where nothing follows it.
fn labelled<'a>(text: &'a str, label: &str) -> Option<&'a str> {
    text.strip_prefix(label).or_else(|| (text == label.trim_end()).then_some(""))
}

pub(super) fn begins_block(lines: &Lines) -> bool {
    head(lines).is_some() || pair(lines).is_some()
}

/// Whether the rule just read ends an entry, decided by what comes after it.
///
/// Bodies hold rules of their own, and sentences that begin with `New:` or `Exist:`. So a rule is an end only where,
/// after any blank lines, the text ends, or the next block begins with all the lines that make it one, or the head of
/// another digest was appended.
pub(super) fn ends_entry(after_rule: &Lines) -> bool {
    let mut ahead = after_rule.clone();
    loop {
        match ahead.peek() {
            None => return true,
            Some(line) if is_blank(line.text) => ahead.next(),
            Some(_) => return begins_block(&ahead) || begins_digest(ahead),
        };
    }
}

fn begins_digest(mut lines: Lines) -> bool {
    lines.next().is_some_and(|line| window(line.text).is_some())
        && lines.next().is_some_and(|line| update(line.text).is_some())
}
