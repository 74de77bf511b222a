//! Sites that begin with a date: what is older is not there.

use crate::support::{Archive, Mail, Site, Tree, series, text};

/// A series whose first version is of 2019, and one that was posted on New Year's Eve and reviewed the day after.
fn archive() -> Archive {
    let version = |id: &str, prefix: &str, date: &'static str| {
        series(id, prefix, "kits: do it", &["kits: one", "kits: two"])
            .into_iter()
            .map(move |mail| mail.date(date))
    };
    Archive::new()
        .at("2019-11-04T10:00:00Z")
        .mails(version("a", "PATCH", "Mon, 04 Nov 2019 10:00:00 +0000"))
        .at("2019-12-31T23:59:00Z")
        .mail(Mail::patch("eve", "[PATCH] cars: drive").date("Tue, 31 Dec 2019 23:59:00 +0000"))
        .at("2020-01-01T00:00:00Z")
        .mail(
            Mail::new("r", "Re: [PATCH] cars: drive")
                .answers("eve")
                .from("Max <max@example.net>")
                .date("Wed, 01 Jan 2020 00:00:00 +0000"),
        )
        .at("2020-01-20T10:00:00Z")
        .mails(version("b", "PATCH v2", "Mon, 20 Jan 2020 10:00:00 +0000"))
}

fn build(windows: &str, since: &str) -> (Tree, String) {
    let archive = archive();
    let site = Site::of(&archive, windows).config(since);
    let said = site.run(&["build", "--report", "report.jsonl"]).succeeded().stdout;
    (crate::support::tree(&site.path("public")), said)
}

#[test]
fn what_was_sent_before_is_nowhere_and_counted() {
    let (whole, _) = build("\"day\"", "");
    assert!(whole.contains_key("digests/2019-12-31/index.html"));
    for since in ["since = \"2020\"", "since = \"2020-01\"", "since = \"2020-01-01\""] {
        let (tree, said) = build("\"day\"", since);
        assert!(said.contains("4 mails, 3 patches, 2 digests, 1 series"), "{said}");
        assert!(said.contains("skipped: 4 before-since"), "{said}");
        assert!(tree.contains_key("digests/2020-01-01/index.html"));
        assert!(!tree.keys().any(|path| path.contains("2019") || path.contains("cars")), "{:?}", tree.keys());
        assert!(text(&tree, "digests/2020-01-01/index.html").contains("cars: drive"));
        let page = tree.keys().find(|path| path.starts_with("series/kits-do-it") && path.ends_with(".html"));
        let page = page.expect("a series");
        assert!(text(&tree, page).contains("There was an earlier version"), "{page}");
    }
    let (later, said) = build("\"day\"", "since = \"2020-01-02\"");
    assert!(!later.contains_key("digests/2020-01-01/index.html"));
    assert!(said.contains("skipped: 5 before-since"), "{said}");
}

#[test]
fn a_window_around_the_date_has_its_newer_mails_whatever_it_is_cut_by() {
    let check = |windows: &str, name: &str, patches: usize, mails: usize| {
        let (tree, said) = build(windows, "since = \"2020-01-01\"");
        assert!(said.contains(&format!("4 mails, {patches} patches, 1 digest")), "{windows}: {said}");
        let json: serde_json::Value =
            serde_json::from_str(text(&tree, &format!("digests/{name}/index.json"))).expect("JSON");
        assert_eq!(json["mails"], mails);
        assert!(!text(&tree, &format!("digests/{name}/index.txt")).contains("Subject: [PATCH] cars"));
    };
    check("\"month\"", "2020-01", 3, 4);
    // The mails before are counted: another date gives no window another name.
    check("8", "mails-1-8", 3, 4);
}

#[test]
fn a_site_that_has_older_mails_loses_them_only_where_that_is_wanted() {
    let patch = |at: usize| Mail::patch(&format!("p{at}"), &format!("[PATCH] kits: number {at}"));
    let archive = Archive::new().at("2019-12-31T10:00:00Z").mails((0..30).map(patch));
    let archive = archive.at("2020-01-01T10:00:00Z").mails((30..60).map(patch));
    let site = Site::of(&archive, "\"month\"");
    site.build();
    let site = site.config("since = \"2020\"");
    assert_eq!(site.run(&["build"]).code, Some(3));
    site.run(&["build", "--allow-shrink"]).succeeded();
}
