//! Texts put aside: the bodies and diffs of a build, and what answers say, in files instead of memory.
//!
//! A digest keeps skeletons of its mails; what they say is only needed where it is shown, one page at a time. The files
//! are those of the cache that keep the texts for the next build, and a temporary one for all else.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::os::unix::fs::FileExt;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{OnceLock, PoisonError, RwLock};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::digest::{Arrival, Entry, TextAt, Texts};
use crate::error::{Error, Result};

/// Bits of a place that say where in its file it is, up to a terabyte. Those above say which file it is.
const IN_FILE: u32 = 40;
/// Bytes of texts that have a hash of their own.
const PART: usize = 1 << 14;

/// Files that many threads write texts to and read them from.
pub struct Spool {
    temporary: File,
    end: AtomicU64,
    kept: RwLock<Vec<TextFile>>,
}

/// Where bytes are that were put aside.
pub struct Aside {
    start: u64,
    length: usize,
}

/// Files that are held open. Most systems let a process have 1,024.
const HELD_OPEN: usize = 256;

/// A file of the cache that has texts.
pub struct TextFile {
    path: PathBuf,
    /// It is opened for each text where many are held open.
    file: Option<File>,
    /// Where the texts begin, in bytes.
    start: u64,
    checksums: Checksums,
    /// Whether each part is as its checksum says, once somebody has looked.
    fits: Vec<OnceLock<bool>>,
}

/// What the texts of a file are, part by part, to see whether they are still that.
#[derive(Default, Serialize, Deserialize)]
pub struct Checksums {
    /// In bytes.
    pub length: u64,
    /// SHA-256.
    parts: Vec<[u8; 32]>,
}

impl Checksums {
    pub fn of(texts: &str) -> Self {
        let parts = texts.as_bytes().chunks(PART).map(|part| Sha256::digest(part).into());
        Self { length: texts.len() as u64, parts: parts.collect() }
    }

    /// Whether a part of the texts of a file is that. They begin at `start`.
    fn fits(&self, number: usize, file: &File, start: u64) -> io::Result<bool> {
        let begin = (number * PART) as u64;
        let mut part = vec![0; self.length.saturating_sub(begin).min(PART as u64) as usize];
        file.read_exact_at(&mut part, start + begin)?;
        Ok(self.parts.get(number).is_some_and(|sum| Sha256::digest(&part)[..] == *sum))
    }
}

impl TextFile {
    /// A file that this process wrote.
    pub fn written(path: PathBuf, file: File, start: u64) -> Self {
        Self { path, file: Some(file), start, checksums: Checksums::default(), fits: Vec::new() }
    }

    /// A file that an earlier build wrote.
    pub fn kept(path: PathBuf, file: File, start: u64, checksums: Checksums) -> Self {
        let fits = checksums.parts.iter().map(|_| OnceLock::new()).collect();
        Self { path, file: Some(file), start, checksums, fits }
    }

    /// Reads bytes of the texts from `at` on. The first time it looks whether the parts that hold them are whole; where they are
    /// not, the file goes.
    fn read(&self, bytes: &mut [u8], at: u64) -> Result<()> {
        let failed = |cause: io::Error| Error::io(&self.path, "read", &cause);
        let opened;
        let file = match &self.file {
            Some(file) => file,
            None => {
                opened = File::open(&self.path).map_err(failed)?;
                &opened
            }
        };
        let parts = at as usize / PART..(at as usize + bytes.len()).div_ceil(PART);
        let is_whole = |number: usize| {
            // A file that this process wrote has no checksums.
            self.fits.get(number).is_none_or(|fits| {
                *fits.get_or_init(|| self.checksums.fits(number, file, self.start).unwrap_or(false))
            })
        };
        if !parts.into_iter().all(is_whole) {
            let mend = match fs::remove_file(&self.path) {
                Err(cause) if cause.kind() != ErrorKind::NotFound => "remove it, and build again",
                _ => "build again: the file is removed, and its mails will be read from their archive",
            };
            return Err(Error::new(self.path.display().to_string(), "is damaged", mend));
        }
        file.read_exact_at(bytes, self.start + at).map_err(failed)
    }
}

impl Spool {
    /// A spool without texts. Its own file is in the system's folder for temporary files, has no name and vanishes with
    /// the process.
    pub fn new() -> Result<Self> {
        let temporary = tempfile::tempfile().map_err(|cause| failed("create a temporary file", &cause))?;
        Ok(Self { temporary, end: AtomicU64::new(0), kept: RwLock::default() })
    }

    /// Takes the texts out of mails that were read.
    pub fn put_arrivals(&self, arrivals: &mut [Arrival]) -> Result<()> {
        let texts = take_texts(arrivals);
        let start = self.put(texts.as_bytes())?;
        shift(arrivals, start);
        Ok(())
    }

