//! A build of a whole archive, compared with git's own reading of it: `cargo bench --bench build -- ARCHIVE`.
//!
//! Both run in turn, so that a machine that slows down slows both; the ratio is taken pair by pair. The site is
//! written to a new folder each time. The stages of the last build show where the time goes.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::sync::Mutex;
use std::time::Instant;

use lorepress::config::Config;
use lorepress::options::{InboxFlag, Options, Overrides};
use lorepress::progress::Progress;

const RUNS: usize = 5;
const READ_WITH_GIT: &str = "git log --format=%H:m | git cat-file --batch >/dev/null";

fn main() -> ExitCode {
    let Some(archive) = std::env::args().skip(1).find(|argument| !argument.starts_with('-')) else {
        eprintln!("give one epoch of an archive: cargo bench --bench build -- ARCHIVE");
        return ExitCode::FAILURE;
    };
    let archive = PathBuf::from(archive);
    let mut ratios = Vec::new();
    let mut stages = Vec::new();
    // Kept to the end: file systems are slow to give out again what was deleted a moment ago.
    let mut sites = Vec::new();
    println!("{:>10} {:>10} {:>6}", "git s", "build s", "ratio");
    for _ in 0..=RUNS {
        let git = seconds(|| read_with_git(&archive));
        let clock = Clock::default();
        let folder = tempfile::tempdir().expect("a folder");
        let build = seconds(|| build(&archive, folder.path(), &clock));
        sites.push(folder);
        println!("{git:>10.2} {build:>10.2} {:>6.2}", build / git);
        ratios.push(build / git);
        stages = clock.stages.into_inner().expect("no thread panicked");
        stages.push(("end", Instant::now()));
    }
    // The first pair warms the caches.
    ratios.remove(0);
    ratios.sort_by(f64::total_cmp);
    println!("ratio: median {:.2}, {:.2} to {:.2}", ratios[RUNS / 2], ratios[0], ratios[RUNS - 1]);
    for pair in stages.windows(2) {
        println!("{:>20} {:.2} s", pair[0].0, (pair[1].1 - pair[0].1).as_secs_f64());
    }
    println!("peak memory of all runs: {}", peak_memory());
    ExitCode::SUCCESS
}

fn seconds(work: impl FnOnce()) -> f64 {
    let started = Instant::now();
    work();
    started.elapsed().as_secs_f64()
}

fn read_with_git(archive: &Path) {
    let status =
        Command::new("sh").args(["-c", READ_WITH_GIT]).current_dir(archive).stdout(Stdio::null()).status();
    assert!(status.expect("sh runs").success(), "git reads the archive");
}

fn build(archive: &Path, folder: &Path, clock: &Clock) {
    let flags = Overrides {
        inboxes: vec![InboxFlag::Added(
            "archive".to_owned(),
            archive.canonicalize().expect("the archive is there"),
        )],
        output: Some(folder.join("public")),
        ..Overrides::default()
    };
    let file = folder.join("lorepress.toml");
    let options = Options::resolve(Config::default(), &file, flags).expect("options");
    lorepress::build(&options, clock).expect("a site");
}

/// When each stage began.
#[derive(Default)]
struct Clock {
    stages: Mutex<Vec<(&'static str, Instant)>>,
}

impl Progress for Clock {
    fn stage(&self, name: &'static str, _: Option<u64>) {
        self.stages.lock().expect("no thread panicked").push((name, Instant::now()));
    }

    fn advance(&self, _: u64) {}
}

/// The kernel's account of this process, where it keeps one.
fn peak_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.map_or_else(|| "unknown on this system".to_owned(), |peak| peak.trim().to_owned())
}
