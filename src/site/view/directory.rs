//! Pages of directories.

use serde::Serialize;

use super::{ContributorRow, Hyperlink, IndexRow, MaintainersRow, PageHead, PersonLink, SeriesRow, Shelf};

/// `directories.html`: all directories that have a page, as a tree.
#[derive(Debug, Serialize)]
pub struct DirectoriesPage {
    pub page: PageHead,
    /// Each directory that has none above it, with those below.
    pub groups: Vec<DirectoryGroup>,
    /// How many there are on the page, and on the whole site.
    pub shown: usize,
    pub total: usize,
}

/// Directories with one at the top; `depth` indents those below.
#[derive(Debug, Serialize)]
pub struct DirectoryGroup {
    /// The first part of their paths.
    pub title: String,
    pub rows: Vec<IndexRow>,
}

/// `directory.html`
#[derive(Debug, Serialize)]
pub struct DirectoryPage {
    pub page: PageHead,
    /// Its path.
    pub name: String,
    pub up: Vec<Hyperlink>,
    /// The nearest directories below it, so many of all of them.
    pub below: Vec<Hyperlink>,
    pub below_total: usize,
    /// Who changed its files, and in how many series; so many of all.
    pub people: Vec<ContributorRow>,
    pub people_total: usize,
    /// Sections that most of the patches belong to.
    pub sections: Vec<MaintainersRow>,
    /// Those that most series changed, further ones, and how many there are.
    pub files: Vec<FileRow>,
    pub further: Vec<FileRow>,
    pub files_total: usize,
    /// Those that were updated last, of so many.
    pub series: Vec<SeriesRow>,
    pub total: usize,
    pub shelf: Shelf,
}

/// A file, and who changed it.
#[derive(Debug, Serialize)]
pub struct FileRow {
    pub name: String,
    /// The search for the series that change it.
    pub href: Option<String>,
    pub series: usize,
    /// Those of most series, and how many more there are.
    pub people: Vec<PersonLink>,
    pub more: usize,
}
