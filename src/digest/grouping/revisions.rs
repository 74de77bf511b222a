//! The revisions of a series, by the mails of a digest or by those of all digests.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::ops::Index;

use super::Link;
use crate::mail::Version;
use crate::position::{At, Table};

/// One revision of a series: what its author sent at one time, as one version. `M` is what its mails are: the entries of a
/// digest, or the patches of all digests.
#[derive(Debug)]
pub struct Revision<M> {
    pub version: Version,
    /// How often its author had begun to count versions anew: a v1, or a patch without a version, after the v5.
    pub restarts: u32,
    /// Its mails, by their number and then by arrival.
    pub mails: Vec<At<M>>,
    /// It is an earlier revision sent again: the same version with the same diffs.
    pub resend: bool,
    /// It replaces, or adds, single patches of the revision before it, whose other patches stay current.
    pub partial: bool,
    /// What linked it to an earlier revision; none for the first.
    pub linked_by: Option<Link>,
}

/// All revisions of a series, oldest first.
#[derive(Debug)]
pub struct Revisions<M> {
    all: Table<Revision<M>>,
    newest_at: At<Revision<M>>,
    /// What the partial revisions change.
    changes: Changes<M>,
    /// The last of them that changes the newest revision.
    changed_by: Option<At<Revision<M>>>,
    /// All as their author counted them, resends in their order.
    by_version: Vec<At<Revision<M>>>,
    /// The mails of the newest revision as it is, in order.
    current: Vec<At<M>>,
}

/// By partial revision, what it changes.
pub(super) type Changes<M> = BTreeMap<At<Revision<M>>, Change<M>>;

/// The change that a partial revision makes to a whole one.
#[derive(Debug)]
pub(super) struct Change<M> {
    /// The revision whose patches it replaces.
    pub base: At<Revision<M>>,
    /// That revision after the change.
    pub after: Revision<M>,
}

impl<M> Revisions<M> {
    /// Puts revisions together, given oldest first, at least one.
    pub(super) fn new(all: Table<Revision<M>>, changes: Changes<M>) -> Self {
        let mut by_version: Vec<At<Revision<M>>> = all.positions().collect();
        by_version.sort_by_key(|&at| (all[at].counted(), at));
        let newest = by_version.iter().rfind(|&&at| !all[at].partial).or(by_version.last());
        let newest_at = newest.copied().unwrap_or(At::FIRST);
        let changed_by = changes.iter().rfind(|(_, change)| change.base == newest_at).map(|(&at, _)| at);
        let mut this = Self { all, newest_at, changes, changed_by, by_version, current: Vec::new() };
        this.current = this.newest().mails.clone();
        this.current.sort();
        this
    }

