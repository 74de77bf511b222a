//! Mails that are in no archive yet: imported once, and kept between builds.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use data_encoding::HEXLOWER;
use sha1::{Digest as _, Sha1};

use crate::digest::key;
use crate::error::{Error, Result, is_read_only};
use crate::import;
use crate::lock::{Lock, Refused};
use crate::options::{InboxOptions, Options};
use crate::progress::Progress;
use crate::report::{LeftOut, Report};

/// The file of an imported archive that says what was not imported.
const LEFT_OUT: &str = "left-out.jsonl";
/// The folder of an imported archive that has its epochs.
const EPOCHS: &str = "git";
/// How the folder of an import that is not complete ends.
const PARTIAL: &str = ".partial";
/// Hexadecimal digits of a fingerprint.
const DIGITS: usize = 16;

/// The file of the cache that is locked.
const LOCK: &str = "lock";
/// How often one looks whether another build has ended.
const PAUSE: Duration = Duration::from_millis(100);

/// Keeps other builds from the cache as long as this one reads in it; `None` if no inbox has to be imported, nor was one.
pub fn lock(options: &Options, progress: &dyn Progress) -> Result<Option<Lock>> {
    let is_source =
        |inbox: &InboxOptions| options.reads(&inbox.name) && import::is_source(&inbox.path).is_some();
    // What was imported of lists that are gone is removed where all lists are built.
    let may_remove = || options.only.is_empty() && imports(&options.cache).next().is_some();
    if !options.inboxes.iter().any(is_source) && !may_remove() {
        return Ok(None);
    }
    let mut is_said = false;
    loop {
        match Lock::take(&options.cache, LOCK) {
            Ok(lock) => return Ok(Some(lock)),
            // Where nothing can be written, nobody changes what was imported.
            Err(Refused::NoPlace(_)) => return Ok(None),
            Err(Refused::Failed(cause)) if is_read_only(&cause) => return Ok(None),
            Err(Refused::Failed(cause)) => return Err(Error::io(&options.cache, "lock the cache", &cause)),
            Err(Refused::Busy(_)) if is_said => sleep(PAUSE),
            Err(Refused::Busy(_)) => {
                progress.stage("waiting for another build with the same cache", None);
                is_said = true;
            }
        }
    }
}

/// Where the archive of an inbox is: as configured, or in the cache if mails had to be imported.
pub fn archive_path(
    options: &InboxOptions,
    cache: &Path,
    progress: &dyn Progress,
    report: &mut Report,
) -> Result<PathBuf> {
    if import::is_source(&options.path).is_none() {
        return Ok(options.path.clone());
    }
    let prefix = format!("{}-", key::slug(&options.name));
    let imported = cache.join(format!("{prefix}{}", fingerprint(&options.path)?));
    // Before the new state takes room.
    let is_of_source = |path: &Path| {
        let rest = name(path).strip_prefix(&prefix);
        rest.is_some_and(|rest| rest.strip_suffix(PARTIAL).unwrap_or(rest).len() == DIGITS)
    };
    let is_older = |path: &Path| path != imported && is_of_source(path);
    imports(cache).filter(|path| is_older(path)).try_for_each(|path| remove(&path))?;
    if !imported.join(LEFT_OUT).exists() {
        // Somebody may have deleted a part of it.
        if imported.exists() {
            remove(&imported)?;
        }
        progress.stage("importing mails", None);
        import_to(&imported, &options.path)?;
    }
    // What was left out is kept next to the mails, so that a later build reports the same.
    report.extend(Report::read_json_lines(&imported.join(LEFT_OUT))?);
    Ok(imported)
}

/// Removes what was imported of lists that are no longer of the site, and of older states of those that are: a mail that was
/// taken down is in no other place then. Nobody else may have the cache meanwhile.
pub fn remove_others<'a>(cache: &Path, own: impl Iterator<Item = &'a Path>) -> Result<()> {
    let own: BTreeSet<&Path> = own.collect();
    imports(cache).filter(|path| !own.contains(&**path)).try_for_each(|path| remove(&path))
}

/// What was imported into a cache, whole or in part.
fn imports(cache: &Path) -> impl Iterator<Item = PathBuf> {
    let is_import = |path: &PathBuf| {
        let whole = name(path).strip_suffix(PARTIAL);
        let is_fingerprint =
            |text: &str| text.len() == DIGITS && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let named = whole.unwrap_or(name(path)).rsplit_once('-').is_some_and(|(_, end)| is_fingerprint(end));
        // Other folders of the cache have such names too.
        let has = |part: &str| path.join(part).exists();
        named && path.is_dir() && (whole.is_some() || has(LEFT_OUT) || has(EPOCHS))
    };
    fs::read_dir(cache).into_iter().flatten().flatten().map(|entry| entry.path()).filter(is_import)
}

fn name(path: &Path) -> &str {
    path.file_name().and_then(|name| name.to_str()).unwrap_or_default()
}

fn remove(path: &Path) -> Result<()> {
    match fs::remove_dir_all(path) {
        Err(cause) if !is_read_only(&cause) => Err(Error::io(path, "remove", &cause)),
        _ => Ok(()),
    }
}

/// Imports a source whole or not at all.
fn import_to(imported: &Path, source: &Path) -> Result<()> {
    let partial = imported.with_file_name(format!("{}{PARTIAL}", name(imported)));
    if partial.exists() {
        fs::remove_dir_all(&partial).map_err(|cause| Error::io(&partial, "remove", &cause))?;
    }
    fs::create_dir_all(&partial).map_err(|cause| Error::io(&partial, "create the cache", &cause))?;
    let summary = import::import(source, &partial, &|_| {})?;
    let duplicates = summary.duplicates.into_iter().map(|place| (place, "duplicate"));
    let left_out = summary.left_out.into_iter().chain(duplicates);
    let name = source.file_name().unwrap_or(source.as_os_str()).to_string_lossy().into_owned();
    let mut report = Report::default();
    report.extend(left_out.map(|(place, kind)| LeftOut::commit(format!("{name}: {place}"), None, kind)));
    let file = partial.join(LEFT_OUT);
    fs::write(&file, report.json_lines()).map_err(|cause| Error::io(&file, "write", &cause))?;
    fs::rename(&partial, imported).map_err(|cause| Error::io(&partial, "rename", &cause))
}

/// A hash over what a source holds and the rules by which it is imported. What was imported of an older state of it, or
/// by other rules, is not used again, so that the site never depends on what was there before.
pub fn fingerprint(source: &Path) -> Result<String> {
    let mut hash = Sha1::new();
    hash.update(import::RULES.to_le_bytes());
    for path in import::files(source)? {
        hash.update(path.strip_prefix(source).unwrap_or(&path).as_os_str().as_encoded_bytes());
        hash.update([0]);
        // What cannot be opened is reported by the import.
        let Ok(mut file) = File::open(&path) else { continue };
        let failed = |cause: io::Error| Error::io(&path, "read", &cause);
        hash.update(file.metadata().map_err(failed)?.len().to_le_bytes());
        if path.is_file() {
            io::copy(&mut file, &mut HashWriter(&mut hash)).map_err(failed)?;
        }
    }
    Ok(HEXLOWER.encode(&hash.finalize()[..DIGITS / 2]))
}

/// The crate of the hash has no writer.
struct HashWriter<'a>(&'a mut Sha1);

impl Write for HashWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
