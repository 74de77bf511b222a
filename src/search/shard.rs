//! The terms, cut into files that are fetched one by one.
//!
//! A file has one term a line: the term, how many terms are before it in the field where it first appears
//! (lunr orders terms by first appearance), and its postings in each field, with tabs between and none at the
//! end. The postings of a field are those of each kind of documents, with `;` between; a posting is the
//! count and `*` if the count is above 1, the terms before the first appearance and `!` for the [`PLACED`] first of a field
//! but the first of all, the distance from the number before in base 36, and the field's length in capital letters, base 26: `2*3!1aK`
//! is twice, behind three terms, in the document 46 numbers on, whose field has 10 terms. A term has no white space, so
//! nothing needs to be escaped.
//!
//! Of terms that are looked up as they are, only the documents are listed: of each kind the distances, in letters, base
//! 26, the last one a capital: `waiting A;;bE` is in the first series and the 31st subsystem.
//!
//! Behind the lines and an empty one, a file may have as JSON what is shown first of the documents that its terms find
//! first: see `first`.
//!
//! Where one file ends and the next begins depends on the terms there and not on how many are before, so
//! what is added at one place moves no other border. A term of very many documents has files of its own.

use data_encoding::HEXLOWER;
use rayon::prelude::*;
use serde::{Deserialize, Serialize, Serializer};
use sha1::{Digest as _, Sha1};

use super::Files;
use super::document::Kind;
use super::postings::{Posting, Terms};

/// A file of several terms has at most so many times the least size.
const MOST_TIMES: usize = 4;
/// One in so many terms may begin a file.
const BORDERS: u8 = 32;
/// A term with more postings than this has a file of its own: the first number is for terms with counts, the second for those
/// whose documents alone are listed.
const SPLIT: usize = 800;
const SPLIT_SET: usize = 8_000;
/// The same for several files: who asks for the term loads all of them.
const PART: usize = 4_000;
/// Terms whose lines are made at once: those of all are as large as the index.
const AT_ONCE: usize = 4_096;
/// Postings of a field whose place in it is told. It counts for the first document that has the term: of older documents those
/// that are replaced do not, but not so many of them.
const PLACED: usize = 8;
/// Of the alphabet, as the base of numbers.
const LETTERS: u32 = 26;
/// The hexadecimal digits of a hash in a file's name.
const NAME: usize = 10;

/// Where terms are.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Shards {
    /// How the first term of each file of several terms begins, as far as it tells it from the term before; and the
    /// files' names.
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

/// What a list of files holds: of each tier or age the files, and documents whose part there does not count, since
/// a later one has it: the distance of each from the one before.
#[derive(Debug, Serialize)]
pub struct Listed<const TIERS: usize> {
    #[serde(serialize_with = "as_packed")]
    pub shards: [Shards; TIERS],
    #[serde(serialize_with = "as_list")]
    pub replaced: [Vec<u32>; TIERS],
}

fn as_list<S: Serializer, T: Serialize, const TIERS: usize>(
    list: &[T; TIERS],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    list.as_slice().serialize(serializer)
}

/// [`Shards`] as browsers load them: few signs between names, which are all of one length. Neither terms nor names have
/// white space.
#[derive(Serialize)]
struct Packed {
    first: String,
    files: String,
    /// The terms with files of their own, and the names of the files of each.
    split: String,
    own: String,
}

impl Packed {
    fn of(shards: &Shards) -> Self {
        let (split, own): (Vec<&str>, Vec<String>) =
            shards.split.iter().map(|(term, names)| (term.as_str(), names.concat())).unzip();
        Self {
            first: shards.first.join(" "),
            files: shards.files.concat(),
            split: split.join(" "),
            own: own.join(" "),
        }
    }
}

fn as_packed<S: Serializer, const TIERS: usize>(
    list: &[Shards; TIERS],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    list.each_ref().map(Packed::of).as_slice().serialize(serializer)
}

/// How lines are written, and the least size of a file of several terms, in bytes.
pub struct Layout {
    /// Without them, only the documents are listed.
    fields: usize,
    least: usize,
    /// A term of more postings has a file of its own.
    apart: usize,
}

impl Layout {
    pub fn of_fields(fields: usize, least: usize) -> Self {
        Self { fields, least, apart: SPLIT }
    }

