//! The file's lines: a title, below it lines of a capital letter, a colon and a value.

use super::expression::Expressions;
use super::pattern::Patterns;
use super::{Defect, Maintainers, Section};
use crate::mail::{self, Address};

/// A line with a letter, and what it says.
struct FileLine<'a> {
    letter: u8,
    value: &'a str,
}

impl<'a> FileLine<'a> {
    /// Lines of the introduction are indented, so they are not entries.
    fn of(line: &'a str) -> Option<Self> {
        let value = line.get(1..)?.strip_prefix(':')?.trim();
        let letter = line.as_bytes()[0];
        letter.is_ascii_uppercase().then_some(Self { letter, value })
    }
}

pub(super) fn parse(text: &str) -> (Maintainers, Vec<Defect>) {
    // Pages show what it says.
    let text = &*mail::clean(text.into());
    let mut parser = Parser::default();
    for (number, line) in text.lines().enumerate() {
        let is_comment = line.trim_start().starts_with('#');
        match FileLine::of(line) {
            Some(line) => parser.add(number + 1, &line),
            None if line.trim().is_empty() || is_comment => {}
            None => parser.close(line.trim()),
        }
    }
    parser.finish()
}

#[derive(Default)]
struct Parser<'a> {
    title: &'a str,
    list: Vec<Section>,
    /// The section that the last title began has lines.
    open: bool,
    files: Patterns,
    names: Vec<Rule<'a>>,
    keywords: Vec<Rule<'a>>,
}

/// An expression of a section.
pub(super) struct Rule<'a> {
    pub line: usize,
    pub section: usize,
    pub expression: &'a str,
}

impl<'a> Parser<'a> {
    fn close(&mut self, line: &'a str) {
        self.open = false;
        // QEMU underlines the heading of a group; where the group has lines of its own, it is their title.
        if !line.bytes().all(|byte| matches!(byte, b'-' | b'=')) {
            self.title = line;
        }
    }

    fn add(&mut self, number: usize, line: &FileLine<'a>) {
        if !self.open {
            self.open = true;
            self.list.push(Section { title: self.title.to_owned(), ..Section::default() });
        }
        let at = self.list.len() - 1;
        let section = &mut self.list[at];
        let value = line.value;
        let rule = Rule { line: number, section: at, expression: value };
        match line.letter {
            _ if value.is_empty() => {}
            b'M' => section.maintainers.push(Address::parse(value)),
            b'R' => section.reviewers.push(Address::parse(value)),
            b'L' => section.lists.push(value.to_owned()),
            b'S' if section.status.is_none() => section.status = Some(value.to_owned()),
            b'T' => section.trees.push(value.to_owned()),
            b'F' => {
                section.rest |= value == "*/";
                self.files.add(at, value);
            }
            b'X' => self.files.exclude(at, value),
            b'N' => self.names.push(rule),
            b'K' => self.keywords.push(rule),
            // Web pages, trackers, chats: nothing that tells where a patch belongs.
            _ => {}
        }
    }

    fn finish(self) -> (Maintainers, Vec<Defect>) {
        let (names, mut defects) = Expressions::compile(&self.names);
        let (keywords, further) = Expressions::compile(&self.keywords);
        defects.extend(further);
        defects.sort_by_key(|defect| defect.line);
        (Maintainers { list: self.list, files: self.files, names, keywords }, defects)
    }
}
