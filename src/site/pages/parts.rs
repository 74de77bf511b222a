//! Long pages come in parts: lists by their rows, pages with the texts of mails by how long these are.
//!
//! No page passes 150 kB once it is compressed, whatever a mail says. Worst-case text still takes
//! four fifths of its length then, since what is escaped and what is marked up repeats itself; so the texts of one part
//! together with the range-diffs of a series stay below 180 kB.

use std::ops::Range;

use crate::site::route;
use crate::site::view::Pager;

/// Rows of a long list on one page.
pub const ROWS: usize = 100;
/// Bytes of mails' texts in one part of a page.
pub const TEXTS: usize = 120_000;
/// Bytes of one mail's text that are shown: a digest's text and JSON have it whole.
pub const LONGEST_TEXT: usize = 50_000;
/// What a mail counts as besides its text: its title, its author, its links.
pub const MAIL: usize = 400;

/// How many parts a list has; an empty one has one.
pub fn parts(rows: usize) -> usize {
    rows.div_ceil(ROWS).max(1)
}

/// The rows of one part.
pub fn part_of<T>(rows: &[T], part: usize) -> &[T] {
    rows.chunks(ROWS).nth(part - 1).unwrap_or_default()
}

/// The way from a part of a list to the others.
pub fn pager(href: &str, part: usize, total: usize) -> Pager {
    pager_of(href, part, parts(total), total)
}

/// The same where it is known how many parts there are.
pub fn pager_of(href: &str, part: usize, pages: usize, total: usize) -> Pager {
    Pager {
        number: part,
        pages,
        total,
        previous: (part > 1).then(|| route::part(href, part - 1)),
        next: (part < pages).then(|| route::part(href, part + 1)),
    }
}

/// Cuts things of these lengths into parts that hold `TEXTS` at most, or one thing that is longer. There is always one
/// part.
pub fn cut(lengths: impl Iterator<Item = usize>) -> Vec<Range<usize>> {
    let mut begins = vec![0];
    let (mut full, mut count) = (0, 0);
    for length in lengths {
        if full > 0 && full + length > TEXTS {
            begins.push(count);
            full = 0;
        }
        full += length;
        count += 1;
    }
    let ends: Vec<usize> = begins.iter().skip(1).copied().chain([count]).collect();
    begins.into_iter().zip(ends).map(|(begin, end)| begin..end).collect()
}

/// How much of a mail's text of this many bytes counts.
pub fn length(text: u64) -> usize {
    MAIL + usize::try_from(text).unwrap_or(usize::MAX).min(LONGEST_TEXT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_full_before_the_next_one_begins() {
        let check = |lengths: &[usize], expected: &[(usize, usize)]| {
            let parts = cut(lengths.iter().copied()).into_iter().map(|part| (part.start, part.end));
            assert_eq!(parts.collect::<Vec<_>>(), expected, "{lengths:?}");
        };
        check(&[], &[(0, 0)]);
        check(&[1, 1], &[(0, 2)]);
        check(&[TEXTS, 1], &[(0, 1), (1, 2)]);
        check(&[TEXTS + 1, TEXTS + 1], &[(0, 1), (1, 2)]);
        check(&[TEXTS / 2, TEXTS / 2, TEXTS / 2], &[(0, 2), (2, 3)]);
    }

    #[test]
    fn every_row_is_in_one_part() {
        let rows: Vec<usize> = (0..2 * ROWS + 1).collect();
        let numbers = 1..=parts(rows.len());
        let together: Vec<usize> = numbers.flat_map(|part| part_of(&rows, part).to_vec()).collect();
        assert_eq!(together, rows);
        assert_eq!(parts(0), 1);
    }
}
