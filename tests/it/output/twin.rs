//! The second tree of a site, in the cache: an update is made there.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use super::{WAYS, days, public, retitle, site_of};
use crate::support::{Site, tree};

/// Where the second tree is, if there is one.
fn twin(site: &Site) -> Option<PathBuf> {
    let entries = fs::read_dir(site.path(".lorepress")).expect("the cache").flatten();
    entries.map(|entry| entry.path()).find(|path| path.extension().is_some_and(|ending| ending == "tree"))
}

/// Which file is at which path.
fn inodes(folder: &Path) -> BTreeMap<String, u64> {
    let inode = |path: &String| fs::symlink_metadata(folder.join(path)).expect("a file").ino();
    tree(folder).into_keys().map(|path| (path.clone(), inode(&path))).collect()
}

fn folder_inode(site: &Site, name: &str) -> u64 {
    fs::metadata(site.path(name)).expect("a folder").ino()
}

/// Builds the site under another title, and checks that its twin is the same.
fn changed(site: Site, title: &str) -> Site {
    let site = retitle(site, title);
    site.run(&["build"]).succeeded();
    let twin = twin(&site).expect("a second tree");
    assert_eq!(inodes(&twin), inodes(&site.path("public")), "{title}");
    site
}

#[test]
fn an_update_is_made_in_a_tree_that_was_there() {
    let archive = days(3);
    let site = site_of(&archive);
    site.run(&["build"]).succeeded();
    assert_eq!(twin(&site), None, "a site that is built once needs none");
    let first = folder_inode(&site, "public/series");
    let site = changed(site, "Stones").file("public/CNAME", "mine").file("public/.git/objects/ab/cd", "x");
    let second = folder_inode(&site, "public/series");
    let site = changed(site, "Bricks");
    assert_eq!(folder_inode(&site, "public/series"), first);
    let site = changed(site, "Stones");
    assert_eq!(folder_inode(&site, "public/series"), second);
    assert_ne!(first, second);
}

#[test]
fn what_somebody_did_to_the_site_is_done_to_its_twin() {
    let archive = days(3);
    let site = changed(changed(site_of(&archive).file("public/.lorepress-site", ""), "Stones"), "Bricks");
    let expected = public(&site);
    let site = changed(site.file("public/notes/own.txt", "mine").file("public/old.txt", "mine"), "Stones");
    assert!(public(&site).contains_key("notes/own.txt"));
    fs::remove_dir_all(site.path("public/notes")).expect("a folder");
    fs::rename(site.path("public/old.txt"), site.path("public/new.txt")).expect("a file");
    fs::write(site.path("page.html"), "another").expect("a file");
    fs::rename(site.path("page.html"), site.path("public/about/index.html")).expect("a page");
    let site = changed(site, "Bricks");
    let mut tree = public(&site);
    assert_eq!(tree.remove("new.txt").as_deref(), Some(&b"mine"[..]));
    assert!(tree == expected, "{:?}", tree.keys().filter(|name| !expected.contains_key(*name)));
}

#[test]
fn what_is_in_the_twin_alone_is_never_published() {
    let archive = days(3);
    let site = changed(changed(site_of(&archive).file("public/.lorepress-site", ""), "Stones"), "Bricks");
    let expected = public(&site);
    let site = changed(site, "Stones");
    let folder = twin(&site).expect("a second tree");
    fs::create_dir_all(folder.join("series/planted")).expect("a folder");
    fs::write(folder.join("series/planted/index.html"), "planted").expect("a file");
    fs::remove_file(folder.join("index.html")).expect("a page");
    fs::remove_dir_all(folder.join("digests")).expect("a folder");
    let site = changed(site, "Bricks");
    assert!(public(&site) == expected);
}

#[test]
fn a_tree_that_is_no_twin_goes_at_the_next_build() {
    let archive = days(3);
    let site = changed(site_of(&archive).file("public/.lorepress-site", ""), "Stones");
    let folder = twin(&site).expect("a second tree");
    fs::remove_file(folder.join(".lorepress-site")).expect("the manifest");
    site.run(&["build"]).succeeded();
    assert_eq!(twin(&site), None, "as a build that was killed leaves it");
    let site = retitle(changed(site, "Bricks"), "Walls");
    site.run(WAYS[1]).succeeded();
    site.run(&["build"]).succeeded();
    assert_eq!(twin(&site), None, "the site was changed without it");
}

#[test]
fn permissions_of_somebodys_folder_last() {
    let archive = days(2);
    let site = changed(site_of(&archive).file("public/.lorepress-site", ""), "Stones");
    let site = changed(site.file("public/private/notes.txt", "mine"), "Bricks");
    let folder = site.path("public/private");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).expect("permissions");
    let mut site = site;
    for title in ["Stones", "Bricks", "Walls"] {
        site = changed(site, title);
        let mode = fs::metadata(&folder).expect("the folder").permissions().mode();
        assert_eq!(mode & 0o777, 0o700, "{title}");
    }
}
