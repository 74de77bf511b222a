//! Directories, from the paths of the files that patches change.
//!
//! A directory counts what is directly in it, not what is further down: else each patch would change the pages of all that are
//! above. Those that enough series touched have a page.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::sections::Tally;
use super::{AuthorAt, Catalog, Patch, PatchAt, Section, Series, SeriesAt};
use crate::digest::key::Key;
use crate::position::{At, Table};
use crate::shared::HashMap;

/// Series that touched a directory that has a page, at least.
const FEWEST: usize = 5;
/// Longest path of a file, in bytes, and the most directories above it. Linux has files below eleven.
const LONGEST: usize = 240;
const DEEPEST: usize = 16;
/// Files of a directory that are named, people of it, and people of a file.
const FILES: usize = 60;
const PEOPLE: usize = 15;
const PEOPLE_OF_A_FILE: usize = 3;
/// A series names this many of its directories, those of most changed files.
const OF_A_SERIES: usize = 6;
/// Ends of names that a page's own files have, or that hosts serve by their ends.
const ENDS: [&str; 7] = [".html", ".htm", ".json", ".xml", ".txt", ".csv", ".gz"];

/// A directory with a page.
#[derive(Debug)]
pub struct Directory {
    /// Its path: `arch/arm64/kvm`.
    pub key: Key<Directory>,
    /// The nearest one above it, and those that it is the nearest one of.
    pub above: Option<DirectoryAt>,
    pub below: Vec<DirectoryAt>,
    /// Series with a version that changed a file in it, most recently updated first.
    pub series: Vec<SeriesAt>,
    /// Who changed files in it, and in how many series: those of most, of so many.
    pub people: Vec<(AuthorAt, usize)>,
    pub people_total: usize,
    /// Its files, those that most series changed, of so many.
    pub files: Vec<TouchedFile>,
    pub files_total: usize,
    /// Sections of `MAINTAINERS` files that half of the patches belong to, at most three.
    pub sections: Vec<Section>,
}

/// A file that patches changed.
#[derive(Debug, Hash)]
pub struct TouchedFile {
    /// Its name without the directory.
    pub name: String,
    pub series: usize,
    /// Who changed it, and in how many series: those of most, of so many.
    pub people: Vec<(AuthorAt, usize)>,
    pub people_total: usize,
}

/// The position of a directory.
pub type DirectoryAt = At<Directory>;

/// All directories that have pages.
#[derive(Debug)]
pub struct Directories {
    /// By path.
    pub all: Table<Directory>,
    /// Those of the files that each series changes, of most files first.
    pub of_series: Table<Series, Vec<DirectoryAt>>,
}

/// The files that patches change.
#[derive(Debug, Default)]
pub struct Touched {
    /// The paths, each once.
    pub paths: Vec<String>,
    /// Of each patch, positions in `paths`.
    pub of: Table<Patch, Vec<u32>>,
}

/// What patches touch, kept for the next build.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct KeptPaths {
    pub paths: Vec<String>,
    /// By the keys of the series: the hash of all that it was found in, and for each mail positions in `paths`.
    pub found: HashMap<String, ([u8; 32], Vec<Vec<u32>>)>,
}

/// The directory of a file, if it can be part of an address: nothing that a mail says leads out of the site, takes the address of
/// another page, or has a name that file systems and hosts do not take. The name of the file itself is a text.
pub fn directory_of(path: &str) -> Option<&str> {
    let (directory, name) = path.rsplit_once('/')?;
    let fits = path.len() <= LONGEST
        && !name.is_empty()
        && !name.contains(char::is_control)
        && directory.split('/').count() <= DEEPEST
        && directory.split('/').all(is_part);
    fits.then_some(directory)
}

/// Whether a part of a path can be a part of an address.
fn is_part(part: &str) -> bool {
    let lower = part.to_ascii_lowercase();
    let is_number = |rest: &str| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit());
    part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.+".contains(&byte))
        && part.starts_with(|sign: char| sign.is_ascii_alphanumeric() || sign == '_')
        && !part.ends_with('.')
        && !lower.strip_prefix("page_").is_some_and(is_number)
        && !ENDS.iter().any(|end| lower.ends_with(end))
}

/// A patch, and a file that it changes.
type Touch = (PatchAt, u32);

impl Directories {
    /// A site without any.
    pub fn none(catalog: &Catalog) -> Self {
        Self { all: Table::new(), of_series: catalog.series.filled(Vec::new()) }
    }

    /// Finds them in what patches touch.
    pub fn of(catalog: &Catalog, touched: &Touched) -> Self {
        let found = found(catalog, touched);
        let at_path: HashMap<&str, DirectoryAt> =
            found.iter().map(|(path, _)| *path).zip(At::first(found.len())).collect();
        let mut all: Table<Directory> = Table::new();
        let mut counts: Table<Series, BTreeMap<DirectoryAt, usize>> = catalog.series.filled(BTreeMap::new());
        for (path, touches) in found {
            let mut above = std::iter::successors(path.rsplit_once('/'), |(above, _)| above.rsplit_once('/'));
            let above = above.find_map(|(above, _)| at_path.get(above).copied());
            for &(patch, _) in &touches {
                *counts[catalog.patches[patch].series].entry(at_path[path]).or_default() += 1;
            }
            let at = all.push(Directory { above, ..directory(catalog, touched, path, touches) });
            if let Some(above) = above {
                all[above].below.push(at);
            }
        }
        let of_series = counts.map(|_, counts| {
            let mut most: Vec<(DirectoryAt, usize)> =
                counts.iter().map(|(&at, &count)| (at, count)).collect();
            most.sort_by_key(|&(at, count)| (Reverse(count), at));
            most.into_iter().take(OF_A_SERIES).map(|(at, _)| at).collect()
        });
        Self { all, of_series }
    }
}

