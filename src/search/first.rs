//! What is shown first of the documents that a term finds first: so a search for it needs no file of a result.
//!
//! Of each document the number, as the distance from the one before, the title and the address. An address goes mostly as the
//! title does: only the rest of it is told, and how much of the title is in it, if not all. `[7,"Fix a leak","-1f2e3d4c/"]` is in
//! `series/fix-a-leak-1f2e3d4c/`; where nothing of the title is in it, it is the whole address.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::document::{Document, FIELDS, Kind};
use super::postings::{Lengths, Posting, Terms};
use super::{Corpus, record};

/// Results that the search page shows at first.
const SHOWN: usize = 10;
/// The same for a file of several terms of a month.
const SHOWN_OF_MONTH: usize = 32;
/// A term of fewer postings finds so few that their own files are smaller than titles for all such terms.
const LEAST: usize = 8;
/// Where less of a title is in an address, the whole address is told.
const LEAST_SAME: usize = 4;
/// lunr's defaults.
const K1: f64 = 1.2;
const B: f64 = 0.75;

/// The documents of a tier, as terms find them.
pub struct Found<'a> {
    source: &'a Corpus<'a>,
    documents: &'a [&'a Document],
    terms: &'a Terms,
    /// How many terms each field has on average.
    averages: [f64; FIELDS.len()],
}

impl<'a> Found<'a> {
    pub fn new(
        source: &'a Corpus<'a>,
        documents: &'a [&'a Document],
        terms: &'a Terms,
        lengths: &[Lengths],
    ) -> Self {
        let mut averages = [0.0; FIELDS.len()];
        for (field, average) in averages.iter_mut().enumerate() {
            let sum: u64 = lengths.iter().map(|own| u64::from(own[field])).sum();
            *average = sum as f64 / documents.len() as f64;
        }
        Self { source, documents, terms, averages }
    }

    /// Number, title and address of the documents that some terms find first, as JSON.
    pub fn shown(&self, terms: &[usize]) -> Option<String> {
        let postings = terms.iter().map(|&term| self.terms.at(term).1);
        let first = postings.filter(|own| own.len() >= LEAST).flat_map(|own| self.first(own)).collect();
        titles(self.source, self.documents, &first)
    }

    /// The documents that lunr ranks first, of those that have a term.
    fn first(&self, postings: &[Posting]) -> Vec<u32> {
        let rarity =
            (self.documents.len() as f64 - postings.len() as f64 + 0.5) / (postings.len() as f64 + 0.5);
        let rarity = (1.0 + rarity.abs()).ln();
        let mut scores: BTreeMap<u32, f64> = BTreeMap::new();
        for posting in postings {
            let count = f64::from(posting.count);
            let length = f64::from(posting.length) / self.averages[usize::from(posting.field)];
            let score = rarity * ((K1 + 1.0) * count) / (K1 * (1.0 - B + B * length) + count);
            *scores.entry(posting.reference).or_default() += (score * 1_000.0).round();
        }
        let mut ranked: Vec<(u32, f64)> = scores.into_iter().collect();
        ranked.sort_by(|(a, one), (b, other)| other.total_cmp(one).then(a.cmp(b)));
        ranked.into_iter().take(SHOWN).map(|(reference, _)| reference).collect()
    }
}

/// The same of those that have any of some terms, which have no order: kind by kind, the newest first.
pub fn newest(source: &Corpus, documents: &[&Document], terms: &Terms, own: &[usize]) -> Option<String> {
    let postings = own.iter().flat_map(|&term| terms.at(term).1);
    let all: BTreeSet<u32> = postings.map(|posting| posting.reference).collect();
    let all: Vec<u32> = all.into_iter().collect();
    let kind = |reference: u32| reference - Kind::place(reference) as u32;
    let of_kinds = all.chunk_by(|&a, &b| kind(a) == kind(b));
    let most = if own.len() == 1 { SHOWN } else { SHOWN_OF_MONTH };
    titles(source, documents, &of_kinds.flat_map(|own| own.iter().rev().copied()).take(most).collect())
}

fn titles(source: &Corpus, documents: &[&Document], references: &BTreeSet<u32>) -> Option<String> {
    let mut before = 0;
    let rows = references.iter().filter_map(|reference| {
        let at = documents.binary_search_by_key(reference, |document| document.reference).ok()?;
        let (title, href) = record::title(source, documents[at]);
        let distance = reference - std::mem::replace(&mut before, *reference);
        let (rest, same) = rest(documents[at].target.kind(), title, &href);
        Some(match same {
            None if rest == "/" => json!([distance, title]),
            None => json!([distance, title, rest]),
            Some(same) => json!([distance, title, rest, same]),
        })
    });
    let rows: Vec<_> = rows.collect();
    (!rows.is_empty()).then(|| serde_json::to_string(&rows).expect("strings and numbers are JSON"))
}

/// What of an address its document's title does not tell, and how many letters of the title are in it, if not all are.
fn rest<'a>(kind: Kind, title: &str, href: &'a str) -> (&'a str, Option<usize>) {
    let folder = ["series/", "authors/", "subsystems/", "digests/"][kind as usize];
    let Some(name) = href.strip_prefix(folder) else { return (href, Some(0)) };
    let slug = slug(title);
    let same = name.bytes().zip(slug.bytes()).take_while(|(a, b)| a == b).count();
    if same == slug.len() && same > 0 {
        return (&name[same..], None);
    }
    if same < LEAST_SAME { (href, Some(0)) } else { (&name[same..], Some(same)) }
}

/// A title as `static/search-terms.js` writes it in addresses.
fn slug(title: &str) -> String {
    let levels = title.split(" › ").map(|level| {
        let lower = level.to_lowercase();
        let words = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        words.collect::<Vec<_>>().join("-")
    });
    levels.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_told_by_the_title_where_it_can() {
        let check = |kind, title: &str, href: &str, expected: (&str, Option<usize>)| {
            assert_eq!(rest(kind, title, href), expected, "{title}: {href}");
        };
        check(Kind::Series, "KVM: Fix a leak.", "series/kvm-fix-a-leak-1f2e3d4c/", ("-1f2e3d4c/", None));
        check(
            Kind::Series,
            "KVM: Fix a leak",
            "series/kvm-fix-the-leak-1f2e3d4c/",
            ("the-leak-1f2e3d4c/", Some(8)),
        );
        check(Kind::Subsystem, "KVM › arm64", "subsystems/kvm/arm64/", ("/", None));
        check(Kind::Author, "王小明", "authors/wang/", ("authors/wang/", Some(0)));
        check(Kind::Author, "", "authors/wang/", ("authors/wang/", Some(0)));
        check(Kind::Digest, "1 May 2019", "digests/2019-05-01/", ("digests/2019-05-01/", Some(0)));
        check(Kind::Digest, "1 May 2019", "list/2019-05-01/", ("list/2019-05-01/", Some(0)));
    }
}
