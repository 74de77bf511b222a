//! Series made by chance, compared with what `git range-diff` says of them.

use std::collections::BTreeSet;

use lorepress::rangediff::{Change, Comparison, Patch, PatchLines, compare, hunks};

use super::repository::{self, Commit, Files, Repository, Version};
use super::{JANE, rows};

/// Small numbers, the same ones each time (the generator of Knuth's MMIX).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }
}

/// A patch before it is a commit: the lines that it puts into files. Patches that touch other lines can be put
/// in any order.
#[derive(Clone)]
struct Edit {
    title: String,
    message: String,
    /// File, line of the base and what is put there.
    lines: Vec<(usize, usize, String)>,
}

/// How many series are made.
const SERIES: u64 = 40;
const FILES: usize = 3;
const LINES: usize = 400;
/// The lines that a patch may change.
const AREA: usize = 40;

fn edit(number: usize, chance: &mut Chance) -> Edit {
    let file = chance.below(FILES);
    let area = (number % (LINES / AREA)) * AREA;
    let count = 1 + chance.below(14);
    let line = |_| (file, area + chance.below(AREA), format!("\tcall_{number}({});", chance.below(20)));
    let lines = (0..count).map(line).collect();
    Edit { title: format!("Patch {number}"), message: format!("Why {number}."), lines }
}

/// A newer version: patches reworded, changed, dropped, added and moved.
fn revised(older: &[Edit], chance: &mut Chance) -> Vec<Edit> {
    let mut newer = Vec::new();
    for patch in older {
        let mut patch = patch.clone();
        match chance.below(9) {
            0 => continue,
            1 => patch.message.push_str("\n\nReviewed-by: Tom Fox <tom@example.org>"),
            2 | 3 => patch.lines.truncate(1 + chance.below(patch.lines.len())),
            4 => {
                for line in &mut patch.lines {
                    line.2 = format!("\tother({});", chance.below(20));
                }
            }
            5 | 6 => {
                let (file, at, _) = patch.lines[0];
                patch.lines.push((file, at, "\treturn;".to_owned()));
                patch.title.push('.');
            }
            _ => {}
        }
        newer.push(patch);
    }
    // git refuses a range without commits.
    for _ in 0..chance.below(3).max(usize::from(newer.is_empty())) {
        newer.push(edit(chance.below(9), chance));
    }
    if newer.len() > 2 && chance.below(3) == 0 {
        newer.rotate_left(1);
    }
    newer
}

fn version(edits: &[Edit]) -> Version {
    let line = |file: usize, at: usize| match at % AREA {
        0 => format!("int f{file}_{at}(void)"),
        _ => format!("\tline_{file}({});", at % 7),
    };
    let mut files: Vec<Vec<String>> =
        (0..FILES).map(|file| (0..LINES).map(|at| line(file, at)).collect()).collect();
    let text = |lines: &[String]| Some(lines.iter().map(|line| format!("{line}\n")).collect());
    let name = |file: usize| format!("dir/{file}.c");
    let base: Files = files.iter().enumerate().map(|(at, lines)| (name(at), text(lines))).collect();
    let mut commit = |edit: &Edit| {
        for (file, at, new) in &edit.lines {
            let line = &mut files[*file][*at];
            *line = if line.contains("call") { new.clone() } else { format!("{line}\n{new}") };
        }
        let changed = edit.lines[0].0;
        Commit {
            title: edit.title.clone(),
            author: JANE.to_owned(),
            message: edit.message.clone(),
            files: [(name(changed), text(&files[changed]))].into(),
        }
    };
    let commits = edits.iter().map(&mut commit).collect();
    Version { base, commits }
}

fn texts(repository: &Repository, name: &str, version: &Version) -> Vec<PatchLines> {
    let diffs = repository.diffs(name);
    let text = |(commit, diff): (&Commit, &String)| {
        PatchLines::of(&Patch {
            title: &commit.title,
            author: &commit.author,
            message: &commit.message,
            diff,
        })
    };
    assert_eq!(diffs.len(), version.commits.len());
    version.commits.iter().zip(&diffs).map(text).collect()
}

/// A comparison as git prints it, without the lines that name the patches.
fn printed(comparison: &Comparison, older: &[PatchLines], newer: &[PatchLines]) -> String {
    let mut text = String::new();
    for pair in &comparison.pairs {
        let (Some(old), Some(new)) = (pair.older, pair.newer) else { continue };
        for hunk in hunks(&older[old], &newer[new]) {
            text.push_str(format!("    @@ {}", hunk.section).trim_end());
            text.push('\n');
            for line in hunk.lines {
                text.push_str(&format!("    {}{}\n", line.outer.sign(), line.text));
            }
        }
    }
    text
}

#[test]
fn series_made_by_chance_are_matched_and_told_as_git_does() {
    let mut seen = BTreeSet::new();
    let mut alike = 0;
    for seed in 0..SERIES {
        let mut chance = Chance(seed);
        let count = 1 + chance.below(9);
        let edits: Vec<Edit> = (0..count).map(|number| edit(number, &mut chance)).collect();
        let (older, newer) = (version(&edits), version(&revised(&edits, &mut chance)));
        let repository = Repository::of(&older, &newer);
        let (old, new) = (texts(&repository, "older", &older), texts(&repository, "newer", &newer));
        let comparison = compare(&old, &new);
        let git = repository.range_diff(&[]);
        assert_eq!(rows(&comparison), repository::rows(&git), "series {seed}\n{git}");
        let told: String =
            git.lines().filter(|line| line.starts_with("    ")).map(|line| format!("{line}\n")).collect();
        alike += usize::from(printed(&comparison, &old, &new) == told);
        seen.extend(comparison.pairs.iter().map(|pair| pair.change));
    }
    let every = [Change::Same, Change::Reworded, Change::Changed, Change::Added, Change::Dropped];
    assert_eq!(seen, every.into(), "the series are not varied enough");
    // Where lines repeat, two diffs can be of the same length, and git may print the other one.
    println!("{alike} of {SERIES} range-diffs are git's line by line");
    assert!(alike * 20 >= SERIES as usize * 19, "{alike} of {SERIES}");
}
