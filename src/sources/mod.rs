//! Where digests come from: the mails of archives, cut into windows, and texts.
//!
//! 1. [`open`] opens the archives of the lists; `imported` makes one of mails that are in none.
//! 2. `mails` reads them all, in parallel, and finds out when each was sent; what they say is kept in `records`.
//! 3. `windows` cuts them into windows, gives each text its place, and makes the digests.

mod imported;
mod mails;
mod records;
mod troubles;
mod windows;

use std::fs;
use std::hash::Hash;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::archive::{Inbox, Scheme};
use crate::catalog::{self, Aliases, Tree};
use crate::digest::{CommonTags, Corrections, Deletions, Known, Withheld};
use crate::error::{Error, Kind, Result};
use crate::lock::Lock;
use crate::mail::Mailmap;
use crate::maintainers::Maintainers;
use crate::options::{InboxOptions, Options, RepositoryOptions};
use crate::position::Table;
use crate::progress::Progress;
use crate::report::{LeftOut, Report};
use crate::shared::Pool;
use crate::sum::Sum;
use records::Records;

pub use troubles::of_mails as troubles_of_mails;

pub use imported::{fingerprint, lock as lock_cache};
pub use mails::{Mails, OneDigest, file_archive, file_with_texts, one_digest, read};
pub use windows::digests;

/// A mailing list of the site.
pub struct List {
    /// What its pages say of it.
    pub own: catalog::List,
    pub aliases: Aliases,
    /// None for a list that only texts name.
    archive: Option<Archive>,
}

/// The archive of a list, and how it is to be cut.
pub struct Archive {
    name: String,
    /// Where the owner says that it is.
    named: PathBuf,
    /// Where it is: mails that were imported are in the cache.
    path: PathBuf,
    inbox: Inbox,
    deletions: Deletions,
    common_tags: CommonTags,
    maintainers: Option<Arc<Maintainers>>,
    /// What its mails have in common, while they are read.
    pool: Pool,
    /// What was kept of it, and a hash of what it was read with.
    records: Option<Records>,
    key: [u8; 32],
    scheme: Scheme,
    /// Where windows are named: the file of windows, or the archive.
    place: String,
    /// How many of its mails are older than the site.
    older: usize,
}

/// A mailing list whose mails are read: its archive is closed, and what libgit2 kept for it is given back.
pub struct Closed {
    pub own: catalog::List,
    pub aliases: Aliases,
    /// Where the archive is.
    pub path: Option<PathBuf>,
    /// What is wrong with the archive as a whole, each with the archive's path.
    pub troubles: Vec<String>,
    /// How many mails of the archive are older than the site.
    pub older: usize,
    /// Nobody else may change what was kept of it as long as texts are read there.
    _records: Option<Records>,
}

impl List {
    /// Closes the archive.
    pub fn close(self) -> Closed {
        let Self { own, aliases, archive } = self;
        let troubles = archive.as_ref().map_or_else(Vec::new, |archive| {
            let is_imported = archive.named != archive.path;
            troubles::of(&archive.named, &archive.inbox, is_imported)
        });
        let older = archive.as_ref().map_or(0, |archive| archive.older);
        let (path, records) = archive.map(|archive| (archive.path, archive.records)).unzip();
        Closed { own, aliases, path, troubles, older, _records: records.flatten() }
    }
}

impl Archive {
    fn known<'a>(&'a self, mailmap: &'a Mailmap, corrections: &'a Corrections) -> Known<'a> {
        let Self { deletions, common_tags, pool, .. } = self;
        let maintainers = self.maintainers.as_deref();
        Known { deletions, common_tags, mailmap, corrections, maintainers, pool }
    }
}

