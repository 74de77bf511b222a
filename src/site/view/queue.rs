//! The pages of what waits.

use serde::Serialize;

use super::{Hyperlink, PageHead, Pager, PersonLink, Stat, StateLabel, Time};

/// `queue.html`: the open series of the whole site or of a subsystem, the oldest wait first.
#[derive(Debug, Serialize)]
pub struct QueuePage {
    pub page: PageHead,
    /// The subsystem whose queue it is, and those above it.
    pub up: Vec<Hyperlink>,
    pub rows: Vec<QueueRow>,
    pub pager: Pager,
    /// The day of the newest mail: what is said is true of that day.
    pub until: Option<Time>,
    /// The same for programs.
    pub json_href: String,
}

/// An open series.
#[derive(Debug, Serialize)]
pub struct QueueRow {
    pub title: String,
    pub href: String,
    pub state: StateLabel,
    pub version: String,
    /// What is in the brackets of its subject.
    pub tags: Vec<String>,
    pub patches: usize,
    pub stat: Option<Stat>,
    pub author: PersonLink,
    /// The company of the author's address, or its domain.
    pub company: String,
    /// Its page.
    pub company_href: Option<String>,
    /// When its newest version was sent.
    pub since: Time,
    /// The subsystems that it is filed under.
    pub subsystems: Vec<Hyperlink>,
    /// Those who look after its files, as `MAINTAINERS` says; a few, and how many more there are.
    pub asked: Vec<PersonLink>,
    pub more_asked: usize,
    /// The last of what people said about the newest version.
    pub spoke: Option<Spoke>,
    /// Threads of comments that the author did not answer.
    pub unanswered: usize,
    /// Patches of the newest version that somebody reviewed or acknowledged.
    pub reviewed: usize,
}

/// Who said something last.
#[derive(Debug, Serialize)]
pub struct Spoke {
    pub person: PersonLink,
    pub time: Time,
    /// Whether it is who wrote or sent the patches.
    pub is_author: bool,
}
