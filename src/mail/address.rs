//! Who a header names: a display name and an address.

use std::borrow::Cow;
use std::sync::LazyLock;

use icu_normalizer::ComposingNormalizerBorrowed;
use regex::Regex;
use serde::{Deserialize, Serialize};

use super::header::squeezed;
use crate::shared::Shared;

/// An address as archives show it, so that robots do not find it: `bo at reed.example` (Pipermail) or
/// `bo(a)reed.example` (HyperKitty), in angle brackets, alone, or with a name in parentheses behind it.
static SPOKEN: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r#"(?x) (?P<before>^\s*|<) (?P<local>[^\s<>()"]+) (?:\ at\ |\ ?\(a\)\ ?)
                     (?P<domain>[\w-]+(?:\.[\w-]+)+) (?P<after>\s*$|>|\s*\()"#;
    Regex::new(pattern).expect("the pattern is constant")
});

/// A header value or trailer in which the first address has its `@` again.
pub(super) fn with_at(value: &str) -> Cow<'_, str> {
    let may_hold = !value.contains('@') && (value.contains(" at ") || value.contains("(a)"));
    if may_hold { SPOKEN.replace(value, "$before$local@$domain$after") } else { Cow::Borrowed(value) }
}

/// Whether a decoded value is a mailbox and no more: `Jane Doe <jane@example.org>`, an address alone or with a name in
/// parentheses behind it, the `@` spoken or not. A sentence that contains an address is not one.
pub(super) fn is_mailbox(value: &str) -> bool {
    let value = &*with_at(value);
    let (email, rest) = match angle_bracket(value) {
        Some(at) => match value[at + 1..].split_once('>') {
            Some(parts) => parts,
            None => return false,
        },
        None => value.split_at(value.find('(').unwrap_or(value.len())),
    };
    let (email, rest) = (email.trim(), rest.trim());
    let parts = email.split_once('@').filter(|(local, domain)| !local.is_empty() && !domain.is_empty());
    let is_comment = rest.starts_with('(') && rest.ends_with(')');
    parts.is_some() && !email.contains(char::is_whitespace) && (rest.is_empty() || is_comment)
}

/// Every address in a header value, by itself. What is between them is not read: a name may hold one.
pub(super) fn all(value: &str) -> Vec<Address> {
    let value = with_at(value).replace(" @", "@").replace("@ ", "@");
    let words = value.split(|c: char| c.is_whitespace() || "<>(),;:".contains(c));
    let addresses = words.map(written).filter(|word| word.contains('@'));
    addresses.map(|email| Address { name: Shared::default(), email: email.into() }).collect()
}

/// An address as it is compared: in lower case, without what some programs put around it, and without the quotes of a local
/// part that needs none.
fn written(email: &str) -> String {
    let email = email.to_lowercase();
    let email = email.strip_prefix("mailto:").unwrap_or(&email).trim_end_matches('.');
    let quoted = email.strip_prefix('"').and_then(|rest| rest.split_once("\"@"));
    let is_plain = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    match quoted {
        Some((local, domain)) if local.chars().all(is_plain) => format!("{local}@{domain}"),
        Some(_) => email.to_owned(),
        None => email.trim_matches(['"', '\'']).to_owned(),
    }
}

/// An address without the way that a mail was to take to it, `@mill.example:bo@reed.example` (RFC 5322, 4.4).
fn without_route(email: &str) -> &str {
    let route = email.strip_prefix('@').and_then(|route| route.rsplit_once(':'));
    route.map_or(email, |(_, email)| email)
}

/// A person as a mail names them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Address {
    /// The display name, decoded and without quotes, with what is in parentheses (`Jane (IBM)`). Where
    /// the mail gives none, the address's local part.
    pub name: Shared,
    /// The address in lower case; empty where the mail gives none.
    pub email: Shared,
}

