//! What `lorepress check` finds in sites and configurations, and that it finds nothing where nothing is wrong.

use std::fs;

use crate::support::{Archive, Mail, Site, series};

/// A built site of a series, a reply and a discussion, with a page of the owner.
fn built(config: &str, page: &str) -> Site {
    let archive = Archive::new()
        .mails(series("a", "PATCH", "kits: paint them", &["kits: red", "kits: blue"]))
        .mail(Mail::new("d", "Which glue?"));
    let site = Site::of(&archive, "\"day\"").config(config).file("content/about.md", page);
    site.build();
    site
}

/// The note on a site without a `base_url`.
const LOCAL_URL: &str = "note: base_url is http://localhost:8000/, this machine";

/// Checks a site: what is found of each place, without the folder.
fn found(site: &Site) -> Vec<String> {
    let run = site.run(&["check"]);
    assert!(matches!(run.code, Some(0 | 1)), "{}", run.stderr);
    let public = format!("{}/", site.path("public").display());
    let lines = run.stdout.replace("public/", "").replace(&public, "");
    // A URL of this machine is no fault of a site that is not published.
    let lines = lines.lines().filter(|line| !line.starts_with(LOCAL_URL));
    let found: Vec<String> = lines.map(str::to_owned).collect();
    assert_eq!(run.code == Some(0), found.len() == 1 && found[0].ends_with("files, nothing wrong in them"));
    found
}

fn check_whole(config: &str) {
    let found = found(&built(config, "[Home](../#digests) and [elsewhere](https://other.example/x#y)\n"));
    assert_eq!(found.len(), 1, "{found:#?}");
}

#[test]
fn nothing_is_wrong_with_a_site_whatever_its_url_and_files() {
    check_whole("");
    check_whole("base_url = \"https://digests.example/toys/\"\nmboxes = true\n");
    check_whole("addresses = \"hidden\"\nwithout = [\"series-json\", \"author-feeds\", \"subsystem-rss\"]\n");
}

#[test]
fn dead_links_and_anchors_are_named_with_their_lines() {
    let page = "One [a](nowhere/), one [b](../series/#nowhere).\n\n<a href='/toys/gone.html'>c</a>, [d](https://digests.example/toys/e?f)\n";
    let found = found(&built("base_url = \"https://digests.example/toys/\"", page));
    let what: Vec<(&str, &str)> = found
        .iter()
        .map(|line| {
            let (place, what) = line.split_once(": ").expect("a place");
            let (file, line) = place.rsplit_once(':').expect("a line");
            assert!(line.parse::<usize>().is_ok_and(|line| line > 1), "{line}");
            (file, what)
        })
        .collect();
    let dead = [
        "dead link nowhere/",
        "dead anchor ../series/#nowhere",
        "dead link https://digests.example/toys/e?f",
    ];
    for expected in dead {
        assert!(what.contains(&("about/index.html", expected)), "{expected} is not in {what:#?}");
    }
}

#[test]
fn damaged_and_missing_files_are_named() {
    let site = built("", "text\n");
    let change = |name: &str, change: fn(String) -> String| {
        let path = site.path("public").join(name);
        fs::write(&path, change(fs::read_to_string(&path).expect("a file"))).expect("written");
    };
    change("atom.xml", |text| text[..text.len() / 2].to_owned());
    change("feed.json", |text| text + "}");
    change("index.html", |text| text.replace("</html>", "<!-- mine --></html>"));
    fs::remove_file(site.path("public/rss.xml")).expect("removed");
    fs::write(site.path("public/own.html"), "<a href=\"nowhere\">own</a>").expect("written");
    let found = found(&site);
    for expected in [
        "atom.xml:0: differs from what the build wrote",
        "atom.xml:0: cannot be read: ",
        "feed.json:0: cannot be read: ",
        "index.html:0: differs from what the build wrote",
        "rss.xml:0: is missing, although the build wrote it",
        ": dead link ../rss.xml",
    ] {
        assert!(found.iter().any(|line| line.contains(expected)), "{expected} is not in {found:#?}");
    }
    assert!(found.iter().all(|line| !line.contains("own.html")), "{found:#?}");
}

#[test]
fn what_is_found_is_json_as_well() {
    let site = built("", "[a](nowhere/)\n");
    let run = site.run(&["check", "--format", "json"]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert!(json["files"].as_u64().is_some_and(|files| files > 20), "{json}");
    assert_eq!(json["findings"].as_array().map(Vec::len), Some(1), "{json}");
    assert_eq!(json["findings"][0]["file"], "about/index.html");
    assert_eq!(json["findings"][0]["what"], "dead link nowhere/");
    let notes = json["notes"].as_array().expect("notes");
    assert!(
        notes.len() == 1
            && notes[0].as_str().is_some_and(|note| LOCAL_URL[6..] == note[..LOCAL_URL.len() - 6]),
        "{notes:?}"
    );
}

#[test]
fn a_url_that_nobody_else_has_is_noted_before_feeds_are_read() {
    let archive = Archive::new().mail(Mail::patch("a", "[PATCH] a"));
    let site = Site::of(&archive, "\"day\"");
    let noted = |args: &[&str]| site.run(args).succeeded().stdout.contains(LOCAL_URL);
    assert!(noted(&["build"]) && noted(&["check"]));
    assert!(!noted(&["build"]) && !noted(&["build", "--title", "x"]), "it is said once");
    fs::remove_dir_all(site.path("public")).expect("a site");
    assert_eq!(site.run(&["build", "--quiet"]).succeeded().stdout, "");
    let site = site.config("base_url = \"https://digests.example/\"");
    fs::remove_dir_all(site.path("public")).expect("a site");
    assert!(!site.run(&["build"]).succeeded().stdout.contains("note: "));
    assert!(!site.run(&["check"]).succeeded().stdout.contains("note: "));
}

#[test]
fn a_configuration_is_checked_without_a_site() {
    let archive = Archive::new().mail(Mail::patch("a", "[PATCH] a"));
    let site = Site::of(&archive, "\"day\"");
    let check = |site: &Site, code: i32, part: &str| {
        let run = site.run(&["check", "--config-only"]);
        assert_eq!(run.code, Some(code), "{}{}", run.stdout, run.stderr);
        assert!((run.stdout.clone() + &run.stderr).contains(part), "{}{}", run.stdout, run.stderr);
    };
    check(&site, 0, "nothing wrong in them");
    let base =
        fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/site-templates/base.html")).expect("it");
    let site = site.file("site-templates/own.html", "mine").file("site-templates/seris.html", "spelt wrong");
    let site = site.file("site-templates/base.html", base + "{# {% include \"own.html\" %} #}");
    let run = site.run(&["check", "--config-only"]);
    assert_eq!(run.code, Some(1));
    assert!(
        run.stdout.starts_with("site-templates/seris.html:0: no page is made with this template"),
        "{}",
        run.stdout
    );
    assert_eq!(run.stdout.lines().count(), 1, "{}", run.stdout);
    let site = site.file("site-templates/seris.html", "{% if %}");
    check(&site, 1, "site-templates/seris.html");
    let site = Site::new("").file("content/a.md", "---\ntitle: A\n---\n");
    check(&site, 1, "content/a.md:1: YAML front matter is not supported");
    check(
        &Site::new("[[inbox]]\nname = \"x\"\npath = \"nowhere\"\n"),
        1,
        "error: nowhere: cannot open the archive",
    );
    assert_eq!(site.run(&["check", "--config-only", "public"]).code, Some(2));
}
