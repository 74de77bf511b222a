//! Versions of a series, compared: what became of each patch, and how that is told.

mod beside_git;
mod cases;
mod repository;

use lorepress::rangediff::{Change, Comparison, Pair, Patch, PatchLines, compare};

/// Who wrote every patch here.
const JANE: &str = "Jane Doe <jane@example.org>";

/// The texts of patches of one author, given by title, message and diff.
fn texts(patches: &[(&str, &str, &str)]) -> Vec<PatchLines> {
    let patch = |&(title, message, diff)| PatchLines::of(&Patch { title, author: JANE, message, diff });
    patches.iter().map(patch).collect()
}

/// `1 = 1` of a pair that is the same, `2 ! 3` of one that is not, `- > 4` and `5 < -` of those that stand alone.
fn row(pair: &Pair) -> String {
    let number = |place: Option<usize>| place.map_or("-".to_owned(), |at| (at + 1).to_string());
    let sign = match pair.change {
        Change::Same => '=',
        Change::Reworded | Change::Changed => '!',
        Change::Added => '>',
        Change::Dropped => '<',
    };
    format!("{} {sign} {}", number(pair.older), number(pair.newer))
}

fn rows(comparison: &Comparison) -> Vec<String> {
    comparison.pairs.iter().map(row).collect()
}

/// The comparison of two versions.
fn compared(older: &[(&str, &str, &str)], newer: &[(&str, &str, &str)]) -> Comparison {
    compare(&texts(older), &texts(newer))
}
