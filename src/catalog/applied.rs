//! What was taken up: thanks, and the patches that they mean.

use std::collections::{BTreeSet, HashMap};

use super::Catalog;
use crate::digest::grouping::Revision;
use crate::mail::{Scope, Taken, Thanks, normalised};

/// Thanks that are followed for one series at most, the oldest first.
const MOST: usize = 200;

/// That a patch was taken up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The patch, as far as it can be told.
    pub patch: Option<usize>,
    /// At least seven hexadecimal digits.
    pub commit: Option<String>,
    /// As it is named.
    pub tree: Option<String>,
    /// The reply that says so.
    pub reply: usize,
}

/// What these replies say was taken up.
pub(super) fn of(catalog: &Catalog, replies: &[usize]) -> Vec<Applied> {
    let thanks = replies.iter().filter_map(|&reply| Some((reply, said(catalog, reply)?)));
    thanks.take(MOST).flat_map(|(reply, thanks)| taken_by(catalog, reply, thanks)).collect()
}

/// The thanks of a reply that can be believed: somebody else's, or such as list what they took.
fn said<'a>(catalog: &'a Catalog, reply: usize) -> Option<&'a Thanks> {
    let thanks = catalog.reply(reply).said.thanks.as_ref()?;
    let patch = catalog.replies[reply].patch?;
    let lists = thanks.taken.iter().any(|taken| taken.commit.is_some());
    (lists || !catalog.is_own(reply, patch)).then_some(thanks)
}

/// The patches that a reply says were taken.
fn taken_by(catalog: &Catalog, reply: usize, thanks: &Thanks) -> Vec<Applied> {
    let Some(answered) = catalog.replies[reply].patch else { return Vec::new() };
    let row = |patch, commit: Option<&String>| Applied {
        patch,
        commit: commit.cloned(),
        tree: thanks.tree.clone(),
        reply,
    };
    let posting = catalog.revision_of(answered);
    let answered = meant_by_subject(catalog, reply, answered);
    let patches = || posting.mails.iter().copied().filter(|&patch| catalog.entry(patch).index != Some(0));
    if thanks.taken.iter().any(|taken| taken.title.is_some()) {
        let titled: HashMap<String, usize> =
            patches().map(|patch| (normalised(&catalog.entry(patch).title), patch)).collect();
        let patch = |taken: &Taken| titled.get(taken.title.as_ref()?).copied();
        let listed =
            thanks.taken.iter().filter_map(|taken| Some(row(Some(patch(taken)?), taken.commit.as_ref())));
        let rows: Vec<Applied> = listed.collect();
        if !rows.is_empty() {
            return rows;
        }
    }
    let commits: Vec<&String> = thanks.taken.iter().filter_map(|taken| taken.commit.as_ref()).collect();
    let meant: Vec<usize> = match &thanks.scope {
        Scope::Numbers(numbers) => patches()
            .filter(|&patch| catalog.entry(patch).index.is_some_and(|at| numbers.contains(&at)))
            .collect(),
        Scope::Answered if catalog.entry(answered).index != Some(0) => vec![answered],
        _ => patches().collect(),
    };
    match (meant.len(), commits.len()) {
        (0, _) => vec![row(None, commits.first().copied())],
        (patches, commits_named) if patches == commits_named => {
            meant.into_iter().zip(commits).map(|(patch, commit)| row(Some(patch), Some(commit))).collect()
        }
        // A merge, or the branch's head: whose commit it is cannot be told.
        _ if !commits.is_empty() => {
            let rest = meant.into_iter().map(|patch| row(Some(patch), None));
            rest.chain(commits.into_iter().map(|commit| row(None, Some(commit)))).collect()
        }
        _ => meant.into_iter().map(|patch| row(Some(patch), None)).collect(),
    }
}

/// The mail that a reply means: some answer a patch with the cover letter's subject.
fn meant_by_subject(catalog: &Catalog, reply: usize, answered: usize) -> usize {
    let subject = normalised(&catalog.reply(reply).title);
    let cover = catalog.cover_of(answered);
    cover.filter(|&cover| normalised(&catalog.entry(cover).title) == subject).unwrap_or(answered)
}

/// Whether thanks answer a mail of this posting.
pub(super) fn answers(catalog: &Catalog, applied: &Applied, posting: &Revision) -> bool {
    catalog.replies[applied.reply].patch.is_some_and(|patch| posting.mails.contains(&patch))
}

/// Normalised titles of the newest version's patches that were taken up: thanks that answer an older version after
/// the newest was posted mean the newest.
pub(super) fn titles(
    catalog: &Catalog,
    newest: &Revision,
    applied: &[Applied],
    posted: i64,
) -> BTreeSet<String> {
    let counts =
        |applied: &&Applied| catalog.reply(applied.reply).sent >= posted || answers(catalog, applied, newest);
    let patches = applied.iter().filter(counts).filter_map(|applied| applied.patch);
    patches.map(|patch| normalised(&catalog.entry(patch).title)).collect()
}
