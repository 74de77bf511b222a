//! What a digest holds besides patches: discussions, and commits that programs announced.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::parts::ROWS;
use super::people::contributors;
use super::{Pages, day};
use crate::archive::short_id;
use crate::catalog::{DigestAt, ListAt};
use crate::digest::{self, Merge, Thread};
use crate::site::view::{Commit, Discussion, Talk, Tree};

/// Trees that are shown, their commits, and authors of these.
const TREES: usize = 50;
const COMMITS: usize = 2 * ROWS;
const AUTHORS: usize = 50;

impl Pages<'_> {
    /// The contents of a digest besides patches.
    pub(super) fn talk(&self, at: DigestAt) -> Talk {
        let filed = &self.site.catalog.digests[at];
        let mut discussions = self.discussions(at);
        discussions.sort_by_key(|thread| Reverse(thread.mails));
        let by_tree = by_tree(&filed.digest.merged);
        let trees = self.trees(filed.list, &by_tree);
        let discussion = |thread: &&Thread| self.discussion(filed.list, thread);
        Talk {
            discussions_total: discussions.len(),
            discussions: discussions.iter().take(ROWS).map(discussion).collect(),
            trees_total: by_tree.len(),
            merged_total: filed.digest.merged.len(),
            merged_shown: trees.iter().map(|tree| tree.commits.len()).sum(),
            trees,
            authors: contributors(self.merged_authors(&filed.digest.merged)),
        }
    }

    /// The threads of a digest's window that are about no patch, of other windows neither, in the order of their
    /// first mails.
    pub(super) fn discussions(&self, at: DigestAt) -> Vec<&Thread> {
        let catalog = self.site.catalog;
        let about_patch = |&reply: &digest::ReplyAt| {
            let known = catalog.reply_of[at][reply];
            known.is_some_and(|reply| catalog.replies[reply].patch.is_some())
        };
        let threads = catalog.digests[at].digest.discussions.iter();
        threads.filter(|thread| !thread.replies.iter().any(about_patch)).collect()
    }

    /// The titles that say best what a window without patches is about.
    pub(super) fn talk_titles(&self, at: DigestAt, most: usize) -> Vec<String> {
        let mut threads = self.discussions(at);
        threads.sort_by_key(|thread| Reverse(thread.mails));
        let merged = self.site.catalog.digests[at].digest.merged.iter().map(|merge| merge.title.as_str());
        let titles = merged.chain(threads.into_iter().map(|thread| thread.title.as_str()));
        titles.take(most).map(|title| self.titled(title)).collect()
    }

    fn discussion(&self, list: ListAt, thread: &Thread) -> Discussion {
        Discussion {
            title: self.titled(&thread.title),
            mail_href: self.mail_href(list, thread.message_id.as_deref()),
            author: self.person(&thread.author),
            begun: thread.begun,
            time: day(thread.last),
            mails: thread.mails,
            people: thread.people,
        }
    }

    fn titled(&self, title: &str) -> String {
        if title.is_empty() { "(no subject)".to_owned() } else { self.shown(title) }
    }

    /// Trees with their commits, as many as there is room for.
    fn trees(&self, list: ListAt, by_tree: &[(&str, Vec<&Merge>)]) -> Vec<Tree> {
        let by_tree = &by_tree[..by_tree.len().min(TREES)];
        let most = fair_share(by_tree.iter().map(|(_, merges)| merges.len()));
        let tree = |(name, merges): &(&str, Vec<&Merge>)| Tree {
            name: self.shown(name),
            total: merges.len(),
            commits: merges.iter().take(most).map(|merge| self.commit(list, merge)).collect(),
        };
        by_tree.iter().map(tree).collect()
    }

    fn commit(&self, list: ListAt, merge: &Merge) -> Commit {
        Commit {
            title: self.titled(&merge.title),
            author: self.person(&merge.author),
            id: short_id(&merge.commit),
            href: self.site.lists[list].commits.as_ref().map(|url| format!("{url}{}", merge.commit)),
            mail_href: self.mail_href(list, merge.message_id.as_deref()),
        }
    }

    fn merged_authors(&self, merges: &[Merge]) -> Vec<(crate::site::view::Person, usize)> {
        let mut counts: BTreeMap<&str, (&Merge, usize)> = BTreeMap::new();
        for merge in merges {
            counts.entry(&merge.author.email).or_insert((merge, 0)).1 += 1;
        }
        let mut counts: Vec<(&Merge, usize)> = counts.into_values().collect();
        counts.sort_by_key(|&(_, commits)| Reverse(commits));
        counts
            .into_iter()
            .take(AUTHORS)
            .map(|(merge, commits)| (self.person(&merge.author), commits))
            .collect()
    }
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
