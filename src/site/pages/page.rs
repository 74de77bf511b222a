//! Which pages there are, in how many parts, and where.

use std::collections::BTreeSet;

use super::context::Context;
use super::parts::{parts, parts_of_shelf};
use crate::catalog::statistics::{self, dealings};
use crate::catalog::{
    AuthorAt, Catalog, DigestAt, DirectoryAt, DomainAt, ListAt, SeriesAt, SubsystemAt, WatchAt,
};
use crate::site::route;

/// A page of the site, all its parts together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    Home,
    Digests(ListAt, Period),
    Digest(DigestAt),
    Series(SeriesAt),
    Author(AuthorAt),
    /// Where the page of one of an author's addresses was: which of their former keys.
    Moved(AuthorAt, usize),
    Subsystem(SubsystemAt),
    Directory(DirectoryAt),
    /// A domain, or a company.
    Domain(DomainAt),
    /// Where the page of one of a company's domains was: which of them.
    MovedDomain(DomainAt, usize),
    /// A quarter of a company.
    Quarter(DomainAt, statistics::Period),
    /// What waits, on the whole site or in a subsystem.
    Queue(Option<SubsystemAt>),
    /// Figures.
    Statistics(StatisticsOf),
    AllSeries,
    AllAuthors,
    AllSubsystems,
    AllDirectories,
    AllDomains,
    AllWatches,
    /// What the operator looks for.
    Watch(WatchAt),
    /// A Markdown file of the owner, by its position.
    Markdown(usize),
    Search,
    SearchSyntax,
    Subscribe,
    /// What a reader picks.
    Area,
    Developers,
    NotFound,
}

/// The digests that a list of digests shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    All,
    Year(i16),
    Month(i16, i8),
}

impl Period {
    /// Whether a month is in it.
    pub fn holds(self, (year, month): (i16, i8)) -> bool {
        match self {
            Self::All => true,
            Self::Year(own) => own == year,
            Self::Month(own, own_month) => (own, own_month) == (year, month),
        }
    }
}

/// What a page of figures is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatisticsOf {
    List(ListAt),
    Year(ListAt, i16),
    Subsystem(SubsystemAt),
}

/// A part of a page, to be made. Parts count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Job {
    pub page: Page,
    pub part: usize,
}

impl Job {
    /// The only part of a page that has no others, or the first.
    pub fn first(page: Page) -> Self {
        Self { page, part: 1 }
    }

    pub fn href(self, context: &Context) -> String {
        let href = self.page.href(context);
        match self.number() {
            0 => href,
            number => route::numbered(&href, number),
        }
    }

    /// The number that readers know the part by; 0 for the page itself. Where a list grows, the page itself shows the
    /// newest rows, and number 1 the oldest.
    pub fn number(self) -> usize {
        match self.part {
            1 => 0,
            part if self.page.grows() => part - 1,
            part => part,
        }
    }

    /// Whether it is a numbered part of a list that grows.
    pub fn is_on_shelf(self) -> bool {
        self.part > 1 && self.page.grows()
    }
}

