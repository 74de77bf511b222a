//! The five real digests: they must be read completely, and written back byte for byte.

use std::fs;
use std::path::PathBuf;

use lorepress::digest::text::{Block, TextDigest};

/// Name and text of every real digest.
fn digests() -> Vec<(String, String)> {
    let folder = crate::shared().join("digests");
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let paths = entries.map(|entry| entry.expect("a folder that can be listed").path());
    let mut paths: Vec<_> = paths.filter(|path| path.extension().is_some_and(|end| end == "txt")).collect();
    paths.sort();
    assert_eq!(paths.len(), 5, "digests in {}", folder.display());
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        (path.file_stem().unwrap_or_default().to_string_lossy().into_owned(), text)
    };
    paths.into_iter().map(read).collect()
}

fn count(text: &str, is: impl Fn(&[&str]) -> bool) -> usize {
    text.lines().collect::<Vec<_>>().windows(3).filter(|lines| is(lines)).count()
}

/// The lines between a heading and the next one that are not blank.
fn rows<'a>(text: &'a str, heading: &str, next: &str) -> Vec<&'a str> {
    let (_, after) = text.split_once(heading).expect("the heading");
    let (table, _) = after.split_once(next).expect("the next heading");
    table.lines().filter(|line| !line.is_empty()).collect()
}

#[test]
fn every_real_digest_is_written_back_byte_for_byte() {
    for (name, text) in digests() {
        let digest = TextDigest::parse(&text);
        assert_eq!(digest.unread, [], "{name}");
        assert!(digest.to_string() == text, "{name} is written otherwise");
    }
}

#[test]
fn every_entry_of_every_real_digest_is_read() {
    for (name, text) in digests() {
        let digest = TextDigest::parse(&text);
        let news = digest.blocks.iter().filter(|block| matches!(block, Block::New { .. })).count();
        let starts_entry = |at: &[&str]| at[0].starts_with("New:  ") && at[2].starts_with("Author: ");
        assert_eq!(news, count(&text, starts_entry), "new entries of {name}");
        // The last line of a text starts no window of three.
        let skips = text.lines().filter(|line| line.starts_with(" Skip: ")).count();
        assert_eq!(digest.blocks.len() - news, skips, "skipped mails of {name}");
        assert_eq!(
            skips,
            text.lines().filter(|line| line.starts_with("Exist: ")).count(),
            "shown mails of {name}"
        );
    }
}

#[test]
fn every_title_of_a_real_digest_ends_its_subject_and_every_author_has_an_address() {
    for (name, text) in digests() {
        for block in TextDigest::parse(&text).blocks {
            if let Block::New { title, subject, author, references, body } = block {
                assert!(subject.ends_with(&title), "{name}: {subject}");
                assert!(lorepress::digest::text::person(&author).is_some(), "{name}: {author}");
                assert!(references.is_empty(), "{name}: {subject}");
                assert!(body.trim_end().ends_with(')'), "{name}: {subject} ends in its diffstat");
            }
        }
    }
}

#[test]
fn every_row_of_every_real_digest_is_read() {
    for (name, text) in digests() {
        let digest = TextDigest::parse(&text);
        let expected = rows(&text, "Email domains (Based on Email Body)", "Top 15 contributors (");
        let domains: Vec<_> =
            digest.domains.iter().map(|row| format!("{:7} {}", row.count, row.label)).collect();
        assert_eq!(domains, expected, "domains of {name}");
        let expected = rows(&text, "contributors (Based on Email Body)", "===== Patch list");
        let people: Vec<_> =
            digest.contributors.iter().map(|row| format!("{:7}  {}", row.count, row.label)).collect();
        assert_eq!(people, expected, "contributors of {name}");
        assert!(digest.contributors.iter().all(|row| row.person().is_some()), "persons of {name}");
        assert_eq!(digest.patch_list, [""; 0], "patch list of {name}");
    }
}

#[test]
fn every_real_digest_names_its_list_and_the_window_of_its_file_name() {
    for (name, text) in digests() {
        let digest = TextDigest::parse(&text);
        assert!(digest.is_digest(), "{name}");
        assert_eq!(digest.list, "KVM", "{name}");
        assert_eq!(format!("{}..{}", digest.from, digest.to), name);
        assert!(digest.newest_date().is_some(), "the date of {name}");
    }
}
