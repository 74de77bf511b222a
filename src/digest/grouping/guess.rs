//! What a revision probably goes on with, where no mail says it.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::link::Linker;
use super::profile::{LIKE_LINES, Profile, SAME_LINES};
use super::titles::Title;
use super::{Link, RevisionAt};
use crate::mail::Version;

const DAY: i64 = 86_400;
/// An earlier version is looked for this far back, unless the mails name each other.
const ONE_SERIES: i64 = 400 * DAY;
/// So far back where a series of the same title has the next version.
const LONG_LIFE: i64 = 1_200 * DAY;
/// So far back where only a part of the titles is alike.
const LIKELY: i64 = 200 * DAY;
/// A lone patch of the same title and version this much later is another one, unless it says that it is not.
const SAME_PATCH: i64 = 90 * DAY;
/// A lower version this much later is not a straggler, but begins anew; the same one is not a mended sending.
const STRAGGLER: i64 = 2 * DAY;
/// How like two titles must be to name one thing; and where the series has that version already.
const LIKE: f64 = 0.44;
const SAME: f64 = 0.7;
/// How like they must be soon after, if no other title of the author comes near.
const ALONE: f64 = 0.26;
const AHEAD: f64 = 0.08;
const SOON: i64 = 20 * DAY;
/// What it takes from the likeness that no file is common.
const OTHER_FILES: f64 = 0.1;
/// Words of a title, without the most common ones, that make it one that nobody uses twice.
const TELLING: usize = 4;
/// What each version that is missing between two, and each month, takes from the likeness.
const MISSING: f64 = 0.15;
const MONTH: f64 = 0.01;
/// Revisions that are looked at for one patch title, and for one person.
const RECENT_BY_TITLE: usize = 8;
const RECENT_BY_PERSON: usize = 32;
/// Versions of one title that are looked for.
const MOST_VERSIONS: u32 = 64;
/// A lone patch becomes a series of so many with the same version number.
const GROWN: usize = 4;
/// Patches of a series that another person's are looked for by.
const MOST_PATCHES: usize = 50;
/// Patches of each of two series that are compared.
const FIRST_PATCHES: usize = 12;

/// The revisions that came before, by what finds them again.
#[derive(Default)]
pub(super) struct Past {
    by_title: HashMap<(Title, u32), Vec<RevisionAt>>,
    by_patch: HashMap<(Title, u32), Vec<RevisionAt>>,
    by_person: HashMap<u32, Vec<RevisionAt>>,
    /// By the titles of patches of series, whoever posted them.
    of_anybody: HashMap<Title, Vec<RevisionAt>>,
    versions: HashSet<(Title, u32, Version)>,
    /// The last of a person that b4 named after a branch of that name.
    by_branch: HashMap<(String, u32), RevisionAt>,
}

/// Finds the revision that one goes on with by one sign.
type Signal = fn(&Past, &mut Linker, RevisionAt) -> Option<RevisionAt>;

impl Past {
    /// Takes a revision in.
    pub fn remember(&mut self, revision: RevisionAt, profile: &Profile) {
        for person in profile.everybody() {
            for title in profile.names() {
                self.by_title.entry((title, person)).or_default().push(revision);
            }
            for &title in &profile.patches {
                self.by_patch.entry((title, person)).or_default().push(revision);
            }
        }
        for &person in &profile.people {
            self.by_person.entry(person).or_default().push(revision);
            self.versions.extend(profile.title.map(|title| (title, person, profile.version)));
            if let Some(branch) = &profile.of_branch {
                self.by_branch.insert((branch.clone(), person), revision);
            }
        }
        if profile.patches.len() > 1 {
            for &title in &profile.patches {
                self.of_anybody.entry(title).or_default().push(revision);
            }
        }
    }

    /// Whether the person sent that version under the title of this revision.
    pub fn has(&self, profile: &Profile, version: Version) -> bool {
        profile.title.is_some_and(|title| {
            profile.people.iter().any(|&person| self.versions.contains(&(title, person, version)))
        })
    }

    /// Whether the person sent an earlier version under the title of this revision.
    pub fn has_lower(&self, profile: &Profile) -> bool {
        let numbers = 1..profile.version.number.min(MOST_VERSIONS);
        numbers.rev().any(|number| self.has(profile, Version { number, reroll: 0 }))
    }

    /// The sendings of this revision that broke off.
    pub fn broken_off(&self, linker: &Linker, newer: RevisionAt) -> Vec<RevisionAt> {
        let new = &linker.profiles[newer];
        let mut found: BTreeSet<RevisionAt> = BTreeSet::new();
        if new.patches.len() < 2 {
            return Vec::new();
        }
        let keys = new.patches.iter().flat_map(|&title| new.people.iter().map(move |&one| (title, one)));
        for &older in keys.filter_map(|key| self.by_patch.get(&key)).filter_map(|seen| seen.last()) {
            let common = linker.profiles[older].common(new);
            if linker.is_broken_off(older, newer, common) && linker.same_place(older, newer) {
                found.insert(older);
            }
        }
        found.into_iter().collect()
    }