    /// How many there are: at least one.
    #[expect(clippy::len_without_is_empty, reason = "a series has a revision")]
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// All, oldest first.
    pub fn iter(&self) -> std::slice::Iter<'_, Revision<M>> {
        self.all.iter()
    }

    /// All with their positions.
    pub fn iter_at(&self) -> impl DoubleEndedIterator<Item = (At<Revision<M>>, &Revision<M>)> {
        self.all.iter_at()
    }

    /// The positions of all.
    pub fn positions(&self) -> impl DoubleEndedIterator<Item = At<Revision<M>>> + use<M> {
        self.all.positions()
    }

    /// All mails, by revision.
    pub fn mails(&self) -> impl Iterator<Item = At<M>> + Clone {
        self.all.iter().flat_map(|revision| revision.mails.iter().copied())
    }

    /// Of the revisions that are whole the one with the highest version since its author last began to count anew, and of
    /// several the last that came; single patches of it that were replaced later are the later ones.
    pub fn newest(&self) -> &Revision<M> {
        self.standing(self.changed_by.unwrap_or(self.newest_at))
    }

    /// The position of the newest revision that is whole.
    pub fn newest_at(&self) -> At<Revision<M>> {
        self.newest_at
    }

    /// A revision or, of a partial one, the one that it changes, after that change.
    pub fn standing(&self, at: At<Revision<M>>) -> &Revision<M> {
        self.changes.get(&at).map_or(&self.all[at], |change| &change.after)
    }

    /// Whether mails of a revision are part of the newest one as it is.
    pub fn is_current(&self, at: At<Revision<M>>) -> bool {
        self.all[at].mails.iter().any(|mail| self.current.binary_search(mail).is_ok())
    }

    /// The revision that a revision follows: of those of lower versions, or of its own if it is a resend, the last; where
    /// its author began to count anew, the newest until then.
    pub fn before(&self, at: At<Revision<M>>) -> Option<At<Revision<M>>> {
        let this = (self.all[at].counted(), at);
        let earlier = self.by_version.partition_point(|&other| (self.all[other].counted(), other) < this);
        earlier.checked_sub(1).map(|last| self.by_version[last])
    }

    /// The revisions that come after one, as their author counted them.
    pub fn later(&self, at: At<Revision<M>>) -> &[At<Revision<M>>] {
        let this = (self.all[at].counted(), at);
        let next = self.by_version.partition_point(|&other| (self.all[other].counted(), other) <= this);
        &self.by_version[next..]
    }

    /// The same where the mails are found otherwise.
    pub fn placed<N>(self, place: impl Fn(At<M>) -> At<N>) -> Revisions<N> {
        let revision = |revision: Revision<M>| {
            let mails = revision.mails.iter().map(|&mail| place(mail)).collect();
            revision.with(mails)
        };
        let change = |(at, change): (At<Revision<M>>, Change<M>)| {
            (moved(at), Change { base: moved(change.base), after: revision(change.after) })
        };
        let all = self.all.into_iter().map(revision).collect();
        Revisions::new(all, self.changes.into_iter().map(change).collect())
    }

    /// The part that is held elsewhere, such as in one digest: `held` has the mails of each revision there, at least one,
    /// and `place` says where a mail is. What changes a revision that is not held is whole there.
    pub fn part<N>(
        &self,
        held: &BTreeMap<At<Revision<M>>, Vec<At<N>>>,
        place: impl Fn(At<M>) -> Vec<At<N>>,
    ) -> Revisions<N> {
        let places: BTreeMap<At<Revision<M>>, At<Revision<N>>> =
            held.keys().copied().zip(At::first(held.len())).collect();
        let changes = held.keys().filter_map(|at| {
            let Change { base, after } = self.changes.get(at)?;
            let mails = after.mails.iter().flat_map(|&mail| place(mail)).collect();
            Some((places[at], Change { base: *places.get(base)?, after: after.with(mails) }))
        });
        let changes: Changes<N> = changes.collect();
        let revision = |(at, mails): (&At<Revision<M>>, &Vec<At<N>>)| {
            let is_whole = self.changes.contains_key(at) && !changes.contains_key(&places[at]);
            let revision = self.all[*at].with(mails.clone());
            Revision { partial: revision.partial && !is_whole, ..revision }
        };
        Revisions::new(held.iter().map(revision).collect(), changes)
    }
}

/// The same position in a table of other revisions.
fn moved<M, N>(at: At<Revision<M>>) -> At<Revision<N>> {
    At::new(at.number())
}

impl<M> Revision<M> {
    /// The same with other mails.
    fn with<N>(&self, mails: Vec<At<N>>) -> Revision<N> {
        let Self { version, restarts, resend, partial, linked_by, .. } = *self;
        Revision { version, restarts, mails, resend, partial, linked_by }
    }

    /// What its author's counting comes to: of two revisions of a series the newer one has more, or as much.
    pub fn counted(&self) -> (u32, Version) {
        (self.restarts, self.version)
    }
}

impl<M> Index<At<Revision<M>>> for Revisions<M> {
    type Output = Revision<M>;

