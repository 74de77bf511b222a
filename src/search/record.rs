//! What is shown of a result, the names that complete what is typed, and the columns that filters count.
//!
//! All are JSON, cut by ranges of documents' numbers; the last file of a kind is the one that grows.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Serialize;

use super::document::{Document, Kind, Target, author_name, first_mail};
use super::{Corpus, Files, token};
use crate::archive::date_of;
use crate::catalog::{Author, AuthorAt, ListAt, SeriesAt, State};
use crate::digest::key::Key;

/// Numbers in a file of results. The results of a search are in as many files as there are results, nearly: small
/// ones cost a reader least. The numbers of series count mails, so that most files have one series or two.
const SPAN: usize = 4;
/// Numbers in a file of columns.
const COLUMN_SPAN: usize = 4_096;
/// Seconds of a day.
const DAY: i64 = 86_400;
/// Names that complete a single letter, of however many.
const MOST_OF_LETTER: usize = 8;

/// What the browser has to know of these files to find them.
#[derive(Serialize)]
pub struct Columns {
    /// The numbers in a file of results, and in one of columns.
    span: usize,
    column_span: usize,
    /// One above the highest number, by kind.
    ends: [usize; 4],
    /// The first numbers of each year's series and digests.
    series_years: Vec<(i16, usize)>,
    digest_years: Vec<(i16, usize)>,
    /// The states of series: the word for each, what pages call it, and whether it is an open one.
    states: Vec<(&'static str, &'static str, bool)>,
}

/// Number, title, address, authors, subsystem, date, list and version, as the results of a search have them.
type Record<'a> = (usize, &'a str, String, &'a [String], &'a str, &'a str, String, &'a str);

/// A letter for each kind, in names of files.
const LETTERS: [char; 4] = ['s', 'a', 'u', 'd'];

/// Writes all of them.
pub fn write(source: &Corpus, documents: &[Document], files: &Files) -> Columns {
    write_records(source, documents, files);
    write_columns(source, documents, files);
    write_names(source, documents, files);
    let end = |kind: Kind| {
        let last = documents.iter().rfind(|document| document.target.kind() == kind);
        last.map_or(0, |document| Kind::place(document.reference) + 1)
    };
    Columns {
        span: SPAN,
        column_span: COLUMN_SPAN,
        ends: [Kind::Series, Kind::Author, Kind::Subsystem, Kind::Digest].map(end),
        series_years: years(documents, |target| match target {
            Target::Series(at) => Some(date_of(first_sent(source, at)).year()),
            Target::Author(_) | Target::Subsystem(_) | Target::Digest(_) => None,
        }),
        digest_years: years(documents, |target| match target {
            Target::Digest(at) => Some(date_of(source.catalog.digests[at].until).year()),
            Target::Series(_) | Target::Author(_) | Target::Subsystem(_) => None,
        }),
        states: State::ALL.map(described).to_vec(),
    }
}

fn described(state: State) -> (&'static str, &'static str, bool) {
    (state.word(), state.description().label, state.is_open())
}

fn write_records(source: &Corpus, documents: &[Document], files: &Files) {
    let block_of = |document: &Document| (document.target.kind(), Kind::place(document.reference) / SPAN);
    for documents in documents.chunk_by(|a, b| block_of(a) == block_of(b)) {
        let (kind, block) = block_of(&documents[0]);
        let records: Vec<Record> = documents.iter().map(|document| record(source, document)).collect();
        files.insert_json(&format!("search/results/{}{block}.json", LETTERS[kind as usize]), &records);
    }
}

/// What is shown first of a document: its title and its address.
pub(super) fn title<'a>(source: &Corpus, document: &'a Document) -> (&'a str, String) {
    (&document.title, (source.href)(document.target))
}

fn record<'a>(source: &Corpus, document: &'a Document) -> Record<'a> {
    let lists: Vec<&str> = document.lists.iter().map(|&list| source.lists[list]).collect();
    (
        Kind::place(document.reference),
        &document.title,
        (source.href)(document.target),
        &document.authors,
        &document.subsystem,
        &document.date,
        lists.join(", "),
        &document.version,
    )
}

/// Lists, first authors, states and last days of series, and lists of digests where there are several lists.
fn write_columns(source: &Corpus, documents: &[Document], files: &Files) {
    let has_column = |document: &&Document| match document.target.kind() {
        Kind::Series => true,
        Kind::Digest => source.lists.len() > 1,
        Kind::Author | Kind::Subsystem => false,
    };
    let mut blocks: BTreeMap<(Kind, usize), Vec<&Document>> = BTreeMap::new();
    for document in documents.iter().filter(has_column) {
        let block = Kind::place(document.reference) / COLUMN_SPAN;
        blocks.entry((document.target.kind(), block)).or_default().push(document);
    }
    for ((kind, block), documents) in blocks {
        let path = format!("search/columns/{}{block}.json", LETTERS[kind as usize]);
        files.insert_json(&path, &column(source, block * COLUMN_SPAN, &documents));
    }
}

