//! What pages show of the life of a series.

use std::process::Command;

use crate::support::{Archive, Mail, Site, Tree, inbox, series, text};

const ANN: &str = "Ann Lee <ann@example.org>";
const MAX: &str = "\"Max <i>M</i>\" <max@example.net>";

/// A series in two versions that Ann reviewed and Max took up; a patch of Joe that waits; one of Ann's.
fn site() -> Tree {
    let reply = |id: &str, to: &str, body: &str| {
        Mail::new(id, "Re: [PATCH 1/2] kits: one").answers(to).body(&format!("> +new\n\n{body}\n"))
    };
    let archive = Archive::new()
        .at("2026-02-02T10:00:00Z")
        .mails(series("a", "PATCH", "kits: do it", &["kits: one", "kits: two"]))
        .mail(reply("r1", "a-1", "Reviewed-by: Ann Lee <ann@example.org>").from(ANN))
        .mail(reply("r2", "r1", "Thanks.").from("Jane Doe <jane@example.org>"))
        .at("2026-02-09T10:00:00Z")
        .mails(
            series("b", "PATCH v2", "kits: do it", &["kits: one", "kits: two"])
                .into_iter()
                .map(|mail| mail.date("Mon, 09 Feb 2026 10:00:00 +0000")),
        )
        .at("2026-02-10T10:00:00Z")
        .mail(Mail::patch("j", "[PATCH] kits: wait").from("Joe <joe@example.com>"))
        .mail(Mail::patch("n", "[PATCH] cars: drive").from(ANN))
        .mail(
            reply("t", "b-0", "Applied to toys/next, thanks!")
                .from(MAX)
                .date("Tue, 10 Feb 2026 10:00:00 +0000"),
        )
        .mail(Mail::new("q", "Re: [PATCH] lost: it").answers("gone").from(MAX));
    Site::of(&archive, "\"day\"").build()
}

/// The text of the only page whose path begins and ends so.
fn page<'a>(tree: &'a Tree, folder: &str) -> &'a str {
    let mut names = tree.keys().filter(|name| {
        name.starts_with(folder) && name.ends_with("/index.html") && name.len() > folder.len() + 11
    });
    let name = names.next().unwrap_or_else(|| panic!("no page below {folder}"));
    assert_eq!(names.next(), None, "more than one page below {folder}");
    text(tree, name)
}

fn check(page: &str, expected: &[&str], absent: &[&str]) {
    let flat = page.split_whitespace().collect::<Vec<_>>().join(" ");
    let title = flat.split("<h1>").nth(1).and_then(|rest| rest.split('<').next()).unwrap_or_default();
    for part in expected {
        assert!(flat.contains(part), "{part} is not on the page {title}");
    }
    for part in absent {
        assert!(!flat.contains(part), "{part} is on the page {title}");
    }
}

#[test]
fn the_page_of_a_series_tells_its_versions_tags_and_end() {
    check(
        page(&site(), "series/kits-do-it"),
        &[
            "<span class=\"state s-applied\">applied</span> · 2 versions",
            "aria-label=\"Timeline: 2 versions, 3 replies\"",
            "2 replies from 2 people · 1 of 2 reviewed",
            "1 reply from 1 person",
            "Applied to <strong>toys/next</strong> by Max &lt;i&gt;M&lt;/i&gt;",
            "title=\"reviewed by Ann Lee\"",
        ],
        &["<i>", "superseded"],
    );
}

#[test]
fn a_digest_tells_where_its_series_stand_today() {
    let tree = site();
    check(
        text(&tree, "digests/2026-02-02/index.html"),
        &["s-superseded\">superseded by v2</span>", "2 replies from 2 people"],
        &["Taken up"],
    );
    check(text(&tree, "digests/2026-02-09/index.html"), &["s-applied", "7 days after v1"], &["Discussed"]);
    check(
        text(&tree, "digests/2026-02-10/index.html"),
        &["Taken up", "to <strong>toys/next</strong>", "waiting for review", "<li>lost: it <span"],
        &["<i>", "superseded by"],
    );
}

#[test]
fn a_subsystem_shows_what_waits_and_what_was_taken_up() {
    let tree = site();
    let page = text(&tree, "subsystems/kits/index.html");
    let (waiting, rest) = page.split_once("Most discussed").expect("the next group");
    check(waiting, &["Waiting for review", "kits: wait", "v1 by Joe"], &["kits: do it"]);
    check(rest, &["Nothing is under discussion.", "Last taken up", "v2 by Jane Doe"], &[]);
}

#[test]
fn what_waits_says_which_version_was_answered() {
    let reply = |to: &str| Mail::new(&format!("r-{to}"), "Re: [PATCH] kits: do it").answers(to).from(ANN);
    let archive = Archive::new()
        .mail(Mail::patch("a", "[PATCH] kits: do it"))
        .mail(reply("a"))
        .mail(Mail::patch("b", "[PATCH v2] kits: do it"));
    let subsystem = |archive: &Archive| {
        let tree = Site::of(archive, "\"day\"").build();
        text(&tree, "subsystems/kits/index.html").to_owned()
    };
    check(&subsystem(&archive), &["v2 by Jane Doe", "· 1 reply to earlier versions"], &[]);
    check(&subsystem(&archive.mail(reply("b"))), &["· 2 replies, 1 to v2"], &["earlier versions"]);
}

