//! Pages of directories from one build to the next: those of a first build, and written only if they show something else.

use super::kept::built;
use crate::support::{Archive, Mail, Site, Tree, inbox};

const ANN: &str = "Ann <ann@brick.example>";
const BOB: &str = "Bob <bob@kits.example>";

fn patch(id: &str, subject: &str, from: &str, file: &str) -> Mail {
    let diff =
        format!("diff --git a/{file} b/{file}\n--- a/{file}\n+++ b/{file}\n@@ -1 +1 @@\n-{id}\n+new {id}\n");
    Mail::patch(id, subject).from(from).body(&format!("Do {id}.\n---\n{diff}"))
}

fn many(archive: Archive, name: &str, count: usize, file: &str) -> Archive {
    let mail = |at: usize| patch(&format!("{name}{at}"), &format!("[PATCH] work {name}{at}"), BOB, file);
    (0..count).fold(archive, |archive, at| archive.mail(mail(at)))
}

fn pages(tree: &Tree) -> Vec<&str> {
    let pages = tree.keys().filter_map(|path| path.strip_prefix("directories/")?.strip_suffix("/index.html"));
    pages.collect()
}

#[test]
fn directories_that_come_change_and_go_are_those_of_a_first_build() {
    let archive = many(Archive::new().at("2026-01-01T10:00:00Z"), "w", 4, "cars/wheels/front.c");
    let archive = many(archive, "m", 5, "motors/big/turn.c");
    let site = Site::new(&format!("title = \"Bricks\"\n{}", inbox("toys", &archive.path(), "\"day\"")));
    assert_eq!(pages(&built(&site, "the first build")), ["motors/big"]);
    let fifth = patch("w4", "[PATCH] work w4", ANN, "cars/wheels/rear.c");
    let archive = archive.at("2026-01-02T10:00:00Z").mail(fifth);
    assert_eq!(pages(&built(&site, "one before the other")), ["cars/wheels", "motors/big"]);
    let again = patch("w4b", "[PATCH v2] work w4", ANN, "motors/big/turn.c").answers("w4");
    let archive = archive.at("2026-01-03T10:00:00Z").mail(again);
    built(&site, "a version that touches another directory");
    let archive = many(archive.at("2026-01-04T10:00:00Z"), "c", 5, "cars/doors.c");
    assert_eq!(pages(&built(&site, "one between two")), ["cars", "cars/wheels", "motors/big"]);
    let archive = archive.at("2026-01-05T10:00:00Z").mails([
        patch("n1", "[PATCH] other n1", "Annabel <ann@brick.example>", "x.c"),
        patch("n2", "[PATCH] other n2", "Annabel <ann@brick.example>", "x.c"),
        patch("n3", "[PATCH] other n3", "Annabel <ann@brick.example>", "x.c"),
    ]);
    let tree = built(&site, "another spelling of a name");
    assert!(String::from_utf8_lossy(&tree["directories/cars/wheels/index.html"]).contains("Annabel"));
    let gone = patch("c0", "[PATCH] work c0", BOB, "cars/doors.c");
    let archive = archive.at("2026-01-06T10:00:00Z").delete(gone);
    assert_eq!(pages(&built(&site, "a deletion")), ["cars/wheels", "motors/big"]);
    let config = std::fs::read_to_string(site.path("lorepress.toml")).expect("the configuration");
    let site = site.file("lorepress.toml", format!("without = [\"directories\"]\n{config}"));
    assert!(pages(&built(&site, "without them")).is_empty());
    let site = site.file("lorepress.toml", config);
    assert_eq!(pages(&built(&site, "with them again")).len(), 2);
    drop(archive);
}

#[test]
fn a_patch_elsewhere_changes_no_page_of_a_directory() {
    let archive = many(Archive::new().at("2026-01-01T10:00:00Z"), "w", 5, "cars/wheels/front.c");
    let archive = many(archive, "m", 5, "cars/turn.c");
    let site = Site::new(&format!("title = \"Bricks\"\n{}", inbox("toys", &archive.path(), "\"day\"")));
    let before = site.build();
    let _archive = many(archive.at("2026-01-02T10:00:00Z"), "n", 1, "cars/wheels/rear.c");
    let after = built(&site, "a patch below");
    let changed = before
        .keys()
        .filter(|path| path.starts_with("directories/") && before.get(*path) != after.get(*path));
    let changed: Vec<&str> = changed.map(String::as_str).collect();
    assert_eq!(changed, ["directories/cars/wheels/index.html", "directories/index.html"]);
}
