//! Windows as people ask for them.

use std::num::NonZeroUsize;
use std::str::FromStr;

use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::range::Range;
use super::window::{Days, Scheme};

/// A window as somebody asks for it: by its commits, or by the name of its digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    Range(Range),
    /// What the archive is cut into, and the name of the part: `2026-02-19`, `2026-W08`, `2026-02`, `mails-1-500`.
    Named(Scheme, String),
}

impl FromStr for Wish {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if let Some(scheme) = scheme_of(text) {
            return Ok(Self::Named(scheme, text.to_owned()));
        }
        let range = match text.split_once('-') {
            Some((from, to)) if !text.contains("..") => format!("{from}..{to}").parse(),
            _ => Range::typed(text),
        };
        range.map(Self::Range).map_err(|_| {
            format!(
                "`{text}` is not a window: write FROM..TO, two commits such as e3d211428..d743ff4d7 or HEAD~20..HEAD, or the \
                 name of a digest: 2026-02-19, 2026-W08, 2026-02, mails-1-500"
            )
        })
    }
}

impl Wish {
    /// What was sent on a day.
    pub fn of_day(day: Date) -> Self {
        Self::Named(Scheme::Calendar(Days::Day), day.to_string())
    }
}

impl From<Range> for Wish {
    fn from(range: Range) -> Self {
        Self::Range(range)
    }
}

/// How an archive is cut into windows with names such as this one.
fn scheme_of(name: &str) -> Option<Scheme> {
    let digits = |text: &str, count: usize| text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
    if let Some(numbers) = name.strip_prefix("mails-") {
        let (first, last) = numbers.split_once('-')?;
        let (first, last): (usize, usize) = (first.parse().ok()?, last.parse().ok()?);
        let count = NonZeroUsize::new(last.checked_add(1)?.checked_sub(first)?)?;
        return ((first.checked_sub(1)?) % count == 0).then_some(Scheme::Count(count));
    }
    let number = |text: &str, count| if digits(text, count) { text.parse::<i16>().ok() } else { None };
    let small = |text: &str| number(text, 2).and_then(|number| i8::try_from(number).ok());
    // What the calendar does not have cannot be meant.
    let parts: Vec<&str> = name.split('-').collect();
    let days = match parts[..] {
        [year, month, day] => {
            Date::new(number(year, 4)?, small(month)?, small(day)?).ok()?;
            Days::Day
        }
        [year, part] => match part.strip_prefix('W') {
            Some(week) => {
                ISOWeekDate::new(number(year, 4)?, small(week)?, Weekday::Monday).ok()?;
                Days::Week
            }
            None => {
                Date::new(number(year, 4)?, small(part)?, 1).ok()?;
                Days::Month
            }
        },
        _ => return None,
    };
    Some(Scheme::Calendar(days))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_is_asked_for_by_its_commits_or_by_its_name() {
        let days = |days| Scheme::Calendar(days);
        let count = |count| Scheme::Count(NonZeroUsize::new(count).expect("more than none"));
        let check = |text: &str, scheme| assert_eq!(text.parse(), Ok(Wish::Named(scheme, text.to_owned())));
        check("2026-02-19", days(Days::Day));
        check("2026-W08", days(Days::Week));
        check("2026-02", days(Days::Month));
        check("mails-501-1000", count(500));
        let range: Range = "e3d211428..d743ff4d7".parse().expect("a range");
        assert_eq!("e3d211428..d743ff4d7".parse(), Ok(Wish::Range(range.clone())));
        assert_eq!("e3d211428-d743ff4d7".parse(), Ok(Wish::Range(range)));
        for text in [
            "",
            "2026",
            "2026-2-19",
            "2026-02-30",
            "2026-13",
            "2026-W54",
            "HEAD",
            "HEAD~20",
            "HEAD~x..HEAD",
            "abcd^2..HEAD",
            "HEADS..HEAD",
            "HEAD...HEAD~2",
            "HEAD~99999999999999999999..",
            "2026-W8",
            "mails-2-501",
            "mails-0-5",
            "mails-9-1",
            "yesterday",
            "..",
            "a..b",
        ] {
            assert!(text.parse::<Wish>().is_err_and(|said| said.contains("is not a window")), "{text}");
        }
    }
}
