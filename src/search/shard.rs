//! The terms, cut into files that are fetched one by one.
//!
//! A file has one term a line: the term, how many terms are before it in the field where it first appears
//! (lunr orders terms by first appearance), and its postings in each field, with tabs between and none at the
//! end. The postings of a field are those of each kind of documents, with `;` between; a posting is the
//! count and `*` if the count is above 1, the distance from the number before in base 36, and the field's length
//! in capital letters, base 26: `2*1aK` is twice in the document 46 numbers on, whose field has 10 terms. In texts
//! the terms before the first appearance are there too, with `!`, for all postings but the first. A term
//! has no white space, so nothing needs to be escaped.
//!
//! Where one file ends and the next begins depends on the terms there and not on how many are before, so
//! what is added at one place moves no other border. A term of very many documents has files of its own, of
//! which only the last ones change when documents are added.

use data_encoding::HEXLOWER;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha1::{Digest as _, Sha1};

use super::Files;
use super::document::Kind;
use super::postings::{Posting, Terms};

/// A file of several terms has at most so many times the least size.
const MOST_TIMES: usize = 4;
/// One in so many terms may begin a file.
const BORDERS: u8 = 32;
/// A term with more postings than this has files of its own, each with so many.
const SPLIT: usize = 800;
/// The hexadecimal digits of a hash in a file's name.
const NAME: usize = 10;

/// Where terms are.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Shards {
    /// The first term of each file of several terms, and the files' names.
    first: Vec<String>,
    files: Vec<String>,
    /// Terms with files of their own, and the names of those.
    split: Vec<(String, Vec<String>)>,
}

impl Shards {
    /// The paths of all files.
    pub fn paths(&self) -> impl Iterator<Item = String> {
        self.files.iter().chain(self.split.iter().flat_map(|(_, names)| names)).map(|name| path(name))
    }
}

/// How lines are written, and the least size of a file of several terms, in bytes.
pub struct Layout {
    fields: usize,
    least: usize,
    positions: bool,
}

impl Layout {
    pub fn of_fields(fields: usize, least: usize) -> Self {
        Self { fields, least, positions: false }
    }

    /// Texts are one field; any posting can come to be the first that counts.
    pub fn of_texts(least: usize) -> Self {
        Self { fields: 1, least, positions: true }
    }
}

/// Cuts terms into files.
pub fn write(terms: &Terms, layout: &Layout, files: &mut Files) -> Shards {
    let least = layout.least;
    let lines = |number| lines(terms.at(number), layout);
    let lines: Vec<Vec<String>> = (0..terms.len()).into_par_iter().map(lines).collect();
    let mut shards = Shards { first: Vec::new(), files: Vec::new(), split: Vec::new() };
    let mut open = String::new();
    for ((term, _), lines) in terms.iter().zip(lines) {
        let [line] = lines.as_slice() else {
            let names = lines.into_iter().map(|line| insert(files, line)).collect();
            shards.split.push((term.to_owned(), names));
            continue;
        };
        let full = (open.len() >= least && is_border(term)) || open.len() + line.len() > MOST_TIMES * least;
        if full && !open.is_empty() {
            shards.files.push(insert(files, std::mem::take(&mut open)));
        }
        if open.is_empty() {
            shards.first.push(term.to_owned());
        }
        open.push_str(line);
    }
    if !open.is_empty() {
        shards.files.push(insert(files, open));
    }
    shards
}

/// Writes the list of all terms, and gives its file's name.
pub fn write_vocabulary(terms: &Terms, files: &mut Files) -> String {
    let mut text = String::new();
    for (term, _) in terms.iter() {
        text.push_str(term);
        text.push('\n');
    }
    insert(files, text)
}

/// Adds a file that is named after its contents.
fn insert(files: &mut Files, text: String) -> String {
    let mut name = HEXLOWER.encode(&Sha1::digest(text.as_bytes()));
    name.truncate(NAME);
    files.insert(path(&name), text.into_bytes());
    name
}

fn path(name: &str) -> String {
    format!("search/{name}.txt")
}

fn is_border(term: &str) -> bool {
    Sha1::digest(term.as_bytes())[0].is_multiple_of(BORDERS)
}

