//! Which patch of the newer version is which of the older one.

use std::collections::{HashMap, VecDeque};
use std::hash::Hash;

use imara_diff::{Interner, NoSliderHeuristic, Token};

use super::assignment;
use super::changes::changes;
use super::diff::groups;
use super::text::PatchLines;

/// git's `--creation-factor`: a diff between two patches that is larger than this share of both, in percent,
/// makes them two patches, one gone and one new.
const CREATION_FACTOR: usize = 60;
/// More than any patch costs.
const NEVER: i64 = 1 << 40;
/// Patches of both versions together that are assigned at most.
const PATCHES: usize = 4_000;
/// Pairs of patches that are weighed at most.
const PAIRS: usize = 40_000;
/// Lines that are looked at to weigh them at most, and lines that are put through a diff.
const LINES_COUNTED: usize = 20_000_000;
const LINES_DIFFED: usize = 2_000_000;

/// The older patch of each newer one; and whether those that are not equal were only matched by title.
pub(super) fn match_up(older: &[PatchLines], newer: &[PatchLines]) -> (Vec<Option<usize>>, bool) {
    let mut matched = vec![None; newer.len()];
    pair_equal(older, newer, PatchLines::diff, &mut matched);
    if matched.iter().all(Option::is_some) || matched.iter().flatten().count() == older.len() {
        return (matched, false);
    }
    let Some(costs) = Costs::weigh(older, newer, &matched) else {
        pair_equal(older, newer, PatchLines::title, &mut matched);
        return (matched, true);
    };
    let rows = assignment::cheapest(older.len() + newer.len(), |column, row| costs.of(column, row));
    let pairs = rows.into_iter().take(older.len()).enumerate().filter(|&(_, new)| new < newer.len());
    pairs.for_each(|(old, new)| matched[new] = Some(old));
    (matched, false)
}

/// Pairs the patches of the same `key` that have none yet, in order. Where several have it, the same title goes
/// first: git takes any of them.
fn pair_equal<'a, K: Hash + Eq>(
    older: &'a [PatchLines],
    newer: &'a [PatchLines],
    key: impl Fn(&'a PatchLines) -> K,
    matched: &mut [Option<usize>],
) {
    let mut waiting: HashMap<K, VecDeque<usize>> = HashMap::new();
    for old in unmatched(older, matched.iter().flatten()) {
        waiting.entry(key(&older[old])).or_default().push_back(old);
    }
    for (text, matched) in newer.iter().zip(matched).filter(|(_, matched)| matched.is_none()) {
        let Some(equal) = waiting.get_mut(&key(text)) else { continue };
        let same_title = equal.iter().position(|&old| older[old].title() == text.title());
        *matched = equal.remove(same_title.unwrap_or_default());
    }
}

/// Positions of the patches that are not among the `matched` ones.
fn unmatched<'a>(texts: &[PatchLines], matched: impl Iterator<Item = &'a usize>) -> Vec<usize> {
    let mut free = vec![true; texts.len()];
    matched.for_each(|&at| free[at] = false);
    (0..texts.len()).filter(|&at| free[at]).collect()
}

/// What it costs to turn one patch into another, to drop one, to make one, in lines.
///
/// Patches of equal diffs are in it as well, though it is known where they belong: which of two cheapest
/// assignments is found depends on the size of the square.
struct Costs<'a> {
    equal: &'a [Option<usize>],
    /// The place in the lists below of each patch that has no equal.
    older: Vec<Option<usize>>,
    newer: Vec<Option<usize>>,
    /// By older, then by newer patch.
    between: Vec<Vec<i64>>,
    dropped: Vec<i64>,
    added: Vec<i64>,
}

