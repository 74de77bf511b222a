//! What the last build made, and of what: where nothing is new since, there is nothing to do.
//!
//! It is kept in the cache, as JSON, a file for each output folder: `built-HASH.json`. It may be deleted at any time. A file of
//! another format, or a damaged one, is as none.

use std::fs;
use std::io;

use serde::{Deserialize, Serialize};

use crate::Summary;
use crate::error::{Error, Result, is_read_only};
use crate::options::Options;
use crate::swap;

/// The version of the format.
const FORMAT: u32 = 1;

#[derive(Serialize, Deserialize)]
struct LastBuild {
    format: u32,
    /// Of what: see [`crate::inputs`].
    stamp: String,
    /// The hash of the site's manifest.
    site: String,
    summary: Summary,
}

/// The summary of the last build, if it was made of the same, and its site stands as it left it.
pub fn find(options: &Options, stamp: &str, site: Option<&str>) -> Option<Summary> {
    let text = fs::read_to_string(options.kept("built", ".json")).ok()?;
    let last: LastBuild = serde_json::from_str(&text).ok()?;
    let is_same = last.format == FORMAT && last.stamp == stamp && Some(last.site.as_str()) == site;
    is_same.then_some(last.summary)
}

/// Keeps what a build made. A build that has to warn is done again each time: what was wrong may have been mended
/// where nobody would look for it.
pub fn keep(options: &Options, stamp: Option<String>, site: String, summary: Summary) -> Result<Summary> {
    let path = options.kept("built", ".json");
    let (Some(stamp), true) = (stamp, summary.warnings.is_empty()) else {
        return match fs::remove_file(&path) {
            Err(cause) if cause.kind() != io::ErrorKind::NotFound && !is_read_only(&cause) => {
                Err(Error::io(&path, "remove", &cause))
            }
            _ => Ok(summary),
        };
    };
    let last = LastBuild { format: FORMAT, stamp, site, summary };
    let json = serde_json::to_vec(&last).expect("numbers and strings are JSON");
    match swap::write(&path, &[&json]) {
        // The next build then takes as long as this one, which is all.
        Err(cause) if !is_read_only(&cause) => Err(Error::io(&path, "write", &cause)),
        _ => Ok(last.summary),
    }
}
