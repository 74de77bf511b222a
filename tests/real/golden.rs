//! The mails behind one of the real digests give that digest.

use std::path::Path;
use std::process::Command;

use lorepress::digest::text::{Block, TextDigest};
use lorepress::options::SiteRules;
use lorepress::{DigestRequest, Form};

const WINDOW: &str = "e3d211428..d743ff4d7";

/// Makes an archive of the mails, as the folder's own script does, and gives its digest.
fn digest(archive: &Path, form: Form) -> String {
    let golden = crate::shared().join("golden");
    let mut script = Command::new("python3");
    let output = script.arg(golden.join("make-archive")).arg(golden.join(WINDOW)).arg(archive).output();
    let output = output.expect("python3 runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let window = String::from_utf8(output.stdout).expect("a window").trim().parse().expect("a window");
    let request =
        DigestRequest { list: Some("KVM".to_owned()), url: None, rules: SiteRules::default(), form };
    lorepress::digest(archive, &window, &request).expect("a digest")
}

fn old() -> TextDigest {
    let file = crate::shared().join(format!("digests/{WINDOW}.txt"));
    TextDigest::parse(&std::fs::read_to_string(file).expect("the old digest"))
}

/// One mail of the series could not be found: its author and domain are one lower.
fn less_the_missing_one(mut rows: Vec<(u32, String)>) -> Vec<(u32, String)> {
    for (count, label) in &mut rows {
        if label == "linaro.org" || label.starts_with("Pierrick Bouvier") {
            *count -= 1;
        }
    }
    rows
}

#[test]
fn both_tables_are_those_of_the_old_digest() {
    let folder = tempfile::tempdir().expect("a folder");
    let ours = TextDigest::parse(&digest(&folder.path().join("golden.git"), Form::Text));
    let rows = |rows: &[lorepress::digest::text::Row]| {
        rows.iter().map(|row| (row.count, row.label.clone())).collect()
    };
    assert_eq!(rows(&ours.domains), less_the_missing_one(rows(&old().domains)));
    assert_eq!(rows(&ours.contributors), less_the_missing_one(rows(&old().contributors)));
}

#[test]
fn all_entries_stand_in_the_old_order_with_whole_titles_and_the_same_bodies() {
    let folder = tempfile::tempdir().expect("a folder");
    let ours = TextDigest::parse(&digest(&folder.path().join("golden.git"), Form::Text));
    let old = old();
    assert_eq!((ours.blocks.len(), ours.unread.len()), (old.blocks.len(), 0));
    for (ours, old) in ours.blocks.iter().zip(&old.blocks) {
        match (ours, old) {
            (
                Block::New { title, subject, author, body, .. },
                Block::New {
                    title: old_title, subject: old_subject, author: old_author, body: old_body, ..
                },
            ) => {
                assert!(title.starts_with(old_title) && subject.starts_with(old_subject), "{subject}");
                assert_eq!((author, body), (old_author, old_body), "{subject}");
            }
            _ => panic!("{ours} is not of the kind of {old}"),
        }
    }
}

#[test]
fn the_json_has_every_patch_mail_newest_first_and_the_bodies_of_the_text() {
    let folder = tempfile::tempdir().expect("a folder");
    let json: serde_json::Value =
        serde_json::from_str(&digest(&folder.path().join("golden.git"), Form::Json)).expect("JSON");
    let entries = json["entries"].as_array().expect("entries");
    assert_eq!((entries.len(), json["patches"].as_u64(), json["mails"].as_u64()), (34, Some(34), Some(34)));
    let dates: Vec<_> = entries.iter().map(|entry| entry["commit"].as_str().expect("a commit")).collect();
    assert_eq!(dates.first().map(|commit| &commit[..]), json["to"].as_str());
    for block in old().blocks {
        let Block::New { subject, body, .. } = block else { continue };
        let entry = entries
            .iter()
            .find(|entry| entry["subject"].as_str().is_some_and(|own| own.starts_with(&subject)));
        assert_eq!(entry.expect("the entry")["body"].as_str(), Some(body.as_str()), "{subject}");
    }
}
