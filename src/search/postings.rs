//! Which documents hold a term.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::ops::Range;

use rayon::prelude::*;

use super::document::{self, Document};
use super::token;
use crate::error::Result;

/// Documents read by one thread at a time.
const CHUNK: usize = 128;
/// The first byte of U+E000, which is behind all surrogates.
const FIRST_OF_LAST: u8 = 0xEE;

/// A field of a document that holds a term.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Posting {
    pub reference: u32,
    /// Of how many terms the field consists.
    pub length: u32,
    /// How often the term is there.
    pub count: u32,
    /// How many terms are before the first of them.
    pub position: u32,
    /// Position of the field.
    pub field: u8,
}

/// Terms with their postings: one list of these for all, since most terms have one or two.
#[derive(Debug, Default)]
pub struct Terms {
    /// Each with where its postings end, which is where the next one's begin.
    terms: Vec<(Box<str>, usize)>,
    postings: Vec<Posting>,
}

impl Terms {
    /// Adds a term, which must be behind those before it in the order of UTF-16 code units, which is JavaScript's.
    pub fn push(&mut self, term: &str, postings: impl IntoIterator<Item = Posting>) {
        self.postings.extend(postings);
        self.terms.push((term.into(), self.postings.len()));
    }

    /// Terms that are looked up as they are, and the documents that have each; given in any order, each pair as often as
    /// one likes.
    pub fn of_sets(mut held: Vec<(String, u32)>) -> Self {
        held.par_sort_unstable_by(|(a, one), (b, other)| in_script(a, b).then(one.cmp(other)));
        held.dedup();
        let mut terms = Self::default();
        for same in held.chunk_by(|(a, _), (b, _)| a == b) {
            let posting = |&(_, reference): &_| Posting { reference, ..Posting::default() };
            terms.push(&same[0].0, same.iter().map(posting));
        }
        terms
    }

    pub fn len(&self) -> usize {
        self.terms.len()
    }

    /// The term at a position, and its postings by document and field.
    pub fn at(&self, number: usize) -> (&str, &[Posting]) {
        let start = number.checked_sub(1).map_or(0, |before| self.terms[before].1);
        let (term, end) = &self.terms[number];
        (term, &self.postings[start..*end])
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &[Posting])> {
        (0..self.len()).map(|number| self.at(number))
    }
}

/// The order of two texts in JavaScript, that of their UTF-16 code units: of their bytes, but where a character is beyond
/// those of 16 bits and another one among the last of them.
pub fn in_script(a: &str, b: &str) -> Ordering {
    let differ = |(one, other): &(u8, u8)| one != other;
    match a.bytes().zip(b.bytes()).find(differ) {
        None => a.len().cmp(&b.len()),
        Some((one, other)) if one.max(other) < FIRST_OF_LAST => one.cmp(&other),
        Some(_) => a.encode_utf16().cmp(b.encode_utf16()),
    }
}

/// How many terms each field of a document has.
pub type Lengths = [u32; document::FIELDS.len()];

/// Those of the fields that every search looks into, and the lengths of each document.
pub fn of_fields(documents: &[&Document]) -> (Terms, Vec<Lengths>) {
    let chunks = documents.par_chunks(CHUNK).map(|documents| {
        let mut reader = Reader::default();
        let of = |document: &&Document| {
            let mut fields = 0..;
            let fields = document.fields.each_ref().map(|text| (fields.next().unwrap_or_default(), text));
            fields.map(|(field, text)| reader.add(document.reference, field, text))
        };
        let lengths = documents.iter().map(of).collect();
        (reader.finish(), lengths)
    });
    let (chunks, lengths): (Vec<Chunk>, Vec<Vec<Lengths>>) = chunks.unzip();
    (Collection::of(chunks).terms(), lengths.concat())
}

/// Those of texts, each given with the number of its document, and how many terms each text has.
pub fn of_texts<T: Sync>(
    texts: &[(u32, T)],
    read: impl Fn(&T) -> Result<String> + Sync,
) -> Result<(Terms, Vec<u32>)> {
    let chunks = texts.par_chunks(CHUNK).map(|texts| {
        let mut reader = Reader::default();
        let add = |(reference, text): &(u32, T)| Ok(reader.add(*reference, 0, &read(text)?));
        let lengths = texts.iter().map(add).collect::<Result<Vec<u32>>>()?;
        Ok((reader.finish(), lengths))
    });
    // Of several errors the first in the order of the documents is reported, not the first in time.
    let parts: Vec<Result<(Chunk, Vec<u32>)>> = chunks.collect();
    let (chunks, lengths): (Vec<Chunk>, Vec<Vec<u32>>) =
        parts.into_iter().collect::<Result<Vec<_>>>()?.into_iter().unzip();
    Ok((Collection::of(chunks).terms(), lengths.concat()))
}

