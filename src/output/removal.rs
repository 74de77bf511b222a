//! Removing single files of a site: only what the program made, and nothing that somebody else put there.

use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// Removes a file that the program made, if it is still a file.
pub fn remove_made(file: &Path) -> io::Result<()> {
    match fs::symlink_metadata(file) {
        Ok(metadata) if metadata.is_file() => fs::remove_file(file),
        _ => Ok(()),
    }
}

/// Removes a foreign file of the old tree whose other name is in the site. One that is newer, or has no other name, was
/// put there while the site was exchanged: it is moved to the site.
pub fn rescue(file: &Path, place: &Path, is_of_site: bool) -> io::Result<()> {
    let metadata = fs::symlink_metadata(file)?;
    let is_lost = match fs::symlink_metadata(place) {
        Ok(there) if (there.dev(), there.ino()) == (metadata.dev(), metadata.ino()) => false,
        Ok(there) => !is_of_site && there.modified()? < metadata.modified()?,
        Err(_) => true,
    };
    if !is_lost {
        return fs::remove_file(file);
    }
    fs::create_dir_all(place.parent().unwrap_or(place))?;
    fs::rename(file, place)
}

/// Removes a file that the program made, and the folders that are empty then.
pub fn remove_with_folders(site: &Path, path: &str) -> io::Result<()> {
    remove_made(&site.join(path))?;
    let folders = Path::new(path).ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
    for folder in folders {
        if fs::remove_dir(site.join(folder)).is_err() {
            break;
        }
    }
    Ok(())
}
