//! Tests on real archives and digests, which are not part of this repository. `LOREPRESS_SHARED` names the folder that
//! holds them; the tests fail without it.

mod archives;
mod digests;
mod golden;
mod maintainers;
mod rangediff;

use std::path::PathBuf;
use std::process::Command;

/// The folder of the real material.
fn shared() -> PathBuf {
    let folder = std::env::var_os("LOREPRESS_SHARED");
    folder.expect("LOREPRESS_SHARED names the folder of the real material").into()
}

/// What a command prints; it must not fail.
fn run(command: &mut Command) -> String {
    let output = command.output().expect("the command runs");
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}
