//! The reader of the text format.
//!
//! 1. Line ends are made `\n`, if all are `\r\n`.
//! 2. The parts are looked for in any order; lines between them are reported.
//! 3. From the first block on, the rest of the text is blocks; lines between them are reported.
//! 4. Parts that were not met are reported.
//!
//! Where a line is read though it is not what the writer would write, or the writer would write a line more, that is
//! reported too: this is what makes an empty report mean a text that is written back as it was.

use super::lines::{
    Head, Lines, NumberedLine, Pair, begins_block, ends_entry, head, is_blank, is_reference, is_rule, pair,
    update, window,
};
use super::write::{
    CONTRIBUTOR_GAP, CONTRIBUTORS, DOMAIN_GAP, DOMAINS, EXIST, MESSAGES, PATCHES, RULE, RowLine, SKIP,
};
use super::{Block, Row, TextDigest, Unread, Why};

pub(super) fn parse(text: &str) -> TextDigest {
    match with_plain_line_ends(text) {
        Some(plain) => {
            let mut parser = Parser::new(&plain);
            // Told once for all lines.
            parser.report(1, text.split('\n').next().unwrap_or_default(), Why::Differs);
            parser.read()
        }
        None => Parser::new(text).read(),
    }
}

/// The text with `\n` for `\r\n`, if every line ends in that. Where only some do, they are part of their lines.
fn with_plain_line_ends(text: &str) -> Option<String> {
    let has_crlf = text.split_inclusive('\n').next().is_some_and(|line| line.ends_with("\r\n"));
    let is_crlf = has_crlf && text.matches("\r\n").count() == text.matches('\n').count();
    is_crlf.then(|| text.replace("\r\n", "\n"))
}

/// The parts of a digest, in their order.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Window,
    Update,
    Domains,
    Contributors,
    Patches,
    Messages,
}

impl Part {
    const ALL: [Part; 6] =
        [Part::Window, Part::Update, Part::Domains, Part::Contributors, Part::Patches, Part::Messages];

    /// The line that opens the part, or its name in a report.
    fn opening(self) -> &'static str {
        match self {
            Part::Window => "From … to …",
            Part::Update => "… mailing list update from … to …",
            Part::Domains => DOMAINS,
            Part::Contributors => CONTRIBUTORS,
            Part::Patches => PATCHES,
            Part::Messages => MESSAGES,
        }
    }

    fn opens_with(self, text: &str) -> bool {
        match self {
            Part::Window => window(text).is_some(),
            Part::Update => update(text).is_some(),
            Part::Domains | Part::Contributors | Part::Patches | Part::Messages => {
                text.trim_end() == self.opening()
            }
        }
    }
}

struct Parser<'a> {
    text: &'a str,
    lines: Lines<'a>,
    digest: TextDigest,
    /// Where each part begins, by its place in the order.
    begins: [Option<usize>; Part::ALL.len()],
    /// The line after the blank lines last reported.
    after_blanks: usize,
}

