//! Clones and updates the archives of a site with `git` and `curl`, as public-inbox-clone(1) and public-inbox-fetch(1) do.
//!
//! `manifest` asks a server which epochs a list has, `mirror` clones those that are missing and updates the others,
//! `command` runs the two programs. They know the operator's proxies, certificates and credentials, and a stack for TLS
//! would be the largest part of this program.
//!
//! - An epoch is cloned under another name, and gets its own when it is complete: a build never sees half of it.
//! - The clone is what the server has: a history that was rewritten there is replaced.
//! - Only clones are changed. An archive that was imported, or that public-inbox writes here, is left alone.

mod command;
mod manifest;
mod mirror;

use std::path::{Path, PathBuf};

use crate::archive;
use crate::error::{Error, Result};
use crate::import;
use crate::lock::{Lock, Work};
use crate::options::InboxOptions;

pub use manifest::{Epoch, Manifest, Offered, offered};
pub use mirror::Change;

/// Keeps two processes from fetching the same archive.
const LOCK: &str = "lorepress-fetch.lock";
const FETCHING: Work = Work { what: "the archive", doing: "fetching this archive", again: "fetch again" };

/// Why an archive that somebody adds mails to here is not touched.
const NO_CLONE: &str = "its archive is not a clone";

/// What became of a repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// `0.git`
    pub repository: String,
    pub change: Change,
}

