//! Which lines differ between two texts, found in bounded work.
//!
//! Myers' algorithm is exact, and quadratic for texts that are unlike each other. Texts of more than [`PIECE`] lines are
//! looked at first: if the algorithm would take more than [`STEPS`] steps for each line, they are cut into pieces, at
//! lines that both have once and else by number, and only lines of one piece are held against each other. What comes of
//! that is a diff as well, if a longer one than need be.

use std::ops::Range;

use imara_diff::{Algorithm, Diff, SliderHeuristic, Token};

use super::order::in_order;

/// Lines of both texts together that are compared in one go.
const PIECE: usize = 4_000;
/// Steps for each line that the exact algorithm may take.
const STEPS: usize = 64;

/// Lines of the older text, and the lines of the newer one in their place.
pub(super) type Change = (Range<u32>, Range<u32>);

/// The changes between two lists of lines, numbered below `tokens`.
pub(super) fn changes(
    before: &[Token],
    after: &[Token],
    tokens: u32,
    mut slider: impl SliderHeuristic,
) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    for (old, new) in pieces(before, after, tokens) {
        let (before, after) = (&before[old.clone()], &after[new.clone()]);
        let mut diff = Diff::default();
        diff.compute_with(Algorithm::Myers, before, after, tokens);
        let slide = |tokens: &[Token], hunk, earliest| slider.best_slider_end(tokens, hunk, earliest);
        diff.postprocess_with(before, after, slide);
        let moved = |range: Range<u32>, by: usize| range.start + by as u32..range.end + by as u32;
        changes
            .extend(diff.hunks().map(|hunk| (moved(hunk.before, old.start), moved(hunk.after, new.start))));
    }
    changes
}

/// A piece of the older text, and the piece of the newer one that it is compared with.
type Piece = (Range<usize>, Range<usize>);

/// The texts as one piece, or in many small ones.
fn pieces(before: &[Token], after: &[Token], tokens: u32) -> Vec<Piece> {
    let lines = before.len() + after.len();
    if lines <= PIECE || steps(before, after, STEPS * lines).is_some() {
        return vec![(0..before.len(), 0..after.len())];
    }
    let mut pieces = Vec::new();
    let mut start = (0, 0);
    for (old, new) in anchors(before, after, tokens) {
        // A piece ends with a line that is in both.
        if old + new + 2 - (start.0 + start.1) >= PIECE / 2 {
            cut(start.0..old + 1, start.1..new + 1, &mut pieces);
            start = (old + 1, new + 1);
        }
    }
    cut(start.0..before.len(), start.1..after.len(), &mut pieces);
    pieces
}

/// Cuts what is too large for a piece into equal parts.
fn cut(old: Range<usize>, new: Range<usize>, pieces: &mut Vec<Piece>) {
    let count = (old.len() + new.len()).div_ceil(PIECE).max(1);
    let part = |range: &Range<usize>, at: usize| range.start + range.len() * at / count;
    for at in 0..count {
        pieces.push((part(&old, at)..part(&old, at + 1), part(&new, at)..part(&new, at + 1)));
    }
}

/// Lines that both texts have exactly once, in an order that is that of both (patience diff).
fn anchors(before: &[Token], after: &[Token], tokens: u32) -> Vec<(usize, usize)> {
    let once = |lines: &[Token]| {
        let mut places = vec![(0_u32, 0); tokens as usize];
        for (at, line) in lines.iter().enumerate() {
            places[line.0 as usize] = (places[line.0 as usize].0.saturating_add(1), at);
        }
        places
    };
    let (old, new) = (once(before), once(after));
    let matched: Vec<Option<usize>> = after
        .iter()
        .map(|line| {
            let (old, new) = (old[line.0 as usize], new[line.0 as usize]);
            (old.0 == 1 && new.0 == 1).then_some(old.1)
        })
        .collect();
    let stayed = in_order(&matched);
    (0..after.len()).filter(|&at| stayed[at]).filter_map(|new| Some((matched[new]?, new))).collect()
}