    pub fn of_sets(least: usize) -> Self {
        Self { fields: 0, least, apart: SPLIT_SET }
    }

    /// The same with files of their own for terms of more postings than this.
    pub fn apart(self, apart: usize) -> Self {
        Self { apart, ..self }
    }
}

/// Gives what a file shows of the documents that some of its terms find first, as JSON; `None` for none.
pub type Shown<'a> = &'a dyn Fn(&[usize]) -> Option<String>;

/// Cuts terms into files.
pub fn write(terms: &Terms, layout: &Layout, files: &Files) -> Shards {
    write_shown(terms, layout, &|_| None, files)
}

/// The same, with what is shown of documents, by the positions of the terms of a file.
pub fn write_shown(terms: &Terms, layout: &Layout, shown: Shown, files: &Files) -> Shards {
    let least = layout.least;
    let of_term = |number| lines(terms.at(number), layout);
    let of_some = |start: usize| {
        let numbers = start..terms.len().min(start + AT_ONCE);
        numbers.into_par_iter().map(of_term).collect::<Vec<_>>()
    };
    let lines = (0..terms.len()).step_by(AT_ONCE).flat_map(of_some);
    let mut shards = Shards { first: Vec::new(), files: Vec::new(), split: Vec::new() };
    let (mut open, mut own, mut before) = (String::new(), Vec::new(), "");
    let close = |text: &mut String, own: &mut Vec<usize>| {
        let mut text = std::mem::take(text);
        text.extend(shown(own).map(|shown| format!("\n{shown}\n")));
        own.clear();
        insert(files, text)
    };
    for (number, mut lines) in lines.enumerate() {
        let (term, postings) = terms.at(number);
        if postings.len() > layout.apart {
            let names = lines.iter_mut().enumerate().map(|(at, line)| {
                let mut own = if at == 0 { vec![number] } else { Vec::new() };
                close(line, &mut own)
            });
            shards.split.push((term.to_owned(), names.collect()));
            continue;
        }
        let line = lines.concat();
        let full = (open.len() >= least && is_border(term)) || open.len() + line.len() > MOST_TIMES * least;
        if full && !open.is_empty() {
            shards.files.push(close(&mut open, &mut own));
        }
        if open.is_empty() {
            shards.first.push(beginning(before, term).to_owned());
        }
        open.push_str(&line);
        own.push(number);
        before = term;
    }
    if !open.is_empty() {
        shards.files.push(close(&mut open, &mut own));
    }
    shards
}

/// How a term begins, as far as it tells it from the one before.
fn beginning<'a>(before: &str, term: &'a str) -> &'a str {
    let same = before.chars().zip(term.chars()).take_while(|(a, b)| a == b).count();
    term.char_indices().nth(same + 1).map_or(term, |(end, _)| &term[..end])
}

/// Writes the list of all terms, which are in order, and gives its file's name.
pub fn write_vocabulary<'a>(terms: impl Iterator<Item = &'a str>, files: &Files) -> String {
    let mut text = String::new();
    for term in terms {
        text.extend([term, "\n"]);
    }
    insert(files, text)
}

/// Adds a file that is named after its contents.
fn insert(files: &Files, text: String) -> String {
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
    let most = if layout.fields == 0 { SPLIT_SET } else { PART };
    if postings.len() <= most {
        return vec![line(term, postings, layout)];
    }
    // Series are most of all documents and the first by number; the others begin a file of their own, so that
    // a new series moves none of them.
    let series = postings.partition_point(|posting| posting.reference < Kind::Author.reference(0));
    let (series, others) = postings.split_at(series);
    series.chunks(most).chain(others.chunks(most)).map(|part| line(term, part, layout)).collect()
}

fn line(term: &str, postings: &[Posting], layout: &Layout) -> String {
    let mut line = format!("{term}\t");
    if layout.fields == 0 {
        push_set(&mut line, postings);
        return line;
    }
    push_number(&mut line, postings.first().map_or(0, |posting| posting.position), 36, b'0', b'a');
    for field in 0..layout.fields {
        line.push('\t');
        let mut kind = 0;
        let mut before = 0;
        let own = postings.iter().enumerate().filter(|(_, posting)| usize::from(posting.field) == field);
        for (of_field, (at, posting)) in own.enumerate() {
            before = if push_kinds(&mut line, &mut kind, posting) { 0 } else { before };
            if posting.count > 1 {
                push_number(&mut line, posting.count, 36, b'0', b'a');
                line.push('*');
            }
            if at > 0 && of_field < PLACED {
                push_number(&mut line, posting.position, 36, b'0', b'a');
                line.push('!');
            }
            push_number(&mut line, posting.reference - kind - before, 36, b'0', b'a');
            push_number(&mut line, posting.length, LETTERS, b'A', b'K');
            before = posting.reference - kind;
        }
    }
    line.truncate(line.trim_end_matches('\t').len());
    line.push('\n');
    line
}

