//! The page of a watch: what the site's operator looks for.

use serde::Serialize;

use super::{FeedRow, Hyperlink, PageHead, SeriesGroup, SeriesRow, Shelf};

/// `watch.html`
#[derive(Debug, Serialize)]
pub struct WatchPage {
    pub page: PageHead,
    pub name: String,
    /// The way up.
    pub up: Vec<Hyperlink>,
    /// What it looks for.
    pub sought: Vec<Sought>,
    /// Its series that wait or are discussed.
    pub open: SeriesGroup,
    /// Those that were updated last, of so many.
    pub series: Vec<SeriesRow>,
    pub total: usize,
    pub shelf: Shelf,
    /// The feed of all its news, and those of some of them.
    pub feeds: Vec<FeedRow>,
    /// The same series for programs.
    pub json_href: String,
}

/// Things of one kind that a watch looks for.
#[derive(Debug, Serialize)]
pub struct Sought {
    /// `Files`
    pub title: String,
    /// Whether they are to be read letter by letter, as patterns are.
    pub exact: bool,
    pub texts: Vec<SoughtText>,
}

/// One thing that a watch looks for.
#[derive(Debug, Serialize)]
pub struct SoughtText {
    pub title: String,
    /// Its page, if it has one.
    pub href: Option<String>,
}
