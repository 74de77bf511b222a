//! The search of a site without a browser.
//!
//! 1. The files of the search come from a site that was built, or are made in memory of archives.
//! 2. `engine` runs the site's own scripts over them: what a reader finds in the browser is found here.
//! 3. `text` writes the answer for a terminal.

mod engine;
mod text;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::catalog::Joined;
use crate::config::Config;
use crate::error::{Error, Result};
use crate::options::{InboxFlag, Options, Overrides, SiteRules};
use crate::printed::Form;
use crate::progress::Progress;
use crate::search::{self, Corpus, KeptSearch, MANIFEST};
use crate::searched::Source;
use crate::site::{assets, route, said};
use crate::sum::Sum;
use crate::{Mails, archive, sources};

/// What is searched.
#[derive(Debug, Clone, Copy)]
pub enum Searched<'a> {
    /// The folder of a site.
    Site(&'a Path),
    /// Public-inbox archives.
    Archives(&'a [PathBuf]),
}

/// What is looked for.
#[derive(Debug, Clone)]
pub struct QueryRequest {
    /// As it is typed into the search of a site.
    pub query: String,
    /// Whether the messages of patches are searched as well.
    pub messages: bool,
    /// Results at most.
    pub limit: usize,
    /// What holds for archives; a site shows what it was built with.
    pub rules: SiteRules,
    pub form: Form,
}

/// What the page asks the worker.
#[derive(Serialize)]
struct Asked<'a> {
    q: &'a str,
    texts: bool,
    sort: &'a str,
    filters: BTreeMap<&'a str, Vec<&'a str>>,
    counts: bool,
    limit: usize,
    offset: usize,
}

/// What the worker answers, as far as it is shown.
#[derive(Serialize, Deserialize)]
struct Answer {
    /// The number of results; those that are listed may be fewer.
    total: usize,
    /// Whether the query was not valid and was searched as plain words.
    plain: bool,
    /// Words that nothing has, and those that were looked for in their place.
    near: Vec<(String, Vec<String>)>,
    /// All states, where a state was asked for that does not exist.
    #[serde(default, skip_serializing)]
    states: Vec<String>,
    results: Vec<Found>,
    #[serde(skip_serializing)]
    failed: Vec<String>,
}

/// A result.
#[derive(Serialize, Deserialize)]
struct Found {
    /// `series`, `author`, `subsystem` or `digest`.
    kind: String,
    title: String,
    /// Its address, relative to the root of the site.
    href: String,
    authors: Vec<String>,
    subsystem: String,
    date: String,
    list: String,
    version: String,
    /// Of a series.
    state: Option<State>,
    /// The day of the last mail of a series.
    moved: Option<String>,
}

/// A state: its word in queries, and what pages call it.
#[derive(Serialize, Deserialize)]
struct State {
    word: String,
    label: String,
}

