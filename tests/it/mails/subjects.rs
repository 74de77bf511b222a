//! What a subject says.

use super::check;

#[test]
fn a_folded_subject_is_one_line() {
    check(
        "folded-subject",
        &[
            ("subject", "[PATCH v2 1/2] kits: a title that goes on and on"),
            ("title", "kits: a title that goes on and on"),
            ("version", "2"),
            ("counter", "1/2"),
            ("kind", "Patch"),
        ],
    );
}

#[test]
fn encoded_words_are_decoded_before_brackets_are_read() {
    check("encoded-q", &[("title", "kits: café is open"), ("kind", "Patch")]);
    check(
        "encoded-b",
        &[("title", "kits: naïve"), ("counter", "3/4"), ("sender", "Zoë Doe <zoe@example.org>")],
    );
    check("encoded-latin1", &[("title", "kits: café")]);
}

#[test]
fn the_space_between_two_encoded_words_is_none() {
    check("encoded-adjacent", &[("title", "kits: brick café opens")]);
}

#[test]
fn a_character_split_between_two_encoded_words_is_put_together() {
    check("encoded-split-character", &[("title", "kits: café")]);
}

#[test]
fn what_only_looks_like_an_encoded_word_stays() {
    check(
        "encoded-broken",
        &[("title", "kits: =?utf-8?x?abc?= =?nonsense?Q?def?= =?UTF-8?Q?open"), ("kind", "Patch")],
    );
}

#[test]
fn all_leading_brackets_are_read() {
    check(
        "several-brackets",
        &[("title", "kits: do it"), ("version", "2"), ("tags", "toys-devel net-next"), ("counter", "-")],
    );
    check(
        "nested-brackets",
        &[("title", "kits: do it"), ("version", "3"), ("counter", "2/8"), ("tags", "RFC"), ("kind", "Patch")],
    );
    check("commas", &[("version", "2"), ("counter", "2/2"), ("tags", "net-next")]);
}

#[test]
fn words_that_are_glued_are_taken_apart() {
    check("glued-version", &[("version", "3"), ("counter", "2/7"), ("tags", ""), ("title", "kits: do it")]);
}

#[test]
fn a_total_that_is_too_small_grows() {
    check("counter-beyond-total", &[("counter", "12/12"), ("tags", "")]);
}

#[test]
fn kernel_versions_are_tags_and_no_counter() {
    check("kernel-versions", &[("counter", "1/2"), ("tags", "5.10/5.15"), ("version", "-")]);
}

#[test]
fn a_reroll_is_a_dotted_version() {
    check("reroll", &[("dotted", "5.5"), ("version", "-"), ("counter", "0/30"), ("kind", "Cover")]);
}

#[test]
fn a_mail_without_a_bracket_is_no_patch() {
    check("no-brackets", &[("kind", "Other"), ("body", "-"), ("title", "kits: do it")]);
}

#[test]
fn rfc_is_a_patch_with_a_diff_or_a_counter() {
    check("rfc-alone", &[("kind", "Patch"), ("tags", "RFC"), ("diff", "true")]);
    check("rfc-counted", &[("kind", "Patch"), ("version", "2"), ("diff", "false")]);
    check("rfc-prose", &[("kind", "Other"), ("body", "-")]);
}

#[test]
fn a_request_to_pull_is_no_patch() {
    check("git-pull", &[("kind", "Pull"), ("body", "-")]);
    check("pull-with-patch", &[("kind", "Pull"), ("body", "-")]);
}

#[test]
fn a_reply_is_no_patch_whatever_it_holds() {
    check("reply", &[("kind", "Reply"), ("body", "-"), ("parents", "other@example.org")]);
    check("reply-other-language", &[("kind", "Reply"), ("body", "-")]);
    check("reply-re-in-bracket", &[("kind", "Patch"), ("title", "Re: kits: do it")]);
}
