//! A repository of the project itself: which commit a patch became, and which tag was the first to hold it.

mod changes;
mod copies;
mod history;

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use git2::Repository;
use rayon::prelude::*;
use thread_local::ThreadLocal;

use super::epoch::{self, Oid};
use super::loose;
use crate::error::Error;
use changes::Changes;
use copies::Copies;
use history::{Commit, Sought};

/// Seconds of a day.
const DAY: i64 = 86_400;
/// A patch is looked for among commits that are at most so many days older: clocks differ, and some are applied before
/// they are sent.
const BEFORE: i64 = 30 * DAY;
/// And at most so many days younger, where nothing but its title or its author speaks for a commit.
const AFTER: i64 = 400 * DAY;
/// What to do about a repository that cannot be read.
const MEND: &str = "run `git fsck` in it, or clone it again";
/// Shortest word that counts where titles are compared.
const WORD: usize = 4;

/// A patch that is looked for.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// The first line of its commit's message.
    pub title: &'a str,
    pub author_email: &'a str,
    /// When it was sent, seconds since 1970.
    pub date: i64,
}

/// The commit that a patch became.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Merged {
    /// 40 hexadecimal digits.
    pub commit: String,
    /// The oldest tag that holds it.
    pub tag: Option<String>,
}

/// What one repository has of a patch.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Found {
    /// The commit that it became.
    pub commit: Option<Merged>,
    /// Commits that say that they are copies of the original, the oldest first.
    pub copies: Vec<Merged>,
}

/// The commits that HEAD of a repository leads to.
#[derive(Debug, Default)]
pub struct Head(HashSet<Oid>);

impl Head {
    /// Whether it leads to a commit, named by 40 hexadecimal digits.
    pub fn has(&self, commit: &str) -> bool {
        Oid::from_str(commit).is_ok_and(|id| self.0.contains(&id))
    }
}

/// Gives the commit that a message names as the original of its own, if it names one: at least eight digits.
pub type Original<'a> = &'a (dyn Fn(&str) -> Option<String> + Sync);

/// A git repository of the project.
pub struct Project {
    path: PathBuf,
    handles: ThreadLocal<Repository>,
}

/// What speaks for a commit, least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Evidence {
    /// Title and author are the same.
    Author,
    /// It was written when the patch was sent: git-am(1) takes the date of the mail.
    Date,
    /// It changes the same.
    Changes,
}

/// A commit that fits, below what makes it better than others.
type Choice<'a> = ((Evidence, bool, Reverse<i64>, Reverse<Oid>), &'a Commit);

type Chosen<'a> = Result<Option<&'a Commit>, Error>;

/// Gives the diff of the patch at hand, from its first `diff`, `---` or `Index:` line on; empty if it has no diff.
/// It is asked for only where title and author do not decide.
type Diff<'a> = &'a dyn Fn() -> Result<String, Error>;

