//! Whether a site that was brought up to date is the one that a first build makes.

use std::collections::BTreeMap;
use std::fs;

use crate::check::manifest;
use crate::error::{Error, Result};
use crate::options::Options;
use crate::output::Output;
use crate::output::manifest::Checksum;
use crate::progress::Progress;
use crate::site::route;

/// Files that are named at most.
const NAMED: usize = 5;

/// Makes the site a second time, in a folder of its own and with nothing that was kept, and fails if a file differs.
pub fn prove(options: &Options, progress: &dyn Progress) -> Result<()> {
    let failed = |cause| Error::io(&std::env::temp_dir(), "create a folder", &cause);
    let folder = tempfile::tempdir().map_err(failed)?;
    let first = Options {
        output: folder.path().join("public"),
        cache: folder.path().join("cache"),
        changed: None,
        ..options.clone()
    };
    let output = Output::open(&first.output, first.in_place, &first.cache, None, route::was_made)?;
    crate::build_all(&first, output, progress)?;
    let (stands, made) = (files(options)?, files(&first)?);
    let paths = stands.keys().chain(made.keys());
    let mut differing: Vec<&str> =
        paths.filter(|path| stands.get(*path) != made.get(*path)).map(String::as_str).collect();
    differing.sort_unstable();
    differing.dedup();
    if differing.is_empty() {
        return Ok(());
    }
    let more = if differing.len() > NAMED { ", …" } else { "" };
    let named = differing[..differing.len().min(NAMED)].join(", ");
    let problem = format!("{} files differ from those of a first build: {named}{more}", differing.len());
    let mend = "delete .lorepress, build again, and please report it: this is a fault of lorepress";
    Err(Error::new(options.output.display().to_string(), problem, mend))
}

/// The files that a build wrote, as they stand.
fn files(options: &Options) -> Result<BTreeMap<String, Option<Checksum>>> {
    let listed = manifest::read(&options.output)?;
    let stands = |path: String| {
        let bytes = fs::read(options.output.join(&path)).ok();
        (path, bytes.map(|bytes| Checksum::of(&bytes)))
    };
    Ok(listed.into_keys().map(stands).collect())
}
