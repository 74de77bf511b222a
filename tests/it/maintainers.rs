//! A `MAINTAINERS` file with every rule there is (`tests/data/maintainers`), and where patches belong by it.

use lorepress::mail::Address;
use lorepress::maintainers::{Maintainers, Section};

fn text() -> String {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/maintainers/MAINTAINERS");
    std::fs::read_to_string(file).expect("the file")
}

fn section(title: &str) -> Section {
    let (maintainers, _) = Maintainers::parse(&text());
    let found = maintainers.list().iter().find(|section| section.title == title);
    found.unwrap_or_else(|| panic!("no section {title}")).clone()
}

/// The titles of the sections that a patch belongs to, best first; that of the last one, THE REST, is left out.
fn found(paths: &[&str], message: &str, diff: &str) -> Vec<String> {
    let (maintainers, _) = Maintainers::parse(&text());
    let sections = maintainers.sections(paths, message, diff);
    let mut titles: Vec<String> =
        sections.into_iter().map(|at| maintainers.list()[at].title.clone()).collect();
    let rest = titles.iter().position(|title| title == "THE REST");
    assert!(rest.is_none_or(|at| at == titles.len() - 1), "{paths:?}: {titles:?}");
    titles.truncate(rest.unwrap_or(titles.len()));
    titles
}

/// Where a patch of these files belongs.
fn check(paths: &[&str], expected: &[&str]) {
    assert_eq!(found(paths, "", ""), expected, "{paths:?}");
}

/// Where a patch of no file belongs, by what it says and changes.
fn check_text(message: &str, diff: &str, expected: &[&str]) {
    assert_eq!(found(&[], message, diff), expected, "{message} {diff}");
}

#[test]
fn a_section_says_who_looks_after_it_and_where() {
    let person = |name: &str, email: &str| Address { name: name.into(), email: email.into() };
    let expected = Section {
        title: "ANCHORS".to_owned(),
        maintainers: vec![
            person("Jane Doe", "jane@example.org"),
            person("Doe, John (Example Inc)", "john@example.org"),
        ],
        reviewers: vec![person("Richard Roe", "richard@example.org")],
        lists: vec![
            "anchors@lists.example.org (moderated for non-subscribers)".to_owned(),
            "all@lists.example.org".to_owned(),
        ],
        status: Some("Supported".to_owned()),
        trees: vec![
            "git https://git.example.org/anchors.git".to_owned(),
            "git https://git.example.org/anchors.git next".to_owned(),
        ],
        rest: false,
    };
    assert_eq!(section("ANCHORS"), expected);
    assert_eq!(section("ANCHORS, RUSTY").maintainers, [person("rusty", "rusty@example.org")]);
}

#[test]
fn sections_come_in_the_order_of_the_file_and_the_introduction_is_none() {
    let (maintainers, _) = Maintainers::parse(&text());
    let titles: Vec<&str> = maintainers.list().iter().map(|section| section.title.as_str()).collect();
    assert_eq!(titles[..3], ["ANCHORS", "ANCHORS, RUSTY", "BUOYS [old and new]"]);
    assert!(!titles.contains(&"CHANDLERY"), "a title without lines is no section");
    let rest: Vec<&str> = maintainers
        .list()
        .iter()
        .filter(|section| section.rest)
        .map(|section| section.title.as_str())
        .collect();
    assert_eq!(rest, ["THE REST"]);
    assert_eq!(titles.last(), rest.last());
}

#[test]
fn a_heading_that_is_underlined_is_the_title_of_its_lines() {
    assert_eq!(section("Group of Things").maintainers[0].name, "Group Keeper");
}

#[test]
fn what_only_perl_compiles_is_reported_with_its_line() {
    let (_, defects) = Maintainers::parse(&text());
    let said: Vec<(&str, &str)> = defects
        .iter()
        .map(|defect| (text().lines().nth(defect.line - 1).unwrap_or_default().to_owned(), defect))
        .map(|(line, defect)| {
            assert!(line.ends_with(&defect.pattern), "{defect:?} is not {line}");
            (if line.starts_with("N:") { "N" } else { "K" }, defect.pattern.as_str())
        })
        .collect();
    assert_eq!(said, [("N", r"(?<!dry)dock"), ("K", r"(\w)\1\1\1")]);
    check(&["dock/crane.c"], &["NAMES OF PERL"]);
}

#[test]
fn a_pattern_that_ends_in_a_slash_has_all_below_it() {
    check(&["drivers/anchor/flukes/left.c"], &["ANCHORS"]);
    check(&["drivers/anchorage/x.c"], &[]);
    check(&["spaced/x.c"], &["Group of Things"]);
    check(&["letters/x.c"], &["OTHER LETTERS"]);
}

