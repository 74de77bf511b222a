//! Long pages come in parts, whatever mails say.

use std::collections::BTreeMap;
use std::io::Write;

use crate::support::{Archive, Mail, Site, Tree, text};

/// What no page may pass, compressed as hosts compress it.
const LARGEST: usize = 150_000;

/// Worst-case text, in lines; it begins with a word that occurs nowhere else.
fn noise(word: &str, length: usize) -> String {
    const LETTERS: &[u8; 64] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789&<";
    let mut state = word.bytes().fold(88_172_645_463_325_252_u64, |state, byte| {
        (state ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
    });
    let mut letter = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        char::from(LETTERS[(state >> 40) as usize % 64])
    };
    let mut text = format!("{word} ");
    for at in 0..length {
        text.push(if at % 72 == 71 { '\n' } else { letter() });
    }
    text
}

fn compressed(bytes: &[u8]) -> usize {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory").len()
}

/// The pages of a tree, by name.
fn pages(tree: &Tree) -> BTreeMap<&str, &str> {
    let names = tree.keys().filter(|name| name.ends_with(".html"));
    names.map(|name| (name.as_str(), text(tree, name))).collect()
}

/// How many texts of mails in a page hold a word.
fn texts_with(page: &str, word: &str) -> usize {
    let texts = page.split("<div class=\"mail\">").skip(1).filter_map(|rest| rest.split("</div>").next());
    texts.filter(|text| text.contains(word)).count()
}

fn check_sizes(tree: &Tree) {
    for (name, page) in pages(tree) {
        let size = compressed(page.as_bytes());
        assert!(size < LARGEST, "{name} has {size} bytes compressed, {} bytes", page.len());
    }
}

/// The names of the parts of a page, in their order, as each leads to the next.
fn chain(tree: &Tree, first: &str) -> Vec<String> {
    let mut names = vec![format!("{first}index.html")];
    loop {
        let page = text(tree, &names[names.len() - 1]);
        let Some(next) = page
            .split("rel=\"next\" href=\"")
            .find(|rest| rest.contains("page_") && rest.find('"') > rest.find("page_"))
        else {
            return names;
        };
        let href = next.split('"').next().unwrap_or_default().trim_start_matches("../");
        names.push(format!("{href}index.html"));
        assert!(names.len() < 100, "the parts of {first} lead in a circle");
    }
}

#[test]
fn a_window_with_very_long_texts_has_several_parts_and_each_text_once() {
    let patch = |at: usize| {
        let word = format!("surprise{at:03}");
        Mail::patch(&format!("p{at}"), &format!("[PATCH] kits: number {at}")).body(&format!("{}\n---\n kit.c | 2 +-\n 1 file changed, 1 insertion(+), 1 deletion(-)\n\ndiff --git a/kit.c b/kit.c\n--- a/kit.c\n+++ b/kit.c\n@@ -1 +1 @@\n-old\n+new\n", noise(&word, 30_000)))
    };
    let archive = Archive::new().at("2026-02-02T10:00:00Z").mails((0..20).map(patch));
    let site = Site::of(&archive, "\"day\"");
    let tree = site.build();
    check_sizes(&tree);
    let parts = chain(&tree, "digests/2026-02-02/");
    assert!(parts.len() >= 5, "{parts:?}");
    let whole: String = parts.iter().map(|name| text(&tree, name)).collect();
    // The first part lists what is on the others as well, with the beginning of each text.
    let first = text(&tree, &parts[0]);
    for at in 0..20 {
        let word = format!("surprise{at:03}");
        assert_eq!(texts_with(&whole, &word), 1, "{word}");
        assert!(first.contains(&format!("kits: number {at}</")), "{at}");
    }
    // Each row of the first part leads to where its text is.
    let elsewhere =
        first.split("href=\"../../digests/2026-02-02/page_").skip(1).filter(|rest| rest[..20].contains('#'));
    let mut found = 0;
    for place in elsewhere.filter_map(|rest| rest.split('"').next()) {
        let (part, anchor) = place.split_once("/#").expect("an anchor");
        let page = text(&tree, &format!("digests/2026-02-02/page_{part}/index.html"));
        assert!(page.contains(&format!("<article id=\"{anchor}\">")), "{place}");
        found += 1;
    }
    assert!(found > 10, "{found}");
    // Only the first part has the text and the JSON, of the whole digest.
    assert_eq!(
        tree.keys().filter(|name| name.starts_with("digests/2026") && name.ends_with(".json")).count(),
        1
    );
    assert!(
        (0..20).all(|at| text(&tree, "digests/2026-02-02/index.txt").contains(&format!("surprise{at:03}")))
    );
    let again = tree;
    site.run(&["build", "--jobs", "1", "--output", "one"]).succeeded();
    assert!(crate::support::tree(&site.path("one")) == again, "one thread makes other bytes");
}

