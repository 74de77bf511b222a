//! What happened becomes numbers.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{Answer, Course, Events, Figures, Period, Reviewer, Spread};
use crate::catalog::{AuthorAt, PatchAt, SeriesAt};
use crate::mail::Address;

/// One of so many patches is a fair part of them; and quarters of one picture at most.
const FAIR: usize = 100;
const MOST_DRAWN: usize = 80;

impl Events<'_> {
    pub(super) fn sort(&mut self) {
        self.patches.sort_unstable();
        self.answers.sort_by_key(|&(time, _)| time);
        self.begun.sort_by_key(|&(time, _)| time);
        self.taken.sort_by_key(|&(time, _)| time);
    }

    /// The quarters from the first to the last mail, oldest first, those of a year together. A year in which nothing happened is
    /// not among them: a single mail with a wrong date may be decades older than all others.
    pub fn by_year(&self) -> Vec<Vec<Period>> {
        let mut years: Vec<Vec<Period>> = Vec::new();
        for quarter in self.quarters().filter(|quarter| self.is_busy(Period::Year(quarter.year()))) {
            match years.last_mut().filter(|year| year[0].year() == quarter.year()) {
                Some(year) => year.push(quarter),
                None => years.push(vec![quarter]),
            }
        }
        years
    }

    /// The quarters for a picture, one after the other without a gap, oldest first: from the first year that has a fair part
    /// of all patches.
    pub fn drawn(&self) -> Vec<Period> {
        let is_fair = |quarter: &Period| {
            let patches = within(&self.patches, Period::Year(quarter.year())).count();
            patches * FAIR >= self.patches.len() && self.is_busy(Period::Year(quarter.year()))
        };
        let mut quarters: Vec<Period> = self.quarters().skip_while(|quarter| !is_fair(quarter)).collect();
        quarters.split_off(quarters.len().saturating_sub(MOST_DRAWN))
    }

    fn quarters(&self) -> impl Iterator<Item = Period> {
        let patch = self.patches.first().map(|&(time, _)| time);
        let answer = self.answers.first().map(|&(time, _)| time);
        let first = patch.into_iter().chain(answer).min().map(Period::quarter_of);
        let known = first.zip(self.last(None).map(Period::quarter_of));
        let of_year = |year: i16| (1..=4).map(move |quarter| Period::Quarter(year, quarter));
        known.into_iter().flat_map(move |(first, last)| {
            let quarters = (first.year()..=last.year()).flat_map(of_year);
            quarters.filter(move |quarter| (first..=last).contains(quarter))
        })
    }

    /// Whether anything happened in a time.
    fn is_busy(&self, period: Period) -> bool {
        within(&self.patches, period).next().is_some()
            || within(&self.answers, period).next().is_some()
            || within(&self.begun, period).next().is_some()
            || within(&self.taken, period).next().is_some()
    }

    /// The same quarters, and behind those of a year all of it.
    pub fn periods(&self) -> Vec<Period> {
        let with_year = |quarters: Vec<Period>| {
            let year = Period::Year(quarters[0].year());
            quarters.into_iter().chain([year])
        };
        self.by_year().into_iter().flat_map(with_year).collect()
    }

    /// When the last patch or answer came, of all or of a year, seconds since 1970.
    pub fn last(&self, year: Option<i16>) -> Option<i64> {
        let end = year.map_or(i64::MAX, |year| Period::Year(year).span().1);
        let patch = self.patches[..self.patches.partition_point(|&(time, _)| time < end)].last();
        let answer = self.answers[..self.answers.partition_point(|&(time, _)| time < end)].last();
        patch.map(|&(time, _)| time).max(answer.map(|&(time, _)| time))
    }

    /// What happened in a time.
    pub fn figures(&self, period: Period) -> Figures {
        let (begin, end) = period.span();
        let patches: Vec<PatchAt> = within(&self.patches, period).map(|&(_, patch)| patch).collect();
        let authors: BTreeSet<AuthorAt> =
            patches.iter().map(|&patch| self.catalog.patches[patch].author).collect();
        let is_first = |author: &&AuthorAt| {
            self.catalog.authors[**author].first.is_some_and(|first| (begin..end).contains(&first))
        };
        let answers: Vec<Answer> = within(&self.answers, period).map(|&(_, answer)| answer).collect();
        let begun: Vec<Course> = within(&self.begun, period).map(|&(_, course)| course).collect();
        let waits = begun.iter().filter_map(|course| Some((course.answered? - course.begun).max(0)));
        let waits: Vec<i64> = waits.collect();
        let taken: Vec<(Course, super::Taking)> =
            within(&self.taken, period).filter_map(|&(_, course)| Some((course, course.taken?))).collect();
        let said = taken.iter().filter(|(_, taking)| taking.is_said);
        Figures {
            period,
            patches: patches.len(),
            authors: authors.len(),
            first_timers: authors.iter().filter(is_first).count(),
            answered_series: answers.iter().map(|answer| answer.series).collect::<BTreeSet<_>>().len(),
            reviewers: self.reviewers(&answers),
            new_series: begun.len(),
            unanswered: begun.len() - waits.len(),
            to_answer: Spread::of(waits),
            taken: taken.len(),
            reviewed: taken.iter().filter(|(_, taking)| taking.reviewed).count(),
            reviewed_elsewhere: taken.iter().filter(|(_, taking)| taking.reviewed_elsewhere).count(),
            to_taken: Spread::of(said.map(|(course, taking)| (taking.time - course.begun).max(0)).collect()),
            versions: Spread::of(taken.iter().map(|(_, taking)| taking.version).collect()),
        }
    }

    /// Who gave these answers. Somebody is called as in the newest of them.
    fn reviewers(&self, answers: &[Answer]) -> Vec<Reviewer> {
        let mut by_person: BTreeMap<&str, (&Address, usize, BTreeSet<SeriesAt>)> = BTreeMap::new();
        for answer in answers {
            let person = self.catalog.person(answer.person);
            let (address, mails, series) =
                by_person.entry(person).or_insert((answer.person, 0, BTreeSet::new()));
            *address = answer.person;
            *mails += 1;
            series.insert(answer.series);
        }
        let mut reviewers: Vec<(&str, Reviewer)> = by_person
            .into_iter()
            .map(|(key, (person, mails, series))| {
                (key, Reviewer { person: person.clone(), mails, series: series.len() })
            })
            .collect();
        reviewers.sort_by_key(|(key, reviewer)| (Reverse((reviewer.mails, reviewer.series)), *key));
        reviewers.into_iter().map(|(_, reviewer)| reviewer).collect()
    }
}

/// What happened in a time.
pub(super) fn within<T>(events: &[(i64, T)], period: Period) -> impl Iterator<Item = &(i64, T)> {
    let (begin, end) = period.span();
    let first = events.partition_point(|&(time, _)| time < begin);
    events[first..].iter().take_while(move |&&(time, _)| time < end)
}
