//! Time, cut into parts of one length. The last part is the one with the newest mail of what is drawn: no picture knows
//! the clock.

use jiff::civil::Date;

use super::Bucket;
use crate::archive::date_of;
use crate::language::Language;

const DAY: i64 = 86_400;
/// Parts of one picture at most, where there is a longer unit; and years, whatever the first mail's clock said.
const MOST_UNITS: i64 = 48;
const MOST_YEARS: i64 = 60;

/// How long a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    /// Weeks of seven days; the last ends with the day of the newest mail.
    Week,
    Month,
    Quarter,
    Year,
}

/// Equal parts of time, up to the newest mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Axis {
    unit: Unit,
    /// The newest mail, seconds since 1970.
    now: i64,
    /// The number of the first part.
    first: i64,
    count: usize,
}

impl Axis {
    /// The last so many weeks.
    pub fn weeks(now: i64, count: usize) -> Self {
        Self { unit: Unit::Week, now, first: 1 - i64::try_from(count).unwrap_or(i64::MAX), count }
    }

    /// From a first mail to a last one, in months, quarters or years as that is long.
    pub fn whole(first: i64, now: i64) -> Self {
        let span = |unit| number(unit, now, now) - number(unit, first.min(now), now) + 1;
        let unit = [Unit::Month, Unit::Quarter].into_iter().find(|&unit| span(unit) <= MOST_UNITS);
        let unit = unit.unwrap_or(Unit::Year);
        let count = span(unit).clamp(1, MOST_YEARS);
        Self {
            unit,
            now,
            first: number(unit, now, now) - count + 1,
            count: usize::try_from(count).unwrap_or(1),
        }
    }

    /// The part that a moment is in.
    pub fn place(&self, time: i64) -> Option<usize> {
        let place = usize::try_from(number(self.unit, time, self.now) - self.first).ok()?;
        (place < self.count).then_some(place)
    }

    /// How often things happened, of `kinds` kinds: their numbers and times.
    pub fn count(
        &self,
        kinds: usize,
        events: impl Iterator<Item = (usize, i64)>,
        language: &Language,
    ) -> Vec<Bucket> {
        let mut counts = vec![vec![0; kinds]; self.count];
        for (kind, time) in events {
            if let Some(place) = self.place(time) {
                counts[place][kind] += 1;
            }
        }
        let bucket =
            |(at, counts)| Bucket { name: self.name(at, language), tick: self.tick(at, language), counts };
        counts.into_iter().enumerate().map(bucket).collect()
    }

    /// The message that names a picture of patches by the parts of a whole archive, which are no weeks.
    pub fn activity(&self) -> &'static str {
        match self.unit {
            Unit::Week | Unit::Month => "activity-month",
            Unit::Quarter => "activity-quarter",
            Unit::Year => "activity-year",
        }
    }

    /// A part for people.
    pub fn name(&self, at: usize, language: &Language) -> String {
        let start = self.start(at);
        match self.unit {
            Unit::Week => {
                let day = language.day(self.end_of_week(at));
                language.say("week-ends", &[("day", (&day).into())])
            }
            Unit::Month => language.month(start),
            Unit::Quarter => {
                let (year, quarter) = (start.year().to_string(), ((start.month() - 1) / 3 + 1).to_string());
                language.say("quarter-of", &[("year", (&year).into()), ("quarter", (&quarter).into())])
            }
            Unit::Year => start.year().to_string(),
        }
    }

    /// What is written below a part, if it begins something longer.
    fn tick(&self, at: usize, language: &Language) -> Option<String> {
        let start = self.start(at);
        match self.unit {
            // The first of a month is among the week's days.
            Unit::Week => {
                let end = self.end_of_week(at);
                let month = language.short_month(end);
                (end.day() <= 7)
                    .then(|| if end.month() == 1 { format!("{month} {}", end.year()) } else { month })
            }
            Unit::Year => Some(start.year().to_string()),
            Unit::Month | Unit::Quarter => (start.month() == 1 || at == 0).then(|| start.year().to_string()),
        }
    }

    fn end_of_week(&self, at: usize) -> Date {
        let number = self.first + i64::try_from(at).unwrap_or_default();
        date_of(self.now + number * 7 * DAY)
    }

    /// The first day of a part.
    fn start(&self, at: usize) -> Date {
        let number = self.first + i64::try_from(at).unwrap_or_default();
        let first_of = |year: i64, month: i64| {
            let (year, month) = (i16::try_from(year).ok(), i8::try_from(month).ok());
            let date = year.zip(month).and_then(|(year, month)| Date::new(year, month, 1).ok());
            date.unwrap_or_else(|| date_of(self.now))
        };
        match self.unit {
            Unit::Week => date_of(self.now + (number * 7 - 6) * DAY),
            Unit::Month => first_of(number.div_euclid(12), number.rem_euclid(12) + 1),
            Unit::Quarter => first_of(number.div_euclid(4), number.rem_euclid(4) * 3 + 1),
            Unit::Year => first_of(number, 1),
        }
    }
}