    /// The revision that one probably goes on with, and why.
    pub fn guess(&self, linker: &mut Linker, newer: RevisionAt) -> Option<(RevisionAt, Link)> {
        let new = &linker.profiles[newer];
        if new.pulled || (new.of_release && new.version.number <= 1) {
            return None;
        }
        let signals: [(Signal, Link); 6] = [
            (Self::by_title, Link::Title),
            (Self::by_patches, Link::PatchTitles),
            (Self::by_branch, Link::Branch),
            (Self::by_diff, Link::LikeDiff),
            (Self::by_likeness, Link::LikeTitle),
            (Self::taken_over, Link::TakenOver),
        ];
        signals.iter().find_map(|(signal, link)| Some((signal(self, linker, newer)?, *link)))
    }

    /// The last revisions of the people behind this one, oldest first.
    fn recent(&self, new: &Profile) -> BTreeSet<RevisionAt> {
        let seen = new.people.iter().filter_map(|person| self.by_person.get(person));
        seen.flat_map(|seen| seen.iter().rev().take(RECENT_BY_PERSON).copied()).collect()
    }

    /// b4 names its mails after the branch, and the branch stays when titles change. Another series may come from a branch
    /// of the same name, so the next version must come soon or the patches be alike.
    fn by_branch(&self, linker: &mut Linker, newer: RevisionAt) -> Option<RevisionAt> {
        let new = &linker.profiles[newer];
        let branch = new.of_branch.as_ref()?;
        let seen = new.people.iter().filter_map(|&person| self.by_branch.get(&(branch.clone(), person)));
        let older = seen.copied().max()?;
        let old = &linker.profiles[older];
        let waited = linker.waited(older, newer);
        let alike = !new.is_elsewhere(old) || (linker.is_next(older, newer) && waited <= SOON);
        let goes_on = old.version < new.version && waited <= ONE_SERIES && !old.pulled;
        (goes_on && alike && linker.same_place(older, newer)).then_some(older)
    }

    /// The same author and title: the last that this may go on with.
    fn by_title(&self, linker: &mut Linker, newer: RevisionAt) -> Option<RevisionAt> {
        let new = &linker.profiles[newer];
        let names = || new.names();
        let keys = new.everybody().flat_map(|person| names().map(move |title| (title, person)));
        let seen = keys.filter_map(|key| self.by_title.get(&key));
        let recent: BTreeSet<RevisionAt> =
            seen.flat_map(|seen| seen.iter().rev().take(RECENT_BY_TITLE).copied()).collect();
        recent.into_iter().rev().find(|&older| linker.follows(older, newer))
    }

    /// Renamed covers: the titles of the patches tell. Of several, the one with most of them, and the last.
    fn by_patches(&self, linker: &mut Linker, newer: RevisionAt) -> Option<RevisionAt> {
        let new = &linker.profiles[newer];
        let mut common: BTreeMap<RevisionAt, BTreeSet<Title>> = BTreeMap::new();
        for &title in &new.patches {
            let seen = new.everybody().filter_map(|person| self.by_patch.get(&(title, person)));
            for &older in seen.flat_map(|seen| seen.iter().rev().take(RECENT_BY_TITLE)) {
                common.entry(older).or_default().insert(title);
            }
        }
        let carried = common.into_iter().map(|(older, titles)| (titles.len(), older));
        // Who takes in a patch of somebody else's does not go on with their series, unless they go on counting.
        let may_be = |older: RevisionAt| {
            let old = &linker.profiles[older];
            let taken_over = old.version < new.version && old.patches.len() > 1 && old.half_alike(new);
            old.same_person(new) || taken_over
        };
        carried
            .filter(|&(common, older)| may_be(older) && linker.carries_on(older, newer, common))
            .max()
            .map(|(_, older)| older)
    }

