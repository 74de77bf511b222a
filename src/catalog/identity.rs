//! Which addresses are one person's: what single mails and mailmaps prove, put together.

use std::collections::{BTreeMap, BTreeSet};

use super::Filed;
use crate::mail::{Address, Mailmap, Proof, full_name, machine};
use crate::shared::{HashMap, HashSet};

/// An address with more names than these is nobody's own.
const NAMES: usize = 6;

/// The people behind addresses.
#[derive(Debug, Default)]
pub struct Identities {
    /// For each address that was joined to others, the first of its person's in alphabetical order.
    root_of: HashMap<String, String>,
    /// What joined each address to others, the best proof.
    proof_of: HashMap<String, Proof>,
    /// The addresses of each person who has several, in alphabetical order.
    members: HashMap<String, Vec<String>>,
}

impl Identities {
    /// Joins addresses along chains of proofs. An address that comes with several people's names, or is a program's,
    /// is joined by a mailmap only.
    pub fn of(digests: &[Filed], mailmap: &Mailmap) -> Self {
        // The kinds of proof that each pair has, and whether one was under a full name.
        let mut kinds: BTreeMap<(&str, &str), (BTreeSet<Proof>, bool)> = BTreeMap::new();
        for same in digests.iter().flat_map(|filed| &filed.digest.same) {
            let (one, other) = (same.one.email.as_str(), same.other.email.as_str());
            let (kinds, is_full) = kinds.entry((one.min(other), one.max(other))).or_default();
            kinds.insert(same.proof);
            *is_full |= full_name(&same.one).is_some();
        }
        kinds.retain(|_, (kinds, is_full)| *is_full || kinds.len() > 1);
        let proofs = kinds.into_iter().filter_map(|(pair, (kinds, _))| Some((pair, kinds.first().copied()?)));
        let mut proofs: BTreeMap<(&str, &str), Proof> = proofs.collect();
        let shared = shared(digests, proofs.keys().flat_map(|&(one, other)| [one, other]).collect());
        proofs.retain(|(one, other), _| !shared.contains(one) && !shared.contains(other));
        let joined = mailmap.joined();
        proofs.extend(joined.iter().map(|(one, other)| ((one.as_str(), other.as_str()), Proof::Mailmap)));
        Self::joined(&proofs)
    }

    fn joined(proofs: &BTreeMap<(&str, &str), Proof>) -> Self {
        let mut parent: HashMap<&str, &str> = HashMap::default();
        let mut proof_of: HashMap<String, Proof> = HashMap::default();
        for (&(one, other), &proof) in proofs {
            let (a, b) = (root(&mut parent, one), root(&mut parent, other));
            // The first in the alphabet stays the root.
            parent.insert(a.max(b), a.min(b));
            for address in [one, other] {
                let best = proof_of.entry(address.to_owned()).or_insert(proof);
                *best = proof.min(*best);
            }
        }
        let mut addresses: Vec<&str> = proofs.keys().flat_map(|&(one, other)| [one, other]).collect();
        addresses.sort_unstable();
        addresses.dedup();
        let mut joined = Self { proof_of, ..Self::default() };
        for address in addresses {
            let root = root(&mut parent, address).to_owned();
            joined.members.entry(root.clone()).or_default().push(address.to_owned());
            joined.root_of.insert(address.to_owned(), root);
        }
        joined
    }

    /// What represents a person: the same for each of their addresses. Without an address, the name.
    pub fn person<'a>(&'a self, address: &'a Address) -> &'a str {
        let own = Self::own(address);
        self.root_of.get(own).map_or(own, String::as_str)
    }

    /// What a person is looked up by.
    pub(super) fn own(address: &Address) -> &str {
        if address.email.is_empty() { &address.name } else { &address.email }
    }

    /// What represents each address that was joined to others.
    pub fn joined_addresses(&self) -> impl Iterator<Item = (&str, &str)> {
        self.root_of.iter().map(|(address, person)| (address.as_str(), person.as_str()))
    }