/// Appends the documents alone.
fn push_set(line: &mut String, postings: &[Posting]) {
    let (mut kind, mut before) = (0, 0);
    for posting in postings {
        before = if push_kinds(line, &mut kind, posting) { 0 } else { before };
        let number = posting.reference - kind - before;
        if number >= LETTERS {
            push_number(line, number / LETTERS, LETTERS, b'a', b'k');
        }
        push_number(line, number % LETTERS, LETTERS, b'A', b'K');
        before = posting.reference - kind;
    }
    line.push('\n');
}

/// Appends what separates the kinds of documents up to that of a posting; whether there was any.
fn push_kinds(line: &mut String, kind: &mut u32, posting: &Posting) -> bool {
    let before = *kind;
    while *kind < posting.reference - Kind::place(posting.reference) as u32 {
        *kind += Kind::Author.reference(0);
        line.push(';');
    }
    *kind > before
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
        let expected = "vgic\t3\t5H2*3!1aK;;;3!2B\t3!1fBA\n";
        assert_eq!(line("vgic", &postings, &Layout::of_fields(4, 0)), expected);
    }

    #[test]
    fn places_are_told_of_the_first_postings_of_each_field() {
        let postings: Vec<Posting> = (0..20).map(|n| posting(n / 2, (n % 2) as u8, 1, 0)).collect();
        let expected = "fix\t3\t0A3!1A3!1A3!1A3!1A3!1A3!1A3!1A1A1A\t3!0A3!1A3!1A3!1A3!1A3!1A3!1A3!1A1A1A\n";
        assert_eq!(line("fix", &postings, &Layout::of_fields(2, 0)), expected);
    }

    #[test]
    fn a_list_of_files_is_packed() {
        let shards = Shards {
            first: vec!["a".to_owned(), "vg".to_owned()],
            files: vec!["a".repeat(NAME), "b".repeat(NAME)],
            split: vec![
                ("kvm".to_owned(), vec!["c".repeat(NAME), "d".repeat(NAME)]),
                ("the".to_owned(), vec!["e".repeat(NAME)]),
            ],
        };
        let listed = Listed { shards: [shards], replaced: [vec![4, 2]] };
        let expected = r#"{"shards":[{"first":"a vg","files":"aaaaaaaaaabbbbbbbbbb","split":"kvm the","own":"ccccccccccdddddddddd eeeeeeeeee"}],"replaced":[[4,2]]}"#;
        assert_eq!(serde_json::to_string(&listed).expect("it is JSON"), expected);
    }

    #[test]
    fn a_line_of_a_set_holds_the_documents() {
        let references = [0, 3, 33, 33 + 26 * 26, Kind::Digest.reference(2)];
        let postings = references.map(|reference| posting(reference, 0, 1, 1));
        assert_eq!(line("list=net", &postings, &Layout::of_sets(0)), "list=net\tADbEbaA;;;C\n");
    }

    #[test]
    fn a_file_is_found_by_what_tells_its_first_term_from_the_one_before() {
        let pairs = [
            ("", "vgic", "v"),
            ("vgic", "vgicv3", "vgicv"),
            ("arm", "arm64", "arm6"),
            ("é", "ê", "ê"),
            ("x", "王小", "王"),
        ];
        for (before, term, expected) in pairs {
            assert_eq!(beginning(before, term), expected, "{term} behind {before}");
        }
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
        let paths = |extra| {
            let files = Files::new(&|_, _| Ok(()));
            write(&terms(extra), &Layout::of_fields(1, 4 << 10), &files);
            files.finish().expect("nothing fails")
        };
        let (before, after) = (paths(false), paths(true));
        let new = after.difference(&before).count();
        assert!(before.len() > 10 && new <= 4, "{new} of {} files are new", after.len());
    }
}
