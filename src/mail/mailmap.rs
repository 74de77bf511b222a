//! A mailmap: which addresses belong to one person (`gitmailmap(5)`). libgit2's mailmap does not
//! list its entries and skips a line that it cannot read without a word; a site needs both.

use std::collections::{BTreeMap, BTreeSet};

use super::{Address, header::squeezed};
use crate::shared::Shared;

/// Joins the addresses of a person, and gives the name to show.
#[derive(Debug, Clone, Default, Hash)]
pub struct Mailmap {
    by_email: BTreeMap<String, Replacement>,
    by_name_and_email: BTreeMap<(String, String), Replacement>,
}

#[derive(Debug, Clone, Default, Hash)]
struct Replacement {
    name: Option<Shared>,
    email: Option<Shared>,
}

impl Replacement {
    /// Takes in what another line says of the same key: each field that it has.
    fn add(&mut self, later: Self) {
        self.name = later.name.or(self.name.take());
        self.email = later.email.or(self.email.take());
    }
}

impl Mailmap {
    /// Reads the four forms of line that git knows; a line that begins with `#` is a comment. The error is the number of
    /// a line that is not one of them.
    pub fn parse(text: &str) -> Result<Self, usize> {
        let mut map = Self::default();
        for (number, line) in text.lines().enumerate() {
            let says_nothing = line.trim_start().is_empty() || line.trim_start().starts_with('#');
            map.read(line).or(says_nothing.then_some(())).ok_or(number + 1)?;
        }
        Ok(map)
    }

    /// Reads a line. Of two lines for one address the later one is right, field by field; of two for one name and address
    /// it replaces the earlier (git's `add_mapping`).
    fn read(&mut self, line: &str) -> Option<()> {
        if line.starts_with('#') {
            return None;
        }
        let some = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let (name, email, rest) = person(line)?;
        let (name, email) = (some(name), some(email)?.to_lowercase());
        let Some((old_name, old_email, _)) = person(rest) else {
            self.by_email
                .entry(email)
                .or_default()
                .add(Replacement { name: name.map(Shared::from), email: None });
            return Some(());
        };
        let entry = Replacement { name: name.map(Shared::from), email: Some(email.into()) };
        let old_email = old_email.trim().to_lowercase();
        match some(&squeezed(old_name).to_lowercase()) {
            Some(old_name) => {
                self.by_name_and_email.insert((old_name, old_email), entry);
            }
            None => self.by_email.entry(old_email).or_default().add(entry),
        }
        Some(())
    }

    /// Reads what it can of a project's own mailmap: lines of no known form say nothing.
    pub fn read_all(text: &str) -> Self {
        let mut map = Self::default();
        for line in text.lines() {
            let _unreadable = map.read(line);
        }
        map
    }

    /// Takes in another mailmap; where both say something of an address, this one is right.
    pub fn extend(&mut self, other: Self) {
        for (old, mut entry) in other.by_email {
            let own = self.by_email.entry(old).or_default();
            entry.add(std::mem::take(own));
            *own = entry;
        }
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
        let named = self.by_name_and_email.get(&(address.name.to_lowercase(), address.email.to_string()));
        match named.or_else(|| self.by_email.get(address.email.as_str())) {
            Some(entry) => Address {
                name: entry.name.clone().unwrap_or(address.name),
                email: entry.email.clone().unwrap_or(address.email),
            },
            None => address,
        }
    }
}

