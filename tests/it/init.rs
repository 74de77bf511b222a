//! The first files of a site.

use std::fs;

use crate::fetch::{Server, two_epochs};
use crate::support::{Run, Site, run as run_in, text, tree};

/// Runs `init` in an empty folder.
fn init(args: &[&str]) -> (tempfile::TempDir, Run) {
    let folder = tempfile::tempdir().expect("a folder");
    let run = run_in(folder.path(), &[&["init"], args].concat());
    (folder, run)
}

#[test]
fn everything_is_written_and_named() {
    let (folder, run) = init(&[]);
    let said = run.succeeded().stdout;
    let written = tree(folder.path());
    let named: Vec<&str> = said.lines().filter_map(|line| line.strip_prefix("wrote ")).collect();
    let mut sorted = named.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, written.keys().map(String::as_str).collect::<Vec<_>>());
    let expected = [
        "lorepress.toml",
        ".gitignore",
        "content/_index.md",
        ".github/workflows/site.yml",
        ".gitlab-ci.yml",
        "netlify.toml",
        "netlify/keep/index.js",
        "netlify/keep/manifest.yml",
        ".build.yml",
        "systemd/lorepress.service",
        "systemd/lorepress.timer",
    ];
    assert_eq!(named, expected);
    for (name, bytes) in &written {
        let text = String::from_utf8_lossy(bytes);
        assert!(
            !text.contains("@NAME@") && !text.contains("@FOLDER@") && !text.contains("@PROGRAM@"),
            "{name}"
        );
    }
    assert!(
        said.contains("name your list in [[inbox]]")
            && said.contains("https://git.example.org/lorepress.git")
    );
    // Nothing of the sample is in it.
    assert!(
        !String::from_utf8_lossy(&written.values().flatten().copied().collect::<Vec<_>>())
            .contains("idepool")
    );
    let build = run_in(folder.path(), &["build"]);
    assert_eq!(build.code, Some(1));
    assert!(build.stderr.contains("there are no inboxes"), "{}", build.stderr);
}

#[test]
fn only_the_named_hosts_are_written_with_the_program_that_they_install() {
    let (folder, run) =
        init(&["site", "--for", "github", "--for", "sourcehut", "--program", "https://git.example/x"]);
    let said = run.succeeded().stdout;
    assert!(said.contains("cd site\n") && !said.contains("git.example.org"), "{said}");
    let written = tree(&folder.path().join("site"));
    assert_eq!(written.len(), 5, "{:?}", written.keys());
    assert!(text(&written, ".github/workflows/site.yml").contains("--git https://git.example/x lorepress\n"));
    assert!(text(&written, ".build.yml").contains("cd \"site\"\n"));
}

#[test]
fn units_of_systemd_name_the_folder_and_the_program() {
    let (folder, run) = init(&["a 100% site", "--for", "systemd"]);
    run.succeeded();
    let units = tree(&folder.path().join("a 100% site/systemd"));
    let service = text(&units, "lorepress.service");
    let site = folder.path().join("a 100%% site");
    assert!(service.contains(&format!("\nWorkingDirectory={}\n", site.display())), "{service}");
    assert!(
        service.contains(&format!("\nExecStart=\"{}\" build --fetch\n", env!("CARGO_BIN_EXE_lorepress")))
    );
}

#[test]
fn a_unit_keeps_the_link_by_which_the_program_was_called() {
    let folder = tempfile::tempdir().expect("a folder");
    let bin = folder.path().join("bin");
    fs::create_dir(&bin).expect("a folder");
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_lorepress"), bin.join("lorepress")).expect("a link");
    let line = format!("\nExecStart=\"{}/lorepress\" build --fetch\n", bin.display());
    for (program, site) in
        [(bin.join("lorepress"), "a"), ("bin/lorepress".into(), "b"), ("lorepress".into(), "c")]
    {
        let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap_or_default());
        let mut command = std::process::Command::new("env");
        command.arg(format!("PATH={path}")).arg(&program).args(["init", site, "--for", "systemd"]);
        let run = command.current_dir(folder.path()).output().expect("the program");
        assert!(run.status.success(), "{run:?}");
        let service = fs::read_to_string(folder.path().join(site).join("systemd/lorepress.service"));
        assert!(service.is_ok_and(|text| text.contains(&line)), "{}", program.display());
    }
}

