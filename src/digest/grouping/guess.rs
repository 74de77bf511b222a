//! What a revision probably goes on with, where no mail says it.

use std::collections::{BTreeMap, BTreeSet};

use super::continued::{LIKE, ONE_SERIES};
use super::known::{DAY, Known, SOON};
use super::profile::{LIKE_LINES, Profile};
use super::titles::Title;
use super::{Before, Link, RevisionAt};
use crate::mail::Version;
use crate::shared::{HashMap, HashSet};

/// How like the title must be where the series has that version already.
const SAME: f64 = 0.7;
/// By how much the best must be ahead of the next, if it is like this one only somewhat.
const AHEAD: f64 = 0.08;
/// Revisions that are looked at for one patch title, and for one person.
pub(super) const RECENT_BY_TITLE: usize = 8;
const RECENT_BY_PERSON: usize = 32;
/// Versions of one title that are looked for.
const MOST_VERSIONS: u32 = 64;

/// Patches of a series that others are looked for by.
pub(super) const MOST_PATCHES: usize = 50;

/// The revisions that came before, by what finds them again.
pub(super) struct Past {
    before: Before,
    by_title: HashMap<(Title, u32), Vec<RevisionAt>>,
    by_patch: HashMap<(Title, u32), Vec<RevisionAt>>,
    by_person: HashMap<u32, Vec<RevisionAt>>,
    /// The last lone patch of each title, whoever posted it.
    pub(super) lone: HashMap<Title, RevisionAt>,
    /// By the titles of patches of series, whoever posted them.
    pub(super) of_anybody: HashMap<Title, Vec<RevisionAt>>,
    versions: HashSet<(Title, u32, Version)>,
    /// The last with such a line, whoever posted it.
    pub(super) by_mark: HashMap<u32, RevisionAt>,
    /// The last of a person that b4 named after a branch of that name.
    by_branch: HashMap<(String, u32), RevisionAt>,
}

/// Finds the revision that one goes on with by one sign.
type Signal = fn(&Past, &mut Known, RevisionAt) -> Option<RevisionAt>;

