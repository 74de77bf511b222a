//! Which versions are of one series.

use serde_json::Value;

use crate::support::{Archive, Mail, Site, inbox, run, series};

/// The local parts of the Message-IDs of each series in the JSON of one digest, sorted.
fn found(archive: &Archive) -> Vec<Vec<String>> {
    let path = archive.path().display().to_string();
    let window = format!("..{}", archive.ids().last().expect("a mail"));
    let json = run(&archive.path(), &["digest", &path, &window, "--format", "json"]).succeeded().stdout;
    let json: Value = serde_json::from_str(&json).expect("JSON");
    let mut series: std::collections::BTreeMap<&str, Vec<String>> = std::collections::BTreeMap::new();
    for entry in json["entries"].as_array().expect("entries") {
        let id = entry["message_id"].as_str().expect("an id").split('@').next().unwrap_or_default();
        series.entry(entry["series"].as_str().expect("a series")).or_default().push(id.to_owned());
    }
    let mut found: Vec<Vec<String>> = series.into_values().collect();
    found.iter_mut().for_each(|ids| ids.sort());
    found.sort();
    found
}

fn check_archive(archive: &Archive, expected: &[&[&str]]) {
    assert_eq!(found(archive), expected);
}

fn check(mails: Vec<Mail>, expected: &[&[&str]]) {
    check_archive(&Archive::new().mails(mails), expected);
}

#[test]
fn a_change_id_below_the_diffstat_of_a_cover_or_the_diff_of_a_patch_is_read() {
    let named = |mail: Mail| {
        let body = "A text.\n---\n kit.c | 2 +-\n 1 file changed, 1 insertion(+), 1 deletion(-)\n\n\
            diff --git a/kit.c b/kit.c\nindex 1..2 100644\n--- a/kit.c\n+++ b/kit.c\n@@ -1 +1 @@\n-old\n+new\n\n\
            ---\nbase-commit: 1234\nchange-id: 20260101-kits-0123\n";
        mail.body(body)
    };
    let first = named(Mail::patch("a", "[PATCH] kits: do it"));
    let second = named(Mail::patch("b", "[PATCH] bricks: another name"));
    check(vec![first, second.from("Ada Example <ada@example.net>")], &[&["a", "b"]]);
}

#[test]
fn a_changed_address_is_known_by_the_name() {
    check(
        vec![
            Mail::patch("a", "[PATCH] kits: do it"),
            Mail::patch("b", "[PATCH v2] kits: do it").from("\"Doe, Jane\" <jane@elsewhere.example>"),
        ],
        &[&["a", "b"]],
    );
}

#[test]
fn a_title_that_was_reworded_goes_on_with_the_version_before() {
    check(
        vec![
            Mail::patch("a", "[PATCH] kits: remove the order limit to paint huge kits"),
            Mail::patch("b", "[PATCH v2] KITS: paint huge kits by their orders"),
            Mail::patch("c", "[PATCH] bricks: count them"),
            Mail::patch("d", "[PATCH v5] trains: let them run"),
        ],
        &[&["a", "b"], &["c"], &["d"]],
    );
}

#[test]
fn a_series_and_its_companion_for_a_tool_are_two() {
    let link = |mail: &Mail, text: &str| mail.clone().body(text);
    let mut kernel = series("kernel", "PATCH v3", "kits: paint them", &["kits: a brush"]);
    kernel[0] = link(&kernel[0], "The tool, v2: https://lists.example/r/tool-0@example.org\n");
    let tool = series("tool", "PATCH kvmtool v2", "kits: paint them", &["tool: ask for paint"]);
    check(tool.into_iter().chain(kernel).collect(), &[&["kernel-0", "kernel-1"], &["tool-0", "tool-1"]]);
}

