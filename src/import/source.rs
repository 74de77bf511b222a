//! Where mails come from: an mbox, a maildir or a folder of `.eml` files.
//!
//! A source is read twice. The survey reads headers and notes of each mail when it arrived and where it
//! stands; after sorting, the mails themselves are read one at a time.

use super::archive;
use super::date;
use super::envelope;
use super::header;
use super::mbox::{self, Span, Splitter};
use crate::error::{Error, Result};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// The kinds of source that can be imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceKind {
    /// A file of mails, each after an envelope line (RFC 4155), in one of four dialects.
    Mbox,
    /// A folder with `cur` and `new`, one file per mail. Its subfolders (Maildir++) are other maildirs.
    Maildir,
    /// A folder that holds files `*.eml` at any depth.
    EmlFolder,
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
/// If `path` is missing or unreadable, or a folder below it is.
pub(super) fn detect(path: &Path) -> io::Result<Option<SourceKind>> {
    if std::fs::metadata(path)?.is_file() {
        return Ok(begins_as_mbox(path)?.then_some(SourceKind::Mbox));
    }
    let is_repository = path.join("HEAD").is_file() && path.join("objects").is_dir();
    if is_repository || !archive::epochs(path)?.is_empty() {
        return Ok(None);
    }
    if path.join("cur").is_dir() && path.join("new").is_dir() {
        return Ok(Some(SourceKind::Maildir));
    }
    let first = eml_files(path).next().transpose()?;
    Ok(first.map(|_| SourceKind::EmlFolder))
}

/// Whether the first line that is not blank is an envelope line, or there is none.
fn begins_as_mbox(path: &Path) -> io::Result<bool> {
    let mut start = Vec::new();
    File::open(path)?.take(4096).read_to_end(&mut start)?;
    let text = start.trim_ascii_start();
    let line = text.split(|&byte| byte == b'\n').next().unwrap_or_default();
    Ok(text.is_empty() || date::postmark(line).is_some())
}

/// The files `*.eml` below `folder`, in no order. What git keeps for itself is passed over.
fn eml_files(folder: &Path) -> impl Iterator<Item = io::Result<PathBuf>> {
    let entries = WalkDir::new(folder).into_iter().filter_entry(|entry| entry.file_name() != ".git");
    entries.filter_map(|entry| match entry {
        Ok(entry) => is_eml(entry.path()).then(|| Ok(entry.into_path())),
        Err(problem) => Some(Err(problem.into())),
    })
}

fn is_eml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("eml")) && path.is_file()
}

/// Where a mail stands in its source.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    Span(Span),
    File(PathBuf),
}

/// A mail as the survey knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Listed {
    /// When it arrived; where nothing says so, when the mail before it did.
    pub arrival: i64,
    place: Place,
}

impl Listed {
    /// The place to name when the mail is left out: its file, or its offset in the mbox.
    pub fn place(&self) -> String {
        match &self.place {
            Place::Span(span) => format!("byte {}", span.start),
            Place::File(file) => file.display().to_string(),
        }
    }
}

/// A source that is open for reading.
pub(super) struct Source {
    kind: SourceKind,
    path: PathBuf,
}

impl Source {
    /// Finds out what kind of source `path` is.
    ///
    /// # Errors
    ///
    /// If it is missing, unreadable or no source.
    pub fn open(path: &Path) -> Result<Self> {
        match detect(path) {
            Ok(Some(kind)) => Ok(Self { kind, path: path.to_owned() }),
            Ok(None) => Err(Error::new(
                path.display().to_string(),
                "neither an mbox, nor a maildir, nor a folder with .eml files",
                "name one of these three; a compressed mbox must be unpacked first",
            )),
            Err(cause) => Err(Error::io(path, "read the mails", &cause)),
        }
    }

    /// Every mail, by arrival; those that arrived in the same second as they stand in the source.
    ///
    /// # Errors
    ///
    /// If the source cannot be read.
    pub fn survey(&self) -> Result<Vec<Listed>> {
        let failed = |cause: io::Error| Error::io(&self.path, "read the mails", &cause);
        let mut mails = match self.kind {
            SourceKind::Mbox => self.survey_mbox().map_err(failed)?,
            SourceKind::Maildir => survey_files(self.maildir().map_err(failed)?)?,
            SourceKind::EmlFolder => survey_files(self.eml_folder().map_err(failed)?)?,
        };
        mails.sort_by_key(|mail| mail.arrival);
        Ok(mails)
    }

