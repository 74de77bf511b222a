//! Feeds: which there are, what they tell, and that they stay.

use std::collections::BTreeSet;

use crate::support::{Archive, Mail, Site, Tree, series, text};

/// A title with only hostile parts.
const HOSTILE: &str = "]]> <script>alert(1)</script> &amp; \"'";

/// A series in two versions, the second taken by somebody, and an old one that nobody answered.
fn archive() -> Archive {
    let thanks = "On Mon, 2 Feb 2026 10:00:00 +0000, Jane Doe wrote:\n> [...]\n\nApplied to bricks/next, thanks!\n\n[1/1] kits: count them\n      commit: 0123456789abcdef0123456789abcdef01234567\n";
    let sent = |mail: Mail| mail.date("Wed, 04 Feb 2026 10:00:00 +0000");
    Archive::new()
        .at("2025-03-01T10:00:00Z")
        .mail(Mail::patch("old", "[PATCH] toys: wind up").from("Old Timer <old@e.example>"))
        .at("2026-02-02T10:00:00Z")
        .mails(series("a", "PATCH", "kits: count", &["kits: count them"]))
        .at("2026-02-04T10:00:00Z")
        .mails(series("b", "PATCH v2", "kits: count", &["kits: count them"]).into_iter().map(sent))
        .at("2026-02-05T10:00:00Z")
        .mail(
            Mail::new("t", "Re: [PATCH v2 0/1] kits: count")
                .answers("b-0")
                .from("Maintainer <m@e.example>")
                .body(thanks),
        )
}

fn site(archive: &Archive) -> Site {
    Site::of(archive, "\"day\"").config("base_url = \"https://a.example/toys/\"")
}

/// What the elements of this name hold, in their order.
fn all(xml: &str, path: &str, name: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(xml).unwrap_or_else(|error| panic!("{path}: {error}"));
    let elements = document.descendants().filter(|node| node.tag_name().name() == name);
    elements.map(|node| node.text().unwrap_or_default().to_owned()).collect()
}

fn feeds(tree: &Tree) -> impl Iterator<Item = (&String, &str)> {
    let is_feed = |path: &str| path.ends_with("atom.xml") || path.ends_with("rss.xml");
    tree.keys().filter(move |path| is_feed(path)).map(|path| (path, text(tree, path)))
}

/// The path of a series' folder.
fn folder(tree: &Tree, begins: &str) -> String {
    let page = tree.keys().find(|path| path.starts_with(begins) && path.ends_with("/index.html"));
    page.unwrap_or_else(|| panic!("nothing begins with {begins}")).trim_end_matches("index.html").to_owned()
}

#[test]
fn a_site_its_lists_subsystems_authors_and_series_have_feeds_however_long_they_are_silent() {
    let archive = archive();
    let tree = site(&archive).build();
    let paths: BTreeSet<&str> = feeds(&tree).map(|(path, _)| path.as_str()).collect();
    let ones = ["series/kits", "series/toys", "authors/jane", "authors/old-timer"];
    let mut expected: BTreeSet<String> = ["", "digests/", "subsystems/kits/", "subsystems/toys/"]
        .iter()
        .flat_map(|folder| [format!("{folder}atom.xml"), format!("{folder}rss.xml")])
        .collect();
    expected.extend(ones.map(|begins| format!("{}atom.xml", folder(&tree, begins))));
    expected.extend(["endings", "versions"].map(|kind| format!("digests/{kind}/atom.xml")));
    assert_eq!(paths, expected.iter().map(String::as_str).collect());
    assert!(tree.contains_key("feed.json") && tree.contains_key("feeds/subsystems.opml"));
}

#[test]
fn the_feed_of_an_author_begins_some_months_before_its_newest_entry() {
    let patch = |id: &str, title: &str| Mail::patch(id, &format!("[PATCH] {title}"));
    let archive = Archive::new()
        .at("2025-03-01T10:00:00Z")
        .mail(patch("a", "kits: count"))
        .at("2025-08-31T10:00:00Z")
        .mail(patch("b", "kits: paint"))
        .at("2025-09-02T10:00:00Z")
        .mail(patch("c", "kits: drive"))
        .at("2026-02-28T10:00:00Z")
        .mail(patch("d", "kits: wind up"))
        .at("2026-12-01T10:00:00Z")
        .mail(patch("e", "toys: oil").from("X <x@e.example>"));
    let titles = |site: Site| {
        let tree = site.build();
        let path = format!("{}atom.xml", folder(&tree, "authors/jane"));
        all(text(&tree, &path), &path, "title")[1..].to_vec()
    };
    let newest = ["kits: wind up (v1)", "kits: drive (v1)", "kits: paint (v1)"];
    assert_eq!(titles(site(&archive)), newest[..]);
    assert_eq!(titles(site(&archive).config("feed_months = 5")), newest[..1]);
}

