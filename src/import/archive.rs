//! The archive that is written to: a folder `git` of epochs, `0.git`, `1.git` and so on, each a bare
//! repository (public-inbox v2 format), and what they hold already.

use super::envelope::{self, Identity};
use crate::error::{Error, Result};
use crate::lock::{Lock, Work};
use git2::{Commit, ErrorClass, ErrorCode, Oid, Repository, RepositoryInitOptions};
use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

/// Where a new epoch is made ready before it gets its name.
const STAGING: &str = ".new-epoch";

/// The file that a run locks while it writes, next to the epochs.
const LOCK: &str = ".lorepress-import";
const IMPORTING: Work =
    Work { what: "the archive", doing: "importing into this archive", again: "import again" };

/// The branch of a new epoch: the one public-inbox uses.
const BRANCH: &str = "master";

/// An archive, open for writing at its end.
pub(super) struct Archive {
    root: PathBuf,
    /// The number of the newest epoch.
    newest: u32,
    /// The bytes of the newest epoch's mails.
    pub bytes: u64,
    /// The identities of all mails, those deleted later included.
    pub known: HashSet<Identity>,
    /// The latest time of any commit: none after it may be earlier.
    pub clock: i64,
    /// Where a mail should be and cannot be read.
    pub holes: Vec<String>,
    _lock: Lock,
}

impl Archive {
    /// Opens the archive at `root`, or makes one if there is nothing or an empty folder.
    ///
    /// A folder that a killed run left without an epoch counts as empty.
    ///
    /// # Errors
    ///
    /// If `root` is something else than an archive, cannot be read or written, or another run writes to it.
    pub fn open_or_create(root: &Path) -> Result<Self> {
        let list = || epochs(root).map_err(|cause| Error::io(root, "read the archive", &cause));
        if list()?.is_empty() {
            check_empty(root)?;
        }
        let lock = lock(root)?;
        let epochs = list()?;
        if lock.was_left {
            epochs.iter().try_for_each(|&epoch| remove_unfinished(&epoch_path(root, epoch)))?;
        }
        let mut archive = Self {
            root: root.to_owned(),
            newest: 0,
            bytes: 0,
            known: HashSet::new(),
            clock: crate::archive::EARLIEST,
            holes: Vec::new(),
            _lock: lock,
        };
        if epochs.is_empty() {
            archive.create_epoch(0)?;
        }
        for epoch in epochs {
            archive.newest = epoch;
            archive.bytes = 0;
            archive.remember_epoch(epoch)?;
        }
        Ok(archive)
    }

    /// The epoch to write to: the newest, or the one after it if that holds `limit` bytes of mail.
    ///
    /// # Errors
    ///
    /// If the repository cannot be opened or made.
    pub fn epoch_with_room(&mut self, limit: u64) -> Result<Repository> {
        if self.bytes >= limit {
            self.create_epoch(self.newest + 1)?;
            self.newest += 1;
            self.bytes = 0;
        }
        open(&epoch_path(&self.root, self.newest))
    }

    /// Makes an epoch next to its place and moves it there, so that there is a whole one or none.
    fn create_epoch(&self, epoch: u32) -> Result<()> {
        let staging = self.root.join("git").join(STAGING);
        let failed = |cause: io::Error| Error::io(&staging, "make a repository", &cause);
        if staging.exists() {
            std::fs::remove_dir_all(&staging).map_err(failed)?;
        }
        std::fs::create_dir_all(&staging).map_err(failed)?;
        let mut options = RepositoryInitOptions::new();
        // The operator's own templates and default branch must not get into an archive.
        options.bare(true).external_template(false).initial_head(BRANCH);
        Repository::init_opts(&staging, &options)
            .map_err(|cause| git_error(&staging, "make a repository", &cause))?;
        std::fs::rename(&staging, epoch_path(&self.root, epoch)).map_err(failed)
    }

    fn remember_epoch(&mut self, epoch: u32) -> Result<()> {
        let path = epoch_path(&self.root, epoch);
        let repository = open(&path)?;
        let failed = |cause| git_error(&path, "read the history", &cause);
        let damaged = crate::archive::damaged_loose_objects(&repository);
        let mut next = tip(&repository).map_err(failed)?;
        while let Some(id) = next {
            if damaged.contains(&id) {
                return Err(failed(git2::Error::from_str(&format!("object {id} is damaged"))));
            }
            let commit = repository.find_commit(id).map_err(failed)?;
            self.clock = self.clock.max(commit.time().seconds());
            match damaged.contains(&commit.tree_id()) {
                true => self.holes.push(format!("commit {id}")),
                false => self.remember_mail(&repository, &commit, &damaged).map_err(failed)?,
            }
            next = commit.parent_ids().next();
        }
        Ok(())
    }

    /// Notes the identities of a commit's mail: `m`, one that came, or `d`, one that was deleted and
    /// must not come back.
    ///
    /// A mail that is missing or damaged is a hole; nothing tells its Message-ID, so a copy in the
    /// source will be imported again.
    fn remember_mail(
        &mut self,
        repository: &Repository,
        commit: &Commit<'_>,
        damaged: &HashSet<Oid>,
    ) -> std::result::Result<(), git2::Error> {
        let tree = commit.tree()?;
        let Some(entry) = tree.get_name("m").or_else(|| tree.get_name("d")) else { return Ok(()) };
        let blob = (!damaged.contains(&entry.id())).then(|| repository.find_blob(entry.id()));
        match blob {
            Some(Ok(blob)) => {
                self.bytes += blob.size() as u64;
                self.known.extend(envelope::identities(blob.content()));
            }
            _ => self.holes.push(format!("commit {}", commit.id())),
        }
        Ok(())
    }
}

