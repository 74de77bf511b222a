//! Mboxes: one file in which each mail follows an envelope line, `From address date`.
//!
//! RFC 4155 describes the file and leaves open how a line of a mail that begins with `From ` is kept
//! apart from an envelope line. Four dialects answer, and nothing in the file says which is in use, but for
//! those that lei writes: it names the dialect in its envelope lines.
//!
//! - **mboxrd** puts a `>` before each line `>*From `. Reading takes one off: exact.
//! - **mboxo** puts a `>` before `From ` only. Reading takes one off as well. A mail that had a line
//!   `>From ` of its own loses the `>`: mboxo does not tell the two apart.
//! - **mboxcl2** quotes nothing and gives the body's length in `Content-Length`. It is trusted if an
//!   envelope line or the end of the file follows there, and then nothing is unquoted.
//! - **mboxcl** gives the length and quotes as mboxo does. Without lei's name it looks like mboxcl2, which
//!   Dovecot and mutt write. Of 28,000 mails of patch lists, 139 lines begin with `From ` and 3 with `>From `: a file
//!   in which several lines begin with the second and none with the first is mboxcl.
//!
//! A mailer's edit may leave a wrong `Content-Length`; then the mail is split like one of mboxrd. An
//! envelope line has a date (see [`date::postmark`]). It counts at the start of the file and after a blank line;
//! elsewhere only if the header of a mail follows, as where mblaze's mexport wrote the file, or `cat` joined two. The
//! blank line that ends a mail belongs to the file, not to the mail.

use super::date::{self, LONGEST_POSTMARK, Postmark};
use super::header;
use super::lines::Lines;
use std::io::{self, BufRead, Seek};

/// How many bytes after an envelope line show whether a header follows.
const HEADER_SHOWN: u64 = 4096;

/// The fields that a mailbox keeps for itself and that no mail was sent with. public-inbox drops the first five
/// on import as well; the others are those of IMAP servers that keep mboxes (Dovecot, UW IMAP).
const LOCAL_FIELDS: [&str; 9] =
    ["Status", "X-Status", "Content-Length", "Lines", "Bytes", "X-UID", "X-Keywords", "X-IMAP", "X-IMAPbase"];

/// Which lines of a body have a `>` in front that the file has put there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quoted {
    /// None.
    Nothing,
    /// None in mboxcl2, `>From ` in mboxcl: all mails of the file together tell, see [`Splitter::is_mboxcl`].
    Untold,
    /// `>From `.
    From,
    /// `>From `, `>>From ` and so on.
    Every,
}

/// Where a mail is in an mbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    /// The offset of the mail's first byte, after the envelope line.
    pub start: u64,
    /// The offset after its last byte, before the blank line that ends it.
    pub end: u64,
    /// Which of its lines are quoted.
    pub quoted: Quoted,
}

/// A mail as the first pass sees it.
#[derive(Debug)]
pub(super) struct Found {
    /// Where it is.
    pub span: Span,
    /// Its header, as it is in the file.
    pub header: Vec<u8>,
    /// The time its envelope line names.
    pub postmark: Option<i64>,
}

/// What an envelope line says.
#[derive(Debug, Clone, Copy)]
struct Opening {
    time: Option<i64>,
    dialect: Option<Dialect>,
}

/// A dialect that lei (public-inbox's client) names in its envelope lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dialect {
    Rd,
    O,
    Cl,
    Cl2,
}

impl Dialect {
    /// The dialect that an envelope line names, `From lei@mboxcl date`.
    fn named(line: &[u8]) -> Option<Self> {
        match line.strip_prefix(b"From lei@")?.split(|&byte| byte == b' ').next()? {
            b"mboxrd" => Some(Self::Rd),
            b"mboxo" => Some(Self::O),
            b"mboxcl" => Some(Self::Cl),
            b"mboxcl2" => Some(Self::Cl2),
            _ => None,
        }
    }
}

