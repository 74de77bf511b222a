//! What state repositories are in, without a look into their objects: as long as it stays the same, so does what can be
//! read of them.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, Metadata};
use std::hash::{Hash, Hasher};
use std::io::{self, ErrorKind};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use git2::Repository;
use walkdir::WalkDir;

use super::inbox::repositories;
use crate::sum::Sum;

/// Files of a repository that say what is in it; `git fetch` writes others though it fetches nothing.
const FILES: [&str; 2] = ["config", "shallow"];
/// Most stores of objects that may borrow from each other, in a circle perhaps.
const STORES: usize = 64;

/// Adds the epochs of an archive, and the state of each, to a hash. `None` if that cannot be read.
pub fn hash_archive(path: &Path, hash: &mut impl Hasher) -> Option<()> {
    let epochs = repositories(path).ok()?;
    epochs.len().hash(hash);
    for epoch in epochs {
        epoch.hash(hash);
        hash_repository(&epoch, hash)?;
    }
    Some(())
}

/// Adds the state of a repository to a hash: its references, and the files of its objects by their names, sizes and times.
pub fn hash_repository(path: &Path, hash: &mut impl Hasher) -> Option<()> {
    let repository = Repository::open(path).ok()?;
    let mut references = Vec::new();
    for reference in repository.references().ok()?.chain([repository.find_reference("HEAD")]) {
        let reference = reference.ok()?;
        let symbolic = reference.symbolic_target_bytes().map(<[u8]>::to_vec);
        references.push((reference.name_bytes().to_vec(), reference.target(), symbolic));
    }
    references.sort();
    references.hash(hash);
    for file in FILES {
        read_if_there(&repository.commondir().join(file)).ok()?.hash(hash);
    }
    stores(&repository)?.iter().try_for_each(|store| hash_folder(store, hash))
}

/// A hash for each file that holds objects of an archive, packs with their indexes and loose ones. As long as all of them
/// are there, nothing that was read has changed. `None` if that cannot be found out.
pub fn object_files(path: &Path) -> Option<BTreeSet<[u8; 32]>> {
    let mut files = BTreeSet::new();
    for epoch in repositories(path).ok()? {
        // A copy of the site on another machine has the same files.
        let own = epoch.strip_prefix(path).unwrap_or(&epoch);
        for (number, store) in stores(&Repository::open(&epoch).ok()?)?.iter().enumerate() {
            for entry in WalkDir::new(store) {
                let entry = entry.ok()?;
                if entry.file_type().is_file() && holds_objects(entry.path()) {
                    let mut sum = Sum::default();
                    (own, number, entry.path().strip_prefix(store).ok()?).hash(&mut sum);
                    hash_metadata(&entry.metadata().ok()?, &mut sum);
                    files.insert(sum.bytes());
                }
            }
        }
    }
    Some(files)
}

/// Whether a file of a store has objects, by its name.
fn holds_objects(file: &Path) -> bool {
    let ending = file.extension().and_then(OsStr::to_str);
    let is_loose = || {
        let name = file.file_name().and_then(OsStr::to_str).unwrap_or_default();
        name.len() == 38 && name.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    matches!(ending, Some("pack" | "idx")) || is_loose()
}

/// The folders of a repository's objects: its own, and those that it borrows from.
fn stores(repository: &Repository) -> Option<Vec<PathBuf>> {
    let mut stores = vec![repository.commondir().join("objects")];
    for at in 0..STORES {
        let Some(store) = stores.get(at) else { return Some(stores) };
        let alternates = read_if_there(&store.join("info/alternates")).ok()?;
        let lines = alternates.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        let found: Vec<PathBuf> = lines.map(|line| store.join(OsStr::from_bytes(line))).collect();
        stores.extend(found);
    }
    None
}

/// A file; one that is missing is as one without a word.
fn read_if_there(file: &Path) -> io::Result<Vec<u8>> {
    match fs::read(file) {
        Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        other => other,
    }
}

fn hash_folder(folder: &Path, hash: &mut impl Hasher) -> Option<()> {
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.ok()?;
        if !entry.file_type().is_dir() {
            entry.path().hash(hash);
            hash_metadata(&entry.metadata().ok()?, hash);
        }
    }
    Some(())
}

/// What changes when somebody writes to a file. What a copy changes is left out: hosts that build a site get the archive and the
/// cache out of an archive of files, each time anew, and git names its files after what is in them.
fn hash_metadata(file: &Metadata, hash: &mut impl Hasher) {
    (file.len(), file.mtime(), file.mtime_nsec()).hash(hash);
}
