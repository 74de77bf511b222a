//! The book as a whole: its chapters, links, and the files that it names.

use std::collections::BTreeSet;
use std::fs;

use regex::Regex;

use super::{Page, bare, chapter, chapters, page, pages, read, root};

/// Where a heading is on its page, as GitHub and mdBook have it.
fn anchor(heading: &str) -> String {
    let kept = |c: char| match c {
        ' ' => Some('-'),
        '-' | '_' => Some(c),
        _ if c.is_alphanumeric() => Some(c),
        _ => None,
    };
    heading.to_lowercase().chars().filter_map(kept).collect()
}

fn anchors(text: &str) -> BTreeSet<String> {
    let prose = text.split("```").step_by(2).collect::<String>();
    let heading = |line: &str| Some(anchor(line.trim_start_matches('#').strip_prefix(' ')?));
    prose.lines().filter(|line| line.starts_with('#')).filter_map(heading).collect()
}

/// What the links of a page lead to.
fn links(page: &Page) -> Vec<String> {
    let link = Regex::new(r"\]\(([^)\s]+)\)").expect("a pattern");
    link.captures_iter(&page.prose()).map(|found| found[1].to_owned()).collect()
}

#[test]
fn every_chapter_is_in_the_summary_once() {
    let summary = page("docs/src/SUMMARY.md");
    let mut listed = links(&summary);
    let all = listed.len();
    listed.sort();
    listed.dedup();
    assert_eq!(listed.len(), all, "a chapter is listed twice");
    let there: Vec<String> = chapters().iter().map(|page| page.path.replace("docs/src/", "")).collect();
    assert_eq!(listed, there);
    // The summary names each chapter as the chapter names itself.
    for line in summary.text.lines().filter(|line| line.contains("](")) {
        let (title, rest) = line.split_once('[').and_then(|(_, rest)| rest.split_once("](")).expect("a link");
        let text = read(&format!("docs/src/{}", rest.trim_end_matches(')')));
        let own = text.lines().next().unwrap_or_default();
        assert!(own.starts_with(&format!("# {title}")), "{title}: {own}");
    }
}

#[test]
fn every_link_leads_to_a_page_and_a_heading() {
    let mut count = 0;
    for page in pages().iter().chain([&page("docs/src/SUMMARY.md")]) {
        let folder = root().join(&page.path).parent().expect("a folder").to_owned();
        for link in links(page).iter().filter(|link| !link.contains("://")) {
            let (file, place) = link.split_once('#').unwrap_or((link, ""));
            let path = if file.is_empty() { root().join(&page.path) } else { folder.join(file) };
            assert!(path.exists(), "{}: no {link}", page.path);
            // A page of the book knows nothing outside of it.
            let is_chapter = page.path.starts_with("docs/");
            assert!(!is_chapter || !file.contains(".."), "{}: {link} leads out of the book", page.path);
            if !place.is_empty() {
                let text = fs::read_to_string(&path).expect("a page");
                assert!(anchors(&text).contains(place), "{}: {link} leads to no heading", page.path);
            }
            count += 1;
        }
    }
    assert!(count > 60, "{count} links");
}

#[test]
fn every_file_of_the_repository_that_is_named_is_there() {
    let first =
        ["src/", "tests/", "docs/", "benches/", "findings/", "examples/", "netlify", "site-templates/"];
    let mut count = 0;
    for page in pages() {
        for span in page.spans() {
            let path = span.split_whitespace().next().unwrap_or_default();
            // What somebody is to write: NAME.
            let is_pattern = path.contains(|c: char| c.is_ascii_uppercase() || "*<…".contains(c));
            if first.iter().any(|first| path.starts_with(first)) && !is_pattern {
                assert!(root().join(path).exists(), "{}: there is no {path}", page.path);
                count += 1;
            }
        }
    }
    assert!(count > 40, "{count} files");
}

#[test]
fn every_test_that_a_recipe_runs_is_there() {
    let command = Regex::new(r"cargo test --test it ([a-z_:]+)").expect("a pattern");
    let mut count = 0;
    for page in pages() {
        for found in command.captures_iter(&page.text) {
            let module = found[1].replace("::", "/");
            assert!(root().join(format!("tests/it/{module}.rs")).exists(), "{}: {}", page.path, &found[1]);
            count += 1;
        }
    }
    assert!(count >= 3, "{count} tests");
}

#[test]
fn the_oldest_rust_is_the_one_that_is_declared() {
    let manifest: toml::Table = read("Cargo.toml").parse().expect("TOML");
    let oldest = manifest["package"]["rust-version"].as_str().expect("a version");
    for path in ["README.md", "docs/src/first-site.md"] {
        assert!(read(path).contains(&format!("Rust {oldest} or later")), "{path}");
    }
}

#[test]
fn every_file_of_the_debian_package_is_there() {
    let manifest: toml::Table = read("Cargo.toml").parse().expect("TOML");
    let assets = manifest["package"]["metadata"]["deb"]["assets"].as_array().expect("assets");
    let makes = read("packaging/deb");
    for asset in assets {
        let path = asset[0].as_str().expect("a path");
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let is_there = match folder.strip_prefix("packaging/made") {
            // `packaging/deb` makes them.
            Some(made) if name.starts_with('*') => makes.contains(&format!("\"$made{made}\"")),
            Some(_) => makes.contains(&format!(">\"$made/{name}\"")),
            None if folder == "target/release" => true,
            None => root().join(if name.starts_with('*') { folder } else { path }).exists(),
        };
        assert!(is_there, "{path}");
    }
}

#[test]
fn every_dependency_has_its_reason() {
    let chapter = chapter("dependencies");
    let manifest: toml::Table = read("Cargo.toml").parse().expect("TOML");
    let named = |table: &str| -> BTreeSet<String> {
        manifest[table].as_table().expect("a table").keys().cloned().collect()
    };
    let explained = |heading: &str| -> BTreeSet<String> {
        let rows = chapter.table(heading).into_iter();
        rows.filter(|row| row.last().is_some_and(|reason| reason.len() > 3))
            .map(|row| bare(&row[0]).to_owned())
            .collect()
    };
    assert_eq!(explained("## In the program"), named("dependencies"));
    let tests = explained("## In the tests");
    let browser: serde_json::Value = serde_json::from_str(&read("tests/browser/package.json")).expect("JSON");
    let browser = browser["devDependencies"].as_object().expect("packages").keys().cloned();
    for package in named("dev-dependencies").into_iter().chain(browser) {
        assert!(tests.contains(&package), "{package}");
    }
}
