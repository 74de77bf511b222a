//! `N:` and `K:`: regular expressions as Perl has them, spread out (`/x`) and on bytes.

use regex::bytes::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};

use super::Defect;
use super::file::Rule;
use crate::diff::{self, Event};

/// Largest automaton of one expression, in bytes.
const LARGEST: usize = 1 << 20;

/// The expressions of all sections, to be asked at once.
#[derive(Debug, Default)]
pub(super) struct Expressions {
    /// One by one, each with its section.
    each: Vec<(usize, Regex)>,
    /// All of them, with `^` and `$` at every line.
    all: RegexSet,
}

impl Expressions {
    /// Compiles what can be, and says what cannot.
    pub fn compile(rules: &[Rule]) -> (Self, Vec<Defect>) {
        let mut each = Vec::new();
        let mut defects = Vec::new();
        for rule in rules {
            let regex = RegexBuilder::new(rule.expression)
                .unicode(false)
                .ignore_whitespace(true)
                .size_limit(LARGEST)
                .build();
            match regex {
                Ok(regex) => each.push((rule.section, regex)),
                Err(_) => {
                    defects.push(Defect { line: rule.line, pattern: rule.expression.to_owned() });
                }
            }
        }
        let all = RegexSetBuilder::new(each.iter().map(|(_, regex)| regex.as_str()))
            .unicode(false)
            .ignore_whitespace(true)
            .multi_line(true)
            .size_limit(usize::MAX)
            .build()
            .expect("each compiles, and there is no limit for all of them");
        (Self { each, all }, defects)
    }

    /// The sections of those that fit a text.
    pub fn find_in(&self, text: &str) -> impl Iterator<Item = usize> {
        self.all.matches(text.as_bytes()).into_iter().map(|at| self.each[at].0)
    }

    /// The sections of those that fit a line of the message or an added or deleted line of the diff.
    pub fn find_in_patch(&self, message: &str, diff: &str) -> impl Iterator<Item = usize> {
        // One pass over each text tells which to try line by line.
        let in_message = self.all.matches(message.as_bytes());
        let in_diff = self.all.matches(diff.as_bytes());
        let fits = move |at: usize| {
            let regex = &self.each[at].1;
            in_message.matched(at) && message.lines().any(|line| regex.is_match(line.as_bytes()))
                || in_diff.matched(at) && changed(diff).any(|line| regex.is_match_at(line.as_bytes(), 1))
        };
        (0..self.each.len()).filter(move |&at| fits(at)).map(|at| self.each[at].0)
    }
}

/// The added and deleted lines of a diff, with their sign.
fn changed(diff: &str) -> impl Iterator<Item = &str> {
    diff::events(diff).filter_map(|event| match event {
        Event::Line(line) if line.starts_with(['+', '-']) => Some(line),
        _ => None,
    })
}
