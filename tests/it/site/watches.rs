//! What the site's operator watches: a page and feeds each.

use serde_json::{Value, from_str};

use crate::support::{Archive, Mail, Site, Tree, text};

const WATCHES: &str = r#"
[companies]
"Bricks & Sons" = ["brick.example"]

[[watch]]
name = "Wheels"
files = ["cars/wheels/", "kits/*.h"]

[[watch]]
name = "Words & <tags>"
slug = "words"
words = ["hub cap"]
tags = ["rfc"]

[[watch]]
name = "People"
people = ["ANN@brick.example", "nobody@else.example"]

[[watch]]
name = "Companies"
companies = ["Bricks & Sons"]
domains = ["kits.example"]
"#;

fn diff(path: &str) -> String {
    format!("Do it.\n---\ndiff --git a/{path} b/{path}\n--- a/{path}\n+++ b/{path}\n@@ -1 +1 @@\n-x\n+y\n")
}

fn patch(id: &str, subject: &str, from: &str, path: &str) -> Mail {
    Mail::patch(id, subject).from(from).body(&diff(path))
}

fn reply(id: &str, to: &str, body: &str) -> Mail {
    Mail::new(id, "Re: it").answers(to).from("Max <max@max.example>").body(body)
}

fn archive() -> Archive {
    let [ann, bob, zoe] =
        ["Ann <ann@brick.example>", "Bob <bob@labs.kits.example>", "Zoe <zoe@else.example>"];
    Archive::new()
        .at("2025-11-03T10:00:00Z")
        .mail(patch("a", "[PATCH] cars: turn", bob, "cars/wheels/front.c"))
        .mail(patch("h", "[PATCH] kits: name", zoe, "kits/kit.h"))
        .mail(patch("n", "[PATCH] kits: not in it", zoe, "kits/deep/kit.h"))
        .at("2025-11-20T10:00:00Z")
        .mail(patch("b", "[PATCH v2] cars: turn", bob, "cars/doors.c"))
        .mail(patch("c", "[PATCH] Cars: polish each hub cap", zoe, "x.c"))
        .mail(patch("d", "[PATCH RFC] cars: fly", zoe, "x.c"))
        .at("2025-11-25T10:00:00Z")
        .mail(patch("e", "[PATCH] bricks: burn", ann, "x.c"))
        .at("2025-11-26T10:00:00Z")
        .mail(reply("r", "b", "> +y\n\nWhy a y?\n"))
        .mail(reply("t", "h", "Applied to kits/next, thanks!\n"))
}

fn site(archive: &Archive, config: &str) -> Site {
    Site::of(archive, "\"day\"").config(config)
}

/// The titles and states of a watch, as its JSON has them.
fn series(tree: &Tree, slug: &str) -> Vec<(String, String)> {
    let data: Value = from_str(text(tree, &format!("watches/{slug}/index.json"))).expect("JSON");
    let word = |row: &Value, key: &str| row[key].as_str().expect("a text").to_owned();
    data["series"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| (word(row, "title"), word(row, "state")))
        .collect()
}

fn titles(tree: &Tree, slug: &str) -> Vec<String> {
    series(tree, slug).into_iter().map(|(title, _)| title).collect()
}

#[test]
fn a_watch_has_the_series_that_fit_in_any_version() {
    let archive = archive();
    let tree = site(&archive, WATCHES).build();
    let discussed_and_applied = [("cars: turn", "discussed"), ("kits: name", "applied")];
    let found = series(&tree, "wheels");
    assert_eq!(
        found.iter().map(|(title, state)| (&**title, &**state)).collect::<Vec<_>>(),
        discussed_and_applied
    );
    assert_eq!(titles(&tree, "words"), ["cars: fly", "Cars: polish each hub cap"]);
    assert_eq!(titles(&tree, "people"), ["bricks: burn"]);
    assert_eq!(titles(&tree, "companies"), ["bricks: burn", "cars: turn"]);
}