/// Opens all archives to read them, with what earlier builds kept of them. `locked` is the lock of the cache: without it
/// another build may read what was imported there.
pub fn open(
    options: &Options,
    locked: Option<&Lock>,
    withheld: &mut Withheld,
    progress: &dyn Progress,
    report: &mut Report,
) -> Result<Table<catalog::List, List>> {
    let mut lists = open_all(options, Cache::Used, withheld, progress, report)?;
    // A commit that is hidden hides its Message-IDs in the mails of all archives, which are open now.
    for archive in lists.iter_mut().filter_map(|list| list.archive.as_mut()) {
        let mut key = Sum::default();
        (archive.key, withheld.found_ids()).hash(&mut key);
        archive.key = key.bytes();
    }
    if !options.only.is_empty() {
        return Ok(lists);
    }
    let own = || lists.iter().filter_map(|list| list.archive.as_ref());
    Records::remove_others(
        &options.cache,
        own().map(|archive| (archive.name.as_str(), archive.path.as_path())),
    )?;
    if locked.is_some() {
        imported::remove_others(&options.cache, own().map(|archive| archive.path.as_path()))?;
    }
    Ok(lists)
}

/// Opens all archives to read them; nothing that earlier builds kept is used, and nothing is kept.
pub fn open_unkept(
    options: &Options,
    withheld: &mut Withheld,
    progress: &dyn Progress,
    report: &mut Report,
) -> Result<Table<catalog::List, List>> {
    open_all(options, Cache::Unused, withheld, progress, report)
}

/// Finds the Message-IDs of the commits that are hidden.
pub fn find_hidden_commits(
    options: &Options,
    withheld: &mut Withheld,
    progress: &dyn Progress,
) -> Result<()> {
    open_unkept(options, withheld, progress, &mut Report::default()).map(drop)
}

/// Whether what earlier builds kept is used, and kept up.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cache {
    Used,
    Unused,
}

fn open_all(
    options: &Options,
    cache: Cache,
    withheld: &mut Withheld,
    progress: &dyn Progress,
    report: &mut Report,
) -> Result<Table<catalog::List, List>> {
    let open = |inbox_options| open_list(inbox_options, options, cache, withheld, progress, report);
    options.inboxes.iter().map(open).collect()
}

fn open_list(
    options: &InboxOptions,
    all: &Options,
    cache: Cache,
    withheld: &mut Withheld,
    progress: &dyn Progress,
    report: &mut Report,
) -> Result<List> {
    if !all.reads(&options.name) {
        let aliases = read_aliases(options)?;
        return Ok(List { own: own(options, None), aliases, archive: None });
    }
    options.check_path()?;
    let (maintainers, of_maintainers) = read_maintainers(options, withheld, report)?.unzip();
    let maintainers = maintainers.map(Arc::new);
    let path = imported::archive_path(options, &all.cache, progress, report)?;
    progress.stage("walking history", None);
    let records = match cache {
        Cache::Used => open_records(options, all, &path)?,
        Cache::Unused => None,
    };
    let known = records.as_ref().map_or_else(Vec::new, Records::slots);
    let opened = Inbox::open_on(&path, &known);
    let mut inbox = opened.map_err(|error| options.error_of("path", error))?;
    if cache == Cache::Used && records.is_none() && !all.only.is_empty() {
        return Err(nothing_kept(options, &all.cache));
    }
    // What is wrong with an archive costs what it costs, whatever was read before.
    let records = records.filter(|_| inbox.broken().is_empty());
    report.extend(inbox.broken().iter().cloned());
    let (deletions, common_tags) = (Deletions::find(&inbox), CommonTags::find(&inbox));
    withheld.find_commits(&inbox);
    inbox.close_repositories();
    let mut key = Sum::default();
    (&common_tags, of_maintainers, &all.hide, &all.mailmap).hash(&mut key);
    Ok(List {
        own: own(options, maintainers.clone()),
        aliases: read_aliases(options)?,
        archive: Some(Archive {
            name: options.name.clone(),
            named: options.path.clone(),
            deletions,
            common_tags,
            inbox,
            maintainers,
            pool: Pool::default(),
            records,
            key: key.bytes(),
            scheme: options.scheme.clone(),
            place: options.windows_file.as_deref().unwrap_or(&path).display().to_string(),
            older: 0,
            path,
        }),
    })
}

