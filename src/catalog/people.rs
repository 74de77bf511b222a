//! Authors and the domains of their addresses.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{Catalog, Companies, DigestAt, Filed, Identities, Patch, PatchAt, SeriesAt};
use crate::archive::date_of;
use crate::digest::Entry;
use crate::digest::key::{Key, Keys, is_host};
use crate::mail::{Address, Proof};
use crate::position::{At, Table};
use crate::seen::{self, Sight};
use crate::shared::{HashMap, Shared};

/// A person who wrote patches.
#[derive(Debug)]
pub struct Author {
    /// Their name in addresses: made from the first spelling of their name, so that it stays.
    pub key: Key<Author>,
    /// The spelling used most, and the address used most.
    pub address: Address,
    /// All addresses: those that wrote patches by the first of them, then the others.
    pub addresses: Vec<OwnAddress>,
    /// Their patch mails, those included that are only counted in the tables of text digests.
    pub patches: usize,
    /// When the first and the last came.
    pub first: Option<i64>,
    pub last: Option<i64>,
    pub years: BTreeMap<i16, usize>,
    /// Digests they are in, with the number of their patches there.
    pub digests: Vec<(DigestAt, usize)>,
    /// Series they sent a part of, most recently updated first.
    pub series: Vec<SeriesAt>,
}

/// The position of an author in the catalog.
pub type AuthorAt = At<Author>;

/// An address of an author.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct OwnAddress {
    /// Empty for an author who is known by name only.
    pub email: Shared,
    /// What the author's key would be if this were the only one; nothing if no patch came from it.
    pub key: Option<Key<Author>>,
    /// Patch mails that were written from it.
    pub patches: usize,
    /// What joined it to the others; nothing if it is the only one.
    pub proof: Option<Proof>,
}

/// A domain of authors' addresses, or a company that has several.
#[derive(Debug)]
pub struct Domain {
    pub name: String,
    /// Its name in addresses: itself if it is a plain host name, else a slug and a hash.
    pub key: Key<Domain>,
    /// The domains that are a company's, each with the key of the page that it has by itself; empty for a domain by itself.
    pub joined: Vec<(String, Key<Domain>)>,
    pub patches: usize,
    /// Authors, and the patches that each wrote from there; most first.
    pub authors: Vec<(AuthorAt, usize)>,
    /// Series whose newest version came from there, most recently updated first.
    pub series: Vec<SeriesAt>,
}

/// The position of a domain in the catalog.
pub type DomainAt = At<Domain>;

/// An address, or the name if the mail has no address.
fn identity(address: &Address) -> &str {
    if address.email.is_empty() { &address.name } else { &address.email }
}

/// All authors, in the order in which their first mails arrived; the author of each entry; and where each person is.
pub fn authors(
    entries: &Table<Patch, &Entry>,
    by_arrival: &[PatchAt],
    digests: &Table<Filed>,
    identities: &Identities,
) -> (Table<Author>, Table<Patch, AuthorAt>, HashMap<String, AuthorAt>) {
    let mut people = People {
        identities,
        authors: Table::new(),
        by_person: HashMap::default(),
        spellings: Table::new(),
        keys: Keys::default(),
    };
    let mut author_of = entries.filled(AuthorAt::FIRST);
    for &at in by_arrival {
        author_of[at] = people.add_patch(entries[at]);
    }
    for (at, filed) in digests.iter_at() {
        for row in &filed.digest.contributors {
            people.add_row(at, filed, &row.author, row.patches);
        }
    }
    people.finish();
    (people.authors, author_of, people.by_person)
}

struct People<'a> {
    identities: &'a Identities,
    authors: Table<Author>,
    by_person: HashMap<String, AuthorAt>,
    spellings: Table<Author, HashMap<Shared, usize>>,
    keys: Keys<Author>,
}