impl Page {
    /// The address of its first part.
    pub fn href(self, context: &Context) -> String {
        match self {
            Self::Home => route::HOME.to_owned(),
            Self::Search => route::SEARCH.to_owned(),
            Self::SearchSyntax => route::SEARCH_SYNTAX.to_owned(),
            Self::Subscribe => route::FEEDS.to_owned(),
            Self::Area => route::AREA.to_owned(),
            Self::Developers => route::DEVELOPERS.to_owned(),
            Self::NotFound => route::NOT_FOUND.to_owned(),
            Self::Digests(list, Period::All) => context.routes.digests(list),
            Self::Digests(list, Period::Year(year)) => context.routes.year(list, year),
            Self::Digests(list, Period::Month(year, month)) => context.routes.month(list, year, month),
            Self::Digest(at) => context.digest_href(at),
            Self::Series(at) => context.series_href(at),
            Self::Author(at) => context.author_href(at),
            Self::Moved(at, number) => {
                let former = context.catalog.authors[at].former_keys().nth(number);
                former.map_or_else(String::new, route::author)
            }
            Self::Subsystem(at) => context.subsystem_href(at),
            Self::Directory(at) => context.directory_href(at),
            Self::Domain(at) => route::domain(context.catalog.domain_key(at)),
            Self::MovedDomain(at, number) => {
                let former = context.catalog.domains[at].former_keys().nth(number);
                former.map_or_else(String::new, route::domain)
            }
            Self::Quarter(at, quarter) => {
                route::quarter(context.catalog.domain_key(at), &quarter.to_string())
            }
            Self::Queue(None) => route::QUEUE.to_owned(),
            Self::Queue(Some(at)) => route::queue(context.catalog.subsystem_key(at)),
            Self::Statistics(StatisticsOf::List(list)) => context.routes.statistics(list),
            Self::Statistics(StatisticsOf::Year(list, year)) => context.routes.statistics_of_year(list, year),
            Self::Statistics(StatisticsOf::Subsystem(at)) => {
                route::statistics(context.catalog.subsystem_key(at))
            }
            Self::AllSeries => route::ALL_SERIES.to_owned(),
            Self::AllAuthors => route::ALL_AUTHORS.to_owned(),
            Self::AllSubsystems => route::ALL_SUBSYSTEMS.to_owned(),
            Self::AllDirectories => route::ALL_DIRECTORIES.to_owned(),
            Self::AllDomains => route::ALL_DOMAINS.to_owned(),
            Self::AllWatches => route::WATCHES.to_owned(),
            Self::Watch(at) => route::watch(&context.site.watches[at].own),
            Self::Markdown(at) => route::markdown(&context.site.content.pages[at].path),
        }
    }

    /// Whether it is a list to which rows are added for ever.
    fn grows(self) -> bool {
        matches!(
            self,
            Self::AllSeries
                | Self::AllAuthors
                | Self::Author(_)
                | Self::Subsystem(_)
                | Self::Directory(_)
                | Self::Watch(_)
        )
    }

    /// How many parts it has.
    fn parts(self, context: &Context) -> usize {
        let catalog = context.catalog;
        match self {
            Self::Digest(at) => context.layouts.digests[at].len(),
            Self::Series(at) => context.layouts.series[at].len(),
            Self::Digests(list, period @ Period::Month(..)) => {
                let digests = context.index.timeline[list].iter();
                parts(digests.filter(|&&at| period.holds(context.month_of(at))).count())
            }
            Self::Author(at) => parts_of_shelf(catalog.authors[at].series.len()),
            Self::Subsystem(at) => parts_of_shelf(catalog.subsystems[at].series.len()),
            Self::Directory(at) => parts_of_shelf(context.site.directories.all[at].series.len()),
            Self::Domain(at) => parts(catalog.domains[at].authors.len()),
            Self::Queue(of) => parts(context.queue(of).len()),
            Self::AllSeries => parts_of_shelf(catalog.series.len()),
            Self::AllAuthors => parts_of_shelf(catalog.authors.len()),
            Self::AllSubsystems => parts(catalog.subsystems.len()),
            Self::AllDomains => parts(catalog.domains.len()),
            Self::AllWatches => parts(context.site.watches.len()),
            Self::Watch(at) => parts_of_shelf(context.site.watches[at].series.len()),
            // These show the newest digests only.
            Self::Digests(_, Period::All | Period::Year(_)) => 1,
            Self::Home | Self::Search | Self::Subscribe | Self::Area | Self::AllDirectories => 1,
            Self::SearchSyntax | Self::Developers | Self::NotFound => 1,
            Self::Moved(..) | Self::MovedDomain(..) | Self::Quarter(..) => 1,
            Self::Markdown(_) | Self::Statistics(_) => 1,
        }
    }

