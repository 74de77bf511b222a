//! The files that the build wrote, as the site's manifest lists them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::Finding;
use crate::error::{Error, Result};
use crate::output::manifest::{Checksum, Defect, MANIFEST, Manifest, is_newer};

/// Files by path.
pub type Files = BTreeMap<String, Checksum>;

/// Reads the manifest. A site that an early version built has none.
pub fn read(site: &Path) -> Result<Files> {
    let path = site.join(MANIFEST);
    let text = std::fs::read_to_string(&path).map_err(|cause| Error::io(&path, "read", &cause))?;
    if text.trim().is_empty() {
        return Ok(Files::new());
    }
    Manifest::parse(&text).map(|manifest| manifest.files).map_err(|defect| match defect {
        Defect::Newer => is_newer(&path),
        Defect::Damaged => {
            let mend = "build the site again with this version of lorepress";
            Error::new(path.display().to_string(), "cannot be read as a manifest", mend)
        }
    })
}

/// Files that the build wrote, and that are gone.
pub fn missing(files: &Files, is_there: impl Fn(&str) -> bool) -> Vec<Finding> {
    let gone = files.keys().filter(|name| !is_there(name));
    let finding = |name: &String| Finding {
        file: PathBuf::from(name),
        line: 0,
        what: "is missing, although the build wrote it".to_owned(),
    };
    gone.map(finding).collect()
}
