//! What a patch changes, to be compared with what a commit changes.
//!
//! git-patch-id(1) hashes the lines around a change as well, and those move under a patch while it waits. Here only the
//! names of files and their changed lines count, without white space; so what has the same patch-id is found too. Only
//! files that the patch names are read: libgit2 would go through both trees whole.

use git2::{DiffOptions, ErrorCode, ObjectType, Oid, Patch, Repository, Tree};

use crate::diff::{self, Event};

/// Files and what is changed in them.
#[derive(Debug)]
pub(super) struct Changes {
    files: Vec<File>,
}

#[derive(Debug)]
struct File {
    /// Where it was and where it is; none for a new or a deleted one.
    old: Option<String>,
    new: Option<String>,
    lines: Vec<ChangedLine>,
    /// The beginnings of its blobs' ids before and after, if it is binary: empty where the diff has none.
    binary: Option<(String, String)>,
}

/// A sign and the line without white space.
type ChangedLine = Vec<u8>;

fn line(sign: u8, text: &[u8]) -> ChangedLine {
    let text = text.iter().copied().filter(|byte| !byte.is_ascii_whitespace());
    std::iter::once(sign).chain(text).collect()
}

impl Changes {
    /// Of a diff as a mail has it; nothing if it changes no line and no binary file. No path that git could look up has a NUL.
    pub fn of_diff(diff: &str) -> Option<Self> {
        if diff.contains('\0') {
            return None;
        }
        let mut files: Vec<File> = Vec::new();
        let mut ids = ("", "");
        for event in diff::events(diff) {
            match event {
                Event::File(diff::File { old, new, blobs, .. }) => {
                    ids = blobs.unwrap_or_default();
                    files.push(File { old, new, lines: Vec::new(), binary: None });
                }
                Event::Binary => {
                    let own = Some((ids.0.to_owned(), ids.1.to_owned()));
                    files.last_mut().into_iter().for_each(|file| file.binary = own.clone());
                }
                Event::Line(changed) => {
                    if let ([sign @ (b'+' | b'-'), text @ ..], Some(file)) =
                        (changed.as_bytes(), files.last_mut())
                    {
                        file.lines.push(line(*sign, text));
                    }
                }
                Event::Hunk(_) | Event::Data(_) => {}
            }
        }
        files.retain(|file| !file.lines.is_empty() || file.binary.is_some());
        files.iter_mut().for_each(|file| file.lines.sort_unstable());
        (!files.is_empty()).then_some(Self { files })
    }

    /// Whether they say what is changed, and not only in which files.
    pub fn are_known(&self) -> bool {
        self.files.iter().any(|file| match &file.binary {
            None => true,
            Some((old, new)) => !old.is_empty() && !new.is_empty(),
        })
    }

    /// Whether a commit changes the same in the same files; it may change others, if it was made of several patches.
    /// What is not in the repository, such as the blobs of a partial clone, is not the same.
    pub fn are_in(&self, repository: &Repository, commit: Oid) -> Result<bool, git2::Error> {
        let all = || {
            let commit = repository.find_commit(commit)?;
            let before = match commit.parent_count() {
                0 => None,
                _ => Some(commit.parent(0)?.tree()?),
            };
            let after = commit.tree()?;
            for file in &self.files {
                if !file.is_changed_alike(repository, before.as_ref(), &after)? {
                    return Ok(false);
                }
            }
            Ok(true)
        };
        all().or_else(|error: git2::Error| match error.code() {
            ErrorCode::NotFound => Ok(false),
            _ => Err(error),
        })
    }
}

impl File {
    fn is_changed_alike(
        &self,
        repository: &Repository,
        before: Option<&Tree>,
        after: &Tree,
    ) -> Result<bool, git2::Error> {
        let old = blob(repository, before, self.old.as_deref())?;
        let new = blob(repository, Some(after), self.new.as_deref())?;
        if old == new || old.is_some() != self.old.is_some() || new.is_some() != self.new.is_some() {
            return Ok(false);
        }
        if let Some((old_id, new_id)) = &self.binary {
            let is = |blob: Option<Oid>, id: &str| blob.is_none_or(|blob| blob.to_string().starts_with(id));
            return Ok(is(old, old_id) && is(new, new_id));
        }
        let (old, new) = (content(repository, old)?, content(repository, new)?);
        let mut options = DiffOptions::new();
        options.context_lines(0).indent_heuristic(true);
        let mut lines = Vec::new();
        Patch::from_buffers(&old, None, &new, None, Some(&mut options))?.print(&mut |_, _, changed| {
            if let sign @ ('+' | '-') = changed.origin() {
                lines.push(line(sign as u8, changed.content()));
            }
            true
        })?;
        lines.sort_unstable();
        Ok(lines == self.lines)
    }
}

fn content(repository: &Repository, blob: Option<Oid>) -> Result<Vec<u8>, git2::Error> {
    match blob {
        Some(blob) => Ok(repository.find_blob(blob)?.content().to_vec()),
        None => Ok(Vec::new()),
    }
}

/// The blob at a path of a tree, if there is one. The path comes from a mail and may be invalid.
fn blob(
    repository: &Repository,
    tree: Option<&Tree>,
    path: Option<&str>,
) -> Result<Option<Oid>, git2::Error> {
    let (Some(tree), Some(path)) = (tree, path) else { return Ok(None) };
    let mut tree = tree.clone();
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    for folder in folders.split('/').filter(|folder| !folder.is_empty()) {
        let entry = tree.get_name(folder).filter(|entry| entry.kind() == Some(ObjectType::Tree));
        let Some(id) = entry.map(|entry| entry.id()) else { return Ok(None) };
        tree = repository.find_tree(id)?;
    }
    let entry = tree.get_name(name).filter(|entry| entry.kind() == Some(ObjectType::Blob));
    Ok(entry.map(|entry| entry.id()))
}