impl Address {
    /// The first mailbox of a decoded header value, quotes, comments and commas in names included. RFC 5322's
    /// grammar is not enforced: real headers break it, and there is always something to show.
    pub fn parse(value: &str) -> Self {
        let value = &*with_at(value);
        let (name, email) = match angle_bracket(value) {
            Some(at) => {
                let rest = &value[at + 1..];
                (&value[..at], rest.split('>').next().unwrap_or(rest))
            }
            None => bare(value),
        };
        let email: String = email.split_whitespace().collect();
        let email = written(without_route(email.trim_matches(['<', '>', '\'', ',', ';'])));
        // `git send-email` writes `Bo Q . Reed` for `Bo Q. Reed`.
        let name = composed(unquoted(name)).replace(" . ", ". ");
        let name = if name.is_empty() { unquoted(email.split('@').next().unwrap_or_default()) } else { name };
        Self { name: name.into(), email: email.into() }
    }

    /// Whether both seem to be one person: the same name, also as `Doe, Jane`, or the same address, also with
    /// `+word` behind the local part or in a domain below the other's (`linux.example.org`).
    pub fn is_same_person(&self, other: &Self) -> bool {
        self.is_named_like(other) || self.has_account_of(other)
    }

    fn is_named_like(&self, other: &Self) -> bool {
        let is_swapped = |name: &str, other: &str| name.contains(", ") && is_same_name(&swapped(name), other);
        !self.name.is_empty()
            && (is_same_name(&self.name, &other.name)
                || is_swapped(&self.name, &other.name)
                || is_swapped(&other.name, &self.name))
    }

    fn has_account_of(&self, other: &Self) -> bool {
        let account = |address: &Self| address.email.find(['+', '@']).unwrap_or(address.email.len());
        let (domain, other_domain) = (self.domain(), other.domain());
        let below = |domain: &str, top: &str| {
            domain
                .strip_suffix(top)
                .is_some_and(|rest| rest.is_empty() || rest.ends_with('.') && rest.matches('.').count() == 1)
        };
        !domain.is_empty()
            && !other_domain.is_empty()
            && self.email[..account(self)] == other.email[..account(other)]
            && (below(domain, other_domain) || below(other_domain, domain))
    }

    /// Whether the name is what is before the `@`, or before a `+` there: name and domain together are the address.
    pub fn is_named_by_local_part(&self) -> bool {
        let local = self.email.rsplit_once('@').map_or("", |(local, _)| local);
        let is_local = |local: &str| !local.is_empty() && is_same_name(&self.name, local);
        is_local(local) || local.split_once('+').is_some_and(|(account, _)| is_local(account))
    }

    /// What follows the `@`, or nothing.
    pub fn domain(&self) -> &str {
        self.email.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

impl std::fmt::Display for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.name.as_str(), self.email.as_str()) {
            ("", "") => f.write_str("(unknown)"),
            (name, "") => f.write_str(name),
            (name, email) => write!(f, "{name} <{email}>"),
        }
    }
}

/// Whether two names differ in capitals at most. People are compared very often, and most have names of ASCII.
fn is_same_name(name: &str, other: &str) -> bool {
    match name.is_ascii() && other.is_ascii() {
        true => name.eq_ignore_ascii_case(other),
        false => name.to_lowercase() == other.to_lowercase(),
    }
}

/// `Doe, Jane` as `Jane Doe`.
pub(super) fn swapped(name: &str) -> String {
    match name.split_once(", ") {
        Some((last, first)) => format!("{first} {last}"),
        None => name.to_owned(),
    }
}

/// A name in Unicode's composed form (NFC): some systems write the two dots of an `ö` as a character of their own.
fn composed(name: String) -> String {
    let is_mark = |c: char| matches!(c, '\u{300}'..='\u{36f}');
    if name.contains(is_mark) {
        ComposingNormalizerBorrowed::new_nfc().normalize(&name).into_owned()
    } else {
        name
    }
}

/// Position of the first `<` outside quotes.
fn angle_bracket(value: &str) -> Option<usize> {
    let mut quoted = false;
    let mut escaped = false;
    for (at, byte) in value.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'<' if !quoted => return Some(at),
            _ => {}
        }
    }
    // A quote that never closes hides nothing.
    if quoted { value.rfind('<') } else { None }
}

/// `jane@example.org (Jane Doe)`, `Jane Doe jane@example.org`, or an address alone.
fn bare(value: &str) -> (&str, &str) {
    match value.split_once('(') {
        Some((email, comment)) => {
            let comment = comment.trim_end();
            (comment.strip_suffix(')').unwrap_or(comment), email)
        }
        None if value.contains('@') => {
            let first = value.split(',').find(|mailbox| mailbox.contains('@')).unwrap_or(value).trim();
            first
                .rsplit_once(char::is_whitespace)
                .filter(|(_, email)| email.contains('@'))
                .unwrap_or(("", first))
        }
        None => (value, ""),
    }
}

