//! Decides the state of each series: from what the mails say, and from the project's repository where there is one.

use std::collections::{BTreeSet, HashMap};

use rayon::prelude::*;

use super::applied::{self, Applied, Committers};
use super::pulls::Pulls;
use super::{Catalog, Patch, PatchAt, ReplyAt, Series, SeriesAt, State, reposted};
use crate::archive::Merged;
use crate::digest::Revision;
use crate::mail::normalised;
use crate::position::Table;

/// Tags of patches that were taken before they were posted: `[PATCH] [COMMITTED]`.
const TAKEN_TAGS: [&str; 3] = ["committed", "pushed", "applied"];

/// The life of one series.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Life {
    pub state: State,
    /// Patches of the newest version, and how many of them were taken up or merged.
    pub patches: usize,
    pub taken: usize,
    /// What was said of its being taken up, oldest first.
    pub applied: Vec<Applied>,
    /// Patches of the newest version that are in the project's repository.
    pub merged: Vec<(PatchAt, Merged)>,
    /// Requests to pull that carry a patch of the newest version.
    pub pulls: Vec<ReplyAt>,
    /// What those said who were asked to pull.
    pub granted: Vec<Applied>,
    /// Replies to any of its mails, oldest first.
    pub replies: Vec<ReplyAt>,
    /// When something was last posted or said, seconds since 1970.
    pub last: i64,
}

/// What the project's repository knows of each patch.
pub(super) type MergedOf = Table<Patch, Option<Merged>>;

/// Follows every series. `merged` tells what the repository knows of each patch, `quiet` after how many seconds of
/// silence a series counts as forgotten.
pub(super) fn lives(catalog: &Catalog, merged: &MergedOf, quiet: i64) -> Table<Series, Life> {
    let pulls = Pulls::of(catalog);
    let committers = Committers::of(catalog, pulls.carried());
    let reposted = reposted::taken(catalog, &committers);
    let known = Known { pulls, committers, also: also(catalog), reposted };
    let all: Vec<SeriesAt> = catalog.series.positions().collect();
    let lives: Vec<Life> =
        all.into_par_iter().map(|series| life(catalog, series, merged, &known, quiet)).collect();
    lives.into()
}

/// What is known besides the mails of a series.
struct Known<'a> {
    pulls: Pulls<'a>,
    committers: Committers<'a>,
    /// Notices that name a patch besides the one that they are filed with.
    also: HashMap<PatchAt, Vec<ReplyAt>>,
    /// What is said of copies that others posted.
    reposted: HashMap<PatchAt, Vec<Applied>>,
}

impl Known<'_> {
    /// What the replies of a series, and those to copies of its patches, say was taken up; oldest first.
    fn applied(&self, catalog: &Catalog, series: &Series, said: &[(ReplyAt, PatchAt)]) -> Vec<Applied> {
        let mut applied = applied::of(catalog, said, &self.committers);
        let copied = series.mails().filter_map(|patch| self.reposted.get(&patch)).flatten();
        applied.extend(copied.cloned());
        applied.sort_by_key(|applied| applied.reply);
        applied
    }
}

fn also(catalog: &Catalog) -> HashMap<PatchAt, Vec<ReplyAt>> {
    let mut also: HashMap<PatchAt, Vec<ReplyAt>> = HashMap::new();
    for (at, reply) in catalog.replies.iter_at() {
        reply.also.iter().for_each(|&patch| also.entry(patch).or_default().push(at));
    }
    also
}

