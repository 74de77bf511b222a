//! Mails that cannot be told apart by their Message-IDs, and what would get one address: no mail stops a build.

use crate::support::{Archive, Mail, Site, Tree, inbox};

/// The series pages of a site, without the list of all.
fn series(tree: &Tree) -> Vec<&str> {
    let pages = tree.keys().filter_map(|name| name.strip_prefix("series/")?.strip_suffix("/index.html"));
    pages.filter(|page| !page.starts_with("page_")).collect()
}

#[track_caller]
fn check(mails: impl IntoIterator<Item = Mail>, expected: usize) -> Vec<String> {
    let archive = Archive::new().mails(mails);
    let tree = Site::of(&archive, "\"day\"").build();
    let series: Vec<String> = series(&tree).into_iter().map(str::to_owned).collect();
    assert_eq!(series.len(), expected, "{series:?}");
    series
}

fn patch(id: &str, title: &str) -> Mail {
    Mail::patch(id, &format!("[PATCH] {title}"))
}

#[test]
fn series_that_begin_with_one_message_id_have_a_page_each() {
    let other =
        patch("1", "kits: Do it").from("Joe Roe <joe@example.org>").date("Thu, 04 Sep 2025 10:00:00 +0000");
    let alone = check([patch("1", "kits: Do it")], 1);
    let both = check([patch("1", "kits: Do it"), other], 2);
    assert!(both.contains(&alone[0]), "the first keeps its address: {both:?}");
}

#[test]
fn series_that_begin_without_a_message_id_have_a_page_each() {
    let none = |subject: &str, date: &str| Mail::cover("x", subject).without("Message-ID").date(date);
    let dates = ["Mon, 02 Feb 2026 10:00:00 +0000", "Thu, 03 Sep 2026 10:00:00 +0000"];
    let weekly = dates.map(|date| none("[PATCH 0/1] kits: Weekly sync", date));
    let [first, second] = weekly;
    let archive = Archive::new().mail(first).at("2026-09-03T10:00:00Z").mail(second);
    assert_eq!(series(&Site::of(&archive, "\"day\"").build()).len(), 2);
    let trees = ["[PATCH 5.10] kits: Do it", "[PATCH 5.15] kits: Do it"];
    check(trees.map(|subject| none(subject, dates[0])), 2);
}

#[test]
fn copies_of_one_mail_on_two_lists_are_one_mail() {
    let copy = |subject: &str, footer: &str| {
        let mail = Mail::patch("a", subject);
        let text = String::from_utf8(mail.bytes()).expect("text");
        let (_, body) = text.split_once("\n\n").expect("a body").to_owned();
        mail.body(&format!("{body}\n{}\n{footer}\n", "_".repeat(47)))
    };
    let toys = Archive::new().mail(copy("[PATCH] kits: Do it", "toys mailing list"));
    let kits = Archive::new().mail(copy("[Kits-devel] [PATCH] kits: Do it", "kits-devel mailing list"));
    let config = [inbox("toys", &toys.path(), "\"day\""), inbox("kits", &kits.path(), "\"week\"")].concat();
    let tree = Site::new(&config).build();
    assert_eq!(series(&tree).len(), 1);
    let author =
        tree.iter().find(|(name, _)| name.starts_with("authors/jane-doe") && name.ends_with(".json"));
    let author: serde_json::Value = serde_json::from_slice(author.expect("an author").1).expect("JSON");
    assert_eq!(author["patches"], 1);
}

#[test]
fn an_archive_under_two_names_is_read_twice_and_counted_once() {
    let archive = Archive::new().mails([patch("a", "kits: Do it"), patch("b", "kits: Do more")]);
    let config = ["toys", "more toys"].map(|name| inbox(name, &archive.path(), "\"day\"")).concat();
    let tree = Site::new(&config).build();
    assert_eq!(series(&tree).len(), 2);
    for digest in ["digests/2026-02-02/index.html", "more-toys/digests/2026-02-02/index.html"] {
        assert!(tree.contains_key(digest), "{digest}");
    }
}

#[test]
fn a_domain_that_is_no_host_name_cannot_take_the_address_of_one() {
    let odd = "jane@Odd_Host.example";
    let alone = Site::of(&Archive::new().mail(patch("a", "kits: Do it").from(odd)), "\"day\"").build();
    let domain = |name: &&String| name.starts_with("domains/odd") && name.ends_with("/index.html");
    let taken = alone.keys().find(domain).expect("a domain").split('/').nth(1).expect("a key").to_owned();
    let joe = format!("Joe Roe <joe@{taken}>");
    let both = [patch("a", "kits: Do it").from(odd), patch("b", "kits: Do more").from(&joe)];
    let tree = Site::of(&Archive::new().mails(both), "\"day\"").build();
    assert_eq!(tree.keys().filter(domain).count(), 2);
}
