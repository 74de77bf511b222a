//! Whether one revision may go on with another, by what both are: their titles, patches, versions and times.

use std::cmp::Ordering;

use super::RevisionAt;
use super::known::{DAY, Known, SOON};
use super::profile::{LIKE_LINES, Profile, SAME_LINES};
use crate::mail::Version;

/// An earlier version is looked for this far back, unless the mails name each other.
pub(super) const ONE_SERIES: i64 = 400 * DAY;
/// So far back where a series of the same title has the next version.
const LONG_LIFE: i64 = 1_200 * DAY;
/// So far back where only a part of the titles is alike.
pub(super) const LIKELY: i64 = 200 * DAY;
/// A lone patch of the same title and version this much later is another one, unless it says that it is not.
const SAME_PATCH: i64 = 90 * DAY;
/// A lower version this much later is not a straggler, but begins anew; the same one is not a mended sending.
const STRAGGLER: i64 = 2 * DAY;
/// How like two titles must be to name one thing.
pub(super) const LIKE: f64 = 0.44;
/// How like two titles must be soon after, if no other title of the author comes near.
const ALONE: f64 = 0.26;
/// How like two titles of one prefix must be where the same files are changed.
const IN_ONE_PLACE: f64 = 0.15;
/// How like a version must be to one of two between which it lies, in version and time.
const BETWEEN: f64 = 0.25;
/// How like the titles of two series must be that have nothing else in common.
const UNLIKE: f64 = 0.7;
/// What it takes from the likeness that no file is common.
const OTHER_FILES: f64 = 0.1;
/// Words of a title, without the most common ones, that make it one that nobody uses twice.
pub(super) const TELLING: usize = 4;
/// What each version that is missing between two, and each month, takes from the likeness.
const MISSING: f64 = 0.15;
const MONTH: f64 = 0.01;
/// How many of the lines must be common at the least, later on, if the titles are not alike.
const FEW_LINES: f64 = 0.05;
/// A series of so many times the patches of another, some versions later, took it in.
const SMALL: usize = 8;
/// A lone patch becomes a series of so many with the same version number.
const GROWN: usize = 4;

impl Known {
    /// Whether of two revisions of one title the newer goes on with the older. Some titles are used again and again.
    pub fn follows(&self, older: RevisionAt, newer: RevisionAt) -> bool {
        let (old, new) = (&self.profiles[older], &self.profiles[newer]);
        let waited = self.waited(older, newer);
        let ripened = old.rfc && !new.rfc;
        let lone = new.patches.len() <= 1 && old.patches.len() <= 1;
        let goes_on = match new.version.cmp(&old.version) {
            Ordering::Greater => true,
            _ if !new.resend && !new.same_address(old) => false,
            Ordering::Equal if ripened || new.resend || waited <= STRAGGLER => true,
            Ordering::Equal if new.patches.len().min(old.patches.len()) <= 1 => waited <= SAME_PATCH,
            Ordering::Equal => new.half_alike(old) || self.is_soon_again(older, newer),
            // Who sends a version again may leave its number out.
            Ordering::Less if new.resend && !new.changes.shares_no_lines(&old.changes) => true,
            Ordering::Less if lone => ripened || waited <= STRAGGLER || self.is_soon_alike(older, newer),
            Ordering::Less => ripened || waited <= STRAGGLER || new.half_alike(old),
        };
        // Who goes on counting where they stopped goes on with the same thing, however long they rested; where the title of a
        // lone patch tells enough, a version may be missing between.
        let telling = || self.is_told_by_title(older, newer);
        let skips = || old.version < new.version && old.is_lone() && new.is_lone();
        let rested =
            (self.is_next(older, newer) && !lone) || ((self.is_next(older, newer) || skips()) && telling());
        let limit = if rested { LONG_LIFE } else { ONE_SERIES };
        // A title that is used again for other files, or for another release, is another patch. `Some fixes` is the title of more
        // than one set of patches.
        let again = new.version <= old.version;
        let other_set = !lone && waited > SAME_PATCH && self.is_other_set(old, new);
        let other = again && !ripened && (old.of_release || (lone && new.is_elsewhere(old)));
        let other = other || self.has_only_a_vague_name(old, new);
        goes_on && !other && !other_set && self.same_place(older, newer) && !old.pulled && waited <= limit
    }

