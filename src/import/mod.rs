//! Makes a public-inbox archive from mails that are kept in another way.
//!
//! 1. `source` finds the mails: `mbox` and `mmdf` split a file into `lines`, `folder` lists files. `header`, `date`
//!    and `envelope` read what a mail says of itself, and `arrival` settles when each of them arrived.
//! 2. `archive` says what it has already, by Message-ID and content.
//! 3. `writer` adds what is new, in order of arrival: each mail becomes a commit with a file `m`, as
//!    public-inbox v2 has it.
//!
//! What a mail says is never an error. Nothing reads a clock: the same mails get the same commits, on
//! any machine, and also if the first run was killed and a second one finished it.

mod archive;
mod arrival;
mod date;
mod envelope;
mod folder;
mod header;
mod kind;
mod lines;
mod mbox;
mod mmdf;
mod refusal;
mod source;
mod writer;

pub use kind::{SourceKind, is_source};
pub use refusal::is_packed;
pub use source::files;

use crate::error::Result;
use archive::Archive;
use envelope::Identity;
use source::{Listed, MailSource, Reader};
use std::path::Path;
use writer::{Limits, Writer};

/// What an archive that was imported is made by. It changes with whatever changes the commits that the same mails get.
pub const RULES: u32 = 3;

/// What became of the mails of a source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// The mails that the source holds: those added, the duplicates, and those left out.
    pub seen: u64,
    /// The mails that were added to the archive.
    pub added: u64,
    /// The places of mails that the archive, or the source before them, already contains.
    pub duplicates: Vec<String>,
    /// What could not be read: the place (a file, or `byte N` of an mbox, or `commit ID` of the archive,
    /// which is not among the mails seen), and what is wrong with it.
    pub left_out: Vec<(String, &'static str)>,
}

/// Adds the mails of `source` to the archive at `archive`, which is made if it does not exist.
///
/// A mail is a duplicate if the archive has, or ever had, each of its Message-IDs with the same content
/// ([`crate::mail::Identity`]): different mails with one Message-ID are different mails. Mails are added in the
/// order in which they arrived: by the topmost `Received` field, else by the envelope line of an mbox or the file
/// name of a maildir, unless that is the time of an export, else by `Date`, else as the mail before. `progress` is
/// told how many mails have been seen.
///
/// A run that is stopped at any moment leaves a whole archive; the next one goes on from there.
///
/// # Errors
///
/// If `source` is missing or no source, if `archive` is there and no archive, or if a disk fails.
pub fn import(source: &Path, archive: &Path, progress: &dyn Fn(u64)) -> Result<Summary> {
    import_within(Limits::default(), source, archive, progress)
}

/// The mails of an mbox, as they were sent, in the order of the file.
///
/// # Errors
///
/// Never: bytes in memory can be read.
#[cfg(feature = "inspect")]
pub(crate) fn mails_of_mbox(bytes: &[u8]) -> std::io::Result<Vec<Vec<u8>>> {
    let mut splitter = mbox::Splitter::new(std::io::Cursor::new(bytes))?;
    let mut spans = Vec::new();
    while let Some(found) = splitter.next_mail()? {
        spans.push(found.span);
    }
    let quoted = |span: &mbox::Span| match span.quoted {
        mbox::Quoted::Untold if splitter.is_mboxcl() => mbox::Quoted::From,
        quoted => quoted,
    };
    let raw = |span: &mbox::Span| &bytes[span.start as usize..span.end as usize];
    Ok(spans.iter().map(|span| mbox::restore(raw(span), quoted(span))).collect())
}

fn import_within(limits: Limits, source: &Path, archive: &Path, progress: &dyn Fn(u64)) -> Result<Summary> {
    let source = MailSource::open(source)?;
    let mails = source.survey()?;
    let mut archive = Archive::open_or_create(archive)?;
    let holes = std::mem::take(&mut archive.holes);
    let left_out = holes.into_iter().map(|place| (place, "damaged-object")).collect();
    let mut run = Run {
        limits,
        mails: mails.into_iter(),
        reader: source.reader(),
        archive,
        summary: Summary { left_out, ..Summary::default() },
        progress,
    };
    let mut next = run.next_mail()?;
    while let Some(mail) = next {
        next = run.fill_epoch(mail)?;
    }
    Ok(run.summary)
}

