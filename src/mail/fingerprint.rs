//! What a patch changes, in a few numbers: enough to tell whether another one changes the same, once both diffs are
//! put aside.

use std::collections::BTreeSet;
use std::hash::{BuildHasher, Hasher};

use foldhash::quality::FixedState;
use serde::{Deserialize, Serialize};

use crate::diff::{self, Event};

/// Files that are kept of a patch.
const FILES: usize = 32;
/// Changed lines that are kept of a patch: of all the smallest hashes, which makes two samples comparable
/// (A. Broder, "On the resemblance and containment of documents", 1997).
const LINES: usize = 24;
/// Letters and digits that a changed line must have to tell anything: a brace does not.
const TELLING: usize = 6;
/// Changed lines without which two patches are not compared by their lines.
const ENOUGH: usize = 3;
/// Changed lines that are not all others by chance.
const SEVERAL: usize = 2;

/// Changed lines by which another version of a patch is looked for. Two that have half of their lines in common hardly
/// ever share none of these.
const MARKS: usize = 4;

/// The same in every run.
const HASHES: FixedState = FixedState::with_seed(0);

/// The diff of a patch, or the text of a cover letter, as hashes. They hold within one run of the program.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
pub struct Fingerprint {
    /// Of all lines that are added and removed, without line numbers, object ids and the lines around them. The new id
    /// of a binary file counts: the diff may say nothing else about it.
    pub exact: u64,
    /// Of the paths of the files, sorted; odd for a file that all change, whatever they work on.
    files: Vec<u32>,
    /// The smallest ones of the telling lines, sorted.
    lines: Vec<u32>,
}

impl Fingerprint {
    /// What a diff changes; none if there is no diff.
    pub fn of_diff(diff: &str) -> Option<Self> {
        if diff.is_empty() {
            return None;
        }
        let mut exact = HASHES.build_hasher();
        let [mut files, mut telling] = [(); 2].map(|()| BTreeSet::new());
        let mut new_id = "";
        for event in diff::events(diff) {
            match event {
                Event::File(file) => {
                    new_id = file.blobs.map_or("", |(_, new)| new.get(..diff::SHORT_ID).unwrap_or(new));
                    exact.write_u64(HASHES.hash_one((&file.old, &file.new, file.moved, file.modes)));
                    file.paths().for_each(|path| keep(&mut files, of_path(path), FILES));
                }
                Event::Line(line) if line.starts_with(['+', '-']) => {
                    let hash = hash(line.trim_end());
                    exact.write_u64(hash);
                    if tells(line) {
                        keep(&mut telling, hash, LINES);
                    }
                }
                Event::Data(line) => exact.write_u64(hash(line.trim_end())),
                Event::Binary => exact.write_u64(hash(new_id)),
                Event::Hunk(_) | Event::Line(_) => {}
            }
        }
        let sorted = |hashes: BTreeSet<u32>| hashes.into_iter().collect();
        Some(Self { exact: exact.finish(), files: sorted(files), lines: sorted(telling) })
    }

    /// What a cover letter says, whatever its white space.
    pub fn of_text(text: &str) -> Self {
        let mut exact = HASHES.build_hasher();
        text.split_whitespace().for_each(|word| exact.write_u64(hash(word)));
        Self { exact: exact.finish(), ..Self::default() }
    }

