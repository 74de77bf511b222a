//! Mboxes: one file in which each mail follows an envelope line, `From address date`.
//!
//! RFC 4155 describes the file and leaves open how a line of a mail that begins with `From ` is kept
//! apart from an envelope line. Four dialects answer, and nothing in the file says which is in use:
//!
//! - **mboxrd** puts a `>` before each line `>*From `. Reading takes one off: exact.
//! - **mboxo** puts a `>` before `From ` only. Reading takes one off as well. A mail that had a line
//!   `>From ` of its own loses the `>`: mboxo does not tell the two apart.
//! - **mboxcl2** quotes nothing and gives the body's length in `Content-Length`. It is trusted if an
//!   envelope line or the end of the file follows there, and then nothing is unquoted.
//! - **mboxcl** gives the length and quotes too. It looks like mboxcl2, so its `>From ` stays.
//!
//! A mailer's edit may leave a wrong `Content-Length`; then the mail is split like one of mboxrd. An
//! envelope line counts only at the start of the file or after a blank line, and only with a date (see
//! [`date::postmark`]). The blank line that ends a mail belongs to the file, not to the mail.

use super::date::{self, Postmark};
use super::header;
use std::io::{self, BufRead, Read, Seek, SeekFrom};

/// How much of a line is looked at to see whether it is an envelope line.
const ENVELOPE_LENGTH: u64 = 1024;

/// The fields that a mailbox keeps for itself and that no mail was sent with. public-inbox drops them
/// on import as well.
const LOCAL_FIELDS: [&str; 4] = ["Status", "X-Status", "Content-Length", "Lines"];

/// Where a mail stands in an mbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    /// The offset of the mail's first byte, after the envelope line.
    pub start: u64,
    /// The offset after its last byte, before the blank line that ends it.
    pub end: u64,
    /// Whether lines `>From ` are quoted ones.
    pub quoted: bool,
}

/// A mail as the first pass sees it.
#[derive(Debug)]
pub(super) struct Found {
    /// Where it stands.
    pub span: Span,
    /// Its header, as it stands in the file.
    pub header: Vec<u8>,
    /// The time its envelope line names.
    pub postmark: Option<i64>,
}

/// Finds the mails of an mbox one after the other, keeping no more than a header and a line in memory.
pub(super) struct Splitter<R> {
    input: R,
    /// The line read last.
    line: Vec<u8>,
    /// The offset after it.
    position: u64,
    /// The envelope line read last, if its mail is still to be found.
    next: Option<Postmark>,
}

impl<R: BufRead + Seek> Splitter<R> {
    /// Reads up to the first envelope line; what stands before it belongs to no mail.
    ///
    /// # Errors
    ///
    /// If `input` cannot be read.
    pub fn new(input: R) -> io::Result<Self> {
        let mut splitter = Self { input, line: Vec::new(), position: 0, next: None };
        let mut after_blank = true;
        while splitter.next.is_none() && splitter.read_line()? {
            splitter.next = date::postmark(&splitter.line).filter(|_| after_blank);
            after_blank = header::is_blank(&splitter.line);
        }
        Ok(splitter)
    }

    /// The next mail, or `None` at the end of the file.
    ///
    /// # Errors
    ///
    /// If the input cannot be read.
    pub fn next_mail(&mut self) -> io::Result<Option<Found>> {
        let Some(Postmark(postmark)) = self.next.take() else { return Ok(None) };
        let start = self.position;
        let header = self.read_header()?;
        let span = match self.trusted_end(&header)? {
            Some(end) => {
                self.pass_separator()?;
                Span { start, end, quoted: false }
            }
            None => Span { start, end: self.find_end()?, quoted: true },
        };
        Ok(Some(Found { span, header, postmark }))
    }

    /// Reads a line into `self.line`; false at the end of the file.
    fn read_line(&mut self) -> io::Result<bool> {
        self.line.clear();
        let length = self.input.read_until(b'\n', &mut self.line)?;
        self.position += length as u64;
        Ok(length > 0)
    }

    /// Reads up to and including the blank line after the header, which stays in `self.line`.
    fn read_header(&mut self) -> io::Result<Vec<u8>> {
        let mut header = Vec::new();
        while self.read_line()? && !header::is_blank(&self.line) {
            header.extend_from_slice(&self.line);
        }
        Ok(header)
    }

    /// Where the body ends by its `Content-Length`, if a mail or the end of the file follows there. The
    /// input then stands there; otherwise it stays at the body's start.
    fn trusted_end(&mut self, header: &[u8]) -> io::Result<Option<u64>> {
        let Some(length) = header::first(header, "Content-Length").and_then(number) else { return Ok(None) };
        let Some(end) = self.position.checked_add(length) else { return Ok(None) };
        let file_end = self.input.seek(SeekFrom::End(0))?;
        if end <= file_end {
            self.input.seek(SeekFrom::Start(end))?;
            let mut following = Vec::new();
            self.input.by_ref().take(ENVELOPE_LENGTH).read_to_end(&mut following)?;
            if begins_a_mail(&following) {
                self.position = self.input.seek(SeekFrom::Start(end))?;
                return Ok(Some(end));
            }
        }
        self.input.seek(SeekFrom::Start(self.position))?;
        Ok(None)
    }

    /// Steps over the line end between two mails, and reads the next envelope line.
    fn pass_separator(&mut self) -> io::Result<()> {
        if self.read_line()? && header::is_blank(&self.line) {
            self.read_line()?;
        }
        self.next = date::postmark(&self.line);
        Ok(())
    }

    /// Reads up to the next envelope line; the end of the mail is before the blank line above that.
    fn find_end(&mut self) -> io::Result<u64> {
        loop {
            // At the first turn this is the blank line after the header: a mail may have no body.
            let blank = if header::is_blank(&self.line) { self.line.len() as u64 } else { 0 };
            let end = self.position - blank;
            if !self.read_line()? {
                return Ok(end);
            }
            self.next = date::postmark(&self.line).filter(|_| blank > 0);
            if self.next.is_some() {
                return Ok(end);
            }
        }
    }
}

/// Whether `following`, what stands after a body, is the end of the file or the next mail.
fn begins_a_mail(following: &[u8]) -> bool {
    let rest = following.strip_prefix(b"\r\n").or_else(|| following.strip_prefix(b"\n")).unwrap_or(following);
    let line = rest.split(|&byte| byte == b'\n').next().unwrap_or_default();
    rest.is_empty() || date::postmark(line).is_some()
}

fn number(value: &[u8]) -> Option<u64> {
    std::str::from_utf8(value).ok()?.parse().ok()
}

/// The mail as it was sent, from its bytes in an mbox: without local fields, its lines unquoted.
pub(super) fn restore(raw: &[u8], quoted: bool) -> Vec<u8> {
    let (head, rest) = header::split(raw);
    let mut mail = Vec::with_capacity(raw.len());
    for field in header::fields(head) {
        if !LOCAL_FIELDS.iter().any(|name| field.is(name)) {
            mail.extend_from_slice(field.raw);
        }
    }
    if quoted && memchr::memmem::find(rest, b">From ").is_some() {
        for line in rest.split_inclusive(|&byte| byte == b'\n') {
            mail.extend_from_slice(unquoted(line));
        }
    } else {
        mail.extend_from_slice(rest);
    }
    mail
}

/// A line `>From `, with any number of `>`, without the first of them; any other line as it is.
fn unquoted(line: &[u8]) -> &[u8] {
    let depth = line.iter().take_while(|&&byte| byte == b'>').count();
    if depth > 0 && line[depth..].starts_with(b"From ") { &line[1..] } else { line }
}
