//! Looks through the files of a built site for what they must not hold.
//!
//! An `Inspection` is one thing to look for. Each sees every file, and names the places with what is wrong there.

use std::collections::HashSet;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use percent_encoding::percent_decode_str;
use rayon::prelude::*;
use walkdir::WalkDir;

use crate::conceal::{addresses, is_made};
use crate::config::Addresses;
use crate::digest::Withheld;
use crate::error::{Error, Result};
use crate::maintainers::Maintainers;
use crate::options::Options;
use crate::output::is_site;
use crate::site::assets::{built_in_files, static_files};

/// A place in a site where something is wrong.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file, below the site's folder.
    pub file: PathBuf,
    /// Counted from 1; 0 stands for the file's own path.
    pub line: usize,
    pub what: String,
}

/// What was looked at, and what was found.
#[derive(Debug, Default)]
pub struct Inspected {
    pub files: usize,
    /// By file and line.
    pub findings: Vec<Finding>,
}

/// One thing to look for: the positions in a text, in bytes, and what is wrong there.
trait Inspection: Sync {
    fn look(&self, text: &str) -> Vec<(usize, String)>;
}

/// What the operator took down.
impl Inspection for Withheld {
    fn look(&self, text: &str) -> Vec<(usize, String)> {
        let of_word = |(hide, word): (_, &crate::conceal::Word)| {
            let what = format!("hidden {hide}");
            word.places(text).into_iter().map(|place| (place.start, what.clone())).collect::<Vec<_>>()
        };
        self.words().flat_map(of_word).collect()
    }
}

/// Addresses, where the site shows none.
struct HiddenAddresses {
    /// Those that the operator wrote, and those of lists; in lower case.
    allowed: HashSet<String>,
}

impl Inspection for HiddenAddresses {
    fn look(&self, text: &str) -> Vec<(usize, String)> {
        let found = addresses(text).into_iter().map(|place| (place.start, &text[place]));
        // JSON writes a line that begins with `@name` as `\n@name`.
        let is_escape = |at: usize, address: &str| {
            text[..at].ends_with('\\') && address.get(1..).is_some_and(|rest| rest.starts_with('@'))
        };
        let found = found.filter(|&(at, address)| !is_escape(at, address) && !self.is_allowed(address));
        found.map(|(at, address)| (at, format!("address {address}"))).collect()
    }
}

impl HiddenAddresses {
    fn of(options: &Options) -> Result<Self> {
        let mut allowed = HashSet::new();
        let mut allow = |text: &str| {
            allowed.extend(addresses(text).into_iter().map(|place| text[place].to_lowercase()));
        };
        let urls = options.inboxes.iter().flat_map(|inbox| [&inbox.url, &inbox.commits]).flatten();
        let own = [&options.title, &options.base_url, &options.feed_id];
        own.into_iter().chain(urls).for_each(|text| allow(text));
        built_in_files().values().for_each(|bytes| allow(&String::from_utf8_lossy(bytes)));
        // Minified, a style may hold what looks like one.
        static_files(&options.static_files)?
            .values()
            .for_each(|file| allow(&String::from_utf8_lossy(&file.bytes)));
        for folder in [&options.content, &options.templates] {
            let files = WalkDir::new(folder).into_iter().filter_map(std::result::Result::ok);
            // Digests as text hold what mails say.
            let digests = options.content.join("digests");
            let own = files.filter(|file| file.file_type().is_file());
            for file in own.filter(|file| !file.path().starts_with(&digests) || has_ending(file.path(), "md"))
            {
                allow(&read(file.path())?);
            }
        }
        for path in options.inboxes.iter().filter_map(|inbox| inbox.maintainers.as_ref()) {
            let (maintainers, _) = Maintainers::parse(&read(path)?);
            let lists = maintainers.list().iter().flat_map(|section| &section.lists);
            lists.for_each(|list| allow(list));
        }
        Ok(Self { allowed })
    }

    /// Besides those of the operator, a link may hold a Message-ID that names nobody.
    fn is_allowed(&self, found: &str) -> bool {
        if self.allowed.contains(&found.to_lowercase()) {
            return true;
        }
        let decoded = percent_decode_str(found).decode_utf8_lossy().to_lowercase();
        let parts = decoded.rsplit_once('@').filter(|_| !found.contains('@') && found.contains("%40"));
        parts.is_some_and(|(local, host)| is_made(local, host))
    }
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|own| own == ending)
}

fn read(path: &Path) -> Result<String> {
    let failed = |cause| Error::io(path, "read", &cause);
    let mut bytes = fs::read(path).map_err(failed)?;
    if has_ending(path, "gz") {
        let mut plain = Vec::new();
        MultiGzDecoder::new(&*bytes).read_to_end(&mut plain).map_err(failed)?;
        bytes = plain;
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Looks through all files of a site, but for a git repository in it.
pub fn inspect(site: &Path, options: &Options, withheld: &Withheld) -> Result<Inspected> {
    if !is_site(site) {
        let mend = "build it with `lorepress build`, or name its folder: lorepress check DIR";
        return Err(Error::new(site.display().to_string(), "is not a site that lorepress built", mend));
    }
    let hidden = match options.addresses {
        Addresses::Hidden => Some(HiddenAddresses::of(options)?),
        Addresses::Full | Addresses::Obfuscated => None,
    };
    let mut inspections: Vec<&dyn Inspection> = vec![withheld];
    inspections.extend(hidden.as_ref().map(|hidden| hidden as &dyn Inspection));
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
    let of_file = |path: &PathBuf| inspect_file(site, path, &inspections);
    let found: Vec<Result<Vec<Finding>>> = files.par_iter().map(of_file).collect();
    let mut inspected = Inspected { files: files.len(), findings: Vec::new() };
    for findings in found {
        inspected.findings.extend(findings?);
    }
    Ok(inspected)
}

fn inspect_file(site: &Path, path: &Path, inspections: &[&dyn Inspection]) -> Result<Vec<Finding>> {
    let file = path.strip_prefix(site).unwrap_or(path);
    let text = read(path)?;
    let name = file.to_string_lossy();
    let mut findings = Vec::new();
    for inspection in inspections {
        let of_name = inspection.look(&name).into_iter();
        findings.extend(of_name.map(|(_, what)| Finding { file: file.to_owned(), line: 0, what }));
        let (mut line, mut seen) = (1, 0);
        let mut places = inspection.look(&text);
        places.sort_unstable();
        for (at, what) in places {
            line += text[seen..at].matches('\n').count();
            seen = at;
            findings.push(Finding { file: file.to_owned(), line, what });
        }
    }
    findings.sort();
    findings.dedup();
    Ok(findings)
}
