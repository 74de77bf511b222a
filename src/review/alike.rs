//! Which of several texts has most of the lines of another one.

use std::collections::HashMap;

use super::lines;

/// Lines with a shorter key are alike everywhere: braces, `return 0;`.
const LEAST: usize = 6;
/// A line that so many of the texts have tells none of them from the others.
const COMMON: usize = 16;

/// Texts by what is compared of their lines.
#[derive(Debug, Default)]
pub struct Alike {
    by_line: HashMap<String, Vec<usize>>,
}

/// The text that has most of the lines of another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nearest {
    /// Its position among the texts.
    pub at: usize,
    /// Bytes of the lines that tell something: those that it has as well, and all, white space aside.
    pub shared: usize,
    pub of: usize,
}

impl Nearest {
    /// Whether that is at least half of them, and no fewer than so many.
    pub fn is_half(self, least: usize) -> bool {
        self.shared >= least && self.shared * 2 >= self.of
    }
}

impl Alike {
    /// Takes up the lines of a text: its position among the texts.
    pub fn add<'a>(&mut self, at: usize, text: impl Iterator<Item = &'a str>) {
        for line in text {
            let key = lines::key(line);
            if key.len() < LEAST {
                continue;
            }
            let texts = self.by_line.entry(key).or_default();
            if texts.last() != Some(&at) && texts.len() <= COMMON {
                texts.push(at);
            }
        }
    }

    /// The text with most of these lines, of those that `fits`; of two the first.
    pub fn nearest<'a>(
        &self,
        text: impl Iterator<Item = &'a str>,
        fits: impl Fn(usize) -> bool,
    ) -> Option<Nearest> {
        let mut shared: HashMap<usize, usize> = HashMap::new();
        let mut of = 0;
        for key in text.map(lines::key).filter(|key| key.len() >= LEAST) {
            of += key.len();
            let texts = self.by_line.get(&key).filter(|texts| texts.len() <= COMMON);
            for &at in texts.into_iter().flatten().filter(|&&at| fits(at)) {
                *shared.entry(at).or_default() += key.len();
            }
        }
        let (at, shared) = shared.into_iter().max_by_key(|&(at, shared)| (shared, std::cmp::Reverse(at)))?;
        Some(Nearest { at, shared, of })
    }
}

/// The lines that a text has more often than it had in the version before, and how much more often.
#[derive(Debug)]
pub struct Gained {
    at: usize,
    counts: HashMap<String, isize>,
}

impl Gained {
    /// The lines of the text at a position, and those that it had before.
    pub fn of<'a>(
        at: usize,
        newer: impl Iterator<Item = &'a str>,
        older: impl Iterator<Item = &'a str>,
    ) -> Self {
        let mut counts: HashMap<String, isize> = HashMap::new();
        newer.for_each(|line| *counts.entry(lines::key(line)).or_default() += 1);
        older.for_each(|line| *counts.entry(lines::key(line)).or_default() -= 1);
        Self { at, counts }
    }

    /// How much of the lines of another text are among them.
    pub fn shared<'a>(&self, text: impl Iterator<Item = &'a str>) -> Nearest {
        let mut shared = Nearest { at: self.at, shared: 0, of: 0 };
        let mut seen: HashMap<String, isize> = HashMap::new();
        for key in text.map(lines::key).filter(|key| key.len() >= LEAST) {
            let length = key.len();
            let gained = self.counts.get(&key).copied().unwrap_or(0);
            let seen = seen.entry(key).or_default();
            *seen += 1;
            shared.of += length;
            shared.shared += if *seen <= gained { length } else { 0 };
        }
        shared
    }
}

/// The lines of a diff that it puts in or takes out.
pub fn changed_lines(diff: &str) -> impl Iterator<Item = &str> {
    let is_header = |line: &&str| line.starts_with("+++ ") || line.starts_with("--- ");
    diff.lines().filter(|line| line.starts_with(['+', '-'])).filter(move |line| !is_header(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_with_most_lines_is_the_nearest() {
        let mut alike = Alike::default();
        for (at, text) in ["int first;\nint second;\n}", "int third;\nint second;\n}"].iter().enumerate() {
            alike.add(at, text.lines());
        }
        let nearest = |text: &str| alike.nearest(text.lines(), |_| true);
        assert_eq!(nearest("int second;\nint third;\n}"), Some(Nearest { at: 1, shared: 19, of: 19 }));
        assert_eq!(nearest("int  second;\nint other;"), Some(Nearest { at: 0, shared: 10, of: 19 }));
        assert_eq!(nearest("}"), None);
        assert_eq!(alike.nearest("int second;".lines(), |at| at > 0).map(|nearest| nearest.at), Some(1));
        let gained = |older: &str| {
            let gained = Gained::of(1, "int third;\nint second;".lines(), older.lines());
            gained.shared("int second;\nint third;".lines())
        };
        assert_eq!(gained(""), Nearest { at: 1, shared: 19, of: 19 });
        assert_eq!(gained("int  third;"), Nearest { at: 1, shared: 10, of: 19 });
    }
}
