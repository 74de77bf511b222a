//! Which pages there are, and where.

use std::collections::BTreeSet;

use super::Pages;
use super::parts::parts;
use crate::catalog::{AuthorAt, DigestAt, DomainAt, ListAt, SeriesAt, SubsystemAt};
use crate::site::route;

/// A page to be made. The numbers of parts count from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Job {
    Home,
    Digests {
        list: ListAt,
        year: Option<i16>,
        month: Option<i8>,
        part: usize,
    },
    Digest(DigestAt, usize),
    Series(SeriesAt, usize),
    Author(AuthorAt, usize),
    /// Where the page of one of an author's addresses was: the author, and which of them.
    Moved(AuthorAt, usize),
    Subsystem(SubsystemAt, usize),
    Domain(DomainAt, usize),
    AllSeries(usize),
    AllAuthors(usize),
    AllSubsystems(usize),
    AllDomains(usize),
    Markdown(usize),
    Search,
    Subscribe,
    Developers,
    NotFound,
}

impl Pages<'_> {
    /// Every page of the site.
    pub fn jobs(&self) -> Vec<Job> {
        let catalog = self.site.catalog;
        let mut jobs = vec![Job::Home, Job::Search, Job::Subscribe, Job::Developers, Job::NotFound];
        for (list, digests) in self.timeline.iter_at() {
            let months: BTreeSet<(i16, i8)> = digests.iter().map(|&at| self.month_of(at)).collect();
            let years: BTreeSet<i16> = months.iter().map(|&(year, _)| year).collect();
            jobs.push(Job::Digests { list, year: None, month: None, part: 1 });
            jobs.extend(years.into_iter().map(|year| Job::Digests {
                list,
                year: Some(year),
                month: None,
                part: 1,
            }));
            for (year, month) in months {
                let count = digests.iter().filter(|&&at| self.month_of(at) == (year, month)).count();
                let of_month = |part| Job::Digests { list, year: Some(year), month: Some(month), part };
                jobs.extend(parts(count).map(of_month));
            }
        }
        for at in catalog.digests.positions() {
            jobs.extend((1..=self.digest_parts(at).len()).map(|part| Job::Digest(at, part)));
        }
        for at in catalog.series.positions() {
            jobs.extend((1..=self.series_parts(at).len()).map(|part| Job::Series(at, part)));
        }
        for (at, author) in catalog.authors.iter_at() {
            jobs.extend(parts(author.series.len()).map(|part| Job::Author(at, part)));
            jobs.extend(self.moved_jobs(at));
        }
        for (at, subsystem) in catalog.subsystems.iter_at() {
            jobs.extend(parts(subsystem.series.len()).map(|part| Job::Subsystem(at, part)));
        }
        for (at, domain) in catalog.domains.iter_at() {
            jobs.extend(parts(domain.authors.len()).map(|part| Job::Domain(at, part)));
        }
        jobs.extend(parts(catalog.series.len()).map(Job::AllSeries));
        jobs.extend(parts(catalog.authors.len()).map(Job::AllAuthors));
        jobs.extend(parts(catalog.subsystems.len()).map(Job::AllSubsystems));
        jobs.extend(parts(catalog.domains.len()).map(Job::AllDomains));
        jobs.extend(self.markdown.iter().map(|&at| Job::Markdown(at)));
        jobs
    }

    /// The address of a page.
    pub fn href(&self, job: &Job) -> String {
        let catalog = self.site.catalog;
        match *job {
            Job::Home => route::HOME.to_owned(),
            Job::Search => route::SEARCH.to_owned(),
            Job::Subscribe => route::FEEDS.to_owned(),
            Job::Developers => route::DEVELOPERS.to_owned(),
            Job::NotFound => route::NOT_FOUND.to_owned(),
            Job::Digests { list, year, month, part } => match (year, month) {
                (Some(year), Some(month)) => route::part(&self.routes.month(list, year, month), part),
                (Some(year), None) => self.routes.year(list, year),
                _ => self.routes.digests(list),
            },
            Job::Digest(at, part) => route::part(&self.digest_href(at), part),
            Job::Series(at, part) => route::part(&self.series_href(at), part),
            Job::Author(at, part) => route::part(&route::author(&catalog.authors[at].key), part),
            Job::Moved(at, number) => self.moved_href(at, number),
            Job::Subsystem(at, part) => route::part(&route::subsystem(&catalog.subsystems[at].path), part),
            Job::Domain(at, part) => route::part(&route::domain(&catalog.domains[at].key), part),
            Job::AllSeries(part) => route::part(route::ALL_SERIES, part),
            Job::AllAuthors(part) => route::part(route::ALL_AUTHORS, part),
            Job::AllSubsystems(part) => route::part(route::ALL_SUBSYSTEMS, part),
            Job::AllDomains(part) => route::part(route::ALL_DOMAINS, part),
            Job::Markdown(at) => route::markdown(&self.site.content.pages[at].path),
        }
    }
}

/// Which part of a long page a job makes.
pub(super) fn part_number(job: &Job) -> usize {
    match *job {
        Job::Digests { part, .. }
        | Job::Digest(_, part)
        | Job::Series(_, part)
        | Job::Author(_, part)
        | Job::Subsystem(_, part)
        | Job::Domain(_, part)
        | Job::AllSeries(part)
        | Job::AllAuthors(part)
        | Job::AllSubsystems(part)
        | Job::AllDomains(part) => part,
        _ => 1,
    }
}

/// What Open Graph calls a page.
pub(super) fn kind_of(job: &Job) -> &'static str {
    match job {
        Job::Digest(..) | Job::Series(..) | Job::Markdown(_) => "article",
        Job::Author(..) => "profile",
        _ => "website",
    }
}
