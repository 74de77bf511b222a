//! What every page has: its title and address, where it is in the navigation, its feeds.

use super::context::Context;
use super::news::topic;
use super::page::{Job, Page, StatisticsOf};
use super::title::link;
use crate::catalog::{List, ListAt};
use crate::config::Extra;
use crate::position::At;
use crate::site::{Named, route, view};

/// What all pages share.
pub fn frame(context: &Context, named: Named) -> view::Frame {
    let list = |(at, list): (ListAt, &List)| link(&list.name, context.routes.digests(at));
    let figures = |(at, list): (ListAt, &List)| link(&list.name, context.routes.statistics(at));
    let page = |&at: &usize| link(context.site.content.pages[at].title(), Page::Markdown(at).href(context));
    view::Frame {
        title: context.site.title.to_owned(),
        language: context.site.language.tag().to_owned(),
        from_right: context.site.language.is_from_right(),
        style: named.style,
        search_style: named.search_style,
        search_script: named.search_script,
        lists: context.site.lists.iter_at().map(list).collect(),
        digests: digests_of_first_list(context),
        statistics: context.site.lists.iter_at().map(figures).collect(),
        has: extras(context),
        watches: !context.site.watches.is_empty(),
        pages: context.placed.pages.iter().map(page).collect(),
    }
}

/// The digests that "Digests" leads to in every page's navigation.
pub fn digests_of_first_list(context: &Context) -> String {
    if context.site.lists.is_empty() { route::HOME.to_owned() } else { context.routes.digests(At::FIRST) }
}

fn extras(context: &Context) -> view::Extras {
    let has = |extra| context.site.has(extra);
    view::Extras {
        series_json: has(Extra::SeriesJson),
        author_json: has(Extra::AuthorJson),
        series_feeds: has(Extra::SeriesFeeds),
        author_feeds: has(Extra::AuthorFeeds),
        subsystem_rss: has(Extra::SubsystemRss),
    }
}

/// The head of a part of a page.
pub fn head(context: &Context, job: Job, title: &str, description: &str) -> view::PageHead {
    let href = job.href(context);
    view::PageHead {
        root: route::root_from(&href),
        title: context.shown(title),
        part: job.number(),
        description: context.shown(description),
        canonical: format!("{}{href}", context.site.base_url),
        kind: kind(job.page),
        section: section(context, job.page),
        feeds: topic::links_of_page(context, job.page),
    }
}

/// What Open Graph calls a page.
fn kind(page: Page) -> &'static str {
    match page {
        Page::Digest(_) | Page::Series(_) | Page::Markdown(_) => "article",
        Page::Author(_) => "profile",
        Page::Home | Page::Digests(..) | Page::Moved(..) | Page::Subsystem(_) | Page::Domain(_) => "website",
        Page::MovedDomain(..) | Page::Quarter(..) | Page::Directory(_) | Page::AllDirectories => "website",
        Page::Queue(_) | Page::Statistics(_) | Page::AllSeries | Page::AllAuthors => "website",
        Page::AllSubsystems | Page::AllDomains | Page::AllWatches | Page::Watch(_) => "website",
        Page::Search | Page::SearchSyntax | Page::Subscribe | Page::Area => "website",
        Page::Developers | Page::NotFound => "website",
    }
}

/// The entry of the navigation that a page belongs to.
fn section(context: &Context, page: Page) -> String {
    let name = match page {
        Page::Home => "home",
        Page::Digests(..) | Page::Digest(_) => "digests",
        Page::Series(_) | Page::AllSeries => "series",
        Page::Author(_) | Page::Moved(..) | Page::AllAuthors => "authors",
        Page::Subsystem(_) | Page::AllSubsystems => "subsystems",
        // The list of subsystems leads to them.
        Page::Directory(_) | Page::AllDirectories => "subsystems",
        Page::Domain(_) | Page::MovedDomain(..) | Page::Quarter(..) | Page::AllDomains => "domains",
        Page::Watch(_) | Page::AllWatches => "watches",
        Page::Queue(_) => "queue",
        Page::Statistics(StatisticsOf::Subsystem(_)) => "subsystems",
        Page::Statistics(StatisticsOf::List(_) | StatisticsOf::Year(..)) => "digests",
        Page::Search => "search",
        Page::Subscribe => "feeds",
        Page::Area => "area",
        Page::Developers => "developers",
        Page::SearchSyntax | Page::NotFound => "",
        Page::Markdown(_) => return page.href(context),
    };
    name.to_owned()
}
