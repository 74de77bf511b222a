//! Notices when a file changes that a build reads.
//!
//! It looks at the dates and sizes of files again and again: that is right on every file system, in containers and
//! whatever way an editor saves, and takes a millisecond. What takes longer is done less often.

use std::fs::Metadata;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use lorepress::config::{Config, Windows};
use lorepress::options::{InboxFlag, Overrides};
use walkdir::WalkDir;

/// How long after a look the next one is at least.
const PAUSE: Duration = Duration::from_millis(100);
/// How many times as long as a look the pause after it is.
const SHARE: u32 = 10;

/// The owner's folders, next to the configuration.
const FOLDERS: [&str; 4] = ["content", "languages", "site-templates", "static"];

/// A hash of the dates and sizes of all that a build reads.
pub fn state(file: &Path, flags: &Overrides) -> u64 {
    let root = file.parent().unwrap_or(Path::new(""));
    let mut sum = DefaultHasher::new();
    hash_tree(file, &mut sum);
    FOLDERS.iter().for_each(|name| hash_tree(&root.join(name), &mut sum));
    flags.inboxes.iter().for_each(|flag| match flag {
        InboxFlag::Added(_, path) => hash_tree(path, &mut sum),
        InboxFlag::Own(_) => {}
    });
    if let Some(Windows::File(path)) = &flags.windows {
        hash_tree(path, &mut sum);
    }
    // One with an error in it names nothing else.
    let config = Config::read(file).map(|config| config.rooted(root)).unwrap_or_default();
    let config = config.overridden_by(flags.keys.clone());
    for path in [&config.mailmap, &config.links].into_iter().flatten() {
        hash_tree(path, &mut sum);
    }
    for inbox in &config.inbox {
        hash_tree(&inbox.path, &mut sum);
        if let Windows::File(path) = &inbox.windows {
            hash_tree(path, &mut sum);
        }
        if let Some(path) = &inbox.maintainers {
            hash_tree(path, &mut sum);
        }
        for repository in &inbox.repository.0 {
            let git = repository.path.join(".git");
            let git = if git.exists() { git } else { repository.path.clone() };
            ["HEAD", "packed-refs", "refs"].iter().for_each(|name| hash_tree(&git.join(name), &mut sum));
        }
    }
    sum.finish()
}

/// Waits until the state is another one.
pub fn wait_for_change(file: &Path, flags: &Overrides, seen: u64) {
    loop {
        let started = Instant::now();
        if state(file, flags) != seen {
            return;
        }
        sleep(PAUSE.max(started.elapsed() * SHARE));
    }
}

/// The files below a path. Objects of git change only with its references.
fn hash_tree(path: &Path, sum: &mut DefaultHasher) {
    let all = WalkDir::new(path).sort_by_file_name().follow_links(true).into_iter();
    // Files come and go while it looks. What cannot be read, the build names.
    for entry in all.filter_entry(|entry| entry.file_name() != "objects").filter_map(Result::ok) {
        entry.path().hash(sum);
        if let Ok(metadata) = entry.metadata() {
            hash_metadata(&metadata, sum);
        }
    }
}

fn hash_metadata(metadata: &Metadata, sum: &mut DefaultHasher) {
    // The date of a folder changes with files that git and editors write for a moment.
    if metadata.is_file() {
        (metadata.len(), metadata.modified().ok()).hash(sum);
    }
}
