//! Digests that exist as text, alone or next to their mails.

use crate::support::{Archive, Mail, Site, Tree, series, text};

const OLD: &str = include_str!("../../data/text/ours.txt");

fn find<'a>(tree: &'a Tree, start: &str) -> &'a str {
    let found = tree.keys().find(|name| name.starts_with(start) && name.ends_with("/index.html"));
    text(tree, found.unwrap_or_else(|| panic!("no page begins with {start}")))
}

/// The text of a digest of one mail, as the old generator wrote it.
fn old_text(list: &str, from: &str, to: &str, subject: &str, author: &str) -> String {
    let title = subject.rsplit("] ").next().unwrap_or(subject);
    let domain = author.rsplit('@').next().unwrap_or_default().trim_end_matches('>');
    let rule = "-".repeat(70);
    format!(
        "From {from} to {to}\n{list} mailing list update from {from} to {to}\n\n\
         Top 15 contributor Email domains (Based on Email Body)\n\n      3 {domain}\n\n\
         Top 15 contributors (Based on Email Body)\n\n      3  {author}\n\n\
         ===== Patch list in this time period =====\n\n\n===== Patch Commit Messages ====\n\n\
         New:  {title}\n{subject}\nAuthor: {author}\n\nOld text.\n\n{rule}\n\n"
    )
}

#[test]
fn a_text_alone_is_a_site() {
    let site = Site::new("").file("content/digests/2024-02-18-toy.txt", OLD);
    let tree = site.build();
    let name =
        tree.keys().find(|name| name.starts_with("digests/") && name.ends_with("index.txt")).expect("a text");
    assert_eq!(text(&tree, name), OLD);
    assert!(!tree.keys().any(|name| name.ends_with("original.txt")));
    find(&tree, "authors/ada-example-");
    find(&tree, "series/toys-oil-the-wheels-");
    let page = find(&tree, &name.replace("index.txt", ""));
    assert!(page.contains("18 February 2024") && page.contains("exists only as text"), "{page}");
    assert_eq!(site.left_out(), []);
}

#[test]
fn a_text_joins_the_pages_of_authors_and_series() {
    let archive = Archive::new().mail(Mail::patch("b", "[PATCH v2] kits: do it"));
    let jane = "Jane Doe <jane@example.org>";
    let old = old_text("toys", "aaaa11111", "bbbb22222", "[PATCH] kits: do it", jane);
    let tree = Site::of(&archive, "\"day\"").file("content/digests/2026-01-01-toys.txt", old).build();
    assert_eq!(
        tree.keys().filter(|name| name.starts_with("series/kits-do-it-") && name.ends_with(".html")).count(),
        1
    );
    let series = find(&tree, "series/kits-do-it-");
    assert!(
        series.contains("digests/aaaa11111-bbbb22222/") && series.contains("digests/2026-02-02/"),
        "{series}"
    );
    // Three in the table of the text, one in the archive.
    assert!(find(&tree, "authors/jane-doe-").contains("4 patch mails"));
}

#[test]
fn a_text_whose_window_the_archive_has_is_built_from_the_mails() {
    let archive = Archive::new().mails(series("a", "PATCH", "kits: do it", &["kits: one"]));
    let (from, to) = (&archive.id(0)[..9], &archive.id(1)[..9]);
    let old =
        old_text("TOYS", from, to, "[PATCH 1/1] kits: one, with a defect", "Jane Doe <jane@example.org>");
    let site = Site::of(&archive, "\"day\"").file("content/digests/x.txt", &old);
    let tree = site.build();
    let folder = format!("digests/{from}-{to}");
    assert_eq!(text(&tree, &format!("{folder}/original.txt")), old);
    assert!(text(&tree, &format!("{folder}/index.txt")).contains("\n[PATCH 1/1] kits: one\nAuthor: "));
    assert!(text(&tree, &format!("{folder}/index.html")).contains("original.txt"));
    // Its mails are counted once, though the window of the day holds them too.
    assert!(find(&tree, "authors/jane-doe-").contains("2 patch mails"));
    assert_eq!(site.left_out(), []);
}

#[test]
fn a_text_of_a_window_that_is_cut_anyway_is_kept_beside_it() {
    let archive =
        Archive::new().mail(Mail::patch("a", "[PATCH] kits: a")).mail(Mail::patch("b", "[PATCH] kits: b"));
    let archive = archive.at("2026-02-03T10:00:00Z").mail(Mail::patch("c", "[PATCH] kits: c"));
    let (from, to) = (&archive.id(1)[..9], &archive.id(2)[..9]);
    let old = old_text("toys", from, to, "[PATCH] kits: c", "Jane Doe <jane@example.org>");
    let tree = Site::of(&archive, "\"day\"").file("content/digests/x.txt", &old).build();
    assert_eq!(text(&tree, "digests/2026-02-03/original.txt"), old);
    assert!(!tree.keys().any(|name| name.contains(from)), "there are two pages of one window");
}

#[test]
fn a_line_of_a_text_that_has_no_place_is_reported() {
    let text = OLD.replacen("New:  ", "What is this?\nNew:  ", 1);
    let line = 1 + text.lines().position(|line| line == "What is this?").expect("the line");
    let left_out = Site::new("").file("content/digests/2024-02-18-toy.txt", text).left_out();
    assert_eq!(left_out.len(), 1, "{left_out:?}");
    assert!(left_out[0].0.ends_with(&format!("content/digests/2024-02-18-toy.txt:{line}")), "{left_out:?}");
    assert_eq!(left_out[0].1, "unread-line");
}

#[test]
fn a_text_of_another_list_is_a_list_of_its_own() {
    let archive = Archive::new().mail(Mail::patch("a", "[PATCH] kits: a"));
    let old = old_text("Bricks", "aaaa11111", "bbbb22222", "[PATCH] bricks: x", "Ada <ada@example.org>");
    let tree = Site::of(&archive, "\"day\"").file("content/digests/2026-01-01.txt", old).build();
    assert!(tree.contains_key("bricks/digests/aaaa11111-bbbb22222/index.html"));
    assert!(tree.contains_key("digests/2026-02-02/index.html"));
}