fn life(catalog: &Catalog, at: SeriesAt, merged: &MergedOf, known: &Known, quiet: i64) -> Life {
    let series = &catalog.series[at];
    let pulls = &known.pulls;
    let (replies, said) = said_of(catalog, series, known);
    let applied = known.applied(catalog, series, &said);
    let newest = series.newest();
    let is_patch = |&&patch: &&PatchAt| !catalog.entry(patch).is_cover();
    let patches: Vec<PatchAt> = newest.mails.iter().filter(is_patch).copied().collect();
    let asked = last_posted(catalog, series);
    let posted = catalog.posted(asked);
    let taken = applied::titles(catalog, newest, &applied, first_posted(catalog, series));
    let pulled: BTreeSet<ReplyAt> =
        patches.iter().filter_map(|&patch| pulls.carrying(catalog, patch)).collect();
    let is_said = |patch: PatchAt| {
        let entry = catalog.entry(patch);
        taken.contains(&normalised(&entry.title))
            || entry.tags.iter().any(|tag| TAKEN_TAGS.contains(&tag.to_ascii_lowercase().as_str()))
    };
    let is_taken = |&&patch: &&PatchAt| is_said(patch) || pulls.carrying(catalog, patch).is_some();
    let in_repository: Vec<(PatchAt, Merged)> =
        patches.iter().filter_map(|&patch| Some((patch, merged[patch].clone()?))).collect();
    let taken = patches.iter().filter(|patch| merged[**patch].is_some() || is_taken(patch)).count();
    let last_said = replies.iter().map(|&reply| catalog.reply(reply).sent).max();
    let last = last_said.map_or(posted, |said| said.max(posted));
    let answered = asked.mails.iter().any(|&patch| {
        let mut replies = catalog.replies_to[patch].iter();
        replies.any(|&reply| !catalog.is_own(reply, asked.mails[0]) && catalog.reply(reply).is_persons())
    });
    // A series with only a few patches taken goes on. Of some only the cover letter is in the archive.
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
    let granted = pulled.iter().flat_map(|&pull| pulls.answers(catalog, pull)).collect();
    let pulls = pulled.into_iter().collect();
    Life {
        state,
        patches: patches.len(),
        taken,
        applied,
        merged: in_repository,
        pulls,
        granted,
        replies,
        last,
    }
}

/// The replies to a series, oldest first, and what they and others say of its patches.
fn said_of(catalog: &Catalog, series: &Series, known: &Known) -> (Vec<ReplyAt>, Vec<(ReplyAt, PatchAt)>) {
    let about = |patch: PatchAt| catalog.replies_to[patch].iter().map(move |&reply| (reply, patch));
    let mut said: Vec<(ReplyAt, PatchAt)> = series.mails().flat_map(about).collect();
    let mut replies: Vec<ReplyAt> = said.iter().map(|&(reply, _)| reply).collect();
    replies.sort_unstable();
    let named =
        |patch: PatchAt| known.also.get(&patch).into_iter().flatten().map(move |&reply| (reply, patch));
    said.extend(series.mails().flat_map(named));
    said.sort_unstable();
    (replies, said)
}

/// The newest version as it was posted last: who sends it again may leave its number out.
fn last_posted<'a>(catalog: &Catalog, series: &'a Series) -> &'a Revision<Patch> {
    let newest = series.newest();
    let diffs = |revision: &Revision<Patch>| -> BTreeSet<u64> {
        let patches =
            revision.mails.iter().map(|&mail| catalog.entry(mail)).filter(|entry| !entry.is_cover());
        patches.filter_map(|entry| entry.fingerprint.as_ref()).map(|print| print.exact).collect()
    };
    let own = diffs(newest);
    let is_again =
        |revision: &&Revision<Patch>| !revision.partial && !own.is_empty() && diffs(revision) == own;
    let mut later = series.revisions.iter().skip(series.revisions.newest_at().number() + 1);
    later.rfind(is_again).unwrap_or(newest)
}

/// When the newest version was posted, before it was sent again if it was.
pub(super) fn first_posted(catalog: &Catalog, series: &Series) -> i64 {
    let newest = series.newest();
    let same = series.revisions.iter().filter(|revision| newest.resend && revision.version == newest.version);
    let sent =
        same.chain([newest]).flat_map(|revision| &revision.mails).map(|&mail| catalog.entry(mail).sent);
    sent.min().unwrap_or_default()
}
