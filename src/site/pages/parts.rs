//! Long pages come in parts: lists by their rows, pages with the texts of mails by how long these are.
//!
//! A list that grows shows its newest rows, and all of them on numbered parts, the oldest on the first: what is new
//! changes no part that is full.
//!
//! No page passes 150 kB once it is compressed, whatever a mail says. Worst-case text still takes
//! four fifths of its length then, since what is escaped and what is marked up repeats itself; so the texts of one part
//! together with the range-diffs of a series stay below 180 kB.

use std::ops::Range;

use crate::site::route;
use crate::site::view::{Pager, Shelf};

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

/// How many parts a list that grows has, together with the list's own page.
pub fn parts_of_shelf(rows: usize) -> usize {
    if rows <= ROWS { 1 } else { 1 + rows.div_ceil(ROWS) }
}

/// The rows of a numbered part of a list that grows, the newest first. They are given oldest first.
pub fn on_shelf<T: Copy>(rows: &[T], number: usize) -> Vec<T> {
    rows.chunks(ROWS).nth(number - 1).unwrap_or_default().iter().rev().copied().collect()
}

/// The way from a numbered part of a list that grows, or from the list's own page (0), to the others.
pub fn shelf(href: &str, number: usize, total: usize) -> Shelf {
    let numbered = parts_of_shelf(total) - 1;
    let part = |number: usize| route::numbered(href, number);
    if number == 0 {
        return Shelf { older: (numbered > 0).then(|| part(numbered)), ..Shelf::default() };
    }
    Shelf {
        first: (number - 1) * ROWS + 1,
        last: (number * ROWS).min(total),
        newer: Some(if number < numbered { part(number + 1) } else { href.to_owned() }),
        older: (number > 1).then(|| part(number - 1)),
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
    fn a_row_more_changes_no_full_part_of_a_list_that_grows() {
        let rows: Vec<usize> = (0..2 * ROWS + 1).collect();
        assert_eq!([0, ROWS, ROWS + 1, 2 * ROWS + 1].map(parts_of_shelf), [1, 1, 3, 4]);
        assert_eq!(on_shelf(&rows, 1)[..2], [ROWS - 1, ROWS - 2]);
        assert_eq!(on_shelf(&rows, 3), [2 * ROWS]);
        assert_eq!(on_shelf(&rows, 2), on_shelf(&rows[..2 * ROWS], 2));
        let ends = |number: usize, total: usize| {
            let shelf = shelf("a/", number, total);
            (shelf.first, shelf.last, shelf.newer, shelf.older)
        };
        let part = |number: usize| Some(format!("a/page_{number}/"));
        assert_eq!(ends(0, ROWS), (0, 0, None, None));
        assert_eq!(ends(0, 2 * ROWS), (0, 0, None, part(2)));
        assert_eq!(ends(2, 2 * ROWS), (ROWS + 1, 2 * ROWS, Some("a/".to_owned()), part(1)));
        assert_eq!(ends(1, 2 * ROWS), (1, ROWS, part(2), None));
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
