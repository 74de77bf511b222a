//! What the build of a single list makes of it, for the build of all lists.
//!
//! A page that shows nothing of other lists is the same in both, and so is its outline. So each job that is not about the whole site
//! is done, and its files are kept in a [`Bundle`] by its name, its outline and all that every job depends on. The build of all lists
//! makes the outline, and takes over what has the same, as long as the links in its texts lead to the same pages.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::jobs::{Jobs, all};
use super::made::{Files, HASH, links, outline};
use super::pages::texts::{Purpose, Sought};
use super::pages::{Context, Whole};
use super::render::Renderer;
use crate::bundle::{Bundle, Key, Piece, Writer};
use crate::error::{Error, Result};
use crate::progress::Progress;
use crate::replace;
use crate::sum::Sum;

/// What one job made.
#[derive(Debug, Serialize, Deserialize)]
pub struct Made {
    pub sought: Vec<Sought>,
    /// A hash of where what its texts link to is.
    pub links: [u8; HASH],
    pub files: Files,
}

/// What builds of single lists made.
#[derive(Debug, Default)]
pub struct MadeApart(Vec<Bundle>);

impl MadeApart {
    /// What is in these files, if they can be read.
    pub fn open(files: &[PathBuf]) -> Self {
        Self(files.iter().map(|file| Bundle::open(file)).collect())
    }

    /// What a job made, if it would make the same now. `named` finds where links lead to.
    pub fn find(&self, key: &Key, named: &Context) -> Option<Made> {
        self.piece(key, named).map(|(made, ..)| made)
    }

    fn piece(&self, key: &Key, named: &Context) -> Option<(Made, Piece, Vec<u8>)> {
        let (piece, bytes) = self.0.iter().find_map(|bundle| bundle.find(key))?;
        let made: Made = postcard::from_bytes(&bytes).ok()?;
        (links(named, &made.sought) == made.links).then_some((made, piece, bytes))
    }
}

/// What a job's files are kept by. `base` is a hash of all that every job depends on.
pub fn key(base: &[u8; HASH], name: &str, outline: &[u8; HASH]) -> Key {
    use std::hash::Hash;
    let mut sum = Sum::default();
    (base, name, outline).hash(&mut sum);
    sum.bytes()
}

/// Does all jobs that may be those of one list, but for those that an earlier build did, and writes the file for the build of all.
pub fn write(
    file: &Path,
    whole: &Whole,
    jobs: &Jobs,
    renderer: &Renderer,
    earlier: &MadeApart,
    progress: &dyn Progress,
) -> Result<()> {
    let mut done = Ok(());
    let written = replace::write_with(file, |file: &mut File| {
        let bundle = Mutex::new(Writer::new(BufWriter::new(file)));
        let own: Vec<usize> = (0..jobs.len()).filter(|&at| jobs.may_be_of_one_list(at)).collect();
        progress.stage("making pages", Some(own.len() as u64));
        done = all(own.len(), |at| keep(whole, jobs, own[at], renderer, earlier, &bundle), progress);
        match &done {
            Ok(()) => bundle.into_inner().unwrap_or_else(PoisonError::into_inner).finish(),
            Err(_) => Err(io::Error::other("a page could not be made")),
        }
    });
    done.and_then(|()| written.map_err(|cause| Error::io(file, "write", &cause)))
}

fn keep<W: Write>(
    whole: &Whole,
    jobs: &Jobs,
    at: usize,
    renderer: &Renderer,
    earlier: &MadeApart,
    bundle: &Mutex<Writer<W>>,
) -> Result<()> {
    let named = whole.context(Purpose::Named);
    let files = jobs.files(at, &named, &Renderer::Outlines)?;
    let key = key(&jobs.base, &jobs.name(at, &named), &outline(&files, &named.texts.noted()));
    let (piece, bytes) = match earlier.piece(&key, &named) {
        Some((_, piece, bytes)) => (piece, bytes),
        None => {
            let shown = whole.context(Purpose::Shown);
            let files = jobs.files(at, &shown, renderer)?;
            let sought: Vec<Sought> = shown.texts.noted().sought.iter().cloned().collect();
            let made = Made { links: links(&named, &sought), sought, files };
            let bytes = postcard::to_stdvec(&made).expect("what is kept serialises");
            (Piece::of(key, &bytes), bytes)
        }
    };
    let added = bundle.lock().unwrap_or_else(PoisonError::into_inner).add(piece, &bytes);
    added.map_err(|cause| Error::io(Path::new("the cache"), "write", &cause))
}
