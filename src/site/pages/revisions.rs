//! What is new in a window: the versions that hold something new, with their texts or without.

use std::ops::Range;

use super::parts::{self, MAIL, ROWS};
use super::{Pages, minute, plural, stat};
use crate::catalog::{DigestAt, ListAt, RevisionAt, SeriesAt};
use crate::digest::{self, EntryAt, Revision, Status};
use crate::error::Result;
use crate::mail::{changelog, commit_message, opening};
use crate::site::route;
use crate::site::view::{self, DigestRevision};

/// Characters of an author's changelog, or of the beginning of a text, that are shown before the mail is unfolded.
const BEGINNING: usize = 200;

/// A version that holds something new.
pub(super) struct Shown<'a> {
    revision: &'a Revision<digest::Entry>,
    /// Entries that are new, by number.
    mails: Vec<EntryAt>,
    /// It goes on with an earlier version.
    pub revised: bool,
}

/// Where the texts of a revision are.
pub(super) enum Texts {
    /// On the page at hand, from which this leads to the root.
    Here(String),
    /// On another part of the digest.
    OnPart(usize),
    /// Only the digest has them.
    Nowhere,
}

impl Pages<'_> {
    /// All versions that hold something new: first those that go on with none, of each kind the one with the newest mail
    /// first. In a digest that is only text, more than one of a series may.
    pub(super) fn shown_revisions(&self, at: DigestAt) -> Vec<Shown<'_>> {
        let digest = &self.site.catalog.digests[at].digest;
        let mut order: Vec<&Revision<digest::Entry>> = digest.series.iter().flatten().collect();
        order.sort_by_key(|revision| revision.mails.iter().min().copied());
        let mut revisions: Vec<Shown> =
            order.into_iter().filter_map(|revision| self.shown_of(at, revision)).collect();
        revisions.sort_by_key(|shown| shown.revised);
        revisions
    }

    fn shown_of<'d>(&self, at: DigestAt, revision: &'d Revision<digest::Entry>) -> Option<Shown<'d>> {
        let digest = &self.site.catalog.digests[at].digest;
        let is_new = |&&mail: &&EntryAt| digest.entries[mail].status == Status::New;
        let mails: Vec<EntryAt> = revision.mails.iter().filter(is_new).copied().collect();
        let (series, place) = self.place_of(at, *mails.first()?);
        let revised = self.site.catalog.series[series].revisions.before(place).is_some();
        Some(Shown { revision, mails, revised })
    }

    /// Revisions of a digest on each part of its page, by number.
    pub(super) fn digest_parts(&self, at: DigestAt) -> Vec<Range<usize>> {
        let digest = &self.site.catalog.digests[at].digest;
        let length = |shown: &Shown| {
            let (texts, others) = shown.split(digest);
            let texts: usize = texts.iter().map(|&mail| parts::length(digest.entries[mail].text.body)).sum();
            texts + others.len().min(ROWS) * MAIL
        };
        parts::cut(self.shown_revisions(at).iter().map(length))
    }

    /// The series of an entry, and which of its revisions it is part of.
    fn place_of(&self, digest: DigestAt, entry: EntryAt) -> (SeriesAt, RevisionAt) {
        let patch = &self.site.catalog.patches[self.site.catalog.patch_of[digest][entry]];
        (patch.series, patch.revision)
    }

    /// The revisions of a digest without texts, as feeds have them.
    pub(super) fn rows(&self, at: DigestAt) -> Result<Vec<DigestRevision>> {
        let revisions = self.shown_revisions(at);
        let rows = revisions.iter().take(ROWS).enumerate();
        rows.map(|(number, shown)| self.digest_revision(at, number, shown, &Texts::Nowhere)).collect()
    }

    pub(super) fn digest_revision(
        &self,
        at: DigestAt,
        number: usize,
        shown: &Shown,
        texts: &Texts,
    ) -> Result<DigestRevision> {
        let filed = &self.site.catalog.digests[at];
        let digest = &filed.digest;
        let head = &digest.entries[shown.mails[0]];
        let (series, revision) = self.place_of(at, shown.mails[0]);
        let body = |mail: EntryAt| self.site.spool.body(digest.entries[mail].text);
        let head_body = if let Texts::Nowhere = texts { String::new() } else { body(shown.mails[0])? };
        let changes = self.beginning(&changelog(&head_body, Some(head.version.number)).join("; "));
        let (with_text, others) = shown.split(digest);
        let came = shown.mails.iter().filter(|&&mail| !digest.entries[mail].is_cover()).count();
        let anchor = format!("posting-{}", number + 1);
        let entry = |mail: EntryAt, root: &str| {
            let anchor = format!("mail-{}", digest.entries.len() - mail.number());
            Ok(self.entry(filed.list, root, &digest.entries[mail], &body(mail)?, &anchor))
        };
        let (entries, others_total) = match texts {
            Texts::Here(root) => {
                (with_text.iter().map(|&mail| entry(mail, root)).collect::<Result<_>>()?, others.len())
            }
            _ => (Vec::new(), 0),
        };
        Ok(DigestRevision {
            elsewhere: match texts {
                Texts::OnPart(part) => {
                    Some(format!("{}#{anchor}", route::part(&self.digest_href(at), *part)))
                }
                _ => None,
            },
            anchor,
            title: self.shown(&head.title),
            href: Some(self.series_href(series)),
            version: format!("v{}", shown.revision.version),
            change: self.change(series, revision),
            opening: match changes.is_empty() {
                true => self.beginning(&opening(commit_message(&head_body))),
                false => String::new(),
            },
            changes,
            state: self.state_of_revision(series, revision),
            tags: head.tags.clone(),
            author: self.person(&head.author),
            sender: self.sent_by(series),
            subsystems: self.subsystem_links(series),
            extent: head.total.map_or(String::new(), |total| {
                format!("{came} of {}", plural(total as usize, "patch", "patches"))
            }),
            stat: stat(head.diffstat),
            entries,
            others: others
                .iter()
                .take(others_total.min(ROWS))
                .map(|&mail| self.patch_line(filed.list, &digest.entries[mail]))
                .collect(),
            others_total,
        })
    }

    /// The beginning of what an author says.
    fn beginning(&self, text: &str) -> String {
        let text = self.site.addresses.scrub(text).into_owned();
        match text.char_indices().nth(BEGINNING) {
            Some((end, _)) => format!("{}…", &text[..end]),
            None => text,
        }
    }

    /// A mail with its text.
    pub(super) fn entry(
        &self,
        list: ListAt,
        root: &str,
        entry: &digest::Entry,
        body: &str,
        anchor: &str,
    ) -> view::MailText {
        view::MailText {
            anchor: anchor.to_owned(),
            subject: self.shown(&entry.subject),
            author: self.person(&entry.author),
            sender: (entry.sender.email != entry.author.email).then(|| self.person(&entry.sender)),
            time: entry.date.map(minute),
            mail_href: self.mail_href(list, entry.message_id.as_deref()),
            body_html: self.html(list, root, body),
            stat: stat(entry.diffstat),
        }
    }

    /// A mail without its text.
    pub(super) fn patch_line(&self, list: ListAt, entry: &digest::Entry) -> view::PatchLine {
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
}

impl Shown<'_> {
    /// Mails that are shown with their texts, and the others.
    fn split(&self, digest: &digest::Digest) -> (Vec<EntryAt>, Vec<EntryAt>) {
        let first = self.mails[0];
        self.mails.iter().copied().partition(|&mail| digest.entries[mail].leads() || mail == first)
    }
}
