//! Finds a line, or a part of it, among the lines of a mail.

use super::lines::{self, Line};

/// The shortest text that is looked for as a part of lines.
pub(super) const PART: usize = 8;
/// Most places of one part that are looked at.
const MOST_PLACES: usize = 8;

/// The lines of a mail, to be found by what is compared of them.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// What is compared of all lines, in their order.
    joined: String,
    /// Where each line begins in it, and its end.
    starts: Vec<usize>,
    /// The lines that are not blank, by what is compared of them, then in their order.
    sorted: Vec<usize>,
}

/// A stretch of what is compared of a mail's lines, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub start: usize,
    pub end: usize,
}

impl Index {
    pub fn of(lines: &[Line]) -> Self {
        let mut index = Self::default();
        for line in lines {
            index.starts.push(index.joined.len());
            index.joined.extend(line.text.chars().filter(|&c| lines::is_compared(c)));
        }
        index.starts.push(index.joined.len());
        let mut sorted: Vec<usize> = (0..lines.len()).filter(|&line| !index.key(line).is_empty()).collect();
        sorted.sort_by_key(|&line| (index.key(line), line));
        index.sorted = sorted;
        index
    }

    /// What is compared of a line.
    pub fn key(&self, line: usize) -> &str {
        &self.joined[self.starts[line]..self.starts[line + 1]]
    }

    pub fn span(&self, line: usize) -> Span {
        Span { start: self.starts[line], end: self.starts[line + 1] }
    }

    /// The lines with this key, in their order.
    pub fn equal(&self, key: &str) -> &[usize] {
        let start = self.sorted.partition_point(|&line| self.key(line) < key);
        let rest = &self.sorted[start..];
        &rest[..rest.partition_point(|&line| self.key(line) == key)]
    }

    /// The lines that are the longest start of a key, if it has `least` bytes.
    pub fn longest_start(&self, key: &str, least: usize) -> &[usize] {
        let mut start = key;
        while start.len() >= least {
            let behind = self.sorted.partition_point(|&line| self.key(line) <= start);
            let Some(&last) = behind.checked_sub(1).and_then(|at| self.sorted.get(at)) else { break };
            let common = common_start(self.key(last), start);
            if common == self.key(last).len() {
                return if common >= least { self.equal(&start[..common]) } else { &[] };
            }
            start = &start[..common];
        }
        &[]
    }

    /// The line that holds the last byte of a span.
    pub fn line_of(&self, span: Span) -> usize {
        self.starts.partition_point(|&start| start < span.end).saturating_sub(1)
    }

    /// Whether a span ends where a line does.
    pub fn ends_line(&self, span: Span) -> bool {
        self.starts.binary_search(&span.end).is_ok()
    }

    /// The span of `text` that begins where another one ends, if it is there.
    pub fn continued(&self, span: Span, text: &str) -> Option<Span> {
        self.joined[span.end..]
            .starts_with(text)
            .then(|| Span { start: span.end, end: span.end + text.len() })
    }

    /// Where a text is a part of one line or of several in a row. Each search costs `budget` the bytes that it reads.
    pub fn find(&self, text: &str, budget: &mut usize) -> Vec<Span> {
        if *budget < self.joined.len() {
            return Vec::new();
        }
        *budget -= self.joined.len();
        let found = memchr::memmem::find_iter(self.joined.as_bytes(), text).take(MOST_PLACES);
        found.map(|start| Span { start, end: start + text.len() }).collect()
    }
}

/// How many bytes two texts have in common at their start, whole characters.
fn common_start(one: &str, other: &str) -> usize {
    let same = one.chars().zip(other.chars()).take_while(|(one, other)| one == other);
    same.map(|(c, _)| c.len_utf8()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(text: &str) -> Index {
        Index::of(&text.lines().map(Line::plain).collect::<Vec<_>>())
    }

    #[test]
    fn lines_are_found_by_what_is_compared_of_them() {
        let index = index("+\tone two\n\n}\n+one  two\n}\n");
        assert_eq!(index.equal("+onetwo"), [0, 3]);
        assert_eq!(index.equal("}"), [2, 4]);
        assert_eq!(index.equal(""), [0_usize; 0]);
        assert_eq!(index.equal("x"), [0_usize; 0]);
    }

    #[test]
    fn the_longest_line_that_a_text_begins_with_is_found() {
        let index = index("return\nreturn one;\nreturn one; /* x */\nzz");
        assert_eq!(index.longest_start("returnone;<---why", 4), [1]);
        assert_eq!(index.longest_start("returning", 4), [0]);
        assert_eq!(index.longest_start("returning", 7), [0_usize; 0]);
        assert_eq!(index.longest_start("unknown", 1), [0_usize; 0]);
    }

    #[test]
    fn parts_are_found_over_the_ends_of_lines() {
        let index = index("the tide rises\n\nonce a day\n");
        let found = index.find("risesonce", &mut 1000);
        assert_eq!(found.iter().map(|&span| index.line_of(span)).collect::<Vec<_>>(), [2]);
        assert!(!index.ends_line(found[0]));
        assert!(index.continued(found[0], "aday").is_some_and(|span| index.ends_line(span)));
        assert!(index.find("rises", &mut 3).is_empty());
    }
}
