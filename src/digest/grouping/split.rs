//! Series that are split: each part goes on by itself, from the version of the whole.

use super::RevisionAt;
use super::known::Known;
use super::profile::LIKE_LINES;
use crate::mail::Version;

/// Revisions of one series that are looked at; no series has as many.
const MOST: usize = 200;

impl Known {
    /// Whether the series of an older revision went on already, in the version of this one, with another part of its patches.
    /// What keeps more of the older one, and its title or most of it, is the series itself.
    pub fn went_on_otherwise(&mut self, older: RevisionAt, newer: RevisionAt) -> bool {
        let root = self.series.root(older);
        let (old, version) = (&self.profiles[older], self.profiles[newer].version);
        let is_whole = old.patches.len() > 1 || old.total > 1 && !old.patches.is_empty();
        if !is_whole || !self.versions[root].contains(&version) {
            return false;
        }
        let mut of_series = std::iter::successors(Some(root), |&at| Some(self.next_in_series[at]));
        let first = of_series.next();
        let all = first.into_iter().chain(of_series.take_while(|&at| at != root)).take(MOST);
        all.filter(|&at| self.profiles[at].version == version).any(|other| {
            let [old, new, other_new] = [older, newer, other].map(|at| &self.profiles[at]);
            let kept = old.common(new);
            let is_most = old.title == new.title || 2 * kept > old.patches.len();
            let is_main = kept > old.common(other_new) && is_most;
            !is_main && self.is_another_share(other, newer)
        })
    }

    /// Whether two revisions of one version have nothing in common, and neither is the rest of the other.
    fn is_another_share(&self, one: RevisionAt, other: RevisionAt) -> bool {
        let [one, other] = [one, other].map(|at| &self.profiles[at]);
        let is_cut = one.total == other.total
            && one.total > 1
            && (one.patches.len() < one.total || other.patches.len() < other.total);
        let same_name = one.change_id.is_some() && one.change_id == other.change_id;
        !one.patches.is_empty()
            && !other.patches.is_empty()
            && one.common(other) == 0
            && one.title != other.title
            && (!one.rfc || other.rfc)
            && !is_cut
            && !same_name
            && one.changes.likeness(&other.changes) < LIKE_LINES
    }

    /// Whether a revision that names two earlier ones means the series of `nearest`, the later version, and not that of the
    /// other, which went on by itself: since the series of the nearest began, or with a version as high.
    pub fn is_of_another_share(&mut self, older: RevisionAt, nearest: RevisionAt) -> bool {
        let (root, own) = (self.series.root(older), self.series.root(nearest));
        let began = self.versions[own].first().copied();
        let went_on_by = |version: Version| {
            self.profiles[older].version < version
                && self.versions[root].last().is_some_and(|&last| last >= version)
        };
        root != own && (went_on_by(self.profiles[nearest].version) || began.is_some_and(went_on_by))
    }
}
