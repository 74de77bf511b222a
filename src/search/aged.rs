//! Indexes that a reader has to ask for: the texts of mails, what reviewers said, and the files that patches change. Each
//! is in files by age, and those of an age that is made of the same as at the last build are kept.

use std::hash::Hash;

use serde::{Deserialize, Serialize};

use super::age::{AGES, Ages};
use super::document::{self, Document, Target};
use super::postings::{self, Terms};
use super::shard::{self, Layout, Listed, Shards};
use super::tiers::distances;
use super::{Corpus, Files, LONG_SHARD, RECENT_SHARD, Said, files};
use crate::catalog::PatchAt;
use crate::error::Result;

/// One of these indexes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Index {
    Texts,
    Said,
    Paths,
}

/// What one of them is made of, of one series in one age.
enum Part<'a> {
    /// The mails of a revision.
    Mails(&'a [PatchAt]),
    Comments(Vec<Said>),
}

/// The parts of an age.
#[derive(Default)]
struct Parts<'a> {
    /// Each with the number of its document.
    parts: Vec<(u32, Part<'a>)>,
    /// Of each, whether no later age has another of its series.
    are_newest: Vec<bool>,
}

/// What a build keeps of one of these indexes for the next one.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct KeptAges {
    ages: [Option<Age>; AGES],
}

/// The files of one age.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Age {
    /// The hash of all that they are made of.
    key: [u8; 32],
    shards: Shards,
    /// How many terms each part has.
    lengths: Vec<u32>,
}

/// What the list of the files of such an index holds.
#[derive(Serialize)]
pub struct ListedAges {
    /// The sum of the lengths of all parts that count.
    total: u64,
    #[serde(flatten)]
    listed: Listed<AGES>,
}

/// Makes the files, or keeps those of the last build. Gives the paths of these as well.
pub fn write(
    source: &Corpus,
    index: Index,
    documents: &[Document],
    last: KeptAges,
    files: &Files,
) -> Result<(ListedAges, KeptAges, Vec<String>)> {
    let mut listed = Listed { shards: Default::default(), replaced: Default::default() };
    let (mut total, mut kept, mut paths) = (0, KeptAges::default(), Vec::new());
    for (number, (own, last)) in of_ages(source, index, documents).iter().zip(last.ages).enumerate() {
        let key = key(source, index, &own.parts)?;
        let is_kept = |age: &Age| age.key == key && age.shards.paths().all(|path| (source.stands)(&path));
        let age = match last.filter(is_kept) {
            Some(age) => {
                paths.extend(age.shards.paths());
                age
            }
            None => {
                let (terms, lengths) = terms(source, index, &own.parts)?;
                let least = if number == 0 { LONG_SHARD } else { RECENT_SHARD };
                Age { key, shards: shard::write(&terms, &index.layout(least), files), lengths }
            }
        };
        let counting = age.lengths.iter().zip(&own.are_newest).filter(|(_, is_newest)| **is_newest);
        total += counting.map(|(&length, _)| u64::from(length)).sum::<u64>();
        let replaced = own.parts.iter().zip(&own.are_newest).filter(|(_, is_newest)| !**is_newest);
        listed.replaced[number] = distances(replaced.map(|((reference, _), _)| *reference));
        listed.shards[number] = age.shards.clone();
        kept.ages[number] = Some(age);
    }
    Ok((ListedAges { total, listed }, kept, paths))
}

impl Index {
    fn layout(self, least: usize) -> Layout {
        match self {
            Self::Texts | Self::Said => Layout::of_fields(1, least),
            Self::Paths => Layout::of_sets(least),
        }
    }
}

/// The parts of each age, in the order of the documents.
fn of_ages<'a>(source: &Corpus<'a>, index: Index, documents: &[Document]) -> [Parts<'a>; AGES] {
    let ages = Ages::of(source.catalog);
    let mut all: [Parts; AGES] = Default::default();
    for document in documents {
        let Target::Series(at) = document.target else { continue };
        if index == Index::Said {
            let mut said: [Vec<Said>; AGES] = Default::default();
            (source.said)(at).into_iter().for_each(|one| said[ages.at(one.time)].push(one));
            for (own, said) in all.iter_mut().zip(said).filter(|(_, said)| !said.is_empty()) {
                own.parts.push((document.reference, Part::Comments(said)));
                own.are_newest.push(true);
            }
            continue;
        }
        let series = &source.catalog.series[at];
        let newest = series.newest();
        for (own, revision) in all.iter_mut().zip(ages.revisions(source.catalog, series)) {
            let Some(revision) = revision else { continue };
            own.parts.push((document.reference, Part::Mails(&revision.mails)));
            own.are_newest.push(std::ptr::eq(revision, newest));
        }
    }
    all
}

fn terms(source: &Corpus, index: Index, parts: &[(u32, Part)]) -> Result<(Terms, Vec<u32>)> {
    if index == Index::Paths {
        let mut held = Vec::new();
        for (reference, part) in parts {
            let Part::Mails(mails) = part else { continue };
            let of_series = files::terms(source, mails)?;
            held.extend(of_series.into_iter().map(|term| (term, *reference)));
        }
        return Ok((Terms::of_sets(held), vec![0; parts.len()]));
    }
    postings::of_texts(parts, |part| match part {
        Part::Mails(mails) => document::text_of(source, mails),
        Part::Comments(said) => {
            let texts = said.iter().map(|said| (source.text)(said.text));
            Ok(texts.collect::<Result<Vec<String>>>()?.join("\n"))
        }
    })
}

/// The hash of all that the files of an age are made of.
fn key(source: &Corpus, index: Index, parts: &[(u32, Part)]) -> Result<[u8; 32]> {
    let mut sum = source.settings.clone();
    (index as u8).hash(&mut sum);
    for (reference, part) in parts {
        reference.hash(&mut sum);
        match part {
            Part::Mails(mails) => {
                for &mail in *mails {
                    source.catalog.entry(mail).title.hash(&mut sum);
                    (source.name)(mail)?.hash(&mut sum);
                }
            }
            Part::Comments(said) => said.iter().for_each(|said| said.name.hash(&mut sum)),
        }
    }
    Ok(sum.bytes())
}
