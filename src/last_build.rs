//! What the last build made, and of what: where nothing is new since, there is nothing to do.
//!
//! It is kept in the cache, as JSON, a file for each output folder: `built-HASH.json`. How many mails each list had is in
//! `site-HASH.mails`, for hosts that keep the cache but not the site. Both may be deleted at any time. A file of another format, or a damaged one, is as none.

use std::collections::BTreeMap;
use std::fs;
use std::io;

use serde::{Deserialize, Serialize};

use crate::Summary;
use crate::error::{Error, Result, is_read_only};
use crate::options::Options;
use crate::output::{Counts, Output};
use crate::replace;

/// The version of the format.
const FORMAT: u32 = 1;
/// The end of the name of the file with the numbers of mails.
pub const MAILS: &str = ".mails";

#[derive(Serialize, Deserialize)]
struct LastBuild<S> {
    format: u32,
    /// Of what: see [`crate::inputs`].
    stamp: String,
    /// The hash of the site's manifest.
    site: String,
    summary: S,
}

#[derive(Serialize, Deserialize)]
struct LastMails {
    format: u32,
    /// Mails in digests, by list.
    mails: BTreeMap<String, usize>,
    /// Mails that the operator took down, by list.
    hidden: BTreeMap<String, usize>,
}

/// What the site was made of that a build replaces. Hosts that build a site may keep the cache alone.
pub fn stands(options: &Options, output: &Output) -> Result<Counts> {
    let stands = output.stands();
    if output.hash_as_built().is_some() || stands.pages > 0 { Ok(stands) } else { counts(options) }
}

/// How many mails the last site had, wherever it is now. Of its pages nothing is said.
fn counts(options: &Options) -> Result<Counts> {
    let path = options.cached("site", MAILS);
    let bytes = match fs::read(&path) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(Counts::default()),
        // Without it nobody would see that mails vanish.
        Err(cause) => return Err(Error::io(&path, "read", &cause)),
        Ok(bytes) => bytes,
    };
    let last = serde_json::from_slice(&bytes).ok().filter(|last: &LastMails| last.format == FORMAT);
    Ok(last.map_or_else(Counts::default, |LastMails { mails, hidden, .. }| Counts {
        pages: 0,
        mails,
        hidden,
    }))
}

/// Keeps how many mails a site has.
pub fn keep_counts(options: &Options, Counts { mails, hidden, .. }: Counts) -> Result<()> {
    let path = options.cached("site", MAILS);
    let json = serde_json::to_vec(&LastMails { format: FORMAT, mails, hidden });
    match replace::write(&path, &[&json.expect("numbers and strings are JSON")]) {
        Err(cause) if !is_read_only(&cause) => Err(Error::io(&path, "write", &cause)),
        _ => Ok(()),
    }
}

/// The summary of the last build, if it was made of the same, and its site stands as it left it. `site` looks at every file
/// to find that out.
pub fn find<'a>(options: &Options, stamp: &str, site: impl FnOnce() -> Option<&'a str>) -> Option<Summary> {
    let text = fs::read_to_string(options.cached("built", ".json")).ok()?;
    let last: LastBuild<Summary> = serde_json::from_str(&text).ok()?;
    let is_same = last.format == FORMAT && last.stamp == stamp && Some(last.site.as_str()) == site();
    is_same.then_some(last.summary)
}

/// Notes what a build made; gives what cannot be written. `site` is its hash, `None` where the next build has to try something
/// again. What the build warned of is in the summary: as long as the inputs are the same, so is what is wrong with them.
pub fn write(
    options: &Options,
    stamp: Option<String>,
    site: Option<String>,
    summary: &Summary,
) -> Option<Error> {
    let path = options.cached("built", ".json");
    let written = match stamp.zip(site) {
        Some((stamp, site)) => {
            let last = LastBuild { format: FORMAT, stamp, site, summary };
            replace::write(&path, &[&serde_json::to_vec(&last).expect("numbers and strings are JSON")])
        }
        None => fs::remove_file(&path),
    };
    // Where nothing can be written, the next build takes as long as this one, which is all.
    let failed =
        written.err().filter(|cause| cause.kind() != io::ErrorKind::NotFound && !is_read_only(cause));
    failed.map(|cause| Error::io(&path, "write", &cause))
}
