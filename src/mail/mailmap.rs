//! A mailmap: which addresses belong to one person (`gitmailmap(5)`).

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Address;

/// Joins the addresses of a person, and gives the name to show.
#[derive(Debug, Clone, Default)]
pub struct Mailmap {
    by_email: HashMap<String, Entry>,
    by_name_and_email: HashMap<(String, String), Entry>,
}

#[derive(Debug, Clone, Default)]
struct Entry {
    name: Option<String>,
    email: Option<String>,
}

impl Mailmap {
    /// Reads the four forms of line that git knows; `#` begins a comment. The error is the number of a line that
    /// is none of them.
    pub fn parse(text: &str) -> Result<Self, usize> {
        let mut map = Self::default();
        for (number, line) in text.lines().enumerate() {
            let line = line.split('#').next().unwrap_or_default().trim();
            if !line.is_empty() {
                map.read(line).ok_or(number + 1)?;
            }
        }
        Ok(map)
    }

    fn read(&mut self, line: &str) -> Option<()> {
        let (name, rest) = line.split_once('<')?;
        let (email, rest) = rest.split_once('>')?;
        let some = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let Some((old_name, old_email)) = rest.split_once('<') else {
            self.by_email.insert(email.trim().to_lowercase(), Entry { name: some(name), email: None });
            return Some(());
        };
        let old_email = old_email.split_once('>')?.0.trim().to_lowercase();
        let entry = Entry { name: some(name), email: some(&email.to_lowercase()) };
        match some(&old_name.to_lowercase()) {
            Some(old_name) => self.by_name_and_email.insert((old_name, old_email), entry),
            None => self.by_email.insert(old_email, entry),
        };
        Some(())
    }

    /// Reads what it can of a project's own mailmap: lines of no known form say nothing.
    pub fn read_all(text: &str) -> Self {
        let mut map = Self::default();
        for line in text.lines().map(|line| line.split('#').next().unwrap_or_default().trim()) {
            let _unreadable = map.read(line);
        }
        map
    }

    /// Takes in another mailmap; where both know an address, this one is right.
    pub fn extend(&mut self, other: Self) {
        other.by_email.into_iter().for_each(|(old, entry)| {
            self.by_email.entry(old).or_insert(entry);
        });
        other.by_name_and_email.into_iter().for_each(|(old, entry)| {
            self.by_name_and_email.entry(old).or_insert(entry);
        });
    }

    /// Pairs of addresses that it gives to one person, the first in alphabetical order before the other. An address that
    /// goes to several people, by their names, is in none.
    pub fn joined(&self) -> Vec<(String, String)> {
        let mut owners: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        let named = self.by_name_and_email.iter().map(|((_, old), entry)| (old, entry));
        for (old, entry) in self.by_email.iter().chain(named) {
            let own = entry.email.as_deref().unwrap_or(old);
            owners.entry(old).or_default().insert(own);
        }
        let only = owners.into_iter().filter(|(_, owners)| owners.len() == 1);
        let pairs = only.filter_map(|(old, owners)| Some((old, owners.into_iter().next()?)));
        let pairs = pairs.filter(|(old, own)| old != own && !old.is_empty() && !own.is_empty());
        pairs.map(|(old, own)| (old.min(own).to_owned(), old.max(own).to_owned())).collect()
    }

    /// The person's own address for this one; the name is the mailmap's if it gives one.
    pub fn resolve(&self, address: Address) -> Address {
        if self.by_email.is_empty() && self.by_name_and_email.is_empty() {
            return address;
        }
        let named = self.by_name_and_email.get(&(address.name.to_lowercase(), address.email.clone()));
        match named.or_else(|| self.by_email.get(&address.email)) {
            Some(entry) => Address {
                name: entry.name.clone().unwrap_or(address.name),
                email: entry.email.clone().unwrap_or(address.email),
            },
            None => address,
        }
    }
}
