//! What the other stages hand to the site.

use std::collections::BTreeSet;

use super::said::Talk;
use crate::catalog::{Catalog, Directories, Landed, List, Series, Watched};
use crate::conceal::People;
use crate::config::{Addresses, Extra};
use crate::content::Content;
use crate::language::Language;
use crate::position::Table;
use crate::spool::Spool;
use crate::sum::Sum;

/// What a site is made of.
pub struct Site<'a> {
    /// A hash of the program and its settings.
    pub settings: Sum,
    pub title: &'a str,
    /// Ends in `/`.
    pub base_url: &'a str,
    pub language: &'a Language,
    pub accent: &'a str,
    pub addresses: Addresses,
    /// Whether the mails of each revision are published as they came.
    pub mboxes: bool,
    /// Whose addresses no link may hold; empty unless they are hidden.
    pub people: &'a People,
    /// What the ids of feeds begin with.
    pub feed_id: &'a str,
    /// How many months before its newest entry the feed of a series or an author begins.
    pub feed_months: u32,
    /// Files that it does without.
    pub without: &'a BTreeSet<Extra>,
    pub lists: &'a Table<List>,
    pub catalog: &'a Catalog<'a>,
    /// What reviewers said of each series.
    pub talks: &'a Table<Series, Talk>,
    /// What the further repositories of the lists' projects have.
    pub landed: &'a Landed,
    /// What the operator looks for.
    pub watches: &'a Table<Watched>,
    /// Where in the project's tree patches are.
    pub directories: &'a Directories,
    pub content: &'a Content,
    /// The texts of the entries.
    pub spool: &'a Spool,
}

impl Site<'_> {
    /// Whether it has files of a kind.
    pub fn has(&self, extra: Extra) -> bool {
        !self.without.contains(&extra)
    }
}
