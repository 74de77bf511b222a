//! What an update costs, compared with a full build: `cargo bench --bench update -- ARCHIVE [MAILS]`.
//!
//! Each run builds the archive without its newest mails (20 of them unless said otherwise) into a new folder, then with
//! them, then again with nothing new; the ratios are those of one run. The second column counts the paths that the
//! update wrote or removed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Instant;

use lorepress::config::Config;
use lorepress::options::{InboxFlag, Options, Overrides};
use lorepress::progress::{Progress, Silent};

const RUNS: usize = 5;
const MAILS: usize = 20;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1).filter(|argument| !argument.starts_with('-'));
    let Some(archive) = arguments.next() else {
        eprintln!("give one epoch of an archive: cargo bench --bench update -- ARCHIVE [MAILS]");
        return ExitCode::FAILURE;
    };
    let mails: usize = arguments.next().map_or(MAILS, |text| text.parse().expect("a number of mails"));
    let archive = PathBuf::from(archive).canonicalize().expect("the archive is there");
    let (mut updates, mut idle) = (Vec::new(), Vec::new());
    // Kept to the end: file systems are slow to give out again what was deleted a moment ago.
    let mut folders = Vec::new();
    println!("{:>8} {:>8} {:>8} {:>8} {:>8}", "full s", "paths", "update s", "idle s", "ratio");
    for _ in 0..=RUNS {
        let folder = tempfile::tempdir().expect("a folder");
        let copy = Copy::of(&archive, &folder.path().join("archive.git"));
        copy.lead_to(&format!("{}~{mails}", copy.tip));
        let full = build(&copy, folder.path());
        copy.lead_to(&copy.tip);
        let update = build(&copy, folder.path());
        let changed = fs::read_to_string(folder.path().join("changed.txt")).expect("a list").lines().count();
        let nothing = build(&copy, folder.path());
        folders.push(folder);
        println!("{full:>8.2} {changed:>8} {update:>8.2} {nothing:>8.3} {:>8.3}", update / full);
        updates.push(update / full);
        idle.push(nothing / full);
    }
    for (what, mut ratios) in [("update", updates), ("nothing new", idle)] {
        // The first run warms the caches.
        ratios.remove(0);
        ratios.sort_by(f64::total_cmp);
        let (least, most) = (ratios[0], ratios[RUNS - 1]);
        println!("{what} / full build: median {:.3}, {least:.3} to {most:.3}", ratios[RUNS / 2]);
    }
    ExitCode::SUCCESS
}

/// A copy of an archive whose branch can be moved.
struct Copy {
    path: PathBuf,
    branch: String,
    tip: String,
}

impl Copy {
    fn of(archive: &Path, path: &Path) -> Self {
        let (from, to) = (archive.display().to_string(), path.display().to_string());
        git(archive, &["clone", "--quiet", "--mirror", "--shared", &from, &to]);
        let branch = git(path, &["symbolic-ref", "HEAD"]);
        let tip = git(path, &["rev-parse", "HEAD"]);
        Self { path: path.to_owned(), branch, tip }
    }

    fn lead_to(&self, commit: &str) {
        git(&self.path, &["update-ref", &self.branch, commit]);
    }
}

fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git").arg("-C").arg(folder).args(arguments).output().expect("git runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// Builds the site in a folder, and gives how many seconds that took.
fn build(archive: &Copy, folder: &Path) -> f64 {
    let flags = Overrides {
        inboxes: vec![InboxFlag::Added("archive".to_owned(), archive.path.clone())],
        changed: Some(folder.join("changed.txt")),
        ..Overrides::default()
    };
    let options =
        Options::resolve(Config::default(), &folder.join("lorepress.toml"), flags).expect("options");
    let started = Instant::now();
    lorepress::build(&options, &Silent as &dyn Progress).expect("a site");
    started.elapsed().as_secs_f64()
}
