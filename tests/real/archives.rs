//! Whole real archives: every mail is accounted for, and the site is the same however it is built.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use lorepress::config::Config;
use lorepress::options::{Options, Overrides};
use lorepress::progress::Silent;

use crate::run;

const LISTS: [(&str, &str, &str); 3] =
    [("kvmarm", "day", ""), ("hyperv", "week", "hyperv/"), ("kvm-ppc", "month", "kvm-ppc/")];

/// Unpacks the archives next to the site, and counts the commits of all three.
fn unpack(folder: &Path) -> u64 {
    let mut commits = 0;
    for (list, ..) in LISTS {
        let epoch = crate::unpack(list, folder);
        let count = run(Command::new("git").arg("-C").arg(&epoch).args(["rev-list", "--count", "HEAD"]));
        commits += count.trim().parse::<u64>().expect("a number");
    }
    commits
}

fn build(folder: &Path, output: &str, threads: usize) -> lorepress::Summary {
    let inboxes = LISTS.map(|(list, windows, folder)| {
        let (url, slug) = (format!("https://lists.example/{list}/"), folder.trim_end_matches('/'));
        format!(
            "[[inbox]]\nname = \"{list}\"\nslug = \"{slug}\"\npath = \"{list}.git\"\nurl = \"{url}\"\nwindows = \"{windows}\"\n"
        )
    });
    let file = folder.join("lorepress.toml");
    let config = format!("base_url = \"https://host.example/some/path/\"\n{}", inboxes.join("\n"));
    let config = Config::parse(&config, &file).expect("a configuration");
    let flags = Overrides { output: Some(folder.join(output)), ..Overrides::default() };
    let options = Options::resolve(config, &file, flags).expect("options");
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
    pool.install(|| lorepress::build(&options, &Silent)).expect("a site")
}

fn files(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = walkdir::WalkDir::new(root).into_iter().map(|entry| entry.expect("an entry"));
    let files = entries.filter(|entry| entry.file_type().is_file());
    files
        .map(|file| {
            (
                file.path().strip_prefix(root).expect("below").to_owned(),
                fs::read(file.path()).expect("a file"),
            )
        })
        .collect()
}

#[test]
fn three_lists_in_one_site_account_for_every_commit_and_come_out_alike_with_one_thread_and_eight() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let commits = unpack(folder);
    for text in fs::read_dir(crate::shared().join("digests")).expect("digests") {
        let text = text.expect("a digest");
        fs::create_dir_all(folder.join("content/digests")).expect("a folder");
        fs::copy(text.path(), folder.join("content/digests").join(text.file_name())).expect("a copy");
    }

    let one = build(folder, "one", 1);
    let left_out: usize = one.report.counts().values().sum();
    println!("{} mails in digests, {left_out} left out: {:?}", one.mails, one.report.counts());
    assert_eq!(one.mails as u64 + left_out as u64, commits);
    build(folder, "eight", 8);
    build(folder, "eight", 8);
    let (one, eight) = (files(&folder.join("one")), files(&folder.join("eight")));
    assert_eq!(one.len(), eight.len());
    for (path, bytes) in &one {
        assert!(eight.get(path) == Some(bytes), "{} differs", path.display());
    }

    let counted = counted_in_json(&one);
    assert_eq!(counted, commits, "mails and left-out mails of the digests' JSON");
    let links = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/links");
    println!("{}", run(Command::new(links).arg(folder.join("one")).arg("/some/path/")));
}

/// Mails in digests and left out of them, as the JSON next to the pages says.
fn counted_in_json(files: &BTreeMap<PathBuf, Vec<u8>>) -> u64 {
    let mut counted = 0;
    for (_, _, prefix) in LISTS {
        let of_list = files.iter().filter(|(path, _)| {
            path.starts_with(format!("{prefix}digests"))
                && path.file_name().is_some_and(|name| name == "index.json")
        });
        for (_, bytes) in of_list {
            let json: serde_json::Value = serde_json::from_slice(bytes).expect("JSON");
            counted += json["mails"].as_u64().expect("mails");
            counted += json["left_out"].as_array().expect("a list").len() as u64;
        }
    }
    counted
}
