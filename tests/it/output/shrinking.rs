//! A site that would lose much is left as it is.

use std::fs;

use super::{days, left_behind, public, site_of};
use crate::support::{Archive, Mail, Site, inbox};

/// A site of another archive than the one that it was built from, which has the same list.
fn with(site: Site, archive: &Archive, windows: &str) -> Site {
    let config = format!("title = \"Bricks\"\n{}", inbox("toys", &archive.path(), windows));
    site.file("lorepress.toml", config)
}

/// Builds, and expects that it stops before it changes anything and says all of `said`.
fn stops(site: &Site, said: &[&str]) {
    let before = public(site);
    let run = site.run(&["build"]);
    assert_eq!(run.code, Some(3), "{}{}", run.stdout, run.stderr);
    assert!(run.stderr.contains("nothing was changed"), "{}", run.stderr);
    for words in said.iter().chain(&["--allow-shrink"]) {
        assert!(run.stderr.contains(words), "`{words}` is not in {}", run.stderr);
    }
    assert!(public(site) == before, "something was changed");
    assert_eq!(left_behind(site), [""; 0]);
}

/// A site of 60 mails.
fn sixty() -> Site {
    let archive = days(60);
    let site = site_of(&archive);
    site.run(&["build"]).succeeded();
    site
}

#[test]
fn a_history_that_was_cut() {
    let archive = days(39);
    let site = with(sixty(), &archive, "\"day\"");
    let path = archive.path().display().to_string();
    stops(&site, &["toys: 60 mails, now 39", &path, "its history was truncated"]);
    site.run(&["build", "--allow-shrink"]).succeeded();
    assert!(!site.path("public/digests/2026-03-04").exists());
    // What was allowed is what the next build compares with.
    site.run(&["build"]).succeeded();
}

#[test]
fn fewer_than_twenty_mails_may_go() {
    let archive = days(30);
    let site = with(site_of(&archive), &archive, "\"month\"");
    site.run(&["build"]).succeeded();
    let archive = days(22);
    with(site, &archive, "\"month\"").run(&["build"]).succeeded();
}

/// An archive of mails that have no pages of their own.
fn letters(mails: usize) -> Archive {
    let letter = |number: usize| Mail::new(&format!("n{number}"), &format!("Hello {number}"));
    Archive::new().mails((0..mails).map(letter))
}

#[test]
fn one_mail_in_twenty_may_go_but_no_more() {
    let archive = letters(420);
    let site = with(site_of(&archive), &archive, "500");
    site.run(&["build"]).succeeded();
    let archive = letters(399);
    let site = with(site, &archive, "500");
    site.run(&["build"]).succeeded();
    let archive = letters(379);
    stops(&with(site, &archive, "500"), &["toys: 399 mails, now 379"]);
}

#[test]
fn a_list_that_is_gone() {
    let (toys, other) = (days(2), days(1));
    let both = inbox("toys", &toys.path(), "\"day\"") + &inbox("other", &other.path(), "\"day\"");
    let site = Site::new(&both);
    site.run(&["build"]).succeeded();
    let site = with(site, &toys, "\"day\"");
    stops(&site, &["other: 1 mails, now 0", "no longer configured"]);
}

#[test]
fn mails_that_are_older_than_the_site() {
    let archive = days(30);
    let site = site_of(&archive);
    site.run(&["build"]).succeeded();
    let config = fs::read_to_string(site.path("lorepress.toml")).expect("a configuration");
    let site = site.file("lorepress.toml", format!("since = \"2026-01-28\"\n{config}"));
    stops(
        &site,
        &["toys: 30 mails, now 3", "27 mails are older than `since`", "change the configuration back"],
    );
}

#[test]
fn an_epoch_that_cannot_be_read() {
    let archive = days(30).next_epoch().mail(Mail::patch("last", "[PATCH] kits: last"));
    let site = site_of(&archive);
    site.run(&["build"]).succeeded();
    fs::remove_dir_all(archive.path().join("git/0.git/objects")).expect("a folder");
    let path = archive.path().display().to_string();
    stops(&site, &["toys: 31 mails, now 1", &path, "0.git cannot be read as a git repository"]);
}

#[test]
fn an_archive_without_a_mail() {
    let archive = days(2);
    let site = site_of(&archive);
    site.run(&["build"]).succeeded();
    let empty = Archive::new();
    let site = with(site, &empty, "\"day\"");
    let path = empty.path().display().to_string();
    stops(&site, &["toys: 2 mails, now 0", &path, "the archive has no mail"]);
}

#[test]
fn pages_that_are_gone() {
    let archive = days(60);
    let site = with(sixty(), &archive, "\"month\"");
    stops(&site, &["pages, now", "no mail is missing", "windows"]);
}

#[test]
fn pages_of_a_site_without_a_manifest_are_counted() {
    let archive = days(30);
    let site = with(sixty(), &archive, "\"day\"").file("public/.lorepress-site", "");
    stops(&site, &["pages, now"]);
}

#[test]
fn a_missing_epoch_is_named_and_the_rest_built() {
    let archive = days(1).next_epoch().mail(Mail::patch("b", "[PATCH] kits: b")).next_epoch();
    let archive = archive.mail(Mail::patch("c", "[PATCH] kits: c"));
    fs::remove_dir_all(archive.path().join("git/1.git")).expect("an epoch");
    let site = site_of(&archive);
    let run = site.run(&["build"]).succeeded();
    let said = format!("{}: 1.git is missing", archive.path().display());
    assert!(run.stderr.contains(&said), "{}", run.stderr);
    assert_eq!(site.left_out(), [("1.git".to_owned(), "missing-epoch".to_owned())]);
}

#[test]
fn first_epochs_may_be_left_out() {
    let archive = days(1).next_epoch().mail(Mail::patch("b", "[PATCH] kits: b"));
    fs::remove_dir_all(archive.path().join("git/0.git")).expect("an epoch");
    let run = site_of(&archive).run(&["build"]).succeeded();
    assert!(!run.stderr.contains("warning"), "{}", run.stderr);
}

#[test]
fn a_partial_clone_is_named_as_one() {
    let archive = days(2);
    let config = archive.path().join("git/0.git/config");
    let old = fs::read_to_string(&config).expect("the settings");
    let partial = "[extensions]\n\tpartialclone = origin\n[remote \"origin\"]\n\tpromisor = true\n";
    let old = old.replace("repositoryformatversion = 0", "repositoryformatversion = 1");
    fs::write(&config, format!("{old}{partial}")).expect("the settings");
    let run = site_of(&archive).run(&["build"]);
    assert!(run.stderr.contains("is a partial clone"), "{}", run.stderr);
    assert!(run.stderr.contains(&archive.path().display().to_string()), "{}", run.stderr);
}

#[test]
fn where_only_the_cache_is_kept_mails_are_not_lost_either() {
    let archive = days(39);
    let site = with(sixty(), &archive, "\"day\"");
    fs::remove_dir_all(site.path("public")).expect("the site");
    let run = site.run(&["build"]);
    assert_eq!(run.code, Some(3), "{}{}", run.stdout, run.stderr);
    assert!(run.stderr.contains("toys: 60 mails, now 39"), "{}", run.stderr);
    assert!(!site.path("public").exists());
    site.run(&["build", "--allow-shrink"]).succeeded();
    fs::remove_dir_all(site.path("public")).expect("the site");
    site.run(&["build"]).succeeded();
}
