//! History behind a commit that cannot be read: the commits that are still there and that nothing leads to.
//!
//! A commit names its parents, so one that cannot be read hides what is behind it. The pack still lists it, as *chains*
//! of commits that lead to each other. Which chain comes next is certain if it is the only one, or the newest; what
//! may be another version of the history, as a purge leaves it, is not: it may hold mails that were taken down.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use git2::Oid;

/// What the order of commits depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Node {
    /// The first parent.
    pub parent: Option<Oid>,
    /// When it was committed, seconds since 1970.
    pub time: i64,
    /// When its author wrote it, seconds since 1970.
    pub written: i64,
    pub tree: Oid,
}

impl Node {
    /// The same in all versions of a history that changes other commits.
    fn identity(&self) -> (i64, i64, Oid) {
        (self.time, self.written, self.tree)
    }
}

/// Commits that lead to each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// Newest first.
    pub ids: Vec<Oid>,
    /// The time of the newest.
    time: i64,
    /// The parent of the oldest, which cannot be read; `None` at the beginning of history.
    pub ends_at: Option<Oid>,
}

/// What is behind a break.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Behind {
    /// The history that goes on, newest first.
    pub chains: Vec<Chain>,
    /// Commits whose place is not certain, or that belong to another version of the history.
    pub unreached: Vec<Oid>,
}

/// What was walked before a break.
pub struct Walked<'a> {
    /// Newest first.
    pub ids: &'a [Oid],
    /// Where the walk ended, unless it never began.
    pub broken: Option<Oid>,
    /// Where other branches and tags lead.
    pub other_tips: &'a HashSet<Oid>,
}

/// Finds what is behind a break among all commits that can be read.
pub fn behind(nodes: &HashMap<Oid, Node>, walked: &Walked) -> Behind {
    let known: HashSet<Oid> = walked.ids.iter().copied().chain(walked.broken).collect();
    let mut rest: HashMap<Oid, Node> = nodes.clone();
    rest.retain(|id, _| !known.contains(id));
    let of_other_versions = remove_other_versions(&mut rest, nodes, &known);
    let (mut chains, mut unsure) = chains(&rest);
    keep_certain(&mut chains, &mut unsure, walked.other_tips);
    chains.sort_by_key(|chain| (Reverse(chain.time), chain.ends_at.is_none(), chain.ids[0]));
    let since = walked.ids.last().and_then(|id| nodes.get(id)).map_or(i64::MAX, |node| node.time);
    if chains.len() > 1 {
        // Older than what leads to it, unless a clock was wrong; then no order is certain.
        unsure.extend(chains.extract_if(.., |chain| chain.time > since));
    }
    let mut unreached: Vec<Oid> = unsure.into_iter().flat_map(|chain| chain.ids).collect();
    unreached.extend(of_other_versions);
    unreached.sort_by_key(|id| (nodes[id].time, *id));
    Behind { chains, unreached }
}

/// Removes what surely is not behind the break: what was added to commits before it and then left, and histories whose
/// newest commit is one that was walked, in another version. Returns what of those may be in both.
fn remove_other_versions(
    rest: &mut HashMap<Oid, Node>,
    nodes: &HashMap<Oid, Node>,
    known: &HashSet<Oid>,
) -> Vec<Oid> {
    let identities: HashSet<_> = known.iter().filter_map(|id| nodes.get(id)).map(Node::identity).collect();
    let mut children = children(rest);
    let is_head = |id: &Oid| !children.contains_key(id);
    let heads: Vec<Oid> = rest.keys().copied().filter(is_head).collect();
    let mut unsure = Vec::new();
    for head in heads {
        let is_version = identities.contains(&rest[&head].identity());
        let mut own = Vec::new();
        let mut next = Some(head);
        // As far as nothing else leads to it.
        while let Some((id, node)) = next.and_then(|id| Some((id, rest.get(&id)?))) {
            if id != head && children.get(&id).copied().unwrap_or(0) > 1 {
                break;
            }
            own.push(id);
            next = node.parent;
        }
        if is_version || next.is_some_and(|id| known.contains(&id)) {
            for id in &own {
                let node = rest.remove(id);
                let is_walked = node.is_some_and(|node| identities.contains(&node.identity()));
                unsure.extend((is_version && !is_walked).then_some(id));
            }
            if let Some(count) = next.and_then(|id| children.get_mut(&id)) {
                *count -= 1;
            }
        }
    }
    unsure
}

/// How many commits have each as their first parent.
fn children(nodes: &HashMap<Oid, Node>) -> HashMap<Oid, usize> {
    let mut children = HashMap::new();
    for parent in nodes.values().filter_map(|node| node.parent) {
        *children.entry(parent).or_insert(0) += 1;
    }
    children
}

/// Cuts commits into chains. Those are apart that lead into the middle of another: only one of several is the history.
fn chains(rest: &HashMap<Oid, Node>) -> (Vec<Chain>, Vec<Chain>) {
    let children = children(rest);
    let count = |id: &Oid| children.get(id).copied().unwrap_or(0);
    let (mut chains, mut branches) = (Vec::new(), Vec::new());
    for (&start, node) in rest.iter().filter(|(id, _)| count(id) != 1) {
        let mut chain = Chain { ids: vec![start], time: node.time, ends_at: node.parent };
        while let Some(next) = chain.ends_at
            && count(&next) == 1
            && let Some(node) = rest.get(&next)
        {
            chain.ids.push(next);
            chain.ends_at = node.parent;
        }
        let is_branch = chain.ends_at.is_some_and(|end| count(&end) > 1);
        if is_branch { branches.push(chain) } else { chains.push(chain) }
    }
    (chains, branches)
}

/// Puts aside chains if only one of them can be the history: those with one end, and several beginnings of it.
fn keep_certain(chains: &mut Vec<Chain>, unsure: &mut Vec<Chain>, other_tips: &HashSet<Oid>) {
    let beginnings = |chains: &[Chain]| chains.iter().filter(|chain| chain.ends_at.is_none()).count();
    if beginnings(chains) > 1 {
        chains.retain(|chain| chain.ends_at.is_some() || !other_tips.contains(&chain.ids[0]));
    }
    let mut ends: HashMap<Option<Oid>, usize> = HashMap::new();
    chains.iter().for_each(|chain| *ends.entry(chain.ends_at).or_insert(0) += 1);
    unsure.extend(chains.extract_if(.., |chain| ends[&chain.ends_at] > 1));
}
