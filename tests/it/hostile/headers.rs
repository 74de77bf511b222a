//! Subjects, addresses and other headers.

use std::fmt::Write;

use super::{check_mails, check_subjects};
use crate::support::Mail;

#[test]
fn a_subject_of_a_hundred_kilobytes() {
    check_subjects([
        format!("[PATCH] kits: {}", "long ".repeat(20_000)),
        format!("[PATCH] {}", "x".repeat(100_000)),
        format!("[PATCH] {}", "kits: ".repeat(17_000)),
        format!("[PATCH] {}: x", "a/".repeat(50_000)),
        format!("[PATCH] {}: x", "a, ".repeat(30_000)),
    ]);
}

#[test]
fn a_subject_of_encoded_words() {
    check_subjects([
        format!("[PATCH] {}", "=?".repeat(50_000)),
        format!("[PATCH] {}", "=?UTF-8?Q?x?= ".repeat(7_000)),
        format!("[PATCH] {}", "=?UTF-8?Q?".repeat(10_000)),
        format!("[PATCH] {}", "=?UTF-8?B?".repeat(1_500)),
    ]);
}

#[test]
fn a_subject_of_brackets() {
    check_subjects([
        "[".repeat(100_000),
        "[PATCH]".repeat(15_000),
        format!("{}PATCH{}", "[".repeat(50_000), "]".repeat(50_000)),
        "Re: ".repeat(25_000),
        format!("[PATCH {}] x", "1 of ".repeat(20_000)),
    ]);
}

#[test]
fn a_subject_of_numbers() {
    let subjects = [
        "[PATCH v99999999999999999999 1/99999999999999999999] kits: x",
        "[PATCH 9999/9999] kits: x",
        "[PATCH v4294967296] kits: x",
        "[PATCH v9999 0000/9999] kits: x",
    ];
    check_subjects(subjects.map(str::to_owned));
}

#[test]
fn ten_thousand_headers() {
    let mut headers = String::new();
    for number in 0..10_000 {
        writeln!(headers, "X-Header-{number}: value").expect("a string grows");
    }
    let mut many = headers.into_bytes();
    many.extend(Mail::patch("x", "[PATCH] kits: x").bytes());
    let folded = Mail::patch("y", "[PATCH] kits: x").header("X-Folded", &"a\n ".repeat(50_000));
    check_mails([many, folded.bytes()]);
}

#[test]
fn a_hundred_thousand_references() {
    let references: String = (0..100_000).map(|number| format!("<{number}@example.org>\n ")).collect();
    check_mails([Mail::patch("x", "[PATCH] kits: x").header("References", references.trim_end())]);
}

#[test]
fn addresses_that_are_hard_to_read() {
    let people = [
        format!("{} <jane@example.org>", "\"".repeat(100_001)),
        format!("\"{}\" <jane@example.org>", "\\".repeat(100_001)),
        "<".repeat(100_000),
        format!("{}jane@example.org{}", "(".repeat(50_000), ")".repeat(50_000)),
        format!("\"Doe, Jane\" <jane@example.org>, {}", "\"X, Y\" <x@example.org>, ".repeat(5_000)),
        format!("jane@{}", "a.".repeat(50_000)),
        "@".repeat(100_000),
    ];
    let mail = |(at, from): (usize, &String)| Mail::patch(&at.to_string(), "[PATCH] kits: x").from(from);
    check_mails(people.iter().enumerate().map(mail));
}

#[test]
fn a_relay_with_very_many_in_copy() {
    let cc = "\"Doe, Jane\" <jane@example.org>, ".repeat(20_000);
    let mail = Mail::patch("x", "[PATCH] kits: x").from("Ada Example via toys <toys@lists.example>");
    check_mails([mail.header("Cc", &cc)]);
}

#[test]
fn a_message_id_that_is_a_path_or_very_long() {
    let long = "x".repeat(100_000);
    let ids = ["../../../../etc/passwd", "a/b?c#d", "<<>>", "\u{0}", &long, "%00", "\" onclick=\"x"];
    check_mails(ids.map(|id| Mail::patch("x", "[PATCH] kits: x").header("Message-ID", &format!("<{id}>"))));
}
