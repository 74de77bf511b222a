//! Bodies and parts.

use lorepress::mail::{Identity, Message};

use super::{check_bodies, check_mails, lines};
use crate::support::Mail;

#[test]
fn a_mail_of_fifty_megabytes() {
    // Few lines, long ones: a debug build takes its time for each.
    check_bodies([lines(&format!("{}\n", "A line that goes on. ".repeat(500)), 50_000_000)]);
}

#[test]
fn a_diff_that_begins_again_and_again() {
    check_bodies([
        lines("diff --git a/x b/x\nindex 1..2\n--- a/x\n+++ b/x\n", 300_000),
        lines("diff is no diff\n", 300_000),
        lines("--- \n", 200_000),
        lines("Index: x\n", 200_000),
    ]);
}

#[test]
fn a_body_of_one_line_and_one_of_blank_lines() {
    check_bodies(["x".repeat(500_000), "\n".repeat(200_000), lines("v1: a@b ", 200_000)]);
}

#[test]
fn a_body_of_scissors_signatures_and_separators() {
    let row = "________________________________________\n";
    let marks = ["-- >8 --\n", "-- \n", "---\n", row, "From: a@b.example\n", " 1 file changed\n"];
    check_bodies(marks.map(|line| lines(line, 200_000)));
}

#[test]
fn ten_thousand_parts_inside_each_other() {
    let mut mail = Vec::from(Mail::patch("x", "[PATCH] kits: deep").without("Content-Type").body(""));
    mail.pop();
    for depth in 0..10_000 {
        let boundary = format!("Content-Type: multipart/mixed; boundary=\"b{depth}\"\n\n--b{depth}\n");
        mail.extend(boundary.bytes());
    }
    mail.extend(b"Content-Type: text/plain\n\nText.\n");
    check_mails([mail]);
}

#[test]
fn ten_thousand_parts_beside_each_other() {
    let mail = Mail::new("x", "[PATCH] kits: wide");
    let mail = mail.header("Content-Type", "multipart/mixed; boundary=\"XX\"");
    let of = |part: &str| mail.clone().body(&format!("{}--XX--\n", part.repeat(10_000)));
    check_mails([
        of("--XX\nContent-Type: text/plain\n\nText.\n"),
        of("--XX\nContent-Type: text/x-patch\nContent-Disposition: attachment\n\nText.\n"),
    ]);
}

#[test]
fn a_mail_that_is_cut_anywhere_is_read() {
    let mail =
        Mail::patch("x", "[PATCH] =?UTF-8?Q?caf=C3=A9?= kits").from("\"Doe, Jane\" <jane@example.org>");
    let part = String::from_utf8(mail.bytes()).expect("text");
    let body = format!("--XX\nContent-Transfer-Encoding: base64\n\nQUJD\n--XX\n{part}\n--XX--\n");
    let mail = mail.header("Content-Type", "multipart/mixed; boundary=XX").body(&body).bytes();
    for end in 0..=mail.len() {
        // Whatever it is: it must come back.
        let _ = (Message::parse(&mail[..end]), Identity::of(&mail[..end]));
        let _ = Message::parse(&mail[end..]);
    }
}
