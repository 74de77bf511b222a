//! The twin of a site: a second tree of the same files, by hard links, kept in the cache. The next build makes its changes
//! there and exchanges both trees, so that the change-over costs what is new and not what stands; then the other tree is
//! made the twin.
//!
//! A tree is the twin of a site only as long as both have one and the same manifest, by its inode. Any other is removed at
//! the start of the next build, so that nothing that was taken down stays there.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io::{self, ErrorKind};
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use rayon::prelude::*;

use super::Change;
use super::foreign::link_or_copy;
use super::listing::{Thing, list};
use super::manifest::MANIFEST;
use super::removal::{remove_made, remove_with_folders, rescue};
use super::standing::Standing;
use crate::shared::{HashMap, HashSet};

/// Whether a tree is the twin of a site.
pub fn is_twin(tree: &Path, site: &Path) -> bool {
    let inode =
        |folder: &Path| fs::symlink_metadata(folder.join(MANIFEST)).map(|file| (file.dev(), file.ino()));
    matches!((inode(tree), inode(site)), (Ok(one), Ok(other)) if one == other)
}

/// Makes the twin the next site, whose new files are in `next`. Cut short, it is no twin any more.
pub fn change(twin: &Path, site: &Path, next: &Path, change: &Change) -> io::Result<()> {
    fs::remove_file(twin.join(MANIFEST))?;
    let there: HashSet<&OsStr> = change.things.iter().map(|thing| thing.path.as_os_str()).collect();
    if change.kept_paths().iter().any(|path| !there.contains(OsStr::new(path))) {
        // Somebody removed it a moment ago.
        return Err(ErrorKind::NotFound.into());
    }
    mirror(twin, site, change.things)?;
    put(twin, next, change, &change.new_paths())?;
    change.foreign.set_permissions(twin)
}

/// Makes a change in a tree: what goes, and these new files, which are in `from`.
fn put(tree: &Path, from: &Path, change: &Change, new: &[&str]) -> io::Result<()> {
    change.stale.iter().try_for_each(|path| remove_with_folders(tree, path))?;
    let folders: BTreeSet<&Path> = new.iter().filter_map(|path| Path::new(path).parent()).collect();
    folders.iter().try_for_each(|folder| fs::create_dir_all(tree.join(folder)))?;
    new.par_iter().try_for_each(|path| {
        remove_made(tree, path)?;
        link_or_copy(&from.join(path), &tree.join(path))
    })
}

/// Makes the tree that a site was exchanged for its twin, by the same change. What somebody put there meanwhile is moved to the
/// site; where both differ then, the next change of the twin mends it.
pub fn follow(tree: &Path, site: &Path, old: &Standing, change: &Change) -> io::Result<()> {
    for thing in list(tree)?.iter().filter(|thing| !thing.kind.is_dir()) {
        let made = thing.path.to_str();
        let is_own = made.is_some_and(|path| path == MANIFEST || old.has_made(path));
        let has_twin =
            || fs::symlink_metadata(site.join(&thing.path)).is_ok_and(|own| own.ino() == thing.inode);
        if !is_own && !has_twin() {
            let is_of_site = made.is_some_and(|path| change.staged.contains_key(path));
            rescue(tree, site, &thing.path, is_of_site)?;
        }
    }
    let new: Vec<&str> = change.new_paths().into_iter().filter(|path| *path != MANIFEST).collect();
    put(tree, site, change, &new)?;
    remove_made(tree, MANIFEST)?;
    fs::hard_link(site.join(MANIFEST), tree.join(MANIFEST))
}

/// Gives a tree the files of a site, which has these things, and removes what the site does not have; without the manifest.
fn mirror<'a>(tree: &Path, site: &Path, things: &'a [Thing]) -> io::Result<()> {
    let is_manifest = |thing: &&Thing| thing.path.as_os_str() == MANIFEST;
    let named = |thing: &'a Thing| (thing.path.as_os_str(), thing);
    let wanted: HashMap<&OsStr, &Thing> =
        things.iter().filter(|thing| !is_manifest(thing)).map(named).collect();
    let there = list(tree)?;
    let stays = |thing: &Thing| {
        let same = |wanted: &&Thing| match thing.kind.is_dir() {
            true => wanted.kind.is_dir(),
            false => wanted.kind == thing.kind && wanted.inode == thing.inode,
        };
        wanted.get(thing.path.as_os_str()).is_some_and(same)
    };
    let (stay, go): (Vec<&Thing>, Vec<&Thing>) =
        there.iter().filter(|thing| !is_manifest(thing)).partition(|thing| stays(thing));
    let (folders, files): (Vec<&Thing>, Vec<&Thing>) = go.into_iter().partition(|thing| thing.kind.is_dir());
    files.par_iter().try_for_each(|file| fs::remove_file(tree.join(&file.path)))?;
    folders.iter().rev().try_for_each(|folder| fs::remove_dir(tree.join(&folder.path)))?;

    let stay: HashSet<&OsStr> = stay.into_iter().map(|thing| thing.path.as_os_str()).collect();
    let missing: Vec<&&Thing> =
        wanted.values().filter(|thing| !stay.contains(thing.path.as_os_str())).collect();
    let (mut folders, files): (Vec<&Thing>, Vec<&Thing>) =
        missing.into_iter().partition(|thing| thing.kind.is_dir());
    folders.sort_unstable_by_key(|folder| &folder.path);
    folders.iter().try_for_each(|folder| fs::create_dir(tree.join(&folder.path)))?;
    files.par_iter().try_for_each(|file| link_or_copy(&site.join(&file.path), &tree.join(&file.path)))?;
    // Last, for one in which nothing may be made.
    folders.iter().rev().try_for_each(|folder| {
        let permissions = fs::symlink_metadata(site.join(&folder.path))?.permissions();
        fs::set_permissions(tree.join(&folder.path), permissions)
    })
}
