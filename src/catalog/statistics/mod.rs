//! Figures of a list or a subsystem by quarter and by year: who sent how much, who answered, how long things took.
//!
//! 1. [`Statistics::of`] finds out once what became of each series: when it was answered, when it was taken.
//! 2. [`Statistics::events`] has all that happened in a list or a subsystem, by time.
//! 3. [`Events::figures`] counts what happened in a [`period`]; [`fact`] says what each number means.
//! 4. [`dealings`] has what happened to each company.
//! 5. [`mod@write`] puts them into text, CSV and JSON.

mod count;
pub mod dealings;
pub mod fact;
pub mod period;
mod spread;
pub mod write;

use std::collections::BTreeSet;

use super::applied::{self, Applied};
use super::lifecycle;
use super::{Catalog, DigestAt, ListAt, PatchAt, ReplyAt, Series, SeriesAt, State, SubsystemAt};
use crate::mail::Address;
use crate::position::Table;
pub use fact::{FACTS, Fact, Number};
pub use period::Period;
pub use spread::Spread;

/// What became of each series.
#[derive(Debug)]
pub struct Statistics {
    series: Table<Series, Course>,
}

/// What figures are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    List(ListAt),
    Subsystem(SubsystemAt),
}

/// When things happened to a series, seconds since 1970.
#[derive(Debug, Clone, Copy)]
struct Course {
    /// Its first mail.
    begun: i64,
    /// The first answer of a person other than the author.
    answered: Option<i64>,
    taken: Option<Taking>,
}

/// That a series was taken.
#[derive(Debug, Clone, Copy)]
struct Taking {
    time: i64,
    /// Whether a mail says when.
    is_said: bool,
    /// Its newest version.
    version: i64,
    reviewed: bool,
    reviewed_elsewhere: bool,
}

impl Statistics {
    /// Finds out what became of each series.
    pub fn of(catalog: &Catalog) -> Self {
        Self { series: catalog.series.positions().map(|at| course(catalog, at)).collect() }
    }

    /// All that happened in a list or a subsystem.
    pub fn events<'a>(&self, catalog: &'a Catalog<'a>, scope: Scope) -> Events<'a> {
        let (patches, replies) = match scope {
            Scope::List(list) => of_list(catalog, list),
            Scope::Subsystem(at) => of_subsystem(catalog, at),
        };
        let series: BTreeSet<SeriesAt> = patches.iter().map(|&patch| catalog.patches[patch].series).collect();
        let is_patch = |patch: &&PatchAt| !catalog.entry(**patch).is_cover();
        let answer = |at| Some((catalog.reply(at).sent, answer(catalog, at)?));
        let mut events = Events {
            catalog,
            patches: patches.iter().filter(is_patch).map(|&at| (catalog.entry(at).sent, at)).collect(),
            answers: replies.into_iter().filter_map(answer).collect(),
            begun: Vec::new(),
            taken: Vec::new(),
        };
        for course in series.into_iter().map(|at| self.series[at]) {
            events.begun.push((course.begun, course));
            events.taken.extend(course.taken.map(|taking| (taking.time, course)));
        }
        events.sort();
        events
    }
}

/// The patches and the replies that a list holds. What is only a text tells too little.
fn of_list(catalog: &Catalog, list: ListAt) -> (BTreeSet<PatchAt>, BTreeSet<ReplyAt>) {
    let of_list = |at: &DigestAt| catalog.digests[*at].list == list && !catalog.digests[*at].only_text;
    let digests = || catalog.digests.positions().filter(of_list);
    let patches = digests().flat_map(|at| catalog.patch_of[at].iter().copied()).collect();
    (patches, digests().flat_map(|at| catalog.reply_of[at].iter().copied().flatten()).collect())
}

/// The mails of the series of a subsystem.
fn of_subsystem(catalog: &Catalog, at: SubsystemAt) -> (BTreeSet<PatchAt>, BTreeSet<ReplyAt>) {
    let series = || catalog.subsystems[at].series.iter();
    let is_mail = |patch: &PatchAt| !catalog.digests[catalog.patches[*patch].digest].only_text;
    let patches = series().flat_map(|&at| catalog.series[at].mails()).filter(is_mail).collect();
    (patches, series().flat_map(|&at| catalog.lives[at].replies.iter().copied()).collect())
}

