//! The pages: which there are, and the view of each.

mod data;
mod digest;
pub mod feed;
mod home;
mod life;
mod lists;
mod people;
mod search;
mod series;
mod steps;
mod subsystem;
mod text;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use jiff::tz::TimeZone;
use jiff::{Timestamp, civil::Date};

use super::chart::{self, Axis};
use super::route::{self, Routes};
use super::view::{self, Counted, Link, Pager, Person, Stat, Time};
use super::{Site, markdown};
use crate::archive::date_of;
use crate::catalog::Author;
use crate::error::{Error, Result};
use crate::mail::{Address, Diffstat};

/// Rows of a long list on one page.
const ROWS: usize = 100;
/// Titles longer than this are cut in HTML; the texts and the JSON have them whole.
const LONGEST_TITLE: usize = 300;

/// A page to be made. Numbers are positions; those of parts count from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Job {
    Home,
    Digests { list: usize, year: Option<i16>, month: Option<i8> },
    Digest(usize),
    Series(usize),
    Author(usize, usize),
    Subsystem(usize, usize),
    Domain(usize, usize),
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

/// Makes views from the catalog.
pub struct Pages<'a> {
    pub(super) site: &'a Site<'a>,
    pub(super) routes: Routes,
    /// Digests of each list, oldest first.
    timeline: Vec<Vec<usize>>,
    /// The place of each digest in its list's timeline.
    place: Vec<usize>,
    /// Lists that each series was posted to.
    series_lists: Vec<BTreeSet<usize>>,
    /// The editor's note of each digest that has one, as HTML.
    notes: BTreeMap<usize, String>,
    /// Positions of the Markdown pages that are pages.
    markdown: Vec<usize>,
    /// All series, the one that moved last first.
    moved: Vec<usize>,
    /// All authors, those of most patches first.
    busiest: Vec<usize>,
    /// The domains that have a page.
    domains: HashSet<&'a str>,
    /// The series of each mail, by Message-ID.
    series_of_mail: HashMap<&'a str, usize>,
    /// For each author, who did something for how many of their series.
    reviewers: Vec<BTreeMap<usize, usize>>,
    /// The time that pictures of everything show.
    whole: Axis,
}

impl<'a> Pages<'a> {
    /// Finds out what there is. Notes that belong to no digest, and pages whose address is taken, are errors.
    pub fn new(site: &'a Site<'a>) -> Result<Self> {
        let catalog = site.catalog;
        let mut timeline = vec![Vec::new(); site.lists.len()];
        for (at, filed) in catalog.digests.iter().enumerate() {
            timeline[filed.list].push(at);
        }
        let mut place = vec![0; catalog.digests.len()];
        for digests in &mut timeline {
            digests.sort_by_key(|&at| {
                let filed = &catalog.digests[at];
                (filed.until, filed.since, filed.name.as_str())
            });
            digests.iter().enumerate().for_each(|(index, &at)| place[at] = index);
        }
        let mut series_lists = vec![BTreeSet::new(); catalog.series.len()];
        for (filed, patches) in catalog.digests.iter().zip(&catalog.patch_of) {
            for &patch in patches {
                series_lists[catalog.patches[patch].series].insert(filed.list);
            }
        }
        let mut pages = Self {
            site,
            routes: Routes::new(site.lists.iter().map(|list| list.name.as_str())),
            timeline,
            place,
            series_lists,
            notes: BTreeMap::new(),
            markdown: Vec::new(),
            moved: catalog.by_movement(0..catalog.series.len()),
            busiest: busiest(&catalog.authors),
            domains: catalog.domains.iter().map(|domain| domain.name.as_str()).collect(),
            series_of_mail: text::series_of_mail(catalog),
            reviewers: people::reviewers(catalog),
            whole: Axis::whole(
                catalog.patches.first().map_or(catalog.now, |_| catalog.entry(0).arrived),
                catalog.now,
            ),
        };
        pages.file_content()?;
        Ok(pages)
    }

    fn file_content(&mut self) -> Result<()> {
        for (at, page) in self.site.content.pages.iter().enumerate() {
            let file = || page.file.display().to_string();
            if let Some(window) = &page.front.digest {
                let mend = "write the window as FROM..TO, or the digest's name as in its address";
                let digest = self.find_digest(window).ok_or_else(|| {
                    Error::new(file(), format!("there is no digest {window} for this note"), mend)
                })?;
                self.notes.entry(digest).or_default().push_str(&markdown::to_html(&page.markdown));
            } else if page.path != "_index" {
                let href = route::markdown(&page.path);
                if self.is_taken(&href) {
                    let problem = format!("the address /{href} is taken by another page");
                    return Err(Error::new(file(), problem, "give the file another name"));
                }
                self.markdown.push(at);
            }
        }
        Ok(())
    }

