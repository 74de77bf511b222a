//! Rows of digests and series, as lists of them show them.

use super::backports;
use super::state;
use super::threads;
use super::versions;
use crate::catalog::{DigestAt, SeriesAt};
use crate::digest::Status;
use crate::site::pages::context::Context;
use crate::site::pages::time::day;
use crate::site::pages::title::clip;
use crate::site::view;

/// Titles shown with a digest in a list.
const HIGHLIGHTS: usize = 3;
/// Series named of a group.
const GROUP: usize = 10;

/// A digest in a list.
pub fn digest(context: &Context, at: DigestAt) -> view::DigestRow {
    let filed = &context.catalog.digests[at];
    let new = filed.digest.entries.iter().filter(|entry| entry.status == Status::New);
    let titles = new.filter(|entry| entry.index.is_none_or(|index| index == 0));
    let mut highlights: Vec<String> =
        titles.take(HIGHLIGHTS).map(|entry| context.shown(&entry.title)).collect();
    if highlights.is_empty() {
        highlights = threads::titles(context, at, HIGHLIGHTS);
    }
    view::DigestRow {
        title: clip(&filed.title),
        href: context.digest_href(at),
        list: context.list_name(filed.list).to_owned(),
        time: day(filed.until),
        mails: filed.digest.mails,
        patches: filed.digest.patches,
        people: filed.digest.contributors.len(),
        discussions: threads::discussions(context.catalog, at).len(),
        merged: filed.digest.merged.len(),
        highlights,
    }
}

/// A series in a list.
pub fn series(context: &Context, at: SeriesAt) -> view::SeriesRow {
    let catalog = context.catalog;
    let series = &catalog.series[at];
    let newest = series.newest();
    let head = catalog.entry(newest.mails[0]);
    let first = newest.mails.iter().copied().min().unwrap_or(newest.mails[0]);
    view::SeriesRow {
        title: context.shown(&series.title),
        href: context.series_href(at),
        version: format!("v{}", newest.version),
        revisions: series.revisions.len(),
        patches: versions::patches(catalog, newest).len(),
        author: context.person(&head.author),
        sender: backports::sent_by(context, at),
        time: day(catalog.moved(at)),
        digest: Some(context.digest_link(catalog.patches[first].digest)),
        tags: context.tags(&head.tags),
        state: state::of_series(context, at),
        replies: catalog.lives[at].replies.len(),
        replies_to_newest: newest.mails.iter().map(|&mail| catalog.replies_to[mail].len()).sum(),
    }
}

/// The first few of some series.
pub fn group(
    context: &Context,
    title: &'static str,
    order: &'static str,
    empty: &'static str,
    series: &[SeriesAt],
) -> view::SeriesGroup {
    let state = |at: SeriesAt| context.catalog.lives[at].state;
    view::SeriesGroup {
        title,
        order,
        empty,
        states: series.iter().any(|&at| state(at) != state(series[0])),
        total: series.len(),
        rows: series.iter().take(GROUP).map(|&at| self::series(context, at)).collect(),
    }
}