#[test]
fn a_series_with_very_long_texts_has_several_parts_and_each_text_once() {
    let patch = |version: usize, at: usize| {
        let (id, answers) = (format!("v{version}-{at}"), format!("v{version}-0"));
        let subject = format!("[PATCH v{version} {at}/12] kits: part {at}");
        let mail = match at {
            0 => Mail::cover(&id, &subject),
            _ => Mail::patch(&id, &subject).answers(&answers),
        };
        mail.first_line(&noise(&format!("surprise{version}x{at:02}"), 30_000))
    };
    let mut archive = Archive::new();
    for version in 1..=6 {
        archive = archive
            .at(&format!("2026-02-{version:02}T10:00:00Z"))
            .mails((0..=12).map(|at| patch(version, at)));
    }
    let tree = Site::of(&archive, "\"month\"").build();
    check_sizes(&tree);
    let name = tree.keys().find(|name| name.starts_with("series/kits-part") && name.ends_with("/index.html"));
    let folder = name.expect("a series").trim_end_matches("index.html").to_owned();
    let parts = chain(&tree, &folder);
    assert!(parts.len() >= 4, "{parts:?}");
    let whole: String = parts.iter().map(|name| text(&tree, name)).collect();
    // All of the newest version, and the cover letters of the others.
    let texts = (0..=12).map(|at| (6, at)).chain((1..6).map(|version| (version, 0)));
    for (version, at) in texts {
        let word = format!("surprise{version}x{at:02}");
        assert_eq!(texts_with(&whole, &word), 1, "{word}");
    }
    // The list of versions leads to where each begins.
    for version in 1..=6 {
        let first = text(&tree, &parts[0]);
        let link = first
            .split("<ol class=\"versions\">")
            .nth(1)
            .and_then(|list| list.split("<a href=\"").nth(version));
        let link = link.and_then(|rest| rest.split('"').next()).expect("a link");
        let (part, anchor) = link.split_once('#').expect("an anchor");
        let page = text(&tree, &format!("{folder}{part}index.html"));
        assert!(page.contains(&format!("<section class=\"revision\" id=\"{anchor}\">")), "{link}");
        // A feed links to the page, whatever part a version is on.
        assert_eq!(first.matches(&format!(" id=\"{anchor}\"")).count(), 1, "{anchor}");
    }
}

#[test]
fn a_month_of_very_many_digests_has_several_parts() {
    let mails = (0..120).map(|at| Mail::patch(&format!("p{at}"), &format!("[PATCH] kits: number {at}")));
    let archive = Archive::new().at("2026-02-02T10:00:00Z").mails(mails);
    let tree = Site::of(&archive, "1").build();
    let parts = chain(&tree, "digests/2026/02/");
    assert_eq!(parts.len(), 2);
    let rows: usize = parts.iter().map(|name| text(&tree, name).matches("<a class=\"title\"").count()).sum();
    assert_eq!(rows, 120);
}

/// A line of worst-case text, without separators of words.
fn word(seed: &str, length: usize) -> String {
    noise(seed, length).replace(['\n', ' ', '<', '&'], "-")
}

#[test]
fn texts_that_only_list_other_series_make_no_page_long() {
    let id = |at: usize| format!("<{at:x}@b>");
    let title = |at: usize| word(&format!("n{at}"), 60);
    let patch = |at: usize| {
        Mail::patch("x", &format!("[PATCH] kits: {}", title(at))).header("Message-ID", &id(at)).body("x\n")
    };
    let list = |at: usize| {
        let ids: String = (0..600).map(|number| id((number * 7 + at) % 600) + "\n").collect();
        Mail::patch(&format!("l{at}"), &format!("[PATCH] kits: list {at}")).first_line(&ids.repeat(8))
    };
    let archive = Archive::new().mails((0..600).map(patch)).mails((0..6).map(list));
    check_sizes(&Site::of(&archive, "\"day\"").build());
}
