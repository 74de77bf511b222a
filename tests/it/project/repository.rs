//! A repository that git makes.

use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use super::{DAY, JANE, START};

/// A repository whose commits are made an hour after each other.
pub struct Repository {
    folder: TempDir,
    pub now: i64,
}

impl Repository {
    pub fn new() -> Self {
        let repository = Self { folder: tempfile::tempdir().expect("a folder"), now: START };
        repository.git(&["init", "-q", "-b", "main"]);
        repository
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn git(&self, args: &[&str]) -> String {
        self.git_as(JANE, self.now, args)
    }

    pub fn git_as(&self, author: &str, written: i64, args: &[&str]) -> String {
        let output = Command::new("git")
            .current_dir(self.path())
            .args(["-c", "core.hooksPath=/dev/null", "-c", "commit.gpgSign=false", "-c", "tag.gpgSign=false"])
            .args(args)
            .env("GIT_AUTHOR_NAME", "A")
            .env("GIT_AUTHOR_EMAIL", author)
            .env("GIT_AUTHOR_DATE", format!("{written} +0100"))
            .env("GIT_COMMITTER_NAME", "C")
            .env("GIT_COMMITTER_EMAIL", "committer@example.org")
            .env("GIT_COMMITTER_DATE", format!("{} +0000", self.now))
            .output()
            .expect("git runs");
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    /// Time goes by.
    pub fn wait(&mut self, days: i64) {
        self.now += days * DAY;
    }

    /// Commits a file's new text.
    pub fn commit(&mut self, title: &str, file: &str, text: &str) -> String {
        self.commit_by(JANE, self.now, title, file, text)
    }

    pub fn commit_by(&mut self, author: &str, written: i64, title: &str, file: &str, text: &str) -> String {
        std::fs::write(self.path().join(file), text).expect("a file");
        self.git(&["add", "-A"]);
        self.git_as(author, written, &["commit", "-q", "-m", title]);
        self.now += 3600;
        self.git(&["rev-parse", "HEAD"])
    }

    pub fn tag(&mut self, name: &str) {
        self.git(&["tag", "-a", "-m", name, name]);
        self.now += 3600;
    }

    /// The diff as a mail has it.
    pub fn diff(&self, commit: &str) -> String {
        let mail = self.git(&["format-patch", "-1", "-M", "--stdout", "--signature=2.47.3", commit]);
        mail[mail.find("diff --git ").expect("a diff")..].to_owned()
    }
}
