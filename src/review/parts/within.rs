//! What somebody wrote within a mail that is quoted without marks: between its lines, and below all of them.

use std::ops::Range;

use super::header::{FROM, OTHERS, is_header};
use super::{Answered, INDENTED, Line, Parts, Role, attribution, legal, tail};
use crate::mail::trailer;
use crate::review::joined::MODES;

/// The fewest words of what somebody wrote between lines that are quoted without marks.
const WORDS: usize = 3;

impl Parts<'_> {
    /// The lines that somebody wrote within those of the answered mail, where most of them are surely of that mail. What
    /// gateways, lists and companies put into it is not said by anybody. `is_bare` says that nothing was written above.
    pub(super) fn said_within(&self, lines: Range<usize>, answered: &Answered, is_bare: bool) -> Vec<usize> {
        let filled: Vec<usize> = lines.clone().filter(|&line| !self.lines[line].is_blank()).collect();
        let known: Vec<usize> = filled.iter().copied().filter(|&line| answered.has(self.raw[line])).collect();
        let (Some(&first), Some(&last)) = (known.first(), known.last()) else { return Vec::new() };
        let mut said = Vec::new();
        let mut inserted = 0;
        for pair in known.windows(2).filter(|pair| pair[0] + 1 < pair[1]) {
            let between = self.filled(pair[0] + 1..pair[1]);
            if !between.is_empty() && answered.goes_on(self.raw[pair[0]], Some(self.raw[pair[1]])) {
                inserted += between.iter().filter(|&&line| !self.lines[line].is_blank()).count();
                if self.may_be_said(&between) {
                    said.extend(between);
                }
            } else {
                said.extend(self.paragraphs_between(pair[0], pair[1], answered).into_iter().flatten());
            }
        }
        let within = filled.iter().filter(|line| (first..=last).contains(*line)).count() - inserted;
        if known.len() < INDENTED || known.len() * 3 < within * 2 {
            return Vec::new();
        }
        if answered.goes_on(self.raw[last], None) || is_bare && known.len() == within && first == filled[0] {
            said.extend(self.said_below(last + 1..lines.end, answered));
        }
        self.with_blanks(said)
    }

    /// The lines but for the blank ones at the start and the end.
    fn filled(&self, lines: Range<usize>) -> Vec<usize> {
        let is_filled = |line: &usize| !self.lines[*line].is_blank();
        let Some(first) = lines.clone().find(is_filled) else { return Vec::new() };
        let last = lines.rev().find(is_filled).unwrap_or(first);
        (first..=last).collect()
    }

    /// Whether lines that stand between two which follow each other in the answered mail are what somebody says.
    fn may_be_said(&self, lines: &[usize]) -> bool {
        let text: Vec<&str> = lines.iter().map(|&line| self.raw[line]).collect();
        // Trailers are looked at elsewhere; of what git tells of files below a diffstat nothing is kept.
        let is_other = |line: &&str| {
            let line = line.trim();
            line.is_empty() || trailer::is_given(line) || MODES.iter().any(|mode| line.starts_with(mode))
        };
        // A blank line of a diff may be left out of what is known.
        let says = text.iter().any(|line| line.contains(char::is_alphanumeric) || line.contains(['?', '!']));
        says && !legal::is_legal(&text) && !tail::says_whose(&text) && !text.iter().all(is_other)
    }

    /// The paragraphs between two known lines, apart from both, that read as what people say.
    fn paragraphs_between(&self, above: usize, below: usize, answered: &Answered) -> Vec<Range<usize>> {
        let mut paragraphs: Vec<Range<usize>> = Vec::new();
        for line in (above + 1..below).filter(|&line| !self.lines[line].is_blank()) {
            match paragraphs.last_mut() {
                Some(last) if last.end == line => last.end = line + 1,
                _ => paragraphs.push(line..line + 1),
            }
        }
        paragraphs.retain(|paragraph| paragraph.start > above + 1 && paragraph.end < below);
        paragraphs.retain(|paragraph| self.is_prose_of_nobody_else(paragraph.clone(), answered));
        paragraphs
    }

    /// What stands below the last line of the answered mail, from the first paragraph on that reads as what people say.
    fn said_below(&self, lines: Range<usize>, answered: &Answered) -> Vec<usize> {
        let mut start = lines.start;
        while start < lines.end {
            let end = (start..lines.end).find(|&line| self.lines[line].is_blank()).unwrap_or(lines.end);
            if start < end && self.is_prose_of_nobody_else(start..end, answered) {
                return self.filled(start..lines.end);
            }
            start = end + 1;
        }
        Vec::new()
    }

    fn is_prose_of_nobody_else(&self, paragraph: Range<usize>, answered: &Answered) -> bool {
        let text = &self.raw[paragraph];
        is_prose(text) && !text.iter().any(|line| answered.has_part(line).unwrap_or(true))
    }

    /// The lines, and the blank ones between two of them.
    fn with_blanks(&self, mut lines: Vec<usize>) -> Vec<usize> {
        let gaps = lines.windows(2).map(|pair| pair[0] + 1..pair[1]);
        let gaps = gaps.filter(|gap| gap.clone().all(|line| self.lines[line].is_blank()));
        let blank: Vec<usize> = gaps.flatten().collect();
        lines.extend(blank);
        lines
    }

    /// Makes lines of a quote own text again.
    pub(super) fn keep(&mut self, line: usize) {
        self.lines[line] = Line::plain(self.raw[line]);
        self.roles[line] = if self.lines[line].is_blank() { Role::Blank } else { Role::Own };
    }
}

/// Whether a paragraph reads as what people say: words, without headers, links that a gateway made, or what companies and
/// lists put into mails.
fn is_prose(paragraph: &[&str]) -> bool {
    let has_words =
        paragraph.iter().flat_map(|line| line.split_whitespace()).filter(|word| is_word(word)).count()
            >= WORDS;
    let is_program = |line: &&str| {
        is_header(line, &FROM)
            || is_header(line, &OTHERS)
            || line.contains("://")
            || line.starts_with(['+', '-', '@', '_', '='])
            || tail::is_separator(line)
            || attribution::is_start(line)
            || trailer::is_given(line.trim())
    };
    has_words
        && !paragraph.iter().any(is_program)
        && !legal::is_legal(paragraph)
        && !tail::says_whose(paragraph)
}

fn is_word(word: &str) -> bool {
    let bare = word.trim_end_matches(['.', ',', '?', '!', ':', ';']);
    bare.len() > 1 && bare.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '-'))
}
