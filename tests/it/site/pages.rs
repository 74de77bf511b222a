//! Which pages there are, and that they stay where they are.

use std::collections::BTreeSet;

use super::generated;
use crate::support::{Archive, Mail, Site, Tree, inbox, series, text};

/// All addresses that people go to. The parts of the search index are named by what they hold.
fn addresses(tree: &Tree) -> BTreeSet<&str> {
    tree.keys()
        .map(String::as_str)
        .filter(|name| !name.starts_with("search/") || name.ends_with(".html"))
        .collect()
}

#[test]
fn every_address_is_still_there_when_more_mails_came() {
    for windows in ["\"day\"", "\"month\"", "50"] {
        let after = generated(300);
        let after = Site::of(&after, windows).build();
        // Cuts inside series: there are some among any three in a row.
        for cut in [101, 102, 211] {
            let before = generated(cut);
            let before = Site::of(&before, windows).build();
            let gone: Vec<_> = addresses(&before).difference(&addresses(&after)).copied().collect();
            assert_eq!(gone, [""; 0], "{windows}, {cut} mails");
            assert!(before.len() < after.len());
        }
    }
}

#[test]
fn a_link_from_any_page_leads_to_a_file() {
    let archive = generated(120);
    let tree = Site::of(&archive, "\"week\"").file("content/about.md", "# About\n").build();
    let mut links = 0;
    for (name, bytes) in tree.iter().filter(|(name, _)| name.ends_with(".html") && *name != "404.html") {
        let page = String::from_utf8_lossy(bytes);
        for link in page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            if link.contains("://") || link.starts_with("mailto:") || link.starts_with('#') {
                continue;
            }
            links += 1;
            let target = resolve(name, link);
            assert!(tree.contains_key(&target), "{name} links to {link}, and there is no {target}");
        }
    }
    assert!(links > 1_000);
}

/// The file that a relative link of a page leads to.
fn resolve(page: &str, link: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    let path = link.split('#').next().unwrap_or_default();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => assert!(parts.pop().is_some(), "{link} of {page} leads out of the site"),
            part => parts.push(part),
        }
    }
    let file = parts.join("/");
    match path.ends_with('/') || path.is_empty() {
        true if file.is_empty() => "index.html".to_owned(),
        true => format!("{file}/index.html"),
        false => file,
    }
}

/// How many pages there are below a folder.
fn count(tree: &Tree, folder: &str) -> usize {
    let below = tree.keys().filter_map(|name| name.strip_prefix(folder)?.strip_suffix("/index.html"));
    below.filter(|name| !name.is_empty()).count()
}

/// The page whose path begins so.
fn page_of<'a>(tree: &'a Tree, begins: &str) -> &'a String {
    let page = tree.keys().find(|name| name.starts_with(begins) && name.ends_with("/index.html"));
    page.unwrap_or_else(|| panic!("no page begins with {begins}"))
}

#[test]
fn names_that_differ_only_in_case_or_collide_have_pages_of_their_own() {
    let mails = [
        ("a", "Jane Doe <jane@example.org>", "[PATCH] Kits: Do It"),
        ("b", "JANE DOE <jane@EXAMPLE.com>", "[PATCH] kits: paint the bricks"),
        ("c", "jane.doe <jane.doe@example.org>", "[PATCH] KITS: count all wheels"),
        ("f", "Bob <bob@example.org>", "[PATCH] KITS: do-it"),
        ("d", "… <x@example.net>", "[PATCH] …"),
        ("e", "!!! <y@example.net>", "[PATCH] !!!"),
    ];
    let archive = Archive::new().mails(mails.map(|(id, from, subject)| Mail::patch(id, subject).from(from)));
    let tree = Site::of(&archive, "\"day\"").build();
    assert_eq!(count(&tree, "authors/"), 6);
    assert_eq!(count(&tree, "series/"), 6);
    assert_eq!(count(&tree, "subsystems/"), 1);
    assert_eq!(count(&tree, "domains/"), 3);
    let lower: BTreeSet<String> = tree.keys().map(|name| name.to_lowercase()).collect();
    assert_eq!(lower.len(), tree.len(), "two files differ only in case");
}

#[test]
fn two_lists_have_digests_of_their_own_and_share_series() {
    let archive = Archive::new().mails(series("a", "PATCH", "kits: do it", &["kits: one"]));
    let other = Archive::new().mails(series("a", "PATCH", "kits: do it", &["kits: one"]));
    let config =
        inbox("toys", &archive.path(), "\"day\"") + &inbox("Bricks & more", &other.path(), "\"day\"");
    let tree = Site::new(&config).build();
    assert!(tree.contains_key("digests/2026-02-02/index.html"));
    assert!(tree.contains_key("bricks-more/digests/2026-02-02/index.html"));
    assert_eq!((count(&tree, "series/"), count(&tree, "authors/")), (1, 1));
    let author = page_of(&tree, "authors/jane-doe-");
    assert!(text(&tree, author).contains("2 patch mails"), "mails of both lists are counted once");
}

