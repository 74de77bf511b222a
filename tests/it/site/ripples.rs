//! What a new mail changes: the pages that show it, and no others.

use crate::support::{Archive, Mail, Site, Tree, series, text};

/// Pages of single things, and the files next to them, that one tree has and the other has not, or not so.
fn changed<'a>(before: &'a Tree, after: &'a Tree) -> Vec<&'a str> {
    let paths = before.keys().chain(after.keys().filter(|path| !before.contains_key(*path)));
    let of_one = |path: &&String| {
        ["series/", "authors/", "subsystems/", "domains/", "watches/"]
            .iter()
            .any(|folder| path.starts_with(folder))
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
    let watch = "[[watch]]\nname = \"Kits\"\nwords = [\"kits\"]\nfiles = [\"cars/\"]\n";
    let before = Site::of(&december(), "\"day\"").config(watch).build();
    let after = Site::of(&bricks(december(), "2026-01-05T10:00:00Z"), "\"day\"").config(watch).build();
    assert!(text(&before, "watches/kits/index.html").contains("kits: do it"));
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

/// The rows of a page's table of series, by title and version.
fn rows(page: &str) -> Vec<(&str, &str)> {
    let rows = page.split("<tr><th scope=\"row\"><a href=\"").skip(1);
    let row = |row| {
        let title = str::split(row, "\">").nth(1)?.split('<').next()?;
        Some((title, row.split("<td>").nth(1)?.split('<').next()?))
    };
    rows.filter_map(row).collect()
}

#[test]
fn what_is_new_changes_only_the_numbered_parts_of_long_lists_that_show_it() {
    let patch = |at: usize| Mail::patch(&format!("p{at}"), &format!("[PATCH] kits: number {at}"));
    let archive = || Archive::new().at("2026-02-02T10:00:00Z").mails((1..=205).map(patch));
    let news = archive()
        .at("2026-02-03T10:00:00Z")
        .mail(Mail::patch("v2", "[PATCH v2] kits: number 50"))
        .mail(Mail::patch("x", "[PATCH] kits: something else"));
    let (before, after) = (Site::of(&archive(), "\"day\"").build(), Site::of(&news, "\"day\"").build());
    let jane = before.keys().find_map(|path| path.strip_prefix("authors/jane")?.strip_suffix("/index.html"));
    let jane = format!("authors/jane{}/", jane.expect("an author"));
    for list in ["series/", "subsystems/kits/", &jane] {
        let page = |tree, part: &str| text(tree, &format!("{list}{part}index.html")).to_owned();
        // The list's own page has what moved last.
        let own = page(&after, "");
        assert_eq!(rows(&own)[..2], [("kits: something else", "v1"), ("kits: number 50", "v2")]);
        assert_eq!(rows(&own).len(), 100);
        assert!(own.contains("100 of 206, most") || own.contains("100 of 206 series, most"), "{own}");
        assert!(own.contains(&format!("rel=\"next\" href=\"{}{list}page_3/\"", root(list, 0))), "{own}");
        let parts = ["page_1/", "page_2/", "page_3/"];
        assert_eq!(
            parts.map(|part| page(&before, part) != page(&after, part)),
            [true, false, true],
            "{list}"
        );
        assert_eq!(rows(&page(&after, "page_1/"))[50], ("kits: number 50", "v2"));
        assert_eq!(rows(&page(&after, "page_2/"))[0], ("kits: number 200", "v1"));
        assert_eq!(rows(&page(&after, "page_3/"))[0], ("kits: something else", "v1"));
        let second = page(&after, "page_2/");
        let leads = |rel: &str, part: &str| {
            second.contains(&format!("rel=\"{rel}\" href=\"{}{list}{part}\"", root(list, 1)))
        };
        assert!(leads("prev", "page_3/") && leads("next", "page_1/"), "{second}");
        assert!(
            second
                .contains(&format!("<link rel=\"canonical\" href=\"http://localhost:8000/{list}page_2/\">"))
        );
        assert!(second.contains(", part 2 · "), "{second}");
        let newest = page(&after, "page_3/");
        assert!(newest.contains(&format!("rel=\"prev\" href=\"{}{list}\"", root(list, 1))), "{newest}");
        assert!(!after.contains_key(&format!("{list}page_4/index.html")));
    }
}

#[test]
fn the_numbered_parts_of_the_authors_are_in_the_order_of_their_first_patches() {
    let patch = |at: usize| {
        let from = format!("Person {at} <p{at}@e.example>");
        Mail::patch(&format!("p{at}"), &format!("[PATCH] kits: number {at}")).from(&from)
    };
    let archive = || Archive::new().at("2026-02-02T10:00:00Z").mails((1..=201).map(patch));
    let again = Mail::patch("x", "[PATCH] kits: again").from("Person 3 <p3@e.example>");
    let (before, after) =
        (Site::of(&archive(), "\"day\"").build(), Site::of(&archive().mail(again), "\"day\"").build());
    let page = |tree, part: &str| text(tree, &format!("authors/{part}index.html")).to_owned();
    let first = |page: &str| page.split("<tr><th scope=\"row\">").nth(1).map(str::to_owned).expect("a row");
    assert!(first(&page(&after, "")).contains(">Person 3</a>"));
    assert!(page(&after, "").contains("100 of 201 authors of patches, most patches first"));
    assert!(first(&page(&after, "page_2/")).contains(">Person 200</a>"));
    let parts = ["page_1/", "page_2/", "page_3/"];
    assert_eq!(parts.map(|part| page(&before, part) != page(&after, part)), [true, false, false]);
}

/// The way from a part of a list, so many folders below it, to the root.
fn root(list: &str, below: usize) -> String {
    "../".repeat(list.matches('/').count() + below)
}
