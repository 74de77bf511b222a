//! Values that a query can ask for as they are, and phrases: which documents have each.
//!
//! A term is the field, a sign and the value. `state=waiting` is a value. `subsystem=kvm/arm64` is a subsystem or one above
//! it, and `subsystem~arm64` some levels of one, from another than the first. `author=zyngier` is a word of a name or of
//! what is before the `@` of an address, `author=marc+zyngier` two that follow each other, and so is `title=fix+the`.
//! `static/search-fields.js` asks for them.
//!
//! Those of documents that are new in the month of the last mail have files of their own, so that a day changes few others.

use std::collections::BTreeSet;

use super::age::{AGES, Ages};
use super::document::{Document, Target};
use super::postings::{Posting, Terms};
use super::shard::{self, Layout, Shards};
use super::{Corpus, Files, token};

/// Bytes of a file at least.
const SHARD: usize = 4 << 10;
/// Longest word or value, in bytes. What is longer is not what anyone would type.
const LONGEST: usize = 100;

/// Writes the files, those of the documents before the last mail's month and those of that month.
pub fn write(source: &Corpus, documents: &[Document], files: &mut Files) -> [Shards; 2] {
    let ages = Ages::of(source.catalog);
    let mut held: [BTreeSet<(String, u32)>; 2] = Default::default();
    for document in documents {
        let own = &mut held[usize::from(ages.at(document.since) == AGES - 1)];
        own.extend(terms_of(source, document).into_iter().map(|term| (term, document.reference)));
    }
    held.map(|held| {
        let mut held: Vec<(String, u32)> = held.into_iter().collect();
        held.sort_by(|(a, one), (b, other)| a.encode_utf16().cmp(b.encode_utf16()).then(one.cmp(other)));
        let mut terms = Terms::default();
        for same in held.chunk_by(|(a, _), (b, _)| a == b) {
            let posting =
                |&(_, reference): &_| Posting { reference, count: 1, length: 1, ..Posting::default() };
            terms.push(&same[0].0, same.iter().map(posting));
        }
        shard::write(&terms, &Layout::of_fields(1, SHARD), files)
    })
}

/// The terms of a document, each once.
fn terms_of(source: &Corpus, document: &Document) -> BTreeSet<String> {
    let mut terms = BTreeSet::new();
    for (field, value) in &document.values {
        let value = value_of(value);
        if is_one(&value) {
            terms.insert(format!("{field}={value}"));
        }
    }
    for name in &document.names {
        let words = words_of(name);
        terms.extend(words.iter().filter(|word| is_one(word)).map(|word| format!("author={word}")));
        terms.extend(pairs("author", &words));
    }
    terms.extend(pairs("title", &words_of(&document.title)));
    match document.target {
        Target::Series(at) => {
            let of_series = source.catalog.series[at].subsystems.iter();
            of_series.for_each(|&at| add_subsystem(source.catalog.subsystems[at].key.as_str(), &mut terms));
        }
        Target::Subsystem(at) => {
            terms.insert(format!("subsystem={}", source.catalog.subsystems[at].key));
        }
        Target::Author(_) | Target::Digest(_) => {}
    }
    terms
}

/// What a subsystem is asked for by: itself, all above it, and any of its levels that follow each other.
fn add_subsystem(key: &str, terms: &mut BTreeSet<String>) {
    let levels: Vec<&str> = key.split('/').collect();
    for from in 0..levels.len() {
        let sign = if from == 0 { '=' } else { '~' };
        let runs = (from + 1..=levels.len()).map(|to| levels[from..to].join("/"));
        terms.extend(runs.map(|run| format!("subsystem{sign}{run}")));
    }
}

/// A value as one word.
fn value_of(value: &str) -> String {
    token::plain(value).split_whitespace().collect::<Vec<_>>().join("-")
}

/// The words of a name or title, without what is neither letter nor digit.
fn words_of(text: &str) -> Vec<String> {
    let plain = token::plain(text);
    plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(String::from).collect()
}

/// The terms of words that follow each other.
fn pairs<'a>(field: &'a str, words: &'a [String]) -> impl Iterator<Item = String> + 'a {
    let both = words.windows(2).filter(|two| two.iter().all(|word| is_one(word)));
    both.map(move |two| format!("{field}={}+{}", two[0], two[1]))
}

/// Whether a value can be a part of a term, which has no white space.
fn is_one(value: &str) -> bool {
    !value.is_empty()
        && value.len() <= LONGEST
        && !value.contains(|c: char| c.is_whitespace() || c.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subsystem_is_asked_for_by_any_of_its_levels() {
        let mut terms = BTreeSet::new();
        add_subsystem("kvm/arm64/vgic", &mut terms);
        let expected = [
            "subsystem=kvm",
            "subsystem=kvm/arm64",
            "subsystem=kvm/arm64/vgic",
            "subsystem~arm64",
            "subsystem~arm64/vgic",
            "subsystem~vgic",
        ];
        assert!(terms.iter().map(String::as_str).eq(expected), "{terms:?}");
    }

    #[test]
    fn words_are_without_accents_and_signs() {
        assert_eq!(words_of("KVM: Börje's kvm_pgtable"), ["kvm", "borje", "s", "kvm", "pgtable"]);
        assert_eq!(value_of(" Net Next\t"), "net-next");
    }
}
