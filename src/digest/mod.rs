//! One window's mails become one digest. Nothing here knows of other windows.
//!
//! 1. [`read`] reads mails and leaves out, by kind, what is not one; it finds out when each was sent.
//! 2. [`assemble`] puts the mails of a window together.
//! 3. [`grouping`] puts the patches of one revision together, and the revisions of one series.
//! 4. `tables` counts who sent how many; `threads` puts the mails together that are about no patch.
//! 5. [`json`] and [`text`] write a digest down; `text` also reads the old ones.

mod arrival;
mod build;
mod common_tag;
mod corrections;
pub mod grouping;
pub mod json;
pub mod key;
mod kinds;
mod looks;
mod plain;
pub mod read;
mod sent_time;
mod supersede;
mod tables;
pub mod text;
mod threads;
mod withheld;

use std::hash::{Hash, Hasher};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use arrival::{Arrival, Texts};
pub use build::{assemble, build};
pub use common_tag::CommonTags;
pub use corrections::Corrections;
pub use grouping::{Revision, Revisions};
pub use read::{Deletions, Known, Stretch};
pub use tables::{Contributor, Domain};
pub use threads::{Merge, Thread};
pub use withheld::{Hide, What, Withheld};

use crate::archive::Oid;
use crate::mail::{
    self, Address, Backport, Diffstat, Fingerprint, Machine, Pointer, Said, SamePerson, Trailer, Version,
};
use crate::position::{At, Table};
use crate::report::LeftOut;
use crate::shared::Shared;

/// What the patch mails of one window were.
#[derive(Debug, Clone, PartialEq, Hash)]
pub struct Digest {
    /// The list's name.
    pub list: String,
    /// The commit before the window and its last one: 40 hexadecimal digits, or what a text digest says. Between them
    /// may be commits of mails that were sent at another time: [`commits`](Self::commits) has the window's own.
    pub from: String,
    pub to: String,
    /// The commits that the window's mails came with, oldest first. A digest that is only text has none.
    pub commits: Vec<Commits>,
    /// How many mails it holds, patches and others.
    pub mails: usize,
    /// The number of their threads, as far as the window shows.
    pub threads: usize,
    /// How many of the mails are patches or cover letters.
    pub patches: usize,
    /// Who sent how many, all rows, in the order of the text form.
    pub domains: Vec<Domain>,
    pub contributors: Vec<Contributor>,
    /// Every patch mail, newest first.
    pub entries: Table<Entry>,
    /// The entries as series, oldest first; empty until [`Digest::settle`] is called.
    pub series: Vec<Revisions<Entry>>,
    /// What people said of patches, oldest first. A digest that is only text has none.
    pub replies: Table<Reply>,
    /// The mails that reached the archive days after they were sent. Only digests of days, weeks and months tell.
    pub late: Vec<Late>,
    /// Threads without a patch, in the order of their first mails. A digest that is only text has none.
    pub discussions: Vec<Thread>,
    /// Commits that programs announced, in the order of the mails.
    pub merged: Vec<Merge>,
    /// What its mails prove of people: pairs of addresses, each once, in order.
    pub same: Vec<SamePerson>,
    /// Commits of the window that gave no mail to it, and why.
    pub left_out: Vec<LeftOut>,
}

/// A range of commits: the one before the first, and the last; 40 hexadecimal digits each.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Commits {
    pub from: String,
    pub to: String,
}

/// A mail that reached the archive days after it was sent: who read the digest before has not seen it there.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Late {
    pub subject: String,
    pub message_id: Option<Shared>,
    /// When it was sent and when it was committed, seconds since 1970.
    pub sent: i64,
    pub arrived: i64,
}

/// Where the texts of a mail are, once they are put aside: the start of its body, which its diff follows, and the
/// lengths of both in bytes; behind them is who else got the mail. The body of an answer is all that it says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextAt {
    pub start: u64,
    pub body: u64,
    pub diff: u64,
    pub recipients: u32,
}

/// Where texts were put aside is no part of what they are: it changes from build to build.
impl Hash for TextAt {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Self { start: _, body, diff, recipients } = self;
        (body, diff, recipients).hash(state);
    }
}

/// Whether an entry is the newest of its kind in the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It is shown.
    New,
    /// The window holds a newer version, or the same mail again.
    Exists,
}