/// The postings of some documents, with numbers for terms that only count here.
struct Chunk {
    terms: Vec<Box<str>>,
    /// Each with the number of its term; those of one term in the order of the documents.
    postings: Vec<(u32, Posting)>,
}

/// Reads the documents of a chunk.
#[derive(Default)]
struct Reader {
    /// The terms of each word seen: where they are in `terms_of_words`.
    words: HashMap<Box<str>, Range<usize>>,
    terms_of_words: Vec<u32>,
    numbers: HashMap<Box<str>, u32>,
    /// Of each term the place of its newest posting, if that is one of the text being read.
    newest: Vec<usize>,
    postings: Vec<(u32, Posting)>,
}

impl Reader {
    /// Gives the text's length in terms.
    fn add(&mut self, reference: u32, field: u8, text: &str) -> u32 {
        let start = self.postings.len();
        let mut length = 0;
        for word in token::words(&token::plain(text)) {
            for at in self.terms(word) {
                let term = self.terms_of_words[at];
                let newest = &mut self.newest[term as usize];
                match self.postings.get_mut(*newest) {
                    Some((_, posting)) if *newest >= start => posting.count += 1,
                    _ => {
                        *newest = self.postings.len();
                        let posting = Posting { reference, field, count: 1, length: 0, position: length };
                        self.postings.push((term, posting));
                    }
                }
                length += 1;
            }
        }
        self.postings[start..].iter_mut().for_each(|(_, posting)| posting.length = length);
        length
    }

    /// Where the terms of a word are.
    fn terms(&mut self, word: &str) -> Range<usize> {
        if let Some(terms) = self.words.get(word) {
            return terms.clone();
        }
        let start = self.terms_of_words.len();
        for term in token::terms_of(word) {
            let next = self.newest.len();
            let number = *self.numbers.entry(term.into()).or_insert(next as u32);
            if number as usize == next {
                self.newest.push(usize::MAX);
            }
            self.terms_of_words.push(number);
        }
        let terms = start..self.terms_of_words.len();
        self.words.insert(word.into(), terms.clone());
        terms
    }

    fn finish(self) -> Chunk {
        let Self { numbers, mut postings, .. } = self;
        postings.shrink_to_fit();
        let mut terms: Vec<(Box<str>, u32)> = numbers.into_iter().collect();
        terms.sort_unstable_by_key(|&(_, number)| number);
        Chunk { terms: terms.into_iter().map(|(term, _)| term).collect(), postings }
    }
}

/// The postings of all documents.
struct Collection {
    /// In their order.
    terms: Vec<Box<str>>,
    /// By chunk, each with the number of its term.
    postings: Vec<Vec<(u32, Posting)>>,
}

impl Collection {
    fn of(chunks: Vec<Chunk>) -> Self {
        let mut numbers: HashMap<Box<str>, u32> = HashMap::new();
        let mut postings = Vec::with_capacity(chunks.len());
        for Chunk { terms, postings: mut of_chunk } in chunks {
            let next =
                |numbers: &HashMap<_, u32>| u32::try_from(numbers.len()).expect("fewer terms than u32");
            let numbers: Vec<u32> = terms
                .into_iter()
                .map(|term| {
                    let next = next(&numbers);
                    *numbers.entry(term).or_insert(next)
                })
                .collect();
            of_chunk.iter_mut().for_each(|(term, _)| *term = numbers[*term as usize]);
            postings.push(of_chunk);
        }
        let mut terms: Vec<(Box<str>, u32)> = numbers.into_iter().collect();
        terms.par_sort_unstable_by(|(a, _), (b, _)| in_script(a, b));
        let mut rank = vec![0; terms.len()];
        (0..).zip(&terms).for_each(|(own, &(_, number))| rank[number as usize] = own);
        postings.iter_mut().flatten().for_each(|(term, _)| *term = rank[*term as usize]);
        Self { terms: terms.into_iter().map(|(term, _)| term).collect(), postings }
    }

    /// The terms, and the postings of each.
    fn terms(self) -> Terms {
        let mut next = vec![0; self.terms.len()];
        self.postings.iter().flatten().for_each(|&(term, _)| next[term as usize] += 1);
        let mut terms = Vec::with_capacity(self.terms.len());
        let mut end = 0;
        for (term, next) in self.terms.into_iter().zip(&mut next) {
            let start = end;
            end += std::mem::replace(next, start);
            terms.push((term, end));
        }
        let mut postings = vec![Posting::default(); end];
        // Each chunk goes as soon as it is filed.
        for (term, posting) in self.postings.into_iter().flatten() {
            postings[next[term as usize]] = posting;
            next[term as usize] += 1;
        }
        Terms { terms, postings }
    }
}
