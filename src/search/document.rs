//! What can be found, and by which words.
//!
//! A document's number never changes once given, whatever is added later: series count by the place of their
//! first mail among all patch mails (so that two that turn out to be one leave a gap instead of moving all
//! others), digests by time, authors and subsystems by their first mails; each kind has a range of its own to
//! grow in.

use std::collections::BTreeSet;

use super::Corpus;
use super::age::{Ages, began};
use crate::archive::date_of;
use crate::catalog::{
    AuthorAt, Catalog, DigestAt, ListAt, Patch, PatchAt, Series, SeriesAt, Subsystem, SubsystemAt,
};
use crate::digest::Revision;
use crate::error::Result;
use crate::position::{Table, tally};

/// Fields that every search looks into, in the order in which lunr gets them.
pub const FIELDS: [&str; 6] = ["title", "author", "subsystem", "list", "tags", "year"];
/// The fields of mails' texts and of what reviewers said, which a reader has to ask for.
pub const TEXT: &str = "text";
pub const SAID: &str = "said";
/// Titles in results, in characters. A subject can be as long as a mail.
const LONGEST_TITLE: usize = 300;
/// Authors named in a result at most.
const AUTHORS: usize = 3;
/// Addresses that an author and their series are found by: each series repeats them, and no person has as many.
const ADDRESSES: usize = 64;
/// Digits of a commit that a digest can be found by.
pub const COMMIT_DIGITS: usize = 8;

/// What a document is about. The order is that of the ranges of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Series,
    Author,
    Subsystem,
    Digest,
}

impl Kind {
    /// Bits of a document's number that count within its kind.
    const BITS: u32 = 28;

    /// The number of the `at`-th document of this kind.
    pub fn reference(self, at: usize) -> u32 {
        ((self as u32) << Self::BITS) | (at as u32 & ((1 << Self::BITS) - 1))
    }

    /// The place within its kind of a document with this number.
    pub fn place(reference: u32) -> usize {
        (reference & ((1 << Self::BITS) - 1)) as usize
    }
}

/// What a document leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    Series(SeriesAt),
    Author(AuthorAt),
    Subsystem(SubsystemAt),
    Digest(DigestAt),
}

impl Target {
    /// Its kind.
    pub fn kind(self) -> Kind {
        match self {
            Self::Series(_) => Kind::Series,
            Self::Author(_) => Kind::Author,
            Self::Subsystem(_) => Kind::Subsystem,
            Self::Digest(_) => Kind::Digest,
        }
    }
}

/// A document: what it is found by, and what is shown of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    pub reference: u32,
    pub target: Target,
    /// In the order of [`FIELDS`].
    pub fields: [String; FIELDS.len()],
    /// Fields and values that can be asked for as they are.
    pub values: Vec<(&'static str, String)>,
    /// What each of its people is searched by.
    pub names: Vec<String>,
    /// When what is said here of it became so, in seconds since 1970.
    pub since: i64,
    pub title: String,
    /// The people of a result, the first one first.
    pub authors: Vec<String>,
    /// The author whom filters count it for.
    pub author: Option<AuthorAt>,
    pub subsystem: String,
    /// The day of its first mail, or a digest's last day. That of an author's last mail would be another each day.
    pub date: String,
    pub lists: Vec<ListAt>,
    pub version: String,
}

/// All documents, by number; and series that have a new version since the last mail's month began, as they were before.
pub fn list(source: &Corpus) -> (Vec<Document>, Vec<Document>) {
    let catalog = source.catalog;
    let held = lists_of_patches(catalog);
    let ages = Ages::of(catalog);
    let (mut documents, mut before) = (Vec::new(), Vec::new());
    for (at, own) in catalog.series.iter_at() {
        let is_old =
            |revision: &&Revision<Patch>| began(catalog, revision).is_none_or(|time| !ages.is_last(time));
        let all: Vec<&Revision<Patch>> = own.revisions.iter().collect();
        let old: Vec<&Revision<Patch>> = all.iter().copied().filter(is_old).collect();
        if old.len() < all.len() {
            before.extend(newest(&old).map(|newest| series(source, at, &old, newest, &held)));
        }
        documents.push(series(source, at, &all, own.newest(), &held));
    }
    let authors = catalog.authors.sorted_by_key(|_, author| author.first.unwrap_or(i64::MAX));
    documents.extend(authors.into_iter().enumerate().map(|(number, at)| author(source, at, number)));
    let first_of_subsystem = |_, subsystem: &Subsystem| {
        let series = subsystem.series.iter();
        let first = series.map(|&series| first_mail(&catalog.series[series])).min();
        (first.is_none(), first)
    };
    let subsystems = catalog.subsystems.sorted_by_key(first_of_subsystem);
    documents.extend(subsystems.into_iter().enumerate().map(|(number, at)| subsystem(source, at, number)));
    let mut digests: Vec<DigestAt> = catalog.digests.positions().collect();
    digests.sort_by_key(|&at| {
        let filed = &catalog.digests[at];
        (filed.until, filed.since, filed.list, filed.key.as_str())
    });
    documents.extend(digests.into_iter().enumerate().map(|(number, at)| digest(source, at, number)));
    documents.sort_by_key(|document| document.reference);
    before.sort_by_key(|document| document.reference);
    (documents, before)
}

