//! One build at a time for one site.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process;

use super::system;

/// The name of the file that is locked.
const FILE: &str = "lock";

/// A lock that the system gives back when its owner ends, however that is: it never becomes stale.
pub struct Lock {
    folder: PathBuf,
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
    /// Locks the file in `folder`, which is made.
    pub fn take(folder: &Path) -> Result<Self, Refused> {
        loop {
            fs::create_dir_all(folder).map_err(Refused::Failed)?;
            let path = folder.join(FILE);
            let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
            let mut file = match file {
                Ok(file) => file,
                // The one who had it was just about to remove the folder.
                Err(cause) if cause.kind() == io::ErrorKind::NotFound => continue,
                Err(cause) => return Err(Refused::Failed(cause)),
            };
            match system::try_lock(&file) {
                Ok(true) if is_at(&file, &path) => {
                    // Only for the message to others: a disk that has no room for it is no reason to stop.
                    file.set_len(0).and_then(|()| writeln!(file, "{}", process::id())).ok();
                    return Ok(Self { folder: folder.to_owned(), _file: file });
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
        fs::remove_file(self.folder.join(FILE)).ok();
        fs::remove_dir(&self.folder).ok();
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
