//! What a digest says of versions and kinds is what the site's series say, wherever windows are cut.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use lorepress::archive::Range;
use lorepress::options::SiteRules;
use lorepress::{DigestRequest, Form};
use proptest::prelude::*;
use serde_json::Value;

use crate::support::{Archive, Mail, Site, Tree, text};

/// Minutes between two sendings: within one sending, on one day, and beyond all that joins by likeness.
const GAPS: [i64; 6] = [0, 20, 500, 4_000, 40_000, 500_000];
const TITLES: [&str; 4] = [
    "kits: paint the wheels of small kits",
    "kits: paint all wheels of huge kits",
    "bricks: count them twice",
    "trains: let them run",
];
const PEOPLE: [(&str, &str); 3] = [
    ("Jane Doe", "jane@example.org"),
    ("Jane Doe", "jane@elsewhere.example"),
    ("Bo Reed", "bo@reed.example"),
];

/// What one person sends at one time.
#[derive(Debug, Clone)]
struct Sending {
    kind: Kind,
    prefix: &'static str,
    version: u32,
    title: usize,
    author: usize,
    gap: i64,
    file: usize,
    /// The earlier sending that it has to do with, counted back, and how it says so.
    back: usize,
    tie: Tie,
    /// The mails came in the wrong order.
    reversed: bool,
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Lone,
    /// A cover letter and so many patches.
    Series(usize),
    /// One patch of a series of three.
    Part(usize),
    /// An answer whose subject is that of a patch.
    WithoutRe,
    Reply,
}

#[derive(Debug, Clone, Copy)]
enum Tie {
    Nothing,
    Answers,
    Links,
    ChangeId,
    Supersedes,
    Pulled,
}

fn sending() -> impl Strategy<Value = Sending> {
    let kind = prop_oneof![
        4 => Just(Kind::Lone),
        4 => (1_usize..4).prop_map(Kind::Series),
        2 => (1_usize..4).prop_map(Kind::Part),
        1 => Just(Kind::WithoutRe),
        1 => Just(Kind::Reply),
    ];
    let tie = prop_oneof![
        4 => Just(Tie::Nothing),
        2 => Just(Tie::Answers),
        1 => Just(Tie::Links),
        1 => Just(Tie::ChangeId),
        1 => Just(Tie::Supersedes),
        1 => Just(Tie::Pulled),
    ];
    let prefix = prop::sample::select(vec!["PATCH", "PATCH", "PATCH", "RFC PATCH", "PATCH RESEND"]);
    let gap = prop::sample::select(GAPS.to_vec());
    let words = (prefix, 1_u32..5, 0..TITLES.len(), 0..PEOPLE.len());
    (kind, words, gap, 0_usize..3, 1_usize..4, tie, any::<bool>()).prop_map(
        |(kind, (prefix, version, title, author), gap, file, back, tie, reversed)| Sending {
            kind,
            prefix,
            version,
            title,
            author,
            gap,
            file,
            back,
            tie,
            reversed,
        },
    )
}

