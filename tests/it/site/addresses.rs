//! Addresses of people, shown as the owner wants them.

use crate::support::{Archive, Mail, Site, Tree, series};

/// A site with addresses wherever a mail can have them.
fn site(addresses: &str) -> (Archive, Site) {
    let relayed =
        Mail::patch("r", "[PATCH] kits: relayed").first_line("From: Ada Example <ada@people.example>");
    let bare = Mail::patch("n", "[PATCH] kits: bare").from("bare@people.example");
    let cover = series("a", "PATCH", "kits: do it", &["kits: one", "kits: two"]);
    let old = cover.into_iter().map(|mail| mail.from("Jane Doe <jane@people.example>"));
    let signed = Mail::patch("s", "[PATCH] kits: signed")
        .from("Bob <bob@people.example>")
        .body("Do it.\n\nSigned-off-by: Bob <bob@people.example>\nCc: <cc+tag@sub.people.example>, x_y@people.example\n");
    let archive = Archive::new().mails(old).mails([relayed, bare, signed]);
    let text = include_str!("../../data/text/ours.txt").replace("@example.org", "@people.example");
    let site = Site::of(&archive, "\"day\"").file("content/digests/2024-02-18-toy.txt", text);
    let site = site.config(&format!("addresses = {addresses:?}"));
    (archive, site)
}

/// Files that hold an address of a person.
fn with_addresses(tree: &Tree) -> Vec<String> {
    let holds = |bytes: &[u8]| {
        String::from_utf8_lossy(bytes).contains("people.example") && {
            let text = String::from_utf8_lossy(bytes).replace("&#64;", "@").replace("%40", "@");
            text.contains("@people.example") || text.contains("@sub.people.example")
        }
    };
    tree.iter().filter(|(_, bytes)| holds(bytes)).map(|(name, _)| name.clone()).collect()
}

#[test]
fn whole_addresses_are_on_the_pages() {
    let (_archive, site) = site("full");
    assert!(with_addresses(&site.build()).len() > 10);
}

#[test]
fn obfuscated_addresses_have_no_at_sign() {
    let (_archive, site) = site("obfuscated");
    let tree = site.build();
    assert_eq!(with_addresses(&tree), [""; 0]);
    let shown = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).contains("jane at people.example");
    assert!(tree.values().any(shown));
}

#[test]
fn hidden_addresses_are_nowhere() {
    let (_archive, site) = site("hidden");
    let tree = site.build();
    assert_eq!(with_addresses(&tree), [""; 0]);
    for (name, bytes) in &tree {
        let text = String::from_utf8_lossy(bytes);
        for local in ["jane", "ada", "bob", "bare", "cc+tag", "x_y"] {
            assert!(!text.contains(&format!("{local} at people")), "{local} is in {name}");
        }
    }
}

#[test]
fn the_people_fields_of_json_have_no_address_to_read() {
    for (addresses, expected) in [("obfuscated", "jane at people.example"), ("hidden", "")] {
        let (_archive, site) = site(addresses);
        let tree = site.build();
        let json: serde_json::Value =
            serde_json::from_str(crate::support::text(&tree, "digests/2026-02-02/index.json")).expect("JSON");
        let jane = json["entries"].as_array().expect("entries").last().expect("an entry");
        assert_eq!(
            (&jane["author"]["email"], &jane["sender"]["email"]),
            (&expected.into(), &expected.into())
        );
    }
}

/// Builds with hidden addresses: the site of a mail that has its address elsewhere has none.
fn check_elsewhere(mail: Mail) {
    let archive = Archive::new().mail(mail);
    let site = Site::of(&archive, "\"day\"").config("addresses = \"hidden\"");
    assert_eq!(with_addresses(&site.build()), [""; 0]);
}

#[test]
fn an_address_in_place_of_a_name_is_hidden() {
    let mail = Mail::patch("m", "[PATCH] kits: x").body("Text.\n");
    check_elsewhere(mail.from("\"jane@people.example\" <jane@people.example>"));
}

#[test]
fn an_address_in_a_subject_is_hidden() {
    check_elsewhere(Mail::patch("m", "[PATCH] MAINTAINERS: drop jane@people.example").body("Text.\n"));
}
