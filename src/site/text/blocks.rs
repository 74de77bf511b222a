//! The blocks of a mail's text.

use super::code;

/// Items are this far in at most; what is further in is code.
const DEEPEST: usize = 6;

/// The shortest row of marks below a heading.
const UNDERLINE: usize = 5;

/// Lines in the header of a file in a diff, besides those that begin as its other lines do (git-diff(1)).
const HEADERS: [&str; 9] = [
    "index ",
    "old mode ",
    "new mode ",
    "new file mode ",
    "deleted file mode ",
    "similarity index ",
    "dissimilarity index ",
    "rename ",
    "copy ",
];

/// What a block is, and so how it may be laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Sentences: their lines may be broken anew.
    Prose,
    /// One item of a list, or a trailer.
    Item,
    /// What somebody else said.
    Quote,
    /// Columns matter: code, tables, diffstats.
    Columns,
    /// A diff, or a part of one.
    Diff,
}

pub(super) struct Block<'a> {
    pub kind: Kind,
    /// Without the line break at its end.
    pub text: &'a str,
}

/// The blocks of a text. Blank lines part them, but for those inside of columns and diffs.
pub(super) fn of(text: &str) -> Vec<Block<'_>> {
    let mut blocks: Vec<(Kind, usize, usize)> = Vec::new();
    let mut open = false;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        let line = line.trim_end();
        match blocks.last_mut() {
            _ if line.is_empty() => open = false,
            Some((kind, _, last)) if goes_on(*kind, line, open) => {
                *last = end;
                // What follows a heading is a paragraph of its own.
                open = *kind != Kind::Prose || !is_underline(line);
            }
            _ => {
                blocks.push((kind_of(line), start, end));
                open = true;
            }
        }
        start = end;
    }
    let block = |(kind, start, end): (Kind, usize, usize)| Block { kind, text: text[start..end].trim_end() };
    blocks.into_iter().map(block).collect()
}

/// Whether a line belongs to a block; `open` says that no blank line is between.
fn goes_on(block: Kind, line: &str, open: bool) -> bool {
    let kind = kind_of(line);
    match block {
        Kind::Diff => {
            matches!(line.as_bytes().first(), Some(b' ' | b'+' | b'-' | b'@' | b'\\'))
                || kind == Kind::Diff
                || open && HEADERS.iter().any(|header| line.starts_with(header))
        }
        Kind::Columns => kind == Kind::Columns,
        Kind::Quote => open && kind == Kind::Quote,
        Kind::Item => open && (kind == Kind::Prose || kind == Kind::Columns && !is_table(line)),
        Kind::Prose => open && kind == Kind::Prose,
    }
}

fn kind_of(line: &str) -> Kind {
    match line.as_bytes() {
        [b'>', ..] => Kind::Quote,
        _ if ["diff --git ", "--- a/", "+++ b/", "@@ -"].iter().any(|begin| line.starts_with(begin)) => {
            Kind::Diff
        }
        _ if is_trailer(line) || is_item(line.trim_start()) && indent(line) <= DEEPEST => Kind::Item,
        [b' ' | b'\t', ..] => Kind::Columns,
        _ if is_table(line) || code::is_code(line) => Kind::Columns,
        _ => Kind::Prose,
    }
}

/// A row of one mark, as it stands below a heading.
pub(super) fn is_underline(line: &str) -> bool {
    let line = line.trim();
    line.len() >= UNDERLINE
        && [b'=', b'-', b'~', b'^'].iter().any(|mark| line.bytes().all(|byte| byte == *mark))
}

/// `Reviewed-by: Jane Doe <jane@example.org>`, `Fixes: …`
fn is_trailer(line: &str) -> bool {
    let key = line.split_once(": ").map_or("", |(key, _)| key);
    let words = ["fixes", "link", "closes", "cc", "to", "from", "subject", "date", "message-id", "change-id"];
    key.ends_with("-by") && !key.contains(' ') || words.iter().any(|word| key.eq_ignore_ascii_case(word))
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// `- one`, `* one`, `1. one`, `2) two`, `[3] three`
fn is_item(line: &str) -> bool {
    let rest = line.strip_prefix('[').unwrap_or(line).trim_start_matches(|c: char| c.is_ascii_digit());
    let number = rest.len() < line.len()
        && ['.', ')', ']'].iter().any(|&c| rest.strip_prefix(c).is_some_and(|rest| rest.starts_with(' ')));
    number || ["- ", "* ", "• ", "o "].iter().any(|mark| line.starts_with(mark))
}

/// Runs of spaces, tabs or bars in the middle of a line set columns. So does the line above a diffstat, which parts it from
/// the trailers.
fn is_table(line: &str) -> bool {
    let line = line.trim();
    matches!(line, "---" | "----")
        || line.contains('\t')
        || line.contains("   ")
        || line.contains(" | ")
        || line.starts_with("+--")
}
