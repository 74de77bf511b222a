//! Finds a line, or a part of it, among the lines of a mail.

use std::cell::OnceCell;

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
    starts: Vec<u32>,
    /// Most mails are quoted by nobody: made when a line is looked for.
    sorted: OnceCell<Sorted>,
}

/// The lines that are not blank, by what is compared of them, then in their order.
#[derive(Debug)]
struct Sorted {
    /// How each begins: most lines differ there.
    heads: Vec<u64>,
    lines: Vec<usize>,
}

/// A stretch of what is compared of a mail's lines, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub start: usize,
    pub end: usize,
}

impl Index {
    pub fn of(lines: &[Line]) -> Self {
        let length = lines.iter().map(|line| line.text.len()).sum();
        let mut index = Self { joined: String::with_capacity(length), ..Self::default() };
        index.starts.reserve(lines.len() + 1);
        for line in lines {
            index.end_line();
            lines::add_key(line.text, &mut index.joined);
        }
        index.end_line();
        index
    }

    /// Notes where the next line begins. No mail is so long that its bytes do not count in a `u32`.
    fn end_line(&mut self) {
        self.starts.push(u32::try_from(self.joined.len()).unwrap_or(u32::MAX));
    }

    fn start(&self, line: usize) -> usize {
        self.starts[line] as usize
    }

    fn sorted(&self) -> &Sorted {
        self.sorted.get_or_init(|| {
            let lines = (0..self.count()).filter(|&line| !self.key(line).is_empty());
            let mut lines: Vec<(u64, usize)> = lines.map(|line| (head(self.key(line)), line)).collect();
            lines.sort_unstable_by(|&(head, line), &(other_head, other)| {
                let by_key = || self.key(line).cmp(self.key(other));
                head.cmp(&other_head).then_with(by_key).then(line.cmp(&other))
            });
            let (heads, lines) = lines.into_iter().unzip();
            Sorted { heads, lines }
        })
    }

    /// How many of the sorted lines are before a key; with `and_equal` those that equal it as well.
    fn before(&self, key: &str, and_equal: bool) -> usize {
        let Sorted { heads, lines } = self.sorted();
        let wanted = head(key);
        let from = heads.partition_point(|&head| head < wanted);
        let alike = heads[from..].partition_point(|&head| head == wanted);
        let is_before = |&line: &usize| self.key(line) < key || and_equal && self.key(line) == key;
        from + lines[from..from + alike].partition_point(is_before)
    }

    /// How many lines there are.
    pub fn count(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// What is compared of a line.
    pub fn key(&self, line: usize) -> &str {
        &self.joined[self.start(line)..self.start(line + 1)]
    }

    pub fn span(&self, line: usize) -> Span {
        Span { start: self.start(line), end: self.start(line + 1) }
    }

    /// The lines with this key, in their order.
    pub fn equal(&self, key: &str) -> &[usize] {
        &self.sorted().lines[self.before(key, false)..self.before(key, true)]
    }

    /// Whether a line has this key.
    pub fn has(&self, key: &str) -> bool {
        let next = self.sorted().lines.get(self.before(key, false));
        next.is_some_and(|&line| self.key(line) == key)
    }

    /// The lines that are the longest start of a key, if it has `least` bytes.
    pub fn longest_start(&self, key: &str, least: usize) -> &[usize] {
        let mut start = key;
        while start.len() >= least {
            let behind = self.before(start, true);
            let Some(&last) = behind.checked_sub(1).and_then(|at| self.sorted().lines.get(at)) else { break };
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
        self.starts.partition_point(|&start| (start as usize) < span.end).saturating_sub(1)
    }

    /// Whether a span ends where a line does.
    pub fn ends_line(&self, span: Span) -> bool {
        self.starts.binary_search_by(|&start| (start as usize).cmp(&span.end)).is_ok()
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

/// The first bytes of a key, in the order of keys.
fn head(key: &str) -> u64 {
    let mut head = [0; 8];
    let length = key.len().min(head.len());
    head[..length].copy_from_slice(&key.as_bytes()[..length]);
    u64::from_be_bytes(head)
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
