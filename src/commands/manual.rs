//! Man pages, and completions of shells, from the definitions of the commands.

use std::path::Path;

use clap::CommandFactory;
use clap_complete::Shell;
use lorepress::error::{Error, Result};

use crate::cli::Cli;
use crate::{make_folder, print};

/// Prints what a shell has to know.
pub fn completions(shell: Shell) -> Result<()> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "lorepress", &mut script);
    print(&String::from_utf8_lossy(&script))
}

/// Writes `lorepress.1` into a folder, which is made, and a page for each command: `lorepress-build.1`.
pub fn pages(folder: &Path) -> Result<()> {
    make_folder(folder)?;
    let written = clap_mangen::generate_to(Cli::command(), folder);
    written.map_err(|cause| Error::io(folder, "write the man pages", &cause))
}
