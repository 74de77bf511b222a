//! Sets that merge (union-find).

/// Numbers in sets. The root of a set is its smallest number, so that order stays.
pub(super) struct Forest {
    parent: Vec<usize>,
}

impl Forest {
    /// As many sets as there are numbers.
    pub fn new(size: usize) -> Self {
        Self { parent: (0..size).collect() }
    }

    /// The root of a number's set.
    pub fn root(&mut self, mut at: usize) -> usize {
        while self.parent[at] != at {
            self.parent[at] = self.parent[self.parent[at]];
            at = self.parent[at];
        }
        at
    }

    /// Makes two sets one, and gives its root.
    pub fn join(&mut self, a: usize, b: usize) -> usize {
        let (a, b) = (self.root(a), self.root(b));
        let (root, other) = (a.min(b), a.max(b));
        self.parent[other] = root;
        root
    }

    /// The sets, in the order of their smallest numbers.
    pub fn groups(&mut self) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = Vec::new();
        let mut place = vec![usize::MAX; self.parent.len()];
        for at in 0..self.parent.len() {
            let root = self.root(at);
            if place[root] == usize::MAX {
                place[root] = groups.len();
                groups.push(Vec::new());
            }
            groups[place[root]].push(at);
        }
        groups
    }
}
