//! Hostile texts take no longer than their length.

use std::time::Instant;

use super::*;
use crate::support::HANGS;

/// Reads and writes a text on which a reader that looks ahead too often would take minutes.
fn check_is_fast(text: &str) {
    let start = Instant::now();
    let digest = TextDigest::parse(text);
    assert!(digest.unread.len() <= 5_000_000);
    digest.newest_date();
    assert!(digest.to_string().len() < 3 * text.len() + 1_000_000);
    let took = start.elapsed();
    assert!(took < HANGS, "{took:?} for {:?}…", text.get(..40));
}

#[test]
fn a_hostile_text_takes_no_longer_than_its_length() {
    let lines = 60_000;
    let head = "New:  x\nx\nAuthor: x <x@example.org>\n\n";
    let units = [
        "New:  x\n".to_owned(),
        format!("{RULE}\n"),
        format!("{RULE}\n\nNew:  x\n"),
        format!("{RULE}\n\nNew:  x\nx\nAuthor: x\n"),
        format!("{RULE}\n\nExist: x\n"),
        format!("{RULE}\n\nExist: x\ny\n"),
        "Exist: x\n".to_owned(),
        "Exist: x\nNew:  x\n".to_owned(),
        "x\n".to_owned(),
        "\n".to_owned(),
        " \n".to_owned(),
        "From 0000 to 1111\n".to_owned(),
        "      1 x\n\n".to_owned(),
        "<20260204.\n".to_owned(),
        "/20260204-".to_owned(),
        "20260204.".to_owned(),
        "20260204.@/".to_owned(),
    ];
    for unit in units {
        let many = unit.repeat(lines);
        check_is_fast(&many);
        check_is_fast(&format!("{OURS}{head}{many}"));
        check_is_fast(&format!("===== Patch list in this time period =====\n{many}"));
        check_is_fast(&format!("{OURS}Exist: x\n{many}"));
        check_is_fast(&format!("{head}{RULE}\n{many}"));
    }
}

#[test]
fn a_million_rules_or_begins_of_entries_are_read() {
    let head = "New:  x\nx\nAuthor: x <x@example.org>\n\n";
    check_is_fast(&"New:  x\n".repeat(1_000_000));
    check_is_fast(&format!("{head}{}", "New:  x\n".repeat(1_000_000)));
    check_is_fast(&format!("{head}{}x", format!("{RULE}\n").repeat(1_000_000)));
}

#[test]
fn fifty_megabytes_are_read() {
    let text = format!("{OURS}{}", DEFECTS.repeat(50_000_000 / DEFECTS.len()));
    check_is_fast(&text);
    check_is_fast(&format!("{OURS}New:  x\nx\nAuthor: x <x@example.org>\n\n{}", "x".repeat(50_000_000)));
}
