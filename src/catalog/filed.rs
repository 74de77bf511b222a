//! The lists of a site, and their digests.

use std::sync::Arc;

use crate::archive::{Period, Window};
use crate::digest::key::Key;
use crate::digest::{Digest, Entry, Revisions};
use crate::maintainers::Maintainers;
use crate::position::At;

/// A mailing list.
#[derive(Debug, Clone)]
pub struct List {
    pub name: String,
    /// Its name in addresses; empty for a list whose digests are in the root of the site.
    pub slug: String,
    /// Its public archive, ending in `/`.
    pub url: Option<String>,
    /// Where a commit of its project is shown: the commit's id is added.
    pub commits: Option<String>,
    /// Its project's further repositories.
    pub trees: Vec<Tree>,
    /// The `MAINTAINERS` file of its project.
    pub maintainers: Option<Arc<Maintainers>>,
}

/// A further repository of a list's project: what is there is not merged yet, or was copied from what is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Tree {
    pub name: String,
    /// Where a commit of it is shown: the commit's id is added.
    pub commits: Option<String>,
}

/// The position of a list among those of the site.
pub type ListAt = At<List>;

/// A digest with its place in the site.
#[derive(Debug)]
pub struct Filed {
    pub list: ListAt,
    /// Its name in addresses; of its list alone.
    pub key: Key<Filed>,
    /// What it spans, which is its name for people.
    pub period: Period,
    /// Of its first and its last mail, seconds since 1970.
    pub since: i64,
    pub until: i64,
    pub digest: Digest,
    /// The text as it was received, where the site has one.
    pub original: Option<String>,
    /// It exists only as that text.
    pub only_text: bool,
    /// Its mails are in other digests of the list as well, and counted there.
    pub overlaps: bool,
}

/// The position of a digest among those of the site.
pub type DigestAt = At<Filed>;

impl Filed {
    /// The digest of a window of an archive.
    pub fn of_window(list: ListAt, window: &Window, digest: Digest) -> Self {
        Self {
            list,
            key: Key::named(window.period.name()),
            period: window.period.clone(),
            since: window.since,
            until: window.until,
            digest,
            original: None,
            only_text: false,
            overlaps: false,
        }
    }

    /// Takes in which of its entries are of one series. A text is believed in what it calls new.
    pub(super) fn settle(&mut self, series: Vec<Revisions<Entry>>) {
        match self.only_text {
            true => self.digest.series = series,
            false => self.digest.settle(series),
        }
    }
}
