//! The lists of a list's digests: the newest of all, those of a year, of a month.

use std::collections::BTreeMap;

use super::context::Context;
use super::head::head;
use super::page::{Job, Page, Period, StatisticsOf};
use super::parts::{pager, pager_of, part_of};
use super::pieces::rows;
use super::title::{counted, link};
use crate::catalog::{DigestAt, ListAt};
use crate::site::view::{self, Counted, Hyperlink};

/// Digests on the page of a list or a year.
const NEWEST: usize = 20;

/// The view of a list of digests.
pub fn view(context: &Context, list: ListAt, period: Period, part: usize) -> view::DigestsPage {
    let name = context.list_name(list);
    let page = Page::Digests(list, period);
    let href = page.href(context);
    let within = |at: &&DigestAt| period.holds(context.month_of(**at));
    let digests: Vec<DigestAt> = context.index.timeline[list].iter().rev().filter(within).copied().collect();
    let (shown, pager) = match period {
        Period::Month(..) => (part_of(&digests, part), pager(&href, part, digests.len())),
        Period::All | Period::Year(_) => {
            (&digests[..digests.len().min(NEWEST)], pager_of(&href, 1, 1, digests.len()))
        }
    };
    let title = match period {
        Period::All => context.named("list-digests", name),
        Period::Year(year) => format!("{name}, {year}"),
        Period::Month(year, number) => format!("{name}, {}", context.month(year, number)),
    };
    let count = context.count("count-digests", digests.len());
    let description = context.say("digests-about", &[("digests", (&count).into()), ("name", name.into())]);
    view::DigestsPage {
        page: head(context, Job { page, part }, &title, &description),
        list: name.to_owned(),
        up: up(context, list, period),
        statistics: statistics(context, list, period),
        periods: periods(context, list, period, &digests),
        digests: shown.iter().map(|&at| rows::digest(context, at)).collect(),
        pager,
    }
}

/// The figures of the same list, and of the same year.
fn statistics(context: &Context, list: ListAt, period: Period) -> Hyperlink {
    let year = match period {
        Period::All => None,
        Period::Year(year) | Period::Month(year, _) => Some(year),
    };
    let events = &context.index.figures_of(list).events;
    let known = year.filter(|year| events.by_year().iter().any(|quarters| quarters[0].year() == *year));
    let of = known.map_or(StatisticsOf::List(list), |year| StatisticsOf::Year(list, year));
    let title = known
        .map_or_else(|| context.text("statistics"), |year| context.named("statistics-of", &year.to_string()));
    link(&title, Page::Statistics(of).href(context))
}

/// The lists that a list of digests is part of.
fn up(context: &Context, list: ListAt, period: Period) -> Vec<Hyperlink> {
    let all = || link(&context.named("list-digests", context.list_name(list)), context.routes.digests(list));
    match period {
        Period::All => Vec::new(),
        Period::Year(_) => vec![all()],
        Period::Month(year, _) => vec![all(), link(&year.to_string(), context.routes.year(list, year))],
    }
}

/// The years of a list, or the months of a year, newest first.
fn periods(context: &Context, list: ListAt, period: Period, digests: &[DigestAt]) -> Vec<Counted> {
    let mut months: BTreeMap<(i16, i8), usize> = BTreeMap::new();
    let mut years: BTreeMap<i16, usize> = BTreeMap::new();
    for &at in digests {
        let month = context.month_of(at);
        *months.entry(month).or_default() += 1;
        *years.entry(month.0).or_default() += 1;
    }
    let of_year =
        |(&year, &count): (&i16, &usize)| counted(&year.to_string(), context.routes.year(list, year), count);
    let of_month = |(&(year, number), &count): (&(i16, i8), &usize)| {
        counted(&context.month(year, number), context.routes.month(list, year, number), count)
    };
    match period {
        Period::All => years.iter().rev().map(of_year).collect(),
        Period::Year(_) => months.iter().rev().map(of_month).collect(),
        Period::Month(..) => Vec::new(),
    }
}
