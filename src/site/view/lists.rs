//! Long lists: what is on each of their parts.

use serde::Serialize;

use super::{ContributorRow, Hyperlink, PageHead, Pager, SeriesRow};

/// `list.html`: the series that were updated last, of so many.
#[derive(Debug, Serialize)]
pub struct AllSeriesPage {
    pub page: PageHead,
    pub series: Vec<SeriesRow>,
    pub total: usize,
    pub shelf: Shelf,
}

/// `people.html`: the authors of most patches, of so many.
#[derive(Debug, Serialize)]
pub struct AllAuthorsPage {
    pub page: PageHead,
    pub people: Vec<ContributorRow>,
    pub total: usize,
    pub shelf: Shelf,
}

/// `numbered.html`: a numbered part of a list that grows, of series or of people.
#[derive(Debug, Serialize)]
pub struct NumberedPage {
    pub page: PageHead,
    /// The list's own page.
    pub whole: Hyperlink,
    pub series: Vec<SeriesRow>,
    pub people: Vec<ContributorRow>,
    pub shelf: Shelf,
}

/// The way to other parts of a list that grows.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct Shelf {
    /// The first and the last row of a numbered part, counted from the oldest; 0 on the list's own page.
    pub first: usize,
    pub last: usize,
    pub newer: Option<String>,
    pub older: Option<String>,
}

/// `index.html`: all subsystems, by name, all domains, by patches, or all watches; `depth` indents a part of a subsystem.
/// `page.description` says which, how many, and their order.
#[derive(Debug, Serialize)]
pub struct IndexPage {
    pub page: PageHead,
    pub rows: Vec<IndexRow>,
    /// Those that a single series names, under their whole names.
    pub single: Vec<IndexRow>,
    /// Another list of the same: the directories, for subsystems.
    pub also: Option<Hyperlink>,
    pub pager: Pager,
}

/// A row of an index.
#[derive(Debug, Clone, Serialize)]
pub struct IndexRow {
    pub title: String,
    pub href: String,
    pub count: usize,
    pub depth: usize,
}
