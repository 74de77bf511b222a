//! What the site's operator looks for: the list of all watches, and the page of each.

use serde::Serialize;

use super::context::Context;
use super::data;
use super::head::head;
use super::news::topic::{Only, Topic};
use super::page::{Job, Page};
use super::parts::{ROWS, pager, part_of, shelf};
use super::pieces::rows;
use super::subscribe;
use super::title::{clip, counted, link};
use crate::archive::date_of;
use crate::catalog::{DomainAt, Series, SeriesAt, WatchAt};
use crate::digest::key::Key;
use crate::site::route;
use crate::site::view::{self, Counted, FeedRow, IndexRow, PersonLink, Sought, SoughtText};

/// The view of a part of the list of all watches.
pub fn all(context: &Context, part: usize) -> view::IndexPage {
    let all: Vec<WatchAt> = context.site.watches.positions().collect();
    let row = |&at: &WatchAt| IndexRow {
        title: clip(&context.watch_name(at)),
        href: Page::Watch(at).href(context),
        count: context.site.watches[at].series.len(),
        depth: 0,
    };
    let description = context.text("watches-about");
    view::IndexPage {
        page: head(context, Job { page: Page::AllWatches, part }, &context.text("nav-watches"), &description),
        rows: part_of(&all, part).iter().map(row).collect(),
        single: Vec::new(),
        also: None,
        pager: pager(route::WATCHES, part, all.len()),
    }
}

/// Watches with the number of their open series, for the home page.
pub fn named(context: &Context, most: usize) -> Vec<Counted> {
    let watches = context.site.watches.positions().take(most);
    let row = |at| counted(&context.watch_name(at), Page::Watch(at).href(context), open(context, at).len());
    watches.map(row).collect()
}

/// The view of a watch's page.
pub fn view(context: &Context, at: WatchAt) -> view::WatchPage {
    let series = &context.site.watches[at].series;
    let name = context.watch_name(at);
    let href = Page::Watch(at).href(context);
    let count = context.count("count-patch-series", series.len());
    let about = [("series", (&count).into()), ("name", (&name).into())];
    let description = context.say("watch-about-series", &about);
    let open = open(context, at);
    view::WatchPage {
        page: head(context, Job::first(Page::Watch(at)), &name, &description),
        name,
        up: vec![link(&context.text("nav-watches"), route::WATCHES.to_owned())],
        sought: sought(context, at),
        open: rows::group_of(context, "open-series", "order-updated", "no-watched-series", &open, ROWS),
        series: part_of(series, 1).iter().map(|&at| rows::series(context, at)).collect(),
        total: series.len(),
        shelf: shelf(&href, 0, series.len()),
        feeds: feeds(context, at),
        json_href: format!("{href}{}", route::JSON),
    }
}

/// Those of its series that wait or are discussed, most recently updated first.
fn open(context: &Context, at: WatchAt) -> Vec<SeriesAt> {
    let is_open = |series: &SeriesAt| context.catalog.lives[*series].state.is_open();
    context.site.watches[at].series.iter().copied().filter(is_open).collect()
}

/// The feeds of a watch, each with what is in it.
pub fn feeds(context: &Context, at: WatchAt) -> Vec<FeedRow> {
    let row = |only: Option<Only>| {
        let title = only.map_or("versions-and-endings", Only::title);
        subscribe::row(context, Topic::Watch(at, only), &context.text(title))
    };
    std::iter::once(None).chain(Only::ALL.map(Some)).map(row).collect()
}

/// What a watch looks for, in the order of its keys.
fn sought(context: &Context, at: WatchAt) -> Vec<Sought> {
    let watch = &context.site.watches[at];
    let plain = |texts: &[String]| -> Vec<SoughtText> {
        texts.iter().map(|text| SoughtText { title: context.shown(text), href: None }).collect()
    };
    let page_of = |domain: Option<DomainAt>| domain.map(|at| Page::Domain(at).href(context));
    let of_domain = |name: &String| SoughtText {
        title: context.shown(name),
        href: page_of(context.catalog.domain_called(name)),
    };
    let person = |PersonLink { name, href, .. }: PersonLink| SoughtText { title: name, href };
    let people = watch.people.iter().map(|&at| person(context.author_person(at)));
    let all = [
        ("sought-files", true, plain(&watch.own.files)),
        ("sought-words", false, plain(&watch.own.words)),
        ("sought-tags", false, plain(&watch.own.tags)),
        ("heading-people", false, people.collect()),
        ("sought-companies", false, watch.own.companies.iter().map(of_domain).collect()),
        ("nav-domains", false, watch.own.domains.iter().map(of_domain).collect()),
    ];
    let there = all.into_iter().filter(|(_, _, texts)| !texts.is_empty());
    there.map(|(title, exact, texts)| Sought { title: context.text(title), exact, texts }).collect()
}

/// A watch, for programs.
#[derive(Serialize)]
struct Data<'a> {
    schema: u32,
    watch: &'a str,
    name: String,
    /// Most recently updated first.
    series: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    series: &'a Key<Series>,
    title: String,
    state: &'static str,
    version: String,
    patches: usize,
    author: PersonLink,
    /// The day of the newest version.
    since: String,
}

/// All series of a watch as JSON.
pub fn json(context: &Context, at: WatchAt) -> String {
    let catalog = context.catalog;
    let row = |&at: &SeriesAt| {
        let row = rows::series(context, at);
        Row {
            series: &catalog.series[at].key,
            title: row.title,
            state: row.state.word,
            version: row.version,
            patches: row.patches,
            author: row.author,
            since: date_of(catalog.moved(at)).to_string(),
        }
    };
    let watch = &context.site.watches[at];
    data::text(&Data {
        schema: data::SCHEMA,
        watch: &watch.own.slug,
        name: context.watch_name(at),
        series: watch.series.iter().map(row).collect(),
    })
}
