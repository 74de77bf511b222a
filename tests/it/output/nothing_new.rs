//! Builds of what was built already, and the list of what a build changed.

use std::fs::{self, File};
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use super::{days, public, retitle, site_of};
use crate::support::{Mail, Site, Tree, inbox};

const NOTHING_NEW: &str = "nothing new since the last build\n";

fn has_nothing_to_do(site: &Site) -> bool {
    site.run(&["build"]).succeeded().stdout.starts_with(NOTHING_NEW)
}

/// Builds the site, which has something to do, and holds it to what a first build makes of the same.
fn is_built_anew(site: &Site, what: &str) {
    assert!(!has_nothing_to_do(site), "{what} is not seen");
    let built = public(site);
    fs::remove_dir_all(site.path("public")).expect("a site");
    assert!(site.build() == built, "{what}: another site than the first build's");
    assert!(has_nothing_to_do(site), "after {what} nothing stays the same");
}

/// Puts a copy with the same times into the place of a folder, as hosts do that keep folders in archives of files.
fn copied(folder: &Path) {
    let aside = folder.with_extension("aside");
    fs::rename(folder, &aside).expect("a folder");
    assert!(Command::new("cp").arg("-a").args([&aside, folder]).status().expect("cp").success());
    fs::remove_dir_all(aside).expect("a folder");
}

/// The site without the paths of the list, and with the files that they have now.
fn published(mut old: Tree, site: &Site) -> Tree {
    let now = public(site);
    for path in fs::read_to_string(site.path("changed.txt")).expect("a list").lines() {
        match now.get(path) {
            Some(bytes) => old.insert(path.to_owned(), bytes.clone()),
            None => old.remove(path),
        };
    }
    old
}

#[test]
fn a_build_of_the_same_has_nothing_to_do_and_says_what_stands() {
    let archive = days(3).no_mail();
    let site = site_of(&archive);
    let first = site.run(&["build", "--report", "report.jsonl"]).succeeded().stdout;
    let (built, report) = (public(&site), fs::read(site.path("report.jsonl")).expect("a report"));
    let again =
        site.run(&["build", "--report", "again.jsonl", "--changed", "changed.txt"]).succeeded().stdout;
    let without_time = |text: &str| text.split(" MB").next().map(str::to_owned);
    assert_eq!(without_time(&again), without_time(&format!("{NOTHING_NEW}{first}")));
    assert!(again.ends_with("skipped: 1 no-mail\n"), "{again}");
    assert_eq!(fs::read(site.path("again.jsonl")).expect("a report"), report);
    assert_eq!(fs::read_to_string(site.path("changed.txt")).expect("a list"), "");
    assert!(public(&site) == built);
}

#[test]
fn a_new_mail_or_another_tag_of_the_project_is_seen() {
    let archive = days(3);
    let project = days(1);
    let repository = format!("repository = {:?}\n", project.path().join("git/0.git").display().to_string());
    let site = Site::new(&format!("{}{repository}", inbox("toys", &archive.path(), "\"day\"")));
    site.build();
    let archive = archive.mail(Mail::patch("new", "[PATCH] kits: another brick"));
    is_built_anew(&site, "a mail");
    git2::Repository::open(project.path().join("git/0.git"))
        .and_then(|project| project.tag_lightweight("v1.0", &project.revparse_single("HEAD")?, false))
        .expect("a tag");
    is_built_anew(&site, "a tag");
    drop(archive);
}

#[test]
fn a_copy_with_the_same_times_is_the_same() {
    let archive = days(3);
    let site = site_of(&archive);
    let built = site.build();
    let folders = [archive.path(), site.path(".lorepress"), site.path("public")];
    folders.iter().for_each(|folder| copied(folder));
    assert!(has_nothing_to_do(&site));
    // Hosts that build a site keep the archive and the cache alone.
    fs::remove_dir_all(site.path("public")).expect("a site");
    let read = || -> Vec<u64> {
        let cache =
            fs::read_dir(site.path(".lorepress")).expect("a cache").map(|entry| entry.expect("a file"));
        let of_mails = cache.filter(|entry| entry.file_name().to_string_lossy().starts_with("mails-"));
        let records = of_mails.map(|folder| folder.path().join("0000000000"));
        records.map(|record| fs::metadata(record).expect("a record").ino()).collect()
    };
    let kept = read();
    assert!(!kept.is_empty());
    assert!(site.build() == built);
    assert_eq!(read(), kept, "mails that were kept were read again");
}

