//! Positions that know what they are positions of, and tables that take no others.
//!
//! A patch, its series and its author are all found by number; so that the compiler tells them apart, each number has
//! the type of what it finds: [`At<Patch>`](At) finds a row of every [`Table<Patch, …>`](Table). A position holds
//! while its table does: what is kept from one build to the next, or written for others, names things by their keys.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt::{self, Debug, Formatter};
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut, Index, IndexMut};
use std::sync::atomic::{AtomicU8, Ordering as AtomicOrdering};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::seen::{self, Sight};

/// The position of a `T`, counted from 0.
pub struct At<T> {
    number: u32,
    of: PhantomData<fn() -> T>,
}

impl<T> At<T> {
    /// The first position.
    pub const FIRST: Self = Self { number: 0, of: PhantomData };

    /// The position with this number. Memory does not hold as many mails as a `u32` can count.
    pub fn new(number: usize) -> Self {
        Self { number: u32::try_from(number).expect("fewer rows than a u32 counts"), of: PhantomData }
    }

    /// Its number.
    pub fn number(self) -> usize {
        self.number as usize
    }

    /// The position before, if there is one.
    pub fn before(self) -> Option<Self> {
        Some(Self { number: self.number.checked_sub(1)?, of: PhantomData })
    }

    /// The position behind.
    pub fn after(self) -> Self {
        Self::new(self.number() + 1)
    }

    /// The first so many positions.
    pub fn first(count: usize) -> impl DoubleEndedIterator<Item = Self> + ExactSizeIterator + Clone {
        (0..count).map(Self::new)
    }
}

// Derived, these would ask the same of `T`.
impl<T> Clone for At<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for At<T> {}

impl<T> PartialEq for At<T> {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

impl<T> Eq for At<T> {}

impl<T> PartialOrd for At<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for At<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.number.cmp(&other.number)
    }
}

impl<T> Hash for At<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.number.hash(state);
    }
}

impl<T> Debug for At<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "@{}", self.number)
    }
}

impl<'de, T> Deserialize<'de> for At<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        u32::deserialize(deserializer).map(|number| Self { number, of: PhantomData })
    }
}

impl<T> Serialize for At<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(self.number)
    }
}

/// A row for each `T`: the things themselves, or what is known of each. It is a slice, but for plain numbers.
///
/// One that is [watched](Self::watch) notes which of its rows are looked at.
pub struct Table<T, Row = T> {
    rows: Vec<Row>,
    of: PhantomData<fn() -> T>,
    /// The number of the [`Sight`] that it is; 0 while nobody watches it.
    watched: AtomicU8,
}

impl<T, Row> Table<T, Row> {
    /// A table without rows.
    pub const fn new() -> Self {
        Self { rows: Vec::new(), of: PhantomData, watched: AtomicU8::new(0) }
    }

    /// From now on each look at it is noted as one at this sight.
    pub fn watch(&self, sight: Sight) {
        self.watched.store(sight.number(), AtomicOrdering::Relaxed);
    }

    /// A part of a row, which is a sight of its own: who looks at it does not depend on the rest of the row.
    pub fn part<'a, Part: ?Sized>(
        &'a self,
        at: At<T>,
        sight: Sight,
        part: impl FnOnce(&'a Row) -> &'a Part,
    ) -> &'a Part {
        if self.watched.load(AtomicOrdering::Relaxed) != 0 {
            seen::row(sight.number(), at.number());
        }
        part(&self.rows[at.number()])
    }

    /// Somebody looks at a row.
    fn look(&self, at: At<T>) {
        match self.watched.load(AtomicOrdering::Relaxed) {
            0 => {}
            sight => seen::row(sight, at.number()),
        }
    }

    /// Somebody looks at all rows, or at how many there are.
    fn look_over(&self) -> &[Row] {
        if self.watched.load(AtomicOrdering::Relaxed) != 0 {
            seen::more();
        }
        &self.rows
    }

    /// Adds a row, and gives its position.
    pub fn push(&mut self, row: Row) -> At<T> {
        self.rows.push(row);
        At::new(self.rows.len() - 1)
    }

    /// All positions, in order.
    pub fn positions(
        &self,
    ) -> impl DoubleEndedIterator<Item = At<T>> + ExactSizeIterator + Clone + use<T, Row> {
        At::first(self.look_over().len())
    }

    /// All rows with their positions, in order.
    pub fn iter_at(&self) -> impl DoubleEndedIterator<Item = (At<T>, &Row)> + ExactSizeIterator + Clone {
        self.look_over().iter().enumerate().map(|(number, row)| (At::new(number), row))
    }

    /// The row at a position, if there is one.
    pub fn get(&self, at: At<T>) -> Option<&Row> {
        let row = self.rows.get(at.number());
        if row.is_some() {
            self.look(at);
        } else {
            self.look_over();
        }
        row
    }

    /// The position of the first row that fits.
    pub fn find(&self, fits: impl FnMut(&Row) -> bool) -> Option<At<T>> {
        self.look_over().iter().position(fits).map(At::new)
    }

    /// The positions in the order of a key; of one key, in their own order.
    pub fn sorted_by_key<K: Ord>(&self, mut key: impl FnMut(At<T>, &Row) -> K) -> Vec<At<T>> {
        let mut order: Vec<At<T>> = self.positions().collect();
        order.sort_by_key(|&at| key(at, &self[at]));
        order
    }

    /// A table of the same length with this in each row.
    pub fn filled<Other: Clone>(&self, row: Other) -> Table<T, Other> {
        vec![row; self.look_over().len()].into()
    }

    /// A table of the same length with what is made of each row.
    pub fn map<'a, Other>(&'a self, mut row: impl FnMut(At<T>, &'a Row) -> Other) -> Table<T, Other> {
        self.iter_at().map(|(at, own)| row(at, own)).collect()
    }

    /// Gives back the memory that more rows would take.
    pub fn shrink_to_fit(&mut self) {
        self.rows.shrink_to_fit();
    }
}

