//! The JSON form of series. Fields are added, never changed.

use std::borrow::Cow;
use std::collections::HashSet;

use serde::Serialize;

use super::{Catalog, ReplyAt, RevisionAt, Series, SeriesAt, Subsystem, state};
use crate::archive::date_of;
use crate::digest::json::version;
use crate::digest::key::Key;
use crate::mail::Version;

/// One series.
#[derive(Serialize)]
pub struct Row<'a> {
    series: &'a Key<Series>,
    title: Cow<'a, str>,
    revisions: Vec<RevisionRow<'a>>,
    state: &'static str,
    applied: Vec<AppliedRow<'a>>,
    subsystems: Vec<&'a Key<Subsystem>>,
    backport: Option<BackportRow<'a>>,
}

#[derive(Serialize)]
struct BackportRow<'a> {
    /// As tags name it: `5.10`.
    tree: Option<Cow<'a, str>>,
    /// Commits of the project that it copies.
    upstream: Vec<&'a str>,
}

#[derive(Serialize)]
struct RevisionRow<'a> {
    #[serde(serialize_with = "version")]
    version: Version,
    /// It is an earlier revision sent again: the same version with the same diffs.
    resend: bool,
    date: String,
    message_ids: Vec<&'a str>,
    linked_by: Option<&'static str>,
}

#[derive(Serialize)]
struct AppliedRow<'a> {
    commit: Option<&'a str>,
    tree: Option<Cow<'a, str>>,
    message_id: Option<&'a str>,
}

impl Row<'_> {
    /// Replaces what mails say by what a site shows of it.
    pub fn show(&mut self, shown: impl Fn(&str) -> String) {
        self.title = shown(&self.title).into();
        let applied = self.applied.iter_mut().map(|row| &mut row.tree);
        let trees = applied.chain(self.backport.as_mut().map(|backport| &mut backport.tree));
        trees.flatten().for_each(|tree| *tree = shown(tree).into());
    }

    /// Forgets the Message-IDs.
    pub fn drop_ids(&mut self) {
        self.revisions.iter_mut().for_each(|revision| revision.message_ids.clear());
        self.applied.iter_mut().for_each(|row| row.message_id = None);
    }
}

/// All series, in the order of their first mails. `show` leaves in each row what may be shown.
pub fn write(catalog: &Catalog, show: impl Fn(&mut Row)) -> String {
    let mut rows: Vec<Row> = catalog.series.positions().map(|at| row(catalog, at)).collect();
    rows.iter_mut().for_each(show);
    let mut text = serde_json::to_string(&rows).expect("strings and numbers always serialise");
    text.push('\n');
    text
}

/// What a program may want to know of a series.
pub fn row<'a>(catalog: &'a Catalog, at: SeriesAt) -> Row<'a> {
    let series = &catalog.series[at];
    let life = &catalog.lives[at];
    Row {
        series: &series.key,
        title: series.title.as_str().into(),
        revisions: series.revisions.positions().map(|number| revision_row(catalog, at, number)).collect(),
        state: life.state.word(),
        applied: applied_rows(catalog, life),
        subsystems: series.subsystems.iter().map(|&at| catalog.subsystem_key(at)).collect(),
        backport: catalog.backport(at).map(|backport| BackportRow {
            tree: Some(backport.tree).filter(|tree| !tree.is_empty()).map(Cow::from),
            upstream: backport.upstream,
        }),
    }
}

fn revision_row<'a>(catalog: &'a Catalog, at: SeriesAt, number: RevisionAt) -> RevisionRow<'a> {
    let series = &catalog.series[at];
    let revision = &series.revisions[number];
    let entries = || revision.mails.iter().map(|&patch| catalog.entry(patch));
    let sent = entries().map(|entry| entry.sent).min().unwrap_or_default();
    RevisionRow {
        version: revision.version,
        resend: revision.resend,
        date: date_of(sent).to_string(),
        message_ids: entries().filter_map(|entry| entry.message_id.as_deref()).collect(),
        linked_by: revision.linked_by.map(|link| link.word()),
    }
}

/// Each commit of a reply once, though it may stand for many patches; then what is known from a request to pull alone,
/// and who granted it.
fn applied_rows<'a>(catalog: &'a Catalog, life: &'a state::Life) -> Vec<AppliedRow<'a>> {
    let mut rows = Vec::with_capacity(life.applied.len());
    let row = |commit, tree: Option<&'a str>, reply: ReplyAt| AppliedRow {
        commit,
        tree: tree.map(Cow::from),
        message_id: catalog.reply(reply).message_id.as_deref(),
    };
    for of_reply in life.applied.chunk_by(|a, b| a.reply == b.reply) {
        // A reply that names commits says more by them than by the patches without one.
        let named = of_reply.iter().any(|applied| applied.commit.is_some());
        let mut seen = HashSet::new();
        let first = of_reply.iter().filter(|applied| applied.commit.is_some() == named);
        let first = first.filter(|applied| seen.insert(applied.commit.as_deref()));
        rows.extend(
            first.map(|applied| row(applied.commit.as_deref(), applied.tree.as_deref(), applied.reply)),
        );
    }
    if life.applied.is_empty() {
        rows.extend(life.pulls.iter().map(|&pull| row(None, None, pull)));
    }
    rows.extend(life.granted.iter().map(|granted| row(None, granted.tree.as_deref(), granted.reply)));
    rows
}
