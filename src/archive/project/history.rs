//! Commits, who holds them, and since which tag: read once.

use std::collections::{HashMap, HashSet};

use git2::{ErrorCode, Oid, Repository};

use super::copies::Copies;
use super::untagged;

/// A commit that may be one of the patches.
pub(super) struct Commit {
    pub id: Oid,
    /// As [`untagged`] gives it.
    pub title: String,
    /// The author's address, in lower case.
    pub author: String,
    /// When its author wrote it, seconds since 1970.
    pub written: i64,
    /// When it was committed.
    pub committed: i64,
    /// HEAD leads to it.
    pub in_head: bool,
    /// The oldest tag that leads to it.
    pub tag: Option<String>,
    /// The commit that it says it is a copy of, if copies of that are asked for.
    pub copy_of: Option<String>,
}

/// What a commit must have to be looked at: one of these.
pub(super) struct Sought<'a> {
    pub titles: HashSet<String>,
    pub authors: HashSet<String>,
    pub copies: &'a Copies<'a>,
}

/// Every commit that HEAD, branches and tags lead to through commits since `since`: of these, those without a second
/// parent whose title or author is wanted or that are copies, by time, the oldest first. Where history was not cloned it ends.
pub(super) fn walk(repository: &Repository, since: i64, sought: &Sought) -> Result<Vec<Commit>, git2::Error> {
    let mut graph = Graph::default();
    let mut candidates = Vec::new();
    let mut waiting = tips(repository)?;
    while let Some(id) = waiting.pop() {
        if graph.places.contains_key(&id) {
            continue;
        }
        graph.places.insert(id, None);
        let commit = match repository.find_commit(id) {
            Ok(commit) => commit,
            Err(error) if error.code() == ErrorCode::NotFound => continue,
            Err(error) => return Err(error),
        };
        if commit.time().seconds() >= since {
            let node = graph.add(&commit);
            waiting.extend(commit.parent_ids());
            candidates.extend(candidate(&commit, sought).map(|commit| (node, commit)));
        }
    }
    let head = repository.head().and_then(|head| head.peel_to_commit()).ok().map(|commit| commit.id());
    let in_head = graph.first_to_reach(head);
    let tags = tags(repository)?;
    let tagged = graph.first_to_reach(tags.iter().map(|&(_, _, id)| id));
    let mut commits: Vec<Commit> = candidates
        .into_iter()
        .map(|(node, commit)| Commit {
            in_head: in_head[node].is_some(),
            tag: tagged[node].map(|tag| tags[tag].1.clone()),
            ..commit
        })
        .collect();
    commits.sort_by_key(|commit| (commit.committed, commit.id));
    Ok(commits)
}

/// The commits that HEAD leads to through commits since `since`. Where history was not cloned it ends.
pub(super) fn of_head(repository: &Repository, since: i64) -> Result<HashSet<Oid>, git2::Error> {
    let head = repository.head().and_then(|head| head.peel_to_commit());
    let mut waiting: Vec<Oid> = head.ok().map(|commit| commit.id()).into_iter().collect();
    let mut met = HashSet::new();
    while let Some(id) = waiting.pop() {
        if !met.insert(id) {
            continue;
        }
        match repository.find_commit(id) {
            Ok(commit) if commit.time().seconds() >= since => waiting.extend(commit.parent_ids()),
            Ok(_) => {}
            Err(error) if error.code() == ErrorCode::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(met)
}

/// Commits that were met, numbered in that order, and their parents.
#[derive(Default)]
struct Graph {
    /// None for those that are too old or not there.
    places: HashMap<Oid, Option<usize>>,
    /// The parents of all, one commit's after the other's, and where those of each begin.
    parents: Vec<Oid>,
    begins: Vec<usize>,
}

impl Graph {
    fn add(&mut self, commit: &git2::Commit) -> usize {
        let node = self.begins.len();
        self.places.insert(commit.id(), Some(node));
        self.begins.push(self.parents.len());
        self.parents.extend(commit.parent_ids());
        node
    }

    fn place(&self, id: Oid) -> Option<usize> {
        self.places.get(&id).copied().flatten()
    }

    /// For each commit the position of the first tip that leads to it. Every commit is met once, so that many tags
    /// take no longer than one.
    fn first_to_reach(&self, tips: impl IntoIterator<Item = Oid>) -> Vec<Option<usize>> {
        let mut first = vec![None; self.begins.len()];
        for (number, tip) in tips.into_iter().enumerate() {
            let mut waiting: Vec<usize> = self.place(tip).into_iter().collect();
            while let Some(node) = waiting.pop() {
                if first[node].is_none() {
                    first[node] = Some(number);
                    let end = self.begins.get(node + 1).copied().unwrap_or(self.parents.len());
                    let parents = &self.parents[self.begins[node]..end];
                    waiting.extend(parents.iter().filter_map(|&parent| self.place(parent)));
                }
            }
        }
        first
    }
}

/// The commits that HEAD, branches, remote branches and tags name.
fn tips(repository: &Repository) -> Result<Vec<Oid>, git2::Error> {
    let mut tips = Vec::new();
    if let Ok(head) = repository.head().and_then(|head| head.peel_to_commit()) {
        tips.push(head.id());
    }
    for glob in ["refs/heads/*", "refs/remotes/*", "refs/tags/*"] {
        for reference in repository.references_glob(glob)? {
            // Some tags name a tree or a file; some refs lead nowhere.
            if let Ok(commit) = reference?.peel_to_commit() {
                tips.push(commit.id());
            }
        }
    }
    Ok(tips)
}

/// When each tag was made, its name and its commit; the oldest first, those of one moment by name.
fn tags(repository: &Repository) -> Result<Vec<(i64, String, Oid)>, git2::Error> {
    let mut tags = Vec::new();
    for reference in repository.references_glob("refs/tags/*")? {
        let reference = reference?;
        let Ok(commit) = reference.peel_to_commit() else { continue };
        let tagger = reference.peel_to_tag().ok().and_then(|tag| tag.tagger().map(|tagger| tagger.when()));
        let time = tagger.unwrap_or_else(|| commit.time()).seconds();
        let name = String::from_utf8_lossy(reference.shorthand_bytes()).into_owned();
        tags.push((time, name, commit.id()));
    }
    tags.sort();
    Ok(tags)
}

fn candidate(commit: &git2::Commit, sought: &Sought) -> Option<Commit> {
    if commit.parent_count() > 1 {
        return None;
    }
    let title = untagged(&String::from_utf8_lossy(commit.summary_bytes().unwrap_or_default()));
    let signature = commit.author();
    let author = String::from_utf8_lossy(signature.email_bytes()).to_lowercase();
    let original = sought.copies.named_by(commit.message_bytes());
    let is_sought = original.is_some() || sought.titles.contains(&title) || sought.authors.contains(&author);
    is_sought.then(|| Commit {
        id: commit.id(),
        title,
        author,
        written: signature.when().seconds(),
        committed: commit.time().seconds(),
        in_head: false,
        tag: None,
        copy_of: original.map(str::to_owned),
    })
}