/// The line of a term; several, for as many files, if it has very many postings.
fn lines((term, postings): (&str, &[Posting]), layout: &Layout) -> Vec<String> {
    if postings.len() <= SPLIT {
        return vec![line(term, postings, layout)];
    }
    // Series are most of all documents and the first by number; the others begin a file of their own, so that
    // a new series moves none of them.
    let series = postings.partition_point(|posting| posting.reference < Kind::Author.reference(0));
    let (series, others) = postings.split_at(series);
    series.chunks(SPLIT).chain(others.chunks(SPLIT)).map(|part| line(term, part, layout)).collect()
}

fn line(term: &str, postings: &[Posting], layout: &Layout) -> String {
    let mut line = format!("{term}\t");
    push_number(&mut line, postings.first().map_or(0, |posting| posting.position), 36, b'0', b'a');
    for field in 0..layout.fields {
        line.push('\t');
        let mut kind = 0;
        let mut before = 0;
        for (at, posting) in postings.iter().filter(|posting| usize::from(posting.field) == field).enumerate()
        {
            let kind_here = posting.reference - Kind::place(posting.reference) as u32;
            while kind < kind_here {
                kind += Kind::Author.reference(0);
                line.push(';');
                before = 0;
            }
            if posting.count > 1 {
                push_number(&mut line, posting.count, 36, b'0', b'a');
                line.push('*');
            }
            if layout.positions && at > 0 {
                push_number(&mut line, posting.position, 36, b'0', b'a');
                line.push('!');
            }
            push_number(&mut line, posting.reference - kind - before, 36, b'0', b'a');
            push_number(&mut line, posting.length, 26, b'A', b'K');
            before = posting.reference - kind;
        }
    }
    line.truncate(line.trim_end_matches('\t').len());
    line.push('\n');
    line
}

/// Appends a number; the digits are ten from `low` on and then those from `high` on.
fn push_number(line: &mut String, mut number: u32, base: u32, low: u8, high: u8) {
    // A u32 has seven digits in base 26.
    let mut digits = [0; 7];
    let mut start = digits.len();
    loop {
        let digit = (number % base) as u8;
        start -= 1;
        digits[start] = if digit < 10 { low + digit } else { high + (digit - 10) };
        number /= base;
        if number == 0 {
            break;
        }
    }
    line.extend(digits[start..].iter().map(|&digit| char::from(digit)));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posting(reference: u32, field: u8, count: u32, length: u32) -> Posting {
        Posting { reference, field, count, length, position: 3 }
    }

    #[test]
    fn a_line_holds_counts_distances_and_lengths_by_field_and_kind() {
        let postings = [
            posting(5, 0, 1, 7),
            posting(51, 0, 2, 10),
            posting(51, 1, 1, 26),
            posting(Kind::Digest.reference(2), 0, 1, 1),
        ];
        assert_eq!(line("vgic", &postings, &Layout::of_fields(4, 0)), "vgic\t3\t5H2*1aK;;;2B\t1fBA\n");
    }

    #[test]
    fn a_line_of_texts_holds_where_each_document_has_the_term_first() {
        let postings = [posting(5, 0, 1, 7), posting(51, 0, 2, 10)];
        assert_eq!(line("vgic", &postings, &Layout::of_texts(0)), "vgic\t3\t5H2*3!1aK\n");
    }

    #[test]
    fn what_is_added_at_one_place_moves_no_other_border() {
        let terms = |extra: bool| {
            let mut words: Vec<String> = (0..6_000).map(|n| format!("term{n:05}")).collect();
            if extra {
                words.extend(["term00100x", "term00101x", "term02500x"].map(String::from));
                words.sort();
            }
            let postings: Vec<Posting> = (0..8).map(|n| posting(n, 0, 1, 9)).collect();
            let mut terms = Terms::default();
            words.iter().for_each(|word| terms.push(word, postings.iter().copied()));
            terms
        };
        let (mut before, mut after) = (Files::new(), Files::new());
        write(&terms(false), &Layout::of_fields(1, 4 << 10), &mut before);
        write(&terms(true), &Layout::of_fields(1, 4 << 10), &mut after);
        let new = after.keys().filter(|path| !before.contains_key(*path)).count();
        assert!(before.len() > 10 && new <= 4, "{new} of {} files are new", after.len());
    }
}
