//! The dates that Message-IDs carry.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

/// A Message-ID that begins with a day, or with a day and a time. In a link its `@` may be written `%40`.
///
/// The character before it must not occur in Message-IDs, or the digits are the middle of something else.
static DATED_ID: LazyLock<Regex> = LazyLock::new(|| {
    let id = concat!(
        r"(?:^|[^0-9A-Za-z_.+~-])",
        r"([0-9]{4})([0-9]{2})([0-9]{2})(?:[0-9]{4}|[0-9]{6})?[.-]",
        r"[0-9A-Za-z_.+=~-]*(?:@|%40)[0-9A-Za-z]",
    );
    Regex::new(id).expect("the pattern is a constant and compiles")
});

/// The newest day that a Message-ID in `text` tells.
pub(super) fn newest(text: &str) -> Option<Date> {
    DATED_ID.captures_iter(text).filter_map(|id| day(id.extract().1)).max()
}

/// The day, if there is one and mail was sent on it.
fn day([year, month, day]: [&str; 3]) -> Option<Date> {
    let year = year.parse().ok().filter(|year| (1990..=2037).contains(year))?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}
