//! What pages say of backports: who sent one of somebody else's work, for which tree, and what it copies.

use crate::archive::short_id;
use crate::catalog::SeriesAt;
use crate::site::pages::context::Context;
use crate::site::pages::title::link;
use crate::site::view::{Hyperlink, PersonLink};

/// Originals named of one series.
const COMMITS: usize = 5;

/// Who sent a backport of somebody else's work.
pub fn sent_by(context: &Context, series: SeriesAt) -> Option<PersonLink> {
    let backport = context.catalog.backport(series)?;
    backport.sender.map(|sender| context.person(sender))
}

/// `backport to 5.10`
pub fn text(context: &Context, series: SeriesAt) -> String {
    match context.catalog.backport(series) {
        Some(backport) if !backport.tree.is_empty() => {
            context.named("backport-to", &context.shown(backport.tree))
        }
        _ => context.text("state-backport"),
    }
}

/// The first commits of the project that a backport copies, with their addresses where the list has such.
pub fn upstream(context: &Context, series: SeriesAt) -> Vec<Hyperlink> {
    let catalog = context.catalog;
    let Some(backport) = catalog.backport(series) else { return Vec::new() };
    let first = catalog.series[series].newest().mails[0];
    let commits = context.site.lists[catalog.list_of(first)].commits.as_ref();
    let href = |commit: &str| commits.map_or_else(String::new, |url| format!("{url}{commit}"));
    let named = backport.upstream.iter().take(COMMITS);
    named.map(|&commit| link(&short_id(commit), href(commit))).collect()
}