#[test]
fn a_link_to_what_a_series_is_based_on_joins_nothing() {
    let mut second = series("b", "PATCH v2", "bricks: on top", &["bricks: lay them"]);
    second[0] = second[0].clone().body("Based on v1: https://lists.example/r/aaaa-0@example.org\n");
    let first = series("aaaa", "PATCH", "kits: do it", &["kits: one"]);
    check(first.into_iter().chain(second).collect(), &[&["aaaa-0", "aaaa-1"], &["b-0", "b-1"]]);
}

#[test]
fn what_a_maintainer_posts_with_a_request_to_pull_is_no_version_of_it() {
    let sent = |id: &str, subject: &str| Mail::patch(id, subject).from("Max Maintainer <max@example.net>");
    let authors = |mail: Mail| mail.answers("pull").first_line("From: Jane Doe <jane@example.org>");
    check(
        vec![
            Mail::patch("a", "[PATCH] kits: do it"),
            sent("pull", "[GIT PULL] kits"),
            authors(sent("p1", "[PATCH 1/2] kits: do it")),
            authors(sent("p2", "[PATCH 2/2] kits: do more")),
        ],
        &[&["a"], &["p1", "p2"]],
    );
}

#[test]
fn a_lone_patch_grows_into_a_series() {
    let grown =
        series("b", "PATCH v2", "kits: all of it", &["kits: do it", "kits: test it", "kits: tell it"]);
    let first = Mail::patch("a", "[PATCH] kits: do it");
    check(std::iter::once(first).chain(grown).collect(), &[&["a", "b-0", "b-1", "b-2", "b-3"]]);
}

#[test]
fn a_lone_patch_grows_into_a_few_before_anybody_counts_versions() {
    let first = || Mail::patch("a", "[PATCH] kits: do it");
    let few = series("b", "PATCH", "kits: all of it", &["kits: tell", "kits: do it", "kits: test"]);
    check(std::iter::once(first()).chain(few).collect(), &[&["a", "b-0", "b-1", "b-2", "b-3"]]);
    let many = series("b", "PATCH", "toys", &["kits: tell", "kits: do it", "kits: test", "cars", "trains"]);
    let found = found(&Archive::new().mails(std::iter::once(first()).chain(many)));
    assert_eq!(found[0], ["a"], "a long series takes in what it needs");
}

#[test]
fn a_cover_letter_and_its_patches_are_one_posting_though_only_one_of_them_names_the_version() {
    let of = |id: &str, prefix: &str| series(id, prefix, "kits: all of it", &["kits: do", "kits: test"]);
    let first = || of("a", "PATCH");
    let all = &[&["a-0", "a-1", "a-2", "b-0", "b-1", "b-2"][..]];
    let named_once = |cover: &str, patches: &str| {
        let mut second = of("b", patches);
        second[0] = Mail::cover("b-0", &format!("[{cover} 0/2] kits: all of it"));
        let archive = Archive::new().mails(first()).at("2026-08-01T10:00:00Z").mails(second);
        check_archive(&archive, all);
        let json =
            run(&archive.path(), &["series", &archive.path().display().to_string(), "--format", "json"]);
        let json: Value = serde_json::from_str(&json.succeeded().stdout).expect("JSON");
        let revisions = json[0]["revisions"].as_array().expect("revisions");
        let found = revisions.iter().map(|revision| {
            (revision["version"].as_u64(), revision["message_ids"].as_array().expect("ids").len())
        });
        assert_eq!(found.collect::<Vec<_>>(), [(Some(1), 3), (Some(2), 3)], "{cover}, {patches}");
    };
    named_once("PATCH v2", "PATCH");
    named_once("PATCH", "PATCH v2");
}

