//! Archives that grow, and histories that are rewritten.

use std::fs;

use super::{Server, two_epochs};
use crate::support::{Archive, Mail, Site, text, tree};

/// What `lorepress fetch` prints.
fn fetched(site: &Site) -> String {
    site.run(&["fetch"]).succeeded().stdout
}

/// What readers find of the patches: one word, their title, each.
fn has(site: &Site, title: &str) -> bool {
    let public = site.build();
    public.values().any(|bytes| String::from_utf8_lossy(bytes).contains(title))
}

#[test]
fn an_archive_is_cloned_and_grows_by_mails_and_epochs() {
    for server in [Server::start(), Server::of_files()] {
        let one = Archive::new().mail(Mail::patch("a", "[PATCH] kits: oak"));
        server.publish(&one);
        let site = server.site();
        assert_eq!(fetched(&site), "toys/0.git: cloned, 1 commit\n");
        assert_eq!(fetched(&site), "toys: nothing new\n");
        let two = one.mail(Mail::patch("b", "[PATCH] kits: elm")).mail(Mail::patch("c", "[PATCH] kits: fir"));
        let two = two.next_epoch().mail(Mail::patch("d", "[PATCH] kits: yew"));
        server.publish(&two);
        assert_eq!(fetched(&site), "toys/0.git: 2 new commits\ntoys/1.git: cloned, 1 commit\n");
        let public = site.build();
        let home = text(&public, "index.html");
        assert!(["oak", "elm", "fir", "yew"].iter().all(|title| home.contains(title)), "{home}");
    }
}

#[test]
fn an_epoch_with_the_fingerprint_of_the_manifest_is_not_asked_for() {
    let server = Server::start();
    server.publish(&two_epochs());
    let site = server.site();
    fetched(&site);
    server.asked();
    fetched(&site);
    assert_eq!(server.asked(), ["/toys/manifest.js.gz"]);
}

#[test]
fn what_a_server_removed_from_its_history_is_gone_from_the_site() {
    let server = Server::start();
    let mails = ["oak", "elm", "fir"].map(|wood| Mail::patch(wood, &format!("[PATCH] kits: {wood}")));
    let [oak, elm, fir] = &mails;
    server.publish(&Archive::new().mail(oak).mail(elm).mail(fir));
    let site = server.site();
    fetched(&site);
    assert!(has(&site, "kits: elm"));
    server.publish(&Archive::new().mail(oak).mail(fir));
    let run = site.run(&["fetch", "--quiet"]).succeeded();
    assert!(
        run.stderr.contains("warning: toys/0.git: the history was rewritten: 2 commits gone, 1 new\n"),
        "{}",
        run.stderr
    );
    assert!(!has(&site, "kits: elm") && has(&site, "kits: fir"));
    let kept = tree(&site.path(".lorepress"));
    assert!(kept.values().all(|bytes| !String::from_utf8_lossy(bytes).contains("kits: elm")));
}

#[test]
fn a_clone_that_was_stopped_goes_on() {
    let server = Server::start();
    server.publish(&two_epochs());
    let site = server.site();
    // The second epoch cannot be read as yet.
    let objects = server.path("toys/git/1.git/objects");
    fs::rename(&objects, server.path("elsewhere")).expect("moved");
    let run = site.run(&["fetch"]);
    assert_eq!(run.code, Some(5), "{}", run.stderr);
    assert!(site.path("archive/git/0.git").exists() && !site.path("archive/git/1.git").exists());
    // A killed git leaves such files.
    let packs = site.path("archive/git/1.git.new/objects/pack");
    fs::write(packs.join("tmp_pack_x"), "half").expect("written");
    fs::write(site.path("archive/git/1.git.new/config.lock"), "").expect("written");
    fs::rename(server.path("elsewhere"), &objects).expect("moved");
    assert_eq!(fetched(&site), "toys/1.git: cloned, 2 commits\n");
    assert!(!site.path("archive/git/1.git/objects/pack/tmp_pack_x").exists());
    assert!(!site.path("archive/git/1.git.new").exists());
}

#[test]
fn a_lock_that_a_killed_git_left_is_named() {
    let server = Server::start();
    server.publish(&Archive::new().mail(Mail::patch("a", "[PATCH] kits: elm")));
    let site = server.site();
    site.run(&["fetch"]).succeeded();
    server.publish(&two_epochs());
    let lock = site.path("archive/git/0.git/refs/heads/master.lock");
    fs::write(&lock, "").expect("written");
    let run = site.run(&["fetch"]);
    assert_eq!(run.code, Some(5), "{}", run.stderr);
    let named = "archive/git/0.git/refs/heads/master.lock: is a lock of git";
    assert!(run.stderr.contains(named) && run.stderr.contains("remove the file"), "{}", run.stderr);
    fs::remove_file(&lock).expect("removed");
    site.run(&["fetch"]).succeeded();
}

#[test]
fn a_first_clone_that_was_killed_goes_on() {
    let server = Server::start();
    server.publish(&two_epochs());
    let site = server.site();
    fs::create_dir_all(site.path("archive/git/0.git.new")).expect("made");
    fs::write(site.path("archive/lorepress-fetch.lock"), "").expect("written");
    assert_eq!(fetched(&site), "toys/0.git: cloned, 2 commits\ntoys/1.git: cloned, 2 commits\n");
}

#[test]
fn a_build_fetches_first_and_builds_what_is_there_if_a_server_is_gone() {
    let server = Server::start();
    server.publish(&two_epochs());
    let site = server.site();
    let run = site.run(&["build", "--fetch"]).succeeded();
    assert!(run.stdout.starts_with("toys/0.git: cloned, 2 commits\ntoys/1.git: cloned, 2 commits\n4 mails"));
    fs::remove_file(server.path("toys/manifest.js.gz")).expect("removed");
    let run = site.run(&["build", "--fetch", "--title", "Later"]);
    assert_eq!(run.code, Some(5), "{}", run.stderr);
    assert!(
        run.stderr.contains("warning: ") && run.stdout.contains("4 mails"),
        "{}{}",
        run.stderr,
        run.stdout
    );
    let public = tree(&site.path("public"));
    assert!(text(&public, "index.html").contains("Later"));
}
