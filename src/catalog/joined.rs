//! Which mails of all digests are one mail, and which are of one series.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::distinct::{self, Distinct, EntryPlace};
use super::series::{self, PlaceOf, RevisionAt, Series, SeriesAt};
use super::{DigestAt, Filed, Patch, PatchAt};
use crate::digest::{Entry, EntryAt, Revisions};
use crate::position::Table;

/// The mails of all digests, joined into series.
#[derive(Debug)]
pub struct Joined {
    /// The entry that stands for each mail, oldest first.
    pub(super) places: Table<Patch, EntryPlace>,
    /// The mail of each entry of each digest.
    pub(super) patch_of: Table<Filed, Table<Entry, PatchAt>>,
    /// The mails in the order of their arrival.
    pub(super) by_arrival: Vec<PatchAt>,
    pub(super) series: Table<Series>,
    pub(super) place_of: PlaceOf,
}

impl Joined {
    /// Joins the mails of all digests, and settles each digest with the part of the series that it holds: a digest says
    /// nothing of versions that the series do not say.
    pub fn of(digests: &mut Table<Filed>) -> Self {
        let Distinct { places, patch_of } = Distinct::of(digests);
        let entries = places.map(|_, &(digest, entry)| &digests[digest].digest.entries[entry]);
        let by_arrival = distinct::by_arrival(digests, &places);
        let replaced = series::replaced(&entries, digests);
        let (series, place_of) = series::join(&entries, &by_arrival, &replaced);
        let joined = Self { places, patch_of, by_arrival, series, place_of };
        for at in digests.positions() {
            let held = joined.held(at, &digests[at].digest.entries);
            digests[at].settle(held);
        }
        joined
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