    /// What several patches change together.
    pub fn of_all<'a>(patches: impl Iterator<Item = &'a Self>) -> Self {
        let [mut files, mut lines] = [(); 2].map(|()| BTreeSet::new());
        for patch in patches {
            patch.files.iter().for_each(|&hash| keep_short(&mut files, hash, FILES));
            patch.lines.iter().for_each(|&hash| keep_short(&mut lines, hash, LINES));
        }
        let sorted = |hashes: BTreeSet<u32>| hashes.into_iter().collect();
        Self { exact: 0, files: sorted(files), lines: sorted(lines) }
    }

    /// Whether both name files, and have none in common.
    pub fn has_other_files(&self, other: &Self) -> bool {
        let known = |print: &Self| (1..FILES).contains(&print.files.len());
        known(self) && known(other) && !shares(&self.files, &other.files)
    }

    /// Whether both change a file in common, as far as that is kept.
    pub fn shares_files(&self, other: &Self) -> bool {
        shares(&self.files, &other.files)
    }

    /// Whether at least half of the files of the one that changes fewer are changed by both, as far as that is kept.
    pub fn shares_most_files(&self, other: &Self) -> bool {
        let (few, many) = if self.files.len() < other.files.len() { (self, other) } else { (other, self) };
        let both = few.files.iter().filter(|file| many.files.binary_search(file).is_ok()).count();
        both > 0 && 2 * both >= few.files.len()
    }

    /// Whether it is known of both which files they change, at least of some.
    pub fn names_files(&self, other: &Self) -> bool {
        !self.files.is_empty() && !other.files.is_empty()
    }

    /// Whether all files that both change are such as all change: settings, lists of files and of people.
    pub fn shares_common_files_only(&self, other: &Self) -> bool {
        let mut shared = self.files.iter().filter(|file| other.files.binary_search(file).is_ok()).peekable();
        shared.peek().is_some() && shared.all(|file| file % 2 == 1)
    }

    /// Whether both change enough to be compared by their lines, and have none in common.
    pub fn has_other_lines(&self, other: &Self) -> bool {
        self.tells() && other.tells() && !shares(&self.lines, &other.lines)
    }

    /// Whether both change lines that tell something, however few, and have none in common.
    pub fn shares_no_lines(&self, other: &Self) -> bool {
        !self.lines.is_empty() && !other.lines.is_empty() && !shares(&self.lines, &other.lines)
    }

    /// Whether it is known of both which files they change, and no line that tells something is in both, though one has such lines.
    pub fn has_no_line_of(&self, other: &Self) -> bool {
        let tells = !self.lines.is_empty() || !other.lines.is_empty();
        tells && self.names_files(other) && !shares(&self.lines, &other.lines)
    }

    /// Whether both change several lines that tell something, and have none in common.
    pub fn shares_none_of_several(&self, other: &Self) -> bool {
        self.lines.len().min(other.lines.len()) >= SEVERAL && self.shares_no_lines(other)
    }

    /// Whether both change enough to be compared by their lines, and less than that share of them is common.
    pub fn is_less_like(&self, other: &Self, share: f64) -> bool {
        self.tells() && other.tells() && self.likeness(other) < share
    }

    /// Some of its changed lines, by which another version of it is found again: the same for both, if most lines are.
    pub fn marks(&self) -> &[u32] {
        let telling = if self.tells() { self.lines.as_slice() } else { &[] };
        &telling[..telling.len().min(MARKS)]
    }

    /// Whether it changes enough for that to tell it from other patches.
    fn tells(&self) -> bool {
        self.lines.len() >= ENOUGH
    }

    /// How many of the changed lines of both are common to both, between 0 and 1; 0 if one changes too little.
    pub fn likeness(&self, other: &Self) -> f64 {
        if !self.tells() || !other.tells() {
            return 0.0;
        }
        let union: BTreeSet<u32> = self.lines.iter().chain(&other.lines).copied().collect();
        let sample = union.len().min(LINES);
        let both =
            |line: &&u32| self.lines.binary_search(line).is_ok() && other.lines.binary_search(line).is_ok();
        union.iter().take(sample).filter(both).count() as f64 / sample as f64
    }

    /// The same for two that change too little to be compared by their lines alone: what they change must be in the same files.
    pub fn likeness_of_few(&self, other: &Self) -> f64 {
        if (self.tells() && other.tells()) || self.files != other.files || self.files.is_empty() {
            return 0.0;
        }
        let union: BTreeSet<u32> = self.lines.iter().chain(&other.lines).copied().collect();
        let both = self.lines.iter().filter(|line| other.lines.binary_search(line).is_ok()).count();
        if union.is_empty() { 0.0 } else { both as f64 / union.len() as f64 }
    }
}

