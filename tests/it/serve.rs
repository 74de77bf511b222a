//! `lorepress serve`, as a browser sees it.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::{Archive, HANGS, Mail, Site};

/// The program, which serves a site.
struct Server {
    child: Child,
    /// `127.0.0.1:8000`
    host: String,
    /// The path of the site.
    path: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let stopped = self.child.kill().and_then(|()| self.child.wait());
        assert!(stopped.is_ok(), "the program ends");
    }
}

impl Server {
    /// Starts it, and waits for the first build.
    fn start(site: &Site) -> Self {
        let server = Self::start_broken(site);
        server.until(|server| !server.get("").0.contains(" 503 "));
        server
    }

    /// The same where no build succeeds.
    fn start_broken(site: &Site) -> Self {
        Self::run(site, &[])
    }

    fn run(site: &Site, flags: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_lorepress"))
            .args(["serve", "--port", "0"])
            .args(flags)
            .current_dir(site.path(""))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut url = String::new();
        BufReader::new(child.stdout.take().expect("its output")).read_line(&mut url).expect("a line");
        let (host, path) =
            url.trim().strip_prefix("http://").and_then(|url| url.split_once('/')).expect("a URL");
        Self { host: host.to_owned(), path: format!("/{path}"), child }
    }

    fn until(&self, is_so: impl Fn(&Self) -> bool) {
        let started = Instant::now();
        while !is_so(self) {
            assert!(started.elapsed() < HANGS, "it hangs");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn open(&self, request: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.host).expect("a connection");
        stream.set_read_timeout(Some(HANGS)).expect("a limit");
        stream.write_all(request.as_bytes()).expect("a request");
        stream
    }

    /// Head and body of an answer.
    fn ask(&self, request: &str) -> (String, String) {
        let mut answer = String::new();
        self.open(request).read_to_string(&mut answer).expect("an answer");
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
        (format!("{head}\r\n"), body.to_owned())
    }

    /// The answer for a path of the site.
    fn get(&self, path: &str) -> (String, String) {
        self.ask(&format!("GET {}{path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.path, self.host))
    }
}

fn site(config: &str) -> Site {
    let archive = Archive::new().mail(Mail::patch("a", "[PATCH] kits: paint"));
    let site = Site::of(&archive, "\"day\"").config(config).file("content/about.md", "The first text.\n");
    // The mails are to stay as long as the site.
    fs::rename(archive.path(), site.path("archive")).expect("moved");
    let text = fs::read_to_string(site.path("lorepress.toml")).expect("the configuration");
    let text = text.replace(&format!("{:?}", archive.path().display().to_string()), "\"archive\"");
    site.file("lorepress.toml", text)
}

/// The value of a header.
fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

#[test]
fn pages_have_the_headers_that_they_are_published_with() {
    let site = site("base_url = \"https://digests.example/toys/\"\n");
    let server = Server::start(&site);
    assert_eq!(server.path, "/toys/");
    let (head, body) = server.get("");
    assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
    assert!(
        header(&head, "Content-Security-Policy")
            .is_some_and(|policy| policy.starts_with("default-src 'none'"))
    );
    assert_eq!(header(&head, "Content-Type"), Some("text/html; charset=utf-8"));
    assert_eq!(header(&head, "Cache-Control"), Some("public, max-age=0, must-revalidate"));
    assert_eq!(header(&head, "Content-Length"), Some(&*body.len().to_string()));
    assert_eq!(body.matches("<script src=\"/_lorepress/reload.js?").count(), 1);
    assert!(body.find("reload.js").is_some_and(|at| body[at..].contains("</head>")));
    let (head, _) = server.get("atom.xml");
    assert_eq!(header(&head, "Content-Type"), Some("application/atom+xml; charset=utf-8"));
    let asset = body.split("assets/").nth(1).and_then(|rest| rest.split('"').next()).expect("an asset");
    let (head, _) = server.get(&format!("assets/{asset}"));
    assert!(header(&head, "Cache-Control").is_some_and(|value| value.ends_with("immutable")), "{head}");
    let (head, body) = server.ask(&format!("HEAD /toys/ HTTP/1.1\r\nHost: {}\r\n\r\n", server.host));
    assert!(head.starts_with("HTTP/1.1 200 OK\r\n") && body.is_empty(), "{head}{body}");
}

#[test]
fn nothing_but_the_site_is_served_and_only_to_this_machine() {
    let site = site("base_url = \"https://digests.example/toys/\"\n");
    let server = Server::start(&site);
    let site = site.file("public/.git/config", "mine");
    let status = |request: String| {
        let (head, _) = server.ask(&request);
        head.split(' ').nth(1).expect("a status").to_owned()
    };
    let get = |path: &str| status(format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    assert_eq!(
        [get("/toys/about"), get("/toys/about/"), get("/toys/about/index.html")],
        ["301", "200", "200"]
    );
    assert_eq!([get("/"), get("/elsewhere")], ["302", "302"]);
    for path in [
        "nowhere",
        ".git/config",
        "../lorepress.toml",
        "%2e%2e/lorepress.toml",
        "..%2florepress.toml",
        ".lorepress-site",
    ] {
        assert_eq!(get(&format!("/toys/{path}")), "404", "{path}");
    }
    assert_eq!(status("GET /toys/ HTTP/1.1\r\nHost: rebound.example\r\n\r\n".to_owned()), "403");
    assert_eq!(status("GET /toys/ HTTP/1.1\r\n\r\n".to_owned()), "403");
    assert_eq!(status("POST /toys/ HTTP/1.1\r\nHost: localhost\r\n\r\n".to_owned()), "405");
    assert!(server.get("nowhere").1.contains("reload.js"));
    // What is published has no such script.
    let page = fs::read_to_string(site.path("public/index.html")).expect("a page");
    assert!(!page.contains("_lorepress"), "{page}");
}

#[test]
fn a_path_with_encoded_characters_is_served() {
    let site = site("base_url = \"https://digests.example/all%20toys/%C3%BC/\"\n");
    let server = Server::start(&site);
    assert_eq!(server.path, "/all%20toys/%C3%BC/");
    assert!(server.get("").1.contains("kits: paint"));
    let get = |path: &str| server.ask(&format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n")).0;
    assert_eq!(header(&get("/"), "Location"), Some("/all%20toys/%C3%BC/"));
    assert_eq!(header(&get("/all%20toys/%c3%bc/about"), "Location"), Some("/all%20toys/%C3%BC/about/"));
    assert!(get("/all%20toys/%c3%bc/about/").starts_with("HTTP/1.1 200 OK\r\n"));
}

#[test]
fn files_that_flags_name_are_watched() {
    let site = site("").file("people", "").file("windows.txt", "");
    let flags = ["--mailmap", "people", "--windows", "windows.txt"];
    let server = Server::run(&site, &flags);
    server.until(|server| !server.get("").0.contains(" 503 "));
    let mut heard = events(&server);
    assert_eq!(heard.next().expect("an event").0, "built");
    for name in ["people", "windows.txt"] {
        fs::write(site.path(name), "not what it holds\n").expect("written");
        let (kind, said) = heard.next().expect("an event");
        assert!(kind == "failed" && said.contains(&format!("{name}:1: ")), "{said}");
        fs::write(site.path(name), "# nothing\n").expect("written");
        assert_eq!(heard.next().expect("an event").0, "built");
    }
}

/// The events that a page hears.
fn events(server: &Server) -> impl Iterator<Item = (String, String)> {
    let stream = server.open(&format!("GET /_lorepress/events HTTP/1.1\r\nHost: {}\r\n\r\n", server.host));
    let mut lines = BufReader::new(stream).lines().map(|line| line.expect("a line"));
    assert!(
        lines
            .by_ref()
            .take_while(|line| !line.is_empty())
            .any(|line| line == "Content-Type: text/event-stream")
    );
    std::iter::from_fn(move || {
        let block: Vec<String> = lines
            .by_ref()
            .skip_while(|line| !line.starts_with("event: "))
            .take_while(|line| !line.is_empty())
            .collect();
        let data: Vec<&str> = block.iter().filter_map(|line| line.strip_prefix("data: ")).collect();
        Some((block.first()?["event: ".len()..].to_owned(), data.join("\n")))
    })
}

#[test]
fn a_page_is_loaded_again_after_each_change_and_shows_what_is_wrong() {
    let mut site = site("");
    let server = Server::start(&site);
    assert_eq!(server.path, "/");
    let mut heard = events(&server);
    let mut next = || heard.next().expect("an event");
    let (kind, first) = next();
    assert_eq!(kind, "built");
    assert!(server.get("about/").1.contains(&format!("reload.js?{first}")));
    site = site.file("content/about.md", "The second text.\n");
    let (kind, second) = next();
    assert_eq!(kind, "built");
    assert_ne!(first, second);
    assert!(server.get("about/").1.contains("The second text."));
    site = site.file("site-templates/page.html", "{% if %}");
    let (kind, problem) = next();
    assert!(
        kind == "failed" && problem.contains("site-templates/page.html") && problem.contains("help: "),
        "{problem}"
    );
    // The site of before is still there.
    assert!(server.get("about/").1.contains("The second text."));
    fs::remove_file(site.path("site-templates/page.html")).expect("removed");
    assert_eq!(next().0, "built");
    site = site.config("title = \"Another title\"");
    assert_eq!(next().0, "built");
    assert!(server.get("").1.contains("Another title"));
    drop(site);
}

#[test]
fn a_mail_that_arrives_is_served() {
    let archive = Archive::new().mail(Mail::patch("a", "[PATCH] kits: paint"));
    let site = Site::of(&archive, "\"day\"");
    let server = Server::start(&site);
    let mut heard = events(&server);
    assert_eq!(heard.next().expect("an event").0, "built");
    let archive = archive.mail(Mail::patch("b", "[PATCH] kits: varnish"));
    server.until(|server| server.get("").1.contains("kits: varnish"));
    assert_eq!(heard.next().expect("an event").0, "built");
    drop(archive);
}

#[test]
fn an_error_in_the_configuration_is_served_until_it_is_corrected() {
    let site = Site::new("titel = \"<b>\"\n");
    let server = Server::start_broken(&site);
    let (head, body) = server.get("");
    assert!(head.starts_with("HTTP/1.1 503 ") && body.contains("reload.js"), "{head}");
    server.until(|server| server.get("").1.contains("unknown field `titel`"));
    let site = site.file("lorepress.toml", "").file("content/digests/x.txt", "no digest");
    server.until(|server| server.get("").1.contains("not a digest"));
    drop(site);
}

#[test]
fn a_port_that_is_taken_is_named() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let run = site("").run(&["serve", "--port", &port]);
    assert_eq!(run.code, Some(1));
    assert!(
        run.stderr.starts_with(&format!("error: --port: cannot listen on port {port}: ")),
        "{}",
        run.stderr
    );
}

#[test]
fn no_answer_leads_to_another_host() {
    let site = site("");
    let server = Server::start(&site);
    for (path, place) in [("//series", "/series/"), ("///about", "/about/"), ("/%2Fabout", "/about/")] {
        let (head, _) = server.ask(&format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        assert_eq!(header(&head, "Location"), Some(place), "{head}");
    }
}

#[test]
fn a_site_that_another_process_builds_is_built_once_that_has_ended() {
    let site = site("").file(".public.lorepress/lock", "");
    let lock = fs::File::open(site.path(".public.lorepress/lock")).expect("a file");
    rustix::fs::flock(&lock, rustix::fs::FlockOperation::LockExclusive).expect("a lock");
    let server = Server::start_broken(&site);
    server.until(|server| server.get("").1.contains("is building this site"));
    drop(lock);
    server.until(|server| server.get("").0.contains(" 200 "));
}
