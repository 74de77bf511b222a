//! Windows: slots of an inbox, by calendar, by count or by name.

use std::fmt;
use std::num::NonZeroUsize;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::Oid;
use super::inbox::Inbox;

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

/// `FROM..TO` as written: FROM excluded, TO included, each any unique abbreviation of a commit id. An empty
/// FROM, or one of zeros (git's null id), stands for the beginning.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Range {
    from: String,
    to: String,
}

impl Range {
    /// The range between two abbreviations that are known to be hexadecimal, as a digest's text has them.
    pub fn between(from: &str, to: &str) -> Option<Self> {
        format!("{from}..{to}").parse().ok()
    }
}

impl FromStr for Range {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let hex = |id: &str| id.len() <= 40 && id.bytes().all(|b| b.is_ascii_hexdigit());
        match text.trim().split_once("..") {
            Some((from, to))
                if hex(from) && hex(to) && to.len() >= 4 && (from.is_empty() || from.len() >= 4) =>
            {
                Ok(Self { from: from.to_ascii_lowercase(), to: to.to_ascii_lowercase() })
            }
            _ => Err(format!(
                "`{}` is not a window: write FROM..TO, each 4 to 40 hexadecimal digits",
                text.trim()
            )),
        }
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.from, self.to)
    }
}

/// What a window spans, which gives its name.
#[derive(Debug, Clone, PartialEq, Eq)]
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
        let beginning = range.from.bytes().all(|b| b == b'0');
        let start = if beginning { 0 } else { last_position(inbox, &range.from)? + 1 };
        let end = last_position(inbox, &range.to)? + 1;
        if start >= end {
            return Err(format!(
                "{} is not an ancestor of {}: a window goes from an older commit to a newer one",
                range.from, range.to
            ));
        }
        let slots = inbox.slots();
        let from = start.checked_sub(1).map_or(Oid::ZERO_SHA1, |before| slots[before].commit);
        let period =
            Period::Commits(short_id(&from.to_string()), short_id(&slots[end - 1].commit.to_string()));
        Ok(Self::of_places(inbox, period, (start..end).collect(), times))
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

/// Position in the history of the commit that an abbreviation names.
fn last_position(inbox: &Inbox, abbreviation: &str) -> Result<usize, String> {
    let mut found: Option<(Oid, usize)> = None;
    for (index, slot) in inbox.slots().iter().enumerate() {
        if starts_with(slot.commit, abbreviation) {
            match found {
                Some((id, _)) if id != slot.commit => {
                    return Err(format!("{abbreviation} is ambiguous: it matches {id} and {}", slot.commit));
                }
                _ => found = Some((slot.commit, index)),
            }
        }
    }
    found
        .map(|(_, index)| index)
        .ok_or_else(|| format!("{abbreviation} is not in the history of this archive"))
}

fn starts_with(id: Oid, abbreviation: &str) -> bool {
    let nibble =
        |index: usize| (id.as_bytes()[index / 2] >> if index.is_multiple_of(2) { 4 } else { 0 }) & 0xf;
    abbreviation.bytes().enumerate().all(|(i, digit)| {
        (digit as char).to_digit(16).is_some_and(|digit| i < 40 && digit == u32::from(nibble(i)))
    })
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
