//! What a site's last build made, so that the next one makes only what has changed.
//!
//! Each job, a part of a page or a feed, has an outline, which is made as the job's files are, with views in place of HTML and
//! the names of texts in place of texts. As long as the outline is the same, and so is where the links in its texts lead, so
//! are the files, and nothing is read or rendered. The outline is the same without being made where each row that it was
//! made of says the same as before ([`World`]).
//!
//! [`KeptSite`] is written to the cache as `site-HASH`, a file for each output folder, in the form of postcard 1, behind the
//! SHA-256 of what follows and the hash of the site that it tells of. It may be deleted at any time.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::apart::{self, MadeApart};
use super::made::{Files, HASH, links, outline};
use super::pages::texts::{Purpose, Sought};
use super::pages::{Context, Whole};
use super::render::Renderer;
use super::world::{Still, World};
use crate::catalog::directory::KeptPaths;
use crate::catalog::watch::KeptFiles;
use crate::error::{Error, Result, is_read_only};
use crate::output::Output;
use crate::replace;
use crate::search;
use crate::seen;

/// What a build keeps of the site that it made.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct KeptSite {
    /// A hash of all that every job depends on.
    base: [u8; HASH],
    /// What every row said that a job could look at.
    world: World,
    /// By the names of the jobs.
    jobs: HashMap<String, Job>,
    /// What builds of single lists made.
    #[serde(skip)]
    pub apart: MadeApart,
    pub search: search::KeptSearch,
    pub files: KeptFiles,
    pub paths: KeptPaths,
}

/// What one job made.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Job {
    /// The hash of its outline.
    outline: [u8; HASH],
    /// The rows that the outline was made of; nothing where that is not all.
    rows: Option<Vec<u32>>,
    sought: Vec<Sought>,
    /// A hash of where what its texts link to is.
    links: [u8; HASH],
    paths: Vec<String>,
}

impl KeptSite {
    /// What was kept; nothing if that cannot be read, or tells of another site than the one that stands.
    pub fn read(file: &Path, stands: Option<&str>) -> Self {
        let read = || {
            let bytes = fs::read(file).ok()?;
            let (sum, bytes) = bytes.split_at_checked(HASH)?;
            let (site, kept): (&str, &[u8]) = postcard::take_from_bytes(bytes).ok()?;
            let is_whole = Some(site) == stands && Sha256::digest(bytes)[..] == *sum;
            postcard::from_bytes(kept).ok().filter(|_| is_whole)
        };
        read().unwrap_or_default()
    }

    /// What a file of it has, but for the site that it tells of.
    pub fn pack(self) -> PackedSite {
        PackedSite { bytes: postcard::to_stdvec(&self).map_err(io::Error::other) }
    }
}

/// [`KeptSite`] as it is written.
pub struct PackedSite {
    bytes: io::Result<Vec<u8>>,
}

impl PackedSite {
    /// Keeps it for the next build of the folder whose site is `site`: [`Output::hash_if_unchanged`].
    pub fn write(self, file: &Path, site: &str) -> Result<()> {
        let write = || {
            let (site, bytes) = (postcard::to_stdvec(site).map_err(io::Error::other)?, self.bytes?);
            let sum = Sha256::new().chain_update(&site).chain_update(&bytes).finalize();
            replace::write(file, &[&sum, &site, &bytes])
        };
        match write() {
            Err(cause) if !is_read_only(&cause) => Err(Error::io(file, "write", &cause)),
            // The next build then makes everything.
            _ => Ok(()),
        }
    }
}

/// Makes the files of jobs, or keeps those that stand.
pub struct Maker<'a> {
    whole: &'a Whole<'a>,
    renderer: &'a Renderer,
    output: &'a Output,
    last: KeptSite,
    /// What every row says now, and where those of the last build are.
    world: World,
    still: Still,
    next: Mutex<Vec<(String, Job)>>,
    /// How many jobs builds of single lists had done.
    taken: AtomicUsize,
    base: [u8; HASH],
}

impl<'a> Maker<'a> {
    /// `base` is a hash of all that every job depends on.
    pub fn new(
        whole: &'a Whole<'a>,
        renderer: &'a Renderer,
        output: &'a Output,
        kept: KeptSite,
        base: [u8; HASH],
    ) -> Self {
        let last =
            if kept.base == base { kept } else { KeptSite { apart: kept.apart, ..KeptSite::default() } };
        let world = World::of(&whole.context(Purpose::Named));
        let still = world.still(&last.world);
        let (next, taken) = (Mutex::default(), AtomicUsize::default());
        Self { whole, renderer, output, last, world, still, next, taken, base }
    }

    /// Sees to the files of a job, which `make` makes: of the same outline it always makes the same.
    pub fn make(&self, name: String, make: impl Fn(&Context, &Renderer) -> Result<Files>) -> Result<()> {
        let named = self.whole.context(Purpose::Named);
        let last = self.last.jobs.get(&name).filter(|job| links(&named, &job.sought) == job.links);
        let mut rows = last.and_then(|job| self.still.places(job.rows.as_ref()?));
        let mut own = None;
        if rows.is_none() {
            let (files, mut seen) = seen::noted(|| make(&named, &Renderer::Outlines));
            own = Some(outline(&files?, &named.texts.noted()));
            rows = self.world.places(&mut seen);
        }
        let kept = last.filter(|job| own.is_none_or(|own| own == job.outline));
        if let Some(job) = kept
            && self.output.keep(&job.paths)?
        {
            self.note(name, Job { rows, ..job.clone() });
            return Ok(());
        }
        let made = own.and_then(|own| self.last.apart.find(&apart::key(&self.base, &name, &own), &named));
        if let Some((own, apart::Made { sought, links, files })) = own.zip(made) {
            files.iter().try_for_each(|(path, bytes)| self.output.write(path, bytes))?;
            self.taken.fetch_add(1, Ordering::Relaxed);
            let paths = files.into_iter().map(|(path, _)| path).collect();
            self.note(name, Job { outline: own, rows, sought, links, paths });
            return Ok(());
        }
        let shown = self.whole.context(Purpose::Shown);
        let files = make(&shown, self.renderer)?;
        files.iter().try_for_each(|(path, bytes)| self.output.write(path, bytes))?;
        let sought: Vec<Sought> = shown.texts.noted().sought.iter().cloned().collect();
        let outline = own.or(kept.map(|job| job.outline)).unwrap_or_default();
        let links = links(&named, &sought);
        let paths = files.into_iter().map(|(path, _)| path).collect();
        self.note(name, Job { outline, rows, sought, links, paths });
        Ok(())
    }

    fn note(&self, name: String, job: Job) {
        self.next.lock().unwrap_or_else(PoisonError::into_inner).push((name, job));
    }

    /// What the next build may keep, and how many jobs builds of single lists had done.
    pub fn finish(self) -> (KeptSite, usize) {
        let jobs = self.next.into_inner().unwrap_or_else(PoisonError::into_inner);
        let jobs = jobs.into_iter().collect();
        let kept = KeptSite { base: self.base, world: self.world, jobs, ..KeptSite::default() };
        (kept, self.taken.into_inner())
    }
}
