//! The patches of a series in all its versions, as one table.

use std::collections::BTreeMap;

use super::context::Context;
use crate::rangediff::{Change, Pair};
use crate::site::view::{Matrix, MatrixCell, MatrixRow, Step, StepRow};

/// Versions in the table at most. Earlier ones are compared step by step.
const MOST_COLUMNS: usize = 8;

/// A table that is filled from the newest version to the oldest.
#[derive(Default)]
pub struct Draft {
    /// The names of the versions, the newest first.
    columns: Vec<String>,
    rows: Vec<Row>,
    /// The row of each patch of the oldest version so far.
    row_of: BTreeMap<usize, usize>,
    closed: bool,
}

struct Row {
    title: String,
    mail_href: Option<String>,
    cells: BTreeMap<usize, MatrixCell>,
}

impl Row {
    fn new(row: &StepRow) -> Self {
        Self { title: row.title.clone(), mail_href: row.mail_href.clone(), cells: BTreeMap::new() }
    }
}

impl Draft {
    /// Takes a step in, which leads to the oldest version so far; `pairs` are those of its rows.
    pub fn step(&mut self, context: &Context, step: &Step, pairs: &[Pair]) {
        if self.closed || pairs.is_empty() || self.columns.len() == MOST_COLUMNS {
            return self.close();
        }
        if self.columns.is_empty() {
            self.columns.push(step.to.clone());
        }
        let newer = self.columns.len() - 1;
        self.columns.push(step.from.clone());
        let mut row_of = BTreeMap::new();
        for (row, pair) in step.rows.iter().zip(pairs) {
            let known = pair.newer.and_then(|patch| self.row_of.get(&patch).copied());
            let at = known.unwrap_or_else(|| {
                self.rows.push(Row::new(row));
                self.rows.len() - 1
            });
            let cells = &mut self.rows[at].cells;
            cells.insert(newer, cell(context, &row.counter, Some(pair.change), row.anchor.clone()));
            if let Some(patch) = pair.older {
                cells.insert(newer + 1, cell(context, &row.was, None, None));
                row_of.insert(patch, at);
            }
        }
        self.row_of = row_of;
    }

    /// Ends the table, where two versions cannot be compared.
    pub fn close(&mut self) {
        self.closed = true;
    }

    /// The table, the oldest version first; `None` for two versions: the step shows it all.
    pub fn finish(self) -> Option<Matrix> {
        let versions = self.columns.len();
        let row = |mut row: Row| MatrixRow {
            title: row.title,
            mail_href: row.mail_href,
            cells: (0..versions).rev().map(|column| row.cells.remove(&column)).collect(),
        };
        (versions > 2).then(|| Matrix {
            cut: self.closed,
            versions: self.columns.into_iter().rev().collect(),
            rows: self.rows.into_iter().map(row).collect(),
        })
    }
}

/// A patch in one version: its number, and its change since the version before. None for the oldest.
fn cell(context: &Context, counter: &str, change: Option<Change>, anchor: Option<String>) -> MatrixCell {
    let number = counter.split('/').next().unwrap_or_default().to_owned();
    let (mark, word) = change.map_or(("", String::new()), |change| (mark(change), in_words(context, change)));
    MatrixCell { number, mark, word, anchor }
}

fn mark(change: Change) -> &'static str {
    match change {
        Change::Same => "=",
        Change::Reworded => "~",
        Change::Changed => "!",
        Change::Added => "+",
        Change::Dropped => "−",
    }
}

/// A change in words.
pub fn in_words(context: &Context, change: Change) -> String {
    context.text(match change {
        Change::Same => "change-same",
        Change::Reworded => "change-reworded",
        Change::Changed => "change-changed",
        Change::Added => "change-added",
        Change::Dropped => "change-dropped",
    })
}
