//! When a mail arrived, as far as it can be believed. No clock is involved.

use crate::archive::{EARLIEST, LATEST};
use crate::mail::date;

/// `instant`, in seconds since 1970, if it can be believed: what claims to be earlier than 1990 is older than
/// the archives of Internet mail, what claims to be later than 2038 does not fit the 32-bit `time_t` of the
/// programs that wrote these mails. Both are clocks set wrong.
pub(super) fn plausible(instant: i64) -> Option<i64> {
    (EARLIEST..=LATEST).contains(&instant).then_some(instant)
}

/// The believable instant that `text`, the value of a `Date` or `Received` field, names.
pub(super) fn instant(text: &[u8]) -> Option<i64> {
    date::parse(&String::from_utf8_lossy(text)).and_then(|date| plausible(date.as_second()))
}

/// What the envelope line of an mbox says about the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Postmark {
    /// When the mail was put into the mbox, if that can be believed.
    pub time: Option<i64>,
    /// Whether `git format-patch` wrote the line, which people also paste into mails.
    pub by_git: bool,
}

/// The date that `git format-patch` puts into every envelope line, 2001-09-17: a mark, and no time.
const GIT_MARK: i64 = 1_000_684_800;
/// The longest line that can be an envelope line: RFC 5321, section 4.5.3.1, gives an address 256 bytes.
pub(super) const LONGEST_POSTMARK: usize = 1024;

/// Reads an envelope line, `From address date`; anything else that begins with `From ` is not one.
pub(super) fn postmark(line: &[u8]) -> Option<Postmark> {
    let rest = line.strip_prefix(b"From ").filter(|rest| rest.len() <= LONGEST_POSTMARK)?;
    let text = String::from_utf8_lossy(rest);
    let instant = date::postmark(&text)?.as_second();
    let address = text.split_whitespace().next().unwrap_or_default();
    let by_git =
        instant == GIT_MARK && address.len() >= 40 && address.bytes().all(|byte| byte.is_ascii_hexdigit());
    Some(Postmark { time: plausible(instant).filter(|_| !by_git), by_git })
}

/// How many bytes the envelope line takes with which a file begins; 0 without one.
pub(super) fn envelope_length(bytes: &[u8]) -> usize {
    let end = memchr::memchr(b'\n', bytes).map_or(bytes.len(), |at| at + 1);
    if postmark(&bytes[..end]).is_some() { end } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::{Postmark, instant, postmark};

    #[test]
    fn dates_that_cannot_be_are_none() {
        for text in ["Thu, 1 Jan 1970 00:00:00 +0000", "Sun, 5 Feb 2099 10:00:00 +0000"] {
            assert_eq!(instant(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn dates_that_are_marks_are_no_time() {
        let by_git = "From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001\n";
        assert_eq!(postmark(by_git.as_bytes()), Some(Postmark { time: None, by_git: true }));
        let by_public_inbox = "From mboxrd@z Thu Jan  1 00:00:00 1970\n";
        assert_eq!(postmark(by_public_inbox.as_bytes()), Some(Postmark { time: None, by_git: false }));
        assert_eq!(postmark(b">From a@example.org Mon Feb  5 09:00:00 2001\n"), None);
    }
}
