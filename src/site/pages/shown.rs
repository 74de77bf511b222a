//! Which versions a digest shows: those with mails that are new in it.

use crate::catalog::{Catalog, DigestAt, RevisionAt, SeriesAt};
use crate::digest::{self, EntryAt, Revision, Status};

/// A version that holds something new.
pub struct Shown<'a> {
    pub revision: &'a Revision<digest::Entry>,
    /// Entries that are new, by number.
    pub mails: Vec<EntryAt>,
    /// There is an earlier version of the series.
    pub revised: bool,
}

impl Shown<'_> {
    /// Mails that are shown with their texts, and the others.
    pub fn split(&self, digest: &digest::Digest) -> (Vec<EntryAt>, Vec<EntryAt>) {
        let first = self.mails[0];
        self.mails.iter().copied().partition(|&mail| digest.entries[mail].leads() || mail == first)
    }
}

/// All versions that hold something new: first those without an earlier version, of each kind the one with the newest mail
/// first. In a digest that is only text, more than one of a series may.
pub fn revisions<'a>(catalog: &Catalog<'a>, at: DigestAt) -> Vec<Shown<'a>> {
    let mut order: Vec<&Revision<digest::Entry>> =
        catalog.digests[at].digest.series.iter().flatten().collect();
    order.sort_by_key(|revision| revision.mails.iter().min().copied());
    let mut revisions: Vec<Shown> =
        order.into_iter().filter_map(|revision| shown(catalog, at, revision)).collect();
    revisions.sort_by_key(|shown| shown.revised);
    revisions
}

fn shown<'a>(catalog: &Catalog, at: DigestAt, revision: &'a Revision<digest::Entry>) -> Option<Shown<'a>> {
    let digest = &catalog.digests[at].digest;
    let is_new = |&&mail: &&EntryAt| digest.entries[mail].status == Status::New;
    let mails: Vec<EntryAt> = revision.mails.iter().filter(is_new).copied().collect();
    let (series, number) = place_of(catalog, at, *mails.first()?);
    let revised = catalog.series[series].revisions.before(number).is_some();
    Some(Shown { revision, mails, revised })
}

/// The series of an entry, and which of its revisions it is part of.
pub fn place_of(catalog: &Catalog, digest: DigestAt, entry: EntryAt) -> (SeriesAt, RevisionAt) {
    let patch = &catalog.patches[catalog.patch_of[digest][entry]];
    (patch.series, patch.revision)
}