#[test]
fn an_excluded_file_is_not_the_sections() {
    check(&["drivers/anchor/rusty/x.c"], &["ANCHORS, RUSTY"]);
    check(&["drivers/anchor/rusty/x.c", "drivers/anchor/y.c"], &["ANCHORS, RUSTY", "ANCHORS"]);
}

#[test]
fn wildcards_and_classes_fit_and_a_star_has_as_many_slashes_as_are_written() {
    check(&["drivers/buoy-lights.c"], &["BUOYS [old and new]"]);
    check(&["drivers/buoy/x.c"], &[]);
    check(&["include/linux/buoy-b2.h"], &["BUOYS [old and new]"]);
    check(&["include/linux/buoy-d2.h"], &[]);
    check(&["net/socket.c"], &["ONE LEVEL ONLY"]);
    check(&["net/ipv6/route.c"], &[]);
}

#[test]
fn what_may_be_a_file_or_a_folder_is_both() {
    check(&["lib/tide"], &["A FOLDER WITHOUT A SLASH", "TWO RULES"]);
    check(&["lib/tide/neap/low.c"], &["A FOLDER WITHOUT A SLASH", "TWO RULES"]);
}

#[test]
fn the_deepest_pattern_comes_first_and_one_for_anywhere_last() {
    check(&["lib/tide/spring.c"], &["TWO RULES", "A FOLDER WITHOUT A SLASH"]);
    check(&["lib/harbour/wharf/x.c", "net/harbour/x.c"], &["TWO RULES", "NAMES", "ANY TOP FOLDER"]);
}

#[test]
fn a_name_is_looked_for_anywhere_in_a_path_that_is_not_excluded() {
    check(&["arch/wharf-1.dts"], &["NAMES"]);
    check(&["arch/notawharf.dts"], &[]);
    check(&["docs/wharf.rst"], &[]);
    check(&["docs/wharf.rst", "x/wharf.c"], &["NAMES"]);
}

#[test]
fn keywords_are_looked_for_in_the_message_and_in_changed_lines_whatever_is_excluded() {
    check_text("Subject: x\n\ncall anchor_drop() twice\n", "", &["ANCHORS"]);
    check_text("", "+++ b/x\n@@ -1 +1 @@\n+\tanchor_weigh();\n", &["ANCHORS"]);
    check_text("", "@@ -1 +0,0 @@\n-anchor_weigh();\n", &["ANCHORS"]);
    check_text("", "@@ -1 +1 @@ anchor_weigh()\n anchor_weigh();\n", &[]);
    check_text("", "--- a/anchor_drop\n+++ b/anchor_drop\n", &[]);
    let paths = ["drivers/anchor/rusty/x.c"];
    assert_eq!(found(&paths, "anchor_drop", ""), ["ANCHORS, RUSTY", "ANCHORS"]);
}

#[test]
fn expressions_are_those_of_perl_spread_out_and_line_by_line() {
    check_text("Subject: [PATCH] A Maritime thing\n\nx\n", "", &["SUBJECTS"]);
    check_text("Subject: x\n\nmaritime\n", "", &[]);
    check_text("", "+Subject: maritime\n", &[]);
    check_text("lighthouse_7", "", &["SPREAD OUT"]);
    check_text("lighthouse _ 7", "", &[]);
}

#[test]
fn the_rest_has_every_file_and_comes_last() {
    let (maintainers, _) = Maintainers::parse(&text());
    let last = maintainers.list().len() - 1;
    assert_eq!(maintainers.sections(&["Makefile"], "", ""), [last]);
    assert_eq!(maintainers.sections(&["a/b/c/d/e.c"], "", ""), [last]);
    assert_eq!(maintainers.sections(&["stores/x"], "anchor_drop", "").last(), Some(&last));
    assert_eq!(maintainers.sections(&[""; 0], "", ""), Vec::<usize>::new());
}

#[test]
fn files_that_are_no_such_file_have_no_sections() {
    for text in ["", "just text\n\nmore: text\n", "\tM: indented <x@example.org>\n", "É:\tx\n"] {
        let (maintainers, defects) = Maintainers::parse(text);
        assert!(maintainers.list().is_empty() && defects.is_empty(), "{text}");
        assert!(maintainers.sections(&["x/y.c"], "x", "+x").is_empty());
    }
}

#[test]
fn a_large_patch_takes_no_long_time() {
    let (maintainers, _) = Maintainers::parse(&text());
    let paths: Vec<String> = (0..50_000).map(|number| format!("drivers/buoy/{number}/x.c")).collect();
    let diff = "+anchor_dro p\n".repeat(200_000);
    assert_eq!(maintainers.sections(&paths, "", &diff).len(), 1);
}
