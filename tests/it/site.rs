//! The site as it is written: the same for the same mails, whole, and safe to read.

mod addresses;
mod companies;
mod directories;
pub mod escaping;
mod feeds;
mod fewer;
mod landed;
mod lives;
mod machines;
mod maintainers;
mod mboxes;
mod newer;
mod pages;
mod parts;
mod people;
mod pictures;
mod queue;
mod review;
mod ripples;
mod steps;
mod texts;
mod threads;
mod twins;
mod versions;
mod watches;

use std::fs;

use crate::support::{Archive, Mail, Site, Tree, inbox, series, text, tree};

/// An archive of some hundred mails of a year, the same each time: series of several people, in versions that
/// lie weeks apart, on subsystems and domains that come and go.
fn generated(mails: usize) -> Archive {
    let titles =
        ["kits: count the bricks", "toys/cars: oil", "bricks: paint", "toys: x86/mmu: wind up", "no prefix"];
    let mut archive = Archive::new().at("2025-01-10T08:00:00Z");
    let mut written = 0;
    let mut seed = 1_u64;
    let mut next = |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    for number in 0.. {
        let day = number / 2;
        let (month, day) = (1 + day / 28 % 12, 1 + day % 28);
        archive = archive.at(&format!("2026-{month:02}-{day:02}T{:02}:00:00Z", 8 + number % 2 * 8));
        let (person, title, version) = (next(9), next(5) as usize, 1 + next(3));
        let from = format!("Person {person} <p{person}@d{}.example>", person % 4);
        let prefix = if version == 1 { "PATCH".to_owned() } else { format!("PATCH v{version}") };
        let patches: Vec<String> = (0..next(4)).map(|at| format!("{} {at}", titles[title])).collect();
        let patches: Vec<&str> = patches.iter().map(String::as_str).collect();
        let name = format!("{} of {person}", titles[title]);
        let mails_of_series = match patches.len() {
            0 => vec![Mail::patch(&format!("n{number}"), &format!("[{prefix}] {name}"))],
            _ => series(&format!("n{number}"), &prefix, &name, &patches),
        };
        for mail in mails_of_series {
            if written == mails {
                return archive;
            }
            archive = archive.mail(mail.from(&from));
            written += 1;
        }
    }
    archive
}

/// Compares two trees, and names what differs.
fn assert_same(a: &Tree, b: &Tree) {
    let names = |tree: &Tree| tree.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(a), names(b));
    let different: Vec<&String> = a.keys().filter(|name| a[*name] != b[*name]).collect();
    assert!(different.is_empty(), "{different:?} differ");
}

#[test]
fn one_thread_and_eight_and_a_second_run_give_the_same_bytes() {
    let archive = generated(200);
    let bricks = Archive::of(crate::support::Layout::V1)
        .mails(["a", "b"].map(|id| Mail::patch(id, "[PATCH] bricks: x")));
    let config = inbox("toys", &archive.path(), "\"week\"") + &inbox("bricks", &bricks.path(), "1");
    let site = Site::new(&config).file("content/about.md", "# About\n");
    let build = |output: &str, jobs: &str| {
        site.run(&["build", "--output", output, "--jobs", jobs]).succeeded();
        tree(&site.path(output))
    };
    let one = build("one", "1");
    assert!(one.len() > 100, "{}", one.len());
    assert_same(&one, &build("eight", "8"));
    assert_same(&one, &build("one", "8"));
}

#[test]
fn the_same_mails_in_another_folder_give_the_same_bytes() {
    let build = || {
        let archive = generated(60);
        Site::of(&archive, "\"month\"").build()
    };
    assert_same(&build(), &build());
}