#[test]
fn its_page_begins_with_what_is_open() {
    let archive = archive();
    let tree = site(&archive, WATCHES).build();
    let page = text(&tree, "watches/wheels/index.html");
    let (open, all) = page.split_once("All series</h2>").expect("two lists");
    let open = open.split_once("Open series</h2>").expect("what is open").1;
    assert!(open.contains("cars: turn") && !open.contains("kits: name"), "{open}");
    assert!(all.contains("cars: turn") && all.contains("kits: name"), "{all}");
    assert!(page.contains("<code>cars/wheels/</code>"), "{page}");
    let page = text(&tree, "watches/words/index.html");
    assert!(page.contains("<h1>Words &amp; &lt;tags&gt;</h1>"), "{page}");
    // Nobody is named who is nowhere in the archive.
    let page = text(&tree, "watches/people/index.html");
    assert!(page.contains(">Ann</a>") && !page.contains("nobody"), "{page}");
    let page = text(&tree, "watches/companies/index.html");
    assert!(page.contains("href=\"../../domains/bricks-sons-") && page.contains("kits.example"), "{page}");
    for from in ["index.html", "watches/index.html", "feeds/index.html"] {
        let page = text(&tree, from);
        assert!(page.contains("watches/wheels/\""), "{from}: {page}");
    }
    let without = site(&archive, "").build();
    assert!(!without.keys().any(|path| path.starts_with("watches/")));
    assert!(!text(&without, "index.html").contains("watches/"));
}

#[test]
fn it_has_feeds_of_all_news_and_of_each_kind() {
    let archive = archive();
    let tree = site(&archive, WATCHES).build();
    let titles = |path: &str| -> Vec<String> {
        let entries = text(&tree, path).split("<entry>").skip(1);
        let title = |entry: &str| entry.split("<title>").nth(1)?.split('<').next().map(str::to_owned);
        entries.filter_map(title).collect()
    };
    let [endings, versions] =
        [["Applied: kits: name"].as_slice(), &["cars: turn (v2)", "kits: name (v1)", "cars: turn (v1)"]];
    assert_eq!(titles("watches/wheels/atom.xml"), [endings, versions].concat());
    assert_eq!(titles("watches/wheels/endings/atom.xml"), endings);
    assert_eq!(titles("watches/wheels/versions/atom.xml"), versions);
    assert_eq!(titles("watches/wheels/comments/atom.xml"), ["Max on cars: turn"]);
    assert!(tree.contains_key("watches/wheels/rss.xml"));
    // The same for whole lists, but for comments.
    assert_eq!(titles("digests/endings/atom.xml"), endings);
    assert_eq!(titles("digests/versions/atom.xml").len(), 7);
    let feed = text(&tree, "watches/wheels/endings/atom.xml");
    assert!(
        feed.contains("/watches/wheels/endings/atom.xml\" rel=\"self\"") || feed.contains("rel=\"self\""),
        "{feed}"
    );
    let whole = text(&tree, "watches/wheels/atom.xml");
    let id = |feed: &str| feed.split("<id>").nth(1).and_then(|id| id.split('<').next()).map(str::to_owned);
    assert_ne!(id(feed), id(whole));
}

#[test]
fn a_watch_without_series_is_told_of() {
    let archive = archive();
    let config =
        "[[watch]]\nname = \"Boats\"\nfiles = [\"boats/\"]\n[[watch]]\nname = \"Cars\"\nwords = [\"cars\"]\n";
    let run = site(&archive, config).run(&["build"]).succeeded();
    assert!(run.stderr.contains("[[watch]] Boats has no series"), "{}", run.stderr);
    assert!(!run.stderr.contains("Cars"), "{}", run.stderr);
}

#[test]
fn what_is_taken_down_is_in_no_watch() {
    let archive = archive();
    let hide = "[[hide]]\nmessage_id = \"h@example.org\"\n[[hide]]\ntext = \"hub cap\"\n[[hide]]\ntext = \"wheels\"\n";
    let tree = site(&archive, &format!("{WATCHES}{hide}")).build();
    // Its file has another name now, as far as the site tells.
    assert_eq!(titles(&tree, "wheels"), [""; 0]);
    assert!(!text(&tree, "watches/wheels/index.html").contains("cars/wheels"));
    assert_eq!(titles(&tree, "words"), ["cars: fly"]);
    let hidden = site(&archive, &format!("addresses = \"hidden\"\n{WATCHES}")).build();
    let watches = hidden.iter().filter(|(path, _)| path.starts_with("watches/"));
    for (path, bytes) in watches {
        assert!(!String::from_utf8_lossy(bytes).to_lowercase().contains("ann@brick"), "{path}");
    }
}
