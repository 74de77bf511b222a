//! What the operator has to mend is named.

use super::*;

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
