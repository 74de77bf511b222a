//! MMDF files: each mail is between two lines of four bytes 1 (mmdf(5) of mutt and tin; nmh's `packf -mmdf`).
//!
//! Nothing is quoted. Some programs write an envelope line below the first of the two lines.

use super::date;
use super::lines::Lines;
use super::mbox::{Found, Quoted, Span};
use std::io::{self, BufRead};

/// What is on the line before each mail and on the one after it.
pub(super) const FENCE: &[u8] = b"\x01\x01\x01\x01";

/// Finds the mails of an MMDF file one after the other, keeping no more than a header and a line in memory.
pub(super) struct Splitter<R> {
    lines: Lines<R>,
}

impl<R: BufRead> Splitter<R> {
    pub fn new(input: R) -> Self {
        Self { lines: Lines::new(input) }
    }

    /// The next mail, or `None` at the end of the file. Blank lines between two mails are not mails.
    ///
    /// # Errors
    ///
    /// If the input cannot be read.
    pub fn next_mail(&mut self) -> io::Result<Option<Found>> {
        loop {
            if !self.lines.advance()? {
                return Ok(None);
            }
            if !self.is_fence() && !self.lines.is_blank() {
                return self.read_mail().map(Some);
            }
        }
    }

    /// Reads the mail whose first line was read last, up to the fence below it.
    fn read_mail(&mut self) -> io::Result<Found> {
        let mut start = self.lines.start();
        let mut postmark = None;
        if let Some(found) = date::postmark(self.lines.line()) {
            (start, postmark) = (self.lines.position(), found.time);
            self.lines.advance()?;
        }
        let mut header = Vec::new();
        let mut in_header = true;
        let mut end = start;
        while !self.lines.line().is_empty() && !self.is_fence() {
            in_header &= !self.lines.is_blank();
            if in_header {
                self.lines.add_to(&mut header);
            }
            end = self.lines.position();
            self.lines.advance()?;
        }
        Ok(Found { span: Span { start, end, quoted: Quoted::Nothing }, header, postmark })
    }

    fn is_fence(&self) -> bool {
        is_fence(self.lines.line())
    }
}

/// Whether a line is one that is before or after a mail.
pub(super) fn is_fence(line: &[u8]) -> bool {
    line.trim_ascii_end() == FENCE
}
