//! Long lists: what is on each of their parts.

use serde::Serialize;

use super::{Contributor, Page, Pager, SeriesRow};

/// `domain.html`
#[derive(Debug, Serialize)]
pub struct Domain {
    pub page: Page,
    pub name: String,
    pub patches: usize,
    pub people: Vec<Contributor>,
    pub pager: Pager,
}

/// `list.html`: all series.
#[derive(Debug, Serialize)]
pub struct SeriesList {
    pub page: Page,
    pub series: Vec<SeriesRow>,
    pub pager: Pager,
}

/// `people.html`: all authors.
#[derive(Debug, Serialize)]
pub struct AuthorList {
    pub page: Page,
    pub people: Vec<Contributor>,
    pub pager: Pager,
}

/// `index.html`: all subsystems, by name, or all domains, by patches; `depth` indents a part of a subsystem.
/// `page.description` says which, how many, and their order.
#[derive(Debug, Serialize)]
pub struct Index {
    pub page: Page,
    pub rows: Vec<IndexRow>,
    /// Those that a single series names, under their whole names.
    pub single: Vec<IndexRow>,
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
