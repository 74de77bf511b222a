//! Sets that merge (union-find).

use crate::position::{At, Table};

/// Positions in sets. The root of a set is its first position, so that order stays.
pub(super) struct Forest<T> {
    parent: Table<T, At<T>>,
}

impl<T> Forest<T> {
    /// As many sets as there are positions.
    pub fn new(size: usize) -> Self {
        Self { parent: At::first(size).collect() }
    }

    /// The root of a position's set.
    pub fn root(&mut self, mut at: At<T>) -> At<T> {
        while self.parent[at] != at {
            self.parent[at] = self.parent[self.parent[at]];
            at = self.parent[at];
        }
        at
    }

    /// Makes two sets one, and gives its root.
    pub fn join(&mut self, a: At<T>, b: At<T>) -> At<T> {
        let (a, b) = (self.root(a), self.root(b));
        let (root, other) = (a.min(b), a.max(b));
        self.parent[other] = root;
        root
    }

    /// The sets, in the order of their first positions.
    pub fn groups(&mut self) -> Vec<Vec<At<T>>> {
        let mut groups: Vec<Vec<At<T>>> = Vec::new();
        let mut place: Table<T, Option<usize>> = self.parent.filled(None);
        for at in self.parent.positions() {
            let root = self.root(at);
            let group = *place[root].get_or_insert(groups.len());
            if group == groups.len() {
                groups.push(Vec::new());
            }
            groups[group].push(at);
        }
        groups
    }
}
