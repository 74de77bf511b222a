//! What to tell the operator who named something that is not a source.

use super::folder;
use super::header;
use super::kind::{SourceKind, detect};
use crate::error::Error;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

/// What files begin with that hold mails in a way that is not read.
const PACKED: [(&[u8], &str); 7] = [
    (b"\x1f\x8b", "gunzip"),
    (b"BZh", "bunzip2"),
    (b"\xfd7zXZ\0", "unxz"),
    (b"\x28\xb5\x2f\xfd", "unzstd"),
    (b"PK\x03\x04", "unzip"),
    (b"7z\xbc\xaf\x27\x1c", "7z x"),
    (b"!BDN", "readpst"),
];

/// How many entries of a folder are looked at to tell what it is.
const LOOKED_AT: usize = 1000;

/// Why `path`, which can be read, is not a source.
pub(super) fn refusal(path: &Path) -> Error {
    let (problem, mend) = if path.is_dir() { of_folder(path) } else { of_file(path) };
    Error::new(path.display().to_string(), problem, mend)
}

/// Whether a file holds mails, perhaps, in a way that is not read.
pub fn is_packed(path: &Path) -> bool {
    let mut start = Vec::new();
    let read = File::open(path).and_then(|file| file.take(16).read_to_end(&mut start));
    read.is_ok() && PACKED.iter().any(|(magic, _)| start.starts_with(magic))
}

fn of_file(path: &Path) -> (String, String) {
    let mut start = Vec::new();
    // Of a pipe or a device nothing is read: it may never end.
    let read =
        path.is_file().then(|| File::open(path).and_then(|file| file.take(4096).read_to_end(&mut start)));
    let packed = PACKED.iter().find(|(magic, _)| start.starts_with(magic));
    match (read, packed) {
        (None, _) => (
            "is a pipe or a device, not an mbox or a folder of mails".to_owned(),
            "write the mails to a file and import that file".to_owned(),
        ),
        (_, Some((_, program))) => (
            "is compressed, not an mbox or MMDF file".to_owned(),
            format!("decompress it first, for example with `{program}`"),
        ),
        _ if header::begins_a_header(&start) => (
            "is a single mail, not an mbox or MMDF file".to_owned(),
            "put it into a folder as a .eml file, and import the folder".to_owned(),
        ),
        _ => (
            "is not an mbox or MMDF file: it does not begin with `From ADDRESS DATE` or with four ^A bytes"
                .to_owned(),
            "use an mbox, an MMDF file, a maildir, or a folder of .eml or numbered files".to_owned(),
        ),
    }
}

fn of_folder(path: &Path) -> (String, String) {
    let is_archive =
        path.join("git/0.git").is_dir() || path.join("objects").is_dir() && path.join("HEAD").is_file();
    if is_archive {
        return (
            "is a git repository, not an mbox or a folder of mails".to_owned(),
            "a public-inbox archive needs no import: use it as the `path` of an inbox".to_owned(),
        );
    }
    let within = fs::read_dir(path).into_iter().flatten().flatten().take(LOOKED_AT).map(|entry| entry.path());
    let mut within: Vec<_> = within.collect();
    within.sort();
    let maildir = within.iter().find(|path| path.is_dir() && folder::is_maildir(path).unwrap_or(false));
    if let Some(maildir) = maildir {
        return (
            "is a folder of maildirs, not a maildir".to_owned(),
            format!("import one of them: {}", maildir.display()),
        );
    }
    let is_mbox = |path: &Path| {
        let full = path.metadata().is_ok_and(|data| data.is_file() && data.len() > 0);
        full && matches!(detect(path), Ok(Some(SourceKind::Mbox | SourceKind::Mmdf)))
    };
    match within.iter().find(|path| is_mbox(path)) {
        Some(mbox) => (
            "is a folder of mboxes, not an mbox or a maildir".to_owned(),
            format!("import them into one archive, one by one, beginning with {}", mbox.display()),
        ),
        None => (
            "is not an mbox, a maildir, or a folder of .eml or numbered files".to_owned(),
            "use one of these or an MMDF file; decompress packed files first".to_owned(),
        ),
    }
}
