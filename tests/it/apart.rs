//! Lists that are built on their own, each by a process of its own, and joined: the site is the one of a single build.

use std::fs::{self, File};
use std::path::Path;
use std::process::Command;
use std::thread;

use rustix::fs::{FlockOperation, flock};

use crate::support::{Archive, Mail, Run, Site, Tree, series, tree};

const CONFIG: &str = "title = \"Bricks\"\n[[inbox]]\nname = \"toys\"\nslug = \"\"\npath = \"archives/toys\"\n\
                      [[inbox]]\nname = \"cars\"\nslug = \"cars\"\npath = \"archives/cars\"\nwindows = \"week\"\n";

/// A mail that went to both lists.
fn crossposted() -> Mail {
    Mail::patch("both", "[PATCH] kits: for all").body("See <toys-1@example.org>.\n\n+all\n")
}

fn reviewed(list: &str) -> Vec<Mail> {
    let answer = Mail::new(&format!("{list}-re"), &format!("Re: [PATCH 1/2] {list}: one"))
        .answers(&format!("{list}-1"))
        .from("Max <max@reviews.example>")
        .body(&format!("> +one\n\nWhy one of {list}? See https://toys.example/x.\n\nReviewed-by: Max <max@reviews.example>\n"));
    let patches = [format!("{list}: one"), format!("{list}: two")];
    let patches: Vec<&str> = patches.iter().map(String::as_str).collect();
    let mut mails = series(list, "PATCH", &format!("{list}: do it"), &patches);
    mails.push(answer);
    mails
}

/// The archives of both lists. The first version of a series went to one, the second to the other.
fn archives() -> [Archive; 2] {
    let toys = Archive::new()
        .at("2026-02-02T10:00:00Z")
        .mails(reviewed("toys"))
        .mails(series("a", "PATCH", "kits: count", &["kits: count them"]))
        .mail(crossposted());
    let cars = Archive::new()
        .at("2026-02-03T10:00:00Z")
        .mails(reviewed("cars"))
        .mail(crossposted())
        .mails(series("b", "PATCH v2", "kits: count", &["kits: count them"]));
    [toys, cars]
}

/// Copies a folder with its times, over what is there.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    let copied = Command::new("cp").arg("-a").arg(from.join(".")).arg(to).status();
    assert!(copied.expect("cp").success());
}

/// A machine with these archives.
fn machine(archives: &[(&str, &Archive)]) -> Site {
    let site = Site::new(CONFIG).file("content/about.md", "# About\n");
    for (name, archive) in archives {
        copy(&archive.path(), &site.path("archives").join(name));
    }
    site
}

/// The site that one build makes of both lists.
fn whole([toys, cars]: &[Archive; 2]) -> Tree {
    machine(&[("toys", toys), ("cars", cars)]).build()
}

fn kept(from: &Site, to: &Site) {
    copy(&from.path(".lorepress"), &to.path(".lorepress"));
}

/// Builds the site of all lists: it must be the one of a single build. Gives what the build said.
fn joined(site: &Site, archives: &[Archive; 2], what: &str) -> String {
    let Run { stdout, stderr, .. } = site.run(&["build"]).succeeded();
    assert_eq!(stderr, "", "{what}");
    let (made, expected) = (tree(&site.path("public")), whole(archives));
    let differing: Vec<&String> =
        made.keys().chain(expected.keys()).filter(|path| made.get(*path) != expected.get(*path)).collect();
    assert!(differing.is_empty(), "{what}: {differing:?}");
    assert_eq!(parts(site), 0, "{what}");
    stdout
}

/// How many folders there are of lists that were built on their own.
fn parts(site: &Site) -> usize {
    let entries = fs::read_dir(site.path(".lorepress")).into_iter().flatten().flatten();
    entries.filter(|entry| entry.file_name().to_string_lossy().starts_with("part-")).count()
}

/// The numbers of mails read again and of pages and feeds taken over, and of all of these.
fn taken(said: &str) -> [usize; 3] {
    let line =
        said.lines().find_map(|line| line.strip_prefix("joined with lists that were built on their own: "));
    let words = line.unwrap_or_else(|| panic!("nothing was joined: {said}")).split(' ');
    let numbers: Vec<usize> = words.filter_map(|word| word.parse().ok()).collect();
    numbers.try_into().expect("three numbers")
}

#[test]
fn two_processes_build_a_list_each_and_a_third_joins_them() {
    let [toys, cars] = archives();
    let (first, second) = (machine(&[("toys", &toys)]), machine(&[("cars", &cars)]));
    let join = machine(&[("toys", &toys), ("cars", &cars)]);
    thread::scope(|scope| {
        scope.spawn(|| first.run(&["build", "--inbox", "toys"]).succeeded());
        scope.spawn(|| second.run(&["build", "--inbox", "cars"]).succeeded());
    });
    assert!(!first.path("public").exists() && parts(&first) == 1);
    [&first, &second].into_iter().for_each(|from| kept(from, &join));
    let archives = [toys, cars];
    let [read, pages, of] = taken(&joined(&join, &archives, "two caches"));
    assert!(read == 0 && pages > of / 4 && pages < of, "{read} {pages} {of}");
    assert!(join.run(&["build"]).succeeded().stdout.starts_with("nothing new"));

    let [toys, cars] = archives;
    let toys = toys
        .at("2026-03-03T10:00:00Z")
        .mail(Mail::patch("new", "[PATCH] toys: new"))
        .mail(Mail::new("re", "Re: [PATCH v2 1/1] kits: count them").answers("b-1").body("> +line\n\nNo.\n"));
    [&first, &join].into_iter().for_each(|site| copy(&toys.path(), &site.path("archives/toys")));
    first.run(&["build", "--inbox", "toys"]).succeeded();
    kept(&first, &join);
    let archives = [toys, cars];
    let [read, pages, _] = taken(&joined(&join, &archives, "one list has new mails"));
    assert!(read == 0 && pages > 0, "{read} {pages}");

    let lost = machine(&[("toys", &archives[0]), ("cars", &archives[1])]);
    kept(&first, &lost);
    assert_eq!(taken(&joined(&lost, &archives, "one cache is missing"))[0], 7);
}

