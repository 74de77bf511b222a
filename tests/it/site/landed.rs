//! Where series landed: in the project's own repository, in one that waits to be merged, in stable trees.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, from_str};
use tempfile::TempDir;

use crate::support::{Archive, Mail, Site, Tree, inbox, series, text};

const JANE: &str = "Jane Doe <jane@example.org>";

/// A repository with empty commits of these messages, each with a tag, an hour after each other.
fn repository(commits: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    git(folder.path(), 0, &["init", "-q"]);
    for (hour, (message, tag)) in commits.iter().enumerate() {
        let author = format!("--author={JANE}");
        git(
            folder.path(),
            hour,
            &["commit", "-q", "--allow-empty", "-m", message, &author, "--date=2026-02-02T10:00:00Z"],
        );
        git(folder.path(), hour, &["tag", tag]);
    }
    folder
}

fn git(folder: &Path, hour: usize, args: &[&str]) {
    let mut command = Command::new("git");
    command.current_dir(folder).args(["-c", "user.name=Max", "-c", "user.email=max@example.net"]);
    command.env("GIT_COMMITTER_DATE", format!("2026-02-03T{hour:02}:00:00Z"));
    assert!(command.args(args).status().expect("git runs").success(), "git {args:?}");
}

fn id(folder: &TempDir, name: &str) -> String {
    let repository = git2::Repository::open(folder.path()).expect("a repository");
    repository.revparse_single(name).expect("a commit").id().to_string()
}

/// The page of the series whose address begins so, and its data.
fn of<'a>(tree: &'a Tree, begins: &str) -> (&'a str, Value) {
    let path = tree.keys().find(|path| path.starts_with(begins) && path.ends_with("/index.html"));
    let folder = path.expect("a series").trim_end_matches("index.html");
    let data = from_str(text(tree, &format!("{folder}index.json"))).expect("JSON");
    (text(tree, &format!("{folder}index.html")), data)
}

/// A lone patch that is merged and backported, and a series of two that waits in the next release.
fn site(archive: &Archive) -> (Site, [TempDir; 3]) {
    let own = repository(&[("kits: do it", "v1.0")]);
    let original = id(&own, "v1.0");
    let next = repository(&[("cars: one", "next-1"), ("cars: two", "next-2")]);
    let copy = format!("kits: do it\n\ncommit {original} upstream.\n");
    let stable = repository(&[(&copy, "v0.9.1"), (&format!("{copy}\nAgain."), "v0.8.7")]);
    let of = |name: &str, folder: &TempDir, more: &str| {
        format!("[[inbox.repository]]\nname = {name:?}\npath = {:?}\n{more}", folder.path())
    };
    let config = [
        inbox("toys", &archive.path(), "\"day\""),
        of("main", &own, ""),
        of("next <b>", &next, "commits = \"https://git.example/next/c/\"\n"),
        of("stable", &stable, ""),
    ];
    (Site::new(&config.concat()), [own, next, stable])
}

fn archive() -> Archive {
    Archive::new()
        .at("2026-02-02T10:00:00Z")
        .mail(Mail::patch("a", "[PATCH] kits: do it"))
        .mails(series("b", "PATCH", "cars: all", &["cars: one", "cars: two"]))
        .mail(Mail::patch("c", "[PATCH] bricks: burn"))
}

#[test]
fn each_repository_says_where_a_series_is() {
    let archive = archive();
    let (site, [_own, next, stable]) = site(&archive);
    let tree = site.build();
    let (page, data) = of(&tree, "series/kits-do-it-");
    assert!(page.contains("first in <strong>v1.0</strong>"), "{page}");
    let line = format!(
        "Backported in <strong>stable</strong> as <code>{}</code> (first in <strong>v0.9.1</strong>), <code>{}</code>",
        &id(&stable, "v0.9.1")[..9],
        &id(&stable, "v0.8.7")[..9]
    );
    assert!(page.contains(&line), "{line}: {page}");
    assert_eq!(data["state"], "merged");
    let landed = data["landed"].as_array().expect("rows");
    assert_eq!(landed.len(), 2);
    assert_eq!(
        (&landed[0]["repository"], &landed[0]["tag"], &landed[0]["copy"]),
        (&"stable".into(), &"v0.9.1".into(), &true.into())
    );
    assert_eq!(landed[0]["patch"], "a@example.org");
    let (page, data) = of(&tree, "series/cars-all-");
    // What waits to be merged is not merged.
    assert_eq!(data["state"], "waiting");
    assert!(
        page.contains(
            "In <strong>next &lt;b&gt;</strong>: 2 of 2 patches, first in next-1, next-2</summary>"
        ),
        "{page}"
    );
    assert!(
        page.contains(&format!("<a href=\"https://git.example/next/c/{}\">", id(&next, "next-2"))),
        "{page}"
    );
    let (page, data) = of(&tree, "series/bricks-burn-");
    assert!(!page.contains("class=\"ending\"") && data["landed"] == Value::Array(Vec::new()), "{page}");
}