fn epoch_path(root: &Path, epoch: u32) -> PathBuf {
    root.join("git").join(format!("{epoch}.git"))
}

/// Refuses a folder that is neither empty nor left by a killed run.
fn check_empty(root: &Path) -> Result<()> {
    let git = root.join("git");
    let stranger = other_than(root, &["git"]).and_then(|found| match found {
        None if git.is_dir() => other_than(&git, &[STAGING, LOCK]),
        found => Ok(found),
    });
    match stranger {
        Ok(None) => Ok(()),
        Ok(Some(_)) => Err(Error::new(
            root.display().to_string(),
            "exists, but is not a public-inbox archive: it has no git/0.git",
            "use an archive in public-inbox v2 format, an empty folder or a new path",
        )),
        Err(cause) => Err(Error::io(root, "read the archive", &cause)),
    }
}

/// Keeps other runs from writing to the archive.
fn lock(root: &Path) -> Result<Lock> {
    Lock::take(&root.join("git"), LOCK).map_err(|refused| refused.error(&IMPORTING, root, root))
}

/// Removes what libgit2 leaves in an epoch if it is killed: the lock of the branch, and packs under their first names.
fn remove_unfinished(epoch: &Path) -> Result<()> {
    let packs = epoch.join("objects").join("pack");
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |cause: io::Error| Error::io(&path, "remove what a killed import left", &cause)
    };
    let mut unfinished = vec![epoch.join(format!("refs/heads/{BRANCH}.lock"))];
    for entry in std::fs::read_dir(&packs).map_err(failed(&packs))? {
        let path = entry.map_err(failed(&packs))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with("pack_git2_") || name.ends_with(".lock") {
            unfinished.push(path);
        }
    }
    for path in unfinished.iter().filter(|path| path.exists()) {
        std::fs::remove_file(path).map_err(failed(path))?;
    }
    Ok(())
}

/// The first entry of `folder` that is not `expected`; `None` if there is no such folder.
fn other_than(folder: &Path, expected: &[&str]) -> io::Result<Option<std::ffi::OsString>> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(cause) => return Err(cause),
    };
    for entry in entries {
        let name = entry?.file_name();
        if !expected.iter().any(|expected| name == *expected) {
            return Ok(Some(name));
        }
    }
    Ok(None)
}

/// The numbers of the epochs below `root`, oldest first; none if it is not an archive.
///
/// # Errors
///
/// If the folder of epochs cannot be listed.
pub(super) fn epochs(root: &Path) -> io::Result<Vec<u32>> {
    let git = root.join("git");
    if !git.is_dir() {
        return Ok(Vec::new());
    }
    let mut epochs = Vec::new();
    for entry in std::fs::read_dir(git)? {
        let name = entry?.file_name();
        epochs.extend(name.to_str().and_then(|name| name.strip_suffix(".git")?.parse::<u32>().ok()));
    }
    epochs.sort_unstable();
    Ok(epochs)
}

fn open(path: &Path) -> Result<Repository> {
    Repository::open_bare(path).map_err(|cause| git_error(path, "open the epoch", &cause))
}

/// The branch that an epoch's `HEAD` names.
///
/// # Errors
///
/// If there is no `HEAD`, or its text is not UTF-8.
pub(super) fn branch(repository: &Repository) -> std::result::Result<String, git2::Error> {
    let head = repository.find_reference("HEAD")?;
    Ok(head.symbolic_target()?.map_or_else(|| format!("refs/heads/{BRANCH}"), ToOwned::to_owned))
}

/// The newest commit of an epoch; none in a new one.
///
/// # Errors
///
/// If the branch cannot be read.
pub(super) fn tip(repository: &Repository) -> std::result::Result<Option<Oid>, git2::Error> {
    match repository.refname_to_id(&branch(repository)?) {
        Ok(id) => Ok(Some(id)),
        Err(cause) if cause.code() == ErrorCode::NotFound => Ok(None),
        Err(cause) => Err(cause),
    }
}

/// A failure of git at `path`, with the mend that its kind suggests.
pub(super) fn git_error(path: &Path, action: &str, cause: &git2::Error) -> Error {
    let mend = match (cause.code(), cause.class()) {
        (ErrorCode::Locked, _) => {
            "if no other program is writing there, delete the .lock file that the message names"
        }
        (ErrorCode::Modified | ErrorCode::Exists, _) => {
            "another program changed the archive; run the import again"
        }
        (ErrorCode::Owner, _) => "change the owner of the folder, or add it to git's safe.directory",
        (_, ErrorClass::Os | ErrorClass::Filesystem) => "check the permissions and the free disk space",
        _ => "run `git fsck` in it; fetch a shallow or damaged copy again",
    };
    Error::new(path.display().to_string(), format!("cannot {action}: {}", cause.message()), mend)
}
