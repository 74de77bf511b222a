//! Builds in surroundings that are not as they should be: they work, or say what to do.

use std::fs;
use std::os::fd::OwnedFd;
use std::os::unix::fs::symlink;
use std::process::{Command, Output, Stdio};

use super::{days, imports, left_behind, public, retitle, site_of};
use crate::support::{Site, inbox, tree};

fn command(site: &Site, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lorepress"));
    command.args(args).current_dir(site.path("")).stdin(Stdio::null());
    command
}

fn output(command: &mut Command) -> Output {
    command.output().expect("the program starts")
}

#[test]
fn thousands_of_threads_are_asked_for() {
    let archive = days(2);
    let site = site_of(&archive);
    site.run(&["build", "-j", "5000"]).succeeded();
    let built = public(&site);
    fs::remove_dir_all(site.path("public")).expect("a site");
    site.run(&["build", "-j", "1"]).succeeded();
    assert!(public(&site) == built);
}

#[test]
fn nobody_reads_standard_error() {
    let archive = days(2).file("git/1.git/README", "gone");
    let site = site_of(&archive);
    let pipe = || {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        Stdio::from(OwnedFd::from(writer))
    };
    let code =
        |args: &[&str]| command(&site, args).stderr(pipe()).status().expect("the program starts").code();
    assert_eq!(code(&["build"]), Some(0));
    assert_eq!(code(&["build", "--inbox", "toys=nowhere"]), Some(1));
    let shell = format!("{} build 2>&-", env!("CARGO_BIN_EXE_lorepress"));
    let closed = Command::new("sh").args(["-c", &shell]).current_dir(site.path("")).status();
    assert_eq!(closed.expect("a shell").code(), Some(0));
}

#[test]
fn the_folder_for_temporary_files_is_missing() {
    let archive = days(2);
    let site = site_of(&archive);
    let run = output(command(&site, &["build"]).env("TMPDIR", "/nowhere/at/all"));
    let said = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(1), "{said}");
    assert!(said.contains("/nowhere/at/all") && said.contains("set TMPDIR"), "{said}");
    assert_eq!(left_behind(&site), [""; 0]);
}

#[test]
fn a_file_of_the_site_was_turned_into_a_folder_and_a_folder_into_a_file() {
    let archive = days(2);
    let site = site_of(&archive);
    site.run(&["build"]).succeeded();
    let site = retitle(site, "Another");
    for (name, what) in [("index.html", "a folder"), ("series", "a file")] {
        let (place, aside) = (site.path("public").join(name), site.path("aside"));
        fs::rename(&place, &aside).expect("a part of the site");
        match what {
            "a folder" => fs::create_dir(&place).expect("a folder"),
            _ => fs::write(&place, "").expect("a file"),
        }
        let before = public(&site);
        let run = site.run(&["build"]);
        assert_eq!(run.code, Some(1), "{}", run.stderr);
        for words in [what, "lorepress did not create", "move or delete it", &place.display().to_string()] {
            assert!(run.stderr.contains(words), "`{words}` is not in {}", run.stderr);
        }
        assert!(public(&site) == before, "something was changed");
        match what {
            "a folder" => fs::remove_dir(&place).expect("a folder"),
            _ => fs::remove_file(&place).expect("a file"),
        }
        fs::rename(&aside, &place).expect("a part of the site");
    }
    site.run(&["build"]).succeeded();
}

/// A site of an mbox in its folder.
fn with_mbox(mails: usize) -> Site {
    let mail = |at: usize| {
        let mail =
            crate::support::Mail::patch(&format!("n{at}"), &format!("[PATCH] kits: brick {at}")).bytes();
        format!(
            "From jane@toys.example Mon Feb  2 10:00:00 2026\n{}\n",
            String::from_utf8(mail).expect("UTF-8")
        )
    };
    let mbox: String = (0..mails).map(mail).collect();
    Site::new(&inbox("toys", "toys.mbox".as_ref(), "\"day\"")).file("toys.mbox", mbox)
}

#[test]
fn two_builds_share_what_was_imported() {
    let site = with_mbox(300);
    let start = |folder: &str| {
        let mut command = command(&site, &["build", "--output", folder]);
        command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the program starts")
    };
    for round in 0..2 {
        let both = [start("one"), start("two")];
        for child in both {
            let done = child.wait_with_output().expect("the program ends");
            assert!(done.status.success(), "round {round}: {}", String::from_utf8_lossy(&done.stderr));
        }
        assert!(tree(&site.path("one")) == tree(&site.path("two")), "round {round}");
    }
    assert_eq!(imports(&site), 1, "an import, and nothing else");
}

