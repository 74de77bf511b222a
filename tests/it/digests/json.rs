//! The JSON form, key by key.

use super::{archive, digest, entries, json, word};
use crate::support::{Archive, Mail, series};

/// The keys of all objects of a text of JSON, in the order in which they are written: parsing would sort them.
fn keys(text: &str) -> Vec<String> {
    let mut keys = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find('"') {
        let mut escaped = false;
        let inside = &rest[start + 1..];
        let end = inside.find(|c| {
            let ends = c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            ends
        });
        let end = end.expect("a string that ends");
        if inside[end + 1..].starts_with(':') {
            keys.push(inside[..end].to_owned());
        }
        rest = &inside[end + 1..];
    }
    keys
}

const ENTRY: &str = "status subject title version index total tags author name email sender name email date \
    message_id commit series body diffstat files insertions deletions superseded_by";

#[test]
fn the_keys_are_those_of_the_schema_in_their_order() {
    let archive =
        archive([Mail::patch("a", "[PATCH net-next v2 1/2] kits: do it")]).mail("no mail\n").purged();
    let expected = format!(
        "schema list from to commits from to mails patches domains domain patches contributors name email patches entries \
         {ENTRY} late threads merged left_out commit message_id kind commit message_id kind"
    );
    assert_eq!(
        keys(&digest(&archive, &["--format", "json"])).join(" "),
        expected.split_whitespace().collect::<Vec<_>>().join(" ")
    );
}

#[test]
fn every_value_is_what_the_mail_says() {
    let mail = Mail::patch("a", "[PATCH net-next v2 1/2] kits: do it").from("Relay <Relay@example.org>");
    let archive = archive([mail.first_line("From: Ada Example <ada@sub.example>")]);
    let mut found = json(&archive);
    // A key of eight digits stands for the series.
    let series = found["entries"][0]["series"].take();
    assert!(word(&series).starts_with("kits-do-it-") && word(&series).len() == 19, "{series}");
    let body = "\nDo it.\n\nSigned-off-by: Jane Doe <jane@example.org>\n---\n kit.c | 2 +-\n \
        1 file changed, 1 insertion(+), 1 deletion(-)";
    let expected = serde_json::json!({
        "schema": 1,
        "list": "toys",
        "from": "0".repeat(40),
        "to": archive.id(0),
        "commits": [{ "from": "0".repeat(40), "to": archive.id(0) }],
        "mails": 1,
        "patches": 1,
        "domains": [{ "domain": "sub.example", "patches": 1 }],
        "contributors": [{ "name": "Ada Example", "email": "ada@sub.example", "patches": 1 }],
        "entries": [{
            "status": "new",
            "subject": "[PATCH net-next v2 1/2] kits: do it",
            "title": "kits: do it",
            "version": 2,
            "index": 1,
            "total": 2,
            "tags": ["net-next"],
            "author": { "name": "Ada Example", "email": "ada@sub.example" },
            "sender": { "name": "Relay", "email": "relay@example.org" },
            "date": "2026-02-02T10:00:00Z",
            "message_id": "a@example.org",
            "commit": archive.id(0),
            "series": null,
            "body": body,
            "diffstat": { "files": 1, "insertions": 1, "deletions": 1 },
            "superseded_by": null,
        }],
        "late": [],
        "threads": [],
        "merged": [],
        "left_out": [],
    });
    assert_eq!(found, expected);
}

#[test]
fn what_a_mail_does_not_say_is_null() {
    let mail = Mail::new("a", "[PATCH] kits: do it").without("Date").without("Message-ID");
    let found = json(&archive([mail]));
    let entry = &found["entries"][0];
    for name in ["date", "message_id", "index", "total", "diffstat", "superseded_by"] {
        assert!(entry[name].is_null() && entry.get(name).is_some(), "{name}: {entry}");
    }
    assert_eq!((&entry["version"], &entry["tags"]), (&1.into(), &serde_json::json!([])));
}

#[test]
fn a_mail_without_message_id_is_replaced_by_its_commit() {
    let nameless = |subject: &str| Mail::patch("a", subject).without("Message-ID");
    let archive = archive([nameless("[PATCH] kits: do it"), nameless("[PATCH v2] kits: do it")]);
    let digest = json(&archive);
    assert_eq!(entries(&digest)[0]["superseded_by"], archive.id(1).as_str());
    assert_eq!(entries(&digest)[0]["status"], "exists");
}

#[test]
fn a_reroll_is_a_number_with_a_fraction() {
    let mails = [Mail::patch("a", "[PATCH v5] kits: do it"), Mail::patch("b", "[PATCH v5.5] kits: do it")];
    let digest = json(&archive(mails));
    assert_eq!(
        (&digest["entries"][0]["version"], &digest["entries"][1]["version"]),
        (&5.5.into(), &5.into())
    );
}

#[test]
fn patches_of_one_series_have_one_key() {
    let mails = series("a", "PATCH", "kits: do it", &["kits: one"]);
    let digest = json(&archive(mails.into_iter().chain([Mail::patch("b", "[PATCH] kits: do that")])));
    let keys: Vec<&str> = entries(&digest).iter().map(|entry| word(&entry["series"])).collect();
    assert!(keys[0] == keys[1] && keys[1] != keys[2], "{keys:?}");
}

#[test]
fn the_same_mail_thrice_is_there_once_and_another_with_its_id_as_well() {
    let a = || Mail::patch("a", "[PATCH] kits: do it");
    let other = Mail::patch("a", "[PATCH] kits: do that");
    let archive = Archive::new().mail(a()).mail(a().header("Received", "elsewhere")).mail(a()).mail(other);
    let digest = json(&archive);
    let subjects: Vec<&str> = entries(&digest).iter().map(|entry| word(&entry["title"])).collect();
    assert_eq!(subjects, ["kits: do it", "kits: do that"]);
    assert_eq!((&digest["mails"], &digest["patches"]), (&2.into(), &2.into()));
    let left_out = |at: usize| serde_json::json!({ "commit": archive.id(at), "message_id": "a@example.org", "kind": "duplicate" });
    assert_eq!(digest["left_out"], serde_json::json!([left_out(1), left_out(2)]));
}

#[test]
fn no_mail_makes_an_empty_digest() {
    let digest = json(&Archive::new().purged());
    assert_eq!((&digest["mails"], &digest["entries"]), (&0.into(), &serde_json::json!([])));
    assert_eq!(digest["left_out"][0]["kind"], "purged");
}
