//! One window's mails become one digest. Nothing here knows of other windows.
//!
//! 1. [`build`] reads the window's mails and leaves out, by kind, what is none of them.
//! 2. [`grouping`] puts the patches of one posting together, and the versions of one series.
//! 3. `tables` counts who sent how many.
//! 4. [`json`] and [`text`] write a digest down; `text` also reads the old ones.

mod build;
mod corrections;
pub mod grouping;
pub mod json;
pub mod key;
mod plain;
mod tables;
pub mod text;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use build::{Deletions, Known, build};
pub use corrections::Corrections;
pub use grouping::Series;
pub use tables::{Contributor, Domain};

use crate::mail::{Address, Diffstat, Pointer, Said, Trailer, Version};
use crate::report::LeftOut;

/// What the patch mails of one window were.
#[derive(Debug, Clone, PartialEq)]
pub struct Digest {
    /// The list's name.
    pub list: String,
    /// The commit before the window and its last one: 40 hexadecimal digits, or what a text digest says.
    pub from: String,
    pub to: String,
    /// How many mails it holds, patches and others.
    pub mails: usize,
    /// In how many threads they stand, as far as the window shows.
    pub threads: usize,
    /// How many of the mails are patches or cover letters.
    pub patches: usize,
    /// Who sent how many, all rows, in the order of the text form.
    pub domains: Vec<Domain>,
    pub contributors: Vec<Contributor>,
    /// Every patch mail, newest first.
    pub entries: Vec<Entry>,
    /// The entries as series, oldest first; the numbers are positions in `entries`.
    pub series: Vec<Series>,
    /// What people said of patches, oldest first. A digest that is only text has none.
    pub replies: Vec<Reply>,
    /// Commits of the window that gave no mail to it, and why.
    pub left_out: Vec<LeftOut>,
}

/// Whether an entry is the newest of its kind in the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It is shown.
    New,
    /// The window holds a newer version, or the same mail again.
    Exists,
}

/// One patch mail of a window.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub status: Status,
    /// The whole subject, unfolded.
    pub subject: String,
    /// The subject behind the brackets.
    pub title: String,
    pub version: Version,
    /// `3/9` gives 3 and 9; a patch that stands alone neither.
    pub index: Option<u32>,
    pub total: Option<u32>,
    pub tags: Vec<String>,
    pub author: Address,
    pub sender: Address,
    /// The mail's own date.
    pub date: Option<Timestamp>,
    /// When it was committed, seconds since 1970; for a digest that is only text, its date.
    pub arrived: i64,
    /// None for mails without one, and for digests that exist only as text.
    pub message_id: Option<String>,
    pub commit: Option<String>,
    pub body: String,
    /// The mail's diff. No form of a digest shows it; empty in one that is only text.
    pub diff: String,
    pub diffstat: Option<Diffstat>,
    /// Those of the commit message.
    pub trailers: Vec<Trailer>,
    /// The sections of the project's `MAINTAINERS` file that the patch belongs to, the one that fits best first;
    /// without those that every patch belongs to, and empty where there is no such file.
    pub sections: Vec<usize>,
    /// The entry of the window that replaces this one.
    pub superseded_by: Option<usize>,
    /// What the mail says of its place among others.
    pub context: Context,
}

/// A mail that answers another one, or asks to pull.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    pub message_id: Option<String>,
    /// The subject behind `Re:` and brackets.
    pub title: String,
    pub author: Address,
    /// When it was sent and when it was committed, seconds since 1970.
    pub sent: i64,
    pub arrived: i64,
    /// The Message-IDs of the mails it answers, the nearest first.
    pub parents: Vec<String>,
    pub said: Said,
}

/// What links a mail to others: the mails it answers, and what it says of earlier versions.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Context {
    pub parents: Vec<String>,
    pub change_id: Option<String>,
    pub pointers: Vec<Pointer>,
    /// A maintainer posted it below a request to pull, which lists what others wrote.
    pub pulled: bool,
    /// Mails that are of the same series, and mails that are not, as the site's operator says.
    pub same: Vec<String>,
    pub apart: Vec<String>,
    /// A version such as `v5.5`, which only the author's other mails can prove.
    pub dotted: Option<Version>,
}

impl Entry {
    /// Whether the text form has a block for a mail with this number: cover letters, first patches and lone
    /// ones.
    pub fn leads(&self) -> bool {
        self.index.is_none_or(|index| index <= 1)
    }

    /// When it was sent, seconds since 1970.
    pub fn sent(&self) -> i64 {
        sent(self.date, self.arrived)
    }
}

/// An archive may take a mail in months after it was sent. Beyond this many seconds the mail's clock was wrong.
const LATEST: i64 = 100 * 86_400;

/// When a mail was sent, by its own date as far as that can be believed.
fn sent(date: Option<Timestamp>, arrived: i64) -> i64 {
    let own = date.map(|date| date.as_second());
    own.filter(|own| (arrived - LATEST..=arrived).contains(own)).unwrap_or(arrived)
}
