//! The folder of a site, and the one step from the current site to the next. Nothing else writes to a site.
//!
//! 1. [`Output::open`] takes the lock, clears up after a build that was killed (`leftovers`), and reads the current site.
//! 2. [`Output::write`] puts what is new or changed into a folder of its own. The current site is not touched.
//! 3. [`Output::finish`] makes the change. Where it can, it brings a second tree of the same site up to date (`twin`), or
//!    completes the new folder with hard links to all that stays, and exchanges both folders in one call (`exchange`).
//!    Where it cannot (a mount point, a file system without that call), it moves the files one by one, and a start after
//!    a kill goes on with that (`in_place`).
//!
//! The [`manifest`] lists the files of the site. Everything else in the folder is foreign: it is kept, and a
//! symbolic link is neither followed nor removed. A page whose address a foreign file has is an error.

mod changed;
mod exchange;
mod foreign;
mod in_place;
mod leftovers;
mod listing;
pub mod manifest;
mod places;
mod removal;
mod standing;
mod system;
mod twin;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use crate::error::{Error, Result};
use crate::hosts::Size;
use crate::lock::Lock;
use changed::List;
use foreign::Foreign;
use listing::Thing;
use manifest::{Checksum, MANIFEST, Manifest};
use places::Places;
use standing::Standing;

pub use manifest::{Counts, is_site};
pub use places::{TREE, tree_of};

/// Tells of a path whether a site without a manifest, as earlier versions of this program made them, has that file
/// from the program.
pub type WasMade = fn(&str) -> bool;

/// A folder that becomes a site. Dropped before [`Output::finish`], it leaves everything as it was.
pub struct Output {
    places: Places,
    standing: Standing,
    /// The list of what changes.
    list: Option<List>,
    /// What changed already: a killed build had not completed its change.
    completed: BTreeSet<String>,
    /// The folder that what is new or changed is written to.
    next: PathBuf,
    written: Mutex<BTreeMap<String, Staged>>,
    folders: Mutex<std::collections::HashSet<PathBuf>>,
    /// Last, so that it is given back when all else is cleared up.
    _lock: Lock,
}

/// A file of the next site.
#[derive(Debug, Clone, Copy)]
struct Staged {
    checksum: Checksum,
    /// Whether the current site has it already.
    stands: bool,
}

/// What a build wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    pub size: Size,
    /// See [`Output::hash_if_unchanged`].
    pub hash: String,
    /// What failed once the next site was the current one.
    pub failed: Vec<Error>,
}

impl Output {
    /// Takes a folder that is new, empty, or a site made before. Anything else is left alone. With `in_place` the
    /// folder itself is never exchanged. A second tree of the site is kept in `cache`, where that can be. What changes in the
    /// site from now on is written to `list`, where that is wanted.
    pub fn open(
        folder: &Path,
        in_place: bool,
        cache: &Path,
        list: Option<&Path>,
        was_made: WasMade,
    ) -> Result<Self> {
        let (places, lock) = Places::take(folder, in_place, cache, was_made)?;
        let list = list.map(|file| List::new(file, places.listed()));
        let completed = places.clear_up(list.as_ref())?;
        places.check_that_it_may_become_a_site()?;
        let standing = Standing::read(&places.site, was_made)?;
        let next = places.next();
        Ok(Self {
            places,
            standing,
            list,
            completed,
            next,
            written: Mutex::default(),
            folders: Mutex::default(),
            _lock: lock,
        })
    }

    /// The folder as the operator named it, for messages.
    pub fn name(&self) -> &Path {
        &self.places.named
    }

    /// What the current site was made of; nothing if there is no site yet.
    pub fn stands(&self) -> Counts {
        self.standing.counts()
    }

    /// A hash of the site that stands, if it stands as it was built: nobody changed or removed a file of it.
    pub fn hash_if_unchanged(&self) -> Option<&str> {
        self.standing.hash_if_whole()
    }

    /// The same hash, whoever changed the site since.
    pub fn hash_as_built(&self) -> Option<&str> {
        self.standing.hash()
    }

    /// Leaves the site as it stands.
    pub fn leave(self) -> Result<()> {
        self.standing.manifest().map_or(Ok(()), |manifest| self.list_changed([].into_iter(), manifest))
    }

