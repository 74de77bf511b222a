//! Further repositories of a project: where a patch waits to be merged, and which stable trees have copies of it.

use lorepress::archive::{self, Found, Project};
use lorepress::mail;

use super::{JANE, Repository, START, lines};

/// What a repository has of Jane's patch, whose original is `original`.
fn find(repository: &Repository, original: Option<&str>) -> Found {
    let wanted = [archive::Wanted { title: "kits: Do it", author_email: JANE, date: START }];
    let project = Project::open(repository.path()).expect("a repository");
    let found = project.find_with_copies(&wanted, &[original], &mail::original, |_| Ok(String::new()));
    found.expect("history").remove(0)
}

/// Its copies: commit and tag.
fn copies(found: &Found) -> Vec<(&str, Option<&str>)> {
    found.copies.iter().map(|copy| (copy.commit.as_str(), copy.tag.as_deref())).collect()
}

/// A repository with the patch, and a stable branch from before it.
fn project() -> (Repository, String) {
    let mut repository = Repository::new();
    repository.commit("kits: Begin", "kit.c", &lines(0, ""));
    repository.tag("v1.0");
    let commit = repository.commit("kits: Do it", "kit.c", &lines(1, " done"));
    repository.git(&["checkout", "-q", "-b", "stable", "v1.0"]);
    (repository, commit)
}

#[test]
fn copies_name_their_original_as_the_stable_rules_say() {
    let (mut repository, original) = project();
    let mut expected = Vec::new();
    let names = [
        format!("commit {original} upstream."),
        format!("[ Upstream commit {original} ]"),
        format!("(cherry picked from commit {original})"),
        format!("commit {} upstream.", &original[..12]),
    ];
    for (number, name) in names.iter().enumerate() {
        repository.wait(1);
        let text = lines(2, &format!(" {number}"));
        expected.push(repository.commit(&format!("kits: Do it\n\n{name}\n\nText."), "kit.c", &text));
        repository.tag(&format!("v1.0.{number}"));
    }
    for (number, name) in [
        "commit 0123456789012345678901234567890123456789 upstream.".to_owned(),
        format!("commit {} upstream.", &original[..8]),
    ]
    .iter()
    .enumerate()
    {
        let text = lines(3, &format!(" {number}"));
        repository.commit(&format!("kits: Do something else\n\n{name}\n\nText."), "kit.c", &text);
    }
    let found = find(&repository, Some(&original));
    let tags = ["v1.0.0", "v1.0.1", "v1.0.2", "v1.0.3"];
    let expected: Vec<_> = expected.iter().map(String::as_str).zip(tags.map(Some)).collect();
    assert_eq!(copies(&found), expected);
    // What it became is still found, and is none of its copies.
    assert_eq!(found.commit.map(|commit| commit.commit), Some(original));
}

#[test]
fn a_copy_is_not_the_commit_of_a_patch_whose_original_is_elsewhere() {
    let (_, original) = project();
    let mut stable = Repository::new();
    stable.commit("kits: Begin", "kit.c", &lines(0, ""));
    let message = format!("kits: Do it\n\ncommit {original} upstream.\n");
    let copy = stable.commit(&message, "kit.c", &lines(1, " done"));
    let found = find(&stable, Some(&original));
    assert_eq!((copies(&found), &found.commit), (vec![(copy.as_str(), None)], &None));
    // Of an original that nobody knows, it is what there is.
    let found = find(&stable, None);
    let commit = found.commit.as_ref().map(|commit| commit.commit.as_str());
    assert_eq!((copies(&found), commit), (vec![], Some(copy.as_str())));
}

#[test]
fn what_waits_to_be_merged_has_its_first_tag() {
    let mut next = Repository::new();
    next.commit("kits: Begin", "kit.c", &lines(0, ""));
    let commit = next.commit("kits: Do it", "kit.c", &lines(1, " done"));
    next.tag("next-20260203");
    let found = find(&next, None).commit.expect("a commit");
    assert_eq!((found.commit, found.tag.as_deref()), (commit, Some("next-20260203")));
}
