//! Numbers, as pages write them.

use crate::mail::Diffstat;
use crate::site::view::Stat;

pub fn stat(diffstat: Option<Diffstat>) -> Option<Stat> {
    diffstat.map(|Diffstat { files, insertions, deletions }| Stat { files, insertions, deletions })
}
