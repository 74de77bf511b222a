//! What is missing or damaged is in the report, by kind, and the rest is built.

use super::patch;
use crate::support::{Archive, Layout, Site, text};

/// Builds a site of an archive. `left_out` are the places of commits, or names, and the kinds; `there` and no
/// other patches are on the site.
fn check(archive: &Archive, left_out: &[(&str, &str)], there: &[&str]) {
    let site = Site::of(archive, "\"day\"");
    let place = |place: &str| place.parse().map_or(place.to_owned(), |place: usize| archive.id(place));
    let mut expected: Vec<_> = left_out.iter().map(|(at, kind)| (place(at), (*kind).to_owned())).collect();
    expected.sort();
    assert_eq!(site.left_out(), expected);
    let tree = site.build();
    for id in ["a", "b", "c"] {
        let page = tree.keys().any(|name| name.starts_with(&format!("series/{id}-")));
        assert_eq!(page, there.contains(&id), "a page of {id}");
    }
    assert!(text(&tree, "index.html").contains("</html>"));
}

fn abc(layout: Layout) -> Archive {
    Archive::of(layout).mail(patch("a")).mail(patch("b")).mail(patch("c"))
}

#[test]
fn a_missing_mail() {
    check(&abc(Layout::V2).lose_mail(1), &[("1", "missing-object")], &["a", "c"]);
}

#[test]
fn a_missing_mail_of_a_v1_archive() {
    check(&abc(Layout::V1).lose_mail(1), &[("1", "missing-object")], &["a", "c"]);
}

#[test]
fn a_damaged_mail() {
    check(&abc(Layout::V2).damage_mail(1), &[("1", "damaged-object")], &["a", "c"]);
}

#[test]
fn a_purged_mail() {
    let archive = Archive::new().mail(patch("a")).purged().mail(patch("c"));
    check(&archive, &[("1", "purged")], &["a", "c"]);
}

#[test]
fn a_commit_without_a_mail() {
    let archive = Archive::new().mail(patch("a")).no_mail().mail(patch("c"));
    check(&archive, &[("1", "no-mail")], &["a", "c"]);
}

#[test]
fn a_v1_commit_that_changes_nothing() {
    let archive = Archive::of(Layout::V1).mail(patch("a")).no_mail().mail(patch("c"));
    check(&archive, &[("1", "no-mail")], &["a", "c"]);
}

#[test]
fn bytes_that_are_no_mail() {
    let archive =
        Archive::new().mail(patch("a")).mail("Nothing that looks like a header.\n").mail(patch("c"));
    check(&archive, &[("1", "not-a-mail")], &["a", "c"]);
}

#[test]
fn a_missing_commit_costs_that_commit() {
    check(&abc(Layout::V2).lose_commit(1), &[("1", "missing-object")], &["a", "c"]);
}

#[test]
fn a_damaged_commit_costs_that_commit() {
    check(&abc(Layout::V2).damage_commit(1), &[("1", "damaged-object")], &["a", "c"]);
}

#[test]
fn a_damaged_commit_of_a_v1_archive_costs_nothing_because_the_next_tree_has_its_mail() {
    check(&abc(Layout::V1).damage_commit(1), &[("1", "damaged-object")], &["a", "b", "c"]);
}

#[test]
fn a_missing_tip_leaves_the_other_epochs() {
    let archive = Archive::new().mail(patch("a")).next_epoch().mail(patch("b")).lose_commit(1);
    check(&archive, &[("1", "missing-object"), ("1.git", "history-ends")], &["a"]);
}

#[test]
fn an_empty_epoch() {
    let archive = Archive::new().mail(patch("a")).next_epoch().next_epoch().mail(patch("c"));
    check(&archive, &[("1.git", "empty-epoch")], &["a", "c"]);
}

#[test]
fn an_epoch_that_is_no_repository() {
    let archive = Archive::new().mail(patch("a")).file("git/1.git/README", "gone");
    check(&archive, &[("1.git", "unreadable-epoch")], &["a"]);
}

#[test]
fn a_shallow_clone_is_told_from_a_whole_archive() {
    let archive = abc(Layout::V2).shallow_from(1);
    let site = Site::of(&archive, "\"day\"");
    let kinds: Vec<_> = site.left_out().into_iter().map(|(_, kind)| kind).collect();
    assert_eq!(kinds, ["shallow-history"]);
    assert!(text(&site.build(), "digests/2026-02-02/index.txt").contains("[PATCH] c"));
}

#[test]
fn a_missing_deletion_deletes_nothing_and_is_reported() {
    let archive = Archive::new().mail(patch("a")).mail(patch("b"));
    let other = patch("x");
    let archive = archive.delete(&other).lose_mail(2);
    let kinds: Vec<_> = Site::of(&archive, "\"day\"").left_out().into_iter().map(|(_, kind)| kind).collect();
    assert!(matches!(&kinds[..], [kind] if kind == "deletion" || kind == "missing-object"), "{kinds:?}");
}

#[test]
fn the_summary_counts_by_kind() {
    let archive = abc(Layout::V2).lose_mail(1).purged().purged().no_mail();
    let run = Site::of(&archive, "\"day\"").run(&["build"]).succeeded();
    assert!(run.stdout.contains("\nskipped: 1 missing-object, 1 no-mail, 2 purged\n"), "{}", run.stdout);
}

#[test]
fn the_digest_of_a_window_names_what_it_lacks() {
    let archive = abc(Layout::V2).lose_mail(1);
    let window = format!("..{}", archive.id(2));
    let path = archive.path().display().to_string();
    let run = Site::new("").run(&["digest", &path, &window, "--format", "json"]).succeeded();
    let digest: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let expected = serde_json::json!([
        { "commit": archive.id(1), "message_id": null, "kind": "missing-object" }
    ]);
    assert_eq!((&digest["left_out"], &digest["mails"]), (&expected, &serde_json::json!(2)));
}

#[test]
fn a_repository_of_something_else_is_no_archive() {
    for layout in Layout::ALL {
        let archive = Archive::of(layout).no_mail().no_mail();
        let path = archive.path().display().to_string();
        let site = Site::of(&archive, "\"day\"");
        for args in [&["build"][..], &["series", &path]] {
            let run = site.run(args);
            let said = format!("error: {path}: is a git repository, but not an archive of mails");
            assert!(
                run.code == Some(1) && run.stderr.starts_with(&said),
                "{layout:?}: {}{}",
                run.stdout,
                run.stderr
            );
        }
    }
}
