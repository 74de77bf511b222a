//! Mails that a list has put into a mail of its own, because their sender's domain forbids that anybody else sends them
//! (DMARC): Mailman's `wrap_message`. The mail inside is the one that people answer.

use mailparse::MailHeader;

use super::mime::Part;
use super::{Address, Subject, header};

/// How often a mail may be wrapped; each list that it passes may do so.
pub(super) const MOST_LINES: usize = 4;

/// The mail inside, if a mail is nothing but a wrapper: it holds one mail, perhaps a notice and a footer besides it, of
/// the same title and the same date. A mail that somebody passes on has a title or a date of its own.
pub(super) fn inner<'a>(parts: &[Part<'a>]) -> Option<&'a [u8]> {
    let outer = parts.first()?;
    let mut leaves = parts.iter().filter(|part| part.is_leaf);
    let is_wrapper = outer.is_leaf || outer.kind == "multipart/mixed";
    if !is_wrapper
        || !leaves.clone().all(|part| matches!(part.kind.as_str(), "message/rfc822" | "text/plain"))
    {
        return None;
    }
    let mut mails = leaves.by_ref().filter(|part| part.kind == "message/rfc822");
    let (mail, None) = (mails.next()?, mails.next()) else { return None };
    let (inside, _) = mailparse::parse_headers(mail.body).ok()?;
    is_wrapped(&outer.headers, &inside).then_some(mail.body)
}

fn is_wrapped(outer: &[MailHeader], inside: &[MailHeader]) -> bool {
    let of = |headers, name| header::value(headers, name).unwrap_or_default();
    let title = |headers| Subject::parse(&of(headers, "Subject")).title;
    let from = Address::parse(&of(inside, "From")).email;
    from.contains('@')
        && from != Address::parse(&of(outer, "From")).email
        && of(outer, "Date") == of(inside, "Date")
        && title(outer) == title(inside)
}
