//! Removing single files of a site: only what the program made, and nothing that somebody else put there.

use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// Whether a path below `root` leads through folders alone. Behind a symbolic link, or a file, nothing is of the tree.
fn is_in_folders(root: &Path, path: &Path) -> bool {
    let is_folder = |folder: &Path| fs::symlink_metadata(root.join(folder)).is_ok_and(|there| there.is_dir());
    folders_above(path).all(is_folder)
}

/// The folders that a path leads through, the innermost first.
fn folders_above(path: &Path) -> impl Iterator<Item = &Path> {
    path.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty())
}

/// Fails where a file that is put at `path` would land outside of the tree, behind a symbolic link. Folders that are not
/// there yet are no reason.
pub fn check_way(root: &Path, path: &Path) -> io::Result<()> {
    let is_link =
        |folder: &Path| fs::symlink_metadata(root.join(folder)).is_ok_and(|there| there.is_symlink());
    match folders_above(path).find(|folder| is_link(folder)) {
        Some(link) => Err(io::Error::other(format!("{} is a symbolic link", root.join(link).display()))),
        None => Ok(()),
    }
}

/// Removes a file that the program made, if it is still a file, in folders of the tree.
pub fn remove_made(root: &Path, path: &str) -> io::Result<()> {
    let file = root.join(path);
    match fs::symlink_metadata(&file) {
        Ok(there) if there.is_file() && is_in_folders(root, Path::new(path)) => fs::remove_file(file),
        _ => Ok(()),
    }
}

/// Removes a foreign file of the old tree whose other name is in the site. One that is newer, or has no other name, was
/// put there while the site was exchanged: it is moved to the site.
pub fn rescue(tree: &Path, site: &Path, path: &Path, is_of_site: bool) -> io::Result<()> {
    let (file, place) = (&tree.join(path), &site.join(path));
    let metadata = fs::symlink_metadata(file)?;
    check_way(site, path)?;
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
    remove_made(site, path)?;
    let path = Path::new(path);
    // A link is no folder: what it leads to stays, and what is above it is not empty.
    if is_in_folders(site, path) {
        folders_above(path).find(|folder| fs::remove_dir(site.join(folder)).is_err());
    }
    Ok(())
}
