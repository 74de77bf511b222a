//! Tests on real archives and digests, which are not part of this repository. `LOREPRESS_SHARED` names the folder that
//! holds them; the tests fail without it.

mod agreement;
mod applied;
mod archives;
#[path = "../statistics/count.rs"]
mod count;
mod digests;
mod golden;
mod linking;
mod maintainers;
mod rangediff;
mod review;
mod statistics;
mod tags;

use std::path::{Path, PathBuf};
use std::process::Command;

use lorepress::options::SiteRules;
use lorepress::{Form, SeriesRequest};

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

/// The archive of a list, unpacked into a folder.
fn unpack(list: &str, folder: &Path) -> PathBuf {
    let bundle = shared().join(format!("archives/{list}.bundle"));
    let name = list.rsplit('/').next().unwrap_or(list);
    let epoch = folder.join(format!("{name}.git"));
    run(Command::new("git").args(["clone", "-q", "--mirror"]).arg(bundle).arg(&epoch));
    epoch
}

/// What the command `series` asks for by default.
fn series_request() -> SeriesRequest {
    SeriesRequest { rules: SiteRules::default(), quiet_days: 90, form: Form::Json }
}