    /// Whether an address belongs to the site itself, or to a Markdown page before.
    fn is_taken(&self, href: &str) -> bool {
        let first = href.split('/').next().unwrap_or_default();
        first.is_empty()
            || route::RESERVED.contains(&first)
            || (0..self.site.lists.len()).any(|list| href.starts_with(&self.routes.digests(list)))
            || self.markdown.iter().any(|&at| href == self.href(&Job::Markdown(at)))
    }

    /// The digest of a window `FROM..TO`, or of that name.
    fn find_digest(&self, window: &str) -> Option<usize> {
        let digests = self.site.catalog.digests;
        let fits = |abbreviated: &str, id: &str| {
            abbreviated.len() >= 4 && (id.starts_with(abbreviated) || abbreviated.starts_with(id))
        };
        match window.split_once("..") {
            Some((from, to)) => {
                digests.iter().position(|filed| fits(from, &filed.digest.from) && fits(to, &filed.digest.to))
            }
            None => digests.iter().position(|filed| filed.name == window),
        }
    }

    /// Every page of the site.
    pub fn jobs(&self) -> Vec<Job> {
        let catalog = self.site.catalog;
        let mut jobs = vec![Job::Home, Job::Search, Job::Subscribe, Job::Developers, Job::NotFound];
        for (list, digests) in self.timeline.iter().enumerate() {
            let months: BTreeSet<(i16, i8)> = digests.iter().map(|&at| self.month_of(at)).collect();
            let years: BTreeSet<i16> = months.iter().map(|&(year, _)| year).collect();
            jobs.push(Job::Digests { list, year: None, month: None });
            jobs.extend(years.into_iter().map(|year| Job::Digests { list, year: Some(year), month: None }));
            let of_month = |(year, month)| Job::Digests { list, year: Some(year), month: Some(month) };
            jobs.extend(months.into_iter().map(of_month));
        }
        jobs.extend((0..catalog.digests.len()).map(Job::Digest));
        jobs.extend((0..catalog.series.len()).map(Job::Series));
        for (at, author) in catalog.authors.iter().enumerate() {
            jobs.extend(parts(author.series.len()).map(|part| Job::Author(at, part)));
        }
        for (at, subsystem) in catalog.subsystems.iter().enumerate() {
            jobs.extend(parts(subsystem.series.len()).map(|part| Job::Subsystem(at, part)));
        }
        for (at, domain) in catalog.domains.iter().enumerate() {
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
            Job::Digests { list, year, month } => match (year, month) {
                (Some(year), Some(month)) => self.routes.month(list, year, month),
                (Some(year), None) => self.routes.year(list, year),
                _ => self.routes.digests(list),
            },
            Job::Digest(at) => self.digest_href(at),
            Job::Series(at) => self.series_href(at),
            Job::Author(at, part) => route::part(&route::author(&catalog.authors[at].key), part),
            Job::Subsystem(at, part) => route::part(&route::subsystem(&catalog.subsystems[at].path), part),
            Job::Domain(at, part) => route::part(&route::domain(&catalog.domains[at].name), part),
            Job::AllSeries(part) => route::part(route::ALL_SERIES, part),
            Job::AllAuthors(part) => route::part(route::ALL_AUTHORS, part),
            Job::AllSubsystems(part) => route::part(route::ALL_SUBSYSTEMS, part),
            Job::AllDomains(part) => route::part(route::ALL_DOMAINS, part),
            Job::Markdown(at) => route::markdown(&self.site.content.pages[at].path),
        }
    }

    /// What all pages share; `style` is the address of the style sheet.
    pub fn site_view(&self, style: String) -> view::Site {
        let list = |(at, list): (usize, &super::List)| link(&list.name, self.routes.digests(at));
        view::Site {
            title: self.site.title.to_owned(),
            language: self.site.language.to_owned(),
            style,
            lists: self.site.lists.iter().enumerate().map(list).collect(),
            pages: self
                .markdown
                .iter()
                .map(|&at| link(&self.markdown_title(at), self.href(&Job::Markdown(at))))
                .collect(),
        }
    }

    fn page(&self, job: &Job, section: &str, title: &str, description: &str) -> view::Page {
        let href = self.href(job);
        view::Page {
            root: route::root_from(&href),
            title: self.shown(title),
            description: self.shown(description),
            canonical: format!("{}{href}", self.site.base_url),
            kind: kind_of(job),
            section: section.to_owned(),
            feeds: self.feeds_of(job),
        }
    }

    pub(super) fn digest_href(&self, at: usize) -> String {
        let filed = &self.site.catalog.digests[at];
        self.routes.digest(filed.list, &filed.name)
    }

    pub(super) fn series_href(&self, at: usize) -> String {
        route::series(&self.site.catalog.series[at].key)
    }