impl<'a> Costs<'a> {
    /// None if that is too much work.
    fn weigh(older: &[PatchLines], newer: &[PatchLines], equal: &'a [Option<usize>]) -> Option<Self> {
        let left = unmatched(older, equal.iter().flatten());
        let right: Vec<usize> = (0..newer.len()).filter(|&new| equal[new].is_none()).collect();
        let lines =
            |texts: &[PatchLines], at: &[usize]| at.iter().map(|&at| texts[at].weight()).sum::<usize>();
        let (removed, made) = (lines(older, &left), lines(newer, &right));
        if older.len() + newer.len() > PATCHES
            || left.len() * right.len() > PAIRS
            || removed * right.len() + made * left.len() > LINES_COUNTED
        {
            return None;
        }
        let mut interner = Interner::new(removed + made);
        let old: Vec<Lines> = left.iter().map(|&at| Lines::of(&older[at], &mut interner)).collect();
        let new: Vec<Lines> = right.iter().map(|&at| Lines::of(&newer[at], &mut interner)).collect();
        let mut work = LINES_DIFFED;
        let mut between = Vec::with_capacity(old.len());
        for lines in &old {
            let row = new.iter().map(|new| lines.distance(new, interner.num_tokens(), &mut work));
            between.push(row.collect::<Option<_>>()?);
        }
        let alone = |lines: &[Lines]| lines.iter().map(|lines| lines.alone as i64).collect();
        Some(Self {
            equal,
            older: places(older.len(), &left),
            newer: places(newer.len(), &right),
            between,
            dropped: alone(&old),
            added: alone(&new),
        })
    }

    /// In a square in which every patch may also go to, or come from, nowhere.
    fn of(&self, column: usize, row: usize) -> i64 {
        match (self.older.get(column), self.newer.get(row)) {
            (Some(Some(old)), Some(Some(new))) => self.between[*old][*new],
            (Some(Some(old)), None) => self.dropped[*old],
            (None, Some(Some(new))) => self.added[*new],
            (None, None) => 0,
            (Some(None), Some(None)) if self.equal[row] == Some(column) => 0,
            _ => NEVER,
        }
    }
}

/// The place of each of `count` patches in a list of some of them.
fn places(count: usize, some: &[usize]) -> Vec<Option<usize>> {
    let mut places = vec![None; count];
    some.iter().enumerate().for_each(|(place, &at)| places[at] = Some(place));
    places
}

/// The lines of a patch's diff, as numbers.
struct Lines {
    in_order: Vec<Token>,
    sorted: Vec<u32>,
    /// What it costs to drop it, or to make it.
    alone: usize,
}

impl Lines {
    fn of<'a>(text: &'a PatchLines, interner: &mut Interner<&'a str>) -> Self {
        let in_order: Vec<Token> = text.diff().lines().map(|line| interner.intern(line)).collect();
        let mut sorted: Vec<u32> = in_order.iter().map(|line| line.0).collect();
        sorted.sort_unstable();
        Self { in_order, sorted, alone: text.weight() * CREATION_FACTOR / 100 }
    }

    /// How large the diff to another patch is, hunk headers included. Where the lines that only one of them
    /// has are already too many for the two to be one patch, their number will do. None if the work that is
    /// `left` is used up.
    fn distance(&self, newer: &Self, tokens: u32, left: &mut usize) -> Option<i64> {
        let least = unshared(&self.sorted, &newer.sorted) + 1;
        if least > self.alone + newer.alone {
            return Some(least as i64);
        }
        *left = left.checked_sub(self.in_order.len() + newer.in_order.len())?;
        let changes = changes(&self.in_order, &newer.in_order, tokens, NoSliderHeuristic);
        Some(groups(changes, self.in_order.len()).map(|group| 1 + group.size()).sum::<usize>() as i64)
    }
}

/// How many of two sorted lists' numbers are in one of them only.
fn unshared(left: &[u32], right: &[u32]) -> usize {
    let (mut at, mut other, mut shared) = (0, 0, 0);
    while let (Some(one), Some(two)) = (left.get(at), right.get(other)) {
        at += usize::from(one <= two);
        other += usize::from(two <= one);
        shared += usize::from(one == two);
    }
    left.len() + right.len() - 2 * shared
}
