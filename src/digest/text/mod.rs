//! The text format of a digest, both ways: [`TextDigest::parse`] reads it, [`TextDigest`]'s `Display` writes it.
//!
//! Two promises hold between the two:
//!
//! - A text that is read with nothing in [`TextDigest::unread`] is written back byte for byte.
//! - Whatever the text, each of its lines that is not blank is written back or is in `unread`.
//!
//! The format has no escapes. A body that quotes an entry of a digest together with the rule above it reads as two
//! entries, and nobody can tell that from two entries.

mod date;
mod lines;
mod parse;
mod write;

/// A digest as its text has it, nothing interpreted.
///
/// Every string but [`Block::New::body`] is one line; a line end in one of them is written as a space. What is written
/// reads as it was if, besides, commits are hexadecimal and at least four digits long, labels begin with no space, and
/// the lines of [`Block`] are what their documentation says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextDigest {
    /// The list's name as the second line gives it: `KVM`.
    pub list: String,
    /// The commit the window begins after, abbreviated; empty where the window has no such commit.
    pub from: String,
    /// The last commit of the window, abbreviated.
    pub to: String,
    /// Patches by the domain of their author.
    pub domains: Vec<Row>,
    /// Patches by author.
    pub contributors: Vec<Row>,
    /// The lines of the patch list, with an empty one between two series; the old digests have none.
    pub patch_list: Vec<String>,
    /// What was shown and what was left out, in the order of the text.
    pub blocks: Vec<Block>,
    /// What the parser could not place or would write otherwise, by line; the writer leaves it out.
    pub unread: Vec<Unread>,
}

/// One line of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// No list has more patches than fit; a row that says so is no row.
    pub count: u32,
    /// Verbatim: `example.org`, `"Ada L. Example" <ada@example.org>`.
    pub label: String,
}

/// One entry of the second half of a digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A mail that is shown.
    New {
        title: String,
        /// The subject as sent, prefixes included. Never blank.
        subject: String,
        /// Who sent it, verbatim; [`person`] takes it apart. One without an address is recognised only below a
        /// subject that ends in the title.
        author: String,
        /// Further `Name: value` lines below the author: `Message-ID: <…>`, `Link: https://…`. The old digests have none.
        references: Vec<String>,
        /// The text without the end of its last line.
        body: String,
    },
    /// A mail that is left out for one already shown.
    Skipped {
        /// What follows `Exist: `, line by line: usually one subject. Where the old generator printed all it had
        /// shown, the first line is empty; no other is.
        shown: Vec<String>,
        /// The subject of the mail left out.
        skipped: String,
    },
}

/// Something in a text that is not in its digest, or not as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Counted from 1. For a missing line: where it was looked for.
    pub line: usize,
    /// The line, or the missing line. Several blank lines in a row are one entry, at the first of them.
    pub text: String,
    pub why: Why,
}

/// Why something is [`Unread`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The format has no place for the line: it is not in the digest.
    Unplaced,
    /// The text lacks this line: the writer adds it.
    Missing,
    /// The line was read, and the writer writes it otherwise: other spaces, other line ends, another place.
    Differs,
}

impl TextDigest {
    /// Reads a digest. Never fails: what is damaged is read as far as it can be, and the rest is in
    /// [`unread`](Self::unread). A text that is not a digest gives empty fields and all its lines there.
    pub fn parse(text: &str) -> TextDigest {
        parse::parse(text)
    }

    /// Whether the text named its window, which is the least that makes it a digest.
    pub fn is_digest(&self) -> bool {
        !self.to.is_empty()
    }

    /// The newest day told by a Message-ID in the text, bare, in `<…>` or in a link.
    ///
    /// Only generators that put the date in front count: git (`20260204101112.4711-1-a@example.org`) and b4
    /// (`20260218-topic-v2-1-0123@example.org`), in the years 1990 to 2037. Mails name older mails, rarely themselves:
    /// the window ends on that day or after it.
    pub fn newest_date(&self) -> Option<jiff::civil::Date> {
        let blocks = self.blocks.iter().flat_map(Block::prose);
        let unread = self.unread.iter().map(|unread| &unread.text);
        self.patch_list.iter().chain(blocks).chain(unread).filter_map(|text| date::newest(text)).max()
    }
}

impl Block {
    /// The parts in which other mails are named.
    fn prose(&self) -> impl Iterator<Item = &String> {
        let (references, body) = match self {
            Block::New { references, body, .. } => (references.as_slice(), Some(body)),
            Block::Skipped { .. } => (&[][..], None),
        };
        references.iter().chain(body)
    }
}

impl Row {
    /// Name and address of a contributor's row, as [`person`] gives them; `None` for a domain's.
    pub fn person(&self) -> Option<(String, String)> {
        person(&self.label)
    }
}

/// Takes `Name <address>` apart, the name without its quotes. A bare address has an empty name; without an address
/// there is no person.
pub fn person(value: &str) -> Option<(String, String)> {
    let value = value.trim();
    let (name, address) = match value.strip_suffix('>').and_then(|value| value.rsplit_once('<')) {
        Some((name, address)) => (name.trim(), address.trim()),
        None => ("", value),
    };
    let is_address = address.contains('@') && !address.contains(char::is_whitespace);
    is_address.then(|| (unquote(name), address.to_owned()))
}

/// The name inside `"…"`, its backslashes resolved.
fn unquote(name: &str) -> String {
    let Some(quoted) = name.strip_prefix('"').and_then(|name| name.strip_suffix('"')) else {
        return name.to_owned();
    };
    let mut plain = String::with_capacity(quoted.len());
    let mut chars = quoted.chars();
    while let Some(c) = chars.next() {
        plain.push(if c == '\\' { chars.next().unwrap_or(c) } else { c });
    }
    plain
}
