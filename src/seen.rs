//! What a piece of work looks at: as long as that stays the same, so does what it makes.
//!
//! A page is made of rows of tables, and finds each by what another row says. So whoever noted the rows, and sees in the
//! next build that each of them says the same, knows without making the page that it is the same: the same first row
//! leads to the same second one. Nobody has to list what a page depends on, and nobody can forget a part of it.
//!
//! [`Table`](crate::position::Table)s that are watched note each look at a row; what is in no table notes it by
//! [`row`], or says by [`more`] that something was looked at that no row tells. [`noted`] gives the notes of a piece of
//! work. They are of its thread alone, so that work may hand nothing on to other threads.

use std::cell::RefCell;

/// What can be looked at. Each has rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Sight {
    /// A digest, and what tells readers which one it is.
    Digest = 1,
    DigestName,
    Patch,
    PatchesOfDigest,
    Series,
    SeriesName,
    Author,
    AuthorName,
    Subsystem,
    SubsystemName,
    Domain,
    DomainName,
    Directory,
    DirectoryName,
    DirectoriesOfSeries,
    Reply,
    RepliesOfDigest,
    RepliesToPatch,
    Life,
    Reviews,
    SentForOthers,
    /// Who is behind an address, by [`slot`]s.
    Person,
    /// The author that somebody is, and the domain of a name, in the same way.
    AuthorOf,
    DomainOf,
    /// The digests before and after one.
    Neighbours,
    Timeline,
    ListsOfSeries,
    Reviewers,
    DigestLayout,
    SeriesLayout,
    Talk,
    Landed,
    /// What is never the same again, as far as anybody knows.
    Unsteady,
}

impl Sight {
    /// Its number, from 1 on.
    pub fn number(self) -> u8 {
        self as u8
    }
}

/// How many numbers there are, with 0.
pub const SIGHTS: usize = Sight::Unsteady as usize + 1;

/// Rows of what is found by a text: all texts of a slot are one row.
pub const SLOTS: usize = 4096;

/// Notes that are put in order in one go.
const AT_ONCE: usize = 4096;

/// What was looked at.
#[derive(Debug, Default)]
pub struct Seen {
    /// Numbers of sights and of their rows.
    rows: Vec<(u8, u32)>,
    /// How many of them were put in order.
    in_order: usize,
    /// Whether there was something else.
    more: bool,
}

thread_local! {
    static NOTES: RefCell<Option<Seen>> = const { RefCell::new(None) };
}

impl Seen {
    /// The rows, in order, each once; nothing where that was not all.
    pub fn rows(&mut self) -> Option<&[(u8, u32)]> {
        self.put_in_order();
        (!self.more).then_some(&self.rows)
    }

    /// The same in as little memory as it takes.
    pub fn packed(mut self) -> Self {
        self.put_in_order();
        self.rows.shrink_to_fit();
        self
    }

    fn put_in_order(&mut self) {
        self.rows.sort_unstable();
        self.rows.dedup();
        self.in_order = self.rows.len();
    }

    fn add(&mut self, row: (u8, u32)) {
        if self.rows.last() == Some(&row) {
            return;
        }
        // A page may look at the same few rows for ever.
        if self.rows.len() > 2 * self.in_order + AT_ONCE {
            self.put_in_order();
        }
        self.rows.push(row);
    }
}

/// Does a piece of work, and gives what it looked at.
pub fn noted<R>(work: impl FnOnce() -> R) -> (R, Seen) {
    let around = NOTES.replace(Some(Seen::default()));
    let made = work();
    let seen = NOTES.replace(around).unwrap_or_default();
    again(&seen);
    (made, seen)
}

/// Notes what was looked at for something that is used once more.
pub fn again(seen: &Seen) {
    note(|notes| {
        seen.rows.iter().for_each(|&row| notes.add(row));
        notes.more |= seen.more;
    });
}

/// Notes a look at a row of a sight.
pub fn row(sight: u8, number: usize) {
    note(|notes| match u32::try_from(number) {
        Ok(number) if sight != Sight::Unsteady.number() => notes.add((sight, number)),
        _ => notes.more = true,
    });
}

/// Notes a look at something that no row tells.
pub fn more() {
    note(|notes| notes.more = true);
}

/// The row of a text.
pub fn slot(text: &str) -> usize {
    // FNV-1a: the same in every run.
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash % SLOTS as u64) as usize
}

fn note(note: impl FnOnce(&mut Seen)) {
    NOTES.with_borrow_mut(|notes| {
        if let Some(notes) = notes {
            note(notes);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::position::{At, Table};

    enum Thing {}

    #[test]
    fn looks_are_noted_once_and_only_those_of_the_work() {
        let table: Table<Thing, &str> = vec!["a", "b", "c"].into();
        table.watch(Sight::Series);
        let at = |number| At::<Thing>::new(number);
        assert_eq!(table[at(0)], "a");
        let ((), mut seen) = noted(|| {
            for number in [2, 1, 2] {
                assert!(!table[at(number)].is_empty());
            }
            assert_eq!(table.part(at(1), Sight::SeriesName, |row| *row), "b");
        });
        let (series, name) = (Sight::Series.number(), Sight::SeriesName.number());
        assert_eq!(seen.rows(), Some(&[(series, 1), (series, 2), (name, 1)][..]));
    }

    #[test]
    fn who_looks_at_a_whole_table_saw_more_than_rows() {
        let table: Table<Thing, &str> = vec!["a", "b"].into();
        let length = || noted(|| table.len()).1;
        assert_eq!(length().rows(), Some(&[][..]));
        table.watch(Sight::Series);
        assert_eq!(length().rows(), None);
        assert_eq!(noted(|| table.get(At::new(7)).is_none()).1.rows(), None);
    }

    #[test]
    fn what_is_used_again_was_looked_at_again() {
        let (_, made) = noted(|| row(Sight::Talk.number(), 5));
        let ((), mut outer) = noted(|| {
            let ((), mut inner) = noted(|| again(&made));
            assert_eq!(inner.rows(), Some(&[(Sight::Talk.number(), 5)][..]));
        });
        assert_eq!(outer.rows(), Some(&[(Sight::Talk.number(), 5)][..]));
    }

    #[test]
    fn the_row_of_a_text_is_always_the_same() {
        assert_eq!(slot(""), 0x2325 % SLOTS);
        assert_ne!(slot("a@example.org"), slot("b@example.org"));
    }
}
