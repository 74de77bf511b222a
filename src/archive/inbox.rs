//! An inbox: its epochs in order, seen as one list of mails.

use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::epoch::{Content, Epoch, Fault, History};
use super::health::why_unreadable;
use super::{EARLIEST, LATEST, Oid};
use crate::error::{Error, Result};
use crate::report::LeftOut;

/// One thing that a commit brings, at its place in the order of arrival.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    #[serde(with = "super::oid_bytes")]
    pub commit: Oid,
    /// The committer's time: seconds since 1970, by a clock that may be wrong.
    pub committed: i64,
    /// When it arrived: when it was committed, but never before an earlier slot.
    pub time: i64,
    pub content: Content,
    epoch: u16,
}

/// A public-inbox archive, v1 or v2, as one list of slots.
pub struct Inbox {
    epochs: Vec<Epoch>,
    slots: Vec<Slot>,
    broken: Vec<LeftOut>,
}

impl Inbox {
    /// Opens the archive at `path`: a folder with `git/0.git`, `git/1.git`, …, a folder of `0.git`, …, or
    /// one repository, bare or not. Its history is walked and the kind of each commit found out; no mail is
    /// read. Only a path without any repository of mails is an error; holes become part of [`Inbox::broken`].
    pub fn open(path: &Path) -> Result<Self> {
        Self::open_on(path, &[])
    }

    /// The same where the first slots are known from an earlier time: what is behind them is not walked again. Where
    /// anything is wrong with the archive now, what was known does not count.
    pub fn open_on(path: &Path, known: &[Slot]) -> Result<Self> {
        let inbox = Self::walk(path, known)?;
        if known.is_empty() || inbox.broken.is_empty() { Ok(inbox) } else { Self::walk(path, &[]) }
    }

    fn walk(path: &Path, known: &[Slot]) -> Result<Self> {
        let paths = repositories(path)?;
        let mut broken = missing_between(&paths);
        let mut epochs = Vec::new();
        let mut last = None;
        for path in paths {
            match Epoch::open(&path) {
                Ok(epoch) => epochs.push(epoch),
                Err(cause) => {
                    broken.push(LeftOut::commit(epoch_name(&path), None, why_unreadable(&path)));
                    last = Some(cause);
                }
            }
        }
        if epochs.is_empty() {
            return Err(unreadable(path, &broken, last));
        }
        let known: Vec<&[Slot]> = (0..epochs.len()).map(|number| of_epoch(known, number)).collect();
        let newest = |slots: &&[Slot]| slots.last().map(|slot| slot.commit);
        let histories: Vec<History> =
            epochs.par_iter().zip(&known).map(|(epoch, known)| epoch.history(newest(known))).collect();
        for (place, kind) in histories.iter().flat_map(|history| &history.defects) {
            broken.push(LeftOut::commit(place, None, kind));
        }
        let slots = slots(&epochs, &histories, &known);
        let no_mail = |slot: &Slot| matches!(slot.content, Content::None(Fault::NoMail));
        if !slots.is_empty() && broken.is_empty() && slots.iter().all(no_mail) {
            return Err(of_something_else(path));
        }
        Ok(Self { epochs, slots, broken })
    }

    /// All slots, oldest first.
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// Whether it has no commits at all, as a clone that was never fetched.
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// What is missing or damaged of its repositories: epochs, packs, commits; also shallow and partial clones.
    pub fn broken(&self) -> &[LeftOut] {
        &self.broken
    }

    /// Closes the repositories, for which libgit2 keeps up to 16 MB for each pack and thread. They are opened again when
    /// something is read.
    pub fn close_repositories(&mut self) {
        self.epochs.iter_mut().for_each(Epoch::close);
    }

    /// When each slot arrived, seconds since 1970.
    pub fn arrivals(&self) -> Vec<i64> {
        self.slots.iter().map(|slot| slot.time).collect()
    }

    /// Hands the raw bytes of a slot's mail (or of the mail it deletes) to `read`.
    pub fn read<T>(&self, slot: &Slot, read: impl FnOnce(&[u8]) -> T) -> std::result::Result<T, Fault> {
        match slot.content {
            Content::Mail(blob) | Content::Deletion(blob) => {
                self.epochs[usize::from(slot.epoch)].with_blob(blob, read)
            }
            Content::None(fault) => Err(fault),
        }
    }
}

/// What is known of an epoch.
fn of_epoch(known: &[Slot], number: usize) -> &[Slot] {
    let before = |count: usize| known.partition_point(|slot| usize::from(slot.epoch) < count);
    &known[before(number)..before(number + 1)]
}

