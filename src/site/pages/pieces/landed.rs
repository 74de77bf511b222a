//! What the further repositories of a list's project have of a series: what waits there to be merged, and what was copied
//! to stable trees.

use serde::Serialize;

use super::versions;
use crate::archive::{Found, Merged, short_id};
use crate::catalog::{PatchAt, SeriesAt, Tree};
use crate::seen::{self, Sight};
use crate::site::pages::context::Context;
use crate::site::view;

/// Tags and copies that are named at most.
const NAMED: usize = 12;

/// The commits of one patch in one further repository.
struct InTree<'a> {
    patch: PatchAt,
    commits: Vec<&'a Merged>,
}

/// What each further repository has of a series' newest version: first commits of its own, then copies. A patch was looked for in
/// the repositories of the list that it came from.
fn find<'a>(context: &Context<'a>, at: SeriesAt) -> Vec<(&'a Tree, bool, Vec<InTree<'a>>)> {
    let catalog = context.catalog;
    let patches = versions::patches(catalog, catalog.series[at].newest());
    let trees_of = |patch: PatchAt| &context.site.lists[catalog.list_of(patch)].trees;
    let mut trees: Vec<&Tree> = Vec::new();
    for tree in patches.iter().flat_map(|&patch| trees_of(patch)) {
        if !trees.contains(&tree) {
            trees.push(tree);
        }
    }
    let merged = |patch: PatchAt| catalog.lives[at].merged.iter().find(|(own, _)| *own == patch);
    // What the project has itself is there because it is in the project.
    let own = |patch: PatchAt, found: &'a Found| -> Vec<&'a Merged> {
        let is_new = |commit: &&Merged| merged(patch).is_none_or(|(_, own)| own.commit != commit.commit);
        found.commit.iter().filter(is_new).collect()
    };
    let mut all = Vec::new();
    for tree in trees {
        for copies in [false, true] {
            let in_tree = |patch: PatchAt| {
                let number = trees_of(patch).iter().position(|own| own == tree)?;
                seen::row(Sight::Landed.number(), patch.number());
                let found = context.site.landed.get(&patch)?.get(number)?;
                let commits = if copies { found.copies.iter().collect() } else { own(patch, found) };
                (!commits.is_empty()).then_some(InTree { patch, commits })
            };
            let there: Vec<InTree> = patches.iter().copied().filter_map(in_tree).collect();
            if !there.is_empty() {
                all.push((tree, copies, there));
            }
        }
    }
    all
}

/// The rows of a series' page.
pub fn view(context: &Context, at: SeriesAt) -> Vec<view::LandedRow> {
    let catalog = context.catalog;
    let commit = |tree: &Tree, merged: &Merged| view::LandedCommit {
        commit: short_id(&merged.commit),
        href: tree.commits.as_ref().map(|url| format!("{url}{}", merged.commit)),
        tag: merged.tag.as_deref().map(|tag| context.shown(tag)),
    };
    let row = |(tree, copies, there): (&Tree, bool, Vec<InTree>)| {
        let mut tags: Vec<String> = Vec::new();
        for tag in there.iter().flat_map(|patch| &patch.commits).filter_map(|commit| commit.tag.as_ref()) {
            let tag = context.shown(tag);
            if tags.len() < NAMED && !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        let patches = there.iter().map(|InTree { patch, commits }| view::LandedPatch {
            title: context.shown(&catalog.entry(*patch).title),
            commits: commits.iter().take(NAMED).map(|merged| commit(tree, merged)).collect(),
        });
        view::LandedRow {
            tree: context.shown(&tree.name),
            copies,
            patches: patches.collect(),
            total: versions::patches(catalog, catalog.series[at].newest()).len(),
            tags,
        }
    };
    find(context, at).into_iter().map(row).collect()
}

/// A commit of a further repository, for programs.
#[derive(Serialize)]
pub struct LandedData<'a> {
    repository: String,
    /// The Message-ID of the patch; null where Message-IDs are not shown.
    patch: Option<&'a str>,
    commit: &'a str,
    tag: Option<String>,
    /// It says that it is a copy of what the project has.
    copy: bool,
}

/// All of them of a series.
pub fn data<'a>(context: &Context<'a>, at: SeriesAt, shows_ids: bool) -> Vec<LandedData<'a>> {
    let id = |patch: PatchAt| context.catalog.entry(patch).message_id.as_deref().filter(|_| shows_ids);
    let of_tree = |(tree, copy, there): (&'a Tree, bool, Vec<InTree<'a>>)| {
        let rows = there.into_iter().flat_map(move |InTree { patch, commits }| {
            commits.into_iter().map(move |merged| LandedData {
                repository: context.shown(&tree.name),
                patch: id(patch),
                commit: &merged.commit,
                tag: merged.tag.as_deref().map(|tag| context.shown(tag)),
                copy,
            })
        });
        rows.collect::<Vec<_>>()
    };
    find(context, at).into_iter().flat_map(of_tree).collect()
}
