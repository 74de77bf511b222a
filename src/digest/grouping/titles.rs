//! Titles, compared: the same but for punctuation, or much alike.

use super::{Mail, Member};
use crate::position::Table;
use crate::shared::HashMap;

/// Words of a title that count.
const LONGEST: usize = 40;
/// Words that say nothing of what a patch does.
const COMMON: [&str; 16] =
    ["a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "is", "of", "on", "the", "to", "with"];

/// A title, by its place among all. Two that differ in case, punctuation or white space only are one.
pub(super) type Title = u32;

/// All titles, each once.
pub(super) struct Titles {
    /// The words of each, as numbers in order.
    words: Vec<Vec<u32>>,
    /// Those of them that follow the last colon.
    behind: Vec<Box<[u32]>>,
    /// How many of them are names of the code.
    names: Vec<usize>,
    /// What follows the last colon of each, and what is before it, by their places among these.
    rests: Vec<u32>,
    prefixes: Vec<u32>,
    /// By place: the text before the last colon.
    of_prefix: Vec<Box<str>>,
    /// By word: its text, if it has a digit.
    numbered: Vec<Option<Box<str>>>,
    /// The word `revert`, if a title has it.
    revert: Option<u32>,
    learned: Vec<bool>,
    /// How many of the titles that were learned have each word.
    counts: Vec<u32>,
    total: u32,
}

impl Titles {
    /// Reads the titles of mails, and gives the one of each; none for a mail without words in its title.
    pub fn of<'a>(members: &'a Table<Mail, Member>) -> (Self, Table<Mail, Option<Title>>) {
        let mut known: HashMap<String, Title> = HashMap::default();
        let mut numbers: HashMap<&str, u32> = HashMap::default();
        let (mut words, mut names): (Vec<Vec<u32>>, Vec<usize>) = (Vec::new(), Vec::new());
        let mut behind: Vec<Box<[u32]>> = Vec::new();
        let mut all_rests: HashMap<String, u32> = HashMap::default();
        let mut all_prefixes: HashMap<&str, u32> = HashMap::default();
        let (mut rests, mut prefixes, mut of_prefix) = (Vec::new(), Vec::new(), Vec::new());
        let mut numbered = Vec::new();
        let mut title = |member: &'a Member| {
            let all: Vec<&str> = split(&member.title).take(LONGEST).collect();
            let fresh = words.len() as Title;
            let title = *known.entry(all.join(" ")).or_insert(fresh);
            if title == fresh {
                let telling = all.iter().filter(|word| !COMMON.contains(word));
                let mut own: Vec<u32> = Vec::new();
                for word in telling {
                    let fresh = numbers.len() as u32;
                    own.push(*numbers.entry(stem(word)).or_insert(fresh));
                    if fresh < numbers.len() as u32 {
                        numbered.push(word.bytes().any(|b| b.is_ascii_digit()).then(|| Box::from(*word)));
                    }
                }
                let (prefix, rest) = member.title.rsplit_once(": ").unwrap_or(("", &member.title));
                let of_rest = split(rest).filter(|word| !COMMON.contains(word)).count();
                behind.push(own[own.len() - of_rest.min(own.len())..].into());
                own.sort_unstable();
                own.dedup();
                words.push(own);
                names.push(all.iter().filter(|word| word.contains('_')).count());
                let fresh = all_rests.len() as u32;
                rests.push(*all_rests.entry(telling_words(rest)).or_insert(fresh));
                let fresh = all_prefixes.len() as u32;
                let place = *all_prefixes.entry(prefix).or_insert(fresh);
                prefixes.push(place);
                if place == fresh {
                    of_prefix.push(Box::from(prefix));
                }
            }
            (!all.is_empty()).then_some(title)
        };
        let of_members = members.iter().map(&mut title).collect();
        let (counts, learned) = (vec![0; numbers.len()], vec![false; words.len()]);
        let revert = numbers.get("revert").copied();
        let titles = Self {
            words,
            behind,
            names,
            rests,
            prefixes,
            of_prefix,
            numbered,
            revert,
            learned,
            counts,
            total: 0,
        };
        (titles, of_members)
    }

    /// Counts the words of a title. Only titles of the past are counted, so that what was found out of a series
    /// does not change when others come.
    pub fn learn(&mut self, title: Title) {
        if !std::mem::replace(&mut self.learned[title as usize], true) {
            self.words[title as usize].iter().for_each(|&word| self.counts[word as usize] += 1);
            self.total += 1;
        }
    }

    /// How many words of a title tell something. A name of the code, `lamp_dim`, tells as much as two.
    pub fn telling(&self, title: Option<Title>) -> usize {
        title.map_or(0, |title| self.words[title as usize].len() + self.names[title as usize])
    }

    /// Whether two titles say the same of two things that only a number tells apart: chips, boards, releases.
    pub fn differ_in_numbers(&self, a: Title, b: Title) -> bool {
        let (a, b) = (&self.words[a as usize], &self.words[b as usize]);
        let without = |some: &[u32], others: &[u32]| -> Vec<u32> {
            some.iter().copied().filter(|word| others.binary_search(word).is_err()).collect()
        };
        let (only_a, only_b) = (without(a, b), without(b, a));
        let numbers = |words: &[u32]| -> Option<Vec<&str>> {
            words.iter().map(|&word| self.numbered[word as usize].as_deref()).collect()
        };
        numbers(&only_a).zip(numbers(&only_b)).is_some_and(|(a, b)| match (&a[..], &b[..]) {
            ([], _) | (_, []) => false,
            ([a], [b]) => !is_mistyped(a, b),
            _ => true,
        })
    }

    /// Whether each of two titles names a thing with a number that the other one does not name, as chips and boards have it.
    pub fn name_other_things(&self, a: Title, b: Title) -> bool {
        let names = |some: Title| -> Vec<&str> {
            let words = self.words[some as usize].iter();
            words
                .filter_map(|&word| self.numbered[word as usize].as_deref())
                .filter(|word| is_name(word))
                .collect()
        };
        let (a, b) = (names(a), names(b));
        let is_known = |name: &&str| a.contains(name) && b.contains(name);
        !a.is_empty()
            && !b.is_empty()
            && !a.iter().chain(&b).any(is_known)
            && !a.iter().any(|one| b.iter().any(|other| is_mistyped(one, other)))
    }

    /// Whether two titles say the same of two parts of a project, as their prefixes name them. A prefix that is mended by
    /// one letter, or says more closely where, is of the same part.
    pub fn differ_in_prefix(&self, a: Title, b: Title) -> bool {
        let [one, other] = [a, b].map(|title| self.prefix(title));
        let is_within = |inner: &str, outer: &str| outer.ends_with(inner) || outer.starts_with(inner);
        a != b
            && self.same_rest(a, b)
            && !is_misspelt(one, other)
            && !is_within(one, other)
            && !is_within(other, one)
    }

    /// Whether one title is that of the patch that undoes the other, as `git revert` names it.
    pub fn undoes(&self, a: Title, b: Title) -> bool {
        let (few, many) =
            if self.words[a as usize].len() < self.words[b as usize].len() { (a, b) } else { (b, a) };
        let (few, many) = (&self.words[few as usize], &self.words[many as usize]);
        let mut only = many.iter().filter(|word| few.binary_search(word).is_err());
        self.revert.is_some_and(|revert| {
            many.len() == few.len() + 1 && only.next() == Some(&revert) && only.next().is_none()
        })
    }

    /// Whether two titles have a word in common, the most common ones apart, that is behind the prefix of one of them.
    pub fn share_a_word(&self, a: Title, b: Title) -> bool {
        let has_one_of = |whole: Title, rest: Title| {
            let words = &self.words[whole as usize];
            self.behind[rest as usize].iter().any(|word| words.binary_search(word).is_ok())
        };
        has_one_of(a, b) || has_one_of(b, a)
    }

    /// Whether two titles are the same behind their prefixes, but for the most common words.
    pub fn same_rest(&self, a: Title, b: Title) -> bool {
        self.rests[a as usize] == self.rests[b as usize]
    }

    /// Whether two titles have one prefix.
    pub fn same_prefix(&self, a: Title, b: Title) -> bool {
        !self.prefix(a).is_empty() && self.prefixes[a as usize] == self.prefixes[b as usize]
    }

    /// What is before the last colon.
    fn prefix(&self, title: Title) -> &str {
        &self.of_prefix[self.prefixes[title as usize] as usize]
    }

    /// How much of two titles is common to both, between 0 and 1: the weights of their common words against those
    /// of all. A rare word tells more than a common one.
    pub fn likeness(&self, a: Title, b: Title) -> f64 {
        let (a, b) = (&self.words[a as usize], &self.words[b as usize]);
        let of_word = |word: u32| {
            let count = self.counts[word as usize].max(1);
            (1.0 + f64::from(self.total) / f64::from(count)).ln()
        };
        let weight = |words: &[u32]| words.iter().map(|&word| of_word(word)).sum::<f64>();
        let common: Vec<u32> = a.iter().copied().filter(|word| b.binary_search(word).is_ok()).collect();
        match weight(a) + weight(b) {
            0.0 => 0.0,
            both => 2.0 * weight(&common) / both,
        }
    }
}