    /// Whether two revisions have nothing in common but the title of a cover letter that tells little.
    fn has_only_a_vague_name(&self, old: &Profile, new: &Profile) -> bool {
        old.has_cover()
            && new.has_cover()
            && self.titles.telling(new.title) < TELLING
            && new.common(old) == 0
            && new.is_elsewhere(old)
    }

    /// Whether a cover letter comes soon again, of the same number, with one of its patches at the least.
    fn is_soon_again(&self, older: RevisionAt, newer: RevisionAt) -> bool {
        let (old, new) = (&self.profiles[older], &self.profiles[newer]);
        old.has_cover() && new.has_cover() && new.common(old) > 0 && self.waited(older, newer) <= 3 * SOON
    }

    /// Whether the same people soon change many of the same lines. Who passes a patch on to other trees does so as well.
    fn is_soon_alike(&self, older: RevisionAt, newer: RevisionAt) -> bool {
        let (old, new) = (&self.profiles[older], &self.profiles[newer]);
        let like = new.changes.likeness(&old.changes).max(new.changes.likeness_of_few(&old.changes));
        self.waited(older, newer) <= SOON && like >= LIKE_LINES && old.people == new.people
    }

    /// Whether two series have neither a line in common nor patches with titles that are alike.
    fn is_other_set(&self, old: &Profile, new: &Profile) -> bool {
        old.patches.len().min(new.patches.len()) > 1
            && old.changes.has_other_lines(&new.changes)
            && self.likeness_of_patches(old, new) < ALONE
    }

    /// Whether so many patches with the same titles make the newer revision a version of the older: half of the
    /// longer one, so that a series which takes in another's patches does not become it; or most of the shorter one
    /// where the version goes on from the other's, since series grow and are split.
    pub fn carries_on(&self, older: RevisionAt, newer: RevisionAt, common: usize) -> bool {
        let (old, new) = (&self.profiles[older], &self.profiles[newer]);
        let (few, many) =
            (old.patches.len().min(new.patches.len()), old.patches.len().max(new.patches.len()));
        let waited = self.waited(older, newer);
        let is_next = self.is_next(older, newer);
        let like = self.likeness(old.title, new.title) >= LIKE;
        // Who counts on from the version of a series means its patch, and may take longer.
        let counted = new.version.number > 1 && new.patches.len() == 1;
        let soon = if counted { SAME_PATCH } else { SOON };
        let grown = new.version == old.version && few == 1 && many <= GROWN && waited <= soon;
        let broken_off = self.is_broken_off(older, newer, common);
        let may_be = match new.version.cmp(&old.version) {
            Ordering::Greater => is_next || like || 3 * common >= 2 * many,
            // What is proposed for a stable tree comes in batches, which share a patch now and then.
            _ if !new.branch.is_empty() || new.is_elsewhere(old) => false,
            _ => {
                grown
                    || broken_off
                    || like
                    || (old.rfc && !new.rfc)
                    || self.is_all_again(older, newer, common)
            }
        };
        let half = (2 * common >= many || grown || broken_off) && waited <= ONE_SERIES && may_be;
        // A title that nobody uses twice may wait longer to be taken out of its series; two of them from one person wait as
        // long as any series.
        let told = old.patches.len() > 1 && counted && self.is_told_by_title(older, newer);
        let limit = match common > 1 && new.same_person(old) {
            true => LONG_LIFE,
            false if told => ONE_SERIES,
            false => LIKELY,
        };
        let most = is_next && new.version.number > 1 && 3 * common >= 2 * few && waited <= limit;
        many > 1 && self.same_place(older, newer) && !old.pulled && (half || most)
    }