impl Past {
    pub fn after(before: Before) -> Self {
        Self {
            before,
            by_title: HashMap::default(),
            by_patch: HashMap::default(),
            by_person: HashMap::default(),
            lone: HashMap::default(),
            of_anybody: HashMap::default(),
            versions: HashSet::default(),
            by_mark: HashMap::default(),
            by_branch: HashMap::default(),
        }
    }

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
        // What was posted for a pull goes on nowhere.
        if !profile.pulled {
            let marks = profile.changes.marks().iter().map(|&mark| (mark, revision));
            self.by_mark.extend(marks);
        }
        for &person in &profile.people {
            if !profile.pulled {
                self.by_person.entry(person).or_default().push(revision);
            }
            self.versions.extend(profile.title.map(|title| (title, person, profile.version)));
            if let Some(branch) = &profile.of_branch {
                self.by_branch.insert((branch.clone(), person), revision);
            }
        }
        if profile.is_lone() && !profile.pulled {
            self.lone.extend(profile.title.map(|title| (title, revision)));
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

    /// The sendings of this revision that broke off, and the lone patches that it puts together.
    pub fn parts(&self, known: &mut Known, newer: RevisionAt) -> Vec<RevisionAt> {
        let new = &known.profiles[newer];
        if new.patches.len() < 2 || new.pulled {
            return Vec::new();
        }
        let keys = new.patches.iter().flat_map(|&title| new.people.iter().map(move |&one| (title, one)));
        // Most often all patches are of one sending, which is compared once.
        let last: BTreeSet<RevisionAt> =
            keys.filter_map(|key| self.by_patch.get(&key)?.last().copied()).collect();
        let is_part = |&older: &RevisionAt| {
            let root = known.series.root(older);
            let is_alone = known.versions[root].len() == 1;
            let common = known.profiles[older].common(&known.profiles[newer]);
            (known.is_broken_off(older, newer, common) || (is_alone && known.is_taken_in(older, newer)))
                && known.same_place(older, newer)
        };
        last.into_iter().filter(is_part).collect()
    }

    /// The revision that one probably goes on with, and why.
    pub fn guess(&self, known: &mut Known, newer: RevisionAt) -> Option<(RevisionAt, Link)> {
        let new = &known.profiles[newer];
        if new.pulled {
            return self.asked_again(known, newer);
        }
        if new.of_release && new.version.number <= 1 {
            return None;
        }
        let signals: [(Signal, Link); 7] = [
            (Self::by_title, Link::Title),
            (Self::by_patches, Link::PatchTitles),
            (Self::by_branch, Link::Branch),
            (Self::by_diff, Link::LikeDiff),
            (Self::by_likeness, Link::LikeTitle),
            (Self::taken_over, Link::TakenOver),
            (Self::taken_over_with_its_lines, Link::TakenOver),
        ];
        let is_sure = |link: Link| self.before == Before::Nothing || link != Link::LikeTitle;
        let mut signals = signals.into_iter().filter(|&(_, link)| is_sure(link));
        let (older, link) = signals.find_map(|(signal, link)| Some((signal(self, known, newer)?, link)))?;
        let is_like = matches!(link, Link::LikeDiff | Link::LikeTitle);
        let is_another = is_like && known.profiles[newer].has_another_earlier(&known.profiles[older]);
        (!is_another).then_some((older, link))
    }

    /// The request to pull that this one mends: soon after, the next version of one with half of its patches or with its
    /// title, whoever asks now. Requests that follow one another under the same title are not versions.
    fn asked_again(&self, known: &Known, newer: RevisionAt) -> Option<(RevisionAt, Link)> {
        let new = &known.profiles[newer];
        let everybody = || new.everybody();
        let by_patch = new
            .patches
            .iter()
            .take(MOST_PATCHES)
            .flat_map(|&title| everybody().filter_map(move |person| self.by_patch.get(&(title, person))));
        let by_title = new
            .title
            .into_iter()
            .flat_map(|title| everybody().filter_map(move |person| self.by_title.get(&(title, person))));
        let seen: BTreeSet<RevisionAt> = by_patch
            .chain(by_title)
            .flat_map(|seen| seen.iter().rev().take(RECENT_BY_TITLE).copied())
            .collect();
        let is_mended = |&older: &RevisionAt| {
            let old = &known.profiles[older];
            old.pulled
                && known.is_next(older, newer)
                && (0..=SOON).contains(&known.waited(older, newer))
                && (old.half_alike(new) || old.title == new.title)
                && known.same_place(older, newer)
        };
        let older = seen
            .into_iter()
            .filter(is_mended)
            .max_by_key(|&older| (known.profiles[older].common(new), older))?;
        let same_title = known.profiles[older].title == new.title;
        Some((older, if same_title { Link::Title } else { Link::PatchTitles }))
    }

    /// The last revisions of the people behind this one, and older ones that share some of its lines, oldest first: who
    /// posts much has posted a lot since.
    fn recent(&self, new: &Profile, known: &Known) -> BTreeSet<RevisionAt> {
        let seen = new.people.iter().filter_map(|person| self.by_person.get(person));
        let last = seen.flat_map(|seen| seen.iter().rev().take(RECENT_BY_PERSON).copied());
        let marked = new.changes.marks().iter().filter_map(|mark| self.by_mark.get(mark).copied());
        last.chain(marked.filter(|&older| known.profiles[older].same_person(new))).collect()
    }

    /// b4 names its mails after the branch, and the branch stays when titles change. Another series may come from a branch
    /// of the same name, so the next version must come soon or the patches be alike.
    fn by_branch(&self, known: &mut Known, newer: RevisionAt) -> Option<RevisionAt> {
        let new = &known.profiles[newer];
        let branch = new.of_branch.as_ref()?;
        let seen = new.people.iter().filter_map(|&person| self.by_branch.get(&(branch.clone(), person)));
        let older = seen.copied().max()?;
        let old = &known.profiles[older];
        let waited = known.waited(older, newer);
        let alike = !new.is_elsewhere(old) || (known.is_next(older, newer) && waited <= SOON);
        let goes_on = old.version < new.version && waited <= ONE_SERIES && !old.pulled;
        (goes_on && alike && known.same_place(older, newer)).then_some(older)
    }

    /// The same author and title: the last that this may go on with.
    fn by_title(&self, known: &mut Known, newer: RevisionAt) -> Option<RevisionAt> {
        let new = &known.profiles[newer];
        let names = || new.names();
        let keys = new.everybody().flat_map(|person| names().map(move |title| (title, person)));
        let seen = keys.filter_map(|key| self.by_title.get(&key));
        let recent: BTreeSet<RevisionAt> =
            seen.flat_map(|seen| seen.iter().rev().take(RECENT_BY_TITLE).copied()).collect();
        // Who comes back to a title that went on to a higher version, with other lines, does the same to something else.
        let has_higher = recent.iter().any(|&older| known.profiles[older].version > new.version);
        let is_anew = |older: RevisionAt| {
            let old = &known.profiles[older];
            has_higher
                && old.version >= new.version
                && old.is_lone()
                && new.is_lone()
                // A maintainer may pass on a part of it.
                && old.people == new.people
                && new.changes.shares_none_of_several(&old.changes)
                && !known.ripened(older, newer)
        };
        let may_be = |older: RevisionAt| !is_anew(older) && known.follows(older, newer);
        let found: Vec<RevisionAt> = recent.into_iter().rev().filter(|&older| may_be(older)).collect();
        found.into_iter().find(|&older| !known.was_counted_on(older, newer))
    }

    /// Renamed covers: the titles of the patches tell. Of several, the one with most of them, and the last.
    fn by_patches(&self, known: &mut Known, newer: RevisionAt) -> Option<RevisionAt> {
        let new = &known.profiles[newer];
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
            let old = &known.profiles[older];
            let taken_over = old.version < new.version && old.patches.len() > 1 && old.half_alike(new);
            old.same_person(new) || taken_over
        };
        carried
            .filter(|&(common, older)| may_be(older) && known.carries_on(older, newer, common))
            .max()
            .map(|(_, older)| older)
            .filter(|&older| !known.was_counted_on(older, newer))
    }

