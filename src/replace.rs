//! Files that are replaced in one step: who reads one finds the old bytes or the new ones.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// Writes a file, whose bytes are these parts one behind the other.
pub fn write(path: &Path, parts: &[&[u8]]) -> io::Result<()> {
    write_with(path, |file| parts.iter().try_for_each(|part| file.write_all(part)))
}

/// Writes a file under its name with `.new` behind it, and renames it. Only one process at a time may do so; what one
/// that was killed left is written over.
pub fn write_with(path: &Path, write: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let new = path.with_file_name(name);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    // What was left may be a folder, or a link to somewhere else.
    if fs::symlink_metadata(&new).is_ok() {
        remove(&new)?;
    }
    write(&mut File::create(&new)?)?;
    fs::rename(&new, path)
}

/// Removes a file or a link, or a folder in its place with all that is in it.
pub fn remove(path: &Path) -> io::Result<()> {
    if fs::symlink_metadata(path)?.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }
}
