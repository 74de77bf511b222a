//! A series' page: all its versions, in several parts if their texts are long.

use std::collections::BTreeSet;
use std::ops::Range;

use super::life::revision_anchor;
use super::parts::{self, MAIL, pager_of};
use super::{Job, Pages, day, link, plural, stat};
use crate::catalog::{AuthorAt, Patch, PatchAt, RevisionAt, SeriesAt};
use crate::digest::{Revision, grouping::Link};
use crate::error::Result;
use crate::position::tally;
use crate::site::route;
use crate::site::view::{self, PatchLine, PatchText, Steps};

/// People named on a series' page at most.
const PEOPLE: usize = 30;

/// A version on one part of a page: which of its mails.
pub(super) struct Piece {
    pub number: RevisionAt,
    pub mails: Range<usize>,
}

impl Pages<'_> {
    /// The view of a part of a series' page.
    pub fn series(&self, at: SeriesAt, part: usize) -> Result<view::SeriesPage> {
        let catalog = self.site.catalog;
        let series = &catalog.series[at];
        let newest = series.newest();
        let head = catalog.entry(newest.mails[0]);
        let times = || series.mails().map(|patch| catalog.entry(patch).sent);
        let description = format!(
            "{} of a patch series by {}.",
            plural(series.revisions.len(), "version", "versions"),
            head.author.name
        );
        let parts = self.series_parts(at);
        let job = Job::Series(at, part);
        let root = route::root_from(&self.href(&job));
        let pieces = parts[part - 1].iter();
        let revisions = pieces.map(|piece| self.revision(at, piece, &root)).collect::<Result<_>>()?;
        let patches = series.mails().filter(|&patch| !catalog.entry(patch).is_cover()).count();
        let lists = self.series_lists[at].iter();
        Ok(view::SeriesPage {
            page: self.page(&job, "series", &series.title, &description),
            title: self.shown(&series.title),
            author: self.person(&head.author),
            sender: self.sent_by(at),
            upstream: self.upstream(at),
            people: self.people_of(series),
            subsystems: self.subsystem_links(at),
            sections: series.sections.iter().filter_map(|&at| self.section_title(at)).collect(),
            lists: lists.map(|&list| link(&self.site.lists[list].name, self.routes.digests(list))).collect(),
            first: day(times().min().unwrap_or_default()),
            last: day(times().max().unwrap_or_default()),
            versions: series.revisions.len(),
            state: self.state(at),
            life: (part == 1).then(|| self.life(at, &parts)),
            begins_late: series.revisions.iter().all(|revision| revision.version.number > 1),
            revisions,
            steps: if part == 1 { self.steps(at)? } else { Steps::default() },
            pager: pager_of(&self.series_href(at), part, parts.len(), patches),
        })
    }

    /// Authors of the patches, those of most first; who wrote from several addresses is named once.
    fn people_of(&self, series: &crate::catalog::Series) -> Vec<view::Person> {
        let authors = series.mails().map(|patch| self.site.catalog.patches[patch].author);
        let mut people: Vec<(AuthorAt, usize)> = tally(authors).into_iter().collect();
        people.sort_by_key(|&(author, patches)| (std::cmp::Reverse(patches), author));
        let mut named = BTreeSet::new();
        let people = people.into_iter().map(|(author, _)| self.author_person(author));
        people.filter(|person| named.insert(person.name.clone())).take(PEOPLE).collect()
    }

    /// What is on each part of a series' page: the newest version first, each with its mails in order.
    pub(super) fn series_parts(&self, at: SeriesAt) -> Vec<Vec<Piece>> {
        let series = &self.site.catalog.series[at];
        let numbers = series.revisions.positions().rev();
        let places: Vec<(RevisionAt, usize)> = numbers
            .flat_map(|number| (0..series.revisions[number].mails.len()).map(move |place| (number, place)))
            .collect();
        let length = |&(number, place): &(RevisionAt, usize)| match self.shows_text(at, number, place) {
            true => parts::length(self.site.catalog.entry(series.revisions[number].mails[place]).text.body),
            false => MAIL,
        };
        let cut = parts::cut(places.iter().map(length));
        let pieces = |part: Range<usize>| {
            let of_one = |a: &(RevisionAt, usize), b: &(RevisionAt, usize)| a.0 == b.0;
            let pieces = places[part].chunk_by(of_one);
            pieces.map(|all| Piece { number: all[0].0, mails: all[0].1..all[all.len() - 1].1 + 1 }).collect()
        };
        cut.into_iter().map(pieces).collect()
    }

    /// Whether a mail of a version is shown with its text: cover letters, lone patches, and all of the newest version.
    fn shows_text(&self, at: SeriesAt, number: RevisionAt, place: usize) -> bool {
        let series = &self.site.catalog.series[at];
        let mail = series.revisions[number].mails[place];
        number == series.revisions.newest_at()
            || self.site.catalog.entry(mail).index.is_none()
            || self.cover_place(&series.revisions[number]) == Some(place)
    }

    /// Where the cover letter is among the mails of a version.
    fn cover_place(&self, revision: &Revision<Patch>) -> Option<usize> {
        revision.mails.iter().position(|&mail| self.site.catalog.entry(mail).is_cover())
    }

    fn revision(&self, at: SeriesAt, piece: &Piece, root: &str) -> Result<view::SeriesRevision> {
        let catalog = self.site.catalog;
        let number = piece.number;
        let revision = &catalog.series[at].revisions[number];
        let head = catalog.entry(revision.mails[0]);
        let first = revision.mails.iter().copied().min().unwrap_or(revision.mails[0]);
        let cover_place = self.cover_place(revision);
        let mut cover = None;
        let mut patches = Vec::new();
        for place in piece.mails.clone() {
            let patch = revision.mails[place];
            let entry = catalog.entry(patch);
            let list = catalog.list_of(patch);
            if cover_place == Some(place) {
                let anchor = format!("cover-{}", number.number());
                cover = Some(self.entry(list, root, entry, &self.body(patch)?, &anchor));
                continue;
            }
            let body = self.shows_text(at, number, place).then(|| self.body(patch)).transpose()?;
            let body_html = body.map(|body| self.html(list, root, &body));
            let line = PatchLine { given: self.given(patch), ..self.patch_line(list, entry) };
            patches.push(PatchText { line, body_html });
        }
        Ok(view::SeriesRevision {
            version: format!("v{}", revision.version),
            anchor: revision_anchor(number),
            continued: piece.mails.start > 0,
            state: self.state_of_revision(at, number),
            title: self.shown(&head.title),
            time: day(self.posted(revision)),
            digest: Some(self.digest_link(catalog.patches[first].digest)),
            linked_by: revision.linked_by.map(|link| in_words(link).to_owned()),
            tags: head.tags.clone(),
            missing: self.missing(revision),
            stat: stat(head.diffstat),
            cover,
            patches,
            patches_total: revision.mails.len() - usize::from(cover_place.is_some()),
        })
    }

    pub(super) fn body(&self, patch: PatchAt) -> Result<String> {
        self.site.spool.body(self.site.catalog.entry(patch).text)
    }

    /// Numbers of patches that did not come. A text digest shows only the first ones, so nothing is missing.
    pub(super) fn missing(&self, revision: &Revision<Patch>) -> Vec<u32> {
        let catalog = self.site.catalog;
        let only_text = |&&patch: &&PatchAt| catalog.digests[catalog.patches[patch].digest].only_text;
        if revision.mails.iter().any(|patch| only_text(&patch)) {
            return Vec::new();
        }
        let there: BTreeSet<u32> =
            revision.mails.iter().filter_map(|&patch| catalog.entry(patch).index).collect();
        let total = catalog.entry(revision.mails[0]).total.unwrap_or_default();
        (1..=total).filter(|number| !there.contains(number)).collect()
    }
}

/// What linked a version to an earlier one.
fn in_words(link: Link) -> &'static str {
    match link {
        Link::Operator => "the site's operator says so",
        Link::ChangeId => "it has the same change-id",
        Link::Pointer => "it links to the earlier version",
        Link::Thread => "it replies to the earlier version",
        Link::Branch => "its author sent both from a branch of the same name",
        Link::Title => "it has the same author and title",
        Link::PatchTitles => "it has the same author, and many of its patches have the same titles",
        Link::LikeDiff => "its author posted an earlier version that changes the same lines",
        Link::LikeTitle => "its author posted an earlier version with a similar title",
        Link::TakenOver => {
            "its version number continues, and many of its patches have the same titles as another author's"
        }
    }
}
