//! The home page.

use serde::Serialize;

use super::{Chart, Counted, DigestRow, PageHead, SeriesRow, Time};

/// `home.html`
#[derive(Debug, Serialize)]
pub struct HomePage {
    pub page: PageHead,
    /// The last week, if there are mails.
    pub week: Option<Week>,
    /// Mails and patches of the last weeks.
    pub weeks: Option<Chart>,
    /// The newest digests of all lists.
    pub digests: Vec<DigestRow>,
    /// The series that moved last.
    pub series: Vec<SeriesRow>,
    /// What the operator looks for, with its open series: the first few, and how many there are.
    pub watches: Vec<Counted>,
    pub watches_total: usize,
    /// How many there are of each thing, with the way to their list.
    pub totals: Vec<Counted>,
    /// Markdown of `content/_index.md`, if the site has it.
    pub intro_html: Option<String>,
}

/// The seven days up to the newest mail, at a glance.
#[derive(Debug, Serialize)]
pub struct Week {
    /// Its last day.
    pub until: Time,
    pub mails: usize,
    pub patches: usize,
    /// Who sent them.
    pub people: usize,
    /// Series with a version posted that week: how many are new, and how many are newer versions.
    pub new: usize,
    pub revised: usize,
    /// Series that somebody said were taken up.
    pub taken: usize,
    /// Commits that programs announced, and threads without a patch, of the digests that end in it.
    pub merged: usize,
    pub discussions: usize,
}
