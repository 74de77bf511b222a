//! Hides what is not own text: attributions, greetings, closing words, signatures, footers.

use std::ops::Range;

use super::header::{FROM, OTHERS, is_command, is_header};
use super::{NOTES, Names, Parts, Role, attribution, courtesy, is_cut, legal, signed, tail};

impl Parts<'_> {
    /// Hides what is not own text.
    pub fn hide(&mut self, names: &Names) {
        self.hide_tails(Some(&names.author));
        self.hide_labels();
        self.hide_names_above_headers();
        self.hide_attributions(&names.answered);
        self.hide_first_attribution(&names.answered);
        self.hide_legal();
        self.hide_notes();
        self.hide_cuts();
        self.hide_commands();
        self.hide_greeting(&names.answered);
        self.hide_signed();
        self.hide_closing(&names.author);
        self.hide_closings_within(&names.author);
        self.hide_names_within(&names.author);
    }

    fn fill(&mut self, lines: Range<usize>) {
        self.roles[lines].iter_mut().filter(|role| **role == Role::Own).for_each(|role| *role = Role::Hidden);
    }

    /// The paragraphs of own text, in their order.
    pub(super) fn paragraphs(&self) -> Vec<Range<usize>> {
        let mut paragraphs: Vec<Range<usize>> = Vec::new();
        for line in
            (0..self.raw.len()).filter(|&line| self.is(line, Role::Own) && self.offered[line].is_none())
        {
            match paragraphs.last_mut() {
                Some(last) if last.end == line => last.end += 1,
                _ => paragraphs.push(line..line + 1),
            }
        }
        paragraphs
    }

    /// Hides the line at the start that says who may read the mail.
    fn hide_labels(&mut self) {
        let first = (0..self.raw.len()).find(|&line| self.is(line, Role::Own));
        if let Some(first) =
            first.filter(|&line| legal::is_label(self.raw[line]) && !self.is(line + 1, Role::Own))
        {
            self.roles[first] = Role::Hidden;
        }
    }

    /// Hides what companies put below what is said, at the end or above a quote, and the row of marks above it: right below
    /// that row may be an imprint in any language, if what follows it is surely theirs.
    fn hide_legal(&mut self) {
        let (mut below, mut is_last, mut is_theirs) = (self.raw.len(), true, false);
        // Rows that end the mail are theirs if what is above is.
        let mut rows: Vec<Range<usize>> = Vec::new();
        let paragraphs = self.paragraphs_by_rows();
        for (number, paragraph) in paragraphs.iter().enumerate().rev() {
            if (paragraph.end..below).any(|line| matches!(self.roles[line], Role::Quote | Role::Hidden)) {
                (is_last, is_theirs) = (true, false);
                rows.clear();
            }
            let has_row = tail::is_row(self.raw[paragraph.start]);
            let lines = self.without_rows(paragraph);
            below = paragraph.start;
            if lines.is_empty() && is_last {
                rows.push(paragraph.clone());
                continue;
            }
            let is_signed = || {
                let above = number.checked_sub(1).map(|above| self.without_rows(&paragraphs[above]));
                above.is_some_and(|above| legal::is_legal(&above))
            };
            is_last &= legal::is_legal(&lines)
                || is_theirs && has_row && legal::is_imprint(&lines)
                || is_theirs && lines.iter().all(|line| legal::is_heading(line))
                || matches!(lines[..], [company] if legal::is_company(company)) && is_signed();
            if is_last {
                is_theirs = true;
                rows.drain(..).chain([paragraph.clone()]).for_each(|lines| self.fill(lines));
                let above = (0..below).rev().find(|&line| !self.is(line, Role::Blank));
                if let Some(row) = above.filter(|&line| legal::is_row(self.raw[line])) {
                    self.fill(row..row + 1);
                }
            }
        }
    }

    /// The lines of a paragraph but for rows of marks.
    fn without_rows(&self, paragraph: &Range<usize>) -> Vec<&str> {
        self.raw[paragraph.clone()].iter().copied().filter(|line| !legal::is_row(line)).collect()
    }

    /// The paragraphs of own text, each cut above the rows of marks in it.
    fn paragraphs_by_rows(&self) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        for paragraph in self.paragraphs() {
            let rows = paragraph.clone().skip(1).filter(|&line| tail::is_row(self.raw[line]));
            let mut start = paragraph.start;
            for row in rows {
                parts.push(start..row);
                start = row;
            }
            parts.push(start..paragraph.end);
        }
        parts
    }

    /// Hides who is answered where none of it is quoted, or own words stand below: `On Tue, 3 Mar 2026 09:00:00 +0000, Jane Doe
    /// wrote:`, also below a greeting. A patch that is offered may have several headers; below a quote it is a sentence that names
    /// somebody.
    fn hide_first_attribution(&mut self, answered: &[String]) {
        let mut paragraphs = self.paragraphs().into_iter();
        let is_greeting = |lines: &Range<usize>| {
            lines.len() == 1 && courtesy::greets_one_of(self.raw[lines.start], answered)
        };
        let Some(first) = paragraphs.find(|lines| !is_greeting(lines)) else { return };
        if self.roles[..first.start].contains(&Role::Quote) {
            return;
        }
        let lines = &self.raw[first.clone()];
        let is_offer = first.len() > 1 && is_header(self.raw[first.start], &FROM);
        if !is_offer && attribution::length(lines, answered) == first.len() {
            self.fill(first);
        } else {
            let length = attribution::length_at_start(lines, answered);
            self.fill(first.start..first.start + length);
        }
    }

    /// Hides closing words with a name between what is said, in a paragraph of their own.
    fn hide_closings_within(&mut self, author: &[String]) {
        let paragraphs = self.paragraphs();
        let closes =
            |paragraph: &Range<usize>| courtesy::closes_with_name(&self.raw[paragraph.clone()], author);
        let (closings, said): (Vec<_>, Vec<_>) = paragraphs.into_iter().partition(closes);
        if !said.is_empty() {
            closings.into_iter().for_each(|closing| self.fill(closing));
        }
    }

    /// Hides signatures, each to the next quote, and footers. `author` are the words of a person's name.
    pub(super) fn hide_tails(&mut self, author: Option<&[String]>) {
        let quotes = self.next(|line| self.roles[line] == Role::Quote);
        let mut at = 0;
        while at < self.raw.len() {
            let end = if self.is(at, Role::Own) && self.offered[at].is_none() {
                self.tail_end(at, quotes[at + 1], author)
            } else {
                at
            };
            self.roles[at..end].fill(Role::Hidden);
            at = end.max(at + 1);
        }
    }

    /// Where a signature or a footer ends that begins at a line, with `next` the next quote; the line itself if nothing does.
    fn tail_end(&self, at: usize, next: usize, author: Option<&[String]>) -> usize {
        let (line, below) = (self.raw[at], &self.raw[at + 1..next]);
        if line.strip_prefix("-- ").is_some_and(courtesy::closes_with_greetings) {
            return next;
        }
        if tail::is_signature(line) {
            // What git writes below a diff is its version: what follows it is text again.
            let above = (0..at).rev().find(|&line| !self.is(line, Role::Blank));
            let is_behind_diff = above.is_some_and(|line| self.offered[line].is_some());
            return if is_behind_diff { (at + 2).min(next) } else { next };
        }
        let is_last = next == self.raw.len();
        let signature = tail::short_signature(line, below, author, is_last);
        let signature = signature.filter(|length| self.offered[at..=at + length].iter().all(Option::is_none));
        signature.or_else(|| tail::footer(line, below)).map_or(at, |length| at + 1 + length)
    }

    /// Hides the first row of a header block that lost what it is called, and its mark: `Jane Doe <jane@doe.example>` above
    /// `> Sent: …`; and the verb that ends an attribution in a row of its own.
    fn hide_names_above_headers(&mut self) {
        for line in 0..self.raw.len().saturating_sub(1) {
            if !self.is(line, Role::Own) || !self.is(line + 1, Role::Quote) {
                continue;
            }
            let is_row = is_header(self.lines[line + 1].text.trim(), &OTHERS) || self.headers[line + 1];
            let is_first = is_row && attribution::is_name_with_address(self.raw[line]);
            let is_alone = line > 0 && !self.is(line - 1, Role::Own);
            if is_first || is_alone && attribution::is_verb(self.raw[line]) {
                self.roles[line] = Role::Hidden;
            }
        }
    }

    /// Hides the lines above a quote that say who wrote it, and notes and greetings between the two.
    fn hide_attributions(&mut self, answered: &[String]) {
        for quote in 1..self.raw.len() {
            if !self.is(quote, Role::Quote) || self.is(quote - 1, Role::Quote) {
                continue;
            }
            let mut last = quote - 1;
            let mut notes = 0;
            let found = loop {
                while self.is(last, Role::Blank) && last > 0 {
                    last -= 1;
                }
                if !self.is(last, Role::Own) || self.offered[last].is_some() {
                    break 0;
                }
                let first =
                    (0..=last).rev().take_while(|&line| self.is(line, Role::Own)).last().unwrap_or(last);
                let length = attribution::length(&self.raw[first..=last], answered);
                if length > 0 || notes == NOTES || last == 0 || !is_note(self.raw[last]) {
                    break length;
                }
                (notes, last) = (notes + 1, last - 1);
            };
            if found > 0 {
                self.fill(last + 1 - found..quote);
            }
        }
    }

    /// Hides notes on who gets the mail, alone above an attribution or a quote: `[+cc Jane]`.
    fn hide_notes(&mut self) {
        for paragraph in self.paragraphs() {
            let below = (paragraph.end..self.raw.len()).find(|&line| !self.is(line, Role::Blank));
            let is_above = below.is_some_and(|line| matches!(self.roles[line], Role::Quote | Role::Hidden));
            if paragraph.len() == 1 && is_above && courtesy::tells_copies(self.raw[paragraph.start]) {
                self.fill(paragraph);
            }
        }
    }

    /// Hides the name of the author below what they say where the mail goes on with a quote: `/jane`.
    fn hide_names_within(&mut self, author: &[String]) {
        let paragraphs = self.paragraphs();
        for (number, paragraph) in paragraphs.iter().enumerate() {
            let last = paragraph.end - 1;
            let below = (paragraph.end..self.raw.len()).find(|&line| !self.is(line, Role::Blank));
            if !below.is_some_and(|line| self.is(line, Role::Quote))
                || !courtesy::is_only_name(self.raw[last], author)
            {
                continue;
            }
            let above = number.checked_sub(1).map(|above| paragraphs[above].end);
            let follows =
                above.is_some_and(|end| (end..paragraph.start).all(|line| self.is(line, Role::Blank)));
            let closing = courtesy::closing_start(&self.raw[paragraph.clone()], author);
            let start = paragraph.start + closing;
            let is_alone = paragraph.len() == 1 && follows;
            if is_alone || start < last && (start > paragraph.start || follows) {
                self.fill(start..paragraph.end);
            }
        }
    }

    /// Hides names in a paragraph of their own where a quote follows or nothing, which where they stand shows to be names: people
    /// sign with others than the sender's. A name behind a dash stands below what is said.
    fn hide_signed(&mut self) {
        let paragraphs = self.paragraphs();
        for (number, paragraph) in paragraphs.iter().enumerate().filter(|(_, paragraph)| paragraph.len() == 1)
        {
            let filled = |line: &usize| !self.is(*line, Role::Blank);
            let below = (paragraph.end..self.raw.len()).find(filled);
            let is_last = below.is_none_or(|line| !self.is(line, Role::Own));
            let above = number.checked_sub(1).map(|above| paragraphs[above].end);
            let is_below_words =
                above.is_some_and(|end| (end..paragraph.start).all(|line| self.is(line, Role::Blank)));
            let line = self.raw[paragraph.start];
            if is_last && (signed::is_far_in(line) || is_below_words && signed::is_behind_dashes(line)) {
                self.fill(paragraph.clone());
            }
        }
    }

    /// Hides marks of what was left out of a quote, and of its end. Dots that end a paragraph are part of it, and dots between
    /// own lines are of what was left out of these.
    fn hide_cuts(&mut self) {
        let filled = self.next(|line| self.roles[line] != Role::Blank);
        let mut above: Option<usize> = None;
        for line in 0..self.raw.len() {
            let has_dots = self.raw[line].trim_start().starts_with(['.', '…', '(']);
            let is_bare = !self.raw[line].contains(char::is_alphanumeric);
            let goes_on = |above: usize| {
                let is_right_below = has_dots && above + 1 == line;
                (is_right_below || is_bare && self.is(filled[line + 1], Role::Own))
                    && self.is(above, Role::Own)
                    && !courtesy::greets(self.raw[above])
            };
            let ends = self.is(line, Role::Own)
                && (is_cut(self.raw[line]) || tail::ends_quote(self.raw[line]))
                && !above.is_some_and(goes_on);
            if !self.is(line, Role::Blank) {
                above = Some(line);
            }
            if ends {
                self.roles[line] = Role::Hidden;
            }
        }
    }

    /// Hides what is said to programs, and the line that parts it from what is above.
    fn hide_commands(&mut self) {
        for line in 0..self.raw.len() {
            if !is_command(self.raw[line]) {
                continue;
            }
            let above = (0..line).rev().find(|&above| !self.is(above, Role::Blank));
            let rule = above.filter(|&above| matches!(self.raw[above].trim(), "--" | "---"));
            rule.into_iter().chain([line]).for_each(|line| self.fill(line..line + 1));
        }
    }

    fn hide_greeting(&mut self, answered: &[String]) {
        let mut own = (0..self.raw.len()).filter(|&line| self.is(line, Role::Own));
        let greets = |&line: &usize| {
            let is_last = !self.is(line + 1, Role::Own);
            courtesy::greets_one_of(self.raw[line], answered)
                || is_last && courtesy::may_address(self.raw[line])
        };
        if let Some(first) = own.next().filter(greets) {
            self.roles[first] = Role::Hidden;
        }
    }

    /// Hides the closing word and the name at the end, unless nothing else was written.
    fn hide_closing(&mut self, author: &[String]) {
        let Some(last) = (0..self.raw.len()).rev().find(|&line| self.is(line, Role::Own)) else { return };
        let is_within = |&line: &usize| !matches!(self.roles[line], Role::Quote | Role::Hidden);
        let first = (0..=last).rev().take_while(is_within).last().unwrap_or(last);
        let start = first + courtesy::closing_start(&self.raw[first..=last], author);
        if self.roles[..start].contains(&Role::Own) {
            self.fill(start..last + 1);
        }
    }
}

/// What may be between an attribution and its quote: a greeting, or a note in brackets such as `[ trimmed Cc ]`.
fn is_note(line: &str) -> bool {
    let trimmed = line.trim();
    is_cut(line)
        || trimmed.starts_with('[') && trimmed.ends_with(']')
        || courtesy::greets(line)
        || courtesy::may_address(line)
        || trimmed.len() <= 60
            && (trimmed.starts_with("+ ")
                || trimmed.starts_with("+Cc")
                || trimmed.starts_with("Cc:")
                || trimmed.starts_with("+CC"))
}
