//! The patches that thanks list, with their commits.

use std::sync::LazyLock;

use regex::Regex;

use super::Taken;
use crate::mail::{Subject, normalised};

/// Patches that are read of one mail at most.
const MOST: usize = 1_000;

/// `commit: 0123456789ab`, or a link to a commit, alone on its line.
static COMMIT: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"^(?:commit:?\s+|https?://\S+/(?:c|commit)/(?:\?\S*\bid=)?)([0-9a-f]{7,40})\b";
    Regex::new(pattern).expect("the pattern is valid")
});

/// The commit that a line names.
fn commit(line: &str) -> Option<String> {
    let line = line.trim_start();
    let may = line.starts_with("commit") || line.starts_with("http");
    if may { COMMIT.captures(line).map(|found| found[1].to_owned()) } else { None }
}

/// The patches listed, each with the commit on a line that follows it, and commits without a patch.
pub(super) fn taken(lines: &[&str]) -> Vec<Taken> {
    let mut taken: Vec<Taken> = Vec::new();
    for line in lines {
        if taken.len() == MOST {
            break;
        }
        if let Some(commit) = commit(line) {
            match taken.last_mut() {
                Some(last) if last.commit.is_none() => last.commit = Some(commit),
                _ => taken.push(Taken { title: None, commit: Some(commit) }),
            }
        } else if let Some(title) = title(line) {
            taken.push(Taken { title: Some(title), commit: None });
        } else if let Some(Taken { title: Some(title), commit: None }) = taken.last_mut()
            && line.starts_with("      ")
            && !line.trim_start().starts_with('(')
        {
            // A long title goes on, further in.
            title.push(' ');
            title.push_str(&normalised(line));
        }
    }
    taken
}

/// `[1/2] KVM: arm64: Do it`, or the same behind a dash.
fn title(line: &str) -> Option<String> {
    let line = line.trim_start();
    let line = line.strip_prefix("- ").unwrap_or(line);
    if !line.starts_with('[') {
        return None;
    }
    let subject = Subject::parse(line);
    subject.counter?;
    Some(normalised(&subject.title))
}
