//! The page of a company, or of a domain that belongs to none: who sends patches from there, how its series fare, and what
//! happened to them in each quarter.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use super::head::head;
use super::page::{Job, Page};
use super::parts::{ROWS, pager, part_of};
use super::pieces::people::contributors;
use super::pieces::rows;
use super::title::{counted, link};
use crate::catalog::statistics::Period;
use crate::catalog::statistics::dealings::{self, Dealing, has_quarters};
use crate::catalog::{AuthorAt, DomainAt, ReplyAt, SeriesAt};
use crate::position::tally;
use crate::site::route;
use crate::site::view::{self, Hyperlink};

/// People and companies that are named of a quarter.
const NAMED: usize = 20;

/// The view of a part of a domain's page.
pub fn view(context: &Context, at: DomainAt, part: usize) -> view::DomainPage {
    let catalog = context.catalog;
    let domain = &catalog.domains[at];
    let page = Page::Domain(at);
    let name = context.shown(&domain.name);
    let patches = context.count("count-patch-mails", domain.patches);
    let people = context.count("by-people", domain.authors.len());
    let values = [("patches", (&patches).into()), ("people", (&people).into()), ("name", (&name).into())];
    let description = context.say("domain-about", &values);
    let people = part_of(&domain.authors, part).iter();
    let people = people.map(|&(author, patches)| (context.author_person(author), patches)).collect();
    // A small domain shows its people alone: the page then changes only with a patch from there.
    let is_whole = part == 1 && has_quarters(domain);
    let quarters = if is_whole { quarters(context, at) } else { Vec::new() };
    view::DomainPage {
        page: head(context, Job { page, part }, &name, &description),
        name,
        domains: domain.joined.iter().map(|(name, _)| context.shown(name)).collect(),
        patches: domain.patches,
        open: is_whole.then(|| open(context, &domain.series)),
        newest: quarters.first().map(|&newest| quarter(context, at, newest)),
        quarters: quarters.iter().map(|&quarter| quarter_link(context, at, quarter)).collect(),
        people: contributors(people),
        pager: pager(&page.href(context), part, domain.authors.len()),
    }
}

/// The view of a quarter of a company.
pub fn quarter_view(context: &Context, at: DomainAt, period: Period) -> view::QuarterPage {
    let name = context.shown(context.catalog.domain_name(at));
    let all = quarters(context, at);
    let place = all.iter().position(|&other| other == period).unwrap_or_default();
    let other = |place: Option<usize>| {
        place.and_then(|place| all.get(place)).map(|&other| quarter_link(context, at, other))
    };
    let shown = period.to_string();
    let values = [("name", (&name).into()), ("period", (&shown).into())];
    let description = context.say("quarter-about", &values);
    view::QuarterPage {
        page: head(
            context,
            Job::first(Page::Quarter(at, period)),
            &format!("{name}, {period}"),
            &description,
        ),
        up: vec![
            link(&context.text("nav-domains"), route::ALL_DOMAINS.to_owned()),
            link(&name, Page::Domain(at).href(context)),
        ],
        quarter: quarter(context, at, period),
        newer: other(place.checked_sub(1)),
        older: other(Some(place + 1)),
    }
}

/// The quarters of a company in which something happened, the newest first.
pub fn quarters(context: &Context, at: DomainAt) -> Vec<Period> {
    dealings::quarters(context.index.dealings(at))
}

fn quarter_link(context: &Context, at: DomainAt, period: Period) -> Hyperlink {
    link(&period.to_string(), Page::Quarter(at, period).href(context))
}

/// The series of a company that wait or are discussed.
fn open(context: &Context, series: &[SeriesAt]) -> view::SeriesGroup {
    let is_open = |at: &SeriesAt| context.catalog.lives[*at].state.is_open();
    let open: Vec<SeriesAt> = series.iter().copied().filter(is_open).collect();
    rows::group_of(context, "open-series", "order-updated", "no-open-series", &open, ROWS)
}

fn quarter(context: &Context, at: DomainAt, period: Period) -> view::CompanyQuarter {
    let catalog = context.catalog;
    let dealings = dealings::within(context.index.dealings(at), period);
    let series = |wanted: fn(Dealing) -> Option<SeriesAt>| {
        let series: BTreeSet<SeriesAt> = dealings.iter().filter_map(|&dealing| wanted(dealing)).collect();
        catalog.by_movement(series)
    };
    let group = |title, empty, series: Vec<SeriesAt>| {
        rows::group_of(context, title, "order-updated", empty, &series, ROWS)
    };
    let begun = series(|dealing| if let Dealing::Begun(at) = dealing { Some(at) } else { None });
    let taken = series(|dealing| if let Dealing::Taken(at) = dealing { Some(at) } else { None });
    let revised = series(|dealing| if let Dealing::Revised(at) = dealing { Some(at) } else { None });
    let sent = dealings.iter().filter_map(|&dealing| match dealing {
        Dealing::Sent(patch) => Some(catalog.patches[patch].author),
        _ => None,
    });
    let given = dealings.iter().filter_map(|&dealing| match dealing {
        Dealing::Given(reply) => Some(reply),
        _ => None,
    });
    let received = dealings.iter().filter_map(|&dealing| match dealing {
        Dealing::Received(reply) => Some(reply),
        _ => None,
    });
    let receiver = |reply: ReplyAt| catalog.domain_of_series(answered(context, reply)?);
    let giver = |reply: ReplyAt| catalog.domain_of(&catalog.reply(reply).author);
    view::CompanyQuarter {
        title: period.to_string(),
        href: Page::Quarter(at, period).href(context),
        groups: vec![
            group("new-series", "no-new-series", begun),
            group("taken-series", "no-taken-series", taken),
            group("revised-series", "no-revised-series", revised),
        ],
        people: people(context, tally(sent)),
        given: reviews(context, given.collect(), receiver),
        received: reviews(context, received.collect(), giver),
    }
}

/// The series that a reply is about.
fn answered(context: &Context, reply: ReplyAt) -> Option<SeriesAt> {
    Some(context.catalog.patches[context.catalog.replies[reply].patch?].series)
}

fn people(context: &Context, counts: BTreeMap<AuthorAt, usize>) -> Vec<view::ContributorRow> {
    let mut counts: Vec<(AuthorAt, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|&(at, patches)| (Reverse(patches), at));
    counts.truncate(ROWS);
    contributors(counts.into_iter().map(|(at, patches)| (context.author_person(at), patches)).collect())
}

fn reviews(
    context: &Context,
    replies: Vec<ReplyAt>,
    other: impl Fn(ReplyAt) -> Option<DomainAt>,
) -> view::Reviews {
    let catalog = context.catalog;
    let people: BTreeSet<&str> =
        replies.iter().map(|&reply| catalog.person(&catalog.reply(reply).author)).collect();
    let series: BTreeSet<SeriesAt> = replies.iter().filter_map(|&reply| answered(context, reply)).collect();
    let mut companies: Vec<(DomainAt, usize)> =
        tally(replies.iter().filter_map(|&reply| other(reply))).into_iter().collect();
    companies.sort_by_key(|&(at, mails)| (Reverse(mails), catalog.domain_key(at).as_str()));
    let company = |&(at, mails): &(DomainAt, usize)| {
        counted(&context.shown(catalog.domain_name(at)), Page::Domain(at).href(context), mails)
    };
    view::Reviews {
        mails: replies.len(),
        series: series.len(),
        people: people.len(),
        companies: companies.iter().take(NAMED).map(company).collect(),
    }
}
