//! One repository, kept as it is on a server.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use sha1::{Digest, Sha1};
use walkdir::WalkDir;

use super::LOCK;
use super::command::{ended, git, said};
use crate::error::{Error, Result};

/// All references, whatever becomes of them.
const REFERENCES: &str = "+refs/*:refs/*";

/// What became of a repository.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It was not here before.
    Cloned {
        commits: usize,
    },
    /// Commits were added.
    Grown {
        commits: usize,
    },
    /// The history is another one: `gone` commits are no longer part of it.
    Rewritten {
        gone: usize,
        commits: usize,
    },
    Same,
    /// It is no longer on the server.
    Withdrawn,
}

/// Where the repository was cloned from.
pub fn origin(repository: &Path) -> Result<Option<String>> {
    config(repository, "remote.origin.url")
}

/// Whether the repository is a bare clone, to which nobody adds here.
pub fn is_mirror(repository: &Path) -> Result<bool> {
    let is_bare = config(repository, "core.bare")?.is_some_and(|value| value == "true");
    Ok(is_bare && origin(repository)?.is_some())
}

fn config(repository: &Path, key: &str) -> Result<Option<String>> {
    let output = ended(&mut git(repository, &["config", "--get", key]))?;
    let value = String::from_utf8_lossy(&output.stdout).trim_end().to_owned();
    Ok(Some(value).filter(|value| output.status.success() && !value.is_empty()))
}

/// Clones or updates the repository from `url`. One whose references have the fingerprint is as it should be.
pub fn bring(repository: &Path, url: &str, fingerprint: Option<&str>, shown: bool) -> Result<Change> {
    // A clone takes the place of an empty folder, as `mkdir` leaves it.
    let is_empty = || fs::read_dir(repository).is_ok_and(|mut entries| entries.next().is_none());
    if !repository.exists() || is_empty() {
        return clone(repository, url, shown);
    }
    let before = references(repository)?;
    if fingerprint.is_some_and(|fingerprint| fingerprint == digits(&before)) {
        return Ok(Change::Same);
    }
    let tip = tip(repository)?;
    fetch(repository, url, shown)?;
    follow_head(repository, url)?;
    if references(repository)? == before {
        return Ok(Change::Same);
    }
    change(repository, tip.as_deref())
}

/// A branch can get another name on the server.
fn follow_head(repository: &Path, url: &str) -> Result<()> {
    if tip(repository)?.is_none() && !references(repository)?.is_empty() {
        let head = head(repository, url)?;
        said(&mut git(repository, &["symbolic-ref", "HEAD", &head]), &repository.display().to_string())?;
    }
    Ok(())
}

/// What has become of the history that ended at `old`.
fn change(repository: &Path, old: Option<&str>) -> Result<Change> {
    let new = tip(repository)?;
    let Some(old) = old else { return Ok(Change::Grown { commits: count(repository, "HEAD")? }) };
    let Some(new) = new else {
        return Ok(Change::Rewritten { gone: count(repository, old)?, commits: 0 });
    };
    let commits = count(repository, &format!("{old}..{new}"))?;
    Ok(match count(repository, &format!("{new}..{old}"))? {
        0 => Change::Grown { commits },
        gone => Change::Rewritten { gone, commits },
    })
}

/// Clones under another name. What a clone that was stopped left is used, as far as the server's protocol allows.
fn clone(repository: &Path, url: &str, shown: bool) -> Result<Change> {
    let unfinished = unfinished(repository);
    let place = unfinished.display().to_string();
    let failed = |cause| Error::io(&unfinished, "write the clone", &cause);
    fs::create_dir_all(&unfinished).map_err(failed)?;
    remove_parts(&unfinished).map_err(failed)?;
    said(&mut git(&unfinished, &["init", "--quiet", "--bare", "--template="]), &place)?;
    let settings =
        [("remote.origin.url", url), ("remote.origin.fetch", REFERENCES), ("remote.origin.mirror", "true")];
    for (key, value) in settings {
        said(&mut git(&unfinished, &["config", "--replace-all", key, value]), &place)?;
    }
    let head = head(&unfinished, url)?;
    said(&mut git(&unfinished, &["symbolic-ref", "HEAD", &head]), &place)?;
    fetch(&unfinished, url, shown)?;
    fs::rename(&unfinished, repository).map_err(failed)?;
    let commits = if tip(repository)?.is_some() { count(repository, "HEAD")? } else { 0 };
    Ok(Change::Cloned { commits })
}

