//! What is wrong with an archive as a whole, in words.

use std::path::Path;

use crate::archive::{Content, Inbox};

/// Each trouble, with the archive's path.
pub fn of(path: &Path, inbox: &Inbox) -> Vec<String> {
    let mut troubles: Vec<String> = inbox
        .broken()
        .iter()
        .map(|broken| format!("{}: {}", path.display(), in_words(&broken.kind, &broken.commit)))
        .collect();
    if !inbox.slots().iter().any(|slot| matches!(slot.content, Content::Mail(_))) {
        troubles.push(format!("{}: the archive has no mail", path.display()));
    }
    troubles
}

/// A kind of the report, and the epoch or commit that it is said of.
fn in_words(kind: &str, place: &str) -> String {
    match kind {
        "missing-epoch" => format!("{place} is missing, and there are epochs before and after it"),
        "unreadable-epoch" => format!("{place} cannot be read as a git repository"),
        "empty-epoch" => format!("{place} has no commits, or its HEAD leads nowhere"),
        "shallow-history" => format!("{place} is a shallow clone: older mails were not fetched"),
        "partial-clone" => format!("{place} is a partial clone: not all of its objects were fetched"),
        "unknown-format" => {
            format!("{place} has a format that libgit2 cannot read, such as SHA-256 or reftable")
        }
        "missing-object" => format!("commit {place} is missing: all older mails of its epoch are left out"),
        "damaged-object" => format!("commit {place} is damaged: all older mails of its epoch are left out"),
        other => format!("{other} at {place}"),
    }
}
