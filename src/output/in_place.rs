//! The change file by file, where the folder of a site cannot be exchanged: each file is the old one or the new one at
//! every moment, and the whole is either once the change is complete. The folder of what is to be moved is the journal:
//! from the moment it has its last name, a build that finds it goes on with the change.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use walkdir::WalkDir;

use super::foreign::{copy, link_or_copy};
use super::manifest::{MANIFEST, Manifest};
use super::places::{Places, remove_tree};
use super::removal::{check_way, remove_with_folders};
use super::standing::Standing;
use super::{Change, system};
use crate::error::{Error, Result};

/// Moves the files that were made next to the site into it.
pub fn bring_inside(places: &Places, change: &Change) -> Result<()> {
    let from = if places.whole().exists() { places.whole() } else { places.next() };
    let to = places.next_inside();
    for path in change.new_paths() {
        let (old, new) = (from.join(path), to.join(path));
        let made = fs::create_dir_all(new.parent().unwrap_or(&to));
        let brought = made.and_then(|()| match link_or_copy(&old, &new) {
            Err(cause) if cause.kind() == ErrorKind::CrossesDevices => copy(&old, &new),
            other => other,
        });
        brought.map_err(|cause| Error::io(&new, "write", &cause))?;
    }
    remove_tree(&from)
}

/// Moves the new files to their places, and removes what the next site does not have. Gives what failed afterwards.
pub fn change(places: &Places) -> Result<Vec<Error>> {
    let (next, ready) = (places.next_inside(), places.ready());
    let named = system::sync(&next).and_then(|()| fs::rename(&next, &ready));
    named.map_err(|cause| Error::io(&next, "sync the new files to disk", &cause))?;
    go_on(places)
}

/// Completes a change that is under way. Gives what failed afterwards.
pub fn go_on(places: &Places) -> Result<Vec<Error>> {
    let ready = places.ready();
    if let Some(next) = manifest_of(&ready)? {
        let old = Standing::read(&places.site, places.was_made)?;
        let failed = |cause: io::Error| Error::io(&places.site, "move the new files to their places", &cause);
        move_all(&ready, &places.site, &next, &old).map_err(failed)?;
    }
    // The site is complete.
    let site = &places.site;
    let synced = system::sync_names(site).map_err(|cause| Error::io(site, "sync to disk", &cause));
    Ok([synced, remove_tree(&ready)].into_iter().filter_map(Result::err).collect())
}

/// What a change that is under way has still to write or to remove.
pub fn left_to_change(places: &Places) -> Result<BTreeSet<String>> {
    let ready = places.ready();
    let Some(next) = manifest_of(&ready)? else { return Ok(BTreeSet::new()) };
    let old = Standing::read(&places.site, places.was_made)?;
    let new = in_order(&ready).map_err(|cause| Error::io(&ready, "list the new files", &cause))?;
    let stale = stale(&old, &next).into_iter().map(str::to_owned);
    Ok(new.into_iter().chain(stale).chain([MANIFEST.to_owned()]).collect())
}

/// The manifest of a site that is to be moved. Without one, everything was moved.
fn manifest_of(ready: &Path) -> Result<Option<Manifest>> {
    let manifest = ready.join(MANIFEST);
    let text = match fs::read_to_string(&manifest) {
        Err(cause) if cause.kind() == ErrorKind::NotFound => return Ok(None),
        other => other.map_err(|cause| Error::io(&manifest, "read the manifest", &cause))?,
    };
    let damaged = |_| {
        let mend = "delete this folder, then build again";
        Error::new(ready.display().to_string(), "the manifest of the new site is damaged", mend)
    };
    Manifest::parse(&text).map(Some).map_err(damaged)
}

/// Files that the next site does not have.
fn stale<'a>(old: &'a Standing, next: &Manifest) -> BTreeSet<&'a str> {
    old.made().filter(|path| !next.files.contains_key(*path)).collect()
}

fn move_all(ready: &Path, site: &Path, next: &Manifest, old: &Standing) -> io::Result<()> {
    let stale = stale(old, next);
    system::sync_names(ready.parent().unwrap_or(ready))?;
    for path in in_order(ready)? {
        check_way(site, Path::new(&path))?;
        let file = site.join(&path);
        if move_to(&ready.join(&path), &file).is_err() {
            make_way(site, &path, &stale)?;
            move_to(&ready.join(&path), &file)?;
        }
    }
    stale.iter().try_for_each(|path| remove_with_folders(site, path))?;
    system::sync(site)?;
    fs::rename(ready.join(MANIFEST), site.join(MANIFEST))
}

/// What is to be moved, pages last: a new page may name a new picture, an old page none.
fn in_order(ready: &Path) -> io::Result<Vec<String>> {
    let mut paths = Vec::new();
    for entry in WalkDir::new(ready).sort_by_file_name() {
        let entry = entry?;
        let path = entry.path().strip_prefix(ready).unwrap_or(entry.path()).to_string_lossy();
        if entry.file_type().is_file() && path != MANIFEST {
            paths.push(path.into_owned());
        }
    }
    paths.sort_by_key(|path| path.ends_with(".html"));
    Ok(paths)
}

fn move_to(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to.parent().unwrap_or(to))?;
    fs::rename(from, to)
}

/// Removes files of the old site that are in the way of a new one: a file where it needs a folder, or what is in a
/// folder that has its name.
fn make_way(site: &Path, path: &str, stale: &BTreeSet<&str>) -> io::Result<()> {
    let below =
        |folder: &str, path: &str| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
    let in_the_way = stale.iter().filter(|old| below(old, path) || below(path, old));
    for old in in_the_way {
        remove_with_folders(site, old)?;
    }
    Ok(())
}
