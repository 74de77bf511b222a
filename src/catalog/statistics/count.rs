//! What happened becomes numbers.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{Answer, Course, Events, Figures, Period, Reviewer, Spread};
use crate::catalog::{AuthorAt, PatchAt, SeriesAt};
use crate::mail::Address;

impl Events<'_> {
    pub(super) fn sort(&mut self) {
        self.patches.sort_unstable();
        self.answers.sort_by_key(|&(time, _)| time);
        self.begun.sort_by_key(|&(time, _)| time);
        self.taken.sort_by_key(|&(time, _)| time);
    }

    /// The quarters from the first to the last mail, oldest first, those of a year together.
    pub fn by_year(&self) -> Vec<Vec<Period>> {
        let patch = self.patches.first().map(|&(time, _)| time);
        let answer = self.answers.first().map(|&(time, _)| time);
        let first = patch.into_iter().chain(answer).min().map(Period::quarter_of);
        let last = self.last(None).map(Period::quarter_of);
        let Some((first, last)) = first.zip(last) else { return Vec::new() };
        let quarters = |year: i16| (1..=4).map(move |quarter| Period::Quarter(year, quarter));
        let of_year = |year: i16| quarters(year).filter(|quarter| (first..=last).contains(quarter)).collect();
        (first.year()..=last.year()).map(of_year).collect()
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
