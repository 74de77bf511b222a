//! Everything that a build reads, as one hash: as long as it stays the same, so does the site.

use std::fs;
use std::hash::Hash;
use std::path::Path;

use walkdir::WalkDir;

use crate::digest::Withheld;
use crate::error::{Error, Result};
use crate::options::{InboxOptions, Options, real};
use crate::sum::Sum;
use crate::{archive, import, sources};

/// Refuses an output folder in what a build reads, for each build would read what the last one made, or around a folder of the
/// owner's.
pub fn check_apart(options: &Options) -> Result<()> {
    let output = real(&options.output);
    let refused = |folder: &Path, problem: &str| {
        let problem = format!("the output folder {problem} {}, which a build reads", folder.display());
        let mend = "choose another folder with --output";
        Err(Error::new(options.output.display().to_string(), problem, mend))
    };
    let own = [&options.content, &options.templates, &options.languages, &options.static_files];
    for folder in own {
        if folder.exists() && real(folder).starts_with(&output) {
            return refused(folder, "contains");
        }
    }
    let archives = options.inboxes.iter().flat_map(|inbox| match import::is_source(&inbox.path) {
        Some(_) => vec![inbox.path.clone()],
        // What is wrong with an archive is said where it is opened.
        None => archive::repositories(&inbox.path).unwrap_or_default(),
    });
    for folder in own.into_iter().cloned().chain(archives) {
        if output.starts_with(real(&folder)) {
            return refused(&folder, "is in");
        }
    }
    Ok(())
}

/// The hash of all that a build reads: the program, the settings, the owner's files, and where archives and
/// repositories end. In hexadecimal digits.
pub fn stamp(options: &Options) -> Option<String> {
    let mut sum = of_program_and(options)?;
    for folder in [&options.content, &options.templates, &options.languages, &options.static_files] {
        hash_folder(folder, &mut sum)?;
    }
    options.inboxes.iter().try_for_each(|inbox| hash_inbox(inbox, &mut sum))?;
    Some(sum.digits())
}

/// The hash of the program and the settings, and of what the commits that are hidden turned out to be: the same for all that one
/// build makes. A commit that comes later hides words in mails of all lists that were read before.
pub fn settings(options: &Options, withheld: &Withheld) -> Option<Sum> {
    let mut sum = of_program_and(options)?;
    withheld.found_ids().hash(&mut sum);
    Some(sum)
}

fn of_program_and(options: &Options) -> Option<Sum> {
    let mut sum = Sum::of_program()?;
    // How a site comes to its place changes nothing in it, nor who reads its lists.
    let (changed, only) = (None, Vec::new());
    let of_site =
        Options { in_place: false, allow_shrink: false, changed, prove: false, only, ..options.clone() };
    of_site.hash(&mut sum);
    Some(sum)
}

/// The files of a folder, by name. One that is missing holds nothing.
fn hash_folder(folder: &Path, sum: &mut Sum) -> Option<()> {
    for entry in WalkDir::new(folder).sort_by_file_name().follow_links(true) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) if error.depth() == 0 && !folder.exists() => break,
            Err(_) => return None,
        };
        if entry.file_type().is_file() {
            (entry.path(), fs::read(entry.path()).ok()?).hash(sum);
        }
    }
    // Where the next folder begins.
    0_u8.hash(sum);
    Some(())
}

fn hash_inbox(inbox: &InboxOptions, sum: &mut Sum) -> Option<()> {
    let maintainers = inbox.maintainers.as_ref().map(fs::read).transpose().ok()?;
    maintainers.hash(sum);
    inbox.repositories.iter().try_for_each(|one| archive::hash_repository(&one.path, sum))?;
    match import::is_source(&inbox.path) {
        Some(_) => sources::fingerprint(&inbox.path).ok()?.hash(sum),
        None => archive::hash_archive(&inbox.path, sum)?,
    }
    Some(())
}
