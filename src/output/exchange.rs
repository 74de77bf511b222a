//! The change in one step: the next site is completed next to the current one, and both folders are exchanged.

use std::collections::BTreeSet;
use std::fs::{self, Metadata};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{MetadataExt, chown};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::foreign::{is_final, is_full, link_or_copy};
use super::manifest::MANIFEST;
use super::places::{Places, make_writable, remove_tree};
use super::removal::{remove_made, rescue};
use super::standing::Standing;
use super::{Change, WasMade, system, twin};
use crate::error::{Error, Result};

/// What came of the attempt.
pub enum Outcome {
    /// The next site is the current one; and what failed afterwards.
    Changed(Vec<Error>),
    /// These folders cannot be exchanged. The current site is unchanged.
    Impossible,
}

/// Completes the next site, syncs it to disk and exchanges it for the current one.
pub fn change(places: &Places, old: &Standing, change: &Change) -> Result<Outcome> {
    let Places { site, .. } = places;
    let stands = fs::metadata(site).ok();
    if stands.is_some() && change.foreign.has_mount {
        return Ok(Outcome::Impossible);
    }
    let made = match complete(places, stands.as_ref(), change) {
        Err(cause) if is_final(&cause) => {
            return Err(Error::io(&places.next(), "complete the new site", &cause));
        }
        Err(_) => return Ok(Outcome::Impossible),
        Ok(made) => made,
    };
    let whole = places.whole();
    let synced = system::sync(&made).and_then(|()| fs::rename(&made, &whole));
    synced.map_err(|cause| Error::io(&made, "sync the new site to disk", &cause))?;
    let changed = if stands.is_some() { system::exchange(&whole, site) } else { fs::rename(&whole, site) };
    match changed {
        Err(cause) if is_final(&cause) => return Err(Error::io(site, "exchange the folder", &cause)),
        Err(_) if stands.is_some() => return Ok(Outcome::Impossible),
        other => other.map_err(|cause| Error::io(site, "create the folder", &cause))?,
    }
    // The new site is in place: nothing that fails from here on is an error of the build.
    let synced = site.parent().map(|above| system::sync_names(above).map_err(|cause| (above, cause)));
    let failed = synced.and_then(std::result::Result::err);
    let failed = failed.map(|(above, cause)| Error::io(above, "sync to disk", &cause));
    // The next build removes what is left of the old one.
    if stands.is_some() && !became_twin(places, old, change) {
        remove_old(&whole, site, places.was_made).ok();
    }
    Ok(Outcome::Changed(failed.into_iter().collect()))
}

/// Makes the complete next site, of the twin of the current one or else of hard links. Gives its folder.
fn complete(places: &Places, stands: Option<&Metadata>, change: &Change) -> io::Result<PathBuf> {
    let (site, next) = (&places.site, places.next());
    let mut made = next.clone();
    if let Some(metadata) = stands {
        let twin = places.twin.as_deref().filter(|twin| twin::is_twin(twin, site));
        match twin.map(|twin| twin::change(twin, site, &next, change).map(|()| twin)) {
            Some(Ok(twin)) => twin.clone_into(&mut made),
            Some(Err(cause)) if is_full(&cause) => return Err(cause),
            _ => add_kept(&next, site, change)?,
        }
        take_after(&made, metadata)?;
    }
    Ok(made)
}

/// Gives the next site the files that it has in common with the current one.
fn add_kept(next: &Path, site: &Path, change: &Change) -> io::Result<()> {
    let kept = change.kept_paths();
    let folders: BTreeSet<&Path> = kept.iter().filter_map(|path| Path::new(path).parent()).collect();
    folders.iter().try_for_each(|folder| fs::create_dir_all(next.join(folder)))?;
    kept.par_iter().try_for_each(|path| link_or_copy(&site.join(path), &next.join(path)))?;
    change.foreign.carry(site, next)
}

/// Gives the folder of the next site the owner and permissions of the current one.
fn take_after(next: &Path, metadata: &Metadata) -> io::Result<()> {
    let own = fs::metadata(next)?;
    if (own.uid(), own.gid()) != (metadata.uid(), metadata.gid()) {
        // Only the superuser may; for others the folder becomes theirs, as its files do.
        chown(next, Some(metadata.uid()), Some(metadata.gid())).ok();
    }
    fs::set_permissions(next, metadata.permissions())
}

/// Whether the tree that the site was exchanged for is now its twin. It is not where the cache cannot be written to or is on
/// another file system.
fn became_twin(places: &Places, old: &Standing, change: &Change) -> bool {
    let (Some(twin), whole) = (&places.twin, places.whole()) else { return false };
    let become_twin = || -> Result<()> {
        let failed = |cause: io::Error| Error::io(twin, "keep the second tree of the site", &cause);
        let made = fs::create_dir_all(twin.parent().unwrap_or(twin));
        made.map_err(failed)?;
        // What is there was not completed.
        remove_tree(twin)?;
        // Before any work is done: whether the tree can be moved there.
        let probe = whole.with_file_name("probe");
        let moved = fs::create_dir(&probe).and_then(|()| fs::rename(&probe, twin));
        moved.inspect_err(|_| drop(fs::remove_dir(&probe))).map_err(failed)?;
        let followed = twin::follow(&whole, &places.site, old, change);
        followed.and_then(|()| fs::rename(&whole, twin)).map_err(failed)
    };
    become_twin().is_ok()
}

/// Removes the tree that a site was exchanged for, or was to be. What somebody put there meanwhile is moved to the site.
pub fn remove_old(tree: &Path, site: &Path, was_made: WasMade) -> Result<()> {
    match remove(tree, site, was_made) {
        Err(cause) if cause.kind() == ErrorKind::NotFound && !tree.exists() => Ok(()),
        Err(cause) if cause.kind() == ErrorKind::PermissionDenied => {
            make_writable(tree);
            remove(tree, site, was_made)
        }
        other => other,
    }
    .map_err(|cause| Error::io(tree, "remove the old site", &cause))
}

/// The manifest goes last, so that a removal that was cut short goes on where it was.
fn remove(tree: &Path, site: &Path, was_made: WasMade) -> io::Result<()> {
    fs::symlink_metadata(tree)?;
    let damaged = |_| io::Error::other("it is damaged");
    let old = Standing::read(tree, was_made).map_err(damaged)?;
    let new = Standing::read(site, was_made).map_err(damaged)?;
    old.made().collect::<Vec<_>>().par_iter().try_for_each(|path| remove_made(tree, path))?;
    for entry in WalkDir::new(tree).min_depth(1).contents_first(true) {
        let entry = entry?;
        let path = entry.path().strip_prefix(tree).unwrap_or(entry.path());
        if entry.file_type().is_dir() {
            fs::remove_dir(entry.path())?;
        } else if path != Path::new(MANIFEST) {
            rescue(tree, site, path, path.to_str().is_some_and(|path| new.has_made(path)))?;
        }
    }
    remove_made(tree, MANIFEST)?;
    fs::remove_dir(tree)
}
