//! Runs `git` and `curl`.

use std::io::ErrorKind;
use std::path::Path;
use std::process::{Command, Output, Stdio};

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
    let Output { status, stdout, stderr } = ended(command)?;
    if status.success() {
        return Ok(stdout);
    }
    let stderr = String::from_utf8_lossy(&stderr);
    let lines: Vec<&str> = stderr.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let why = match lines.as_slice() {
        [] => format!("{} failed: {status}", name(command)),
        // The last lines say why; what is before them is how far it came.
        lines => format!("{}: {}", name(command), lines[lines.len().saturating_sub(3)..].join("; ")),
    };
    let mend = "check the URL and the network; what was fetched before is kept, so fetch again";
    Err(Error::new(place, why, mend))
}

/// Runs a program whose failure is an answer.
pub fn ended(command: &mut Command) -> Result<Output> {
    command.output().map_err(|cause| {
        let name = name(command);
        if cause.kind() == ErrorKind::NotFound {
            let mend = format!("install it: on Debian, apt-get install {name}");
            return Error::new(name, "is not installed", mend);
        }
        Error::new(name, format!("cannot be run: {cause}"), "check that it works in a shell")
    })
}

fn name(command: &Command) -> String {
    command.get_program().to_string_lossy().into_owned()
}