#[test]
fn no_address_depends_on_the_order_of_lists() {
    let toys = Archive::new().mails(series("a", "PATCH", "kits: do it", &["kits: one"]));
    let bricks = Archive::new().mails(series("b", "PATCH", "bricks: lay", &["bricks: two"]));
    let both = Archive::new()
        .mails(series("a", "PATCH", "kits: do it", &["kits: one"]))
        .mail(Mail::new("c", "Glue?"));
    let built = |lists: &[String]| Site::new(&lists.concat()).build();
    let check = |slugs: [&str; 3], digests: [&str; 3]| {
        let lists = [("kits", &toys), ("bricks", &bricks), ("all toys", &both)];
        let list = |((name, archive), slug): ((&str, &Archive), &str)| {
            inbox(name, &archive.path(), "\"day\"") + slug
        };
        let lists: Vec<String> = lists.into_iter().zip(slugs).map(list).collect();
        let forward = built(&lists);
        let backward = built(&lists.into_iter().rev().collect::<Vec<_>>());
        let names = |tree: &Tree| -> Vec<String> {
            // The names of these files are made of what is in them.
            tree.keys()
                .filter(|name| !name.starts_with("search/") && !name.starts_with("assets/"))
                .cloned()
                .collect()
        };
        assert_eq!(names(&forward), names(&backward));
        for (digest, title) in digests.into_iter().zip(["kits: do it", "bricks: lay", "kits: do it"]) {
            let page = format!("{digest}2026-02-02/index.html");
            assert!(
                text(&forward, &page).contains(title) && text(&backward, &page).contains(title),
                "{page}"
            );
        }
        // What every page leads to is there.
        for start in [&forward, &backward] {
            let home = text(start, "index.html");
            for words in [">Digests</a>", ">statistics of "] {
                let before = home.split(words).next().expect("a text");
                let (_, href) = before.rsplit_once("href=\"").expect("a link");
                let href = href.trim_end_matches(['"', '>']).trim_start_matches("./");
                assert!(start.contains_key(&format!("{href}index.html")), "{words}: {href}");
            }
        }
        // What a digest says is the same, and so is what is said of the patches.
        for name in
            names(&forward).iter().filter(|name| name.ends_with("index.txt") || name.ends_with(".mbox.gz"))
        {
            assert_eq!(forward[name], backward[name], "{name}");
        }
    };
    check(["slug = \"\"\n", "", ""], ["digests/", "bricks/digests/", "all-toys/digests/"]);
    check(["", "slug = \"walls\"\n", ""], ["kits/digests/", "walls/digests/", "all-toys/digests/"]);
}

#[test]
fn as_long_as_no_list_has_a_slug_the_first_has_none() {
    let toys = Archive::new().mails(series("a", "PATCH", "kits: do it", &["kits: one"]));
    let bricks = Archive::new().mails(series("b", "PATCH", "bricks: lay", &["bricks: two"]));
    let list = |name, archive: &Archive| inbox(name, &archive.path(), "\"day\"");
    let tree = Site::new(&(list("kits", &toys) + &list("bricks", &bricks))).build();
    assert!(text(&tree, "digests/2026-02-02/index.html").contains("kits: do it"));
    assert!(text(&tree, "bricks/digests/2026-02-02/index.html").contains("bricks: lay"));
}

#[test]
fn versions_of_a_series_in_two_windows_have_one_page() {
    let second = series("b", "PATCH v2", "kits: do it", &["kits: one"]);
    let archive = Archive::new().mails(series("a", "PATCH", "kits: do it", &["kits: one"]));
    let archive = archive.at("2026-03-02T10:00:00Z").mails(second);
    let tree = Site::of(&archive, "\"month\"").build();
    assert_eq!(count(&tree, "series/"), 1);
    let page = page_of(&tree, "series/kits-do-it-");
    for digest in ["digests/2026-02/", "digests/2026-03/"] {
        assert!(text(&tree, page).contains(digest), "{digest} is not linked");
        let json: serde_json::Value =
            serde_json::from_str(text(&tree, &format!("{digest}index.json"))).expect("JSON");
        let key = json["entries"][0]["series"].as_str().expect("a key").to_owned();
        assert_eq!(format!("series/{key}/index.html"), *page);
    }
}

