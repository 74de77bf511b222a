//! `lorepress query`: the search of a site from a terminal. `tests/search` compares what it finds with the search in the browser.

use crate::support::{Archive, Mail, Run, Site, run, series};

/// A series that waits and one that is discussed, of two authors.
fn archive() -> Archive {
    let other = series("b", "PATCH v2", "kits: glue them", &["kits: wood", "kits: tin"]);
    let other = other.into_iter().map(|mail| mail.from("Max Mustermann <max@example.org>"));
    Archive::new()
        .mails(series("a", "PATCH", "kits: paint them", &["kits: red", "kits: blue"]))
        .mails(other)
        .mail(
            Mail::new("c", "Re: [PATCH v2 0/2] kits: glue them").from("Eva <eva@example.org>").answers("b-0"),
        )
}

fn site() -> (Archive, Site) {
    let archive = archive();
    let site = Site::of(&archive, "\"day\"");
    site.build();
    (archive, site)
}

fn titles(run: Run) -> String {
    let found: serde_json::Value = serde_json::from_str(&run.succeeded().stdout).expect("JSON");
    let titles = found["results"].as_array().expect("results").iter();
    titles.map(|row| row["title"].as_str().expect("a title")).collect::<Vec<_>>().join(", ")
}

#[test]
fn fields_and_words_find_what_they_find_in_the_browser() {
    let (archive, site) = site();
    let path = archive.path().display().to_string();
    let check = |query: &str, expected: &str| {
        assert_eq!(titles(site.run(&["query", query, "--format", "json"])), expected, "{query}");
        assert_eq!(titles(site.run(&["query", query, &path, "--format", "json"])), expected, "{query}");
    };
    check("author:max", "kits: glue them, Max Mustermann");
    check("author:max state:discussed", "kits: glue them");
    check("author:max state:waiting", "");
    check("state:open -author:max", "kits: paint them");
    check("-state:discussed \"paint them\"", "kits: paint them");
    check("b-1@example.org", "kits: glue them");
}

#[test]
fn results_are_told_in_words() {
    let (_archive, site) = site();
    let told = |args: &[&str]| site.run(&[&["query"], args].concat()).succeeded().stdout;
    let href = "    series/";
    let text = told(&["author:max state:discussed"]);
    let facts =
        "\nkits: glue them\n    series · under discussion · v2 · Max Mustermann · kits · toys · 2026-02-02\n";
    assert!(text.starts_with("1 result\n") && text.contains(facts) && text.contains(href), "{text}");
    assert_eq!(told(&["zzz:zzz"]), "nothing found\n");
    let states = told(&["author:max state:foo"]);
    assert!(
        states.starts_with("nothing found: states are open, ") && states.contains(", waiting,"),
        "{states}"
    );
    assert_eq!(told(&["state:merged"]), "nothing found\n");
    assert!(told(&["paimt"]).starts_with("1 result for paint in place of paimt, which nothing has\n"));
    assert!(told(&["kits~x"]).contains(", searched as plain words\n"));
    let cut = told(&["kits", "-n", "1"]);
    assert!(cut.ends_with(" more: raise --limit\n") && cut.matches(href).count() <= 1, "{cut}");
}

#[test]
fn messages_are_searched_where_that_is_asked_for() {
    let archive =
        Archive::new().mail(Mail::patch("a", "[PATCH] kits: red").first_line("An unusual aardvark."));
    let path = archive.path().display().to_string();
    let found = |more: &[&str]| {
        titles(run(&archive.path(), &[&["query", "+aardvark", &path, "--format", "json"], more].concat()))
    };
    assert_eq!(found(&[]), "");
    assert_eq!(found(&["--messages"]), "kits: red");
}

#[test]
fn several_archives_are_searched_as_one_site_and_nothing_is_written() {
    let (first, second) = (archive(), Archive::new().mail(Mail::patch("x", "[PATCH] kits: purple")));
    let folder = tempfile::tempdir().expect("a folder");
    let link = folder.path().join("others");
    std::os::unix::fs::symlink(second.path(), &link).expect("a link");
    let paths = [first.path().display().to_string(), link.display().to_string()];
    let found =
        run(folder.path(), &["query", "purple list:others", &paths[0], &paths[1], "--format", "json"]);
    assert_eq!(titles(found), "kits: purple");
    let left: Vec<_> =
        folder.path().read_dir().expect("the folder").flatten().map(|entry| entry.file_name()).collect();
    assert_eq!(left, ["others"]);
}

#[test]
fn the_site_of_a_configuration_is_searched() {
    let (_archive, site) = site();
    let elsewhere = tempfile::tempdir().expect("a folder");
    let config = site.path("lorepress.toml").display().to_string();
    let query = ["query", "author:max state:discussed", "--format", "json"];
    let found = run(elsewhere.path(), &[&query[..], &["--config", &config]].concat());
    assert_eq!(titles(found), "kits: glue them");
    // A folder that is named comes first.
    std::fs::rename(site.path("public"), site.path("moved")).expect("moved");
    assert_eq!(titles(site.run(&[&query[..], &["--site", "moved"]].concat())), "kits: glue them");
    let run = site.run(&query);
    assert!(run.code == Some(1) && run.stderr.starts_with("error: public: "), "{}", run.stderr);
    let run = site.run(&["query", "kits", "--config", "other.toml"]);
    assert!(run.code == Some(1) && run.stderr.starts_with("error: other.toml: "), "{}", run.stderr);
}

#[test]
fn what_cannot_be_searched_is_named() {
    let (_archive, site) = site();
    let check = |args: &[&str], code: i32, parts: &[&str]| {
        let run = site.run(&[&["query"], args].concat());
        assert_eq!(run.code, Some(code), "{args:?} {}", run.stderr);
        for part in parts {
            assert!(run.stderr.contains(part), "{args:?}\n{}", run.stderr);
        }
    };
    check(&[" "], 1, &["the query is empty", "help: write words or fields"]);
    check(&["kits", "glue"], 1, &["glue: there is no such archive", "quotation marks"]);
    check(&["kits", "--site", "nowhere"], 1, &["nowhere: is not a site with a search", "help: "]);
    check(
        &["kits", "lorepress.toml"],
        1,
        &["lorepress.toml: is not a public-inbox archive", "lorepress import"],
    );
    check(&["kits", "public", "--site", "public"], 2, &["cannot be used with"]);
    std::fs::remove_file(site.path("public/search/exact.json")).expect("it was there");
    check(&["state:open"], 1, &["public: cannot read search/exact.json", "build the site again"]);
    let index = std::fs::read_to_string(site.path("public/search/index.json")).expect("it is there");
    let script = index.split('"').find(|text| text.starts_with("assets/search-")).expect("its script");
    std::fs::write(site.path("public").join(script), "throw new Error('mine')").expect("written");
    check(&["kits"], 1, &["public: cannot search: ", "mine"]);
}