    /// Renamed patches and covers: what the same person posted as a lower version, or as an RFC, under a title much like this one,
    /// or somewhat like it where nothing else comes near.
    fn by_likeness(&self, linker: &mut Linker, newer: RevisionAt) -> Option<RevisionAt> {
        let new = &linker.profiles[newer];
        if new.version.number <= 1 && new.rfc {
            return None;
        }
        let version = new.version;
        let recent = self.recent(new);
        // Of each series the revision most like this one, and of these the best.
        let mut best_of: BTreeMap<RevisionAt, (f64, RevisionAt)> = BTreeMap::new();
        for older in recent {
            let root = linker.series.root(older);
            let likeness = linker.score(older, newer);
            let taken = linker.versions[root].contains(&version);
            // A series may be split in two, but what was posted for comments is posted in earnest once.
            let may_be = !linker.ripened(older, newer) || !linker.in_earnest(root, version);
            if likeness > 0.0 && may_be && (!taken || likeness >= SAME) {
                let best = best_of.entry(root).or_insert((likeness, older));
                if likeness >= best.0 {
                    *best = (likeness, older);
                }
            }
        }
        let mut found: Vec<(f64, RevisionAt)> = best_of.into_values().collect();
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)));
        let &(likeness, older) = found.first()?;
        let next = found.get(1).map_or(0.0, |&(likeness, _)| likeness);
        let alone = likeness - next >= AHEAD && linker.is_reworded(older, newer);
        (likeness >= LIKE || alone).then_some(older)
    }

    /// Renamed patches: of what the same person posted as a lower version, or as an RFC, that which changes the most
    /// of the same lines; or the same version, if it changes the same lines only.
    fn by_diff(&self, linker: &mut Linker, newer: RevisionAt) -> Option<RevisionAt> {
        let new = &linker.profiles[newer];
        let mut best: Option<(f64, RevisionAt)> = None;
        for older in self.recent(new) {
            let old = &linker.profiles[older];
            let goes_on = old.version < new.version || linker.ripened(older, newer);
            let waited = linker.waited(older, newer);
            let again = linker.is_again(older, newer);
            // There was no time to send the versions between them.
            let skips = new.version.number > old.version.number + 1 && waited < DAY;
            let may_be = (goes_on || again) && !skips && waited <= ONE_SERIES && !old.pulled;
            if !may_be || !linker.same_place(older, newer) {
                continue;
            }
            let likeness = old.changes.likeness(&new.changes);
            if likeness >= LIKE_LINES && !old.changes.has_other_files(&new.changes) {
                best = best.filter(|(most, _)| *most > likeness).or(Some((likeness, older)));
            }
        }
        let (_, older) = best?;
        let root = linker.series.root(older);
        let taken = linker.versions[root].contains(&linker.profiles[newer].version);
        (!taken || linker.is_again(older, newer)).then_some(older)
    }

    /// Another person's series that goes on: a higher version with half of its patches' titles.
    fn taken_over(&self, linker: &mut Linker, newer: RevisionAt) -> Option<RevisionAt> {
        let new = &linker.profiles[newer];
        if new.version.number <= 1 || new.patches.len() < 2 {
            return None;
        }
        let seen = new.patches.iter().take(MOST_PATCHES).filter_map(|title| self.of_anybody.get(title));
        let candidates: BTreeSet<RevisionAt> =
            seen.flat_map(|seen| seen.iter().rev().take(RECENT_BY_TITLE).copied()).collect();
        let goes_on = |&older: &RevisionAt| {
            let old = &linker.profiles[older];
            old.version < new.version
                && old.common(new) > 1
                && old.half_alike(new)
                && !old.pulled
                && linker.same_place(older, newer)
                && linker.waited(older, newer) <= ONE_SERIES
        };
        candidates.into_iter().rev().find(goes_on)
    }
}

impl Linker<'_, '_> {
    fn waited(&self, older: RevisionAt, newer: RevisionAt) -> i64 {
        self.profiles[newer].sent - self.profiles[older].sent
    }

    /// Whether of two revisions of one title the newer goes on with the older. Some titles are used again and again.
    fn follows(&self, older: RevisionAt, newer: RevisionAt) -> bool {
        let (old, new) = (&self.profiles[older], &self.profiles[newer]);
        let waited = self.waited(older, newer);
        let ripened = old.rfc && !new.rfc;
        let lone = new.patches.len() <= 1 && old.patches.len() <= 1;
        let goes_on = match new.version.cmp(&old.version) {
            Ordering::Greater => true,
            _ if !new.resend && !new.same_address(old) => false,
            Ordering::Equal if ripened || new.resend || waited <= STRAGGLER => true,
            Ordering::Equal if new.patches.len().min(old.patches.len()) <= 1 => waited <= SAME_PATCH,
            Ordering::Equal => new.half_alike(old),
            Ordering::Less => ripened || waited <= STRAGGLER || (!lone && new.half_alike(old)),
        };
        // Who goes on counting where they stopped goes on with the same thing, however long they rested.
        let telling =
            || self.titles.telling(new.title) >= TELLING && !old.changes.has_other_files(&new.changes);
        let rested = self.is_next(older, newer) && (!lone || telling());
        let limit = if rested { LONG_LIFE } else { ONE_SERIES };
        // A title that is used again for other files, or for another release, is another patch.
        let again = new.version <= old.version;
        let other =
            again && !ripened && (old.of_release || (lone && old.changes.has_other_files(&new.changes)));
        goes_on && !other && self.same_place(older, newer) && !old.pulled && waited <= limit
    }

