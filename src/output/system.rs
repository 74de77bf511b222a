//! Calls of the system that the standard library has no names for.

use std::fs::File;
use std::io;
use std::path::Path;

/// Exchanges two folders in one step.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
pub fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
pub fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Brings everything that was written to the file system of `folder` onto the disk. One call for all files costs a
/// fraction of one for each.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub fn sync(folder: &Path) -> io::Result<()> {
    Ok(rustix::fs::syncfs(File::open(folder)?)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub fn sync(folder: &Path) -> io::Result<()> {
    walkdir::WalkDir::new(folder).into_iter().try_for_each(|entry| {
        let entry = entry?;
        let is_link = entry.file_type().is_symlink();
        if is_link { Ok(()) } else { File::open(entry.path())?.sync_all() }
    })
}

/// Brings the names in a folder onto the disk.
pub fn sync_names(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}
