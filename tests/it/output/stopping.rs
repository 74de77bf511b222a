//! Builds that do not come to their end.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use walkdir::WalkDir;

use super::{WAYS, days, left_behind, public, retitle, site_of};
use crate::support::{Halted, Site, Tree};

/// Starts a build, and does not wait for it.
fn start(site: &Site, way: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lorepress"));
    command.args(way).current_dir(site.path("")).stdin(Stdio::null());
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts")
}

fn is_running(child: &mut Child) -> bool {
    child.try_wait().expect("the program").is_none()
}

/// Waits until something is so, or the program has ended.
fn wait_until(child: &mut Child, is_so: impl Fn() -> bool) {
    while !is_so() && is_running(child) {
        sleep(Duration::from_micros(200));
    }
}

fn kill(mut child: Child) {
    // It may have ended already.
    child.kill().ok();
    child.wait().expect("the program ends");
}

/// A build that stands still while something is so.
fn halted(site: &Site, way: &[&str], output: &str, is_so: impl Fn() -> bool) -> Halted {
    Halted::while_is(is_so, || start(site, way), || fs::remove_dir_all(site.path(output)).expect("a site"))
}

/// Files in the folders that a build works in.
fn at_work(site: &Site) -> usize {
    let folders: [PathBuf; 2] = [site.path(".public.lorepress"), site.path("public/.lorepress-work")];
    folders.iter().flat_map(|folder| WalkDir::new(folder).into_iter().flatten()).count()
}

/// Without what is at work in the site's own folder.
fn site_alone(site: &Site) -> Tree {
    let tree = public(site).into_iter();
    tree.filter(|(name, _)| !name.starts_with(".lorepress-work/")).collect()
}

#[test]
fn a_killed_build_leaves_the_old_site_or_the_new_one() {
    let archive = days(3);
    let mut site = site_of(&archive).file("public/.lorepress-site", "").file("public/CNAME", "mine");
    let titles = ["Bricks", "Stones"];
    let built: Vec<Tree> = titles
        .iter()
        .map(|title| {
            site = retitle(std::mem::replace(&mut site, Site::new("")), title);
            site.build()
        })
        .collect();
    let moments = [0, 1, 2, 5, 20, 50, 90, 120, 150, 180, 200, 300];
    for (round, files) in moments.into_iter().enumerate() {
        site = retitle(site, titles[round % 2]);
        let mut child = start(&site, &["build"]);
        wait_until(&mut child, || at_work(&site) > files);
        kill(child);
        let tree = public(&site);
        assert!(built.contains(&tree), "killed at {files} files: neither the old site nor the new one");
        let tree = site.build();
        assert!(tree == built[round % 2], "killed at {files} files: the next build makes another site");
        assert_eq!(left_behind(&site), [""; 0], "killed at {files} files");
    }
}

#[test]
fn a_change_in_place_that_was_killed_is_completed_by_the_next_build() {
    let archive = days(2);
    let mut site = site_of(&archive).file("public/.lorepress-site", "").file("public/CNAME", "mine");
    let way = WAYS[1];
    let titles = ["Bricks", "Stones"];
    site.run(way).succeeded();
    let first = public(&site);
    site = retitle(site, titles[1]);
    site.run(way).succeeded();
    let built = [first, public(&site)];
    for (round, files) in [0, 10, 60, 100, 140].into_iter().enumerate() {
        let (old, new) = (&built[(round + 1) % 2], &built[round % 2]);
        site = retitle(site, titles[round % 2]);
        let mut child = start(&site, way);
        let ready = site.path("public/.lorepress-work/ready");
        wait_until(&mut child, || if round % 2 == 0 { ready.exists() } else { at_work(&site) > files });
        kill(child);
        let is_old_or_new =
            |(name, bytes): (&String, &Vec<u8>)| [old, new].iter().any(|tree| tree.get(name) == Some(bytes));
        assert!(site_alone(&site).iter().all(is_old_or_new), "a file is neither the old one nor the new one");
        site.run(way).succeeded();
        assert!(public(&site) == *new);
        assert_eq!(left_behind(&site), [""; 0]);
    }
}

