//! What commands print of an archive: what the owner of a site took down or does not show is not in it either.

use std::path::Path;

use crate::support::{Archive, Mail, Run, Site, run, series};

/// A series with a reply and a patch, from people of `people.example`.
fn archive() -> Archive {
    let secret = series("secret", "PATCH", "kits: a secret", &["kits: hidden brick"]);
    let secret = secret.into_iter().map(|mail| mail.from("Eve Adams <eve@people.example>"));
    let reply = Mail::new("reply", "Re: [PATCH 1/1] kits: hidden brick").from("Bo <bo@people.example>");
    let other = Mail::patch("other", "[PATCH] kits: by bo@people.example").from("Bo <bo@people.example>");
    let quoting = "> Do it.\n\nAsk bo@people.example about Project Quartz.\n";
    let asked = Mail::new("asked", "Re: [PATCH] kits: by bo@people.example").answers("other").body(quoting);
    let archive = Archive::new().mails(secret);
    archive.mails([reply.answers("secret-1"), other, asked.from("lone@people.example")])
}

/// The commands that print an archive, each as it is run with more of its flags.
fn commands(archive: &Archive) -> Vec<Vec<String>> {
    let path = archive.path().display().to_string();
    let ends = format!("{}..{}", archive.id(2), archive.id(4));
    let all: [&[&str]; 11] = [
        &["mail", &path, "2026-02-02", "--to", "us@lists.example"],
        &["digest", &path, "2026-02-02"],
        &["digest", &path, "2026-02-02", "--format", "json"],
        &["digest", &path, &ends, "--format", "json"],
        &["series", &path],
        &["series", &path, "--format", "json"],
        &["series", &path, &ends, "--format", "json"],
        &["comments", &path, "--unplaced"],
        &["comments", &path, "--format", "json"],
        &["stats", &path, "2026-01..2026-12"],
        &["query", "kits", &path, "--format", "json"],
    ];
    all.iter().map(|args| args.iter().map(|&arg| arg.to_owned()).collect()).collect()
}

fn ran(folder: &Path, command: &[String], more: &[&str]) -> String {
    let args: Vec<&str> = command.iter().map(String::as_str).chain(more.iter().copied()).collect();
    let Run { stdout, .. } = run(folder, &args).succeeded();
    stdout.replace("=\r\n", "")
}

#[test]
fn what_a_site_does_not_show_is_printed_by_no_command() {
    let archive = archive();
    let hide = "[[hide]]\nmessage_id = \"secret-1@example.org\"\nreplies = true\n\
                [[hide]]\nmessage_id = \"secret-0@example.org\"\n[[hide]]\ntext = \"Project Quartz\"\n";
    let site = Site::of(&archive, "\"day\"").config("addresses = \"hidden\"");
    let config = std::fs::read_to_string(site.path("lorepress.toml")).expect("the configuration");
    let site = site.file("lorepress.toml", config + hide);
    let words =
        ["secret", "hidden brick", "eve@", "Eve Adams", "Quartz", "@people", "reply@", "asked@", "other@"];
    let file = site.path("lorepress.toml").display().to_string();
    let mut seen = String::new();
    for command in commands(&archive) {
        for told in [ran(&site.path(""), &command, &[]), ran(&archive.path(), &command, &["--config", &file])]
        {
            let found: Vec<&&str> = words.iter().filter(|word| told.contains(**word)).collect();
            assert!(found.is_empty() && !told.is_empty(), "{command:?} prints {found:?}:\n{told}");
        }
        seen.push_str(&ran(&archive.path(), &command, &[]));
    }
    words.iter().for_each(|word| assert!(seen.contains(word), "{word} was never there"));
}

#[test]
fn addresses_have_the_form_that_the_site_has() {
    let archive = archive();
    let site = Site::of(&archive, "\"day\"").config("addresses = \"obfuscated\"");
    for command in commands(&archive) {
        let told = ran(&site.path(""), &command, &[]);
        assert!(!told.contains("@people.example"), "{command:?}:\n{told}");
    }
}

#[test]
fn a_configuration_that_cannot_be_read_is_not_one_that_is_not_there() {
    let archive = archive();
    let folder = tempfile::tempdir().expect("a folder");
    std::os::unix::fs::symlink("nowhere", folder.path().join("lorepress.toml")).expect("a link");
    let said = run(folder.path(), &["series", &archive.path().display().to_string()]);
    assert_eq!((said.code, said.stdout.as_str()), (Some(1), ""));
    assert!(said.stderr.starts_with("error: lorepress.toml: "), "{}", said.stderr);
}
