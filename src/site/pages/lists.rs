//! The lists of everything, and the pages that the owner writes.

use std::collections::BTreeMap;

use super::digest::view_month;
use super::parts::pager_of;
use super::{Job, Pages, clip, counted, day, link, pager, part_of, plural};
use crate::catalog::{DigestAt, Filed, ListAt, SeriesAt};
use crate::digest::Status;
use crate::position::At;
use crate::site::view::{self, DigestRow, IndexRow, SeriesRow};
use crate::site::{markdown, route};

/// Digests on the page of a list or a year.
const NEWEST: usize = 20;
/// Titles shown with a digest in a list.
const HIGHLIGHTS: usize = 3;

impl Pages<'_> {
    /// The lists of everything, with how much is in each.
    pub(super) fn totals(&self) -> Vec<view::Counted> {
        let catalog = self.site.catalog;
        let total = |title: &str, href: &str, count| counted(title, href.to_owned(), count);
        vec![
            total("digests", &self.routes_of_first_list(), catalog.digests.len()),
            total("series", route::ALL_SERIES, catalog.series.len()),
            total("authors", route::ALL_AUTHORS, catalog.authors.len()),
            total("subsystems", route::ALL_SUBSYSTEMS, catalog.subsystems.len()),
            total("domains", route::ALL_DOMAINS, catalog.domains.len()),
        ]
    }

    fn routes_of_first_list(&self) -> String {
        if self.site.lists.is_empty() { route::HOME.to_owned() } else { self.routes.digests(At::FIRST) }
    }

    /// The newest digests of all lists.
    pub fn newest_digests(&self, most: usize) -> Vec<DigestAt> {
        let newest_first = |at, filed: &Filed| std::cmp::Reverse((filed.until, filed.since, at));
        let mut order = self.site.catalog.digests.sorted_by_key(newest_first);
        order.truncate(most);
        order
    }

    /// The view of a list of digests: all, of a year, or of a month.
    pub fn digests(&self, list: ListAt, year: Option<i16>, month: Option<i8>, part: usize) -> view::Digests {
        let name = &self.site.lists[list].name;
        let within = |&&at: &&DigestAt| {
            let (of_year, of_month) = self.month_of(at);
            year.is_none_or(|year| year == of_year) && month.is_none_or(|month| month == of_month)
        };
        let digests: Vec<DigestAt> = self.timeline[list].iter().rev().filter(within).copied().collect();
        let mut periods: BTreeMap<(i16, i8), usize> = BTreeMap::new();
        for &at in &digests {
            let (of_year, of_month) = self.month_of(at);
            *periods.entry((of_year, if year.is_some() { of_month } else { 0 })).or_default() += 1;
        }
        let period = |(&(year, month), &count): (&(i16, i8), &usize)| match month {
            0 => counted(&year.to_string(), self.routes.year(list, year), count),
            _ => counted(&view_month(year, month), self.routes.month(list, year, month), count),
        };
        let all = link(&format!("{name} digests"), self.routes.digests(list));
        let (title, up) = match (year, month) {
            (Some(year), Some(month)) => (
                format!("{name}, {}", view_month(year, month)),
                vec![all, link(&year.to_string(), self.routes.year(list, year))],
            ),
            (Some(year), None) => (format!("{name}, {year}"), vec![all]),
            _ => (format!("{name} digests"), Vec::new()),
        };
        let job = Job::Digests { list, year, month, part };
        let first = Job::Digests { list, year, month, part: 1 };
        let (shown, pager) = match month {
            Some(_) => (part_of(&digests, part), pager(&self.href(&first), part, digests.len())),
            None => {
                (&digests[..digests.len().min(NEWEST)], pager_of(&self.href(&first), 1, 1, digests.len()))
            }
        };
        let description = format!("{} of {name}, newest first.", plural(digests.len(), "digest", "digests"));
        view::Digests {
            page: self.page(&job, "digests", &title, &description),
            list: name.clone(),
            up,
            periods: if month.is_some() { Vec::new() } else { periods.iter().rev().map(period).collect() },
            digests: shown.iter().map(|&at| self.digest_row(at)).collect(),
            pager,
        }
    }

    pub fn digest_row(&self, at: DigestAt) -> DigestRow {
        let filed = &self.site.catalog.digests[at];
        let new = filed.digest.entries.iter().filter(|entry| entry.status == Status::New);
        let titles = new.filter(|entry| entry.index.is_none_or(|index| index == 0));
        let mut highlights: Vec<String> =
            titles.take(HIGHLIGHTS).map(|entry| self.shown(&entry.title)).collect();
        if highlights.is_empty() {
            highlights = self.talk_titles(at, HIGHLIGHTS);
        }
        DigestRow {
            title: clip(&filed.title),
            href: self.digest_href(at),
            list: self.site.lists[filed.list].name.clone(),
            time: day(filed.until),
            mails: filed.digest.mails,
            patches: filed.digest.patches,
            people: filed.digest.contributors.len(),
            discussions: self.discussions(at).len(),
            merged: filed.digest.merged.len(),
            highlights,
        }
    }

    pub(super) fn series_row(&self, at: SeriesAt) -> SeriesRow {
        let catalog = self.site.catalog;
        let series = &catalog.series[at];
        let newest = series.newest();
        let head = catalog.entry(newest.mails[0]);
        let first = newest.mails.iter().copied().min().unwrap_or(newest.mails[0]);
        SeriesRow {
            title: self.shown(&series.title),
            href: self.series_href(at),
            version: format!("v{}", newest.version),
            revisions: series.revisions.len(),
            patches: newest.mails.iter().filter(|&&patch| !catalog.entry(patch).is_cover()).count(),
            author: self.person(&head.author),
            sender: self.sent_by(at),
            time: day(catalog.moved(at)),
            digest: Some(self.digest_link(catalog.patches[first].digest)),
            tags: head.tags.clone(),
            state: self.state(at),
            replies: catalog.lives[at].replies.len(),
            replies_to_newest: newest.mails.iter().map(|&mail| catalog.replies_to[mail].len()).sum(),
            age: self.age(at),
        }
    }

    /// The view of a part of the list of all series.
    pub fn all_series(&self, part: usize) -> view::SeriesList {
        let order = &self.moved;
        let description =
            format!("All {}, most recently updated first.", plural(order.len(), "series", "series"));
        view::SeriesList {
            page: self.page(&Job::AllSeries(part), "series", "Series", &description),
            series: part_of(order, part).iter().map(|&at| self.series_row(at)).collect(),
            pager: pager(route::ALL_SERIES, part, order.len()),
        }
    }

    /// The view of a part of the list of all authors.
    pub fn all_authors(&self, part: usize) -> view::AuthorList {
        let order = &self.busiest;
        let description = format!("All {}, most patches first.", plural(order.len(), "author", "authors"));
        view::AuthorList {
            page: self.page(&Job::AllAuthors(part), "authors", "Authors", &description),
            people: self.authors(part_of(order, part)),
            pager: pager(route::ALL_AUTHORS, part, order.len()),
        }
    }

    /// The view of a part of the list of all domains.
    pub fn all_domains(&self, part: usize) -> view::Index {
        let domains = &self.site.catalog.domains;
        let rows = part_of(domains, part).iter().map(|domain| IndexRow {
            title: clip(&domain.name),
            href: route::domain(&domain.key),
            count: domain.patches,
            depth: 0,
        });
        let description =
            format!("All {} of authors, most patches first.", plural(domains.len(), "domain", "domains"));
        view::Index {
            page: self.page(&Job::AllDomains(part), "domains", "Domains", &description),
            rows: rows.collect(),
            single: Vec::new(),
            pager: pager(route::ALL_DOMAINS, part, domains.len()),
        }
    }

    /// The view of a Markdown page.
    pub fn markdown(&self, at: usize) -> view::Markdown {
        let page = &self.site.content.pages[at];
        let description = page.front.description.clone().unwrap_or_else(|| self.site.title.to_owned());
        let section = self.href(&Job::Markdown(at));
        view::Markdown {
            page: self.page(&Job::Markdown(at), &section, &self.markdown_title(at), &description),
            body_html: markdown::to_html(&page.markdown),
        }
    }

    pub(super) fn markdown_title(&self, at: usize) -> String {
        let page = &self.site.content.pages[at];
        let name = page.path.rsplit('/').next().unwrap_or(&page.path);
        page.front.title.clone().unwrap_or_else(|| name.to_owned())
    }

    /// The view of the page for addresses that lead nowhere. It is served under any of them, so its links
    /// begin at the host.
    pub fn not_found(&self) -> view::NotFound {
        let mut page = self.page(&Job::NotFound, "", "Not found", "There is no page at this address.");
        let after_scheme = self.site.base_url.find("://").map_or(0, |at| at + 3);
        page.root = self.site.base_url[after_scheme..]
            .find('/')
            .map_or("/", |at| &self.site.base_url[after_scheme + at..])
            .to_owned();
        view::NotFound { page }
    }
}
