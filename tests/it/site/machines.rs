//! What programs read: JSON next to pages, the site map, headers, the head of each page.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::{Archive, Mail, Site, Tree, series, text};

fn archive() -> Archive {
    let reviewed = "> it\n\nReviewed-by: Ada Example <ada@people.example>\n";
    Archive::new()
        .mails(series("a", "PATCH", "kits: count for jane@people.example", &["kits: one", "kits: two"]))
        .mail(
            Mail::new("r", "Re: [PATCH 1/2] kits: one")
                .answers("a-1")
                .from("Ada Example <ada@people.example>")
                .body(reviewed),
        )
        .at("2026-02-20T10:00:00Z")
        .mail(Mail::patch("b", "[PATCH] toys: oil").from("Ada Example <ada@people.example>"))
}

/// The JSON next to the page whose path begins so.
fn json(tree: &Tree, begins: &str) -> serde_json::Value {
    let path = tree.keys().find(|path| path.starts_with(begins) && path.ends_with("/index.json"));
    serde_json::from_str(text(tree, path.unwrap_or_else(|| panic!("no {begins}")))).expect("JSON")
}

#[test]
fn a_series_is_told_as_json() {
    let archive = archive();
    let series = json(&Site::of(&archive, "\"day\"").build(), "series/kits");
    assert_eq!(series["schema"], 1);
    assert_eq!(series["title"], "kits: count for jane@people.example");
    assert_eq!(
        (&series["state"], &series["patches"], &series["replies"]),
        (&"discussed".into(), &2.into(), &1.into())
    );
    assert_eq!(series["revisions"][0]["message_ids"].as_array().map(Vec::len), Some(3));
    assert_eq!((&series["lists"][0], &series["subsystems"][0]), (&"toys".into(), &"kits".into()));
    assert_eq!(series["last"], "2026-02-02");
}

#[test]
fn an_author_is_told_as_json() {
    let archive = archive();
    let tree = Site::of(&archive, "\"day\"").build();
    let ada = json(&tree, "authors/ada");
    assert_eq!(
        (&ada["schema"], &ada["name"], &ada["email"]),
        (&1.into(), &"Ada Example".into(), &"ada@people.example".into())
    );
    assert_eq!((&ada["patches"], &ada["years"]["2026"]), (&1.into(), &1.into()));
    assert_eq!(ada["series"].as_array().map(Vec::len), Some(1));
    assert_eq!((&ada["first"], &ada["last"]), (&"2026-02-20".into(), &"2026-02-20".into()));
    let kits = json(&tree, "series/kits");
    assert_eq!((&ada["reviews"][0]["series"], &ada["reviews"][0]["patches"]), (&kits["series"], &1.into()));
}

#[test]
fn addresses_in_json_are_as_the_owner_wants_them() {
    let archive = archive();
    let check = |addresses: &str, email: &str, title: &str| {
        let tree = Site::of(&archive, "\"day\"").config(&format!("addresses = {addresses:?}")).build();
        assert_eq!(json(&tree, "authors/ada")["email"], email);
        assert_eq!(json(&tree, "series/kits")["title"], title);
    };
    check("full", "ada@people.example", "kits: count for jane@people.example");
    check("obfuscated", "ada at people.example", "kits: count for jane at people.example");
    check("hidden", "", "kits: count for (address)");
}