    /// Takes the texts out of entries that are in no archive.
    pub fn put_entries(&self, entries: &mut [Entry]) -> Result<()> {
        let mut texts = String::new();
        for Entry { body, diff, text, .. } in &mut *entries {
            take(Texts { body, diff: Some(diff), recipients: None, at: text }, &mut texts);
        }
        let start = self.put(texts.as_bytes())?;
        entries.iter_mut().for_each(|entry| entry.text.start += start);
        Ok(())
    }

    /// Puts texts aside that are of no mail as a whole, and gives their places, each as a body.
    pub fn put_texts(&self, texts: &mut [String]) -> Result<Vec<TextAt>> {
        let mut places = vec![TextAt::default(); texts.len()];
        let mut all = String::new();
        for (body, at) in texts.iter_mut().zip(&mut places) {
            take(Texts { body, diff: None, recipients: None, at }, &mut all);
        }
        let start = self.put(all.as_bytes())?;
        places.iter_mut().for_each(|place| place.start += start);
        Ok(places)
    }

    /// Writes texts in one go, and gives the place of the first.
    fn put(&self, texts: &[u8]) -> Result<u64> {
        let start = self.end.fetch_add(texts.len() as u64, Ordering::Relaxed);
        self.temporary.write_all_at(texts, start).map_err(|cause| failed("write", &cause))?;
        Ok(start)
    }

    /// Puts bytes aside that are no text of a mail.
    pub fn put_aside(&self, bytes: &[u8]) -> Result<Aside> {
        Ok(Aside { start: self.put(bytes)?, length: bytes.len() })
    }

    /// The bytes that were put aside.
    pub fn take_back(&self, aside: &Aside) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; aside.length];
        self.temporary.read_exact_at(&mut bytes, aside.start).map(|()| bytes)
    }

    /// Takes over the texts of these mails, which are in a file.
    pub fn take_over(&self, kept: TextFile, arrivals: &mut [Arrival]) {
        let mut all = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        let file = kept.file.filter(|_| all.len() < HELD_OPEN);
        all.push(TextFile { file, ..kept });
        shift(arrivals, (all.len() as u64) << IN_FILE);
    }

    /// A mail's body.
    pub fn body(&self, text: TextAt) -> Result<String> {
        self.read(text.start, text.body)
    }

    /// A mail's diff.
    pub fn diff(&self, text: TextAt) -> Result<String> {
        self.read(text.start + text.body, text.diff)
    }

    /// The addresses of those who also got a patch, with commas between them.
    pub fn recipients(&self, text: TextAt) -> Result<String> {
        self.read(text.start + text.body + text.diff, text.recipients.into())
    }

    fn read(&self, place: u64, length: u64) -> Result<String> {
        let mut bytes = vec![0; length as usize];
        let (number, at) = ((place >> IN_FILE) as usize, place & ((1 << IN_FILE) - 1));
        match number.checked_sub(1) {
            None => self.temporary.read_exact_at(&mut bytes, at).map_err(|cause| failed("read", &cause))?,
            Some(number) => {
                self.kept.read().unwrap_or_else(PoisonError::into_inner)[number].read(&mut bytes, at)?;
            }
        }
        String::from_utf8(bytes).map_err(|_| failed("read", &io::Error::other("it is damaged")))
    }
}

/// Takes the texts of mails out of them, one behind the other, and notes where each is.
pub fn take_texts(arrivals: &mut [Arrival]) -> String {
    let mut all = String::new();
    arrivals.iter_mut().filter_map(Arrival::texts).for_each(|texts| take(texts, &mut all));
    all
}

fn take(Texts { body, diff, recipients, at }: Texts, all: &mut String) {
    let taken = |text: Option<&mut String>| text.map(std::mem::take).unwrap_or_default();
    let (body, diff, recipients) = (taken(Some(body)), taken(diff), taken(recipients));
    *at = TextAt {
        start: all.len() as u64,
        body: body.len() as u64,
        diff: diff.len() as u64,
        recipients: u32::try_from(recipients.len()).unwrap_or_default(),
    };
    [body, diff, recipients].iter().for_each(|text| all.push_str(text));
}

/// Notes that the texts of mails are so much further.
fn shift(arrivals: &mut [Arrival], by: u64) {
    arrivals.iter_mut().for_each(|arrival| arrival.text.start += by);
}

fn failed(action: &str, cause: &io::Error) -> Error {
    let folder = std::env::temp_dir();
    match cause.kind() {
        ErrorKind::NotFound | ErrorKind::PermissionDenied | ErrorKind::NotADirectory => Error::new(
            folder.display().to_string(),
            format!("cannot {action}: {cause}"),
            "create this folder, or set TMPDIR to one that you may write to",
        ),
        _ => Error::io(&folder, action, cause),
    }
}
