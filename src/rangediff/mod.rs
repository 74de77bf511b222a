//! Two versions of a series side by side: which patch became which, and what changed in it.
//!
//! Patches are lists of texts here: nothing knows of mails, archives or pages.
//!
//! 1. [`PatchLines::of`] writes a patch as `git range-diff` compares it: who and why, then each file's hunks without
//!    their line numbers.
//! 2. [`compare`] pairs the patches of two versions: `matching` those of equal diffs, then, over the sizes of
//!    the diffs between the others' diffs, the cheapest `assignment` (git-range-diff(1), "Algorithm").
//! 3. [`hunks`] gives the diff of two such texts, line by line.
//!
//! What mails say is hostile, so the work is bounded: beyond that, patches are paired by title alone, and
//! [`Comparison::by_title`] says so. Lines are held against each other in bounded steps (`changes`).

mod assignment;
mod changes;
mod diff;
mod matching;
mod order;
mod text;

pub use diff::{Hunk, HunkLine, Inner, Outer, hunks, line_changes};
pub use text::{Patch, PatchLines};

/// Two versions, compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// In the order of the newer version; a dropped patch is behind those that it followed.
    pub pairs: Vec<Pair>,
    /// The diffs were too large to compare: patches that are not equal were paired by their titles.
    pub by_title: bool,
}

/// What became of one patch. Positions are those in the lists that were compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    pub older: Option<usize>,
    pub newer: Option<usize>,
    pub change: Change,
    /// It is at another place among the patches that both versions have.
    pub moved: bool,
}

/// What changed in a patch from one version to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Change {
    /// Nothing: `=` in git's output.
    Same,
    /// Only the author or the message, not the diff: `!`.
    Reworded,
    /// The diff: `!`.
    Changed,
    /// It is new: `>`.
    Added,
    /// It is gone: `<`.
    Dropped,
}

/// Pairs the patches of two versions, and says of each what changed.
pub fn compare(older: &[PatchLines], newer: &[PatchLines]) -> Comparison {
    let (matched, by_title) = matching::match_up(older, newer);
    let stayed = order::in_order(&matched);
    let both = |new: usize, old: usize| Pair {
        older: Some(old),
        newer: Some(new),
        change: change(&older[old], &newer[new]),
        moved: !stayed[new],
    };
    let mut kept = vec![false; older.len()];
    matched.iter().flatten().for_each(|&old| kept[old] = true);
    let mut shown = vec![false; older.len()];
    let mut next = 0;
    let mut pairs = Vec::with_capacity(older.len() + newer.len());
    // A dropped patch is listed after all that were before it.
    let mut told = |shown: &[bool], pairs: &mut Vec<Pair>| {
        while next < shown.len() && (shown[next] || !kept[next]) {
            if !kept[next] {
                pairs.push(Pair { older: Some(next), newer: None, change: Change::Dropped, moved: false });
            }
            next += 1;
        }
    };
    for (new, old) in matched.iter().enumerate() {
        told(&shown, &mut pairs);
        match *old {
            Some(old) => {
                shown[old] = true;
                pairs.push(both(new, old));
            }
            None => {
                pairs.push(Pair { older: None, newer: Some(new), change: Change::Added, moved: false });
            }
        }
    }
    told(&shown, &mut pairs);
    Comparison { pairs, by_title }
}

fn change(older: &PatchLines, newer: &PatchLines) -> Change {
    if older.diff() != newer.diff() {
        Change::Changed
    } else if older.about() != newer.about() {
        Change::Reworded
    } else {
        Change::Same
    }
}