    fn digest_link(&self, at: usize) -> Link {
        link(&self.site.catalog.digests[at].title, self.digest_href(at))
    }

    fn month_of(&self, digest: usize) -> (i16, i8) {
        let date = date_of(self.site.catalog.digests[digest].until);
        (date.year(), date.month())
    }

    /// A text from a mail, on one line of a page: addresses as configured, and not too long.
    pub(super) fn shown(&self, text: &str) -> String {
        clip(&self.site.addresses.scrub(text))
    }

    /// A person as a mail names them, with their page if they have one.
    fn person(&self, address: &Address) -> Person {
        Person {
            name: if address.name.is_empty() { "(unknown)".to_owned() } else { self.shown(&address.name) },
            email: self.site.addresses.show(&address.email),
            href: self
                .site
                .catalog
                .author(address)
                .map(|at| route::author(&self.site.catalog.authors[at].key)),
        }
    }

    /// An author, under the spelling of their name that is used most.
    fn author_person(&self, at: usize) -> Person {
        self.person(&self.site.catalog.authors[at].address)
    }

    fn subsystem_links(&self, series: usize) -> Vec<Link> {
        let subsystems = &self.site.catalog.subsystems;
        let of = |&at: &usize| link(&self.subsystem_name(at), route::subsystem(&subsystems[at].path));
        self.site.catalog.series[series].subsystems.iter().map(of).collect()
    }

    /// `KVM › x86 › mmu`
    fn subsystem_name(&self, at: usize) -> String {
        let subsystem = &self.site.catalog.subsystems[at];
        match subsystem.parent {
            Some(parent) => format!("{} › {}", self.subsystem_name(parent), subsystem.name),
            None => subsystem.name.clone(),
        }
    }

    /// Patch mails over the years, as a picture.
    fn activity(&self, patches: impl Iterator<Item = usize>) -> Option<view::Chart> {
        let events = patches.map(|patch| (0, self.site.catalog.entry(patch).arrived));
        let buckets = self.whole.count(1, events);
        let label = format!("Patch mails in each {}", self.whole.unit());
        chart::columns(label, buckets, &["patches"], &[["patch mail", "patch mails"]])
    }

    /// The mail in its list's public archive.
    fn mail_href(&self, list: usize, message_id: Option<&str>) -> Option<String> {
        Some(route::mail(self.site.lists[list].url.as_deref()?, message_id?))
    }
}

/// What Open Graph calls a page.
fn kind_of(job: &Job) -> &'static str {
    match job {
        Job::Digest(_) | Job::Series(_) | Job::Markdown(_) => "article",
        Job::Author(..) => "profile",
        _ => "website",
    }
}

fn busiest(authors: &[Author]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..authors.len()).collect();
    order.sort_by_key(|&at| (std::cmp::Reverse(authors[at].patches), at));
    order
}

/// The numbers of a list's parts; an empty list has one.
fn parts(rows: usize) -> std::ops::RangeInclusive<usize> {
    1..=rows.div_ceil(ROWS).max(1)
}

/// The rows of one part.
fn part_of<T>(rows: &[T], part: usize) -> &[T] {
    rows.chunks(ROWS).nth(part - 1).unwrap_or_default()
}

fn pager(href: &str, part: usize, total: usize) -> Pager {
    let pages = *parts(total).end();
    Pager {
        number: part,
        pages,
        total,
        previous: (part > 1).then(|| route::part(href, part - 1)),
        next: (part < pages).then(|| route::part(href, part + 1)),
    }
}

fn link(title: &str, href: String) -> Link {
    Link { title: clip(title), href }
}

fn counted(title: &str, href: String, count: usize) -> Counted {
    Counted { title: clip(title), href, count }
}

/// A title that fits on a page. A subject can be as long as a mail.
fn clip(title: &str) -> String {
    match title.char_indices().nth(LONGEST_TITLE) {
        Some((end, _)) => format!("{}…", &title[..end]),
        None if title.is_empty() => "(no subject)".to_owned(),
        None => title.to_owned(),
    }
}

/// A moment, to the day, in UTC.
fn day(seconds: i64) -> Time {
    day_of(date_of(seconds))
}

fn day_of(date: Date) -> Time {
    Time { iso: date.to_string(), text: date.strftime("%-d %B %Y").to_string() }
}

/// A mail's own date, to the minute, in UTC.
fn minute(moment: Timestamp) -> Time {
    let time = TimeZone::UTC.to_datetime(moment);
    Time { iso: moment.to_string(), text: time.strftime("%-d %B %Y, %H:%M UTC").to_string() }
}

fn stat(diffstat: Option<Diffstat>) -> Option<Stat> {
    diffstat.map(|Diffstat { files, insertions, deletions }| Stat { files, insertions, deletions })
}

fn plural(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}
