//! The parts, and what each is given first.

use std::fs;
use std::path::Path;

use walkdir::WalkDir;

use crate::{mails, site, texts};

/// A part.
pub struct Target {
    pub name: &'static str,
    /// Checks what the part promises of an input.
    pub check: fn(&[u8]),
    seeds: Seeds,
    /// How many times longer one input takes than those of most parts.
    pub weight: usize,
}

/// What the first inputs of a part are made of.
enum Seeds {
    /// The values of these headers, in the mails of the other tests.
    Headers(&'static [&'static str]),
    /// The mails, the first without what comes before the first of these.
    Mails(&'static [&'static str]),
    /// Files with this ending.
    Files(&'static str),
}

pub const TARGETS: [Target; 12] = [
    target("subject", texts::subject, Seeds::Headers(&["Subject: "])),
    target("address", texts::address, Seeds::Headers(&["From: ", "To: ", "Cc: ", "Reviewed-by: "])),
    target("body", mails::body, Seeds::Mails(&["\n\n"])),
    target("diff", texts::diff, Seeds::Mails(&["\ndiff ", "\n--- a"])),
    target("rangediff", texts::rangediff, Seeds::Mails(&["\n\n"])),
    target("mime", mails::mime, Seeds::Mails(&[""])),
    target("digest", texts::digest, Seeds::Files("txt")),
    target("mbox", mails::mbox, Seeds::Files("mbox")),
    target("config", texts::config, Seeds::Files("toml")),
    target("maintainers", texts::maintainers, Seeds::Files("MAINTAINERS")),
    target("search", texts::search, Seeds::Mails(&["\n\n"])),
    // An input is a whole build.
    Target { weight: 100, ..target("site", site::site, Seeds::Files("mbox")) },
];

const fn target(name: &'static str, check: fn(&[u8]), seeds: Seeds) -> Target {
    Target { name, check, seeds, weight: 1 }
}

impl Target {
    /// The part of that name.
    pub fn named(name: &str) -> Option<&'static Self> {
        TARGETS.iter().find(|target| target.name == name)
    }

    /// The longest input: a part of a mail, or some mails.
    pub fn longest(&self) -> usize {
        if self.name == "site" { 8192 } else { 2048 }
    }

    /// Its first inputs: those of the other tests, in order, none twice.
    pub fn seeds(&self) -> Vec<Vec<u8>> {
        let mut seeds: Vec<Vec<u8>> = match &self.seeds {
            Seeds::Headers(names) => files("eml").iter().flat_map(|mail| values(mail, names)).collect(),
            Seeds::Mails(starts) => files("eml").iter().filter_map(|mail| from_start(mail, starts)).collect(),
            Seeds::Files(ending) => files(ending),
        };
        seeds.sort();
        seeds.dedup();
        seeds
    }
}

/// What is in the files of the tests and the sample whose names end so.
fn files(ending: &str) -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = if root.ends_with("fuzz") { root.join("../..") } else { root.to_owned() };
    let mut found = Vec::new();
    for folder in ["tests/data", "sample", "content", "lorepress.toml"] {
        for entry in WalkDir::new(root.join(folder)).sort_by_file_name() {
            let entry = entry.expect("a file of the tests");
            if entry.file_type().is_file() && entry.file_name().to_string_lossy().ends_with(ending) {
                found.push(fs::read(entry.path()).expect("a file of the tests"));
            }
        }
    }
    found
}

fn values(mail: &[u8], names: &[&str]) -> Vec<Vec<u8>> {
    let value =
        |line: &[u8]| names.iter().find_map(|name| line.strip_prefix(name.as_bytes()).map(<[u8]>::to_vec));
    mail.split(|&byte| byte == b'\n').filter_map(value).collect()
}

fn from_start(mail: &[u8], starts: &[&str]) -> Option<Vec<u8>> {
    let start =
        |start: &&str| mail.windows(start.len().max(1)).position(|part| part.starts_with(start.as_bytes()));
    starts.iter().filter_map(start).min().map(|at| mail[at..].to_vec())
}
