//! The output folder. Nothing else in the program writes to a site.

use std::collections::HashSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use walkdir::WalkDir;

use crate::error::{Error, Result};

/// Says that a folder holds a site made by this program, so that what is no longer part of it may go.
const MARK: &str = ".lorepress-site";

/// A folder that becomes a site.
pub struct Output {
    root: PathBuf,
    /// What was written, and the folders known to be there.
    written: Mutex<HashSet<String>>,
    folders: Mutex<HashSet<PathBuf>>,
    bytes: AtomicU64,
}

/// What a build wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    pub pages: usize,
    pub files: usize,
    pub bytes: u64,
}

impl Output {
    /// Opens a folder that is new, empty, or an earlier site. Anything else is left alone.
    pub fn open(root: &Path) -> Result<Self> {
        match fs::read_dir(root) {
            Ok(mut entries) => {
                if entries.next().is_some() && !root.join(MARK).is_file() {
                    let mend = "choose another folder with --output, or empty this folder";
                    return Err(Error::new(
                        root.display().to_string(),
                        "contains files that lorepress did not create",
                        mend,
                    ));
                }
            }
            Err(cause) if cause.kind() == ErrorKind::NotFound => {}
            Err(cause) => return Err(Error::io(root, "open the output folder", &cause)),
        }
        fs::create_dir_all(root).map_err(|cause| Error::io(root, "create the output folder", &cause))?;
        let output = Self {
            root: root.to_owned(),
            written: Mutex::default(),
            folders: Mutex::default(),
            bytes: AtomicU64::new(0),
        };
        let mark = root.join(MARK);
        fs::write(&mark, "").map_err(|cause| Error::io(&mark, "write", &cause))?;
        Ok(output)
    }

    /// Writes one file. One that already holds these bytes is not touched, so that its time tells when it
    /// changed. Two pages with one path are an error of this program or of the site's own files.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<()> {
        if !lock(&self.written).insert(path.to_owned()) {
            let mend = "rename the Markdown page or static file with this URL";
            return Err(Error::new(path, "two pages have this URL", mend));
        }
        self.bytes.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        let file = self.root.join(path);
        self.create_folder_of(&file)?;
        if is_unchanged(&file, bytes) {
            return Ok(());
        }
        fs::write(&file, bytes).map_err(|cause| Error::io(&file, "write", &cause))
    }

    fn create_folder_of(&self, file: &Path) -> Result<()> {
        let folder = file.parent().unwrap_or(&self.root);
        if lock(&self.folders).contains(folder) {
            return Ok(());
        }
        fs::create_dir_all(folder).map_err(|cause| Error::io(folder, "create", &cause))?;
        lock(&self.folders).insert(folder.to_owned());
        Ok(())
    }

    /// Deletes the files that an earlier build wrote and this one did not.
    pub fn finish(self, pages: usize) -> Result<Written> {
        let written = lock(&self.written);
        for entry in WalkDir::new(&self.root).contents_first(true).min_depth(1) {
            let entry = entry.map_err(|error| Error::io(&self.root, "clean up", &error.into()))?;
            let path = entry.path();
            let relative = path.strip_prefix(&self.root).unwrap_or(path).to_string_lossy();
            if entry.file_type().is_dir() {
                // Fails for folders that still hold something, which is what is wanted.
                fs::remove_dir(path).ok();
            } else if relative != MARK && !written.contains(relative.as_ref()) {
                fs::remove_file(path).map_err(|cause| Error::io(path, "remove", &cause))?;
            }
        }
        Ok(Written { pages, files: written.len(), bytes: self.bytes.load(Ordering::Relaxed) })
    }
}

fn is_unchanged(file: &Path, bytes: &[u8]) -> bool {
    let same_size = fs::metadata(file).is_ok_and(|metadata| metadata.len() == bytes.len() as u64);
    same_size && fs::read(file).is_ok_and(|old| old == bytes)
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    // A thread that panicked ends the build; until then the set is as good as it was.
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}
