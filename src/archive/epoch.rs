//! One git repository of an inbox: its first-parent history and its blobs.

use std::path::{Path, PathBuf};
use std::sync::Once;

use git2::{DiffFile, ErrorCode, Repository, RepositoryOpenFlags, Tree};
use thread_local::ThreadLocal;

pub use git2::Oid;

/// What a commit, or one change of a v1 commit, brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// A mail, in this blob.
    Mail(Oid),
    /// The deletion of an earlier mail, whose bytes are in this blob.
    Deletion(Oid),
    /// Nothing that could be used, and why.
    None(Fault),
}

/// Why a commit gives no mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fault {
    /// Its tree has neither `m` nor `d` and adds no file.
    NoMail,
    /// The blob is empty: public-inbox purged or edited the mail away.
    Purged,
    /// The commit, its tree or its blob is listed and not there.
    Missing,
    /// It is there, and git cannot read it.
    Damaged,
}

impl Fault {
    /// The word for the report.
    pub fn kind(self) -> &'static str {
        match self {
            Fault::NoMail => "no-mail",
            Fault::Purged => "purged",
            Fault::Missing => "missing-object",
            Fault::Damaged => "damaged-object",
        }
    }

    fn of(error: &git2::Error) -> Self {
        if error.code() == ErrorCode::NotFound { Fault::Missing } else { Fault::Damaged }
    }
}

/// A commit of the first-parent history.
pub(super) struct Step {
    pub id: Oid,
    /// Committer time, seconds since 1970 in UTC. The zone is not used: public-inbox writes impossible ones.
    pub time: i64,
}

/// What came of walking an epoch's history.
#[derive(Default)]
pub(super) struct History {
    /// Oldest first.
    pub steps: Vec<Step>,
    /// Why the history is not whole, where it is not: the commit at which it breaks off and the report's
    /// word for it.
    pub broken: Option<(Option<Oid>, &'static str)>,
}

/// A git repository, opened once per thread: libgit2's handle may move between threads, not be shared.
pub(super) struct Epoch {
    path: PathBuf,
    handles: ThreadLocal<Repository>,
}

impl Epoch {
    /// Opens the repository at `path` itself, never one above it.
    pub fn open(path: &Path) -> Result<Self, git2::Error> {
        let epoch = Self { path: path.to_owned(), handles: ThreadLocal::new() };
        epoch.repository()?;
        Ok(epoch)
    }

    fn repository(&self) -> Result<&Repository, git2::Error> {
        self.handles.get_or_try(|| open_repository(&self.path))
    }

