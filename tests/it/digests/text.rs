//! The text form: what has an entry, and that it is read back as it was.

use lorepress::digest::text::{Block, TextDigest};

use super::{archive, digest};
use crate::support::{Mail, series};

const RULE: &str = "----------------------------------------------------------------------";

/// The text of a digest, which must be read back without a loss.
fn text(mails: Vec<Mail>) -> TextDigest {
    let text = digest(&archive(mails), &["--list", "TOYS", "--url", "https://lists.example/toys"]);
    let read = TextDigest::parse(&text);
    assert_eq!(read.unread, [], "{text}");
    assert_eq!(read.to_string(), text);
    assert_eq!(read.list, "TOYS");
    read
}

/// Compares the subjects that have an entry, and those skipped for another.
fn check(mails: Vec<Mail>, expected: &[&str]) {
    let block = |block: &Block| match block {
        Block::New { subject, .. } => subject.clone(),
        Block::Skipped { shown, skipped } => format!("{skipped} -> {}", shown.join(" ")),
    };
    let found: Vec<String> = text(mails).blocks.iter().map(block).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_cover_letter_and_a_first_patch_have_entries_the_newest_first() {
    check(
        series("a", "PATCH", "kits: do it", &["kits: one", "kits: two"]),
        &["[PATCH 1/2] kits: one", "[PATCH 0/2] kits: do it"],
    );
}

#[test]
fn a_lone_patch_has_an_entry_whatever_its_brackets_hold() {
    let subjects = ["[PATCH v4] kits: a", "[PATCH net v3] kits: b", "[RFC PATCH] kits: c", "[PATCH] kits: d"];
    let mails = subjects.iter().enumerate().map(|(at, subject)| Mail::patch(&format!("m{at}"), subject));
    let mut newest_first = subjects;
    newest_first.reverse();
    check(mails.collect(), &newest_first);
}

#[test]
fn without_cover_letter_and_first_patch_the_first_there_is_has_an_entry() {
    let mails = series("a", "PATCH", "kits: do it", &["kits: one", "kits: two", "kits: three"]);
    check(mails[2..].to_vec(), &["[PATCH 2/3] kits: two"]);
    check(mails[1..].to_vec(), &["[PATCH 1/3] kits: one"]);
    let without_first = [mails[0].clone(), mails[3].clone()];
    check(without_first.to_vec(), &["[PATCH 0/3] kits: do it"]);
}

#[test]
fn a_version_that_was_replaced_is_skipped_for_the_one_shown() {
    let first = series("a", "PATCH", "kits: do it", &["kits: one"]);
    let second = series("b", "PATCH v2", "kits: do it", &["kits: one"]);
    check(
        first.into_iter().chain(second).collect(),
        &[
            "[PATCH v2 1/1] kits: one",
            "[PATCH v2 0/1] kits: do it",
            "[PATCH 1/1] kits: one -> [PATCH v2 1/1] kits: one",
            "[PATCH 0/1] kits: do it -> [PATCH v2 0/1] kits: do it",
        ],
    );
}

#[test]
fn a_title_that_begins_alike_skips_nothing() {
    check(
        vec![Mail::patch("a", "[PATCH] kits: do"), Mail::patch("b", "[PATCH] kits: do it[]")],
        &["[PATCH] kits: do it[]", "[PATCH] kits: do"],
    );
}

#[test]
fn the_patch_list_has_every_patch_by_series() {
    let mails = series("a", "PATCH", "kits: do it", &["kits: one", "kits: two"]);
    let digest = text(mails.into_iter().chain([Mail::patch("b", "[PATCH] bricks: count")]).collect());
    let expected = [
        "[PATCH] bricks: count",
        "",
        "[PATCH 0/2] kits: do it",
        "[PATCH 1/2] kits: one",
        "[PATCH 2/2] kits: two",
    ];
    assert_eq!(digest.patch_list, expected);
}

#[test]
fn an_entry_names_sender_message_id_and_link() {
    let mail = Mail::patch("a", "[PATCH] kits: do it").first_line("From: Ada Example <ada@sub.example>");
    let digest = text(vec![mail.from("Jane Doe <Jane@Example.ORG>")]);
    let Block::New { author, references, title, body, .. } = &digest.blocks[0] else { panic!("an entry") };
    assert_eq!((author.as_str(), title.as_str()), ("Jane Doe <jane@example.org>", "kits: do it"));
    assert_eq!(
        *references,
        ["Message-ID: <a@example.org>", "Link: https://lists.example/toys/a@example.org/"]
    );
    assert!(body.starts_with("\nDo it.\n") && body.ends_with("deletion(-)"), "{body}");
}

#[test]
fn hostile_subjects_are_read_back() {
    let subjects = [
        "[PATCH] New:  x",
        "[PATCH] Exist: x",
        "[PATCH]  Skip: x",
        "[PATCH] ===== Patch Commit Messages ====",
        "[PATCH] From aaaa to bbbb",
        "[PATCH]",
        "[PATCH] Author: x <x@example.org>",
        RULE,
        "[PATCH] \u{feff}\u{200b}",
    ];
    let mails = subjects.iter().enumerate().map(|(at, subject)| Mail::patch(&format!("m{at}"), subject));
    // The row of dashes has no bracket.
    assert_eq!(text(mails.collect()).blocks.len(), subjects.len() - 1);
}

#[test]
fn hostile_people_are_read_back() {
    let people =
        [r#""<x@y>" <jane@example.org>"#, "New:  x <a@example.org>", "nobody", "Author: A <b@example.org>"];
    let mail = |(at, from): (usize, &&str)| {
        Mail::patch(&format!("m{at}"), &format!("[PATCH] kits: {at}")).from(from)
    };
    assert_eq!(text(people.iter().enumerate().map(mail).collect()).blocks.len(), people.len());
}

#[test]
fn people_without_name_and_address_are_read_back() {
    let nobody = |id: &str| Mail::patch(id, &format!("[PATCH] kits: {id}"));
    let digest = text(vec![nobody("a").without("From"), nobody("b").from(""), nobody("c").from("<>")]);
    assert_eq!((digest.blocks.len(), digest.contributors.len()), (3, 1));
}

#[test]
fn hostile_bodies_are_read_back() {
    let stat = " kit.c | 2 +-\n 1 file changed, 1 insertion(+), 1 deletion(-)\n";
    let bodies = [
        format!("{RULE}\n\nNew:  x\n"),
        format!("a\n\n{RULE}\n\n{RULE}\n\nb\n"),
        "New:  x\n[PATCH] x\nAuthor: y\n\ntext\n".to_owned(),
        "Exist: x\n Skip: y\n".to_owned(),
        format!("a\n\n{RULE}\n\nExist: x\n\n Skip: y\n"),
        "===== Patch Commit Messages ====\n\nTop 15 contributors (Based on Email Body)\n\n      1  x\n"
            .to_owned(),
        "\n\n\nfour blank lines at the head\n\n\n\nand inside\n\n\n".to_owned(),
        "Message-ID: <x@example.org>\nLink: https://x.example/\n".to_owned(),
        String::new(),
        format!("Do it.\n---\n{stat}"),
    ];
    for body in bodies {
        assert_eq!(with_body(&body).blocks.len(), 2, "{body}");
    }
}

/// A digest of two mails with this body.
fn with_body(body: &str) -> TextDigest {
    text(["a", "b"].map(|id| Mail::new(id, &format!("[PATCH] kits: {id}")).body(body)).to_vec())
}

#[test]
fn an_entry_quoted_with_its_rule_reads_as_two_and_loses_nothing() {
    let body = format!("a\n\n{RULE}\n\nNew:  x\n[PATCH] x\nAuthor: x <x@example.org>\n\nb\n");
    assert_eq!(with_body(&body).blocks.len(), 4);
}
