//! Who sent how many: the two tables of a digest, in the order of `sort -rn` in an English locale.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::LazyLock;

use icu_collator::options::{AlternateHandling, CollatorOptions, MaxVariable, Strength};
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::locale;

use super::Entry;
use crate::mail::Address;

/// A row of the domains' table.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Domain {
    pub domain: String,
    pub patches: usize,
}

/// A row of the contributors' table.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Contributor {
    pub author: Address,
    pub patches: usize,
}

/// Patches per domain of the author's address. An author without one counts for `unknown`.
pub(super) fn domains(entries: &[Entry]) -> Vec<Domain> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for entry in entries {
        *counts.entry(entry.author.domain()).or_default() += 1;
    }
    let name = |domain: &str| if domain.is_empty() { "unknown".to_owned() } else { domain.to_owned() };
    let mut rows: Vec<Domain> =
        counts.into_iter().map(|(domain, patches)| Domain { domain: name(domain), patches }).collect();
    rows.sort_by(|a, b| b.patches.cmp(&a.patches).then_with(|| descending(&a.domain, &b.domain)));
    rows
}

/// Patches per author. One address is one person, under the spelling used most (of several, the oldest).
pub(super) fn contributors(entries: &[Entry]) -> Vec<Contributor> {
    let mut people: HashMap<&str, HashMap<&str, (usize, usize)>> = HashMap::new();
    for (age, entry) in entries.iter().enumerate() {
        // Without an address, the name is all there is to tell people apart.
        let who = if entry.author.email.is_empty() { &entry.author.name } else { &entry.author.email };
        let spelling = people.entry(who).or_default().entry(&entry.author.name).or_default();
        *spelling = (spelling.0 + 1, age);
    }
    let mut rows = Vec::with_capacity(people.len());
    for (who, spellings) in people {
        let patches = spellings.values().map(|(count, _)| count).sum();
        let name = spellings.into_iter().max_by_key(|&(_, used)| used).map_or(who, |(name, _)| name);
        let email = if who.contains('@') { who } else { "" };
        rows.push(Contributor { author: Address { name: name.into(), email: email.into() }, patches });
    }
    rows.sort_by(|a, b| {
        b.patches.cmp(&a.patches).then_with(|| descending(&a.author.to_string(), &b.author.to_string()))
    });
    rows
}

/// Text descending, case and punctuation ignored; what is alike then, by its bytes.
fn descending(a: &str, b: &str) -> Ordering {
    COLLATOR.compare(b, a).then_with(|| b.cmp(a))
}

static COLLATOR: LazyLock<CollatorBorrowed<'static>> = LazyLock::new(|| {
    let mut options = CollatorOptions::default();
    options.strength = Some(Strength::Primary);
    options.alternate_handling = Some(AlternateHandling::Shifted);
    // The angle brackets of an address are symbols, not punctuation.
    options.max_variable = Some(MaxVariable::Currency);
    Collator::try_new(locale!("en").into(), options).expect("the root collation is compiled in")
});

#[cfg(test)]
mod tests {
    use super::descending;

    #[test]
    fn equal_counts_stand_in_descending_order_without_case_and_punctuation() {
        let mut names =
            ["dongsheng <d@example.org>", "\"Xin (Example)\" <x@example.org>", "Hou <h@example.org>"];
        names.sort_by(|a, b| descending(a, b));
        assert_eq!(names[0], "\"Xin (Example)\" <x@example.org>");
        assert_eq!(names[2], "dongsheng <d@example.org>");
        let mut names = ["Jo Doe (Ace) <jo@example.org>", "Jo Doe <jo@example.org>"];
        names.sort_by(|a, b| descending(a, b));
        assert_eq!(names[0], "Jo Doe <jo@example.org>");
    }
}
