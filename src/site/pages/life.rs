//! The life of a series: its timeline and its versions.

use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use super::layout::Piece;
use super::pieces::discussed;
use super::pieces::landed;
use super::pieces::mails;
use super::pieces::outcome;
use super::pieces::versions;
use crate::catalog::{Catalog, PatchAt, ReplyAt, RevisionAt, SeriesAt, Service};
use crate::site::route;
use crate::site::view::{self, RevisionRow, TimelineMark};

/// Marks of a timeline, at most.
const STEPS: i64 = 200;
/// Steps that a sign of a label takes on a narrow page, and those between two labels.
const SIGN: i64 = 5;
const GAP: i64 = 3;

/// The life of a series, for its page.
pub fn view(context: &Context, at: SeriesAt) -> view::SeriesLife {
    let catalog = context.catalog;
    let life = &catalog.lives[at];
    let revisions = catalog.series[at].revisions.positions();
    let mut versions: Vec<RevisionRow> = revisions.map(|number| row(context, at, number)).collect();
    fold(context, &mut versions);
    let pulls = life.pulls.iter().map(|&reply| outcome::taken(context, reply, &[], life.patches));
    view::SeriesLife {
        marks: marks(catalog, at),
        marks_text: format!(
            "{}, {}",
            context.count("count-versions", versions.len()),
            context.count("count-replies", life.replies.len())
        ),
        versions,
        taken: outcome::all_taken(context, life),
        pulls: pulls.collect(),
        merged: outcome::merged(context, life),
        landed: landed::view(context, at),
    }
}

/// Folds the middle of many versions, oldest first.
fn fold(context: &Context, versions: &mut [RevisionRow]) {
    let Some(middle) = versions::middle(versions.len()) else { return };
    let (first, last) = (versions.len() - middle.end, versions.len() - 1 - middle.start);
    let (oldest, newest) = (&versions[first].version, &versions[last].version);
    let values = [("count", middle.len().into()), ("from", oldest.into()), ("to", newest.into())];
    versions[first].fold.begins = Some(context.say("versions-folded", &values));
    versions[last].fold.ends = true;
}

/// A version in the list behind the timeline.
fn row(context: &Context, at: SeriesAt, number: RevisionAt) -> RevisionRow {
    let catalog = context.catalog;
    let revision = &catalog.series[at].revisions[number];
    let replies = || revision.mails.iter().flat_map(|&patch| &catalog.replies_to[patch]).copied();
    let patches = versions::patches(catalog, revision);
    let part = part_of(number, &context.layouts.series[at]);
    RevisionRow {
        version: format!("v{}", revision.version),
        href: format!("{}#{}", route::part("", part), versions::anchor(number)),
        anchor: (part > 1).then(|| versions::anchor(number)),
        time: context.day(catalog.posted(revision)),
        given: given_to_all(context, &patches),
        patches: patches.len(),
        replies: replies().count(),
        people: discussed::people(catalog, replies()),
        resend: revision.resend,
        fold: view::Fold::default(),
    }
}

/// The part of a series' page on which a version begins.
fn part_of(number: RevisionAt, parts: &[Vec<Piece>]) -> usize {
    let begins = |piece: &Piece| piece.number == number && piece.mails.start == 0;
    parts.iter().position(|pieces| pieces.iter().any(begins)).unwrap_or_default() + 1
}

/// `9 of 14 patches reviewed`
fn given_to_all(context: &Context, patches: &[PatchAt]) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for &patch in patches {
        for given in mails::given(context, patch) {
            *counts.entry(given.word).or_default() += 1;
        }
    }
    let text = |word: String, count: usize| match patches.len() {
        1 => word,
        all if all == count => context.say("given-all", &[("word", (&word).into())]),
        all => {
            let values = [("count", count.into()), ("all", all.into()), ("word", (&word).into())];
            context.say("given-some", &values)
        }
    };
    let words = Service::ALL.into_iter().map(|kind| mails::given_word(context, kind));
    words.filter_map(|word| counts.get(&word).copied().map(|count| text(word, count))).collect()
}

/// When all happened.
struct Moments {
    /// Versions with their names, oldest first.
    posted: Vec<(i64, String)>,
    replies: Vec<i64>,
    /// What was said of its being taken up.
    taken: Vec<i64>,
}

impl Moments {
    fn of(catalog: &Catalog, at: SeriesAt) -> Self {
        let life = &catalog.lives[at];
        let said = |reply: ReplyAt| catalog.reply(reply).sent;
        let applied = life.applied.iter().map(|applied| applied.reply);
        let taken: BTreeSet<ReplyAt> = applied.chain(life.pulls.iter().copied()).collect();
        let revisions = catalog.series[at].revisions.iter();
        let posted = revisions.map(|revision| (catalog.posted(revision), format!("v{}", revision.version)));
        Self {
            posted: posted.collect(),
            replies: life.replies.iter().copied().map(said).collect(),
            taken: taken.into_iter().map(said).collect(),
        }
    }

    /// The first and the last moment that are drawn, if they are not the same.
    fn ends(&self) -> Option<(i64, i64)> {
        let posted = self.posted.iter().map(|&(time, _)| time);
        let times = posted.chain(self.replies.iter().copied());
        let first = times.clone().min()?;
        let last = times.chain(self.taken.iter().copied()).max()?;
        (first != last).then_some((first, last))
    }
}

/// The timeline: versions, replies, and when it was taken up, each at its time.
fn marks(catalog: &Catalog, at: SeriesAt) -> Vec<TimelineMark> {
    let moments = Moments::of(catalog, at);
    let Some((first, last)) = moments.ends() else { return Vec::new() };
    let step = |time: i64| (time - first) * STEPS / (last - first);
    let plain = |kind: &'static str, at: i64| mark(kind, at, String::new());
    let replies: BTreeSet<i64> = moments.replies.into_iter().map(step).collect();
    let mut marks: Vec<TimelineMark> = replies.into_iter().map(|at| plain("reply", at)).collect();
    marks.extend(moments.taken.into_iter().map(|time| plain("taken", step(time))));
    let versions: Vec<(i64, String)> =
        moments.posted.into_iter().map(|(time, version)| (step(time), version)).collect();
    let named = labelled(&versions);
    marks.extend(versions.into_iter().enumerate().map(|(place, (at, version))| {
        mark("version", at, if named.contains(&place) { version } else { String::new() })
    }));
    marks
}

/// The versions that have room for their names, by their places: the newest and the oldest before those between them. One
/// that came again is named where it came first.
fn labelled(versions: &[(i64, String)]) -> BTreeSet<usize> {
    let mut labelled: BTreeSet<usize> = BTreeSet::new();
    let mut names: BTreeSet<&str> = BTreeSet::new();
    let is_first: Vec<bool> = versions.iter().map(|(_, name)| names.insert(name)).collect();
    let firsts = || (0..versions.len()).rev().filter(|&place| is_first[place]);
    for place in firsts().take(1).chain(firsts().filter(|&place| place == 0)).chain(firsts()) {
        let (at, name) = &versions[place];
        let has_room = |&other: &usize| {
            let (other, signs) = (versions[other].0, versions[other].1.len() + name.len());
            (at - other).abs() >= SIGN * signs as i64 / 2 + GAP
        };
        if labelled.iter().all(has_room) {
            labelled.insert(place);
        }
    }
    labelled
}

fn mark(kind: &'static str, step: i64, label: String) -> TimelineMark {
    // A little in from the ends, so that nothing is cut off.
    let permille = 15 + step * 970 / STEPS;
    TimelineMark { kind, x: format!("{}.{}", permille / 10, permille % 10), label }
}
