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

/// Builds with hidden addresses: the site of a mail that has its address elsewhere has none, in any spelling.
fn check_elsewhere(mail: Mail) {
    check_hidden(mail, "people.example");
}

fn check_hidden(mail: Mail, host: &str) {
    let archive = Archive::new().mail(Mail::patch("other", "[PATCH] kits: other")).mail(mail.clone());
    let site = Site::of(&archive, "\"day\"").config("addresses = \"hidden\"");
    for (name, bytes) in &site.build() {
        let text = String::from_utf8_lossy(bytes).replace("&#64;", "@").replace("%40", "@").to_lowercase();
        let at = text.find(&format!("@{host}"));
        let shown = at.map(|at| text.get(at.saturating_sub(40)..at + 20));
        assert_eq!(shown, None, "in {name}:\n{}", String::from_utf8_lossy(&mail.bytes()));
    }
}

/// A mail for each place of a page that an address can reach.
fn everywhere(address: &str) -> Vec<Mail> {
    let patch = || Mail::patch("m", "[PATCH] kits: x");
    let diff = "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n";
    vec![
        patch().from(&format!("\"{address}\" <{address}>")),
        patch().from(address),
        patch().header("Subject", &format!("[PATCH] kits: drop {address}")),
        patch().header("Subject", &format!("[PATCH] {address}: drop")),
        patch().header("Subject", &format!("[PATCH {address}] kits: drop")),
        patch().header("Subject", &format!("Re: mail of {address}")).answers("other"),
        patch().header("Message-ID", &format!("<20260219101112.1234-1-{address}>")),
        patch().header("Message-ID", &format!("<{address}>")),
        Mail::new("m", "Re: [PATCH] kits: other")
            .answers("other")
            .body(&format!("Applied to {address} tree.\n")),
        Mail::new("m", "Re: [PATCH] kits: other")
            .answers("other")
            .body(&format!("Reviewed-by: {address} <{address}>\n")),
        Mail::new("m", "A talk").header("Message-ID", &format!("<1-{address}>")).from(address),
        patch()
            .body(&format!("See https://lists.example/r/{address}/ and <{address}>.\n---\n{diff}-a\n+b\n")),
        patch().body(&format!("See https://lists.example/?q={address}.\n---\n{diff}-{address}\n+b\n")),
        patch().body(&format!("Do.\n\nSuggested-by: \"{address}\" <{address}>\n---\n{diff}-a\n+b\n")),
        patch()
            .body(&format!("Do.\n---\n {address} | 2 +-\n 1 file changed\n\n{}", diff.replace('x', address))),
        patch().first_line(&format!("From: {address} <{address}>")),
        Mail::cover("m", "[PATCH 0/1] kits: x")
            .body(&format!("Shortlog of {address}:\n\n{address} (1):\n  x\n")),
    ]
}

#[test]
fn hidden_addresses_are_in_no_field_of_a_mail() {
    for mail in everywhere("jane.doe99@people.example") {
        check_elsewhere(mail);
    }
}

#[test]
fn hidden_addresses_may_be_local_or_in_any_script() {
    for mail in everywhere("jane@ex\u{e4}mple").into_iter().step_by(3) {
        check_hidden(mail, "ex\u{e4}mple");
    }
    for mail in everywhere("jane@workstation").into_iter().skip(1).step_by(3) {
        check_hidden(mail, "workstation");
    }
}

#[test]
fn links_to_the_archive_hold_ids_that_name_nobody() {
    let id = |id: &str| {
        Mail::patch("m", &format!("[PATCH] kits: {}", &id[..8])).header("Message-ID", &format!("<{id}>"))
    };
    let archive =
        Archive::new().mail(id("20260202.GA1234567@host.example")).mail(id("20260203.1-1-jane@example.org"));
    let archive = archive.mail(id("q1w2e3r4-1234567-a1b2c3d4e5f6@host.example").body(
        "See\nhttps://lists.example/r/20260202.GA1234567@host.example/ and\nhttps://lists.example/r/jane@example.org\n",
    ));
    let config =
        crate::support::inbox("toys", &archive.path(), "\"day\"") + "url = \"https://lists.example/toys/\"\n";
    let site = Site::new(&config).config("addresses = \"hidden\"");
    let tree = site.build();
    let page = crate::support::text(&tree, "digests/2026-02-02/index.html");
    assert!(page.contains("https://lists.example/toys/20260202.GA1234567%40host.example/"), "{page}");
    assert!(page.contains("\"https://lists.example/r/20260202.GA1234567%40host.example/\""), "{page}");
    assert!(!page.contains("20260203.1-1-") && !page.contains('@'), "{page}");
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

#[test]
fn a_name_that_is_half_of_an_address_is_not_shown_with_the_other_half() {
    let together = |name: &str, text: &str| {
        let row = text.contains("data-author=\"bare\" data-company=\"people.example\"");
        row || text.contains("people.example") && name.starts_with("authors/bare")
            || text.contains(">bare<") && name.starts_with("domains/people.example/")
    };
    let shown = |addresses: &str| {
        let (_archive, site) = site(addresses);
        let tree = site.build();
        let files =
            tree.iter().map(|(name, bytes)| (name.clone(), String::from_utf8_lossy(bytes).into_owned()));
        let found = files.filter(|(name, text)| together(name, text));
        (
            found.map(|(name, _)| name).collect::<Vec<_>>(),
            tree.contains_key("domains/people.example/index.html"),
        )
    };
    let (named, _) = shown("obfuscated");
    for folder in ["authors/bare", "domains/people.example/", "queue/"] {
        assert!(named.iter().any(|name| name.starts_with(folder)), "{folder} in {named:?}");
    }
    assert_eq!(shown("hidden"), (Vec::new(), true));
}

/// One address in the ways in which people disguise it and programs spoil it.
const DISGUISED: &str = "To zqx\u{200b}@people.example, zqx\u{ad}@\u{ad}people.example, zqx%2540people.example, \
    zqx&commat;people.example, zqx&amp;#64;people.example, zqx\\@people.example, zqx [at] people.example, \
    zqx(at)people.example, zqx @ people.example, zqx\u{ff20}people.example.\n\nOn Monday <zqx@\npeople.example> wrote:\n\n\
    > On Sunday <zqx@\n> people.example> wrote:\n> > Why?\n\nBecause.\n";

#[test]
fn a_disguised_address_is_hidden() {
    let reply = Mail::new("r", "Re: [PATCH] kits: one").answers("a").from("Jane <jane@people.example>");
    let patch = Mail::patch("a", "[PATCH] kits: one").first_line(&DISGUISED.replace("\n> ", "\n"));
    let archive = Archive::new().mail(patch).mail(reply.body(DISGUISED));
    let holds = |config: &str, taken: &str| {
        let site = Site::of(&archive, "\"day\"").config(config);
        let config = std::fs::read_to_string(site.path("lorepress.toml")).expect("the configuration");
        let tree = site.file("lorepress.toml", format!("{config}\n{taken}")).build();
        let holds = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).contains("zqx");
        tree.iter().filter(|(_, bytes)| holds(bytes)).map(|(name, _)| name.clone()).collect::<Vec<_>>()
    };
    assert!(holds("", "").iter().any(|name| name.starts_with("series/")));
    assert_eq!(holds("addresses = \"hidden\"", ""), [""; 0]);
    assert_eq!(holds("", "[[hide]]\naddress = \"zqx@people.example\""), [""; 0]);
}
