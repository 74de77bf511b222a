//! The files that a series changes, as a query can ask for them: `file=drivers/vfio` is a file of that name, or any below a
//! folder of that name, and `file~vfio.c` a file of that name in any folder.

use std::collections::BTreeSet;

use super::{Corpus, token};
use crate::catalog::PatchAt;
use crate::error::Result;

/// Longest path that can be asked for, in bytes. Longer ones count by the folders at their beginning.
const LONGEST: usize = 240;

/// The terms of the files that some patches change.
pub fn terms(source: &Corpus, patches: &[PatchAt]) -> Result<BTreeSet<String>> {
    let mut terms = BTreeSet::new();
    for &patch in patches {
        for path in (source.paths)(patch)? {
            add(&token::plain(&path), &mut terms);
        }
    }
    Ok(terms)
}

fn add(path: &str, terms: &mut BTreeSet<String>) {
    let is_one = |part: &str| !part.is_empty() && part.len() <= LONGEST && !part.contains(char::is_control);
    let path = path.split_whitespace().collect::<Vec<_>>().join("-");
    let path = path.trim_matches('/');
    let ends = path.match_indices('/').map(|(at, _)| at).take_while(|&at| at <= LONGEST);
    let above = ends.map(|end| &path[..end]).chain([path]);
    terms.extend(above.filter(|part| is_one(part)).map(|part| format!("file={part}")));
    let name = path.rsplit('/').next().filter(|name| is_one(name));
    terms.extend(name.map(|name| format!("file~{name}")));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_asked_for_by_its_folders_and_by_its_name() {
        let check = |path: &str, expected: &[&str]| {
            let mut terms = BTreeSet::new();
            add(path, &mut terms);
            assert!(terms.iter().map(String::as_str).eq(expected.iter().copied()), "{path}: {terms:?}");
        };
        check("a", &["file=a", "file~a"]);
        check("a/b c/d.c", &["file=a", "file=a/b-c", "file=a/b-c/d.c", "file~d.c"]);
        check("/", &[]);
        let deep = "x/".repeat(50_000);
        let mut terms = BTreeSet::new();
        add(&deep, &mut terms);
        assert_eq!(terms.len(), LONGEST / 2 + 1, "work is bounded");
    }
}
