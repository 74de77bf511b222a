//! A zoo of odd mails (`tests/data/mails`), and what is read from each.

mod bodies;
mod charsets;
mod headers;
mod people;
mod subjects;
mod tags;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use lorepress::mail::{Identity, Kind, Message, commit_message};

use crate::support::{Archive, run};

/// The text of most mails of the zoo, as it is shown.
const DO_IT: &str = "Do it.\n\nSigned-off-by: Jane Doe <jane@example.org>\n---\n kit.c | 2 +-\n \
    1 file changed, 1 insertion(+), 1 deletion(-)";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/mails")
}

/// Names and bytes of all mails.
fn zoo() -> Vec<(String, Vec<u8>)> {
    let files = fs::read_dir(folder()).expect("the zoo").map(|file| file.expect("a file").path());
    let mut mails: Vec<_> = files
        .filter(|file| file.extension().is_some_and(|ending| ending == "eml"))
        .map(|file| {
            let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            (name, fs::read(file).expect("a mail"))
        })
        .collect();
    mails.sort();
    mails
}

/// What a message says of one thing, as text; a thing that is missing is `-`.
fn fact(message: &Message, name: &str) -> String {
    let subject = &message.subject;
    let patch = message.patch.as_ref();
    let or_none = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
    match name {
        "kind" => format!("{:?}", message.kind),
        "subject" => subject.text.clone(),
        "title" => subject.title.clone(),
        "version" => or_none(subject.version.map(|version| version.to_string())),
        "dotted" => or_none(subject.dotted.map(|version| version.to_string())),
        "counter" => or_none(subject.counter.map(|(index, total)| format!("{index}/{total}"))),
        "tags" => subject.tags.join(" "),
        "sender" => message.sender.to_string(),
        "author" => message.author.to_string(),
        "author-address" => message.author.email.to_string(),
        "date" => or_none(message.date.map(|date| date.to_string())),
        "ids" => message.ids.join(" "),
        "parents" => message.parents.join(" "),
        "body" => or_none(patch.map(|patch| patch.body.clone())),
        // What is above the separator.
        "text" => or_none(patch.map(|patch| {
            let body = patch.body.as_str();
            body.split_once("\n---\n").map_or(body, |(text, _)| text).to_owned()
        })),
        "diff" => or_none(patch.map(|patch| (!patch.diff.is_empty()).to_string())),
        "diff-text" => or_none(patch.map(|patch| patch.diff.clone())),
        "message" => or_none(patch.map(|patch| commit_message(&patch.body).to_owned())),
        "quotes" => or_none(patch.map(|patch| patch.quotes.to_string())),
        "stat" => or_none(
            patch
                .and_then(|patch| patch.diffstat)
                .map(|stat| format!("{} +{} -{}", stat.files, stat.insertions, stat.deletions)),
        ),
        "change-id" => or_none(patch.and_then(|patch| patch.change_id.clone())),
        "pointers" => or_none(patch.map(|patch| {
            let pointer = |p: &lorepress::mail::Pointer| match p.version {
                Some(version) => format!("v{version} {}", p.message_id),
                None => format!("- {}", p.message_id),
            };
            patch.pointers.iter().map(pointer).collect::<Vec<_>>().join(", ")
        })),
        _ => panic!("{name} is no fact"),
    }
}

/// Reads a mail of the zoo and compares what matters in it.
fn check(name: &str, facts: &[(&str, &str)]) {
    let raw = fs::read(folder().join(format!("{name}.eml"))).expect("a mail of the zoo");
    let message = Message::parse(&raw).expect("a mail");
    for (fact_name, expected) in facts {
        assert_eq!(fact(&message, fact_name), *expected, "{fact_name} of {name}");
    }
}

#[test]
fn the_readme_names_every_mail_of_the_zoo() {
    let readme = fs::read_to_string(folder().join("README.md")).expect("the readme");
    let named: BTreeSet<String> = readme
        .lines()
        .filter_map(|line| Some(line.strip_prefix("| `")?.split_once('`')?.0.to_owned()))
        .collect();
    let there: BTreeSet<String> = zoo().into_iter().map(|(name, _)| name).collect();
    assert_eq!(named, there);
    assert!(there.len() >= 35);
}

#[test]
fn every_mail_of_the_zoo_is_used_by_a_test() {
    let tests = ["bodies", "charsets", "headers", "people", "subjects"].map(|module| {
        let file = format!("tests/it/mails/{module}.rs");
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).expect("a module of tests")
    });
    for (name, _) in zoo() {
        assert!(tests.iter().any(|test| test.contains(&format!("{name:?}"))), "{name}");
    }
}

#[test]
fn every_mail_of_the_zoo_with_lf_or_crlf_is_read_alike() {
    for (name, raw) in zoo() {
        // A base64 part may hold bytes of its own.
        let lf = raw.split(|&b| b == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line));
        let crlf: Vec<u8> = lf.collect::<Vec<_>>().join(&b"\r\n"[..]);
        assert_eq!(Message::parse(&crlf), Message::parse(&raw), "{name}");
    }
}

#[test]
fn the_whole_zoo_makes_a_digest_that_json_and_text_can_hold() {
    let archive = Archive::new().mails(zoo().into_iter().map(|(_, raw)| raw));
    let path = archive.path().display().to_string();
    let last = format!("..{}", archive.ids().last().expect("a mail"));
    for format in ["text", "json"] {
        let said = run(&archive.path(), &["digest", &path, &last, "--format", format]).succeeded().stdout;
        let odd = |c: &char| c.is_control() && !matches!(c, '\n' | '\t');
        let forbidden = |c: &char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}');
        assert_eq!(said.chars().find(|c| odd(c) || forbidden(c)), None, "{format}");
    }
    let json = run(&archive.path(), &["digest", &path, &last, "--format", "json"]).succeeded().stdout;
    let digest: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let mut seen = BTreeSet::new();
    let mut patches = 0;
    for (_, raw) in zoo() {
        let message = Message::parse(&raw).expect("a mail");
        let identity = (message.ids.first().cloned(), format!("{:?}", Identity::of(&raw)));
        if message.ids.is_empty() || seen.insert(identity) {
            patches += usize::from(matches!(message.kind, Kind::Patch | Kind::Cover));
        }
    }
    // The reply that lost its Re: is known by its window.
    assert_eq!(digest["patches"], patches - 1);
    let left_out = digest["left_out"].as_array().expect("a list");
    assert_eq!(digest["mails"], zoo().len() - left_out.len());
    assert!(left_out.iter().all(|row| row["kind"] == "duplicate"), "{left_out:?}");
}