#[test]
fn a_new_commit_of_any_repository_is_seen() {
    let archive = archive();
    let (site, [_own, next, _stable]) = site(&archive);
    site.build();
    git(
        next.path(),
        20,
        &[
            "commit",
            "-q",
            "--allow-empty",
            "-m",
            "bricks: burn",
            "--author",
            JANE,
            "--date=2026-02-02T10:00:00Z",
        ],
    );
    let tree = site.build();
    assert!(of(&tree, "series/bricks-burn-").0.contains("In <strong>next &lt;b&gt;</strong> as <a href=\""));
}

#[test]
fn mistakes_in_the_repositories_stop_the_build_with_their_place() {
    let archive = archive();
    let folder = repository(&[("kits: do it", "v1.0")]);
    let check = |lines: &str, expected: &str| {
        let config = format!(
            "{}{}",
            inbox("toys", &archive.path(), "\"day\""),
            lines.replace("HERE", &format!("{:?}", folder.path()))
        );
        let run = Site::new(&config).run(&["build"]);
        assert_eq!(run.code, Some(1), "{lines}");
        assert!(run.stderr.contains(expected), "{lines}: {}", run.stderr);
    };
    let table = "[[inbox.repository]]\n";
    check(
        "repository = 5\n",
        "the path of a git repository, or a table [[inbox.repository]] for each of several",
    );
    check(&format!("{table}name = \"x\"\n"), "missing field `path`");
    check(&format!("{table}path = HERE\nurl = \"x\"\n"), "unknown field `url`");
    check(&format!("{table}path = HERE\n{table}path = HERE\n"), "of inbox toys has no name");
    check(
        &format!("{table}name = \"x\"\npath = HERE\n{table}name = \"x\"\npath = HERE\n"),
        "two repositories of inbox toys have the name `x`",
    );
    check(&format!("{table}path = HERE\n{table}name = \"x\"\npath = \"nowhere\"\n"), "nowhere");
    check(&format!("{table}path = HERE\ncommits = \"x\"\n"), "commits of repository");
}

#[test]
fn what_the_project_picked_from_itself_was_not_backported() {
    let own = repository(&[("kits: do it", "v1.0")]);
    let picked = format!("kits: do it\n\n(cherry picked from commit {})\n", id(&own, "v1.0"));
    let author = format!("--author={JANE}");
    git(own.path(), 1, &["commit", "-q", "--allow-empty", "-m", &picked, &author]);
    let next = tempfile::tempdir().expect("a folder");
    let (from, to) = (own.path().display().to_string(), next.path().display().to_string());
    git(own.path(), 2, &["clone", "-q", &from, &to]);
    git(next.path(), 2, &["commit", "-q", "--allow-empty", "-m", "cars: one", &author]);
    let mails = archive();
    let config = [
        inbox("toys", &mails.path(), "\"day\""),
        format!("[[inbox.repository]]\npath = {:?}\n", own.path()),
        format!("[[inbox.repository]]\nname = \"next\"\npath = {:?}\n", next.path()),
    ];
    let tree = Site::new(&config.concat()).build();
    let (page, data) = of(&tree, "series/kits-do-it-");
    assert!(page.contains("Merged as") && !page.contains("Backported"), "{page}");
    assert_eq!(data["landed"], Value::Array(Vec::new()));
    let (page, _) = of(&tree, "series/cars-");
    assert!(page.contains("In <strong>next") || page.contains("In next"), "{page}");
}

#[test]
fn addresses_in_names_of_tags_are_shown_as_the_owner_wants() {
    let own = repository(&[("cars: other", "v1.0")]);
    let next = repository(&[("kits: do it", "jane@example.org-v1")]);
    let mails = archive();
    let config = [
        "addresses = \"hidden\"\n".to_owned(),
        inbox("toys", &mails.path(), "\"day\""),
        format!("[[inbox.repository]]\npath = {:?}\n", own.path()),
        format!("[[inbox.repository]]\nname = \"max@example.net\"\npath = {:?}\n", next.path()),
    ];
    let tree = Site::new(&config.concat()).build();
    let (page, data) = of(&tree, "series/kits-do-it-");
    assert_eq!(data["landed"].as_array().map(Vec::len), Some(1), "{data}");
    for text in [page.to_owned(), data.to_string()] {
        assert!(!text.contains("jane@example.org") && !text.contains("max@example.net"), "{text}");
    }
}
