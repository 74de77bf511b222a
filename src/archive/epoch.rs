//! One git repository of an inbox: its first-parent history and its blobs.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Once;

use git2::{Commit, DiffFile, ErrorCode, ObjectType, Repository, RepositoryOpenFlags, Tree, TreeEntry};
use serde::{Deserialize, Serialize};
use thread_local::ThreadLocal;

use super::orphans::{self, Node, Walked};
use super::{health, loose};

pub use git2::Oid;

/// What a commit, or one change of a v1 commit, brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Content {
    /// A mail, in this blob.
    Mail(#[serde(with = "super::oid_bytes")] Oid),
    /// The deletion of an earlier mail, whose bytes are in this blob.
    Deletion(#[serde(with = "super::oid_bytes")] Oid),
    /// Nothing that could be used, and why.
    None(Fault),
}

/// Why a commit gives no mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Fault {
    /// Its tree has neither `m` nor `d` and adds no file.
    NoMail,
    /// The blob is empty: public-inbox purged or edited the mail away.
    Purged,
    /// The commit, its tree or its blob is listed and not there.
    Missing,
    /// It is there, and git cannot read it, or refuses it.
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
    /// They follow the commit that was known before; without this, they are all there is.
    pub goes_on: bool,
    /// What is wrong with it: the commit or file, and the report's word.
    pub defects: Vec<(String, &'static str)>,
}

/// Where a history begins, seen from today.
enum Tip {
    At(Oid),
    /// There is no commit yet.
    Nowhere,
    /// The branch is there and cannot be read; where it was last, if that was logged.
    Damaged(Option<Oid>),
}

/// A git repository, opened once per thread: libgit2's handle may move between threads, not be shared.
pub(super) struct Epoch {
    path: PathBuf,
    handles: ThreadLocal<Repository>,
    /// Loose objects that libgit2 must not read.
    damaged: HashSet<Oid>,
}

impl Epoch {
    /// Opens the repository at `path` itself, never one above it.
    pub fn open(path: &Path) -> Result<Self, git2::Error> {
        let mut epoch = Self { path: path.to_owned(), handles: ThreadLocal::new(), damaged: HashSet::new() };
        epoch.damaged = loose::damaged(epoch.repository()?);
        Ok(epoch)
    }

    fn repository(&self) -> Result<&Repository, git2::Error> {
        self.handles.get_or_try(|| open_repository(&self.path))
    }

    /// Closes the repository, which is opened again when something is read.
    pub fn close(&mut self) {
        self.handles.clear();
    }

    /// The name of its folder.
    pub fn name(&self) -> String {
        self.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    }

    /// Walks the first parents from the tip, to the commit that is `known` if it meets that. Behind what is missing or
    /// damaged it goes on where that is certain; all of it is said.
    pub fn history(&self, known: Option<Oid>) -> History {
        let name = self.name();
        let mut history = History::default();
        let stores = health::defects_of_stores(&self.path).into_iter();
        history.defects.extend(stores.map(|(file, kind)| (format!("{name}/{file}"), kind)));
        let tip = match self.repository() {
            Ok(repository) => tip(repository),
            Err(_) => Tip::Damaged(None),
        };
        let (tip, whole) = match tip {
            Tip::At(id) => (Some(id), true),
            Tip::Nowhere => (None, true),
            Tip::Damaged(last) => {
                history.defects.push((name.clone(), "damaged-branch"));
                (last, false)
            }
        };
        let broken = self.walk(tip, known, &mut history);
        if broken.is_some() || tip.is_none() && !whole {
            self.go_on_behind(broken, &mut history);
        }
        if history.steps.is_empty() && !history.goes_on && history.defects.is_empty() {
            history.defects.push((name.clone(), "empty-epoch"));
        }
        if health::is_partial(&self.path) {
            history.defects.push((name, "partial-clone"));
        } else if self.repository().is_ok_and(Repository::is_shallow) {
            // libgit2 takes the oldest commit of a shallow clone for one without parents.
            history.defects.push((name, "shallow-history"));
        }
        history.steps.reverse();
        history
    }

    /// Walks until the history ends, or is known, or a commit that hides what is behind it: that one is returned.
    fn walk(&self, tip: Option<Oid>, known: Option<Oid>, history: &mut History) -> Option<Oid> {
        let mut next = tip;
        while let Some(id) = next {
            if known == Some(id) {
                history.goes_on = true;
                return None;
            }
            match self.commit(id) {
                Ok(commit) => {
                    history.steps.push(Step { id, time: commit.time().seconds() });
                    next = commit.parent_id(0).ok();
                }
                Err(fault) => {
                    history.defects.push((id.to_string(), fault.kind()));
                    match self.parent_of_refused(id) {
                        Some(parent) => next = Some(parent),
                        None => return Some(id),
                    }
                }
            }
        }
        None
    }

    /// Joins what the packs still have of the history behind a commit.
    fn go_on_behind(&self, broken: Option<Oid>, history: &mut History) {
        let ids: Vec<Oid> = history.steps.iter().map(|step| step.id).collect();
        let nodes = self.nodes();
        let other_tips = self.repository().map(tips).unwrap_or_default();
        let walked = Walked { ids: &ids, broken, other_tips: &other_tips };
        let behind = orphans::behind(&nodes, &walked);
        let mut end = broken;
        for chain in behind.chains {
            if let Some(id) = end.filter(|id| Some(*id) != broken) {
                history.defects.push((id.to_string(), self.fault_of(id).kind()));
            }
            history.steps.extend(chain.ids.iter().map(|&id| Step { id, time: nodes[&id].time }));
            end = chain.ends_at;
        }
        if end.is_some() {
            history.defects.push((self.name(), "history-ends"));
        }
        history.defects.extend(behind.unreached.iter().map(|id| (id.to_string(), "unreached-commit")));
    }

    /// All commits that can be read, whether anything leads to them or not.
    fn nodes(&self) -> HashMap<Oid, Node> {
        let mut ids = Vec::new();
        let odb = self.repository().and_then(Repository::odb);
        let list = |odb: &git2::Odb| {
            odb.foreach(|id| {
                ids.push(*id);
                true
            })
        };
        // A store that cannot be listed ends the list: what is in it cannot be read either.
        odb.as_ref().map(list).ok();
        let node = |id: Oid| {
            let is_sound = !self.damaged.contains(&id);
            let kind = odb.as_ref().ok().filter(|_| is_sound)?.read_header(id).ok()?.1;
            let commit = self.commit(id).ok().filter(|_| kind == ObjectType::Commit)?;
            Some((
                id,
                Node {
                    parent: commit.parent_id(0).ok(),
                    time: commit.time().seconds(),
                    written: commit.author().when().seconds(),
                    tree: commit.tree_id(),
                },
            ))
        };
        ids.into_iter().filter_map(node).collect()
    }

    /// The first parent of a commit whose bytes are there, and which git refuses for something else in them.
    fn parent_of_refused(&self, id: Oid) -> Option<Oid> {
        self.check(id).ok()?;
        let odb = self.repository().and_then(Repository::odb).ok()?;
        let object = odb.read(id).ok().filter(|object| object.kind() == ObjectType::Commit)?;
        let mut lines = object.data().split(|&byte| byte == b'\n').take_while(|line| !line.is_empty());
        let parent = lines.find_map(|line| line.strip_prefix(b"parent "))?;
        std::str::from_utf8(parent).ok().and_then(|id| Oid::from_str(id).ok())
    }

    fn check(&self, id: Oid) -> Result<(), Fault> {
        if self.damaged.contains(&id) { Err(Fault::Damaged) } else { Ok(()) }
    }

    fn commit(&self, id: Oid) -> Result<Commit<'_>, Fault> {
        self.check(id)?;
        self.repository().and_then(|repository| repository.find_commit(id)).map_err(|error| Fault::of(&error))
    }

    fn fault_of(&self, id: Oid) -> Fault {
        self.commit(id).err().unwrap_or(Fault::Missing)
    }

    /// What a commit brings: one thing in v2; in v1 whatever differs from the tree of the commit `before` it.
    pub fn contents(&self, id: Oid, before: Option<Oid>) -> Vec<Content> {
        self.look_up(id, before).unwrap_or_else(|fault| vec![Content::None(fault)])
    }

    fn look_up(&self, id: Oid, before: Option<Oid>) -> Result<Vec<Content>, Fault> {
        let tree = self.tree_of(id)?;
        if let Some(entry) = tree.get_name("m") {
            return Ok(vec![Content::Mail(entry.id())]);
        }
        if let Some(entry) = tree.get_name("d") {
            return Ok(vec![Content::Deletion(entry.id())]);
        }
        let before = before.map(|id| self.tree_of(id)).transpose()?;
        self.check_changed(before.as_ref(), &tree)?;
        let repository = self.repository().map_err(|error| Fault::of(&error))?;
        let changes = changed_mails(repository, before.as_ref(), &tree).map_err(|error| Fault::of(&error))?;
        Ok(if changes.is_empty() { vec![Content::None(Fault::NoMail)] } else { changes })
    }

    fn tree_of(&self, commit: Oid) -> Result<Tree<'_>, Fault> {
        let commit = self.commit(commit)?;
        self.check(commit.tree_id())?;
        commit.tree().map_err(|error| Fault::of(&error))
    }

    /// Fails if libgit2 would read a damaged tree to compare two.
    fn check_changed(&self, before: Option<&Tree>, after: &Tree) -> Result<(), Fault> {
        if self.damaged.is_empty() {
            return Ok(());
        }
        let folders = |tree: &Tree| -> HashSet<Oid> {
            let is_folder = |entry: &TreeEntry| entry.kind() == Some(ObjectType::Tree);
            tree.iter().filter(is_folder).map(|entry| entry.id()).collect()
        };
        let (old, new) = (before.map(folders).unwrap_or_default(), folders(after));
        let mut waiting: Vec<Oid> = old.symmetric_difference(&new).copied().collect();
        let mut seen = HashSet::new();
        while let Some(id) = waiting.pop().filter(|id| seen.insert(*id)) {
            self.check(id)?;
            let tree = self.repository().and_then(|repository| repository.find_tree(id));
            waiting.extend(folders(&tree.map_err(|error| Fault::of(&error))?));
        }
        Ok(())
    }

    /// Hands the bytes of a blob to `read`, without copying them.
    pub fn with_blob<T>(&self, id: Oid, read: impl FnOnce(&[u8]) -> T) -> Result<T, Fault> {
        self.check(id)?;
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

/// The newest commit: of HEAD; where that points nowhere, of `master` or `main`, or of the only branch.
fn tip(repository: &Repository) -> Tip {
    if let Some(branch) = damaged_branch(repository) {
        let log = repository.reflog(&branch).ok();
        return Tip::Damaged(log.and_then(|log| log.get(0).map(|entry| entry.id_new())));
    }
    let head = repository.head().ok().and_then(|head| head.target());
    let named = || {
        ["refs/heads/master", "refs/heads/main"].iter().find_map(|name| repository.refname_to_id(name).ok())
    };
    let only = || {
        let mut branches = repository.references_glob("refs/heads/*").ok()?;
        let first = branches.next()?.ok()?.target();
        if branches.next().is_some() { None } else { first }
    };
    head.or_else(named).or_else(only).map_or(Tip::Nowhere, Tip::At)
}

/// The branch that HEAD names, if it is there and cannot be read, as one that a full disk or a loss of power left empty.
fn damaged_branch(repository: &Repository) -> Option<String> {
    let head = repository.find_reference("HEAD").ok()?;
    let branch = head.symbolic_target().ok().flatten()?.to_owned();
    let is_damaged =
        repository.refname_to_id(&branch).is_err_and(|error| error.code() != ErrorCode::NotFound);
    is_damaged.then_some(branch)
}

/// Where all branches and tags lead.
fn tips(repository: &Repository) -> HashSet<Oid> {
    let references = repository.references().into_iter().flatten().flatten();
    references.filter_map(|reference| reference.target()).collect()
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
        #[expect(unsafe_code, reason = "git2 has no safe way to read archives of other users")]
        let validation = unsafe { git2::opts::set_verify_owner_validation(false) };
        // It fails only for an option that libgit2 does not know; then owners are checked as usual.
        if let Err(error) = validation {
            debug_assert!(false, "libgit2 knows this option: {error}");
        }
    });
}
