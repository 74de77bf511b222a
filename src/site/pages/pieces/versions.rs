//! Facts about the versions of a series that several pages show.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::catalog::{Catalog, Patch, PatchAt, RevisionAt, SeriesAt};
use crate::digest::Revision;
use crate::mail::Diffstat;
use crate::site::pages::context::Context;
use crate::site::view;

/// Where a version's section is on its series' page.
pub fn anchor(number: RevisionAt) -> String {
    format!("version-{}", number.number() + 1)
}

/// Versions up to which a page shows each alike.
const MANY: usize = 5;

/// What folds in a list of many versions, or of the steps between them, the newest first: all but the newest two and the
/// oldest.
pub fn middle(count: usize) -> Option<Range<usize>> {
    (count > MANY).then(|| 2..count - 1)
}

/// `v2`, and for the second revision of it `v2-again-2`.
pub fn unique_name(catalog: &Catalog, series: SeriesAt, number: RevisionAt) -> String {
    let revisions = &catalog.series[series].revisions;
    let version = revisions[number].version;
    match revisions.iter().take(number.number()).filter(|earlier| earlier.version == version).count() {
        0 => format!("v{version}"),
        before => format!("v{version}-again-{}", before + 1),
    }
}

/// The patches of a revision, without its cover letter.
pub fn patches(catalog: &Catalog, revision: &Revision<Patch>) -> Vec<PatchAt> {
    let is_patch = |&&patch: &&PatchAt| !catalog.entry(patch).is_cover();
    revision.mails.iter().filter(is_patch).copied().collect()
}

/// How much a revision changes, as its first mail says; without a cover letter it is the sum of its patches.
pub fn size(catalog: &Catalog, revision: &Revision<Patch>) -> Option<Diffstat> {
    let stat = |&mail: &PatchAt| catalog.entry(mail).diffstat;
    let head = revision.mails.first()?;
    if catalog.entry(*head).is_cover() {
        return stat(head).or_else(|| sum(patches(catalog, revision).iter().filter_map(stat)));
    }
    sum(revision.mails.iter().filter_map(stat))
}

/// A file counts for each patch that changes it.
fn sum(stats: impl Iterator<Item = Diffstat>) -> Option<Diffstat> {
    stats.reduce(|sum, stat| Diffstat {
        files: sum.files.saturating_add(stat.files),
        insertions: sum.insertions.saturating_add(stat.insertions),
        deletions: sum.deletions.saturating_add(stat.deletions),
    })
}

/// What a version of a series follows.
pub fn change(context: &Context, series: SeriesAt, number: RevisionAt) -> Option<view::Predecessor> {
    let catalog = context.catalog;
    let revisions = &catalog.series[series].revisions;
    let before = &revisions[revisions.before(number)?];
    let then = catalog.posted(before);
    Some(view::Predecessor {
        version: format!("v{}", before.version),
        time: context.day(then),
        after: context.span(then, catalog.posted(&revisions[number])),
        resend: revisions[number].resend,
    })
}

/// Numbers of patches that did not come. A text digest shows only the first ones, so nothing is missing; where patches
/// came without numbers, nobody knows which did not.
pub fn missing(catalog: &Catalog, revision: &Revision<Patch>) -> Vec<u32> {
    let is_only_text = |patch: PatchAt| catalog.digests[catalog.patches[patch].digest].only_text;
    if revision.mails.iter().any(|&patch| is_only_text(patch) || catalog.entry(patch).index.is_none()) {
        return Vec::new();
    }
    let there: BTreeSet<u32> =
        revision.mails.iter().filter_map(|&patch| catalog.entry(patch).index).collect();
    let total = catalog.entry(revision.mails[0]).total.unwrap_or_default();
    (1..=total).filter(|number| !there.contains(number)).collect()
}
