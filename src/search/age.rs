//! What is old stays as it is: texts and ids are in files by the calendar's periods.
//!
//! The text of a series is that of its newest version. For each period in which the series had one, the files of
//! that period hold the newest version *of the period*; what a later version replaced is listed, and the browser
//! passes it over. So a new version changes the files of the present period alone, although it replaces what older
//! files hold; the price is that some of their postings count for nothing.

use crate::archive::date_of;
use crate::catalog::{Catalog, Patch, Series};
use crate::digest::Revision;

/// How many periods there are: the years before the last mail's, that year's months before the last mail's, and
/// its month. A query fetches a file of each for every term.
pub const AGES: usize = 3;

/// The periods of a site.
pub struct Ages {
    /// Year and month of the last mail.
    last: (i16, i8),
}

impl Ages {
    pub fn of(catalog: &Catalog) -> Self {
        let last = catalog.patches.positions().last().map_or(0, |last| catalog.entry(last).sent);
        Self { last: month(last) }
    }

    /// The position of the period of a time, in seconds since 1970.
    pub fn at(&self, time: i64) -> usize {
        let (year, month) = month(time);
        usize::from(year >= self.last.0) + usize::from((year, month) >= self.last)
    }

    /// Whether a time is in the last period.
    pub fn is_last(&self, time: i64) -> bool {
        self.at(time) == AGES - 1
    }

    /// For each period the newest revision of a series that began in it: a whole one, or as one stood after single patches
    /// of it were replaced.
    pub fn revisions<'a>(
        &self,
        catalog: &Catalog,
        series: &'a Series,
    ) -> [Option<&'a Revision<Patch>>; AGES] {
        let mut newest: [Option<&Revision<Patch>>; AGES] = [None; AGES];
        for (at, revision) in series.revisions.iter_at() {
            let standing = series.revisions.standing(at);
            // Partial ones past those that are followed change nothing.
            let Some(began) = began(catalog, revision).filter(|_| !standing.partial) else { continue };
            let newest = &mut newest[self.at(began)];
            if newest.is_none_or(|newest| newest.counted() <= standing.counted()) {
                *newest = Some(standing);
            }
        }
        newest
    }
}

/// When the first mail of a revision was sent.
pub fn began(catalog: &Catalog, revision: &Revision<Patch>) -> Option<i64> {
    revision.mails.iter().map(|&mail| catalog.entry(mail).sent).min()
}

fn month(time: i64) -> (i16, i8) {
    let day = date_of(time);
    (day.year(), day.month())
}
