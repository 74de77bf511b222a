//! Importing mboxes, maildirs and folders of mails into a public-inbox archive.

use git2::{Commit, Oid, Repository, Signature, Time};
use lorepress::import::{SourceKind, Summary, import, is_source};
use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// An envelope line of 2001-02-05 09:00:00 UTC, which is `POSTMARK`.
const FROM: &str = "From jane@example.org Mon Feb  5 09:00:00 2001\n";
const POSTMARK: i64 = 981_363_600;

/// A folder with a source and an archive in it.
struct Lab {
    folder: TempDir,
}

impl Lab {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, and the folders above it.
    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        fs::write(&path, content).expect("a written file");
        path
    }

    fn import(&self, source: &str) -> Summary {
        import(&self.path(source), &self.path("archive"), &|_| {}).expect("an import")
    }

    fn epoch(&self) -> Repository {
        Repository::open_bare(self.path("archive/git/0.git")).expect("an epoch")
    }

    fn tip(&self) -> Oid {
        self.epoch().refname_to_id("refs/heads/master").expect("a branch")
    }

    /// What `read` makes of each commit, oldest first.
    fn commits<T>(&self, read: impl Fn(&Repository, &Commit<'_>) -> T) -> Vec<T> {
        let epoch = self.epoch();
        let mut found = Vec::new();
        let mut next = epoch.refname_to_id("refs/heads/master").ok();
        while let Some(id) = next {
            let commit = epoch.find_commit(id).expect("a commit");
            found.push(read(&epoch, &commit));
            next = commit.parent_ids().next();
        }
        found.reverse();
        found
    }

    fn mails(&self) -> Vec<String> {
        self.commits(|epoch, commit| {
            let tree = commit.tree().expect("a tree");
            assert_eq!(tree.len(), 1);
            let entry = tree.get_name("m").expect("a mail");
            assert_eq!(entry.filemode(), 0o100_644);
            String::from_utf8_lossy(epoch.find_blob(entry.id()).expect("a blob").content()).into_owned()
        })
    }

    /// The arrival of each commit, as `git` shows the committer's time.
    fn arrivals(&self) -> Vec<i64> {
        self.commits(|_, commit| commit.time().seconds())
    }

    /// Asks git itself whether the epoch is whole.
    fn fsck(&self) {
        let output = Command::new("git")
            .args(["fsck", "--strict", "--full", "--no-dangling"])
            .current_dir(self.path("archive/git/0.git"))
            .output()
            .expect("git runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success() && !said.contains("error") && !said.contains("warning"), "{said}");
    }
}

/// Imports one mbox and compares the mails it had.
fn check(mbox: impl AsRef<[u8]>, expected: &[&str]) {
    let lab = Lab::new();
    lab.file("list.mbox", mbox);
    let summary = lab.import("list.mbox");
    assert_eq!(lab.mails(), expected);
    assert_eq!(summary.added, expected.len() as u64);
    lab.fsck();
}

/// A mail that says nothing about its time.
fn mail(id: u32) -> String {
    format!(
        "Message-ID: <{id}@example.org>\nFrom: Jane <jane@example.org>\nSubject: mail {id}\n\nHello {id}\n"
    )
}

/// An mbox with the mails of these numbers.
fn mbox(ids: impl IntoIterator<Item = u32>) -> String {
    ids.into_iter().map(|id| format!("{FROM}{}\n", mail(id))).collect()
}

// Splitting an mbox

#[test]
fn mails_of_an_mbox_come_without_envelope_lines_and_separators() {
    check(format!("{FROM}{}\n{FROM}{}\n", mail(1), mail(2)), &[&mail(1), &mail(2)]);
}

#[test]
fn the_last_mail_may_lack_its_separator() {
    check(format!("{FROM}{}\n{FROM}{}", mail(1), mail(2)), &[&mail(1), &mail(2)]);
    check(format!("{FROM}Subject: a\n\nno line end"), &["Subject: a\n\nno line end"]);
    check(format!("{FROM}Subject: only a header"), &["Subject: only a header"]);
}

#[test]
fn only_one_blank_line_is_taken_from_the_end_of_a_mail() {
    check(
        format!("{FROM}Subject: a\n\ntext\n\n\n{FROM}Subject: b\n\n\n"),
        &["Subject: a\n\ntext\n\n", "Subject: b\n\n"],
    );
}

#[test]
fn a_line_of_a_body_that_begins_with_from_does_not_split_it() {
    let body = "Subject: a\n\nFrom the manual:\n\nFrom here on, Monday\n\nFrom 5 Feb 2001 09:00:00 we know\n";
    check(format!("{FROM}{body}\n"), &[body]);
}

#[test]
fn an_envelope_line_counts_only_after_a_blank_line() {
    let body = format!("Subject: a\n\nquoting:\n{FROM}end\n");
    check(format!("{FROM}{body}\n"), &[&body]);
}

#[test]
fn mboxrd_loses_one_level_of_quoting() {
    check(
        format!("{FROM}Subject: a\n\n>From x\n>>From y\n>>>From z\n> From w\n>Fromage\n\n"),
        &["Subject: a\n\nFrom x\n>From y\n>>From z\n> From w\n>Fromage\n"],
    );
}

#[test]
fn mboxo_loses_the_only_level_of_quoting_it_has() {
    check(
        format!("{FROM}Subject: a\n\n>From the start\n\n>From me\n\n"),
        &["Subject: a\n\nFrom the start\n\nFrom me\n"],
    );
}

#[test]
fn mboxcl2_is_split_by_length_and_keeps_its_lines() {
    let body = format!(">From me\n\n{FROM}Subject: forwarded\n");
    let first = format!("Subject: a\nContent-Length: {}\n\n{body}", body.len());
    let second = "Subject: b\nContent-Length: 5\n\n>From";
    check(
        format!("{FROM}{first}\n{FROM}{second}"),
        &[&format!("Subject: a\n\n{body}"), "Subject: b\n\n>From"],
    );
}

#[test]
fn a_wrong_content_length_is_not_trusted() {
    for length in ["3", "20", "99999", "18446744073709551615", "-1", "many"] {
        check(
            format!("{FROM}Subject: a\nContent-Length: {length}\n\n>From me\n\n{FROM}Subject: b\n\nb\n\n"),
            &["Subject: a\n\nFrom me\n", "Subject: b\n\nb\n"],
        );
    }
}

#[test]
fn fields_of_the_mailbox_are_dropped_and_only_in_an_mbox() {
    let raw = "Status: RO\nSubject: a\nX-Status: A\nLines:\n 1\nX-Lines: 2\n\nStatus: stays\n";
    check(format!("{FROM}{raw}\n"), &["Subject: a\nX-Lines: 2\n\nStatus: stays\n"]);
    let lab = Lab::new();
    lab.file("mails/a.eml", raw);
    lab.import("mails");
    assert_eq!(lab.mails(), [raw]);
}

#[test]
fn line_ends_of_windows_are_kept() {
    let file = mbox([1, 2]).replace('\n', "\r\n");
    check(file, &[&mail(1).replace('\n', "\r\n"), &mail(2).replace('\n', "\r\n")]);
}

#[test]
fn an_mbox_may_begin_with_blank_lines() {
    check(format!("\n\n{FROM}Subject: a\n\na\n"), &["Subject: a\n\na\n"]);
}

#[test]
fn an_empty_mbox_makes_an_archive_without_mails() {
    let lab = Lab::new();
    lab.file("list.mbox", "");
    assert_eq!(lab.import("list.mbox"), Summary::default());
    assert_eq!(lab.mails(), [""; 0]);
    lab.fsck();
}

#[test]
fn an_empty_mail_is_left_out_and_named() {
    let lab = Lab::new();
    lab.file("list.mbox", format!("{FROM}\n\n{FROM}Subject: a\n\na\n"));
    let summary = lab.import("list.mbox");
    assert_eq!((summary.seen, summary.added), (2, 1));
    assert_eq!(summary.left_out, [(format!("byte {}", FROM.len()), "empty-mail")]);
}

/// Every body of up to four lines out of those that mislead.
fn misleading_bodies() -> Vec<String> {
    let lines = ["", "text", "From me", ">From me", ">>From me", FROM.trim_end(), &format!(">{FROM}"), ">"];
    let mut bodies = vec![String::new()];
    let mut longest = bodies.clone();
    for _ in 0..4 {
        let longer = |body: &String| lines.map(|line| format!("{body}{}\n", line.trim_end()));
        longest = longest.iter().flat_map(longer).collect();
        bodies.extend(longest.iter().cloned());
    }
    bodies
}

#[test]
fn what_was_written_as_mboxrd_is_read_as_it_was() {
    let mails: Vec<_> = misleading_bodies().into_iter().enumerate().map(numbered).collect();
    let quote = |line: &str| {
        if line.trim_start_matches('>').starts_with("From ") { format!(">{line}") } else { line.to_owned() }
    };
    let file = mails.iter().map(|mail| {
        let quoted: String = mail.split_inclusive('\n').map(quote).collect();
        format!("{FROM}{quoted}\n")
    });
    check(file.collect::<String>(), &mails.iter().map(String::as_str).collect::<Vec<_>>());
}

#[test]
fn what_was_written_as_mboxcl2_is_read_as_it_was() {
    let mails: Vec<_> = misleading_bodies().into_iter().enumerate().map(numbered).collect();
    let file = mails.iter().map(|mail| {
        let (header, body) = mail.split_once("\n\n").expect("a header");
        format!("{FROM}{header}\nContent-Length: {}\n\n{body}\n", body.len())
    });
    check(file.collect::<String>(), &mails.iter().map(String::as_str).collect::<Vec<_>>());
}

fn numbered((number, body): (usize, String)) -> String {
    format!("Message-ID: <{number}@example.org>\n\n{body}")
}

// Other sources

#[test]
fn a_maildir_gives_what_is_delivered_by_time_of_delivery() {
    let lab = Lab::new();
    lab.file("box/cur/1000000000.M2.host:2,S", mail(2));
    lab.file("box/new/999999999.M1.host", mail(1));
    lab.file("box/new/1000000001.M3.host", mail(3));
    lab.file("box/cur/.hidden", mail(4));
    lab.file("box/tmp/1000000002.M5.host", mail(5));
    lab.file("box/.Sent/cur/1000000003.M6.host", mail(6));
    assert_eq!(lab.import("box").added, 3);
    assert_eq!(lab.mails(), [mail(1), mail(2), mail(3)]);
    assert_eq!(lab.arrivals(), [999_999_999, 1_000_000_000, 1_000_000_001]);
    lab.fsck();
}

#[test]
fn a_folder_gives_its_eml_files_at_any_depth_by_path() {
    let lab = Lab::new();
    lab.file("mails/b.eml", mail(3));
    lab.file("mails/a/z.EML", format!("{FROM}{}", mail(2)));
    lab.file("mails/a/b/c.eml", mail(1));
    lab.file("mails/readme.txt", mail(4));
    lab.file("mails/.git/x.eml", mail(5));
    lab.file("mails/empty.eml", "");
    let summary = lab.import("mails");
    assert_eq!(lab.mails(), [mail(1), mail(2), mail(3)]);
    let place = lab.path("mails/empty.eml").display().to_string();
    assert_eq!(summary.left_out, [(place, "empty-mail")]);
}

#[test]
fn each_kind_of_source_is_known_and_nothing_else() {
    let lab = Lab::new();
    lab.file("list.mbox", mbox([1]));
    lab.file("empty.mbox", "");
    lab.file("text", "From the manual: nothing\n");
    lab.file("list.mbox.gz", [0x1f, 0x8b, 8, 0]);
    lab.file("box/cur/1", "");
    lab.file("box/new/2", "");
    lab.file("mails/deep/a.eml", mail(1));
    lab.file("other/cur/a.txt", mail(1));
    Repository::init_bare(lab.path("bare.git")).expect("a repository");
    lab.import("list.mbox");
    for (name, kind) in [
        ("list.mbox", Some(SourceKind::Mbox)),
        ("empty.mbox", Some(SourceKind::Mbox)),
        ("box", Some(SourceKind::Maildir)),
        ("mails", Some(SourceKind::EmlFolder)),
        ("text", None),
        ("list.mbox.gz", None),
        ("other", None),
        ("bare.git", None),
        ("archive", None),
        ("missing", None),
    ] {
        assert_eq!(is_source(&lab.path(name)), kind, "{name}");
    }
}

// Duplicates and growth

#[test]
fn a_mail_comes_once_for_its_message_id() {
    let lab = Lab::new();
    let again = "Message-id:\n\t<1@example.org> (again)\nSubject: other\n\nother\n";
    let other_case = "Message-ID: <1@EXAMPLE.org>\n\nexactly compared\n";
    lab.file("list.mbox", format!("{}{FROM}{again}\n{FROM}{other_case}\n", mbox([1, 2, 1])));
    let summary = lab.import("list.mbox");
    assert_eq!((summary.seen, summary.added, summary.duplicates.len()), (5, 3, 2));
    assert_eq!(lab.mails(), [&mail(1), &mail(2), other_case]);
}

#[test]
fn a_mail_with_several_message_ids_is_known_when_all_of_them_are() {
    let lab = Lab::new();
    let both = "Message-ID: <2@example.org>\nMessage-ID: <1@example.org>\n\nboth\n";
    lab.file("list.mbox", format!("{}{FROM}{both}\n{}", mbox([1]), mbox([2])));
    let summary = lab.import("list.mbox");
    assert_eq!((summary.added, summary.duplicates.len()), (2, 1));
    assert_eq!(lab.mails(), [&mail(1), both]);
}

#[test]
fn a_mail_without_message_id_is_known_by_its_bytes() {
    let lab = Lab::new();
    let mails = ["Subject: a\n\na\n", "Subject: a\n\na\n", "Message-ID: <>\n\nb\n", "Subject: a\n\nb\n"];
    lab.file("list.mbox", mails.map(|mail| format!("{FROM}{mail}\n")).concat());
    let summary = lab.import("list.mbox");
    assert_eq!((summary.added, summary.duplicates.len()), (3, 1));
    assert_eq!(lab.import("list.mbox").duplicates.len(), 4);
}

#[test]
fn importing_the_same_again_adds_nothing() {
    let lab = Lab::new();
    lab.file("list.mbox", mbox(1..20));
    lab.import("list.mbox");
    let tip = lab.tip();
    let summary = lab.import("list.mbox");
    assert_eq!((summary.seen, summary.added, summary.duplicates.len()), (19, 0, 19));
    assert_eq!(lab.tip(), tip);
}

#[test]
fn an_archive_grows_by_what_is_new() {
    let lab = Lab::new();
    lab.file("old.mbox", mbox([1, 2]));
    lab.file("new.mbox", mbox([2, 3]));
    lab.import("old.mbox");
    let tip = lab.tip();
    assert_eq!(lab.import("new.mbox").added, 1);
    assert_eq!(lab.mails(), [mail(1), mail(2), mail(3)]);
    assert_eq!(lab.epoch().find_commit(lab.tip()).and_then(|commit| commit.parent_id(0)), Ok(tip));
    lab.fsck();
}

#[test]
fn an_archive_grows_at_its_newest_epoch_and_knows_all_of_them() {
    let lab = Lab::new();
    lab.file("old.mbox", mbox([1, 2]));
    lab.file("new.mbox", mbox([1, 3]));
    lab.import("old.mbox");
    Repository::init_bare(lab.path("archive/git/1.git")).expect("an epoch");
    lab.file("archive/git/1.git/HEAD", "ref: refs/heads/master\n");
    let tip = lab.tip();
    assert_eq!(lab.import("new.mbox").added, 1);
    assert_eq!(lab.tip(), tip);
    let newest = Repository::open_bare(lab.path("archive/git/1.git")).expect("an epoch");
    let head = newest.head().and_then(|head| head.peel_to_commit()).expect("a commit");
    assert_eq!((head.message(), head.parent_count()), (Ok("mail 3"), 0));
}

#[test]
fn a_mail_that_was_deleted_does_not_come_back() {
    let lab = Lab::new();
    lab.file("list.mbox", mbox([1, 2]));
    lab.import("list.mbox");
    delete(&lab.epoch(), &mail(2), POSTMARK);
    assert_eq!(lab.import("list.mbox").added, 0);
}

/// Adds the commit by which public-inbox deletes a mail.
fn delete(epoch: &Repository, mail: &str, at: i64) {
    let mut tree = epoch.treebuilder(None).expect("a tree");
    tree.insert("d", epoch.blob(mail.as_bytes()).expect("a blob"), 0o100_644).expect("an entry");
    let tree = epoch.find_tree(tree.write().expect("a tree")).expect("a tree");
    let who = Signature::new("Admin", "admin@example.org", &Time::new(at, 0)).expect("a signature");
    let tip = epoch.refname_to_id("refs/heads/master").and_then(|id| epoch.find_commit(id)).expect("a tip");
    epoch.commit(Some("refs/heads/master"), &who, &who, "rm", &tree, &[&tip]).expect("a commit");
}

#[test]
fn a_hole_in_the_archive_is_reported_and_filled() {
    let lab = Lab::new();
    lab.file("list.mbox", mbox([1]));
    lab.import("list.mbox");
    // A commit whose tree names a blob that is not there.
    let epoch = lab.epoch();
    let missing = Oid::hash_object(git2::ObjectType::Blob, mail(2).as_bytes()).expect("an id");
    let object = [b"100644 m\0", missing.as_bytes()].concat();
    let odb = epoch.odb().expect("a database");
    let tree = odb.write(git2::ObjectType::Tree, &object).and_then(|id| epoch.find_tree(id)).expect("a tree");
    let who = Signature::new("Admin", "admin@example.org", &Time::new(POSTMARK, 0)).expect("a signature");
    let tip = epoch.find_commit(lab.tip()).expect("a tip");
    let hole = epoch.commit(Some("refs/heads/master"), &who, &who, "hole", &tree, &[&tip]).expect("a commit");
    lab.file("list.mbox", mbox([1, 2]));
    let summary = lab.import("list.mbox");
    assert_eq!(summary.left_out, [(format!("commit {hole}"), "damaged-object")]);
    assert_eq!((summary.seen, summary.added), (2, 1));
    lab.fsck();
}

// Dates and order

#[test]
fn mails_are_added_as_they_arrived() {
    let lab = Lab::new();
    let received = "Received: from a by b; Mon, 5 Feb 2001 08:00:00 +0000\n\
                    Received: from c by a; Mon, 5 Feb 2001 07:00:00 +0000\n\
                    Date: Mon, 5 Feb 2001 06:00:00 +0000\n\nby Received\n";
    let postmark = "Date: Mon, 5 Feb 2001 04:00:00 +0000\n\nby the envelope line\n";
    let date = "Date: Mon, 5 Feb 2001 09:30:00 +0100\n\nby Date\n";
    let no_time = "From mboxrd@z Thu Jan  1 00:00:00 1970\n";
    let no_time_either = "From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001\n";
    lab.file(
        "list.mbox",
        format!(
            "{FROM}{postmark}\n{no_time}{date}\n{no_time_either}Subject: as before\n\n\n{FROM}{received}\n"
        ),
    );
    lab.import("list.mbox");
    assert_eq!(lab.mails(), [received, date, "Subject: as before\n\n", postmark]);
    assert_eq!(lab.arrivals(), [POSTMARK - 3600, POSTMARK - 1800, POSTMARK - 1800, POSTMARK]);
    let sent = lab.commits(|_, commit| commit.author().when().seconds());
    assert_eq!(sent, [POSTMARK - 10800, POSTMARK - 1800, POSTMARK - 1800, POSTMARK - 18000]);
}

#[test]
fn mails_of_the_same_second_stay_as_they_stand() {
    let lab = Lab::new();
    lab.file("list.mbox", mbox([5, 3, 9, 1]));
    lab.import("list.mbox");
    assert_eq!(lab.mails(), [5, 3, 9, 1].map(mail));
}

#[test]
fn dates_that_cannot_be_are_passed_over() {
    for date in ["", "Date: Thu, 1 Jan 1970 00:00:00 +0000\n", "Date: 5 Feb 2099 00:00:00\n", "Date: soon\n"]
    {
        let lab = Lab::new();
        lab.file("list.mbox", format!("{FROM}Received: x; 1 Jan 1980 00:00:00\n{date}\nbody\n\n"));
        lab.file("mails/a.eml", format!("{date}Subject: of nothing\n\nbody\n"));
        lab.import("mails");
        lab.import("list.mbox");
        assert_eq!(lab.arrivals(), [631_152_000, POSTMARK], "{date}");
        assert_eq!(lab.commits(|_, commit| commit.author().when().seconds()), lab.arrivals(), "{date}");
        lab.fsck();
    }
}

#[test]
fn arrivals_never_run_backwards() {
    let lab = Lab::new();
    lab.file("new.mbox", mbox([1]));
    lab.file("old.mbox", mbox([2]).replace("2001", "1999"));
    lab.import("new.mbox");
    lab.import("old.mbox");
    assert_eq!(lab.arrivals(), [POSTMARK, POSTMARK]);
}

// Commits

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

// Stopping in the middle

/// Mails for several batches, so that there is time to stop between the first and the last.
fn many() -> String {
    mbox(0..20_000)
}

#[test]
fn a_run_that_is_killed_leaves_a_whole_archive_and_the_next_one_ends_the_same() {
    let lab = Lab::new();
    let source = lab.file("list.mbox", many());
    let mut child = Command::new(env!("CARGO_BIN_EXE_lorepress"))
        .args([Path::new("import"), &source, &lab.path("archive")])
        .stderr(Stdio::null())
        .spawn()
        .expect("a child");
    let branch = lab.path("archive/git/0.git/refs/heads/master");
    while !branch.exists() {
        assert_eq!(child.try_wait().expect("a child"), None, "it ended before its first batch was there");
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    child.kill().expect("a dead child");
    child.wait().expect("a dead child");
    lab.fsck();
    let first = lab.arrivals().len();
    assert!((1..20_000).contains(&first), "{first}");
    assert_eq!(lab.import("list.mbox").added, 20_000 - first as u64);
    lab.fsck();

    let whole = Lab::new();
    whole.file("list.mbox", many());
    whole.import("list.mbox");
    assert_eq!(lab.tip(), whole.tip());
}

#[test]
fn a_pack_that_was_written_before_the_branch_moved_does_no_harm() {
    let lab = Lab::new();
    lab.file("old.mbox", mbox([1]));
    lab.file("list.mbox", mbox(1..10));
    lab.import("old.mbox");
    let before = lab.tip();
    lab.import("list.mbox");
    let after = lab.tip();
    lab.epoch().reference("refs/heads/master", before, true, "as if killed").expect("a branch");
    lab.fsck();
    assert_eq!(lab.import("list.mbox").added, 8);
    assert_eq!(lab.tip(), after);
    lab.fsck();
}

#[test]
fn an_epoch_that_was_half_made_is_made_again() {
    let lab = Lab::new();
    lab.file("list.mbox", mbox([1]));
    lab.file("archive/git/.new-epoch/HEAD", "");
    lab.import("list.mbox");
    assert_eq!(lab.mails(), [mail(1)]);
    assert!(!lab.path("archive/git/.new-epoch").exists());
    lab.fsck();
}

#[test]
fn a_half_written_pack_is_no_part_of_the_archive() {
    let lab = Lab::new();
    lab.file("list.mbox", mbox([1]));
    lab.import("list.mbox");
    lab.file("archive/git/0.git/objects/pack/pack_a1b2c3", "PACK");
    lab.file("list.mbox", mbox([1, 2]));
    assert_eq!(lab.import("list.mbox").added, 1);
    lab.fsck();
}

#[test]
fn progress_is_told_of_every_mail() {
    let lab = Lab::new();
    let source = lab.file("list.mbox", mbox([1, 1, 2]));
    let seen = Cell::new(0);
    let count = |now| seen.set(if now == seen.get() + 1 { now } else { u64::MAX });
    import(&source, &lab.path("archive"), &count).expect("an import");
    assert_eq!(seen.get(), 3);
}

// What the operator has to mend

/// Imports and compares the place of the error with the path called `place`, and what it says.
fn check_error(lab: &Lab, source: &str, archive: &str, place: &str, problem: &str) {
    let error = import(&lab.path(source), &lab.path(archive), &|_| {}).expect_err("an error");
    assert_eq!(error.place(), lab.path(place).display().to_string());
    assert!(error.to_string().contains(problem), "{error}");
    assert!(!error.mend().is_empty());
}

#[test]
fn a_source_that_is_none_is_an_error_and_no_archive_is_made() {
    let lab = Lab::new();
    lab.file("text", "Dear diary\n");
    lab.file("folder/text", "Dear diary\n");
    check_error(&lab, "missing", "archive", "missing", "cannot read the mails");
    check_error(&lab, "text", "archive", "text", "neither an mbox");
    check_error(&lab, "folder", "archive", "folder", "neither an mbox");
    assert!(!lab.path("archive").exists());
}

#[test]
fn a_folder_that_is_no_archive_is_left_alone() {
    let lab = Lab::new();
    lab.file("list.mbox", mbox([1]));
    lab.file("folder/text", "Dear diary\n");
    lab.file("file", "Dear diary\n");
    Repository::init_bare(lab.path("bare.git")).expect("a repository");
    check_error(&lab, "list.mbox", "folder", "folder", "no archive");
    check_error(&lab, "list.mbox", "bare.git", "bare.git", "no archive");
    check_error(&lab, "list.mbox", "file", "file", "cannot read the archive");
    assert!(!lab.path("folder/git").exists());
}

#[test]
fn an_empty_folder_becomes_an_archive() {
    let lab = Lab::new();
    lab.file("list.mbox", mbox([1]));
    fs::create_dir(lab.path("archive")).expect("a folder");
    assert_eq!(lab.import("list.mbox").added, 1);
}

#[test]
fn a_branch_that_another_program_locks_is_an_error() {
    let lab = Lab::new();
    lab.file("list.mbox", mbox([1]));
    lab.import("list.mbox");
    lab.file("archive/git/0.git/refs/heads/master.lock", "");
    lab.file("list.mbox", mbox([1, 2]));
    check_error(&lab, "list.mbox", "archive", "archive/git/0.git/", "master.lock");
}
