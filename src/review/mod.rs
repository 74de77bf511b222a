//! What replies say, and where: each stretch that somebody wrote between quotes gets the line of a patch that it is about.
//!
//! The mails of one set come in the order of time: patches and cover letters of all versions of a series, and the replies
//! to them. Nothing here knows of archives, series or pages.
//!
//! 1. `lines` cuts a text into lines with their depth of quoting, `patch` says where each line of a patch is.
//! 2. `parts` tells what somebody wrote from attributions, greetings, signatures and footers.
//! 3. `index` finds a quoted line in the mail that is answered, `peel` all quoted lines of a reply together, in their order.
//!    A quoted line that is a quote there as well is known already: mails are read in the order of time, so one step
//!    per mail peels all of them.
//! 4. [`comments`] gives each stretch the place of the last line quoted above it. If that line is somebody's own text, the
//!    stretch answers it, at the same place.
//! 5. [`Next::of_comment`] says what the next version made of such a place.
//!
//! What mails say is hostile, so the work per mail is bounded: by the candidates per line, and by the bytes that are
//! searched for lines that are found nowhere as a whole.

mod adrift;
mod after;
mod alike;
mod answered;
mod index;
mod joined;
mod lines;
mod parts;
mod patch;
mod peel;
mod place;
mod reading;
mod source;
mod stretch;

pub use after::{After, Became, Later, Next};
pub use alike::{Alike, Gained, changed_lines};

use serde::{Deserialize, Serialize};

use crate::mail::{Address, Version};
use crate::position::{At, Table};
use crate::shared::Shared;

/// A mail of a set.
#[derive(Debug, Clone)]
pub struct Mail {
    /// Its Message-ID, without angle brackets; empty for a mail without one.
    pub id: Shared,
    /// The Message-IDs of the mails it answers, the nearest first.
    pub parents: Vec<Shared>,
    pub author: Address,
    /// Its subject behind `Re:` and brackets.
    pub title: String,
    /// The version that it is of, or that the subject of a reply names.
    pub version: Option<Version>,
    /// A program wrote it: its text is one stretch, and nothing in it is a quote.
    pub is_machine: bool,
    pub text: Text,
}

/// The position of a mail in its set.
pub type MailAt = At<Mail>;

/// What a mail says, by its kind.
#[derive(Debug, Clone)]
pub enum Text {
    /// The body of a cover letter.
    Cover(String),
    /// The body and the diff of a patch, each as [`crate::mail::Patch`] has it.
    Patch { body: String, diff: String },
    /// The whole text of a reply, quotes included .
    Reply(String),
}

/// One stretch of a reply: what its author wrote between two quotes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// The reply.
    pub mail: MailAt,
    /// What was written, in its order; empty where only trailers were given.
    pub text: Vec<Block>,
    /// The lines of trailers, such as `Reviewed-by: Jane Doe <jane@example.org>`, that end it.
    pub trailers: Vec<String>,
    pub place: Place,
    /// What is quoted above it was found. If not, its place is the patch, or whatever is known to be answered, as a whole.
    pub placed: bool,
    /// The comment that it answers.
    pub answers: Option<CommentAt>,
    /// Those of the same mail that are quoted right above that one: it may answer them, too.
    pub also: Vec<CommentAt>,
}

/// The position of a comment among those of its set.
pub type CommentAt = At<Comment>;

/// A part of a comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// Prose, its lines as they were sent.
    Prose(String),
    /// A diff that the reply offers.
    Code(String),
}

/// What a comment is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// A patch, a cover letter or, where neither is known, a reply as a whole.
    Whole(MailAt),
    /// A line of the body of a patch or cover letter, counted from 0: of the message, of the notes or of the diffstat; and the
    /// first line that is quoted above the comment in one go with it.
    Message { mail: MailAt, line: usize, first: usize },
    /// A line of the diff of a patch or, if the mail is a reply, of a diff that it offers.
    Diff { mail: MailAt, line: DiffLine },
}

/// A line of a diff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiffLine {
    /// The path of the file, its new one if it has two.
    pub path: String,
    /// Which file of the diff it is in, and which hunk of that file, counted from 0; the header of a file is in no hunk.
    pub file: usize,
    pub hunk: Option<usize>,
    /// Its place among the lines of the diff (of the whole text, if a reply offers the diff), counted from 0.
    pub line: usize,
    /// The first line that is quoted above the comment in one go with this one, counted in the same way.
    pub first: usize,
    /// Its number in the old and in the new file, counted from 1: a context line has both, a header has neither.
    pub old: Option<usize>,
    pub new: Option<usize>,
}

impl Place {
    /// The mail that holds the place.
    pub fn mail(&self) -> MailAt {
        match *self {
            Self::Whole(mail) | Self::Message { mail, .. } | Self::Diff { mail, .. } => mail,
        }
    }
}

/// What the replies of a set say: the comments of each mail in its order. `mails` are the patches, cover letters and replies
/// of a series, oldest first.
pub fn comments(mails: &Table<Mail>) -> Table<Comment> {
    reading::Reading::of(mails).read()
}
