//! What is known of the revisions while they are linked, and what two of them have in common.

use std::collections::BTreeSet;

use super::forest::Forest;
use super::profile::{LIKE_LINES, Profile, Profiles, SAME_LINES};
use super::titles::{Title, Titles, is_slip};
use super::{DEVELOPMENT, Mail, Revision, RevisionAt};
use crate::mail::Version;
use crate::position::Table;

pub(super) const DAY: i64 = 86_400;
/// Soon after.
pub(super) const SOON: i64 = 20 * DAY;
/// How many of the changed lines of the next version must be common where only one of both names its tree.
const MOST_LINES: f64 = 0.6;
/// Patches of each of two series that are compared.
const FIRST_PATCHES: usize = 12;

/// What is known of all revisions, as far as they are linked.
pub(super) struct Known {
    pub profiles: Profiles,
    pub titles: Titles,
    pub series: Forest<Revision<Mail>>,
    /// The versions in each series, by its root; and those of them that were not for comments only.
    pub versions: Table<Revision<Mail>, BTreeSet<Version>>,
    earnest: Table<Revision<Mail>, BTreeSet<Version>>,
}

impl Known {
    /// Each revision by itself.
    pub fn new(profiles: Profiles, titles: Titles) -> Self {
        Self {
            titles,
            series: Forest::new(profiles.len()),
            versions: profiles.iter().map(|profile| BTreeSet::from([profile.version])).collect(),
            earnest: profiles.iter().map(|profile| profile.in_earnest()).collect(),
            profiles,
        }
    }

    /// Makes two series one, which are given by their roots.
    pub fn join(&mut self, a: RevisionAt, b: RevisionAt) {
        let root = self.series.join(a, b);
        let other = if root == a { b } else { a };
        for versions in [&mut self.versions, &mut self.earnest] {
            let moved = std::mem::take(&mut versions[other]);
            versions[root].extend(moved);
        }
    }

    /// Seconds from one to the other.
    pub fn waited(&self, older: RevisionAt, newer: RevisionAt) -> i64 {
        self.profiles[newer].sent - self.profiles[older].sent
    }

    pub fn is_next(&self, older: RevisionAt, newer: RevisionAt) -> bool {
        self.profiles[newer].version.number == self.profiles[older].version.number + 1
    }

    /// Whether another person has a lower number than the series went on to: they have a series of their own.
    pub fn was_counted_on(&mut self, older: RevisionAt, newer: RevisionAt) -> bool {
        let root = self.series.root(older);
        let (old, new) = (&self.profiles[older], &self.profiles[newer]);
        let went_on = self.versions[root].last().is_some_and(|last| *last > new.version);
        went_on && !new.resend && !new.same_person(old)
    }

    /// Whether a revision is for inclusion, with the same version as one for comments.
    pub fn ripened(&self, older: RevisionAt, newer: RevisionAt) -> bool {
        let (old, new) = (&self.profiles[older], &self.profiles[newer]);
        old.version == new.version && old.rfc && !new.rfc
    }

    /// Whether a series has that version, and not for comments only.
    pub fn in_earnest(&self, root: RevisionAt, version: Version) -> bool {
        self.earnest[root].contains(&version)
    }

    /// For the same stable tree or none, not for two projects, and not called two series by their author.
    pub fn same_place(&self, older: RevisionAt, newer: RevisionAt) -> bool {
        let (old, new) = (&self.profiles[older], &self.profiles[newer]);
        let both_develop = old.branch.starts_with(DEVELOPMENT) && new.branch.starts_with(DEVELOPMENT);
        let same_tree = old.branch == new.branch
            || both_develop && old.version < new.version
            || self.names_tree_later(older, newer)
            || is_slip(&old.branch, &new.branch) && old.half_alike(new);
        same_tree
            && old.same_project(new)
            && !new.is_told_apart(old)
            && !new.is_another_part(old)
            && !self.is_companion(older, newer)
    }

    /// Whether one person sent the same for two projects on one day: a library that both have, under other paths.
    fn is_companion(&self, older: RevisionAt, newer: RevisionAt) -> bool {
        let (old, new) = (&self.profiles[older], &self.profiles[newer]);
        old.version == new.version
            && !new.resend
            && self.waited(older, newer).abs() <= DAY
            && old.changes.has_other_files(&new.changes)
    }

    /// Whether only one of two versions names its tree, and is else the next of the other: a release to come looks like
    /// a stable tree, and lists have names of their own for both.
    fn names_tree_later(&self, older: RevisionAt, newer: RevisionAt) -> bool {
        let (old, new) = (&self.profiles[older], &self.profiles[newer]);
        let is_unnamed = |branch: &str| branch.is_empty() || branch.starts_with(DEVELOPMENT);
        let unnamed = [old, new].map(|one| is_unnamed(&one.branch));
        let least = if unnamed == [true; 2] { LIKE_LINES } else { MOST_LINES };
        unnamed.contains(&true)
            && self.is_next(older, newer)
            && (0..=SOON).contains(&self.waited(older, newer))
            && old.title == new.title
            && old.changes.likeness(&new.changes) >= least
    }

    /// How much of what a revision changes an older one changes as well. Of two lone patches of a line or two, one must be the
    /// next version of the other, and soon if more than the title was changed.
    pub fn likeness_of_changes(&self, older: RevisionAt, newer: RevisionAt) -> f64 {
        let (old, new) = (&self.profiles[older], &self.profiles[newer]);
        let lone = old.is_lone() && new.is_lone();
        let few =
            if lone && self.is_next(older, newer) { old.changes.likeness_of_few(&new.changes) } else { 0.0 };
        let counts = few >= SAME_LINES || self.waited(older, newer) <= SOON;
        old.changes.likeness(&new.changes).max(if counts { few } else { 0.0 })
    }

    pub fn likeness(&self, a: Option<Title>, b: Option<Title>) -> f64 {
        a.zip(b).map_or(0.0, |(a, b)| self.titles.likeness(a, b))
    }

    /// Whether the titles of two revisions say the same of two things.
    pub fn differ_in_numbers(&self, a: &Profile, b: &Profile) -> bool {
        a.title.zip(b.title).is_some_and(|(a, b)| self.titles.differ_in_numbers(a, b))
    }

    /// Whether the titles of two revisions name two things, each with a number.
    pub fn name_other_things(&self, a: &Profile, b: &Profile) -> bool {
        a.title.zip(b.title).is_some_and(|(a, b)| self.titles.name_other_things(a, b))
    }

    /// Whether the titles of two revisions say the same of two parts of a project.
    pub fn differ_in_prefix(&self, a: &Profile, b: &Profile) -> bool {
        a.title.zip(b.title).is_some_and(|(a, b)| self.titles.differ_in_prefix(a, b))
    }

    /// How like the patches of the shorter one are to those of the longer, on the average.
    pub fn likeness_of_patches(&self, a: &Profile, b: &Profile) -> f64 {
        let (few, many) = if a.patches.len() < b.patches.len() { (a, b) } else { (b, a) };
        let few: Vec<Title> = few.patches.iter().copied().take(FIRST_PATCHES).collect();
        if few.is_empty() {
            return 0.0;
        }
        let most_like = |&title: &Title| {
            let many = many.patches.iter().copied().take(FIRST_PATCHES).chain(many.title);
            many.map(|other| self.titles.likeness(title, other)).fold(0.0, f64::max)
        };
        few.iter().map(most_like).sum::<f64>() / few.len() as f64
    }
}
