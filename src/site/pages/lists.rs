//! The lists of everything.

use super::context::Context;
use super::head::{digests_of_first_list, head};
use super::page::{Job, Page};
use super::parts::{pager, part_of, shelf};
use super::pieces::people;
use super::pieces::rows;
use super::title::{clip, counted};
use crate::site::route;
use crate::site::view::{self, IndexRow};

/// The lists of everything, with how much is in each.
pub fn totals(context: &Context) -> Vec<view::Counted> {
    let catalog = context.catalog;
    let total = |id: &str, href: &str, count| counted(&context.text(id), href.to_owned(), count);
    vec![
        total("total-digests", &digests_of_first_list(context), catalog.digests.len()),
        total("total-series", route::ALL_SERIES, catalog.series.len()),
        total("total-authors", route::ALL_AUTHORS, catalog.authors.len()),
        total("total-subsystems", route::ALL_SUBSYSTEMS, catalog.subsystems.len()),
        total("total-domains", route::ALL_DOMAINS, catalog.domains.len()),
    ]
}

/// The view of the list of all series: those that were updated last.
pub fn all_series(context: &Context) -> view::AllSeriesPage {
    let order = context.index.moved();
    let description = context.count("all-series-about", order.len());
    view::AllSeriesPage {
        page: head(context, Job::first(Page::AllSeries), &context.text("nav-series"), &description),
        series: part_of(order, 1).iter().map(|&at| rows::series(context, at)).collect(),
        total: order.len(),
        shelf: shelf(route::ALL_SERIES, 0, order.len()),
    }
}

/// The view of the list of all authors: those of most patches.
pub fn all_authors(context: &Context) -> view::AllAuthorsPage {
    let order = context.index.busiest();
    let description = context.count("all-authors-about", order.len());
    view::AllAuthorsPage {
        page: head(context, Job::first(Page::AllAuthors), &context.text("nav-authors"), &description),
        people: people::authors(context, part_of(order, 1)),
        total: order.len(),
        shelf: shelf(route::ALL_AUTHORS, 0, order.len()),
    }
}

/// The view of a part of the list of all domains.
pub fn all_domains(context: &Context, part: usize) -> view::IndexPage {
    let domains = &context.catalog.domains;
    let rows = part_of(domains, part).iter().map(|domain| IndexRow {
        title: clip(&domain.name),
        href: route::domain(&domain.key),
        count: domain.patches,
        depth: 0,
    });
    let description = context.count("all-domains-about", domains.len());
    view::IndexPage {
        page: head(context, Job { page: Page::AllDomains, part }, &context.text("nav-domains"), &description),
        rows: rows.collect(),
        single: Vec::new(),
        also: None,
        pager: pager(route::ALL_DOMAINS, part, domains.len()),
    }
}