impl Project {
    /// Opens the repository at `path`, bare or not, never one above it.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let project = Self { path: path.to_owned(), handles: ThreadLocal::new() };
        project.repository().map_err(|cause| {
            let problem = format!("is not a git repository: {}", cause.message());
            Error::new(
                path.display().to_string(),
                problem,
                "set `repository` to a clone of the project, bare or not",
            )
        })?;
        project.check_loose_objects()?;
        Ok(project)
    }

    /// Refuses a repository with loose objects that libgit2 must not read.
    fn check_loose_objects(&self) -> Result<(), Error> {
        let damaged = self.repository().map(loose::damaged).map_err(|cause| self.unreadable(&cause))?;
        damaged.into_iter().min().map_or(Ok(()), |id| {
            let problem = format!("object {id} is damaged");
            Err(Error::new(self.path.display().to_string(), problem, MEND))
        })
    }

    /// The `.mailmap` in HEAD (gitmailmap(5)), if there is one that is text. Fails where the repository cannot be read.
    pub fn mailmap(&self) -> Result<Option<String>, Error> {
        let read = || {
            let repository = self.repository()?;
            let tree = match repository.head() {
                Ok(head) => head.peel_to_tree()?,
                Err(_) => return Ok(None),
            };
            let Some(entry) = tree.get_name(".mailmap") else { return Ok(None) };
            let blob = entry.to_object(repository)?.into_blob().ok();
            Ok(blob.map(|blob| String::from_utf8_lossy(blob.content()).into_owned()))
        };
        read().map_err(|cause: git2::Error| self.unreadable(&cause))
    }

    /// The commit of each patch, among all that HEAD, branches and tags lead to. `diff` gives the diff of the patch at a
    /// position.
    ///
    /// A commit of the same title is taken if it has the same author, was written when the patch was sent, or changes
    /// the same lines of the same files; one of another title, by the same author, only if it changes the same. Of
    /// several the one with most evidence is taken, then one that HEAD has, then the oldest, so that the original
    /// goes before its copies on other branches. Blobs that a partial clone does not have confirm nothing.
    ///
    /// Fails where the repository cannot be read.
    pub fn find(
        &self,
        wanted: &[Wanted],
        diff: impl Fn(usize) -> Result<String, Error> + Sync,
    ) -> Result<Vec<Option<Merged>>, Error> {
        let found = self.search(wanted, &Copies::none(), diff)?;
        Ok(found.into_iter().map(|found| found.commit).collect())
    }

    /// The commit of each patch as [`Project::find`] gives it, and the copies of what it became elsewhere: `originals` are
    /// the whole ids of those commits. A copy is not the commit of a patch whose original is known.
    pub fn find_with_copies(
        &self,
        wanted: &[Wanted],
        originals: &[Option<&str>],
        original: Original,
        diff: impl Fn(usize) -> Result<String, Error> + Sync,
    ) -> Result<Vec<Found>, Error> {
        self.search(wanted, &Copies::new(originals, original), diff)
    }

    /// What HEAD leads to, as far back as the patches may have been taken. Fails where the repository cannot be read.
    pub fn head(&self, wanted: &[Wanted]) -> Result<Head, Error> {
        let Some(oldest) = wanted.iter().map(|wanted| wanted.date).min() else { return Ok(Head::default()) };
        let read = self.repository().and_then(|own| history::of_head(own, oldest.saturating_sub(BEFORE)));
        read.map(Head).map_err(|cause| self.unreadable(&cause))
    }

    fn search(
        &self,
        wanted: &[Wanted],
        copies: &Copies,
        diff: impl Fn(usize) -> Result<String, Error> + Sync,
    ) -> Result<Vec<Found>, Error> {
        let Some(oldest) = wanted.iter().map(|wanted| wanted.date).min() else { return Ok(Vec::new()) };
        let sought = Sought {
            titles: wanted.iter().map(|wanted| untagged(wanted.title)).collect(),
            authors: wanted.iter().map(|wanted| wanted.author_email.to_lowercase()).collect(),
            copies,
        };
        let since = oldest.saturating_sub(BEFORE);
        let unreadable = |cause: git2::Error| self.unreadable(&cause);
        let repository = self.repository().map_err(unreadable)?;
        let mut commits = history::walk(repository, since, &sought).map_err(unreadable)?;
        let copied: Vec<Commit> = commits.extract_if(.., |commit| commit.copy_of.is_some()).collect();
        let by_title = index(&commits, |commit| &commit.title);
        let by_author = index(&commits, |commit| &commit.author);
        let by_original = index(&copied, |commit| commit.copy_of.as_deref().unwrap_or_default());
        let found = wanted.par_iter().enumerate().map(|(at, wanted)| {
            let diff = || diff(at);
            let (title, author) = (untagged(wanted.title), wanted.author_email.to_lowercase());
            let same_title = by_title.get(title.as_str()).map_or(&[][..], Vec::as_slice);
            let same_author = by_author.get(author.as_str()).map_or(&[][..], Vec::as_slice);
            let best = self.best(wanted, &author, same_title, &diff)?;
            let best = best
                .map_or_else(|| self.reworded(wanted, &title, same_author, &diff), |best| Ok(Some(best)))?;
            Ok(Found { commit: best.map(merged), copies: copied_from(&by_original, copies, at) })
        });
        found.collect()
    }

    /// The best of the commits that have the patch's title.
    fn best<'a>(&self, wanted: &Wanted, author: &str, same_title: &[&'a Commit], diff: Diff) -> Chosen<'a> {
        if same_title.is_empty() {
            return Ok(None);
        }
        let is_by_author = |commit: &Commit| commit.author == author && is_near(commit, wanted);
        if let [only] = same_title
            && is_by_author(only)
        {
            return Ok(Some(only));
        }
        let changes = Changes::of_diff(&diff()?).filter(Changes::are_known);
        let mut best = None;
        for &commit in same_title {
            let evidence = if self.is_same(commit, changes.as_ref())? {
                Evidence::Changes
            } else if commit.written == wanted.date {
                Evidence::Date
            } else if is_by_author(commit) {
                Evidence::Author
            } else {
                continue;
            };
            best = better(best, evidence, commit);
        }
        Ok(best.map(|(_, commit)| commit))
    }

    /// A commit by the patch's author that changes the same lines, or the same binary files, under another title. Reading what commits change
    /// takes long: those are tried that were written when the patch was sent, or have a title that is like its own.
    fn reworded<'a>(
        &self,
        wanted: &Wanted,
        title: &str,
        same_author: &[&'a Commit],
        diff: Diff,
    ) -> Chosen<'a> {
        let is_likely = |commit: &Commit| {
            commit.written == wanted.date || is_near(commit, wanted) && are_alike(&commit.title, title)
        };
        let mut likely = same_author.iter().filter(|commit| is_likely(commit)).peekable();
        if likely.peek().is_none() {
            return Ok(None);
        }
        let Some(changes) = Changes::of_diff(&diff()?) else { return Ok(None) };
        let mut best = None;
        for &commit in likely {
            if self.is_same(commit, Some(&changes))? {
                best = better(best, Evidence::Changes, commit);
            }
        }
        Ok(best.map(|(_, commit)| commit))
    }

    fn is_same(&self, commit: &Commit, changes: Option<&Changes>) -> Result<bool, Error> {
        let Some(changes) = changes else { return Ok(false) };
        let same = self.repository().and_then(|repository| changes.are_in(repository, commit.id));
        same.map_err(|cause| self.unreadable(&cause))
    }

    fn repository(&self) -> Result<&Repository, git2::Error> {
        self.handles.get_or_try(|| epoch::open_repository(&self.path))
    }

    fn unreadable(&self, cause: &git2::Error) -> Error {
        let problem = format!("cannot read its history: {}", cause.message());
        Error::new(self.path.display().to_string(), problem, MEND)
    }
}