/// The name without its quotes; a backslash inside them gives the next character.
fn unquoted(name: &str) -> String {
    let name = name.trim().trim_start_matches(',').trim();
    let inner = name.strip_prefix('"').map(|rest| rest.strip_suffix('"').unwrap_or(rest));
    let Some(inner) = inner else { return squeezed(&name.replace('"', "")) };
    let mut text = String::with_capacity(inner.len());
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => text.extend(chars.next()),
            '"' => {}
            _ => text.push(c),
        }
    }
    squeezed(&text)
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn one_person_may_have_several_addresses_and_ways_to_write_their_name() {
        let check = |other: &str, expected: bool| {
            let jane = Address::parse("Jane Doe <jane@example.org>");
            let other = Address::parse(other);
            assert_eq!(jane.is_same_person(&other), expected, "{other}");
            assert_eq!(other.is_same_person(&jane), expected, "{other}");
        };
        check("J. D. <jane@example.org>", true);
        check("jane doe <doe@other.example>", true);
        check("\"Doe, Jane\" <doe@other.example>", true);
        check("J. D. <jane+lists@example.org>", true);
        check("J. D. <jane@linux.example.org>", true);
        check("J. D. <jane@a.linux.example.org>", false);
        check("J. D. <jane@other.example>", false);
        check("J. D. <joe@example.org>", false);
        check("J. D. <jane@anexample.org>", false);
    }

    #[test]
    fn names_and_addresses_are_read_as_they_come() {
        let check = |value: &str, name: &str, email: &str| {
            let expected = Address { name: name.into(), email: email.into() };
            assert_eq!(Address::parse(value), expected, "{value}");
        };
        check("Jane Doe <Jane@Example.ORG>", "Jane Doe", "jane@example.org");
        check("\"Doe, Jane\" <jane@example.org>, x@y", "Doe, Jane", "jane@example.org");
        check("\"A \\\"B\\\" <c>\" <jane@example.org>", "A \"B\" <c>", "jane@example.org");
        check("Jane (Example Inc) <jane@example.org>", "Jane (Example Inc)", "jane@example.org");
        check("jane@example.org (Jane Doe)", "Jane Doe", "jane@example.org");
        check("jane@example.org (Jane Doe (work))", "Jane Doe (work)", "jane@example.org");
        check("Jane Doe <@mill.example,@oak.example:jane@example.org>", "Jane Doe", "jane@example.org");
        check("jane@example.org", "jane", "jane@example.org");
        check("<jane@example.org>", "jane", "jane@example.org");
        check("jane at example.org (Jane Doe)", "Jane Doe", "jane@example.org");
        check("Jane Doe <jane at example.org>", "Jane Doe", "jane@example.org");
        check("Jane Doe <jane(a)example.org>", "Jane Doe", "jane@example.org");
        check("jane (a) example.org", "jane", "jane@example.org");
        check("Jane at work", "Jane at work", "");
        check("f(a)", "a", "f");
        check("Jane at work <jane@example.org>", "Jane at work", "jane@example.org");
        check("Jane Doe", "Jane Doe", "");
        check("Jo\u{308}rg <j@example.org>", "J\u{f6}rg", "j@example.org");
        check("Jane Doe jane@example.org", "Jane Doe", "jane@example.org");
        check("\"Jane <jane@example.org>", "Jane", "jane@example.org");
        check("\"eve\"@evil.example", "eve", "eve@evil.example");
        check("Eve <\"eve\"@evil.example>", "Eve", "eve@evil.example");
        check("<\"eve@home\"@evil.example>", "eve", "\"eve@home\"@evil.example");
        check("Eve <mailto:Eve@evil.example>", "Eve", "eve@evil.example");
        check("Eve <eve@evil.example.>", "Eve", "eve@evil.example");
        check("'eve@evil.example'", "eve", "eve@evil.example");
        check("\"eve@evil.example\"", "eve", "eve@evil.example");
        check("", "", "");
    }
}
