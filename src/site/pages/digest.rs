//! A digest's page, and the files next to it.

use std::collections::BTreeMap;

use super::parts::{ROWS, pager_of};
use super::people::contributors;
use super::revisions::Texts;
use super::{Job, Pages, counted, day, link, plural};
use crate::catalog::{DigestAt, Filed, PatchAt};
use crate::digest;
use crate::error::Result;
use crate::site::chart::share;
use crate::site::route;
use crate::site::view::{self, Superseded};

/// Threads named at most.
const DISCUSSED: usize = 20;
/// Ranges of commits named at most; the JSON has all.
const WINDOWS: usize = 24;
/// Rows of each table of people and domains; the text and the JSON have all.
const TABLE: usize = 50;

/// Names and texts of the files next to a page.
type Files = Vec<(&'static str, String)>;

impl Pages<'_> {
    /// The view of a part of a digest's page; next to the first part its text and JSON.
    pub fn digest(&self, at: DigestAt, part: usize) -> Result<(view::Digest, Files)> {
        let filed = &self.site.catalog.digests[at];
        let digest = &filed.digest;
        let job = Job::Digest(at, part);
        let href = self.digest_href(at);
        let timeline = &self.timeline[filed.list];
        let neighbour =
            |place: Option<usize>| place.and_then(|at| timeline.get(at)).map(|&at| self.digest_link(at));
        let (year, month) = self.month_of(at);
        let list = &self.site.lists[filed.list].name;
        let month_link =
            |month: i8| link(&view_month(year, month), self.routes.month(filed.list, year, month));
        let revisions = self.shown_revisions(at);
        let parts = self.digest_parts(at);
        let listed =
            if part == 1 { 0..revisions.len().min(parts[0].end.max(ROWS)) } else { parts[part - 1].clone() };
        let (mut new, mut revised) = (Vec::new(), Vec::new());
        for number in listed.clone() {
            let texts = match parts.iter().position(|range| range.contains(&number)) {
                Some(own) if own + 1 != part => Texts::OnPart(own + 1),
                _ => Texts::Here(route::root_from(&self.href(&job))),
            };
            let to = if revisions[number].revised { &mut revised } else { &mut new };
            to.push(self.digest_revision(at, number, &revisions[number], &texts)?);
        }
        let view = view::Digest {
            page: self.page(&job, "digests", &format!("{list}: {}", filed.title), &self.summary(filed)),
            list: list.clone(),
            up: vec![
                link(&format!("{list} digests"), self.routes.digests(filed.list)),
                link(&year.to_string(), self.routes.year(filed.list, year)),
                month_link(month),
            ],
            since: day(filed.since),
            until: day(filed.until),
            windows: windows(digest),
            windows_total: digest.commits.len().max(1),
            older: neighbour(self.place[at].checked_sub(1)),
            newer: neighbour(Some(self.place[at] + 1)),
            mails: digest.mails,
            threads: digest.threads,
            patches: digest.patches,
            people: digest.contributors.len(),
            text_href: format!("{href}{}", route::TEXT),
            json_href: format!("{href}{}", route::JSON),
            original_href: (filed.original.is_some() && !filed.only_text)
                .then(|| format!("{href}{}", route::ORIGINAL)),
            only_text: filed.only_text,
            note_html: self.notes.get(&at).filter(|_| part == 1).cloned(),
            new_total: revisions.iter().filter(|shown| !shown.revised).count(),
            revised_total: revisions.iter().filter(|shown| shown.revised).count(),
            new,
            revised,
            unlisted: if part == 1 { revisions.len() - listed.end } else { 0 },
            pager: pager_of(&href, part, parts.len(), revisions.len()),
            facts: (part == 1).then(|| self.facts(at)),
        };
        let files = if part == 1 { self.files(at, &self.with_bodies(at)?) } else { Vec::new() };
        Ok((view, files))
    }

    /// What a digest is about, in a sentence.
    pub(super) fn summary(&self, filed: &Filed) -> String {
        let digest = &filed.digest;
        if digest.patches == 0 && digest.merged.len() + digest.discussions.len() > 0 {
            let merged = plural(digest.merged.len(), "commit", "commits");
            let discussions = plural(digest.discussions.len(), "discussion", "discussions");
            return format!("{} with {discussions}; {merged} merged.", plural(digest.mails, "mail", "mails"));
        }
        format!(
            "{} from {} in {}.",
            plural(digest.patches, "patch mail", "patch mails"),
            plural(digest.contributors.len(), "person", "people"),
            plural(digest.series.len(), "series", "series"),
        )
    }

    fn facts(&self, at: DigestAt) -> view::Facts {
        let digest = &self.site.catalog.digests[at].digest;
        let mut superseded = self.superseded(at);
        let mut taken_up = self.taken_up(at);
        let (superseded_total, taken_up_total) = (superseded.len(), taken_up.len());
        superseded.truncate(ROWS);
        taken_up.truncate(ROWS);
        let late = digest.late.iter().take(ROWS).map(|late| view::Late {
            subject: self.shown(&late.subject),
            href: self.mail_href(self.site.catalog.digests[at].list, late.message_id.as_deref()),
            arrived: day(late.arrived),
        });
        let person = |row: &digest::Contributor| (self.person(&row.author), row.patches);
        let talk = self.talk(at);
        view::Facts {
            superseded,
            superseded_total,
            taken_up,
            taken_up_total,
            discussed: self.discussed(at, DISCUSSED),
            late: late.collect(),
            late_total: digest.late.len(),
            replies: self.replies_to_patches(at).count(),
            only_talk: digest.patches == 0 && talk.merged_total + talk.discussions_total > 0,
            talk,
            domains: self.domain_rows(&digest.domains),
            contributors: contributors(digest.contributors.iter().take(TABLE).map(person).collect()),
            left_out: left_out(digest),
        }
    }

    fn with_bodies(&self, at: DigestAt) -> Result<digest::Digest> {
        let mut digest = self.site.catalog.digests[at].digest.clone();
        for entry in &mut digest.entries {
            entry.body = self.site.spool.body(entry.text)?;
        }
        Ok(digest)
    }

    fn files(&self, at: DigestAt, digest: &digest::Digest) -> Files {
        let filed = &self.site.catalog.digests[at];
        let addresses = self.site.addresses;
        let original = || filed.original.as_deref().map(|text| addresses.scrub(text).into_owned());
        let keys = self.site.catalog.patch_of[at].map(|_, &patch| self.key_of(patch));
        let mut shown = digest.clone();
        addresses.scrub_digest(&mut shown);
        // A site does not name a mail that was taken from the archive.
        let deleted = shown.left_out.iter_mut().filter(|left_out| left_out.kind == "deleted");
        deleted.for_each(|left_out| left_out.message_id = None);
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

    fn key_of(&self, patch: PatchAt) -> String {
        let catalog = self.site.catalog;
        catalog.series[catalog.patches[patch].series].key.clone()
    }

    /// What a newer version in the window replaces, of the mails that would be shown.
    fn superseded(&self, at: DigestAt) -> Vec<Superseded> {
        let Filed { digest, list, .. } = &self.site.catalog.digests[at];
        let entries = digest.entries.iter().filter(|entry| entry.leads());
        let row = |entry: &digest::Entry| {
            let by = &digest.entries[entry.superseded_by?];
            let href = self.mail_href(*list, entry.message_id.as_deref());
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
        domains.iter().take(TABLE).map(row).collect()
    }

    /// The page of a domain, if there is one: text digests may count domains of people they do not name.
    pub(super) fn domain_href(&self, name: &str) -> String {
        self.domains.get(name).map_or_else(|| route::ALL_DOMAINS.to_owned(), |key| route::domain(key))
    }
}

fn left_out(digest: &digest::Digest) -> Vec<view::Counted> {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for left_out in &digest.left_out {
        *kinds.entry(&left_out.kind).or_default() += 1;
    }
    kinds.into_iter().map(|(kind, count)| counted(kind, String::new(), count)).collect()
}

/// The ranges of commits that are named; of a digest that is only text, what the text says.
fn windows(digest: &digest::Digest) -> Vec<String> {
    let range = |from: &str, to: &str| format!("{}..{}", short(from), short(to));
    if digest.commits.is_empty() {
        return vec![range(&digest.from, &digest.to)];
    }
    digest.commits.iter().take(WINDOWS).map(|commits| range(&commits.from, &commits.to)).collect()
}

fn short(id: &str) -> String {
    crate::archive::short_id(id)
}

/// `February 2026`
pub(super) fn view_month(year: i16, month: i8) -> String {
    jiff::civil::Date::new(year, month, 1)
        .map_or_else(|_| format!("{year}-{month}"), |date| date.strftime("%B %Y").to_string())
}