impl People<'_> {
    /// The author that an address belongs to. Each address has a key of its own: the first one's is the author's.
    fn find(&mut self, address: &Address) -> AuthorAt {
        let person = self.identities.person(address);
        let known = self.by_person.get(person).copied();
        if let Some(at) = known.filter(|&at| self.authors[at].own_address(address).is_some()) {
            return at;
        }
        let key = self.keys.give(&address.name, &[identity(address).to_owned()]);
        let own =
            OwnAddress { email: address.email.clone(), key: Some(key.clone()), patches: 0, proof: None };
        if let Some(at) = known {
            self.authors[at].addresses.push(own);
            return at;
        }
        self.spellings.push(HashMap::default());
        let at = self.authors.push(Author {
            key,
            address: address.clone(),
            addresses: vec![own],
            patches: 0,
            first: None,
            last: None,
            years: BTreeMap::new(),
            digests: Vec::new(),
            series: Vec::new(),
        });
        self.by_person.insert(person.to_owned(), at);
        at
    }

    fn add_patch(&mut self, entry: &Entry) -> AuthorAt {
        let at = self.find(&entry.author);
        self.count(at, &entry.author, entry.sent, 1);
        at
    }

    fn count(&mut self, at: AuthorAt, address: &Address, time: i64, patches: usize) {
        *self.spellings[at].entry(address.name.clone()).or_default() += patches;
        let author = &mut self.authors[at];
        if let Some(own) = author.own_address(address) {
            own.patches += patches;
        }
        author.patches += patches;
        author.first = Some(author.first.map_or(time, |first| first.min(time)));
        author.last = Some(author.last.map_or(time, |last| last.max(time)));
        *author.years.entry(date_of(time).year()).or_default() += patches;
    }

    /// A row of a digest's table. A text digest's tables count mails that it does not show.
    fn add_row(&mut self, digest: DigestAt, filed: &Filed, address: &Address, patches: usize) {
        let at = self.find(address);
        let author = &mut self.authors[at];
        match author.digests.last_mut().filter(|(last, _)| *last == digest) {
            Some((_, counted)) => *counted += patches,
            None => author.digests.push((digest, patches)),
        }
        if filed.only_text {
            let entries = filed.digest.entries.iter();
            let shown = entries.filter(|entry| identity(&entry.author) == identity(address)).count();
            if let further @ 1.. = patches.saturating_sub(shown) {
                self.count(at, address, filed.until, further);
            }
        }
    }
}

impl People<'_> {
    /// Gives each author the name and the address that they used most, and the addresses that they wrote no patch from.
    fn finish(&mut self) {
        for (person, &at) in &self.by_person {
            let author = &mut self.authors[at];
            let spellings = std::mem::take(&mut self.spellings[at]);
            let most_used = spellings.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)));
            author.address.name = most_used.map_or_else(Shared::default, |(name, _)| name);
            for (email, proof) in self.identities.addresses(person) {
                match author.addresses.iter_mut().find(|own| own.email == email) {
                    Some(own) => own.proof = Some(proof),
                    None => author.addresses.push(OwnAddress {
                        email: email.into(),
                        key: None,
                        patches: 0,
                        proof: Some(proof),
                    }),
                }
            }
            // Of several used alike, the first.
            let used = author.addresses.iter().rev().max_by_key(|own| own.patches);
            if let Some(used) = used {
                author.address.email.clone_from(&used.email);
            }
        }
    }
}

impl Author {
    /// What is known of an address, if a patch came from it.
    fn own_address(&mut self, address: &Address) -> Option<&mut OwnAddress> {
        self.addresses.iter_mut().find(|own| own.email == address.email)
    }

    /// Keys that the author's other addresses had before they were joined, each with its page's own.
    pub fn former_keys(&self) -> impl Iterator<Item = &Key<Author>> {
        self.addresses.iter().filter_map(|own| own.key.as_ref()).filter(|key| **key != self.key)
    }
}

impl Author {
    /// Whether a domain may be named with their name.
    pub(super) fn may_have_domain(&self, companies: &Companies) -> bool {
        let name = &self.address.name;
        let address = |own: &OwnAddress| Address { name: name.clone(), email: own.email.clone() };
        self.addresses.iter().all(|own| companies.may_name(&address(own)))
    }
}

impl Domain {
    /// Keys that a company's domains have by themselves, each with its page's own.
    pub fn former_keys(&self) -> impl Iterator<Item = &Key<Domain>> {
        self.joined.iter().map(|(_, key)| key).filter(|key| **key != self.key)
    }
}

