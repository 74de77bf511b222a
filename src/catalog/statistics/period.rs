//! The times that figures are about.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::archive::date_of;

/// A time that figures are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// A year, and 1 to 4.
    Quarter(i16, i8),
    Year(i16),
    /// From a day to another, both included.
    Days(Date, Date),
}

impl Period {
    /// The quarter that a moment is in.
    pub fn quarter_of(time: i64) -> Self {
        let date = date_of(time);
        Self::Quarter(date.year(), (date.month() - 1) / 3 + 1)
    }

    /// Its year; that of its last day.
    pub fn year(self) -> i16 {
        match self {
            Self::Quarter(year, _) | Self::Year(year) => year,
            Self::Days(_, last) => last.year(),
        }
    }

    /// Its first and its last day.
    pub fn days(self) -> (Date, Date) {
        let first = |year: i16, month: i8| Date::new(year, month, 1).unwrap_or(Date::MIN);
        match self {
            Self::Quarter(year, quarter) => {
                (first(year, quarter * 3 - 2), first(year, quarter * 3).last_of_month())
            }
            Self::Year(year) => (first(year, 1), first(year, 12).last_of_month()),
            Self::Days(first, last) => (first, last),
        }
    }

    /// Its first second, and the one after its last, seconds since 1970.
    pub fn span(self) -> (i64, i64) {
        let (first, last) = self.days();
        let begin = |date: Date| TimeZone::UTC.to_timestamp(date.at(0, 0, 0, 0)).map(Timestamp::as_second);
        let end = last.checked_add(1.day()).ok().and_then(|next| begin(next).ok());
        (begin(first).unwrap_or(i64::MIN), end.unwrap_or(i64::MAX))
    }
}

impl fmt::Display for Period {
    /// `2026-Q1`, `2026`, `2026-01-05..2026-03-01`
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Quarter(year, quarter) => write!(f, "{year}-Q{quarter}"),
            Self::Year(year) => write!(f, "{year}"),
            Self::Days(first, last) => write!(f, "{first}..{last}"),
        }
    }
}

impl FromStr for Period {
    type Err = String;

    /// From a year, a month or a day to another, both included.
    fn from_str(text: &str) -> Result<Self, String> {
        let expected = "expected FROM..TO, two days, months or years: 2025-01..2025-03";
        let (from, to) = text.split_once("..").ok_or(expected)?;
        let first = days_of(from).ok_or(expected)?.0;
        let last = days_of(to).ok_or(expected)?.1;
        if first > last {
            return Err(format!("{to} is before {from}"));
        }
        Ok(Self::Days(first, last))
    }
}

/// The first and the last day of what is named: `2025`, `2025-03`, `2025-03-31`.
fn days_of(text: &str) -> Option<(Date, Date)> {
    let day = |text: String| text.parse::<Date>().ok().filter(|date| date.to_string() == text);
    Some(match text.len() {
        4 => (day(format!("{text}-01-01"))?, day(format!("{text}-12-31"))?),
        7 => {
            let first = day(format!("{text}-01"))?;
            (first, first.last_of_month())
        }
        _ => {
            let one = day(text.to_owned())?;
            (one, one)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_named_by_days_months_or_years() {
        let check = |text: &str, expected: &str| {
            let said = text.parse::<Period>().map_or_else(|problem| problem, |period| period.to_string());
            assert_eq!(said, expected, "{text}");
        };
        check("2025..2025", "2025-01-01..2025-12-31");
        check("2024-01..2024-02", "2024-01-01..2024-02-29");
        check("2025-01-05..2025-02", "2025-01-05..2025-02-28");
        check("2025-03..2025-02", "2025-02 is before 2025-03");
        for text in ["2025", "2025-1..2025-2", "2025-02-30..2025-03", "..", "a..b", "2025..2025..2025"] {
            check(text, "expected FROM..TO, two days, months or years: 2025-01..2025-03");
        }
    }

    #[test]
    fn a_quarter_ends_with_the_second_before_the_next() {
        let (begin, end) = Period::Quarter(2025, 4).span();
        assert_eq!(Period::Quarter(2026, 1).span().0, end);
        assert_eq!(Period::quarter_of(begin), Period::Quarter(2025, 4));
        assert_eq!(Period::quarter_of(end - 1), Period::Quarter(2025, 4));
        assert_eq!(Period::Year(2025).span().1, end);
    }
}
