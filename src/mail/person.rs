//! What one mail proves of the people in it: that two addresses are one person's.
//!
//! A name alone proves nothing: many people share one. It takes a mail that names both addresses in places that one
//! person fills, under one full name. Under a name of one word it takes two proofs of different kinds.

use mailparse::MailHeader;
use serde::{Deserialize, Serialize};

use super::{Address, Trailer, author, header};

/// Words of names that programs, lists and roles have.
const ROLES: [&str; 24] = [
    "admin",
    "administrator",
    "automation",
    "bot",
    "buildbot",
    "ci",
    "daemon",
    "jenkins",
    "list",
    "lists",
    "maintainer",
    "maintainers",
    "nobody",
    "noreply",
    "owner",
    "patchwork",
    "postmaster",
    "robot",
    "root",
    "syzbot",
    "team",
    "test",
    "testing",
    "unknown",
];

/// The fewest letters of a name of one word.
const SINGLE: usize = 4;

/// How two addresses were seen to be one person's; the one that says most comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Proof {
    /// A mailmap joins them.
    Mailmap,
    /// A patch by one is signed off with the other.
    SignedOff,
    /// A patch by one was sent from the other.
    Sent,
    /// A mail from one asks for answers to the other.
    ReplyTo,
}

/// Two addresses of one person.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SamePerson {
    pub one: Address,
    pub other: Address,
    pub proof: Proof,
}

/// What the headers and trailers of a mail prove of its author.
pub(super) fn proofs(
    headers: &[MailHeader],
    sender: &Address,
    author: &Address,
    trailers: &[Trailer],
) -> Vec<SamePerson> {
    let signed = signed_off(author, trailers);
    let both_signed = |address: &Address| {
        let has = |email: &str| signed.iter().any(|signer| signer.email == email);
        has(&author.email) && has(&address.email)
    };
    let mut proofs = Vec::new();
    let mut add = |one: &Address, other: &Address, proof: Proof| {
        if one.email != other.email && is_persons(headers, one) && is_persons(headers, other) {
            proofs.push(SamePerson { one: one.clone(), other: other.clone(), proof });
        }
    };
    if are_namesakes(sender, author) && !both_signed(sender) {
        add(author, sender, Proof::Sent);
    }
    // Two people of one name may both sign; one person signs once.
    if let [signer] = signed.as_slice() {
        add(author, signer, Proof::SignedOff);
    }
    for value in header::values(headers, "Reply-To") {
        let answers_to = Address::parse(&value);
        if are_namesakes(sender, &answers_to) {
            add(sender, &answers_to, Proof::ReplyTo);
        }
    }
    proofs
}

/// Those who signed off under the author's name, each address once.
fn signed_off(author: &Address, trailers: &[Trailer]) -> Vec<Address> {
    let signers = trailers.iter().filter(|trailer| trailer.key == "Signed-off-by");
    let mut named: Vec<Address> = signers
        .filter_map(Trailer::person)
        .filter(|signer| signer.email == author.email || are_namesakes(signer, author))
        .collect();
    named.sort_by(|a, b| a.email.cmp(&b.email));
    named.dedup_by(|a, b| a.email == b.email);
    named
}

/// Whether two addresses come with one full name, or one that is a single word: that alone proves less.
fn are_namesakes(one: &Address, other: &Address) -> bool {
    let name = |address| full_name(address).or_else(|| single_name(address));
    one.email != other.email && name(one).is_some_and(|own| name(other) == Some(own))
}

/// Whether an address can be a person's: not the one of a list or a relay that wrote itself into From.
fn is_persons(headers: &[MailHeader], address: &Address) -> bool {
    address.email.contains('@')
        && !address.email.starts_with("devnull+")
        && !address.name.contains(" via ")
        && !author::list_addresses(headers).iter().any(|list| address.email == **list)
}

/// The words of a full name, folded and sorted, without what is in parentheses and initials: those of
/// `Doe, Jane Q. (Lamps)` are `doe jane`. Nothing for a single word, for what programs and roles are called, and where the
/// mail gives no name.
pub fn full_name(address: &Address) -> Option<String> {
    let name = address.name.to_lowercase();
    if address.email.split('@').next() == Some(&name) {
        return None;
    }
    let name = name.split(" via ").next().unwrap_or_default();
    let name = name.split('(').next().unwrap_or_default();
    let mut words: Vec<&str> = name
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '"' | '\''))
        .filter(|word| word.chars().count() > 1)
        .collect();
    let is_full = words.len() > 1 && !name.contains('@') && !words.iter().any(|word| ROLES.contains(word));
    words.sort_unstable();
    is_full.then(|| words.join(" "))
}

/// A name of one word, folded: `NeilBrown`. Nothing for what programs and roles are called, short words, and where the mail
/// gives no name.
fn single_name(address: &Address) -> Option<String> {
    let name = address.name.to_lowercase();
    let is_name = name.chars().count() >= SINGLE && name.chars().all(char::is_alphabetic);
    let is_bare = address.email.split('@').next() == Some(&name);
    (is_name && !is_bare && !ROLES.contains(&name.as_str())).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::{full_name as full_name_of, single_name};
    use crate::mail::Address;

    fn full_name(name: &str) -> Option<String> {
        full_name_of(&Address { name: name.into(), email: "jd@doe.example".into() })
    }

    #[test]
    fn a_full_name_has_two_words_and_is_no_role() {
        for name in ["Jane Doe", "Doe, Jane", "\"jane q. DOE\"", "Jane Doe (Lamps)", "Jane Doe via lamps"] {
            assert_eq!(full_name(name).as_deref(), Some("doe jane"), "{name}");
        }
        assert_eq!(full_name_of(&Address::parse("jane.doe@doe.example")), None);
        assert_eq!(
            single_name(&Address { name: "JaneDoe".into(), email: "jd@doe.example".into() }).as_deref(),
            Some("janedoe")
        );
        for name in ["Joe", "janedoe", "Jane Doe", "patchwork", "jane.d"] {
            let address = Address { name: name.into(), email: "janedoe@doe.example".into() };
            assert_eq!(single_name(&address), None, "{name}");
        }
        for name in ["Jane", "J. Doe", "root", "kernel test robot", "Patchwork", "jane@doe.example x", ""] {
            assert_eq!(full_name(name), None, "{name}");
        }
    }
}