fn merged(commit: &Commit) -> Merged {
    Merged { commit: commit.id.to_string(), tag: commit.tag.clone() }
}

/// The copies of the original of the patch at a position.
fn copied_from(by_original: &HashMap<&str, Vec<&Commit>>, copies: &Copies, at: usize) -> Vec<Merged> {
    let of_patch = copies.original_of(at).and_then(|original| by_original.get(original));
    of_patch.into_iter().flatten().map(|commit| merged(commit)).collect()
}

/// Whether a commit was made when the patch may have been taken.
fn is_near(commit: &Commit, wanted: &Wanted) -> bool {
    (-BEFORE..=AFTER).contains(&commit.committed.saturating_sub(wanted.date))
}

/// The better one of a choice and another commit.
fn better<'a>(best: Option<Choice<'a>>, evidence: Evidence, commit: &'a Commit) -> Option<Choice<'a>> {
    let rank = (evidence, commit.in_head, Reverse(commit.committed), Reverse(commit.id));
    best.filter(|(other, _)| *other >= rank).or(Some((rank, commit)))
}

/// Commits by what `key` gives.
fn index<'a>(
    commits: &'a [Commit],
    key: impl Fn(&'a Commit) -> &'a str,
) -> HashMap<&'a str, Vec<&'a Commit>> {
    let mut index: HashMap<&str, Vec<&Commit>> = HashMap::new();
    for commit in commits {
        index.entry(key(commit)).or_default().push(commit);
    }
    index
}

/// A title without brackets in front, in lower case, its words parted by one space.
fn untagged(title: &str) -> String {
    let mut title = title.trim_start();
    while let Some((_, after)) = title.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        title = after.trim_start();
    }
    title.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// Whether two untagged titles have half of their words in common, those of the shorter one, behind the names of
/// their subsystems.
fn are_alike(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    let common = a.iter().filter(|word| b.contains(word)).count();
    common > 0 && common * 2 >= a.len().min(b.len())
}

fn words(title: &str) -> Vec<&str> {
    let text = title.rsplit_once(": ").map_or(title, |(_, text)| text);
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '_');
    words.filter(|word| word.len() >= WORD).collect()
}
