//! Who wrote a patch, when the From header does not say.

use mailparse::MailHeader;

use super::Address;
use super::address::swapped;
use super::header;

/// The author: the in-body From, then `X-Original-From`, then, where a list or a relay put its own address
/// into From, the Reply-To or Cc of that name, then From.
pub(super) fn of(headers: &[MailHeader], sender: &Address, in_body: Option<&str>) -> Address {
    let named = in_body
        .map(decoded)
        .map(|value| Address::parse(&value))
        .filter(|address| address.email.contains('@'));
    if let Some(author) = named {
        return author;
    }
    let original = header::value(headers, "X-Original-From").map(|value| Address::parse(&value));
    if let Some(author) = original.filter(|address| address.email.contains('@')) {
        return author;
    }
    match sender_of_via(&sender.name) {
        Some(name) => behind_relay(headers, sender, name).unwrap_or_else(|| behind_list(headers, name)),
        None => sender.clone(),
    }
}

/// In-body lines are encoded as headers are when a mail was passed through a header on its way.
fn decoded(value: &str) -> String {
    match mailparse::parse_header(format!("From: {value}\n").as_bytes()) {
        Ok((header, _)) => header::value(&[header], "From").unwrap_or_default(),
        Err(_) => value.to_owned(),
    }
}

/// The person in `Jane Doe via LIST`.
fn sender_of_via(name: &str) -> Option<&str> {
    let (person, _list) = name.rsplit_once(" via ")?;
    Some(person.trim_matches(['\'', '"', ' ']))
}

/// The address in Reply-To that b4's relay has written into its own, `devnull+jane.example.org@…`.
fn behind_relay(headers: &[MailHeader], sender: &Address, name: &str) -> Option<Address> {
    let written = sender.email.strip_prefix("devnull+")?.split('@').next()?;
    let mailboxes = header::values(headers, "Reply-To").into_iter().map(|value| Address::parse(&value));
    let mut fitting = mailboxes.filter(|address| address.email.replace('@', ".") == written);
    fitting.next().map(|address| Address { name: name.to_owned(), ..address })
}

/// The address that goes with the name in Reply-To or Cc. Never the list's own: then only the name is known.
fn behind_list(headers: &[MailHeader], name: &str) -> Address {
    for field in ["Reply-To", "Cc"] {
        for value in header::values(headers, field) {
            for mailbox in mailboxes(&value) {
                let address = Address::parse(mailbox);
                let alike = address.name.eq_ignore_ascii_case(name)
                    || swapped(&address.name).eq_ignore_ascii_case(name);
                if alike && address.email.contains('@') {
                    return address;
                }
            }
        }
    }
    Address { name: name.to_owned(), email: String::new() }
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
