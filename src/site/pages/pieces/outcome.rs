//! What became of series: who took them up, and where the project's repository has them.

use std::collections::{BTreeMap, BTreeSet};

use super::versions;
use crate::archive::{Merged, short_id};
use crate::catalog::{Applied, DigestAt, Life, PatchAt, ReplyAt, SeriesAt};
use crate::site::pages::context::Context;
use crate::site::view;

/// Commits named of one reply at most.
const COMMITS: usize = 5;

pub fn merged(context: &Context, life: &Life) -> Vec<view::MergedRow> {
    let catalog = context.catalog;
    let row = |(patch, merged): &(PatchAt, Merged)| {
        let list = catalog.list_of(*patch);
        view::MergedRow {
            title: context.shown(&catalog.entry(*patch).title),
            commit: short_id(&merged.commit),
            href: context.commit_href(list, &merged.commit),
            tag: merged.tag.clone(),
        }
    };
    life.merged.iter().map(row).collect()
}

/// Replies that say that a series was taken up, a row each.
pub fn all_taken(context: &Context, life: &Life) -> Vec<view::TakenBy> {
    let mut by_reply: BTreeMap<ReplyAt, Vec<&Applied>> = BTreeMap::new();
    for applied in &life.applied {
        by_reply.entry(applied.reply).or_default().push(applied);
    }
    by_reply
        .iter()
        .map(|(&reply, applied)| taken(context, reply, applied, patches_meant(context, reply, life)))
        .collect()
}

/// How many patches the revision has that a reply answers; else the newest of the series.
fn patches_meant(context: &Context, reply: ReplyAt, life: &Life) -> usize {
    let catalog = context.catalog;
    let answered = catalog.replies[reply].patch;
    answered.map_or(life.patches, |patch| versions::patches(catalog, catalog.revision_of(patch)).len())
}

/// What a reply says was taken up, of a revision with so many patches.
pub fn taken(context: &Context, reply: ReplyAt, applied: &[&Applied], patches: usize) -> view::TakenBy {
    let catalog = context.catalog;
    let mail = catalog.reply(reply);
    let taken: BTreeSet<PatchAt> = applied.iter().filter_map(|applied| applied.patch).collect();
    let list = catalog.digests[catalog.replies[reply].digest].list;
    let mut commits: Vec<String> = Vec::new();
    for commit in applied.iter().filter_map(|applied| applied.commit.as_ref()) {
        if commits.len() < COMMITS && !commits.contains(commit) {
            commits.push(commit.clone());
        }
    }
    view::TakenBy {
        by: context.person(&mail.author),
        time: context.day(mail.sent),
        tree: applied
            .iter()
            .find_map(|applied| applied.tree.as_deref())
            .map_or(String::new(), |tree| context.shown(tree)),
        extent: match taken.len() {
            taken if taken > 0 && taken < patches => {
                context.say("applied-part", &[("count", taken.into()), ("all", patches.into())])
            }
            _ => String::new(),
        },
        commits: commits.iter().map(|commit| short_id(commit)).collect(),
        mail_href: context.mail_href(list, mail.message_id.as_deref()),
    }
}

/// Series that somebody took up in a window, in the order of the first replies that say so: each once for each person who
/// says it.
pub fn taken_up(context: &Context, digest: DigestAt) -> Vec<view::TakenUpRow> {
    let catalog = context.catalog;
    let mut order: Vec<(SeriesAt, &str)> = Vec::new();
    let mut said: BTreeMap<(SeriesAt, &str), Vec<ReplyAt>> = BTreeMap::new();
    for &reply in catalog.reply_of[digest].iter().flatten() {
        let Some(patch) = catalog.replies[reply].patch else { continue };
        let series = catalog.patches[patch].series;
        if catalog.lives[series].applied.iter().all(|applied| applied.reply != reply) {
            continue;
        }
        let by = (series, catalog.person(&catalog.reply(reply).author));
        let replies = said.entry(by).or_default();
        if replies.is_empty() {
            order.push(by);
        }
        replies.push(reply);
    }
    let row = |by: (SeriesAt, &str)| {
        let (life, replies) = (&catalog.lives[by.0], &said[&by]);
        let first = *replies.first()?;
        let applied: Vec<&Applied> =
            life.applied.iter().filter(|applied| replies.contains(&applied.reply)).collect();
        Some(view::TakenUpRow {
            series: context.series_link(by.0),
            taken: taken(context, first, &applied, patches_meant(context, first, life)),
        })
    };
    order.into_iter().filter_map(row).collect()
}
