//! Lists of subsystems: what a single series names, such as a test's number or a misspelt word, is listed separately.

use std::cmp::Reverse;

use super::context::Context;
use super::directory;
use super::head::head;
use super::page::{Job, Page};
use super::parts::{pager, part_of};
use super::title::{clip, counted};
use crate::catalog::{Catalog, SubsystemAt};
use crate::site::route;
use crate::site::view::{self, Counted, IndexRow};

/// Subsystems named on one page.
const MOST_NAMED: usize = 500;

/// The view of a part of the list of all subsystems: first those of several series, as a tree, then the others.
pub fn view(context: &Context, part: usize) -> view::IndexPage {
    let subsystems = &context.catalog.subsystems;
    let all: Vec<SubsystemAt> = subsystems.positions().collect();
    let (several, single) = by_use(context.catalog, &all);
    let is_folded = !several.is_empty();
    let in_tree = several.into_iter().map(|at| (at, false));
    let order: Vec<(SubsystemAt, bool)> =
        in_tree.chain(single.into_iter().map(|at| (at, is_folded))).collect();
    let rows = |folded: bool| {
        let here = part_of(&order, part).iter().filter(move |&&(_, is_folded)| is_folded == folded);
        here.map(|&(at, is_folded)| row(context, at, is_folded)).collect()
    };
    let description = context.count("all-subsystems-about", subsystems.len());
    view::IndexPage {
        page: head(
            context,
            Job { page: Page::AllSubsystems, part },
            &context.text("nav-subsystems"),
            &description,
        ),
        rows: rows(false),
        single: rows(true),
        also: directory::link_to_all(context),
        pager: pager(route::ALL_SUBSYSTEMS, part, subsystems.len()),
    }
}

/// A row of the tree, or of those outside it, which have their whole names.
fn row(context: &Context, at: SubsystemAt, is_folded: bool) -> IndexRow {
    let subsystem = &context.catalog.subsystems[at];
    IndexRow {
        title: clip(&if is_folded { context.subsystem_name(at) } else { context.own_name(at) }),
        href: context.subsystem_href(at),
        count: subsystem.series.len(),
        depth: if is_folded { 0 } else { subsystem.depth() },
    }
}

/// The parts of a subsystem, as many as a page names: those of several series, and the others.
pub fn children(context: &Context, at: SubsystemAt) -> (Vec<Counted>, Vec<Counted>) {
    let subsystems = &context.catalog.subsystems;
    let child = |at: SubsystemAt| {
        counted(&context.own_name(at), context.subsystem_href(at), subsystems[at].series.len())
    };
    let (several, single) = by_use(context.catalog, &largest(context.catalog, &subsystems[at].children));
    let children = |of: Vec<SubsystemAt>| of.into_iter().map(child).collect();
    match several.is_empty() {
        true => (children(single), Vec::new()),
        false => (children(several), children(single)),
    }
}

/// Subsystems of several series, and the others, in their order.
fn by_use(catalog: &Catalog, subsystems: &[SubsystemAt]) -> (Vec<SubsystemAt>, Vec<SubsystemAt>) {
    subsystems.iter().partition(|&&at| catalog.subsystems[at].series.len() > 1)
}

/// As many of these subsystems as a page names: those of most series, in their own order.
pub fn largest(catalog: &Catalog, subsystems: &[SubsystemAt]) -> Vec<SubsystemAt> {
    let mut largest = subsystems.to_vec();
    largest.sort_by_key(|&at| Reverse(catalog.subsystems[at].series.len()));
    largest.truncate(MOST_NAMED);
    largest.sort_unstable();
    largest
}