/// One patch mail of a window.
#[derive(Debug, Clone, PartialEq, Hash)]
pub struct Entry {
    pub status: Status,
    /// The whole subject, unfolded.
    pub subject: String,
    /// The subject behind the brackets.
    pub title: String,
    pub version: Version,
    /// `3/9` gives 3 and 9; a patch without a number gives neither.
    pub index: Option<u32>,
    pub total: Option<u32>,
    pub tags: Vec<String>,
    pub author: Address,
    pub sender: Address,
    /// What the mail gives as its date.
    pub date: Option<Timestamp>,
    /// When it was sent, as far as that is known, seconds since 1970; for a digest that is only text, its date.
    pub sent: i64,
    /// When it arrived, seconds since 1970, and its place among the slots of the archive.
    pub arrived: i64,
    pub place: usize,
    /// None for mails without one, and for digests that exist only as text.
    pub message_id: Option<Shared>,
    pub commit: Option<String>,
    pub body: String,
    /// The mail's diff. No form of a digest shows it; empty in one that is only text.
    pub diff: String,
    /// Where both are, if they are put aside.
    pub text: TextAt,
    pub diffstat: Option<Diffstat>,
    /// What its diff changes or, of a cover letter, what it says; none in a digest that is only text.
    pub fingerprint: Option<Fingerprint>,
    /// Those of the commit message.
    pub trailers: Vec<Trailer>,
    /// The sections of the project's `MAINTAINERS` file that the patch belongs to, the one that fits best first;
    /// without those that every patch belongs to, and empty where there is no such file.
    pub sections: Vec<usize>,
    /// It brings a commit of the project to a stable tree.
    pub backport: Option<Box<Backport>>,
    /// The entry of the window that replaces this one.
    pub superseded_by: Option<EntryAt>,
    /// What the mail says of its place among others.
    pub context: Context,
}

/// The position of an entry in its digest.
pub type EntryAt = At<Entry>;

/// A mail that answers another one, or asks to pull.
#[derive(Debug, Clone, PartialEq, Hash)]
pub struct Reply {
    pub message_id: Option<Shared>,
    /// The subject behind `Re:` and brackets.
    pub title: String,
    /// The version that the subject names.
    pub version: Option<Version>,
    pub author: Address,
    /// The kind of program that wrote it, if one did.
    pub machine: Option<&'static Machine>,
    /// When it was sent and when it was committed, seconds since 1970.
    pub sent: i64,
    pub arrived: i64,
    /// The Message-IDs of the mails it answers, the nearest first.
    pub parents: Vec<Shared>,
    pub said: Said,
    /// The commit that brought it.
    pub commit: Oid,
    /// Where all that it says is, with its quotes, as the body; nothing for a mail that answers none.
    pub text: TextAt,
}

/// The position of a reply in its digest.
pub type ReplyAt = At<Reply>;

/// What links a mail to others: the mails it answers, and what it says of earlier versions.
#[derive(Debug, Clone, Default, PartialEq, Hash)]
pub struct Context {
    pub parents: Vec<Shared>,
    pub change_id: Option<String>,
    pub pointers: Vec<Pointer>,
    /// A maintainer posted it below a request to pull, which lists what others wrote.
    pub pulled: bool,
    /// Mails that are of the same series, and mails that are not, as the site's operator says.
    pub same: Vec<String>,
    pub apart: Vec<String>,
    /// A version such as `v5.5`, which may be a kernel's number: then it is not that of the entry.
    pub dotted: Option<Version>,
    /// It is a cover letter whose subject does not say so.
    pub unnumbered: bool,
    /// The normalised title in the file that is attached, under which git takes the patch.
    pub file_title: Option<String>,
}

impl Reply {
    /// Whether a person says it.
    pub fn is_persons(&self) -> bool {
        self.machine.is_none_or(Machine::is_person)
    }
}

impl Entry {
    /// A name for its texts that those of no other mail have; nothing for one that is in no archive.
    pub fn text_name(&self) -> Option<String> {
        self.commit.as_ref().map(|commit| format!("{commit} {} {}", self.text.body, self.text.diff))
    }

    /// Its normalised titles: that of the subject, and that in the file that is attached.
    pub fn titles(&self) -> impl Iterator<Item = String> {
        std::iter::once(mail::normalised(&self.title)).chain(self.context.file_title.clone())
    }

    /// Whether it is a cover letter.
    pub fn is_cover(&self) -> bool {
        self.index == Some(0)
    }

    /// Its number in its series; a lone patch is the first of one.
    pub fn number(&self) -> u32 {
        self.index.unwrap_or(1)
    }

    /// Whether the text form has a block for a mail with this number: cover letters, first patches and lone
    /// ones.
    pub fn leads(&self) -> bool {
        self.index.is_none_or(|index| index <= 1)
    }

    /// The stable tree that it is for, or nothing. A backport is not a version of its original, also without a tag.
    pub fn branch(&self) -> String {
        match mail::branch(&self.tags) {
            unnamed if unnamed.is_empty() && self.backport.is_some() => "stable".to_owned(),
            branch => branch,
        }
    }
}