    /// Renamed patches and covers: what the same person posted as a lower version, or as an RFC, under a title much like this one,
    /// or somewhat like it where nothing else comes near.
    fn by_likeness(&self, known: &mut Known, newer: RevisionAt) -> Option<RevisionAt> {
        let new = &known.profiles[newer];
        if new.version.number <= 1 && new.rfc {
            return None;
        }
        let version = new.version;
        let recent = self.recent(new, known);
        // Of each series the revision most like this one, and of these the best.
        let mut best_of: BTreeMap<RevisionAt, (f64, RevisionAt)> = BTreeMap::new();
        for older in recent {
            let root = known.series.root(older);
            let likeness = known.score(older, newer);
            let taken = known.versions[root].contains(&version);
            // A series may be split in two, but what was posted for comments is posted in earnest once.
            let may_be = !known.ripened(older, newer) || !known.in_earnest(root, version);
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
        let is_same_work = || known.is_reworded(older, newer) || known.is_reworked(older, newer, likeness);
        let alone = likeness - next >= AHEAD && is_same_work();
        (likeness >= LIKE || alone).then_some(older)
    }

    /// Renamed patches: of what the same person posted as a lower version, or as an RFC, that which changes the most
    /// of the same lines; or the same version, if it changes the same lines only.
    fn by_diff(&self, known: &mut Known, newer: RevisionAt) -> Option<RevisionAt> {
        let new = &known.profiles[newer];
        let mut best: Option<(f64, RevisionAt)> = None;
        for older in self.recent(new, known) {
            let old = &known.profiles[older];
            let goes_on = old.version < new.version || known.ripened(older, newer);
            let waited = known.waited(older, newer);
            let again = known.is_again(older, newer);
            // There was no time to send the versions between them.
            let skips = new.version.number > old.version.number + 1 && waited < DAY;
            let may_be = (goes_on || again) && !skips && waited <= ONE_SERIES && !old.pulled;
            if !may_be || !known.same_place(older, newer) {
                continue;
            }
            let likeness = known.likeness_of_changes(older, newer);
            if likeness >= LIKE_LINES && !old.changes.has_other_files(&new.changes) {
                best = best.filter(|(most, _)| *most > likeness).or(Some((likeness, older)));
            }
        }
        let (_, older) = best?;
        let root = known.series.root(older);
        let taken = known.versions[root].contains(&known.profiles[newer].version);
        (!taken || known.is_again(older, newer)).then_some(older)
    }

    /// What the same person posted of a series between two of its versions, if each that is missing was posted by itself,
    /// under whatever title.
    pub fn between(&self, known: &mut Known, older: RevisionAt, newer: RevisionAt) -> Vec<RevisionAt> {
        let (old, new) = (&known.profiles[older], &known.profiles[newer]);
        if new.version.number <= old.version.number + 1 || self.before == Before::Unknown {
            return Vec::new();
        }
        let root = known.series.root(newer);
        let mut best: BTreeMap<Version, (f64, RevisionAt)> = BTreeMap::new();
        for middle in self.recent(new, known) {
            let version = known.profiles[middle].version;
            let other = known.series.root(middle);
            let fills = known.versions[other].len() == 1 && !known.versions[root].contains(&version);
            let likeness = if fills { known.between(older, middle, newer) } else { 0.0 };
            if likeness > best.get(&version).map_or(0.0, |&(likeness, _)| likeness) {
                best.insert(version, (likeness, middle));
            }
        }
        best.into_values().map(|(_, middle)| middle).collect()
    }
}