/// The paths of directories that enough series touched, in order, and what touches each. Of two that some file systems take for
/// one, the one that was touched first.
fn found<'a>(catalog: &Catalog, touched: &'a Touched) -> Vec<(&'a str, Vec<Touch>)> {
    let mut by_path: BTreeMap<&str, Vec<Touch>> = BTreeMap::new();
    for (patch, files) in touched.of.iter_at() {
        for &file in files {
            if let Some(path) = directory_of(&touched.paths[file as usize]) {
                by_path.entry(path).or_default().push((patch, file));
            }
        }
    }
    let series_of = |touches: &[Touch]| -> BTreeSet<SeriesAt> {
        touches.iter().map(|&(patch, _)| catalog.patches[patch].series).collect()
    };
    by_path.retain(|_, touches| touches.len() >= FEWEST && series_of(touches).len() >= FEWEST);
    let mut first: HashMap<String, (Option<SeriesAt>, &str)> = HashMap::default();
    for (&path, touches) in &by_path {
        let own = (series_of(touches).first().copied(), path);
        let kept = first.entry(path.to_ascii_lowercase()).or_insert(own);
        *kept = own.min(*kept);
    }
    let is_kept = |path: &str| first.get(&path.to_ascii_lowercase()).is_some_and(|&(_, kept)| kept == path);
    by_path.into_iter().filter(|(path, _)| is_kept(path)).collect()
}

/// What is known of a directory, but for those around it.
fn directory(catalog: &Catalog, touched: &Touched, path: &str, mut touches: Vec<Touch>) -> Directory {
    let series = touches.iter().map(|&(patch, _)| catalog.patches[patch].series);
    let series: BTreeSet<SeriesAt> = series.collect();
    let mut sections = Tally::default();
    let patches: BTreeSet<PatchAt> = touches.iter().map(|&(patch, _)| patch).collect();
    patches.into_iter().for_each(|patch| sections.add(catalog.list_of(patch), catalog.entry(patch)));
    let (people, people_total) = people(catalog, &touches, PEOPLE);
    touches.sort_by(|a, b| touched.paths[a.1 as usize].cmp(&touched.paths[b.1 as usize]).then(a.0.cmp(&b.0)));
    let mut files: Vec<(&str, usize, &[Touch])> = touches
        .chunk_by(|a, b| a.1 == b.1)
        .map(|of_file| {
            let of_series = of_file.iter().map(|&(patch, _)| catalog.patches[patch].series);
            let name = &touched.paths[of_file[0].1 as usize][path.len() + 1..];
            (name, of_series.collect::<BTreeSet<_>>().len(), of_file)
        })
        .collect();
    let files_total = files.len();
    files.sort_by_key(|&(_, series, _)| Reverse(series));
    let file = |(name, series, touches): (&str, usize, &[Touch])| {
        let (people, people_total) = self::people(catalog, touches, PEOPLE_OF_A_FILE);
        TouchedFile { name: name.to_owned(), series, people, people_total }
    };
    Directory {
        key: Key::named(path.to_owned()),
        above: None,
        below: Vec::new(),
        series: catalog.by_movement(series),
        people,
        people_total,
        files: files.into_iter().take(FILES).map(file).collect(),
        files_total,
        sections: sections.of_a_subsystem(),
    }
}

/// Who wrote patches, in how many series: so many of those of most, and how many there are.
fn people(catalog: &Catalog, touches: &[Touch], most: usize) -> (Vec<(AuthorAt, usize)>, usize) {
    let wrote = touches.iter().map(|&(patch, _)| {
        let Patch { author, series, .. } = catalog.patches[patch];
        (author, series)
    });
    let wrote: BTreeSet<(AuthorAt, SeriesAt)> = wrote.collect();
    let mut counts: BTreeMap<AuthorAt, usize> = BTreeMap::new();
    wrote.into_iter().for_each(|(author, _)| *counts.entry(author).or_default() += 1);
    let mut people: Vec<(AuthorAt, usize)> = counts.into_iter().collect();
    let total = people.len();
    people.sort_by_key(|&(author, series)| (Reverse(series), author));
    people.truncate(most);
    (people, total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directory_is_a_page_if_its_path_can_be_an_address() {
        let check = |path: &str, expected: Option<&str>| assert_eq!(directory_of(path), expected, "{path}");
        check("cars/wheels/front tyre.c", Some("cars/wheels"));
        check("libstdc++-v3/_x/8390/a.b/c", Some("libstdc++-v3/_x/8390/a.b"));
        check("page_of/pages_2/x", Some("page_of/pages_2"));
        for path in ["Makefile", "", "/", "/etc/passwd", "cars/", "cars//x", "../x", "cars/../x", "cars/./x"]
        {
            check(path, None);
        }
        for directory in [
            ".github",
            "cars/.git",
            "cars.",
            "-cars",
            "c:",
            "c\\d",
            "ca rs",
            "cärs",
            "<cars>",
            "cars?",
            "cars#x",
            "cars%2f",
            "ann@cars.example",
            "cars\u{202e}",
            "page_2",
            "cars/PAGE_12",
            "index.html",
            "cars/Atom.XML",
            "index.json",
            "x.txt",
        ] {
            check(&format!("{directory}/x"), None);
        }
        check("cars/x\ny", None);
        check(&format!("{}x", "d/".repeat(DEEPEST)), Some(&*vec!["d"; DEEPEST].join("/")));
        check(&format!("{}x", "d/".repeat(DEEPEST + 1)), None);
        check(&format!("{}/x", "d".repeat(LONGEST - 2)), Some(&"d".repeat(LONGEST - 2)));
        check(&format!("{}/x", "d".repeat(LONGEST - 1)), None);
    }
}