/// Whether two sorted lists have something in common.
fn shares(a: &[u32], b: &[u32]) -> bool {
    a.iter().any(|one| b.binary_search(one).is_ok())
}

/// Whether a line has enough letters and digits to tell it from others.
fn tells(line: &str) -> bool {
    line.bytes().filter(u8::is_ascii_alphanumeric).count() >= TELLING
}

/// Keeps the smallest hashes.
fn keep(kept: &mut BTreeSet<u32>, hash: u64, most: usize) {
    keep_short(kept, hash as u32, most);
}

fn keep_short(kept: &mut BTreeSet<u32>, hash: u32, most: usize) {
    if kept.len() < most || kept.last().is_some_and(|&last| hash < last) {
        kept.insert(hash);
        if kept.len() > most {
            kept.pop_last();
        }
    }
}

/// Names of files that all change, whatever they work on.
const COMMON: [&str; 14] = [
    "Kconfig",
    "Makefile",
    "Makefile.am",
    "Makefile.in",
    "Kbuild",
    "configure.ac",
    "meson.build",
    "CMakeLists.txt",
    "MAINTAINERS",
    "CREDITS",
    "README",
    "NEWS",
    ".gitignore",
    "index.rst",
];

fn of_path(path: &str) -> u64 {
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_common = COMMON.contains(&name) || name.ends_with("defconfig");
    (hash(path) & !1) | u64::from(is_common)
}

fn hash(text: &str) -> u64 {
    HASHES.hash_one(text)
}

#[cfg(test)]
mod tests {
    use super::Fingerprint;

    fn diff(at: u32, lines: &str) -> Fingerprint {
        let count = lines.lines().count();
        let text = format!(
            "diff --git a/lamp.c b/lamp.c\nindex {at}..2 100644\n--- a/lamp.c\n+++ b/lamp.c\n\
             @@ -{at},0 +{at},{count} @@\n{lines}"
        );
        Fingerprint::of_diff(&text).expect("a diff")
    }

    #[test]
    fn a_diff_is_the_same_wherever_it_applies() {
        assert_eq!(diff(1, "+dim the lamp\n").exact, diff(9, "+dim the lamp  \n").exact);
        assert_ne!(diff(1, "+dim the lamp\n").exact, diff(1, "+dim the  lamp\n").exact);
        assert_eq!(Fingerprint::of_diff(""), None);
        assert_eq!(Fingerprint::of_text("A  dimmer.\n"), Fingerprint::of_text("A dimmer."));
    }

    #[test]
    fn likeness_is_the_share_of_common_lines() {
        let four = "+dim the lamp\n+light the lamp\n+turn the knob\n+press the switch\n";
        assert_eq!(diff(1, four).likeness(&diff(2, four)), 1.0);
        let half = "+dim the lamp\n+light the lamp\n+break the glass\n+pull the plug\n";
        assert!((diff(1, four).likeness(&diff(1, half)) - 1.0 / 3.0).abs() < 0.01);
        assert_eq!(diff(1, "+}\n+{\n").likeness(&diff(1, "+}\n+{\n")), 0.0, "braces tell nothing");
    }

    #[test]
    fn a_binary_or_renaming_diff_has_a_fingerprint_of_its_own() {
        let of = |text: &str| Fingerprint::of_diff(text).expect("a diff").exact;
        let binary = |data: &str| of(&format!("diff --git a/x b/x\nGIT binary patch\nliteral 3\n{data}\n"));
        assert_ne!(binary("abc"), binary("abd"));
        let named = |ids: &str| {
            of(&format!("diff --git a/x b/x\nindex {ids} 100644\nBinary files a/x and b/x differ\n"))
        };
        assert_ne!(named("1111111..2222222"), named("1111111..3333333"));
        assert_eq!(named("1111111..2222222"), named("4444444aaa..2222222bbb"), "sent again for another base");
        let renamed = |to: &str| of(&format!("diff --git a/x b/{to}\nrename from x\nrename to {to}\n"));
        assert_ne!(renamed("y"), renamed("z"));
    }
}