/// What is quoted in a mail of an mbox. `measured` tells whether its `Content-Length` is right.
fn quoted(dialect: Option<Dialect>, measured: bool) -> Quoted {
    match (dialect, measured) {
        (Some(Dialect::O | Dialect::Cl), _) => Quoted::From,
        (Some(Dialect::Cl2), _) => Quoted::Nothing,
        (None, true) => Quoted::Untold,
        (Some(Dialect::Rd), _) | (None, false) => Quoted::Every,
    }
}

/// Finds the mails of an mbox one after the other, keeping no more than a header and a line in memory.
pub(super) struct Splitter<R> {
    lines: Lines<R>,
    file_length: u64,
    /// What the envelope line read last says, if its mail is still to be found.
    next: Option<Opening>,
    /// How many lines of bodies of a given length begin with `From ` and with `>From `.
    plain: usize,
    marked: usize,
}

impl<R: BufRead + Seek> Splitter<R> {
    /// Reads up to the first envelope line; what is before it belongs to no mail.
    ///
    /// # Errors
    ///
    /// If `input` cannot be read.
    pub fn new(input: R) -> io::Result<Self> {
        let mut lines = Lines::new(input);
        let file_length = lines.file_length()?;
        let mut splitter = Self { lines, file_length, next: None, plain: 0, marked: 0 };
        let mut after_blank = true;
        while splitter.next.is_none() && splitter.lines.advance()? {
            splitter.next = splitter.opening(after_blank)?;
            after_blank = splitter.lines.is_blank();
        }
        Ok(splitter)
    }

    /// The next mail, or `None` at the end of the file.
    ///
    /// # Errors
    ///
    /// If the input cannot be read.
    pub fn next_mail(&mut self) -> io::Result<Option<Found>> {
        let Some(Opening { time, dialect }) = self.next.take() else { return Ok(None) };
        let start = self.lines.position();
        let (header, cut) = self.read_header()?;
        let measured = if cut.is_some() || matches!(dialect, Some(Dialect::Rd | Dialect::O)) {
            None
        } else {
            self.trusted_end(&header)?
        };
        let end = match cut.or(measured) {
            Some(end) => end,
            None => self.find_end()?,
        };
        if measured.is_some() {
            self.pass_body(end, dialect.is_none())?;
            self.pass_separator()?;
        }
        let span = Span { start, end, quoted: quoted(dialect, measured.is_some()) };
        Ok(Some(Found { span, header, postmark: time }))
    }

    /// What the line read last says, if it is an envelope line.
    fn opening(&mut self, after_blank: bool) -> io::Result<Option<Opening>> {
        let line = self.lines.line();
        let Some(Postmark { time, by_git }) = date::postmark(line) else { return Ok(None) };
        let dialect = Dialect::named(line);
        // People paste what `git format-patch` wrote below a line of their own.
        let counts = after_blank || !by_git && header::begins_a_header(&self.lines.peek(HEADER_SHOWN)?);
        Ok(counts.then_some(Opening { time, dialect }))
    }

    /// Reads up to and including the blank line after the header, which is then the line read last, or up to
    /// the envelope line that cuts the header off, whose offset it gives.
    fn read_header(&mut self) -> io::Result<(Vec<u8>, Option<u64>)> {
        let mut header = Vec::new();
        loop {
            let end = self.lines.position();
            if !self.lines.advance()? || self.lines.is_blank() {
                return Ok((header, None));
            }
            // Directly below another one, an envelope line is a second one of the same mail.
            self.next = if header.is_empty() { None } else { self.opening(false)? };
            if self.next.is_some() {
                return Ok((header, Some(end)));
            }
            self.lines.add_to(&mut header);
        }
    }

    /// Where the body ends by its `Content-Length`, if a mail or the end of the file follows there.
    fn trusted_end(&mut self, header: &[u8]) -> io::Result<Option<u64>> {
        let Some(length) = header::first(header, "Content-Length").and_then(number) else { return Ok(None) };
        let body = self.lines.position();
        let Some(end) = body.checked_add(length).filter(|&end| end <= self.file_length) else {
            return Ok(None);
        };
        self.lines.go_to(end)?;
        let is_end = begins_a_mail(&self.lines.peek(LONGEST_POSTMARK as u64)?);
        self.lines.go_to(body)?;
        Ok(is_end.then_some(end))
    }

