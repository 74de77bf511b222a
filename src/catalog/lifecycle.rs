//! How a series ends, or where it stands: from what the mails say, and from the project's repository where there
//! is one.

use std::collections::{BTreeSet, HashMap};

use super::{Catalog, discussion, people};
use crate::archive::Merged;
use crate::mail::{Scope, Thanks, normalised};

/// A request to pull carries patches that were posted at most this many seconds before.
const ONE_SERIES: i64 = 400 * 86_400;

/// Where a series stands, by its newest version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// In the project's repository.
    Merged,
    /// Somebody said that they took it, or asked others to pull it.
    Applied,
    /// Nobody but programs has answered.
    Waiting,
    /// Somebody answered.
    Discussed,
    /// Nothing was said for so long that it seems forgotten.
    Quiet,
}

impl State {
    /// The word for it, as the search and the JSON know it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Merged => "merged",
            Self::Applied => "applied",
            Self::Waiting => "waiting",
            Self::Discussed => "discussed",
            Self::Quiet => "quiet",
        }
    }
}

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

/// The life of one series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Life {
    pub state: State,
    /// Patches of the newest version, and how many of them were taken up or merged.
    pub patches: usize,
    pub taken: usize,
    /// What was said of its being taken up, oldest first.
    pub applied: Vec<Applied>,
    /// Patches of the newest version that are in the project's repository.
    pub merged: Vec<(usize, Merged)>,
    /// Requests to pull that carry a patch of the newest version: positions of replies.
    pub pulls: Vec<usize>,
    /// Replies to any of its mails, oldest first.
    pub replies: Vec<usize>,
    /// When something was last posted or said, seconds since 1970.
    pub last: i64,
}

/// Follows every series. `merged` tells what the repository knows of each patch, `quiet` after how many seconds of
/// silence a series counts as forgotten.
pub(super) fn lives(catalog: &Catalog, merged: &[Option<Merged>], quiet: i64) -> Vec<Life> {
    let pulls = Pulls::of(catalog);
    (0..catalog.series.len()).map(|series| life(catalog, series, merged, &pulls, quiet)).collect()
}

fn life(catalog: &Catalog, at: usize, merged: &[Option<Merged>], pulls: &Pulls, quiet: i64) -> Life {
    let series = &catalog.series[at];
    let mut replies: Vec<usize> =
        series.mails().flat_map(|patch| catalog.replies_to[patch].clone()).collect();
    replies.sort_unstable();
    let applied: Vec<Applied> = replies
        .iter()
        .filter_map(|&reply| Some((reply, said(catalog, reply)?)))
        .flat_map(|(reply, thanks)| applied(catalog, reply, thanks))
        .collect();
    let newest = series.newest();
    let is_patch = |&&patch: &&usize| catalog.entry(patch).index != Some(0);
    let patches: Vec<usize> = newest.mails.iter().filter(is_patch).copied().collect();
    let posted = newest.mails.iter().map(|&patch| catalog.entry(patch).arrived).min().unwrap_or_default();
    let taken = taken_titles(catalog, &applied, posted);
    let pulled: BTreeSet<usize> =
        patches.iter().filter_map(|&patch| pulls.carrying(catalog, patch)).collect();
    let is_taken = |&&patch: &&usize| {
        taken.contains(&normalised(&catalog.entry(patch).title)) || pulls.carrying(catalog, patch).is_some()
    };
    let in_repository: Vec<(usize, Merged)> =
        patches.iter().filter_map(|&patch| Some((patch, merged[patch].clone()?))).collect();
    let taken = patches.iter().filter(|patch| merged[**patch].is_some() || is_taken(patch)).count();
    let last_said = replies.iter().map(|&reply| catalog.reply(reply).sent).max();
    let last = last_said.map_or(posted, |said| said.max(posted));
    let answered = newest.mails.iter().flat_map(|&patch| &catalog.replies_to[patch]).any(|&reply| {
        let by = &catalog.reply(reply).author;
        let head = catalog.entry(newest.mails[0]);
        let own =
            [&head.author, &head.sender].iter().any(|own| people::identity(own) == people::identity(by));
        !own && !discussion::is_bot(by)
    });
    // A series of which a few patches were taken goes on.
    let mostly = |count: usize| count > 0 && 2 * count >= patches.len();
    let state = match () {
        () if mostly(in_repository.len()) => State::Merged,
        () if mostly(taken) => State::Applied,
        () if catalog.now - last > quiet => State::Quiet,
        () if answered => State::Discussed,
        () => State::Waiting,
    };
    let pulls = pulled.into_iter().collect();
    Life { state, patches: patches.len(), taken, applied, merged: in_repository, pulls, replies, last }
}

/// The thanks of a reply that can be believed: somebody else's, or such as list what they took.
fn said<'a>(catalog: &'a Catalog, reply: usize) -> Option<&'a Thanks> {
    let mail = catalog.reply(reply);
    let thanks = mail.said.thanks.as_ref()?;
    let patch = catalog.entry(catalog.replies[reply].patch?);
    let by = people::identity(&mail.author);
    let own = [&patch.author, &patch.sender].iter().any(|own| people::identity(own) == by);
    let lists = thanks.taken.iter().any(|taken| taken.commit.is_some());
    (!own || lists).then_some(thanks)
}

/// The patches that a reply says were taken.
fn applied(catalog: &Catalog, reply: usize, thanks: &Thanks) -> Vec<Applied> {
    let Some(answered) = catalog.replies[reply].patch else { return Vec::new() };
    let row = |patch, commit: Option<&String>| Applied {
        patch,
        commit: commit.cloned(),
        tree: thanks.tree.clone(),
        reply,
    };
    let posting = catalog.revision_of(answered);
    let patches = || posting.mails.iter().copied().filter(|&patch| catalog.entry(patch).index != Some(0));
    let titled = |title: &str| patches().find(|&patch| normalised(&catalog.entry(patch).title) == title);
    let mut rows: Vec<Applied> = Vec::new();
    for taken in &thanks.taken {
        if let Some(title) = &taken.title
            && let Some(patch) = titled(title)
        {
            rows.push(row(Some(patch), taken.commit.as_ref()));
        }
    }
    if !rows.is_empty() {
        return rows;
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

/// Normalised titles of the patches that were taken up since the newest version was posted: thanks that answer
/// an older one mean the newest.
fn taken_titles(catalog: &Catalog, applied: &[Applied], posted: i64) -> BTreeSet<String> {
    let since = applied.iter().filter(|applied| catalog.reply(applied.reply).arrived >= posted);
    since.filter_map(|applied| applied.patch).map(|patch| normalised(&catalog.entry(patch).title)).collect()
}

/// Requests to pull, by what they carry.
struct Pulls<'a> {
    by_title: HashMap<&'a str, Vec<usize>>,
}

impl<'a> Pulls<'a> {
    fn of(catalog: &'a Catalog) -> Self {
        let mut by_title: HashMap<&str, Vec<usize>> = HashMap::new();
        for at in 0..catalog.replies.len() {
            for title in &catalog.reply(at).said.carries {
                by_title.entry(title).or_default().push(at);
            }
        }
        Self { by_title }
    }

    /// The first request that carries a patch.
    fn carrying(&self, catalog: &Catalog, patch: usize) -> Option<usize> {
        let entry = catalog.entry(patch);
        let pulls = self.by_title.get(normalised(&entry.title).as_str())?;
        let fits = |&&pull: &&usize| (0..ONE_SERIES).contains(&(catalog.reply(pull).arrived - entry.arrived));
        pulls.iter().find(fits).copied()
    }
}
