//! The body: the part that holds the text, decoded, and cut where the message ends.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use mailparse::body::Body;
use mailparse::{DispositionType, ParsedMail};
use serde::{Deserialize, Serialize};

use super::address::with_at;
use super::diff::{self, lines};
use super::header::is_forbidden;
use super::revision;

/// The sums of a diffstat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diffstat {
    /// Files changed.
    pub files: u64,
    /// Lines added.
    pub insertions: u64,
    /// Lines taken away.
    pub deletions: u64,
}

impl Diffstat {
    /// The sums in the last line of a diffstat: ` 4 files changed, 67 insertions(+), 57 deletions(-)`.
    pub fn of_line(line: &str) -> Option<Self> {
        diff::summary(line).map(|(files, insertions, deletions)| Self { files, insertions, deletions })
    }
}

/// The text of a mail, before it is cut.
pub(super) struct Text<'a> {
    pub text: Cow<'a, str>,
    /// RFC 3676: a line that ends in a space goes on in the next.
    pub flowed: bool,
    /// The diff that an attachment holds.
    pub attached_diff: Option<String>,
}

impl<'a> Text<'a> {
    /// A text that no part of a mail declares anything of.
    pub fn plain(text: Cow<'a, str>) -> Self {
        Self { text, flowed: false, attached_diff: None }
    }
}

/// A text, cut: what is shown, and what was found out on the way.
pub(super) struct Cut {
    /// From the message's first line to the diffstat's last, without the in-body From; to the diff where
    /// there is no diffstat, to the signature where there is neither.
    pub shown: String,
    /// The value of the in-body `From:` line.
    pub from: Option<String>,
    pub diffstat: Option<Diffstat>,
    /// From the diff's first line to the signature.
    pub diff: Option<String>,
    /// Some line is a quotation.
    pub quotes: bool,
    /// The value of b4's `change-id:` line, which stands below the diffstat or the diff.
    pub change_id: Option<String>,
}

/// The text part that holds the diff; else the first text part; else nothing.
pub(super) fn text<'a>(mail: &'a ParsedMail<'a>) -> Text<'a> {
    let mut first: Option<Text> = None;
    let mut attached_diff = None;
    for part in mail.parts().filter(|part| part.subparts.is_empty()) {
        let kind = part.ctype.mimetype.as_str();
        if matches!(kind, "text/x-patch" | "text/x-diff") || is_attached(part) {
            if attached_diff.is_none() && kind.starts_with("text/") {
                attached_diff = diff_of(&decoded(part));
            }
            continue;
        }
        if kind.starts_with("multipart/") {
            first.get_or_insert_with(|| Text::plain(without_boundary(part)));
            continue;
        }
        if !kind.starts_with("text/") || kind == "text/html" {
            continue;
        }
        let flowed =
            part.ctype.params.get("format").is_some_and(|format| format.eq_ignore_ascii_case("flowed"));
        let text = Text { text: decoded(part), flowed, attached_diff: None };
        if mail.subparts.is_empty() || diff::start(&text.text, 0).is_some() {
            return text;
        }
        first.get_or_insert(text);
    }
    let text = first.unwrap_or_else(|| Text::plain(Cow::Borrowed("")));
    Text { attached_diff, ..text }
}

/// The diff in a text, if it holds one.
fn diff_of(text: &str) -> Option<String> {
    diff::start(text, 0).map(|start| above_signature(&text[start..]).to_owned())
}

/// A multipart without parts has lost its boundary: what it holds is read as it is.
fn without_boundary<'a>(part: &'a ParsedMail<'a>) -> Cow<'a, str> {
    let header = part.get_headers().get_raw_bytes().len();
    clean(charset_undone(part.raw_bytes[header..].into(), "utf-8"))
}

fn is_attached(part: &ParsedMail) -> bool {
    part.get_content_disposition().disposition == DispositionType::Attachment
}