/// The number of the part that a moment is in. Weeks are counted from the one that ends with today, which is 0.
fn number(unit: Unit, time: i64, now: i64) -> i64 {
    let date = date_of(time);
    let (year, month) = (i64::from(date.year()), i64::from(date.month()) - 1);
    match unit {
        Unit::Week => (time.div_euclid(DAY) - now.div_euclid(DAY) + 6).div_euclid(7),
        Unit::Month => year * 12 + month,
        Unit::Quarter => year * 4 + month / 3,
        Unit::Year => year,
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::LazyLock;

    use super::*;

    static ENGLISH: LazyLock<Language> =
        LazyLock::new(|| Language::read("en", Path::new("no folder")).expect("English"));

    fn at(date: &str) -> i64 {
        let date: Date = date.parse().expect("a date");
        jiff::tz::TimeZone::UTC.to_timestamp(date.at(12, 0, 0, 0)).expect("a moment").as_second()
    }

    #[test]
    fn the_last_week_ends_with_the_day_of_the_newest_mail() {
        let axis = Axis::weeks(at("2023-01-06"), 3);
        let places = ["2022-12-16", "2022-12-17", "2022-12-30", "2022-12-31", "2023-01-06", "2023-01-07"];
        assert_eq!(places.map(|day| axis.place(at(day))), [None, Some(0), Some(1), Some(2), Some(2), None]);
        assert_eq!(axis.name(2, &ENGLISH), "Week to 6 January 2023");
        let ticks: Vec<Option<String>> = (0..3).map(|week| axis.tick(week, &ENGLISH)).collect();
        assert_eq!(ticks, [None, None, Some("Jan 2023".to_owned())]);
    }

    #[test]
    fn a_whole_archive_is_cut_as_it_is_long() {
        let check = |first: &str, now: &str, unit: &str, names: &[&str]| {
            let axis = Axis::whole(at(first), at(now));
            let all: Vec<String> = (0..axis.count).map(|at| axis.name(at, &ENGLISH)).collect();
            assert_eq!(axis.activity(), format!("activity-{unit}"));
            assert_eq!([&all[0], &all[all.len() - 1]], names);
            assert_eq!([axis.place(at(first)), axis.place(at(now))], [Some(0), Some(all.len() - 1)]);
        };
        check("2023-01-31", "2023-02-01", "month", &["January 2023", "February 2023"]);
        check("2019-05-02", "2023-01-06", "month", &["May 2019", "January 2023"]);
        check("2015-05-02", "2023-01-06", "quarter", &["2015, quarter 2", "2023, quarter 1"]);
        check("1990-01-01", "2026-11-27", "year", &["1990", "2026"]);
        assert_eq!(
            Axis::whole(at("0002-01-01"), at("2026-11-27")).count(1, std::iter::empty(), &ENGLISH).len(),
            60
        );
        // The first mail's clock was ahead of all others.
        assert_eq!(Axis::whole(at("2026-11-27"), at("2026-01-01")).count, 1);
    }
}
