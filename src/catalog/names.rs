//! What things are called, as far as other pages say it: who names an author does not depend on what they sent since.
//!
//! These parts of rows are sights of their own ([`crate::seen`]): everything that looks at a name asks here.

use super::{
    Author, AuthorAt, Catalog, DigestAt, Domain, DomainAt, Filed, ListAt, Series, SeriesAt, Subsystem,
    SubsystemAt,
};
use crate::archive::Period;
use crate::digest::key::Key;
use crate::mail::Address;
use crate::seen::Sight;

impl Catalog<'_> {
    pub fn author_key(&self, at: AuthorAt) -> &Key<Author> {
        self.authors.part(at, Sight::AuthorName, |author| &author.key)
    }

    /// The spelling that an author uses most.
    pub fn author_address(&self, at: AuthorAt) -> &Address {
        self.authors.part(at, Sight::AuthorName, |author| &author.address)
    }

    /// Whether a domain may be named with an author's name.
    pub(super) fn author_may_have_domain(&self, at: AuthorAt) -> bool {
        self.authors.part(at, Sight::AuthorName, |author| author).may_have_domain(&self.companies)
    }

    pub fn subsystem_key(&self, at: SubsystemAt) -> &Key<Subsystem> {
        self.subsystems.part(at, Sight::SubsystemName, |subsystem| &subsystem.key)
    }

    /// The name of a subsystem's own level.
    pub fn subsystem_name(&self, at: SubsystemAt) -> &str {
        self.subsystems.part(at, Sight::SubsystemName, |subsystem| subsystem.name.as_str())
    }

    /// The subsystem that one is part of.
    pub fn subsystem_above(&self, at: SubsystemAt) -> Option<SubsystemAt> {
        *self.subsystems.part(at, Sight::SubsystemName, |subsystem| &subsystem.parent)
    }

    pub fn domain_key(&self, at: DomainAt) -> &Key<Domain> {
        self.domains.part(at, Sight::DomainName, |domain| &domain.key)
    }

    pub fn domain_name(&self, at: DomainAt) -> &str {
        self.domains.part(at, Sight::DomainName, |domain| domain.name.as_str())
    }

    pub fn series_key(&self, at: SeriesAt) -> &Key<Series> {
        self.series.part(at, Sight::SeriesName, |series| &series.key)
    }

    pub fn series_title(&self, at: SeriesAt) -> &str {
        self.series.part(at, Sight::SeriesName, |series| series.title.as_str())
    }

    /// The part of a digest that names it.
    pub fn digest_name(&self, at: DigestAt) -> DigestName<'_> {
        let Filed { list, key, period, until, .. } = self.digests.part(at, Sight::DigestName, |filed| filed);
        DigestName { list: *list, key, period, until: *until }
    }
}

/// What a digest is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DigestName<'a> {
    pub list: ListAt,
    pub key: &'a Key<Filed>,
    pub period: &'a Period,
    pub until: i64,
}
