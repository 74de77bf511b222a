//! What the last build made, and of what: where nothing is new since, there is nothing to do.
//!
//! It is kept in the cache, as JSON, a file for each output folder: `built-HASH.json`. How many mails each list had is in
//! `site-HASH.mails`, for hosts that keep the cache but not the site, and which folder it is in `site-HASH.folder`. All may be
//! deleted at any time. A file of another format, or a damaged one, is as none.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::Summary;
use crate::error::{Error, Result, is_read_only};
use crate::options::{KEPT_DIGITS, Options, real};
use crate::output::{Counts, Output, TREE, tree_of};
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

/// The summary of the last build, if it was made of the same, and its site stands as it left it. `site` looks at every file
/// to find that out.
pub fn find<'a>(options: &Options, stamp: &str, site: impl FnOnce() -> Option<&'a str>) -> Option<Summary> {
    let text = fs::read_to_string(options.kept("built", ".json")).ok()?;
    let last: LastBuild = serde_json::from_str(&text).ok()?;
    let is_same = last.format == FORMAT && last.stamp == stamp && Some(last.site.as_str()) == site();
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
    let failed = kept.err().filter(|cause| cause.kind() != io::ErrorKind::NotFound && !is_read_only(cause));
    let failed =
        failed.map(|cause| Error::io(&path, "write", &cause)).into_iter().chain(forget_gone(options));
    summary.warnings.extend(failed.map(|error| error.to_string()));
    summary
}

/// Removes what was kept for output folders that are no longer there: no build would ever take anything down in it. The same
/// holds for what was kept for this one under another hash, or for one that nobody knows. Numbers of mails stay, for hosts that
/// keep no site. Gives what cannot be written or removed.
fn forget_gone(options: &Options) -> Vec<Error> {
    let (own, folder) = (options.kept("site", FOLDER), real(&options.output));
    let mut failed = Vec::new();
    let bytes = folder.as_os_str().as_bytes();
    if fs::read(&own).ok().as_deref() != Some(bytes) {
        let cause = swap::write(&own, &[bytes]).err().filter(|cause| !is_read_only(cause));
        failed.extend(cause.map(|cause| Error::io(&own, "write", &cause)));
    }
    let entries = fs::read_dir(&options.cache).into_iter().flatten().flatten();
    let mut names: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    names.sort();
    let hashes: BTreeSet<&str> = names.iter().filter_map(|path| hash_of(path)).collect();
    for hash in hashes.into_iter().filter(|&hash| hash != options.kept_hash()) {
        failed.extend(gone(options, hash, &folder).and_then(|gone| gone.forget(&names)).err());
    }
    failed
}

/// The hash in the name of what is kept for an output folder.
fn hash_of(path: &Path) -> Option<&str> {
    let name = path.file_name()?.to_str()?;
    let rest = OF_FOLDER.iter().find_map(|kind| name.strip_prefix(kind))?;
    let (hash, ending) = rest.split_at_checked(KEPT_DIGITS)?;
    let is_hash = hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    (is_hash && (ending.is_empty() || ending.starts_with('.'))).then_some(hash)
}

/// What is to be removed of what is kept under a hash.
enum Gone<'a> {
    /// Nothing: its folder is there.
    Nothing,
    /// All, the record of the folder last: as long as anything is left, the next build tries again. The second tree of a site
    /// that is gone may have a name of its own.
    All { hash: &'a str, record: PathBuf, tree: Option<String> },
    /// The files that are complete: a build that makes the first site of its folder may be at work.
    Complete { hash: &'a str },
}

/// Finds out what is to be removed. `own` is the folder of this build.
fn gone<'a>(options: &Options, hash: &'a str, own: &Path) -> Result<Gone<'a>> {
    let record = options.cache.join(format!("site-{hash}{FOLDER}"));
    let folder = match fs::read(&record) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(Gone::Complete { hash }),
        other => other.map_err(|cause| Error::io(&record, "read", &cause))?,
    };
    let folder = Path::new(OsStr::from_bytes(&folder));
    Ok(match folder == own {
        true => Gone::All { hash, record, tree: None },
        false if folder.exists() => Gone::Nothing,
        false => Gone::All { hash, record, tree: Some(tree_of(folder)) },
    })
}

impl Gone<'_> {
    /// Removes it. `names` is all that is in the cache.
    fn forget(&self, names: &[PathBuf]) -> Result<()> {
        let is_tree = |name: &str| name.ends_with(TREE);
        let goes = |path: &&PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            match self {
                Self::Nothing => false,
                Self::All { record, .. } if *path == record => false,
                Self::All { tree: Some(tree), .. } if *name == **tree => true,
                Self::All { hash, .. } => hash_of(path) == Some(hash) && !name.ends_with(MAILS),
                Self::Complete { hash } => {
                    let is_partial = name.ends_with(".new") || is_tree(&name);
                    hash_of(path) == Some(hash) && !name.ends_with(MAILS) && !is_partial
                }
            }
        };
        // One that cannot be removed does not keep the others.
        let removed: Vec<Result<()>> = names.iter().filter(goes).map(|path| remove(path)).collect();
        removed.into_iter().collect::<Result<()>>()?;
        if let Self::All { record, .. } = self { remove(record) } else { Ok(()) }
    }
}

fn remove(path: &Path) -> Result<()> {
    match swap::remove(path) {
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => {
            Err(Error::io(path, "remove what was kept for a folder that is gone", &cause))
        }
        _ => Ok(()),
    }
}
