//! Everything that a build reads, as one hash: as long as it stays the same, so does the site.

use std::hash::{Hash, Hasher};
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::{env, fs};

use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};
use walkdir::WalkDir;

use crate::options::{InboxOptions, Options};
use crate::{archive, import, sources};

/// The hash of all that a build reads: the program, the settings, the owner's files, and where archives and
/// repositories end. In hexadecimal digits.
pub fn stamp(options: &Options) -> Option<String> {
    let mut sum = Sum(Sha256::new());
    hash_program(&mut sum)?;
    // How a site comes to its place changes nothing in it.
    Options { in_place: false, allow_shrink: false, changed: None, ..options.clone() }.hash(&mut sum);
    for folder in [&options.content, &options.templates, &options.static_files] {
        hash_folder(folder, &mut sum)?;
    }
    options.inboxes.iter().try_for_each(|inbox| hash_inbox(inbox, &mut sum))?;
    Some(HEXLOWER.encode(&sum.0.finalize()))
}

/// A hash that can be kept: the same for the same program.
struct Sum(Sha256);

impl Hasher for Sum {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        let sum = self.0.clone().finalize();
        u64::from_le_bytes(*sum.first_chunk().expect("a SHA-256 has 32 bytes"))
    }
}

/// A program that was built anew is another one, whatever its version says.
fn hash_program(sum: &mut Sum) -> Option<()> {
    let file = fs::metadata(env::current_exe().ok()?).ok()?;
    (file.len(), file.mtime(), file.mtime_nsec(), file.dev(), file.ino()).hash(sum);
    Some(())
}

/// The files of a folder, by name. One that is missing holds nothing.
fn hash_folder(folder: &Path, sum: &mut Sum) -> Option<()> {
    for entry in WalkDir::new(folder).sort_by_file_name().follow_links(true) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) if error.depth() == 0 && !folder.exists() => break,
            Err(_) => return None,
        };
        if entry.file_type().is_file() {
            (entry.path(), fs::read(entry.path()).ok()?).hash(sum);
        }
    }
    // Where the next folder begins.
    0_u8.hash(sum);
    Some(())
}

fn hash_inbox(inbox: &InboxOptions, sum: &mut Sum) -> Option<()> {
    let maintainers = inbox.maintainers.as_ref().map(fs::read).transpose().ok()?;
    maintainers.hash(sum);
    if let Some(repository) = &inbox.repository {
        archive::hash_repository(repository, sum)?;
    }
    match import::is_source(&inbox.path) {
        Some(_) => sources::fingerprint(&inbox.path).ok()?.hash(sum),
        None => archive::hash_archive(&inbox.path, sum)?,
    }
    Some(())
}
