//! What a site tells of a list besides patches: discussions, and commits that bots announce.

use crate::support::{Archive, Mail, Site, Tree, text};

const PAGE: &str = "digests/2026-02-02/index.html";

fn notice(id: &str, number: usize, branch: &str) -> Mail {
    let body = format!(
        "The following commit has been merged into the {branch} branch of toys:\n\nCommit-ID: {number:040x}\n\
         Author: Ada Example <ada@people.example>\nCommitter: Bo Example <bo@people.example>\n\nkits: count {number}\n\nText.\n"
    );
    Mail::new(id, &format!("[toys: {branch}] kits: count {number}"))
        .from("toys-bot <bot@bots.example>")
        .body(&body)
}

fn question(id: &str, subject: &str) -> Mail {
    Mail::new(id, subject).from("Bo Example <bo@people.example>").body("Which?\n")
}

fn built(archive: &Archive) -> Tree {
    Site::of(archive, "\"day\"").build()
}

#[test]
fn a_list_without_patches_has_threads_instead_of_empty_sections() {
    let archive = Archive::new()
        .mail(question("a", "[toys] How many kits?"))
        .mail(question("b", "[toys] Why bricks?"))
        .mail(Mail::new("c", "Re: [toys] How many kits?").answers("a").body("Three.\n"));
    let tree = built(&archive);
    let page = text(&tree, PAGE);
    assert!(page.contains("2 threads without a patch"), "{page}");
    let place = |words: &str| page.find(words).unwrap_or_else(|| panic!("no {words}: {page}"));
    assert!(place("How many kits?") < place("Why bricks?"));
    assert!(page.contains("started by Bo Example · 2 mails from 2 people"), "{page}");
    for empty in ["No new patches", "Nobody sent patches", "id=\"discussed\""] {
        assert!(!page.contains(empty), "{empty}: {page}");
    }
    for (place, words) in [
        ("index.html", "2 discussions"),
        ("index.html", "digests/2026-02-02/#discussions\">How many kits?</a>"),
        ("digests/index.html", "How many kits?"),
        ("digests/atom.xml", "Why bricks?"),
        ("digests/2026-02-02/index.json", "\"threads\":[{\"title\":\"How many kits?\""),
    ] {
        assert!(text(&tree, place).contains(words), "{place}: {}", text(&tree, place));
    }
}

#[test]
fn an_answer_to_a_patch_of_another_day_is_no_discussion() {
    let archive = Archive::new()
        .mail(Mail::patch("a", "[PATCH] kits: count"))
        .at("2026-02-20T10:00:00Z")
        .mail(Mail::new("b", "Kits, counted").answers("a").body("Three.\n"));
    let tree = built(&archive);
    let page = text(&tree, "digests/2026-02-20/index.html");
    assert!(!page.contains("id=\"discussions\"") && page.contains("id=\"discussed\""), "{page}");
}

#[test]
fn commits_of_bots_are_told_by_tree_and_author() {
    let notices = (1..=3)
        .map(|number| notice(&format!("n{number}"), number, if number == 1 { "fast" } else { "slow" }));
    let tree = built(&Archive::new().mails(notices));
    let page = text(&tree, PAGE);
    assert!(page.contains("3 commits in 2 trees"), "{page}");
    let place = |words: &str| page.find(words).unwrap_or_else(|| panic!("no {words}: {page}"));
    assert!(place("<h3>toys slow</h3>") < place("<h3>toys fast</h3>"));
    assert!(page.contains("kits: count 1") && page.contains("Ada Example"), "{page}");
    assert!(!page.contains("toys-bot") && !page.contains("id=\"discussions\""), "{page}");
    let home = text(&tree, "index.html");
    assert!(home.contains("3 commits merged"), "{home}");
    assert!(home.contains("digests/2026-02-02/#merged\">kits: count 1</a>"), "{home}");
}

#[test]
fn a_page_of_very_many_stays_short_and_names_every_tree() {
    let notices =
        (0..400).map(|number| notice(&format!("n{number}"), number, &format!("b{}", number.min(9))));
    let questions = (0..150).map(|number| question(&format!("q{number}"), &format!("Question {number}?")));
    let tree = built(&Archive::new().mails(notices).mails(questions));
    let page = text(&tree, PAGE);
    assert!(page.contains("200 more are in the"), "{page}");
    assert!((0..=9).all(|number| page.contains(&format!("<h3>toys b{number}</h3>"))), "{page}");
    assert!(page.contains("100 of 150 threads") && page.len() < 120_000, "{}", page.len());
}