    /// Whether so many patches with the same titles make the newer revision a version of the older: half of the
    /// longer one, so that a series which takes in another's patches does not become it; or most of the shorter one
    /// where the version goes on from the other's, since series grow and are split.
    fn carries_on(&self, older: RevisionAt, newer: RevisionAt, common: usize) -> bool {
        let (old, new) = (&self.profiles[older], &self.profiles[newer]);
        let (few, many) =
            (old.patches.len().min(new.patches.len()), old.patches.len().max(new.patches.len()));
        let waited = self.waited(older, newer);
        let is_next = self.is_next(older, newer);
        let like = self.likeness(old.title, new.title) >= LIKE;
        let grown = new.version == old.version && few == 1 && many <= GROWN && waited <= SOON;
        let broken_off = self.is_broken_off(older, newer, common);
        let may_be = match new.version.cmp(&old.version) {
            Ordering::Greater => is_next || like || 3 * common >= 2 * many,
            // What is proposed for a stable tree comes in batches, which share a patch now and then.
            _ if !new.branch.is_empty() || new.is_elsewhere(old) => false,
            _ => grown || broken_off || like || (old.rfc && !new.rfc),
        };
        let half = (2 * common >= many || grown || broken_off) && waited <= ONE_SERIES && may_be;
        let most = is_next && new.version.number > 1 && 3 * common >= 2 * few && waited <= LIKELY;
        many > 1 && self.same_place(older, newer) && !old.pulled && (half || most)
    }

    /// Whether the first sending broke off: all of it that came is in the second.
    fn is_broken_off(&self, older: RevisionAt, newer: RevisionAt, common: usize) -> bool {
        let (old, new) = (&self.profiles[older], &self.profiles[newer]);
        new.version == old.version
            && new.total == old.total
            && old.patches.len() < old.total.min(new.patches.len())
            && common == old.patches.len()
            && self.waited(older, newer) <= STRAGGLER
    }

    /// Whether a revision is an older one of the same version again, under whatever title.
    fn is_again(&self, older: RevisionAt, newer: RevisionAt) -> bool {
        let (old, new) = (&self.profiles[older], &self.profiles[newer]);
        old.version == new.version
            && old.patches.len() == new.patches.len()
            && self.waited(older, newer) <= SAME_PATCH
            && old.changes.likeness(&new.changes) >= SAME_LINES
    }

    /// Whether a revision is for inclusion, with the same version as one for comments.
    pub(super) fn ripened(&self, older: RevisionAt, newer: RevisionAt) -> bool {
        let (old, new) = (&self.profiles[older], &self.profiles[newer]);
        old.version == new.version && old.rfc && !new.rfc
    }

    /// Whether a revision is the next version, soon after, under a title somewhat like the older one and not of other files.
    fn is_reworded(&self, older: RevisionAt, newer: RevisionAt) -> bool {
        self.is_next(older, newer)
            && !self.profiles[newer].is_elsewhere(&self.profiles[older])
            && self.waited(older, newer) <= SOON
            && self.likeness(self.profiles[older].title, self.profiles[newer].title) >= ALONE
    }

    /// How likely it is that a revision goes on with an older one: 0 if it cannot, else how like their titles are,
    /// less for time that passed and for versions that are missing between them.
    fn score(&self, older: RevisionAt, newer: RevisionAt) -> f64 {
        let (old, new) = (&self.profiles[older], &self.profiles[newer]);
        let waited = self.waited(older, newer);
        let ripened = self.ripened(older, newer);
        let of_release = old.of_release || new.of_release;
        let may_be = (old.version < new.version || ripened) && waited <= LIKELY && !old.pulled && !of_release;
        if !may_be || !self.same_place(older, newer) {
            return 0.0;
        }
        // A series for review lends its patches to many, and a lone patch becomes one of a long series.
        let lends = ripened && (old.patches.len() > 1 || new.patches.len() > GROWN);
        let patches = if lends { 0.0 } else { self.likeness_of_patches(old, new) };
        let likeness = self.likeness(old.title, new.title).max(patches);
        // Who writes another patch may well give it a title like the last one's.
        let elsewhere = new.is_elsewhere(old);
        let is_next = ripened || self.is_next(older, newer);
        let others = ripened && new.patches.len() > 1 && new.changes.has_other_lines(&old.changes);
        if others || (elsewhere && !(is_next && waited <= SOON)) {
            return 0.0;
        }
        let likeness = if elsewhere { likeness - OTHER_FILES } else { likeness };
        let months = waited.max(0) as f64 / (30 * DAY) as f64;
        likeness - MONTH * months - if is_next { 0.0 } else { MISSING }
    }

    /// How like the patches of the shorter one are to those of the longer, on the average.
    pub(super) fn likeness_of_patches(&self, a: &Profile, b: &Profile) -> f64 {
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
