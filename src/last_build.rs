//! What the last build made, and of what: where nothing is new since, there is nothing to do.
//!
//! It is kept in the cache, as JSON, a file for each output folder: `built-HASH.json`. How many mails each list had is in
//! `site-HASH.mails`, for hosts that keep the cache but not the site, and which folder it is in `site-HASH.folder`. All may be
//! deleted at any time. A file of another format, or a damaged one, is as none.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::Summary;
use crate::error::{Error, Result, is_read_only};
use crate::options::Options;
use crate::output::{Counts, Output, tree_of};
use crate::swap;

/// The version of the format.
const FORMAT: u32 = 1;
/// The end of the name of the file with the numbers of mails.
const MAILS: &str = ".mails";
/// The end of the name of the file with the path of the output folder.
const FOLDER: &str = ".folder";
/// The names of what is kept for an output folder.
const OF_FOLDER: [&str; 3] = ["built-", "reviews-", "site-"];

#[derive(Serialize, Deserialize)]
struct LastBuild {
    format: u32,
    /// Of what: see [`crate::inputs`].
    stamp: String,
    /// The hash of the site's manifest.
    site: String,
    summary: Summary,
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
    if output.seal_as_built().is_some() || stands.pages > 0 { Ok(stands) } else { counts(options) }
}

/// How many mails the last site had, wherever it is now. Of its pages nothing is said.
fn counts(options: &Options) -> Result<Counts> {
    let path = options.kept("site", MAILS);
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
    let path = options.kept("site", MAILS);
    let json = serde_json::to_vec(&LastMails { format: FORMAT, mails, hidden });
    match swap::write(&path, &[&json.expect("numbers and strings are JSON")]) {
        Err(cause) if !is_read_only(&cause) => Err(Error::io(&path, "write", &cause)),
        _ => Ok(()),
    }
}

/// The summary of the last build, if it was made of the same, and its site stands as it left it.
pub fn find(options: &Options, stamp: &str, site: Option<&str>) -> Option<Summary> {
    let text = fs::read_to_string(options.kept("built", ".json")).ok()?;
    let last: LastBuild = serde_json::from_str(&text).ok()?;
    let is_same = last.format == FORMAT && last.stamp == stamp && Some(last.site.as_str()) == site;
    is_same.then_some(last.summary)
}

/// Keeps what a build made. A build that has to warn is done again each time: what was wrong may have been mended
/// where nobody would look for it. That it cannot be kept is a warning: the site is built.
pub fn keep(options: &Options, stamp: Option<String>, site: String, summary: Summary) -> Summary {
    let path = options.kept("built", ".json");
    let (mut summary, kept) = match stamp {
        Some(stamp) if summary.warnings.is_empty() => {
            let last = LastBuild { format: FORMAT, stamp, site, summary };
            let json = serde_json::to_vec(&last).expect("numbers and strings are JSON");
            (last.summary, swap::write(&path, &[&json]))
        }
        _ => (summary, fs::remove_file(&path)),
    };
    // Where nothing can be written, the next build takes as long as this one, which is all.
    let kept =
        kept.or_else(|cause| if cause.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(cause) });
    let failed = kept.and_then(|()| forget_gone(options)).err().filter(|cause| !is_read_only(cause));
    summary.warnings.extend(failed.map(|cause| Error::io(&path, "write", &cause).to_string()));
    summary
}

/// Removes what was kept for output folders that are no longer there: no build would ever take anything down in it. Numbers of
/// mails stay, for hosts that keep no site.
fn forget_gone(options: &Options) -> io::Result<()> {
    let own = options.kept("site", FOLDER);
    let folder = options.output.canonicalize()?.into_os_string().into_encoded_bytes();
    if fs::read(&own).ok().as_ref() != Some(&folder) {
        swap::write(&own, &[&folder])?;
    }
    let names = || fs::read_dir(&options.cache).into_iter().flatten().flatten().map(|entry| entry.path());
    let hash_of = |path: &Path| {
        let name = path.file_name()?.to_str()?.strip_prefix("site-")?.strip_suffix(FOLDER)?;
        (!name.is_empty()).then(|| name.to_owned())
    };
    for path in names().filter(|path| *path != own) {
        let Some(hash) = hash_of(&path) else { continue };
        let folder = fs::read(&path)?;
        let folder = Path::new(OsStr::from_bytes(&folder));
        if folder.exists() {
            continue;
        }
        let tree = tree_of(folder);
        let is_of_it = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let is_named = |kind| name.strip_prefix(kind).is_some_and(|rest| rest.starts_with(&hash));
            OF_FOLDER.into_iter().any(is_named) && !name.ends_with(MAILS) || *name == *tree
        };
        for path in names().filter(is_of_it) {
            if path.is_dir() { fs::remove_dir_all(&path)? } else { fs::remove_file(&path)? }
        }
    }
    Ok(())
}