/// What pages say of a list.
fn own(options: &InboxOptions, maintainers: Option<Arc<Maintainers>>) -> catalog::List {
    let tree = |one: &RepositoryOptions| Tree { name: one.name.clone(), commits: one.commits.clone() };
    catalog::List {
        name: options.name.clone(),
        slug: options.slug.clone(),
        url: options.url.clone(),
        commits: options.commits.clone(),
        trees: options.repositories.iter().skip(1).map(tree).collect(),
        maintainers,
    }
}

/// What was kept of the archive at `path`. Who builds a list on its own has to have it alone.
fn open_records(options: &InboxOptions, all: &Options, path: &Path) -> Result<Option<Records>> {
    match Records::open(&all.cache, &options.name, path) {
        Err(error) if error.kind() == Kind::Busy && all.only.is_empty() => Ok(None),
        other => other,
    }
}

/// The error for a list that would be built on its own for nothing.
fn nothing_kept(options: &InboxOptions, cache: &Path) -> Error {
    let problem = format!("nothing of inbox {} can be kept here", options.name);
    Error::new(cache.display().to_string(), problem, "make this folder one that you may write to")
}

/// An alias that is not a prefix of a title would never be used.
fn read_aliases(options: &InboxOptions) -> Result<Aliases> {
    Aliases::new(&options.aliases).map_err(|prefix| {
        let place = format!("{}: aliases of inbox {}", crate::config::FILE, options.name);
        let mend =
            "write the beginning of patch titles, without the last colon: \"KVM/arm64\" = \"KVM: arm64\"";
        Error::new(place, format!("`{prefix}` is not a subsystem prefix"), mend)
    })
}

/// The `MAINTAINERS` file of an inbox, and its text; what of it cannot be used is reported.
fn read_maintainers(
    options: &InboxOptions,
    withheld: &Withheld,
    report: &mut Report,
) -> Result<Option<(Maintainers, String)>> {
    let Some(path) = &options.maintainers else { return Ok(None) };
    let failed =
        |cause| options.error_of("maintainers", Error::io(path, "read the MAINTAINERS file", &cause));
    let text = fs::read_to_string(path).map_err(failed)?;
    let text = withheld.shown(&text).unwrap_or(text);
    let (maintainers, defects) = Maintainers::parse(&text);
    if maintainers.list().is_empty() {
        let mend = "use a file in the format of Linux and QEMU: a title, followed by lines such as `F:\tdrivers/net/`";
        return Err(Error::new(path.display().to_string(), "no MAINTAINERS sections found", mend));
    }
    report.extend(defects.into_iter().map(|defect| {
        LeftOut::commit(format!("{}:{}", path.display(), defect.line), None, "unread-pattern")
    }));
    Ok(Some((maintainers, text)))
}

/// The error for a window that an archive does not contain.
pub fn unknown_window(place: &Path, problem: String) -> Error {
    let mend = "use commits of this archive; `git log` in it lists them";
    Error::new(place.display().to_string(), problem, mend)
}

/// The error for a window of an archive without any commit.
pub fn empty_archive(place: &Path) -> Error {
    let mend = "run `git fetch` in it, or fill it with `lorepress import`";
    Error::new(place.display().to_string(), "the archive is empty: it has no commits", mend)
}

/// A name for a list that has none but its archive's: the last part of the path that says something.
pub fn name_of(archive: &Path) -> String {
    let parts = archive.components().rev().map(|part| part.as_os_str().to_string_lossy().into_owned());
    let mut names = parts.map(|part| part.trim_end_matches(".git").to_owned());
    let says_something =
        |name: &String| !name.is_empty() && name != "git" && name != "." && name.parse::<u32>().is_err();
    names.find(says_something).unwrap_or_else(|| "list".to_owned())
}