#[test]
fn an_author_shows_what_they_reviewed_and_who_reviewed_theirs() {
    let tree = site();
    check(
        page(&tree, "authors/ann-lee"),
        &["1 series by others", "kits: do it", "1 patch by", "Reviews for", "Jane Doe"],
        &["Reviewed by"],
    );
    check(
        page(&tree, "authors/jane-doe"),
        &["<h2>Reviewed by</h2><p>1, most series first</p>", ">Ann Lee</a>"],
        &["Reviews for"],
    );
}

#[test]
fn silence_makes_a_series_quiet_after_as_many_days_as_are_configured() {
    let archive = Archive::new()
        .at("2026-02-02T10:00:00Z")
        .mail(Mail::patch("a", "[PATCH] kits: one"))
        .at("2026-02-12T10:00:00Z")
        .mail(Mail::patch("b", "[PATCH] cars: two").date("Thu, 12 Feb 2026 10:00:00 +0000"));
    let state = |days: u32| {
        let tree = Site::of(&archive, "\"day\"").config(&format!("quiet_days = {days}")).build();
        let page = page(&tree, "series/kits-one").to_owned();
        page.split("class=\"state s-").nth(1).and_then(|rest| rest.split('"').next()).map(str::to_owned)
    };
    assert_eq!(state(9).as_deref(), Some("quiet"));
    assert_eq!(state(10).as_deref(), Some("waiting"));
}

#[test]
fn a_patch_in_the_repository_of_the_project_is_merged() {
    let archive = Archive::new().at("2026-02-02T10:00:00Z").mail(Mail::patch("a", "[PATCH] kits: do it"));
    let folder = tempfile::tempdir().expect("a folder");
    let git = |args: &[&str]| {
        let mut command = Command::new("git");
        command.current_dir(folder.path()).args(["-c", "user.name=Max", "-c", "user.email=max@example.net"]);
        command.env("GIT_COMMITTER_DATE", "2026-02-03T10:00:00Z");
        assert!(command.args(args).status().expect("git runs").success(), "git {args:?}");
    };
    git(&["init", "-q"]);
    let author = "--author=Jane Doe <jane@example.org>";
    git(&["commit", "-q", "--allow-empty", "-m", "kits: Do it", author, "--date=2026-02-02T10:00:00Z"]);
    git(&["tag", "v1.0"]);
    let id = git2::Repository::open(folder.path())
        .and_then(|repository| repository.refname_to_id("HEAD"))
        .expect("the commit");
    let forms = [
        ("https://git.example/c", "https://git.example/c/"),
        ("https://git.example/kit.git/commit/?id=", "https://git.example/kit.git/commit/?id="),
        ("https://git.example/?p=kit.git;a=commit;h=", "https://git.example/?p=kit.git;a=commit;h="),
    ];
    for (commits, href) in forms {
        let list = inbox("toys", &archive.path(), "\"day\"");
        let config = format!("{list}repository = {:?}\ncommits = {commits:?}\n", folder.path());
        let tree = Site::new(&config).build();
        let merged = format!("Merged as <a href=\"{href}{id}\"");
        let parts = ["s-merged\">merged</span>", &merged, "first in <strong>v1.0</strong>"];
        check(page(&tree, "series/kits-do-it"), &parts, &[]);
    }
}

#[test]
fn a_repository_that_is_none_stops_the_build() {
    let archive = Archive::new().mail(Mail::patch("a", "[PATCH] kits: do it"));
    let config = format!("{}repository = \"nowhere\"\n", inbox("toys", &archive.path(), "\"day\""));
    let run = Site::new(&config).run(&["build"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("nowhere") && run.stderr.contains("clone of the project"), "{}", run.stderr);
}

#[test]
fn a_series_that_several_replies_take_up_is_listed_once() {
    let reply = |id: &str, to: &str| {
        let mail =
            Mail::new(id, "Re: [PATCH] kits").answers(to).from(MAX).body("> +new\n\nApplied, thanks!\n");
        mail.date("Tue, 03 Feb 2026 10:00:00 +0000")
    };
    let posted = series("a", "PATCH", "kits: do it", &["kits: one", "kits: two", "kits: three"]);
    let archive = Archive::new().mails(posted).at("2026-02-03T10:00:00Z");
    let archive = archive.mails([reply("t1", "a-1"), reply("t2", "a-2")]);
    let tree = Site::of(&archive, "\"day\"").build();
    let page = text(&tree, "digests/2026-02-03/index.html");
    check(page, &["<strong>1</strong> taken up", "2 of 3 patches"], &["1 of 3 patches"]);
    // Nobody sent a patch on this day.
    let feed = text(&tree, "atom.xml");
    check(feed, &["No patches · 2 mails"], &["0 patch mails", "No new patches"]);
}