impl<T, Row> Default for Table<T, Row> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T, Row: Clone> Clone for Table<T, Row> {
    fn clone(&self) -> Self {
        self.look_over().to_vec().into()
    }
}

impl<T, Row: PartialEq> PartialEq for Table<T, Row> {
    fn eq(&self, other: &Self) -> bool {
        self.look_over() == other.look_over()
    }
}

impl<T, Row: Eq> Eq for Table<T, Row> {}

impl<T, Row: Hash> Hash for Table<T, Row> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.rows.hash(state);
    }
}

impl<T, Row: Debug> Debug for Table<T, Row> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.rows.fmt(f)
    }
}

impl<T, Row: Serialize> Serialize for Table<T, Row> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.rows.serialize(serializer)
    }
}

impl<'de, T, Row: Deserialize<'de>> Deserialize<'de> for Table<T, Row> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(Self::from)
    }
}

impl<T, Row> From<Vec<Row>> for Table<T, Row> {
    fn from(rows: Vec<Row>) -> Self {
        Self { rows, ..Self::new() }
    }
}

impl<T, Row> FromIterator<Row> for Table<T, Row> {
    fn from_iter<I: IntoIterator<Item = Row>>(rows: I) -> Self {
        Vec::from_iter(rows).into()
    }
}

impl<T, Row> IntoIterator for Table<T, Row> {
    type Item = Row;
    type IntoIter = std::vec::IntoIter<Row>;

    fn into_iter(self) -> Self::IntoIter {
        self.rows.into_iter()
    }
}

impl<'a, T, Row> IntoIterator for &'a Table<T, Row> {
    type Item = &'a Row;
    type IntoIter = std::slice::Iter<'a, Row>;

    fn into_iter(self) -> Self::IntoIter {
        self.look_over().iter()
    }
}

impl<'a, T, Row> IntoIterator for &'a mut Table<T, Row> {
    type Item = &'a mut Row;
    type IntoIter = std::slice::IterMut<'a, Row>;

    fn into_iter(self) -> Self::IntoIter {
        self.rows.iter_mut()
    }
}

impl<T, Row> Deref for Table<T, Row> {
    type Target = [Row];

    fn deref(&self) -> &[Row] {
        self.look_over()
    }
}

impl<T, Row> DerefMut for Table<T, Row> {
    fn deref_mut(&mut self) -> &mut [Row] {
        &mut self.rows
    }
}

impl<T, Row> Index<At<T>> for Table<T, Row> {
    type Output = Row;

    fn index(&self, at: At<T>) -> &Row {
        self.look(at);
        &self.rows[at.number()]
    }
}

impl<T, Row> IndexMut<At<T>> for Table<T, Row> {
    fn index_mut(&mut self, at: At<T>) -> &mut Row {
        &mut self.rows[at.number()]
    }
}

/// How often each position comes.
pub fn tally<T>(positions: impl IntoIterator<Item = At<T>>) -> BTreeMap<At<T>, usize> {
    let mut counts = BTreeMap::new();
    for at in positions {
        *counts.entry(at).or_default() += 1;
    }
    counts
}
