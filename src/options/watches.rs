//! Watches, one with the others and with the companies.

use crate::catalog::{Companies, Watch};
use crate::config::WatchConfig;
use crate::error::{Error, Result};

/// The watches of a site. Each has an address of its own, and names companies that there are.
pub(super) fn resolve(watches: Vec<WatchConfig>, companies: &Companies, place: &str) -> Result<Vec<Watch>> {
    let watches: Vec<Watch> = watches.into_iter().map(|watch| watch.0).collect();
    for (at, watch) in watches.iter().enumerate() {
        if let Some(other) = watches[..at].iter().find(|other| other.slug == watch.slug) {
            let problem = format!("watches {} and {} would have the same URL", other.name, watch.name);
            let mend = "rename one of them, or give one a `slug` of its own";
            return Err(Error::new(place, problem, mend));
        }
        if let Some(unknown) = watch.companies.iter().find(|company| !companies.names(company)) {
            let problem =
                format!("watch {} names the company `{unknown}`, which is not in [companies]", watch.name);
            let mend = "name it there with its domains, or list the domains themselves in `domains`";
            return Err(Error::new(place, problem, mend));
        }
    }
    Ok(watches)
}