/// `1.git.new` of `1.git`: no build takes it for an epoch.
fn unfinished(repository: &Path) -> PathBuf {
    let mut name = repository.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    repository.with_file_name(name)
}

/// Removes what a killed git leaves under names that no other one finds again, and its locks: nobody else uses an unfinished
/// clone.
fn remove_parts(repository: &Path) -> std::io::Result<()> {
    locks(repository).try_for_each(fs::remove_file)?;
    let packs = repository.join("objects").join("pack");
    if !packs.exists() {
        return Ok(());
    }
    for entry in fs::read_dir(packs)? {
        let path = entry?.path();
        if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("tmp_")) {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

fn fetch(repository: &Path, url: &str, shown: bool) -> Result<()> {
    let mut args = vec!["fetch", "--prune", "--force", "--no-write-fetch-head"];
    args.push(if shown { "--progress" } else { "--quiet" });
    args.extend(["--", url, REFERENCES]);
    let mut command = git(repository, &args);
    if shown {
        command.stderr(Stdio::inherit()).env_remove("GIT_TERMINAL_PROMPT");
    }
    said(&mut command, url)
        .map(drop)
        .map_err(|error| locks(repository).next().map_or(error, |lock| left(&lock)))
}

/// The locks of git in a repository. Those of its objects keep nobody from fetching.
fn locks(repository: &Path) -> impl Iterator<Item = PathBuf> {
    let entries = WalkDir::new(repository).sort_by_file_name().into_iter();
    let entries =
        entries.filter_entry(|entry| entry.file_name() != "objects").filter_map(std::result::Result::ok);
    let is_lock = |path: &PathBuf| {
        path.extension().is_some_and(|ending| ending == "lock")
            && path.file_name().is_some_and(|name| name != LOCK)
    };
    entries.map(walkdir::DirEntry::into_path).filter(is_lock)
}

/// No git waits for a lock, and the one that took it may have been killed.
fn left(lock: &Path) -> Error {
    let problem = "is a lock of git, which keeps this repository from being fetched; a git that was killed leaves it behind";
    let mend = "make sure that no git works in this repository, remove the file, and fetch again";
    Error::new(lock.display().to_string(), problem, mend)
}

/// The branch that the server's `HEAD` names. Servers of plain files do not say it.
fn head(repository: &Path, url: &str) -> Result<String> {
    let listed = said(&mut git(repository, &["ls-remote", "--symref", "--", url, "HEAD"]), url)?;
    let listed = String::from_utf8_lossy(&listed);
    let branch = listed.lines().find_map(|line| line.strip_prefix("ref: ")?.split_whitespace().next());
    Ok(branch.filter(|name| name.starts_with("refs/heads/")).unwrap_or("refs/heads/master").to_owned())
}

/// What `git show-ref` prints: it fails where there is no reference.
fn references(repository: &Path) -> Result<Vec<u8>> {
    Ok(ended(&mut git(repository, &["show-ref"]))?.stdout)
}

/// The fingerprint of references, as grokmirror makes it.
fn digits(references: &[u8]) -> String {
    Sha1::digest(references).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The commit at `HEAD`, if there is one.
fn tip(repository: &Path) -> Result<Option<String>> {
    let output = ended(&mut git(repository, &["rev-parse", "--quiet", "--verify", "HEAD^{commit}"]))?;
    let id = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    Ok(Some(id).filter(|id| output.status.success() && !id.is_empty()))
}

/// How many commits a range has; 0 if git removed its beginning, as it may do with a history that was replaced.
fn count(repository: &Path, range: &str) -> Result<usize> {
    let listed = ended(&mut git(repository, &["rev-list", "--count", range, "--"]))?;
    Ok(String::from_utf8_lossy(&listed.stdout).trim().parse().unwrap_or_default())
}