    /// Goes to the end of a body. One of an `untold` dialect is read, to count what tells mboxcl from mboxcl2.
    fn pass_body(&mut self, end: u64, untold: bool) -> io::Result<()> {
        while untold && self.lines.position() < end && self.lines.advance()? {
            self.plain += usize::from(self.lines.line().starts_with(b"From "));
            self.marked += usize::from(self.lines.line().starts_with(b">From "));
        }
        self.lines.go_to(end)
    }

    /// Whether bodies of a given length are quoted as in mboxcl, as far as the mails that were read tell.
    pub fn is_mboxcl(&self) -> bool {
        self.plain == 0 && self.marked > 1
    }

    /// Steps over the line end between two mails, and reads the next envelope line.
    fn pass_separator(&mut self) -> io::Result<()> {
        if self.lines.advance()? && self.lines.is_blank() {
            self.lines.advance()?;
        }
        self.next = self.opening(true)?;
        Ok(())
    }

    /// Reads up to the next envelope line; the end of the mail is before the blank line above that.
    fn find_end(&mut self) -> io::Result<u64> {
        loop {
            // At the first turn this is the blank line after the header: a mail may have no body.
            let blank = self.lines.is_blank();
            let end = if blank { self.lines.start() } else { self.lines.position() };
            if !self.lines.advance()? {
                return Ok(end);
            }
            self.next = self.opening(blank)?;
            if self.next.is_some() {
                return Ok(end);
            }
        }
    }
}

/// Whether `following`, what is after a body, is the end of the file or the next mail.
fn begins_a_mail(following: &[u8]) -> bool {
    let rest = following.strip_prefix(b"\r\n").or_else(|| following.strip_prefix(b"\n")).unwrap_or(following);
    let line = rest.split(|&byte| byte == b'\n').next().unwrap_or_default();
    rest.is_empty() || date::postmark(line).is_some()
}

fn number(value: &[u8]) -> Option<u64> {
    std::str::from_utf8(value).ok()?.parse().ok()
}

/// The mail as it was sent, from its bytes in an mbox: without local fields, its lines unquoted.
pub(super) fn restore(raw: &[u8], quoted: Quoted) -> Vec<u8> {
    let (head, rest) = header::split(raw);
    let mut mail = Vec::with_capacity(raw.len());
    for field in header::fields(head) {
        if !LOCAL_FIELDS.iter().any(|name| field.is(name)) {
            mail.extend_from_slice(field.raw);
        }
    }
    let rest = without_second_blank(head, rest);
    if matches!(quoted, Quoted::Nothing | Quoted::Untold) || memchr::memmem::find(rest, b">From ").is_none() {
        mail.extend_from_slice(rest);
        return mail;
    }
    for line in rest.split_inclusive(|&byte| byte == b'\n') {
        mail.extend_from_slice(unquoted(line, quoted));
    }
    mail
}

/// `rest` without the line end that formail, packf and s-nail put below a header whose lines end as on Windows,
/// above the blank line that ends it.
fn without_second_blank<'a>(head: &[u8], rest: &'a [u8]) -> &'a [u8] {
    let added = head.ends_with(b"\r\n") && rest.starts_with(b"\n\r\n");
    &rest[usize::from(added)..]
}

/// A line without the `>` that the mbox has put before it; any other line as it is.
fn unquoted(line: &[u8], quoted: Quoted) -> &[u8] {
    let depth = line.iter().take_while(|&&byte| byte == b'>').count();
    let is_quoted = depth == 1 || depth > 1 && quoted == Quoted::Every;
    if is_quoted && line[depth..].starts_with(b"From ") { &line[1..] } else { line }
}