#[test]
fn whatever_the_owner_changes_is_seen() {
    let archive = days(3);
    let mut site = site_of(&archive)
        .config("mailmap = \"people\"\nlinks = \"links\"")
        .file("people", "")
        .file("links", "");
    site.build();
    for (file, text) in [
        ("lorepress.toml", fs::read_to_string(site.path("lorepress.toml")).expect("a file") + "# nothing\n"),
        ("MAINTAINERS", String::new()),
    ] {
        site = site.file(file, text);
        assert!(has_nothing_to_do(&site), "{file} says the same, or is not read");
    }
    for (file, text) in [
        ("people", "Jane <jane@toys.example> <bo@reed.example>\n"),
        ("links", "apart n1@toys.example n2@toys.example\n"),
        ("content/about.md", "# About us\n"),
        ("content/more.md", "# More\n"),
        ("static/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        ("site-templates/404.html", "{% extends \"base.html\" %}"),
    ] {
        site = site.file(file, text);
        is_built_anew(&site, file);
    }
    fs::remove_file(site.path("content/more.md")).expect("a page");
    is_built_anew(&site, "a page that is gone");
    assert!(!site.run(&["build", "--title", "Stones"]).succeeded().stdout.starts_with(NOTHING_NEW));
}

#[test]
fn a_file_that_somebody_changed_or_removed_is_made_again() {
    let archive = days(3);
    let site = site_of(&archive);
    let built = site.build();
    fs::write(site.path("public/index.html"), "mine").expect("a page");
    assert!(site.build() == built);
    fs::remove_file(site.path("public/about/index.html")).expect("a page");
    assert!(site.build() == built);
    // Of the same length, as an editor leaves it.
    let page = fs::read(site.path("public/index.html")).expect("a page");
    fs::write(site.path("public/index.html"), page.to_ascii_uppercase()).expect("a page");
    assert!(site.build() == built);
    assert!(has_nothing_to_do(&site));
}

#[test]
fn what_is_wrong_with_an_archive_is_said_again_until_it_is_mended() {
    let archive = days(3);
    let lost = archive.file_of_mail(1);
    let aside = lost.with_extension("aside");
    fs::rename(&lost, &aside).expect("an object");
    let site = site_of(&archive);
    for is_first in [true, false] {
        let run = site.run(&["build"]).succeeded();
        assert!(run.stderr.contains("1 mails are missing"), "{}", run.stderr);
        assert_eq!(run.stdout.starts_with(NOTHING_NEW), !is_first, "{}", run.stdout);
    }
    fs::rename(&aside, &lost).expect("an object");
    let run = site.run(&["build"]).succeeded();
    assert!(!run.stderr.contains("warning: ") && !run.stdout.starts_with(NOTHING_NEW), "{}", run.stderr);
}

#[test]
fn what_is_kept_may_be_damaged_or_deleted() {
    let archive = days(3);
    let site = site_of(&archive);
    let built = site.build();
    let kept = || -> Vec<_> {
        let cache = fs::read_dir(site.path(".lorepress")).expect("a cache");
        let paths = cache.map(|entry| entry.expect("a file").path());
        paths.filter(|path| path.display().to_string().contains("/built-")).collect()
    };
    assert_eq!(kept().len(), 1);
    for text in ["", "{}", "nothing"] {
        fs::write(&kept()[0], text).expect("a file");
        assert!(!has_nothing_to_do(&site), "{text:?} is taken for a build");
        assert!(has_nothing_to_do(&site) && public(&site) == built);
    }
    fs::remove_dir_all(site.path(".lorepress")).expect("a cache");
    assert!(!has_nothing_to_do(&site) && public(&site) == built);
}

#[test]
fn a_proof_is_made_also_where_nothing_is_new() {
    let archive = days(2);
    let site = site_of(&archive);
    let built = site.build();
    assert!(has_nothing_to_do(&site));
    let said = site.run(&["build", "--prove"]).succeeded().stdout;
    assert!(!said.starts_with(NOTHING_NEW) && public(&site) == built, "{said}");
}

#[test]
fn a_proof_finds_what_a_build_took_for_unchanged() {
    let archive = days(2);
    let site = site_of(&archive);
    site.build();
    let (page, manifest) = (site.path("public/index.html"), site.path("public/.lorepress-site"));
    let other = fs::read_to_string(&page).expect("a page").replace("Bricks", "Stones");
    fs::write(&page, other).expect("a page");
    // A file that was last changed before the manifest is believed to be as it was written.
    let before =
        fs::metadata(&manifest).and_then(|file| file.modified()).expect("a time") - Duration::from_secs(60);
    File::options().write(true).open(&page).and_then(|file| file.set_modified(before)).expect("a time");
    assert_eq!(site.run(&["build"]).code, Some(0));
    let run = site.run(&["build", "--prove"]);
    assert_eq!(run.code, Some(1), "{}", run.stdout);
    assert!(run.stderr.contains("1 files differ from those of a first build: index.html"), "{}", run.stderr);
}

#[test]
fn the_list_of_what_changed_makes_one_site_of_the_other() {
    let archive = days(3);
    let mut site = site_of(&archive).file("static/old/file.txt", "old");
    let build = |site: &Site| site.run(&["build", "--changed", "changed.txt"]).succeeded();
    build(&site);
    assert!(published(Tree::new(), &site) == public(&site), "the list of a first build is the whole site");
    let old = public(&site);
    let _archive = archive.mail(Mail::patch("new", "[PATCH] kits: another brick"));
    fs::remove_file(site.path("static/old/file.txt")).expect("a file");
    site = site.file("static/new.txt", "new");
    build(&site);
    let list = fs::read_to_string(site.path("changed.txt")).expect("a list");
    for path in ["old/file.txt", "new.txt", ".lorepress-site", "index.html"] {
        assert!(list.lines().any(|line| line == path), "{path} is not in {list}");
    }
    assert!(!list.contains("404.html"), "{list}");
    assert!(published(old, &site) == public(&site));
}

#[test]
fn a_list_has_what_builds_without_one_changed_since_the_last_list() {
    let archive = days(3);
    let mut site = site_of(&archive).file("static/old/file.txt", "old");
    let listing = ["build", "--changed", "changed.txt"];
    site.run(&listing).succeeded();
    let old = public(&site);
    // A timer builds, and later what publishes.
    fs::remove_file(site.path("static/old/file.txt")).expect("a file");
    site = retitle(site, "Another").file("static/new.txt", "new");
    site.run(&["build"]).succeeded();
    fs::remove_file(site.path("static/new.txt")).expect("a file");
    site.run(&["build"]).succeeded();
    site.run(&listing).succeeded();
    assert!(published(old, &site) == public(&site));
    let list = fs::read_to_string(site.path("changed.txt")).expect("a list");
    assert!(list.lines().any(|line| line == "old/file.txt") && !list.contains("new.txt"), "{list}");
    // What is listed is not listed again, and what is deleted with the cache is not missed.
    site.run(&listing).succeeded();
    assert_eq!(fs::read_to_string(site.path("changed.txt")).expect("a list"), "");
    fs::remove_dir_all(site.path(".lorepress")).expect("the cache");
    site.run(&listing).succeeded();
    assert_eq!(fs::read_to_string(site.path("changed.txt")).expect("a list"), "");
}

#[test]
fn where_it_cannot_be_told_what_was_listed_everything_is() {
    let archive = days(2);
    let site = site_of(&archive);
    let listing = ["build", "--changed", "changed.txt"];
    site.run(&listing).succeeded();
    let names = fs::read_dir(site.path(".lorepress")).expect("the cache").flatten().map(|entry| entry.path());
    let kept = names
        .into_iter()
        .find(|path| path.extension().is_some_and(|end| end == "listed"))
        .expect("what was listed");
    fs::write(&kept, "{\"schema\": 1,").expect("half of it");
    site.run(&listing).succeeded();
    assert!(published(Tree::new(), &site) == public(&site));
    fs::remove_file(&kept).and_then(|()| fs::create_dir(&kept)).expect("a folder in its place");
    let run = site.run(&listing);
    assert!(run.code == Some(1) && run.stderr.contains("cannot read"), "{}", run.stderr);
}

#[test]
fn a_path_that_no_list_can_hold_stops_a_build_that_writes_one() {
    let archive = days(1);
    let site = site_of(&archive).file("static/#1.txt", "one");
    let run = site.run(&["build", "--changed", "changed.txt"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("#1.txt: begins with # or ;"), "{}", run.stderr);
    assert!(!site.path("public").exists() && !site.path("changed.txt").exists());
    site.build();
}

#[test]
fn what_cannot_be_kept_after_the_change_is_a_warning() {
    let archive = days(1);
    let mut site = site_of(&archive);
    site.run(&["build"]).succeeded();
    let names: Vec<_> = fs::read_dir(site.path(".lorepress")).expect("the cache").flatten().collect();
    for name in names.iter().filter(|entry| entry.path().is_file()) {
        // Something is in the way of the file that is renamed.
        let path = name.path();
        fs::remove_file(&path).expect("a file");
        fs::create_dir_all(path.join("x")).expect("a folder");
    }
    site = retitle(site, "Another");
    let run = site.run(&["build", "--changed", "changed.txt"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stderr.contains("warning: ") && run.stderr.contains("cannot write"), "{}", run.stderr);
    let list = fs::read_to_string(site.path("changed.txt")).expect("a list");
    assert!(list.lines().any(|line| line == "index.html"), "{list}");
}

#[test]
fn a_report_that_cannot_be_written_stops_a_build_before_it_changes_anything() {
    let archive = days(1);
    let site = site_of(&archive);
    for flag in ["--report", "--changed"] {
        let run = site.run(&["build", flag, "nowhere/file"]);
        assert_eq!(run.code, Some(1));
        assert!(run.stderr.contains("nowhere/file: cannot write"), "{}", run.stderr);
        assert!(!site.path("public").exists(), "{flag}");
    }
}
