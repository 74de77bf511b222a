//! Answers one request of a browser: HTTP/1.1, GET and HEAD, one request a connection.

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::time::Duration;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::{Board, Current, Site, file_of, headers};

/// Where the script and its events are; no page of a site begins with `_`.
const SCRIPT: &str = "/_lorepress/reload.js";
const EVENTS: &str = "/_lorepress/events";
/// A request has fewer bytes than this.
const MOST_BYTES: u64 = 64 << 10;
/// What is encoded in paths.
const IN_PATHS: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');
/// How often an event stream says that it is still there.
const ALIVE: Duration = Duration::from_secs(15);

/// What is sent back.
struct Answer {
    status: &'static str,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Answer {
    fn new(status: &'static str, kind: &str, body: impl Into<Vec<u8>>) -> Self {
        let headers = vec![("Content-Type".to_owned(), kind.to_owned())];
        Self { status, headers, body: body.into() }
    }

    fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.retain(|(other, _)| !other.eq_ignore_ascii_case(name));
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }
}

/// The first line of a request, and its host.
struct Request {
    method: String,
    /// Without the query, and decoded.
    path: String,
    host: String,
}

pub fn answer(from: impl Read, mut to: impl Write, board: &Board) -> io::Result<()> {
    let Some(request) = read(from)? else {
        return send(&mut to, &Answer::new("400 Bad Request", "text/plain", "not a request\n"), true);
    };
    let is_head = request.method == "HEAD";
    if request.path == EVENTS && is_of_this_machine(&request.host) {
        return send_events(&mut to, board);
    }
    send(&mut to, &respond(&request, &board.current()), !is_head)
}

fn read(from: impl Read) -> io::Result<Option<Request>> {
    let mut lines = BufReader::new(from.take(MOST_BYTES)).lines();
    let Some(first) = lines.next().transpose()? else { return Ok(None) };
    let mut words = first.split(' ');
    let (Some(method), Some(target)) = (words.next(), words.next()) else { return Ok(None) };
    let path = target.split(['?', '#']).next().unwrap_or_default();
    let path = percent_decode_str(path).decode_utf8_lossy().into_owned();
    let mut host = String::new();
    for line in lines {
        let line = line?;
        if line.is_empty() {
            return Ok(Some(Request { method: method.to_owned(), path, host }));
        }
        match line.split_once(':') {
            Some((name, value)) if name.eq_ignore_ascii_case("host") => host = value.trim().to_owned(),
            _ => {}
        }
    }
    Ok(None)
}

/// Other sites could lead their own host to this machine and read what is served here.
fn is_of_this_machine(host: &str) -> bool {
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    matches!(name, "127.0.0.1" | "localhost")
}

fn respond(request: &Request, current: &Current) -> Answer {
    if !is_of_this_machine(&request.host) {
        return Answer::new("403 Forbidden", "text/plain", "ask for 127.0.0.1 or localhost\n");
    }
    if !matches!(request.method.as_str(), "GET" | "HEAD") {
        let answer = Answer::new("405 Method Not Allowed", "text/plain", "only GET and HEAD\n");
        return answer.with("Allow", "GET, HEAD");
    }
    if request.path == SCRIPT {
        let script = Answer::new("200 OK", "text/javascript; charset=utf-8", include_str!("reload.js"));
        return script.with("Cache-Control", "no-store");
    }
    match &current.site {
        Some(site) => of_site(site, &request.path, current.version),
        None => of_problem(current),
    }
}

/// A page of its own, while there is no site.
fn of_problem(current: &Current) -> Answer {
    let problem = current.problem.as_deref().unwrap_or("The site is being built.");
    let problem = problem.replace('&', "&amp;").replace('<', "&lt;");
    let page = format!(
        "<!doctype html>\n<html lang=\"en\"><head><title>lorepress serve</title></head><body><pre>{problem}</pre></body></html>\n"
    );
    let page = with_script(page.as_bytes(), current.version);
    Answer::new("503 Service Unavailable", "text/html; charset=utf-8", page).with("Cache-Control", "no-store")
}