/// What came of a list.
#[derive(Debug)]
pub enum Outcome {
    /// Its repositories, oldest epoch first.
    Fetched(Vec<Fetched>),
    /// Nothing was done, for this reason.
    Left(&'static str),
}

/// Clones or updates the archive of a list. With `shown`, git shows its progress on standard error.
///
/// # Errors
///
/// If the server or the disk fails, or a program is missing. What was fetched before stays.
pub fn fetch(inbox: &InboxOptions, shown: bool) -> Result<Outcome> {
    let source = inbox.from.as_ref().or(inbox.url.as_ref());
    let archive = match Place::of(&inbox.path)? {
        Place::Source => return left(inbox, "its mails are not in git"),
        Place::One(repository) => return one(inbox, repository, shown),
        Place::Epochs(archive) => archive,
    };
    for (_, path) in &archive.repositories {
        if !mirror::is_mirror(path)? {
            return left(inbox, NO_CLONE);
        }
    }
    let Some(source) = source else { return left(inbox, "it has neither `from` nor `url`") };
    if inbox.from.is_none() {
        archive.repositories.iter().try_for_each(|(_, path)| check_list(path, source))?;
    }
    match offered(source)?.offered {
        Offered::Epochs(epochs) => {
            let _lock = lock(&inbox.path)?;
            archive.fetch(&epochs, shown).map(Outcome::Fetched)
        }
        Offered::Whole(url) => {
            let _lock = lock(inbox.path.parent().unwrap_or(Path::new(".")))?;
            whole(&inbox.path, &url, shown)
        }
    }
}

/// A `url` is also there for readers. It must not replace the clone of another list.
fn check_list(repository: &Path, source: &str) -> Result<()> {
    let origin = mirror::origin(repository)?.unwrap_or_default();
    if manifest::list_of(&origin) == manifest::list_of(source) {
        return Ok(());
    }
    let problem = format!("is a clone of {origin}, and not of the list at {source}");
    let mend = "correct `url`, or say with `from` that the archive is to become that of this list";
    Err(Error::new(repository.display().to_string(), problem, mend))
}

/// Nothing is done; but where the operator named a server, that is not what they want.
fn left(inbox: &InboxOptions, reason: &'static str) -> Result<Outcome> {
    if inbox.from.is_none() {
        return Ok(Outcome::Left(reason));
    }
    let problem = format!("cannot be fetched: {reason}");
    let mend = format!("remove `from` of inbox {}, or move what is there away and fetch again", inbox.name);
    Err(Error::new(inbox.path.display().to_string(), problem, mend))
}

/// An archive that is one repository: it is fetched from where it was cloned.
fn one(inbox: &InboxOptions, repository: PathBuf, shown: bool) -> Result<Outcome> {
    match mirror::origin(&repository)? {
        Some(url) if mirror::is_mirror(&repository)? => {
            let _lock = lock(&repository)?;
            whole(&repository, &url, shown)
        }
        _ => left(inbox, NO_CLONE),
    }
}

fn whole(repository: &Path, url: &str, shown: bool) -> Result<Outcome> {
    let change = mirror::bring(repository, url, None, shown)?;
    Ok(Outcome::Fetched(vec![Fetched { repository: name_of(repository), change }]))
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// What is at the path of an archive.
enum Place {
    /// Mails that are in no archive.
    Source,
    /// One repository.
    One(PathBuf),
    /// Epochs, or nothing yet.
    Epochs(Epochs),
}

/// The epochs of an archive, and the folder that they are in.
struct Epochs {
    folder: PathBuf,
    repositories: Vec<(u16, PathBuf)>,
}

impl Place {
    fn of(path: &Path) -> Result<Self> {
        let is_new = match std::fs::read_dir(path) {
            // A clone that was killed leaves its lock behind.
            Ok(mut entries) => {
                entries.all(|entry| entry.is_ok_and(|entry| is_of_a_clone(&entry.file_name())))
            }
            Err(cause) => cause.kind() == std::io::ErrorKind::NotFound,
        };
        let git = path.join("git");
        if is_new && (!git.exists() || !has_epochs(&git)?) {
            return Ok(Self::Epochs(Epochs { folder: git, repositories: Vec::new() }));
        }
        if import::is_source(path).is_some() {
            return Ok(Self::Source);
        }
        let repositories = archive::repositories(path)?;
        let numbered = |path: &PathBuf| Some((archive::epoch_number(path)?, path.clone()));
        let numbered: Vec<(u16, PathBuf)> = repositories.iter().filter_map(numbered).collect();
        Ok(match repositories.first() {
            Some(first) if first != path => {
                let folder = first.parent().unwrap_or(path).to_owned();
                Self::Epochs(Epochs { folder, repositories: numbered })
            }
            _ => Self::One(path.to_owned()),
        })
    }
}

fn is_of_a_clone(name: &std::ffi::OsStr) -> bool {
    name == "git" || name == LOCK
}

/// Whether there is an epoch in the folder: a clone that was stopped leaves none.
fn has_epochs(folder: &Path) -> Result<bool> {
    let failed = |cause| Error::io(folder, "list the epochs", &cause);
    let mut entries = std::fs::read_dir(folder).map_err(failed)?;
    Ok(entries.any(|entry| entry.is_ok_and(|entry| archive::epoch_number(&entry.path()).is_some())))
}

impl Epochs {
    /// Brings each epoch to what the server offers. Those before the first one here were left out by the operator.
    fn fetch(&self, offered: &[Epoch], shown: bool) -> Result<Vec<Fetched>> {
        let first = self.repositories.first().map_or(0, |&(number, _)| number);
        let mut all = Vec::new();
        for (number, path) in &self.repositories {
            if !offered.iter().any(|epoch| epoch.number == *number) {
                all.push(Fetched { repository: name_of(path), change: Change::Withdrawn });
            }
        }
        for epoch in offered.iter().filter(|epoch| epoch.number >= first) {
            let repository = format!("{}.git", epoch.number);
            let path = self.folder.join(&repository);
            let change = mirror::bring(&path, &epoch.url, epoch.fingerprint.as_deref(), shown)?;
            all.push(Fetched { repository, change });
        }
        Ok(all)
    }
}

fn lock(folder: &Path) -> Result<Lock> {
    Lock::take(folder, LOCK).map_err(|refused| refused.error(&FETCHING, folder, folder))
}
