//! What the cache has for output folders that are gone: it is removed, since no build would ever take anything down in it.
//!
//! Which folder a hash stands for is in `site-HASH.folder`, which may be deleted at any time.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result, is_read_only};
use crate::last_build::MAILS;
use crate::options::{CACHED_DIGITS, Options, real};
use crate::output::{TREE, tree_of};
use crate::replace;

/// The end of the name of the file with the path of the output folder.
const FOLDER: &str = ".folder";
/// How the names of files begin that the cache has for an output folder.
const OF_FOLDER: [&str; 3] = ["built-", "reviews-", "site-"];

/// Removes what was kept for output folders that are no longer there, for this one under another hash, and for one that nobody
/// knows. Numbers of mails stay, for hosts that keep no site. Gives what cannot be written or removed.
pub fn clean(options: &Options) -> Vec<Error> {
    let (own, folder) = (options.cached("site", FOLDER), real(&options.output));
    let mut failed = Vec::new();
    let bytes = folder.as_os_str().as_bytes();
    if fs::read(&own).ok().as_deref() != Some(bytes) {
        let cause = replace::write(&own, &[bytes]).err().filter(|cause| !is_read_only(cause));
        failed.extend(cause.map(|cause| Error::io(&own, "write", &cause)));
    }
    let entries = fs::read_dir(&options.cache).into_iter().flatten().flatten();
    let mut names: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    names.sort();
    let hashes: BTreeSet<&str> = names.iter().filter_map(|path| hash_of(path)).collect();
    for hash in hashes.into_iter().filter(|&hash| hash != options.cached_hash()) {
        failed.extend(gone(options, hash, &folder).and_then(|gone| gone.forget(&names)).err());
    }
    failed
}

/// The hash in the name of what is kept for an output folder.
fn hash_of(path: &Path) -> Option<&str> {
    let name = path.file_name()?.to_str()?;
    let rest = OF_FOLDER.iter().find_map(|kind| name.strip_prefix(kind))?;
    let (hash, ending) = rest.split_at_checked(CACHED_DIGITS)?;
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
    match replace::remove(path) {
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => {
            Err(Error::io(path, "remove what was kept for a folder that is gone", &cause))
        }
        _ => Ok(()),
    }
}
