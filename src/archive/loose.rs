//! Loose objects (gitrepository-layout(5)), looked at before libgit2 reads them: it may inflate a damaged one for ever.

use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use flate2::{Decompress, FlushDecompress, Status};
use git2::{Oid, Repository};
use rayon::prelude::*;

/// Stores behind stores that git follows.
const DEPTH: usize = 5;
/// Longest header of an object: its type, a space, its size and a zero.
const HEADER: usize = 64;
/// Bytes that are inflated in one go.
const CHUNK: usize = 1 << 16;

/// The loose objects of a repository that are damaged and in no pack either. Each is inflated once, in bounded memory.
pub fn damaged(repository: &Repository) -> HashSet<Oid> {
    let files: Vec<(Oid, PathBuf)> =
        stores(&repository.commondir().join("objects")).iter().flat_map(|store| files_of(store)).collect();
    let damaged = files.par_iter().filter(|(_, file)| !is_sound(file)).map(|(id, _)| *id);
    let mut damaged: HashSet<Oid> = damaged.collect();
    if !damaged.is_empty() {
        packed(repository, &files).iter().for_each(|id| {
            damaged.remove(id);
        });
    }
    damaged
}

/// The folder of a repository's objects and those that it borrows from (`objects/info/alternates`), as far as they are
/// there.
pub fn stores(objects: &Path) -> Vec<PathBuf> {
    let mut stores = vec![objects.to_owned()];
    let mut from = 0;
    for _ in 0..DEPTH {
        let until = stores.len();
        let further: Vec<PathBuf> = stores[from..until].iter().flat_map(|store| alternates(store)).collect();
        let new = further.into_iter().filter(|path| path.is_dir());
        for path in new {
            if !stores.contains(&path) {
                stores.push(path);
            }
        }
        from = until;
    }
    stores
}

/// The folders of objects that one borrows from, there or not.
pub fn alternates(objects: &Path) -> Vec<PathBuf> {
    let text = fs::read_to_string(objects.join("info/alternates")).unwrap_or_default();
    let paths = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    paths.map(|path| objects.join(path)).collect()
}

/// The loose objects of a store.
fn files_of(store: &Path) -> Vec<(Oid, PathBuf)> {
    let list = |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files = Vec::new();
    for folder in list(store) {
        let name = folder.file_name();
        let Some(start) = name.to_str().filter(|name| name.len() == 2) else { continue };
        for file in list(&folder.path()) {
            let id = file.file_name().to_str().map(|rest| format!("{start}{rest}"));
            let id = id.filter(|id| id.len() == 40).and_then(|id| Oid::from_str(&id).ok());
            files.extend(id.map(|id| (id, file.path())));
        }
    }
    files
}

/// Objects that libgit2 lists more often than there are loose files of them: they are in a pack as well, which it reads
/// first.
fn packed(repository: &Repository, files: &[(Oid, PathBuf)]) -> HashSet<Oid> {
    let mut loose: HashMap<Oid, usize> = HashMap::new();
    files.iter().for_each(|(id, _)| *loose.entry(*id).or_insert(0) += 1);
    let mut packed = HashSet::new();
    let note = |id: &Oid| {
        if let Some(left) = loose.get_mut(id) {
            match left.checked_sub(1) {
                Some(fewer) => *left = fewer,
                None => drop(packed.insert(*id)),
            }
        }
        true
    };
    // What cannot be listed is not in a pack that can be read.
    repository.odb().and_then(|odb| odb.foreach(note)).ok();
    packed
}

/// Whether a file is a whole loose object: a zlib stream of a header and as many bytes as that says, and nothing behind.
pub fn is_sound(file: &Path) -> bool {
    fs::symlink_metadata(file).is_ok_and(|metadata| metadata.is_file())
        && File::open(file).is_ok_and(|file| inflates(&mut BufReader::with_capacity(CHUNK, file)).is_some())
}

/// Inflates an object and compares its length with its header. Each step takes in or gives out a byte, or it is the last.
fn inflates(compressed: &mut impl BufRead) -> Option<()> {
    let mut stream = Decompress::new(true);
    let mut chunk = vec![0; CHUNK];
    let mut header = Vec::with_capacity(HEADER);
    let mut expected = None;
    loop {
        let input = compressed.fill_buf().ok()?;
        let (before_in, before_out) = (stream.total_in(), stream.total_out());
        let status = stream.decompress(input, &mut chunk, FlushDecompress::None).ok()?;
        let taken = (stream.total_in() - before_in) as usize;
        let given = (stream.total_out() - before_out) as usize;
        compressed.consume(taken);
        if expected.is_none() {
            header.extend(&chunk[..given.min(HEADER - header.len())]);
            expected = length(&header);
            if expected.is_none() && header.len() == HEADER {
                return None;
            }
        }
        if expected.is_some_and(|expected| stream.total_out() > expected) {
            return None;
        }
        if status == Status::StreamEnd {
            let is_at_end = compressed.fill_buf().ok()?.is_empty();
            return (is_at_end && expected == Some(stream.total_out())).then_some(());
        }
        if taken == 0 && given == 0 {
            return None;
        }
    }
}

/// Bytes of a whole object, its header included; none before the header is complete, or if it is not one.
fn length(header: &[u8]) -> Option<u64> {
    let end = header.iter().position(|&byte| byte == 0)?;
    let (kind, size) = std::str::from_utf8(&header[..end]).ok()?.split_once(' ')?;
    let size = u64::from_str(size).ok()?;
    let is_known = matches!(kind, "blob" | "tree" | "commit" | "tag");
    is_known.then_some(size)?.checked_add(end as u64 + 1)
}
