//! What all commands have in common: how much they say, and how they are described.

use std::fs;

use crate::support::{Archive, Mail, Site, run};

fn site() -> (Archive, Site) {
    let archive = Archive::new().mail(Mail::patch("a", "[PATCH] kits: paint"));
    let site = Site::of(&archive, "\"day\"");
    (archive, site)
}

#[test]
fn where_there_is_no_terminal_only_results_are_printed() {
    let (_archive, site) = site();
    let run = site.run(&["build"]).succeeded();
    assert!(run.stdout.starts_with("1 mails, ") && run.stderr.is_empty(), "{}{}", run.stdout, run.stderr);
    let run = site.run(&["build", "--verbose", "--title", "x"]).succeeded();
    assert!(
        run.stdout.starts_with("1 mails, ") && run.stderr.contains("joining windows\n"),
        "{}",
        run.stderr
    );
    let run = site.run(&["--quiet", "build", "--title", "y"]).succeeded();
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", ""));
    let run = site.run(&["fetch", "-q"]).succeeded();
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", ""));
}

#[test]
fn problems_are_printed_however_quiet_it_is() {
    let (_archive, site) = site();
    let site = site.config("[[hide]]\ntext = \"not a word of it\"\n");
    let run = site.run(&["build", "--quiet"]).succeeded();
    assert!(run.stdout.is_empty() && run.stderr.starts_with("warning: "), "{}", run.stderr);
    let run = Site::new("").run(&["build", "--quiet"]);
    assert!(run.code == Some(1) && run.stderr.starts_with("error: "), "{}", run.stderr);
    // What was asked for is no news.
    assert!(site.run(&["templates", "--quiet"]).succeeded().stdout.contains("base.html"));
}

#[test]
fn quiet_and_verbose_contradict_each_other() {
    assert_eq!(Site::new("").run(&["build", "--quiet", "--verbose"]).code, Some(2));
}

#[test]
fn every_command_has_a_man_page_and_is_completed() {
    let folder = tempfile::tempdir().expect("a folder");
    let help = run(folder.path(), &["--help"]).succeeded().stdout;
    let commands =
        help.split_once("Commands:\n").and_then(|(_, rest)| rest.split_once("\n\n")).expect("commands").0;
    let is_name = |line: &&str| line.starts_with("  ") && !line.starts_with("   ");
    let names: Vec<&str> =
        commands.lines().filter(is_name).filter_map(|line| line.split_whitespace().next()).collect();
    assert!(names.len() > 8, "{names:?}");
    run(folder.path(), &["man", "."]).succeeded();
    let shells =
        ["bash", "zsh", "fish"].map(|shell| run(folder.path(), &["completions", shell]).succeeded().stdout);
    for name in names.into_iter().filter(|name| *name != "help") {
        let page = fs::read_to_string(folder.path().join(format!("lorepress-{name}.1")));
        assert!(page.is_ok_and(|page| page.contains(".SH NAME") && page.contains(".SH OPTIONS")), "{name}");
        assert!(shells.iter().all(|script| script.contains(name)), "{name}");
    }
    assert!(folder.path().join("lorepress.1").exists());
    run(folder.path(), &["man", "share/man"]).succeeded();
    assert!(folder.path().join("share/man/lorepress-man.1").exists());
    let run = run(folder.path(), &["man", "lorepress.1"]);
    assert!(
        run.code == Some(1) && run.stderr.starts_with("error: lorepress.1: cannot create the folder"),
        "{}",
        run.stderr
    );
}

#[test]
fn who_is_in_another_folder_than_that_of_the_site_is_told_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let serve = ["serve", "--port", "0"];
    for args in [&["build"][..], &["fetch", "toys"], &["check"], &["check", "--config-only"], &serve] {
        let run = run(folder.path(), args);
        let said = "error: lorepress.toml: is not in this folder\n  help: go to the folder of your site, or begin one";
        assert!(
            run.code == Some(1) && run.stderr.starts_with(said),
            "{args:?}: {}{}",
            run.stdout,
            run.stderr
        );
    }
    let site = Site::new("");
    for args in [&["build"][..], &["check", "--config-only"]] {
        let run = site.run(args);
        assert!(
            run.code == Some(1) && run.stderr.contains("there are no inboxes"),
            "{args:?}: {}",
            run.stderr
        );
    }
}

#[test]
fn an_archive_that_was_not_fetched_yet_is_told_from_one_that_is_misspelt() {
    let inbox = "[[inbox]]\nname = \"toys\"\npath = \"archives/toys\"\n";
    let site = Site::new(&format!("{inbox}url = \"https://lists.example/toys/\"\n"));
    for args in [&["build"][..], &["check", "--config-only"]] {
        let run = site.run(args);
        assert!(
            run.code == Some(1) && run.stderr.contains("run `lorepress fetch`"),
            "{args:?}: {}",
            run.stderr
        );
        let run = Site::new(inbox).run(args);
        assert!(run.stderr.contains("check the spelling of the path"), "{args:?}: {}", run.stderr);
    }
}
