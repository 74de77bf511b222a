//! One process at a time: for a site, an archive that is written to, or what was imported.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::process;
use std::thread::sleep;
use std::time::Duration;

use rustix::fs::{Access, FlockOperation, OFlags, access, flock};
use rustix::io::Errno;

use crate::error::{Error, Kind, is_read_only};

/// How often one tries where others make and remove the folder at the same time, and the pause between.
const TRIES: u32 = 2_000;
const PAUSE: Duration = Duration::from_millis(1);

/// A lock that the system gives back when its owner ends, however that is: it never becomes stale.
pub struct Lock {
    folder: PathBuf,
    name: &'static str,
    /// The one who had it before did not give it back: it was killed.
    pub was_left: bool,
    /// Nothing can be made in its folder, which is another user's.
    pub is_foreign: bool,
    /// Locked as long as it is open.
    _file: File,
}

/// Why there is no lock.
pub enum Refused {
    /// Another process has it: its id, where that is known.
    Busy(Option<u32>),
    /// There is no folder and none can be made, or nothing can be written on its file system: nobody can lock it.
    NoPlace(io::Error),
    Failed(io::Error),
}

/// What a lock is for, in words for the operator.
pub struct Work {
    /// What is locked: `the site`.
    pub what: &'static str,
    /// What the one who has it does: `building this site`.
    pub doing: &'static str,
    /// What to do once it ends: `build again`.
    pub again: &'static str,
}

impl Refused {
    /// The error for the operator, who named what is locked as `named`; the lock is in `folder`.
    pub fn error(self, work: &Work, named: &Path, folder: &Path) -> Error {
        match self {
            Self::NoPlace(cause) | Self::Failed(cause) => {
                Error::io(folder, &format!("lock {}", work.what), &cause)
            }
            Self::Busy(owner) => {
                let by = owner.map_or_else(|| "another process".to_owned(), |id| format!("the process {id}"));
                let problem = format!("{by} is {}; nothing was changed", work.doing);
                let mend = format!("wait until it ends, then {}", work.again);
                Error::new(named.display().to_string(), problem, mend).of_kind(Kind::Busy)
            }
        }
    }
}

impl Lock {
    /// Locks the file `name` in `folder`; both are made.
    pub fn take(folder: &Path, name: &'static str) -> Result<Self, Refused> {
        for _ in 0..TRIES {
            if let Some(lock) = Self::try_take(folder, name)? {
                return Ok(lock);
            }
            sleep(PAUSE);
        }
        let problem = format!("{} is removed again and again", folder.join(name).display());
        Err(Refused::Failed(io::Error::other(problem)))
    }

    /// `None` if another removed it in this very moment.
    fn try_take(folder: &Path, name: &'static str) -> Result<Option<Self>, Refused> {
        match fs::create_dir_all(folder) {
            Ok(()) => {}
            // It was there, and then another removed it.
            Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists && !is_taken(folder) => {
                return Ok(None);
            }
            Err(cause) if is_read_only(&cause) => return Err(Refused::NoPlace(cause)),
            Err(cause) => return Err(Refused::Failed(cause)),
        }
        let path = folder.join(name);
        let mut file = match open(&path) {
            Ok(file) => file,
            // The one who had it was just about to remove the folder.
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(cause) if cause.kind() == io::ErrorKind::ReadOnlyFilesystem => {
                return Err(Refused::NoPlace(cause));
            }
            Err(_) if path.is_symlink() => {
                let problem = format!("{} is a symbolic link; remove it", path.display());
                return Err(Refused::Failed(io::Error::other(problem)));
            }
            Err(cause) => return Err(Refused::Failed(cause)),
        };
        match try_lock(&file) {
            Ok(true) if is_at(&file, &path) => {}
            Ok(true) => return Ok(None),
            Ok(false) => return Err(Refused::Busy(owner(&mut file))),
            Err(cause) => return Err(Refused::Failed(cause)),
        }
        let was_left = owner(&mut file).is_some();
        file.rewind().map_err(Refused::Failed)?;
        // Only for the message to others: a disk that has no room for it is no reason to stop.
        file.set_len(0).and_then(|()| writeln!(file, "{}", process::id())).ok();
        let is_foreign = access(folder, Access::WRITE_OK).is_err();
        Ok(Some(Self { folder: folder.to_owned(), name, was_left, is_foreign, _file: file }))
    }
}

/// Opens the file of a lock, which is made. To lock one that another user made, it need not be written to.
fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).custom_flags(OFlags::NOFOLLOW.bits() as i32);
    let own = options.clone().write(true).create(true).truncate(false).open(path);
    match own {
        Err(cause) if cause.kind() == io::ErrorKind::PermissionDenied => {
            // What says why it cannot be made says more than that it is not there.
            options
                .open(path)
                .map_err(|other| if other.kind() == io::ErrorKind::NotFound { cause } else { other })
        }
        other => other,
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
