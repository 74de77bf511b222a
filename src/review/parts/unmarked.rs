//! Finds what is quoted without marks: below a separator or a header block, as the file of a patch, or by spaces alone.

use std::ops::Range;

use super::header::{FROM, is_header};
use super::{Answered, INDENT, INDENTED, Line, NOTES, Names, Parts, Role, attribution, tail};
use crate::mail::trailer;

/// Most header blocks below which lines of the answered mail are looked for: each costs as much as the mail is long.
const MOST_BLOCKS: usize = 8;

impl Parts<'_> {
    /// Quotes the mail that is answered where it follows as the file of a patch: scripts of maintainers put the commit that
    /// they made of it below what they say. It has all changes of the answered mail and no other; else it is an offer.
    pub(super) fn quote_applied(&mut self, is_known: impl Fn(&str) -> bool) {
        let starts: Vec<usize> = (0..self.raw.len()).filter(|&line| self.starts_file(line)).collect();
        let ends = starts.iter().skip(1).copied().chain([self.raw.len()]);
        let files = starts.iter().zip(ends).map(|(&start, end)| start..self.file_end(start..end));
        let answered: Vec<Range<usize>> =
            files.filter(|file| self.is_answered_file(file.clone(), &is_known)).collect();
        for file in answered {
            let header = file.clone().take_while(|&line| !self.is(line, Role::Blank)).count();
            let below = file.start + header;
            self.roles[file.start..below].fill(Role::Hidden);
            for line in below..file.end {
                if self.is(line, Role::Quote) {
                    self.lines[line].depth = self.lines[line].depth.saturating_add(1);
                } else {
                    self.quote(line..line + 1, 0);
                }
            }
        }
    }

    /// Whether a line begins the file of a patch: what git puts above its headers, or these alone.
    fn starts_file(&self, line: usize) -> bool {
        let is_envelope = |line: usize| self.raw.get(line).is_some_and(|raw| tail::is_envelope(raw));
        if !self.is(line, Role::Own) || line > 0 && is_envelope(line - 1) {
            return false;
        }
        let from = line + usize::from(is_envelope(line));
        if from == line && tail::header_block(&self.raw[from..]) > 0 {
            return false;
        }
        let headers =
            self.raw[from..].iter().take(tail::HEADER_LINES).take_while(|raw| !raw.trim().is_empty());
        self.raw.get(from).is_some_and(|raw| is_header(raw, &FROM))
            && headers.skip(1).any(|raw| is_header(raw, &["subject"]))
    }

    /// Where the file of a patch ends: behind the version of git below it, if that is there.
    fn file_end(&self, file: Range<usize>) -> usize {
        let is_end = |&line: &usize| {
            tail::is_signature(self.raw[line])
                && self.raw.get(line + 1).is_some_and(|below| tail::is_version_of_git(below.trim()))
        };
        file.clone().find(is_end).map_or(file.end, |line| (line + 2).min(file.end))
    }

    /// Whether a file has the changes of the answered mail and no other, and at least half of its lines. A commit may say it
    /// in other words; a person who does so offers the patch anew.
    fn is_answered_file(&self, file: Range<usize>, is_known: impl Fn(&str) -> bool) -> bool {
        let is_commit = tail::is_envelope(self.raw[file.start]);
        let message = file.clone().skip_while(|&line| !self.is(line, Role::Blank));
        let ends_message = |text: &str| text.trim_end() == "---" || text.starts_with("diff ");
        let message: Vec<usize> = message.take_while(|&line| !ends_message(self.raw[line])).collect();
        let is_other = |&line: &usize| {
            let text = self.lines[line].text;
            !self.lines[line].is_blank() && !is_known(text) && !trailer::is_given(text.trim())
        };
        if !is_commit && message.iter().any(is_other) {
            return false;
        }
        let (mut in_hunk, mut changes, mut filled, mut known) = (false, 0, 0, 0);
        for line in file.filter(|&line| !self.lines[line].is_blank()) {
            let text = self.lines[line].text;
            let is_one = is_known(text);
            in_hunk |= text.starts_with("@@ -");
            // The message may have quotes.
            if self.is(line, Role::Quote) && (in_hunk || !is_one) {
                return false;
            }
            if in_hunk && text.starts_with(['+', '-']) && !tail::is_signature(text) {
                if !is_one {
                    return false;
                }
                changes += 1;
            }
            filled += 1;
            known += usize::from(is_one);
        }
        changes > 0 && known * 2 >= filled
    }

    /// Below a separator or a header block everything is quoted, unless it has marks of its own. A patch that is offered has
    /// headers as well.
    pub(super) fn quote_below_header(&mut self, answered: &Answered, names: &Names) {
        let is_known = |line: &str| answered.has(line);
        let filled = self.next(|line| self.roles[line] != Role::Blank);
        let quotes = self.next(|line| self.roles[line] == Role::Quote);
        let changes = self.unknown_changes(is_known);
        let offers = self.next(|line| changes[line]);
        let (mut at, mut blocks) = (0, 0);
        while at < self.raw.len() {
            if !self.is(at, Role::Own) {
                at += 1;
                continue;
            }
            let is_separator = tail::is_separator(self.raw[at]);
            let start = if is_separator { filled[at + 1] } else { at };
            let block = if self.is(start, Role::Own) { self.header_block(start, names) } else { 0 };
            let is_offer = offers[start] < quotes[start] && !self.is_of_answer(start..start + block);
            if !is_separator && (block == 0 || is_offer) {
                at += 1;
                continue;
            }
            let below = start + block;
            self.roles[at..below.max(at + 1)].fill(Role::Hidden);
            // The row of underscores above a header block.
            if let Some(above) = (0..at).rev().find(|&line| !self.is(line, Role::Blank))
                && is_rule(self.raw[above])
            {
                self.roles[above] = Role::Hidden;
            }
            if quotes[below] == self.raw.len() {
                let end = self.trailers_at_end(below, is_known);
                let is_bare = !self.roles[..at].contains(&Role::Own);
                let said = self.said_within(below..end, answered, is_bare);
                self.quote_all(below..end, is_known, &names.author);
                said.into_iter().for_each(|line| self.keep(line));
                return;
            }
            blocks += 1;
            if blocks <= MOST_BLOCKS {
                let is_found = |line: &str| answered.has_part(line).unwrap_or(false);
                self.quote_known(below, |line| {
                    is_known(line) || is_found(line) || is_known_but_for_links(line, is_found)
                });
            }
            at = below.max(at + 1);
        }
    }

    /// How many of the lines from one on are the header block of an answered mail, also in a language that nobody knows.
    fn header_block(&self, start: usize, names: &Names) -> usize {
        let lines = &self.raw[start..];
        tail::header_block(lines).max(tail::foreign_block(lines, &names.titles))
    }

    /// Whether a header block is surely that of an answered mail: git writes its own in English.
    fn is_of_answer(&self, block: Range<usize>) -> bool {
        let lines = &self.raw[block];
        tail::is_of_answer(lines) || lines.first().is_some_and(|line| !is_header(line, &["from"]))
    }

    /// Makes quotes of all lines. A trailer among those of the answered mail that names the author of the reply was given in
    /// it, if that mail does not have it.
    fn quote_all(&mut self, lines: Range<usize>, is_known: impl Fn(&str) -> bool, author: &[String]) {
        // Who signs a patch off does so in the patch.
        let is_trailer = |line: usize| {
            let text = self.raw[line].trim();
            trailer::is_given(text) && !text.to_lowercase().starts_with("signed-off-by")
        };
        let is_theirs = |line: usize| {
            let name = self.raw[line]
                .split_once(':')
                .map_or("", |(_, who)| who.split('<').next().unwrap_or_default());
            let mut words =
                name.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 1).peekable();
            words.peek().is_some() && words.all(|word| author.contains(&word.to_lowercase()))
        };
        let is_given = |&line: &usize| is_trailer(line) && is_theirs(line) && !is_known(self.raw[line]);
        let given: Vec<usize> = lines.clone().filter(is_given).collect();
        self.quote(lines, 0);
        given.into_iter().for_each(|line| self.keep(line));
    }

    /// Where trailers begin at the end that the answered mail does not have: they are given below all of it.
    fn trailers_at_end(&self, from: usize, is_known: impl Fn(&str) -> bool) -> usize {
        let is_one = |line: usize| {
            self.lines[line].is_blank()
                || trailer::is_given(self.raw[line].trim()) && !is_known(self.raw[line])
        };
        let start = (from..self.raw.len()).rev().take_while(|&line| is_one(line)).last();
        start.unwrap_or(self.raw.len())
    }

    /// The mail that is answered has quotes itself, and no marks of its own here: its lines, which programs break anew, are
    /// quotes if they are at least as many as the others. Others may have been written between them.
    fn quote_known(&mut self, from: usize, is_known: impl Fn(&str) -> bool) {
        let own = (from..self.raw.len()).filter(|&line| self.is(line, Role::Own));
        let (known, others): (Vec<usize>, Vec<usize>) = own.partition(|&line| is_known(self.raw[line]));
        if known.is_empty() || known.len() < others.len() {
            return;
        }
        let marked = (from..self.raw.len()).filter(|&line| self.roles[line] == Role::Quote);
        marked.for_each(|line| self.lines[line].depth = self.lines[line].depth.saturating_add(1));
        known.into_iter().for_each(|line| self.quote(line..line + 1, 0));
    }

    /// For each line, whether it is one of a hunk that the mail that is answered does not have: the head of the hunk, or what
    /// the hunk puts in or takes out. A counter-proposal at the same place has the same head.
    fn unknown_changes(&self, is_known: impl Fn(&str) -> bool) -> Vec<bool> {
        let mut in_hunk = false;
        let is_of_hunk = |line: &str| line.is_empty() || line.starts_with([' ', '+', '-', '\\']);
        let is_one = |(at, &line): (usize, &&str)| {
            let begins = line.starts_with("@@ -");
            in_hunk = begins || in_hunk && is_of_hunk(line);
            let is_change = line.starts_with(['+', '-']) && line.trim_end().len() > 1;
            // A line that a mail program broke goes on below.
            let is_whole =
                || self.raw.get(at + 1).is_none_or(|below| is_of_hunk(below) || below.starts_with("@@ -"));
            in_hunk && (begins || is_change && is_whole()) && !is_known(line)
        };
        self.raw.iter().enumerate().map(is_one).collect()
    }

    /// Hides the beginning of the answered mail as filters of companies put it above that mail, on one line, with hair spaces in
    /// what might be an address: `On 2026/3/3 9:\u{200a}00, Jane Doe wrote: > Hi, > > The lamp is`.
    pub(super) fn hide_previews(&mut self, answered: &Answered) {
        for line in 0..self.raw.len() {
            if !self.is(line, Role::Own) || !self.raw[line].contains('\u{200a}') {
                continue;
            }
            let is_mark = |word: &&str| word.chars().all(|c| c == '>');
            let words: Vec<&str> = self.raw[line].split_whitespace().filter(|word| !is_mark(word)).collect();
            if answered.has_part(&words.concat()).unwrap_or(false) {
                self.roles[line] = Role::Hidden;
            }
        }
    }

    /// Finds what is quoted by spaces alone, behind an attribution.
    pub(super) fn quote_indented(&mut self, is_known: impl Fn(&str) -> bool, answered: &[String]) {
        let is_known = |line: &usize| self.raw[*line].strip_prefix(INDENT).is_some_and(&is_known);
        let is_open = |line: usize| {
            let from = line.saturating_sub(NOTES);
            self.is(line, Role::Own) && attribution::length(&self.raw[from..=line], answered) > 0
        };
        let Some(start) = (0..self.raw.len()).find(|&line| is_open(line)) else { return };
        let mut blocks: Vec<Vec<usize>> = Vec::new();
        for line in (start + 1..self.raw.len()).filter(|&line| self.raw[line].starts_with(INDENT)) {
            match blocks.last_mut() {
                Some(block) if block.last() == Some(&(line - 1)) => block.push(line),
                _ => blocks.push(vec![line]),
            }
        }
        // Code that somebody proposes may have single lines of the patch.
        let known = |block: &Vec<usize>| block.iter().filter(|&line| is_known(line)).count();
        blocks.retain(|block| known(block) * 3 >= block.len() * 2);
        if blocks.iter().map(known).sum::<usize>() >= INDENTED {
            blocks.into_iter().flatten().for_each(|line| self.quote(line..line + 1, INDENT.len()));
        }
    }
}

