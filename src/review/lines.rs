//! Lines of a text: how deep each is quoted, and what is compared of it.

/// How deep quotes are told apart; what is deeper counts as this deep.
const DEEPEST: u8 = 50;
/// Most spaces in front of the first mark of a quote: code that begins with `>` is further in.
const INDENT: usize = 3;
/// Most spaces between two marks: as many as in front of the first.
const BETWEEN: usize = INDENT;
/// Bytes of a line that are compacted at once: without a branch for each, which code with its many short words makes slow.
const PIECE: usize = 64;

/// A line of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    /// How many marks of quotes are in front of it.
    pub depth: u8,
    /// What is behind the marks and one space.
    pub text: &'a str,
}

impl<'a> Line<'a> {
    /// Reads a line's marks: `>` with and without spaces between.
    pub fn of(line: &'a str) -> Self {
        let mut depth = 0;
        let mut text = line;
        let mut spaces = INDENT;
        while let Some(rest) = without_spaces(text, spaces).strip_prefix('>') {
            depth = (depth + 1).min(DEEPEST);
            text = rest;
            spaces = BETWEEN;
        }
        if depth > 0 {
            text = without_spaces(text, 1);
        }
        Self { depth, text }
    }

    /// A line that is not quoted, whatever it begins with.
    pub fn plain(text: &'a str) -> Self {
        Self { depth: 0, text }
    }

    pub fn is_blank(&self) -> bool {
        !self.text.chars().any(is_compared)
    }
}

/// Without the spaces in front of a text, at most so many. Mail programs write no-break spaces too.
fn without_spaces(text: &str, most: usize) -> &str {
    let is_space = |c: &(usize, char)| matches!(c.1, ' ' | '\u{a0}');
    let spaces = text.char_indices().take(most).take_while(is_space).last();
    spaces.map_or(text, |(at, c)| &text[at + c.len_utf8()..])
}

/// Whether a character is compared: mail programs change, lose and add white space of all kinds.
pub(super) fn is_compared(c: char) -> bool {
    !c.is_whitespace() && !matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}')
}

/// What is compared of a line.
pub(super) fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    add_key(text, &mut key);
    key
}

/// How many bytes are compared of a line.
pub(super) fn key_length(text: &str) -> usize {
    match text.is_ascii() {
        true => text.bytes().filter(|&byte| !is_space(byte)).count(),
        false => text.chars().filter(|&c| is_compared(c)).map(char::len_utf8).sum(),
    }
}

/// ASCII white space, as Unicode has it.
fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

/// Adds what is compared of a line to other keys.
pub(super) fn add_key(text: &str, key: &mut String) {
    if !text.is_ascii() {
        text.split(|c| !is_compared(c)).for_each(|part| key.push_str(part));
        return;
    }
    let mut kept = [0; PIECE];
    for piece in text.as_bytes().chunks(PIECE) {
        let mut length = 0;
        for &byte in piece {
            kept[length] = byte;
            length += usize::from(!is_space(byte));
        }
        key.push_str(str::from_utf8(&kept[..length]).expect("ASCII"));
    }
}

/// The part of a line behind the first `length` bytes of its key.
pub(super) fn behind_key(text: &str, length: usize) -> &str {
    let mut seen = 0;
    for (at, c) in text.char_indices() {
        if seen >= length {
            return &text[at..];
        }
        seen += if is_compared(c) { c.len_utf8() } else { 0 };
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_counted_with_and_without_spaces() {
        let check = |line: &str, depth: u8, text: &str| {
            let read = Line::of(line);
            assert_eq!((read.depth, read.text), (depth, text), "{line}");
        };
        check("> +\tx", 1, "+\tx");
        check(">+x", 1, "+x");
        check(">> x", 2, "x");
        check("> > x", 2, "x");
        check("> >> x", 3, "x");
        check("   > x", 1, "x");
        check(">>   > x", 3, "x");
        check(">>    > x", 2, "   > x");
        check("    > x", 0, "    > x");
        check(">\u{a0}\u{a0}x", 1, "\u{a0}x");
        check(">->x", 1, "->x");
        check(">", 1, "");
        check("x > y", 0, "x > y");
        check("", 0, "");
    }

    #[test]
    fn white_space_is_not_compared() {
        assert_eq!(key("+\tif (a\u{a0}&& b) "), "+if(a&&b)");
        assert_eq!(behind_key("+\tx();   <-- why", 4 + 1), "   <-- why");
        assert_eq!(behind_key("x", 1), "");
        for text in ["+\tif (a\u{a0}&& b) ", "+\tif (a && b) ", "\u{200b}ä ß", " \u{b}\r"] {
            assert_eq!(key_length(text), key(text).len(), "{text:?}");
        }
    }
}
