//! Who looks after what, from a `MAINTAINERS` file.

use crate::support::{Archive, Mail, Site, Tree, series, text};

const FILE: &str = "KITS <b>\nM:\tJane Doe <jane@people.example>\nR:\tAda <ada@people.example>\nM:\tnobody@people.example\n\
    L:\tkits@lists.example (open)\nS:\tSupported\nT:\tgit https://git.example/kits.git\nF:\tkits/\n\n\
    BOXES\nS:\tOrphan\nF:\tboxes/\nK:\t\\bbox_(?<!x)y\n\n\
    WORDS\nS:\tOdd Fixes\nK:\t^Subject:.*paint\n\n\
    ALL OF IT\nM:\tRest <rest@people.example>\nF:\t*\nF:\t*/\n";

/// A patch of these files.
fn patch(id: &str, title: &str, files: &[&str]) -> Mail {
    let one = |file: &&str| {
        format!(
            "diff --git a/{file} b/{file}\nindex 1..2 100644\n--- a/{file}\n+++ b/{file}\n@@ -1 +1 @@\n-x\n+y\n"
        )
    };
    let diff: String = files.iter().map(one).collect();
    Mail::patch(id, &format!("[PATCH] {title}"))
        .from("Jane Doe <jane@people.example>")
        .body(&format!("Do it.\n---\n{diff}"))
}

fn archive() -> Archive {
    Archive::new().mails([
        patch("a", "kits: one", &["kits/one.c", "kits/two.c"]),
        patch("b", "kits: two", &["kits/one.c", "boxes/x.c"]),
        patch("c", "kits: paint three", &["kits/three.c"]),
        patch("d", "boxes: four", &["boxes/four.c"]),
        patch("e", "else: five", &["Makefile"]),
    ])
}

fn site(archive: &Archive) -> Site {
    let site = Site::of(archive, "\"day\"").file("project/MAINTAINERS", FILE);
    let config = std::fs::read_to_string(site.path("lorepress.toml")).expect("the configuration");
    site.file("lorepress.toml", format!("{config}maintainers = \"project/MAINTAINERS\"\n"))
}

fn series_page<'a>(tree: &'a Tree, title: &str) -> &'a str {
    let start = format!("series/{title}-");
    let name = tree.keys().find(|name| name.starts_with(&start) && name.ends_with("index.html"));
    text(tree, name.unwrap_or_else(|| panic!("no page {title}")))
}

#[test]
fn a_subsystem_names_the_sections_that_half_of_its_patches_belong_to() {
    let archive = archive();
    let tree = site(&archive).build();
    let kits = text(&tree, "subsystems/kits/index.html");
    for part in ["KITS &lt;b&gt;", "Supported", "jane@people.example", "Ada", "kits@lists.example (open)"] {
        assert!(kits.contains(part), "{part} is not in {kits}");
    }
    assert!(kits.contains("git https://git.example/kits.git"));
    assert!(!kits.contains("BOXES") && !kits.contains("WORDS"), "one patch of three is no half");
    assert!(text(&tree, "subsystems/boxes/index.html").contains("BOXES"));
    let other = text(&tree, "subsystems/else/index.html");
    assert!(!other.contains("Looked after by") && !other.contains("ALL OF IT"));
}

#[test]
fn a_series_names_its_sections_those_of_most_patches_first() {
    let archive = archive();
    let tree = site(&archive).build();
    let check = |title: &str, expected: &str| {
        let page = series_page(&tree, title);
        let said = page
            .split("In MAINTAINERS: ")
            .nth(1)
            .map_or("", |rest| rest.split("</p>").next().unwrap_or(rest));
        assert_eq!(said, expected, "{title}");
    };
    check("kits-one", "KITS &lt;b&gt;");
    check("kits-two", "KITS &lt;b&gt;, BOXES");
    check("kits-paint-three", "KITS &lt;b&gt;, WORDS");
    check("else-five", "");
}

#[test]
fn a_cover_letter_counts_for_nothing() {
    let mails = series("s", "PATCH", "kits: paint it all", &["kits: one", "kits: two"]);
    let archive = Archive::new().mails(mails);
    let page = site(&archive).build();
    assert!(!series_page(&page, "kits-paint-it-all").contains("In MAINTAINERS"));
}

#[test]
fn people_of_the_file_are_shown_as_configured() {
    let archive = archive();
    for (addresses, jane) in [("obfuscated", "jane at people.example"), ("hidden", "Jane Doe")] {
        let tree = site(&archive).config(&format!("addresses = {addresses:?}")).build();
        let kits = text(&tree, "subsystems/kits/index.html");
        assert!(kits.contains(jane) && kits.contains("kits@lists.example"), "{addresses}");
        let holds = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).contains("@people.example");
        assert!(!tree.values().any(holds), "{addresses}");
    }
}

#[test]
fn what_cannot_be_used_is_reported_with_its_line() {
    let archive = archive();
    let site = site(&archive);
    let expected = format!("{}:13", site.path("project/MAINTAINERS").display());
    let said = site.left_out();
    assert_eq!(said.len(), 1);
    assert!(expected.ends_with(&said[0].0) && said[0].1 == "unread-pattern", "{said:?}");
}

#[test]
fn without_a_file_nothing_is_said() {
    let archive = archive();
    let tree = Site::of(&archive, "\"day\"").build();
    let holds = |bytes: &Vec<u8>| {
        let text = String::from_utf8_lossy(bytes);
        text.contains("Looked after by") || text.contains("In MAINTAINERS")
    };
    assert!(!tree.values().any(holds));
}

#[test]
fn characters_that_no_page_may_hold_come_from_no_maintainers_file() {
    let archive = archive();
    let hostile = FILE
        .replace("KITS", "K\u{1}ITS\u{202e}")
        .replace("Jane", "J\u{ffff}ane\u{1b}[31m")
        .replace("Supported", "Sup\u{2066}ported\u{c}")
        .replace("kits.git", "kits\u{7f}.git\u{fffe}")
        .replace("(open)", "(o\u{8}pen)");
    let tree = site(&archive).file("project/MAINTAINERS", hostile).build();
    let is_bad = |c: &char| {
        c.is_control() && !matches!(c, '\n' | '\t')
            || matches!(c, '\u{202e}' | '\u{2066}' | '\u{fffe}' | '\u{ffff}')
    };
    assert!(tree.values().any(|bytes| String::from_utf8_lossy(bytes).contains("Sup\u{fffd}ported")));
    for (name, bytes) in tree.iter().filter(|(name, _)| !name.ends_with(".png") && !name.ends_with(".gz")) {
        assert_eq!(String::from_utf8_lossy(bytes).chars().find(is_bad), None, "{name}");
    }
}
