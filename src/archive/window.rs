//! Windows: slots of an inbox, by calendar, by count or by name.

use std::num::NonZeroUsize;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::Oid;
use super::inbox::Inbox;
use super::range::Range;

/// A calendar period, in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Days {
    Day,
    /// An ISO 8601 week, Monday to Sunday.
    Week,
    Month,
}

/// How an inbox is cut into windows.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// By the time that mails were sent.
    Calendar(Days),
    /// Every so many mails.
    Count(NonZeroUsize),
    /// Just these.
    Ranges(Vec<Range>),
}

/// What a window spans, which gives its name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Period {
    Day(Date),
    /// The ISO year and week.
    Week(i16, i8),
    Month(i16, i8),
    /// The nominal first and last mail, counted from 1; the last may be still to come.
    Mails(usize, usize),
    /// Between two commits, nine digits each.
    Commits(String, String),
}

impl Period {
    /// Its name in addresses: `2026-02-19`, `2026-W08`, `2026-02`, `mails-1-500`, `e3d211428-d743ff4d7`. It
    /// does not change when mails are added to a window that is still open.
    pub fn name(&self) -> String {
        match self {
            Period::Day(date) => date.to_string(),
            Period::Week(year, week) => format!("{year:04}-W{week:02}"),
            Period::Month(year, month) => format!("{year:04}-{month:02}"),
            Period::Mails(first, last) => format!("mails-{first}-{last}"),
            Period::Commits(from, to) => format!("{from}-{to}"),
        }
    }

    /// Its name for people.
    pub fn title(&self) -> String {
        match self {
            Period::Day(date) => date.strftime("%-d %B %Y").to_string(),
            Period::Week(year, week) => format!("Week {week} of {year}"),
            Period::Month(year, month) => match Date::new(*year, *month, 1) {
                Ok(date) => date.strftime("%B %Y").to_string(),
                Err(_) => self.name(),
            },
            Period::Mails(first, last) => format!("Mails {first} to {last}"),
            Period::Commits(from, to) => format!("{from}..{to}"),
        }
    }
}

/// Some slots of an inbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    pub period: Period,
    /// Places of its slots: in a calendar window by time, else in the order of arrival.
    pub places: Vec<usize>,
    /// The commits that they came with, oldest first. Only a calendar window may have several ranges.
    pub commits: Vec<Span>,
    /// Of its first and its last slot in time, seconds since 1970.
    pub since: i64,
    pub until: i64,
}

/// A range of commits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The commit before the first; none at the very beginning.
    pub from: Option<Oid>,
    /// The last commit.
    pub to: Oid,
}

impl Window {
    /// A window of these slots, at least one. `times` gives the time of every slot of the inbox.
    fn of_places(inbox: &Inbox, period: Period, places: Vec<usize>, times: &[i64]) -> Self {
        let slots = inbox.slots();
        let mut sorted = places.clone();
        sorted.sort_unstable();
        let span = |run: &[usize]| Span {
            from: run[0].checked_sub(1).map(|before| slots[before].commit),
            to: slots[run[run.len() - 1]].commit,
        };
        let commits = sorted.chunk_by(|a, b| a + 1 == *b).map(span).collect();
        let of_places = || places.iter().map(|&place| times[place]);
        let since = of_places().min().unwrap_or_default();
        let until = of_places().max().unwrap_or_default();
        Self { period, places, commits, since, until }
    }

    /// Cuts the whole inbox; `times` tells when the mail of each slot was sent. With a calendar or a count every slot is
    /// in exactly one window.
    pub fn cut(inbox: &Inbox, scheme: &Scheme, times: &[i64]) -> Result<Vec<Self>, String> {
        match scheme {
            Scheme::Calendar(days) => Ok(Self::by_calendar(inbox, *days, times)),
            Scheme::Count(count) => {
                let places: Vec<usize> = (0..inbox.slots().len()).collect();
                let window = |(number, places): (usize, &[usize])| {
                    let first = number * count.get();
                    let period = Period::Mails(first + 1, first + count.get());
                    Self::of_places(inbox, period, places.to_vec(), times)
                };
                Ok(places.chunks(count.get()).enumerate().map(window).collect())
            }
            Scheme::Ranges(ranges) => ranges.iter().map(|range| Self::of(inbox, range, times)).collect(),
        }
    }

    fn by_calendar(inbox: &Inbox, days: Days, times: &[i64]) -> Vec<Self> {
        let mut order: Vec<usize> = (0..inbox.slots().len()).collect();
        order.sort_by_key(|&place| (times[place], place));
        let same_period = |a: &usize, b: &usize| days.around(times[*a]) == days.around(times[*b]);
        let windows = order.chunk_by(same_period);
        windows
            .map(|places| Self::of_places(inbox, days.around(times[places[0]]), places.to_vec(), times))
            .collect()
    }

    /// The window without the slots of mails sent before a moment; `None` if it has no others.
    pub fn since(self, inbox: &Inbox, moment: i64, times: &[i64]) -> Option<Self> {
        if self.since >= moment {
            return Some(self);
        }
        let places: Vec<usize> = self.places.into_iter().filter(|&place| times[place] >= moment).collect();
        (!places.is_empty()).then(|| Self::of_places(inbox, self.period, places, times))
    }

    /// The window `range` names. What it says of a range that is not there names the commit.
    pub fn of(inbox: &Inbox, range: &Range, times: &[i64]) -> Result<Self, String> {
        let places = range.places(inbox)?;
        let (start, end) = (places.start, places.end);
        let slots = inbox.slots();
        let from = start.checked_sub(1).map_or(Oid::ZERO_SHA1, |before| slots[before].commit);
        let period =
            Period::Commits(short_id(&from.to_string()), short_id(&slots[end - 1].commit.to_string()));
        Ok(Self::of_places(inbox, period, places.collect(), times))
    }

    /// Whether it is a day, a week or a month, whose mails are those that were sent then.
    pub fn is_calendar(&self) -> bool {
        matches!(self.period, Period::Day(_) | Period::Week(..) | Period::Month(..))
    }
}

/// The first nine digits of a commit id, as digests have always named commits.
pub fn short_id(id: &str) -> String {
    id.chars().take(9).collect()
}

impl Days {
    /// The period that holds the moment.
    fn around(self, time: i64) -> Period {
        let date = date_of(time);
        match self {
            Days::Day => Period::Day(date),
            Days::Week => {
                let week = date.iso_week_date();
                Period::Week(week.year(), week.week())
            }
            Days::Month => Period::Month(date.year(), date.month()),
        }
    }
}

/// The day of a moment, in UTC.
pub fn date_of(time: i64) -> Date {
    let moment = Timestamp::from_second(time).unwrap_or(Timestamp::UNIX_EPOCH);
    TimeZone::UTC.to_datetime(moment).date()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_is_named_by_the_iso_year_it_belongs_to() {
        // 2024-12-30 is the Monday of the first week of 2025.
        assert_eq!(Days::Week.around(1_735_516_800).name(), "2025-W01");
    }
}
