//! The list of the paths that a build writes to or removes from a site, one a line: for rsync(1) and rclone.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::error::{Error, Result};

/// Writes the list, where it is wanted.
pub fn write(list: Option<&Path>, paths: &BTreeSet<&str>) -> Result<()> {
    let Some(list) = list else { return Ok(()) };
    // Both programs take such lines for comments.
    if let Some(path) = paths.iter().find(|path| path.starts_with(['#', ';']) || path.contains(['\n', '\r']))
    {
        let problem = "begins with # or ;, or has a line break: no list of paths can hold it";
        return Err(Error::new(*path, problem, "rename this file of static/, or build without --changed"));
    }
    let lines: String = paths.iter().flat_map(|path| [path, "\n"]).collect();
    fs::write(list, lines).map_err(|cause| Error::io(list, "write", &cause))
}
