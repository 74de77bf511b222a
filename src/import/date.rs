//! Dates as mails write them, read with tolerance.
//!
//! Three notations occur: that of RFC 5322 (`Mon, 5 Feb 2001 10:00:00 +0100`), that of the envelope
//! line of an mbox (RFC 4155: `Mon Feb  5 09:00:00 2001`), and the latter with a zone before or after
//! the year. Around them stand comments, missing weekdays and unknown zones. No clock is involved.

use jiff::civil;
use jiff::tz::Offset;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The instants that are believed: 1990-01-01 to 2038-01-19, in seconds since 1970.
///
/// What claims to be earlier is older than the archives of Internet mail; what claims to be later does
/// not fit the 32-bit `time_t` of the programs that wrote these mails. Both are clocks set wrong.
const PLAUSIBLE: std::ops::RangeInclusive<i64> = EARLIEST..=i32::MAX as i64;

/// The first instant that is believed, 1990-01-01: that of a mail of which nothing is known.
pub(super) const EARLIEST: i64 = 631_152_000;

/// `instant`, if it can be believed.
pub(super) fn plausible(instant: i64) -> Option<i64> {
    PLAUSIBLE.contains(&instant).then_some(instant)
}

/// The believable instant that `text`, the value of a `Date` field, names.
pub(super) fn instant(text: &[u8]) -> Option<i64> {
    let text = String::from_utf8_lossy(text);
    date(&words(&text)).and_then(|date| plausible(date.instant))
}

/// What the envelope line of an mbox says about the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Postmark(pub Option<i64>);

/// Reads an envelope line, `From address date`; anything else that begins with `From ` is none.
///
/// The date must have a weekday, month, day, time and year, and nearly end the line (some add `remote
/// from host`), so that a sentence that begins with "From" does not count as one. Without a zone it is
/// in UTC (RFC 4155). The date that `git format-patch` gives to every mail, 2001-09-17 after a
/// commit's name, is a mark and no time.
pub(super) fn postmark(line: &[u8]) -> Option<Postmark> {
    let text = String::from_utf8_lossy(line.strip_prefix(b"From ")?);
    let words = words(&text);
    let date = date(&words)?;
    let weekday = words[..date.start].last().is_some_and(|word| is_name(word, &WEEKDAYS));
    if !weekday || words.len() - date.end > 3 {
        return None;
    }
    let by_git = words[0].len() >= 40
        && words[0].bytes().all(|byte| byte.is_ascii_hexdigit())
        && date.instant == 1_000_684_800;
    Some(Postmark(plausible(date.instant).filter(|_| !by_git)))
}

/// A date among words: where it begins (after the weekday) and ends, and what it says.
struct Date {
    start: usize,
    end: usize,
    instant: i64,
}

fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| c.is_ascii_whitespace() || c == ',').filter(|word| !word.is_empty()).collect()
}

fn date(words: &[&str]) -> Option<Date> {
    (0..words.len()).find_map(|at| envelope_date(words, at).or_else(|| mail_date(words, at)))
}

/// `Feb 5 10:00:00 [zone] 2001 [zone]`, with the month at `at`.
fn envelope_date(words: &[&str], at: usize) -> Option<Date> {
    let month = month(words.get(at)?)?;
    let (day, time) = (number(words.get(at + 1)?, 2)?, clock(words.get(at + 2)?)?);
    // A zone may take two words ("MET DST"), so the year is the third word after the time at most.
    let year_at = (at + 3..words.len().min(at + 6)).find(|&i| year(words[i]).is_some())?;
    let year = year(words[year_at])?;
    let before = words[at + 3..year_at].first().and_then(|word| zone(word));
    let after = words.get(year_at + 1).and_then(|word| zone(word));
    let end = year_at + 1 + usize::from(after.is_some());
    Some(Date { start: at, end, instant: seconds(year, month, day, time, before.or(after))? })
}

/// `5 Feb 2001 10:00:00 [zone]`, with the month at `at`.
fn mail_date(words: &[&str], at: usize) -> Option<Date> {
    let month = month(words.get(at)?)?;
    let start = at.checked_sub(1)?;
    let (day, time) = (number(words[start], 2)?, clock(words.get(at + 2)?)?);
    let year = words.get(at + 1).and_then(|word| year(word).or_else(|| short_year(word)))?;
    let zone = words.get(at + 3).and_then(|word| zone(word));
    let end = at + 3 + usize::from(zone.is_some());
    Some(Date { start, end, instant: seconds(year, month, day, time, zone)? })
}

/// Whether `word` is one of `names` or begins with it (`Sept`, `Monday`, `Jan.`).
fn is_name(word: &str, names: &[&str]) -> bool {
    position(word, names).is_some()
}

fn position(word: &str, names: &[&str]) -> Option<usize> {
    let name = word.get(..3)?;
    let rest_fits = word[3..].trim_end_matches('.').bytes().all(|byte| byte.is_ascii_lowercase());
    names.iter().position(|candidate| rest_fits && candidate.eq_ignore_ascii_case(name))
}

fn month(word: &str) -> Option<i8> {
    position(word, &MONTHS).and_then(|index| i8::try_from(index + 1).ok())
}