/// The newest of some revisions: the last whole one that counts highest.
fn newest<'a>(revisions: &[&'a Revision<Patch>]) -> Option<&'a Revision<Patch>> {
    revisions.iter().copied().max_by_key(|revision| (!revision.partial, revision.counted()))
}

/// The text of some patches as far as it may be shown: their titles, which the series' own seldom has, and bodies.
pub fn text_of(source: &Corpus, patches: &[PatchAt]) -> Result<String> {
    let mut text = String::new();
    for &patch in patches {
        let title = (source.shown)(&source.catalog.entry(patch).title);
        text.extend([title.as_str(), "\n", &(source.body)(patch)?, "\n"]);
    }
    Ok(text)
}

/// The first of a series' mails by when they were sent.
pub(super) fn first_mail(series: &Series) -> PatchAt {
    series.mails().min().unwrap_or(PatchAt::FIRST)
}

/// The lists that each patch went to.
fn lists_of_patches(catalog: &Catalog) -> Table<Patch, Vec<ListAt>> {
    let mut held = catalog.patches.filled(Vec::new());
    for (filed, patches) in catalog.digests.iter().zip(&catalog.patch_of) {
        patches.iter().for_each(|&patch| held[patch].push(filed.list));
    }
    held
}

/// A series that has these revisions.
fn series(
    source: &Corpus,
    at: SeriesAt,
    revisions: &[&Revision<Patch>],
    newest: &Revision<Patch>,
    held: &Table<Patch, Vec<ListAt>>,
) -> Document {
    let catalog = source.catalog;
    let series = &catalog.series[at];
    let first = first_mail(series);
    let mails = || revisions.iter().flat_map(|revision| revision.mails.iter().copied());
    let lists: BTreeSet<ListAt> = mails().flat_map(|mail| held[mail].iter().copied()).collect();
    let head = catalog.patches[newest.mails[0]].author;
    let authors = mails().map(|mail| catalog.patches[mail].author);
    let mut people: Vec<(AuthorAt, usize)> = tally(authors).into_iter().collect();
    people.sort_by_key(|&(author, patches)| (author != head, std::cmp::Reverse(patches), author));
    let (mut tags, mut years) = (BTreeSet::new(), BTreeSet::new());
    for revision in revisions {
        tags.insert(format!("v{}", revision.version));
        tags.extend(catalog.entry(revision.mails[0]).tags.iter().cloned());
        years.insert(date_of(catalog.entry(revision.mails[0]).sent).year().to_string());
    }
    let subsystems = series.subsystems.iter().map(|&at| levels(source, at, "/"));
    let title = (source.shown)(&catalog.entry(newest.mails[0]).title);
    let sender = catalog.backport(at).and_then(|backport| Some((source.shown)(&backport.sender?.name)));
    let names: Vec<String> =
        people.iter().map(|&(author, _)| known_as(source, author)).chain(sender).collect();
    let tags: Vec<String> = tags.iter().map(|tag| (source.shown)(tag)).collect();
    let list_names: Vec<&str> = lists.iter().map(|&list| source.lists[list]).collect();
    let mut values: Vec<(&str, String)> = Vec::new();
    values.extend(years.iter().map(|year| ("year", String::clone(year))));
    values.extend(list_names.iter().map(|&list| ("list", list.to_owned())));
    values.extend(tags.iter().map(|tag| ("tags", tag.clone())));
    Document {
        reference: Kind::Series.reference(first.number()),
        target: Target::Series(at),
        fields: [
            title.clone(),
            names.join(" "),
            joined(subsystems),
            list_names.join(" "),
            tags.join(" "),
            joined(years),
        ],
        values,
        names,
        since: revisions.iter().filter_map(|revision| began(catalog, revision)).max().unwrap_or_default(),
        title: clip(&title),
        authors: people.iter().take(AUTHORS).map(|&(author, _)| author_name(source, author)).collect(),
        author: Some(head),
        subsystem: series.subsystems.first().map_or_else(String::new, |&at| levels(source, at, " › ")),
        date: date_of(catalog.entry(first).sent).to_string(),
        lists: lists.into_iter().collect(),
        version: format!("v{}", newest.version),
    }
}

