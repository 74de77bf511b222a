//! Dates as mails write them, read with tolerance: missing weekdays, comments, unknown zones.

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;
use regex::{Captures, Regex};

/// `5 Feb 2001 10:00[:00] [+0100]`, wherever it stands in a value (RFC 5322, 3.3 and 4.3).
static MAIL: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?ix) (?P<day>\d{1,2}) \s+ (?P<month>[a-z]{3})[a-z]*\.? \s+ (?P<year>\d{2,4}) \s+
                    (?P<time>\d{1,2}:\d{2}(?::\d{2})?) (?:\s+(?P<zone>[+-]\d{4}\b|[a-z]+\b))?";
    Regex::new(pattern).expect("the pattern is constant")
});

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
    MAIL.captures(&value).or_else(|| ENVELOPE.captures(&value)).and_then(|captures| moment(&captures))
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
    let (day, month, year, time) = (part("day")?, part("month")?, part("year")?, part("time")?);
    let zone = part("before").or(part("zone")).unwrap_or("UTC");
    // Impossible offsets such as +1700 occur; the rest of such a date is still right.
    let zone = if zone.starts_with(['+', '-']) && zone[1..3] > *"14" { "+0000" } else { zone };
    let time = if time.len() < 5 || time.find(':') == Some(1) { format!("0{time}") } else { time.to_owned() };
    DateTimeParser::new().parse_timestamp(format!("{day} {month} {year} {time} {zone}")).ok()
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
        ] {
            assert_eq!(parse(text).map(Timestamp::as_second), Some(981_363_600), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in
            ["", "yesterday", "31 Feb 2001 10:00:00", "5 Feb 2001", "5 Feb 2001 25:00:00", "May \u{e9}\u{e9}"]
        {
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
