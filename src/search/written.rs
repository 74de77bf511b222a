//! The files of the index, handed on one by one: all of them together are as large as what a build knows of its mails.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use serde::Serialize;

use crate::error::{Error, Result};

/// What takes a file: its path and its bytes.
pub type Write<'a> = &'a (dyn Fn(&str, Vec<u8>) -> Result<()> + Sync);

/// Files on their way out.
pub struct Files<'a> {
    write: Write<'a>,
    /// What was handed on, and the first error of `write`: nothing is handed on behind it.
    state: Mutex<(BTreeSet<String>, Option<Error>)>,
}

impl<'a> Files<'a> {
    pub fn new(write: Write<'a>) -> Self {
        Self { write, state: Mutex::default() }
    }

    /// Hands on a file. Two with one path are the same one, named after what is in it.
    pub fn insert(&self, path: String, bytes: Vec<u8>) {
        let write = {
            let (paths, failed) = &mut *self.state.lock().unwrap_or_else(PoisonError::into_inner);
            failed.is_none() && paths.insert(path.clone())
        };
        if let Err(error) = if write { (self.write)(&path, bytes) } else { Ok(()) } {
            self.state.lock().unwrap_or_else(PoisonError::into_inner).1.get_or_insert(error);
        }
    }

    pub fn insert_json(&self, path: &str, value: &impl Serialize) {
        self.insert(path.to_owned(), serde_json::to_vec(value).expect("strings and numbers are JSON"));
    }

    /// The paths of all that was handed on.
    pub fn finish(self) -> Result<BTreeSet<String>> {
        let (paths, failed) = self.state.into_inner().unwrap_or_else(PoisonError::into_inner);
        failed.map_or(Ok(paths), Err)
    }
}
