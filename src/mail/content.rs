//! Where the text of a mail is: in which part, and what else is attached.

use std::borrow::Cow;
use std::cell::LazyCell;
use std::collections::BTreeSet;

use super::mime::Part;
use super::{diff, encoded_word, header, html, mercurial, transfer};

/// Files that are read of one mail.
const MOST_FILES: usize = 100;
/// Parts in HTML, and in plain text as their alternative, that are held against each other.
const MOST_FORMS: usize = 8;
/// The footer that a list adds as a part of its own begins with a row of so many marks.
const FOOTER_ROW: usize = 20;

/// The text of a mail, before it is cut.
pub(super) struct DecodedText<'a> {
    pub text: Cow<'a, str>,
    /// RFC 3676: a line that ends in a space goes on in the next.
    pub flowed: bool,
    /// The texts of attached files that hold patches. Empty if the text itself has a diff.
    pub files: Vec<String>,
    /// The line `From: …` above the first part: `git send-email` puts it there if the patch is attached.
    pub preamble_from: Option<String>,
}

impl<'a> DecodedText<'a> {
    fn plain(text: Cow<'a, str>) -> Self {
        Self { text, flowed: false, files: Vec::new(), preamble_from: None }
    }
}

/// What a part is good for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Text,
    File,
    Other,
}

/// The text part that holds a diff; else the first text part, with what is attached; else nothing.
pub(super) fn text<'a>(parts: &[Part<'a>]) -> DecodedText<'a> {
    let mut first: Option<DecodedText> = None;
    let mut files = Vec::new();
    let roles = Roles::of(parts);
    for part in parts.iter().filter(|part| part.is_leaf) {
        match roles.role(part) {
            Role::Other => {}
            Role::File => {
                if files.len() < MOST_FILES {
                    files.extend(Some(decoded(part)).filter(|text| is_patch(text)).map(Cow::into_owned));
                }
            }
            Role::Text => {
                let flowed =
                    part.params.get("format").is_some_and(|format| format.eq_ignore_ascii_case("flowed"));
                let text = DecodedText { flowed, ..DecodedText::plain(decoded(part)) };
                if parts.len() == 1 || is_patch(&text.text) {
                    return text;
                }
                first.get_or_insert(text);
            }
        }
    }
    let text = first.unwrap_or_else(|| DecodedText::plain(Cow::Borrowed("")));
    DecodedText { files, preamble_from: preamble_from(parts), ..text }
}

/// All that an answer says: its text parts one below the other, since a list may add its footer as one, and attached patches, which a
/// person offers. `text` is what was found to be its text.
pub(super) fn whole(parts: &[Part], text: DecodedText) -> String {
    let roles = Roles::of(parts);
    let says = |part: &&Part| match roles.role(part) {
        Role::Text => true,
        Role::File => is_patch(&decoded(part)),
        Role::Other => false,
    };
    let leaves = parts.iter().filter(|part| part.is_leaf);
    let mut texts = leaves.filter(says).take(MOST_FILES).peekable();
    let Some(first) = texts.next().filter(|_| texts.peek().is_some()) else { return text.text.into_owned() };
    let mut whole = decoded(first).into_owned();
    for part in texts {
        whole.push_str(if whole.ends_with('\n') { "\n" } else { "\n\n" });
        whole.push_str(&decoded(part));
    }
    whole
}

fn is_patch(text: &str) -> bool {
    diff::start(text, 0).is_some() || mercurial::header_start(text).is_some()
}

/// What the parts of one mail are good for.
struct Roles {
    /// The mail has one part.
    is_alone: bool,
    /// The mail answers another one: people answer in HTML, and no tool reads a patch in it.
    answers: bool,
    /// The alternatives whose HTML is read, and not their plain text.
    as_html: BTreeSet<usize>,
    /// HTML that is no alternative is read as well: nothing else says what the mail says. Beside plain text it is the banner or
    /// the disclaimer of a mail server, or the same once more.
    reads_lone_html: bool,
}

impl Roles {
    fn of(parts: &[Part]) -> Self {
        let has = |name| parts.first().is_some_and(|mail| header::find(&mail.headers, name).is_some());
        let answers = has("In-Reply-To") || has("References");
        let mut as_html = BTreeSet::new();
        for part in parts.iter().filter(|part| answers && is_shown_html(part)).take(MOST_FORMS) {
            if part.alternative.is_some_and(|alternative| says_more(part, alternative, parts)) {
                as_html.extend(part.alternative);
            }
        }
        let reads_lone_html = answers && as_html.is_empty() && !parts.iter().take(MOST_FILES).any(says_plain);
        Self { is_alone: parts.len() == 1, answers, as_html, reads_lone_html }
    }

