//! The build of a single list, or of some of several, for the build of all lists: on another machine, say.
//!
//! What its mails say is kept as in every build (`sources::records`). What reviewers said of its series, and its pages, are kept in the
//! cache, in a folder for the lists that were named, `part-HASH`, as two [bundles](crate::bundle), `reviews` and `pages`. A build of
//! all lists takes over what it would make as well, of every such folder, and then removes them. They may be deleted at any time.

use std::fs;
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

use crate::catalog::Joined;
use crate::content::Content;
use crate::digest::key;
use crate::error::{Error, Result, is_read_only};
use crate::lock::{Lock, Work};
use crate::options::Options;
use crate::progress::Progress;
use crate::site::said::{self, KeptReviews};
use crate::site::{self, Taken, Templates, Whole, assets};
use crate::summary::{self, JoinedLists, Summary};
use crate::{Found as Basis, inputs, people, replace, site_of, touched, warnings, watched};

/// How the folders are named.
const FOLDER: &str = "part-";
/// Bytes of the hash in a folder's name.
const NAME: usize = 8;
/// What is in a folder.
const LOCK: &str = "lock";
const REVIEWS: &str = "reviews";
const PAGES: &str = "pages";
/// What the lock of a folder is for.
const WORK: Work = Work { what: "the cache", doing: "building this list", again: "build again" };

/// Builds the lists that are to be built on their own. No site is made or changed.
pub fn build(options: &Options, progress: &dyn Progress) -> Result<Summary> {
    let folder = folder(options);
    let named = options.only.join(", ");
    let lock = Lock::take(&folder, LOCK);
    let _lock = lock.map_err(|refused| refused.error(&WORK, Path::new(&named), &folder))?;
    let (templates, language) = Templates::read(&options.templates, &options.language, &options.languages)?;
    let static_files = assets::spoken(&options.static_files, &language)?;
    let mut content = Content::read(&options.content)?;
    keep_own(&mut content, options);
    let mut mails = crate::read(options, &mut content, progress)?;
    progress.stage("joining windows", None);
    let joined = Joined::of(&mails.filed);
    joined.settle(&mut mails.filed);
    let (catalog, landed) = mails.catalog(joined, options)?;
    let settings = inputs::settings(options, &mails.withheld).ok_or_else(unknown_program)?;
    progress.stage("reading reviews", None);
    let mut reviews = KeptReviews::open(folder.join(REVIEWS), &[]);
    let talks = said::find(&catalog, &mails.spool, &settings, Some(&mut reviews))?;
    reviews.write(&mails.spool)?;
    let (watches, _) =
        watched::find(&catalog, &options.watches, &mails.spool, &settings, &Default::default())?;
    let (directories, _) = touched::find(options, &catalog, &mails.spool, &settings, &Default::default())?;
    let (people, lists) = (people(&catalog, options.addresses), mails.lists.map(|_, list| list.own.clone()));
    let watches = watched::shown(watches, &mails.withheld);
    let found = Basis {
        settings,
        language: &language,
        people: &people,
        lists: &lists,
        catalog: &catalog,
        talks: &talks,
        landed: &landed,
        watches: &watches,
        directories: &directories,
        content: &content,
        mails: &mails,
    };
    let site = site_of(options, found);
    site::write_apart(&Whole::new(&site)?, templates, static_files, &folder.join(PAGES), progress)?;
    let mut summary = summary::of(&mails, &catalog, 0);
    // A takedown may be about another list.
    summary.warnings = warnings(&mails.now(), &crate::digest::Withheld::new(&[]));
    summary.report = std::mem::take(&mut mails.report);
    Ok(summary)
}

/// Leaves out what may be about digests of other lists: notes, and digests as text.
fn keep_own(content: &mut Content, options: &Options) {
    content.pages.retain(|page| page.front.digest.is_none());
    let is_own = |list: &str| options.only.iter().any(|name| key::slug(name) == key::slug(list));
    content.texts.retain(|text| is_own(&text.digest.list));
}

fn unknown_program() -> Error {
    let mend = "let the one who runs it read its file";
    Error::new("lorepress", "the program cannot be read, so nothing of it can be kept", mend)
}

/// The folder of the lists that are built on their own.
fn folder(options: &Options) -> PathBuf {
    let hash = Sha256::digest(options.only.join("\0"));
    options.cache.join(format!("{FOLDER}{}", HEXLOWER.encode(&hash[..NAME])))
}

/// What builds of single lists left.
#[derive(Default)]
pub struct Found {
    pub reviews: Vec<PathBuf>,
    pub pages: Vec<PathBuf>,
}

impl Found {
    /// Looks for it; without a name for the program nothing of it can be used.
    pub fn look(options: &Options, has_settings: bool) -> Self {
        let folders = if has_settings { folders(options) } else { Vec::new() };
        let files = |name: &str| {
            folders.iter().map(|folder| folder.join(name)).filter(|file| file.is_file()).collect()
        };
        Self { reviews: files(REVIEWS), pages: files(PAGES) }
    }

    /// What was taken over, if there was anything. `read` is the number of mails that had to be read all the same.
    pub fn joined(&self, read: usize, taken: &Taken) -> Option<JoinedLists> {
        let &Taken { jobs, of } = taken;
        (!self.pages.is_empty()).then_some(JoinedLists { read, jobs, of })
    }
}

fn folders(options: &Options) -> Vec<PathBuf> {
    let entries = fs::read_dir(&options.cache).into_iter().flatten().flatten();
    let is_part = |path: &PathBuf| {
        path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(FOLDER)) && path.is_dir()
    };
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(is_part).collect();
    folders.sort();
    folders
}

/// Removes what was taken over, and gives what cannot be removed. What another process makes stays.
pub fn clean(options: &Options) -> Vec<Error> {
    let remove = |folder: PathBuf| {
        let lock = Lock::take(&folder, LOCK).ok()?;
        let removed = replace::remove(&folder);
        drop(lock);
        let cause = removed.err().filter(|cause| !is_read_only(cause))?;
        Some(Error::io(&folder, "remove", &cause))
    };
    folders(options).into_iter().filter_map(remove).collect()
}