    /// Writes the list of what changes on the way to the site of this manifest.
    fn list_changed<'a>(&'a self, paths: impl Iterator<Item = &'a str>, next: &Manifest) -> Result<()> {
        let completed = self.completed.iter().map(String::as_str);
        self.list.as_ref().map_or(Ok(()), |list| list.complete(&completed.chain(paths).collect(), next))
    }

    /// Takes one file of the next site. Two files with one path are an error of this program or of the site's own
    /// files.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<()> {
        let checksum = Checksum::of(bytes);
        let stands = self.standing.holds(path, &checksum, bytes);
        self.note(path, Staged { checksum, stands })?;
        if stands { Ok(()) } else { self.stage(path, bytes) }
    }

    /// Looks which files of the current site stand as they were written. Who does it beside other work has it done.
    pub fn look(&self) {
        self.standing.look();
    }

    /// Whether the current site has a file as it was written.
    pub fn stands_untouched(&self, path: &str) -> bool {
        self.standing.checksum_if_untouched(path).is_some()
    }

    /// Takes files of the current site over into the next one, if all stand as they were written.
    pub fn keep(&self, paths: &[String]) -> Result<bool> {
        let stand = |path: &String| self.standing.checksum_if_untouched(path);
        let Some(checksums) = paths.iter().map(stand).collect::<Option<Vec<_>>>() else { return Ok(false) };
        for (path, checksum) in paths.iter().zip(checksums) {
            self.note(path, Staged { checksum, stands: true })?;
        }
        Ok(true)
    }

    fn note(&self, path: &str, file: Staged) -> Result<()> {
        if is_reserved(path) || lock(&self.written).insert(path.to_owned(), file).is_some() {
            let mend = "rename the Markdown page or static file with this URL";
            return Err(Error::new(path, "two pages have this URL", mend));
        }
        Ok(())
    }

    fn stage(&self, path: &str, bytes: &[u8]) -> Result<()> {
        let file = self.next.join(path);
        let folder = file.parent().unwrap_or(&self.next);
        if !lock(&self.folders).contains(folder) {
            let made = fs::create_dir_all(folder);
            made.map_err(|cause| Error::io(folder, "create the folder", &cause))?;
            lock(&self.folders).insert(folder.to_owned());
        }
        fs::write(&file, bytes).map_err(|cause| Error::io(&file, "write", &cause))
    }

    /// Makes the next site the current one. If nothing changed, nothing is touched. An error says that the current site is
    /// not the next one. The list of what changes is complete before anything is changed: who takes it after each build,
    /// also after one that failed or was killed, misses nothing.
    pub fn finish(self, counts: &Counts) -> Result<Written> {
        let staged = std::mem::take(&mut *lock(&self.written));
        let files: BTreeMap<String, Checksum> =
            staged.iter().map(|(path, file)| (path.clone(), file.checksum)).collect();
        let manifest = Manifest { counts: counts.clone(), files };
        let is_same = self.standing.is(&manifest) && staged.values().all(|file| file.stands);
        let text = || {
            let text = manifest.to_json();
            (manifest::hash(&text), text)
        };
        let ((hash, text), things) =
            rayon::join(text, || if is_same { Ok(Vec::new()) } else { self.standing.things() });
        let written = Written { size: manifest.size(), hash, failed: Vec::new() };
        if is_same {
            self.leave()?;
            return Ok(written);
        }
        let things = things?;
        let foreign = Foreign::find(&self.standing, &things, &manifest)?;
        self.stage(MANIFEST, text.as_bytes())?;
        let stale = self.standing.made().filter(|path| !manifest.files.contains_key(*path)).collect();
        let change = Change { staged: &staged, stale, foreign: &foreign, things: &things };
        self.list_changed(change.new_paths().into_iter().chain(change.stale.iter().copied()), &manifest)?;
        if self.places.next_is_beside() {
            match exchange::change(&self.places, &self.standing, &change)? {
                exchange::Outcome::Changed(failed) => return Ok(Written { failed, ..written }),
                exchange::Outcome::Impossible => in_place::bring_inside(&self.places, &change)?,
            }
        }
        let mut failed = in_place::change(&self.places)?;
        failed.extend(self.places.discard_other_trees().err());
        Ok(Written { failed, ..written })
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        // What stays, the next build clears up.
        self.places.discard_next().ok();
    }
}

/// What is to be done to the current site.
struct Change<'a> {
    staged: &'a BTreeMap<String, Staged>,
    /// Files of the current site that the next one does not have.
    stale: Vec<&'a str>,
    foreign: &'a Foreign,
    /// What is in the current site.
    things: &'a [Thing],
}

impl Change<'_> {
    /// Files that were written, with the manifest.
    fn new_paths(&self) -> Vec<&str> {
        let new = self.staged.iter().filter(|(_, file)| !file.stands).map(|(path, _)| path.as_str());
        new.chain([MANIFEST]).collect()
    }

    /// Files that are the same in both sites.
    fn kept_paths(&self) -> Vec<&str> {
        self.staged.iter().filter(|(_, file)| file.stands).map(|(path, _)| path.as_str()).collect()
    }
}

/// Whether the program keeps something of its own under a path of the site.
fn is_reserved(path: &str) -> bool {
    path == MANIFEST || path.split('/').next() == Some(places::INSIDE)
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    // A thread that panicked ends the build; until then what is held is as good as it was.
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}