/// A mail that is to be added.
struct Mail {
    bytes: Vec<u8>,
    identities: Vec<Identity>,
    arrival: i64,
}

/// An import under way.
struct Run<'a> {
    limits: Limits,
    mails: std::vec::IntoIter<Listed>,
    reader: Reader<'a>,
    archive: Archive,
    summary: Summary,
    progress: &'a dyn Fn(u64),
}

impl Run<'_> {
    /// Writes `first` and what comes after it, until the mails or the epoch end; then the mail that
    /// belongs to the next epoch.
    fn fill_epoch(&mut self, first: Mail) -> Result<Option<Mail>> {
        let repository = self.archive.epoch_with_room(self.limits.epoch_bytes)?;
        let failed = |cause| archive::git_error(repository.path(), "open the epoch", &cause);
        let odb = repository.odb().map_err(failed)?;
        let mut writer = Writer::new(&repository, &odb)?;
        let mut next = Some(first);
        while let Some(mail) = next.take_if(|_| self.archive.bytes < self.limits.epoch_bytes) {
            self.archive.clock = self.archive.clock.max(mail.arrival);
            writer.add(&mail.bytes, mail.arrival, self.archive.clock)?;
            self.archive.bytes += mail.bytes.len() as u64;
            self.archive.known.extend(mail.identities);
            self.summary.added += 1;
            if writer.is_full(self.limits) {
                writer.flush()?;
            }
            next = self.next_mail()?;
        }
        writer.flush()?;
        Ok(next)
    }

    /// The next mail that is not in the archive.
    fn next_mail(&mut self) -> Result<Option<Mail>> {
        while let Some(listed) = self.mails.next() {
            let mail = self.reader.read(&listed)?;
            self.summary.seen += 1;
            (self.progress)(self.summary.seen);
            match mail {
                Err(kind) => self.summary.left_out.push((listed.place(), kind)),
                Ok(bytes) => {
                    let identities = envelope::identities(&bytes);
                    if identities.iter().all(|identity| self.archive.known.contains(identity)) {
                        self.summary.duplicates.push(listed.place());
                    } else {
                        return Ok(Some(Mail { bytes, identities, arrival: listed.arrival }));
                    }
                }
            }
        }
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::writer::Limits;
    use super::{archive, import_within};
    use git2::Repository;
    use std::path::Path;

    /// Imports five mails with these limits and gives the commits of each epoch, newest first.
    fn commits(folder: &Path, limits: Limits) -> Vec<Vec<String>> {
        let mails = (1..6).map(|id| {
            format!(
                "From a Mon Feb 5 09:00:00 2001\nMessage-ID: <{id}@example.org>\nSubject: {id}\n\nbody\n\n"
            )
        });
        let mbox = folder.join("mbox");
        std::fs::write(&mbox, mails.collect::<String>()).expect("a written file");
        let archive = folder.join("archive");
        import_within(limits, &mbox, &archive, &|_| {}).expect("an import");
        let epochs = archive::epochs(&archive).expect("epochs");
        epochs.iter().map(|epoch| history(&archive.join(format!("git/{epoch}.git")))).collect()
    }

    fn history(epoch: &Path) -> Vec<String> {
        let repository = Repository::open_bare(epoch).expect("an epoch");
        let mut walk = repository.revwalk().expect("a walk");
        walk.push_head().expect("a head");
        walk.map(|id| id.expect("a commit").to_string()).collect()
    }

    #[test]
    fn an_epoch_that_is_full_is_followed_by_another() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        // Each mail has 47 bytes.
        let limits = Limits { epoch_bytes: 90, ..Limits::default() };
        let first = commits(folder.path(), limits);
        assert_eq!(first.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2, 1]);
        assert_eq!(commits(folder.path(), limits), first, "a second run adds nothing");
    }

    #[test]
    fn the_size_of_batches_changes_no_commit() {
        let whole = tempfile::tempdir().expect("a temporary folder");
        let parts = tempfile::tempdir().expect("a temporary folder");
        let small = Limits { batch_mails: 2, ..Limits::default() };
        let tiny = Limits { batch_bytes: 1, ..small };
        let expected = commits(whole.path(), Limits::default());
        assert_eq!(commits(parts.path(), small), expected);
        std::fs::remove_dir_all(parts.path().join("archive")).expect("removed");
        assert_eq!(commits(parts.path(), tiny), expected);
    }
}
