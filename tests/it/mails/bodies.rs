//! Which part of a mail is its text, and where that ends.

use super::{DO_IT, check};

const TEXT: &str = "Do it.\n\nSigned-off-by: Jane Doe <jane@example.org>";
const STAT: &str = " kit.c | 2 +-\n 1 file changed, 1 insertion(+), 1 deletion(-)";

#[test]
fn flowed_prose_is_joined_and_a_diffstat_is_not() {
    let body = format!(
        "This is a long sentence that goes on.\n\nNext.\n---\n  kit.c | 2 +-\n  {}",
        "1 file changed, 1 insertion(+), 1 deletion(-)"
    );
    check("format-flowed", &[("body", &body), ("stat", "1 +1 -1")]);
}

#[test]
fn of_several_parts_the_one_with_the_diff_is_shown() {
    check("inline-and-attachment", &[("body", DO_IT), ("diff", "true")]);
    check("html-alternative", &[("body", DO_IT), ("diff", "true")]);
    check("signed", &[("body", DO_IT), ("diff", "true")]);
    check("diff-in-second-part", &[("body", DO_IT), ("diff", "true")]);
}

#[test]
fn an_attached_patch_is_a_patch_and_not_shown() {
    check("attached-patch", &[("body", "See the attachment."), ("diff", "true"), ("kind", "Patch")]);
}

#[test]
fn html_alone_is_not_shown() {
    check("html-only", &[("body", ""), ("kind", "Patch"), ("diff", "false")]);
}

#[test]
fn a_multipart_without_its_boundary_is_text() {
    check("boundary-missing", &[("body", DO_IT), ("diff", "true")]);
    check("boundary-never", &[("body", DO_IT), ("diff", "true")]);
}

#[test]
fn scissors_drop_what_stands_above_them() {
    check("scissors", &[("body", DO_IT), ("diff", "true")]);
    check("scissors-in-diff", &[("body", DO_IT), ("diff", "true")]);
}

#[test]
fn without_a_separator_the_message_ends_at_the_diff() {
    check("no-separator", &[("body", TEXT), ("stat", "-"), ("diff", "true")]);
}

#[test]
fn a_diff_inside_the_message_is_text() {
    let quoted = "It did:\n> diff --git a/x b/x\n> index 1..2\n> --- a/x\n> +++ b/x\nand now not.";
    check("quoted-diff", &[("text", quoted), ("quotes", "true"), ("stat", "1 +1 -1")]);
    let shown = "This was wrong:\n\ndiff --git a/x b/x\nindex 1..2 100644\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n\
        +b\n\nSo mend it.";
    check("diff-in-message", &[("text", shown), ("stat", "1 +1 -1"), ("quotes", "false")]);
    check("diff-in-prose", &[("text", "diff says nothing about it.\nSo there."), ("stat", "1 +1 -1")]);
}

#[test]
fn a_patch_without_a_line_of_diff_is_a_patch() {
    check("rename-only", &[("diff", "true"), ("stat", "1 +0 -0"), ("text", TEXT)]);
    check("binary", &[("diff", "true"), ("stat", "1 +0 -0"), ("text", TEXT)]);
    check("mode-change", &[("diff", "true"), ("text", TEXT)]);
}

#[test]
fn notes_below_the_separator_are_kept() {
    let link = "https://lists.example/r/20260101-kits-v1-0-abcd@example.org";
    let body = format!("{TEXT}\n---\nv2: say more\n - Link to v1: {link}\n\n{STAT}");
    let pointer = "v1 20260101-kits-v1-0-abcd@example.org";
    check("changelog", &[("body", &body), ("pointers", pointer), ("version", "2")]);
}

#[test]
fn a_signature_and_a_footer_are_not_shown() {
    check("signature", &[("body", "A series.\n\nJane Doe (1):\n  Do it\n\nThanks"), ("kind", "Cover")]);
}

#[test]
fn an_answer_that_lost_its_re_quotes_and_has_no_diff() {
    check("lost-re", &[("quotes", "true"), ("diff", "false"), ("parents", "other@example.org")]);
}

#[test]
fn the_name_that_b4_gives_a_series_is_read() {
    check("change-id", &[("change-id", "20260101-kits-0123456789ab"), ("kind", "Cover")]);
}

#[test]
fn a_patch_may_have_no_body() {
    check("empty-body", &[("body", ""), ("diff", "false"), ("kind", "Patch"), ("stat", "-")]);
}

#[test]
fn the_commit_message_is_what_stands_above_notes_and_diffstat() {
    check("base64", &[("message", "café – naïve")]);
    check("changelog", &[("message", TEXT)]);
    check("no-separator", &[("message", TEXT)]);
    assert_eq!(lorepress::mail::commit_message(&format!("{TEXT}\n\n{STAT}")), TEXT);
    assert_eq!(lorepress::mail::commit_message(&format!("\n{TEXT}\n---\nv2: more\n\n{STAT}")), TEXT);
    assert_eq!(lorepress::mail::commit_message(TEXT), TEXT);
}

#[test]
fn the_diff_goes_from_its_first_line_to_the_signature() {
    const DIFF: &str = "diff --git a/kit.c b/kit.c\nindex 1111111..2222222 100644\n--- a/kit.c\n+++ b/kit.c\n\
        @@ -1 +1 @@\n-old\n+new\n";
    for name in ["attached-patch", "base64", "base64-with-footer", "crlf", "inline-and-attachment", "signed"]
    {
        check(name, &[("diff-text", DIFF)]);
    }
    check("html-only", &[("diff-text", "")]);
}
