//! The folders that a build works in.
//!
//! | folder | what it is |
//! | --- | --- |
//! | `.NAME.lorepress/`, next to the site `NAME` | the lock; only while a build runs |
//! | … `next/` | the next site, while it is made |
//! | … `whole/` | the next site, complete; after the exchange the old one |
//! | `site-HASH.listed`, in the cache | the manifest of the site that was listed last (`changed`) |
//! | `site-HASH.tree/`, in the cache | a second tree of the site (`twin`); while a change is made, the next site |
//! | `.lorepress-work/`, in the site | the same where the site cannot be exchanged |
//! | … `next/` | the files of the next site that are new or changed, while they are made |
//! | … `ready/` | the same, complete: they are being moved to their places |

use std::fs;
use std::io::{self, ErrorKind};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};
use walkdir::WalkDir;

use super::WasMade;
use super::manifest::MANIFEST;
use crate::error::{Error, Result};
use crate::lock::{Lock, Refused, Work};

/// The file that is locked, in a working folder.
const LOCK: &str = "lock";
const BUILDING: Work = Work {
    what: "the site",
    doing: "building this site",
    again: "build again, or choose another folder with --output",
};
/// How the name of a second tree ends, and the bytes of the hash in it.
pub const TREE: &str = ".tree";
const TREE_HASH: usize = 8;
/// The working folder in a site.
pub const INSIDE: &str = ".lorepress-work";
/// What a folder may hold before its first site: hosts and git read it there.
const OF_HOSTS: [&str; 4] = [".git", ".nojekyll", ".well-known", "CNAME"];
/// How many other files are named.
const NAMED: usize = 5;

pub struct Places {
    pub site: PathBuf,
    /// The site as it was named, for messages.
    pub named: PathBuf,
    /// The working folder next to the site; `None` if nothing can be created there.
    pub beside: Option<PathBuf>,
    /// Where a second tree of the site is kept; `None` where there is no cache, or it is in the site.
    pub twin: Option<PathBuf>,
    /// Whether the site's own folder must stay the same.
    in_place: bool,
    pub was_made: WasMade,
}

impl Places {
    /// Finds the folders of a site, and locks it.
    pub fn take(folder: &Path, in_place: bool, cache: &Path, was_made: WasMade) -> Result<(Self, Lock)> {
        let (site, named) = (real_path(folder)?, folder.to_owned());
        let twin = real_path(cache).ok().filter(|cache| !cache.starts_with(&site));
        let twin = twin.map(|cache| cache.join(tree_of(&site)));
        let inside = site.join(INSIDE);
        let beside = beside(&site);
        [Some(&inside), beside.as_ref()].into_iter().flatten().try_for_each(|folder| check_folder(folder))?;
        let refused = |refused: Refused, at: &Path| refused.error(&BUILDING, folder, at);
        let locked = |at: &Path| Lock::take(at, LOCK);
        let (beside, lock) = match beside.map(|beside| (locked(&beside), beside)) {
            // What another user left there keeps the two apart, and takes no files.
            Some((Ok(lock), beside)) => (Some(beside).filter(|_| !lock.is_foreign), lock),
            None | Some((Err(Refused::NoPlace(_)), _)) => {
                (None, locked(&inside).map_err(|cause| refused(cause, &inside))?)
            }
            Some((Err(cause), beside)) => return Err(refused(cause, &beside)),
        };
        Ok((Self { site, named, beside, twin, in_place, was_made }, lock))
    }

    /// Where the next site is made.
    pub fn next(&self) -> PathBuf {
        if self.next_is_beside() { self.whole().with_file_name("next") } else { self.next_inside() }
    }

    /// Whether the next site is made in a folder that can be exchanged for the site.
    pub fn next_is_beside(&self) -> bool {
        self.beside.is_some() && !self.in_place && !is_mount_point(&self.site)
    }

    /// Where the complete next site is, and after the exchange the old one.
    pub fn whole(&self) -> PathBuf {
        self.beside.as_ref().map_or_else(|| self.inside("whole"), |folder| folder.join("whole"))
    }

    /// The manifest of the site that was listed last; `None` where there is no cache.
    pub fn listed(&self) -> Option<PathBuf> {
        self.twin.as_ref().map(|tree| tree.with_extension("listed"))
    }

    pub fn next_inside(&self) -> PathBuf {
        self.inside("next")
    }