impl<'a> Parser<'a> {
    fn new(text: &'a str) -> Parser<'a> {
        let digest = TextDigest::default();
        Parser { text, lines: Lines::new(text), digest, begins: [None; Part::ALL.len()], after_blanks: 0 }
    }

    fn read(mut self) -> TextDigest {
        while let Some(line) = self.lines.peek() {
            match self.part_ahead(&Part::ALL) {
                Some(part) => self.part(part, line),
                None => self.pass(line),
            }
        }
        self.report_missing_parts();
        self.report_missing_line_end();
        // Parts report on their edges before their lines, so the reports are not in order yet.
        self.digest.unread.sort_by_key(|unread| unread.line);
        self.digest
    }

    /// Which of these parts begins at the next line. A part begins once; a second heading is a line like another.
    fn part_ahead(&self, parts: &[Part]) -> Option<Part> {
        let text = self.lines.peek()?.text;
        let opened =
            parts.iter().copied().find(|part| self.begin_of(*part).is_none() && part.opens_with(text));
        // Blocks are known by themselves: they are read without their heading too.
        opened.or_else(|| begins_block(&self.lines).then_some(Part::Messages))
    }

    fn begin_of(&self, part: Part) -> Option<usize> {
        self.begins[part as usize]
    }

    /// Reads the part that begins at `line`.
    fn part(&mut self, part: Part, line: NumberedLine<'a>) {
        let is_late = self.begins[part as usize..].iter().any(Option::is_some);
        self.begins[part as usize] = Some(line.number);
        let opening = match part {
            Part::Window => self.window(line),
            Part::Update => self.update(line),
            Part::Domains | Part::Contributors | Part::Patches | Part::Messages => part.opening().to_owned(),
        };
        if part.opens_with(line.text) {
            self.lines.next();
            if is_late || line.text != opening {
                self.report(line.number, line.text, Why::Differs);
            }
            if part != Part::Window {
                self.expect_blank();
            }
        } else {
            self.report(line.number, &opening, Why::Missing);
        }
        match part {
            Part::Window | Part::Update => {}
            Part::Domains => self.digest.domains = self.table(DOMAIN_GAP),
            Part::Contributors => self.digest.contributors = self.table(CONTRIBUTOR_GAP),
            Part::Patches => self.digest.patch_list = self.patches(),
            Part::Messages => self.blocks(),
        }
    }

    /// Takes the window, and gives the line as the writer has it.
    fn window(&mut self, line: NumberedLine<'a>) -> String {
        let (from, to) = self.settle(window(line.text).unwrap_or_default());
        format!("From {from} to {to}")
    }

    /// Takes the list's name and the window, and gives the line as the writer has it.
    fn update(&mut self, line: NumberedLine<'a>) -> String {
        let (list, window) = update(line.text).unwrap_or_default();
        self.digest.list = list.to_owned();
        let (from, to) = self.settle(window);
        format!("{list} mailing list update from {from} to {to}")
    }

    /// The window of the digest: the one that is named first.
    fn settle(&mut self, (from, to): (&str, &str)) -> (&str, &str) {
        if !self.digest.is_digest() {
            (self.digest.from, self.digest.to) = (from.to_owned(), to.to_owned());
        }
        (&self.digest.from, &self.digest.to)
    }

    /// The rows up to the next part.
    fn table(&mut self, gap: &'static str) -> Vec<Row> {
        let mut rows = Vec::new();
        for line in self.lines_of_part(&Part::ALL) {
            match row(line.text, gap) {
                Some(row) => {
                    self.compare(line, &RowLine(&row, gap).to_string());
                    rows.push(row);
                }
                None => self.unplaced(line),
            }
        }
        rows
    }

    /// The patch list, up to the messages: its lines are other people's and may look like any other heading.
    fn patches(&mut self) -> Vec<String> {
        self.lines_of_part(&[Part::Messages]).iter().map(|line| line.text.to_owned()).collect()
    }

    /// The lines up to the next of these parts, without the blank one before it.
    fn lines_of_part(&mut self, next: &[Part]) -> Vec<NumberedLine<'a>> {
        let mut found = Vec::new();
        while self.part_ahead(next).is_none() {
            let Some(line) = self.lines.next() else { break };
            found.push(line);
        }
        match found.pop_if(|line| is_blank(line.text)) {
            Some(blank) => self.compare(blank, ""),
            None => self.report(self.lines.number, "", Why::Missing),
        }
        found
    }

    fn blocks(&mut self) {
        while let Some(line) = self.lines.peek() {
            if let Some(head) = head(&self.lines) {
                self.entry(head);
            } else if let Some(pair) = pair(&self.lines) {
                self.skipped(pair);
            } else {
                self.pass(line);
            }
        }
    }

    fn skipped(&mut self, pair: Pair<'a>) {
        self.lines = pair.after;
        self.compare(pair.exist, &format!("{EXIST}{}", pair.shown.first().unwrap_or(&"")));
        self.compare(pair.skip, &format!("{SKIP}{}", pair.skipped));
        let shown = pair.shown.into_iter().map(str::to_owned).collect();
        self.digest.blocks.push(Block::Skipped { shown, skipped: pair.skipped.to_owned() });
    }

