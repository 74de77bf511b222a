//! A repository with two versions of a series as commits, and what git says of them.

use std::collections::BTreeMap;
use std::io::Write;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// Files by name; none where a commit deletes one.
pub type Files = BTreeMap<String, Option<String>>;

/// A patch as a commit.
#[derive(Clone, Default)]
pub struct Commit {
    pub title: String,
    /// `Jane Doe <jane@example.org>`
    pub author: String,
    pub message: String,
    /// The files that it changes, as they are after it.
    pub files: Files,
}

/// What a series is made on, and its patches.
pub struct Version {
    pub base: Files,
    pub commits: Vec<Commit>,
}

pub struct Repository {
    folder: TempDir,
}

impl Repository {
    /// Both versions, each on a base of its own.
    pub fn of(older: &Version, newer: &Version) -> Self {
        let repository = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        repository.git(&["init", "-q", "--bare", "--initial-branch=newer"], b"");
        let mut stream = Vec::new();
        for (name, version) in [("older", older), ("newer", newer)] {
            write_version(&mut stream, name, version);
        }
        repository.git(&["fast-import", "--quiet"], &stream);
        repository
    }

    /// What git prints of the step from one version to the next.
    pub fn range_diff(&self, options: &[&str]) -> String {
        let mut args = vec!["range-diff", "--no-color"];
        args.extend(options);
        args.extend(["base-older..older", "base-newer..newer"]);
        self.git(&args, b"")
    }

    /// The diff of each patch of a version, as `git format-patch` writes it.
    pub fn diffs(&self, version: &str) -> Vec<String> {
        let range = format!("base-{version}..{version}");
        let log = self.git(&["log", "--reverse", "--format=%x00", "-p", "-M", "--no-color", &range], b"");
        log.split('\0').skip(1).map(|diff| diff.trim_start_matches('\n').to_owned()).collect()
    }

    fn git(&self, args: &[&str], input: &[u8]) -> String {
        let mut command = Command::new("git");
        command.args(args).current_dir(self.folder.path());
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        let pipes = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = pipes.spawn().expect("git runs");
        child.stdin.take().expect("a pipe").write_all(input).expect("git reads");
        let output = child.wait_with_output().expect("git ends");
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }
}

/// Writes a version as git-fast-import(1) reads it.
fn write_version(stream: &mut Vec<u8>, name: &str, version: &Version) {
    let base = Commit {
        title: "Base".to_owned(),
        author: "Jane Doe <jane@example.org>".to_owned(),
        files: version.base.clone(),
        ..Commit::default()
    };
    write_commit(stream, &format!("base-{name}"), None, 0, &base);
    for (at, commit) in version.commits.iter().enumerate() {
        let from = if at == 0 { Some(format!("base-{name}")) } else { None };
        write_commit(stream, name, from.as_deref(), at + 1, commit);
    }
    if version.commits.is_empty() {
        stream.extend(format!("reset refs/heads/{name}\nfrom refs/heads/base-{name}\n\n").bytes());
    }
}

fn write_commit(stream: &mut Vec<u8>, branch: &str, from: Option<&str>, time: usize, commit: &Commit) {
    let Commit { title, author, message, files } = commit;
    let message = format!("{title}\n\n{message}");
    stream.extend(format!("commit refs/heads/{branch}\nauthor {author} {time} +0000\n").bytes());
    stream.extend(format!("committer Jane Doe <jane@example.org> {time} +0000\n").bytes());
    stream.extend(format!("data {}\n{message}\n", message.len()).bytes());
    if let Some(from) = from {
        stream.extend(format!("from refs/heads/{from}\n").bytes());
    }
    for (path, text) in files {
        match text {
            Some(text) => {
                stream.extend(format!("M 100644 inline {path}\ndata {}\n{text}\n", text.len()).bytes());
            }
            None => stream.extend(format!("D {path}\n").bytes()),
        }
    }
    stream.push(b'\n');
}

/// The rows of a range-diff, `1 = 1`, without titles and object ids.
pub fn rows(range_diff: &str) -> Vec<String> {
    let row = |line: &str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let number = |word: &str| word.trim_end_matches(':').to_owned();
        format!("{} {} {}", number(words[0]), words[2], number(words[3]))
    };
    range_diff.lines().filter(|line| !line.starts_with("    ") && !line.is_empty()).map(row).collect()
}
