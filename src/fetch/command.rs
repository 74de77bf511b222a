//! Runs `git` and `curl`.

use std::io::{self, ErrorKind, Read};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;

use crate::error::{Error, Result};

/// Variables that would lead git to another repository, as in a hook.
const OF_A_REPOSITORY: [&str; 6] = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_DIR",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_WORK_TREE",
];

/// `git`, to be run on a repository.
pub fn git(repository: &Path, args: &[&str]) -> Command {
    let mut command = Command::new("git");
    // What is packed anew while a build reads it would be missing.
    command.args(["-c", "gc.autoDetach=false", "-c", "maintenance.autoDetach=false"]);
    // A server that sends nothing for minutes.
    command.args(["-c", "http.lowSpeedLimit=1", "-c", "http.lowSpeedTime=300", "--git-dir"]);
    command.arg(repository).args(args).stdin(Stdio::null());
    OF_A_REPOSITORY.iter().for_each(|name| {
        command.env_remove(name);
    });
    // libgit2 reads no others.
    command.env("GIT_DEFAULT_HASH", "sha1").env("GIT_DEFAULT_REF_FORMAT", "files");
    // Nobody sees a question.
    command.env("GIT_TERMINAL_PROMPT", "0");
    command
}

/// Runs a program that has to succeed: what it printed. `place` is what it is about.
pub fn said(command: &mut Command, place: &str) -> Result<Vec<u8>> {
    let output = ended(command)?;
    succeeded(command, place, output)
}

/// The same of a program that may print without end: one that prints more than so many bytes is stopped.
pub fn said_at_most(command: &mut Command, place: &str, most: u64) -> Result<Vec<u8>> {
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = child.map_err(|cause| not_run(command, &cause))?;
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    let errors = thread::spawn(move || read_all(stderr, u64::MAX));
    let stdout = read_all(stdout, most + 1);
    let is_too_much = stdout.as_ref().is_ok_and(|stdout| stdout.len() as u64 > most);
    if is_too_much {
        // It may have ended meanwhile.
        child.kill().ok();
    }
    let ended = child.wait().map_err(|cause| not_run(command, &cause))?;
    let stderr = errors.join().unwrap_or_else(|_| Ok(Vec::new()));
    if is_too_much {
        let mend = "check that the URL is the page of one list";
        return Err(Error::new(place, format!("sends more than {} MiB", most >> 20), mend));
    }
    let stdout = stdout.map_err(|cause| not_run(command, &cause))?;
    // How it ended counts, whatever it said of that.
    succeeded(command, place, Output { status: ended, stdout, stderr: stderr.unwrap_or_default() })
}

fn read_all(from: Option<impl Read>, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.map_or(Ok(0), |from| from.take(most).read_to_end(&mut bytes))?;
    Ok(bytes)
}

/// What a program printed that had to succeed.
fn succeeded(command: &Command, place: &str, Output { status, stdout, stderr }: Output) -> Result<Vec<u8>> {
    if status.success() {
        return Ok(stdout);
    }
    let stderr = String::from_utf8_lossy(&stderr);
    let own = format!("{}: ", name(command));
    // A program may put its own name first.
    let lines = stderr.lines().map(str::trim).map(|line| line.strip_prefix(&own).unwrap_or(line));
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    let why = match lines.as_slice() {
        [] => format!("{} failed: {status}", name(command)),
        // The last lines say why; what is before them is how far it came.
        lines => format!("{own}{}", lines[lines.len().saturating_sub(3)..].join("; ")),
    };
    let mend = "check the URL and the network; what was fetched before is kept, so fetch again";
    Err(Error::new(place, why, mend))
}

/// Runs a program whose failure is an answer.
pub fn ended(command: &mut Command) -> Result<Output> {
    command.output().map_err(|cause| not_run(command, &cause))
}

fn not_run(command: &Command, cause: &io::Error) -> Error {
    let name = name(command);
    if cause.kind() == ErrorKind::NotFound {
        let mend = format!("install it: on Debian, apt-get install {name}");
        return Error::new(name, "is not installed", mend);
    }
    Error::new(name, format!("cannot be run: {cause}"), "check that it works in a shell")
}

fn name(command: &Command) -> String {
    command.get_program().to_string_lossy().into_owned()
}
