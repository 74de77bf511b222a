//! Texts put aside: the bodies and diffs of a build, and what answers say, in a temporary file instead of memory.
//!
//! A digest keeps skeletons of its mails; what they say is only needed where it is shown, one page at a time.

use std::fs::File;
use std::io::ErrorKind;
use std::os::unix::fs::FileExt;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::digest::{Arrival, Entry, TextAt, Texts};
use crate::error::{Error, Result};

/// A temporary file that many threads write to and read from.
pub struct Spool {
    file: File,
    end: AtomicU64,
}

impl Spool {
    /// A spool in the system's folder for temporary files. It has no name and vanishes with the process.
    pub fn new() -> Result<Self> {
        let file = tempfile::tempfile().map_err(|cause| failed("create a temporary file", &cause))?;
        Ok(Self { file, end: AtomicU64::new(0) })
    }

    /// Takes the texts out of mails that were read.
    pub fn put_arrivals(&self, arrivals: &mut [Arrival]) -> Result<()> {
        self.put(arrivals.iter_mut().filter_map(Arrival::texts))
    }

    /// Takes the texts out of entries that are in no archive.
    pub fn put_entries(&self, entries: &mut [Entry]) -> Result<()> {
        self.put(entries.iter_mut().map(|entry| Texts {
            body: &mut entry.body,
            diff: Some(&mut entry.diff),
            at: &mut entry.text,
        }))
    }

    /// Writes bodies and diffs in one go, and notes where each is.
    fn put<'a>(&self, texts: impl Iterator<Item = Texts<'a>>) -> Result<()> {
        let mut written = String::new();
        let mut places = Vec::new();
        for Texts { body, diff, at } in texts {
            let (body, diff) = (std::mem::take(body), diff.map(std::mem::take).unwrap_or_default());
            *at = TextAt { start: written.len() as u64, body: body.len() as u64, diff: diff.len() as u64 };
            written.push_str(&body);
            written.push_str(&diff);
            places.push(at);
        }
        let start = self.end.fetch_add(written.len() as u64, Ordering::Relaxed);
        places.into_iter().for_each(|place| place.start += start);
        self.file.write_all_at(written.as_bytes(), start).map_err(|cause| failed("write", &cause))
    }

    /// A mail's body.
    pub fn body(&self, text: TextAt) -> Result<String> {
        self.read(text.start, text.body)
    }

    /// A mail's diff.
    pub fn diff(&self, text: TextAt) -> Result<String> {
        self.read(text.start + text.body, text.diff)
    }

    fn read(&self, start: u64, length: u64) -> Result<String> {
        let mut bytes = vec![0; length as usize];
        self.file.read_exact_at(&mut bytes, start).map_err(|cause| failed("read", &cause))?;
        String::from_utf8(bytes).map_err(|_| failed("read", &ErrorKind::InvalidData.into()))
    }
}

fn failed(action: &str, cause: &std::io::Error) -> Error {
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