    /// Closes the repository, which is opened again when something is read.
    pub fn rest(&mut self) {
        self.handles.clear();
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Walks the first parents from the tip. What is missing or damaged ends the walk, and is said.
    pub fn history(&self) -> History {
        let mut history = History::default();
        let Ok(repository) = self.repository() else {
            history.broken = Some((None, Fault::Damaged.kind()));
            return history;
        };
        let mut next = match tip(repository) {
            Some(id) => Some(id),
            None => {
                history.broken = Some((None, "empty-epoch"));
                None
            }
        };
        while let Some(id) = next {
            match repository.find_commit(id) {
                Ok(commit) => {
                    history.steps.push(Step { id, time: commit.time().seconds() });
                    next = commit.parent_id(0).ok();
                }
                Err(error) => {
                    history.broken = Some((Some(id), Fault::of(&error).kind()));
                    next = None;
                }
            }
        }
        if history.broken.is_none() && is_partial(&self.path) {
            history.broken = Some((None, "partial-clone"));
        }
        // libgit2 takes the oldest commit of a shallow clone for one without parents.
        if history.broken.is_none() && repository.is_shallow() {
            history.broken = Some((None, "shallow-history"));
        }
        history.steps.reverse();
        history
    }

    /// What the commit brings: one thing in v2; in v1 whatever differs from the parent's tree.
    pub fn contents(&self, id: Oid) -> Vec<Content> {
        self.look_up(id).unwrap_or_else(|error| vec![Content::None(Fault::of(&error))])
    }

    fn look_up(&self, id: Oid) -> Result<Vec<Content>, git2::Error> {
        let repository = self.repository()?;
        let commit = repository.find_commit(id)?;
        let tree = commit.tree()?;
        if let Some(entry) = tree.get_name("m") {
            return Ok(vec![Content::Mail(entry.id())]);
        }
        if let Some(entry) = tree.get_name("d") {
            return Ok(vec![Content::Deletion(entry.id())]);
        }
        let before = match commit.parent(0) {
            Ok(parent) => Some(parent.tree()?),
            Err(_) => None,
        };
        let changes = changed_mails(repository, before.as_ref(), &tree)?;
        Ok(if changes.is_empty() { vec![Content::None(Fault::NoMail)] } else { changes })
    }

    /// Hands the bytes of a blob to `read`, without copying them.
    pub fn with_blob<T>(&self, id: Oid, read: impl FnOnce(&[u8]) -> T) -> Result<T, Fault> {
        let odb = self.repository().and_then(Repository::odb).map_err(|error| Fault::of(&error))?;
        let object = odb.read(id).map_err(|error| Fault::of(&error))?;
        if object.data().is_empty() { Err(Fault::Purged) } else { Ok(read(object.data())) }
    }
}

/// Opens the repository at `path` itself, never one above it.
pub(super) fn open_repository(path: &Path) -> Result<Repository, git2::Error> {
    tune_libgit2();
    Repository::open_ext(path, RepositoryOpenFlags::NO_SEARCH, std::iter::empty::<&Path>())
}

/// The report's word for a repository that libgit2 does not open.
pub(super) fn why_unreadable(path: &Path) -> &'static str {
    let has = |key: &str| setting(path, key).is_some();
    if is_partial(path) {
        "partial-clone"
    } else if has("extensions.objectformat") || has("extensions.refstorage") {
        "unknown-format"
    } else {
        "unreadable-epoch"
    }
}

/// Whether objects were left out when the repository was cloned, to be fetched when they are asked for.
fn is_partial(path: &Path) -> bool {
    setting(path, "extensions.partialclone").is_some()
        || setting(path, "remote.origin.promisor").is_some_and(|value| value == "true")
}

/// A setting of a repository that libgit2 may not be able to open.
fn setting(path: &Path, key: &str) -> Option<String> {
    let file = [path.join("config"), path.join(".git/config")].into_iter().find(|file| file.is_file())?;
    git2::Config::open(&file).ok()?.get_string(key).ok()
}

/// The newest commit: of HEAD; where that points nowhere, of `master` or `main`, or of the only branch.
fn tip(repository: &Repository) -> Option<Oid> {
    let head =
        repository.head().ok().and_then(|head| head.peel_to_commit().ok().map(|c| c.id()).or(head.target()));
    let named = || {
        ["refs/heads/master", "refs/heads/main"].iter().find_map(|name| repository.refname_to_id(name).ok())
    };
    let only = || {
        let mut branches = repository.references_glob("refs/heads/*").ok()?;
        let first = branches.next()?.ok()?.target();
        if branches.next().is_some() { None } else { first }
    };
    head.or_else(named).or_else(only)
}

/// What a v1 commit changed: added and edited mails are mails, deleted ones deletions. Other files are ignored.
fn changed_mails(
    repository: &Repository,
    before: Option<&Tree>,
    after: &Tree,
) -> Result<Vec<Content>, git2::Error> {
    let diff = repository.diff_tree_to_tree(before, Some(after), None)?;
    let mut contents = Vec::new();
    for delta in diff.deltas() {
        let mail = |file: DiffFile<'_>| file.path_bytes().is_some_and(is_mail_path).then(|| file.id());
        let (old, new) = (mail(delta.old_file()), mail(delta.new_file()));
        contents.extend(old.filter(|id| !id.is_zero()).map(Content::Deletion));
        contents.extend(new.filter(|id| !id.is_zero()).map(Content::Mail));
    }
    Ok(contents)
}

/// Where v1 keeps a mail: two hexadecimal digits, a slash, and the other 38 of the Message-ID's SHA-1.
fn is_mail_path(path: &[u8]) -> bool {
    path.len() == 41 && path[2] == b'/' && path.iter().filter(|byte| byte.is_ascii_hexdigit()).count() == 40
}

/// Settings of libgit2 for reading each object once: no cache of what is not asked for again, and no hash
/// over what zlib and the pack's own checks have covered. Archives may belong to another user: none of their hooks or
/// configuration is run, so that is no reason to refuse them.
fn tune_libgit2() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        git2::opts::enable_caching(false);
        git2::opts::strict_hash_verification(false);
        // SAFETY: sets a global flag of libgit2, inside `Once`, before this process opens a repository here.
        // It fails only for an option that libgit2 does not know; then owners are checked as usual.
        if let Err(error) = unsafe { git2::opts::set_verify_owner_validation(false) } {
            debug_assert!(false, "libgit2 knows this option: {error}");
        }
    });
}
