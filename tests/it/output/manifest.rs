//! What a site says of its files.

use std::fs;
use std::os::unix::fs::MetadataExt;

use sha2::{Digest, Sha256};

use super::{WAYS, days, left_behind, public, retitle, site_of};
use crate::support::Site;

fn manifest(site: &Site) -> serde_json::Value {
    let text = fs::read_to_string(site.path("public/.lorepress-site")).expect("the manifest");
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn it_names_every_file_with_its_size_and_hash() {
    let archive = days(3);
    let site = site_of(&archive).file("static/odd \"name\"\n.txt", "x");
    site.run(&["build"]).succeeded();
    let manifest = manifest(&site);
    let mut tree = public(&site);
    tree.remove(".lorepress-site");
    let files = manifest["files"].as_object().expect("files");
    assert!(files.keys().eq(tree.keys()));
    for (name, bytes) in &tree {
        let sha256: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(files[name], serde_json::json!({ "size": bytes.len(), "sha256": sha256 }), "{name}");
    }
    let pages = tree.keys().filter(|name| name.ends_with(".html")).count();
    assert_eq!((&manifest["schema"], &manifest["pages"]), (&1.into(), &pages.into()));
    assert_eq!(manifest["mails"], serde_json::json!({ "toys": 3 }));
}

/// Number and time of change of the folder and of every file.
fn state(site: &Site) -> Vec<(u64, i64, i64)> {
    let names = public(site).into_keys().chain([String::new()]);
    let state = |name: String| {
        let file = fs::metadata(site.path("public").join(name)).expect("a file");
        (file.ino(), file.mtime(), file.mtime_nsec())
    };
    names.map(state).collect()
}

#[test]
fn nothing_new_writes_nothing() {
    for way in WAYS {
        let archive = days(2);
        let site = site_of(&archive).file("public/.lorepress-site", "");
        site.run(way).succeeded();
        let before = state(&site);
        site.run(way).succeeded();
        assert_eq!(state(&site), before, "{way:?}");
        assert_eq!(left_behind(&site), [""; 0]);
    }
}

#[test]
fn what_stays_is_the_same_file_after_a_change() {
    let archive = days(2);
    let site = site_of(&archive);
    site.run(&["build"]).succeeded();
    let state = |name: &str| fs::metadata(site.path("public").join(name)).expect("a file").ino();
    let (script, page) = (state("site.js"), state("about/index.html"));
    fs::write(site.path("content/about.md"), "# About\n\nMore.\n").expect("a page");
    site.run(&["build"]).succeeded();
    assert_eq!(state("site.js"), script);
    assert_ne!(state("about/index.html"), page);
}

#[test]
fn a_page_changed_or_removed_by_hand_is_made_again() {
    for way in WAYS {
        let archive = days(2);
        let site = site_of(&archive);
        site.run(way).succeeded();
        let expected = public(&site);
        // The size stays, so that only the bytes tell.
        let mut changed = expected["index.html"].clone();
        changed[20] ^= 1;
        fs::write(site.path("public/index.html"), changed).expect("a page");
        fs::remove_file(site.path("public/about/index.html")).expect("a page");
        site.run(way).succeeded();
        assert!(public(&site) == expected, "{way:?}");
    }
}

#[test]
fn a_damaged_one_removes_nothing_that_is_not_surely_the_programs() {
    for text in ["{", "{\"schema\": 1, \"pages\": 1, \"mails\": {}, \"files\": {\"../CNAME\": 1}}", "\u{0}"] {
        let archive = days(2);
        let site = site_of(&archive);
        site.run(&["build"]).succeeded();
        let expected = public(&site);
        let site = site.file("public/.lorepress-site", text).file("CNAME", "mine");
        site.run(&["build"]).succeeded();
        assert!(public(&site) == expected, "{text}");
        assert!(site.path("CNAME").is_file());
    }
}

#[test]
fn a_path_that_leads_out_of_the_site_removes_nothing() {
    for path in ["../CNAME", "/CNAME", "series/../../CNAME", "./CNAME"] {
        let archive = days(2);
        let site = site_of(&archive).file("CNAME", "mine");
        site.run(&["build"]).succeeded();
        let text = fs::read_to_string(site.path("public/.lorepress-site")).expect("the manifest");
        let row = format!("\"files\": {{\n{path:?}: {{\"size\": 4, \"sha256\": \"{}\"}},", "0".repeat(64));
        let site = site.file("public/.lorepress-site", text.replacen("\"files\": {", &row, 1));
        site.run(&["build"]).succeeded();
        assert!(site.path("CNAME").is_file(), "{path}");
    }
}

#[test]
fn a_site_of_a_later_version_is_left_alone() {
    let archive = days(1);
    let site = site_of(&archive);
    site.run(&["build"]).succeeded();
    let site = retitle(site.file("public/.lorepress-site", "{\"schema\": 2}"), "Another");
    let before = public(&site);
    let run = site.run(&["build"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("a later version of lorepress made this site"), "{}", run.stderr);
    assert!(public(&site) == before);
    let run = site.run(&["check"]);
    assert!(run.stderr.contains("a later version of lorepress made this site"), "{}", run.stderr);
}
