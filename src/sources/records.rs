//! What the mails of an archive say, kept from one build to the next: only what is new has to be read.
//!
//! The folder `mails-HASH` of the cache belongs to one list. It has a file for each stretch of slots, named after the
//! first of them:
//!
//! | bytes | |
//! | --- | --- |
//! | 32 | the program that wrote it, see [`Sum::of_program`]: another program reads everything again |
//! | 32 | SHA-256 of all that follows up to the texts |
//! | 8, 8 | the lengths of the next two, in little endian |
//! | … | [`Header`], in the form of postcard 1 |
//! | … | [`Stretch`] without texts, in the same form |
//! | … | the texts, UTF-8, one behind the other |
//!
//! The header has the length of the texts as well, and the SHA-256 of each 16 KiB of them. That is only held against them where one
//! is read: most updates need a few.
//!
//! The file `objects` has a hash, 32 bytes, for each file of the archive's objects: once one of them is another or gone, as
//! after `git gc`, everything is read again, since something may be damaged.
//!
//! A file is written under another name and then renamed. One that does not fit is removed, and its slots are read again;
//! all may be deleted at any time.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::Range as Places;
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use tempfile::NamedTempFile;

use crate::archive::{self, Content, Fault, Inbox, Slot};
use crate::digest::{Deletions, Stretch};
use crate::error::{Error, Result, is_read_only};
use crate::lock::{Lock, Refused, Work};
use crate::options::real;
use crate::replace;
use crate::shared::Pool;
use crate::spool::{Checksums, Spool, TextFile, take_texts};
use crate::sum::Sum;

/// How the folders are named.
const FOLDER: &str = "mails-";
/// Bytes of the hash in a folder's name.
const NAME: usize = 8;
/// The file of a folder that is locked.
const LOCK: &str = "lock";
/// The file that says what the archive's objects were in.
const OBJECTS: &str = "objects";
/// Slots of a file; the newest have fewer.
pub const SLOTS: usize = 1_000;
/// Files with fewer slots than they could have. More of them are made one.
const MOST_SHORT: usize = 16;
/// Bytes of a file before its header.
const START: usize = 32 + 32 + 8 + 8;
/// Bytes that a header or a stretch has at most; a longer one is damaged.
const LONGEST: u64 = 1 << 32;

/// What the lock of a folder is for.
const WORK: Work = Work { what: "the cache", doing: "reading this list", again: "build again" };

/// What was kept of an archive.
pub struct Records {
    folder: PathBuf,
    program: [u8; 32],
    /// In the order of their slots.
    files: Vec<Record>,
    _lock: Lock,
}

/// A file with a stretch of slots.
struct Record {
    path: PathBuf,
    header: Header,
    /// Where the stretch begins and how long it is, in bytes.
    start: u64,
    length: u64,
}

/// What must hold for a stretch to be used again.
#[derive(Serialize, Deserialize)]
struct Header {
    /// A hash of what it was read with, but for deletions.
    key: [u8; 32],
    /// The place of its first slot, and its slots.
    first: usize,
    slots: Vec<Slot>,
    /// How many slots the archive had: those that came since may delete mails of these.
    seen: usize,
    /// What was deleted in these: [`Deletions::before`].
    deleted: [u8; 32],
    /// The takedowns that it had to do with.
    met: Vec<usize>,
    texts: Checksums,
}

impl Header {
    fn places(&self) -> Places<usize> {
        self.first..self.first + self.slots.len()
    }
}

/// A part of an archive that is read in one go: what was kept of it, if it was.
pub struct Piece {
    pub places: Places<usize>,
    record: Option<Record>,
}

/// What a stretch was read with.
pub struct ReadWith<'a> {
    pub inbox: &'a Inbox,
    pub deletions: &'a Deletions,
    pub key: [u8; 32],
}

impl Records {
    /// Those of the archive at `path`, which is the list `name`. `None` if nothing can be written there. An error of the kind
    /// [`Busy`](crate::error::Kind::Busy) says that another build has them.
    pub fn open(cache: &Path, name: &str, path: &Path) -> Result<Option<Self>> {
        let Some(program) = Sum::of_program().map(Sum::bytes) else { return Ok(None) };
        let folder = folder(cache, name, path);
        let lock = match Lock::take(&folder, LOCK) {
            // What is another user's is only in the way.
            Ok(lock) if lock.is_foreign => return Ok(None),
            Ok(lock) => lock,
            Err(refused @ Refused::Busy(_)) => return Err(refused.error(&WORK, Path::new(name), &folder)),
            Err(Refused::NoPlace(_)) => return Ok(None),
            Err(Refused::Failed(cause)) if is_read_only(&cause) => return Ok(None),
            Err(Refused::Failed(cause)) => return Err(Error::io(&folder, "lock the cache", &cause)),
        };
        let failed = |cause: io::Error| Error::io(&folder, "read", &cause);
        let Some(objects) = archive::object_files(path) else { return Ok(None) };
        forget_if_changed(&folder, &objects).map_err(failed)?;
        let files = Self::files(&folder, &program).map_err(failed)?;
        Ok(Some(Self { folder, program, files, _lock: lock }))
    }

