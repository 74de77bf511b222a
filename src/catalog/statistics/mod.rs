//! Figures of a list or a subsystem by quarter and by year: who sent how much, who answered, how long things took.
//!
//! 1. [`Statistics::of`] finds out once what became of each series: when it was answered, when it was taken.
//! 2. [`Statistics::events`] has all that happened in a list or a subsystem, by time.
//! 3. [`Events::figures`] counts what happened in a [`period`]; [`fact`] says what each number means. [`Counted`] has them for
//!    each quarter and year.
//! 4. [`dealings`] has what happened to each company.
//! 5. [`mod@write`] puts them into text, CSV and JSON.

mod count;
pub mod dealings;
pub mod fact;
pub mod period;
mod spread;
pub mod write;

use std::collections::{BTreeMap, BTreeSet};

use super::applied::{self, Applied};
use super::state;
use super::{
    Catalog, DigestAt, ListAt, PatchAt, Reply, ReplyAt, Series, SeriesAt, State, Subsystem, SubsystemAt,
};
use crate::mail::Address;
use crate::position::Table;
pub use fact::{FACTS, Fact, Number};
pub use period::Period;
pub use spread::Spread;

/// Patch mails that a subsystem needs to have figures: quartiles of a few series say nothing.
const ENOUGH: usize = 200;

/// Whether a subsystem has figures. Its patch mails never become fewer, so that one that has figures keeps them.
pub fn has_figures(subsystem: &Subsystem) -> bool {
    subsystem.patches >= ENOUGH
}

/// What became of each series.
#[derive(Debug)]
pub struct Statistics {
    series: Table<Series, Course>,
    /// Whether a mail is what a person said about somebody else's patch.
    is_answer: Table<Reply, bool>,
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
        let is_answer = catalog.replies.map(|at, _| is_answer(catalog, at));
        let series = catalog.series.positions().map(|at| course(catalog, &is_answer, at)).collect();
        Self { series, is_answer }
    }

    /// All that happened in a list or a subsystem.
    pub fn events<'a>(&self, catalog: &'a Catalog<'a>, scope: Scope) -> Events<'a> {
        let (patches, replies) = match scope {
            Scope::List(list) => of_list(catalog, list),
            Scope::Subsystem(at) => of_subsystem(catalog, at),
        };
        let series: BTreeSet<SeriesAt> = patches.iter().map(|&patch| catalog.patches[patch].series).collect();
        let is_patch = |patch: &&PatchAt| !catalog.entry(**patch).is_cover();
        let answer = |at| Some((catalog.reply(at).sent, self.answer(catalog, at)?));
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

    /// What a person said about somebody else's patch.
    fn answer<'a>(&self, catalog: &'a Catalog<'a>, at: ReplyAt) -> Option<Answer<'a>> {
        let patch = catalog.replies[at].patch.filter(|_| self.is_answer[at])?;
        Some(Answer { person: &catalog.reply(at).author, series: catalog.patches[patch].series })
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

fn is_answer(catalog: &Catalog, at: ReplyAt) -> bool {
    let is_elses = |patch| catalog.reply(at).is_persons() && !catalog.is_own(at, patch);
    catalog.replies[at].patch.is_some_and(is_elses)
}

fn course(catalog: &Catalog, is_answer: &Table<Reply, bool>, at: SeriesAt) -> Course {
    let series = &catalog.series[at];
    let life = &catalog.lives[at];
    let begun = series.mails().map(|mail| catalog.entry(mail).sent).min().unwrap_or_default();
    let answers = life.replies.iter().filter(|&&reply| is_answer[reply]);
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
    let posted = state::first_posted(catalog, series);
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

/// All that happened in a list or a subsystem, and the figures of its quarters and years.
#[derive(Debug)]
pub struct Counted<'a> {
    pub events: Events<'a>,
    figures: BTreeMap<Period, Figures>,
}

impl<'a> Counted<'a> {
    pub fn of(events: Events<'a>) -> Self {
        let periods: BTreeSet<Period> = events.periods().into_iter().chain(events.drawn()).collect();
        let figures = periods.into_iter().map(|period| (period, events.figures(period))).collect();
        Self { events, figures }
    }

    /// What happened in a quarter or a year; none where that is outside of [`Events::periods`] and [`Events::drawn`].
    pub fn figures(&self, period: Period) -> Option<&Figures> {
        self.figures.get(&period)
    }
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
