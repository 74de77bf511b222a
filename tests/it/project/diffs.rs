//! What a diff says beyond lines that are added and removed.

use super::*;

#[test]
fn renamed_new_and_deleted_files_are_changes_too() {
    let mut repository = Repository::new();
    repository.commit("kits: Begin", "kit.c", &lines(0, ""));
    repository.git(&["mv", "kit.c", "toy.c"]);
    let renamed = repository.commit("kits: Rename", "toy.c", &lines(1, " renamed"));
    let new = repository.commit("kits: Add", "new.c", &lines(1, " new"));
    repository.git(&["rm", "-q", "toy.c"]);
    let deleted = repository.commit("kits: Remove", "new.c", &lines(2, " new"));
    assert!(repository.diff(&renamed).contains("\nrename from kit.c\n"));
    for commit in [&renamed, &new, &deleted] {
        let diff = repository.diff(commit);
        let title = repository.git(&["log", "-1", "--format=%s", commit]);
        repository.check(
            Wanted { author_email: "elsewhere@example.org", ..wanted(&title, &diff) },
            commit,
            "",
        );
    }
}

#[test]
fn lines_that_look_like_headers_are_lines() {
    let mut repository = Repository::new();
    repository.commit("kits: Begin", "kit.sql", "begin\n-- old\n- \nend\n");
    let commit = repository.commit_by(
        "elsewhere@example.org",
        START + 5,
        "kits: Do it",
        "kit.sql",
        "begin\n++ new\nend\n",
    );
    let diff = repository.diff(&commit);
    assert!(diff.contains("\n--- old\n-- \n+++ new\n"), "{diff}");
    repository.check(wanted("kits: Do it", &diff), &commit, "");
    repository.check(wanted("kits: Do it", &diff.replace("-- old", "-- odd")), "", "");
    repository.check(wanted("kits: Do it", &diff.replace("++ new", "++ odd")), "", "");
}

#[test]
fn paths_without_a_prefix_are_found() {
    let mut repository = Repository::new();
    repository.commit("kits: Begin", "kit.c", &lines(0, ""));
    let commit =
        repository.commit_by("elsewhere@example.org", START + 5, "kits: Do it", "kit.c", &lines(1, " done"));
    let diff = repository.diff(&commit).replace(" a/", " ").replace(" b/", " ");
    repository.check(wanted("kits: Do it", &diff), &commit, "");
    repository.check(wanted("kits: Do it", &diff.replace("kit.c", "src/kit.c")), "", "");
}

#[test]
fn a_binary_patch_is_found_by_its_blobs_or_by_files_title_and_author() {
    let mut repository = Repository::new();
    repository.commit("kits: Begin", "kit.png", "\0 kit");
    repository.wait(20);
    let commit =
        repository.commit_by("elsewhere@example.org", START + 5, "kits: Draw", "kit.png", "\0 a better kit");
    let diff = repository.diff(&commit);
    assert!(diff.contains("GIT binary patch"), "{diff}");
    let new_id = repository.git(&["rev-parse", "HEAD:kit.png"]);
    // Another author, but the same blob.
    repository.check(wanted("kits: Draw", &diff), &commit, "");
    let differ = "diff --git a/kit.png b/kit.png\nBinary files a/kit.png and b/kit.png differ\n";
    repository.check(wanted("kits: Draw", differ), "", "");
    repository.check(wanted("kits: Draw", &diff.replace(&new_id, &"1".repeat(40))), "", "");
    fn theirs(diff: &str) -> Wanted<'_> {
        Wanted { author_email: "elsewhere@example.org", ..wanted("kits: Draw a kit", diff) }
    }
    repository.check(theirs(&diff), &commit, "");
    repository.check(theirs(differ), &commit, "");
    repository.check(theirs(&differ.replace("kit.png", "toy.png")), "", "");
    repository.check(theirs(&diff.replace(&new_id, &"1".repeat(40))), "", "");
}
