//! Threads without patches, and commits that programs announced.

use serde::Serialize;

use super::{ContributorRow, PersonLink, Time};

/// What a window holds besides patches and what was said of them. Long lists are cut; the totals are not.
#[derive(Debug, Default, Serialize)]
pub struct Talk {
    /// Threads without a patch, most mails first.
    pub discussions: Vec<DiscussionRow>,
    pub discussions_total: usize,
    /// Commits by tree, those of most commits first, and how many trees there are.
    pub trees: Vec<TreeRow>,
    pub trees_total: usize,
    pub merged_total: usize,
    /// How many commits of these are shown.
    pub merged_shown: usize,
    /// Who wrote the commits, most first.
    pub authors: Vec<ContributorRow>,
}

/// A thread without a patch.
#[derive(Debug, Serialize)]
pub struct DiscussionRow {
    pub title: String,
    /// Its first mail in the window, in the list's archive.
    pub mail_href: Option<String>,
    pub author: PersonLink,
    /// Its first mail answers none.
    pub begun: bool,
    /// The day of its last mail in the window.
    pub time: Time,
    pub mails: usize,
    pub people: usize,
}

/// A tree or a branch of one, with what was merged into it.
#[derive(Debug, Serialize)]
pub struct TreeRow {
    /// As the mails name it; may be empty.
    pub name: String,
    pub total: usize,
    pub commits: Vec<CommitRow>,
}

/// A commit that a program announced.
#[derive(Debug, Serialize)]
pub struct CommitRow {
    pub title: String,
    pub author: PersonLink,
    /// The first digits of its id.
    pub id: String,
    /// Where the project shows it.
    pub href: Option<String>,
    /// The notice in the list's archive.
    pub mail_href: Option<String>,
}
