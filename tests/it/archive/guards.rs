//! Loose objects that are damaged are found before libgit2 reads them, wherever git is read.

use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lorepress::archive::{Project, damaged_loose_objects};

use super::patch;
use crate::support::{Archive, Site};

fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("compressed");
    encoder.finish().expect("compressed")
}

/// Writes a file in the place of a loose object, and asks whether it is damaged.
fn is_damaged(content: &[u8]) -> bool {
    let archive = Archive::new().mail(patch("a"));
    let repository = archive.path().join("git/0.git");
    let id = "00".repeat(20);
    let file = repository.join("objects").join(&id[..2]).join(&id[2..]);
    fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
    fs::write(file, content).expect("a file");
    let damaged = damaged_loose_objects(&git2::Repository::open(repository).expect("a repository"));
    assert!(damaged.iter().all(|found| found.to_string() == id), "{damaged:?}");
    !damaged.is_empty()
}

#[test]
fn whole_objects_are_sound() {
    let large = "brick ".repeat(100_000);
    for text in ["", "text", &large] {
        assert!(
            !is_damaged(&zlib(format!("blob {}\0{text}", text.len()).as_bytes())),
            "{} bytes",
            text.len()
        );
    }
}

#[test]
fn what_is_no_zlib_stream_or_not_the_whole_of_one_is_damaged() {
    let whole = zlib(b"blob 4\0text");
    let mut wrong_sum = whole.clone();
    *wrong_sum.last_mut().expect("a checksum") ^= 1;
    for content in [b"".as_slice(), b"this is no object", b"x", &wrong_sum, &[&whole[..], b"more"].concat()] {
        assert!(is_damaged(content), "{content:?}");
    }
}

#[test]
fn an_object_has_the_length_that_its_header_says() {
    for header in ["blob 3", "blob 5", "blob 99999999999999999", "blob 18446744073709551615", "blob -4"] {
        assert!(is_damaged(&zlib(format!("{header}\0text").as_bytes())), "{header}");
    }
    for content in ["blob\0text", "blob  4\0text", "brick 4\0text", "blob 4text", &"blob 4".repeat(50)] {
        assert!(is_damaged(&zlib(content.as_bytes())), "{content}");
    }
}

/// Writes what is no object in its place.
fn damage(repository: &Path, id: &str) {
    let file = repository.join("objects").join(&id[..2]).join(&id[2..]);
    fs::remove_file(&file).expect("a loose object");
    fs::write(file, zlib(b"commit 9000\0")).expect("a file");
}

#[test]
fn a_project_with_a_damaged_object_is_refused_and_the_object_named() {
    let project = Archive::new().mail(patch("a")).mail(patch("b"));
    let repository = project.path().join("git/0.git");
    damage(&repository, &project.id(0));
    let error = Project::open(&repository).map(drop).expect_err("a damaged repository").to_string();
    assert!(error.contains(&format!("object {} is damaged", project.id(0))), "{error}");
    assert!(error.contains("git fsck") && error.contains(&repository.display().to_string()), "{error}");
}

#[test]
fn an_import_does_not_go_on_with_a_history_that_cannot_be_read() {
    let archive = Archive::new().mail(patch("a")).mail(patch("b"));
    damage(&archive.path().join("git/0.git"), &archive.id(0));
    let site =
        Site::new("").file("mails.mbox", "From x Mon Feb  2 10:00:00 2026\nFrom: a@toys.example\n\nText.\n");
    let run = site.run(&["import", "mails.mbox", &archive.path().display().to_string()]);
    assert_eq!(run.code, Some(1), "{}{}", run.stdout, run.stderr);
    assert!(run.stderr.contains(&format!("object {} is damaged", archive.id(0))), "{}", run.stderr);
    assert!(run.stderr.contains("git fsck"), "{}", run.stderr);
}
