//! What a series' page shows about its patches from one version to the next.

use serde::Serialize;

use super::{Fold, Hyperlink};

/// What changed from version to version.
#[derive(Debug, Default, Serialize)]
pub struct Steps {
    /// All of it at a glance, where there are more than two versions.
    pub matrix: Option<Matrix>,
    /// The newest first.
    pub list: Vec<Step>,
}

/// Patches in the versions of their series.
#[derive(Debug, Serialize)]
pub struct Matrix {
    /// There are earlier ones, which only the steps show.
    pub cut: bool,
    /// Their names, oldest first.
    pub versions: Vec<String>,
    /// The patches of the newest version in order, and those that were dropped on the way.
    pub rows: Vec<MatrixRow>,
}

/// A patch.
#[derive(Debug, Serialize)]
pub struct MatrixRow {
    pub title: String,
    pub mail_href: Option<String>,
    /// One for each version; none where it was not there.
    pub cells: Vec<Option<MatrixCell>>,
}

/// A patch in one version.
#[derive(Debug, Serialize)]
pub struct MatrixCell {
    /// Its number there; empty where it was dropped.
    pub number: String,
    /// The change since the version before, for the eye and in a word; empty in the oldest version.
    pub mark: &'static str,
    pub word: String,
    /// Of its range-diff on the page.
    pub anchor: Option<String>,
}

/// From one version to the next.
#[derive(Debug, Default, Serialize)]
pub struct Step {
    /// Unique on the page, for links to it.
    pub anchor: String,
    /// `v3` and `v4`, or `v3 again` for one that was sent again.
    pub from: String,
    pub to: String,
    /// `7 the same, 2 changed, 1 dropped`
    pub summary: String,
    /// Of these versions not all patches are in the archive.
    pub incomplete: Vec<String>,
    /// The versions are too large to compare: patches were only matched by title, or not at all if there are
    /// no rows.
    pub too_large: bool,
    /// The patches of the newer version in order, and those that were dropped.
    pub rows: Vec<StepRow>,
    /// The range-diffs of patches that are not the same.
    pub range_diffs: Vec<RangeDiff>,
    /// Patches whose range-diffs would make the page too large.
    pub left_out: Vec<Hyperlink>,
    pub fold: Fold,
}

/// What became of a patch.
#[derive(Debug, Serialize)]
pub struct StepRow {
    /// `3/9` in the newer version; empty for one that was dropped.
    pub counter: String,
    /// The same in the older version; empty for one that is new.
    pub was: String,
    pub title: String,
    /// The title in the older version, where that is another.
    pub old_title: Option<String>,
    /// The mail, of the newer version where there is one.
    pub mail_href: Option<String>,
    /// `the same`, `reworded`, `changed`, `new` or `dropped`.
    pub change: String,
    pub moved: bool,
    /// Of its range-diff on the page.
    pub anchor: Option<String>,
}

/// The diff between two versions of a patch.
#[derive(Debug, Serialize)]
pub struct RangeDiff {
    pub anchor: String,
    /// `3/9`
    pub counter: String,
    pub title: String,
    pub hunks: Vec<RangeHunk>,
}

/// A part of it.
#[derive(Debug, Serialize)]
pub struct RangeHunk {
    /// The file and function, or the part of the message.
    pub section: String,
    pub runs: Vec<Run>,
}

/// Lines of one kind, each with its signs: the first says in which version it is, the second what it does there.
#[derive(Debug, Serialize)]
pub struct Run {
    /// In which version they are: `both`, `older` or `newer`.
    pub version: &'static str,
    /// What they are in the patch: `context`, `added`, `removed` or `header`.
    pub line: &'static str,
    pub text: String,
}
