//! The home page: the week at a glance, and what is new.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::context::Context;
use super::head::head;
use super::lists;
use super::page::{Job, Page};
use super::pieces::rows;
use super::pieces::threads;
use super::watch;
use crate::catalog::{AuthorAt, Catalog, DigestAt, Filed, Life, PatchAt, ReplyAt, RevisionAt, SeriesAt};
use crate::site::chart::{self, Axis};
use crate::site::view;

/// Digests and series that are shown.
const DIGESTS: usize = 10;
const SERIES: usize = 20;
/// Watches that are named.
const WATCHES: usize = 12;
/// Weeks that are drawn.
const WEEKS: usize = 26;

/// The view of the home page.
pub fn view(context: &Context) -> view::HomePage {
    let catalog = context.catalog;
    let digests = context.count("count-digests", catalog.digests.len());
    let series = context.count("count-series", catalog.series.len());
    let authors = context.count("count-authors", catalog.authors.len());
    let values =
        [("digests", (&digests).into()), ("series", (&series).into()), ("authors", (&authors).into())];
    let description = context.say("home-about", &values);
    view::HomePage {
        page: head(context, Job::first(Page::Home), context.site.title, &description),
        week: week(context),
        weeks: weeks(context),
        digests: newest_digests(catalog).into_iter().map(|at| rows::digest(context, at)).collect(),
        series: context.index.moved().iter().take(SERIES).map(|&at| rows::series(context, at)).collect(),
        watches: watch::named(context, WATCHES),
        watches_total: context.site.watches.len(),
        totals: lists::totals(context),
        intro_html: context.placed.introduction.clone(),
    }
}

/// The newest digests of all lists.
fn newest_digests(catalog: &Catalog) -> Vec<DigestAt> {
    let newest_first = |at, filed: &Filed| Reverse((filed.until, filed.since, at));
    let mut order = catalog.digests.sorted_by_key(newest_first);
    order.truncate(DIGESTS);
    order
}

/// When each patch mail was sent.
fn patches<'a>(catalog: &'a Catalog) -> impl Iterator<Item = (PatchAt, i64)> + use<'a> {
    catalog.patches.positions().map(|at| (at, catalog.entry(at).sent))
}

/// When each other mail was sent.
fn replies<'a>(catalog: &'a Catalog) -> impl Iterator<Item = (ReplyAt, i64)> + use<'a> {
    catalog.replies.positions().map(|at| (at, catalog.reply(at).sent))
}

fn week(context: &Context) -> Option<view::Week> {
    let catalog = context.catalog;
    if catalog.digests.is_empty() {
        return None;
    }
    let week = Axis::weeks(catalog.now(), 1);
    let this_week = |time: i64| week.place(time).is_some();
    let patches: Vec<PatchAt> =
        patches(catalog).filter(|&(_, time)| this_week(time)).map(|(at, _)| at).collect();
    let replies: BTreeSet<ReplyAt> =
        replies(catalog).filter(|&(_, time)| this_week(time)).map(|(at, _)| at).collect();
    let people: BTreeSet<AuthorAt> = patches.iter().map(|&at| catalog.patches[at].author).collect();
    let (new, revised) = new_and_revised(catalog, &patches);
    let is_taken = |life: &&Life| life.applied.iter().any(|applied| replies.contains(&applied.reply));
    let here = |at: &DigestAt| !catalog.digests[*at].overlaps && this_week(catalog.digests[*at].until);
    let digests: Vec<DigestAt> = catalog.digests.positions().filter(here).collect();
    Some(view::Week {
        until: context.day(catalog.now()),
        mails: patches.len() + replies.len(),
        patches: patches.len(),
        people: people.len(),
        new,
        revised,
        taken: catalog.lives.iter().filter(is_taken).count(),
        merged: digests.iter().map(|&at| catalog.digests[at].digest.merged.len()).sum(),
        discussions: digests.iter().map(|&at| threads::discussions(catalog, at).len()).sum(),
    })
}

/// How many series these patches begin, and how many they go on with.
fn new_and_revised(catalog: &Catalog, patches: &[PatchAt]) -> (usize, usize) {
    let of_patch = |&at: &PatchAt| (catalog.patches[at].series, catalog.patches[at].revision);
    let revisions: BTreeSet<(SeriesAt, RevisionAt)> = patches.iter().map(of_patch).collect();
    let is_revised = |&(series, revision): &(SeriesAt, RevisionAt)| {
        catalog.series[series].revisions.before(revision).is_some()
    };
    let series: BTreeSet<SeriesAt> = revisions.iter().map(|&(series, _)| series).collect();
    let begun = revisions.iter().filter(|revision| !is_revised(revision)).map(|&(series, _)| series);
    let new = begun.collect::<BTreeSet<SeriesAt>>().len();
    (new, series.len() - new)
}

fn weeks(context: &Context) -> Option<view::Chart> {
    let catalog = context.catalog;
    let patches: Vec<i64> = patches(catalog).map(|(_, time)| time).collect();
    let mails = patches.iter().copied().chain(replies(catalog).map(|(_, time)| time)).map(|time| (0, time));
    let events = mails.chain(patches.iter().map(|&time| (1, time)));
    let buckets = Axis::weeks(catalog.now(), WEEKS).count(2, events, context.site.language);
    let label = context.count("weeks-label", WEEKS);
    let counted =
        chart::Counted { language: context.site.language, ids: &["count-mails", "count-patch-mails"] };
    chart::columns(label, buckets, &["mails", "patches"], counted)
}
