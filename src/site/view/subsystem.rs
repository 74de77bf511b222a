//! A subsystem's page.

use serde::Serialize;

use super::{Chart, ContributorRow, Counted, Hyperlink, PageHead, PersonLink, SeriesGroup, SeriesRow, Shelf};

/// A section of a `MAINTAINERS` file: who looks after the files of a subsystem.
#[derive(Debug, Serialize)]
pub struct MaintainersRow {
    pub title: String,
    /// Such as `Supported` or `Orphan`.
    pub status: Option<String>,
    pub maintainers: Vec<PersonLink>,
    pub reviewers: Vec<PersonLink>,
    /// The lists' own addresses, whole whatever the configuration says of those of people.
    pub lists: Vec<String>,
    /// `git https://host/tree.git`
    pub trees: Vec<String>,
}

/// `subsystem.html`
#[derive(Debug, Serialize)]
pub struct SubsystemPage {
    pub page: PageHead,
    pub name: String,
    pub up: Vec<Hyperlink>,
    /// Its parts by name, those of most series if there are very many.
    pub children: Vec<Counted>,
    /// Those that a single series names, where others are named by several.
    pub single: Vec<Counted>,
    pub children_total: usize,
    /// Its open series, where it has a queue of its own.
    /// Where there are enough series.
    pub statistics: Option<Hyperlink>,
    pub queue: Option<Counted>,
    pub people: Vec<ContributorRow>,
    #[serde(flatten)]
    pub facts: SubsystemFacts,
    /// Those that were updated last, of so many.
    pub series: Vec<SeriesRow>,
    pub total: usize,
    pub shelf: Shelf,
}

/// What else a subsystem's page shows than the series themselves.
#[derive(Debug, Serialize)]
pub struct SubsystemFacts {
    /// Sections that most of its patches belong to.
    pub sections: Vec<MaintainersRow>,
    /// Patches over the years, and how many of its series have how many versions.
    pub activity: Option<Chart>,
    pub versions: Option<Chart>,
    /// What waits, what was taken up, what is talked about.
    pub standing: Vec<SeriesGroup>,
}