/// A part's text: transfer encoding and charset undone, line ends LF, nothing in it that a page or a feed
/// must not hold.
pub(super) fn decoded<'a>(part: &'a ParsedMail<'a>) -> Cow<'a, str> {
    let bytes: Cow<'a, [u8]> = match part.get_body_encoded() {
        Body::SevenBit(body) | Body::EightBit(body) => body.get_raw().into(),
        Body::Binary(body) => body.get_raw().into(),
        Body::QuotedPrintable(body) => body.get_decoded().map_or(body.get_raw().into(), Cow::Owned),
        Body::Base64(body) => body.get_decoded().map_or_else(|_| salvaged_base64(body.get_raw()), Cow::Owned),
    };
    clean(charset_undone(bytes, &part.ctype.charset))
}

/// A list's footer in plain text behind a base64 body makes the whole undecodable: take what comes before.
fn salvaged_base64(raw: &[u8]) -> Cow<'_, [u8]> {
    let is_digit = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=' | b'\r');
    let mut digits = Vec::with_capacity(raw.len());
    for line in raw.split(|&b| b == b'\n').take_while(|line| line.iter().all(is_digit)) {
        digits.extend(line.iter().filter(|&&b| b != b'\r'));
    }
    digits.truncate(digits.len() / 4 * 4);
    data_encoding::BASE64.decode(&digits).map_or(raw.into(), Cow::Owned)
}

/// UTF-8 if the bytes are that, else the declared charset, else Windows-1252. Charsets that hide other
/// characters behind ASCII bytes are believed first.
fn charset_undone<'a>(bytes: Cow<'a, [u8]>, label: &str) -> Cow<'a, str> {
    let declared = Encoding::for_label_no_replacement(label.trim_matches(['"', '\'', ' ']).as_bytes());
    let believed = declared.filter(|charset| !charset.is_ascii_compatible());
    if let Some(charset) = believed {
        return charset.decode_without_bom_handling(&bytes).0.into_owned().into();
    }
    let charset = declared.filter(|&charset| charset != UTF_8).unwrap_or(WINDOWS_1252);
    match bytes {
        Cow::Borrowed(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => text.into(),
            Err(_) => charset.decode_without_bom_handling(bytes).0,
        },
        Cow::Owned(bytes) => match String::from_utf8(bytes) {
            Ok(text) => text.into(),
            Err(error) => charset.decode_without_bom_handling(error.as_bytes()).0.into_owned().into(),
        },
    }
}

/// LF line ends; control characters, bidi overrides and what XML forbids become U+FFFD.
fn clean(text: Cow<str>) -> Cow<str> {
    let rare = |c: char| !matches!(c, '\n' | '\t') && (c.is_control() || is_forbidden(c));
    if !text.contains(rare) {
        return text;
    }
    let text = text.replace("\r\n", "\n");
    text.replace(rare, "\u{fffd}").into()
}

/// Cuts a text that is a patch or a cover letter.
pub(super) fn cut(text: &Text) -> Cut {
    let (flowed, attached_diff) = (text.flowed, &text.attached_diff);
    let change_id = revision::change_id(&text.text);
    let text = below_scissors(&text.text);
    let diff = head_end(text);
    let head = diff.map_or_else(|| above_signature(text), |diff| &text[..diff]);
    let quotes = head.starts_with('>') || head.contains("\n>");
    let (from, head) = in_body_from(head);
    let stat = lines(head, 0)
        .filter_map(|line| Some((line.start + line.text.len(), Diffstat::of_line(line.text)?)))
        .last();
    let shown = match stat {
        Some((end, _)) => &head[..end],
        None => head.trim_end().strip_suffix("\n---").unwrap_or(head),
    };
    let shown = shown.trim_end();
    let shown = if flowed { unwrapped(shown) } else { shown.to_owned() };
    let diff = diff.map(|diff| above_signature(&text[diff..]).to_owned()).or_else(|| attached_diff.clone());
    Cut { shown, from, diffstat: stat.map(|(_, diffstat)| diffstat), diff, quotes, change_id }
}

