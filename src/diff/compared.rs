//! The two folders that a diff compares, as in what `git diff --no-index old new` writes.

use super::name::{both_names, without_first};

const GIT: &str = "diff --git ";
/// What says below a file's first line that its two names are meant to differ.
const MOVED: [&str; 3] = ["similarity index ", "rename from ", "copy from "];
/// How many lines below the first one may have such words: two of a changed mode are above them.
const MOVED_WITHIN: usize = 3;

/// The folders of the old and of the new files, below git's `a/` and `b/`: they are not in the project's tree.
#[derive(Debug, Clone, Copy)]
pub(super) struct Compared<'a> {
    pub old: &'a str,
    pub new: &'a str,
}

impl<'a> Compared<'a> {
    /// None unless some file has two names without being moved, and each file of the diff is in one of these folders.
    pub fn of(diff: &'a str) -> Option<Self> {
        let starts = || {
            let all = memchr::memmem::find_iter(diff.as_bytes(), GIT);
            all.filter(|&at| at == 0 || diff.as_bytes()[at - 1] == b'\n')
        };
        let own = starts().find_map(|at| Self::of_file(&diff[at..]))?;
        let is_own = |name: &str| {
            without_first(name)
                .is_some_and(|path| [own.old, own.new].iter().any(|folder| is_below(path, folder)))
        };
        let are_own = |at: usize| {
            let names = diff[at + GIT.len()..].lines().next().and_then(both_names);
            names.is_some_and(|(old, new)| is_own(&old) && is_own(&new))
        };
        starts().all(are_own).then_some(own)
    }

    fn of_file(text: &'a str) -> Option<Self> {
        let mut lines = text.lines();
        let names = lines.next()?.strip_prefix(GIT)?;
        let (old, new) = names.split_once(' ').filter(|(_, new)| !new.contains([' ', '"']))?;
        let (old, new) = (old.strip_prefix("a/")?, new.strip_prefix("b/")?);
        if old == new || lines.take(MOVED_WITHIN).any(|line| MOVED.iter().any(|word| line.starts_with(word)))
        {
            return None;
        }
        let parts = old.rsplit('/').zip(new.rsplit('/')).take_while(|(old, new)| old == new);
        let same = parts.map(|(part, _)| part.len() + 1).sum::<usize>();
        let folder = |path: &'a str| {
            path.len().checked_sub(same).map(|end| &path[..end]).filter(|path| !path.is_empty())
        };
        if same == 0 { None } else { Some(Self { old: folder(old)?, new: folder(new)? }) }
    }
}

/// The path below a folder; as it is if it is not there.
pub(super) fn below(path: String, folder: &str) -> String {
    if is_below(&path, folder) { path[folder.len() + 1..].to_owned() } else { path }
}

fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}
