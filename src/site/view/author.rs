//! An author's page.

use serde::Serialize;

use super::{
    Chart, Counted, Hyperlink, OpenRow, PageHead, PersonLink, ReviewedRow, SeriesGroup, SeriesRow, Shelf,
    Time,
};

/// A further address of a person.
#[derive(Debug, Serialize)]
pub struct AddressRow {
    /// As the site's configuration says: whole, obfuscated or empty.
    pub email: String,
    pub patches: usize,
    /// What proves it: `a patch is signed off with it`.
    pub proof: String,
}

/// `moved.html`: where the page of a joined address was.
#[derive(Debug, Serialize)]
pub struct MovedPage {
    pub page: PageHead,
    /// What shares a page now.
    pub sharing: String,
    /// The page of the person.
    pub to: Hyperlink,
}

/// `author.html`
#[derive(Debug, Serialize)]
pub struct AuthorPage {
    pub page: PageHead,
    pub person: PersonLink,
    pub domain: Option<Hyperlink>,
    pub patches: usize,
    pub first: Option<Time>,
    pub last: Option<Time>,
    /// Patches per year, oldest first.
    pub years: Vec<Counted>,
    pub subsystems: Vec<Counted>,
    /// How many series by others they reviewed.
    pub reviews: usize,
    #[serde(flatten)]
    pub facts: AuthorFacts,
    /// Those that were updated last, of so many.
    pub series: Vec<SeriesRow>,
    pub total: usize,
    pub shelf: Shelf,
}

/// What else an author's page shows than the series themselves.
#[derive(Debug, Serialize)]
pub struct AuthorFacts {
    /// Other addresses that are proved to be theirs.
    pub addresses: Vec<AddressRow>,
    /// Patches over the years.
    pub activity: Option<Chart>,
    /// Digests they are in, the newest first, with their patches.
    pub digests: Vec<Counted>,
    /// What others said of their series and they did not answer, the newest first.
    pub waiting: Vec<OpenRow>,
    pub waiting_total: usize,
    /// Their series that wait or are discussed.
    pub open: SeriesGroup,
    /// Backports of their patches that others sent, and those that they sent of patches by others.
    pub backported: SeriesGroup,
    pub sent: SeriesGroup,
    /// Series by others that they reviewed, most recently updated first.
    pub reviewed: Vec<ReviewedRow>,
    /// For whom, and who did so for them, most series first.
    pub reviewed_for: Vec<Counted>,
    pub reviewed_by: Vec<Counted>,
}
