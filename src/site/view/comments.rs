//! Diffs of patches, and what reviewers said of them.

use serde::Serialize;

use super::{PersonLink, Time};

/// What is shown of the diff of a patch.
#[derive(Debug, Serialize)]
pub struct PatchDiff {
    pub files: Vec<DiffFile>,
    /// Lines that only the mail has.
    pub left_out: usize,
}

/// A file of a diff.
#[derive(Debug, Default, Serialize)]
pub struct DiffFile {
    pub name: String,
    /// Where it was, if that is another place.
    pub old_name: Option<String>,
    /// `new`, `deleted`, `renamed`, `copied`, `mode changed` or nothing.
    pub change: String,
    pub is_binary: bool,
    /// Lines.
    pub added: usize,
    pub removed: usize,
    /// It is unfolded with its patch.
    pub is_open: bool,
    /// How many comments are on its lines.
    pub comments: usize,
    pub pieces: Vec<DiffPiece>,
}

/// Lines that follow each other, and what is said of the last one.
#[derive(Debug, Serialize)]
pub struct DiffPiece {
    pub html: String,
    pub threads: Vec<CommentThread>,
}

/// A comment and the answers to it.
#[derive(Debug, Serialize)]
pub struct CommentThread {
    /// `kit.c:42`, where that is not clear from where it is on the page.
    pub about: String,
    /// The line of the message that it is about.
    pub quote: Option<String>,
    pub comments: Vec<CommentRow>,
    /// Whether the author answered, and what the next version made of the lines: `Lines changed in v4`.
    pub after: Option<String>,
}

/// What somebody said in one place.
#[derive(Debug, Serialize)]
pub struct CommentRow {
    pub anchor: String,
    /// How deep among answers, from 0.
    pub depth: usize,
    pub author: PersonLink,
    /// They are the author of the patch.
    pub is_author: bool,
    pub time: Time,
    pub mail_href: Option<String>,
    pub body_html: String,
    /// Only the mail has all of it.
    pub is_cut: bool,
}

/// What a program reported.
#[derive(Debug, Serialize)]
pub struct RobotRow {
    pub anchor: String,
    pub author: PersonLink,
    pub time: Time,
    pub line: String,
    pub mail_href: Option<String>,
}

/// The comments on a mail that a page has no room for.
#[derive(Debug, Serialize)]
pub struct CommentsLeftOut {
    pub anchor: String,
    pub count: usize,
    /// The mail that they are about.
    pub mail_href: Option<String>,
}

/// How to go on from a series.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// The command that applies it: `b4 am ID`.
    pub apply: Option<String>,
    /// A `mailto:` link to answer its first mail.
    pub reply_href: Option<String>,
}

/// A thread that the author did not answer.
#[derive(Debug, Serialize)]
pub struct OpenRow {
    /// Where it is.
    pub href: String,
    /// The series, where that is not the page's.
    pub series: Option<String>,
    /// `3/9`
    pub patch: String,
    /// `kit.c:42`
    pub about: String,
    /// What was said last, in one line.
    pub line: String,
    pub author: PersonLink,
    pub time: Time,
}
