//! What is wrong with a repository as a whole, found out from its files.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use super::loose::alternates;

/// Bytes of a SHA-1: the hash of a pack that is at its end, and before the end of its index.
const HASH: usize = 20;

/// The report's word for a repository that libgit2 does not open.
pub fn why_unreadable(path: &Path) -> &'static str {
    let has = |key: &str| setting(path, key).is_some();
    let git = folder_of(path);
    if is_partial(path) {
        "partial-clone"
    } else if has("extensions.objectformat") || has("extensions.refstorage") {
        "unknown-format"
    } else if git.join("objects").is_dir() && !git.join("HEAD").is_file() {
        "no-head"
    } else {
        "unreadable-epoch"
    }
}

/// Whether objects were left out when the repository was cloned, to be fetched when they are asked for.
pub fn is_partial(path: &Path) -> bool {
    setting(path, "extensions.partialclone").is_some()
        || setting(path, "remote.origin.promisor").is_some_and(|value| value == "true")
}

/// What is wrong with the stores of objects: the file, relative to the repository's folder, and the report's word.
pub fn defects_of_stores(path: &Path) -> Vec<(String, &'static str)> {
    let objects = folder_of(path).join("objects");
    let mut defects = Vec::new();
    if alternates(&objects).iter().any(|store| !store.is_dir()) {
        defects.push(("objects/info/alternates".to_owned(), "missing-alternate"));
    }
    let packs = fs::read_dir(objects.join("pack")).into_iter().flatten().flatten();
    let mut packs: Vec<PathBuf> = packs.map(|entry| entry.path()).collect();
    packs.sort();
    for pack in packs.iter().filter(|file| file.extension().is_some_and(|ending| ending == "pack")) {
        let name = pack.file_name().unwrap_or_default().to_string_lossy();
        let place = format!("objects/pack/{name}");
        match are_one(pack, &pack.with_extension("idx")) {
            Ok(true) => {}
            Ok(false) => defects.push((place, "damaged-pack")),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => defects.push((place, "missing-index")),
            Err(_) => defects.push((place, "damaged-pack")),
        }
    }
    defects
}

/// Whether an index was made for a pack (gitformat-pack(5)). That of a pack that was cut off was not.
fn are_one(pack: &Path, index: &Path) -> io::Result<bool> {
    let end = |file: &Path, before: usize| {
        let mut file = File::open(file)?;
        file.seek(SeekFrom::End(-(before as i64)))?;
        let mut hash = [0; HASH];
        file.read_exact(&mut hash).map(|()| hash)
    };
    Ok(end(pack, HASH)? == end(index, 2 * HASH)?)
}

/// The folder of git's own files.
fn folder_of(path: &Path) -> PathBuf {
    let inner = path.join(".git");
    if inner.is_dir() { inner } else { path.to_owned() }
}

/// A setting of a repository that libgit2 may not be able to open.
fn setting(path: &Path, key: &str) -> Option<String> {
    let file = [path.join("config"), path.join(".git/config")].into_iter().find(|file| file.is_file())?;
    git2::Config::open(&file).ok()?.get_string(key).ok()
}