/// Where the part that people wrote ends and the diff begins; none if there is none.
///
/// A bare `---` closes the message if a diff follows it; a diff above that line is one that the message
/// shows, if a diffstat below says that the real one is still to come.
fn head_end(text: &str) -> Option<usize> {
    let first = diff::start(text, 0);
    let separator = lines(text, 0).find(|line| line.text.trim_end() == "---").map(|line| line.start);
    match (first, separator) {
        (Some(diff), Some(separator)) if diff < separator => {
            let second = diff::start(text, separator);
            let below = &text[separator..second.unwrap_or(text.len())];
            if lines(below, 0).any(|line| diff::summary(line.text).is_some()) { second } else { Some(diff) }
        }
        (first, _) => first,
    }
}

/// The commit message in a patch's text as digests show it: without the notes below `---` and the diffstat.
pub fn message(shown: &str) -> &str {
    let separator = lines(shown, 0).find(|line| line.text.trim_end() == "---").map(|line| line.start);
    let end = separator.or_else(|| diffstat_start(shown)).unwrap_or(shown.len());
    shown[..end].trim()
}

/// Where the last diffstat of a text begins: the rows ` kit.c | 2 +-` above its sums.
fn diffstat_start(text: &str) -> Option<usize> {
    let mut rows = None;
    let mut last = None;
    for line in lines(text, 0) {
        if diff::summary(line.text).is_some() {
            last = Some(rows.unwrap_or(line.start));
        }
        let is_row = line.text.starts_with(' ') && line.text.contains(" | ");
        rows = if is_row { rows.or(Some(line.start)) } else { None };
    }
    last
}

/// `-- >8 --` on a line of its own drops what stands above it (git-mailinfo(1), `--scissors`).
fn below_scissors(text: &str) -> &str {
    let is_scissors = |line: &str| {
        let line = line.trim();
        let marks = [">8", "8<", ">%", "%<"];
        line.starts_with('-')
            && marks.iter().any(|mark| line.contains(mark))
            && line.chars().all(|c| matches!(c, '-' | '>' | '<' | '8' | '%' | ' '))
    };
    match lines(text, 0)
        .take_while(|line| !line.text.starts_with("diff "))
        .find(|line| is_scissors(line.text))
    {
        Some(line) => text[line.start..].split_once('\n').map_or("", |(_, below)| below),
        None => text,
    }
}

/// Without the signature (`-- ` on a line of its own) and a list manager's footer (a row of `_`).
fn above_signature(text: &str) -> &str {
    let is_footer = |line: &str| line.len() >= 40 && line.bytes().all(|b| b == b'_');
    let footer = lines(text, 0).find(|line| is_footer(line.text)).map_or(text.len(), |line| line.start);
    let text = &text[..footer];
    let signature = lines(text, 0).filter(|line| line.text == "-- ").last();
    signature.map_or(text, |line| &text[..line.start])
}

/// The lines of a reply that its sender wrote, above the first signature; an empty one stands for what they quote.
pub(super) fn unquoted(text: &str) -> Vec<&str> {
    let is_quoted = |line: &str| line.trim_start().starts_with(['>', '|']);
    let own = above_signature(text).lines().take_while(|line| *line != "-- ");
    own.map(|line| if is_quoted(line) { "" } else { line }).collect()
}

/// The `From:` line that the body may begin with, and the body without it: the blank line below stays, as
/// digests have always had it.
fn in_body_from(head: &str) -> (Option<String>, &str) {
    let body = head.trim_start_matches('\n');
    let (first, rest) = body.split_once('\n').unwrap_or((body, ""));
    match first.strip_prefix("From:").or_else(|| first.strip_prefix("from:")) {
        Some(value) if with_at(value).contains('@') => (Some(value.trim().to_owned()), rest),
        _ => (None, head),
    }
}

/// Undoes format=flowed above the first `---`: below it lines are a diffstat's.
fn unwrapped(text: &str) -> String {
    let mut unwrapped = String::with_capacity(text.len());
    let mut prose = true;
    let mut joined = true;
    for line in text.split('\n') {
        prose &= line != "---";
        if !joined {
            unwrapped.push('\n');
        }
        unwrapped.push_str(if prose { line.strip_prefix(' ').unwrap_or(line) } else { line });
        joined = prose && line.ends_with(' ') && line != "-- ";
    }
    unwrapped
}