/// A number of at most `digits` digits and nothing else.
fn number(word: &str, digits: usize) -> Option<i16> {
    let fits = word.len() <= digits && word.bytes().all(|byte| byte.is_ascii_digit());
    if fits { word.parse().ok() } else { None }
}

fn year(word: &str) -> Option<i16> {
    number(word, 4).filter(|_| word.len() == 4)
}

/// A year of two or three digits, as RFC 5322, section 4.3, reads it: 99 and 100 are 1999 and 2000.
fn short_year(word: &str) -> Option<i16> {
    number(word, 3).filter(|_| word.len() > 1).map(|year| year + if year < 50 { 2000 } else { 1900 })
}

/// `HH:MM` or `HH:MM:SS`. A leap second counts as the one before it.
fn clock(word: &str) -> Option<(i8, i8, i8)> {
    let mut parts = word.split(':').map(|part| number(part, 2).and_then(|part| i8::try_from(part).ok()));
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().unwrap_or(Some(0))?;
    parts.next().is_none().then_some((hour, minute, second.min(59)))
}

/// Seconds east of UTC. The names are those of RFC 5322, section 4.3; any other zone means nothing.
fn zone(word: &str) -> Option<i64> {
    let hours = match word.to_ascii_uppercase().as_str() {
        "UTC" | "UT" | "GMT" | "Z" => 0,
        "EDT" => -4,
        "EST" | "CDT" => -5,
        "CST" | "MDT" => -6,
        "MST" | "PDT" => -7,
        "PST" => -8,
        _ => return numeric_zone(word),
    };
    Some(hours * 3600)
}

/// `+0100`. An impossible offset, like `+1700`, is a zone too, and taken for UTC.
fn numeric_zone(word: &str) -> Option<i64> {
    let digits = word.strip_prefix(['+', '-']).filter(|digits| digits.len() == 4)?;
    let value = i64::from(number(digits, 4)?);
    let (hours, minutes) = (value / 100, value % 100);
    let seconds = if hours <= 14 && minutes < 60 { hours * 3600 + minutes * 60 } else { 0 };
    Some(if word.starts_with('-') { -seconds } else { seconds })
}

fn seconds(year: i16, month: i8, day: i16, time: (i8, i8, i8), zone: Option<i64>) -> Option<i64> {
    let (hour, minute, second) = time;
    let day = i8::try_from(day).ok()?;
    let local = civil::DateTime::new(year, month, day, hour, minute, second, 0).ok()?;
    let instant = Offset::UTC.to_timestamp(local).ok()?.as_second();
    Some(instant - zone.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::{Postmark, instant, postmark};

    #[test]
    fn dates_are_read_in_every_notation() {
        for text in [
            "Mon, 5 Feb 2001 10:00:00 +0100",
            "5 Feb 2001 09:00:00",
            "Mon, 05 Feb 01 04:00 EST (comment)",
            "Mon,5 Feb 101 09:00:00 GMT",
            "Monday, 5 February 2001\r\n\t09:00:00 -0000",
            "Mon Feb  5 09:00:00 2001",
            "Mon Feb 5 01:00:00 PST 2001",
            "Mon Feb 5 10:00:00 2001 +0100",
            "Mon Feb 5 09:00:00 MET DST 2001",
            "Mon, 5 Feb 2001 09:00:00 +1700",
        ] {
            assert_eq!(instant(text.as_bytes()), Some(981_363_600), "{text}");
        }
    }

    #[test]
    fn dates_that_cannot_be_are_none() {
        for text in [
            "",
            "yesterday",
            "31 Feb 2001 10:00:00",
            "5 Feb 2001",
            "5 Feb 2001 25:00:00",
            "Thu, 1 Jan 1970 00:00:00 +0000",
            "Sun, 5 Feb 2099 10:00:00 +0000",
            "May \u{e9}\u{e9}\u{e9}",
            "\u{1f600}\u{1f600}",
        ] {
            assert_eq!(instant(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn envelope_lines_are_told_from_sentences() {
        for line in [
            "From a@example.org Mon Feb  5 09:00:00 2001\n",
            "From - Mon Feb 05 09:00:00 2001\r\n",
            "From 1234@xxx Mon Feb 05 09:00:00 +0000 2001",
            "From jane at example.org  Mon Feb  5 09:00:00 2001",
            "From  Mon Feb  5 09:00:00 2001",
            "From a@example.org Mon, 5 Feb 2001 09:00:00 GMT",
            "From a Mon Feb  5 09:00 2001 remote from host",
        ] {
            assert_eq!(postmark(line.as_bytes()), Some(Postmark(Some(981_363_600))), "{line}");
        }
        for line in [
            "From the manual:\n",
            "From 5 Feb 2001 on\n",
            "From what was said on Mon Feb 5 09:00 2001 it is clear that\n",
            ">From a@example.org Mon Feb  5 09:00:00 2001\n",
            "From: a@example.org\n",
            "From \n",
        ] {
            assert_eq!(postmark(line.as_bytes()), None, "{line}");
        }
    }

    #[test]
    fn dates_that_are_marks_are_no_time() {
        let by_git = "From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001\n";
        assert_eq!(postmark(by_git.as_bytes()), Some(Postmark(None)));
        let by_public_inbox = "From mboxrd@z Thu Jan  1 00:00:00 1970\n";
        assert_eq!(postmark(by_public_inbox.as_bytes()), Some(Postmark(None)));
    }
}
