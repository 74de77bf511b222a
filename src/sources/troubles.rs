//! What is wrong with an archive as a whole, in words.

use std::collections::BTreeMap;
use std::path::Path;

use crate::archive::{Content, Inbox};

/// Commits that are named one by one; of more of a kind only the number is said.
const NAMED: usize = 5;

/// Each trouble, with the archive's path. Of mails that were imported only the owner's own file or folder is named: where
/// they are kept says nothing to anybody.
pub fn of(path: &Path, inbox: &Inbox, is_imported: bool) -> Vec<String> {
    if is_imported && inbox.is_empty() {
        return vec![format!(
            "{}: there is no mail in it: is it the file or folder that you mean?",
            path.display()
        )];
    }
    let mut places: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for broken in inbox.broken() {
        places.entry(&broken.kind).or_default().push(&broken.commit);
    }
    let mut troubles = Vec::new();
    for (kind, places) in places {
        match places.len() > NAMED || kind == UNREACHED {
            true => troubles.push(in_number(kind, places.len())),
            false => troubles.extend(places.iter().map(|place| in_words(kind, place))),
        }
    }
    if !inbox.slots().iter().any(|slot| matches!(slot.content, Content::Mail(_))) {
        troubles.push("the archive has no mail".to_owned());
    }
    troubles.into_iter().map(|trouble| format!("{}: {trouble}", path.display())).collect()
}

/// What an archive lacks of its mails although it has their commits, by what was left out of each kind.
pub fn of_mails(path: &Path, left_out: &BTreeMap<&str, usize>) -> Vec<String> {
    let said = [("missing-object", "are missing"), ("damaged-object", "are damaged")];
    let said = said.into_iter().filter_map(|(kind, words)| Some((left_out.get(kind)?, words)));
    said.map(|(count, words)| format!("{}: {count} mails {words} and were skipped: {CLONE}", path.display()))
        .collect()
}

/// The kind of commits whose place in history is not known.
const UNREACHED: &str = "unreached-commit";
/// What mends most damages.
const CLONE: &str = "run `git fsck` in it, then fetch or clone it again";

/// A kind of the report, and the epoch, file or commit that it is said of.
fn in_words(kind: &str, place: &str) -> String {
    match kind {
        "missing-epoch" => {
            format!("{place} is missing, although earlier and later epochs are there: clone it")
        }
        "unreadable-epoch" => format!("{place} cannot be read as a git repository: clone it again"),
        "no-head" => {
            format!(
                "{place} has no HEAD: write `ref: refs/heads/master` into {place}/HEAD, or clone it again"
            )
        }
        "empty-epoch" => format!("{place} has no commits, or its HEAD points to no commit: fetch it"),
        "damaged-branch" => format!("the branch of {place} cannot be read; its commits are: {CLONE}"),
        "history-ends" => {
            format!(
                "the history of {place} ends at a commit that cannot be read; older mails were skipped: {CLONE}"
            )
        }
        "shallow-history" => {
            format!("{place} is a shallow clone: older mails were not fetched; run `git fetch --unshallow`")
        }
        "partial-clone" => {
            format!(
                "{place} is a partial clone: not all of its objects were fetched; clone it without --filter"
            )
        }
        "unknown-format" => format!(
            "{place} has a format that libgit2 cannot read, such as SHA-256 or reftable: \
             clone it with `git clone --mirror --ref-format=files`"
        ),
        "missing-alternate" => {
            format!(
                "{place} names a folder of objects that does not exist: restore it, or clone without --shared"
            )
        }
        "damaged-pack" => format!("{place} is truncated or damaged: {CLONE}"),
        "missing-index" => format!("{place} has no index: run `git index-pack` on it"),
        "missing-object" => format!("commit {place} is missing and its mail was skipped: {CLONE}"),
        "damaged-object" => format!("commit {place} is damaged and its mail was skipped: {CLONE}"),
        other => format!("{other} at {place}"),
    }
}

/// A kind of the report, said with its number.
fn in_number(kind: &str, count: usize) -> String {
    match kind {
        UNREACHED => {
            format!(
                "{count} commits were skipped, since a damaged commit hides their place in the history: {CLONE}"
            )
        }
        "missing-object" => format!("{count} commits are missing and their mails were skipped: {CLONE}"),
        "damaged-object" => format!("{count} commits are damaged and their mails were skipped: {CLONE}"),
        other => format!("{count} {other}: {CLONE}"),
    }
}
