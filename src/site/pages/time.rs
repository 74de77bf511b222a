//! Moments and spans of time, as pages write them.

use jiff::tz::TimeZone;
use jiff::{Timestamp, civil::Date};

use crate::archive::date_of;
use crate::site::view::Time;

/// A moment, to the day, in UTC.
pub fn day(seconds: i64) -> Time {
    let date = date_of(seconds);
    Time { iso: date.to_string(), text: date.strftime("%-d %B %Y").to_string() }
}

/// A mail's own date, to the minute, in UTC.
pub fn minute(moment: Timestamp) -> Time {
    let time = TimeZone::UTC.to_datetime(moment);
    Time { iso: moment.to_string(), text: time.strftime("%-d %B %Y, %H:%M UTC").to_string() }
}

/// `February 2026`
pub fn month(year: i16, month: i8) -> String {
    Date::new(year, month, 1)
        .map_or_else(|_| format!("{year}-{month}"), |date| date.strftime("%B %Y").to_string())
}

/// How long one moment is before another, as people say it.
pub fn span(then: i64, now: i64) -> String {
    let days = date_of(now).since(date_of(then)).map_or(0, |span| i64::from(span.get_days()));
    match days {
        ..=0 => "less than a day".to_owned(),
        1 => "a day".to_owned(),
        2..=13 => format!("{days} days"),
        14..=59 => format!("{} weeks", days / 7),
        60..=729 => format!("{} months", days / 30),
        _ => format!("{} years", days / 365),
    }
}
