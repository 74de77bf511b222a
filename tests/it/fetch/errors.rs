//! What the operator has to mend when an archive cannot be fetched.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use super::{Server, two_epochs};
use crate::support::Site;

/// Fetches, which fails with a code, and says each of `parts`.
fn check(site: &Site, args: &[&str], code: i32, parts: &[&str]) {
    let run = site.run(args);
    assert_eq!(run.code, Some(code), "{}", run.stderr);
    for part in parts.iter().chain(&["\n  help: "]) {
        assert!(run.stderr.contains(part), "{part} is not in {}", run.stderr);
    }
}

#[test]
fn a_server_without_a_manifest_is_named() {
    let server = Server::start();
    check(&server.site(), &["fetch"], 5, &[&server.url, "manifest.js.gz", "404"]);
    server.manifest("{}");
    check(&server.site(), &["fetch"], 5, &["names no epoch of a list", "the page of one list"]);
    server.manifest(r#"{"/a/git/0.git": {}, "/b/git/0.git": {}}"#);
    check(&server.site(), &["fetch"], 5, &["is of 2 lists: a, b"]);
    server.manifest("[1]");
    check(&server.site(), &["fetch"], 5, &["is not a manifest"]);
    fs::write(server.path("toys/manifest.js.gz"), "<html>").expect("written");
    check(&server.site(), &["fetch"], 5, &["is not gzip"]);
}

#[test]
fn an_epoch_that_is_listed_and_missing_is_named() {
    let server = Server::start();
    server.manifest(r#"{"/toys/git/0.git": {}}"#);
    check(&server.site(), &["fetch"], 5, &[&format!("{}git/0.git: git: ", server.url), "fetch again"]);
}

#[test]
fn a_url_that_is_none_is_an_error_of_the_configuration() {
    for url in [
        "lists.example/toys",
        "ext::sh -c id",
        "-oProxyCommand=id",
        "file://toys",
        "ssh://lists.example/toys",
    ] {
        let config = format!("[[inbox]]\nname = \"toys\"\npath = \"archive\"\nfrom = {url:?}\n");
        check(&Site::new(&config), &["fetch"], 1, &[&format!("from of inbox toys is `{url}`")]);
    }
}

#[test]
fn a_list_that_is_not_configured_is_named() {
    let server = Server::of_files();
    server.publish(&two_epochs());
    check(&server.site(), &["fetch", "trains"], 1, &["there is no inbox trains", "name one of toys"]);
    check(&Site::new(""), &["fetch"], 1, &["there are no inboxes to fetch"]);
}

#[test]
fn one_list_that_fails_does_not_keep_the_others_from_being_fetched() {
    let (good, bad) = (Server::of_files(), Server::of_files());
    good.publish(&two_epochs());
    let gone = format!(
        "[[inbox]]\nname = \"gone\"\npath = \"gone\"\nurl = \"http://127.0.0.1:9/\"\nfrom = {:?}\n",
        bad.url
    );
    let site = good.site().config(&gone);
    let run = site.run(&["fetch"]);
    assert_eq!(run.code, Some(5), "{}", run.stderr);
    assert!(run.stdout.ends_with("toys/1.git: cloned, 2 commits\n"), "{}", run.stdout);
    assert!(run.stderr.contains("error: gone: 1 of 2 archives could not be fetched"), "{}", run.stderr);
    assert!(site.run(&["fetch", "toys"]).succeeded().stdout.contains("nothing new"));
}

/// Lines that name something of the list `name` that went wrong.
fn said_of(stderr: &str, kind: &str) -> Vec<String> {
    stderr.lines().filter_map(|line| line.strip_prefix(kind)).map(str::to_owned).collect()
}

#[test]
fn a_build_says_once_what_could_not_be_fetched() {
    let (one, other) = (Server::of_files(), Server::of_files());
    let of_other =
        format!("[[inbox]]\nname = \"other\"\npath = \"other\"\nfrom = {:?}\nslug = \"other\"\n", other.url);
    one.publish(&two_epochs());
    other.publish(&two_epochs());
    let alone = one.site();
    let both = one.site().config(&of_other);
    [&alone, &both].into_iter().for_each(|site| drop(site.run(&["fetch"]).succeeded()));
    [&one, &other].into_iter().for_each(|server| fs::remove_dir_all(server.path("toys")).expect("removed"));
    for (site, names) in [(alone, "toys: 1 of 1"), (both, "other, toys: 2 of 2")] {
        let run = site.run(&["build", "--fetch"]);
        assert_eq!(run.code, Some(5), "{}", run.stderr);
        let warnings = said_of(&run.stderr, "warning: ");
        assert_eq!(warnings.len(), if names.contains(',') { 2 } else { 1 }, "{}", run.stderr);
        assert!(warnings.iter().all(|said| said.contains("manifest.js.gz")), "{}", run.stderr);
        let errors = said_of(&run.stderr, "error: ");
        assert_eq!(errors, [format!("{names} archives could not be fetched")]);
        assert!(
            run.stderr.ends_with("help: see above; the site is built of what is here\n"),
            "{}",
            run.stderr
        );
    }
}

#[test]
fn a_build_that_fetched_nothing_does_not_tell_to_fetch() {
    let server = Server::of_files();
    let site = server.site();
    let run = site.run(&["build", "--fetch"]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert_eq!(said_of(&run.stderr, "warning: ").len(), 1, "{}", run.stderr);
    assert_eq!(
        said_of(&run.stderr, "error: "),
        ["toys: could not be fetched, and nothing is here yet: no site was built"]
    );
    assert!(!run.stderr.contains("lorepress fetch"), "{}", run.stderr);
}

#[test]
fn passwords_of_urls_are_in_no_message() {
    let server = Server::start();
    let url = server.url.replace("http://", "http://bo:pass-word@");
    let config = format!("[[inbox]]\nname = \"toys\"\npath = \"archive\"\nfrom = {url:?}\n");
    let site = Site::new(&config);
    for manifest in [None, Some("{}"), Some(r#"{"/toys/git/0.git": {}}"#)] {
        if let Some(manifest) = manifest {
            server.manifest(manifest);
        }
        let run = site.run(&["fetch"]);
        assert_eq!(run.code, Some(5), "{}", run.stderr);
        assert!(!run.stderr.contains("pass-word"), "{}", run.stderr);
        assert!(!run.stderr.contains("curl: curl: "), "{}", run.stderr);
    }
}

#[test]
fn a_server_that_sends_without_end_is_stopped() {
    let site = Server::of_files().site();
    let site = site.file("bin/curl", "#!/bin/sh\nhead -c 90000000 /dev/zero\n");
    fs::set_permissions(site.path("bin/curl"), fs::Permissions::from_mode(0o755)).expect("permissions");
    let path = std::env::var("PATH").expect("a path");
    let path = format!("{}:{path}", site.path("bin").display());
    let mut command = Command::new(env!("CARGO_BIN_EXE_lorepress"));
    let run = command.arg("fetch").current_dir(site.path("")).env("PATH", path).output();
    let said = run.expect("the program starts").stderr;
    let said = String::from_utf8_lossy(&said);
    assert!(said.contains("sends more than 64 MiB"), "{said}");
}
