//! What a new mail changes: the pages that show it, and no others.

use crate::support::{Archive, Mail, Site, Tree, series, text};

/// Pages of single things, and the files next to them, that one tree has and the other has not, or not so.
fn changed<'a>(before: &'a Tree, after: &'a Tree) -> Vec<&'a str> {
    let paths = before.keys().chain(after.keys().filter(|path| !before.contains_key(*path)));
    let of_one = |path: &&String| {
        ["series/", "authors/", "subsystems/", "domains/"].iter().any(|folder| path.starts_with(folder))
            && path.matches('/').count() > 1
    };
    let differs = |path: &&String| before.get(*path) != after.get(*path);
    paths.filter(of_one).filter(differs).map(String::as_str).collect()
}

/// A series that waits, one that is discussed, and a patch that was taken up.
fn december() -> Archive {
    let reply = |id: &str, to: &str, body: &str| {
        let mail = Mail::new(id, "Re: [PATCH] something").answers(to).from("Max <max@example.net>");
        mail.date("Mon, 29 Dec 2025 10:00:00 +0000").body(&format!("> +new\n\n{body}\n"))
    };
    Archive::new()
        .at("2025-11-27T10:00:00Z")
        .mails(series("a", "PATCH", "kits: do it", &["kits: one", "kits: two"]))
        .at("2025-12-28T10:00:00Z")
        .mail(Mail::patch("c", "[PATCH] cars: drive").from("Ann <ann@example.org>"))
        .mail(Mail::patch("d", "[PATCH] cars/oil: pour").from("Ann <ann@example.org>"))
        .at("2025-12-29T10:00:00Z")
        .mail(reply("r", "c", "Why?"))
        .mail(reply("t", "d", "Applied to toys/next, thanks!"))
}

/// A patch by somebody new, for something new.
fn bricks(archive: Archive, time: &str) -> Archive {
    archive.at(time).mail(Mail::patch("x", "[PATCH] bricks: x").from("X <x@e.example>"))
}

fn is_of_bricks(path: &str) -> bool {
    ["series/bricks", "authors/x", "subsystems/bricks", "domains/e.example"]
        .iter()
        .any(|folder| path.starts_with(folder))
}

#[test]
fn a_year_that_ends_changes_no_page_of_what_has_no_news() {
    let before = Site::of(&december(), "\"day\"").build();
    let after = Site::of(&bricks(december(), "2026-01-05T10:00:00Z"), "\"day\"").build();
    let page = text(&before, "subsystems/kits/index.html");
    assert!(page.contains("<time datetime=\"2025-11-27\">27 November 2025</time>"), "{page}");
    let elsewhere = changed(&before, &after).into_iter().filter(|path| !is_of_bricks(path));
    assert_eq!(elsewhere.collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn quiet_days_change_only_what_shows_the_state_that_they_end() {
    let before = Site::of(&december(), "\"day\"").build();
    // The series about kits has waited for 60 days, and what was taken up is no news any more.
    let after = Site::of(&bricks(december(), "2026-02-10T10:00:00Z"), "\"day\"").build();
    let elsewhere = changed(&before, &after).into_iter().filter(|path| !is_of_bricks(path));
    let is_shown = |path: &&str| {
        ["authors/jane", "series/kits", "subsystems/kits/"].iter().any(|folder| path.starts_with(folder))
    };
    let (shown, others): (Vec<&str>, Vec<&str>) = elsewhere.partition(is_shown);
    assert_eq!(others, [""; 0]);
    assert!(shown.iter().any(|path| path.starts_with("series/kits-do-it")), "{shown:?}");
}
