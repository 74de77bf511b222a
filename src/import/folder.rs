//! Folders of mails, one file each: which files they are, and in what order.

use super::date;
use super::header;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// A file of a folder of mails, or what is there and cannot be read.
pub(super) struct MailFile {
    pub path: PathBuf,
    /// When it was delivered, if its name says so.
    pub delivered: Option<i64>,
}

/// How many numbered files are looked at to see whether they are mails.
const NUMBERED_LOOKED_AT: usize = 20;

/// Whether `folder` is a maildir. One of its two folders may be missing, as in a copy that leaves out empty ones;
/// the other then has a file with a maildir's name.
pub(super) fn is_maildir(folder: &Path) -> io::Result<bool> {
    match (folder.join("cur").is_dir(), folder.join("new").is_dir()) {
        (false, false) => Ok(false),
        (true, true) => Ok(true),
        _ => Ok(maildir(folder)?.iter().any(|entry| has_maildir_name(&entry.path))),
    }
}

/// Whether a file is named as in a maildir: it begins with a time or ends with flags (`:2,S`).
fn has_maildir_name(path: &Path) -> bool {
    let name = path.file_name().map(OsStr::as_encoded_bytes).unwrap_or_default();
    delivery(name).is_some() || memchr::memmem::find(name, b":2,").is_some()
}

/// The mails of a maildir that are delivered, by time of delivery, which begins their names.
pub(super) fn maildir(folder: &Path) -> io::Result<Vec<MailFile>> {
    let mut files = Vec::new();
    for folder in ["cur", "new"].map(|name| folder.join(name)) {
        if !folder.is_dir() {
            continue;
        }
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let (name, path) = (entry.file_name(), entry.path());
            if !name.as_encoded_bytes().starts_with(b".") && is_mail_file(&path) {
                files.push((leading_number(name.as_encoded_bytes()), name, path));
            }
        }
    }
    files.sort();
    let entry = |(_, name, path): (_, std::ffi::OsString, PathBuf)| MailFile {
        path,
        delivered: delivery(name.as_encoded_bytes()),
    };
    Ok(files.into_iter().map(entry).collect())
}

/// The files `*.eml` below a folder, by path.
pub(super) fn eml(folder: &Path) -> io::Result<Vec<MailFile>> {
    let mut paths = below(folder, is_eml).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths.into_iter().map(|path| MailFile { path, delivered: None }).collect())
}

/// The files below a folder whose names are numbers, in the order of these: MH and Gnus (nnml), the archives of
/// mlmmj, ezmlm and Sympa, the spools of Cyrus (`1.`) and INN.
pub(super) fn numbered(folder: &Path) -> io::Result<Vec<MailFile>> {
    let mut paths = below(folder, is_numbered).collect::<io::Result<Vec<_>>>()?;
    paths.sort_by_cached_key(|path| {
        let parts = path.components().map(|part| part.as_os_str().to_owned());
        parts.map(|part| (leading_number(part.as_encoded_bytes()), part)).collect::<Vec<_>>()
    });
    Ok(paths.into_iter().map(|path| MailFile { path, delivered: None }).collect())
}

/// Whether there is a file `*.eml` below a folder.
pub(super) fn has_eml(folder: &Path) -> io::Result<bool> {
    Ok(below(folder, is_eml).next().transpose()?.is_some_and(|path| is_eml(&path)))
}

/// Whether there is a file with a number for its name below a folder that begins as a mail does.
pub(super) fn has_numbered(folder: &Path) -> io::Result<bool> {
    for path in below(folder, is_numbered).take(NUMBERED_LOOKED_AT) {
        let path = path?;
        if is_numbered(&path) && begins_a_mail(&path) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What `fits` below a folder, in no order, and folders that cannot be listed. What git keeps for itself is passed
/// over.
fn below(folder: &Path, fits: fn(&Path) -> bool) -> impl Iterator<Item = io::Result<PathBuf>> {
    let entries = WalkDir::new(folder).into_iter().filter_entry(|entry| entry.file_name() != ".git");
    entries.filter_map(move |entry| match entry {
        Ok(entry) => fits(entry.path()).then(|| Ok(DirEntry::into_path(entry))),
        Err(problem) if problem.depth() > 0 => problem.path().map(|path| Ok(path.to_owned())),
        Err(problem) => Some(Err(problem.into())),
    })
}

fn is_eml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("eml")) && is_mail_file(path)
}

fn is_numbered(path: &Path) -> bool {
    let name = path.file_name().map(OsStr::as_encoded_bytes).unwrap_or_default();
    let digits = name.strip_suffix(b".").unwrap_or(name);
    // Hashes are longer.
    (1..=18).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit) && is_mail_file(path)
}

/// Whether a mail may be there: a file, or a link that leads nowhere. Not a folder, and nothing that waits for
/// somebody to write (a pipe, a socket).
fn is_mail_file(path: &Path) -> bool {
    path.is_file() || path.is_symlink() && !path.exists()
}

/// Whether a file begins with a header; above it may be an envelope line.
fn begins_a_mail(path: &Path) -> bool {
    let mut start = Vec::new();
    if File::open(path).and_then(|file| file.take(4096).read_to_end(&mut start)).is_err() {
        return false;
    }
    header::begins_a_header(&start[date::envelope_length(&start)..])
}

/// The number that begins a name; the largest for a name without a number.
fn leading_number(name: &[u8]) -> u64 {
    let digits = name.iter().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(&name[..digits]).ok().and_then(|digits| digits.parse().ok()).unwrap_or(u64::MAX)
}

/// The time that begins the name of a maildir's file, if that can be believed: seconds before a dot
/// (cr.yp.to/proto/maildir.html), or `SECONDS_NUMBER.` of OfflineIMAP. Others begin with a hash.
fn delivery(name: &[u8]) -> Option<i64> {
    let (before, _) = name.split_at(name.iter().position(|&byte| byte == b'.')?);
    let (seconds, number) = match before.iter().position(|&byte| byte == b'_') {
        Some(at) => (&before[..at], &before[at + 1..]),
        None => (before, &before[..0]),
    };
    // A long number is a time itself, and what is before it a hash (mu's links).
    let is_time = number.len() <= 6 && before.iter().all(|byte| byte.is_ascii_digit() || *byte == b'_');
    let seconds = std::str::from_utf8(seconds).ok().filter(|_| is_time)?;
    date::plausible(seconds.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::delivery;

    #[test]
    fn only_digits_before_a_dot_are_a_time() {
        for name in ["1000000000.M2P1.host:2,S", "1000000000_3.4242.host,U=7,FMD5=a:2,", "1000000000.host"] {
            assert_eq!(delivery(name.as_bytes()), Some(1_000_000_000), "{name}");
        }
        for name in [
            "709895013ac3b173b1f4ef99d60a8dfb8ecbf589=99:2,",
            "1519272012_1767612002.M2P1.host:2,S",
            "1000000000:2,S",
            "1000000000",
            "1000000000-1.host",
            "10.host",
            ".host",
            "",
        ] {
            assert_eq!(delivery(name.as_bytes()), None, "{name}");
        }
    }
}
