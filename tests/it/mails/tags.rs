//! Tags that say nothing, because most mails of an archive have them.

use crate::support::{Archive, Mail, run};

fn tags(archive: &Archive, window: &str) -> serde_json::Value {
    let path = archive.path().display().to_string();
    let digest = run(&archive.path(), &["digest", &path, window, "--format", "json"]).succeeded();
    let digest: serde_json::Value = serde_json::from_str(&digest.stdout).expect("JSON");
    digest["entries"][0]["tags"].clone()
}

/// Thirty mails, so many with a bracket in front, and a patch with it.
fn archive(tagged: usize) -> Archive {
    let mails = (0..30).map(|number| {
        let tag = if number < tagged { "[oe] " } else { "" };
        Mail::new(&format!("m{number}"), &format!("{tag}Question {number}")).body("Which?\n")
    });
    Archive::new().mails(mails).mail(Mail::patch("p", "[oe][PATCH kits] toys: count"))
}

#[test]
fn a_tag_that_most_mails_of_the_archive_have_is_left_out_in_any_window() {
    let archive = archive(28);
    let ids = archive.ids();
    let [last, before] = [&ids[ids.len() - 1], &ids[ids.len() - 2]];
    assert_eq!(tags(&archive, &format!("..{last}")), serde_json::json!(["kits"]));
    assert_eq!(tags(&archive, &format!("{before}..{last}")), serde_json::json!(["kits"]));
}

#[test]
fn a_tag_that_some_have_stays() {
    let archive = archive(9);
    let last = archive.ids().pop().expect("a mail");
    assert_eq!(tags(&archive, &format!("..{last}")), serde_json::json!(["oe", "kits"]));
}
