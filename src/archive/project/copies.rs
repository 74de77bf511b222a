//! Commits that say that they are copies of others, as those of stable trees do.

use super::Original;

/// Digits by which a message must name a commit, at least: git itself abbreviates those of Linux so.
const DIGITS: usize = 12;

/// Which originals are asked for, and how a message names one.
pub(super) struct Copies<'a> {
    /// By the positions of the patches.
    of: &'a [Option<&'a str>],
    /// All of them, in order.
    all: Vec<&'a str>,
    original: Original<'a>,
}

impl<'a> Copies<'a> {
    /// Nothing is asked for.
    pub fn none() -> Self {
        Self { of: &[], all: Vec::new(), original: &|_| None }
    }

    /// Copies of these commits, whole ids, by the positions of the patches that they were.
    pub fn new(originals: &'a [Option<&'a str>], original: Original<'a>) -> Self {
        let mut all: Vec<&str> = originals.iter().flatten().copied().collect();
        all.sort_unstable();
        all.dedup();
        Self { of: originals, all, original }
    }

    /// The commit that the patch at a position became.
    pub fn original_of(&self, at: usize) -> Option<&'a str> {
        self.of.get(at).copied().flatten()
    }

    /// The one of the originals that a commit's message names, if its name leads to no other.
    pub fn named_by(&self, message: &[u8]) -> Option<&'a str> {
        if self.all.is_empty() {
            return None;
        }
        let name = (self.original)(&String::from_utf8_lossy(message)).filter(|name| name.len() >= DIGITS)?;
        let from = self.all.partition_point(|id| *id < name.as_str());
        let mut fitting = self.all[from..].iter().take_while(|id| id.starts_with(&name));
        match (fitting.next(), fitting.next()) {
            (Some(only), None) => Some(*only),
            _ => None,
        }
    }
}
