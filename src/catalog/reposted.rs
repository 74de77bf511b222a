//! Patches that were posted again, among others, for those who take them: what is said of the copy is true of
//! the patch as its author sent it.

use std::collections::{HashMap, HashSet};

use super::applied::{self, Applied, Committers};
use super::{Catalog, PatchAt};
use crate::mail::normalised;

/// A copy is posted at most this many seconds after the patch.
const LATEST: i64 = 400 * 86_400;

/// What was taken up as a copy, by the patch that its author sent.
pub(super) fn taken(catalog: &Catalog, committers: &Committers) -> HashMap<PatchAt, Vec<Applied>> {
    let copies = taken_copies(catalog, committers);
    let titles: HashSet<String> = copies.iter().map(|&(copy, _)| title(catalog, copy)).collect();
    let mut own: HashMap<String, Vec<PatchAt>> = HashMap::new();
    for at in catalog.patches.positions().filter(|&at| !is_copy(catalog, at)) {
        let title = title(catalog, at);
        if titles.contains(&title) {
            own.entry(title).or_default().push(at);
        }
    }
    let mut taken: HashMap<PatchAt, Vec<Applied>> = HashMap::new();
    for (copy, row) in copies {
        let patches = own.get(&title(catalog, copy)).into_iter().flatten();
        if let Some(&patch) = patches.rev().find(|&&patch| is_of(catalog, copy, patch)) {
            taken.entry(patch).or_default().push(Applied { patch: Some(patch), ..row });
        }
    }
    taken
}

/// The copies that somebody said they took, and what they said.
fn taken_copies(catalog: &Catalog, committers: &Committers) -> Vec<(PatchAt, Applied)> {
    let mut copies = Vec::new();
    for (at, reply) in catalog.replies.iter_at() {
        let Some(patch) = reply.patch.filter(|_| catalog.reply(at).said.thanks.is_some()) else { continue };
        let mails = &catalog.revision_of(patch).mails;
        if mails.iter().any(|&mail| is_copy(catalog, mail)) {
            let rows = applied::of(catalog, &[(at, patch)], committers).into_iter();
            copies.extend(
                rows.filter_map(|row| Some((row.patch.filter(|&copy| is_copy(catalog, copy))?, row))),
            );
        }
    }
    copies
}

fn title(catalog: &Catalog, at: PatchAt) -> String {
    normalised(&catalog.entry(at).title)
}

/// Whether somebody else than its author posted a patch, or its author below a request to pull, and not for a stable
/// tree.
fn is_copy(catalog: &Catalog, at: PatchAt) -> bool {
    let entry = catalog.entry(at);
    let is_passed_on = entry.context.pulled || !entry.author.is_same_person(&entry.sender);
    !entry.is_cover() && entry.backport.is_none() && is_passed_on
}

/// Whether a patch is what another, with the same title, is a copy of.
fn is_of(catalog: &Catalog, copy: PatchAt, patch: PatchAt) -> bool {
    let (copied, own) = (catalog.entry(copy), catalog.entry(patch));
    (0..LATEST).contains(&(copied.sent - own.sent))
        && copied.author.is_same_person(&own.author)
        && catalog.patches[copy].series != catalog.patches[patch].series
}
