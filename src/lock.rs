//! One process at a time: for a site, an archive that is written to, or what was imported.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process;

use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;

/// A lock that the system gives back when its owner ends, however that is: it never becomes stale.
pub struct Lock {
    folder: PathBuf,
    name: &'static str,
    /// The one who had it before did not give it back: it was killed.
    pub was_left: bool,
    /// Locked as long as it is open.
    _file: File,
}

/// Why there is no lock.
pub enum Refused {
    /// Another process has it: its id, where that is known.
    Busy(Option<u32>),
    Failed(io::Error),
}

impl Lock {
    /// Locks the file `name` in `folder`; both are made.
    pub fn take(folder: &Path, name: &'static str) -> Result<Self, Refused> {
        loop {
            match fs::create_dir_all(folder) {
                Ok(()) => {}
                // It was there, and then another removed it.
                Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists && !is_taken(folder) => continue,
                Err(cause) => return Err(Refused::Failed(cause)),
            }
            let path = folder.join(name);
            let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
            let mut file = match file {
                Ok(file) => file,
                // The one who had it was just about to remove the folder.
                Err(cause) if cause.kind() == io::ErrorKind::NotFound => continue,
                Err(cause) => return Err(Refused::Failed(cause)),
            };
            match try_lock(&file) {
                Ok(true) if is_at(&file, &path) => {
                    let was_left = owner(&mut file).is_some();
                    file.rewind().map_err(Refused::Failed)?;
                    // Only for the message to others: a disk that has no room for it is no reason to stop.
                    file.set_len(0).and_then(|()| writeln!(file, "{}", process::id())).ok();
                    return Ok(Self { folder: folder.to_owned(), name, was_left, _file: file });
                }
                Ok(true) => {}
                Ok(false) => return Err(Refused::Busy(owner(&mut file))),
                Err(cause) => return Err(Refused::Failed(cause)),
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // What stays, the next build uses. Others may hold the file open: they see that it is gone.
        fs::remove_file(self.folder.join(self.name)).ok();
        fs::remove_dir(&self.folder).ok();
    }
}

/// Whether something that is no folder is in a folder's place.
fn is_taken(folder: &Path) -> bool {
    fs::symlink_metadata(folder).is_ok_and(|there| !there.is_dir())
}

/// Locks a file for this process alone. False if another one has it.
fn try_lock(file: &File) -> io::Result<bool> {
    match flock(file, FlockOperation::NonBlockingLockExclusive) {
        Ok(()) => Ok(true),
        Err(Errno::WOULDBLOCK) => Ok(false),
        Err(cause) => Err(cause.into()),
    }
}

/// Whether the open file is the one that the path leads to.
fn is_at(file: &File, path: &Path) -> bool {
    let (Ok(open), Ok(there)) = (file.metadata(), fs::symlink_metadata(path)) else { return false };
    (open.dev(), open.ino()) == (there.dev(), there.ino())
}

fn owner(file: &mut File) -> Option<u32> {
    let mut text = String::new();
    file.read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}
