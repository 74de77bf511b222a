//! Dates as mails write them, read with tolerance: missing weekdays, comments, unknown zones.

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;
use regex::{Captures, Regex};

/// `5 Feb 2001 10:00[:00] [+0100]`, anywhere in a value (RFC 5322, 3.3 and 4.3). Some write the time with dots, and the zone with a
/// colon or with the name of that it counts from, `GMT+01:00`.
static MAIL: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?ix) (?P<day>\d{1,2}) \s+ (?P<month>[a-z]{3})[a-z]*\.? \s+ (?P<year>\d{2,4}) \s+
                    (?P<time>\d{1,2}[:.]\d{2}(?:[:.]\d{2})?) (?:\s+(?P<zone>(?:GMT|UTC)?[+-]\d{2}:?\d{2}\b|[a-z]+\b))?";
    Regex::new(pattern).expect("the pattern is constant")
});

/// The same with a month of another alphabet, `3 Mär 2025`.
static FOREIGN: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?x) (?P<day>\d{1,2}) \.? \s+ (?P<month>\pL{3})\pL*\.? \s+ (?P<year>\d{4}) \s+
                    (?P<time>\d{1,2}[:.]\d{2}(?:[:.]\d{2})?) (?:\s+(?P<zone>[+-]\d{4}\b|[A-Za-z]+\b))?";
    Regex::new(pattern).expect("the pattern is constant")
});

/// `2001-02-05 10:00:00 +0100`, `2001-02-05T09:00:00Z` (RFC 3339).
static ISO: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?x) \b (?P<year>\d{4}) - (?P<month>\d{2}) - (?P<day>\d{2}) [T\s] \s*
                    (?P<time>\d{2}:\d{2}(?::\d{2})?) (?:\.\d+)? (?:\s*(?P<zone>[+-]\d{2}:?\d{2}\b|[A-Za-z]+\b))?";
    Regex::new(pattern).expect("the pattern is constant")
});

/// How the months begin that programs write in the language of their user, by their numbers. German, Dutch, French,
/// Spanish, Italian, Portuguese, the northern languages, Polish, Turkish, Russian.
const MONTHS: [&[&str]; 12] = [
    &["jan", "ene", "gen", "sty", "oca", "янв"],
    &["feb", "fév", "fev", "lut", "şub", "фев"],
    &["mar", "mär", "mrz", "maa", "mrt", "мар"],
    &["apr", "avr", "abr", "kwi", "nis", "апр"],
    &["may", "mai", "maj", "mei", "mag", "май", "мая"],
    &["jun", "giu", "cze", "haz", "июн"],
    &["jul", "lug", "lip", "tem", "июл"],
    &["aug", "aoû", "aou", "ago", "sie", "ağu", "авг"],
    &["sep", "set", "wrz", "eyl", "сен"],
    &["oct", "okt", "ott", "out", "paź", "eki", "окт"],
    &["nov", "lis", "kas", "ноя"],
    &["dec", "dez", "des", "déc", "dic", "gru", "ara", "дек"],
];

/// `Mon Feb  5 10:00:00 [+0100] 2001 [+0100]`, as `asctime` and the envelope lines of an mbox have it
/// (RFC 4155). A zone may take two words.
static ENVELOPE: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?ix) (?P<weekday>\b[a-z]{3,9}\b\s+)? \b(?P<month>[a-z]{3})[a-z]*\.? \s+ (?P<day>\d{1,2}) \s+
                    (?P<time>\d{1,2}:\d{2}(?::\d{2})?) (?:\s+(?P<before>[+-]\d{4}\b|[a-z]+\b)(?:\s+[a-z]+\b)?)? \s+
                    (?P<year>\d{4})\b (?:\s+(?P<zone>[+-]\d{4}\b|[a-z]{1,5}\b))?";
    Regex::new(pattern).expect("the pattern is constant")
});

/// The moment that the value of a `Date` or `Received` field names. Without a zone, or with one that means
/// nothing, it is in UTC.
pub fn parse(value: &str) -> Option<Timestamp> {
    let value = value.replace(',', " ");
    let captures = MAIL.captures(&value).or_else(|| ENVELOPE.captures(&value));
    let captures = captures.or_else(|| ISO.captures(&value)).or_else(|| FOREIGN.captures(&value));
    captures.and_then(|captures| moment(&captures))
}

/// The date at the end of an envelope line, `From address Mon Feb  5 10:00:00 2001`: it has a weekday, and at
/// most three words follow it (`remote from host`), so that a sentence does not count as one.
pub fn postmark(line: &str) -> Option<Timestamp> {
    let line = line.replace(',', " ");
    let weekday = |name: &str| {
        let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        names.iter().any(|known| name.to_ascii_lowercase().starts_with(known))
    };
    let captures = ENVELOPE
        .captures(&line)
        .filter(|captures| captures.name("weekday").is_some_and(|name| weekday(name.as_str())))
        .or_else(|| MAIL.captures(&line).filter(|date| before(&line, date).is_some_and(weekday)))?;
    let words_after = line[captures.get_match().end()..].split_whitespace().count();
    if words_after <= 3 { moment(&captures) } else { None }
}

/// The word before a match.
fn before<'a>(line: &'a str, date: &Captures) -> Option<&'a str> {
    line[..date.get_match().start()].split_whitespace().next_back()
}