#[test]
fn a_second_version_sent_at_once_below_the_first_leaves_that_alone() {
    let first = series("a", "PATCH", "kits: all of it", &["kits: do", "kits: test"]);
    let again = |number: usize, title: &str| {
        Mail::patch(&format!("b-{number}"), &format!("[PATCH v2 {number}/2] {title}")).answers("a-0")
    };
    let archive = Archive::new().mails(first).mail(again(1, "kits: do")).mail(again(2, "kits: test"));
    let json = run(&archive.path(), &["series", &archive.path().display().to_string(), "--format", "json"]);
    let json: Value = serde_json::from_str(&json.succeeded().stdout).expect("JSON");
    let versions = json[0]["revisions"].as_array().expect("revisions").iter();
    assert_eq!(versions.map(|revision| &revision["version"]).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn fixes_of_what_was_posted_after_comments_are_no_version_of_it() {
    let of =
        |id: &str, prefix: &str| series(id, prefix, "kits: paint their wheels", &["kits: one", "kits: two"]);
    let fixes = Mail::patch("c", "[PATCH] kits: paint their wheels, fixes");
    let mails = of("a", "RFC PATCH").into_iter().chain(of("b", "PATCH")).chain([fixes]);
    check(mails.collect(), &[&["a-0", "a-1", "a-2", "b-0", "b-1", "b-2"], &["c"]]);
}

#[test]
fn batches_for_a_stable_tree_that_share_a_patch_are_two() {
    let of = |id: &str, number: u32, total: u32, title: &str| {
        Mail::patch(id, &format!("[PATCH AUTOSEL 5.4 {number}/{total}] {title}"))
            .answers(&format!("0-{total}"))
    };
    let archive = Archive::new()
        .mail(of("a", 71, 108, "kits: do it"))
        .at("2026-09-01T10:00:00Z")
        .mail(of("b", 180, 330, "kits: do it"))
        .mail(of("c", 181, 330, "trains: go"));
    check_archive(&archive, &[&["a"], &["b", "c"]]);
}

#[test]
fn what_an_archive_took_in_by_the_heap_is_judged_by_when_it_was_sent() {
    let sent = |id: &str, subject: &str, date: &str| {
        Mail::patch(id, subject)
            .date(date)
            .header("Received", &format!("from example.org by lists.example; {date}"))
    };
    let mails = [
        sent("a", "[PATCH] kits: fix typo", "Mon, 01 Dec 2025 10:00:00 +0000"),
        sent("b", "[PATCH] kits: fix typo", "Sat, 03 Jan 2026 10:00:00 +0000"),
        sent("x", "[PATCH] trains: fix typo", "Mon, 29 Sep 2025 10:00:00 +0000"),
        sent("y", "[PATCH] trains: fix typo", "Sat, 03 Jan 2026 10:00:00 +0000"),
    ];
    let archive = Archive::new().at("2026-01-04T10:00:00Z").mails(mails);
    check_archive(&archive, &[&["a", "b"], &["x"], &["y"]]);
    let json = run(&archive.path(), &["series", &archive.path().display().to_string(), "--format", "json"]);
    let json: Value = serde_json::from_str(&json.succeeded().stdout).expect("JSON");
    // In the order in which their first mails were sent.
    let revisions = json[1]["revisions"].as_array().expect("revisions").iter();
    assert_eq!(revisions.map(|revision| &revision["date"]).collect::<Vec<_>>(), ["2025-12-01", "2026-01-03"]);
}

#[test]
fn a_title_used_again_after_months_is_another_patch() {
    let archive = Archive::new().mail(Mail::patch("a", "[PATCH] kits: fix typo")).at("2026-07-02T10:00:00Z");
    check_archive(&archive.mail(Mail::patch("b", "[PATCH] kits: fix typo")), &[&["a"], &["b"]]);
}

#[test]
fn a_backport_is_known_however_its_tag_is_written() {
    let tags =
        ["for-stable-5.4", "stable-5.10", "6.1.y", "linux-6.6.y", "6.12-stable", "RHEL8.0", "RHEL-8.1"];
    let mut mails = vec![Mail::patch("a", "[PATCH] kits: do it")];
    mails.extend(tags.map(|tag| Mail::patch(tag, &format!("[PATCH {tag}] kits: do it"))));
    let archive = Archive::new().mails(mails);
    assert_eq!(found(&archive).len(), tags.len() + 1);
}

/// Series of a site whose operator corrects links.
fn corrected(mails: Vec<Mail>, links: &str) -> usize {
    let archive = Archive::new().mails(mails);
    let config = format!("links = \"links.txt\"\n{}", inbox("toys", &archive.path(), "\"day\""));
    let tree = Site::new(&config).file("links.txt", links).build();
    let names = tree.keys().filter_map(|name| name.strip_prefix("series/"));
    names.filter(|name| name.ends_with("/index.html") && *name != "index.html").count()
}

#[test]
fn the_operator_has_the_last_word() {
    let versions =
        || vec![Mail::patch("a", "[PATCH] kits: do it"), Mail::patch("b", "[PATCH v2] kits: do it")];
    let strangers = || vec![Mail::patch("a", "[PATCH] kits: do it"), Mail::patch("b", "[PATCH] trains: go")];
    assert_eq!(corrected(versions(), "# nothing\n"), 1);
    assert_eq!(corrected(versions(), "apart <b@example.org> a@example.org # no\n"), 2);
    assert_eq!(corrected(strangers(), "\n"), 2);
    assert_eq!(corrected(strangers(), "same a@example.org b@example.org\n"), 1);
}

#[test]
fn a_series_that_rested_for_a_year_goes_on_with_its_next_version_and_a_lone_patch_does_not() {
    let of = |id: &str, prefix: &str| series(id, prefix, "kits: do it all", &["kits: one", "kits: two"]);
    let archive = Archive::new()
        .at("2024-01-02T10:00:00Z")
        .mails(of("a", "PATCH v2"))
        .mail(Mail::patch("x", "[PATCH v2] kits: fix a typo"))
        .at("2025-06-02T10:00:00Z")
        .mails(of("b", "PATCH v3"))
        .mail(Mail::patch("y", "[PATCH v3] kits: fix a typo"));
    check_archive(&archive, &[&["a-0", "a-1", "a-2", "b-0", "b-1", "b-2"], &["x"], &["y"]]);
}

/// A patch of one file that adds these lines.
fn patch_of(id: &str, subject: &str, file: &str, lines: &[&str]) -> Mail {
    let added: String = lines.iter().map(|line| format!("+{line}\n")).collect();
    let diff = format!(
        "diff --git a/{file} b/{file}\n--- a/{file}\n+++ b/{file}\n@@ -1 +1,{} @@\n-old\n{added}",
        lines.len()
    );
    Mail::new(id, subject).body(&format!("Do it.\n---\n{diff}"))
}

const WHEELS: [&str; 4] =
    ["wheel(one, red);", "wheel(two, red);", "paint(three, blue);", "turn(four, twice);"];

#[test]
fn the_next_number_on_another_file_under_another_title_is_of_another_series() {
    let one = patch_of("a", "[PATCH] umdns: fix format of long times", "dns.c", &WHEELS[..2]);
    let other = |file: &str| {
        patch_of("b", "[PATCH v2] procd: cast format of times to long", file, &["time = (long)seconds;"])
    };
    check(vec![one.clone(), other("init.c")], &[&["a"], &["b"]]);
    check(vec![one, other("dns.c")], &[&["a", "b"]]);
}

#[test]
fn no_third_version_comes_within_hours_of_the_first() {
    let first = || patch_of("a", "[PATCH] kits: fix the order of wheels", "kit.c", &WHEELS[..3]);
    let later = |version: &str| {
        patch_of("b", &format!("[PATCH {version}] trains: drop an argument"), "kit.c", &WHEELS[..4])
    };
    check(vec![first(), later("v3")], &[&["a"], &["b"]]);
    check(vec![first(), later("v2")], &[&["a", "b"]]);
    let archive = Archive::new().mail(first()).at("2026-02-20T10:00:00Z").mail(later("v3"));
    check_archive(&archive, &[&["a", "b"]]);
}
