//! The page that explains how to subscribe, and the list of feeds that feed readers import.

use std::collections::BTreeMap;

use super::context::Context;
use super::head::head;
use super::news;
use super::news::topic::{self, Only, Topic};
use super::page::{Job, Page};
use super::subsystems;
use crate::catalog::{ListAt, SubsystemAt};
use crate::site::route;
use crate::site::view::{self, FeedGroup, FeedRow};

/// The view of the page that explains how to subscribe.
pub fn view(context: &Context) -> view::SubscribePage {
    let catalog = context.catalog;
    let top = catalog.subsystems.positions().filter(|&at| catalog.subsystems[at].parent.is_none());
    let top = subsystems::largest(catalog, &top.collect::<Vec<_>>());
    let lists = context.site.lists.iter_at();
    let watches = context.site.watches.positions();
    let description = context.text("subscribe-about");
    view::SubscribePage {
        page: head(context, Job::first(Page::Subscribe), &context.text("nav-subscribe"), &description),
        whole: row(context, Topic::Site, context.site.title),
        lists: lists.clone().map(|(at, list)| row(context, Topic::List(at), &list.name)).collect(),
        series: lists.flat_map(|(at, list)| of_list(context, at, &list.name)).collect(),
        watches: watches.map(|at| row(context, Topic::Watch(at, None), &context.watch_name(at))).collect(),
        subsystems: by_letter(top.iter().map(|&at| of_subsystem(context, at))),
        named: top.len(),
        total: catalog.subsystems.len(),
        opml_href: route::OPML.to_owned(),
    }
}

/// The view of the list of all subsystems' feeds, for feed readers.
pub fn opml(context: &Context) -> view::Opml {
    view::Opml {
        page: news::root(context),
        title: format!("{} · {}", context.text("nav-subsystems"), context.site.title),
        subsystems: context.catalog.subsystems.positions().map(|at| of_subsystem(context, at)).collect(),
    }
}

/// Rows in the order of their titles, under their first letters; digits and signs are one group.
fn by_letter(rows: impl Iterator<Item = FeedRow>) -> Vec<FeedGroup> {
    let mut groups: BTreeMap<String, Vec<FeedRow>> = BTreeMap::new();
    for row in rows {
        let first = row.title.chars().next().filter(|letter| letter.is_alphabetic());
        let letter = first.map_or_else(|| "#".to_owned(), |letter| letter.to_uppercase().collect());
        groups.entry(letter).or_default().push(row);
    }
    groups.into_iter().map(|(letter, rows)| FeedGroup { letter, rows }).collect()
}

fn of_subsystem(context: &Context, at: SubsystemAt) -> FeedRow {
    row(context, Topic::Subsystem(at), &context.subsystem_name(at))
}

/// The feeds of one kind of news of a list's series.
fn of_list(context: &Context, list: ListAt, name: &str) -> Vec<FeedRow> {
    let row = |only: Only| {
        let title = format!("{name}: {}", context.text(only.title()));
        row(context, Topic::SeriesOf(list, only), &title)
    };
    Only::OF_A_LIST.map(row).into()
}

/// The feeds of a topic.
pub fn row(context: &Context, topic: Topic, title: &str) -> FeedRow {
    FeedRow {
        title: title.to_owned(),
        href: topic::head(context, topic).href,
        feeds: topic::links(context, topic),
    }
}