/// A name, the address in angle brackets behind it, and the rest of a line.
fn person(line: &str) -> Option<(&str, &str, &str)> {
    let (name, rest) = line.split_once('<')?;
    let (email, rest) = rest.split_once('>')?;
    Some((name, email, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Compares with what `git check-mailmap` (2.47) gives for the same lines and person.
    fn check(text: &str, given: &str, expected: &str) {
        let resolved = Mailmap::read_all(text).resolve(Address::parse(given)).to_string();
        assert_eq!(resolved, expected, "{given} with\n{text}");
    }

    #[test]
    fn each_form_of_line_gives_what_git_gives() {
        check("Bo Reed <bo@reed.example>", "B <bo@reed.example>", "Bo Reed <bo@reed.example>");
        check("Bo Reed <bo@reed.example>", "B <Bo@REED.example>", "Bo Reed <bo@reed.example>");
        check("<bo@reed.example> <old@reed.example>", "B <OLD@reed.example>", "B <bo@reed.example>");
        check("Bo <bo@reed.example> <old@reed.example>", "B <old@reed.example>", "Bo <bo@reed.example>");
        let named = "Bo <bo@reed.example> Old Name <old@reed.example>";
        check(named, "OLD name <old@reed.example>", "Bo <bo@reed.example>");
        check(named, "Other <old@reed.example>", "Other <old@reed.example>");
        check("<bo@reed.example>", "B <bo@reed.example>", "B <bo@reed.example>");
    }

    #[test]
    fn lines_for_one_address_add_up() {
        let name = "Bo Reed <bo@reed.example> <old@reed.example>\n";
        check(
            &format!("{name}<bo@tower.example> <old@reed.example>"),
            "B <old@reed.example>",
            "Bo Reed <bo@tower.example>",
        );
        check(
            "<bo@tower.example> <old@reed.example>\nBo <old@reed.example>",
            "B <old@reed.example>",
            "Bo <bo@tower.example>",
        );
        check("Bo <bo@reed.example>\nAl <BO@reed.example>", "B <bo@reed.example>", "Al <bo@reed.example>");
    }

    #[test]
    fn a_later_line_for_one_name_and_address_replaces_the_earlier() {
        let lines =
            "Bo <bo@reed.example> Old <old@reed.example>\n<bo@tower.example> Old <old@reed.example>\n";
        check(lines, "Old <old@reed.example>", "Old <bo@tower.example>");
        // What is said of all who have the address adds nothing.
        check(&format!("{lines}Al <old@reed.example>"), "Old <old@reed.example>", "Old <bo@tower.example>");
        check(&format!("{lines}Al <old@reed.example>"), "B <old@reed.example>", "Al <old@reed.example>");
    }

    #[test]
    fn only_a_line_that_begins_with_a_hash_is_a_comment() {
        check("#Bo <bo@reed.example>", "B <bo@reed.example>", "B <bo@reed.example>");
        check("Bo #1 <bo@reed.example>", "B <bo@reed.example>", "Bo #1 <bo@reed.example>");
        check("Bo <bo@reed.example> <bo#1@reed.example>", "B <bo#1@reed.example>", "Bo <bo@reed.example>");
        check("Bo <bo@reed.example> # <old@reed.example>", "B <old@reed.example>", "B <old@reed.example>");
        check("Bo <bo@reed.example> # at work", "B <bo@reed.example>", "Bo <bo@reed.example>");
        check(" # Bo <bo@reed.example>", "B <bo@reed.example>", "# Bo <bo@reed.example>");
    }

    #[test]
    fn a_line_that_names_nobody_says_nothing() {
        check("Bo <> <old@reed.example>", "B <old@reed.example>", "B <old@reed.example>");
        check("Bo <bo@reed.example\nAl <bo@reed.example>", "B <bo@reed.example>", "Al <bo@reed.example>");
        check("Bo <bo@reed.example>\r\n", "B <bo@reed.example>", "Bo <bo@reed.example>");
        assert_eq!(Mailmap::parse("# Bo\n\n  # and Al\nBo <bo@reed.example>\nnobody\n").map(|_| ()), Err(5));
        assert_eq!(Mailmap::parse("Bo <> <old@reed.example>").map(|_| ()), Err(1));
    }

    #[test]
    fn what_another_mailmap_knows_fills_the_gaps() {
        let mut own = Mailmap::read_all("Bo Reed <old@reed.example>");
        own.extend(Mailmap::read_all("Bo <bo@reed.example> <old@reed.example>"));
        let resolved = own.resolve(Address::parse("B <old@reed.example>")).to_string();
        assert_eq!(resolved, "Bo Reed <bo@reed.example>");
    }
}
