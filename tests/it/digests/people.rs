//! Who sent how many.

use serde_json::json;

use super::{archive, digest, json as digest_json, word};
use crate::support::{Archive, Mail};

/// Patches by these people, each `Name <address>`, one for each time they are named here.
fn patches(people: &[&str]) -> Vec<Mail> {
    let mail =
        |(at, from): (usize, &&str)| Mail::patch(&format!("m{at}"), &format!("[PATCH] {at}")).from(from);
    people.iter().enumerate().map(mail).collect()
}

/// Compares the contributors: `NUMBER Name <address>`, in their order.
fn check(archive: &Archive, more: &[&str], expected: &[&str]) {
    let args: Vec<&str> = ["--format", "json"].iter().chain(more).copied().collect();
    let digest: serde_json::Value = serde_json::from_str(&digest(archive, &args)).expect("JSON");
    let row = |row: &serde_json::Value| {
        format!("{} {} <{}>", row["patches"], word(&row["name"]), word(&row["email"]))
    };
    let found: Vec<String> = digest["contributors"].as_array().expect("rows").iter().map(row).collect();
    assert_eq!(found, expected);
}

#[test]
fn one_address_is_one_person_under_the_spelling_used_most() {
    let people = ["Jane D <Jane@example.org>", "Jane Doe <jane@example.org>", "Jane Doe <JANE@EXAMPLE.ORG>"];
    check(&archive(patches(&people)), &[], &["3 Jane Doe <jane@example.org>"]);
}

#[test]
fn of_spellings_used_alike_the_oldest_counts() {
    let people = ["Jane D <jane@example.org>", "Jane Doe <jane@example.org>"];
    check(&archive(patches(&people)), &[], &["2 Jane D <jane@example.org>"]);
}

#[test]
fn a_patch_counts_for_its_author_and_not_for_its_sender() {
    let mail = Mail::patch("a", "[PATCH] a").first_line("From: Ada Example <ada@sub.example>");
    let archive = archive([mail]);
    check(&archive, &[], &["1 Ada Example <ada@sub.example>"]);
    assert_eq!(digest_json(&archive)["domains"], json!([{ "domain": "sub.example", "patches": 1 }]));
}

#[test]
fn a_mailmap_of_all_four_forms_is_used() {
    let people = [
        "jd <jane@example.org>",
        "Jane Doe <jane@old.example>",
        "Ada <ada@old.example>",
        "Root <root@host.example>",
        "Bob <root@host.example>",
    ];
    let mailmap = "# people\nJane Doe <jane@example.org>\n<jane@example.org> <JANE@old.example> # moved\n\n\
        Ada Example <ada@example.org> <ada@old.example>\nRoot Person <rp@example.org> root <root@host.example>\n";
    let archive = archive(patches(&people)).file("mailmap", mailmap);
    let expected = [
        "2 Jane Doe <jane@example.org>",
        "1 Root Person <rp@example.org>",
        "1 Bob <root@host.example>",
        "1 Ada Example <ada@example.org>",
    ];
    check(&archive, &["--mailmap", "mailmap"], &expected);
}

#[test]
fn rows_of_one_count_stand_descending_without_case_and_punctuation() {
    let people = [
        "\"Xin (Example)\" <x@a.example>",
        "adam <a@b.example>",
        "'Yves' <y@B.example>",
        "Hou <h@c.example>",
        "Hou <i@c.example>",
    ];
    let archive = archive(patches(&people));
    let expected = [
        "1 'Yves' <y@b.example>",
        "1 Xin (Example) <x@a.example>",
        "1 Hou <i@c.example>",
        "1 Hou <h@c.example>",
        "1 adam <a@b.example>",
    ];
    check(&archive, &[], &expected);
    let domains = &digest_json(&archive)["domains"];
    let names: Vec<&str> = domains.as_array().expect("rows").iter().map(|row| word(&row["domain"])).collect();
    assert_eq!(names, ["c.example", "b.example", "a.example"]);
}

#[test]
fn the_tables_have_all_rows_in_json_and_fifteen_in_the_text() {
    let people: Vec<String> = (0..20).map(|n| format!("P{n:02} <p@d{n:02}.example>")).collect();
    let archive = archive(patches(&people.iter().map(String::as_str).collect::<Vec<_>>()));
    let json = digest_json(&archive);
    let rows = |name: &str| json[name].as_array().expect("rows").len();
    assert_eq!((rows("domains"), rows("contributors")), (20, 20));
    let text = digest(&archive, &[]);
    let rows = |gap: &str| text.lines().filter(|line| line.starts_with(&format!("      1{gap}"))).count();
    assert_eq!((rows(" d"), rows("  P")), (15, 15));
    assert!(
        text.contains("      1  P19 <p@d19.example>\n") && !text.contains("P04 <p@d04.example>\n      1")
    );
}

#[test]
fn a_patch_of_nobody_is_counted() {
    let archive = archive([Mail::patch("a", "[PATCH] a").without("From"), Mail::patch("b", "[PATCH] b")]);
    let json = digest_json(&archive);
    let total: u64 =
        json["contributors"].as_array().expect("rows").iter().filter_map(|row| row["patches"].as_u64()).sum();
    assert_eq!(total, 2);
    assert_eq!(
        json["domains"],
        json!([{ "domain": "unknown", "patches": 1 }, { "domain": "example.org", "patches": 1 }])
    );
}