fn author(source: &Corpus, at: AuthorAt, number: usize) -> Document {
    let author = &source.catalog.authors[at];
    let years: Vec<String> = author.years.keys().map(i16::to_string).collect();
    let name = (source.shown)(&author.address.name);
    let known_as = known_as(source, at);
    Document {
        fields: [name, known_as.clone(), String::new(), String::new(), String::new(), years.join(" ")],
        values: years.into_iter().map(|year| ("year", year)).collect(),
        names: vec![known_as],
        since: author.first.unwrap_or_default(),
        title: author_name(source, at),
        ..blank(Target::Author(at), number)
    }
}

fn subsystem(source: &Corpus, at: SubsystemAt, number: usize) -> Document {
    let catalog = source.catalog;
    let name = levels(source, at, "/");
    let of_subsystem = catalog.subsystems[at].series.iter();
    let first = of_subsystem.map(|&series| first_mail(&catalog.series[series])).min();
    Document {
        fields: [name.clone(), String::new(), name, String::new(), String::new(), String::new()],
        since: first.map_or(0, |first| catalog.entry(first).sent),
        title: clip(&levels(source, at, " › ")),
        ..blank(Target::Subsystem(at), number)
    }
}

fn digest(source: &Corpus, at: DigestAt, number: usize) -> Document {
    let filed = &source.catalog.digests[at];
    let date = date_of(filed.until);
    let commits = [&filed.digest.from, &filed.digest.to];
    let commits =
        commits.iter().filter(|id| id.len() >= COMMIT_DIGITS && id.bytes().all(|b| b.is_ascii_hexdigit()));
    Document {
        fields: [
            format!("{} {}", filed.period.title(), filed.key),
            String::new(),
            String::new(),
            source.lists[filed.list].to_owned(),
            joined(commits.map(|id| id[..COMMIT_DIGITS].to_owned())),
            date.year().to_string(),
        ],
        values: vec![("list", source.lists[filed.list].to_owned()), ("year", date.year().to_string())],
        since: filed.until,
        title: clip(&filed.period.title()),
        date: date.to_string(),
        lists: vec![filed.list],
        ..blank(Target::Digest(at), number)
    }
}

fn blank(target: Target, number: usize) -> Document {
    Document {
        reference: target.kind().reference(number),
        target,
        fields: Default::default(),
        values: Vec::new(),
        names: Vec::new(),
        since: 0,
        title: String::new(),
        authors: Vec::new(),
        author: None,
        subsystem: String::new(),
        date: String::new(),
        lists: Vec::new(),
        version: String::new(),
    }
}

/// What an author is searched by: the name, and what is before the `@` of the first addresses, by which many are known.
fn known_as(source: &Corpus, author: AuthorAt) -> String {
    let author = &source.catalog.authors[author];
    let name = &author.address.name;
    let mut words = vec![(source.shown)(name)];
    if source.addresses {
        let locals = author.addresses.iter().filter_map(|own| Some(own.email.split_once('@')?.0));
        for local in locals.filter(|local| *local != name.as_str()) {
            if words.len() > ADDRESSES {
                break;
            }
            if !words[1..].iter().any(|word| word == local) {
                words.push(local.to_owned());
            }
        }
    }
    words.join(" ")
}

/// The name of an author in results.
pub(super) fn author_name(source: &Corpus, author: AuthorAt) -> String {
    match (source.shown)(&source.catalog.authors[author].address.name) {
        name if name.is_empty() => "(unknown)".to_owned(),
        name => clip(&name),
    }
}

/// A subsystem's levels from the top.
pub(super) fn levels(source: &Corpus, at: SubsystemAt, separator: &str) -> String {
    let catalog = source.catalog;
    let above = std::iter::successors(Some(at), |&at| catalog.subsystems[at].parent);
    let mut names: Vec<&str> = above.map(|at| catalog.subsystems[at].name.as_str()).collect();
    names.reverse();
    (source.shown)(&names.join(separator))
}

fn joined(words: impl IntoIterator<Item = String>) -> String {
    words.into_iter().collect::<Vec<_>>().join(" ")
}

fn clip(title: &str) -> String {
    match title.char_indices().nth(LONGEST_TITLE) {
        Some((end, _)) => format!("{}…", &title[..end]),
        None if title.is_empty() => "(no subject)".to_owned(),
        None => title.to_owned(),
    }
}
