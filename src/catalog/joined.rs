//! Which mails of all digests are one mail, and which are of one series.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use super::distinct::{self, Distinct, EntryPlace};
use super::series::{self, PlaceOf, RevisionAt, Series, SeriesAt};
use super::{DigestAt, Filed, ListAt, Patch, PatchAt};
use crate::archive::Merged;
use crate::digest::grouping::Before;
use crate::digest::{Entry, EntryAt, Revisions};
use crate::position::Table;

/// The mails of all digests, joined into series.
#[derive(Debug)]
pub struct Joined {
    /// The entry that represents each mail, oldest first.
    pub(super) places: Table<Patch, EntryPlace>,
    /// The mail of each entry of each digest.
    pub(super) patch_of: Table<Filed, Table<Entry, PatchAt>>,
    /// The mails in the order of their arrival.
    pub(super) by_arrival: Vec<PatchAt>,
    pub(super) series: Table<Series>,
    pub(super) place_of: PlaceOf,
}

impl Joined {
    /// Joins the mails of all digests.
    pub fn of(digests: &Table<Filed>) -> Self {
        Self::after(Before::Nothing, digests)
    }

    /// Joins the mails of digests that follow one another. `before` says whether other mails came first.
    pub fn after(before: Before, digests: &Table<Filed>) -> Self {
        let Distinct { places, patch_of } = Distinct::of(digests);
        let entries = places.map(|_, &(digest, entry)| &digests[digest].digest.entries[entry]);
        let by_arrival = distinct::by_arrival(digests, &places);
        let replaced = series::replaced(&entries, digests);
        let (series, place_of) = series::join(&entries, &by_arrival, &replaced, before);
        Self { places, patch_of, by_arrival, series, place_of }
    }

    /// Gives each digest the part of the series that it holds: a digest says nothing of versions that the series do not
    /// say.
    pub fn settle(&self, digests: &mut Table<Filed>) {
        digests.par_iter_mut().enumerate().for_each(|(number, filed)| {
            let held = self.held(DigestAt::new(number), &filed.digest.entries);
            filed.settle(held);
        });
    }

    /// The patches of each series' newest version that a list's archive holds, with their entries; without cover letters.
    pub fn newest_patches<'a>(&self, digests: &'a Table<Filed>, list: ListAt) -> Vec<(PatchAt, &'a Entry)> {
        let patches = self.series.iter().flat_map(|series| series.newest().mails.iter().copied());
        let of_list = patches.filter(|&patch| digests[self.places[patch].0].list == list);
        let with_entries = of_list.map(|patch| {
            let (digest, entry) = self.places[patch];
            (patch, &digests[digest].digest.entries[entry])
        });
        with_entries.filter(|(_, entry)| !entry.is_cover()).collect()
    }

    /// What is known of each patch where no project has a repository: nothing.
    pub fn unmerged(&self) -> Table<Patch, Option<Merged>> {
        self.places.filled(None)
    }

    /// For each entry of a digest, the key of its series.
    pub fn keys(&self, digest: DigestAt) -> Table<Entry, &str> {
        self.patch_of[digest].map(|_, &patch| self.series[self.place_of[patch].0].key.as_str())
    }

    /// What a digest holds of each series, in the order of its first mails.
    fn held(&self, digest: DigestAt, entries: &Table<Entry>) -> Vec<Revisions<Entry>> {
        let patches = &self.patch_of[digest];
        let mut entries_of: HashMap<PatchAt, Vec<EntryAt>> = HashMap::with_capacity(patches.len());
        let mut held: Vec<(SeriesAt, BTreeMap<RevisionAt, Vec<EntryAt>>)> = Vec::new();
        let mut number_of: HashMap<SeriesAt, usize> = HashMap::new();
        // Entries are newest first.
        for (entry, &patch) in patches.iter_at().rev() {
            let (series, revision) = self.place_of[patch];
            let number = *number_of.entry(series).or_insert_with(|| {
                held.push((series, BTreeMap::new()));
                held.len() - 1
            });
            held[number].1.entry(revision).or_default().push(entry);
            entries_of.entry(patch).or_default().push(entry);
        }
        let order = |&entry: &EntryAt| (entries[entry].number(), patches[entry], Reverse(entry));
        held.iter_mut().flat_map(|(_, held)| held.values_mut()).for_each(|mails| mails.sort_by_key(order));
        let place = |patch: PatchAt| entries_of.get(&patch).cloned().unwrap_or_default();
        held.iter().map(|(series, held)| self.series[*series].revisions.part(held, place)).collect()
    }
}
