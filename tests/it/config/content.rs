//! Pages, notes, text digests and templates.

use super::{archive, check, check_build};
use crate::support::Site;

/// Builds a site with one file more.
fn check_file(name: &str, content: impl AsRef<[u8]>, place: &str, parts: &[&str]) {
    let archive = archive();
    check_build(&Site::of(&archive, "\"day\"").file(name, content), place, parts);
}

#[test]
fn an_unknown_key_of_front_matter_is_named_with_line_and_column() {
    let page = "+++\ntitle = \"x\"\nsummary = \"y\"\n+++\nText\n";
    check_file("content/about.md", page, "content/about.md:3:1", &["unknown field `summary`"]);
    check_file("content/about.md", "+++\ntitle = x\n+++\n", "content/about.md:2:9", &[]);
    let page = "+++\r\ntitle = \"x\"\r\nweight = \"y\"\r\n+++\r\nText\r\n";
    check_file(
        "content/about.md",
        page,
        "content/about.md:3:10",
        &["this is the text \"y\", but must be a whole number"],
    );
}

#[test]
fn front_matter_that_never_ends_is_named() {
    check_file("content/about.md", "+++\ntitle = \"x\"\n", "content/about.md:1", &["is not closed", "+++"]);
}

#[test]
fn yaml_front_matter_is_named() {
    for page in [
        "---\ntitle: About\n---\nText\n",
        "---\r\n# A comment\r\ndate: 2026-02-03\r\n---\r\n",
        "---\ntags:\n- a\n---\n",
    ] {
        check_file("content/about.md", page, "content/about.md:1", &["YAML front matter", "TOML", "+++"]);
    }
}

#[test]
fn a_page_may_begin_with_a_thematic_break() {
    for page in
        ["---\n\nText: more of it\n", "---\nSome text: more\n\n---\n", "---\nhttps://example.org/\n---\n"]
    {
        let archive = archive();
        let site = Site::of(&archive, "\"day\"").file("content/about.md", page);
        site.run(&["build"]).succeeded();
    }
}

#[test]
fn a_page_that_is_no_text_is_named() {
    check_file("content/about.md", b"\xff\xfe", "content/about.md", &["UTF-8"]);
}

#[test]
fn a_note_for_a_digest_that_is_not_there_is_named() {
    for digest in ["2026-02-03", "aaaa..bbbb", "", "..", "index"] {
        let note = format!("+++\ndigest = {digest:?}\n+++\nText\n");
        let parts = [&*format!("there is no digest {digest}"), "FROM..TO"];
        check_file("content/note.md", note, "content/note.md", &parts);
    }
}

#[test]
fn two_notes_for_one_digest_are_both_shown_or_an_error() {
    let archive = archive();
    let note = |text: &str| format!("+++\ndigest = \"2026-02-02\"\n+++\n{text} note.\n");
    let site = Site::of(&archive, "\"day\"").file("content/a.md", note("First"));
    let site = site.file("content/b.md", note("Second"));
    let run = site.run(&["build"]);
    let page =
        || std::fs::read_to_string(site.path("public/digests/2026-02-02/index.html")).unwrap_or_default();
    let both = || page().contains("First note.") && page().contains("Second note.");
    assert!(run.code == Some(1) && run.stderr.contains("content/b.md") || both(), "one of two notes is lost");
}

#[test]
fn a_page_with_the_address_of_another_is_named() {
    for name in ["series", "Authors", "digests", "digests/2026-02-02", "404", "domains/x", "…"] {
        let name = format!("content/{name}.md");
        check_file(&name, "Text\n", &name, &["already has the URL", "rename"]);
    }
}

/// The address of a page is taken by another: the error names its file.
fn check_names_page(site: &Site, file: &str) {
    let run = site.run(&["build"]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert!(run.stderr.contains("URL") && run.stderr.contains(file), "{file} is not in {}", run.stderr);
}

#[test]
fn two_pages_of_one_address_are_named() {
    let archive = archive();
    let site = Site::of(&archive, "\"day\"").file("content/about.md", "x").file("content/About.md", "y");
    check_names_page(&site, "content/about.md");
}

#[test]
fn a_page_with_the_name_of_a_list_is_named() {
    let archive = archive();
    let more = crate::support::inbox("bricks", &archive.path(), "\"day\"");
    let site = Site::of(&archive, "\"day\"").config("");
    let both = std::fs::read_to_string(site.path("lorepress.toml")).expect("the configuration") + &more;
    let site = site.file("lorepress.toml", both).file("content/bricks/digests.md", "x");
    check_names_page(&site, "content/bricks/digests.md");
}

#[test]
fn a_static_file_with_the_address_of_a_page_is_named() {
    check_file("static/series/index.html", "x", "series/index.html", &["two pages have this URL", "static"]);
}

#[test]
fn a_digest_that_is_no_text_is_named() {
    let digest = b"From aaaa1111 to bbbb2222\n\xe2\x80x";
    let place = "content/digests/2026-02-03-x.txt";
    check_file(place, digest, &format!("{place}: byte 26"), &["not UTF-8", "iconv"]);
}

#[test]
fn a_digest_without_a_window_is_named() {
    let place = "content/digests/2026-02-03-x.txt";
    check_file(place, "Hello\n", &format!("{place}:1"), &["not a digest", "From COMMIT to COMMIT"]);
}

#[test]
fn a_digest_without_a_date_is_named() {
    let digest = "From aaaa11111 to bbbb22222\nTOYS mailing list update from aaaa11111 to bbbb22222\n";
    check_file("content/digests/x.txt", digest, "content/digests/x.txt", &["date", "YYYY-MM-DD"]);
}

#[test]
fn a_fault_in_a_template_is_named_with_line_and_column() {
    let home = "{% extends \"base.html\" %}\n{% block content %}\n  {% if %}\n{% endblock %}\n";
    check_file("site-templates/home.html", home, "site-templates/home.html:3:9", &["correct the template"]);
    check_file("site-templates/page.html", "{{ page.title\n", "site-templates/page.html:1:14", &[]);
}

#[test]
fn an_unknown_variable_of_a_template_is_named() {
    let home = "{% extends \"base.html\" %}\n{% block content %}\n<p>{{ page.titel }}</p>\n{% endblock %}\n";
    check_file("site-templates/home.html", home, "site-templates/home.html:3:12", &["titel"]);
    check_file("site-templates/404.html", "\n{{ sites }}\n", "site-templates/404.html:2:4", &["sites"]);
}

#[test]
fn a_template_that_is_no_text_is_named() {
    check_file("site-templates/home.html", b"\xff", "site-templates/home.html", &["UTF-8"]);
}

#[test]
fn a_faulty_template_leaves_the_old_site_alone() {
    let archive = archive();
    let site = Site::of(&archive, "\"day\"");
    let before = site.build();
    let site = site.file("site-templates/base.html", "{{");
    check(&site, &["build"], "site-templates/base.html:1:3", &[]);
    assert!(crate::support::tree(&site.path("public")) == before);
}
