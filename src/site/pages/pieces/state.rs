//! The states of series in words.

use super::backports;
use crate::catalog::{RevisionAt, SeriesAt, State};
use crate::site::pages::context::Context;
use crate::site::view::StateLabel;

/// What an older version is, whatever the state of its series. The style sheet knows it by this word.
pub const SUPERSEDED: &str = "superseded";

/// The state of a series.
pub fn of_series(context: &Context, series: SeriesAt) -> StateLabel {
    let life = &context.catalog.lives[series];
    let word = life.state.word();
    let label = || context.text(&format!("state-{word}"));
    let text = match life.state {
        State::Merged | State::Applied if life.taken < life.patches => {
            let state = label();
            let values =
                [("state", (&state).into()), ("count", life.taken.into()), ("all", life.patches.into())];
            context.say("state-part", &values)
        }
        State::Backport => backports::text(context, series),
        State::Merged | State::Applied | State::Waiting | State::Discussed | State::Quiet => label(),
    };
    StateLabel { word, short: short(context, word), text }
}

/// The state of a version of a series: an older one is superseded.
pub fn of_revision(context: &Context, series: SeriesAt, revision: RevisionAt) -> StateLabel {
    let all = &context.catalog.series[series];
    let newest = all.newest();
    if all.revisions.newest_at() == revision || all.revisions.is_current(revision) {
        return of_series(context, series);
    }
    let again = newest.version == all.revisions[revision].version;
    let text = match again {
        true => context.text("sent-again"),
        false => {
            let version = format!("v{}", newest.version);
            context.say("superseded-by", &[("version", (&version).into())])
        }
    };
    StateLabel { word: SUPERSEDED, short: short(context, SUPERSEDED), text }
}

fn short(context: &Context, word: &str) -> String {
    context.text(&format!("state-short-{word}"))
}
