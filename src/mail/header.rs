//! Header values: unfolded, decoded, white space squeezed.

use std::collections::HashSet;

use mailparse::MailHeader;

use super::encoded_word;
use super::transfer::is_forbidden;
use crate::shared::Shared;

/// Mails that one mail is taken to answer at most, besides the first.
const MOST_ANSWERED: usize = 32;

/// The first header of that name (ASCII case ignored), decoded.
pub fn value(headers: &[MailHeader], name: &str) -> Option<String> {
    find(headers, name).map(decoded)
}

/// The first header of that name, as it was sent.
pub fn find<'a, 'b>(headers: &'b [MailHeader<'a>], name: &str) -> Option<&'b MailHeader<'a>> {
    headers.iter().find(|header| is_named(header, name))
}

/// White space before the colon is obsolete syntax (RFC 5322, 4.5), and occurs.
pub fn is_named(header: &MailHeader, name: &str) -> bool {
    header.get_key_raw().trim_ascii_end().eq_ignore_ascii_case(name.as_bytes())
}

/// All headers of that name, decoded.
pub fn values(headers: &[MailHeader], name: &str) -> Vec<String> {
    headers.iter().filter(|header| is_named(header, name)).map(decoded).collect()
}

/// Every Message-ID between angle brackets in the headers of that name, in order (RFC 5322, 3.6.4). Where
/// the brackets were forgotten, or one of the two, the words that hold an `@`, or all there is if that is one word. No id has an
/// angle bracket or a space.
pub fn message_ids(headers: &[MailHeader], name: &str) -> Vec<String> {
    let mut ids = Vec::new();
    for value in values(headers, name) {
        let bracketed = value.split('<').skip(1).filter_map(|rest| rest.split_once('>').map(|(id, _)| id));
        let before = ids.len();
        ids.extend(bracketed.map(|id| id.split_whitespace().collect()).filter(|id: &String| !id.is_empty()));
        if ids.len() == before {
            let words = value.split([' ', '<', '>']).filter(|word| !word.is_empty());
            let is_alone = words.clone().count() == 1;
            ids.extend(words.filter(|word| is_alone || word.contains('@')).map(str::to_owned));
        }
    }
    ids
}

/// What a gateway to newsgroups ends the local part of each id with.
const GATEWAY: &str = "$gmane$org";

/// The mails that one answers, the nearest first, each once.
pub fn parents(headers: &[MailHeader]) -> Vec<Shared> {
    let ids = |name: &str| message_ids(headers, name).into_iter().map(without_gateway).map(Shared::from);
    let mut parents: Vec<Shared> = ids("In-Reply-To").collect();
    parents.extend(ids("References").rev());
    let mut seen = HashSet::new();
    parents.retain(|id| seen.insert(id.clone()));
    parents
}

/// An id as its mail has it: `p1__29933.816513379$1681522335$gmane$org@toys.example` is `p1@toys.example`.
fn without_gateway(id: String) -> String {
    let own = id.split_once('@').and_then(|(local, host)| {
        let (own, number) = local.strip_suffix(GATEWAY)?.rsplit_once("__")?;
        let is_number = number.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'$'));
        (is_number && !own.is_empty()).then(|| format!("{own}@{host}"))
    });
    own.unwrap_or(id)
}

/// The mails that one with thanks answers besides the first, as mutt(1) names them where somebody marked several.
pub fn also_answered(headers: &[MailHeader], has_thanks: bool) -> Vec<Shared> {
    let answered = if has_thanks { message_ids(headers, "In-Reply-To") } else { Vec::new() };
    answered.into_iter().skip(1).take(MOST_ANSWERED).map(Shared::from).collect()
}

/// Recipients that are kept of one mail.
const RECIPIENTS: usize = 40;

/// The addresses in To and Cc, each once, with `, ` between them: those that need no quotes. A comma in a name parts what
/// is before it from the address, which stays whole.
pub fn recipients(headers: &[MailHeader]) -> String {
    let mut found: Vec<&str> = Vec::new();
    let texts: Vec<String> = ["To", "Cc"].iter().flat_map(|name| values(headers, name)).collect();
    for part in texts.iter().flat_map(|text| text.split(',')) {
        let address =
            part.rsplit_once('<').map_or(part, |(_, rest)| rest.split('>').next().unwrap_or(rest)).trim();
        if is_plain_address(address) && found.len() < RECIPIENTS && !found.contains(&address) {
            found.push(address);
        }
    }
    found.join(", ")
}

fn is_plain_address(address: &str) -> bool {
    let is_word = |part: &str| part.bytes().all(|b| b.is_ascii_alphanumeric() || b"._+=-".contains(&b));
    let parts = address.split_once('@');
    address.len() < 100
        && parts.is_some_and(|(local, host)| {
            !local.is_empty() && !host.is_empty() && is_word(local) && is_word(host)
        })
}

pub fn decoded(header: &MailHeader) -> String {
    let raw = header.get_value_raw();
    let text = bytes_to_text(raw);
    match memchr::memmem::find(raw, b"=?") {
        Some(_) => squeezed(&encoded_word::decoded(&text)),
        None => squeezed(&text),
    }
}

/// A value with its lines joined and decoded, and all other white space as it was: a parameter may hold it. mailparse's own
/// reading of encoded words goes through the whole value for each of them.
pub fn unfolded(header: &MailHeader) -> String {
    let text = bytes_to_text(header.get_value_raw());
    let lines: Vec<&str> = text.lines().map(str::trim_start).collect();
    encoded_word::decoded(lines.join(" ").trim())
}

/// UTF-8 if the bytes are that, else Windows-1252, which has a character for every byte.
fn bytes_to_text(raw: &[u8]) -> std::borrow::Cow<'_, str> {
    match std::str::from_utf8(raw) {
        Ok(text) => text.into(),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(raw).0,
    }
}

/// One space wherever there was white space, a control character or one that [`is_forbidden`]; none at the
/// ends.
pub fn squeezed(text: &str) -> String {
    if is_squeezed(text.as_bytes()) {
        return text.to_owned();
    }
    let mut squeezed = String::with_capacity(text.len());
    let is_gap = |c: char| c.is_whitespace() || c.is_control() || is_forbidden(c);
    for word in text.split(is_gap).filter(|word| !word.is_empty()) {
        if !squeezed.is_empty() {
            squeezed.push(' ');
        }
        squeezed.push_str(word);
    }
    squeezed
}

/// Whether a text is plain ASCII with single spaces between its words, as nearly every header is.
fn is_squeezed(text: &[u8]) -> bool {
    let is_word = |byte: &u8| matches!(byte, b'!'..=b'~');
    let mut words = text.split(|&byte| byte == b' ');
    text.is_empty() || words.all(|word| !word.is_empty() && word.iter().all(is_word))
}
