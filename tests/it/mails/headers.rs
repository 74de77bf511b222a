//! Headers that are missing, doubled or broken.

use super::{DO_IT, check};

#[test]
fn a_date_that_cannot_be_read_is_none() {
    check("no-date", &[("date", "-"), ("kind", "Patch")]);
    check("bad-date", &[("date", "-"), ("kind", "Patch")]);
}

#[test]
fn a_date_is_taken_as_it_is() {
    check("date-1970", &[("date", "1970-01-01T00:00:00Z")]);
    check("date-2099", &[("date", "2099-01-01T00:00:00Z")]);
    check("date-odd-zone", &[("date", "2026-02-02T10:00:00Z")]);
}

#[test]
fn a_mail_without_a_subject_is_no_patch() {
    check("no-subject", &[("subject", ""), ("title", ""), ("kind", "Other")]);
    check("empty-subject", &[("subject", ""), ("kind", "Other")]);
}

#[test]
fn message_ids_are_read_however_many() {
    check("no-message-id", &[("ids", ""), ("kind", "Patch")]);
    check("several-message-ids", &[("ids", "one@example.org two@example.org three@example.org")]);
    check("message-id-bare", &[("ids", "zoo@example.org")]);
    check("message-id-unclosed", &[("ids", "zoo@example.org"), ("parents", "a@example.org b@example.org")]);
    check("message-id-folded", &[("ids", "zoo.with.a.long.name@example.org")]);
}

#[test]
fn parents_stand_the_nearest_first_and_once() {
    check("parents", &[("parents", "c@example.org b@example.org a@example.org"), ("counter", "1/2")]);
}

#[test]
fn names_of_headers_have_no_case() {
    check("header-case", &[("title", "kits: do it"), ("sender", "Jane Doe <jane@example.org>")]);
}

#[test]
fn a_line_that_is_no_header_hides_none() {
    check("space-before-colon", &[("title", "kits: do it"), ("body", DO_IT)]);
    check(
        "junk-between-headers",
        &[("title", "kits: do it"), ("sender", "Jane Doe <jane@example.org>"), ("body", DO_IT)],
    );
}

#[test]
fn the_line_of_an_mbox_is_no_header() {
    check("mboxrd-line", &[("title", "kits: do it"), ("ids", "zoo@example.org"), ("body", DO_IT)]);
    check("escaped-from-line", &[("title", "kits: do it"), ("ids", "zoo@example.org"), ("body", DO_IT)]);
}

#[test]
fn what_a_page_must_not_hold_is_gone() {
    check(
        "control-characters",
        &[
            ("title", "kits: [31mred esrever"),
            ("sender", "J ne [1mDoe <jane@example.org>"),
            ("kind", "Patch"),
        ],
    );
    let text = "\u{fffd}[31mred\u{fffd}[0m \u{fffd}\u{fffd} \u{fffd}esrever\u{fffd}";
    check("control-characters", &[("text", text)]);
    check("not-characters", &[("title", "kits:"), ("text", "\u{feff}A \u{fffd} b \u{fffd} c")]);
}