/// The columns of one block. Numbers are distances from the one before.
#[derive(Default, Serialize)]
struct Column {
    numbers: Vec<usize>,
    /// Positions in `names`; nothing for digests.
    authors: Vec<usize>,
    /// Names in addresses and for people.
    names: Vec<(Key<Author>, String)>,
    /// Positions of lists; nothing where there is only one list.
    lists: Vec<Vec<ListAt>>,
    /// Positions in the manifest's states, and the days of the last mails, since 1970; nothing for digests.
    states: Vec<usize>,
    moved: Vec<i64>,
}

fn column(source: &Corpus, start: usize, documents: &[&Document]) -> Column {
    let mut column = Column::default();
    let mut known: HashMap<AuthorAt, usize> = HashMap::new();
    let mut before = start;
    for document in documents {
        let number = Kind::place(document.reference);
        column.numbers.push(number - before);
        before = number;
        if let Some(author) = document.author {
            let position = *known.entry(author).or_insert_with(|| {
                let key = source.catalog.authors[author].key.clone();
                column.names.push((key, author_name(source, author)));
                column.names.len() - 1
            });
            column.authors.push(position);
        }
        if source.lists.len() > 1 {
            column.lists.push(document.lists.clone());
        }
        if let Target::Series(at) = document.target {
            let life = &source.catalog.lives[at];
            column.states.extend(State::ALL.iter().position(|&state| state == life.state));
            column.moved.push(life.last.div_euclid(DAY));
        }
    }
    column
}

/// When the first mail of a series was sent.
fn first_sent(source: &Corpus, series: SeriesAt) -> i64 {
    source.catalog.entry(first_mail(&source.catalog.series[series])).sent
}

/// The first number of each year, of the documents that have one.
fn years(documents: &[Document], year: impl Fn(Target) -> Option<i16>) -> Vec<(i16, usize)> {
    let mut years: Vec<(i16, usize)> = Vec::new();
    for document in documents {
        let Some(year) = year(document.target) else { continue };
        if years.last().is_none_or(|&(last, _)| last != year) {
            years.push((year, Kind::place(document.reference)));
        }
    }
    years
}

/// Kind, title, address and about how many patches.
type Name<'a> = (char, &'a str, String, usize);

/// A file of names for the first two letters of each of their words, those of most patches first, and a short one
/// for each first letter; and a list of the first letters that have files, with their second ones.
fn write_names(source: &Corpus, documents: &[Document], files: &Files) {
    let mut named: Vec<(usize, &Document)> = Vec::new();
    for document in documents {
        match document.target {
            Target::Author(at) => named.push((rounded(source.catalog.authors[at].patches), document)),
            Target::Subsystem(at) => named.push((rounded(source.catalog.subsystems[at].patches), document)),
            Target::Series(_) | Target::Digest(_) => {}
        }
    }
    named.sort_by_key(|&(patches, document)| (std::cmp::Reverse(patches), document.reference));
    let mut by_letters: BTreeMap<(char, Option<char>), Vec<Name>> = BTreeMap::new();
    for (patches, document) in named {
        let href = (source.href)(document.target);
        let letter = LETTERS[document.target.kind() as usize];
        for initials in initials(&document.title) {
            let names = by_letters.entry(initials).or_default();
            if initials.1.is_some() || names.len() < MOST_OF_LETTER {
                names.push((letter, document.title.as_str(), href.clone(), patches));
            }
        }
    }
    let mut letters: BTreeMap<char, String> = BTreeMap::new();
    for ((first, second), names) in &by_letters {
        let second = second.map(String::from).unwrap_or_default();
        files.insert_json(&format!("search/names/{first}{second}.json"), names);
        letters.entry(*first).or_default().push_str(&second);
    }
    files.insert_json("search/names.json", &letters);
}

/// A number down to its first digit, which few mails change.
fn rounded(number: usize) -> usize {
    let digits = number.checked_ilog10().unwrap_or_default();
    let unit = 10_usize.pow(digits);
    number / unit * unit
}

/// The first letter of each word of a title, alone and with the second, `_` for all outside ASCII; each once.
fn initials(title: &str) -> BTreeSet<(char, Option<char>)> {
    let ascii = |letter: char| if letter.is_ascii() { letter } else { '_' };
    let mut initials = BTreeSet::new();
    for word in token::plain(title).split(|c: char| !c.is_alphanumeric()) {
        let mut letters = word.chars().map(ascii);
        if let Some(first) = letters.next() {
            initials.insert((first, None));
            initials.extend(letters.next().map(|second| (first, Some(second))));
        }
    }
    initials
}
