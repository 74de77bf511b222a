//! A series' page: all its versions.

use std::collections::{BTreeMap, BTreeSet};

use super::life::version_anchor;
use super::{Job, Pages, day, link, plural, stat};
use crate::digest::grouping::{Link, Revision};
use crate::error::Result;
use crate::site::route;
use crate::site::view::{self, PatchLine, PatchText};

/// People named on a series' page at most.
const PEOPLE: usize = 30;

impl Pages<'_> {
    /// The view of a series' page.
    pub fn series(&self, at: usize) -> Result<view::Series> {
        let catalog = self.site.catalog;
        let series = &catalog.series[at];
        let newest = series.newest();
        let head = catalog.entry(newest.mails[0]);
        let times = || series.mails().map(|patch| catalog.entry(patch).sent());
        let description = format!(
            "{} of a patch series by {}.",
            plural(series.revisions.len(), "version", "versions"),
            head.author.name
        );
        let mut revisions = Vec::with_capacity(series.revisions.len());
        for number in (0..series.revisions.len()).rev() {
            revisions.push(self.revision(at, number)?);
        }
        let lists = self.series_lists[at].iter();
        Ok(view::Series {
            page: self.page(&Job::Series(at), "series", &series.title, &description),
            title: self.shown(&series.title),
            author: self.person(&head.author),
            people: self.people_of(series),
            subsystems: self.subsystem_links(at),
            sections: series.sections.iter().filter_map(|&at| self.section_title(at)).collect(),
            lists: lists.map(|&list| link(&self.site.lists[list].name, self.routes.digests(list))).collect(),
            first: day(times().min().unwrap_or_default()),
            last: day(times().max().unwrap_or_default()),
            life: self.life(at),
            begins_late: series.revisions.iter().all(|revision| revision.version.number > 1),
            revisions,
            steps: self.steps(at)?,
        })
    }

    /// Authors of the patches, those of most first.
    fn people_of(&self, series: &crate::catalog::Series) -> Vec<view::Person> {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for patch in series.mails() {
            *counts.entry(self.site.catalog.patches[patch].author).or_default() += 1;
        }
        let mut people: Vec<(usize, usize)> = counts.into_iter().collect();
        people.sort_by_key(|&(author, patches)| (std::cmp::Reverse(patches), author));
        people.into_iter().take(PEOPLE).map(|(author, _)| self.author_person(author)).collect()
    }

    fn revision(&self, at: usize, number: usize) -> Result<view::Revision> {
        let catalog = self.site.catalog;
        let revision = &catalog.series[at].revisions[number];
        let root = route::root_from(&self.series_href(at));
        let is_newest = catalog.series[at].newest_at() == number;
        let head = catalog.entry(revision.mails[0]);
        let first = revision.mails.iter().copied().min().unwrap_or(revision.mails[0]);
        let mut cover = None;
        let mut patches = Vec::new();
        for &patch in &revision.mails {
            let entry = catalog.entry(patch);
            let list = catalog.digests[catalog.patches[patch].digest].list;
            if entry.index == Some(0) && cover.is_none() {
                let mut with_body = entry.clone();
                with_body.body = self.body(patch)?;
                cover = Some(self.entry(list, &root, &with_body, &format!("cover-{number}")));
                continue;
            }
            let body = if is_newest || entry.index.is_none() { Some(self.body(patch)?) } else { None };
            let body_html = body.map(|body| self.html(list, &root, &body));
            let line = PatchLine { given: self.given(patch), ..self.patch_line(list, entry) };
            patches.push(PatchText { line, body_html });
        }
        Ok(view::Revision {
            version: format!("v{}", revision.version),
            anchor: version_anchor(number),
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
        })
    }

    pub(super) fn body(&self, patch: usize) -> Result<String> {
        let patch = &self.site.catalog.patches[patch];
        self.site.spool.get(&self.site.bodies[patch.digest], patch.entry)
    }

    /// Numbers of patches that did not come. A text digest shows only the first ones, so nothing is missing.
    pub(super) fn missing(&self, revision: &Revision) -> Vec<u32> {
        let catalog = self.site.catalog;
        let only_text = |&&patch: &&usize| catalog.digests[catalog.patches[patch].digest].only_text;
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
        Link::Thread => "it answers the earlier version",
        Link::Title => "it has the same author and title",
        Link::PatchTitles => "it has the same author, and many of its patches have the same titles",
        Link::LikeTitle => "its author posted a lower version under a title much like this one",
    }
}
