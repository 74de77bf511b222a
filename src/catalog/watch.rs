//! Watches: which series have what the site's operator looks for. A series is in a watch once a mail of any of its versions
//! fits, so that none leaves it with a newer version.

use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;

use serde::{Deserialize, Serialize};

use super::{AuthorAt, Catalog, PatchAt, Series, SeriesAt};
use crate::digest::Entry;
use crate::mail::Address;
use crate::maintainers::Files;
use crate::position::{At, Table};
use crate::sum::Sum;

/// What the operator looks for: a mail fits that has any of it.
#[derive(Debug, Clone, Default, Hash)]
pub struct Watch {
    pub name: String,
    /// Its name in addresses.
    pub slug: String,
    /// Files that a patch changes, as `F:` of MAINTAINERS names them.
    pub files: Vec<String>,
    /// Words of titles, or several in a row.
    pub words: Vec<String>,
    /// What is in the brackets of a subject.
    pub tags: Vec<String>,
    /// Addresses of authors, or the keys of their pages.
    pub people: Vec<String>,
    /// Companies that the operator names.
    pub companies: Vec<String>,
    /// Domains of authors' addresses, those below them included; in lower case.
    pub domains: Vec<String>,
}

impl Watch {
    /// The same with other texts, for a page. Who its people are is another question.
    pub fn retold(&self, text: impl Fn(&str) -> String) -> Self {
        let all = |texts: &[String]| texts.iter().map(|one| text(one)).collect();
        Self {
            name: text(&self.name),
            slug: self.slug.clone(),
            files: all(&self.files),
            words: all(&self.words),
            tags: all(&self.tags),
            people: self.people.clone(),
            companies: all(&self.companies),
            domains: all(&self.domains),
        }
    }
}

/// A watch and what is in it.
#[derive(Debug)]
pub struct Watched {
    pub own: Watch,
    /// Those of its people who sent patches.
    pub people: Vec<AuthorAt>,
    /// Most recently updated first.
    pub series: Vec<SeriesAt>,
}

/// The position of a watch.
pub type WatchAt = At<Watched>;

/// The watches that fit the files of each series, by their places.
pub type ByFiles = Table<Series, Vec<usize>>;

/// The same, kept for the next build.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct KeptFiles {
    /// By the keys of the series: the hash of all that it was found in, and the places of the watches.
    found: HashMap<String, ([u8; 32], Vec<usize>)>,
}

impl KeptFiles {
    /// What was found of a series, if that was found in the same.
    pub fn of(&self, series: &Series, key: [u8; 32]) -> Option<&Vec<usize>> {
        self.found.get(series.key.as_str()).filter(|(own, _)| *own == key).map(|(_, found)| found)
    }

    pub fn keep(&mut self, series: &Series, key: [u8; 32], found: &[usize]) {
        self.found.insert(series.key.as_str().to_owned(), (key, found.to_vec()));
    }
}

/// The patterns of files of all watches.
pub fn files(watches: &[Watch]) -> Files {
    let of_watch = |(at, watch): (usize, &'_ Watch)| {
        watch.files.iter().map(|pattern| (at, pattern.clone())).collect::<Vec<_>>()
    };
    Files::new(watches.iter().enumerate().flat_map(of_watch))
}

