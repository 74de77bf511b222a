//! The states of series in words.

use super::backports;
use super::context::Context;
use crate::catalog::{RevisionAt, SeriesAt, State};
use crate::site::view::StateLabel;

/// The state of a series.
pub fn of_series(context: &Context, series: SeriesAt) -> StateLabel {
    let life = &context.catalog.lives[series];
    let text = match life.state {
        State::Merged => "merged",
        State::Applied => "applied",
        State::Waiting => "waiting for review",
        State::Discussed => "under discussion",
        State::Quiet => "quiet, outcome unknown",
        State::Backport => "backport",
    };
    let in_part = matches!(life.state, State::Merged | State::Applied) && life.taken < life.patches;
    if life.state == State::Backport {
        return StateLabel { word: life.state.word().to_owned(), text: backports::text(context, series) };
    }
    let text = match in_part {
        true => format!("{text}, {} of {} patches", life.taken, life.patches),
        false => text.to_owned(),
    };
    StateLabel { word: life.state.word().to_owned(), text }
}

/// Where a version of a series stands: an older one is superseded.
pub fn of_revision(context: &Context, series: SeriesAt, revision: RevisionAt) -> StateLabel {
    let all = &context.catalog.series[series];
    let newest = all.newest();
    if all.revisions.newest_at() == revision || all.revisions.is_current(revision) {
        return of_series(context, series);
    }
    let again = newest.version == all.revisions[revision].version;
    let text = if again { "sent again".to_owned() } else { format!("superseded by v{}", newest.version) };
    StateLabel { word: "superseded".to_owned(), text }
}
