//! Looks through the files of a built site for what is wrong with them.
//!
//! Each file is read once. `shown` looks in its bytes for what the site must not show; `html` and `formats` find links,
//! the places that links may lead to, and what cannot be read; `links` then sees whether each link leads somewhere;
//! `manifest` compares the files with the site's manifest. `settings` looks at what a build reads instead.

mod formats;
mod html;
mod links;
pub(crate) mod manifest;
mod settings;
mod shown;

use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::Serialize;
use walkdir::WalkDir;

use crate::digest::Withheld;
use crate::error::{Error, Result};
use crate::hosts::{self, Size};
use crate::options::Options;
use crate::output::is_site;
use crate::output::manifest::Checksum;
use links::{Facts, Links};
use shown::Inspections;

pub use settings::look as look_at_settings;

/// A place in a site where something is wrong.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Finding {
    /// The file, below the site's folder.
    pub file: PathBuf,
    /// Counted from 1; 0 stands for the file itself, or its path.
    pub line: usize,
    pub what: String,
}

/// What was looked at, and what was found.
#[derive(Debug, Default, Serialize)]
pub struct Inspected {
    pub files: usize,
    /// By file and line.
    pub findings: Vec<Finding>,
    /// Hosts that do not take a site of this size, and a URL that is only of this machine.
    pub notes: Vec<String>,
}

/// Looks through all files of a site, but for a git repository in it.
pub fn inspect(site: &Path, options: &Options, withheld: &Withheld) -> Result<Inspected> {
    if !is_site(site) {
        let mend = "build it with `lorepress build`, or name its folder: lorepress check DIR";
        return Err(Error::new(site.display().to_string(), "is not a site that lorepress built", mend));
    }
    let inspections = Inspections::of(options, withheld)?;
    let manifest = manifest::read(site)?;
    let files = files(site)?;
    let mut size = Size { files: files.len(), folders: 0, bytes: 0 };
    let of_file = |path: &PathBuf| inspect_file(site, path, &inspections, &manifest);
    let read: Vec<Result<Read>> = files.par_iter().map(of_file).collect();
    let mut findings = Vec::new();
    let mut links = Links::new(&options.base_url);
    for read in read {
        let read = read?;
        size.bytes += read.bytes;
        findings.extend(read.findings);
        links.add(read.name, read.facts);
    }
    findings.extend(manifest::missing(&manifest, |name| links.has(name)));
    findings.extend(links.dead());
    findings.sort();
    findings.dedup();
    let limits = hosts::passed_limits(size).map(str::to_owned);
    let notes = limits.chain(hosts::local_url(&options.base_url)).collect();
    Ok(Inspected { files: files.len(), findings, notes })
}

fn files(site: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let all = WalkDir::new(site).sort_by_file_name().into_iter();
    for entry in all.filter_entry(|entry| entry.file_name() != ".git") {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(site).to_owned();
            Error::io(&path, "list the files of the site", &error.into())
        })?;
        if entry.file_type().is_file() {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}

/// What was found out of one file.
struct Read {
    /// Its path in the site, with `/`.
    name: String,
    bytes: u64,
    findings: Vec<Finding>,
    facts: Facts,
}

fn inspect_file(
    site: &Path,
    path: &Path,
    inspections: &Inspections,
    manifest: &manifest::Files,
) -> Result<Read> {
    let file = path.strip_prefix(site).unwrap_or(path);
    let name = file.to_string_lossy().replace('\\', "/");
    let bytes = fs::read(path).map_err(|cause| Error::io(path, "read", &cause))?;
    // A packed file that is damaged is wrong in itself.
    let looked = inspections.look(file, &bytes, path);
    let of_damage = |error: Error| vec![Finding { file: file.to_owned(), line: 0, what: error.to_string() }];
    let mut findings = looked.unwrap_or_else(of_damage);
    let mut wrong = |line: usize, what: String| findings.push(Finding { file: file.to_owned(), line, what });
    let facts = match manifest.get(&name) {
        // What others wrote, they check themselves.
        None => Facts::default(),
        Some(checksum) => {
            if *checksum != Checksum::of(&bytes) {
                wrong(0, "differs from what the build wrote".to_owned());
            }
            formats::read(&name, &bytes, &mut wrong)
        }
    };
    Ok(Read { name, bytes: bytes.len() as u64, findings, facts })
}