/// What a person said about somebody else's patch.
fn answer<'a>(catalog: &'a Catalog, at: ReplyAt) -> Option<Answer<'a>> {
    let patch = catalog.replies[at].patch?;
    let reply = catalog.reply(at);
    let is_answer = reply.is_persons() && !catalog.is_own(at, patch);
    is_answer.then(|| Answer { person: &reply.author, series: catalog.patches[patch].series })
}

fn course(catalog: &Catalog, at: SeriesAt) -> Course {
    let series = &catalog.series[at];
    let life = &catalog.lives[at];
    let begun = series.mails().map(|mail| catalog.entry(mail).sent).min().unwrap_or_default();
    let answers = life.replies.iter().filter(|&&reply| answer(catalog, reply).is_some());
    let is_taken = matches!(life.state, State::Applied | State::Merged);
    Course {
        begun,
        answered: answers.map(|&reply| catalog.reply(reply).sent).min(),
        taken: is_taken.then(|| taking(catalog, at)),
    }
}

fn taking(catalog: &Catalog, at: SeriesAt) -> Taking {
    let newest = catalog.series[at].newest();
    let said = said_taken(catalog, at);
    let time = said.unwrap_or_else(|| catalog.moved(at));
    let mut taking = Taking {
        time,
        is_said: said.is_some(),
        version: newest.version.number.into(),
        reviewed: false,
        reviewed_elsewhere: false,
    };
    for &patch in newest.mails.iter().filter(|&&mail| !catalog.entry(mail).is_cover()) {
        let own = catalog.companies.of(catalog.entry(patch).author.domain());
        for tag in catalog.reviews_of(patch) {
            let is_before = tag.reply.is_none_or(|reply| catalog.reply(reply).sent <= time);
            let Some(person) = tag.person.as_ref().filter(|_| is_before) else { continue };
            taking.reviewed = true;
            taking.reviewed_elsewhere |= catalog.companies.of(person.domain()) != own;
        }
    }
    taking
}

/// When a mail first says that the newest version of a series was taken; where none does, when one first asks to pull it.
/// Thanks for an older version do not say when the newest was taken, unless they came after it.
fn said_taken(catalog: &Catalog, at: SeriesAt) -> Option<i64> {
    let (series, life) = (&catalog.series[at], &catalog.lives[at]);
    let sent = |reply: ReplyAt| catalog.reply(reply).sent;
    let posted = lifecycle::first_posted(catalog, series);
    let is_about_newest = |thanks: &&Applied| {
        sent(thanks.reply) >= posted || applied::answers(catalog, thanks, series.newest())
    };
    let thanks = life.applied.iter().filter(is_about_newest).chain(&life.granted);
    let said = thanks.map(|thanks| sent(thanks.reply)).min();
    said.or_else(|| life.pulls.iter().map(|&pull| sent(pull)).min())
}

/// A mail that says something about somebody else's patch.
#[derive(Debug, Clone, Copy)]
struct Answer<'a> {
    person: &'a Address,
    series: SeriesAt,
}

/// All that happened in a list or a subsystem, each with its time and in its order.
#[derive(Debug)]
pub struct Events<'a> {
    catalog: &'a Catalog<'a>,
    patches: Vec<(i64, PatchAt)>,
    answers: Vec<(i64, Answer<'a>)>,
    begun: Vec<(i64, Course)>,
    taken: Vec<(i64, Course)>,
}

/// What was counted of a time.
#[derive(Debug, Clone)]
pub struct Figures {
    pub period: Period,
    pub patches: usize,
    pub authors: usize,
    pub first_timers: usize,
    /// Those of most mails first.
    pub reviewers: Vec<Reviewer>,
    pub answered_series: usize,
    pub new_series: usize,
    pub unanswered: usize,
    /// Seconds.
    pub to_answer: Option<Spread>,
    pub taken: usize,
    pub reviewed: usize,
    pub reviewed_elsewhere: usize,
    /// Seconds.
    pub to_taken: Option<Spread>,
    pub versions: Option<Spread>,
}

/// Somebody who answered patches of others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviewer {
    pub person: Address,
    pub mails: usize,
    pub series: usize,
}
