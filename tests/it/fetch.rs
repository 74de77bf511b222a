//! Archives that are fetched from servers, over HTTP and from folders.

mod errors;
mod growing;
mod kept;

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::thread;

use flate2::Compression;
use flate2::write::GzEncoder;
use sha1::{Digest, Sha1};
use tempfile::TempDir;

use crate::support::{Archive, Mail, Site};

/// A server of the list `toys`: a folder with what public-inbox serves of it.
pub struct Server {
    folder: TempDir,
    /// The paths that were asked for.
    asked: Arc<Mutex<Vec<String>>>,
    pub url: String,
}

impl Server {
    /// Serves files over HTTP, as any server of plain files does.
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let server = Self { url: format!("http://127.0.0.1:{port}/toys/"), ..Self::of_files() };
        let (root, asked) = (server.folder.path().to_owned(), Arc::clone(&server.asked));
        thread::spawn(move || {
            for stream in listener.incoming() {
                answer(&stream.expect("a connection"), &root, &asked);
            }
        });
        server
    }

    /// Serves files from their folder.
    fn of_files() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let url = format!("file://{}/toys/", folder.path().display());
        Self { folder, asked: Arc::default(), url }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Publishes an archive: its epochs, and the manifest.
    pub fn publish(&self, archive: &Archive) -> &Self {
        let to = self.path("toys/git");
        if to.exists() {
            fs::remove_dir_all(&to).expect("removed");
        }
        copy(&archive.path().join("git"), &to);
        let mut names: Vec<_> =
            fs::read_dir(&to).expect("epochs").map(|entry| entry.expect("an epoch").path()).collect();
        names.sort();
        let entries: Vec<String> = names.iter().map(|epoch| entry(epoch)).collect();
        self.manifest(&format!("{{{}}}", entries.join(",")))
    }

    fn manifest(&self, json: &str) -> &Self {
        let mut packed = GzEncoder::new(Vec::new(), Compression::default());
        packed.write_all(json.as_bytes()).expect("packed");
        fs::create_dir_all(self.path("toys")).expect("a folder");
        fs::write(self.path("toys/manifest.js.gz"), packed.finish().expect("packed")).expect("written");
        self
    }

    /// A site of the list, whose archive is to be cloned to `archive`.
    fn site(&self) -> Site {
        Site::new(&format!("[[inbox]]\nname = \"toys\"\npath = \"archive\"\nfrom = {:?}\n", self.url))
    }

    /// What was asked for since the last time.
    fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.asked.lock().expect("the paths"))
    }
}

/// An epoch as the manifest names it.
fn entry(epoch: &Path) -> String {
    git(epoch, &["update-server-info"]);
    let fingerprint: String =
        Sha1::digest(git(epoch, &["show-ref"])).iter().map(|byte| format!("{byte:02x}")).collect();
    let name = epoch.file_name().expect("a name").to_string_lossy();
    let description = format!(r#"Wooden \"toys\" [epoch {}]"#, name.trim_end_matches(".git"));
    format!(r#""/toys/git/{name}": {{"fingerprint": "{fingerprint}", "description": "{description}"}}"#)
}

/// What git prints; it may fail, as where there is no reference.
fn git(repository: &Path, args: &[&str]) -> Vec<u8> {
    let output = Command::new("git").arg("--git-dir").arg(repository).args(args).output();
    output.expect("git runs").stdout
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let to = to.join(path.file_name().expect("a name"));
        if path.is_dir() { copy(&path, &to) } else { fs::copy(&path, &to).map(drop).expect("copied") }
    }
}

/// Answers one request, and closes the connection. git asks for what is not there as well.
fn answer(mut stream: &TcpStream, root: &Path, asked: &Mutex<Vec<String>>) {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let Some(request) = lines.next() else { return };
    lines.take_while(|line| !line.is_empty()).for_each(drop);
    let path = request.split(' ').nth(1).unwrap_or_default().split('?').next().unwrap_or_default();
    asked.lock().expect("the paths").push(path.to_owned());
    let (status, body) = match fs::read(root.join(path.trim_start_matches('/'))) {
        Ok(body) => ("200 OK", body),
        Err(_) => ("404 Not Found", Vec::new()),
    };
    let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    // Whoever asked may be gone.
    drop(stream.write_all(&[head.as_bytes(), &body].concat()));
}

/// Two epochs of two mails each.
pub fn two_epochs() -> Archive {
    let patch = |id: &str| Mail::patch(id, &format!("[PATCH] {id}"));
    let archive = Archive::new().mail(patch("a")).mail(patch("b")).next_epoch();
    archive.at("2026-02-05T10:00:00Z").mail(patch("c")).mail(patch("d"))
}
