//! Values that a query can ask for as they are, and phrases: which documents have each.
//!
//! A term is the field, a sign and the value. `state=waiting` is a value. `subsystem=kvm/arm64` is a subsystem or one above
//! it, and `subsystem~arm64` some levels of one, from another than the first. `author=zyngier` is a word of a name or of
//! what is before the `@` of an address, `author=marc+zyngier` two that follow each other, and so is `title=fix+the`.
//! A level of a name in no Latin script is also asked for as it is written. `static/search-fields.js` asks for them.
//!
//! They are in files by the tiers of the documents. States change long after the last version, so that all are in
//! one file.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::document::{self, Document, Target};
use super::postings::Terms;
use super::shard::{self, Layout, Listed};
use super::tiers::Documents;
use super::{APART, Corpus, Files, RECENT_SHARD, first, token};
use crate::catalog::SubsystemAt;

/// Bytes of a file at least.
const SHARD: usize = 4 << 10;
/// The same for states, which should all be in one file.
const STATES: usize = 1 << 20;
/// Longest word or value, in bytes. What is longer is not what anyone would type.
const LONGEST: usize = 100;

/// Writes the files: those of the two tiers, and that of the states.
pub fn write(source: &Corpus, documents: &Documents, files: &Files) -> Listed<3> {
    let tiers = documents.tiers();
    let [older, recent] =
        [(&tiers[0], SHARD, false), (&tiers[1], RECENT_SHARD, true)].map(|(tier, least, is_recent)| {
            let held = tier.par_iter().flat_map_iter(|document| {
                terms_of(source, document).into_iter().map(|term| (term, document.reference))
            });
            let terms = Terms::of_sets(held.collect());
            // What is looked for by one common value alone needs no file of a result, and what a month has needs few.
            let is_apart = |own: &[usize]| own.iter().any(|&term| terms.at(term).1.len() > APART);
            let shown = |own: &[usize]| {
                (is_recent || is_apart(own)).then(|| first::newest(source, tier, &terms, own)).flatten()
            };
            shard::write_shown(&terms, &Layout::of_sets(least).apart(APART), &shown, files)
        });
    let [replaced, none] = documents.replaced();
    let states = shard::write(&states(source, &documents.all), &Layout::of_sets(STATES), files);
    Listed { shards: [older, recent, states], replaced: [replaced, none, Vec::new()] }
}

/// `state=waiting` of every series.
fn states(source: &Corpus, documents: &[Document]) -> Terms {
    let of = |document: &Document| match document.target {
        Target::Series(at) => {
            Some((format!("state={}", source.catalog.lives[at].state.word()), document.reference))
        }
        Target::Author(_) | Target::Subsystem(_) | Target::Digest(_) => None,
    };
    Terms::of_sets(documents.iter().filter_map(of).collect())
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
            for &at in of_series {
                add_subsystem(source.catalog.subsystems[at].key.as_str(), &mut terms);
                if let Some(name) = other_name(source, at) {
                    add_subsystem(&name, &mut terms);
                }
            }
        }
        Target::Subsystem(at) => {
            terms.insert(format!("subsystem={}", source.catalog.subsystems[at].key));
            terms.extend(other_name(source, at).map(|name| format!("subsystem={name}")));
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

/// What a subsystem is called where the slugs of its levels do not tell: in a script that is not Latin.
fn other_name(source: &Corpus, at: SubsystemAt) -> Option<String> {
    let name = document::levels(source, at, "/");
    let name = name.split('/').map(value_of).collect::<Vec<_>>().join("/");
    (!name.is_ascii() && is_one(&name)).then_some(name)
}

/// A value as one word.
pub(super) fn value_of(value: &str) -> String {
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
