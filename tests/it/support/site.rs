//! Folders of sites, and the program run in them.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use walkdir::WalkDir;

use super::Archive;

/// After this long work hangs, however busy the machine is. What takes seconds by itself says nothing of speed here.
pub const HANGS: Duration = Duration::from_secs(1200);

/// What a run of the program said.
pub struct Run {
    /// None if it was killed or crashed.
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
    /// The run, if it succeeded.
    pub fn succeeded(self) -> Self {
        assert_eq!(self.code, Some(0), "{}{}", self.stdout, self.stderr);
        self
    }
}

/// Runs the program in a folder. One that hangs is stopped.
pub fn run(folder: &Path, args: &[&str]) -> Run {
    let started = Instant::now();
    let said = tempfile::tempdir().expect("a temporary folder");
    let to = |name: &str| File::create(said.path().join(name)).expect("a file");
    let mut child = Command::new(env!("CARGO_BIN_EXE_lorepress"))
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(to("stdout"))
        .stderr(to("stderr"))
        .spawn()
        .expect("the program starts");
    let status = loop {
        if let Some(status) = child.try_wait().expect("the program runs") {
            break Some(status);
        }
        if started.elapsed() > HANGS {
            child.kill().and_then(|()| child.wait()).expect("the program stops");
            break None;
        }
        sleep(Duration::from_millis(5));
    };
    let read = |name: &str| {
        let bytes = fs::read(said.path().join(name)).expect("a file");
        String::from_utf8(bytes).expect("what the program prints is UTF-8")
    };
    let stderr = if status.is_some() { read("stderr") } else { format!("{args:?} hangs") };
    Run { code: status.and_then(|s| s.code()), stdout: read("stdout"), stderr }
}

/// All files below a folder, by path.
pub type Tree = BTreeMap<String, Vec<u8>>;

pub fn tree(folder: &Path) -> Tree {
    let mut files = Tree::new();
    for entry in WalkDir::new(folder) {
        let entry = entry.expect("a folder that can be listed");
        if entry.file_type().is_file() {
            let name = entry.path().strip_prefix(folder).expect("below it").to_string_lossy().into_owned();
            files.insert(name, fs::read(entry.path()).expect("a file"));
        }
    }
    files
}

/// The text of a file of a tree.
pub fn text<'a>(tree: &'a Tree, name: &str) -> &'a str {
    let names = || tree.keys().map(String::as_str).collect::<Vec<_>>().join(" ");
    let bytes = tree.get(name).unwrap_or_else(|| panic!("{name} is missing; there are {}", names()));
    std::str::from_utf8(bytes).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// A folder with `lorepress.toml` and what else the owner of a site writes.
pub struct Site {
    folder: TempDir,
}

impl Site {
    pub fn new(config: &str) -> Self {
        let site = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        site.file("lorepress.toml", config)
    }

    /// A site of one list named `toys`, cut by `windows` as the configuration has it (`"day"`, `100`).
    pub fn of(archive: &Archive, windows: &str) -> Self {
        Self::new(&inbox("toys", &archive.path(), windows))
    }

    /// Writes a file, and the folders above it. It is there all at once: what watches the folder never sees half of it.
    pub fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.path(name);
        // Made elsewhere, from the first folder on that is missing.
        let new = path.ancestors().take_while(|path| !path.exists()).last().unwrap_or(&path);
        let folder = new.parent().expect("a folder");
        let elsewhere = tempfile::tempdir().expect("a temporary folder");
        let moved = |path: &Path| elsewhere.path().join(path.strip_prefix(folder).expect("below it"));
        fs::create_dir_all(moved(&path).parent().expect("a folder")).expect("folders");
        fs::write(moved(&path), content).expect("a written file");
        fs::rename(moved(new), new).expect("a file in its place");
        self
    }

    /// Puts lines before what the configuration says.
    pub fn config(self, lines: &str) -> Self {
        let old = fs::read_to_string(self.path("lorepress.toml")).expect("the configuration");
        self.file("lorepress.toml", format!("{lines}\n{old}"))
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn run(&self, args: &[&str]) -> Run {
        run(self.folder.path(), args)
    }

    /// Builds the site and reads it.
    pub fn build(&self) -> Tree {
        self.run(&["build"]).succeeded();
        tree(&self.path("public"))
    }

    /// What a build leaves out: commit and kind, sorted.
    pub fn left_out(&self) -> Vec<(String, String)> {
        self.run(&["build", "--report", "report.jsonl"]).succeeded();
        let report = fs::read_to_string(self.path("report.jsonl")).expect("the report");
        let read = |line: &str| {
            let row: serde_json::Value = serde_json::from_str(line).expect("JSON");
            let field = |name: &str| row[name].as_str().expect("a string").to_owned();
            (field("commit"), field("kind"))
        };
        let mut rows: Vec<_> = report.lines().map(read).collect();
        rows.sort();
        rows
    }
}

/// An `[[inbox]]` of the configuration. The digests of `toys` are in the root of the site, also where there are other lists.
pub fn inbox(name: &str, path: &Path, windows: &str) -> String {
    let slug = if name == "toys" { "slug = \"\"\n" } else { "" };
    format!(
        "[[inbox]]\nname = {name:?}\n{slug}path = {:?}\nwindows = {windows}\n",
        path.display().to_string()
    )
}