    /// Whether the title of the newer revision is one that nobody uses twice, and it changes no other files.
    pub fn is_told_by_title(&self, older: RevisionAt, newer: RevisionAt) -> bool {
        let (old, new) = (&self.profiles[older], &self.profiles[newer]);
        self.titles.telling(new.title) >= TELLING && !old.changes.has_other_files(&new.changes)
    }

    /// Whether one sending is a part of the other, which was sent again as a whole: it broke off, or its rest came late.
    pub fn is_broken_off(&self, older: RevisionAt, newer: RevisionAt, common: usize) -> bool {
        let (old, new) = (&self.profiles[older], &self.profiles[newer]);
        let (few, many) = if old.patches.len() < new.patches.len() { (old, new) } else { (new, old) };
        let half = common > 1 && 2 * common >= many.patches.len();
        let is_cut = new.total == old.total && few.patches.len() < few.total;
        new.version == old.version
            && common == few.patches.len()
            && common < many.patches.len()
            && (half || is_cut)
            && self.waited(older, newer) <= STRAGGLER
    }

    /// Whether a revision has all titles of an older one and no others, below another cover letter, and forgot to count on.
    fn is_all_again(&self, older: RevisionAt, newer: RevisionAt, common: usize) -> bool {
        let (old, new) = (&self.profiles[older], &self.profiles[newer]);
        common > 1
            && common == old.patches.len()
            && common == new.patches.len()
            && new.version == Version::FIRST
            && new.version < old.version
            && (0..=SAME_PATCH).contains(&self.waited(older, newer))
    }

    /// Whether a series takes a lone patch of the version before in, under the same title: its author may have sent several
    /// by themselves first.
    pub fn is_taken_in(&self, older: RevisionAt, newer: RevisionAt) -> bool {
        let (old, new) = (&self.profiles[older], &self.profiles[newer]);
        old.patches.len() == 1
            && old.common(new) == 1
            && self.is_next(older, newer)
            && !old.pulled
            && !new.pulled
            && (0..=SAME_PATCH).contains(&self.waited(older, newer))
    }

    /// Whether a revision is an older one of the same version again, under whatever title.
    pub fn is_again(&self, older: RevisionAt, newer: RevisionAt) -> bool {
        let (old, new) = (&self.profiles[older], &self.profiles[newer]);
        old.version == new.version
            && old.patches.len() == new.patches.len()
            && self.waited(older, newer) <= SAME_PATCH
            && old.changes.likeness(&new.changes) >= SAME_LINES
            && !self.differ_in_numbers(old, new)
    }

    /// Whether a revision is the next version, soon after, under a title somewhat like the older one and not of other files.
    pub fn is_reworded(&self, older: RevisionAt, newer: RevisionAt) -> bool {
        self.is_next(older, newer)
            && !self.profiles[newer].is_elsewhere(&self.profiles[older])
            && self.waited(older, newer) <= SOON
            && self.likeness(self.profiles[older].title, self.profiles[newer].title) >= ALONE
    }

    /// Whether a lone patch is the next version of another that does its work in another way, under the same prefix: soon, or
    /// later in the same files.
    pub fn is_reworked(&self, older: RevisionAt, newer: RevisionAt, likeness: f64) -> bool {
        let (old, new) = (&self.profiles[older], &self.profiles[newer]);
        let waited = self.waited(older, newer);
        let same_prefix = old.title.zip(new.title).is_some_and(|(a, b)| self.titles.same_prefix(a, b));
        let (least, limit) = match new.is_elsewhere(old) {
            true => (ALONE - OTHER_FILES, SOON),
            false if waited <= SOON => (IN_ONE_PLACE, SOON),
            false => (ALONE, 3 * SOON),
        };
        self.is_next(older, newer)
            && old.is_lone()
            && new.is_lone()
            && same_prefix
            && likeness >= least
            && (0..=limit).contains(&waited)
    }

