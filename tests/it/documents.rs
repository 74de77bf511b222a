//! Words of the JSON, in the guide and on the page for developers: all that the code writes, and no others.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use lorepress::catalog::State;
use regex::Regex;
use walkdir::WalkDir;

fn read(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect("a file of the repository")
}

/// The words of an enum, from the arms `Self::Name => "word"` of its `word`.
fn words_of(name: &str) -> BTreeSet<String> {
    let start = format!("\nimpl {name} {{\n");
    let sources = WalkDir::new(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).into_iter();
    let text = sources
        .map(|entry| entry.expect("a file of the source").into_path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .filter_map(|path| fs::read_to_string(path).ok())
        .find_map(|text| Some(text.split_once(&start)?.1.split_once("fn word(")?.1.to_owned()))
        .unwrap_or_else(|| panic!("no words of {name}"));
    let body = text.split("\n    }\n").next().unwrap_or_default();
    let arm = Regex::new(r#"Self::\w+ => "([a-z-]+)""#).expect("the pattern is valid");
    arm.captures_iter(body).map(|found| found[1].to_owned()).collect()
}

/// The rows of the table below a heading: each word and its meaning.
fn rows(text: &str, heading: &str, row: &str) -> BTreeMap<String, String> {
    let table = text.split_once(heading).unwrap_or_else(|| panic!("no {heading}")).1;
    let row = Regex::new(row).expect("the pattern is valid");
    let is_head = |line: &str| !row.is_match(line);
    let body = table.lines().skip_while(|&line| is_head(line)).map_while(|line| row.captures(line));
    body.map(|found| (found[1].to_owned(), found[2].to_owned())).collect()
}

fn in_the_guide(heading: &str) -> BTreeMap<String, String> {
    rows(&read("docs/src/formats.md"), heading, r"^\| `([a-z-]+)` \| (.*) \|$")
}

fn on_the_page(heading: &str) -> BTreeMap<String, String> {
    let row = r#"^<tr><th scope="row"><code>([a-z-]+)</code></th><td>(.*)</td></tr>$"#;
    rows(&read("site-templates/developers.html"), heading, row)
}

fn check(name: &str, tables: [BTreeMap<String, String>; 2]) {
    let words = words_of(name);
    assert!(words.len() > 4, "{words:?}");
    for table in tables {
        assert_eq!(table.into_keys().collect::<BTreeSet<_>>(), words);
    }
}

/// The part of a file that the tables of states must be, or what to do about it.
fn check_generated(file: &str, begin: &str, end: &str, expected: &str) {
    let text = read(file);
    let (_, rest) = text.split_once(begin).unwrap_or_else(|| panic!("{file} has no {begin:?}"));
    let (found, _) = rest.split_once(end).unwrap_or_else(|| panic!("{file} has no {end:?} after {begin:?}"));
    assert!(
        found == expected,
        "{file} tells other states than src/catalog/states.rs. Write there, after {begin:?}:\n{expected}"
    );
}

#[test]
fn every_state_is_explained() {
    let rows = State::ALL.map(|state| {
        let described = state.description();
        format!("| `{}` | {} |\n", described.word, described.meaning)
    });
    let begin = "\n| state | meaning |\n| --- | --- |\n";
    check_generated("docs/src/states.md", begin, "\n\n", rows.concat().trim_end());
}

#[test]
fn every_state_has_its_shape_and_colour_in_the_style_sheet() {
    // What no mail tells is drawn as all states are that have no rule of their own.
    let drawn = State::ALL.map(State::description).into_iter().filter(|described| described.shape != "–");
    let rules: Vec<String> = drawn
        .map(|described| {
            let colour = described.colour.map_or(String::new(), |name| format!("; color: var(--{name})"));
            format!(".s-{}::before {{ content: \"{} \" / \"\"{colour} }}\n", described.word, described.shape)
        })
        .collect();
    let begin = ".state::before { content: \"– \" / \"\"; font-weight: 700 }\n";
    check_generated("static/style-base.css", begin, ".s-superseded::before", &rules.concat());
}

#[test]
fn every_reason_why_a_version_belongs_to_a_series_is_explained() {
    check("Link", [in_the_guide("\n| `linked_by` | "), on_the_page("<caption><code>linked_by</code>")]);
}
