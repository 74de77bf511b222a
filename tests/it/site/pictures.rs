//! Pictures of numbers, and the week at a glance.

use crate::support::{Archive, Mail, Site, Tree, series, text};

/// Two quiet weeks apart: a series, then its next version with a reply that takes it up, and a lone patch of Ann's.
fn site() -> Tree {
    let archive = Archive::new()
        .at("2026-01-20T10:00:00Z")
        .mails(series("a", "PATCH", "kits: do it", &["kits: one", "kits: two"]))
        .at("2026-02-09T10:00:00Z")
        .mails(series("b", "PATCH v2", "kits: do it", &["kits: one", "kits: two"]))
        .at("2026-02-10T10:00:00Z")
        .mail(
            Mail::new("t", "Re: [PATCH v2 0/2] kits: do it")
                .answers("b-0")
                .from("Max <max@example.net>")
                .body("Applied to toys/next, thanks!\n"),
        )
        .mail(Mail::patch("n", "[PATCH] cars: drive").from("Ann Lee <ann@example.org>"));
    Site::of(&archive, "\"day\"").build()
}

/// The marks of a page without white space between them.
fn flat(page: &str) -> String {
    page.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_home_page_tells_the_week_at_a_glance() {
    let tree = site();
    let home = flat(text(&tree, "index.html"));
    assert!(home.contains("The week to <time datetime=\"2026-02-10\">10 February 2026</time>"), "{home}");
    assert!(
        home.contains("4 patch mails from 2 people among 5 mails · 1 new series · 1 revised · 1 taken up"),
        "{home}"
    );
    assert!(home.contains("<title>Week to 10 February 2026: 5 mails, 4 patch mails</title>"));
    assert!(home.contains("<title>Week to 20 January 2026: 3 mails, 3 patch mails</title>"));
    // The weeks between are not drawn, and their figures are there.
    let row =
        "<tr><th scope=\"row\">Week to 3 February 2026</th><td class=\"n\">0</td><td class=\"n\">0</td></tr>";
    assert!(home.contains(row), "{home}");
    assert!(!home.contains("<title>Week to 3 February 2026"));
}

#[test]
fn authors_and_subsystems_have_their_activity_drawn() {
    let tree = site();
    let page = |folder: &str| {
        let name = tree.keys().find(|name| name.starts_with(folder) && name.ends_with("/index.html"));
        flat(text(&tree, name.unwrap_or_else(|| panic!("no page in {folder}"))))
    };
    for folder in ["authors/jane-", "subsystems/kits/"] {
        let page = page(folder);
        assert!(page.contains("aria-label=\"Patch mails by month\""), "{page}");
        assert!(page.contains("<title>January 2026: 3 patch mails</title>"), "{page}");
        assert!(page.contains("<title>February 2026: 3 patch mails</title>"), "{page}");
    }
    let page = page("subsystems/kits/");
    assert!(page.contains("aria-label=\"Series by their newest version\""), "{page}");
    assert!(page.contains("<title>v2: 1 series</title>"), "{page}");
}

#[test]
fn the_tables_of_a_digest_show_shares_as_bars() {
    let tree = site();
    let page = flat(text(&tree, "digests/2026-02-10/index.html"));
    let bar = "<svg class=\"share\" width=\"100%\" height=\"4\" aria-hidden=\"true\"><rect width=\"100%\" height=\"4\"/></svg>";
    assert_eq!(page.matches(bar).count(), 2, "{page}");
}

#[test]
fn an_archive_of_one_day_has_no_pictures() {
    let archive = Archive::new().at("2026-01-20T10:00:00Z").mail(Mail::patch("n", "[PATCH] cars: drive"));
    let tree = Site::of(&archive, "\"day\"").build();
    for folder in ["authors/", "subsystems/cars/"] {
        let pages = tree.iter().filter(|(name, _)| name.starts_with(folder) && name.ends_with(".html"));
        pages.for_each(|(name, bytes)| {
            assert!(!String::from_utf8_lossy(bytes).contains("class=\"chart\""), "{name}");
        });
    }
}