    pub fn ready(&self) -> PathBuf {
        self.inside("ready")
    }

    fn inside(&self, name: &str) -> PathBuf {
        self.site.join(INSIDE).join(name)
    }

    /// A folder that is not there, is empty but for what hosts of sites read, or is a site of this program may become one.
    pub fn check_that_it_may_become_a_site(&self) -> Result<()> {
        let entries = match fs::read_dir(&self.site) {
            Ok(entries) => entries,
            Err(cause) if cause.kind() == ErrorKind::NotFound => return Ok(()),
            Err(cause) => return Err(Error::io(&self.named, "open the output folder", &cause)),
        };
        let is_site = fs::symlink_metadata(self.site.join(MANIFEST)).is_ok_and(|file| file.is_file());
        if is_site {
            return Ok(());
        }
        let names = entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
        let names: io::Result<Vec<String>> = names.collect();
        let mut names = names.map_err(|cause| Error::io(&self.named, "list the output folder", &cause))?;
        names.retain(|name| name != INSIDE && !OF_HOSTS.contains(&name.as_str()));
        names.sort();
        if names.is_empty() {
            return Ok(());
        }
        let more = if names.len() > NAMED { ", …" } else { "" };
        names.truncate(NAMED);
        let problem = format!("contains files that lorepress did not create: {}{more}", names.join(", "));
        let mend = "choose another folder with --output, or empty this folder";
        Err(Error::new(self.named.display().to_string(), problem, mend))
    }
}

/// The name of the second tree of a site, whichever way its folder was named.
pub fn tree_of(site: &Path) -> String {
    let hash = Sha256::digest(site.as_os_str().as_encoded_bytes());
    format!("site-{}{TREE}", HEXLOWER.encode(&hash[..TREE_HASH]))
}

/// Where an output folder really is. The folder above it is made.
fn real_path(folder: &Path) -> Result<PathBuf> {
    let failed = |cause: io::Error| Error::io(folder, "open the output folder", &cause);
    match folder.canonicalize() {
        Err(cause) if cause.kind() == ErrorKind::NotFound && !folder.is_symlink() => {}
        Ok(path) if !path.is_dir() => return Err(failed(ErrorKind::NotADirectory.into())),
        other => return other.map_err(failed),
    }
    let Some(name) = folder.file_name() else {
        return Err(failed(ErrorKind::NotFound.into()));
    };
    let above = folder.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let made = fs::create_dir_all(above).and_then(|()| above.canonicalize());
    Ok(made.map_err(|cause| Error::io(above, "create the folder", &cause))?.join(name))
}

/// The working folder next to a site; the root of the file system has none.
fn beside(site: &Path) -> Option<PathBuf> {
    let name = site.file_name()?.to_string_lossy();
    Some(site.parent()?.join(format!(".{name}.lorepress")))
}

/// A working folder is emptied without a question: it may not be another one, by a link.
fn check_folder(folder: &Path) -> Result<()> {
    if !folder.is_symlink() {
        return Ok(());
    }
    let problem = "is a symbolic link at the place of a folder that lorepress works in";
    Err(Error::new(folder.display().to_string(), problem, "remove the link, then build again"))
}

/// Whether another file system begins at a folder. That a part of the same one is mounted there comes out at the
/// exchange.
fn is_mount_point(folder: &Path) -> bool {
    let device = |path: &Path| fs::metadata(path).ok().map(|metadata| metadata.dev());
    let above = folder.parent().and_then(device);
    device(folder).is_some_and(|own| above != Some(own))
}

/// Removes a folder of the program's own with all that is in it, if it is there. Links are not followed.
pub fn remove_tree(folder: &Path) -> Result<()> {
    let removed = match fs::remove_dir_all(folder) {
        Err(cause) if cause.kind() == ErrorKind::PermissionDenied => {
            make_writable(folder);
            fs::remove_dir_all(folder)
        }
        other => other,
    };
    match removed {
        Err(cause) if cause.kind() != ErrorKind::NotFound => Err(Error::io(folder, "remove", &cause)),
        _ => Ok(()),
    }
}

/// Lets the owner remove what is in a tree's folders.
pub fn make_writable(tree: &Path) {
    for entry in WalkDir::new(tree).into_iter().flatten().filter(|entry| entry.file_type().is_dir()) {
        fs::set_permissions(entry.path(), fs::Permissions::from_mode(0o700)).ok();
    }
}