/// The mails of a sending, each with the local part `NUMBER-INDEX` of its Message-ID.
fn mails(number: usize, sending: &Sending, sent: Timestamp) -> Vec<Mail> {
    let (title, (name, email)) = (TITLES[sending.title], PEOPLE[sending.author]);
    let version = if sending.version > 1 { format!(" v{}", sending.version) } else { String::new() };
    let bracket = |counter: &str| format!("[{}{version}{counter}]", sending.prefix);
    let date = sent.strftime("%a, %d %b %Y %H:%M:%S +0000").to_string();
    let earlier = number.checked_sub(sending.back).map(|earlier| format!("sending{earlier}-1"));
    let told = match (sending.tie, &earlier) {
        (Tie::Links, Some(id)) => format!("The one before: https://lists.example/r/{id}@example.org"),
        (Tie::Supersedes, Some(id)) => format!("Supersedes: <{id}@example.org>"),
        (Tie::ChangeId, _) => format!("change-id: 2026-toys-{}", sending.title),
        _ => "A text.".to_owned(),
    };
    let mail = |index: usize, subject: String| {
        let id = format!("sending{number}-{index}");
        let file = format!("toy{}.c", sending.file);
        let changes = format!(
            "diff --git a/{file} b/{file}\n--- a/{file}\n+++ b/{file}\n@@ -1 +1 @@\n-old {index}\n+new wheel {}\n",
            sending.version
        );
        let mail = Mail::new(&id, &subject).from(&format!("{name} <{email}>")).date(&date);
        let body = if index == 0 { format!("{told}\n") } else { format!("{told}\n---\n{changes}") };
        let above = match (sending.tie, &earlier) {
            (Tie::Answers, Some(id)) => mail.answers(id),
            (Tie::Pulled, _) => mail.answers(&format!("sending{number}-pull")),
            _ => mail,
        };
        above.body(&body)
    };
    let part = |index: usize, total: usize| {
        mail(index, format!("{} {title}, part {index}", bracket(&format!(" {index}/{total}"))))
    };
    let mut mails = match sending.kind {
        Kind::Lone => vec![mail(1, format!("{} {title}", bracket("")))],
        Kind::Series(total) => {
            let cover = mail(0, format!("{} {title}", bracket(&format!(" 0/{total}"))));
            let patches = (1..=total).map(|index| part(index, total).answers(&format!("sending{number}-0")));
            std::iter::once(cover).chain(patches).collect()
        }
        Kind::Part(index) => vec![part(index, 3)],
        Kind::WithoutRe => vec![mail(0, format!("{} {title}", bracket(""))).body("I like it.\n")],
        Kind::Reply => vec![mail(0, format!("Re: {} {title}", bracket(""))).body("> A text.\nGood.\n")],
    };
    if let Tie::Pulled = sending.tie {
        let pull = Mail::new(&format!("sending{number}-pull"), "[GIT PULL] toys").date(&date);
        mails.insert(0, pull.from(&format!("{name} <{email}>")));
    }
    if sending.reversed {
        mails.reverse();
    }
    mails
}

/// An archive of sendings, and the Message-ID of each of its commits.
fn archive(sendings: &[Sending]) -> (Archive, Vec<String>) {
    let mut now: Timestamp = "2025-01-02T10:00:00Z".parse().expect("a time");
    let mut archive = Archive::new();
    let mut ids = Vec::new();
    for (number, sending) in sendings.iter().enumerate() {
        now += SignedDuration::from_mins(sending.gap);
        archive = archive.at(&now.to_string());
        for mail in mails(number, sending, now) {
            ids.push(mail.id().expect("a Message-ID").to_owned());
            archive = archive.mail(mail);
        }
    }
    (archive, ids)
}

/// What the site says of a mail: the key of its series, the place of its revision there, and its version.
#[derive(Debug)]
struct Place {
    series: String,
    revision: usize,
    version: Value,
}

fn json(tree: &Tree, file: &str) -> Value {
    serde_json::from_str(text(tree, file)).expect("JSON")
}

/// The files of a site of one list that are JSON, below a folder.
fn files<'a>(tree: &'a Tree, folder: &'a str) -> impl Iterator<Item = &'a str> {
    let names = tree.keys().map(String::as_str);
    names.filter(move |name| name.contains(folder) && name.ends_with("/index.json"))
}

fn rows<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value[name].as_array().expect("a list")
}

fn word<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().expect("a text")
}

/// What the series of a site say of each mail.
fn places(tree: &Tree) -> BTreeMap<String, Place> {
    let mut places = BTreeMap::new();
    for file in files(tree, "series/") {
        let series = json(tree, file);
        for (revision, row) in rows(&series, "revisions").iter().enumerate() {
            for id in rows(row, "message_ids") {
                let place = Place {
                    series: word(&series, "series").into(),
                    revision,
                    version: row["version"].clone(),
                };
                places.insert(id.as_str().expect("an id").to_owned(), place);
            }
        }
    }
    places
}

