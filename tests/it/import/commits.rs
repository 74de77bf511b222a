//! What a commit says of its mail.

use super::*;

/// Imports one mail and compares author, address and subject of its commit.
fn check_commit(header: &[u8], name: &str, email: &str, subject: &str) {
    let lab = Lab::new();
    lab.file("mails/a.eml", [header, b"\n\nbody\n"].concat());
    lab.import("mails");
    lab.fsck();
    let found = lab.commits(|_, commit| {
        let (author, committer) = (commit.author(), commit.committer());
        assert_eq!(
            (author.name_bytes(), author.email_bytes()),
            (committer.name_bytes(), committer.email_bytes())
        );
        [author.name_bytes(), author.email_bytes(), commit.message_raw_bytes()]
            .map(|text| String::from_utf8(text.to_vec()).expect("UTF-8"))
    });
    assert_eq!(found, [[name, email, subject]], "{}", String::from_utf8_lossy(header));
}

#[test]
fn a_commit_names_author_and_subject_decoded() {
    check_commit(
        b"From: =?utf-8?q?J=C3=A9r=C3=B4me?= <j@example.org>\nSubject: =?utf-8?q?gr=C3=BC=C3=9Fe?=\n\tund mehr",
        "J\u{e9}r\u{f4}me",
        "j@example.org",
        "gr\u{fc}\u{df}e und mehr",
    );
    check_commit(
        b"From: \"Doe, Jane\" <j@example.org>, b@example.org",
        "Doe, Jane",
        "j@example.org",
        "(no subject)",
    );
    check_commit(b"From: j@example.org\nSubject:", "j@example.org", "j@example.org", "(no subject)");
}

#[test]
fn an_address_in_words_is_one() {
    let check = |from: &str, name: &str| {
        check_commit(format!("From: {from}\nSubject: a").as_bytes(), name, "jane@example.org", "a");
    };
    check("jane at example.org (Jane Doe)", "Jane Doe");
    check("jane at example.org (=?utf-8?q?J=C3=A9r=C3=B4me?=)", "J\u{e9}r\u{f4}me");
    check("Jane Doe <jane(a)example.org>", "Jane Doe");
    check("jane at example.org", "jane");
    check("Jane at work <jane@example.org>", "Jane at work");
}

#[test]
fn bytes_that_are_not_utf8_are_read_as_windows_1252() {
    check_commit(
        b"From: J\xe9r\xf4me <j@example.org>\nSubject: gr\xfc\xdfe \x93x\x94",
        "J\u{e9}r\u{f4}me",
        "j@example.org",
        "gr\u{fc}\u{df}e \u{201c}x\u{201d}",
    );
}

#[test]
fn a_commit_has_nothing_that_git_rejects() {
    check_commit(b"Subject: a\x00b\x1b[31m\x7f", "unknown@invalid", "unknown@invalid", "ab[31m");
    check_commit(b"From: Jane\nSubject: a", "Jane", "unknown@invalid", "a");
    check_commit(b"From: =?utf-8?q?=3Cx=3E=0A=00y?= <j@example.org>", "x y", "j@example.org", "(no subject)");
    check_commit(b"From: \"...\" <j@example.org>", "j@example.org", "j@example.org", "(no subject)");
    check_commit(b"From: <>", "unknown@invalid", "unknown@invalid", "(no subject)");
    check_commit(b"no header at all, \xff\xfe", "unknown@invalid", "unknown@invalid", "(no subject)");
}

#[test]
fn the_same_mails_get_the_same_commits_everywhere_and_always() {
    let lab = Lab::new();
    lab.file("list.mbox", mbox(1..4));
    lab.import("list.mbox");
    assert_eq!(lab.tip().to_string(), "47a44a66714d66a96fc3337e2412867ab73f4ef2");
}

#[test]
fn a_mail_may_be_large() {
    let lab = Lab::new();
    let large = format!("Subject: large\n\n{}", ">From here on\nto there\n".repeat(50_000_000 / 23));
    lab.file("list.mbox", format!("{FROM}{large}\n{}", mbox([1])));
    assert_eq!(lab.import("list.mbox").added, 2);
    assert!(lab.mails()[0] == large.replace(">From", "From"));
    lab.fsck();
}
