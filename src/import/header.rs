//! The header of a mail, field by field, as bytes.
//!
//! This reader never fails: a line that is no field is a field without a name, and a mail without a
//! blank line is all header. What a field means is for [`super::envelope`] to say.

/// A header field with its folded lines (RFC 5322, section 2.2).
#[derive(Debug, Clone, Copy)]
pub(super) struct Field<'a> {
    /// The whole field, line ends included.
    pub raw: &'a [u8],
    /// The part before the colon; empty without a colon.
    name: &'a [u8],
    /// What is after the colon, still folded and encoded.
    pub value: &'a [u8],
}

impl<'a> Field<'a> {
    fn new(raw: &'a [u8]) -> Self {
        let (name, value) = match raw.iter().position(|&byte| byte == b':') {
            Some(colon) => (&raw[..colon], &raw[colon + 1..]),
            None => (&raw[..0], raw),
        };
        Self { raw, name: name.trim_ascii_end(), value: value.trim_ascii() }
    }

    /// Whether this is the field called `name`, in any case.
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name.as_bytes())
    }
}

/// Fields that every mail has several times.
const COMMON: [&str; 9] = [
    "Date",
    "Delivered-To",
    "From",
    "Message-ID",
    "MIME-Version",
    "Received",
    "Return-Path",
    "Subject",
    "To",
];

/// Whether `text`, which may be cut off anywhere, begins with the header of a mail: every line up to the blank
/// one is a field or a folded line, and two or more of the fields are common ones.
pub(super) fn begins_a_header(text: &[u8]) -> bool {
    let mut common = 0;
    for (at, line) in text.split_inclusive(|&byte| byte == b'\n').enumerate() {
        if is_blank(line) || !line.ends_with(b"\n") {
            break;
        }
        let folded = at > 0 && matches!(line[0], b' ' | b'\t');
        let field = Field::new(line);
        let is_field = !field.name.is_empty() && field.name.iter().all(u8::is_ascii_graphic);
        if !folded && !is_field && !line.starts_with(b">From ") {
            return false;
        }
        common += usize::from(!folded && COMMON.iter().any(|name| field.is(name)));
    }
    common >= 2
}

/// Cuts a mail into its header and the rest, which begins with the blank line between them.
pub(super) fn split(mail: &[u8]) -> (&[u8], &[u8]) {
    let mut end = 0;
    for line in mail.split_inclusive(|&byte| byte == b'\n') {
        if is_blank(line) {
            break;
        }
        end += line.len();
    }
    mail.split_at(end)
}

/// Whether a line has nothing but its line end.
pub(super) fn is_blank(line: &[u8]) -> bool {
    matches!(line, b"\n" | b"\r\n")
}

/// The fields of a header, first to last.
pub(super) fn fields(header: &[u8]) -> impl Iterator<Item = Field<'_>> {
    let mut rest = header;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (field, after) = rest.split_at(field_length(rest));
        rest = after;
        Some(Field::new(field))
    })
}

/// How many bytes the first field takes: its line, and those after it that begin with white space.
fn field_length(header: &[u8]) -> usize {
    let mut lines = header.split_inclusive(|&byte| byte == b'\n');
    let first = lines.next().map_or(0, <[u8]>::len);
    first
        + lines.take_while(|line| matches!(line.first(), Some(b' ' | b'\t'))).map(<[u8]>::len).sum::<usize>()
}

/// The value of the topmost field called `name`.
pub(super) fn first<'a>(header: &'a [u8], name: &str) -> Option<&'a [u8]> {
    fields(header).find(|field| field.is(name)).map(|field| field.value)
}
