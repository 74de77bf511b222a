//! What happened to the series of each company, and what its people said about those of others.

use super::{Period, Statistics};
use crate::catalog::{Catalog, Domain, DomainAt, PatchAt, ReplyAt, SeriesAt};
use crate::position::Table;

/// Patch mails that a domain needs to have pages of its quarters, where the site's operator names no company of it. They never
/// become fewer, so that one that has these pages keeps them.
const ENOUGH: usize = 200;

/// Something that happened to a company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dealing {
    /// A series of one of its people began, got a newer version that is not an older one sent again, was taken.
    Begun(SeriesAt),
    Revised(SeriesAt),
    Taken(SeriesAt),
    Sent(PatchAt),
    /// One of its people answered somebody else's patch, or somebody else theirs.
    Given(ReplyAt),
    Received(ReplyAt),
}

/// What happened to each company, oldest first.
pub type Dealings = Table<Domain, Vec<(i64, Dealing)>>;

/// Whether there are pages of a company's quarters.
pub fn has_quarters(domain: &Domain) -> bool {
    !domain.joined.is_empty() || domain.patches >= ENOUGH
}

impl Statistics {
    /// What happened to each company that has pages of its quarters.
    pub fn dealings(&self, catalog: &Catalog) -> Dealings {
        let mut dealings: Dealings = catalog.domains.filled(Vec::new());
        let mut add = |domain: Option<DomainAt>, time: i64, dealing: Dealing| {
            if let Some(domain) = domain.filter(|&at| has_quarters(&catalog.domains[at])) {
                dealings[domain].push((time, dealing));
            }
        };
        for (at, course) in self.series.iter_at() {
            let domain = catalog.domain_of_series(at);
            add(domain, course.begun, Dealing::Begun(at));
            for revision in catalog.series[at].revisions.iter().skip(1).filter(|revision| !revision.resend) {
                add(domain, catalog.posted(revision), Dealing::Revised(at));
            }
            course.taken.iter().for_each(|taking| add(domain, taking.time, Dealing::Taken(at)));
        }
        for at in catalog.patches.positions().filter(|&at| !catalog.entry(at).is_cover()) {
            let entry = catalog.entry(at);
            add(catalog.domain_of(&entry.author), entry.sent, Dealing::Sent(at));
        }
        for at in catalog.replies.positions() {
            let Some(answer) = self.answer(catalog, at) else { continue };
            let (by, to) = (catalog.domain_of(answer.person), catalog.domain_of_series(answer.series));
            if by != to {
                let time = catalog.reply(at).sent;
                add(by, time, Dealing::Given(at));
                add(to, time, Dealing::Received(at));
            }
        }
        dealings.into_iter().map(sorted).collect()
    }
}

fn sorted(mut dealings: Vec<(i64, Dealing)>) -> Vec<(i64, Dealing)> {
    dealings.sort_unstable();
    dealings
}

/// The quarters in which something happened to a company, the newest first.
pub fn quarters(dealings: &[(i64, Dealing)]) -> Vec<Period> {
    let mut quarters: Vec<Period> = dealings.iter().map(|&(time, _)| Period::quarter_of(time)).collect();
    quarters.dedup();
    quarters.reverse();
    quarters
}

/// What happened to a company in a time.
pub fn within(dealings: &[(i64, Dealing)], period: Period) -> Vec<Dealing> {
    super::count::within(dealings, period).map(|&(_, dealing)| dealing).collect()
}
