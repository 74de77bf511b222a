//! `F:` and `X:`: which files are a section's.

use std::collections::HashMap;

use super::Rank;

/// The patterns of all sections, by the folder that all their files are in, so that few are tried for a path.
#[derive(Debug, Default)]
pub(super) struct Patterns {
    by_folder: HashMap<String, Vec<FilePattern>>,
}

#[derive(Debug)]
struct FilePattern {
    section: usize,
    excludes: bool,
    pattern: Pattern,
}

/// What the patterns say of one path.
#[derive(Default)]
pub(super) struct Matches {
    /// Sections with a pattern that fits, once for each.
    pub found: Vec<(usize, Rank)>,
    /// Sections that exclude the path.
    pub excluded: Vec<usize>,
}

impl Patterns {
    pub fn add(&mut self, section: usize, pattern: &str) {
        self.insert(section, false, pattern);
    }

    pub fn exclude(&mut self, section: usize, pattern: &str) {
        self.insert(section, true, pattern);
    }

    fn insert(&mut self, section: usize, excludes: bool, text: &str) {
        let wild = text.find(['*', '?', '[']).unwrap_or(text.len());
        let folder = text[..wild].rfind('/').map_or("", |at| &text[..=at]);
        let entry = FilePattern { section, excludes, pattern: Pattern::parse(text) };
        self.by_folder.entry(folder.to_owned()).or_default().push(entry);
    }

    /// The sections whose patterns fit a path.
    pub fn find(&self, path: &str) -> Matches {
        let mut matches = Matches::default();
        let slashes = path.bytes().filter(|&byte| byte == b'/').count();
        let folders = path.match_indices('/').map(|(at, _)| &path[..=at]);
        for folder in std::iter::once("").chain(folders) {
            let entries = self.by_folder.get(folder).into_iter().flatten();
            for entry in entries.filter(|entry| entry.pattern.matches(path, slashes)) {
                if entry.excludes {
                    matches.excluded.push(entry.section);
                } else {
                    matches.found.push((entry.section, entry.pattern.rank()));
                }
            }
        }
        matches
    }
}

/// One pattern. It is held to the beginning of a path; what follows is its own, so that `net/snmp` has
/// `net/snmp6.c` too.
#[derive(Debug)]
struct Pattern {
    text: String,
    tokens: Vec<Token>,
    slashes: usize,
    wild: bool,
}

#[derive(Debug)]
enum Token {
    Byte(u8),
    /// `?`
    Any,
    /// `*`, slashes included
    Some,
    /// `[a-z]`, `[^a-z]`: first and last of each range
    Class {
        ranges: Vec<(u8, u8)>,
        negated: bool,
    },
}

impl Token {
    fn fits(&self, byte: u8) -> bool {
        match self {
            Token::Byte(own) => *own == byte,
            Token::Any | Token::Some => true,
            Token::Class { ranges, negated } => {
                ranges.iter().any(|(first, last)| (first..=last).contains(&&byte)) != *negated
            }
        }
    }
}

impl Pattern {
    fn parse(text: &str) -> Self {
        let mut tokens = Vec::new();
        let mut rest = text.as_bytes();
        while let Some((&byte, after)) = rest.split_first() {
            rest = after;
            tokens.push(match byte {
                b'*' => Token::Some,
                b'?' => Token::Any,
                b'[' => match class(after) {
                    Some((token, after)) => {
                        rest = after;
                        token
                    }
                    None => Token::Byte(byte),
                },
                _ => Token::Byte(byte),
            });
        }
        Self {
            slashes: text.bytes().filter(|&byte| byte == b'/').count(),
            wild: text.contains(['*', '?', '[']),
            text: text.to_owned(),
            tokens,
        }
    }

    /// A folder has all that is below it. What may be a file has as many slashes as the pattern, so that `net/*` is
    /// what is in `net` itself; without a tree nothing tells that it is not a folder.
    fn matches(&self, path: &str, slashes: usize) -> bool {
        if self.text.ends_with('/') {
            return self.begins(path.as_bytes());
        }
        let below = || path.strip_prefix(&self.text).is_some_and(|rest| rest.starts_with('/'));
        slashes == self.slashes && self.begins(path.as_bytes()) || !self.wild && below()
    }

