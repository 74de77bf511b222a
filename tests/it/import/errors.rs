//! What the operator has to mend is named.

use super::*;

/// What an error says, and what it advises.
fn told_and_mend(error: &str) -> (String, String) {
    let (told, mend) = error.split_once("\n  help: ").expect("advice");
    (told.to_owned(), mend.to_owned())
}

/// Imports and compares the place of the error with the path called `place`, and what it says.
fn check_error(lab: &Lab, source: &str, archive: &str, place: &str, problem: &str) {
    let error = import(&lab.path(source), &lab.path(archive), &|_| {}).expect_err("an error");
    let (told, mend) = told_and_mend(&error.to_string());
    assert!(told.starts_with(&format!("{}: ", lab.path(place).display())), "{error}");
    assert!(told.contains(problem), "{error}");
    assert!(!mend.is_empty());
}

#[test]
fn a_source_that_is_none_is_an_error_and_no_archive_is_made() {
    let lab = Lab::new();
    lab.file("text", "Dear diary\n");
    lab.file("folder/text", "Dear diary\n");
    check_error(&lab, "missing", "archive", "missing", "cannot read the mails");
    check_error(&lab, "text", "archive", "text", "not an mbox");
    check_error(&lab, "folder", "archive", "folder", "not an mbox");
    assert!(!lab.path("archive").exists());
}

/// Imports what is not a source, and compares what the error says and what it advises.
fn check_refusal(lab: &Lab, source: &str, problem: &str, mend: &str) {
    check_error(lab, source, "archive", source, problem);
    let error = import(&lab.path(source), &lab.path("archive"), &|_| {}).expect_err("an error");
    assert!(told_and_mend(&error.to_string()).1.contains(mend), "{error}");
    assert!(!lab.path("archive").exists());
}

#[test]
fn what_was_named_by_mistake_is_told() {
    let lab = Lab::new();
    for (name, magic, program) in [
        ("a.gz", &b"\x1f\x8b\x08\0"[..], "gunzip"),
        ("a.xz", b"\xfd7zXZ\0\0", "unxz"),
        ("a.zst", b"\x28\xb5\x2f\xfd\0", "unzstd"),
        ("a.bz2", b"BZh9", "bunzip2"),
        ("a.zip", b"PK\x03\x04\0", "unzip"),
        ("a.pst", b"!BDN\0", "readpst"),
    ] {
        lab.file(name, magic);
        check_refusal(&lab, name, "is compressed", program);
    }
    lab.file("mail.txt", mail(1));
    check_refusal(&lab, "mail.txt", "a single mail", ".eml");
    lab.file("months/2001-January.txt", mbox([1]));
    lab.file("months/index.html", "<html>\n");
    check_refusal(&lab, "months", "a folder of mboxes", "2001-January.txt");
    lab.file("Mail/INBOX/cur/1000000000.M1.host:2,S", mail(1));
    check_refusal(&lab, "Mail", "a folder of maildirs", "INBOX");
    fs::create_dir(lab.path("empty")).expect("a folder");
    check_refusal(&lab, "empty", "not an mbox", "MMDF");
    lab.file("versions/1", "1.0\n");
    check_refusal(&lab, "versions", "not an mbox", "MMDF");
    Repository::init_bare(lab.path("bare.git")).expect("a repository");
    check_refusal(&lab, "bare.git", "a git repository", "needs no import");
    if cfg!(unix) {
        let error = import(Path::new("/dev/null"), &lab.path("archive"), &|_| {}).expect_err("an error");
        assert!(error.to_string().contains("a pipe or a device"), "{error}");
    }
}

#[test]
fn a_folder_that_is_no_archive_is_left_alone() {
    let lab = Lab::new();
    lab.file("list.mbox", mbox([1]));
    lab.file("folder/text", "Dear diary\n");
    lab.file("file", "Dear diary\n");
    Repository::init_bare(lab.path("bare.git")).expect("a repository");
    check_error(&lab, "list.mbox", "folder", "folder", "not a public-inbox archive");
    check_error(&lab, "list.mbox", "bare.git", "bare.git", "not a public-inbox archive");
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
