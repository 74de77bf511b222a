//! The pages: which there are, and the view of each.

mod addresses;
mod backports;
mod data;
mod digest;
pub mod feed;
mod home;
mod job;
mod life;
mod lists;
mod matrix;
mod parts;
mod people;
mod revisions;
mod search;
mod series;
mod steps;
mod subsystem;
mod subsystems;
mod text;
mod threads;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::tz::TimeZone;
use jiff::{Timestamp, civil::Date};

use super::chart::{self, Axis};
use super::route::{self, Routes};
use super::view::{self, Counted, Link, Person, Stat, Time};
use super::{Site, markdown};
use crate::archive::date_of;
use crate::catalog::{
    Author, AuthorAt, DigestAt, Filed, List, ListAt, PatchAt, Series, SeriesAt, SubsystemAt,
};
use crate::error::{Error, Result};
use crate::mail::{Address, Diffstat};
use crate::position::Table;
pub use job::Job;
use job::{kind_of, part_number};
use parts::{pager, part_of};

/// Titles longer than this are cut in HTML; the texts and the JSON have them whole.
const LONGEST_TITLE: usize = 300;

/// Makes views from the catalog.
pub struct Pages<'a> {
    pub(super) site: &'a Site<'a>,
    pub(super) routes: Routes,
    /// Digests of each list, oldest first.
    timeline: Table<List, Vec<DigestAt>>,
    /// The place of each digest in its list's timeline.
    place: Table<Filed, usize>,
    /// Lists that each series was posted to.
    series_lists: Table<Series, BTreeSet<ListAt>>,
    /// The editor's note of each digest that has one, as HTML.
    notes: BTreeMap<DigestAt, String>,
    /// Positions of the Markdown pages that are pages.
    markdown: Vec<usize>,
    /// All series, most recently updated first.
    moved: Vec<SeriesAt>,
    /// All authors, those of most patches first.
    busiest: Vec<AuthorAt>,
    /// The keys of the domains that have a page, by name.
    domains: HashMap<&'a str, &'a str>,
    /// The series of each mail, by Message-ID.
    series_of_mail: HashMap<&'a str, SeriesAt>,
    /// For each author, who did something for how many of their series.
    reviewers: Table<Author, BTreeMap<AuthorAt, usize>>,
    /// The time that pictures of everything show.
    whole: Axis,
}

impl<'a> Pages<'a> {
    /// Finds out what there is. Notes that belong to no digest, and pages whose address is taken, are errors.
    pub fn new(site: &'a Site<'a>) -> Result<Self> {
        let catalog = site.catalog;
        let mut timeline = site.lists.filled(Vec::new());
        for (at, filed) in catalog.digests.iter_at() {
            timeline[filed.list].push(at);
        }
        let mut place = catalog.digests.filled(0);
        for digests in &mut timeline {
            digests.sort_by_key(|&at| {
                let filed = &catalog.digests[at];
                (filed.until, filed.since, filed.name.as_str())
            });
            digests.iter().enumerate().for_each(|(index, &at)| place[at] = index);
        }
        let mut series_lists = catalog.series.filled(BTreeSet::new());
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
            moved: catalog.by_movement(catalog.series.positions()),
            busiest: catalog.authors.sorted_by_key(|_, author| std::cmp::Reverse(author.patches)),
            domains: catalog
                .domains
                .iter()
                .map(|domain| (domain.name.as_str(), domain.key.as_str()))
                .collect(),
            series_of_mail: text::series_of_mail(catalog),
            reviewers: people::reviewers(catalog),
            whole: Axis::whole(
                catalog.patches.first().map_or(catalog.now, |_| catalog.entry(PatchAt::FIRST).sent),
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
                let mend = "set `digest` to FROM..TO, or to a digest's name, as in its URL";
                let digest = self.find_digest(window).ok_or_else(|| {
                    Error::new(file(), format!("there is no digest {window} for this note"), mend)
                })?;
                self.notes.entry(digest).or_default().push_str(&markdown::to_html(&page.markdown));
            } else if page.path != "_index" {
                let href = route::markdown(&page.path);
                if self.is_taken(&href) {
                    let problem = format!("another page already has the URL /{href}");
                    return Err(Error::new(file(), problem, "rename the file"));
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
            || self.site.lists.positions().any(|list| href.starts_with(&self.routes.digests(list)))
            || self.markdown.iter().any(|&at| href == self.href(&Job::Markdown(at)))
    }

    /// The digest of a window `FROM..TO`, or of that name.
    fn find_digest(&self, window: &str) -> Option<DigestAt> {
        let digests = self.site.catalog.digests;
        let fits = |abbreviated: &str, id: &str| {
            abbreviated.len() >= 4 && (id.starts_with(abbreviated) || abbreviated.starts_with(id))
        };
        match window.split_once("..") {
            Some((from, to)) => {
                digests.find(|filed| fits(from, &filed.digest.from) && fits(to, &filed.digest.to))
            }
            None => digests.find(|filed| filed.name == window),
        }
    }

    /// What all pages share; `style` is the address of the style sheet.
    pub fn site_view(&self, style: String) -> view::Site {
        let list = |(at, list): (ListAt, &List)| link(&list.name, self.routes.digests(at));
        view::Site {
            title: self.site.title.to_owned(),
            language: self.site.language.to_owned(),
            style,
            lists: self.site.lists.iter_at().map(list).collect(),
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
            part: part_number(job),
            description: self.shown(description),
            canonical: format!("{}{href}", self.site.base_url),
            kind: kind_of(job),
            section: section.to_owned(),
            feeds: self.feeds_of(job),
        }
    }

    pub(super) fn digest_href(&self, at: DigestAt) -> String {
        let filed = &self.site.catalog.digests[at];
        self.routes.digest(filed.list, &filed.name)
    }

    pub(super) fn series_href(&self, at: SeriesAt) -> String {
        route::series(&self.site.catalog.series[at].key)
    }

    fn digest_link(&self, at: DigestAt) -> Link {
        link(&self.site.catalog.digests[at].title, self.digest_href(at))
    }

    fn month_of(&self, digest: DigestAt) -> (i16, i8) {
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
    fn author_person(&self, at: AuthorAt) -> Person {
        self.person(&self.site.catalog.authors[at].address)
    }

    fn subsystem_links(&self, series: SeriesAt) -> Vec<Link> {
        let subsystems = &self.site.catalog.subsystems;
        let of = |&at: &SubsystemAt| link(&self.subsystem_name(at), route::subsystem(&subsystems[at].path));
        self.site.catalog.series[series].subsystems.iter().map(of).collect()
    }

    /// `KVM › x86 › mmu`
    fn subsystem_name(&self, at: SubsystemAt) -> String {
        let subsystem = &self.site.catalog.subsystems[at];
        match subsystem.parent {
            Some(parent) => format!("{} › {}", self.subsystem_name(parent), subsystem.name),
            None => subsystem.name.clone(),
        }
    }

    /// Patch mails over the years, as a picture.
    fn activity(&self, patches: impl Iterator<Item = PatchAt>) -> Option<view::Chart> {
        let events = patches.map(|patch| (0, self.site.catalog.entry(patch).sent));
        let buckets = self.whole.count(1, events);
        let label = format!("Patch mails by {}", self.whole.unit());
        chart::columns(label, buckets, &["patches"], &[["patch mail", "patch mails"]])
    }

    /// The mail in its list's public archive.
    fn mail_href(&self, list: ListAt, message_id: Option<&str>) -> Option<String> {
        Some(route::mail(self.site.lists[list].url.as_deref()?, message_id?))
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