#[test]
fn an_entry_stays_as_it_was_when_its_series_goes_on() {
    let archive = || {
        Archive::new().at("2026-02-02T10:00:00Z").mails(series("a", "PATCH", "kits: count", &["kits: one"]))
    };
    let entry = |archive: &Archive| {
        let tree = site(archive).build();
        let path = format!("{}atom.xml", folder(&tree, "series/kits"));
        let feed = text(&tree, &path);
        feed[feed.rfind("<entry>").expect("an entry")..].to_owned()
    };
    let reply = Mail::new("r", "Re: [PATCH 0/1] kits: count").answers("a-0").from("Max <max@example.net>");
    let waiting = entry(&archive());
    assert_eq!(entry(&archive().mail(reply)), waiting);
    let quiet = archive().at("2026-12-01T10:00:00Z").mail(Mail::patch("x", "[PATCH] toys: oil"));
    assert_eq!(entry(&quiet), waiting);
}

#[test]
fn a_feed_tells_versions_and_what_became_of_them() {
    let archive = archive();
    let tree = site(&archive).build();
    let path = format!("{}atom.xml", folder(&tree, "series/kits"));
    let feed = text(&tree, &path);
    let titles = all(feed, &path, "title");
    let expected = ["Applied: kits: count", "kits: count (v2)", "kits: count (v1)"];
    assert_eq!(titles[1..], expected);
    assert_eq!(all(feed, &path, "updated")[0], "2026-02-05T10:00:00+00:00");
    let content = all(feed, &path, "content");
    assert!(content[0].contains("to <strong>bricks/next</strong> by Maintainer"), "{}", content[0]);
    assert!(content[1].contains("2 days after v1") && content[1].contains("1 patch"), "{}", content[1]);
    // The same news are in the feeds of the subsystem and of the author, under the same ids.
    for other in ["subsystems/kits/".to_owned(), folder(&tree, "authors/jane")] {
        let other = format!("{other}atom.xml");
        assert_eq!(all(text(&tree, &other), &other, "id")[1..], all(feed, &path, "id")[1..]);
    }
    let digest = &all(text(&tree, "atom.xml"), "atom.xml", "content")[1];
    assert!(digest.contains("kits: count</a> <strong>v2</strong>") && digest.contains("applied"), "{digest}");
}

#[test]
fn ids_stay_when_the_site_moves() {
    let archive = archive();
    let ids = |lines: &str| -> Vec<Vec<String>> {
        let tree = Site::of(&archive, "\"day\"").config(lines).build();
        feeds(&tree)
            .map(|(path, feed)| {
                let name = if path.ends_with("rss.xml") { "guid" } else { "id" };
                let ids = all(feed, path, name);
                assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{path}");
                ids
            })
            .collect()
    };
    let before = ids("base_url = \"https://A.example:8443/toys/\"");
    assert!(before[0][0].starts_with("tag:a.example,2026:toys/"), "{}", before[0][0]);
    let moved = "base_url = \"https://b.example/\"\n";
    assert_ne!(ids(moved), before);
    assert_eq!(ids(&format!("{moved}feed_id = \"tag:a.example,2026:toys/\"")), before);
}

#[test]
fn a_beginning_of_ids_that_is_no_tag_is_named() {
    let archive = Archive::new().mail(Mail::patch("a", "[PATCH] kits: a"));
    let check = |feed_id: &str, fits: bool| {
        let run = Site::of(&archive, "\"day\"").config(&format!("feed_id = {feed_id:?}")).run(&["build"]);
        assert_eq!(run.code == Some(0), fits, "{feed_id}: {}", run.stderr);
        assert_eq!(run.stderr.contains("not the beginning of a tag URI"), !fits, "{feed_id}: {}", run.stderr);
    };
    check("tag:a.example,2026:", true);
    check("tag:me@a.example,2026-02-01:digests/", true);
    for odd in ["a.example,2026", "tag:a.example:", "tag:,2026:", "tag:a.example,26:", "tag:a.example,2026:<"]
    {
        check(odd, false);
    }
}

#[test]
fn every_feed_is_xml_and_every_link_in_it_is_whole_whatever_mails_say() {
    let (_archive, hostile) = super::escaping::site();
    let tree = hostile.config("base_url = \"https://a.example/toys/\"").build();
    let mut entries = 0;
    for (path, feed) in feeds(&tree) {
        let html = all(feed, path, if path.ends_with("rss.xml") { "description" } else { "content" });
        for text in html.iter().filter(|text| text.starts_with('<')) {
            entries += 1;
            assert!(!text.to_lowercase().contains("<script") && !text.contains("<img"), "{path}: {text}");
            for link in text.split("href=\"").skip(1) {
                assert!(
                    link.starts_with("https://a.example/toys/")
                        || link.starts_with("https://lists.example/toys/")
                );
            }
        }
    }
    assert!(entries > 10, "{entries}");
    all(text(&tree, "feeds/subsystems.opml"), "opml", "outline");
    all(text(&tree, "sitemap.xml"), "sitemap", "loc");
    let json: serde_json::Value = serde_json::from_str(text(&tree, "feed.json")).expect("JSON");
    assert_eq!(json["version"], "https://jsonfeed.org/version/1.1");
}

