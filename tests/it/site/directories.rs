//! Pages of directories: what series touched there, and who.

use std::collections::BTreeSet;

use crate::support::{Archive, Mail, Site, Tree, text};

const ANN: &str = "Ann <ann@brick.example>";
const BOB: &str = "Bob <bob@kits.example>";

/// A patch of these files.
fn patch(id: &str, from: &str, files: &[impl AsRef<str>]) -> Mail {
    let one = |file: &str| {
        format!("diff --git a/{file} b/{file}\n--- a/{file}\n+++ b/{file}\n@@ -1 +1 @@\n-{id}\n+new {id}\n")
    };
    let diff: String = files.iter().map(|file| one(file.as_ref())).collect();
    Mail::patch(id, &format!("[PATCH] work {id}")).from(from).body(&format!("Do {id}.\n---\n{diff}"))
}

/// An archive with so many series of the same files.
fn repeated(archive: Archive, name: &str, count: usize, from: &str, files: &[impl AsRef<str>]) -> Archive {
    (0..count).fold(archive, |archive, at| archive.mail(patch(&format!("{name}{at}"), from, files)))
}

fn toys() -> Archive {
    let archive = repeated(Archive::new(), "a", 4, ANN, &["cars/wheels/front.c", "README"]);
    let archive = repeated(archive, "b", 3, BOB, &["cars/wheels/front.c", "cars/wheels/<rear> & co.c"]);
    let archive = repeated(archive, "c", 5, BOB, &["cars/doors.c"]);
    repeated(archive, "d", 4, ANN, &["kits/kit.h"])
}

fn build(archive: &Archive, config: &str) -> Tree {
    Site::of(archive, "\"day\"").config(config).build()
}

/// The paths of directories that have a page, further parts included.
fn directories(tree: &Tree) -> Vec<&str> {
    let files = tree.keys().filter_map(|path| path.strip_prefix("directories/")?.strip_suffix("/index.html"));
    files.collect()
}

#[test]
fn a_directory_says_which_series_touched_it_and_who() {
    let archive = toys();
    let tree = build(&archive, "");
    assert_eq!(directories(&tree), ["cars", "cars/wheels"], "kits has four series");
    let page = text(&tree, "directories/cars/wheels/index.html");
    for part in [
        "<h1>cars/wheels</h1>",
        "7 series by 2 people · 2 files",
        "<li><a href=\"../../../directories/\">Directories</a></li><li><a href=\"../../../directories/cars/\">cars</a></li>",
        "<a href=\"../../../search/?q=file%3Acars%2Fwheels%2Ffront.c\">front.c</a></th><td class=\"n\">7</td>",
        "<th scope=\"row\">&lt;rear&gt; &amp; co.c</th><td class=\"n\">3</td>",
        "<link rel=\"canonical\" href=\"http://localhost:8000/directories/cars/wheels/\">",
    ] {
        assert!(page.contains(part), "{part} is not in {page}");
    }
    let files =
        page.split("<table class=\"rows files\">").nth(1).and_then(|rest| rest.split("</table>").next());
    let names: Vec<&str> = files.expect("files").split("/authors/").skip(1).collect();
    assert!(
        names.iter().map(|name| &name[..3]).eq(["ann", "bob", "bob"]),
        "who changed most first: {names:?}"
    );
    assert_eq!(
        page.matches("work a").count() + page.matches("work b").count(),
        7,
        "each series once: {page}"
    );
    assert!(!page.contains("work c"), "that is further up");
    let above = text(&tree, "directories/cars/index.html");
    assert!(above.contains("<a href=\"../../directories/cars/wheels/\">wheels</a>"), "{above}");
    let all = text(&tree, "directories/index.html");
    assert!(
        all.contains(">cars</a> <span class=\"count\">5<")
            && all.contains(">wheels</a> <span class=\"count\">7<")
    );
    let series = tree.keys().find(|path| path.starts_with("series/work-a0-") && path.ends_with(".html"));
    let series = text(&tree, series.expect("a page"));
    assert!(
        series.contains("Files in <a href=\"../../directories/cars/wheels/\">cars/wheels</a>"),
        "{series}"
    );
    assert!(text(&tree, "subsystems/index.html").contains("href=\"../directories/\""));
    assert!(text(&tree, "sitemap.xml").contains("http://localhost:8000/directories/cars/wheels/"));
}

#[test]
fn a_version_more_is_no_series_more() {
    let again = |number: usize| {
        let mail = patch(&format!("v{number}"), ANN, &["kits/kit.h"]);
        let subject =
            if number == 1 { "[PATCH] kits: one".to_owned() } else { format!("[PATCH v{number}] kits: one") };
        Mail::patch(&format!("v{number}"), &subject)
            .from(ANN)
            .body(String::from_utf8_lossy(&mail.bytes()).split_once("\n\n").expect("a body").1)
    };
    let archive = Archive::new().mails((1..=6).map(again));
    assert!(directories(&build(&archive, "")).is_empty());
}

