//! How the pages that show texts of mails are cut into parts. It is found out once, before any page is made: each part
//! links to the others.

use std::ops::Range;

use super::parts::{self, MAIL, ROWS};
use super::shown::{self, Shown};
use crate::catalog::{Catalog, DigestAt, Filed, Patch, RevisionAt, Series, SeriesAt};
use crate::digest::Revision;
use crate::position::Table;
use crate::site::said::{LONGEST_DIFF, Talk};

/// The parts of all long pages.
pub struct Layouts {
    /// Revisions of a digest on each part of its page, by their number in [`shown::revisions`].
    pub digests: Table<Filed, Vec<Range<usize>>>,
    /// What is on each part of a series' page: the newest version first, each with its mails in order.
    pub series: Table<Series, Vec<Vec<Piece>>>,
}

/// A version on one part of a series' page: which of its mails, by their places in the revision.
#[derive(Hash)]
pub struct Piece {
    pub number: RevisionAt,
    pub mails: Range<usize>,
}

impl Layouts {
    pub fn new(catalog: &Catalog, talks: &Table<Series, Talk>) -> Self {
        Self {
            digests: catalog.digests.positions().map(|at| of_digest(catalog, at)).collect(),
            series: catalog.series.positions().map(|at| of_series(catalog, at, &talks[at])).collect(),
        }
    }
}

fn of_digest(catalog: &Catalog, at: DigestAt) -> Vec<Range<usize>> {
    let digest = &catalog.digests[at].digest;
    let length = |shown: &Shown| {
        let (texts, others) = shown.split(digest);
        let texts: usize = texts.iter().map(|&mail| parts::length(digest.entries[mail].text.body)).sum();
        texts + others.len().min(ROWS) * MAIL
    };
    parts::cut(shown::revisions(catalog, at).iter().map(length))
}

fn of_series(catalog: &Catalog, at: SeriesAt, talk: &Talk) -> Vec<Vec<Piece>> {
    let numbers = catalog.series[at].revisions.positions().rev();
    let mut places: Vec<(RevisionAt, usize)> = Vec::new();
    let mut lengths: Vec<usize> = Vec::new();
    for number in numbers {
        let version = ShownVersion::new(catalog, at, number);
        for place in 0..version.revision.mails.len() {
            places.push((number, place));
            lengths.push(version.length(place, talk));
        }
    }
    let pieces = |part: Range<usize>| {
        let pieces = places[part].chunk_by(|(number, _), (next, _)| number == next);
        pieces.map(|all| Piece { number: all[0].0, mails: all[0].1..all[all.len() - 1].1 + 1 }).collect()
    };
    parts::cut(lengths.into_iter()).into_iter().map(pieces).collect()
}

/// A version of a series, as its page shows it.
pub struct ShownVersion<'a> {
    catalog: &'a Catalog<'a>,
    pub revision: &'a Revision<Patch>,
    pub is_newest: bool,
    /// Where its cover letter is among its mails.
    pub cover: Option<usize>,
}

impl<'a> ShownVersion<'a> {
    pub fn new(catalog: &'a Catalog<'a>, at: SeriesAt, number: RevisionAt) -> Self {
        let revisions = &catalog.series[at].revisions;
        let revision = &revisions[number];
        Self {
            catalog,
            revision,
            is_newest: number == revisions.newest_at(),
            cover: revision.mails.iter().position(|&mail| catalog.entry(mail).is_cover()),
        }
    }

    /// Whether a mail is shown with its text: cover letters, lone patches, and all of the newest version.
    pub fn shows_text(&self, place: usize) -> bool {
        let entry = self.catalog.entry(self.revision.mails[place]);
        self.is_newest || entry.index.is_none() || self.cover == Some(place)
    }

    /// Whether as much of a patch's diff is shown as fits, and not only what was commented upon.
    pub fn shows_diff(&self, place: usize) -> bool {
        self.is_newest && self.cover != Some(place)
    }

    fn length(&self, place: usize, talk: &Talk) -> usize {
        let mail = self.revision.mails[place];
        let text = self.catalog.entry(mail).text;
        let body = if self.shows_text(place) { parts::length(text.body) } else { MAIL };
        let diff = if self.shows_diff(place) { text.diff.min(LONGEST_DIFF as u64) as usize } else { 0 };
        body + diff + talk.length(mail)
    }
}