/// Whether a word with a number is a name, and not a number alone.
fn is_name(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_alphabetic())
}

/// Whether a name with a number may be the other, mended: one character more, less or another. Numbers alone are not
/// names: 5.10 and 5.15 are two releases.
fn is_mistyped(a: &str, b: &str) -> bool {
    let are_names = [a, b].iter().all(|name| is_name(name));
    let (long, short) = if a.len() < b.len() { (b, a) } else { (a, b) };
    let same = |pairs: &mut dyn Iterator<Item = (u8, u8)>| pairs.take_while(|(a, b)| a == b).count();
    let before = same(&mut long.bytes().zip(short.bytes()));
    let behind = same(&mut long.bytes().rev().zip(short.bytes().rev())).min(short.len() - before);
    are_names && long.len() - before - behind <= 1
}

/// Whether a name is the other with two letters that changed places, as fingers do.
pub(super) fn is_slip(a: &str, b: &str) -> bool {
    let differ: Vec<usize> =
        (0..a.len().min(b.len())).filter(|&at| a.as_bytes()[at] != b.as_bytes()[at]).collect();
    let [first, second] = differ[..] else { return false };
    let (a, b) = (a.as_bytes(), b.as_bytes());
    a.len() == b.len()
        && second == first + 1
        && (a[first], a[second]) == (b[second], b[first])
        && [a[first], a[second]].iter().all(u8::is_ascii_alphabetic)
}

/// Whether a prefix may be the other, mended: one letter more, less or another.
fn is_misspelt(a: &str, b: &str) -> bool {
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).collect::<Vec<u8>>();
    is_mistyped(a, b) && digits(a) == digits(b)
}

/// The words of a title without the most common ones; the title as it is if it has no others.
fn telling_words(title: &str) -> String {
    let words: Vec<&str> = split(title).filter(|word| !COMMON.contains(word)).collect();
    if words.is_empty() { title.to_owned() } else { words.join(" ") }
}

/// The words of a normalised title. An underscore is part of one, other punctuation is not.
fn split(title: &str) -> impl Iterator<Item = &str> {
    title.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

/// A word without its ending, so that `fixed` is `fix` and `pages` is `page`.
fn stem(word: &str) -> &str {
    let endings = ["ing", "ed", "es", "s"];
    let stem = endings.iter().find_map(|ending| word.strip_suffix(ending));
    stem.filter(|stem| stem.len() >= 3).map_or(word, |stem| stem.trim_end_matches('e'))
}