    fn role(&self, part: &Part) -> Role {
        let kind = part.kind.as_str();
        let as_html = part.alternative.map(|alternative| self.as_html.contains(&alternative));
        match kind {
            // A multipart without parts has lost its boundary: what it holds is read as it is.
            _ if kind.starts_with("multipart/") => Role::Text,
            "application/octet-stream" if self.is_alone || is_untyped_text(part) => Role::Text,
            "text/x-patch" | "text/x-diff" | "text/patch" | "application/x-patch" | "application/x-diff" => {
                Role::File
            }
            "text/calendar" => Role::Other,
            "text/html" if self.answers && is_shown_html(part) && as_html.unwrap_or(self.reads_lone_html) => {
                Role::Text
            }
            "text/html" => Role::Other,
            _ if kind.starts_with("text/") && part.word("Content-Disposition") == "attachment" => Role::File,
            "text/plain" if as_html == Some(true) => Role::Other,
            _ if kind.starts_with("text/") => Role::Text,
            _ if kind.starts_with("application/") && is_named_as_patch(part) => Role::File,
            _ => Role::Other,
        }
    }
}

/// Whether a part is text that is called bytes and is no file: Mailman's footer stands behind such a one.
fn is_untyped_text(part: &Part) -> bool {
    let is_file = part.word("Content-Disposition") == "attachment" || part.file_name().is_some();
    !is_file && !transfer::decoded(part.body, &part.word("Content-Transfer-Encoding")).contains(&0)
}

/// Whether a part is HTML that is no file.
fn is_shown_html(part: &Part) -> bool {
    let is_file = || part.word("Content-Disposition") == "attachment" || part.file_name().is_some();
    part.is_leaf && part.kind == "text/html" && !is_file()
}

/// Whether a part is plain text that somebody wrote: neither a file nor the footer of a list.
fn says_plain(part: &Part) -> bool {
    let is_file = || part.word("Content-Disposition") == "attachment" || part.file_name().is_some();
    if !part.is_leaf || part.kind != "text/plain" || is_file() {
        return false;
    }
    let is_row =
        |line: &str| line.len() >= FOOTER_ROW && line.bytes().all(|c| matches!(c, b'_' | b'-' | b'='));
    decoded(part)
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty())
        .is_some_and(|first| first != "--" && !is_row(first))
}

/// Whether HTML says more than the plain text that is its alternative: some mail programs send an empty one, and Exchange
/// makes one without the marks of quotes.
fn says_more(html: &Part, alternative: usize, parts: &[Part]) -> bool {
    let is_plain =
        |part: &&Part| part.is_leaf && part.kind == "text/plain" && part.alternative == Some(alternative);
    let mut plain = parts.iter().filter(is_plain).take(MOST_FORMS).map(decoded);
    let has_marks = |text: &str| text.lines().any(|line| line.trim_start().starts_with('>'));
    let has_quotes = LazyCell::new(|| has_marks(&decoded(html)));
    plain.all(|text| text.trim().is_empty() || !has_marks(&text) && *has_quotes)
}

fn is_named_as_patch(part: &Part) -> bool {
    let endings = [".patch", ".diff", ".eml", ".mbox", ".txt"];
    part.file_name().is_some_and(|name| endings.iter().any(|ending| name.ends_with(ending)))
}

fn preamble_from(parts: &[Part]) -> Option<String> {
    let preamble = &parts.first().filter(|part| !part.is_leaf)?.body.trim_ascii_start();
    let line = preamble.split(|&b| b == b'\n').next().filter(|line| line.starts_with(b"From:"))?;
    Some(encoded_word::decoded(String::from_utf8_lossy(&line["From:".len()..]).trim()))
}

/// A part's text: transfer encoding, charset and HTML undone, line ends LF, nothing in it that a page or a feed must not hold.
pub(super) fn decoded<'a>(part: &Part<'a>) -> Cow<'a, str> {
    let encoding = if part.kind.starts_with("multipart/") {
        String::new()
    } else {
        part.word("Content-Transfer-Encoding")
    };
    let charset = part.params.get("charset").map_or("", String::as_str);
    let text = transfer::clean(transfer::text(transfer::decoded(part.body, &encoding), charset));
    // A reference such as `&#8238;` hides what must not be there.
    if part.kind == "text/html" {
        transfer::clean(html::text(&text).into()).into_owned().into()
    } else {
        text
    }
}
