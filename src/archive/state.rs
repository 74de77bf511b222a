//! What state repositories are in, without a look into their objects: as long as it stays the same, so does what can be
//! read of them.

use std::ffi::OsStr;
use std::fs::{self, Metadata};
use std::hash::{Hash, Hasher};
use std::io::{self, ErrorKind};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use git2::Repository;
use walkdir::WalkDir;

use super::inbox::epoch_paths;

/// Files of a repository that say what is in it; `git fetch` writes others though it fetches nothing.
const FILES: [&str; 2] = ["config", "shallow"];
/// Most stores of objects that may borrow from each other, in a circle perhaps.
const STORES: usize = 64;

/// Adds the epochs of an archive, and the state of each, to a hash. `None` if that cannot be read.
pub fn hash_archive(path: &Path, hash: &mut impl Hasher) -> Option<()> {
    let epochs = epoch_paths(path).ok()?;
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
    let mut stores = vec![repository.commondir().join("objects")];
    for at in 0..STORES {
        let Some(store) = stores.get(at).cloned() else { return Some(()) };
        hash_folder(&store, hash)?;
        let alternates = read_if_there(&store.join("info/alternates")).ok()?;
        let lines = alternates.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        stores.extend(lines.map(|line| store.join(OsStr::from_bytes(line))));
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

/// What changes when somebody writes to a file, or puts another one into its place.
fn hash_metadata(file: &Metadata, hash: &mut impl Hasher) {
    (file.ino(), file.len(), file.mtime(), file.mtime_nsec(), file.ctime(), file.ctime_nsec()).hash(hash);
}