fn of_site(site: &Site, path: &str, version: u64) -> Answer {
    let Some(below) = path.strip_prefix(&*site.path) else {
        let answer = Answer::new("302 Found", "text/plain", "the site is elsewhere\n");
        return answer.with("Location", &encoded(&site.path));
    };
    let Some(file) = file_of(&site.folder, below) else { return missing(site, version) };
    if file.is_dir() {
        if !below.is_empty() && !below.ends_with('/') {
            let place = format!("{path}/");
            let answer = Answer::new("301 Moved Permanently", "text/plain", "a folder\n");
            return answer.with("Location", &encoded(&place));
        }
        return of_file(site, &file.join("index.html"), below, version);
    }
    of_file(site, &file, below, version)
}

fn of_file(site: &Site, file: &Path, below: &str, version: u64) -> Answer {
    let Ok(bytes) = fs::read(file) else { return missing(site, version) };
    let kind = kind_of(file);
    let bytes = if kind.starts_with("text/html") { with_script(&bytes, version) } else { bytes };
    let answer = Answer::new("200 OK", kind, bytes);
    with_headers(site, &format!("/{below}"), answer)
}

fn missing(site: &Site, version: u64) -> Answer {
    let page = fs::read(site.folder.join("404.html")).unwrap_or_else(|_| b"not found\n".to_vec());
    let answer = Answer::new("404 Not Found", "text/html; charset=utf-8", with_script(&page, version));
    with_headers(site, "/404.html", answer)
}

fn with_headers(site: &Site, path: &str, answer: Answer) -> Answer {
    // A site whose owner does without this file has no headers on hosts either.
    let rules = fs::read_to_string(site.folder.join("_headers")).unwrap_or_default();
    headers::of(&rules, path).iter().fold(answer, |answer, (name, value)| answer.with(name, value))
}

/// A path in a header. One that begins with `//` would be another host.
fn encoded(path: &str) -> String {
    format!("/{}", utf8_percent_encode(path.trim_start_matches('/'), IN_PATHS))
}

/// The page with the script that loads it again.
fn with_script(page: &[u8], version: u64) -> Vec<u8> {
    let script = format!("<script src=\"{SCRIPT}?{version}\" defer></script>");
    let end = b"</head>";
    let at = page.windows(end.len()).position(|bytes| bytes == end).unwrap_or(page.len());
    [&page[..at], script.as_bytes(), &page[at..]].concat()
}

/// The type of a file by the ending of its name.
fn kind_of(file: &Path) -> &'static str {
    match file.extension().and_then(|ending| ending.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "xml" | "opml" => "application/xml; charset=utf-8",
        "txt" | "" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "avif" => "image/avif",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        "wasm" => "application/wasm",
        "pdf" => "application/pdf",
        "ico" => "image/x-icon",
        "gz" => "application/gzip",
        _ => "application/octet-stream",
    }
}

fn send(to: &mut impl Write, answer: &Answer, with_body: bool) -> io::Result<()> {
    let mut head = format!(
        "HTTP/1.1 {}\r\nConnection: close\r\nContent-Length: {}\r\n",
        answer.status,
        answer.body.len()
    );
    for (name, value) in &answer.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    to.write_all(head.as_bytes())?;
    if with_body { to.write_all(&answer.body) } else { Ok(()) }
}

/// Sends each build, and each failure, as long as the browser listens.
fn send_events(to: &mut impl Write, board: &Board) -> io::Result<()> {
    to.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n")?;
    let mut sent = board.current();
    send_event(to, &sent)?;
    loop {
        let current = board.wait(&sent, ALIVE);
        if current.version == sent.version && current.problem == sent.problem {
            to.write_all(b":\n\n")?;
        } else {
            send_event(to, &current)?;
        }
        to.flush()?;
        sent = current;
    }
}

fn send_event(to: &mut impl Write, current: &Current) -> io::Result<()> {
    match &current.problem {
        Some(problem) => {
            let lines: String = problem.lines().map(|line| format!("data: {line}\n")).collect();
            to.write_all(format!("event: failed\n{lines}\n").as_bytes())
        }
        None => to.write_all(format!("event: built\ndata: {}\n\n", current.version).as_bytes()),
    }
}
