//! An author's page.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::context::Context;
use super::head::head;
use super::page::{Job, Page};
use super::parts::{part_of, shelf};
use super::pieces::addresses;
use super::pieces::charts;
use super::pieces::comments;
use super::pieces::rows;
use super::pieces::state;
use super::title::{counted, link};
use crate::catalog::{AuthorAt, DigestAt, Review, SeriesAt, SubsystemAt};
use crate::error::Result;
use crate::position::tally;
use crate::site::view::{self, AuthorFacts, Counted};

/// Digests, subsystems and reviews named on an author's page.
const RECENT: usize = 20;

/// The view of an author's page.
pub fn view(context: &Context, at: AuthorAt) -> Result<view::AuthorPage> {
    let catalog = context.catalog;
    let author = &catalog.authors[at];
    let name = &context.author_name(at);
    let patches = context.count("count-patch-mails", author.patches);
    let series = context.count("series-count", author.series.len());
    let about = [("patches", (&patches).into()), ("name", name.into()), ("series", (&series).into())];
    let domain = catalog.shown_domain(&author.address);
    let years = author.years.iter();
    Ok(view::AuthorPage {
        page: head(context, Job::first(Page::Author(at)), name, &context.say("author-about", &about)),
        person: context.author_person(at),
        domain: (!domain.is_empty()).then(|| link(catalog.companies.of(domain), context.domain_href(domain))),
        patches: author.patches,
        first: author.first.map(|first| context.day(first)),
        last: author.last.map(|last| context.day(last)),
        years: years.map(|(year, &count)| counted(&year.to_string(), String::new(), count)).collect(),
        subsystems: subsystems(context, at),
        reviews: catalog.reviews[at].len(),
        facts: facts(context, at)?,
        series: part_of(&author.series, 1).iter().map(|&series| rows::series(context, series)).collect(),
        total: author.series.len(),
        shelf: shelf(&context.author_href(at), 0, author.series.len()),
    })
}

/// What else the page shows than the series themselves.
fn facts(context: &Context, at: AuthorAt) -> Result<AuthorFacts> {
    let catalog = context.catalog;
    let group =
        |title, order, series: &[SeriesAt]| rows::group(context, title, order, "no-open-series", series);
    let reviewed = catalog.reviews[at].iter().map(|review| catalog.series_author(review.series));
    let mut waiting = waiting(context, at)?;
    let waiting_total = waiting.len();
    waiting.truncate(RECENT);
    Ok(AuthorFacts {
        waiting,
        waiting_total,
        addresses: addresses::further(context, at),
        activity: activity(context, at),
        digests: digests(context, at),
        open: group("open-series", "order-updated", &open_series(context, at)),
        backported: group("backports-of-theirs", "order-sent-by-others", &backported(context, at)),
        sent: group("backports-sent", "order-by-others", &catalog.sent_for_others[at]),
        reviewed: reviewed_series(context, at),
        reviewed_for: counted_people(context, tally(reviewed)),
        reviewed_by: counted_people(context, context.index.reviewers[at].clone()),
    })
}

/// What others said of the author's series and the author did not answer, the newest first.
fn waiting(context: &Context, author: AuthorAt) -> Result<Vec<view::OpenRow>> {
    let mut waiting = Vec::new();
    let series = open_series(context, author).into_iter();
    for series in series.filter(|&series| context.catalog.series_author(series) == author) {
        let title = context.shown(&context.catalog.series[series].title);
        let rows = comments::open(context, series)?.into_iter();
        waiting.extend(rows.map(|row| view::OpenRow { series: Some(title.clone()), ..row }));
    }
    waiting.sort_by(|one, other| other.time.iso.cmp(&one.time.iso));
    Ok(waiting)
}

/// The digests that an author is in, the newest first.
fn digests(context: &Context, at: AuthorAt) -> Vec<Counted> {
    let catalog = context.catalog;
    let mut digests = catalog.authors[at].digests.clone();
    digests.sort_by_key(|&(digest, _)| Reverse((catalog.digests[digest].until, digest)));
    let row = |&(digest, patches): &(DigestAt, usize)| {
        let filed = &catalog.digests[digest];
        let title = format!("{} {}", context.list_name(filed.list), context.digest_title(digest));
        counted(&title, context.digest_href(digest), patches)
    };
    digests.iter().take(RECENT).map(row).collect()
}

/// The author's own patches over the years.
fn activity(context: &Context, author: AuthorAt) -> Option<view::Chart> {
    let catalog = context.catalog;
    let patches = catalog.authors[author].series.iter().flat_map(|&at| catalog.series[at].mails());
    charts::activity(context, patches.filter(|&patch| catalog.patches[patch].author == author))
}

/// Series of an author that wait or are talked about.
fn open_series(context: &Context, author: AuthorAt) -> Vec<SeriesAt> {
    let catalog = context.catalog;
    let is_open = |&at: &SeriesAt| catalog.lives[at].state.is_open();
    catalog.authors[author].series.iter().copied().filter(is_open).collect()
}

/// Backports of an author's patches that others sent.
fn backported(context: &Context, author: AuthorAt) -> Vec<SeriesAt> {
    let catalog = context.catalog;
    let sent_by_others = |&at: &SeriesAt| {
        let sender = catalog.backport(at).and_then(|backport| backport.sender);
        sender.is_some_and(|sender| catalog.author(sender) != Some(author))
    };
    catalog.authors[author].series.iter().copied().filter(sent_by_others).collect()
}

/// Series of others that an author did something for, most recently updated first.
fn reviewed_series(context: &Context, author: AuthorAt) -> Vec<view::ReviewedRow> {
    let catalog = context.catalog;
    let row = |review: &Review| view::ReviewedRow {
        series: context.series_link(review.series),
        author: context.author_person(catalog.series_author(review.series)),
        state: state::of_series(context, review.series),
        patches: review.patches,
    };
    catalog.reviews[author].iter().take(RECENT).map(row).collect()
}

/// People by a number of series.
fn counted_people(context: &Context, counts: BTreeMap<AuthorAt, usize>) -> Vec<Counted> {
    let row =
        |(at, series): (AuthorAt, usize)| counted(&context.author_name(at), context.author_href(at), series);
    most_first(counts).map(row).collect()
}

/// Subsystems by the number of the author's series in them.
fn subsystems(context: &Context, author: AuthorAt) -> Vec<Counted> {
    let catalog = context.catalog;
    let series = catalog.authors[author].series.iter();
    let counts = tally(series.flat_map(|&at| catalog.series[at].subsystems.iter().copied()));
    let row = |(at, series): (SubsystemAt, usize)| {
        counted(&context.subsystem_name(at), context.subsystem_href(at), series)
    };
    most_first(counts).map(row).collect()
}

/// As many as are named, those of most series first.
fn most_first<At: Ord + Copy>(counts: BTreeMap<At, usize>) -> impl Iterator<Item = (At, usize)> {
    let mut counts: Vec<(At, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|&(at, series)| (Reverse(series), at));
    counts.into_iter().take(RECENT)
}