#[test]
fn a_second_run_touches_no_file_that_stays() {
    let archive = generated(30);
    let site = Site::of(&archive, "\"month\"");
    site.build();
    let times = || {
        let time =
            |name: &String| fs::metadata(site.path("public").join(name)).and_then(|file| file.modified());
        tree(&site.path("public"))
            .keys()
            .map(|name| (name.clone(), time(name).expect("a time")))
            .collect::<Vec<_>>()
    };
    let before = times();
    std::thread::sleep(std::time::Duration::from_millis(20));
    site.build();
    let changed: Vec<_> = times().into_iter().zip(before).filter(|(a, b)| a != b).collect();
    // The mark that makes the folder a site has no text that could change.
    assert!(changed.iter().all(|((name, _), _)| name == ".lorepress-site"), "{changed:?}");
}

#[test]
fn nothing_is_written_outside_the_output_folder() {
    let mails = ["../../../evil", "/etc/passwd", "..\\..\\x", "a/../../b", "%2e%2e%2f"].map(|name| {
        let mail =
            Mail::patch("x", &format!("[PATCH] {name}: {name}")).header("Message-ID", &format!("<{name}@x>"));
        mail.from(&format!("\"{name}\" <x@{name}>"))
    });
    let archive = Archive::new().mails(mails);
    let before = tree(&archive.path());
    let config = inbox("../toys", &archive.path(), "\"day\"")
        + "slug = \"\"\n"
        + &inbox("..", &archive.path(), "\"day\"");
    let site = Site::new(&config);
    let public = site.build();
    let mut names: Vec<String> =
        tree(&site.path("")).into_keys().filter(|name| !name.starts_with("public/")).collect();
    names.retain(|name| name != "lorepress.toml");
    // What a build leaves to the next.
    let is_kept = |name: &String| {
        let kept = name.strip_prefix(".lorepress/").unwrap_or_default();
        let folders = kept.matches('/').count();
        kept.starts_with("mails-") && folders == 1
            || ["built-", "reviews-", "site-"].iter().any(|start| kept.starts_with(start)) && folders == 0
    };
    assert!(names.iter().all(is_kept), "{names:?}");
    assert_same(&before, &tree(&archive.path()));
    assert!(public.keys().all(|name| name.split('/').all(|part| part != ".." && !part.contains('\\'))));
}

#[test]
fn what_is_no_longer_part_of_the_site_goes() {
    let archive =
        Archive::new().mail(Mail::patch("a", "[PATCH] kits: a")).mail(Mail::patch("b", "[PATCH] bricks: b"));
    let site = Site::of(&archive, "\"day\"").file("static/extra.txt", "x");
    let before = site.build();
    assert!(before.keys().any(|name| name.starts_with("series/bricks-b-")));
    assert!(before.contains_key("extra.txt"));
    fs::remove_file(site.path("static/extra.txt")).expect("a file");
    let _archive = archive.delete(Mail::patch("b", "[PATCH] bricks: b"));
    let after = site.build();
    assert!(!after.contains_key("extra.txt"));
    let left: Vec<&String> =
        after.keys().filter(|name| name.contains("bricks") || name.contains("extra")).collect();
    assert_eq!(left, [""; 0]);
    for (name, bytes) in &after {
        assert!(!String::from_utf8_lossy(bytes).contains("bricks: b"), "the deleted mail is in {name}");
    }
    assert!(text(&after, "digests/2026-02-02/index.html").contains("kits: a"));
    assert!(!site.path("public/subsystems/bricks").exists(), "an empty folder is left");
}

#[test]
fn the_summary_counts_what_was_built() {
    let archive = Archive::new()
        .mails(series("a", "PATCH", "kits: do it", &["kits: one"]))
        .mail(Mail::new("b", "Hello"));
    let site = Site::of(&archive, "\"day\"");
    let run = site.run(&["build", "--jobs", "1"]).succeeded();
    assert!(run.stdout.starts_with("3 mails, 2 patches, 1 digests, 1 series, 1 authors\n"), "{}", run.stdout);
    let written = tree(&site.path("public"));
    let pages = written.keys().filter(|name| name.ends_with(".html")).count();
    // The mark is not one of the site's files.
    let files = written.len() - 1;
    assert!(run.stdout.contains(&format!("\n{pages} pages in {files} files, ")), "{}", run.stdout);
}
