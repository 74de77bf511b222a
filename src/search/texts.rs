//! The files of the texts, age by age. Those of an age whose texts are the same as at the last build are kept.

use std::hash::Hash;

use serde::{Deserialize, Serialize};

use super::age::{AGES, Ages};
use super::document::{Document, Target};
use super::postings::{self, Text};
use super::shard::{self, Layout, Shards};
use super::{Corpus, Files, LONG_SHARD};
use crate::error::Result;

/// The texts of an age.
#[derive(Default)]
struct Texts<'a> {
    texts: Vec<Text<'a>>,
    /// Of each, whether no later age has another of its series.
    are_newest: Vec<bool>,
}

/// What a build keeps of the search for the next one.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct KeptTexts {
    ages: [Option<Age>; AGES],
}

/// The files of one age.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Age {
    /// The hash of all that they are made of.
    key: [u8; 32],
    shards: Shards,
    /// How many terms each text has.
    lengths: Vec<u32>,
}

/// What [`super::TEXTS`] holds.
#[derive(Serialize)]
pub struct Listed {
    /// The sum of the lengths of all texts that count.
    total: u64,
    /// By age, oldest first; and series whose text there does not count: the distance of each from the one before.
    shards: [Shards; AGES],
    replaced: [Vec<u32>; AGES],
}

/// Makes the files, or keeps those of the last build. Gives the paths of these as well.
pub fn write(
    source: &Corpus,
    documents: &[Document],
    last: KeptTexts,
    files: &mut Files,
) -> Result<(Listed, KeptTexts, Vec<String>)> {
    let mut listed = Listed { total: 0, shards: Default::default(), replaced: Default::default() };
    let (mut kept, mut paths) = (KeptTexts::default(), Vec::new());
    for (number, (own, last)) in of_ages(source, documents).iter().zip(last.ages).enumerate() {
        let key = key(source, &own.texts)?;
        let is_kept = |age: &Age| age.key == key && age.shards.paths().all(|path| (source.stands)(&path));
        let age = match last.filter(is_kept) {
            Some(age) => {
                paths.extend(age.shards.paths());
                age
            }
            None => {
                let (terms, lengths) = postings::of_texts(source, &own.texts)?;
                Age { key, shards: shard::write(&terms, &Layout::of_texts(LONG_SHARD), files), lengths }
            }
        };
        let counting = age.lengths.iter().zip(&own.are_newest).filter(|(_, is_newest)| **is_newest);
        listed.total += counting.map(|(&length, _)| u64::from(length)).sum::<u64>();
        let replaced = own.texts.iter().zip(&own.are_newest).filter(|(_, is_newest)| !**is_newest);
        listed.replaced[number] = distances(replaced.map(|(text, _)| text.reference));
        listed.shards[number] = age.shards.clone();
        kept.ages[number] = Some(age);
    }
    paths.retain(|path| !files.contains_key(path));
    Ok((listed, kept, paths))
}

/// The texts of each age, in the order of the documents.
fn of_ages<'a>(source: &Corpus<'a>, documents: &[Document]) -> [Texts<'a>; AGES] {
    let ages = Ages::of(source.catalog);
    let mut all: [Texts; AGES] = Default::default();
    for document in documents {
        let Target::Series(at) = document.target else { continue };
        let series = &source.catalog.series[at];
        let newest = &series.revisions[series.revisions.newest_at()];
        for (own, revision) in all.iter_mut().zip(ages.revisions(source.catalog, series)) {
            let Some(revision) = revision else { continue };
            own.texts.push(Text { reference: document.reference, mails: &revision.mails });
            own.are_newest.push(std::ptr::eq(revision, newest));
        }
    }
    all
}

/// The hash of all that the files of an age are made of.
fn key(source: &Corpus, texts: &[Text]) -> Result<[u8; 32]> {
    let mut sum = source.settings.clone();
    for text in texts {
        text.reference.hash(&mut sum);
        for &mail in text.mails {
            source.catalog.entry(mail).title.hash(&mut sum);
            (source.name)(mail)?.hash(&mut sum);
        }
    }
    Ok(sum.bytes())
}

fn distances(references: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut before = 0;
    references.map(|reference| reference - std::mem::replace(&mut before, reference)).collect()
}
