//! What is in a folder, in the order of the bytes of the paths.

use std::fs::{self, FileType};
use std::io::{self, ErrorKind};
use std::os::unix::fs::DirEntryExt;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::places::INSIDE;

/// Something in a folder, or in a folder of it. Links are not followed.
#[derive(Debug, Clone)]
pub struct Thing {
    /// Relative to the folder that was listed.
    pub path: PathBuf,
    pub kind: FileType,
    pub inode: u64,
}

/// Everything below a folder, a folder before what is in it; without what the program works in. What somebody removes
/// meanwhile is left out; a folder that is not there is an error.
pub fn list(root: &Path) -> io::Result<Vec<Thing>> {
    fs::symlink_metadata(root)?;
    let mut things = below(root, Path::new(""))?;
    // To compare paths part by part takes several times as long.
    things.par_sort_unstable_by(|one, other| one.path.as_os_str().cmp(other.path.as_os_str()));
    Ok(things)
}

fn below(root: &Path, folder: &Path) -> io::Result<Vec<Thing>> {
    let entries = match fs::read_dir(root.join(folder)) {
        Err(cause) if cause.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(cause) => {
            // One of many folders: who has to mend it must know which.
            return Err(io::Error::new(cause.kind(), format!("{}: {cause}", root.join(folder).display())));
        }
        Ok(entries) => entries,
    };
    let mut things = Vec::new();
    for entry in entries {
        let entry = entry?;
        let kind = match entry.file_type() {
            Err(cause) if cause.kind() == ErrorKind::NotFound => continue,
            kind => kind?,
        };
        let thing = Thing { path: folder.join(entry.file_name()), kind, inode: entry.ino() };
        if thing.path != Path::new(INSIDE) {
            things.push(thing);
        }
    }
    let inner = things.par_iter().filter(|thing| thing.kind.is_dir()).map(|thing| below(root, &thing.path));
    let inner: Vec<Vec<Thing>> = inner.collect::<io::Result<_>>()?;
    things.extend(inner.into_iter().flatten());
    Ok(things)
}
