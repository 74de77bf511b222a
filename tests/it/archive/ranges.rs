//! `FROM..TO`, as people write it.

use std::path::Path;

use lorepress::archive::Range;
use lorepress::options::SiteRules;
use lorepress::{DigestRequest, Form, digest};

use super::patch;
use crate::support::{Archive, Layout};

fn request() -> DigestRequest {
    DigestRequest { list: Some("TOYS".into()), url: None, rules: SiteRules::default(), form: Form::Text }
}

/// The titles in the digest of a window, oldest first; or what is wrong with it.
fn titles(archive: &Archive, range: &str) -> Result<String, String> {
    let range = Range::typed(range)?;
    let text = digest(&archive.path(), &range.into(), &request()).map_err(|error| error.to_string())?;
    let mut titles: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("New:  ")).collect();
    titles.reverse();
    Ok(titles.join(" "))
}

fn abc() -> Archive {
    Archive::new().mails(["a", "b", "c"].map(patch))
}

/// `A`, `B` and `C` in the range stand for the commits of the archive's mails.
fn check(range: &str, expected: &str) {
    let archive = abc();
    let range = range.replace('A', &archive.id(0)).replace('B', &archive.id(1)).replace('C', &archive.id(2));
    assert_eq!(titles(&archive, &range).as_deref(), Ok(expected), "{range}");
}

#[test]
fn from_is_excluded_and_to_included() {
    check("A..C", "b c");
    check("A..B", "b");
}

#[test]
fn an_empty_or_null_start_is_the_beginning() {
    check("..B", "a b");
    check("0000..B", "a b");
    check("0000000000000000000000000000000000000000..B", "a b");
}

#[test]
fn an_abbreviation_will_do_in_either_case() {
    let archive = abc();
    let short = |at: usize, digits: usize| archive.id(at)[..digits].to_owned();
    let range = format!("{}..{}", short(0, 9), short(2, 7));
    assert_eq!(titles(&archive, &range).as_deref(), Ok("b c"));
    assert_eq!(titles(&archive, &range.to_uppercase()).as_deref(), Ok("b c"));
    assert_eq!(titles(&archive, &format!("{}..{}", short(0, 4), short(1, 4))).as_deref(), Ok("b"));
}

#[test]
fn commits_are_named_by_their_distance_as_git_names_them() {
    let archive = abc();
    let check_head =
        |range: &str, expected: &str| assert_eq!(titles(&archive, range).as_deref(), Ok(expected), "{range}");
    check_head("HEAD~1..HEAD", "c");
    check_head("HEAD~2..HEAD~", "b");
    check_head("HEAD^..@", "c");
    check_head("@^^..", "b c");
    check_head("..HEAD~2", "a");
    check_head("HEAD~1~1..HEAD", "b c");
    check("B~1..C^", "b");
    check("A..", "b c");
}

#[test]
fn a_distance_goes_through_epochs_and_counts_commits() {
    let archive = Archive::new().mails(["a", "b"].map(patch)).next_epoch().mails(["c", "d"].map(patch));
    assert_eq!(titles(&archive, "HEAD~3..HEAD~1").as_deref(), Ok("b c"));
    let archive = Archive::of(Layout::V1).mails(["a", "b", "c"].map(patch));
    assert_eq!(titles(&archive, "HEAD~2..HEAD").as_deref(), Ok("b c"));
}

#[test]
fn a_distance_beyond_the_first_commit_is_refused() {
    let archive = abc();
    check_error(
        &archive,
        "HEAD~3..HEAD",
        &["HEAD~3 is not in the history of this archive", "2 commits before it", "help: "],
    );
    check_error(&archive, &format!("{}^..HEAD", archive.id(0)), &["has 0 commits before it"]);
    check_error(&archive, "HEAD..HEAD~1", &["HEAD is not an ancestor of HEAD~1"]);
}

#[test]
fn files_name_commits_by_their_ids_alone() {
    for range in ["HEAD~1..HEAD", "@~1..@", "abcd~1..abcd", "abcd.."] {
        assert!(range.parse::<Range>().is_err_and(|said| said.contains("is not a window")), "{range}");
    }
}

#[test]
fn the_text_names_the_window_by_nine_digits() {
    let archive = abc();
    let range = format!("{}..{}", archive.id(0), archive.id(2));
    let text = digest(&archive.path(), &range.parse().expect("a range"), &request()).expect("a digest");
    let (from, to) = (&archive.id(0)[..9], &archive.id(2)[..9]);
    let head = format!("From {from} to {to}\nTOYS mailing list update from {from} to {to}\n");
    assert!(text.starts_with(&head), "{text}");
}

/// What is wrong with a range: the error holds each of these, and the archive's path where it was opened.
fn check_error(archive: &Archive, range: &str, expected: &[&str]) {
    let error = titles(archive, range).expect_err(range);
    let path = archive.path();
    let place = if Range::typed(range).is_ok() { path.as_path() } else { Path::new("") };
    assert!(error.starts_with(&place.display().to_string()), "{error}");
    for part in expected {
        assert!(error.contains(part), "{error}\n{part}");
    }
}

#[test]
fn what_is_no_range_is_refused() {
    for range in ["", "..", "abcd", "abc..abcd", "abcd..abc", "abcd..wxyz", "abcd...abcd"] {
        check_error(&abc(), range, &["is not a window: write FROM..TO"]);
        assert!(range.parse::<Range>().is_err_and(|said| said.contains("is not a window: write FROM..TO")));
    }
    let long = format!("abcd..{}", "a".repeat(41));
    check_error(&abc(), &long, &["is not a window"]);
}

#[test]
fn a_commit_that_is_not_in_the_history_is_named() {
    let archive = abc();
    let expected = ["deadbeef is not in the history of this archive", "help: "];
    check_error(&archive, &format!("deadbeef..{}", archive.id(1)), &expected);
    check_error(&archive, &format!("{}..deadbeef", archive.id(1)), &expected);
}

#[test]
fn a_window_backwards_or_of_nothing_is_refused() {
    let archive = abc();
    let (a, b) = (archive.id(0), archive.id(1));
    check_error(&archive, &format!("{b}..{a}"), &[&format!("{b} is not an ancestor of {a}"), "help: "]);
    check_error(&archive, &format!("{a}..{a}"), &["is not an ancestor of"]);
}

#[test]
fn an_abbreviation_of_two_commits_is_refused_and_both_named() {
    let archive = abc().mail_like(patch("d"), 1);
    let like = &archive.id(1)[..4];
    let expected = [&format!("{like} is ambiguous"), &archive.id(1), &archive.id(3)];
    check_error(&archive, &format!("..{like}"), &expected.map(String::as_str));
    check_error(&archive, &format!("{like}..{}", archive.id(2)), &expected.map(String::as_str));
    assert_eq!(titles(&archive, &format!("{}..{}", archive.id(1), archive.id(3))).as_deref(), Ok("c d"));
}
