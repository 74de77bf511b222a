//! What somebody else put into the folder of a site.

use std::fs;
use std::os::unix::fs::symlink;

use super::{WAYS, days, left_behind, public, retitle, site_of};
use crate::support::{Archive, Mail, Site};

/// A file in the folder of a built site, put there by hand.
fn put(site: Site, name: &str, content: &str) -> Site {
    site.file(&format!("public/{name}"), content)
}

fn target(site: &Site, name: &str) -> String {
    let link = fs::read_link(site.path("public").join(name)).expect("a symbolic link");
    link.to_string_lossy().into_owned()
}

#[test]
fn foreign_files_are_kept_and_links_neither_followed_nor_removed() {
    for way in WAYS {
        let archive = days(2);
        let mut site = site_of(&archive).file("elsewhere/own.txt", "mine");
        site.run(way).succeeded();
        let names = [".git/HEAD", ".git/objects/ab/cdef", "CNAME", ".nojekyll", ".well-known/security.txt"];
        for name in names.into_iter().chain(["digests/2026-01-01/notes.txt", "series/.hidden"]) {
            site = put(site, name, name);
        }
        for (to, name) in [("../elsewhere", "folder"), ("CNAME", "file"), ("/nowhere", "digests/dangling")] {
            symlink(to, site.path("public").join(name)).expect("a symbolic link");
        }
        fs::create_dir(site.path("public/empty")).expect("a folder");
        for title in ["Another", "A third"] {
            site = retitle(site, title);
            site.run(way).succeeded();
        }
        let tree = public(&site);
        assert!(names.iter().all(|name| tree[*name] == name.as_bytes()), "{way:?}");
        assert_eq!(tree["digests/2026-01-01/notes.txt"], b"digests/2026-01-01/notes.txt");
        assert_eq!(target(&site, "folder"), "../elsewhere");
        assert_eq!(target(&site, "file"), "CNAME");
        assert_eq!(target(&site, "digests/dangling"), "/nowhere");
        assert!(site.path("public/empty").is_dir());
        assert!(site.path("elsewhere/own.txt").is_file());
        assert_eq!(left_behind(&site), [""; 0]);
    }
}

#[test]
fn a_foreign_file_stays_where_the_page_beside_it_goes() {
    for way in WAYS {
        let archive = days(1).mail(Mail::patch("x", "[PATCH] bricks: x"));
        let site = site_of(&archive);
        site.run(way).succeeded();
        let site = put(site, "subsystems/bricks/photo.jpg", "x");
        let _archive: Archive = archive.delete(Mail::patch("x", "[PATCH] bricks: x"));
        site.run(way).succeeded();
        let tree = public(&site);
        let there: Vec<_> = tree.keys().filter(|name| name.contains("bricks")).collect();
        assert_eq!(there, ["subsystems/bricks/photo.jpg"], "{way:?}");
    }
}

#[test]
fn a_page_never_takes_the_place_of_a_foreign_file() {
    for way in WAYS {
        let archive = days(1);
        let mut site = site_of(&archive);
        site.run(way).succeeded();
        for (file, page) in [("faq/index.html", "faq"), ("help", "help"), ("team/index.html/x", "team")] {
            site = put(site, file, "mine");
            let before = public(&site);
            site = site.file(&format!("content/{page}.md"), "# Page\n");
            let run = site.run(way);
            assert_eq!(run.code, Some(1), "{file}");
            let place = site.path("public").join(file.trim_end_matches("/x"));
            let place = place.canonicalize().expect("the file");
            assert!(run.stderr.contains(&place.display().to_string()), "{}", run.stderr);
            assert!(public(&site) == before, "{file}: something was changed");
            assert_eq!(left_behind(&site), [""; 0]);
            fs::remove_file(site.path(&format!("content/{page}.md"))).expect("the page");
        }
    }
}

#[test]
fn a_link_in_the_place_of_a_folder_is_not_written_through() {
    for way in WAYS {
        let archive = days(1);
        let site = site_of(&archive);
        site.run(way).succeeded();
        fs::rename(site.path("public/series"), site.path("moved")).expect("a folder");
        symlink("../moved", site.path("public/series")).expect("a symbolic link");
        let before = crate::support::tree(&site.path("moved"));
        let site = retitle(site, "Another");
        let run = site.run(way);
        assert_eq!(run.code, Some(1));
        assert!(run.stderr.contains("a symbolic link"), "{}", run.stderr);
        assert!(crate::support::tree(&site.path("moved")) == before);
    }
}