    /// Removes what was kept of archives that are no longer of the site.
    pub fn remove_others<'a>(cache: &Path, own: impl Iterator<Item = (&'a str, &'a Path)>) -> Result<()> {
        let own: BTreeSet<PathBuf> = own.map(|(name, path)| folder(cache, name, path)).collect();
        let Ok(entries) = fs::read_dir(cache) else { return Ok(()) };
        let is_kept = |path: &PathBuf| {
            path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(FOLDER)) && path.is_dir()
        };
        let paths = entries.flatten().map(|entry| entry.path()).filter(is_kept);
        for path in paths.filter(|path| !own.contains(path)) {
            // One that another build has is not left over.
            let Ok(lock) = Lock::take(&path, LOCK) else { continue };
            let removed = fs::remove_dir_all(&path);
            drop(lock);
            removed.map_err(|cause| Error::io(&path, "remove", &cause))?;
        }
        Ok(())
    }

    /// The files of a folder that can be read; the others are removed.
    fn files(folder: &Path, program: &[u8; 32]) -> io::Result<Vec<Record>> {
        let mut paths: Vec<PathBuf> = Vec::new();
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.file_name().is_some_and(|name| name != LOCK && name != OBJECTS) {
                paths.push(path);
            }
        }
        paths.sort();
        let read = |path: PathBuf| {
            // A link that leads nowhere holds no record.
            let is_file = fs::metadata(&path).is_ok_and(|there| there.is_file());
            match if is_file { Record::read(&path, program)? } else { None } {
                Some(record) => Ok(Some(record)),
                None => replace::remove(&path).map(|()| None),
            }
        };
        let files: io::Result<Vec<Option<Record>>> = paths.into_par_iter().map(read).collect();
        let mut files: Vec<Record> = files?.into_iter().flatten().collect();
        let short = files.iter().filter(|file| file.header.slots.len() < SLOTS).count();
        if short > MOST_SHORT {
            let first = files.iter().position(|file| file.header.slots.len() < SLOTS).unwrap_or(0);
            files.drain(first..).try_for_each(|file| fs::remove_file(file.path))?;
        }
        Ok(files)
    }

    /// The slots that are known from the first on, but for those of the last commit: a file may end within a commit, which in archives of
    /// the first version of public-inbox may hold many mails.
    pub fn slots(&self) -> Vec<Slot> {
        let mut slots = Vec::new();
        for file in &self.files {
            if file.header.first != slots.len() {
                break;
            }
            slots.extend_from_slice(&file.header.slots);
        }
        let last = slots.last().map(|slot| slot.commit);
        while slots.last().map(|slot| slot.commit) == last && slots.pop().is_some() {}
        slots
    }

    /// Divides an archive into what was kept and what has to be read. What does not fit is removed.
    pub fn pieces(&mut self, with: &ReadWith) -> Result<Vec<Piece>> {
        let slots = with.inbox.slots();
        let mut pieces = Vec::new();
        let mut next = 0;
        for record in std::mem::take(&mut self.files) {
            let places = record.header.places();
            let fits = record.header.key == with.key
                && record.header.deleted == with.deletions.before(record.header.seen)
                && places.start >= next
                && slots.get(places.clone()).is_some_and(|slots| *slots == *record.header.slots);
            if fits {
                pieces.extend(unread(next..places.start));
                next = places.end;
                pieces.push(Piece { places, record: Some(record) });
            } else {
                fs::remove_file(&record.path).map_err(|cause| Error::io(&record.path, "remove", &cause))?;
            }
        }
        pieces.extend(unread(next..slots.len()));
        Ok(pieces)
    }

    /// Keeps a stretch that was read, and puts its texts aside. `met` are the takedowns that it had to do with.
    pub fn keep(
        &self,
        places: Places<usize>,
        stretch: &mut Stretch,
        met: Vec<usize>,
        with: &ReadWith,
        spool: &Spool,
    ) -> Result<()> {
        let slots = &with.inbox.slots()[places.clone()];
        if slots.iter().any(is_passing) || !stretch.is_whole() {
            return spool.put_arrivals(&mut stretch.arrivals);
        }
        let texts = take_texts(&mut stretch.arrivals);
        let seen = with.inbox.slots().len();
        let header = Header {
            key: with.key,
            first: places.start,
            slots: slots.to_vec(),
            seen,
            deleted: with.deletions.before(seen),
            met,
            texts: Checksums::of(&texts),
        };
        let path = self.folder.join(format!("{:010}", places.start));
        let (file, start) = self
            .write(&path, &header, stretch, &texts)
            .map_err(|cause| Error::io(&self.folder, "write", &cause))?;
        spool.take_over(TextFile::written(path, file, start), &mut stretch.arrivals);
        Ok(())
    }

    /// Writes a file, and says where its texts begin.
    fn write(&self, path: &Path, header: &Header, stretch: &Stretch, texts: &str) -> io::Result<(File, u64)> {
        let bytes = |value: postcard::Result<Vec<u8>>| value.map_err(io::Error::other);
        let (header, stretch) = (bytes(postcard::to_stdvec(header))?, bytes(postcard::to_stdvec(stretch))?);
        let lengths = [header.len(), stretch.len()].map(|length| (length as u64).to_le_bytes()).concat();
        let sum = Sha256::new().chain_update(&lengths).chain_update(&header).chain_update(&stretch);
        let mut file = NamedTempFile::new_in(&self.folder)?;
        let parts: [&[u8]; 6] =
            [&self.program, &sum.finalize(), &lengths, &header, &stretch, texts.as_bytes()];
        parts.iter().try_for_each(|part| file.write_all(part))?;
        file.as_file().sync_data()?;
        let file = file.persist(path).map_err(|error| error.error)?;
        Ok((file, (START + header.len() + stretch.len()) as u64))
    }
}