    /// Whether some beginning of the path fits. Goes back to the last `*` only, which is enough, so that no pattern
    /// takes longer than its length times that of the path.
    fn begins(&self, path: &[u8]) -> bool {
        let (mut token, mut at) = (0, 0);
        let mut retry: Option<(usize, usize)> = None;
        loop {
            match (self.tokens.get(token), path.get(at)) {
                (None, _) => return true,
                (Some(Token::Some), _) => {
                    token += 1;
                    retry = Some((token, at));
                }
                (Some(next), Some(&byte)) if next.fits(byte) => {
                    token += 1;
                    at += 1;
                }
                _ => match retry {
                    Some((after, from)) if from < path.len() => {
                        retry = Some((after, from + 1));
                        (token, at) = (after, from + 1);
                    }
                    _ => return false,
                },
            }
        }
    }

    fn rank(&self) -> Rank {
        match self.text.as_bytes() {
            [b'*', ..] => Rank::Anywhere,
            [.., b'/'] => Rank::Depth(self.slashes),
            _ => Rank::Depth(self.slashes + 1),
        }
    }
}

/// What is in brackets after `[`, and what follows them. Without the closing one it is not a class.
fn class(text: &[u8]) -> Option<(Token, &[u8])> {
    let (negated, text) = match text.split_first()? {
        (b'^', rest) => (true, rest),
        _ => (false, text),
    };
    // A bracket that closes nothing is one of the class.
    let end = text.iter().skip(1).position(|&byte| byte == b']')? + 1;
    let mut ranges = Vec::new();
    let mut inner = &text[..end];
    while let Some((&first, rest)) = inner.split_first() {
        match rest {
            [b'-', last, rest @ ..] => {
                ranges.push((first, *last));
                inner = rest;
            }
            _ => {
                ranges.push((first, first));
                inner = rest;
            }
        }
    }
    Some((Token::Class { ranges, negated }, &text[end + 1..]))
}

#[cfg(test)]
mod tests {
    use super::{Pattern, Patterns};

    #[test]
    fn patterns_fit_the_beginning_of_a_path_and_as_many_slashes() {
        let check = |pattern: &str, path: &str, expected: bool| {
            let slashes = path.matches('/').count();
            assert_eq!(Pattern::parse(pattern).matches(path, slashes), expected, "{pattern} {path}");
            let mut patterns = Patterns::default();
            patterns.add(0, pattern);
            assert_eq!(!patterns.find(path).found.is_empty(), expected, "index: {pattern} {path}");
        };
        check("net/", "net/ipv6/route.c", true);
        check("net/", "network/x.c", false);
        check("net/*", "net/socket.c", true);
        check("net/*", "net/ipv6/route.c", false);
        check("*/net/*", "arch/net/x.c", true);
        check("*/net/*", "arch/x86/net/x.c", false);
        check("*/net/", "arch/x86/net/x.c", true);
        check("net/snmp", "net/snmp6.c", true);
        check("net/snmp", "net/snmp/x.c", true);
        check("net/snmp", "net/snmp/x/y.c", true);
        check("net/snmp", "net/snmp6/x/y.c", false);
        check("net/*.[ch]", "net/x.h", true);
        check("net/*.[ch]", "net/x.s", false);
        check("net/da[79]?.c", "net/da75.c", true);
        check("net/[a-c]x", "net/bx", true);
        check("net/[^a-c]x", "net/bx", false);
        check("net/[]x]", "net/]", true);
        check("net/[x", "net/[x", true);
        check("net/x+.c", "net/xx.c", false);
        check("net/x.c", "net/x-c", false);
        check("*a*b*c", "xxaxxbxxbxxcxx", true);
        check("*a*b*c", "xxaxxbxx", false);
        check("*", "Makefile", true);
        check("*", "net/x.c", false);
        check("*/", "net/x.c", true);
        check("*/", "Makefile", false);
    }

    #[test]
    fn many_stars_take_no_long_time() {
        let pattern = Pattern::parse(&format!("{}b", "*a".repeat(200)));
        assert!(!pattern.matches(&"a".repeat(4000), 0));
    }
}
