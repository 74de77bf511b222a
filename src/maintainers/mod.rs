//! Where a patch belongs, by a `MAINTAINERS` file as Linux and QEMU have it. Nothing here reads a file.
//!
//! 1. [`Maintainers::parse`] reads the sections of the file: who looks after what.
//! 2. `pattern` matches `F:` and `X:`, the files of a section.
//! 3. `expression` matches `N:` and `K:`, regular expressions on a path and on what a patch says and changes.
//! 4. [`Maintainers::sections`] puts them together for one patch, as `scripts/get_maintainer.pl` of Linux does it.
//!
//! The script is asked inside a source tree, this is not: a pattern that may be a file's or a folder's is taken as both.

mod expression;
mod file;
mod pattern;

use std::collections::{BTreeMap, BTreeSet};

use crate::mail::Address;
use expression::Expressions;
use pattern::Patterns;

/// A `MAINTAINERS` file, ready to be asked.
#[derive(Debug, Default)]
pub struct Maintainers {
    list: Vec<Section>,
    /// `F:` and `X:`
    files: Patterns,
    /// `N:`
    names: Expressions,
    /// `K:`
    keywords: Expressions,
}

/// What one section says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Section {
    /// The line above it.
    pub title: String,
    /// `M:`, whom to send patches.
    pub maintainers: Vec<Address>,
    /// `R:`, who wants to see them as well.
    pub reviewers: Vec<Address>,
    /// `L:`, the lists' addresses, with a remark where there is one: `(moderated for non-subscribers)`.
    pub lists: Vec<String>,
    /// `S:`, such as `Supported`, `Maintained` or `Orphan`.
    pub status: Option<String>,
    /// `T:`, a program and a place: `git git://host/tree.git branch`.
    pub trees: Vec<String>,
    /// It has the files of all others too: `THE REST` of Linux.
    pub rest: bool,
}

/// A line of the file that could not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Defect {
    /// Counted from 1.
    pub line: usize,
    /// What is written there.
    pub pattern: String,
}

/// Patterns of files alone, as `F:` has them, each with the number of whose it is.
#[derive(Debug, Default)]
pub struct Files(Patterns);

impl Files {
    pub fn new(patterns: impl IntoIterator<Item = (usize, String)>) -> Self {
        let mut files = Patterns::default();
        patterns.into_iter().for_each(|(number, pattern)| files.add(number, &pattern));
        Self(files)
    }

    /// Whose patterns fit any of these paths, in order, each once.
    pub fn find(&self, paths: &[impl AsRef<str>]) -> Vec<usize> {
        let fits = paths.iter().flat_map(|path| self.0.find(path.as_ref()).found);
        let numbers: BTreeSet<usize> = fits.map(|(number, _)| number).collect();
        numbers.into_iter().collect()
    }
}

/// How well a section fits a patch, least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// A pattern that begins with `*`.
    Anywhere,
    /// A `K:`.
    Keyword,
    /// An `N:`.
    Name,
    /// A pattern with so many folders.
    Depth(usize),
}

impl Maintainers {
    /// Reads the text of the file, and what of it could not be used: expressions that only Perl understands.
    pub fn parse(text: &str) -> (Self, Vec<Defect>) {
        file::parse(text)
    }

    /// All sections, in the order of the file.
    pub fn list(&self) -> &[Section] {
        &self.list
    }

    /// The sections that a patch belongs to, as positions in [`Maintainers::list`], the one that fits best first and
    /// those that fit alike in the order of the file.
    ///
    /// `paths` are the files it changes, `message` the lines above its diff, beginning with the one of the header
    /// that expressions look for, `Subject: …`.
    pub fn sections(&self, paths: &[impl AsRef<str>], message: &str, diff: &str) -> Vec<usize> {
        let mut ranks: BTreeMap<usize, Rank> = BTreeMap::new();
        let mut add = |section: usize, rank: Rank| {
            let best = ranks.entry(section).or_insert(rank);
            *best = rank.max(*best);
        };
        for path in paths.iter().map(AsRef::as_ref) {
            let files = self.files.find(path);
            let names = self.names.find_in(path).map(|section| (section, Rank::Name));
            let fits = files.found.iter().copied().chain(names);
            fits.filter(|(section, _)| !files.excluded.contains(section))
                .for_each(|(section, rank)| add(section, rank));
        }
        self.keywords.find_in_patch(message, diff).for_each(|section| add(section, Rank::Keyword));
        let mut sections: Vec<(usize, Rank)> = ranks.into_iter().collect();
        sections.sort_by_key(|&(_, rank)| std::cmp::Reverse(rank));
        sections.into_iter().map(|(section, _)| section).collect()
    }
}
