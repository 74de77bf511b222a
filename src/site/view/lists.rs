//! Long lists: what is on each of their parts.

use serde::Serialize;

use super::{ContributorRow, PageHead, Pager, SeriesRow};

/// `domain.html`
#[derive(Debug, Serialize)]
pub struct DomainPage {
    pub page: PageHead,
    pub name: String,
    pub patches: usize,
    pub people: Vec<ContributorRow>,
    pub pager: Pager,
}

/// `list.html`: all series.
#[derive(Debug, Serialize)]
pub struct AllSeriesPage {
    pub page: PageHead,
    pub series: Vec<SeriesRow>,
    pub pager: Pager,
}

/// `people.html`: all authors.
#[derive(Debug, Serialize)]
pub struct AllAuthorsPage {
    pub page: PageHead,
    pub people: Vec<ContributorRow>,
    pub pager: Pager,
}

/// `index.html`: all subsystems, by name, or all domains, by patches; `depth` indents a part of a subsystem.
/// `page.description` says which, how many, and their order.
#[derive(Debug, Serialize)]
pub struct IndexPage {
    pub page: PageHead,
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
