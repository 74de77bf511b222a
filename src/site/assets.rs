//! Templates and static files: those in the program, and a site's own, which take their place file by file.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rust_embed::RustEmbed;
use walkdir::WalkDir;

use crate::error::{Error, Result};

#[derive(RustEmbed)]
#[folder = "site-templates/"]
struct Templates;

#[derive(RustEmbed)]
#[folder = "static/"]
struct Static;

/// A file, from the program or from the site's folder.
pub struct Asset {
    /// Where it is, for messages.
    pub origin: PathBuf,
    pub bytes: Cow<'static, [u8]>,
}

/// Files by their names.
pub type Assets = BTreeMap<String, Asset>;

/// Templates by name; `folder` is the site's own, which may be missing.
pub fn templates(folder: &Path) -> Result<Assets> {
    overlay::<Templates>("built-in site-templates", folder)
}

/// Static files by path.
pub fn static_files(folder: &Path) -> Result<Assets> {
    overlay::<Static>("built-in static", folder)
}

fn overlay<Built: RustEmbed>(name: &str, folder: &Path) -> Result<Assets> {
    let mut assets = BTreeMap::new();
    for path in Built::iter() {
        let Some(file) = Built::get(&path) else { continue };
        assets.insert(path.to_string(), Asset { origin: Path::new(name).join(&*path), bytes: file.data });
    }
    if !folder.exists() {
        return Ok(assets);
    }
    for entry in WalkDir::new(folder).sort_by_file_name().follow_links(true) {
        let entry = entry.map_err(|error| Error::io(folder, "read", &error.into()))?;
        if entry.file_type().is_file() {
            let path = entry.path();
            let bytes = std::fs::read(path).map_err(|cause| Error::io(path, "read", &cause))?;
            let relative = path.strip_prefix(folder).unwrap_or(path).to_string_lossy().replace('\\', "/");
            assets.insert(relative, Asset { origin: path.to_owned(), bytes: bytes.into() });
        }
    }
    Ok(assets)
}
