//! What a digest holds besides patches: discussions, and commits that programs announced.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::people::contributors;
use crate::archive::short_id;
use crate::catalog::{Catalog, DigestAt, ListAt};
use crate::digest::{self, Merge, Thread};
use crate::site::pages::context::Context;
use crate::site::pages::parts::ROWS;
use crate::site::view::{CommitRow, DiscussionRow, Highlight, PersonLink, Talk, TreeRow};

/// Trees that are shown, their commits, and authors of these.
const TREES: usize = 50;
const COMMITS: usize = 2 * ROWS;
const AUTHORS: usize = 50;

/// The contents of a digest besides patches.
pub fn view(context: &Context, at: DigestAt) -> Talk {
    let filed = &context.catalog.digests[at];
    let mut discussions = discussions(context.catalog, at);
    discussions.sort_by_key(|thread| Reverse(thread.mails));
    let by_tree = by_tree(&filed.digest.merged);
    let trees = trees(context, filed.list, &by_tree);
    let discussion = |thread: &&Thread| discussion(context, filed.list, thread);
    Talk {
        discussions_total: discussions.len(),
        discussions: discussions.iter().take(ROWS).map(discussion).collect(),
        trees_total: by_tree.len(),
        merged_total: filed.digest.merged.len(),
        merged_shown: trees.iter().map(|tree| tree.commits.len()).sum(),
        trees,
        authors: contributors(merged_authors(context, &filed.digest.merged)),
    }
}

/// The threads of a digest's window that are about no patch, of other windows neither, in the order of their
/// first mails.
pub fn discussions<'c>(catalog: &'c Catalog, at: DigestAt) -> Vec<&'c Thread> {
    let about_patch = |&reply: &digest::ReplyAt| {
        let known = catalog.reply_of[at][reply];
        known.is_some_and(|reply| catalog.replies[reply].patch.is_some())
    };
    let threads = catalog.digests[at].digest.discussions.iter();
    threads.filter(|thread| !thread.replies.iter().any(about_patch)).collect()
}

/// What says best what a window without patches is about.
pub fn highlights(context: &Context, at: DigestAt, most: usize) -> Vec<Highlight> {
    let mut threads = discussions(context.catalog, at);
    threads.sort_by_key(|thread| Reverse(thread.mails));
    let merged = context.catalog.digests[at].digest.merged.iter().map(|merge| (&merge.title, "merged"));
    let titles = merged.chain(threads.into_iter().map(|thread| (&thread.title, "discussions")));
    let href = context.digest_href(at);
    let highlight = |(title, section): (&String, _)| Highlight {
        title: context.shown(title),
        href: format!("{href}#{section}"),
        state: None,
    };
    titles.take(most).map(highlight).collect()
}

fn discussion(context: &Context, list: ListAt, thread: &Thread) -> DiscussionRow {
    DiscussionRow {
        title: context.shown(&thread.title),
        mail_href: context.mail_href(list, thread.message_id.as_deref()),
        author: context.person(&thread.author),
        begun: thread.begun,
        time: context.day(thread.last),
        mails: thread.mails,
        people: thread.people,
    }
}

/// Trees with their commits, as many as there is room for.
fn trees(context: &Context, list: ListAt, by_tree: &[(&str, Vec<&Merge>)]) -> Vec<TreeRow> {
    let by_tree = &by_tree[..by_tree.len().min(TREES)];
    let most = fair_share(by_tree.iter().map(|(_, merges)| merges.len()));
    let tree = |(name, merges): &(&str, Vec<&Merge>)| TreeRow {
        name: context.shown(name),
        total: merges.len(),
        commits: merges.iter().take(most).map(|merge| commit(context, list, merge)).collect(),
    };
    by_tree.iter().map(tree).collect()
}

fn commit(context: &Context, list: ListAt, merge: &Merge) -> CommitRow {
    CommitRow {
        title: context.shown(&merge.title),
        author: context.person(&merge.author),
        id: short_id(&merge.commit),
        href: context.commit_href(list, &merge.commit),
        mail_href: context.mail_href(list, merge.message_id.as_deref()),
    }
}

fn merged_authors(context: &Context, merges: &[Merge]) -> Vec<(PersonLink, usize)> {
    let mut counts: BTreeMap<&str, (&Merge, usize)> = BTreeMap::new();
    for merge in merges {
        counts.entry(&merge.author.email).or_insert((merge, 0)).1 += 1;
    }
    let mut counts: Vec<(&Merge, usize)> = counts.into_values().collect();
    counts.sort_by_key(|&(_, commits)| Reverse(commits));
    counts
        .into_iter()
        .take(AUTHORS)
        .map(|(merge, commits)| (context.person(&merge.author), commits))
        .collect()
}

/// Of how many commits of each tree a page has room for.
fn fair_share(sizes: impl Iterator<Item = usize> + Clone) -> usize {
    let needed = |share: &usize| sizes.clone().map(|size| size.min(*share)).sum::<usize>();
    (1..=COMMITS).take_while(|share| needed(share) <= COMMITS).last().unwrap_or(1)
}

/// Commits by tree, the trees of most commits first.
fn by_tree(merges: &[Merge]) -> Vec<(&str, Vec<&Merge>)> {
    let mut trees: BTreeMap<&str, Vec<&Merge>> = BTreeMap::new();
    for merge in merges {
        trees.entry(&merge.tree).or_default().push(merge);
    }
    let mut trees: Vec<(&str, Vec<&Merge>)> = trees.into_iter().collect();
    trees.sort_by_key(|(_, merges)| Reverse(merges.len()));
    trees
}
