//! What is in the folder of a site and not of it: `.git`, `CNAME`, whatever somebody put there. It is kept.

use std::ffi::OsStr;
use std::fs::{self, File, FileTimes, Metadata, Permissions};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{MetadataExt, symlink};
use std::path::{Path, PathBuf};

use super::listing::Thing;
use super::manifest::{MANIFEST, Manifest, folders_of};
use super::standing::Standing;
use crate::error::{Error, Result};
use crate::shared::HashSet;

/// Files and folders of a site's folder that the program did not make, as paths relative to it.
#[derive(Default)]
pub struct Foreign {
    /// A folder before what is in it.
    folders: Vec<(PathBuf, Permissions)>,
    /// Files, links, sockets.
    files: Vec<PathBuf>,
    /// Whether there is a folder in which another file system begins.
    pub has_mount: bool,
}

impl Foreign {
    /// Finds foreign files among what is in the current site. One at the path of a file or folder of the next site is an error.
    pub fn find(standing: &Standing, things: &[Thing], next: &Manifest) -> Result<Self> {
        let mut foreign = Self::default();
        let Ok(root) = fs::metadata(&standing.root) else { return Ok(foreign) };
        let addresses = Addresses::of(next);
        let own_folders: HashSet<&OsStr> = standing.made().flat_map(folders_of).map(OsStr::new).collect();
        for thing in things {
            let path = thing.path.as_path();
            let is_folder = thing.kind.is_dir();
            let own = if is_folder {
                own_folders.contains(path.as_os_str()) || addresses.folders.contains(path.as_os_str())
            } else {
                path.as_os_str() == MANIFEST || is_own(standing, &addresses, thing)
            };
            if own {
                continue;
            }
            let place = standing.root.join(path);
            addresses.check_free(thing, &place)?;
            if is_folder {
                let metadata = fs::symlink_metadata(&place);
                let metadata = metadata.map_err(|cause| Error::io(&place, "look at", &cause))?;
                foreign.has_mount |= metadata.dev() != root.dev();
                foreign.folders.push((path.to_owned(), metadata.permissions()));
            } else {
                foreign.files.push(path.to_owned());
            }
        }
        Ok(foreign)
    }

    /// Puts all of it into another folder as well.
    pub fn carry(&self, from: &Path, to: &Path) -> io::Result<()> {
        for (folder, _) in &self.folders {
            fs::create_dir_all(to.join(folder))?;
        }
        for file in &self.files {
            let target = to.join(file);
            fs::create_dir_all(target.parent().unwrap_or(to))?;
            match link_or_copy(&from.join(file), &target) {
                // Somebody removed it just now.
                Err(cause) if cause.kind() == ErrorKind::NotFound => {}
                other => other?,
            }
        }
        self.set_permissions(to)
    }

    /// Gives the foreign folders in another folder the permissions that they have in the site. Last of all, for one in which
    /// nothing may be made.
    pub fn set_permissions(&self, to: &Path) -> io::Result<()> {
        let set = |(folder, permissions): &(PathBuf, Permissions)| {
            fs::set_permissions(to.join(folder), permissions.clone())
        };
        self.folders.iter().rev().try_for_each(set)
    }
}

/// Whether the program made a file. Of a site without a manifest, what has the address of a page is one.
fn is_own(standing: &Standing, addresses: &Addresses, thing: &Thing) -> bool {
    let made = |path: &str| standing.has_made(path);
    let as_page = standing.manifest().is_none() && addresses.files.contains(thing.path.as_os_str());
    thing.kind.is_file() && (as_page || thing.path.to_str().is_some_and(made))
}

/// Where the files of the next site are to be.
struct Addresses<'a> {
    files: HashSet<&'a OsStr>,
    folders: HashSet<&'a OsStr>,
}

impl<'a> Addresses<'a> {
    fn of(next: &'a Manifest) -> Self {
        Self {
            files: next.files.keys().map(OsStr::new).collect(),
            folders: next.files.keys().flat_map(|path| folders_of(path)).map(OsStr::new).collect(),
        }
    }

    /// A foreign thing may not be where a file of the site goes, nor a foreign file where a folder goes, nor anything
    /// foreign below where a file goes.
    fn check_free(&self, thing: &Thing, place: &Path) -> Result<()> {
        let path = thing.path.as_os_str();
        let taken = self.files.contains(path) || !thing.kind.is_dir() && self.folders.contains(path);
        if !taken && !thing.path.ancestors().any(|above| self.files.contains(above.as_os_str())) {
            return Ok(());
        }
        let what = match thing.kind {
            kind if kind.is_symlink() => "a symbolic link",
            kind if kind.is_dir() => "a folder",
            _ => "a file",
        };
        let problem =
            format!("{what} that lorepress did not create is at the path of a page or file of the site");
        Err(Error::new(place.display().to_string(), problem, "move or delete it, then build again"))
    }
}

/// Gives a file a second name; where that cannot be, copies it with its time. Links are not followed. A file on another
/// file system is an error.
pub fn link_or_copy(from: &Path, to: &Path) -> io::Result<()> {
    // What is there already may be the same file: copied over itself it would be empty.
    let is_hopeless = |cause: &io::Error| {
        is_final(cause) || matches!(cause.kind(), ErrorKind::CrossesDevices | ErrorKind::AlreadyExists)
    };
    match fs::hard_link(from, to) {
        Err(cause) if !is_hopeless(&cause) => copy(from, to),
        other => other,
    }
}

/// Copies a file or a symbolic link.
pub fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let metadata: Metadata = fs::symlink_metadata(from)?;
    if metadata.is_symlink() {
        return symlink(fs::read_link(from)?, to);
    }
    if !metadata.is_file() {
        return Err(ErrorKind::Unsupported.into());
    }
    fs::copy(from, to)?;
    let times = FileTimes::new().set_modified(metadata.modified()?);
    File::open(to)?.set_times(times)
}

/// Whether an error says that there is no use in going on another way.
pub fn is_final(cause: &io::Error) -> bool {
    is_full(cause) || cause.kind() == ErrorKind::NotFound
}

/// Whether an error says that there is no room.
pub fn is_full(cause: &io::Error) -> bool {
    matches!(cause.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded)
}