#[test]
fn a_folder_with_a_site_is_refused_and_other_files_are_kept() {
    let site = Site::new("title = \"Mine\"\n");
    for args in [&["init"][..], &["init", "--sample"]] {
        let run = site.run(args);
        assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
        assert!(
            run.stderr.starts_with("error: ./lorepress.toml: already exists\n  help: name another folder")
        );
    }
    assert_eq!(tree(&site.path("")).len(), 1);
    fs::rename(site.path("lorepress.toml"), site.path(".gitignore")).expect("renamed");
    let said = site.run(&["init", "--for", "gitlab"]).succeeded().stdout;
    assert!(said.contains("kept  .gitignore\n"), "{said}");
    assert_eq!(text(&tree(&site.path("")), ".gitignore"), "title = \"Mine\"\n");
}

#[test]
fn files_of_hosts_are_added_to_a_site() {
    let site = Site::new("title = \"Mine\"\n");
    let add = |args: &[&str]| site.run(&[&["init"], args].concat());
    let said = add(&["--for", "systemd"]).succeeded().stdout;
    assert_eq!(said, "wrote systemd/lorepress.service\nwrote systemd/lorepress.timer\n");
    let said = add(&["--for", "gitlab", "--for", "systemd", "--program", "https://git.example/x"])
        .succeeded()
        .stdout;
    assert!(said.starts_with("wrote .gitlab-ci.yml\nkept  systemd/lorepress.service\n"), "{said}");
    assert!(!said.contains("next:"), "{said}");
    let files = tree(&site.path(""));
    assert_eq!((files.len(), text(&files, "lorepress.toml")), (4, "title = \"Mine\"\n"));
    // A list is not added so: its configuration is there.
    let run = add(&["--for", "gitlab", "--from", "https://lists.example/toys/"]);
    assert!(run.code == Some(1) && run.stderr.contains("already exists"), "{}", run.stderr);
}

#[test]
fn the_sample_is_built_as_in_the_repository() {
    let (folder, run) = init(&["sample", "--sample"]);
    assert!(
        run.succeeded()
            .stdout
            .ends_with("next:\n  cd sample\n  lorepress build          # makes the site in public/\n")
    );
    let written = tree(&folder.path().join("sample"));
    for (name, bytes) in written.iter().filter(|(name, _)| *name != ".gitignore") {
        let own = fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(name));
        assert!(own.expect("a file of the repository") == *bytes, "{name}");
    }
    let content = walkdir::WalkDir::new(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("content"));
    let files =
        content.into_iter().filter(|entry| entry.as_ref().is_ok_and(|entry| entry.file_type().is_file()));
    assert_eq!(written.keys().filter(|name| name.starts_with("content/")).count(), files.count());
    let build = run_in(&folder.path().join("sample"), &["build"]).succeeded();
    assert!(build.stdout.contains(" series, "), "{}", build.stdout);
}

#[test]
fn flags_that_contradict_each_other_are_refused() {
    for args in [&["--sample", "--from", "https://lists.example/toys/"][..], &["--for", "geocities"]] {
        let (folder, run) = init(args);
        assert_eq!(run.code, Some(2), "{}", run.stderr);
        assert_eq!(tree(folder.path()).len(), 0);
    }
}

#[test]
fn a_list_is_named_with_its_epochs_and_can_be_fetched_and_built() {
    let server = Server::start();
    server.publish(&two_epochs());
    let (folder, run) = init(&["--from", server.url.trim_end_matches('/'), "--for", "gitlab"]);
    let said = run.succeeded().stdout;
    let found = format!("found {0}git/0.git\nfound {0}git/1.git\n", server.url);
    assert!(said.contains(&found), "{said}");
    let config = fs::read_to_string(folder.path().join("lorepress.toml")).expect("the configuration");
    for line in [r#"title = "Wooden \"toys\"""#, r#"name = "toys""#, r#"path = "archives/toys""#] {
        assert!(config.contains(&format!("\n{line}\n")), "{line} is not in {config}");
    }
    let build = run_in(folder.path(), &["build", "--fetch"]).succeeded();
    assert!(build.stdout.contains("4 mails, 4 patches"), "{}", build.stdout);
    let home = tree(&folder.path().join("public"));
    assert!(text(&home, "index.html").contains("Wooden &quot;toys&quot;"));
}

#[test]
fn nothing_is_written_if_the_server_has_no_such_list() {
    let server = Server::start();
    for url in [&*server.url, "lists.example/toys"] {
        let (folder, run) = init(&["--from", url]);
        assert_eq!(run.code, Some(1), "{}", run.stderr);
        assert!(run.stderr.contains(url) && run.stderr.contains("\n  help: "), "{}", run.stderr);
        assert_eq!(tree(folder.path()).len(), 0);
    }
}
