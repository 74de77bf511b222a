//! The state of a series, and what people said of it.

use serde::Serialize;

use super::{Hyperlink, PersonLink, SeriesRow, Time};

/// The state of a series.
#[derive(Debug, Clone, Serialize)]
pub struct StateLabel {
    /// That of the state, or `superseded` for an older version.
    pub word: &'static str,
    /// The same in the language of the site, where there is little room.
    pub short: String,
    /// For people: `waiting for review`, `applied, 3 of 10 patches`.
    pub text: String,
}

/// The life of a series, for its page.
#[derive(Debug, Serialize)]
pub struct SeriesLife {
    /// The timeline as a picture: empty if there is only one moment.
    pub marks: Vec<TimelineMark>,
    /// The picture in a sentence.
    pub marks_text: String,
    /// The versions, oldest first.
    pub versions: Vec<RevisionRow>,
    /// What was said of its being taken up.
    pub taken: Vec<TakenBy>,
    /// Requests to pull that carry it.
    pub pulls: Vec<TakenBy>,
    /// Where the project's repository has it.
    pub merged: Vec<MergedRow>,
    /// What its further repositories have.
    pub landed: Vec<LandedRow>,
}

/// What one of the project's further repositories has of a series.
#[derive(Debug, Serialize)]
pub struct LandedRow {
    pub tree: String,
    /// They are copies of what is merged, for a stable tree.
    pub copies: bool,
    pub patches: Vec<LandedPatch>,
    /// How many patches the series has.
    pub total: usize,
    /// The first tags that have them; a few.
    pub tags: Vec<String>,
}

/// A patch in a further repository.
#[derive(Debug, Serialize)]
pub struct LandedPatch {
    pub title: String,
    pub commits: Vec<LandedCommit>,
}

/// A commit of a further repository.
#[derive(Debug, Serialize)]
pub struct LandedCommit {
    pub commit: String,
    pub href: Option<String>,
    pub tag: Option<String>,
}

/// A mark on a timeline.
#[derive(Debug, Serialize)]
pub struct TimelineMark {
    /// `version`, `reply`, `taken`.
    pub kind: &'static str,
    /// How far from the left, in percent.
    pub x: String,
    /// What is above it, if there is room.
    pub label: String,
}

/// Where a long list folds its middle.
#[derive(Debug, Default, Serialize)]
pub struct Fold {
    /// What folds, on the first of its rows: `15 versions, v2 to v16`.
    pub begins: Option<String>,
    /// It is the last of these rows.
    pub ends: bool,
}

/// A version in the list behind the timeline.
#[derive(Debug, Serialize)]
pub struct RevisionRow {
    pub version: String,
    /// Where its section is, from the first part of the page.
    pub href: String,
    /// The name of its section, if that is on another part: a link to the page leads to this row then.
    pub anchor: Option<String>,
    pub time: Time,
    pub patches: usize,
    /// Mails that answered it, and how many people sent them; programs are not counted among people.
    pub replies: usize,
    pub people: usize,
    /// What it was given: `9 of 14 patches reviewed`.
    pub given: Vec<String>,
    /// It repeats a version that was sent before.
    pub resend: bool,
    pub fold: Fold,
}

/// That patches were taken up, or that somebody asked to pull them.
#[derive(Debug, Serialize)]
pub struct TakenBy {
    pub by: PersonLink,
    pub time: Time,
    /// How it is named by whoever took it; empty where they do not say.
    pub tree: String,
    /// How many patches, if not all: `3 of 10 patches`.
    pub extent: String,
    pub commits: Vec<String>,
    pub mail_href: Option<String>,
}

/// A patch in the project's repository.
#[derive(Debug, Serialize)]
pub struct MergedRow {
    pub title: String,
    pub commit: String,
    /// Where the commit is shown, as the list is configured.
    pub href: Option<String>,
    pub tag: Option<String>,
}

/// Tags of one kind that a patch was given.
#[derive(Debug, Clone, Serialize)]
pub struct GivenTags {
    /// `R`, `A` or `T`, and the word for it.
    pub letter: &'static str,
    pub word: String,
    pub count: usize,
    /// Who gave it.
    pub names: String,
}

/// What a version follows: `v3`, and when that came.
#[derive(Debug, Serialize)]
pub struct Predecessor {
    pub version: String,
    pub time: Time,
    /// How long after it this one came: `a week`.
    pub after: String,
    /// It is the same version again.
    pub resend: bool,
}

/// A thread of a window, by how much was said in it.
#[derive(Debug, Serialize)]
pub struct DiscussedRow {
    pub title: String,
    /// The series it is about.
    pub href: Option<String>,
    /// Its first mail in the window, in the list's archive.
    pub mail_href: Option<String>,
    pub replies: usize,
    pub people: usize,
    /// What somebody said of it, where it is about a series.
    pub said: Option<SaidLine>,
}

/// What somebody said, in one line.
#[derive(Debug, Serialize)]
pub struct SaidLine {
    pub author: PersonLink,
    pub line: String,
    /// Where all of it is.
    pub href: String,
}

/// A series that somebody took up in a window.
#[derive(Debug, Serialize)]
pub struct TakenUpRow {
    pub series: Hyperlink,
    pub taken: TakenBy,
}

/// The series of a subsystem by state; a few of each, and how many there are.
#[derive(Debug, Default, Serialize)]
pub struct SeriesGroup {
    /// What is common to them, and in which order they are.
    pub title: String,
    pub order: String,
    /// What to say if the group is empty.
    pub empty: String,
    pub rows: Vec<SeriesRow>,
    /// They are not all in the same state.
    pub states: bool,
    pub total: usize,
}

/// Series of others that an author did something for.
#[derive(Debug, Serialize)]
pub struct ReviewedRow {
    pub series: Hyperlink,
    pub author: PersonLink,
    pub state: StateLabel,
    pub patches: usize,
}
