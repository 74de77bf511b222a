//! A mailmap: which addresses belong to one person (`gitmailmap(5)`).

use std::collections::HashMap;

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