impl Catalog<'_> {
    /// The hash of all that the files of a series are found in. Nothing where a mail has no name of its own. `settings` is
    /// a hash of the program and its settings.
    pub fn files_key(&self, series: SeriesAt, settings: &Sum) -> Option<[u8; 32]> {
        let mut sum = settings.clone();
        for patch in self.series[series].mails() {
            self.entry(patch).text_name()?.hash(&mut sum);
        }
        Some(sum.bytes())
    }

    /// Finds the series of each watch. `by_files` says which fit by their files.
    pub fn watched(&self, watches: &[Watch], by_files: &ByFiles) -> Table<Watched> {
        let watched = |(at, own): (usize, &Watch)| {
            let people = own.people.iter().filter_map(|person| self.author_named(person)).collect();
            let asked = Asked::new(own, people);
            let of_mails = self.patches.iter_at().filter(|(patch, _)| asked.fits(self, *patch));
            let of_files = by_files.iter_at().filter(|(_, places)| places.contains(&at));
            let series: BTreeSet<SeriesAt> =
                of_mails.map(|(_, patch)| patch.series).chain(of_files.map(|(series, _)| series)).collect();
            Watched { own: own.clone(), people: asked.people, series: self.by_movement(series) }
        };
        watches.iter().enumerate().map(watched).collect()
    }

    /// The author with this address, or whose page has, or had, this key.
    fn author_named(&self, person: &str) -> Option<AuthorAt> {
        if person.contains('@') {
            return self.author(&Address::parse(person));
        }
        let has_now = self.authors.find(|author| author.key.as_str() == person);
        has_now.or_else(|| self.authors.find(|author| author.former_keys().any(|key| key.as_str() == person)))
    }
}

/// A watch, ready to be asked of mails.
struct Asked<'a> {
    own: &'a Watch,
    words: Vec<String>,
    tags: Vec<String>,
    people: Vec<AuthorAt>,
}

impl<'a> Asked<'a> {
    fn new(own: &'a Watch, people: Vec<AuthorAt>) -> Self {
        Self {
            own,
            words: own.words.iter().map(|word| normal(word)).collect(),
            tags: own.tags.iter().map(|tag| tag.to_lowercase()).collect(),
            people,
        }
    }

    /// Whether a mail fits by anything but its files.
    fn fits(&self, catalog: &Catalog, patch: PatchAt) -> bool {
        let entry = catalog.entry(patch);
        self.people.contains(&catalog.patches[patch].author)
            || self.has_domain(catalog, entry.author.domain())
            || self.has_tag(entry)
            || self.has_word(entry)
    }

    fn has_domain(&self, catalog: &Catalog, domain: &str) -> bool {
        let is_in = |own: &String| {
            domain.strip_suffix(own.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        self.own.domains.iter().any(is_in)
            || self.own.companies.iter().any(|company| company == catalog.companies.of(domain))
    }

    fn has_tag(&self, entry: &Entry) -> bool {
        !self.tags.is_empty() && entry.tags.iter().any(|tag| self.tags.contains(&tag.to_lowercase()))
    }

    fn has_word(&self, entry: &Entry) -> bool {
        !self.words.is_empty() && {
            let title = normal(&entry.title);
            self.words.iter().any(|word| holds(&title, word))
        }
    }
}

/// A text in lower case, with one space between words.
fn normal(text: &str) -> String {
    text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a text holds some words as they are, and not as parts of longer ones.
fn holds(text: &str, words: &str) -> bool {
    let is_one = |inner: Option<char>, outer: Option<char>| {
        inner.is_some_and(is_of_word) && outer.is_some_and(is_of_word)
    };
    text.match_indices(words).any(|(at, found)| {
        let (before, after) = (&text[..at], &text[at + found.len()..]);
        !is_one(words.chars().next(), before.chars().next_back())
            && !is_one(words.chars().next_back(), after.chars().next())
    })
}

/// Whether a sign is of a word with a space or another sign at its ends: the scripts of East Asia write none between words.
fn is_of_word(sign: char) -> bool {
    (sign.is_alphanumeric() || sign == '_') && sign < '\u{2e80}'
}

#[cfg(test)]
mod tests {
    use super::{holds, normal};

    #[test]
    fn words_are_found_as_they_are() {
        let check = |title: &str, words: &str, expected: bool| {
            assert_eq!(holds(&normal(title), &normal(words)), expected, "{words} in {title}");
        };
        check("mm: fix a KASAN splat", "kasan", true);
        check("unstable: fix it", "stable", false);
        check("unstable, stable", "stable", true);
        check("io_uring: x", "uring", false);
        check("net: use   after  free", "use after free", true);
        check("net: use-after-free", "use after free", false);
        check("Use C++ here", "c++", true);
        check("Größe prüfen", "größe", true);
        check("修复内存泄漏", "内存", true);
        check("vhost-net: x", "vhost", true);
        check("", "x", false);
    }
}