    fn index(&self, at: At<Revision<M>>) -> &Revision<M> {
        &self.all[at]
    }
}

impl<'a, M> IntoIterator for &'a Revisions<M> {
    type Item = &'a Revision<M>;
    type IntoIter = std::slice::Iter<'a, Revision<M>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

// Derived, these would ask the same of `M`.
impl<M> Clone for Revision<M> {
    fn clone(&self) -> Self {
        self.with(self.mails.clone())
    }
}

impl<M> PartialEq for Revision<M> {
    fn eq(&self, other: &Self) -> bool {
        let key = |one: &Self| (one.version, one.restarts, one.resend, one.partial, one.linked_by);
        key(self) == key(other) && self.mails == other.mails
    }
}

impl<M> Hash for Revision<M> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Self { version, restarts, mails, resend, partial, linked_by } = self;
        (version, restarts, mails, resend, partial, linked_by).hash(state);
    }
}

impl<M> Clone for Change<M> {
    fn clone(&self) -> Self {
        Self { base: self.base, after: self.after.clone() }
    }
}

impl<M> PartialEq for Change<M> {
    fn eq(&self, other: &Self) -> bool {
        (self.base, &self.after) == (other.base, &other.after)
    }
}

impl<M> Hash for Change<M> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.base, &self.after).hash(state);
    }
}

impl<M> Clone for Revisions<M> {
    fn clone(&self) -> Self {
        Self::new(self.all.clone(), self.changes.clone())
    }
}

impl<M> PartialEq for Revisions<M> {
    fn eq(&self, other: &Self) -> bool {
        (&self.all, &self.changes) == (&other.all, &other.changes)
    }
}

impl<M> Hash for Revisions<M> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.all, &self.changes).hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Revisions with these versions, each of one mail, of an author who never began anew.
    fn revisions(versions: &[u32]) -> Revisions<()> {
        restarted(&versions.iter().map(|&version| (0, version)).collect::<Vec<_>>())
    }

    /// The same with how often the author had begun anew.
    fn restarted(versions: &[(u32, u32)]) -> Revisions<()> {
        let revision = |(number, &(restarts, version)): (usize, &(u32, u32))| Revision {
            version: Version { number: version, reroll: 0 },
            restarts,
            mails: vec![At::new(number)],
            resend: false,
            partial: false,
            linked_by: None,
        };
        Revisions::new(versions.iter().enumerate().map(revision).collect(), Changes::new())
    }

    #[test]
    fn a_revision_follows_the_last_of_the_next_lower_version() {
        let check = |versions: &[u32], expected: &[Option<usize>]| {
            let revisions = revisions(versions);
            let before: Vec<Option<usize>> =
                revisions.positions().map(|at| revisions.before(at).map(At::number)).collect();
            assert_eq!(before, expected, "{versions:?}");
        };
        check(&[1], &[None]);
        check(&[1, 2, 3], &[None, Some(0), Some(1)]);
        check(&[1, 1, 2, 2], &[None, Some(0), Some(1), Some(2)]);
        check(&[3, 1, 2], &[Some(2), None, Some(1)]);
        check(&[2, 5, 1, 2], &[Some(2), Some(3), None, Some(0)]);
    }

    #[test]
    fn who_begins_to_count_anew_follows_the_newest() {
        let revisions = restarted(&[(0, 1), (0, 3), (1, 1), (1, 2)]);
        let before: Vec<Option<usize>> =
            revisions.positions().map(|at| revisions.before(at).map(At::number)).collect();
        assert_eq!(before, [None, Some(0), Some(1), Some(2)]);
        assert_eq!(revisions.newest_at(), At::new(3));
    }

    #[test]
    fn the_newest_revision_alone_is_current() {
        let revisions = revisions(&[3, 1, 2]);
        let current: Vec<bool> = revisions.positions().map(|at| revisions.is_current(at)).collect();
        assert_eq!(current, [true, false, false]);
    }
}