/// The steps of Myers' algorithm from one list to the other: diagonals that are visited, and lines that are compared on
/// them (E. Myers, "An O(ND) difference algorithm and its variations", 1986). `None` if there are more than `most`.
fn steps(before: &[Token], after: &[Token], most: usize) -> Option<usize> {
    let mut steps = 0;
    // The older lines that are passed on each diagonal, by how many of the changes so far removed one.
    let mut reached: Vec<usize> = Vec::new();
    for changes in 0..=before.len() + after.len() {
        let mut next = Vec::with_capacity(changes + 1);
        for removed in 0..=changes {
            let by_adding = reached.get(removed).copied();
            let by_removing = removed.checked_sub(1).and_then(|fewer| reached.get(fewer)).map(|old| old + 1);
            let mut old = by_adding.max(by_removing).unwrap_or(0);
            let mut new = old + changes - 2 * removed;
            while old < before.len() && new < after.len() && before[old] == after[new] {
                (old, new, steps) = (old + 1, new + 1, steps + 1);
            }
            steps += 1;
            if (old, new) == (before.len(), after.len()) {
                return Some(steps);
            }
            if steps > most {
                return None;
            }
            next.push(old);
        }
        reached = next;
    }
    None
}

#[cfg(test)]
mod tests {
    use imara_diff::{NoSliderHeuristic, Token};

    use super::{PIECE, STEPS, changes, pieces, steps};

    fn tokens(lines: usize, line: impl Fn(usize) -> usize) -> Vec<Token> {
        (0..lines).map(|at| Token(line(at) as u32)).collect()
    }

    /// Lines that follow no pattern (SplitMix64).
    fn noise(lines: usize, kinds: u64, seed: u64) -> Vec<Token> {
        let line = |at: u64| {
            let mixed = (at + seed).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            (mixed ^ (mixed >> 31)) % kinds
        };
        tokens(lines, |at| line(at as u64) as usize)
    }

    /// The newer text, made of the older one by the changes that were found.
    fn patched(before: &[Token], after: &[Token]) -> Vec<Token> {
        let mut made = Vec::new();
        let mut at = 0;
        for (old, new) in changes(before, after, 1 << 24, NoSliderHeuristic) {
            made.extend_from_slice(&before[at..old.start as usize]);
            made.extend_from_slice(&after[new.start as usize..new.end as usize]);
            at = old.end as usize;
        }
        made.extend_from_slice(&before[at..]);
        made
    }

    #[test]
    fn what_is_found_makes_the_newer_text_of_the_older_one() {
        let line = |at: usize| at;
        let whole = tokens(5_000, line);
        let pairs = [
            (whole.clone(), tokens(5_000, |at| 4_999 - at)),
            (whole.clone(), [&whole[10..2_000], &noise(300, 16, 1), &whole[1_990..]].concat()),
            (noise(5_000, 16, 0), noise(6_000, 16, 99)),
            (noise(9_000, 2, 0), noise(100, 2, 7)),
            (Vec::new(), whole.clone()),
            (whole.clone(), Vec::new()),
            (whole.clone(), whole),
        ];
        for (before, after) in pairs {
            assert!(patched(&before, &after) == after, "{} and {} lines", before.len(), after.len());
        }
    }

    #[test]
    fn texts_that_are_like_each_other_are_compared_whole() {
        let before = noise(100_000, 1 << 12, 0);
        let mut after = before.clone();
        (0..100).for_each(|at| after[at * 997] = Token(1 << 13));
        assert_eq!(pieces(&before, &after, 1 << 14), [(0..100_000, 0..100_000)]);
    }

    #[test]
    fn a_piece_of_texts_that_are_unlike_is_small_and_all_of_them_are_the_texts() {
        for kinds in [1 << 1, 1 << 4, 1 << 20] {
            for lines in [10_000, 20_000, 40_000] {
                let (before, after) = (noise(lines, kinds, 0), noise(lines, kinds, 1_000_000));
                let pieces = pieces(&before, &after, 1 << 24);
                assert!(
                    pieces.iter().all(|(old, new)| old.len() + new.len() <= PIECE + 1),
                    "{kinds} {lines}"
                );
                let lengths = pieces.iter().map(|(old, new)| old.len() + new.len());
                assert_eq!(lengths.sum::<usize>(), 2 * lines);
            }
        }
    }

    #[test]
    fn steps_are_those_of_the_algorithm_and_no_more_than_allowed() {
        let same = tokens(100, |at| at);
        assert_eq!(steps(&same, &same, 1_000), Some(101));
        assert_eq!(steps(&same, &same[1..], 1_000), Some(1 + 1 + 100));
        assert_eq!(steps(&same, &noise(100, 2, 0), 50), None);
        let (before, after) = (noise(50_000, 16, 0), noise(50_000, 16, 1_000_000));
        assert_eq!(steps(&before, &after, STEPS * 100_000), None);
    }
}
