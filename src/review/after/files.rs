//! A diff by its files. What is compared of one is made when it is looked for.

use std::cell::OnceCell;
use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::keys::{FileKeys, exact};
use crate::review::patch::{self, Spot};

/// A diff, read once for all that is asked of it.
#[derive(Debug)]
pub struct Files<'a> {
    pub lines: Vec<&'a str>,
    pub spots: Vec<Option<Spot>>,
    by_path: HashMap<String, OfPath, RandomState>,
}

/// A file of a diff. Those of a path that comes twice are one.
#[derive(Debug, Default)]
struct OfPath {
    /// The lines of its hunks, by their positions among all.
    lines: Vec<usize>,
    keys: OnceCell<FileKeys>,
}

/// Whether a spot is that of a line of a file.
pub fn is_of_hunk(spot: &Spot) -> bool {
    spot.in_old().is_some() || spot.in_new().is_some()
}

impl<'a> Files<'a> {
    pub fn of(diff: &'a str) -> Self {
        let lines: Vec<&str> = diff.lines().collect();
        let spots = patch::spots(&lines);
        let mut of_files: Vec<OfPath> = Vec::new();
        for (at, spot) in spots.iter().enumerate() {
            if let Some(spot) = spot.filter(is_of_hunk) {
                of_files.resize_with(of_files.len().max(spot.file() + 1), OfPath::default);
                of_files[spot.file()].lines.push(at);
            }
        }
        let mut by_path = HashMap::<String, OfPath, RandomState>::default();
        for (path, file) in
            patch::paths(diff).into_iter().zip(of_files).filter(|(_, file)| !file.lines.is_empty())
        {
            by_path.entry(path).or_default().lines.extend(file.lines);
        }
        Self { lines, spots, by_path }
    }

    /// The paths of the files that have hunks, in any order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.by_path.keys().map(String::as_str)
    }

    pub fn has(&self, path: &str) -> bool {
        self.by_path.contains_key(path)
    }

    /// The lines of the hunks of a file, by their positions among all; none if it is not there.
    pub fn lines_of(&self, path: &str) -> &[usize] {
        self.by_path.get(path).map_or(&[], |file| &file.lines)
    }

    /// What is compared of these lines, one by one.
    pub fn exact(&self, path: &str) -> Vec<String> {
        self.lines_of(path).iter().map(|&at| exact(self.lines[at])).collect()
    }

    /// What is compared of a file.
    pub fn keys(&self, path: &str) -> Option<&FileKeys> {
        let file = self.by_path.get(path)?;
        Some(file.keys.get_or_init(|| {
            let mut keys = FileKeys::default();
            file.lines.iter().for_each(|&at| keys.add(self.lines[at]));
            keys
        }))
    }
}
