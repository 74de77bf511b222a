//! Where mails come from: a file of mails or a folder of them.
//!
//! A source is read twice. The survey reads headers and notes of each mail when it arrived and where it
//! is; after sorting, the mails themselves are read one at a time.

use super::arrival::{self, Times};
use super::date;
use super::envelope;
use super::folder::{self, MailFile};
use super::kind::{SourceKind, detect};
use super::lines::Lines;
use super::mbox::{self, Found, Quoted, Span};
use super::mmdf;
use super::refusal::refusal;
use crate::error::{Error, Result};
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// The files from which the mails of a source are read.
///
/// # Errors
///
/// If `path` is missing, unreadable or no source.
pub fn files(path: &Path) -> Result<Vec<PathBuf>> {
    let source = MailSource::open(path)?;
    let entries = source.entries().map_err(|cause| source.failed(&cause))?;
    Ok(entries.into_iter().map(|entry| entry.path).collect())
}

/// Where a mail is in its source.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    Span(Span),
    File(PathBuf),
}

impl Place {
    /// Takes the file for one of mboxcl.
    fn quote_as_mboxcl(&mut self) {
        if let Self::Span(span) = self
            && span.quoted == Quoted::Untold
        {
            span.quoted = Quoted::From;
        }
    }
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
pub(super) struct MailSource {
    kind: SourceKind,
    path: PathBuf,
}

impl MailSource {
    /// Finds out what kind of source `path` is.
    ///
    /// # Errors
    ///
    /// If it is missing, unreadable or no source.
    pub fn open(path: &Path) -> Result<Self> {
        match detect(path) {
            Ok(Some(kind)) => Ok(Self { kind, path: path.to_owned() }),
            Ok(None) => Err(refusal(path)),
            Err(cause) => Err(Error::io(path, "read the mails", &cause)),
        }
    }

    /// Every mail, by arrival; those that arrived in the same second as they are in the source. What a
    /// program keeps for itself in the form of a mail is not a mail.
    ///
    /// # Errors
    ///
    /// If the source cannot be read.
    pub fn survey(&self) -> Result<Vec<Listed>> {
        let found = match self.kind {
            SourceKind::Mbox => self.survey_mbox(),
            SourceKind::Mmdf => self.survey_mmdf(),
            SourceKind::Maildir | SourceKind::EmlFolder | SourceKind::Numbered => {
                self.entries().map(survey_files)
            }
        };
        let found = found.map_err(|cause| self.failed(&cause))?;
        let (times, places): (Vec<Times>, Vec<Place>) = found.into_iter().unzip();
        let arrivals = arrival::settle(times, matches!(self.kind, SourceKind::Mbox | SourceKind::Mmdf));
        let mails = arrivals.into_iter().zip(places);
        let mut mails: Vec<Listed> = mails.map(|(arrival, place)| Listed { arrival, place }).collect();
        mails.sort_by_key(|mail| mail.arrival);
        Ok(mails)
    }

    /// The files of a folder. A file of mails is the only one.
    fn entries(&self) -> io::Result<Vec<MailFile>> {
        match self.kind {
            SourceKind::Mbox | SourceKind::Mmdf => {
                Ok(vec![MailFile { path: self.path.clone(), delivered: None }])
            }
            SourceKind::Maildir => folder::maildir(&self.path),
            SourceKind::EmlFolder => folder::eml(&self.path),
            SourceKind::Numbered => folder::numbered(&self.path),
        }
    }

    fn failed(&self, cause: &io::Error) -> Error {
        Error::io(&self.path, "read the mails", cause)
    }

    fn open_file(&self) -> io::Result<BufReader<File>> {
        Ok(BufReader::with_capacity(1 << 16, File::open(&self.path)?))
    }

    fn survey_mbox(&self) -> io::Result<Vec<(Times, Place)>> {
        let mut splitter = mbox::Splitter::new(self.open_file()?)?;
        let found = std::iter::from_fn(|| splitter.next_mail().transpose());
        let found = found.filter_map(|found| found.map(surveyed).transpose());
        let mut found = found.collect::<io::Result<Vec<_>>>()?;
        if splitter.is_mboxcl() {
            found.iter_mut().for_each(|(_, place)| place.quote_as_mboxcl());
        }
        Ok(found)
    }

    fn survey_mmdf(&self) -> io::Result<Vec<(Times, Place)>> {
        let mut splitter = mmdf::Splitter::new(self.open_file()?);
        let found = std::iter::from_fn(|| splitter.next_mail().transpose());
        found.filter_map(|found| found.map(surveyed).transpose()).collect()
    }

    /// Reads the mails that [`MailSource::survey`] lists.
    pub fn reader(&self) -> Reader<'_> {
        Reader { path: &self.path, file: None }
    }
}

/// What is known of a mail in a file of mails.
fn surveyed(found: Found) -> Option<(Times, Place)> {
    let times = envelope::times(&found.header, found.postmark);
    (!envelope::is_no_mail(&found.header)).then_some((times, Place::Span(found.span)))
}

/// What is known of mails that have a file each.
fn survey_files(files: Vec<MailFile>) -> Vec<(Times, Place)> {
    let survey = |MailFile { path, delivered }: MailFile| {
        // What cannot be read has no header, and the reader says so.
        let header = read_header(&path).unwrap_or_default();
        (!envelope::is_no_mail(&header)).then(|| (envelope::times(&header, delivered), Place::File(path)))
    };
    files.into_iter().filter_map(survey).collect()
}

/// The header of the mail in a file.
fn read_header(path: &Path) -> io::Result<Vec<u8>> {
    let mut lines = Lines::new(BufReader::new(File::open(path)?));
    let mut header = Vec::new();
    while lines.advance()? && !lines.is_blank() {
        lines.add_to(&mut header);
    }
    Ok(header)
}

/// Reads mails one at a time.
pub(super) struct Reader<'a> {
    path: &'a Path,
    /// The file of mails, once it is open.
    file: Option<File>,
}

impl Reader<'_> {
    /// The bytes of a mail, or why they cannot be read.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn read(&mut self, mail: &Listed) -> Result<std::result::Result<Vec<u8>, &'static str>> {
        let bytes = match &mail.place {
            Place::Span(span) => {
                self.read_span(*span).map_err(|cause| Error::io(self.path, "read the mails", &cause))?
            }
            Place::File(path) => match File::open(path) {
                Ok(file) => read_file(file).map_err(|cause| Error::io(path, "read the mail", &cause))?,
                Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(Err("vanished-file")),
                Err(_) => return Ok(Err("unreadable-file")),
            },
        };
        Ok(if bytes.trim_ascii().is_empty() { Err("empty-mail") } else { Ok(bytes) })
    }

    fn read_span(&mut self, span: Span) -> io::Result<Vec<u8>> {
        let file = match &mut self.file {
            Some(file) => file,
            None => self.file.insert(File::open(self.path)?),
        };
        let length = span.end - span.start;
        let mut raw = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
        file.seek(SeekFrom::Start(span.start))?;
        file.take(length).read_to_end(&mut raw)?;
        if raw.len() as u64 != length {
            let problem = "the file was truncated while it was read";
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, problem));
        }
        Ok(mbox::restore(&raw, span.quoted))
    }
}

/// The mail in a file of its own, which may still begin with the line that it had in an mbox.
fn read_file(mut file: File) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    bytes.drain(..date::envelope_length(&bytes));
    Ok(bytes)
}
