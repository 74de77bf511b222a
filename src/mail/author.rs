//! Who wrote a patch, when the From header does not say.

use mailparse::MailHeader;

use super::Address;
use super::address::{is_mailbox, swapped};
use super::header;
use crate::shared::Shared;

/// Words that a list writes between a person's name and its own, in the languages of Mailman and of those who set it
/// up. Without another sign only the first is believed.
const VIA: [&str; 14] = [
    "via",
    "über",
    "durch",
    "par",
    "a través de",
    "através de",
    "attraverso",
    "tramite",
    "per",
    "tra",
    "przez",
    "через",
    "通过",
    "透過",
];
/// The same behind the list's name.
const VIA_BEHIND: [&str; 3] = ["経由", "kautta", "bidez"];

/// The author: the in-body From, then `X-Original-From`, then, where a list or a relay put its own address
/// into From, the person in Reply-To, Cc or `X-Original-Sender`, then From.
pub(super) fn of(headers: &[MailHeader], sender: &Address, in_body: Option<&str>) -> Address {
    let original = header::value(headers, "X-Original-From");
    let named = [in_body, original.as_deref()].into_iter().flatten().map(Address::parse);
    if let Some(author) = named.into_iter().find(|address| address.email.contains('@')) {
        return author;
    }
    let lists = list_addresses(headers);
    let is_lists = lists.iter().any(|list| sender.email == **list);
    let others = Others { headers, sender, lists: &lists };
    match person(&sender.name, is_lists) {
        Some(name) => behind_relay(headers, sender, name)
            .or_else(|| others.named(name))
            .or_else(|| others.of_address(name))
            .or_else(|| others.only(name))
            .unwrap_or_else(|| Address { name: name.into(), email: Shared::default() }),
        None if is_lists => others.named(unquoted(&sender.name)).unwrap_or_else(|| sender.clone()),
        None => sender.clone(),
    }
}

/// The list's own addresses, as its headers name them (RFC 2369, RFC 2919).
pub(super) fn list_addresses(headers: &[MailHeader]) -> Vec<String> {
    let post = header::value(headers, "List-Post").unwrap_or_default();
    let mailto = post.split("mailto:").nth(1).map(|rest| rest.split(['>', '?', ',']).next().unwrap_or(rest));
    let been_there = header::value(headers, "X-BeenThere");
    mailto
        .map(str::to_owned)
        .into_iter()
        .chain(been_there)
        .map(|address| address.trim().to_lowercase())
        .collect()
}

/// The person in `Jane Doe via LIST`; with a list's address also in the words of other languages.
fn person(name: &str, is_lists: bool) -> Option<&str> {
    let words = if is_lists { &VIA[..] } else { &VIA[..1] };
    let before = |word: &&str| {
        let (at, _) = name.match_indices(*word).filter(|(at, _)| name[..*at].ends_with(' ')).last()?;
        let rest = &name[at + word.len()..];
        (rest.is_empty() || rest.starts_with(' ')).then(|| &name[..at])
    };
    let behind = || {
        let list = VIA_BEHIND.iter().find_map(|word| name.strip_suffix(word))?;
        list.trim_end().rsplit_once(' ').map(|(person, _)| person)
    };
    let person = words.iter().find_map(before).or_else(|| is_lists.then(behind).flatten())?;
    Some(unquoted(person)).filter(|person| !person.is_empty())
}

fn unquoted(name: &str) -> &str {
    name.trim_matches(['\'', '"', ',', ' '])
}

/// The address in Reply-To that b4's relay has written into its own, `devnull+jane.example.org@…`.
fn behind_relay(headers: &[MailHeader], sender: &Address, name: &str) -> Option<Address> {
    let written = sender.email.strip_prefix("devnull+")?.split('@').next()?;
    let mailboxes = header::values(headers, "Reply-To").into_iter().map(|value| Address::parse(&value));
    let mut fitting = mailboxes.filter(|address| address.email.replace('@', ".") == written);
    fitting.next().map(|address| Address { name: name.into(), ..address })
}

/// Who else a mail names that has a list's address in From. Never the list.
struct Others<'a> {
    headers: &'a [MailHeader<'a>],
    sender: &'a Address,
    lists: &'a [String],
}

impl Others<'_> {
    fn all(&self, field: &str) -> Vec<Address> {
        let is_somebodys = |address: &Address| {
            address.email.contains('@')
                && address.email != self.sender.email
                && !self.lists.iter().any(|list| address.email == **list)
        };
        let values = header::values(self.headers, field);
        let all = values.iter().flat_map(|value| mailboxes(value)).map(Address::parse);
        all.filter(is_somebodys).collect()
    }

    /// The mailbox of that name in Reply-To or Cc.
    fn named(&self, name: &str) -> Option<Address> {
        let named = |field| self.all(field).into_iter().find(|address| is_name_of(address, name));
        named("Reply-To").or_else(|| named("Cc"))
    }

    /// Whom the list names by the address alone, `jane@example.org via LIST`: a field may have a name as well.
    fn of_address(&self, name: &str) -> Option<Address> {
        let own = Address::parse(name);
        if name.contains(' ')
            || !is_mailbox(name)
            || !own.domain().contains('.')
            || own.email == self.sender.email
        {
            return None;
        }
        let named = |field| self.all(field).into_iter().find(|address| address.email == own.email);
        named("Reply-To").or_else(|| named("Cc")).or(Some(own))
    }

    /// The address that the list wrote down, else the only one to whom answers go. A list's other address has its domain.
    fn only(&self, name: &str) -> Option<Address> {
        let written = self.all("X-Original-Sender").into_iter().next();
        let only = || match &self.all("Reply-To")[..] {
            [only] if only.domain() != self.sender.domain() => Some(only.clone()),
            _ => None,
        };
        let address = written.or_else(only)?;
        let name = if is_local_part(name, &address) { address.name.clone() } else { name.into() };
        Some(Address { name, ..address })
    }
}

/// Whether a mailbox is that of a name, in either order, or of a name that goes on with what a list put behind it.
fn is_name_of(address: &Address, name: &str) -> bool {
    let own = [address.name.to_lowercase(), swapped(&address.name).to_lowercase()];
    let name = name.to_lowercase();
    own.iter().any(|own| {
        let rest = name.strip_prefix(own.as_str()).filter(|_| own.contains(' ') || *own == name);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ',']))
    })
}

/// Mailman makes `jane---` of an address without a name.
fn is_local_part(name: &str, address: &Address) -> bool {
    let local = address.email.split('@').next().unwrap_or_default();
    name.trim_end_matches('-').eq_ignore_ascii_case(local)
}

/// The mailboxes of a list, cut at commas outside quotes.
fn mailboxes(value: &str) -> Vec<&str> {
    let mut quoted = false;
    value
        .split(|c| {
            quoted ^= c == '"';
            c == ',' && !quoted
        })
        .collect()
}
