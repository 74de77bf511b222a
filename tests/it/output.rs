//! The step from the current site to the next: whole or not at all, and only over what the program made.

mod directories;
mod foreign;
mod hidden;
mod hidden_in_cache;
mod kept;
mod looked_at;
mod manifest;
mod nothing_new;
mod shrinking;
mod stopping;
mod surroundings;
mod taken_down;
mod twin;

use std::fs;
use std::path::Path;

use crate::support::{Archive, Mail, Site, Tree, inbox, tree};

/// How a site is changed.
const WAYS: [&[&str]; 2] = [&["build"], &["build", "--in-place"]];

/// An archive of patches, one on each of the first 28 days of every month.
fn days(mails: usize) -> Archive {
    let add = |archive: Archive, day: usize| {
        let (year, month) = (2026 + day / 336, 1 + day % 336 / 28);
        let archive = archive.at(&format!("{year}-{month:02}-{:02}T08:00:00Z", 1 + day % 28));
        archive.mail(Mail::patch(&format!("n{day}"), &format!("[PATCH] kits: brick {day}")))
    };
    (0..mails).fold(Archive::new(), add)
}

fn site_of(archive: &Archive) -> Site {
    let lines = format!("title = \"Bricks\"\n{}", inbox("toys", &archive.path(), "\"day\""));
    Site::new(&lines).file("content/about.md", "# About\n")
}

/// Adds tables to the configuration of a site.
fn with_tables(site: Site, tables: &str) -> Site {
    let config = fs::read_to_string(site.path("lorepress.toml")).expect("the configuration");
    site.file("lorepress.toml", format!("{config}\n{tables}"))
}

/// Gives the site another title, which every page shows.
fn retitle(site: Site, title: &str) -> Site {
    let config = fs::read_to_string(site.path("lorepress.toml")).expect("the configuration");
    let (_, rest) = config.split_once('\n').expect("a title");
    let config = format!("title = {title:?}\n{rest}");
    site.file("lorepress.toml", config)
}

fn public(site: &Site) -> Tree {
    tree(&site.path("public"))
}

/// How the files are named that a build leaves to the next.
const KEPT: [&str; 4] = ["built-", "mails-", "reviews-", "site-"];

/// What is in the cache besides what a build leaves to the next.
fn imports(site: &Site) -> usize {
    let entries = fs::read_dir(site.path(".lorepress")).expect("the cache");
    let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    names.filter(|name| !KEPT.iter().any(|kept| name.starts_with(kept))).count()
}

/// The names next to the site and in it that only a build that runs may have.
fn left_behind(site: &Site) -> Vec<String> {
    let names = |folder: &Path| -> Vec<String> {
        let entries = fs::read_dir(folder).into_iter().flatten();
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
    };
    let all = names(&site.path("")).into_iter().chain(names(&site.path("public")));
    all.filter(|name| name.starts_with(".public.") || name.starts_with(".lorepress-work")).collect()
}
