//! Companies: which domains belong together.

use std::collections::BTreeMap;

use crate::mail::Address;

/// The companies that the site's operator names. Without them each domain is one by itself.
#[derive(Debug, Clone, Default, Hash)]
pub struct Companies {
    of_domain: BTreeMap<String, String>,
    /// No domain and no company has people whose name is what is before the `@` of their address.
    hides_addresses: bool,
}

impl Companies {
    /// Companies by the names of domains, in lower case.
    pub fn new(domains: impl IntoIterator<Item = (String, String)>) -> Self {
        Self { of_domain: domains.into_iter().collect(), hides_addresses: false }
    }

    /// The same for a site that shows no addresses: a domain that is named with a person gives theirs back if that is how
    /// their name came about.
    pub fn hiding_addresses(self, hides_addresses: bool) -> Self {
        Self { hides_addresses, ..self }
    }

    /// Whether the domain of an address may be named with the person.
    pub fn may_name(&self, address: &Address) -> bool {
        !self.hides_addresses || !address.is_named_by_local_part()
    }

    /// Whether a company has this name.
    pub fn names(&self, name: &str) -> bool {
        self.of_domain.values().any(|company| company == name)
    }

    /// The company of a domain: that of the longest named domain it is in, or else the domain itself.
    pub fn of<'a>(&'a self, domain: &'a str) -> &'a str {
        let mut part = domain;
        loop {
            if let Some(company) = self.of_domain.get(part) {
                return company;
            }
            match part.split_once('.') {
                Some((_, rest)) => part = rest,
                None => return domain,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Companies;

    #[test]
    fn a_company_has_the_domains_below_those_that_are_named() {
        let named = [("brick.example", "Bricks"), ("labs.brick.example", "Labs"), ("kits.example", "Bricks")];
        let companies = Companies::new(named.map(|(domain, name)| (domain.to_owned(), name.to_owned())));
        let check = |domain: &str, expected: &str| assert_eq!(companies.of(domain), expected, "{domain}");
        check("brick.example", "Bricks");
        check("mail.brick.example", "Bricks");
        check("kits.example", "Bricks");
        check("a.labs.brick.example", "Labs");
        check("firebrick.example", "firebrick.example");
        check("example", "example");
        check("", "");
    }
}
