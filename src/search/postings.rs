//! Which documents hold a term.

use std::collections::HashMap;

use rayon::prelude::*;

use super::Corpus;
use super::age::{AGES, Ages};
use super::document::{self, Document, Target};
use super::token;
use crate::error::Result;

/// Documents read by one thread at a time.
const CHUNK: usize = 128;

/// A field of a document that holds a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting {
    pub reference: u32,
    /// Position of the field.
    pub field: usize,
    /// How often the term is there.
    pub count: u32,
    /// Of how many terms the field consists.
    pub length: u32,
    /// How many terms are before the first of them.
    pub position: u32,
}

/// A term with its postings, by document and field.
pub type Term = (String, Vec<Posting>);

/// The postings of a collection.
pub struct Postings {
    /// By the order of their UTF-16 code units, which is JavaScript's.
    pub terms: Vec<Term>,
    /// The sum of each field's lengths.
    pub lengths: Vec<u64>,
}

/// Those of the fields that every search looks into.
pub fn of_fields(documents: &[Document]) -> Postings {
    let chunks = documents.par_chunks(CHUNK).map(|documents| {
        let mut chunk = Chunk::new(document::FIELDS.len());
        for document in documents {
            for (field, text) in document.fields.iter().enumerate() {
                chunk.add(document.reference, field, text);
            }
        }
        chunk
    });
    merge(chunks.collect(), document::FIELDS.len())
}

/// The texts of mails, by age.
pub struct Texts {
    /// The sum of the lengths of all that were not replaced.
    pub length: u64,
    /// Each age's terms.
    pub terms: [Vec<Term>; AGES],
    /// Each age's documents whose text was replaced by that of another age.
    pub replaced: [Vec<u32>; AGES],
}

/// Those of the texts of mails.
pub fn of_texts(source: &Corpus, documents: &[Document]) -> Result<Texts> {
    let ages = Ages::of(source.catalog);
    let chunks = documents.par_chunks(CHUNK).map(|documents| {
        // Ages take the place of fields until all is merged.
        let mut chunk = Chunk::new(AGES);
        let mut length = 0;
        let mut replaced: [Vec<u32>; AGES] = Default::default();
        for document in documents {
            let Target::Series(at) = document.target else { continue };
            let series = &source.catalog.series[at];
            for (age, revision) in ages.revisions(source.catalog, series).into_iter().enumerate() {
                let Some(revision) = revision else { continue };
                let text = document::text_of(source, &revision.mails)?;
                let added = chunk.add(document.reference, age, &text);
                if std::ptr::eq(revision, &series.revisions[series.revisions.newest_at()]) {
                    length += added;
                } else {
                    replaced[age].push(document.reference);
                }
            }
        }
        Ok((chunk, length, replaced))
    });
    // Of several errors the first in the order of the documents is told, not the first in time.
    let parts: Vec<Result<_>> = chunks.collect();
    let mut texts = Texts { length: 0, terms: Default::default(), replaced: Default::default() };
    let mut chunks = Vec::with_capacity(parts.len());
    for part in parts {
        let (chunk, length, replaced) = part?;
        chunks.push(chunk);
        texts.length += length;
        texts.replaced.iter_mut().zip(replaced).for_each(|(all, some)| all.extend(some));
    }
    for (term, postings) in merge(chunks, AGES).terms {
        for (age, terms) in texts.terms.iter_mut().enumerate() {
            let own = postings.iter().filter(|posting| posting.field == age);
            let own: Vec<Posting> = own.map(|&posting| Posting { field: 0, ..posting }).collect();
            if !own.is_empty() {
                terms.push((term.clone(), own));
            }
        }
    }
    Ok(texts)
}

/// The postings of some documents, with numbers for words and terms that only count here.
struct Chunk {
    /// The terms of each word seen.
    words: HashMap<String, Vec<usize>>,
    numbers: HashMap<String, usize>,
    terms: Vec<Vec<Posting>>,
    lengths: Vec<u64>,
}

impl Chunk {
    fn new(fields: usize) -> Self {
        Self { words: HashMap::new(), numbers: HashMap::new(), terms: Vec::new(), lengths: vec![0; fields] }
    }

    /// Gives the text's length in terms.
    fn add(&mut self, reference: u32, field: usize, text: &str) -> u64 {
        let mut found: HashMap<usize, (u32, u32)> = HashMap::new();
        let mut length = 0;
        for word in token::words(&token::plain(text)) {
            if !self.words.contains_key(word) {
                let terms = token::terms_of(word).into_iter().map(|term| self.number(term)).collect();
                self.words.insert(word.to_owned(), terms);
            }
            for &term in &self.words[word] {
                found.entry(term).or_insert((0, length)).0 += 1;
                length += 1;
            }
        }
        self.lengths[field] += u64::from(length);
        // In any order: each goes to a term of its own.
        for (term, (count, position)) in found {
            self.terms[term].push(Posting { reference, field, count, length, position });
        }
        u64::from(length)
    }

    fn number(&mut self, term: String) -> usize {
        let next = self.terms.len();
        let number = *self.numbers.entry(term).or_insert(next);
        if number == next {
            self.terms.push(Vec::new());
        }
        number
    }
}

fn merge(chunks: Vec<Chunk>, fields: usize) -> Postings {
    let mut lengths = vec![0; fields];
    let mut all: HashMap<String, Vec<Posting>> = HashMap::new();
    for mut chunk in chunks {
        lengths.iter_mut().zip(&chunk.lengths).for_each(|(sum, length)| *sum += length);
        for (term, number) in chunk.numbers {
            let postings = std::mem::take(&mut chunk.terms[number]);
            all.entry(term).or_default().extend(postings);
        }
    }
    let mut terms: Vec<Term> = all.into_iter().collect();
    terms.par_sort_unstable_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
    Postings { terms, lengths }
}
