//! Who sent a mail, and who wrote it.

use super::{DO_IT, check};

const JANE: &str = "Jane Doe <jane@example.org>";
const ADA: &str = "Ada Example <ada@example.org>";

#[test]
fn an_in_body_from_names_the_author_and_is_not_shown() {
    let body = format!("\n{DO_IT}");
    check("in-body-from", &[("author", ADA), ("sender", "Relay <relay@example.org>"), ("body", &body)]);
    check("in-body-from-encoded", &[("author", "Zoë Doe <zoe@example.org>"), ("body", &body)]);
}

#[test]
fn what_only_looks_like_an_in_body_from_is_text() {
    check(
        "in-body-from-late",
        &[("author", JANE), ("text", "Do it.\n\nFrom: Ada Example <ada@example.org>")],
    );
    let text = "From: the very beginning.\n\nDo it.\n\nSigned-off-by: Jane Doe <jane@example.org>";
    check("in-body-from-prose", &[("author", JANE), ("text", text)]);
}

#[test]
fn an_address_that_the_list_put_there_is_nobodys() {
    check("x-original-from", &[("author", ADA), ("sender", "Ada Example via toys <toys@lists.example>")]);
    check("dmarc-reply-to", &[("author", ADA)]);
    check("dmarc-cc-swapped", &[("author-address", "ada@example.org")]);
    check("dmarc-nobody", &[("author", "Ada Example")]);
}

#[test]
fn a_relay_sends_for_the_person_in_reply_to() {
    check("b4-relay", &[("author", ADA)]);
}

#[test]
fn names_keep_what_stands_in_parentheses_or_quotes() {
    check("name-with-company", &[("sender", "Jane Doe (Example Inc) <jane@example.org>")]);
    check("name-quoted", &[("sender", "Doe, Jane \"JD\" <jane@example.org>")]);
    check("name-unquoted-comma", &[("sender", "Doe, Jane <jane@example.org>")]);
}

#[test]
fn addresses_are_in_lower_case_and_a_name_is_always_there() {
    check("name-is-address", &[("sender", "jane@example.org <jane@example.org>")]);
    check("address-alone", &[("sender", "jane <jane@example.org>")]);
    check("address-comment", &[("sender", JANE)]);
}

#[test]
fn of_several_authors_the_first_counts() {
    check("several-authors", &[("sender", JANE), ("author", JANE)]);
}

#[test]
fn a_mail_of_nobody_is_still_a_patch() {
    check("no-from", &[("sender", "(unknown)"), ("kind", "Patch"), ("body", DO_IT)]);
    check("empty-from", &[("sender", "(unknown)"), ("kind", "Patch")]);
}
