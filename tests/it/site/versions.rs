//! A series of many versions: the middle ones fold.

use crate::support::{Archive, Mail, Site, Tree, text};

/// A series with these versions, one a day.
fn site(versions: &[&str]) -> Tree {
    let add = |archive: Archive, (at, version): (usize, &&str)| {
        let day = format!("2026-02-{:02}T10:00:00Z", at + 1);
        let date = format!("{:02} Feb 2026 10:00:00 +0000", at + 1);
        let diff = format!(
            "Do it.\n---\ndiff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1,5 @@\n-x\n+a\n+b\n+c\n+d\n+y{at}\n"
        );
        let mail = Mail::patch(&format!("p{at}"), &format!("[PATCH {version}] kits: do it"));
        archive.at(&day).mail(mail.date(&date).body(&diff))
    };
    let archive = versions.iter().enumerate().fold(Archive::new(), add);
    Site::of(&archive, "\"month\"").build()
}

fn page(tree: &Tree) -> &str {
    let name =
        tree.keys().find(|name| name.starts_with("series/kits-do-it-") && name.ends_with("index.html"));
    text(tree, name.expect("a page"))
}

/// What is folded below a line, as far as the next one that is not.
fn below<'a>(page: &'a str, summary: &str) -> &'a str {
    let start = format!("<summary>{summary}</summary>");
    let rest = page.split_once(&start).unwrap_or_else(|| panic!("{summary} folds nothing: {page}")).1;
    let mut depth = 1;
    for (at, _) in rest.match_indices("<") {
        if rest[at..].starts_with("<details") {
            depth += 1;
        } else if rest[at..].starts_with("</details") {
            depth -= 1;
        }
        if depth == 0 {
            return &rest[..at];
        }
    }
    panic!("{summary} is not closed")
}

#[test]
fn the_middle_of_many_versions_folds() {
    let versions: Vec<String> = (1..=14).map(|number| format!("v{number}")).collect();
    let tree = site(&versions.iter().map(String::as_str).collect::<Vec<_>>());
    let page = page(&tree);
    let numbers = |text: &str, tag: &str| text.matches(tag).count();
    let listed = below(page, "11 versions, v2 to v12");
    assert_eq!(numbers(listed, "<a href=\"#version-"), 11);
    let sections = below(page, "11 versions, v12 to v2");
    assert_eq!(numbers(sections, "<section class=\"revision\""), 11);
    assert!(sections.contains("id=\"version-12\"") && sections.contains("id=\"version-2\""));
    assert_eq!(numbers(below(page, "10 steps, v2 → v12"), "<details id=\"step-"), 10);
    // The newest is open, and the first is there.
    let (newest, _) = page.split_once("<summary>11 versions, v12 to v2").expect("a fold");
    assert!(newest.contains("id=\"version-14\">\n<details open>") && newest.contains("id=\"version-13\""));
    assert!(!sections.contains("id=\"version-1\"") && page.contains("id=\"version-1\""));
}

#[test]
fn a_few_versions_do_not_fold() {
    let tree = site(&["", "v2", "v3", "v4", "v5"]);
    assert!(!page(&tree).contains("versions, v") && !page(&tree).contains("steps, v"));
    let tree = site(&["", "v2", "v3", "v4", "v5", "v6"]);
    assert!(page(&tree).contains("3 versions, v2 to v4") && page(&tree).contains("3 versions, v4 to v2"));
}

#[test]
fn one_patch_in_all_versions_is_one() {
    let tree = site(&["", "v2", "v3"]);
    assert!(page(&tree).contains(">1 patch in all these versions<"));
}

/// The labels of the timeline.
fn labels(page: &str) -> Vec<(f32, &str)> {
    let timeline = page.split("<svg class=\"timeline\"").nth(1).expect("a timeline");
    let marks = timeline.split("<text x=\"").skip(1);
    marks
        .filter_map(|mark| {
            let (x, rest) = mark.split_once("%\"")?;
            let name = rest.split_once('>')?.1.split('<').next()?;
            Some((x.parse().ok()?, name))
        })
        .collect()
}

#[test]
fn labels_of_versions_do_not_touch_and_name_each_version_once() {
    let versions: Vec<String> = (1..=20).map(|number| format!("v{number}")).collect();
    let tree = site(&versions.iter().map(String::as_str).collect::<Vec<_>>());
    let named = labels(page(&tree));
    assert_eq!((named[0].1, named[named.len() - 1].1), ("v1", "v20"));
    for pair in named.windows(2) {
        // A sign takes 2.5 % of the narrowest page.
        let signs = (pair[0].1.len() + pair[1].1.len()) as f32;
        assert!(pair[1].0 - pair[0].0 >= 2.4 * signs / 2.0, "{named:?}");
    }
    let again = site(&["", "RESEND", "RESEND", "v2"]);
    let names: Vec<&str> = labels(page(&again)).into_iter().map(|(_, name)| name).collect();
    assert_eq!(names, ["v1", "v2"]);
}

/// A cover letter and a patch that both have no number: nothing says that a patch did not come.
#[test]
fn nothing_is_missing_where_patches_have_no_numbers() {
    let mail = |id: &str, subject: &str| Mail::patch(id, subject).date("02 Feb 2026 10:00:00 +0000");
    let archive = Archive::new()
        .at("2026-02-02T10:00:00Z")
        .mail(
            mail("p0", "[PATCH] kits: a kit for everyone")
                .body("Please see the patch below.\n\n x | 1 +\n 1 file changed\n"),
        )
        .at("2026-02-02T10:01:00Z")
        .mail(mail("p1", "[PATCH] kits: do it").header("In-Reply-To", "<p0@toys.example>"));
    let tree = Site::of(&archive, "\"month\"").build();
    let name = tree.keys().find(|name| name.starts_with("series/kits-") && name.ends_with("index.html"));
    let page = text(&tree, name.expect("a page"));
    assert!(page.contains("a kit for everyone"), "{page}");
    assert!(!page.contains("Not in the archive") && !page.contains("are in the archive"), "{page}");
}