/// The results of a query, as text or JSON: those that the search of the site finds in a browser.
pub fn query(searched: Searched, request: &QueryRequest, progress: &dyn Progress) -> Result<String> {
    if request.query.trim().is_empty() {
        let mend = "write words or fields, such as 'vgic author:maz state:waiting'";
        return Err(Error::new("QUERY", "the query is empty", mend));
    }
    let asked = Asked {
        q: request.query.trim(),
        texts: request.messages,
        sort: "",
        filters: ["kind", "state", "year", "list", "author"].map(|name| (name, Vec::new())).into(),
        counts: false,
        limit: request.limit,
        offset: 0,
    };
    let asked = serde_json::to_string(&asked).expect("strings and numbers are JSON");
    let (place, mend, said) = match searched {
        Searched::Site(folder) => {
            let place = folder.display().to_string();
            if !folder.join(MANIFEST).is_file() {
                let mend = "name the folder of a site that `lorepress build` wrote, or archives";
                return Err(Error::new(place, "is not a site with a search", mend));
            }
            let folder = folder.to_owned();
            let mend = "build the site again with this version of lorepress";
            (place, mend, engine::ask(&asked, move |path| read(&folder, path)))
        }
        Searched::Archives(paths) => {
            let files = files(paths, &request.rules, progress)?;
            progress.stage("searching", None);
            let text = move |path: &str| Some(String::from_utf8_lossy(files.get(path)?).into_owned());
            // Its files were made just now: no build mends them.
            let mend = "this is a fault of lorepress: please report it";
            ("the search".to_owned(), mend, engine::ask(&asked, text))
        }
    };
    let answer =
        said.and_then(|said| serde_json::from_str::<Answer>(&said).map_err(|error| error.to_string()));
    let answer = answer.map_err(|problem| Error::new(&*place, format!("cannot search: {problem}"), mend))?;
    if let Some(file) = answer.failed.first() {
        return Err(Error::new(&*place, format!("cannot read {file}, a file of the search"), mend));
    }
    Ok(match request.form {
        Form::Text => text::write(&answer),
        Form::Json => serde_json::to_string_pretty(&answer).expect("strings and numbers are JSON") + "\n",
    })
}

/// A file of a site, if it is one, and its path does not lead out of the site.
fn read(folder: &Path, path: &str) -> Option<String> {
    let is_below = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    let file = folder.join(path);
    let is_file = is_below && fs::symlink_metadata(&file).is_ok_and(|there| there.is_file());
    is_file.then(|| fs::read_to_string(&file).ok()).flatten()
}

/// A name for each archive. Two of one name are numbered: there is no page whose URL would depend on it.
fn named(paths: &[PathBuf]) -> Vec<(String, PathBuf)> {
    let mut named: Vec<(String, PathBuf)> = Vec::with_capacity(paths.len());
    for path in paths {
        let name = sources::name_of(path);
        let is_taken = |name: &str| named.iter().any(|(taken, _)| taken == name);
        let free = (2..).map(|number| format!("{name} {number}")).find(|name| !is_taken(name));
        let name = if is_taken(&name) { free.expect("a number that is free") } else { name };
        named.push((name, path.clone()));
    }
    named
}

/// The files of the search in a site of these archives.
fn files(paths: &[PathBuf], rules: &SiteRules, progress: &dyn Progress) -> Result<BTreeMap<String, Vec<u8>>> {
    // What is not an archive is said here: a site would import it.
    paths.iter().try_for_each(|path| archive::repositories(path).map(drop))?;
    let inboxes = named(paths).into_iter().map(|(name, path)| InboxFlag::Added(name, path)).collect();
    let flags = Overrides { inboxes, ..Overrides::default() };
    let options = Options::resolve(Config::default(), Path::new(""), flags)?.with_rules(rules);
    let mut mails = Mails::unkept(&options, progress)?;
    progress.stage("joining windows", None);
    let joined = Joined::of(&mails.filed);
    joined.settle(&mut mails.filed);
    let (catalog, _) = mails.catalog(joined, &options)?;
    progress.stage("reading reviews", None);
    let talks = said::find(&catalog, &mails.spool, &Sum::default(), None)?;
    progress.stage("writing the search index", None);
    let source = Source { options: &options, mails: &mails, catalog: &catalog, talks: &talks };
    let files = Mutex::new(BTreeMap::new());
    let write = |path: &str, bytes: Vec<u8>| {
        files.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), bytes);
        Ok(())
    };
    let build = |corpus: &Corpus| search::build(corpus, route::SEARCH_SCRIPT, KeptSearch::default(), &write);
    source.with_corpus(&|_| false, build)?;
    // The program's own alone, whatever lies in the current folder.
    let scripts = assets::static_files(Path::new(""))?;
    let mut files = files.into_inner().unwrap_or_else(PoisonError::into_inner);
    files.extend(scripts.into_iter().map(|(path, asset)| (path, asset.bytes.into_owned())));
    Ok(files)
}