    /// The addresses of a person who has several, in alphabetical order, and what joined each.
    pub fn addresses<'a>(&'a self, person: &str) -> impl Iterator<Item = (&'a str, Proof)> {
        let members = self.members.get(person).into_iter().flatten();
        members.filter_map(|address| Some((address.as_str(), *self.proof_of.get(address)?)))
    }
}

/// The root of an address's tree, with the way there made shorter.
fn root<'a>(parent: &mut HashMap<&'a str, &'a str>, address: &'a str) -> &'a str {
    let mut at = address;
    while let Some(&above) = parent.get(at).filter(|&&above| above != at) {
        at = above;
    }
    let root = at;
    let mut at = address;
    while let Some(above) = parent.insert(at, root).filter(|&above| above != at) {
        at = above;
    }
    root
}

/// Those of some addresses that are a program's, or that people of different names write from.
fn shared<'a>(digests: &'a [Filed], among: HashSet<&'a str>) -> HashSet<&'a str> {
    let mut names: HashMap<&str, HashSet<String>> = HashMap::default();
    let mut shared: HashSet<&str> = HashSet::default();
    for address in digests.iter().flat_map(addresses) {
        let Some(&known) = among.get(address.email.as_str()) else { continue };
        if machine::of_address(address).is_some() {
            shared.insert(known);
        }
        let Some(name) = full_name(address) else { continue };
        let names = names.entry(known).or_default();
        if names.contains(&name) || shared.contains(known) {
            continue;
        }
        if names.len() == NAMES || names.iter().any(|other| !are_alike(&name, other)) {
            shared.insert(known);
        }
        names.insert(name);
    }
    shared
}

/// Everybody whom the mails of a digest name as who wrote or sent them.
pub(super) fn addresses(filed: &Filed) -> impl Iterator<Item = &Address> {
    let entries = filed.digest.entries.iter().flat_map(|entry| [&entry.author, &entry.sender]);
    let replies = filed.digest.replies.iter().map(|reply| &reply.author);
    let proofs = filed.digest.same.iter().flat_map(|same| [&same.one, &same.other]);
    entries.chain(replies).chain(proofs)
}

/// Whether two names can be one person's: each word of the shorter one begins a word of the other, or goes on from
/// it, as in `jon doe` and `jonathan van doe`.
fn are_alike(one: &str, other: &str) -> bool {
    let (one, other): (Vec<&str>, Vec<&str>) = (one.split(' ').collect(), other.split(' ').collect());
    let (few, many) = if one.len() < other.len() { (one, other) } else { (other, one) };
    few.iter().all(|word| many.iter().any(|own| own.starts_with(word) || word.starts_with(own)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chains_of_proofs_make_one_person_in_whatever_order() {
        let check = |proofs: &[(&'static str, &'static str)]| {
            let proofs = proofs.iter().map(|&pair| (pair, Proof::Sent)).collect();
            let joined = Identities::joined(&proofs);
            let members: Vec<&str> = joined.addresses("a").map(|(address, _)| address).collect();
            assert_eq!(members, ["a", "b", "c", "d"]);
            let elsewhere = Address { name: "E".into(), email: "e".into() };
            assert_eq!(joined.person(&elsewhere), "e");
        };
        check(&[("a", "b"), ("b", "c"), ("c", "d")]);
        check(&[("c", "d"), ("b", "d"), ("a", "d")]);
        check(&[("a", "d"), ("b", "c"), ("c", "d")]);
    }

    #[test]
    fn names_are_alike_if_one_is_in_the_other() {
        assert!(are_alike("doe jane", "doe jane roe"));
        assert!(are_alike("cameron jonathan", "cameron jon"));
        assert!(!are_alike("doe jane", "doe joe"));
        assert!(!are_alike("wang wei", "li wei"));
    }
}
