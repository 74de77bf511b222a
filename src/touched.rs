//! The files that patches change, as far as the last build has not read them, and the directories that they are in.

use std::borrow::Cow;
use std::collections::HashSet;

use rayon::prelude::*;

use crate::catalog::directory::{self, Directories, KeptPaths, Touched};
use crate::catalog::{Catalog, SeriesAt};
use crate::config::Extra;
use crate::diff;
use crate::error::Result;
use crate::options::Options;
use crate::shared::HashMap;
use crate::spool::Spool;
use crate::sum::Sum;

/// Files of a patch that count, in its order, and directories: one that changes more is about none of them.
const MOST_FILES: usize = 1000;
const MOST_DIRECTORIES: usize = 100;
/// Series whose files are in memory as texts at a time.
const AT_ONCE: usize = 4096;

/// Finds the directories, where the operator wants pages of them, and gives what the next build need not read again. `last` is what the last one gave,
/// `settings` a hash of the program and its settings.
pub fn find(
    options: &Options,
    catalog: &Catalog,
    spool: &Spool,
    settings: &Sum,
    last: &KeptPaths,
) -> Result<(Directories, KeptPaths)> {
    if options.without.contains(&Extra::Directories) {
        return Ok((Directories::none(catalog), KeptPaths::default()));
    }
    let mut touched = Touched { paths: Vec::new(), of: catalog.patches.filled(Vec::new()) };
    let mut kept = KeptPaths::default();
    let mut places = Places::default();
    let series: Vec<SeriesAt> = catalog.series.positions().collect();
    for some in series.chunks(AT_ONCE) {
        let read = some.par_iter().map(|&at| paths(catalog, spool, settings, last, at));
        for (&at, (key, of_mails)) in some.iter().zip(read.collect::<Result<Vec<_>>>()?) {
            let of_mails: Vec<Vec<u32>> =
                of_mails.into_iter().map(|paths| places.of(paths, &mut touched.paths)).collect();
            let series = &catalog.series[at];
            series.mails().zip(&of_mails).for_each(|(patch, files)| touched.of[patch].clone_from(files));
            if let Some(key) = key {
                kept.found.insert(series.key.as_str().to_owned(), (key, of_mails));
            }
        }
    }
    let directories = Directories::of(catalog, &touched);
    kept.paths = touched.paths;
    Ok((directories, kept))
}

/// Where each path is among all.
#[derive(Default)]
struct Places(HashMap<String, u32>);

impl Places {
    fn of(&mut self, paths: Vec<Cow<str>>, all: &mut Vec<String>) -> Vec<u32> {
        let place = |path: Cow<str>| {
            if let Some(&place) = self.0.get(&*path) {
                return place;
            }
            let place = u32::try_from(all.len()).expect("fewer paths than a u32 counts");
            all.push(path.clone().into_owned());
            self.0.insert(path.into_owned(), place);
            place
        };
        paths.into_iter().map(place).collect()
    }
}

/// The hash of all that the paths of a series are found in, and the paths of each of its mails.
type OfSeries<'a> = (Option<[u8; 32]>, Vec<Vec<Cow<'a, str>>>);

fn paths<'a>(
    catalog: &Catalog,
    spool: &Spool,
    settings: &Sum,
    last: &'a KeptPaths,
    at: SeriesAt,
) -> Result<OfSeries<'a>> {
    let series = &catalog.series[at];
    let key = catalog.files_key(at, settings);
    let known = last.found.get(series.key.as_str()).filter(|(own, _)| Some(*own) == key);
    if let Some((_, of_mails)) = known {
        let path = |&at: &u32| last.paths.get(at as usize).map(|path| Cow::Borrowed(path.as_str()));
        let of_mails = of_mails.iter().map(|files| files.iter().filter_map(path).collect());
        return Ok((key, of_mails.collect()));
    }
    let of_mail = |patch| {
        let paths = that_count(diff::paths(&spool.diff(catalog.entry(patch).text)?));
        Ok(paths.into_iter().map(Cow::Owned).collect())
    };
    Ok((key, series.mails().map(of_mail).collect::<Result<_>>()?))
}

/// The files of a patch whose directories may have a page.
fn that_count(mut paths: Vec<String>) -> Vec<String> {
    paths.truncate(MOST_FILES);
    paths.retain(|path| directory::directory_of(path).is_some());
    let directories: HashSet<&str> = paths.iter().filter_map(|path| directory::directory_of(path)).collect();
    if directories.len() > MOST_DIRECTORIES { Vec::new() } else { paths }
}