    fn survey_mbox(&self) -> io::Result<Vec<Listed>> {
        let mut splitter = Splitter::new(BufReader::with_capacity(1 << 16, File::open(&self.path)?))?;
        let mut mails = Vec::new();
        let mut clock = crate::archive::EARLIEST;
        while let Some(found) = splitter.next_mail()? {
            clock = envelope::arrival(&found.header, found.postmark).unwrap_or(clock);
            mails.push(Listed { arrival: clock, place: Place::Span(found.span) });
        }
        Ok(mails)
    }

    /// The files of a maildir that are delivered, by time of delivery, which begins their names.
    fn maildir(&self) -> io::Result<Vec<(PathBuf, Option<i64>)>> {
        let mut files = Vec::new();
        for folder in ["cur", "new"] {
            for entry in std::fs::read_dir(self.path.join(folder))? {
                let entry = entry?;
                let name = entry.file_name();
                if !name.as_encoded_bytes().starts_with(b".") && entry.path().is_file() {
                    files.push((leading_number(name.as_encoded_bytes()), name, entry.path()));
                }
            }
        }
        files.sort();
        Ok(files.into_iter().map(|(delivery, _, path)| (path, delivery.and_then(date::plausible))).collect())
    }

    fn eml_folder(&self) -> io::Result<Vec<(PathBuf, Option<i64>)>> {
        let mut files = eml_files(&self.path).collect::<io::Result<Vec<_>>>()?;
        files.sort();
        Ok(files.into_iter().map(|path| (path, None)).collect())
    }

    /// Reads the mails that [`Source::survey`] lists.
    pub fn reader(&self) -> Reader<'_> {
        Reader { path: &self.path, mbox: None }
    }
}

/// The seconds that begin the name of a maildir's file.
fn leading_number(name: &[u8]) -> Option<i64> {
    let digits = name.iter().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(&name[..digits]).ok()?.parse().ok()
}

fn survey_files(files: Vec<(PathBuf, Option<i64>)>) -> Result<Vec<Listed>> {
    let mut clock = crate::archive::EARLIEST;
    let list = |(path, delivery): (PathBuf, Option<i64>)| {
        let header = read_header(&path).map_err(|cause| Error::io(&path, "read the mail", &cause))?;
        clock = envelope::arrival(&header, delivery).unwrap_or(clock);
        Ok(Listed { arrival: clock, place: Place::File(path) })
    };
    files.into_iter().map(list).collect()
}

/// The header of the mail in a file. A file that is gone has none: a mail reader may move it meanwhile,
/// which [`Reader::read`] reports.
fn read_header(path: &Path) -> io::Result<Vec<u8>> {
    let mut header = Vec::new();
    let mut input = match File::open(path) {
        Ok(file) => BufReader::new(file),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(header),
        Err(cause) => return Err(cause),
    };
    loop {
        let start = header.len();
        if input.read_until(b'\n', &mut header)? == 0 || header::is_blank(&header[start..]) {
            header.truncate(start);
            return Ok(header);
        }
    }
}

/// Reads mails one at a time.
pub(super) struct Reader<'a> {
    path: &'a Path,
    /// The mbox, once it is open.
    mbox: Option<File>,
}

impl Reader<'_> {
    /// The bytes of a mail, or why there are none.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn read(&mut self, mail: &Listed) -> Result<std::result::Result<Vec<u8>, &'static str>> {
        let bytes = match &mail.place {
            Place::Span(span) => {
                self.read_span(*span).map_err(|cause| Error::io(self.path, "read the mbox", &cause))?
            }
            Place::File(path) => match std::fs::read(path) {
                Ok(bytes) => without_envelope_line(bytes),
                Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(Err("vanished-file")),
                Err(cause) => return Err(Error::io(path, "read the mail", &cause)),
            },
        };
        Ok(if bytes.trim_ascii().is_empty() { Err("empty-mail") } else { Ok(bytes) })
    }

    fn read_span(&mut self, span: Span) -> io::Result<Vec<u8>> {
        let mbox = match &mut self.mbox {
            Some(mbox) => mbox,
            None => self.mbox.insert(File::open(self.path)?),
        };
        let length = span.end - span.start;
        let mut raw = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
        mbox.seek(SeekFrom::Start(span.start))?;
        mbox.take(length).read_to_end(&mut raw)?;
        if raw.len() as u64 != length {
            let problem = "the file became shorter while it was read";
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, problem));
        }
        Ok(mbox::restore(&raw, span.quoted))
    }
}

/// A file may still begin with the line that its mail had in an mbox; it is no part of the mail.
fn without_envelope_line(mut bytes: Vec<u8>) -> Vec<u8> {
    let end = memchr::memchr(b'\n', &bytes).map_or(bytes.len(), |at| at + 1);
    if date::postmark(&bytes[..end]).is_some() {
        bytes.drain(..end);
    }
    bytes
}
