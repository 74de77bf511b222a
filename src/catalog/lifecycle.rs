//! How a series ends, or where it stands: from what the mails say, and from the project's repository where there
//! is one.

use std::collections::{BTreeSet, HashMap};

use super::applied::{self, Applied};
use super::{Catalog, discussion};
use crate::archive::Merged;
use crate::mail::normalised;

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
    /// It was sent for a stable tree, and nobody said that they took it.
    Backport,
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
            Self::Backport => "backport",
        }
    }
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
    let applied = applied::of(catalog, &replies);
    let newest = series.newest();
    let is_patch = |&&patch: &&usize| catalog.entry(patch).index != Some(0);
    let patches: Vec<usize> = newest.mails.iter().filter(is_patch).copied().collect();
    let posted = newest.mails.iter().map(|&patch| catalog.entry(patch).sent).min().unwrap_or_default();
    let taken = applied::titles(catalog, newest, &applied, posted);
    let pulled: BTreeSet<usize> =
        patches.iter().filter_map(|&patch| pulls.carrying(catalog, patch)).collect();
    let is_said = |patch: usize| taken.contains(&normalised(&catalog.entry(patch).title));
    let is_taken = |&&patch: &&usize| is_said(patch) || pulls.carrying(catalog, patch).is_some();
    let in_repository: Vec<(usize, Merged)> =
        patches.iter().filter_map(|&patch| Some((patch, merged[patch].clone()?))).collect();
    let taken = patches.iter().filter(|patch| merged[**patch].is_some() || is_taken(patch)).count();
    let last_said = replies.iter().map(|&reply| catalog.reply(reply).sent).max();
    let last = last_said.map_or(posted, |said| said.max(posted));
    let answered = newest.mails.iter().any(|&patch| {
        let mut replies = catalog.replies_to[patch].iter();
        replies.any(|&reply| {
            !catalog.is_own(reply, newest.mails[0]) && !discussion::is_bot(&catalog.reply(reply).author)
        })
    });
    // A series of which a few patches were taken goes on. Of some only the cover letter is in the archive.
    let mostly = |count: usize| count > 0 && 2 * count >= patches.len();
    let cover_thanked =
        patches.is_empty() && applied.iter().any(|applied| applied::answers(catalog, applied, newest));
    let said_taken = patches.iter().filter(|&&patch| is_said(patch)).count();
    let state = match () {
        // The project has its original: only what people say of the copy tells where that is.
        () if catalog.is_backport(series) => match mostly(said_taken) || cover_thanked {
            true => State::Applied,
            false => State::Backport,
        },
        () if mostly(in_repository.len()) => State::Merged,
        () if mostly(taken) || cover_thanked => State::Applied,
        () if catalog.now - last > quiet => State::Quiet,
        () if answered => State::Discussed,
        () => State::Waiting,
    };
    let pulls = pulled.into_iter().collect();
    Life { state, patches: patches.len(), taken, applied, merged: in_repository, pulls, replies, last }
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
        let fits = |&&pull: &&usize| {
            let pull = catalog.reply(pull);
            // Some send the patches below the request that carries them.
            let is_above = pull.message_id.as_ref().is_some_and(|id| entry.context.parents.contains(id));
            is_above || (0..ONE_SERIES).contains(&(pull.sent - entry.sent))
        };
        pulls.iter().find(fits).copied()
    }
}
