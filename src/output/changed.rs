//! The list of the paths that builds wrote to or removed from a site, one a line: for rsync(1) and rclone.
//!
//! What is changed by a build without a list is in the next list: the cache keeps the manifest of the site that was listed last, and a
//! list has all that differs from it. Before there is a first list, and after the cache was deleted, nothing is kept: a list then has what
//! its own build changes.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::manifest::{MANIFEST, Manifest};
use crate::error::{Error, Result, is_read_only};
use crate::replace;

/// A list that is wanted.
pub struct List {
    file: PathBuf,
    /// The manifest of the site that was listed last; `None` where nothing is kept.
    last: Option<PathBuf>,
}

impl List {
    pub fn new(file: &Path, last: Option<PathBuf>) -> Self {
        Self { file: file.to_owned(), last }
    }

    /// Writes these paths.
    pub fn write(&self, paths: &BTreeSet<&str>) -> Result<()> {
        // Both programs take such lines for comments.
        if let Some(path) =
            paths.iter().find(|path| path.starts_with(['#', ';']) || path.contains(['\n', '\r']))
        {
            let problem = "begins with # or ;, or has a line break: no list of paths can hold it";
            return Err(Error::new(
                *path,
                problem,
                "rename this file of static/, or build without --changed",
            ));
        }
        let lines: String = paths.iter().flat_map(|path| [path, "\n"]).collect();
        fs::write(&self.file, lines).map_err(|cause| Error::io(&self.file, "write", &cause))
    }

    /// The manifest of the site that was listed last, if there is one.
    fn last_listed(&self) -> Result<Option<String>> {
        let Some(file) = &self.last else { return Ok(None) };
        match fs::read(file) {
            Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(None),
            read => read
                .map(|bytes| Some(String::from_utf8_lossy(&bytes).into_owned()))
                .map_err(|cause| Error::io(file, "read", &cause)),
        }
    }

    /// Writes these paths, and those of what builds without a list changed on the way to the site of this manifest.
    pub fn complete(&self, paths: &BTreeSet<&str>, next: &Manifest) -> Result<()> {
        let text = next.to_json();
        let last = self.last_listed()?;
        if last.as_deref() == Some(text.as_str()) {
            return self.write(paths);
        }
        // Of one that is damaged nobody knows what it had: all may be another.
        let last = last.map(|text| Manifest::parse(&text).unwrap_or_default());
        let missed = last.iter().flat_map(|last| differences(last, next));
        self.write(&missed.chain(paths.iter().copied()).collect())?;
        let Some(file) = &self.last else { return Ok(()) };
        match replace::write(file, &[text.as_bytes()]) {
            Err(cause) if !is_read_only(&cause) => Err(Error::io(file, "write", &cause)),
            _ => Ok(()),
        }
    }
}

/// The paths of files that two sites do not both have, or not with the same bytes; the manifest is one.
fn differences<'a>(last: &'a Manifest, next: &'a Manifest) -> BTreeSet<&'a str> {
    let new = next.files.iter().filter(|(path, checksum)| last.files.get(*path) != Some(checksum));
    let gone = last.files.iter().filter(|(path, _)| !next.files.contains_key(*path));
    new.chain(gone).map(|(path, _)| path.as_str()).chain([MANIFEST]).collect()
}
