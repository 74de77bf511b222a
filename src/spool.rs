//! Texts put aside: the bodies and diffs of a build, in a temporary file instead of memory.
//!
//! A digest keeps skeletons of its mails; what they say is only needed where it is shown, one page at a time.

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::digest::Digest;
use crate::error::{Error, Result};

/// A temporary file that many threads write to and read from.
pub struct Spool {
    file: File,
    end: AtomicU64,
}

/// Where the bodies and diffs of one digest's entries are: first all bodies, then all diffs.
#[derive(Debug)]
pub struct Bodies {
    start: u64,
    /// Where each ends, counted from the start.
    ends: Vec<u64>,
}

impl Bodies {
    fn entries(&self) -> usize {
        self.ends.len() / 2
    }

    /// Where a text is in the file, and how long it is.
    fn span(&self, text: usize) -> (u64, u64) {
        let from = text.checked_sub(1).map_or(0, |before| self.ends[before]);
        (self.start + from, self.ends[text] - from)
    }

    /// How long the body of one entry is, in bytes.
    pub fn body_length(&self, entry: usize) -> u64 {
        self.span(entry).1
    }

    /// How long the diff of one entry is, in bytes.
    pub fn diff_length(&self, entry: usize) -> u64 {
        self.span(self.entries() + entry).1
    }
}

impl Spool {
    /// A spool in the system's folder for temporary files. It has no name and vanishes with the process.
    pub fn new() -> Result<Self> {
        let file = tempfile::tempfile().map_err(|cause| failed("create a temporary file", &cause))?;
        Ok(Self { file, end: AtomicU64::new(0) })
    }

    /// Takes the bodies and diffs out of a digest.
    pub fn put(&self, digest: &mut Digest) -> Result<Bodies> {
        let mut text = String::new();
        let mut ends = Vec::with_capacity(2 * digest.entries.len());
        let mut put = |part: &mut String| {
            text.push_str(&std::mem::take(part));
            ends.push(text.len() as u64);
        };
        digest.entries.iter_mut().for_each(|entry| put(&mut entry.body));
        digest.entries.iter_mut().for_each(|entry| put(&mut entry.diff));
        let start = self.end.fetch_add(text.len() as u64, Ordering::Relaxed);
        self.file.write_all_at(text.as_bytes(), start).map_err(|cause| failed("write", &cause))?;
        Ok(Bodies { start, ends })
    }

    /// The body of one entry.
    pub fn get(&self, bodies: &Bodies, entry: usize) -> Result<String> {
        let (start, length) = bodies.span(entry);
        self.read(start, length)
    }

    /// The diff of one entry.
    pub fn diff(&self, bodies: &Bodies, entry: usize) -> Result<String> {
        self.get(bodies, bodies.entries() + entry)
    }

    /// The bodies of all entries.
    pub fn all(&self, bodies: &Bodies) -> Result<Vec<String>> {
        let ends = &bodies.ends[..bodies.entries()];
        let text = self.read(bodies.start, ends.last().copied().unwrap_or_default())?;
        let mut from = 0;
        let mut cut = |&end: &u64| {
            let body = text[from..end as usize].to_owned();
            from = end as usize;
            body
        };
        Ok(ends.iter().map(&mut cut).collect())
    }

    fn read(&self, start: u64, length: u64) -> Result<String> {
        let mut bytes = vec![0; length as usize];
        self.file.read_exact_at(&mut bytes, start).map_err(|cause| failed("read", &cause))?;
        String::from_utf8(bytes).map_err(|_| failed("read", &std::io::ErrorKind::InvalidData.into()))
    }
}

fn failed(action: &str, cause: &std::io::Error) -> Error {
    Error::io(Path::new("temporary file"), action, cause)
}
