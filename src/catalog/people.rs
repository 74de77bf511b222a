//! Authors and the domains of their addresses.

use std::collections::{BTreeMap, HashMap};

use super::Filed;
use crate::archive::date_of;
use crate::digest::Entry;
use crate::digest::key::{self, Keys};
use crate::mail::Address;

/// A person who wrote patches.
#[derive(Debug)]
pub struct Author {
    /// Their name in addresses: made from the first spelling of their name, so that it stays.
    pub key: String,
    /// The spelling used most, and the address.
    pub address: Address,
    /// Their patch mails, those included that are only counted in the tables of text digests.
    pub patches: usize,
    /// When the first and the last came.
    pub first: Option<i64>,
    pub last: Option<i64>,
    pub years: BTreeMap<i16, usize>,
    /// Digests they are in, with the number of their patches there.
    pub digests: Vec<(usize, usize)>,
    /// Series they sent a part of, the one that moved last first.
    pub series: Vec<usize>,
}

/// A domain of authors' addresses.
#[derive(Debug)]
pub struct Domain {
    pub name: String,
    /// Its name in addresses: itself if it is a plain host name, else a slug and a hash.
    pub key: String,
    pub patches: usize,
    /// Most patches first.
    pub authors: Vec<usize>,
}

/// What tells people apart: the address, or the name where there is none.
pub fn identity(address: &Address) -> &str {
    if address.email.is_empty() { &address.name } else { &address.email }
}

/// All authors, in the order in which their first mails arrived; the author of each entry; and where each identity is.
pub fn authors(
    entries: &[&Entry],
    by_arrival: &[usize],
    digests: &[Filed],
) -> (Vec<Author>, Vec<usize>, HashMap<String, usize>) {
    let mut people = People::default();
    let mut author_of = vec![0; entries.len()];
    for &at in by_arrival {
        author_of[at] = people.add_patch(entries[at]);
    }
    for (at, filed) in digests.iter().enumerate() {
        for row in &filed.digest.contributors {
            people.add_row(at, filed, &row.author, row.patches);
        }
    }
    let People { mut authors, by_identity, spellings, .. } = people;
    for (author, spellings) in authors.iter_mut().zip(spellings) {
        let most_used = spellings.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)));
        author.address.name = most_used.map_or_else(String::new, |(name, _)| name);
    }
    (authors, author_of, by_identity)
}

#[derive(Default)]
struct People {
    authors: Vec<Author>,
    by_identity: HashMap<String, usize>,
    spellings: Vec<HashMap<String, usize>>,
    keys: Keys,
}

impl People {
    fn find(&mut self, address: &Address) -> usize {
        if let Some(&at) = self.by_identity.get(identity(address)) {
            return at;
        }
        let at = self.authors.len();
        self.by_identity.insert(identity(address).to_owned(), at);
        self.spellings.push(HashMap::new());
        self.authors.push(Author {
            key: self.keys.give(&address.name, &[identity(address).to_owned()]),
            address: address.clone(),
            patches: 0,
            first: None,
            last: None,
            years: BTreeMap::new(),
            digests: Vec::new(),
            series: Vec::new(),
        });
        at
    }

    fn add_patch(&mut self, entry: &Entry) -> usize {
        let at = self.find(&entry.author);
        self.count(at, &entry.author, entry.sent, 1);
        at
    }

    fn count(&mut self, at: usize, address: &Address, time: i64, patches: usize) {
        *self.spellings[at].entry(address.name.clone()).or_default() += patches;
        let author = &mut self.authors[at];
        author.patches += patches;
        author.first = Some(author.first.map_or(time, |first| first.min(time)));
        author.last = Some(author.last.map_or(time, |last| last.max(time)));
        *author.years.entry(date_of(time).year()).or_default() += patches;
    }

    /// A row of a digest's table. A text digest's tables count mails that it does not show.
    fn add_row(&mut self, digest: usize, filed: &Filed, address: &Address, patches: usize) {
        let at = self.find(address);
        self.authors[at].digests.push((digest, patches));
        if filed.only_text {
            let entries = filed.digest.entries.iter();
            let shown = entries.filter(|entry| identity(&entry.author) == identity(address)).count();
            if let further @ 1.. = patches.saturating_sub(shown) {
                self.count(at, address, filed.until, further);
            }
        }
    }
}

/// All domains, by patches and then by name.
pub fn domains(authors: &[Author]) -> Vec<Domain> {
    let mut domains: BTreeMap<&str, Domain> = BTreeMap::new();
    for (at, author) in authors.iter().enumerate() {
        let name = author.address.domain();
        if !name.is_empty() {
            let new =
                || Domain { name: name.to_owned(), key: String::new(), patches: 0, authors: Vec::new() };
            let domain = domains.entry(name).or_insert_with(new);
            domain.patches += author.patches;
            domain.authors.push(at);
        }
    }
    let mut domains: Vec<Domain> = domains.into_values().collect();
    give_keys(&mut domains);
    domains.sort_by_key(|domain| std::cmp::Reverse(domain.patches));
    for domain in &mut domains {
        domain.authors.sort_by_key(|&at| std::cmp::Reverse(authors[at].patches));
    }
    domains
}

/// Nobody's domain can take the address of a plain host name.
fn give_keys(domains: &mut [Domain]) {
    let mut keys = Keys::default();
    domains.iter().filter(|domain| key::is_host(&domain.name)).for_each(|domain| keys.reserve(&domain.name));
    for domain in domains {
        domain.key = match key::is_host(&domain.name) {
            true => domain.name.clone(),
            false => keys.give(&domain.name, std::slice::from_ref(&domain.name)),
        };
    }
}
