//! Rows of digests and series, as lists of them show them.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::backports;
use super::state;
use super::threads;
use super::versions;
use crate::catalog::{DigestAt, SeriesAt};
use crate::digest::Status;
use crate::site::pages::context::Context;
use crate::site::pages::shown;
use crate::site::view;

/// Titles shown with a digest in a list.
const HIGHLIGHTS: usize = 5;
/// Series named of a group.
const GROUP: usize = 10;

/// A digest in a list.
pub fn digest(context: &Context, at: DigestAt) -> view::DigestRow {
    let filed = &context.catalog.digests[at];
    let series = largest(context, at);
    let mut highlights: Vec<view::Highlight> =
        series.iter().take(HIGHLIGHTS).map(|&at| highlight(context, at)).collect();
    let more = series.len() - highlights.len();
    if highlights.is_empty() {
        highlights = threads::highlights(context, at, HIGHLIGHTS);
    }
    view::DigestRow {
        title: context.digest_title(at),
        href: context.digest_href(at),
        list: context.list_name(filed.list).to_owned(),
        time: context.day(filed.until),
        mails: filed.digest.mails,
        patches: filed.digest.patches,
        people: filed.digest.contributors.len(),
        discussions: threads::discussions(context.catalog, at).len(),
        merged: filed.digest.merged.len(),
        highlights,
        more,
    }
}

/// The series that something new of is in a digest, those of most new patches first, then those of most changed lines.
fn largest(context: &Context, at: DigestAt) -> Vec<SeriesAt> {
    let digest = &context.catalog.digests[at].digest;
    let mut sizes: BTreeMap<SeriesAt, (usize, u64)> = BTreeMap::new();
    for (number, entry) in digest.entries.iter_at() {
        if entry.status != Status::New {
            continue;
        }
        let (patches, lines) = sizes.entry(shown::place_of(context.catalog, at, number).0).or_default();
        if !entry.is_cover() {
            *patches += 1;
            let changed = entry.diffstat.map_or(0, |stat| stat.insertions.saturating_add(stat.deletions));
            *lines = lines.saturating_add(changed);
        }
    }
    let mut sizes: Vec<(SeriesAt, (usize, u64))> = sizes.into_iter().collect();
    sizes.sort_by_key(|&(series, size)| (Reverse(size), series));
    sizes.into_iter().map(|(series, _)| series).collect()
}

fn highlight(context: &Context, series: SeriesAt) -> view::Highlight {
    view::Highlight {
        title: context.shown(&context.catalog.series[series].title),
        href: context.series_href(series),
        state: Some(state::of_series(context, series)),
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
        time: context.day(catalog.moved(at)),
        digest: Some(context.digest_link(catalog.patches[first].digest)),
        tags: context.tags(&head.tags),
        state: state::of_series(context, at),
        replies: catalog.lives[at].replies.len(),
        replies_to_newest: newest.mails.iter().map(|&mail| catalog.replies_to[mail].len()).sum(),
    }
}

/// The first few of some series, under the messages of these ids.
pub fn group(
    context: &Context,
    title: &str,
    order: &str,
    empty: &str,
    series: &[SeriesAt],
) -> view::SeriesGroup {
    group_of(context, title, order, empty, series, GROUP)
}

/// The first so many of some series.
pub fn group_of(
    context: &Context,
    title: &str,
    order: &str,
    empty: &str,
    series: &[SeriesAt],
    most: usize,
) -> view::SeriesGroup {
    let state = |at: SeriesAt| context.catalog.lives[at].state;
    view::SeriesGroup {
        title: context.text(title),
        order: context.text(order),
        empty: context.text(empty),
        states: series.iter().any(|&at| state(at) != state(series[0])),
        total: series.len(),
        rows: series.iter().take(most).map(|&at| self::series(context, at)).collect(),
    }
}
