//! A digest's page, and the files beside it.

use std::collections::BTreeMap;

use super::people::contributors;
use super::{Job, Pages, counted, day, link, minute, plural, stat};
use crate::catalog::Filed;
use crate::digest::{self, Status, grouping::Revision};
use crate::error::Result;
use crate::mail::changelog;
use crate::site::chart::share;
use crate::site::route;
use crate::site::view::{self, Posting, Superseded};

/// Characters of an author's changelog that are shown before the mail is unfolded.
const LONGEST_CHANGES: usize = 200;

/// Threads named at most.
const DISCUSSED: usize = 20;

/// Names and texts of the files beside a page.
type Files = Vec<(&'static str, String)>;

impl Pages<'_> {
    /// The view of a digest's page, and its text and JSON.
    pub fn digest(&self, at: usize) -> Result<(view::Digest, Files)> {
        let filed = &self.site.catalog.digests[at];
        let digest = self.with_bodies(at)?;
        let files = self.files(at, &digest);
        let timeline = &self.timeline[filed.list];
        let neighbour =
            |place: Option<usize>| place.and_then(|at| timeline.get(at)).map(|&at| self.digest_link(at));
        let (year, month) = self.month_of(at);
        let list = &self.site.lists[filed.list].name;
        let month_link =
            |month: i8| link(&view_month(year, month), self.routes.month(filed.list, year, month));
        let view = view::Digest {
            page: self.page(
                &Job::Digest(at),
                "digests",
                &format!("{list}: {}", filed.title),
                &self.summary(filed),
            ),
            list: list.clone(),
            up: vec![
                link(&format!("{list} digests"), self.routes.digests(filed.list)),
                link(&year.to_string(), self.routes.year(filed.list, year)),
                month_link(month),
            ],
            time: day(filed.until),
            window: format!("{}..{}", short(&digest.from), short(&digest.to)),
            older: neighbour(self.place[at].checked_sub(1)),
            newer: neighbour(Some(self.place[at] + 1)),
            mails: digest.mails,
            threads: digest.threads,
            patches: digest.patches,
            text_href: format!("{}{}", self.digest_href(at), route::TEXT),
            json_href: format!("{}{}", self.digest_href(at), route::JSON),
            original_href: (filed.original.is_some() && !filed.only_text)
                .then(|| format!("{}{}", self.digest_href(at), route::ORIGINAL)),
            only_text: filed.only_text,
            note_html: self.notes.get(&at).cloned(),
            new: self.postings(at, &digest, &route::root_from(&self.digest_href(at))),
            superseded: self.superseded(at, &digest),
            taken_up: self.taken_up(at),
            discussed: self.discussed(at, DISCUSSED),
            replies: self.site.catalog.reply_of[at].iter().flatten().count(),
            domains: self.domain_rows(&digest.domains),
            contributors: contributors(
                digest.contributors.iter().map(|row| (self.person(&row.author), row.patches)).collect(),
            ),
            left_out: left_out(&digest),
        };
        Ok((view, files))
    }

    /// What a digest is about, in a sentence.
    pub(super) fn summary(&self, filed: &Filed) -> String {
        let digest = &filed.digest;
        format!(
            "{} from {} in {}.",
            plural(digest.patches, "patch mail", "patch mails"),
            plural(digest.contributors.len(), "person", "people"),
            plural(digest.series.len(), "series", "series"),
        )
    }

    fn with_bodies(&self, at: usize) -> Result<digest::Digest> {
        let mut digest = self.site.catalog.digests[at].digest.clone();
        let bodies = self.site.spool.all(&self.site.bodies[at])?;
        for (entry, body) in digest.entries.iter_mut().zip(bodies) {
            entry.body = body;
        }
        Ok(digest)
    }

    fn files(&self, at: usize, digest: &digest::Digest) -> Files {
        let filed = &self.site.catalog.digests[at];
        let addresses = self.site.addresses;
        let original = || filed.original.as_deref().map(|text| addresses.scrub(text).into_owned());
        let keys: Vec<String> =
            self.site.catalog.patch_of[at].iter().map(|&patch| self.key_of(patch)).collect();
        let mut shown = digest.clone();
        addresses.scrub_digest(&mut shown);
        let mut files = vec![(route::JSON, digest::json::write(&shown, &keys))];
        match original() {
            Some(text) if filed.only_text => files.push((route::TEXT, text)),
            original => {
                files.push((
                    route::TEXT,
                    shown.to_text(|id| self.mail_href(filed.list, Some(id))).to_string(),
                ));
                files.extend(original.map(|text| (route::ORIGINAL, text)));
            }
        }
        files
    }

    fn key_of(&self, patch: usize) -> String {
        let catalog = self.site.catalog;
        catalog.series[catalog.patches[patch].series].key.clone()
    }

    /// All versions that hold something new, the one with the newest mail first. In a digest that is only
    /// text, more than one of a series may.
    pub(super) fn postings(&self, at: usize, digest: &digest::Digest, root: &str) -> Vec<Posting> {
        let mut order: Vec<&Revision> = digest.series.iter().flat_map(|series| &series.revisions).collect();
        order.sort_by_key(|revision| revision.mails.iter().min().copied());
        order.into_iter().filter_map(|revision| self.posting(at, digest, revision, root)).collect()
    }

    fn posting(
        &self,
        at: usize,
        digest: &digest::Digest,
        revision: &Revision,
        root: &str,
    ) -> Option<Posting> {
        let filed = &self.site.catalog.digests[at];
        let is_new = |&&mail: &&usize| digest.entries[mail].status == Status::New;
        let mails: Vec<usize> = revision.mails.iter().filter(is_new).copied().collect();
        let head = &digest.entries[*mails.first()?];
        let patch = &self.site.catalog.patches[self.site.catalog.patch_of[at][mails[0]]];
        let series = patch.series;
        let stands_in = |mail: usize| digest.entries[mail].leads() || mail == mails[0];
        let (shown, others): (Vec<usize>, Vec<usize>) =
            mails.iter().copied().partition(|&mail| stands_in(mail));
        let came = mails.iter().filter(|&&mail| digest.entries[mail].index != Some(0)).count();
        Some(Posting {
            title: self.shown(&head.title),
            href: Some(self.series_href(series)),
            version: format!("v{}", revision.version),
            change: self.change(series, patch.revision),
            changes: self.changes(&head.body),
            state: self.state_of_revision(series, patch.revision),
            tags: head.tags.clone(),
            author: self.person(&head.author),
            subsystems: self.subsystem_links(series),
            extent: head.total.map_or(String::new(), |total| {
                format!("{came} of {}", plural(total as usize, "patch", "patches"))
            }),
            stat: stat(head.diffstat),
            entries: shown
                .into_iter()
                .map(|mail| {
                    self.entry(
                        filed.list,
                        root,
                        &digest.entries[mail],
                        &format!("mail-{}", digest.entries.len() - mail),
                    )
                })
                .collect(),
            others: others
                .into_iter()
                .map(|mail| self.patch_line(filed.list, &digest.entries[mail]))
                .collect(),
        })
    }

    /// The beginning of what an author says they changed.
    fn changes(&self, body: &str) -> String {
        let changes = self.site.addresses.scrub(&changelog(body).join("; ")).into_owned();
        match changes.char_indices().nth(LONGEST_CHANGES) {
            Some((end, _)) => format!("{}…", &changes[..end]),
            None => changes,
        }
    }

    /// A mail with its text.
    pub(super) fn entry(&self, list: usize, root: &str, entry: &digest::Entry, anchor: &str) -> view::Entry {
        view::Entry {
            anchor: anchor.to_owned(),
            subject: self.shown(&entry.subject),
            author: self.person(&entry.author),
            sender: (entry.sender.email != entry.author.email).then(|| self.person(&entry.sender)),
            time: entry.date.map(minute),
            mail_href: self.mail_href(list, entry.message_id.as_deref()),
            body_html: self.html(list, root, &entry.body),
            stat: stat(entry.diffstat),
        }
    }

    /// A mail without its text.
    pub(super) fn patch_line(&self, list: usize, entry: &digest::Entry) -> view::PatchLine {
        view::PatchLine {
            counter: entry
                .index
                .zip(entry.total)
                .map_or(String::new(), |(index, total)| format!("{index}/{total}")),
            title: self.shown(&entry.title),
            author: self.person(&entry.author),
            mail_href: self.mail_href(list, entry.message_id.as_deref()),
            stat: stat(entry.diffstat),
            given: Vec::new(),
        }
    }

    /// What a newer version in the window replaces, of the mails that would be shown.
    fn superseded(&self, at: usize, digest: &digest::Digest) -> Vec<Superseded> {
        let filed = &self.site.catalog.digests[at];
        let entries = digest.entries.iter().filter(|entry| entry.leads());
        let row = |entry: &digest::Entry| {
            let by = &digest.entries[entry.superseded_by?];
            let href = self.mail_href(filed.list, entry.message_id.as_deref());
            Some(Superseded { subject: self.shown(&entry.subject), by: self.shown(&by.subject), href })
        };
        entries.filter_map(row).collect()
    }

    fn domain_rows(&self, domains: &[digest::Domain]) -> Vec<view::DomainRow> {
        let most = domains.iter().map(|row| row.patches).max().unwrap_or_default();
        let row = |row: &digest::Domain| view::DomainRow {
            domain: link(&row.domain, self.domain_href(&row.domain)),
            patches: row.patches,
            share: share(row.patches, most),
        };
        domains.iter().map(row).collect()
    }

    /// The page of a domain, if there is one: text digests may count domains of people they do not name.
    fn domain_href(&self, name: &str) -> String {
        if self.domains.contains(name) { route::domain(name) } else { route::ALL_DOMAINS.to_owned() }
    }
}

fn left_out(digest: &digest::Digest) -> Vec<view::Counted> {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for left_out in &digest.left_out {
        *kinds.entry(&left_out.kind).or_default() += 1;
    }
    kinds.into_iter().map(|(kind, count)| counted(kind, String::new(), count)).collect()
}

fn short(id: &str) -> String {
    crate::archive::short_id(id)
}

/// `February 2026`
pub(super) fn view_month(year: i16, month: i8) -> String {
    jiff::civil::Date::new(year, month, 1)
        .map_or_else(|_| format!("{year}-{month}"), |date| date.strftime("%B %Y").to_string())
}
