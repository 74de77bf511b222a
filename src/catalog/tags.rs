//! Tags: who reviewed, acknowledged or tested which patch.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{Author, AuthorAt, Catalog, Patch, PatchAt, ReplyAt, Series, SeriesAt};
use crate::digest::Revision;
use crate::mail::{Address, Trailer, normalised};
use crate::position::Table;
use crate::shared::HashSet;

/// A trailer of a patch, or one that somebody gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag<'a> {
    pub trailer: &'a Trailer,
    /// Who is named; none for `Fixes:` and links.
    pub person: Option<Address>,
    /// The reply that gave it; none for those of the patch's own message.
    pub reply: Option<ReplyAt>,
}

/// A kind of review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Service {
    Reviewed,
    Acked,
    Tested,
}

impl Service {
    pub const ALL: [Self; 3] = [Self::Reviewed, Self::Acked, Self::Tested];

    /// What a patch is that was given it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Reviewed => "reviewed",
            Self::Acked => "acked",
            Self::Tested => "tested",
        }
    }

    /// What the key of a trailer says.
    pub fn of(key: &str) -> Option<Self> {
        match key {
            "Reviewed-by" => Some(Self::Reviewed),
            "Acked-by" => Some(Self::Acked),
            "Tested-by" => Some(Self::Tested),
            // `Reviewed-and-tested-by` counts as what comes first.
            _ if key.starts_with("Reviewed-") && key.ends_with("-by") => Some(Self::Reviewed),
            _ if key.starts_with("Acked-") && key.ends_with("-by") => Some(Self::Acked),
            _ if key.starts_with("Tested-") && key.ends_with("-by") => Some(Self::Tested),
            _ => None,
        }
    }
}

/// What an author did for a series of somebody else.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Review {
    pub series: SeriesAt,
    /// For how many of its patches, whatever version.
    pub patches: usize,
}

impl<'a> Catalog<'a> {
    /// The tags of a patch: its own, then those of replies to it, then those of replies to its cover letter, each
    /// once.
    pub fn tags(&'a self, patch: PatchAt) -> Vec<Tag<'a>> {
        self.wanted_tags(patch, |_| true)
    }

    /// The tags of a patch that say that somebody reviewed, acknowledged or tested it.
    pub fn services(&'a self, patch: PatchAt) -> Vec<Tag<'a>> {
        self.wanted_tags(patch, |key| Service::of(key).is_some())
    }

    /// The tags of a patch with these keys. To read whom a trailer names costs most, so the others are not read.
    fn wanted_tags(&'a self, patch: PatchAt, is_wanted: fn(&str) -> bool) -> Vec<Tag<'a>> {
        let mut tags: Vec<Tag> = Vec::new();
        let mut seen: HashSet<(&str, String)> = HashSet::default();
        let mut add = |trailer: &'a Trailer, person: Option<Address>, reply: Option<ReplyAt>| {
            let value = match &person {
                Some(person) => self.person(person).to_owned(),
                None => trailer.value.to_string(),
            };
            if seen.insert((&trailer.key, value)) {
                tags.push(Tag { trailer, person, reply });
            }
        };
        let own = self.entry(patch).trailers.iter().filter(|trailer| is_wanted(&trailer.key));
        own.for_each(|trailer| add(trailer, trailer.person(), None));
        let cover = self.cover_of(patch).filter(|&cover| cover != patch);
        for about in [Some(patch), cover].into_iter().flatten() {
            for &reply in &self.replies_to[about] {
                for (trailer, person) in self.given(reply, is_wanted) {
                    add(trailer, person, Some(reply));
                }
            }
        }
        tags
    }

    /// The reviews and acknowledgements of a patch by anybody but its author.
    pub fn reviews_of(&'a self, patch: PatchAt) -> impl Iterator<Item = Tag<'a>> {
        let author = &self.entry(patch).author;
        let is_review = move |tag: &Tag| {
            let service = Service::of(&tag.trailer.key);
            let is_own = tag.person.as_ref().is_some_and(|person| self.is_one_person(person, author));
            matches!(service, Some(Service::Reviewed | Service::Acked)) && !is_own
        };
        self.services(patch).into_iter().filter(is_review)
    }

    /// The trailers of a reply with these keys that count, and whom each names: a person gives their own only.
    fn given(
        &self,
        reply: ReplyAt,
        is_wanted: fn(&str) -> bool,
    ) -> impl Iterator<Item = (&Trailer, Option<Address>)> {
        let reply = self.reply(reply);
        let wanted = reply.said.trailers.iter().filter(move |trailer| is_wanted(&trailer.key));
        let named = wanted.map(|trailer| (trailer, trailer.person()));
        named.filter(|(_, person)| {
            person.as_ref().is_none_or(|person| self.is_one_person(person, &reply.author))
        })
    }

    /// The cover letter of a patch's revision.
    pub(super) fn cover_of(&self, patch: PatchAt) -> Option<PatchAt> {
        let first = *self.revision_of(patch).mails.first()?;
        self.entry(first).is_cover().then_some(first)
    }

    /// The revision that a patch is part of.
    pub fn revision_of(&self, patch: PatchAt) -> &Revision<Patch> {
        let patch = &self.patches[patch];
        &self.series[patch.series].revisions[patch.revision]
    }

    /// What each author did for series by others, most recently updated first. A tag that is carried into the
    /// next version is the same one.
    pub(super) fn reviews(&self) -> Table<Author, Vec<Review>> {
        let mut done: Table<Author, BTreeMap<SeriesAt, usize>> = self.authors.filled(BTreeMap::new());
        let found: Vec<Vec<AuthorAt>> =
            self.series.par_iter().map(|series| self.reviewers_of_all(series)).collect();
        for (at, reviewers) in self.series.positions().zip(found) {
            for author in reviewers {
                *done[author].entry(at).or_default() += 1;
            }
        }
        let sorted = |done: BTreeMap<SeriesAt, usize>| {
            let order = self.by_movement(done.keys().copied());
            order.into_iter().map(|series| Review { series, patches: done[&series] }).collect()
        };
        done.into_iter().map(sorted).collect()
    }

    /// Authors who did something for the patches of a series, as often as they did it.
    fn reviewers_of_all(&self, series: &Series) -> Vec<AuthorAt> {
        let mut seen: HashSet<(AuthorAt, String)> = HashSet::default();
        let mut reviewers = Vec::new();
        for patch in series.mails().filter(|&patch| !self.entry(patch).is_cover()) {
            let of_patch = self.reviewers(patch);
            if !of_patch.is_empty() {
                let title = normalised(&self.entry(patch).title);
                reviewers.extend(of_patch.into_iter().filter(|&author| seen.insert((author, title.clone()))));
            }
        }
        reviewers
    }

    /// Authors, other than its own, who did something for a patch.
    fn reviewers(&self, patch: PatchAt) -> Vec<AuthorAt> {
        let own = self.patches[patch].author;
        let served = self.services(patch);
        let people = served.iter().filter_map(|tag| self.author(tag.person.as_ref()?));
        people.filter(|&author| author != own).collect()
    }
}
