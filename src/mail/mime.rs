//! The parts of a mail (RFC 2045, RFC 2046), read with tolerance: what is broken is text.

use std::collections::BTreeMap;

use mailparse::MailHeader;

use super::header;

/// How deep parts may be inside each other. What is deeper is not taken apart.
const DEEPEST: usize = 32;
/// How many parts of one mail are looked at.
const MOST_PARTS: usize = 10_000;

/// A part of a mail, or the mail itself: its header and what follows it.
pub(super) struct Part<'a> {
    pub headers: Vec<MailHeader<'a>>,
    /// Its content type without parameters, in lower case: `text/plain`.
    pub kind: String,
    /// The parameters of its content type; their names are in lower case.
    pub params: BTreeMap<String, String>,
    /// What follows the header, as it was sent; of a part that holds others the preamble.
    pub body: &'a [u8],
    /// It holds no other part.
    pub is_leaf: bool,
    /// Which `multipart/alternative` it is in: parts that say the same in several forms have the same number.
    pub alternative: Option<usize>,
}

impl<'a> Part<'a> {
    fn read(raw: &'a [u8]) -> Option<Self> {
        let (headers, end) = mailparse::parse_headers(raw).ok()?;
        let declared = header::find(&headers, "Content-Type").map(header::unfolded);
        let declared = mailparse::parse_content_type(declared.as_deref().unwrap_or("text/plain"));
        let (kind, params) = (declared.mimetype, declared.params);
        Some(Self { headers, kind, params, body: &raw[end..], is_leaf: true, alternative: None })
    }

    /// A part whose header cannot be read.
    fn plain(body: &'a [u8]) -> Self {
        Self {
            headers: Vec::new(),
            kind: "text/plain".to_owned(),
            params: BTreeMap::new(),
            body,
            is_leaf: true,
            alternative: None,
        }
    }

    /// The value of a header in lower case, without its parameters.
    pub fn word(&self, name: &str) -> String {
        let value = header::value(&self.headers, name).unwrap_or_default();
        value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// The name of the file that the part holds, in lower case.
    pub fn file_name(&self) -> Option<String> {
        let disposition = header::find(&self.headers, "Content-Disposition").map(header::unfolded);
        let disposition = disposition.map(|value| mailparse::parse_content_disposition(&value).params);
        let named = disposition.as_ref().and_then(|params| params.get("filename"));
        named.or_else(|| self.params.get("name")).map(|name| name.to_lowercase())
    }
}

/// The mail, then its parts in the order of their text. None if there is no header to read.
pub(super) fn parts<'a>(raw: &'a [u8]) -> Option<Vec<Part<'a>>> {
    let mut parts = Vec::new();
    let mut todo = vec![(Part::read(raw)?, 0)];
    while let Some((mut part, depth)) = todo.pop() {
        let boundary = part.params.get("boundary").map(|boundary| boundary.trim_end());
        let boundary =
            boundary.filter(|boundary| part.kind.starts_with("multipart/") && !boundary.is_empty());
        if let Some(boundary) = boundary.filter(|_| depth < DEEPEST) {
            let (preamble, pieces) = split(part.body, boundary.as_bytes());
            if !pieces.is_empty() {
                part.body = preamble;
                part.is_leaf = false;
                let alternative = match part.kind.as_str() {
                    "multipart/alternative" => Some(parts.len()),
                    _ => part.alternative,
                };
                let below = |piece: &'a [u8]| {
                    let part = Part::read(piece).unwrap_or_else(|| Part::plain(piece));
                    (Part { alternative, ..part }, depth + 1)
                };
                todo.extend(pieces.into_iter().rev().map(below));
            }
        }
        parts.push(part);
        if parts.len() >= MOST_PARTS {
            break;
        }
    }
    Some(parts)
}

/// What is above the first delimiter, and what is between delimiters. A delimiter is a line of its own
/// (RFC 2046, 5.1.1): one that goes on after the boundary is text.
fn split<'a>(body: &'a [u8], boundary: &[u8]) -> (&'a [u8], Vec<&'a [u8]>) {
    let delimiter = [b"--", boundary].concat();
    let mut pieces = Vec::new();
    let mut preamble = body;
    // Where the open piece starts.
    let mut open: Option<usize> = None;
    for at in memchr::memmem::find_iter(body, &delimiter) {
        if at > 0 && body[at - 1] != b'\n' || open.is_some_and(|start| start > at) {
            continue;
        }
        let rest = &body[at + delimiter.len()..];
        let line = &rest[..memchr::memchr(b'\n', rest).unwrap_or(rest.len())];
        let is_last = line.starts_with(b"--");
        let padding = if is_last { &line[2..] } else { line };
        if !padding.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let end = without_line_end(&body[..at]).len();
        match open {
            Some(start) => pieces.push(&body[start.min(end)..end]),
            None => preamble = &body[..end],
        }
        open = (!is_last).then(|| (at + delimiter.len() + line.len() + 1).min(body.len()));
        if is_last || pieces.len() >= MOST_PARTS {
            break;
        }
    }
    pieces.extend(open.map(|start| &body[start..]));
    (preamble, pieces)
}

/// The line end above a delimiter belongs to it.
fn without_line_end(text: &[u8]) -> &[u8] {
    let text = text.strip_suffix(b"\n").unwrap_or(text);
    text.strip_suffix(b"\r").unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bodies(raw: &str) -> Vec<String> {
        let parts = parts(raw.as_bytes()).expect("a header");
        let leaves = parts.iter().filter(|part| part.is_leaf);
        leaves.map(|part| format!("{}: {}", part.kind, String::from_utf8_lossy(part.body))).collect()
    }

    #[test]
    fn parts_are_found_in_the_order_of_their_text() {
        let head = "Content-Type: multipart/mixed; boundary=\"zz\"\n\n";
        let check =
            |body: &str, expected: &[&str]| assert_eq!(bodies(&format!("{head}{body}")), expected, "{body}");
        check(
            "hm\n--zz\n\none\n--zz\nContent-Type: TEXT/HTML\n\ntwo\n--zz--\nx",
            &["text/plain: one", "text/html: two"],
        );
        check("--zz \r\n\r\none\r\n--zz--\r\n", &["text/plain: one"]);
        check("--zz\n\none\n--zzz\ntwo --zz\n--zz", &["text/plain: one\n--zzz\ntwo --zz", "text/plain: "]);
        check("--zz\n\nit never ends", &["text/plain: it never ends"]);
        check("no part", &["multipart/mixed: no part"]);
        let inner = "--zz\nContent-Type: multipart/alternative; boundary=zz2\n\n--zz2\n\na\n--zz2\n\nb\n--zz2--\n--zz\n\nc\n--zz--\n";
        check(inner, &["text/plain: a", "text/plain: b", "text/plain: c"]);
    }

    #[test]
    fn parts_that_are_too_deep_stay_together() {
        let mut raw = String::new();
        for depth in 0..2000 {
            raw.push_str(&format!("Content-Type: multipart/mixed; boundary=\"b{depth}\"\n\n--b{depth}\n"));
        }
        assert_eq!(parts(raw.as_bytes()).expect("a header").len(), DEEPEST + 1);
    }
}
