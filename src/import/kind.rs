//! What kind of source a path is.

use super::archive;
use super::date;
use super::folder;
use super::mmdf;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The kinds of source that can be imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceKind {
    /// A file of mails, each after an envelope line (RFC 4155), in one of four dialects.
    Mbox,
    /// A file of mails, each between two lines of four bytes 1.
    Mmdf,
    /// A folder with `cur` and `new`, one file per mail. Its subfolders (Maildir++) are other maildirs.
    Maildir,
    /// A folder that holds files `*.eml` at any depth.
    EmlFolder,
    /// A folder that holds files named by numbers at any depth: MH, Gnus, mlmmj, ezmlm, Sympa, Cyrus.
    Numbered,
}

/// What kind of source `path` is; `None` if it is something else, a git repository or an archive for
/// example, or cannot be read.
///
/// An empty file is an mbox without mails.
pub fn is_source(path: &Path) -> Option<SourceKind> {
    detect(path).ok().flatten()
}

/// As [`is_source`], but with the reason if the path cannot be read.
///
/// # Errors
///
/// If `path` is missing or unreadable.
pub(super) fn detect(path: &Path) -> io::Result<Option<SourceKind>> {
    if std::fs::metadata(path)?.is_file() {
        return kind_of_file(path);
    }
    let is_repository = path.join("HEAD").is_file() && path.join("objects").is_dir();
    if is_repository || !archive::epochs(path)?.is_empty() {
        return Ok(None);
    }
    if folder::is_maildir(path)? {
        return Ok(Some(SourceKind::Maildir));
    }
    if folder::has_eml(path)? {
        return Ok(Some(SourceKind::EmlFolder));
    }
    Ok(folder::has_numbered(path)?.then_some(SourceKind::Numbered))
}

/// What the first line that is not blank tells; a file without one is an mbox.
fn kind_of_file(path: &Path) -> io::Result<Option<SourceKind>> {
    let mut start = Vec::new();
    File::open(path)?.take(4096).read_to_end(&mut start)?;
    let text = start.trim_ascii_start();
    let line = text.split(|&byte| byte == b'\n').next().unwrap_or_default();
    Ok(if mmdf::is_fence(line) {
        Some(SourceKind::Mmdf)
    } else if text.is_empty() || date::postmark(line).is_some() {
        Some(SourceKind::Mbox)
    } else {
        None
    })
}
