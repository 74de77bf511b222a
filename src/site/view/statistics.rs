//! The pages of figures.

use serde::Serialize;

use super::{Chart, Hyperlink, PageHead, PersonLink, TermRow, Time};

/// `statistics.html`: figures of a list over all quarters, of a list in a year, or of a subsystem.
#[derive(Debug, Serialize)]
pub struct StatisticsPage {
    pub page: PageHead,
    pub up: Vec<Hyperlink>,
    /// The day of the newest mail that was counted.
    pub until: Option<Time>,
    pub csv_href: String,
    pub json_href: String,
    /// Pages of single years, the newest first.
    pub years: Vec<Hyperlink>,
    pub charts: Vec<DrawnChart>,
    /// A table for each year, the newest first.
    pub tables: Vec<YearTable>,
    /// Who answered patches of others; only of a list in a year.
    pub reviewers: Vec<ReviewerRow>,
    pub reviewers_total: usize,
    /// What each row of the tables counts.
    pub meanings: Vec<TermRow>,
}

/// A picture, and what its numbers are.
#[derive(Debug, Serialize)]
pub struct DrawnChart {
    pub chart: Chart,
    /// The one that is drawn behind first.
    pub names: Vec<String>,
}

/// The figures of a year: its quarters, and all of it.
#[derive(Debug, Serialize)]
pub struct YearTable {
    pub title: String,
    /// Unique on the page.
    pub anchor: String,
    pub is_folded: bool,
    /// `Q1` to `Q4`, and the year.
    pub columns: Vec<String>,
    pub rows: Vec<FactRow>,
}

/// Something that was counted.
#[derive(Debug, Serialize)]
pub struct FactRow {
    pub label: String,
    /// One for each column.
    pub cells: Vec<FactCell>,
}

/// A number; empty for a quarter about which nothing is known.
#[derive(Debug, Default, Serialize)]
pub struct FactCell {
    pub number: String,
    /// What part of all it is, or its quartiles.
    pub further: String,
}

/// Somebody who answered patches of others.
#[derive(Debug, Serialize)]
pub struct ReviewerRow {
    pub person: PersonLink,
    pub mails: usize,
    pub series: usize,
}