#[test]
fn an_import_that_was_killed_is_made_again() {
    let site = with_mbox(3);
    let site =
        site.file(".lorepress/lock", "4000000\n").file(".lorepress/toys-0123456789abcdef.partial/git/x", "");
    site.run(&["build"]).succeeded();
    assert_eq!(imports(&site), 1, "an import, and nothing else");
}

#[test]
fn a_lock_that_is_a_link_is_named() {
    let site = site_of(&days(1)).file("elsewhere", "mine").file(".public.lorepress/next/x", "");
    for to in ["elsewhere", "nowhere"] {
        let lock = site.path(".public.lorepress/lock");
        symlink(site.path(to), &lock).expect("a symbolic link");
        let run = site.run(&["build"]);
        assert_eq!(run.code, Some(1));
        assert!(run.stderr.contains("lock is a symbolic link"), "{}", run.stderr);
        fs::remove_file(lock).expect("the link");
    }
    assert_eq!(fs::read(site.path("elsewhere")).expect("a file"), b"mine");
}

#[test]
fn what_was_imported_goes_with_its_list() {
    let imports = |site: &Site| {
        let entries = fs::read_dir(site.path(".lorepress")).expect("the cache").flatten();
        entries.filter(|entry| entry.path().join("left-out.jsonl").exists()).count()
    };
    let site = with_mbox(2).config(&inbox("tools", "tools.mbox".as_ref(), "\"day\""));
    let mbox = fs::read(site.path("toys.mbox")).expect("mails");
    let site = site.file("tools.mbox", mbox);
    site.run(&["build"]).succeeded();
    assert_eq!(imports(&site), 2);
    let archive = days(3);
    let config = inbox("toys", &archive.path(), "\"day\"");
    let site = site.file("lorepress.toml", config).file(".lorepress/own-0123456789abcdef/note.txt", "mine");
    site.run(&["build", "--allow-shrink"]).succeeded();
    assert_eq!(imports(&site), 0);
    assert!(site.path(".lorepress/own-0123456789abcdef/note.txt").is_file());
}

#[test]
fn what_was_imported_is_imported_again_where_somebody_deleted_a_part() {
    let site = with_mbox(2);
    site.run(&["build"]).succeeded();
    let before = public(&site);
    let entries = fs::read_dir(site.path(".lorepress")).expect("the cache").flatten();
    let report = entries.map(|entry| entry.path().join("left-out.jsonl")).find(|file| file.is_file());
    fs::remove_file(report.expect("an import")).expect("a file");
    let config = fs::read_to_string(site.path("lorepress.toml")).expect("a configuration");
    let site = site.file("lorepress.toml", format!("title = \"Another\"\n{config}"));
    site.run(&["build"]).succeeded();
    assert_eq!(imports(&site), 1);
    assert!(public(&site).len() == before.len());
}

#[test]
fn a_list_named_as_what_is_kept_loses_nothing() {
    let config = inbox("mails", "toys.mbox".as_ref(), "\"day\"");
    let site = with_mbox(2).file("lorepress.toml", config);
    let kept = |site: &Site| {
        let entries = fs::read_dir(site.path(".lorepress")).expect("the cache").flatten();
        let mut names: Vec<_> = entries.map(|entry| entry.file_name()).collect();
        names.sort();
        names
    };
    site.run(&["build"]).succeeded();
    let before = kept(&site);
    site.run(&["build", "--prove"]).succeeded();
    assert_eq!(kept(&site), before);
}

#[test]
fn an_output_folder_in_what_a_build_reads_is_refused() {
    let site = site_of(&days(1)).file("static/logo.svg", "x");
    symlink("static", site.path("linked")).expect("a symbolic link");
    for (output, folder) in
        [("static/public", "static"), ("content/a/b", "content"), ("linked/new", "static")]
    {
        let run = site.run(&["build", "--output", output]);
        assert_eq!(run.code, Some(1));
        let both = format!("error: {output}: the output folder is in {folder}, which a build reads");
        assert!(run.stderr.contains(&both), "{}", run.stderr);
    }
    let run = site.run(&["build", "--output", "."]);
    assert!(run.code == Some(1) && run.stderr.contains("contains content"), "{}", run.stderr);
    assert_eq!(tree(&site.path("static")).len(), 1);
}

#[test]
fn why_git_reads_no_archive_is_said() {
    let archive = days(1);
    let site = site_of(&archive).file("home/.gitconfig", "[broken\n");
    let home = site.path("home");
    let mut command = command(&site, &["build"]);
    let run = output(command.env("HOME", home).env_remove("XDG_CONFIG_HOME").env_remove("GIT_CONFIG_GLOBAL"));
    let said = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(1), "{said}");
    assert!(said.contains("cannot be opened: ") && said.contains(".gitconfig"), "{said}");
}