/// What is counted of a domain or a company.
#[derive(Default)]
struct Members<'a> {
    patches: usize,
    people: BTreeMap<AuthorAt, usize>,
    domains: BTreeSet<&'a str>,
}

/// All domains and companies, by patches and then by name.
pub fn domains(authors: &Table<Author>, companies: &Companies) -> Table<Domain> {
    let mut members: BTreeMap<&str, Members> = BTreeMap::new();
    for (at, author) in authors.iter_at().filter(|(_, author)| author.may_have_domain(companies)) {
        for own in author.addresses.iter().filter(|own| own.key.is_some()) {
            let Some((_, name)) = own.email.rsplit_once('@').filter(|(_, name)| !name.is_empty()) else {
                continue;
            };
            let of = members.entry(companies.of(name)).or_default();
            of.patches += own.patches;
            *of.people.entry(at).or_default() += own.patches;
            of.domains.insert(name);
        }
    }
    // Nobody's domain can take the address of a plain host name.
    let mut keys = Keys::default();
    let hosts = members.values().flat_map(|of| &of.domains).filter(|name| is_host(name));
    let of_hosts: HashMap<&str, Key<Domain>> = hosts.map(|&name| (name, keys.reserve(name))).collect();
    let domain = |(name, of): (&str, Members)| {
        let mut key_of =
            |name: &str| of_hosts.get(name).cloned().unwrap_or_else(|| keys.give(name, &[name.to_owned()]));
        let mut authors: Vec<(AuthorAt, usize)> = of.people.into_iter().collect();
        authors.sort_by_key(|&(_, patches)| Reverse(patches));
        let is_company = companies.names(name);
        let joined = of.domains.iter().filter(|_| is_company);
        let joined: Vec<_> = joined.map(|&domain| (domain.to_owned(), key_of(domain))).collect();
        // A company that is named like one of its domains has that domain's page. One that is named like another's domain
        // has not.
        let own = joined.iter().find(|(domain, _)| domain == name).map(|(_, key)| key.clone());
        let key = match own {
            Some(key) => key,
            None if is_company => keys.give(name, &[name.to_owned()]),
            None => key_of(name),
        };
        Domain { name: name.to_owned(), key, joined, patches: of.patches, authors, series: Vec::new() }
    };
    let mut domains: Vec<Domain> = members.into_iter().map(domain).collect();
    domains.sort_by_key(|domain| Reverse(domain.patches));
    domains.into()
}

impl Catalog<'_> {
    /// The company or the domain of an address, if a patch came from there.
    pub fn domain_of(&self, address: &Address) -> Option<DomainAt> {
        self.domain_named(self.shown_domain(address))
    }

    /// The domain of an address; nothing if it must not be named with the person.
    pub fn shown_domain<'b>(&self, address: &'b Address) -> &'b str {
        let may_have = |at: AuthorAt| self.author_may_have_domain(at);
        match self.companies.may_name(address) && self.author(address).is_none_or(may_have) {
            true => address.domain(),
            false => "",
        }
    }

    /// The company that a domain belongs to, or the domain itself.
    pub fn domain_named(&self, domain: &str) -> Option<DomainAt> {
        self.domain_called(self.companies.of(domain))
    }

    /// The company of this name, or the domain that belongs to none.
    pub fn domain_called(&self, name: &str) -> Option<DomainAt> {
        seen::row(Sight::DomainOf.number(), seen::slot(name));
        self.domain_at.get(name).copied()
    }

    /// The company or the domain that the newest version of a series came from.
    pub fn domain_of_series(&self, series: SeriesAt) -> Option<DomainAt> {
        self.domain_of(&self.entry(self.series[series].newest().mails[0]).author)
    }

    /// Gives each domain its series.
    pub(super) fn file_series_of_domains(&mut self) {
        self.domain_at = self.domains.iter_at().map(|(at, domain)| (domain.name.clone(), at)).collect();
        let mut series = self.domains.filled(Vec::new());
        for at in self.series.positions() {
            self.domain_of_series(at).into_iter().for_each(|domain| series[domain].push(at));
        }
        for (at, of_domain) in self.domains.positions().zip(series) {
            self.domains[at].series = self.by_movement(of_domain);
        }
    }
}
