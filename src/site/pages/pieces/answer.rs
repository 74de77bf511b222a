//! How a reader goes on from a series: applies it with b4, or answers it. Both name a Message-ID and people by their
//! addresses, so a site that shows these in another form has neither.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::catalog::{PatchAt, SeriesAt};
use crate::config::Addresses;
use crate::error::Result;
use crate::site::pages::context::Context;
use crate::site::route;
use crate::site::view::Answer;

/// What may be in a part of a `mailto:` link (RFC 6068) without being encoded, besides letters and digits.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'@');
/// Where b4 looks if it is given no more than a Message-ID.
const LORE: &str = "https://lore.kernel.org/";
/// Bytes of a subject in a link.
const SUBJECT: usize = 300;

/// How to go on from the newest version of a series.
pub fn view(context: &Context, series: SeriesAt) -> Result<Option<Answer>> {
    if context.site.addresses != Addresses::Full {
        return Ok(None);
    }
    let mail = context.catalog.series[series].newest().mails[0];
    let Some(id) = &context.catalog.entry(mail).message_id else { return Ok(None) };
    Ok(Some(Answer { apply: apply(context, mail, id), reply_href: reply(context, mail, id)? }))
}

/// The command that fetches and checks the patches. It holds nothing that a shell reads in another way.
fn apply(context: &Context, mail: PatchAt, id: &str) -> Option<String> {
    if context.site.mboxes && route::mbox(id).is_some() {
        return by_url(&format!("{}{}", context.site.base_url, route::MBOXES), id);
    }
    let url = context.site.lists[context.catalog.list_of(mail)].url.as_deref()?;
    if url.starts_with(LORE) && id.chars().all(is_plain) && !id.starts_with('-') && id.contains('@') {
        return Some(format!("b4 am {id}"));
    }
    by_url(url, id)
}

/// b4 reads a URL as host, list and Message-ID.
fn by_url(url: &str, id: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let is_safe = url.chars().all(|c| is_plain(c) || "/:~".contains(c));
    let fits = is_safe && rest.trim_end_matches('/').matches('/').count() == 1 && id.contains('@');
    fits.then(|| format!("b4 am {}", route::mail(url, id)))
}

fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || "._+=@-".contains(c)
}

/// A mail to everybody who got the first one, as an answer to it.
fn reply(context: &Context, mail: PatchAt, id: &str) -> Result<Option<String>> {
    let entry = context.catalog.entry(mail);
    if !entry.sender.email.contains('@') {
        return Ok(None);
    }
    let recipients = context.texts.recipients(entry)?;
    let others: Vec<&str> =
        recipients.split(", ").filter(|other| !other.is_empty() && *other != &*entry.sender.email).collect();
    let encoded = |text: &str| utf8_percent_encode(text, PLAIN).to_string();
    let end = (0..=SUBJECT.min(entry.subject.len())).rev().find(|&at| entry.subject.is_char_boundary(at));
    let subject = &entry.subject[..end.unwrap_or_default()];
    let mut href =
        format!("mailto:{}?In-Reply-To={}", encoded(&entry.sender.email), encoded(&format!("<{id}>")));
    if !others.is_empty() {
        href.push_str(&format!("&Cc={}", encoded(&others.join(","))));
    }
    href.push_str(&format!("&Subject={}", encoded(&format!("Re: {subject}"))));
    Ok(Some(href))
}