    /// How like a revision is to the nearer of two versions between which it lies in version and time; 0 if it does not.
    pub fn between(&self, older: RevisionAt, middle: RevisionAt, newer: RevisionAt) -> f64 {
        let [old, mid, new] = [older, middle, newer].map(|at| &self.profiles[at]);
        let is_between = old.version < mid.version
            && mid.version < new.version
            && self.waited(older, middle) > 0
            && self.waited(middle, newer) > 0
            && !mid.pulled;
        let likeness = |at: RevisionAt, other: &Profile| {
            let (a, b) = (at.min(middle), at.max(middle));
            let apart =
                mid.has_other_name(other) || mid.is_elsewhere(other) || self.differ_in_numbers(mid, other);
            if apart || !self.same_place(a, b) {
                return 0.0;
            }
            let titles = self.likeness(mid.title, other.title).max(self.likeness_of_patches(mid, other));
            let in_place = if self.is_in_one_place(a, b) { BETWEEN } else { 0.0 };
            titles.max(mid.changes.likeness(&other.changes)).max(in_place)
        };
        let likeness = if is_between { likeness(older, old).max(likeness(newer, new)) } else { 0.0 };
        if likeness >= BETWEEN { likeness } else { 0.0 }
    }

    /// Whether two lone patches under one prefix change a file in common within two days.
    fn is_in_one_place(&self, older: RevisionAt, newer: RevisionAt) -> bool {
        let (old, new) = (&self.profiles[older], &self.profiles[newer]);
        let same_prefix = old.title.zip(new.title).is_some_and(|(a, b)| self.titles.same_prefix(a, b));
        old.is_lone()
            && new.is_lone()
            && same_prefix
            && new.changes.shares_files(&old.changes)
            && self.waited(older, newer) <= STRAGGLER
    }

    /// How likely it is that a revision goes on with an older one: 0 if it cannot, else how like their titles are,
    /// less for time that passed and for versions that are missing between them.
    pub fn score(&self, older: RevisionAt, newer: RevisionAt) -> f64 {
        let (old, new) = (&self.profiles[older], &self.profiles[newer]);
        let waited = self.waited(older, newer);
        let ripened = self.ripened(older, newer);
        let of_release = old.of_release || new.of_release;
        let may_be = (old.version < new.version || ripened) && waited <= LIKELY && !old.pulled && !of_release;
        if !may_be || !self.same_place(older, newer) {
            return 0.0;
        }
        // A series for review lends its patches to many, and a lone patch becomes one of a long series.
        let is_next = ripened || self.is_next(older, newer);
        let few = old.patches.len() <= (new.patches.len() / SMALL).max(1);
        let taken_in = new.patches.len() > GROWN && (ripened || (few && !is_next));
        let lends = taken_in || (ripened && old.patches.len() > 1);
        let patches = if lends { 0.0 } else { self.likeness_of_patches(old, new) };
        let of_titles = self.likeness(old.title, new.title);
        if self.is_another(older, newer, of_titles, patches) {
            return 0.0;
        }
        let likeness = of_titles.max(patches);
        // Who lets b4 name two things says that they are two, unless titles or lines say that a name was lost.
        let kept = likeness >= UNLIKE || new.changes.likeness(&old.changes) >= LIKE_LINES;
        if new.has_other_name(old) && !kept {
            return 0.0;
        }
        let elsewhere = new.is_elsewhere(old);
        let likeness = if elsewhere { likeness - OTHER_FILES } else { likeness };
        let months = waited.max(0) as f64 / (30 * DAY) as f64;
        likeness - MONTH * months - if is_next { 0.0 } else { MISSING }
    }

