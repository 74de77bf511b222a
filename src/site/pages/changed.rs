//! When each page was last changed by a mail.

use super::context::Context;
use super::page::{Page, StatisticsOf};
use crate::catalog::{DigestAt, SeriesAt};

/// When a page was last changed by a mail, seconds since 1970; `None` if it does not depend on mails.
pub fn changed(context: &Context, page: Page) -> Option<i64> {
    let catalog = context.catalog;
    let until = |at: &DigestAt| catalog.digests[*at].until;
    let said = |series: &[SeriesAt]| series.iter().map(|&at| catalog.lives[at].last).max();
    match page {
        Page::Digest(at) => Some(until(&at)),
        Page::Digests(list, period) => {
            let digests = context.index.timeline[list].iter();
            digests.filter(|&&at| period.holds(context.month_of(at))).map(until).max()
        }
        Page::Series(at) => said(&[at]),
        Page::Author(at) | Page::Moved(at, _) => {
            said(&catalog.authors[at].series).max(catalog.authors[at].last)
        }
        Page::Subsystem(at) => said(&catalog.subsystems[at].series),
        Page::Directory(at) => said(&context.site.directories.all[at].series),
        Page::Watch(at) => said(&context.site.watches[at].series),
        Page::Queue(Some(at)) => said(&catalog.subsystems[at].series),
        Page::Statistics(StatisticsOf::List(list)) => context.index.figures_of(list).events.last(None),
        Page::Statistics(StatisticsOf::Year(list, year)) => {
            context.index.figures_of(list).events.last(Some(year))
        }
        Page::Statistics(StatisticsOf::Subsystem(at)) => said(&catalog.subsystems[at].series),
        Page::Domain(at) | Page::MovedDomain(at, _) => {
            let domain = &catalog.domains[at];
            let authors = domain.authors.iter();
            let sent = authors.filter_map(|&(author, _)| catalog.authors[author].last).max();
            sent.max(said(&domain.series)).max(context.index.dealings(at).last().map(|&(time, _)| time))
        }
        Page::Quarter(at, quarter) => {
            let (_, end) = quarter.span();
            let before = context.index.dealings(at).iter().rev().find(|&&(time, _)| time < end);
            before.map(|&(time, _)| time)
        }
        Page::Home
        | Page::Queue(None)
        | Page::AllSeries
        | Page::AllAuthors
        | Page::AllSubsystems
        | Page::AllDirectories
        | Page::AllDomains
        | Page::AllWatches => (!catalog.digests.is_empty()).then(|| catalog.now()),
        Page::Markdown(_)
        | Page::Search
        | Page::SearchSyntax
        | Page::Subscribe
        | Page::Area
        | Page::Developers
        | Page::NotFound => None,
    }
}
