//! Charsets and transfer encodings, declared rightly, wrongly and not at all.

use super::{DO_IT, check};

const CAFE: &str = "café – naïve";

#[test]
fn bytes_that_are_utf8_are_read_as_utf8() {
    check("utf8-as-ascii", &[("text", CAFE)]);
    check("unknown-charset", &[("text", CAFE)]);
    check(
        "utf8-unlabelled",
        &[("text", CAFE), ("title", "kits: café"), ("sender", "Zoë Doe <zoe@example.org>")],
    );
}

#[test]
fn bytes_that_are_not_utf8_are_read_as_declared_or_as_windows_1252() {
    check(
        "windows-1252-unlabelled",
        &[("text", CAFE), ("title", "kits: café"), ("sender", "Zoë Doe <zoe@example.org>")],
    );
    check("windows-1252-as-utf8", &[("text", CAFE)]);
    check("latin2", &[("text", "Příliš žluťoučký")]);
    check("gb18030", &[("text", "中文说明")]);
}

#[test]
fn a_charset_that_hides_behind_ascii_is_believed() {
    check("iso-2022-jp", &[("text", "日本語の説明"), ("title", "kits: 日本")]);
}

#[test]
fn bytes_that_no_charset_explains_stop_nothing() {
    check(
        "invalid-utf8",
        &[
            ("title", "ÿþ kits"),
            ("sender", "Jÿþne <jane@example.org>"),
            ("ids", "zÿ@example.org"),
            ("text", "ÿþ do Ã("),
            ("stat", "1 +1 -1"),
            ("date", "-"),
        ],
    );
}

#[test]
fn transfer_encodings_are_undone() {
    check("base64", &[("text", CAFE), ("stat", "1 +1 -1"), ("diff", "true")]);
    check("quoted-printable", &[("text", "café goes on \n"), ("stat", "1 +1 -1"), ("diff", "true")]);
    check("8-bit", &[("text", CAFE), ("stat", "1 +1 -1"), ("diff", "true")]);
}

#[test]
fn a_plain_footer_behind_base64_spoils_nothing() {
    check("base64-with-footer", &[("text", CAFE), ("stat", "1 +1 -1"), ("diff", "true")]);
}

#[test]
fn a_broken_escape_spoils_only_itself() {
    check("quoted-printable-broken", &[("text", "café =ZZ end"), ("diff", "true")]);
}

#[test]
fn carriage_returns_are_no_part_of_lines() {
    check("crlf", &[("body", DO_IT), ("title", "kits: do it"), ("diff", "true")]);
}