    /// Whether a revision is another patch under a title like an older one's, `alike` as they and those of their `patches`
    /// are: it changes other lines, or it is about another thing or another part of the project.
    fn is_another(&self, older: RevisionAt, newer: RevisionAt, alike: f64, patches: f64) -> bool {
        let (old, new) = (&self.profiles[older], &self.profiles[newer]);
        let (waited, ripened) = (self.waited(older, newer), self.ripened(older, newer));
        let is_next = ripened || self.is_next(older, newer);
        let others = new.patches.len() > 1 && new.changes.has_other_lines(&old.changes);
        // What is kept of a long series hardly shows the lines of one of its patches: that is known by its title.
        let same = old.common(new) == 1 || (patches >= UNLIKE && new.changes.shares_files(&old.changes));
        let one_of = new.patches.len() == 1 && same && self.is_told_by_title(older, newer);
        let strange = alike < ALONE && !one_of && new.changes.is_less_like(&old.changes, FEW_LINES);
        let titles = old.title.zip(new.title);
        // Who counts on from the third version within two days found a better place for the same work.
        let moved = is_next && new.version.number > 3 && old.total == new.total && waited <= STRAGGLER;
        let another_part = || !moved && titles.is_some_and(|(a, b)| self.titles.differ_in_prefix(a, b));
        let undone = titles.is_some_and(|(a, b)| self.titles.undoes(a, b));
        // Of two series without a title or a line in common, the later one is other work under the same prefix.
        let series = old.patches.len() > 1 && new.patches.len() > 1;
        let unlike = alike < UNLIKE && series && old.common(new) == 0;
        let name_others = || titles.is_some_and(|(a, b)| self.titles.name_other_things(a, b));
        let later_work =
            (waited > SOON || name_others()) && unlike && new.changes.has_other_lines(&old.changes);
        // A lone patch that has neither a title nor a line of a series is other work in its place.
        let other_work = new.is_lone()
            && old.patches.len() > 1
            && old.common(new) == 0
            && alike.max(patches) < LIKE
            && new.changes.shares_no_lines(&old.changes);
        // The same work on another part, as scripts do it: its lines are alike, and it changes other files.
        let by_script = !is_next && new.changes.has_other_files(&old.changes) && another_part();
        let same_rest = || titles.is_some_and(|(a, b)| self.titles.same_rest(a, b));
        // All change the settings, and a series of other files is other work.
        let same_lines = new.changes.likeness(&old.changes) >= LIKE_LINES;
        let is_series = new.patches.len() > 1 && alike < UNLIKE && !new.changes.shares_files(&old.changes);
        let is_common = alike.max(patches) < UNLIKE && new.changes.shares_common_files_only(&old.changes);
        let by_prefix = !same_lines && new.changes.names_files(&old.changes) && (is_series || is_common);
        by_prefix
            || (ripened && others)
            || by_script
            || undone
            || later_work
            || other_work
            || self.is_unrelated(older, newer)
            || (waited > SOON && strange)
            || self.differ_in_numbers(old, new)
            // Who writes another patch may well give it a title like the last one's.
            || (new.is_elsewhere(old)
                && ((!is_next && !same_rest()) || waited > SOON || another_part()))
    }

    /// Whether a revision has no line in common with an older one, and is other work by that: it comes late, or is a series of other files, or in
    /// another number of patches, or a lone patch that does another thing to another thing. What is kept of a long series hardly
    /// shows the lines of one patch.
    fn is_unrelated(&self, older: RevisionAt, newer: RevisionAt) -> bool {
        let (old, new) = (&self.profiles[older], &self.profiles[newer]);
        let (size, before) = (new.size(), old.size());
        let titles = old.title.zip(new.title);
        let shares_a_word = || titles.is_none_or(|(a, b)| self.titles.share_a_word(a, b));
        let is_one_work = self.waited(older, newer) <= 3 * SOON
            && (old.patches.len().min(new.patches.len()) <= 1 || new.changes.shares_most_files(&old.changes))
            && (size == before || before > GROWN)
            && (size.max(before) > 1 || shares_a_word());
        let alike = || self.likeness(old.title, new.title).max(self.likeness_of_patches(old, new));
        !is_one_work && new.changes.has_no_line_of(&old.changes) && old.common(new) == 0 && alike() < UNLIKE
    }
}
