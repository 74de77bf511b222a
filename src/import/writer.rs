//! Writes mails into an epoch, one commit each, a batch at a time.
//!
//! A batch is collected in memory, written as one pack and synced to disk; only then does the branch
//! move to its last commit. Whoever stops the program leaves the archive as it was after some batch, and
//! at worst a pack that nothing refers to. Nothing here reads a clock, so the same mails in the same
//! archive get the same commits.

use super::archive::{self, git_error};
use super::envelope::Envelope;
use crate::error::{Error, Result};
use git2::{Buf, Indexer, Mempack, Odb, Oid, Repository, Signature, Time};
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

/// How much is written before the next thing begins.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// Mails in a batch.
    pub batch_mails: usize,
    /// Bytes of mail in a batch, which is held in memory.
    pub batch_bytes: usize,
    /// Bytes of mail in an epoch.
    pub epoch_bytes: u64,
}

impl Default for Limits {
    /// An epoch ends where public-inbox ends it, at 1 GiB packed, with its estimate that mail packs to
    /// two fifths. The packed size itself would differ with the version of zlib, and so would commits.
    fn default() -> Self {
        Self { batch_mails: 4_000, batch_bytes: 64 << 20, epoch_bytes: (1 << 30) / 2 * 5 }
    }
}

/// An epoch with a batch that is not yet written.
pub(super) struct Writer<'a> {
    repository: &'a Repository,
    odb: &'a Odb<'a>,
    batch: Mempack<'a>,
    branch: String,
    /// Where the branch is.
    tip: Option<Oid>,
    /// The last commit of the batch, or `tip`.
    last: Option<Oid>,
    mails: usize,
    bytes: usize,
}

impl<'a> Writer<'a> {
    /// Begins at the end of `repository`; `odb` is its object database.
    ///
    /// # Errors
    ///
    /// If the branch cannot be read.
    pub fn new(repository: &'a Repository, odb: &'a Odb<'a>) -> Result<Self> {
        let failed = |cause| git_error(repository.path(), "open the epoch", &cause);
        let tip = archive::tip(repository).map_err(failed)?;
        Ok(Self {
            repository,
            odb,
            // Above the priority of loose objects and packs, so that every write goes here.
            batch: odb.add_new_mempack_backend(1000).map_err(failed)?,
            branch: archive::branch(repository).map_err(failed)?,
            tip,
            last: tip,
            mails: 0,
            bytes: 0,
        })
    }

    /// Adds a mail that arrived at `arrival`; its commit gets the time `committed`.
    ///
    /// # Errors
    ///
    /// If git rejects an object or the disk fails.
    pub fn add(&mut self, mail: &[u8], arrival: i64, committed: i64) -> Result<()> {
        let commit = self.commit(mail, arrival, committed);
        self.last = Some(commit.map_err(|cause| git_error(self.repository.path(), "add a mail", &cause))?);
        self.mails += 1;
        self.bytes += mail.len();
        Ok(())
    }

    fn commit(&self, mail: &[u8], arrival: i64, committed: i64) -> std::result::Result<Oid, git2::Error> {
        let envelope = Envelope::of(mail);
        let mut tree = self.repository.treebuilder(None)?;
        tree.insert("m", self.repository.blob(mail)?, 0o100_644)?;
        let tree = self.repository.find_tree(tree.write()?)?;
        let at = |instant| Signature::new(&envelope.name, &envelope.email, &Time::new(instant, 0));
        let (author, committer) = (at(envelope.sent.unwrap_or(arrival))?, at(committed)?);
        let parent = self.last.map(|id| self.repository.find_commit(id)).transpose()?;
        let parents = parent.iter().collect::<Vec<_>>();
        self.repository.commit(None, &author, &committer, &envelope.subject, &tree, &parents)
    }

    /// Whether the batch is as large as it may be.
    pub fn is_full(&self, limits: Limits) -> bool {
        self.mails >= limits.batch_mails || self.bytes >= limits.batch_bytes
    }

    /// Writes the batch, then moves the branch.
    ///
    /// # Errors
    ///
    /// If the disk fails, or another program has moved the branch.
    pub fn flush(&mut self) -> Result<()> {
        let Some(last) = self.last.filter(|_| self.mails > 0) else { return Ok(()) };
        let path = self.repository.path();
        let mut pack = Buf::new();
        self.batch
            .dump(self.repository, &mut pack)
            .map_err(|cause| git_error(path, "pack the mails", &cause))?;
        write_pack(self.odb, path, &pack)?;
        self.batch.reset().map_err(|cause| git_error(path, "pack the mails", &cause))?;
        self.move_branch(last).map_err(|cause| git_error(path, "move the branch", &cause))?;
        sync(&path.join(&self.branch))?;
        (self.tip, self.mails, self.bytes) = (Some(last), 0, 0);
        Ok(())
    }

    /// Moves the branch if it still is where this writer saw it.
    fn move_branch(&self, to: Oid) -> std::result::Result<(), git2::Error> {
        match self.tip {
            Some(from) => self.repository.reference_matching(&self.branch, to, true, from, "import")?,
            None => self.repository.reference(&self.branch, to, false, "import")?,
        };
        Ok(())
    }
}

/// Writes a pack into the repository at `path`, with its index, and syncs both.
fn write_pack(odb: &Odb<'_>, path: &Path, pack: &[u8]) -> Result<()> {
    // The header of a pack ends with the number of its objects. It has no objects if a run that was killed
    // had written this pack and not moved the branch.
    if pack.get(8..12) == Some(&[0; 4]) {
        return Ok(());
    }
    let folder = path.join("objects").join("pack");
    let failed = |cause: git2::Error| git_error(&folder, "write a pack", &cause);
    let mut indexer = Indexer::new(Some(odb), &folder, 0, false).map_err(failed)?;
    indexer.write_all(pack).map_err(|cause| Error::io(&folder, "write a pack", &cause))?;
    let name = indexer.commit().map_err(failed)?;
    sync(&folder.join(format!("pack-{name}.pack")))?;
    sync(&folder.join(format!("pack-{name}.idx")))?;
    if cfg!(unix) { sync(&folder) } else { Ok(()) }
}

/// Waits until a file, or on Unix a folder, is on the disk.
fn sync(path: &Path) -> Result<()> {
    let synced = File::open(path).and_then(|file| file.sync_all());
    synced.map_err(|cause: io::Error| Error::io(path, "sync to disk", &cause))
}