    /// Whether it can be that of one list, and not of the whole site.
    pub fn may_be_of_one_list(self) -> bool {
        match self {
            Self::Home | Self::Search | Self::SearchSyntax | Self::Subscribe | Self::Area => false,
            Self::Developers | Self::NotFound | Self::Queue(None) | Self::Markdown(_) => false,
            Self::AllSeries | Self::AllAuthors | Self::AllSubsystems | Self::AllDirectories => false,
            Self::AllDomains | Self::AllWatches | Self::Watch(_) => false,
            Self::Digests(..) | Self::Digest(_) | Self::Series(_) | Self::Author(_) | Self::Moved(..) => true,
            Self::Subsystem(_) | Self::Directory(_) | Self::Domain(_) | Self::MovedDomain(..) => true,
            Self::Quarter(..) | Self::Queue(Some(_)) | Self::Statistics(_) => true,
        }
    }

    /// Whether the site map for search engines lists it.
    pub fn is_in_sitemap(self) -> bool {
        !matches!(self, Self::NotFound | Self::Moved(..) | Self::MovedDomain(..))
    }
}

/// Every part of every page of the site.
pub fn jobs(context: &Context) -> Vec<Job> {
    let parts = |page: Page| (1..=page.parts(context)).map(move |part| Job { page, part });
    pages(context).into_iter().flat_map(parts).collect()
}

/// Whether a subsystem has a queue of its own. One of a single series has none, and one that has it keeps it.
pub fn has_queue(catalog: &Catalog, at: SubsystemAt) -> bool {
    catalog.subsystems[at].series.len() > 1
}

/// All pages of figures.
fn figures(context: &Context) -> Vec<Page> {
    let mut figures = Vec::new();
    for (list, counted) in context.index.figures_of_lists() {
        let years = counted.events.by_year().into_iter();
        figures.push(StatisticsOf::List(list));
        figures.extend(years.map(|quarters| StatisticsOf::Year(list, quarters[0].year())));
    }
    figures.extend(context.index.subsystems_with_figures().map(StatisticsOf::Subsystem));
    figures.into_iter().map(Page::Statistics).collect()
}

fn pages(context: &Context) -> Vec<Page> {
    let catalog = context.catalog;
    let mut pages = vec![
        Page::Home,
        Page::Search,
        Page::SearchSyntax,
        Page::Subscribe,
        Page::Area,
        Page::Developers,
        Page::NotFound,
    ];
    for (list, digests) in context.index.timeline.iter_at() {
        let months: BTreeSet<(i16, i8)> = digests.iter().map(|&at| context.month_of(at)).collect();
        let years: BTreeSet<i16> = months.iter().map(|&(year, _)| year).collect();
        pages.push(Page::Digests(list, Period::All));
        pages.extend(years.into_iter().map(|year| Page::Digests(list, Period::Year(year))));
        pages.extend(months.into_iter().map(|(year, month)| Page::Digests(list, Period::Month(year, month))));
    }
    pages.extend(catalog.digests.positions().map(Page::Digest));
    pages.extend(catalog.series.positions().map(Page::Series));
    for (at, author) in catalog.authors.iter_at() {
        pages.push(Page::Author(at));
        pages.extend((0..author.former_keys().count()).map(|number| Page::Moved(at, number)));
    }
    pages.extend(catalog.subsystems.positions().map(Page::Subsystem));
    pages.push(Page::Queue(None));
    pages.extend(
        catalog.subsystems.positions().filter(|&at| has_queue(catalog, at)).map(|at| Page::Queue(Some(at))),
    );
    pages.extend(figures(context));
    let directories = &context.site.directories.all;
    if !directories.is_empty() {
        pages.push(Page::AllDirectories);
    }
    pages.extend(directories.positions().map(Page::Directory));
    for (at, domain) in catalog.domains.iter_at() {
        pages.push(Page::Domain(at));
        pages.extend((0..domain.former_keys().count()).map(|number| Page::MovedDomain(at, number)));
        let quarters = dealings::quarters(context.index.dealings(at)).into_iter();
        pages.extend(quarters.map(|quarter| Page::Quarter(at, quarter)));
    }
    pages.extend([Page::AllSeries, Page::AllAuthors, Page::AllSubsystems, Page::AllDomains]);
    if !context.site.watches.is_empty() {
        pages.push(Page::AllWatches);
    }
    pages.extend(context.site.watches.positions().map(Page::Watch));
    pages.extend(context.placed.pages.iter().map(|&at| Page::Markdown(at)));
    pages
}
