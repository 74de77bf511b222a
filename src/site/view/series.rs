//! A series' page.

use serde::Serialize;

use super::{
    Answer, CommentThread, CommentsLeftOut, Fold, Hyperlink, MailText, OpenRow, PageHead, Pager, PatchDiff,
    PatchLine, PersonLink, RobotRow, SeriesLife, Stat, StateLabel, Steps, Time,
};

/// `series.html`
#[derive(Debug, Serialize)]
pub struct SeriesPage {
    pub page: PageHead,
    pub title: String,
    pub author: PersonLink,
    /// Who sent it for them, and commits that it copies: of backports only.
    pub sender: Option<PersonLink>,
    pub upstream: Vec<Hyperlink>,
    pub people: Vec<PersonLink>,
    pub subsystems: Vec<Hyperlink>,
    /// Directories that have a page, those of most of its files.
    pub directories: Vec<Hyperlink>,
    /// Titles of the sections of the `MAINTAINERS` file that it belongs to.
    pub sections: Vec<String>,
    pub lists: Vec<Hyperlink>,
    pub first: Time,
    pub last: Time,
    /// How many versions there are, and the state of the series.
    pub versions: usize,
    pub state: StateLabel,
    /// The first part only.
    pub life: Option<SeriesLife>,
    /// The first version that is known is not the first there was.
    pub begins_late: bool,
    /// How to go on from it; the first part only.
    pub answer: Option<Answer>,
    /// What its author did not answer, on any part, the newest first; the first part only.
    pub open: Vec<OpenRow>,
    /// Those of this part, the newest first.
    pub revisions: Vec<SeriesRevision>,
    /// What changed from version to version, the newest step first; the first part only.
    pub steps: Steps,
    pub pager: Pager,
}

/// One revision of a series.
#[derive(Debug, Serialize)]
pub struct SeriesRevision {
    pub version: String,
    /// The anchor of its section.
    pub anchor: String,
    /// It begins on an earlier part of the page.
    pub continued: bool,
    pub state: StateLabel,
    pub title: String,
    pub time: Time,
    pub digest: Option<Hyperlink>,
    /// In words, what linked it to an earlier version.
    pub linked_by: Option<String>,
    pub tags: Vec<String>,
    /// The numbers of patches that are not in the archive.
    pub missing: Vec<u32>,
    pub stat: Option<Stat>,
    pub cover: Option<MailText>,
    /// What is said of the cover letter.
    pub cover_talk: Vec<CommentThread>,
    pub cover_robots: Vec<RobotRow>,
    pub cover_left_out: Option<CommentsLeftOut>,
    /// Those of this part, and how many the version has.
    pub patches: Vec<PatchText>,
    pub patches_total: usize,
    pub fold: Fold,
}

/// A patch of a series; its text and its whole diff only in the newest version, or for a lone patch.
#[derive(Debug, Serialize)]
pub struct PatchText {
    pub line: PatchLine,
    pub body_html: Option<String>,
    /// What is shown of its diff: of older versions what was commented upon.
    pub diff: Option<PatchDiff>,
    /// What is said of its message, and of the patch as a whole.
    pub talk: Vec<CommentThread>,
    pub robots: Vec<RobotRow>,
    pub left_out: Option<CommentsLeftOut>,
    /// How many comments there are, robots' reports not counted.
    pub comments: usize,
}
