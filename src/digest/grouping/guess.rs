//! What a revision probably goes on with, where no mail says it.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::Link;
use super::link::Linker;
use super::posting::Posting;
use super::titles::Title;
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
/// A lower version this much later is no straggler, but begins anew; the same one is no mended sending.
const STRAGGLER: i64 = 2 * DAY;
/// How like two titles must be to name one thing; and where the series has that version already.
const LIKE: f64 = 0.44;
const SAME: f64 = 0.7;
/// How like they must be soon after, if no other title of the author comes near.
const ALONE: f64 = 0.26;
const AHEAD: f64 = 0.08;
const SOON: i64 = 20 * DAY;
/// What each version that is missing between two, and each month, takes from the likeness.
const MISSING: f64 = 0.15;
const MONTH: f64 = 0.01;
/// Revisions that are looked at for one patch title, and for one person.
const RECENT_BY_TITLE: usize = 8;
const RECENT_BY_PERSON: usize = 32;
/// A lone patch becomes a series of so many with the same version number.
const GROWN: usize = 4;
/// Patches of each of two series that are compared.
const FIRST_PATCHES: usize = 12;

/// The revisions that came before, by what finds them again.
#[derive(Default)]
pub(super) struct Past {
    by_title: HashMap<(Title, u32), Vec<usize>>,
    by_patch: HashMap<(Title, u32), Vec<usize>>,
    by_person: HashMap<u32, Vec<usize>>,
    versions: HashSet<(Title, u32, Version)>,
}

impl Past {
    /// Takes a revision in.
    pub fn remember(&mut self, revision: usize, posting: &Posting) {
        for &person in &posting.people {
            self.by_person.entry(person).or_default().push(revision);
            if let Some(title) = posting.title {
                self.by_title.entry((title, person)).or_default().push(revision);
                self.versions.insert((title, person, posting.version));
            }
            for &title in &posting.patches {
                self.by_patch.entry((title, person)).or_default().push(revision);
            }
        }
    }

    /// Whether the person sent that version under the title of this revision.
    pub fn has(&self, posting: &Posting, version: Version) -> bool {
        posting.title.is_some_and(|title| {
            posting.people.iter().any(|&person| self.versions.contains(&(title, person, version)))
        })
    }

    /// The revision that one probably goes on with, and why.
    pub fn guess(&self, linker: &mut Linker, newer: usize) -> Option<(usize, Link)> {
        if linker.postings[newer].pulled {
            return None;
        }
        let by_title = || self.by_title(linker, newer).map(|older| (older, Link::Title));
        let by_patches = || self.by_patches(linker, newer).map(|older| (older, Link::PatchTitles));
        by_title()
            .or_else(by_patches)
            .or_else(|| self.by_likeness(linker, newer).map(|older| (older, Link::LikeTitle)))
    }

    /// The same author and title: the last that this may go on with.
    fn by_title(&self, linker: &Linker, newer: usize) -> Option<usize> {
        let new = &linker.postings[newer];
        let title = new.title?;
        let seen = new.people.iter().filter_map(|&person| self.by_title.get(&(title, person)));
        let recent: BTreeSet<usize> =
            seen.flat_map(|seen| seen.iter().rev().take(RECENT_BY_TITLE).copied()).collect();
        recent.into_iter().rev().find(|&older| linker.follows(older, newer))
    }

    /// Renamed covers: the titles of the patches tell. Of several, the one with most of them, and the last.
    fn by_patches(&self, linker: &Linker, newer: usize) -> Option<usize> {
        let new = &linker.postings[newer];
        let mut common: BTreeMap<usize, BTreeSet<Title>> = BTreeMap::new();
        for &title in &new.patches {
            let seen = new.people.iter().filter_map(|&person| self.by_patch.get(&(title, person)));
            for &older in seen.flat_map(|seen| seen.iter().rev().take(RECENT_BY_TITLE)) {
                common.entry(older).or_default().insert(title);
            }
        }
        let carried = common.into_iter().map(|(older, titles)| (titles.len(), older));
        carried
            .filter(|&(common, older)| linker.carries_on(older, newer, common))
            .max()
            .map(|(_, older)| older)
    }

