//! Pieces of bytes by their keys, in one file of the cache. No build has more of it in memory than where each piece is.
//!
//! | bytes | |
//! | --- | --- |
//! | … | the pieces, one behind the other |
//! | … | a list of [`Piece`], one for each of them, in the form of postcard 1 |
//! | 8 | the length of that list, in little endian |
//! | 32 | SHA-256 of that list |
//!
//! What does not fit is as if it were not there; the file may be deleted at any time.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Write};
use std::os::unix::fs::FileExt;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// Bytes of a hash.
const HASH: usize = 32;
/// Bytes behind the list of pieces.
const END: usize = 8 + HASH;

/// The hash of all that a piece was made of.
pub type Key = [u8; HASH];

/// A piece, as the list has it.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Piece {
    key: Key,
    /// SHA-256 of its bytes.
    sum: [u8; HASH],
    /// How many bytes they are.
    length: u64,
}

impl Piece {
    pub fn of(key: Key, bytes: &[u8]) -> Self {
        Self { key, sum: Sha256::digest(bytes).into(), length: bytes.len() as u64 }
    }
}

/// A file with pieces, to read them.
#[derive(Debug, Default)]
pub struct Bundle {
    file: Option<File>,
    /// Each with where it begins.
    pieces: HashMap<Key, (u64, Piece)>,
}

impl Bundle {
    /// What is in a file; nothing if that cannot be read.
    pub fn open(path: &Path) -> Self {
        let open = || {
            let file = File::open(path).ok()?;
            let end = file.metadata().ok()?.len().checked_sub(END as u64)?;
            let bytes = read(&file, end, END).ok()?;
            let (length, sum) = bytes.split_first_chunk()?;
            let start = end.checked_sub(u64::from_le_bytes(*length))?;
            let list = read(&file, start, usize::try_from(end - start).ok()?).ok()?;
            let list: Vec<Piece> =
                postcard::from_bytes(&list).ok().filter(|_| Sha256::digest(&list)[..] == *sum)?;
            let mut next = 0;
            let pieces = list.into_iter().map(|piece| {
                let start = next;
                next += piece.length;
                (piece.key, (start, piece))
            });
            Some(Self { pieces: pieces.collect(), file: Some(file) })
        };
        open().unwrap_or_default()
    }

    /// A piece with its bytes, if they are still what they were.
    pub fn find(&self, key: &Key) -> Option<(Piece, Vec<u8>)> {
        let &(start, piece) = self.pieces.get(key)?;
        let bytes = read(self.file.as_ref()?, start, usize::try_from(piece.length).ok()?).ok()?;
        (Sha256::digest(&bytes)[..] == piece.sum).then_some((piece, bytes))
    }
}

fn read(file: &File, start: u64, length: usize) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; length];
    file.read_exact_at(&mut bytes, start).map(|()| bytes)
}

/// Writes such a file.
pub struct Writer<W> {
    file: W,
    list: Vec<Piece>,
}

impl<W: Write> Writer<W> {
    pub fn new(file: W) -> Self {
        Self { file, list: Vec::new() }
    }

    /// Adds a piece.
    pub fn add(&mut self, piece: Piece, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)?;
        self.list.push(piece);
        Ok(())
    }

    /// Completes the file.
    pub fn finish(mut self) -> io::Result<()> {
        let list = postcard::to_stdvec(&self.list).map_err(io::Error::other)?;
        self.file.write_all(&list)?;
        self.file.write_all(&(list.len() as u64).to_le_bytes())?;
        self.file.write_all(&Sha256::digest(&list))?;
        self.file.flush()
    }
}