fn slots(epochs: &[Epoch], histories: &[History], known: &[&[Slot]]) -> Vec<Slot> {
    let mut slots: Vec<Slot> = Vec::new();
    for (number, ((epoch, history), known)) in epochs.iter().zip(histories).zip(known).enumerate() {
        let known = if history.goes_on { known } else { &[][..] };
        slots.extend_from_slice(known);
        let first_before = known.last().map(|slot| slot.commit);
        let new = history.steps.par_iter().enumerate().flat_map_iter(|(at, step)| {
            let before = at.checked_sub(1).map_or(first_before, |at| Some(history.steps[at].id));
            let slot = move |content| Slot {
                commit: step.id,
                committed: step.time,
                time: step.time,
                content,
                epoch: number as u16,
            };
            epoch.contents(step.id, before).into_iter().map(slot)
        });
        slots.par_extend(new);
    }
    let mut latest = EARLIEST;
    for slot in &mut slots {
        // Windows are ranges of this list, so its times may not run backwards; a broken clock (1970, 2099)
        // takes the time of the commit before it.
        if (latest..=LATEST).contains(&slot.committed) {
            latest = slot.committed;
        }
        slot.time = latest;
    }
    slots
}

/// The repositories of an archive, oldest epoch first.
pub fn repositories(path: &Path) -> Result<Vec<PathBuf>> {
    let metadata = std::fs::metadata(path).map_err(|cause| Error::io(path, "open the archive", &cause))?;
    if !metadata.is_dir() {
        return Err(not_an_archive(path));
    }
    for folder in [path.join("git"), path.to_owned()] {
        let epochs = numbered_repositories(&folder)?;
        if !epochs.is_empty() {
            return Ok(epochs);
        }
    }
    let bare = path.join("objects").is_dir() && (path.join("HEAD").is_file() || path.join("refs").is_dir());
    if bare || path.join(".git").exists() { Ok(vec![path.to_owned()]) } else { Err(not_an_archive(path)) }
}

/// `0.git`, `1.git`, …, by number.
fn numbered_repositories(folder: &Path) -> Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let entries = std::fs::read_dir(folder).map_err(|cause| Error::io(folder, "list the epochs", &cause))?;
    let mut numbered = Vec::new();
    for entry in entries {
        let path = entry.map_err(|cause| Error::io(folder, "list the epochs", &cause))?.path();
        if let Some(number) = epoch_number(&path) {
            numbered.push((number, path));
        }
    }
    numbered.sort();
    Ok(numbered.into_iter().map(|(_, path)| path).collect())
}

/// The number of an epoch: 3 of `git/3.git`.
pub fn epoch_number(path: &Path) -> Option<u16> {
    path.file_name()?.to_str()?.strip_suffix(".git")?.parse().ok()
}

/// Epochs that are not there, although there are some before and after them. Who wants only the newest mails leaves
/// out the first epochs; nobody leaves out one between.
fn missing_between(paths: &[PathBuf]) -> Vec<LeftOut> {
    let numbers: Vec<u16> = paths.iter().filter_map(|path| epoch_number(path)).collect();
    let missing = numbers.windows(2).flat_map(|pair| pair[0].saturating_add(1)..pair[1]);
    missing.map(|number| LeftOut::commit(format!("{number}.git"), None, "missing-epoch")).collect()
}

fn epoch_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The error for a repository of a program, or of whatever else.
fn of_something_else(path: &Path) -> Error {
    let problem = "is a git repository, but not an archive of mails: no commit has a file `m`, as those of public-inbox have";
    let mend = "name the archive of the list; a repository of the project is the key `repository`";
    Error::new(path.display().to_string(), problem, mend)
}

/// Says why no epoch can be read, where that is known.
fn unreadable(path: &Path, broken: &[LeftOut], cause: Option<git2::Error>) -> Error {
    let (problem, mend) = match broken.iter().map(|broken| broken.kind.as_str()).next_back() {
        Some("partial-clone") => {
            ("is a partial clone: not all of its objects were fetched", "clone it without --filter")
        }
        Some("unknown-format") => (
            "has a format that libgit2 cannot read, such as SHA-256 or reftable",
            "clone it with `git clone --mirror --ref-format=files`, with SHA-1, as public-inbox does",
        ),
        Some("no-head") => (
            "is a git repository without HEAD",
            "write `ref: refs/heads/master` into its file HEAD, or clone it again",
        ),
        _ => {
            // That there is no repository says nothing that the path does not say.
            let Some(cause) = cause.filter(|cause| cause.code() != git2::ErrorCode::NotFound) else {
                return not_an_archive(path);
            };
            let problem = format!("cannot be opened: {}", cause.message());
            let mend = "check who may read it, and the configuration of git (~/.gitconfig) of the user who runs lorepress";
            return Error::new(path.display().to_string(), problem, mend);
        }
    };
    Error::new(path.display().to_string(), problem, mend)
}

fn not_an_archive(path: &Path) -> Error {
    let is_empty = std::fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_none());
    Error::new(
        path.display().to_string(),
        if is_empty {
            "is an empty folder, not a public-inbox archive"
        } else {
            "is not a public-inbox archive"
        },
        "name a folder with git/0.git, a folder of 0.git, 1.git, …, one bare epoch or a v1 repository; \
         to make an archive of an mbox, a maildir or .eml files, run `lorepress import`",
    )
}