#[test]
fn a_site_without_a_manifest_loses_only_what_is_surely_the_programs() {
    for way in WAYS {
        let archive = days(2);
        let site = site_of(&archive).file("static/logo.svg", "x");
        site.run(way).succeeded();
        let expected = public(&site);
        let mut site = put(site, ".lorepress-site", "");
        let kept = ["CNAME", ".git/HEAD", "old-page/index.html", "series/notes.txt", "logo.png"];
        let gone = ["series/gone-1/index.html", "search/old.txt", "other/digests/2020-01-01/index.json"];
        for name in kept.into_iter().chain(gone) {
            site = put(site, name, name);
        }
        site = put(site, "about/index.html", "an older page");
        site.run(way).succeeded();
        let mut tree = public(&site);
        for name in kept {
            assert_eq!(tree.remove(name).as_deref(), Some(name.as_bytes()), "{way:?}: {name}");
        }
        assert!(tree == expected, "{way:?}: {:?}", tree.keys().filter(|name| !expected.contains_key(*name)));
    }
}

#[test]
fn a_folder_that_is_no_site_is_left_alone() {
    let archive = days(1);
    let site = site_of(&archive).file("public/index.html", "mine");
    let run = site.run(&["build"]);
    assert_eq!(run.code, Some(1));
    let said = "contains files that lorepress did not create: index.html\n";
    assert!(run.stderr.contains(said), "{}", run.stderr);
    assert_eq!(public(&site).len(), 1);
    assert_eq!(left_behind(&site), [""; 0]);
}

#[test]
fn what_hosts_and_git_read_may_be_there_before_the_first_site() {
    let archive = days(1);
    let names = ["CNAME", ".nojekyll", ".git/HEAD", ".well-known/security.txt"];
    for way in WAYS {
        let site =
            names.iter().fold(site_of(&archive), |site, name| site.file(&format!("public/{name}"), name));
        site.run(way).succeeded();
        let tree = public(&site);
        assert!(
            names.iter().all(|name| tree[*name] == name.as_bytes()) && tree.contains_key("index.html"),
            "{way:?}"
        );
    }
}

#[test]
fn a_file_becomes_a_folder_and_a_folder_a_file() {
    for way in WAYS {
        let archive = days(1);
        let site = site_of(&archive).file("static/a", "file").file("static/b/c/d", "folder");
        site.run(way).succeeded();
        fs::remove_file(site.path("static/a")).expect("a file");
        fs::remove_dir_all(site.path("static/b")).expect("a folder");
        let site = site.file("static/a/b/c", "folder").file("static/b", "file");
        site.run(way).succeeded();
        let tree = public(&site);
        assert_eq!((&tree["a/b/c"][..], &tree["b"][..]), (&b"folder"[..], &b"file"[..]), "{way:?}");
    }
}

#[test]
fn nothing_behind_a_link_is_removed() {
    for way in WAYS {
        let archive = days(1);
        let site =
            site_of(&archive).file("static/media/old/note.txt", "x").file("static/media/bare/note.txt", "x");
        let site = site.file("elsewhere/index.html", "mine").file("elsewhere/old/note.txt", "mine");
        site.run(way).succeeded();
        let site = retitle(site, "Another");
        site.run(way).succeeded();
        for name in ["about", "media"] {
            fs::remove_dir_all(site.path("public").join(name)).expect("a folder");
            symlink("../elsewhere", site.path("public").join(name)).expect("a symbolic link");
        }
        fs::create_dir(site.path("elsewhere/bare")).expect("a folder");
        let before = crate::support::tree(&site.path("elsewhere"));
        fs::remove_file(site.path("content/about.md")).expect("a page");
        fs::remove_dir_all(site.path("static/media")).expect("a folder");
        site.run(way).succeeded();
        assert!(crate::support::tree(&site.path("elsewhere")) == before, "{way:?}");
        assert_eq!(
            (target(&site, "about"), target(&site, "media")),
            ("../elsewhere".into(), "../elsewhere".into())
        );
        assert!(site.path("elsewhere/bare").is_dir(), "{way:?}");
    }
}

#[test]
fn a_working_folder_is_never_another_one() {
    for name in ["public/.lorepress-work", ".public.lorepress"] {
        let archive = days(1);
        let site =
            site_of(&archive).file("elsewhere/next/own.txt", "mine").file("elsewhere/whole/own.txt", "mine");
        site.run(&["build"]).succeeded();
        symlink(site.path("elsewhere"), site.path(name)).expect("a symbolic link");
        let run = site.run(&["build"]);
        assert_eq!(run.code, Some(1), "{name}");
        assert!(run.stderr.contains("is a symbolic link"), "{}", run.stderr);
        assert_eq!(crate::support::tree(&site.path("elsewhere")).len(), 2, "{name}");
    }
}