fn moment(date: &Captures) -> Option<Timestamp> {
    let part = |name| date.name(name).map(|part| part.as_str());
    let (day, year) = (part("day")?.parse().ok()?, year(part("year")?)?);
    let mut time = part("time")?.split([':', '.']).map(|part| part.parse::<i8>().ok());
    let (hour, minute, second) = (time.next()??, time.next()??, time.next().unwrap_or(Some(0))?);
    // A leap second is the one before it.
    let time = DateTime::new(year, month(part("month")?)?, day, hour, minute, second.min(59), 0).ok()?;
    let zone = part("before").or(part("zone")).unwrap_or("UTC");
    Offset::from_seconds(offset(zone)?).ok()?.to_timestamp(time).ok()
}

/// The year of two to four digits (RFC 5322, 4.3). Before 1970 nobody sent a mail with a Date.
fn year(digits: &str) -> Option<i16> {
    let number: i16 = digits.parse().ok()?;
    let year = match digits.len() {
        2 if number < 50 => number + 2000,
        2 | 3 => number + 1900,
        _ => number,
    };
    Some(year).filter(|&year| year >= 1970)
}

fn month(name: &str) -> Option<i8> {
    if let Ok(number) = name.parse() {
        return Some(number);
    }
    let name = name.to_lowercase();
    let at = MONTHS.iter().position(|names| names.iter().any(|start| name.starts_with(start)))?;
    i8::try_from(at + 1).ok()
}

/// Seconds east of UTC. Impossible offsets such as +1700 occur, and names that mean nothing: the rest of such a date is
/// still right, and it is taken as UTC. A word of two letters is not a zone but a word.
fn offset(zone: &str) -> Option<i32> {
    // RFC 5322, 4.3.
    const NAMES: [(&str, i32); 8] =
        [("EDT", 4), ("EST", 5), ("CDT", 5), ("CST", 6), ("MDT", 6), ("MST", 7), ("PDT", 7), ("PST", 8)];
    let zone = zone.find(['+', '-']).map_or(zone, |sign| &zone[sign..]);
    let Some(digits) = zone.strip_prefix(['+', '-']) else {
        let named = NAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(zone));
        let is_word = zone.len() == 2 && !zone.eq_ignore_ascii_case("UT");
        return (!is_word).then(|| named.map_or(0, |(_, hours)| -hours * 3600));
    };
    let digits = digits.replace(':', "");
    let (hours, minutes): (i32, i32) = (digits[..2].parse().ok()?, digits[2..].parse().ok()?);
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    Some(if hours > 14 || minutes > 59 { 0 } else { sign * (hours * 3600 + minutes * 60) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_every_notation() {
        for text in [
            "Mon, 5 Feb 2001 10:00:00 +0100",
            "5 Feb 2001 09:00:00",
            "Mon, 05 Feb 01 04:00 EST (comment)",
            "Mon,5 Feb 101 09:00:00 GMT",
            "Monday, 5 February 2001\r\n\t09:00:00 -0000",
            "from a by b; Mon, 5 Feb 2001 9:00:00 CEST",
            "Mon Feb  5 09:00:00 2001",
            "Mon Feb 5 04:00:00 EST 2001",
            "Mon Feb 5 10:00:00 2001 +0100",
            "Mon Feb 5 09:00:00 MET DST 2001",
            "Mon, 5 Feb 2001 09:00:00 +1700",
            "Mon, 5 Feb 2001 09:00:00 +0260",
            "Mon, 5 Feb 2001 10.00.00 +0100",
            "Mon, 5 Feb 2001 10:00:00 +01:00",
            "Mon, 5 Feb 2001 02:00:00 GMT-0700",
            "Mon, 5 Feb 2001 10:00:00 UTC+01:00 (CET)",
            "2001-02-05 10:00:00 +0100",
            "2001-02-05T09:00:00.123Z",
            "2001-02-05T10:00:00+01:00",
            "lun. 5 f\u{e9}vr. 2001 09:00:00 GMT",
            "\u{43f}\u{43d}, 5 \u{444}\u{435}\u{432} 2001 09:00:00 +0000",
        ] {
            assert_eq!(parse(text).map(Timestamp::as_second), Some(981_363_600), "{text}");
        }
    }

    #[test]
    fn a_leap_second_is_the_one_before() {
        assert_eq!(parse("31 Dec 2016 23:59:60 +0000").map(Timestamp::as_second), Some(1_483_228_799));
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "yesterday",
            "31 Feb 2001 10:00:00",
            "5 Feb 2001",
            "5 Feb 2001 25:00:00",
            "May \u{e9}\u{e9}",
            "5 Feb 99999 10:00:00",
            "1 Jan 0001 10:00:00",
            "5 Foo 2001 10:00:00",
            "2001-13-05 10:00:00",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn envelope_lines_are_told_from_sentences() {
        for line in [
            "a@example.org Mon Feb  5 09:00:00 2001",
            "- Mon Feb 05 09:00:00 2001",
            "1234@xxx Mon Feb 05 09:00:00 +0000 2001",
            "jane at example.org  Mon Feb  5 09:00:00 2001",
            " Mon Feb  5 09:00:00 2001",
            "a@example.org Mon, 5 Feb 2001 09:00:00 GMT",
            "a Mon Feb  5 09:00 2001 remote from host",
        ] {
            assert_eq!(postmark(line).map(Timestamp::as_second), Some(981_363_600), "{line}");
        }
        for line in
            ["the manual:", "5 Feb 2001 on", "what was said on Mon Feb 5 09:00 2001 it is clear that", ""]
        {
            assert_eq!(postmark(line), None, "{line}");
        }
    }
}
