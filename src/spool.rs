//! Texts put aside: the bodies of a build, in a temporary file instead of memory.
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

/// Where the bodies of one digest's entries are.
#[derive(Debug)]
pub struct Bodies {
    start: u64,
    /// Where each ends, counted from the start.
    ends: Vec<u64>,
}

impl Spool {
    /// A spool in the system's folder for temporary files. It has no name and vanishes with the process.
    pub fn new() -> Result<Self> {
        let file = tempfile::tempfile().map_err(|cause| failed("create a temporary file", &cause))?;
        Ok(Self { file, end: AtomicU64::new(0) })
    }

    /// Takes the bodies out of a digest.
    pub fn put(&self, digest: &mut Digest) -> Result<Bodies> {
        let mut text = String::new();
        let mut ends = Vec::with_capacity(digest.entries.len());
        for entry in &mut digest.entries {
            text.push_str(&std::mem::take(&mut entry.body));
            ends.push(text.len() as u64);
        }
        let start = self.end.fetch_add(text.len() as u64, Ordering::Relaxed);
        self.file.write_all_at(text.as_bytes(), start).map_err(|cause| failed("write", &cause))?;
        Ok(Bodies { start, ends })
    }

    /// The body of one entry.
    pub fn get(&self, bodies: &Bodies, entry: usize) -> Result<String> {
        let from = entry.checked_sub(1).map_or(0, |before| bodies.ends[before]);
        self.read(bodies.start + from, bodies.ends[entry] - from)
    }

    /// The bodies of all entries.
    pub fn all(&self, bodies: &Bodies) -> Result<Vec<String>> {
        let text = self.read(bodies.start, bodies.ends.last().copied().unwrap_or_default())?;
        let mut from = 0;
        let mut cut = |&end: &u64| {
            let body = text[from..end as usize].to_owned();
            from = end as usize;
            body
        };
        Ok(bodies.ends.iter().map(&mut cut).collect())
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
