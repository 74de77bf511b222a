//! Windows as people ask for them.

use std::num::NonZeroUsize;
use std::str::FromStr;

use super::window::{Days, Range, Scheme};

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
            _ => text.parse(),
        };
        range.map(Self::Range).map_err(|_| {
            format!(
                "`{text}` is not a window: write FROM..TO, each 4 to 40 hexadecimal digits, or the name of a digest: \
                 2026-02-19, 2026-W08, 2026-02, mails-1-500"
            )
        })
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
        let count = NonZeroUsize::new((last + 1).checked_sub(first)?)?;
        return ((first.checked_sub(1)?) % count == 0).then_some(Scheme::Count(count));
    }
    let parts: Vec<&str> = name.split('-').collect();
    let days = match parts[..] {
        [year, month, day] if digits(year, 4) && digits(month, 2) && digits(day, 2) => Days::Day,
        [year, week] if digits(year, 4) && week.strip_prefix('W').is_some_and(|week| digits(week, 2)) => {
            Days::Week
        }
        [year, month] if digits(year, 4) && digits(month, 2) => Days::Month,
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