    fn entry(&mut self, Head { title, subject, author, after }: Head<'a>) {
        self.lines = after;
        let mut references = Vec::new();
        while let Some(line) = self.lines.peek().filter(|line| is_reference(line.text)) {
            self.lines.next();
            references.push(line.text.to_owned());
        }
        self.expect_blank();
        let body = self.body();
        let (title, subject, author) = (title.to_owned(), subject.to_owned(), author.to_owned());
        self.digest.blocks.push(Block::New { title, subject, author, references, body });
    }

    /// The body, its end read too.
    fn body(&mut self) -> String {
        let text = self.lines.rest;
        loop {
            let length = text.len() - self.lines.rest.len();
            let Some(line) = self.lines.next() else {
                self.report(self.lines.number, RULE, Why::Missing);
                return text.strip_suffix('\n').unwrap_or(text).to_owned();
            };
            if is_rule(line.text) && ends_entry(&self.lines) {
                let body = self.without_closing_blank(&text[..length], line.number);
                self.compare(line, RULE);
                self.expect_blank();
                return body.to_owned();
            }
        }
    }

    /// The body in the lines before the rule that ends it.
    fn without_closing_blank(&mut self, before_rule: &'a str, rule: usize) -> &'a str {
        match before_rule {
            "\n" => "",
            // The writer has one blank line for an empty body here, and three for one of two lines.
            "\n\n" => {
                self.unplaced(NumberedLine { number: rule - 1, text: "" });
                ""
            }
            _ => before_rule.strip_suffix("\n\n").unwrap_or_else(|| {
                self.report(rule, "", Why::Missing);
                before_rule.strip_suffix('\n').unwrap_or(before_rule)
            }),
        }
    }

    fn expect_blank(&mut self) {
        match self.lines.peek().filter(|line| is_blank(line.text)) {
            Some(blank) => {
                self.lines.next();
                self.compare(blank, "");
            }
            None => self.report(self.lines.number, "", Why::Missing),
        }
    }

    /// Goes past a line that has no place.
    fn pass(&mut self, line: NumberedLine<'a>) {
        self.lines.next();
        self.unplaced(line);
    }

    fn unplaced(&mut self, line: NumberedLine<'a>) {
        let goes_on = line.text.is_empty() && line.number == self.after_blanks;
        if line.text.is_empty() {
            self.after_blanks = line.number + 1;
        }
        if !goes_on {
            self.report(line.number, line.text, Why::Unplaced);
        }
    }

    /// Reports a line that was read, if the writer writes another in its place.
    fn compare(&mut self, line: NumberedLine<'a>, written: &str) {
        if line.text != written {
            self.report(line.number, line.text, Why::Differs);
        }
    }

    fn report(&mut self, line: usize, text: &str, why: Why) {
        self.digest.unread.push(Unread { line, text: text.to_owned(), why });
    }

    fn report_missing_parts(&mut self) {
        for part in Part::ALL.into_iter().filter(|part| self.begin_of(*part).is_none()).collect::<Vec<_>>() {
            let next = self.begins[part as usize..].iter().flatten().min();
            self.report(*next.unwrap_or(&self.lines.number), part.opening(), Why::Missing);
        }
    }

    fn report_missing_line_end(&mut self) {
        if let Some(last) = self.text.rsplit('\n').next().filter(|last| !last.is_empty()) {
            self.report(self.lines.number - 1, last, Why::Differs);
        }
    }
}

/// A row of a table, whose label is behind exactly this gap: a contributor's row is not in the table of domains.
fn row(text: &str, gap: &str) -> Option<Row> {
    let text = text.trim_start();
    let (count, rest) = text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()));
    let label = rest.strip_prefix(gap).filter(|label| !label.starts_with(' '))?;
    Some(Row { count: count.parse().ok()?, label: label.to_owned() })
}