#[test]
fn a_digest_has_text_and_json_beside_it_that_are_those_of_the_command() {
    let archive = Archive::new().mails(series("a", "PATCH", "kits: do it", &["kits: one"]));
    let site = Site::of(&archive, "\"day\"");
    let tree = site.build();
    let path = archive.path().display().to_string();
    for (name, format) in [("index.txt", "text"), ("index.json", "json")] {
        let run =
            site.run(&["digest", &path, &format!("..{}", archive.id(1)), "--format", format]).succeeded();
        assert_eq!(text(&tree, &format!("digests/2026-02-02/{name}")), run.stdout);
    }
}

#[test]
fn pages_and_notes_of_the_owner_are_there_with_either_line_end() {
    let archive = Archive::new().mail(Mail::patch("a", "[PATCH] kits: a"));
    let page = "+++\ntitle = \"About *us*\"\nweight = 1\n+++\nSome **text**.\n";
    let note = format!("+++\ndigest = \"..{}\"\n+++\nA _note_.\n", &archive.id(0)[..9]);
    let by_name = note.replace(&format!("..{}", &archive.id(0)[..9]), "2026-02-02");
    let check = |page: &str, note: &str| {
        let site =
            Site::of(&archive, "\"day\"").file("content/about.md", page).file("content/notes/x.md", note);
        let site = site.file("content/_index.md", "Welcome **here**.\n");
        let tree = site.build();
        let about = text(&tree, "about/index.html");
        assert!(about.contains("<strong>text</strong>") && about.contains("About *us*"), "{about}");
        assert!(text(&tree, "digests/2026-02-02/index.html").contains("A <em>note</em>."));
        assert!(text(&tree, "index.html").contains("Welcome <strong>here</strong>."));
        assert!(!tree.contains_key("notes/x/index.html"));
    };
    check(page, &by_name);
    check(page, &note.replace("\"..", "\"000000000.."));
    check(&page.replace('\n', "\r\n"), &by_name.replace('\n', "\r\n"));
}

#[test]
fn templates_and_static_files_of_the_owner_take_the_place_of_ours() {
    let archive = Archive::new().mail(Mail::patch("a", "[PATCH] kits: a"));
    let site = Site::of(&archive, "\"day\"").file("site-templates/404.html", "Gone from {{ site.title }}.\n");
    let site = site.file("static/style.css", "p {}\n").file("static/img/x.svg", "<svg/>");
    let tree = site.config("title = \"Toys & more\"\naccent = \"#123456\"").build();
    assert_eq!(text(&tree, "404.html"), "Gone from Toys &amp; more.\n");
    let style = tree.keys().find(|path| path.starts_with("assets/style-")).expect("a style sheet");
    let expected = "p {}\n\n:root { --accent: #123456 }\n";
    assert_eq!((text(&tree, style), text(&tree, "img/x.svg")), (expected, "<svg/>"));
}

#[test]
fn the_program_gives_its_templates_and_overwrites_none() {
    let archive = Archive::new().mail(Mail::patch("a", "[PATCH] kits: a"));
    let site = Site::of(&archive, "\"day\"");
    let before = site.build();
    let listed = site.run(&["templates"]).succeeded().stdout;
    let names: Vec<&str> = listed.lines().collect();
    assert!(names.contains(&"site-templates/base.html") && names.contains(&"static/style.css"), "{listed}");
    site.run(&[&["templates"], names.as_slice()].concat()).succeeded();
    assert!(names.iter().all(|name| site.path(name).is_file()));
    // Untouched copies change nothing.
    assert_eq!(site.build(), before);

    std::fs::remove_file(site.path("site-templates/page.html")).expect("it was copied");
    let refused = |name: &str, problem: &str| {
        let run = site.run(&["templates", "site-templates/page.html", name]);
        assert_eq!(run.code, Some(1));
        assert!(run.stderr.contains(&format!("error: {name}: {problem}")), "{}", run.stderr);
        assert!(!site.path("site-templates/page.html").exists(), "{name}");
    };
    refused("static/style.css", "already exists");
    refused("site-templates/nothing.html", "no built-in file of that name");
}

#[test]
fn templates_are_copied_next_to_the_configuration() {
    let site = Site::new("").file("other/sites.toml", "");
    let copy = |name: &str| site.run(&["templates", "--config", "other/sites.toml", name]);
    copy("static/style.css").succeeded();
    assert!(site.path("other/static/style.css").is_file() && !site.path("static").exists());
    let again = copy("static/style.css");
    assert!(again.stderr.starts_with("error: other/static/style.css: already exists"), "{}", again.stderr);
}
