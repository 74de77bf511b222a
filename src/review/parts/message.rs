//! Finds the message of the answered patch where it stands without marks, as review programs put it above what they say.

use std::ops::Range;

use super::header::is_header;
use super::{Answered, Line, Names, Parts, Role, ends_with_title, names_another};
use crate::mail::trailer;

/// The fewest lines of a message that are a quote without marks.
const LINES: usize = 3;
/// The names of the header with a title, and the most lines that the rest of one is broken over.
const TITLE_HEADERS: [&str; 9] =
    ["subject", "betreff", "objet", "asunto", "assunto", "oggetto", "主题", "件名", "тема"];
const MOST_OF_TITLE: usize = 3;

impl Parts<'_> {
    /// Quotes the message of the answered patch from its first line on, and its trailers, and hides the title above it.
    pub(super) fn quote_message(&mut self, answered: &Answered, names: &Names) {
        self.hide_title(names);
        // Who says their own message again means it.
        if names.is_own {
            return;
        }
        let paragraphs = self.paragraphs();
        let mut next: Option<usize> = None;
        let mut run: Vec<Range<usize>> = Vec::new();
        for paragraph in paragraphs {
            let is_near = run.last().is_none_or(|last| self.are_blank(last.end..paragraph.start));
            let from = next.filter(|_| is_near);
            next = from.and_then(|from| self.message_end(paragraph.clone(), from, answered));
            if next.is_none() {
                self.quote_run(&run);
                run.clear();
                // What is further in shows a commit, as git does: somebody speaks of it.
                let may_begin = !self.is_further_in(paragraph.start);
                next = if may_begin { self.message_end(paragraph.clone(), 0, answered) } else { None };
            }
            if next.is_some() {
                run.push(paragraph);
            } else if paragraph.clone().all(|line| self.is_their_trailer(line, answered, &names.author)) {
                self.quote(paragraph, 0);
            }
        }
        self.quote_run(&run);
    }

    fn quote_run(&mut self, run: &[Range<usize>]) {
        if run.iter().map(ExactSizeIterator::len).sum::<usize>() >= LINES {
            run.iter().for_each(|paragraph| self.quote(paragraph.clone(), 0));
        }
    }

    fn is_further_in(&self, line: usize) -> bool {
        self.raw[line].starts_with(char::is_whitespace)
    }

    fn are_blank(&self, mut lines: Range<usize>) -> bool {
        lines.all(|line| matches!(self.roles[line], Role::Blank | Role::Hidden))
    }

    /// Where the lines of a paragraph end in the answered message if they are lines of it in their order, from `from` on.
    fn message_end(&self, paragraph: Range<usize>, from: usize, answered: &Answered) -> Option<usize> {
        let mut next = from;
        for line in paragraph {
            let found = answered.in_message(self.raw[line]);
            next = answered.next_filled(next).filter(|next| found.contains(next))? + 1;
        }
        Some(next)
    }

    /// Whether a line is a trailer that the answered message has already, in the name of somebody else than who answers.
    fn is_their_trailer(&self, line: usize, answered: &Answered, author: &[String]) -> bool {
        trailer::given(self.raw[line].trim()).is_some_and(|given| names_another(&given, author))
            && !self.is_further_in(line)
            && !answered.in_message(self.raw[line]).is_empty()
    }

    /// Hides the rest of a quoted title that a program broke: the message of a cover letter may say the same words.
    pub(super) fn hide_rests_of_titles(&mut self, names: &Names) {
        for first in 0..self.raw.len() {
            let Line { depth, text } = self.lines[first];
            if !self.is(first, Role::Quote) || !is_header(text.trim(), &TITLE_HEADERS) {
                continue;
            }
            let is_below = |line: &usize| self.is(*line, Role::Quote) && self.lines[*line].depth == depth;
            let below = (first + 1..self.raw.len()).take(MOST_OF_TITLE).take_while(is_below);
            let mut title = text.to_owned();
            let mut is_whole = |line: &usize| {
                title.push_str(self.lines[*line].text);
                ends_with_title(&title, &names.titles)
            };
            if ends_with_title(text, &names.titles) {
                continue;
            }
            if let Some(last) = below.clone().find(&mut is_whole) {
                self.roles[first + 1..=last].fill(Role::Hidden);
            }
        }
    }

    /// Hides the title of what is answered, alone below a row of dashes, and that row.
    fn hide_title(&mut self, names: &Names) {
        for line in 1..self.raw.len() {
            let is_alone = self.is(line, Role::Own) && !self.is(line + 1, Role::Own);
            if is_alone
                && self.is(line - 1, Role::Own)
                && self.raw[line - 1].trim_end() == "---"
                && self.offered[line].is_none()
                && ends_with_title(self.raw[line], &names.titles)
            {
                self.roles[line - 1..=line].fill(Role::Hidden);
            }
        }
    }
}