#[test]
fn a_site_without_directories_says_nothing_of_them() {
    let few = repeated(Archive::new(), "a", 4, ANN, &["cars/x.c"]);
    let root = repeated(Archive::new(), "a", 6, ANN, &["Makefile"]);
    for (archive, config) in [(few, ""), (root, ""), (toys(), "without = [\"directories\"]")] {
        let tree = build(&archive, config);
        assert!(!tree.keys().any(|path| path.starts_with("directories/")), "{config}");
        let pages = tree.iter().filter(|(path, _)| path.ends_with(".html") || path.ends_with(".xml"));
        for (path, page) in pages {
            assert!(!String::from_utf8_lossy(page).contains("directories/"), "{path}");
        }
    }
}

#[test]
fn no_path_of_a_mail_leads_anywhere_else() {
    let hostile = [
        "../../escaped/x",
        "/etc/x",
        "a/../../x",
        "a/./x",
        "a//x",
        ".git/x",
        "a/.hidden/x",
        "cars/page_2/x",
        "cars/index.html/x",
        "cars/atom.xml/x",
        "cars/index.json/x",
        "c:/x",
        "c\\d/x",
        "a b/x",
        "a?b/x",
        "a#b/x",
        "a%2fb/x",
        "<b>/x",
        "\"q\"/x",
        "ann@brick.example/x",
        "cärs/x",
        "con\u{202e}/x",
        "end./x",
        "-rf/x",
    ];
    let long = [format!("{}/x", "d".repeat(300)), format!("{}x", "d/".repeat(40))];
    let mut archive = repeated(Archive::new(), "good", 5, ANN, &["cars/x.c"]);
    for (at, path) in hostile.iter().map(|&path| path.to_owned()).chain(long).enumerate() {
        archive = repeated(archive, &format!("h{at}x"), 5, BOB, &[path]);
    }
    let tree = build(&archive, "");
    assert_eq!(directories(&tree), ["cars"]);
    assert!(tree.keys().all(|path| path.split('/').all(|part| part != ".." && part != ".hidden")));
}

#[test]
fn of_two_directories_that_differ_in_case_the_first_has_the_page() {
    let archive = repeated(Archive::new(), "a", 5, ANN, &["Cars/Deep/x.c"]);
    let archive = repeated(archive, "b", 7, ANN, &["cars/deep/x.c"]);
    let tree = build(&archive, "");
    assert_eq!(directories(&tree), ["Cars/Deep"]);
    assert!(text(&tree, "directories/Cars/Deep/index.html").contains("5 series"));
}

#[test]
fn a_patch_of_very_many_directories_is_about_none() {
    let files = |count: usize| (0..count).map(|at| format!("d{at}/x.c")).collect::<Vec<_>>();
    let archive = repeated(Archive::new(), "many", 5, ANN, &files(101));
    assert!(directories(&build(&archive, "")).is_empty());
    let archive = repeated(Archive::new(), "some", 5, ANN, &files(100));
    assert_eq!(directories(&build(&archive, "")).len(), 100);
}

#[test]
fn many_files_and_many_people_are_counted_and_not_all_named() {
    let mut archive = Archive::new();
    for at in 0..5 {
        let files: Vec<String> = (0..70).map(|file| format!("cars/f{file:03}.c")).collect();
        archive = archive.mail(patch(&format!("m{at}"), &format!("P{at} <p{at}@kits.example>"), &files));
    }
    let tree = build(&archive, "");
    let page = text(&tree, "directories/cars/index.html");
    assert!(page.contains("5 series by 5 people · 70 files"), "{page}");
    assert!(
        page.contains("and 10 more") && page.contains("and 2 more") && !page.contains("f060.c"),
        "{page}"
    );
}

#[test]
fn a_long_list_of_series_has_numbered_parts_from_the_oldest() {
    let archive = repeated(Archive::new(), "s", 101, ANN, &["cars/x.c"]);
    let tree = build(&archive, "base_url = \"https://toys.example/lists/\"");
    assert_eq!(directories(&tree), ["cars", "cars/page_1", "cars/page_2"]);
    let titles = |page: &str| -> BTreeSet<String> {
        let rows = page.split("/series/work-s").skip(1);
        rows.filter_map(|rest| rest.split('-').next()).map(str::to_owned).collect()
    };
    let oldest = text(&tree, "directories/cars/page_1/index.html");
    assert!(oldest.contains("href=\"../../../directories/cars/\""), "{oldest}");
    assert!(oldest.contains("https://toys.example/lists/directories/cars/page_1/"));
    let (first, second) = (titles(oldest), titles(text(&tree, "directories/cars/page_2/index.html")));
    assert_eq!((first.len(), second.len()), (100, 1));
    assert!(first.contains("0") && second.contains("100"));
}

#[test]
fn who_looks_after_a_directory_is_from_maintainers() {
    let archive = toys();
    let site = Site::of(&archive, "\"day\"")
        .file("MAINTAINERS", "WHEELS\nM:\tMia <mia@wheels.example>\nF:\tcars/wheels/\n");
    let config = std::fs::read_to_string(site.path("lorepress.toml")).expect("the configuration");
    let tree = site.file("lorepress.toml", format!("{config}maintainers = \"MAINTAINERS\"\n")).build();
    assert!(text(&tree, "directories/cars/wheels/index.html").contains("mia@wheels.example"));
    assert!(!text(&tree, "directories/cars/index.html").contains("Maintained by"));
}
