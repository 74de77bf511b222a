//! Patches that were posted again, among others, for those who take them: what is said of the copy is true of
//! the patch as its author sent it.

use std::collections::{HashMap, HashSet};

use super::applied::{self, Applied, Committers};
use super::{Catalog, PatchAt, RevisionAt, SeriesAt};
use crate::mail::normalised;

/// A copy is posted at most this many seconds after the patch.
const LATEST: i64 = 400 * 86_400;

/// Patches of one title that are looked at, the newest ones, and thanks for one batch.
const MOST: usize = 32;

/// A revision by its series and place.
type Posting = (SeriesAt, RevisionAt);

/// What was taken up as a copy, by the patches that its author wrote, whoever sent them.
pub(super) fn taken(catalog: &Catalog, committers: &Committers) -> HashMap<PatchAt, Vec<Applied>> {
    let batches: HashSet<Posting> = catalog
        .patches
        .positions()
        .filter(|&at| is_passed_on(catalog, at))
        .map(|at| posting(catalog, at))
        .collect();
    let copies = taken_copies(catalog, &batches, committers);
    let titles: HashSet<String> = copies.iter().map(|&(copy, _)| title(catalog, copy)).collect();
    let mut posted: HashMap<String, Vec<PatchAt>> = HashMap::new();
    for at in catalog.patches.positions().filter(|&at| is_projects(catalog, at)) {
        let title = title(catalog, at);
        if titles.contains(&title) {
            posted.entry(title).or_default().push(at);
        }
    }
    let mut taken: HashMap<PatchAt, Vec<Applied>> = HashMap::new();
    for (copy, row) in copies {
        let patches = posted.get(&title(catalog, copy)).into_iter().flatten();
        for &patch in patches.rev().take(MOST).filter(|&&patch| is_of(catalog, copy, patch)) {
            taken.entry(patch).or_default().push(Applied { patch: Some(patch), ..row.clone() });
        }
    }
    taken
}

/// The patches of batches that somebody said they took, and what they said.
fn taken_copies(
    catalog: &Catalog,
    batches: &HashSet<Posting>,
    committers: &Committers,
) -> Vec<(PatchAt, Applied)> {
    let mut copies = Vec::new();
    let mut heard: HashMap<Posting, usize> = HashMap::new();
    for (at, reply) in catalog.replies.iter_at() {
        let Some(patch) = reply.patch.filter(|_| catalog.reply(at).said.thanks.is_some()) else { continue };
        let posting = posting(catalog, patch);
        if !batches.contains(&posting) {
            continue;
        }
        let heard = heard.entry(posting).or_default();
        *heard += 1;
        if *heard <= MOST {
            let rows = applied::of(catalog, &[(at, patch)], committers).into_iter();
            let of_patch = rows.filter_map(|row| Some((row.patch?, row)));
            copies.extend(of_patch.filter(|&(copy, _)| is_projects(catalog, copy)));
        }
    }
    copies
}

fn posting(catalog: &Catalog, at: PatchAt) -> Posting {
    let patch = &catalog.patches[at];
    (patch.series, patch.revision)
}

fn title(catalog: &Catalog, at: PatchAt) -> String {
    normalised(&catalog.entry(at).title)
}

/// Whether it is a patch of the project's own, not for a stable tree.
fn is_projects(catalog: &Catalog, at: PatchAt) -> bool {
    let entry = catalog.entry(at);
    !entry.is_cover() && entry.backport.is_none()
}

/// Whether somebody else than its author posted a patch, or its author below a request to pull: what was posted with it is
/// a batch for those who take it, and its sender's own patches may be among them.
fn is_passed_on(catalog: &Catalog, at: PatchAt) -> bool {
    let entry = catalog.entry(at);
    is_projects(catalog, at) && (entry.context.pulled || !entry.author.is_same_person(&entry.sender))
}

/// Whether a patch is what another, with the same title, is a copy of.
fn is_of(catalog: &Catalog, copy: PatchAt, patch: PatchAt) -> bool {
    let (copied, own) = (catalog.entry(copy), catalog.entry(patch));
    // One title may be that of other work, later and elsewhere.
    let both = copied.fingerprint.as_ref().zip(own.fingerprint.as_ref());
    both.is_none_or(|(copied, own)| !copied.has_other_files(own))
        && (0..LATEST).contains(&(copied.sent - own.sent))
        && copied.author.is_same_person(&own.author)
        && catalog.patches[copy].series != catalog.patches[patch].series
}
