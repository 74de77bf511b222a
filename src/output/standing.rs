//! The current site: what is in the folder before a build changes it.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::SystemTime;

use rayon::prelude::*;
use walkdir::WalkDir;

use super::WasMade;
use super::listing::{Thing, list};
use super::manifest::{Checksum, Counts, Defect, MANIFEST, Manifest, hash, is_newer};
use super::places::INSIDE;
use crate::error::{Error, Result};

/// The current site, or the lack of one.
pub struct Standing {
    pub root: PathBuf,
    manifest: Option<Manifest>,
    /// The hash of the manifest's text.
    hash: Option<String>,
    /// When the manifest was written, after all files of the site.
    written: Option<SystemTime>,
    /// What the program made, of a site without a manifest.
    adopted: BTreeSet<String>,
    /// Files of the manifest that do not surely stand as they were written, once somebody has looked.
    touched: OnceLock<HashSet<String>>,
}

impl Standing {
    /// Reads the manifest of the site in `root`. One that is damaged is as none: what the program surely made is then
    /// told by its name, and nothing else is removed.
    pub fn read(root: &Path, was_made: WasMade) -> Result<Self> {
        let path = root.join(MANIFEST);
        let mut standing = Self {
            root: root.to_owned(),
            manifest: None,
            hash: None,
            written: None,
            adopted: BTreeSet::new(),
            touched: OnceLock::new(),
        };
        let text = match fs::read(&path) {
            Ok(text) => String::from_utf8_lossy(&text).into_owned(),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(standing),
            Err(cause) => return Err(Error::io(&path, "read the manifest", &cause)),
        };
        match Manifest::parse(&text) {
            Ok(manifest) => {
                standing.manifest = Some(manifest);
                standing.hash = Some(hash(&text));
                standing.written = fs::symlink_metadata(&path).and_then(|file| file.modified()).ok();
            }
            Err(Defect::Damaged) => standing.adopted = adopted(root, was_made),
            Err(Defect::Newer) => return Err(is_newer(&path)),
        }
        Ok(standing)
    }

    /// What the site was made of. Of one without a manifest only the pages are known, about.
    pub fn counts(&self) -> Counts {
        let about = || Counts {
            pages: self.adopted.iter().filter(|path| path.ends_with(".html")).count(),
            ..Counts::default()
        };
        self.manifest.as_ref().map_or_else(about, |manifest| manifest.counts.clone())
    }

    pub fn manifest(&self) -> Option<&Manifest> {
        self.manifest.as_ref()
    }

    /// Whether this is the current manifest.
    pub fn is(&self, manifest: &Manifest) -> bool {
        self.manifest.as_ref() == Some(manifest)
    }

    /// Everything in the folder; nothing if it is not there.
    pub fn things(&self) -> Result<Vec<Thing>> {
        let things = match fs::symlink_metadata(&self.root) {
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            _ => list(&self.root),
        };
        things.map_err(|cause| Error::io(&self.root, "list the site", &cause))
    }

    /// The files that the program made.
    pub fn made(&self) -> Box<dyn Iterator<Item = &str> + '_> {
        match &self.manifest {
            Some(manifest) => Box::new(manifest.files.keys().map(String::as_str)),
            None => Box::new(self.adopted.iter().map(String::as_str)),
        }
    }

    /// Whether the program made the file with this path.
    pub fn has_made(&self, path: &str) -> bool {
        match &self.manifest {
            Some(manifest) => manifest.files.contains_key(path),
            None => self.adopted.contains(path),
        }
    }

    /// The hash of the manifest.
    pub fn hash(&self) -> Option<&str> {
        self.hash.as_deref()
    }

    /// What a file was written with, if nobody touched it since.
    pub fn checksum_if_untouched(&self, path: &str) -> Option<Checksum> {
        let checksum = self.manifest.as_ref()?.files.get(path)?;
        (!self.look().contains(path)).then_some(*checksum)
    }

    /// Looks at every file, and gives those that do not surely stand as they were written.
    pub fn look(&self) -> &HashSet<String> {
        self.touched.get_or_init(|| {
            let files: Vec<(&String, &Checksum)> =
                self.manifest.iter().flat_map(|manifest| &manifest.files).collect();
            let is_touched = |(path, checksum): &(&String, &Checksum)| {
                !matches!(self.state_of(path, checksum), Some(FileState::AsWritten))
            };
            files.into_par_iter().filter(is_touched).map(|(path, _)| path.clone()).collect()
        })
    }

    /// The hash of the manifest, if every file that it lists stands as it was written.
    pub fn hash_if_whole(&self) -> Option<&str> {
        let files = &self.manifest.as_ref()?.files;
        let is_whole = self.look().par_iter().all(|path| {
            files.get(path).is_some_and(|checksum| {
                self.state_of(path, checksum).is_some_and(|state| match state {
                    FileState::AsWritten => true,
                    FileState::Unknown(file) => {
                        fs::read(file).is_ok_and(|bytes| Checksum::of(&bytes) == *checksum)
                    }
                })
            })
        });
        self.hash.as_deref().filter(|_| is_whole)
    }

    /// Whether a file of the current site has these bytes. The manifest is believed of a file that has its size and was last
    /// changed before the manifest was written; any other is read, for somebody may have changed it by hand.
    pub fn holds(&self, path: &str, checksum: &Checksum, bytes: &[u8]) -> bool {
        let is_listed = |manifest: &Manifest| manifest.files.get(path) == Some(checksum);
        self.manifest.as_ref().is_none_or(is_listed)
            && self.state_of(path, checksum).is_some_and(|state| match state {
                FileState::AsWritten => true,
                FileState::Unknown(file) => fs::read(file).is_ok_and(|old| old == bytes),
            })
    }

    /// What can be told of a file of this size without reading it. `None` if it does not stand.
    fn state_of(&self, path: &str, checksum: &Checksum) -> Option<FileState> {
        let file = self.root.join(path);
        let metadata = fs::symlink_metadata(&file).ok()?;
        if !metadata.is_file() || metadata.len() != checksum.size {
            return None;
        }
        let is_older = |written| metadata.modified().is_ok_and(|modified| modified < written);
        Some(if self.written.is_some_and(is_older) { FileState::AsWritten } else { FileState::Unknown(file) })
    }
}

/// What is known of a file that stands.
enum FileState {
    /// It was last changed before the manifest was written.
    AsWritten,
    /// Only its bytes tell.
    Unknown(PathBuf),
}

/// The files of a site without a manifest that the program surely made.
fn adopted(root: &Path, was_made: WasMade) -> BTreeSet<String> {
    let files = WalkDir::new(root)
        .min_depth(1)
        .into_iter()
        .filter_entry(|entry| entry.file_name() != INSIDE)
        .flatten()
        .filter(|entry| entry.file_type().is_file());
    files
        .filter_map(|entry| {
            let path = entry.path().strip_prefix(root).ok()?.to_str()?.to_owned();
            was_made(&path).then_some(path)
        })
        .collect()
}