impl Record {
    /// Reads the header of a file. `None` if another program wrote it, or if it is damaged.
    fn read(path: &Path, program: &[u8; 32]) -> io::Result<Option<Self>> {
        let mut file = File::open(path)?;
        let mut start = [0; START];
        if file.read_exact(&mut start).is_err() || start[..32] != program[..] {
            return Ok(None);
        }
        let length =
            |at: usize| start[at..].first_chunk().map_or(u64::MAX, |bytes| u64::from_le_bytes(*bytes));
        let lengths = [length(64), length(72)];
        if lengths.iter().any(|&length| length > LONGEST) {
            return Ok(None);
        }
        let mut bytes = vec![0; (lengths[0] + lengths[1]) as usize];
        if file.read_exact(&mut bytes).is_err() {
            return Ok(None);
        }
        let sum = Sha256::new().chain_update(&start[64..]).chain_update(&bytes).finalize();
        let header: Option<Header> = postcard::from_bytes(&bytes[..lengths[0] as usize]).ok();
        let whole = file.metadata()?.len();
        let begin = START as u64 + lengths[0] + lengths[1];
        let fits = |header: &Header| sum[..] == start[32..64] && begin + header.texts.length == whole;
        let record = header.filter(fits).map(|header| Self {
            path: path.to_owned(),
            header,
            start: START as u64 + lengths[0],
            length: lengths[1],
        });
        Ok(record)
    }

    /// Its stretch, if nothing that came since deletes one of its mails.
    fn stretch(self, with: &ReadWith, pool: &Pool, spool: &Spool) -> Option<(Stretch, Vec<usize>)> {
        let mut file = File::open(&self.path).ok()?;
        let mut bytes = vec![0; self.length as usize];
        file.seek(SeekFrom::Start(self.start)).and_then(|_| file.read_exact(&mut bytes)).ok()?;
        let mut stretch: Stretch = postcard::from_bytes(&bytes).ok()?;
        stretch.take_up(with.inbox.slots(), pool);
        if with.deletions.reach(&stretch, self.header.seen) {
            return None;
        }
        let start = self.start + self.length;
        let Header { texts, met, .. } = self.header;
        spool.take_over(TextFile::kept(self.path, file, start, texts), &mut stretch.arrivals);
        Some((stretch, met))
    }
}

impl Piece {
    /// What was kept of it, with the takedowns that it had to do with.
    pub fn kept(&mut self, with: &ReadWith, pool: &Pool, spool: &Spool) -> Option<(Stretch, Vec<usize>)> {
        self.record.take()?.stretch(with, pool, spool)
    }
}

/// The parts of an archive that are read anew.
pub fn unread(places: Places<usize>) -> impl Iterator<Item = Piece> {
    let end = places.end;
    places.step_by(SLOTS).map(move |start| Piece { places: start..(start + SLOTS).min(end), record: None })
}

/// Removes all files of a folder if a file of the archive's objects is no longer as it was, and notes how all are now.
fn forget_if_changed(folder: &Path, objects: &BTreeSet<[u8; 32]>) -> io::Result<()> {
    let file = folder.join(OBJECTS);
    let known = fs::read(&file).unwrap_or_default();
    let (known, rest) = known.as_chunks();
    if known.is_empty() || !rest.is_empty() || !known.iter().all(|hash| objects.contains(hash)) {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.file_name().is_some_and(|name| name != LOCK) {
                replace::remove(&path)?;
            }
        }
    }
    let hashes: Vec<u8> = objects.iter().flatten().copied().collect();
    replace::write(&file, &[&hashes])
}

/// Whether somebody may mend what is wrong with a slot.
fn is_passing(slot: &Slot) -> bool {
    matches!(slot.content, Content::None(Fault::Missing | Fault::Damaged))
}

/// The folder of an archive. One that is in the folder of the site has the same name wherever that folder is.
fn folder(cache: &Path, name: &str, path: &Path) -> PathBuf {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let cache_at = real(cache);
    let path = cache_at.parent().and_then(|site| path.strip_prefix(site).ok()).unwrap_or(&path);
    let hash = Sha256::new()
        .chain_update(name)
        .chain_update([0])
        .chain_update(path.as_os_str().as_encoded_bytes())
        .finalize();
    cache.join(format!("{FOLDER}{}", HEXLOWER.encode(&hash[..NAME])))
}