#[test]
fn a_change_in_place_that_fails_half_way_is_completed_once_nothing_is_in_its_way() {
    let archive = days(2);
    let site = site_of(&archive);
    site.run(WAYS[1]).succeeded();
    let old = public(&site);
    let site = retitle(site, "Stones");
    site.run(&["build", "--output", "next"]).succeeded();
    let new = crate::support::tree(&site.path("next"));
    // As it is when all is made and the first file is to be moved.
    let work = site.path("public/.lorepress-work");
    fs::create_dir(&work).expect("a folder");
    fs::rename(site.path("next"), work.join("ready")).expect("a folder");
    let page = site.path("public/digests/index.html");
    fs::remove_file(&page).expect("a page");
    let site = site.file("public/digests/index.html/notes", "mine");

    let run = site.run(WAYS[1]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert!(run.stderr.contains("move the new files to their places"), "{}", run.stderr);
    let mut half = site_alone(&site);
    assert_eq!(half.remove("digests/index.html/notes").as_deref(), Some(&b"mine"[..]));
    let is_of = |tree: &Tree, name: &String| tree.get(name) == half.get(name);
    assert!(half.keys().all(|name| is_of(&old, name) || is_of(&new, name)));
    assert!(half.keys().any(|name| !is_of(&old, name)) && half.keys().any(|name| !is_of(&new, name)));

    fs::remove_dir_all(&page).expect("a folder");
    site.run(WAYS[1]).succeeded();
    assert!(public(&site) == new);
    assert_eq!(left_behind(&site), [""; 0]);
}

#[test]
fn what_a_change_in_place_had_still_to_do_is_in_the_list_of_the_build_that_completes_it() {
    let archive = days(2);
    let mut site = site_of(&archive).file("static/old.txt", "old");
    site.run(WAYS[1]).succeeded();
    fs::remove_file(site.path("static/old.txt")).expect("a file");
    site = retitle(site, "Stones");
    site.run(&["build", "--output", "next"]).succeeded();
    let work = site.path("public/.lorepress-work");
    fs::create_dir(&work).expect("a folder");
    fs::rename(site.path("next"), work.join("ready")).expect("a folder");
    // One file was moved before the build was killed.
    fs::rename(work.join("ready/404.html"), site.path("public/404.html")).expect("a page");
    let killed = site_alone(&site);

    // The build that completes it fails, and the next one has nothing to do: who takes both lists has all.
    site = site.file("site-templates/404.html", "{{ nothing.at.all }}");
    let list = || fs::read_to_string(site.path("changed.txt")).expect("a list");
    let flags = ["build", "--in-place", "--changed", "changed.txt"];
    assert_eq!(site.run(&flags).code, Some(1));
    let mut listed = list();
    fs::remove_file(site.path("site-templates/404.html")).expect("a template");
    site.run(&flags).succeeded();
    listed += &list();
    let now = public(&site);
    let names = killed.keys().chain(now.keys());
    let missed: Vec<&String> = names
        .filter(|name| killed.get(*name) != now.get(*name) && !listed.lines().any(|line| line == **name))
        .collect();
    assert!(missed.is_empty(), "{missed:?} are not in {listed}");
    assert!(listed.lines().any(|line| line == "old.txt"), "{listed}");
    assert!(!listed.lines().any(|line| line == "404.html"), "{listed}");
}

#[test]
fn an_error_in_the_last_page_changes_nothing() {
    for way in WAYS {
        let archive = days(2);
        let site = site_of(&archive);
        site.run(way).succeeded();
        let before = public(&site);
        let site = retitle(site, "Another").file("site-templates/404.html", "{{ nothing.at.all }}");
        let run = site.run(way);
        assert_eq!(run.code, Some(1), "{}", run.stderr);
        assert!(public(&site) == before, "{way:?}");
        assert_eq!(left_behind(&site), [""; 0]);
        fs::remove_file(site.path("site-templates/404.html")).expect("a template");
        site.run(way).succeeded();
        assert!(public(&site) != before);
    }
}

#[test]
fn a_first_build_that_fails_leaves_nothing() {
    let archive = days(1);
    let site = site_of(&archive).file("site-templates/404.html", "{{ nothing.at.all }}");
    assert_eq!(site.run(&["build"]).code, Some(1));
    assert!(!site.path("public").exists());
    assert_eq!(left_behind(&site), [""; 0]);
}

#[test]
fn files_and_folders_that_are_read_only_are_no_hindrance() {
    for way in WAYS {
        let archive = days(2);
        let site = site_of(&archive);
        site.run(way).succeeded();
        let set = |name: &str, mode| {
            let file = site.path("public").join(name);
            fs::set_permissions(file, fs::Permissions::from_mode(mode)).expect("permissions");
        };
        set("index.html", 0o444);
        set("about/index.html", 0o444);
        if way == WAYS[0] {
            set("series", 0o555);
        }
        let site = retitle(site, "Another");
        site.run(way).succeeded();
        let page = public(&site).remove("index.html").expect("a page");
        assert!(String::from_utf8_lossy(&page).contains("Another"), "{way:?}");
        assert_eq!(left_behind(&site), [""; 0]);
    }
}

#[test]
fn the_second_of_two_builds_says_who_is_at_work_and_ends() {
    for (first, second) in [(WAYS[0], WAYS[0]), (WAYS[1], WAYS[0]), (WAYS[0], WAYS[1])] {
        let archive = days(2);
        let site = site_of(&archive);
        let lock = site.path(".public.lorepress/lock");
        let child = halted(&site, first, "public", || fs::metadata(&lock).is_ok_and(|lock| lock.len() > 0));
        let run = site.run(second);
        assert_eq!(run.code, Some(4), "{}", run.stderr);
        let owner = format!("the process {} is building this site", child.id());
        assert!(run.stderr.contains(&owner), "{}", run.stderr);
        assert!(child.resume().success());
        assert_eq!(left_behind(&site), [""; 0]);
        site.run(second).succeeded();
    }
}

#[test]
fn two_sites_beside_each_other_are_built_at_once() {
    let archive = days(2);
    let site = site_of(&archive);
    let one = ["build", "--output", "one"];
    let child = halted(&site, &one, "one", || site.path(".one.lorepress/lock").exists());
    site.run(&["build", "--output", "two"]).succeeded();
    assert!(child.resume().success());
    assert!(crate::support::tree(&site.path("one")) == crate::support::tree(&site.path("two")));
}
