//! Skipped mails and why: counted by kind, printed sorted, nothing skipped in silence.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// A commit, an epoch or a line that is in no digest.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct LeftOut {
    /// The commit's id; for what is not a commit, the epoch or the file with its line.
    pub commit: String,
    /// The mail's first Message-ID, where it is known.
    pub message_id: Option<String>,
    /// Why, in a word that stays the same from release to release.
    pub kind: String,
}

impl LeftOut {
    /// A commit skipped for the reason `kind`.
    pub fn commit(commit: impl Into<String>, message_id: Option<String>, kind: &str) -> Self {
        Self { commit: commit.into(), message_id, kind: kind.to_owned() }
    }
}

/// Everything that a build skipped.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Report {
    entries: Vec<LeftOut>,
    /// What is skipped by the thousand is only counted, by kind.
    #[serde(default)]
    counted: BTreeMap<String, usize>,
}

impl Report {
    /// Adds what one stage skipped.
    pub fn extend(&mut self, entries: impl IntoIterator<Item = LeftOut>) {
        self.entries.extend(entries);
    }

    /// Adds so many of a kind that is only counted.
    pub fn count(&mut self, kind: &str, skipped: usize) {
        if skipped > 0 {
            *self.counted.entry(kind.to_owned()).or_default() += skipped;
        }
    }

    /// How many of each kind, by kind.
    pub fn counts(&self) -> BTreeMap<&str, usize> {
        let mut counts: BTreeMap<&str, usize> =
            self.counted.iter().map(|(kind, &skipped)| (kind.as_str(), skipped)).collect();
        for entry in &self.entries {
            *counts.entry(entry.kind.as_str()).or_insert(0) += 1;
        }
        counts
    }

    /// Reads back what [`Report::json_lines`] wrote.
    pub fn read_json_lines(path: &Path) -> Result<Vec<LeftOut>> {
        let text = std::fs::read_to_string(path).map_err(|cause| Error::io(path, "read", &cause))?;
        let damaged = |cause: serde_json::Error| {
            Error::new(
                path.display().to_string(),
                cause.to_string(),
                "delete the folder; the next build recreates it",
            )
        };
        text.lines().map(|line| serde_json::from_str(line).map_err(damaged)).collect()
    }

    /// One JSON object a line, in the order of the archive.
    pub fn json_lines(&self) -> String {
        let mut text = String::new();
        for entry in &self.entries {
            text.push_str(&serde_json::to_string(entry).expect("strings always serialise"));
            text.push('\n');
        }
        text
    }
}
