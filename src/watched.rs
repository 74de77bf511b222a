//! What watches have to read: the files that patches change, as far as the last build has not read them.

use rayon::prelude::*;

use crate::catalog::watch::{self, ByFiles, KeptFiles};
use crate::catalog::{Catalog, SeriesAt, Watch, Watched};
use crate::diff;
use crate::digest::Withheld;
use crate::error::Result;
use crate::position::Table;
use crate::spool::Spool;
use crate::sum::Sum;

/// Finds the series of each watch, and gives what the next build need not read again. `last` is what the last one gave,
/// `settings` a hash of the program and its settings.
pub fn find(
    catalog: &Catalog,
    watches: &[Watch],
    spool: &Spool,
    settings: &Sum,
    last: &KeptFiles,
) -> Result<(Table<Watched>, KeptFiles)> {
    let mut kept = KeptFiles::default();
    if watches.iter().all(|watch| watch.files.is_empty()) {
        return Ok((catalog.watched(watches, &catalog.series.filled(Vec::new())), kept));
    }
    let files = watch::files(watches);
    let of_series = |number: usize| {
        let at = SeriesAt::new(number);
        let series = &catalog.series[at];
        let key = catalog.files_key(at, settings);
        if let Some(found) = key.and_then(|key| last.of(series, key)) {
            return Ok((key, found.clone()));
        }
        let mut paths = Vec::new();
        for patch in series.mails() {
            paths.extend(diff::paths(&spool.diff(catalog.entry(patch).text)?));
        }
        Ok((key, files.find(&paths)))
    };
    let found = (0..catalog.series.len()).into_par_iter().map(of_series);
    let found: Vec<(Option<[u8; 32]>, Vec<usize>)> = found.collect::<Result<_>>()?;
    for (series, (key, places)) in catalog.series.iter().zip(&found) {
        if let Some(key) = key {
            kept.keep(series, *key, places);
        }
    }
    let by_files: ByFiles = found.into_iter().map(|(_, places)| places).collect();
    Ok((catalog.watched(watches, &by_files), kept))
}

/// What to say of watches that nothing is in, and of people in them who sent nothing.
pub fn unmet(watches: &Table<Watched>) -> Vec<String> {
    let what = |watch: &Watched| {
        let (name, unknown) = (&watch.own.name, watch.own.people.len() - watch.people.len());
        if watch.series.is_empty() {
            return Some(format!("[[watch]] {name} has no series: check its spelling"));
        }
        let problem =
            || format!("[[watch]] {name}: {unknown} of its `people` sent no patch: check their spelling");
        (unknown > 0).then(problem)
    };
    watches.iter().filter_map(what).collect()
}

/// The watches as pages may show them: the operator may look for a word that is hidden.
pub fn shown(watches: Table<Watched>, withheld: &Withheld) -> Table<Watched> {
    let text = |text: &str| withheld.shown(text).unwrap_or_else(|| text.to_owned());
    watches.into_iter().map(|watch| Watched { own: watch.own.retold(text), ..watch }).collect()
}