#[test]
fn the_site_map_has_every_page_and_the_day_of_its_last_mail() {
    let archive = archive();
    let site = Site::of(&archive, "\"day\"").file("content/about.md", "# About\n");
    let tree = site.config("base_url = \"https://a.example/x&y/\"").build();
    let map = text(&tree, "sitemap.xml");
    let document = roxmltree::Document::parse(map).expect("XML");
    let rows: BTreeMap<String, Option<String>> = document
        .root_element()
        .children()
        .filter(|node| node.is_element())
        .map(|url| {
            let child = |name: &str| {
                let mut children = url.children().filter(|node| node.tag_name().name() == name);
                children.next().and_then(|node| node.text()).map(str::to_owned)
            };
            (child("loc").expect("an address"), child("lastmod"))
        })
        .collect();
    let page =
        |path: &String| path.strip_suffix("index.html").map(|href| format!("https://a.example/x&y/{href}"));
    let pages: BTreeSet<String> = tree.keys().filter_map(page).collect();
    assert_eq!(rows.keys().cloned().collect::<BTreeSet<_>>(), pages);
    let changed = |href: &str| rows[&format!("https://a.example/x&y/{href}")].as_deref();
    assert_eq!(changed(""), Some("2026-02-20"));
    assert_eq!(changed("digests/2026-02-02/"), Some("2026-02-02"));
    assert_eq!((changed("subsystems/kits/"), changed("about/")), (Some("2026-02-02"), None));
    assert!(text(&tree, "robots.txt").ends_with("\nSitemap: https://a.example/x&y/sitemap.xml\n"));
}

#[test]
fn a_site_may_have_robots_and_headers_of_its_own() {
    let archive = archive();
    let site = Site::of(&archive, "\"day\"").file("static/robots.txt", "x").file("static/_headers", "y");
    let tree = site.build();
    assert_eq!((text(&tree, "robots.txt"), text(&tree, "_headers")), ("x", "y"));
}

#[test]
fn every_page_says_what_it_is_about_and_where_it_is() {
    let archive = archive();
    let tree = Site::of(&archive, "\"day\"").config("title = 'Toys \"&\" more'").build();
    let pages = tree.keys().filter(|path| path.ends_with("/index.html") || *path == "index.html");
    for path in pages {
        let page = text(&tree, path);
        let content = |name: &str| {
            let line = page.lines().find(|line| line.contains(&format!("\"{name}\" content=\"")));
            let line = line.unwrap_or_else(|| panic!("{path} has no {name}"));
            line.split("content=\"")
                .nth(1)
                .and_then(|rest| rest.split('"').next())
                .expect("a value")
                .to_owned()
        };
        let href = path.trim_end_matches("index.html");
        assert_eq!(content("og:url"), format!("http://localhost:8000/{href}"));
        assert_eq!(content("og:site_name"), "Toys &quot;&amp;&quot; more");
        assert!(
            !content("og:title").is_empty()
                && ["website", "article", "profile"].contains(&content("og:type").as_str())
        );
        assert!(
            content("description").len() > 5 && content("description") == content("og:description"),
            "{path}"
        );
    }
    assert!(!text(&tree, "404.html").contains("og:url"));
}

#[test]
fn a_style_sheet_that_changes_gets_another_name() {
    let archive = archive();
    let names = |style: &str| {
        let tree = Site::of(&archive, "\"day\"").file("static/style.css", style).build();
        let names: Vec<String> =
            tree.keys().filter(|path| path.starts_with("assets/style")).cloned().collect();
        // The search page has a sheet of its own.
        let pages = ["search/index.html", "index.html"].map(|page| text(&tree, page));
        assert!(names.iter().all(|name| pages.iter().any(|page| page.contains(name))), "{names:?}");
        names
    };
    let (one, two) = (names("p {}"), names("q {}"));
    assert_eq!((one.len(), two.len()), (2, 2));
    assert!(one.iter().all(|name| !two.contains(name)), "{one:?} {two:?}");
    assert_eq!(one, names("p {}"));
}

#[test]
fn every_site_has_the_headers_of_netlify_toml() {
    let netlify: toml::Table = toml::from_str(include_str!("../../../netlify.toml")).expect("TOML");
    let mut expected = String::new();
    for rule in netlify["headers"].as_array().expect("rules") {
        expected.push_str(&format!("{}\n", rule["for"].as_str().expect("a path")));
        for (name, value) in rule["values"].as_table().expect("headers") {
            expected.push_str(&format!("  {name}: {}\n", value.as_str().expect("a value")));
        }
    }
    let archive = archive();
    let tree = Site::of(&archive, "\"day\"").build();
    let headers: Vec<&str> = text(&tree, "_headers").lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(headers, expected.lines().collect::<Vec<_>>());
    assert!(
        expected.contains("Content-Security-Policy: default-src 'none';") && !expected.contains("unsafe")
    );
}