/// Whether a line is of the answered mail but for its links: gateways put their own address in front of each.
fn is_known_but_for_links(line: &str, is_found: impl Fn(&str) -> bool) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let is_link = |word: &&str| word.contains("://");
    if !words.iter().any(is_link) {
        return false;
    }
    let pieces = words.split(is_link).map(|piece| piece.join(" "));
    // `https://gateway.example/?url=https%3A%2F%2Fkit.example&data=`
    let inner =
        words.iter().filter(|word| is_link(word)).flat_map(|link| link.split(['?', '&', '=']).skip(1));
    let inner = inner.map(|part| percent_encoding::percent_decode_str(part).decode_utf8_lossy().into_owned());
    pieces.chain(inner).any(|piece| is_found(&piece))
}

/// Takes the spaces off lines that have as many as a quote by spaces, where marks follow them in most lines of the answered
/// mail and no line has a mark alone: some programs indent the whole text, quotes and answers. Where the lines without a
/// mark are of the answered mail as well, the spaces are marks themselves.
pub(super) fn unindent(raw: &mut [&str], is_known: impl Fn(&str) -> bool) {
    if raw.iter().any(|line| Line::of(line).depth > 0) {
        return;
    }
    let lines = raw.iter().filter_map(|line| line.strip_prefix(INDENT)).map(Line::of);
    let (quoted, others): (Vec<Line>, Vec<Line>) =
        lines.filter(|line| !line.is_blank()).partition(|line| line.depth > 0);
    let known = |lines: &[Line]| lines.iter().filter(|line| is_known(line.text)).count();
    let (known_quoted, known_others) = (known(&quoted), known(&others));
    if known_quoted >= INDENTED && known_quoted * 3 >= quoted.len() * 2 && known_others * 3 <= others.len() {
        raw.iter_mut().for_each(|line| *line = line.strip_prefix(INDENT).unwrap_or(line));
    }
}

/// A row of underscores or dashes.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 5 && line.bytes().all(|byte| matches!(byte, b'_' | b'-' | b'='))
}
