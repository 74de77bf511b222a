//! What a page looks at tells whether it stays: everything that can change beside a page's own mails changes here.

use super::kept::built;
use crate::support::{Archive, Mail, Site, inbox, series, text};

const MAX: &str = "Max <max@motors.example>";
const ANNA: &str = "Anna <anna@bricks.example>";

/// Two lists, so that new days of the first move all digests of the second.
fn site_of(toys: &Archive, parts: &Archive, more: &str) -> Site {
    let lists = [("toys", toys), ("parts", parts)];
    let lists: String = lists.iter().map(|(name, archive)| inbox(name, &archive.path(), "\"day\"")).collect();
    Site::new(&format!("title = \"Bricks\"\n{more}{lists}"))
}

fn patch(id: &str, subject: &str, from: &str) -> Mail {
    Mail::patch(id, subject).from(from)
}

#[test]
fn a_page_follows_what_other_pages_are_called_and_counted() {
    for more in ["", "addresses = \"hidden\"\n", "[companies]\nBricks = [\"bricks.example\"]\n"] {
        let toys = Archive::new()
            .at("2026-01-01T10:00:00Z")
            .mails(series("a", "PATCH", "kits: do it", &["kits: one", "kits: two"]))
            .mail(patch("m1", "[PATCH] motors: turn", MAX));
        let parts = Archive::new().at("2026-01-02T10:00:00Z").mail(patch("p1", "[PATCH] wheels: roll", ANNA));
        let site = site_of(&toys, &parts, more);
        built(&site, "the first build");
        let toys = toys
            .at("2026-01-03T10:00:00Z")
            .mail(patch("b1", "[PATCH] bricks: a subsystem before the others", ANNA))
            .mail(patch("m2", "[PATCH] motors: stop", MAX));
        built(&site, "a subsystem, a day, and domains in another order");
        let toys = toys.at("2026-01-04T10:00:00Z").mails([
            patch("m3", "[PATCH] motors: again", "Maximilian <max@motors.example>"),
            patch("m4", "[PATCH] motors: and again", "Maximilian <max@motors.example>"),
            patch("m5", "[PATCH] motors: for ever", "Maximilian <max@motors.example>"),
        ]);
        let pages = built(&site, "another spelling of a name is used most");
        let page =
            pages.keys().find(|path| path.starts_with("series/motors-turn") && path.ends_with(".html"));
        assert!(text(&pages, page.expect("a page")).contains("Max"));
        let parts = parts.at("2026-01-05T10:00:00Z").mail(
            Mail::new("r1", "Re: [PATCH] wheels: roll")
                .from(MAX)
                .answers("p1")
                .body("> +p1\nThis rolls.\n\nReviewed-by: Max <max@motors.example>\n"),
        );
        built(&site, "somebody reviews a patch of the other list");
        let toys = toys.at("2026-01-06T10:00:00Z").mail(patch("p1", "[PATCH] wheels: roll", ANNA));
        built(&site, "a mail is in both lists");
        let parts = parts
            .at("2026-01-07T10:00:00Z")
            .mail(patch("p2", "[PATCH v2] wheels: roll on", ANNA).answers("p1"))
            .mail(
                Mail::new("t1", "Re: [PATCH 1/2] kits: one")
                    .from(MAX)
                    .answers("a-1")
                    .body("Applied, thanks.\n"),
            );
        built(&site, "a version with another title, and a taking");
        drop((toys, parts));
    }
}

#[test]
fn notes_of_the_owner_come_and_go() {
    let toys = Archive::new().at("2026-01-01T10:00:00Z").mail(patch("m1", "[PATCH] motors: turn", MAX));
    let parts = Archive::new().at("2026-01-01T11:00:00Z").mail(patch("p1", "[PATCH] wheels: roll", ANNA));
    let site = site_of(&toys, &parts, "");
    let note = |text: &str| format!("+++\ndigest = \"2026-01-01\"\n+++\n\n{text}\n");
    let without = built(&site, "no note");
    let site = site.file("content/note.md", note("A *good* day."));
    let with = built(&site, "a note");
    let is_said = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).contains("<em>good</em>");
    assert!(with.values().any(is_said) && !without.values().any(is_said));
    let site = site.file("content/note.md", note("A bad day."));
    assert!(!built(&site, "another note").values().any(is_said));
    std::fs::remove_file(site.path("content/note.md")).expect("a note");
    assert!(built(&site, "no note again") == without);
}
