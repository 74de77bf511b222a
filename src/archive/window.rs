//! Windows: contiguous ranges of an inbox's slots, by calendar, by count or by name.

use std::fmt;
use std::num::NonZeroUsize;
use std::ops;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::Oid;
use super::inbox::Inbox;

/// A calendar period, in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Days {
    Day,
    /// An ISO 8601 week, Monday to Sunday.
    Week,
    Month,
}

/// How an inbox is cut into windows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scheme {
    /// By committer date.
    Calendar(Days),
    /// Every so many mails.
    Count(NonZeroUsize),
    /// Just these.
    Ranges(Vec<Range>),
}

/// `FROM..TO` as written: FROM excluded, TO included, each any unique abbreviation of a commit id. An empty
/// FROM, or one of zeros (git's null id), stands for the beginning.
#[derive(Debug, Clone, PartialEq, Eq)]
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
                "`{}` is no window: write FROM..TO, each 4 to 40 hexadecimal digits",
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

/// A contiguous range of an inbox's slots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    pub period: Period,
    /// The commit before the first; none at the very beginning.
    pub from: Option<Oid>,
    /// The last commit.
    pub to: Oid,
    pub slots: ops::Range<usize>,
    /// Commit times of the first and the last slot, seconds since 1970.
    pub since: i64,
    pub until: i64,
}

impl Window {
    fn over(inbox: &Inbox, period: Period, span: ops::Range<usize>) -> Self {
        let slots = inbox.slots();
        let from = span.start.checked_sub(1).map(|before| slots[before].commit);
        let (first, last) = (&slots[span.start], &slots[span.end - 1]);
        Self { period, from, to: last.commit, since: first.time, until: last.time, slots: span }
    }

    /// Cuts the whole inbox. With a calendar or a count every slot is in exactly one window.
    pub fn cut(inbox: &Inbox, scheme: &Scheme) -> Result<Vec<Self>, String> {
        match scheme {
            Scheme::Calendar(days) => Ok(Self::runs(inbox, |_, time| days.around(time))),
            Scheme::Count(count) => {
                let period = |index: usize| {
                    let first = index / count.get() * count.get();
                    Period::Mails(first + 1, first + count.get())
                };
                Ok(Self::runs(inbox, |index, _| period(index)))
            }
            Scheme::Ranges(ranges) => ranges.iter().map(|range| Self::of(inbox, range)).collect(),
        }
    }

    /// Cuts wherever the period changes.
    fn runs(inbox: &Inbox, period: impl Fn(usize, i64) -> Period) -> Vec<Self> {
        let mut windows = Vec::new();
        let mut open: Option<(Period, usize)> = None;
        for (index, slot) in inbox.slots().iter().enumerate() {
            let current = period(index, slot.time);
            if open.as_ref().is_some_and(|(period, _)| *period == current) {
                continue;
            }
            if let Some((period, start)) = open.replace((current, index)) {
                windows.push(Self::over(inbox, period, start..index));
            }
        }
        if let Some((period, start)) = open {
            windows.push(Self::over(inbox, period, start..inbox.slots().len()));
        }
        windows
    }

    /// The window `range` names. What it says of a range that is not there names the commit.
    pub fn of(inbox: &Inbox, range: &Range) -> Result<Self, String> {
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
        Ok(Self::over(inbox, period, start..end))
    }
}

/// The first nine digits of a commit id, as digests have always named commits.
pub fn short_id(id: &str) -> String {
    id.chars().take(9).collect()
}

/// Where the commit that an abbreviation names stands in the history.
fn last_position(inbox: &Inbox, abbreviation: &str) -> Result<usize, String> {
    let mut found: Option<(Oid, usize)> = None;
    for (index, slot) in inbox.slots().iter().enumerate() {
        if starts_with(slot.commit, abbreviation) {
            match found {
                Some((id, _)) if id != slot.commit => {
                    return Err(format!("{abbreviation} is not unique: {id} and {} begin so", slot.commit));
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
