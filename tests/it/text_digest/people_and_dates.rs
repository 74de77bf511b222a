//! What is taken out of the values of a digest.

use super::*;

#[test]
fn a_person_is_a_name_and_an_address() {
    let check = |value: &str, name: &str, address: &str| {
        assert_eq!(person(value), Some((name.to_owned(), address.to_owned())), "{value}");
    };
    check("Ada Example <ada@example.org>", "Ada Example", "ada@example.org");
    check("\"Ben D. Example\" <ben@example.org>", "Ben D. Example", "ben@example.org");
    check(r#""Ben \"B\" \\ Example" <ben@example.org>"#, r#"Ben "B" \ Example"#, "ben@example.org");
    check("Ada <the first> <ada@example.org>", "Ada <the first>", "ada@example.org");
    check("<ada@example.org>", "", "ada@example.org");
    check("ada@example.org", "", "ada@example.org");
    for value in
        ["", "\"", "Ada", "Ada <>", "<", ">", "Ada <ada at example.org>", "ada@ example.org", "example.org"]
    {
        assert_eq!(person(value), None, "{value}");
    }
}

#[test]
fn the_newest_date_is_taken_from_message_ids() {
    let check = |body: &str, expected: Option<&str>| {
        let mut digest = with_body(body);
        if let Some(Block::New { references, .. }) = digest.blocks.first_mut() {
            references.clear();
        }
        assert_eq!(digest.newest_date().map(|date| date.to_string()).as_deref(), expected, "{body}");
    };
    check("<20260204101112.4711-1-a@example.org>", Some("2026-02-04"));
    check(
        "Based-on: <20260218-topic-v2-1-0a1b@example.org>,<20260217-t-v1-0-0a1b@example.org>",
        Some("2026-02-18"),
    );
    check("https://lists.example.org/toy/20250712131415.815-1-a.b@example.org/", Some("2025-07-12"));
    check("https://lists.example.org/r/20260112161718.42-1-a.b%40example.org", Some("2026-01-12"));
    check("a bare 20250101000000.1-2-a@example.org, and <20241231000000.1@example.org>", Some("2025-01-01"));
    check("https://lists.example/?i=20240229235959.1-1-a@example.org", Some("2024-02-29"));
    check("", None);
    check("on 20260204, and in 20260204101112.4711-1-a without a host", None);
    check("<202602040744.1@example.org> has no seconds", Some("2026-02-04"));
    check("<20260230101112.1@example.org> is no day", None);
    check("<19890101000000.1@example.org> <20380101000000.1@example.org>", None);
    check("<cover.20260204.git.a@example.org> <x20260204-1@example.org> <120260204.1@example.org>", None);
    check("https://lists.example.org/20260204-notes.html by a@example.org", None);
    check("20260204-not one word@example.org", None);
}

#[test]
fn the_newest_date_is_looked_for_in_references_patch_list_and_unread_lines() {
    let mut digest = TextDigest::parse(OURS);
    let date = |digest: &TextDigest| digest.newest_date().map(|date| date.to_string());
    assert_eq!(date(&digest).as_deref(), Some("2024-02-18"));
    digest.patch_list.push("[PATCH] x <20240219-x-v1-1-0a@example.org>".into());
    assert_eq!(date(&digest).as_deref(), Some("2024-02-19"));
    digest.unread.push(unread(1, "<20240220-x-v1-1-0a@example.org>", Why::Unplaced));
    assert_eq!(date(&digest).as_deref(), Some("2024-02-20"));
}