    /// Renamed patches and covers: what the same person posted as a lower version, or as an RFC, under a title much like this one,
    /// or somewhat like it where nothing else comes near.
    fn by_likeness(&self, linker: &mut Linker, newer: usize) -> Option<usize> {
        let new = &linker.postings[newer];
        if new.version.number <= 1 && new.rfc {
            return None;
        }
        let version = new.version;
        let seen = new.people.iter().filter_map(|person| self.by_person.get(person));
        let recent: BTreeSet<usize> =
            seen.flat_map(|seen| seen.iter().rev().take(RECENT_BY_PERSON).copied()).collect();
        // Of each series the revision most like this one, and of these the best.
        let mut best_of: BTreeMap<usize, (f64, usize)> = BTreeMap::new();
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
        let mut found: Vec<(f64, usize)> = best_of.into_values().collect();
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)));
        let &(likeness, older) = found.first()?;
        let next = found.get(1).map_or(0.0, |&(likeness, _)| likeness);
        let alone = likeness - next >= AHEAD && linker.is_reworded(older, newer);
        (likeness >= LIKE || alone).then_some(older)
    }
}

impl Linker<'_, '_> {
    fn waited(&self, older: usize, newer: usize) -> i64 {
        self.postings[newer].sent - self.postings[older].sent
    }

    /// Whether of two revisions of one title the newer goes on with the older. Some titles are used again and again.
    fn follows(&self, older: usize, newer: usize) -> bool {
        let (old, new) = (&self.postings[older], &self.postings[newer]);
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
        let limit = if !lone && self.is_next(older, newer) { LONG_LIFE } else { ONE_SERIES };
        goes_on && self.same_place(older, newer) && !old.pulled && waited <= limit
    }

    /// Whether so many patches with the same titles make the newer revision a version of the older: half of the
    /// longer one, so that a series which takes in another's patches does not become it; or most of the shorter one
    /// where the version goes on from the other's, since series grow and are split.
    fn carries_on(&self, older: usize, newer: usize, common: usize) -> bool {
        let (old, new) = (&self.postings[older], &self.postings[newer]);
        let (few, many) =
            (old.patches.len().min(new.patches.len()), old.patches.len().max(new.patches.len()));
        let waited = self.waited(older, newer);
        let is_next = self.is_next(older, newer);
        let like = self.likeness(old.title, new.title) >= LIKE;
        let grown = new.version == old.version && few == 1 && many <= GROWN && waited <= SOON;
        let may_be = match new.version.cmp(&old.version) {
            Ordering::Greater => is_next || like || 3 * common >= 2 * many,
            // What is proposed for a stable tree comes in batches, which share a patch now and then.
            _ if !new.branch.is_empty() => false,
            _ => grown || like || (old.rfc && !new.rfc),
        };
        let half = (2 * common >= many || grown) && waited <= ONE_SERIES && may_be;
        let most = is_next && new.version.number > 1 && 3 * common >= 2 * few && waited <= LIKELY;
        many > 1 && self.same_place(older, newer) && !old.pulled && (half || most)
    }

    /// Whether a revision is for inclusion, with the same version as one for comments.
    fn ripened(&self, older: usize, newer: usize) -> bool {
        let (old, new) = (&self.postings[older], &self.postings[newer]);
        old.version == new.version && old.rfc && !new.rfc
    }

    /// Whether a revision is the next version, soon after, under a title somewhat like the older one.
    fn is_reworded(&self, older: usize, newer: usize) -> bool {
        self.is_next(older, newer)
            && self.waited(older, newer) <= SOON
            && self.likeness(self.postings[older].title, self.postings[newer].title) >= ALONE
    }

    /// How likely it is that a revision goes on with an older one: 0 if it cannot, else how like their titles are,
    /// less for time that passed and for versions that are missing between them.
    fn score(&self, older: usize, newer: usize) -> f64 {
        let (old, new) = (&self.postings[older], &self.postings[newer]);
        let waited = self.waited(older, newer);
        let ripened = self.ripened(older, newer);
        let may_be = (old.version < new.version || ripened) && waited <= LIKELY && !old.pulled;
        if !may_be || !self.same_place(older, newer) {
            return 0.0;
        }
        // A series for review lends its patches to many, and a lone patch becomes one of a long series.
        let lends = ripened && (old.patches.len() > 1 || new.patches.len() > GROWN);
        let patches = if lends { 0.0 } else { self.likeness_of_patches(old, new) };
        let likeness = self.likeness(old.title, new.title).max(patches);
        let months = waited.max(0) as f64 / (30 * DAY) as f64;
        likeness - MONTH * months - if ripened || self.is_next(older, newer) { 0.0 } else { MISSING }
    }

    /// How like the patches of the shorter one are to those of the longer, on the average.
    pub(super) fn likeness_of_patches(&self, a: &Posting, b: &Posting) -> f64 {
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
