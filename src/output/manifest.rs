//! The manifest of a site, `.lorepress-site`: which files the program made, and of what.
//!
//! It is JSON, one file a line, sorted by path, and says the same for the same site:
//!
//! ```json
//! {"schema": 1,
//! "pages": 2, "mails": {"kvmarm": 12},
//! "files": {
//! "404.html": {"size": 1204, "sha256": "…"},
//! "index.html": {"size": 5310, "sha256": "…"}
//! }}
//! ```
//!
//! Paths are relative to the site and have `/` between folders. The manifest itself is not among the files. Fields are
//! only ever added, unless `schema` changes. Sites made before there were manifests have an empty file of this name.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::error::Error;
use crate::hosts::Size;

/// The name of the manifest. A folder that has it is a site of this program.
pub const MANIFEST: &str = ".lorepress-site";
/// The version of the format.
const SCHEMA: u32 = 1;

/// What a site was made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    pub pages: usize,
    /// Mails in digests, by list.
    pub mails: BTreeMap<String, usize>,
    /// Mails that the operator took down, by list; without lists that have no such mails.
    pub hidden: BTreeMap<String, usize>,
}

/// What the program wrote into a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Checksum {
    /// In bytes.
    pub size: u64,
    pub sha256: [u8; 32],
}

impl Checksum {
    pub fn of(bytes: &[u8]) -> Self {
        Self { size: bytes.len() as u64, sha256: Sha256::digest(bytes).into() }
    }
}

/// The files of a site, and what it was made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    pub counts: Counts,
    /// By path.
    pub files: BTreeMap<String, Checksum>,
}

/// Why a text is no manifest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Defect {
    /// Not a manifest, or only a part of one.
    Damaged,
    /// A later version of this program wrote it.
    Newer,
}

/// The error for a site whose manifest is [`Defect::Newer`].
pub fn is_newer(manifest: &Path) -> Error {
    let mend = "install the newest lorepress, or name another folder";
    Error::new(manifest.display().to_string(), "a later version of lorepress made this site", mend)
}

#[derive(Deserialize)]
struct Header {
    schema: u32,
}

#[derive(Deserialize)]
struct Form {
    pages: usize,
    mails: BTreeMap<String, usize>,
    #[serde(default)]
    hidden: BTreeMap<String, usize>,
    files: BTreeMap<String, Row>,
}

#[derive(Serialize, Deserialize)]
struct Row {
    size: u64,
    sha256: String,
}

impl Manifest {
    /// Reads what [`Manifest::to_json`] wrote. A path that leads out of the site by its parts is a defect;
    /// one that leads through a symbolic link somebody put there is not, so who removes a file looks at its folders.
    pub fn parse(text: &str) -> Result<Self, Defect> {
        let damaged = |_| Defect::Damaged;
        let header: Header = serde_json::from_str(text).map_err(damaged)?;
        if header.schema > SCHEMA {
            return Err(Defect::Newer);
        }
        let form: Form = serde_json::from_str(text).map_err(damaged)?;
        let checksum = |(path, row): (String, Row)| {
            let digits = HEXLOWER.decode(row.sha256.as_bytes()).ok()?;
            let sha256 = digits.try_into().ok()?;
            stays_inside(&path).then_some((path, Checksum { size: row.size, sha256 }))
        };
        let files = form.files.into_iter().map(checksum).collect::<Option<_>>().ok_or(Defect::Damaged)?;
        Ok(Self { counts: Counts { pages: form.pages, mails: form.mails, hidden: form.hidden }, files })
    }

    /// How large the site is, without the manifest.
    pub fn size(&self) -> Size {
        let folders: HashSet<&str> = self.files.keys().flat_map(|path| folders_of(path)).collect();
        Size {
            files: self.files.len(),
            folders: folders.len(),
            bytes: self.files.values().map(|checksum| checksum.size).sum(),
        }
    }

    /// The text of the manifest.
    pub fn to_json(&self) -> String {
        let Counts { pages, mails, hidden } = &self.counts;
        let hidden =
            if hidden.is_empty() { String::new() } else { format!(" \"hidden\": {},", json(hidden)) };
        let row = |(path, checksum): (&String, &Checksum)| {
            let row = Row { size: checksum.size, sha256: HEXLOWER.encode(&checksum.sha256) };
            format!("{}: {}", json(path), json(&row))
        };
        let rows: Vec<String> = self.files.iter().map(row).collect();
        format!(
            "{{\"schema\": {SCHEMA},\n\"pages\": {pages}, \"mails\": {},{hidden}\n\"files\": {{\n{}\n}}}}\n",
            json(mails),
            rows.join(",\n")
        )
    }
}

/// A hash of the text of a manifest, in hexadecimal digits: two sites with one hash have the same files.
pub fn hash(text: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(text))
}

/// The folders that a path leads through.
pub(super) fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("strings and numbers always serialise")
}

/// Whether a path of a manifest names a file below the site.
fn stays_inside(path: &str) -> bool {
    path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

/// Whether a folder is a site of this program, or was one before there were manifests in it.
pub fn is_site(folder: &Path) -> bool {
    folder.join(MANIFEST).is_file()
}
