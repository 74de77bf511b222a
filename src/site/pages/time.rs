//! Moments and spans of time, as pages write them.

use jiff::tz::TimeZone;
use jiff::{Timestamp, civil::Date};

use super::context::Context;
use crate::archive::{Period, date_of};
use crate::catalog::DigestAt;
use crate::language::Language;
use crate::site::view::Time;

impl Context<'_> {
    /// A moment, to the day, in UTC.
    pub fn day(&self, seconds: i64) -> Time {
        let date = date_of(seconds);
        Time { iso: date.to_string(), text: self.site.language.day(date) }
    }

    /// A mail's own date, to the minute, in UTC.
    pub fn minute(&self, moment: Timestamp) -> Time {
        let time = TimeZone::UTC.to_datetime(moment);
        let date = self.site.language.day(time.date());
        let (hour, minute) = (format!("{:02}", time.hour()), format!("{:02}", time.minute()));
        let values = [("date", (&date).into()), ("hour", (&hour).into()), ("minute", (&minute).into())];
        Time { iso: moment.to_string(), text: self.say("date-minute", &values) }
    }

    /// `February 2026`
    pub fn month(&self, year: i16, month: i8) -> String {
        month_of(self.site.language, year, month)
    }

    /// What a digest spans.
    pub fn digest_title(&self, at: DigestAt) -> String {
        match self.catalog.digest_name(at).period {
            Period::Day(date) => self.site.language.day(*date),
            Period::Month(year, month) => self.month(*year, *month),
            Period::Week(year, week) => {
                let (week, year) = (week.to_string(), year.to_string());
                self.say("date-week", &[("week", (&week).into()), ("year", (&year).into())])
            }
            Period::Mails(first, last) => {
                self.say("date-mails", &[("first", (*first).into()), ("last", (*last).into())])
            }
            Period::Commits(from, to) => format!("{from}..{to}"),
        }
    }

    /// How long one moment is before another, as people say it.
    pub fn span(&self, then: i64, now: i64) -> String {
        let days = date_of(now).since(date_of(then)).map_or(0, |span| i64::from(span.get_days()));
        let count = |id, count: i64| self.count(id, usize::try_from(count).unwrap_or_default());
        match days {
            ..=0 => self.text("span-short"),
            1 => self.text("span-day"),
            2..=13 => count("span-days", days),
            14..=59 => count("span-weeks", days / 7),
            60..=729 => count("span-months", days / 30),
            _ => count("span-years", days / 365),
        }
    }
}

fn month_of(language: &Language, year: i16, month: i8) -> String {
    Date::new(year, month, 1).map_or_else(|_| format!("{year}-{month}"), |date| language.month(date))
}
