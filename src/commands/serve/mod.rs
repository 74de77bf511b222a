//! `lorepress serve`: builds the site, serves it on this machine alone, and builds it again after each change.
//!
//! `http` answers requests, with the headers of `headers`; `watch` notices changes. A page that is open in a browser has a
//! script, which only this server adds; it hears of each build, and loads the page again. The server is written here: it
//! takes GET requests of one machine, and the smallest crate for that holds events back until it has a buffer of them.

mod headers;
mod http;
mod watch;

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use lorepress::error::{Error, Kind, Result};
use lorepress::options::{InboxFlag, Options};
use percent_encoding::percent_decode_str;

use crate::bar::{inform, say};
use crate::cli::ServeArgs;
use crate::{built, is_missing, options, options_of_site, print};

/// How long after it found another process building the site it tries again.
const AGAIN: Duration = Duration::from_millis(500);

/// What is served now.
#[derive(Debug, Clone, Default)]
struct Current {
    /// The folder of the site; none before the first build succeeded.
    site: Option<Arc<Site>>,
    /// Counts the builds. Another run of the program begins elsewhere.
    version: u64,
    /// Why the last build failed.
    problem: Option<String>,
}

/// A site that was built.
#[derive(Debug)]
struct Site {
    folder: PathBuf,
    /// The path of the site on its host, decoded, which begins and ends in `/`.
    path: String,
}

/// What is served, and a bell that rings when it changes.
#[derive(Default)]
struct Board {
    current: Mutex<Current>,
    changed: Condvar,
}

impl Board {
    fn current(&self) -> Current {
        self.lock().clone()
    }

    fn lock(&self) -> MutexGuard<'_, Current> {
        self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for a change, or for so long.
    fn wait(&self, known: &Current, most: Duration) -> Current {
        let is_known =
            |current: &mut Current| current.version == known.version && current.problem == known.problem;
        let waited = self.changed.wait_timeout_while(self.lock(), most, is_known);
        waited.unwrap_or_else(PoisonError::into_inner).0.clone()
    }

    fn post(&self, change: impl FnOnce(&mut Current)) {
        change(&mut self.lock());
        self.changed.notify_all();
    }
}

pub fn run(args: &ServeArgs) -> Result<()> {
    let own = args.overrides.inboxes.iter().find_map(|flag| match flag {
        InboxFlag::Own(list) => Some(list),
        InboxFlag::Added(..) => None,
    });
    if let Some(list) = own {
        let problem =
            format!("`{list}` has no path, and a list that is built on its own has no pages to show");
        return Err(Error::new("--inbox", problem, "write NAME=PATH, or leave it out"));
    }
    // What is wrong in a configuration is said as long as it is; without one there is no site.
    if is_missing(&args.config) {
        options_of_site(&args.config, &args.overrides)?;
    }
    let bound = TcpListener::bind((Ipv4Addr::LOCALHOST, args.port));
    let listener = bound.map_err(|cause| {
        let problem = format!("cannot listen on port {}: {cause}", args.port);
        Error::new("--port", problem, "name another port, or 0 for any that is free")
    })?;
    let port = listener.local_addr().map_or(args.port, |address| address.port());
    let board = Arc::new(Board::default());
    board.post(|current| current.version = u64::from(std::process::id()) << 20);
    let of_requests = Arc::clone(&board);
    thread::spawn(move || accept(&listener, &of_requests));
    // The path of the site is that of its configuration, which may have an error as yet.
    let path = options(&args.config, &args.overrides).map_or("/".to_owned(), |options| path_of(&options));
    print(&format!("http://127.0.0.1:{port}{path}\n"))?;
    let mut is_busy = false;
    loop {
        let seen = watch::state(&args.config, &args.overrides);
        is_busy = build(args, &board, is_busy);
        if is_busy {
            // Nothing tells when the other build ends.
            thread::sleep(AGAIN);
            continue;
        }
        watch::wait_for_change(&args.config, &args.overrides, seen);
    }
}

fn accept(listener: &TcpListener, board: &Arc<Board>) {
    for stream in listener.incoming() {
        let (Ok(stream), board) = (stream, Arc::clone(board)) else {
            // Too many files are open, perhaps.
            thread::sleep(Duration::from_millis(100));
            continue;
        };
        // A browser that is gone is no reason to stop.
        thread::spawn(move || drop::<std::io::Result<()>>(answer(&stream, &board)));
    }
}

fn answer(stream: &TcpStream, board: &Board) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    http::answer(stream, stream, board)
}

/// Builds the site, and says what came of it: here, and in the pages that are open. Whether another process is building it,
/// which is said once.
fn build(args: &ServeArgs, board: &Board, was_busy: bool) -> bool {
    let started = Instant::now();
    let result = options(&args.config, &args.overrides).and_then(|options| {
        let summary = built(&options, None)?;
        Ok((options, summary))
    });
    match result {
        Ok((options, summary)) => {
            summary.warnings.iter().for_each(|warning| say(&format!("warning: {warning}")));
            inform(&format!("{} pages, {:.1} s", summary.pages, started.elapsed().as_secs_f64()));
            let path = percent_decode_str(&path_of(&options)).decode_utf8_lossy().into_owned();
            let site = Site { path, folder: options.output };
            board.post(|current| {
                // A page that is as it was need not be loaded again.
                let is_same = summary.nothing_new && current.site.is_some() && current.problem.is_none();
                let version = current.version + u64::from(!is_same);
                *current = Current { site: Some(Arc::new(site)), version, problem: None };
            });
            false
        }
        Err(error) => {
            let is_busy = error.kind() == Kind::Busy;
            if !(is_busy && was_busy) {
                say(&format!("error: {error}"));
            }
            board.post(|current| current.problem = Some(error.to_string()));
            is_busy
        }
    }
}

/// The path of the site's URL, as the URL has it.
fn path_of(options: &Options) -> String {
    let after_scheme = options.base_url.split_once("://").map_or("", |(_, rest)| rest);
    after_scheme.find('/').map_or("/", |at| &after_scheme[at..]).to_owned()
}

/// The file of a URL's path below the site, if it may be read: no part of it is hidden or leads up.
fn file_of(folder: &Path, path: &str) -> Option<PathBuf> {
    let mut file = folder.to_owned();
    for part in path.split('/').filter(|part| !part.is_empty()) {
        if part.starts_with('.') && part != ".well-known" || part.contains(['\\', '\0']) {
            return None;
        }
        file.push(part);
    }
    Some(file)
}
