//! Archives that others add mails to are left as they are.

use std::fs;

use super::{Server, git, two_epochs};
use crate::support::{Archive, Layout, Mail, Site, inbox, tree};

/// A list that names its server only for links.
fn linked(path: &std::path::Path, server: &Server) -> Site {
    let url = server.url.replace("file://", "http://");
    Site::new(&format!("{}url = {url:?}\n", inbox("toys", path, "\"day\"")))
}

#[test]
fn an_archive_that_is_not_a_clone_stays_as_it_is() {
    let server = Server::start();
    server.publish(&two_epochs());
    for layout in Layout::ALL {
        let archive = Archive::of(layout).mail(Mail::patch("x", "[PATCH] x"));
        let before = tree(&archive.path());
        let site = linked(&archive.path(), &server);
        let run = site.run(&["fetch"]).succeeded();
        assert_eq!(run.stdout, "toys: left as it is: its archive is not a clone\n", "{layout:?}");
        assert!(tree(&archive.path()) == before, "{layout:?}");
    }
    assert_eq!(server.asked(), [""; 0]);
}

#[test]
fn a_server_that_is_named_for_such_an_archive_is_an_error() {
    let server = Server::of_files();
    let site =
        server.publish(&two_epochs()).site().file("archive/mail.eml", Mail::patch("x", "[PATCH] x").bytes());
    let run = site.run(&["fetch"]);
    assert_eq!(run.code, Some(5), "{}", run.stderr);
    assert!(run.stderr.contains("cannot be fetched: its mails are not in git"), "{}", run.stderr);
}

#[test]
fn mails_in_no_archive_and_lists_without_a_server_are_left() {
    let server = Server::start();
    let site = Site::new("").file("mails/1.eml", Mail::patch("x", "[PATCH] x").bytes());
    let named = linked(&site.path("mails"), &server).run(&["fetch"]).succeeded().stdout;
    assert_eq!(named, "toys: left as it is: its mails are not in git\n");
    let config = inbox("toys", &site.path("nowhere"), "\"day\"");
    let said = Site::new(&config).run(&["fetch"]).succeeded().stdout;
    assert_eq!(said, "toys: left as it is: it has neither `from` nor `url`\n");
}

#[test]
fn epochs_before_the_first_one_here_were_left_out() {
    let server = Server::start();
    server.publish(&two_epochs());
    let site = server.site();
    site.run(&["fetch"]).succeeded();
    fs::remove_dir_all(site.path("archive/git/0.git")).expect("removed");
    assert_eq!(site.run(&["fetch"]).succeeded().stdout, "toys: nothing new\n");
    assert!(!site.path("archive/git/0.git").exists());
}

#[test]
fn an_epoch_that_is_gone_from_the_server_stays_and_is_named() {
    let server = Server::start();
    server.publish(&two_epochs());
    let site = server.site();
    site.run(&["fetch"]).succeeded();
    server.publish(&Archive::new().mail(Mail::patch("a", "[PATCH] a")).mail(Mail::patch("b", "[PATCH] b")));
    let said = site.run(&["fetch", "--quiet"]).succeeded().stderr;
    assert!(said.contains("warning: toys/1.git: no longer on the server"), "{said}");
    assert!(site.path("archive/git/1.git").exists());
}

#[test]
fn a_link_to_another_list_replaces_no_clone() {
    let server = Server::start();
    server.publish(&two_epochs());
    let site = server.site();
    site.run(&["fetch"]).succeeded();
    let linked = format!("[[inbox]]\nname = \"toys\"\npath = \"archive\"\nurl = {:?}\n", server.url);
    fs::write(site.path("lorepress.toml"), linked).expect("written");
    assert_eq!(site.run(&["fetch"]).succeeded().stdout, "toys: nothing new\n");
    let other = "https://lists.example/other/git/0.git";
    git(&site.path("archive/git/0.git"), &["config", "remote.origin.url", other]);
    let run = site.run(&["fetch"]);
    assert!(run.code == Some(5) && run.stderr.contains(&format!("is a clone of {other}")), "{}", run.stderr);
}

#[test]
fn one_repository_is_fetched_from_where_it_was_cloned() {
    let archive = Archive::of(Layout::V1).mail(Mail::patch("a", "[PATCH] a"));
    let site = Site::new("[[inbox]]\nname = \"toys\"\npath = \"toys.git\"\n");
    let (from, to) = (archive.path().display().to_string(), site.path("toys.git").display().to_string());
    git(&archive.path(), &["clone", "--quiet", "--mirror", &from, &to]);
    assert_eq!(site.run(&["fetch"]).succeeded().stdout, "toys: nothing new\n");
    let archive = archive.mail(Mail::patch("b", "[PATCH] b"));
    assert_eq!(site.run(&["fetch"]).succeeded().stdout, "toys/toys.git: 1 new commit\n");
    assert_eq!(site.build().len(), Site::of(&archive, "\"day\"").build().len());
}

#[test]
fn a_list_of_the_first_format_is_cloned_whole() {
    let server = Server::of_files();
    let archive = Archive::of(Layout::V1).mail(Mail::patch("a", "[PATCH] a"));
    super::copy(&archive.path(), &server.path("toys"));
    server.manifest(r#"{"/toys": {}}"#);
    let site = server.site();
    // A folder that somebody made for it is no reason to stop.
    fs::create_dir(site.path("archive")).expect("a folder");
    assert_eq!(site.run(&["fetch"]).succeeded().stdout, "toys/archive: cloned, 1 commit\n");
    assert_eq!(site.run(&["fetch"]).succeeded().stdout, "toys: nothing new\n");
    assert!(site.path("archive/objects").exists());
}
