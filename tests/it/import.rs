//! Importing files and folders of mails into a public-inbox archive.

mod commits;
mod errors;
mod formats;
mod growth;
mod hostile;
mod mbox;
mod order;
mod sources;
mod stopping;

use git2::{Commit, Oid, Repository, Signature, Time};
use lorepress::import::{SourceKind, Summary, import, is_source};
use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

use crate::support::Halted;

/// An envelope line of 2001-02-05 09:00:00 UTC, which is `POSTMARK`.
const FROM: &str = "From jane@example.org Mon Feb  5 09:00:00 2001\n";
const POSTMARK: i64 = 981_363_600;

/// A folder with a source and an archive in it.
struct Lab {
    folder: TempDir,
}

impl Lab {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, and the folders above it.
    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        fs::write(&path, content).expect("a written file");
        path
    }

    fn import(&self, source: &str) -> Summary {
        import(&self.path(source), &self.path("archive"), &|_| {}).expect("an import")
    }

    fn epoch(&self) -> Repository {
        Repository::open_bare(self.path("archive/git/0.git")).expect("an epoch")
    }

    fn tip(&self) -> Oid {
        self.epoch().refname_to_id("refs/heads/master").expect("a branch")
    }

    /// What `read` makes of each commit, oldest first.
    fn commits<T>(&self, read: impl Fn(&Repository, &Commit<'_>) -> T) -> Vec<T> {
        let epoch = self.epoch();
        let mut found = Vec::new();
        let mut next = epoch.refname_to_id("refs/heads/master").ok();
        while let Some(id) = next {
            let commit = epoch.find_commit(id).expect("a commit");
            found.push(read(&epoch, &commit));
            next = commit.parent_ids().next();
        }
        found.reverse();
        found
    }

    fn mails(&self) -> Vec<String> {
        self.commits(|epoch, commit| {
            let tree = commit.tree().expect("a tree");
            assert_eq!(tree.len(), 1);
            let entry = tree.get_name("m").expect("a mail");
            assert_eq!(entry.filemode(), 0o100_644);
            String::from_utf8_lossy(epoch.find_blob(entry.id()).expect("a blob").content()).into_owned()
        })
    }

    /// The arrival of each commit, as `git` shows the committer's time.
    fn arrivals(&self) -> Vec<i64> {
        self.commits(|_, commit| commit.time().seconds())
    }

    /// Asks git itself whether the epoch is whole.
    fn fsck(&self) {
        let output = Command::new("git")
            .args(["fsck", "--strict", "--full", "--no-dangling"])
            .current_dir(self.path("archive/git/0.git"))
            .output()
            .expect("git runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success() && !said.contains("error") && !said.contains("warning"), "{said}");
    }
}

/// Imports one mbox and compares the mails it had.
fn check(mbox: impl AsRef<[u8]>, expected: &[&str]) {
    let lab = Lab::new();
    lab.file("list.mbox", mbox);
    let summary = lab.import("list.mbox");
    assert_eq!(lab.mails(), expected);
    assert_eq!(summary.added, expected.len() as u64);
    lab.fsck();
}

/// A mail that says nothing about its time.
fn mail(id: u32) -> String {
    format!(
        "Message-ID: <{id}@example.org>\nFrom: Jane <jane@example.org>\nSubject: mail {id}\n\nHello {id}\n"
    )
}

/// An mbox with the mails of these numbers.
fn mbox(ids: impl IntoIterator<Item = u32>) -> String {
    ids.into_iter().map(|id| format!("{FROM}{}\n", mail(id))).collect()
}