#[test]
fn processes_may_share_a_cache_and_name_several_lists() {
    let archives = archives();
    let site = machine(&[("toys", &archives[0]), ("cars", &archives[1])]);
    thread::scope(|scope| {
        scope.spawn(|| site.run(&["build", "--inbox", "toys"]).succeeded());
        scope.spawn(|| site.run(&["build", "--inbox", "cars"]).succeeded());
    });
    assert_eq!(taken(&joined(&site, &archives, "a shared cache"))[0], 0);
    let both = ["build", "--inbox", "cars", "--inbox", "toys"];
    let site = machine(&[("toys", &archives[0]), ("cars", &archives[1])]);
    assert!(site.run(&both).succeeded().stdout.starts_with("toys, cars: "));
    let [read, pages, of] = taken(&joined(&site, &archives, "both at once"));
    assert!(read == 0 && pages > of / 2 && pages < of, "{read} {pages} {of}");
    // Who builds a list that another process builds, waits for nothing and changes nothing.
    site.run(&["build", "--inbox", "toys"]).succeeded();
    let before = tree(&site.path(".lorepress"));
    let folder = before.keys().find_map(|path| path.strip_suffix("/pages")).expect("a part");
    let lock = File::create(site.path(".lorepress").join(folder).join("lock")).expect("a lock");
    flock(&lock, FlockOperation::LockExclusive).expect("locked");
    let run = site.run(&["build", "--inbox", "toys"]);
    assert!(run.code == Some(4) && run.stderr.contains("building this list"), "{}", run.stderr);
    assert!(
        tree(&site.path(".lorepress"))
            .iter()
            .all(|(path, bytes)| path.ends_with("lock") || before[path] == *bytes)
    );
}

#[test]
fn what_a_list_left_fits_or_is_not_used() {
    let archives = archives();
    let site = machine(&[("toys", &archives[0]), ("cars", &archives[1])]);
    let own = |site: &Site, list: &str| site.run(&["build", "--inbox", list]).succeeded();
    // Made with another title.
    let site = site.file("lorepress.toml", CONFIG.replace("Bricks", "Stones"));
    ["toys", "cars"].into_iter().for_each(|list| drop(own(&site, list)));
    let site = site.file("lorepress.toml", CONFIG);
    assert_eq!(taken(&joined(&site, &archives, "another title"))[1], 0);
    // Damaged, cut or empty.
    let damages: [fn(&mut Vec<u8>); 3] =
        [|bytes| bytes[20] ^= 1, |bytes| bytes.truncate(bytes.len() / 2), Vec::clear];
    for damage in damages {
        own(&site, "toys");
        for (path, mut bytes) in tree(&site.path(".lorepress")) {
            if path.starts_with("part-") {
                damage(&mut bytes);
                fs::write(site.path(".lorepress").join(path), bytes).expect("a file");
            }
        }
        fs::remove_file(site.path("public/index.html")).expect("a page");
        joined(&site, &archives, "damaged");
    }
    // A mail that is hidden later is in no file that is left.
    own(&site, "toys");
    let site =
        site.file("lorepress.toml", format!("{CONFIG}[[hide]]\nmessage_id = \"toys-re@example.org\"\n"));
    site.run(&["build", "--allow-shrink"]).succeeded();
    assert_eq!(parts(&site), 0);
    for (path, bytes) in tree(&site.path(".lorepress")) {
        assert!(!String::from_utf8_lossy(&bytes).contains("Why one of toys"), "{path}");
    }
}

#[test]
fn names_and_flags_that_make_no_sense_are_named() {
    let archives = archives();
    let site = machine(&[("toys", &archives[0])]);
    let check = |args: &[&str], parts: &[&str]| {
        let run = site.run(args);
        assert_eq!(run.code, Some(1), "{args:?}: {}", run.stderr);
        parts.iter().for_each(|part| assert!(run.stderr.contains(part), "{args:?}: {}", run.stderr));
    };
    check(
        &["build", "--inbox", "trains"],
        &["lorepress.toml", "no inbox trains", "toys, cars, or write NAME=PATH"],
    );
    check(&["build", "--inbox", "toys", "--prove"], &["--prove is about a site", "--inbox toys"]);
    check(&["build", "--inbox", "toys", "--changed", "list"], &["--changed is about a site"]);
    check(&["serve", "--inbox", "toys"], &["--inbox", "`toys` has no path"]);
    check(&["build", "--inbox", "cars"], &["archives/cars"]);
    assert!(!site.path(".lorepress").exists() || parts(&site) == 0);
    let run = site.run(&["build", "--inbox", "=x"]);
    assert!(run.code == Some(2) && run.stderr.contains("expected NAME=PATH"), "{}", run.stderr);
    // An imported list, and one that a flag adds.
    let mail: Vec<u8> = Mail::patch("eml", "[PATCH] trains: go").into();
    let site = site.file("mails/one.eml", mail);
    let own = ["build", "--inbox", "trains=mails", "--inbox", "trains"];
    assert!(site.run(&own).succeeded().stdout.starts_with("trains: 1 mails, 1 patches, 1 series"));
}