#[test]
fn what_xml_cannot_hold_is_left_out_wherever_it_comes_from() {
    let archive = Archive::new()
        .mail(Mail::patch("a", &format!("[PATCH] kits: \u{1}\u{b}\u{1b}\u{fffe}\u{202e}{HOSTILE}")));
    let tree = Site::of(&archive, "\"day\"").config("title = \"To\\u0001ys ]]> & \\u000bmore\"").build();
    for (path, feed) in feeds(&tree) {
        let titles = all(feed, path, "title");
        assert!(titles[0].contains("Toys ]]> & more"), "{path}: {titles:?}");
        let told = path.contains("kits");
        assert!(!told || titles[1..].iter().any(|title| title.contains(HOSTILE)), "{path}: {titles:?}");
    }
    for (path, page) in tree.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = String::from_utf8_lossy(page);
        assert!(page.contains("Toys ]]&gt; &amp; more"), "{path}");
        assert!(!page.contains(|c: char| c.is_control() && c != '\n'), "{path}");
    }
}

#[test]
fn a_feed_has_the_newest_twenty_five() {
    let mut archive = Archive::new();
    for number in 0..60 {
        let time = format!("2026-{:02}-{:02}T10:00:00Z", 1 + number / 28, 1 + number % 28);
        archive = archive
            .at(&time)
            .mail(Mail::patch(&format!("n{number}"), &format!("[PATCH] kits: number {number}")));
    }
    let tree = Site::of(&archive, "\"day\"").build();
    for path in ["atom.xml", "digests/atom.xml", "subsystems/kits/atom.xml"] {
        assert_eq!(all(text(&tree, path), path, "entry").len(), 25, "{path}");
    }
    let titles = all(text(&tree, "subsystems/kits/rss.xml"), "rss", "title");
    assert_eq!((titles.len(), titles[1].as_str()), (26, "kits: number 59 (v1)"));
}

#[test]
fn a_mail_changes_no_feed_but_those_that_tell_of_it() {
    let before = site(&archive()).build();
    let later = archive()
        .at("2026-02-05T12:00:00Z")
        .mail(Mail::patch("x", "[PATCH] bricks: x").from("X <x@e.example>"));
    let after = site(&later).build();
    let changed: Vec<&str> = feeds(&after)
        .filter(|(path, _)| before.get(*path) != after.get(*path))
        .map(|(path, _)| path.as_str())
        .filter(|path| !path.contains("bricks") && !path.starts_with("authors/x"))
        .collect();
    let of_list = ["digests/atom.xml", "digests/rss.xml", "digests/versions/atom.xml"];
    assert_eq!(changed, [["atom.xml"].as_slice(), &of_list, &["rss.xml"]].concat());
}

#[test]
fn every_page_leads_to_its_feeds() {
    let archive = archive();
    let tree = site(&archive).build();
    let check = |page: &str, expected: &[&str]| {
        let html = text(&tree, &format!("{page}index.html"));
        let root = "../".repeat(page.matches('/').count());
        let links: Vec<&str> = html
            .lines()
            .filter(|line| line.starts_with("<link rel=\"alternate\""))
            .filter_map(|line| line.split("href=\"").nth(1)?.strip_prefix(root.as_str())?.split('"').next())
            .collect();
        assert!(links.iter().all(|link| tree.contains_key(link.trim_start_matches("./"))), "{links:?}");
        let links: Vec<&str> = links.into_iter().map(|link| link.trim_start_matches("./")).collect();
        let site = ["atom.xml", "rss.xml", "feed.json"];
        let expected: Vec<&str> = expected.iter().copied().chain(site).collect();
        assert_eq!(links, expected, "{page}");
    };
    let (kits, jane) = (folder(&tree, "series/kits"), folder(&tree, "authors/jane"));
    let list = ["digests/atom.xml", "digests/rss.xml"];
    check("", &[]);
    check("feeds/", &[]);
    check("digests/", &list);
    check("digests/2026-02-02/", &list);
    check("subsystems/kits/", &["subsystems/kits/atom.xml", "subsystems/kits/rss.xml"]);
    check(&kits, &[&format!("{kits}atom.xml")]);
    check(&jane, &[&format!("{jane}atom.xml")]);
    let toys = folder(&tree, "series/toys");
    check(&toys, &[&format!("{toys}atom.xml")]);
}