/// Holds a digest of the site against its series.
fn check_digest(digest: &Value, places: &BTreeMap<String, Place>) -> Result<(), TestCaseError> {
    let entries = rows(digest, "entries");
    let held: BTreeMap<&str, &Place> = entries
        .iter()
        .map(|entry| word(entry, "message_id"))
        .map(|id| (id, places.get(id).unwrap_or_else(|| panic!("no series has {id}"))))
        .collect();
    for entry in entries {
        let id = word(entry, "message_id");
        let place = held[id];
        // So two entries are of one series in the digest where they are on the site, and only there.
        prop_assert_eq!(word(entry, "series"), &place.series, "{}", id);
        prop_assert_eq!(&entry["version"], &place.version, "{}", id);
        let number = |place: &Place| place.version.as_f64().expect("a version");
        match entry["superseded_by"].as_str() {
            Some(by) => {
                prop_assert_eq!(word(entry, "status"), "exists");
                let newer = held[by];
                prop_assert_eq!(&newer.series, &place.series, "{} by {}", id, by);
                let goes_on = newer.revision >= place.revision || number(newer) > number(place);
                prop_assert!(goes_on, "{id} by {by}");
            }
            None => {
                prop_assert_eq!(word(entry, "status"), "new");
                let replaced = held.iter().filter(|(_, other)| other.series == place.series);
                let mut whole = replaced.filter(|(other, _)| other.ends_with("-0@example.org"));
                // A lower number may be the newer version: its author counts anew.
                let newer =
                    whole.find(|(_, other)| number(other) > number(place) && other.revision > place.revision);
                prop_assert!(newer.is_none(), "{id} is new beside {newer:?}");
            }
        }
    }
    Ok(())
}

/// Holds the digest of some commits alone against the site: the same mails are patches, and have the same versions.
fn check_alone(
    archive: &Archive,
    ids: &[String],
    cut: (usize, usize),
    places: &BTreeMap<String, Place>,
) -> Result<(), TestCaseError> {
    let commits = archive.ids();
    let from = cut.0.checked_sub(1).map_or("", |before| commits[before].as_str());
    let range = Range::between(from, &commits[cut.1]).expect("a range");
    let request = DigestRequest { list: None, url: None, rules: SiteRules::default(), form: Form::Json };
    let digest = lorepress::digest(&archive.path(), &range.into(), &request).expect("a digest");
    let digest: Value = serde_json::from_str(&digest).expect("JSON");
    let found: BTreeSet<&str> =
        rows(&digest, "entries").iter().map(|entry| word(entry, "message_id")).collect();
    let expected: BTreeSet<&str> =
        ids[cut.0..=cut.1].iter().map(String::as_str).filter(|id| places.contains_key(*id)).collect();
    prop_assert_eq!(found, expected);
    for entry in rows(&digest, "entries") {
        prop_assert_eq!(&entry["version"], &places[word(entry, "message_id")].version);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn digests_say_of_versions_and_kinds_what_the_series_say(
        sendings in prop::collection::vec(sending(), 1..14),
        windows in prop::sample::select(vec!["\"day\"", "\"week\"", "\"month\"", "1", "2", "3", "5", "8", "100"]),
        cuts in prop::collection::vec((0.0..1.0_f64, 0.0..1.0_f64), 3),
    ) {
        let (archive, ids) = archive(&sendings);
        let tree = Site::of(&archive, windows).build();
        let places = places(&tree);
        for file in files(&tree, "digests/") {
            check_digest(&json(&tree, file), &places)?;
        }
        for (one, other) in cuts {
            let at = |share: f64| (share * ids.len() as f64) as usize;
            check_alone(&archive, &ids, (at(one.min(other)), at(one.max(other))), &places)?;
        }
    }
}
