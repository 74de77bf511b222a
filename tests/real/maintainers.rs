//! Where real patches belong, compared with what the kernel's own script says (`scripts/get_maintainer.pl`, from Debian).

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use lorepress::archive::{Inbox, date_of};
use lorepress::diff;
use lorepress::mail::{Kind, Message};
use lorepress::maintainers::Maintainers;

use crate::run;

/// How many patches are compared.
const PATCHES: usize = 200;

/// A patch as git-mailinfo(1) takes it out of a mail.
struct Patch {
    commit: String,
    /// From, Subject and the text above the diff.
    message: String,
    diff: String,
}

impl Patch {
    fn of(commit: &str, raw: &[u8], folder: &Path) -> Option<Self> {
        let (mail, message, patch) = (folder.join("mail"), folder.join("message"), folder.join("patch"));
        fs::write(&mail, raw).expect("a mail");
        let info = Command::new("git")
            .args(["mailinfo", "--encoding=UTF-8"])
            .args([&message, &patch])
            .stdin(fs::File::open(&mail).expect("a mail"))
            .stderr(Stdio::null())
            .output()
            .expect("git runs");
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        let read = |path: &Path| text(fs::read(path).expect("a file"));
        let patch = read(&patch);
        let (stat, diff) = patch.split_at(patch.find("diff --git ")?);
        let info = text(info.stdout);
        let subject = info.lines().find(|line| line.starts_with("Subject: "))?;
        let message = format!("{subject}\n\n{}{stat}", read(&message));
        Some(Self { commit: commit.to_owned(), message, diff: diff.to_owned() })
    }

    /// The folder of its first file, two levels deep, to choose patches of every kind.
    fn area(&self) -> String {
        let paths = diff::paths(&self.diff);
        let first = paths.first().map_or("", String::as_str);
        first.split('/').take(2).collect::<Vec<_>>().join("/")
    }
}

/// Patches of 2019 to 2022: of every area in turn, in each by commit, which is as good as chance and stays the same.
fn chosen(inbox: &Inbox) -> Vec<Patch> {
    let folder = tempfile::tempdir().expect("a folder");
    let years = inbox.slots().iter().filter(|slot| (2019..=2022).contains(&date_of(slot.time).year()));
    let mut slots: Vec<_> = years.collect();
    slots.sort_by_key(|slot| slot.commit);
    let mut areas: BTreeMap<String, Vec<Patch>> = BTreeMap::new();
    // A third of them is more than enough for every area.
    for slot in slots.iter().step_by(3) {
        let raw = inbox.read(slot, <[u8]>::to_vec).expect("a mail");
        if !Message::parse(&raw).is_ok_and(|message| message.kind == Kind::Patch) {
            continue;
        }
        if let Some(patch) = Patch::of(&slot.commit.to_string(), &raw, folder.path()) {
            areas.entry(patch.area()).or_default().push(patch);
        }
    }
    let mut chosen = Vec::new();
    let mut areas: Vec<_> = areas.into_values().map(Vec::into_iter).collect();
    while chosen.len() < PATCHES {
        let before = chosen.len();
        chosen.extend(areas.iter_mut().filter_map(Iterator::next));
        assert!(chosen.len() > before, "there are only {before} patches");
    }
    chosen.truncate(PATCHES);
    chosen
}

/// What the script prints for a patch.
fn script(kernel: &Path, patch: &Path, flags: &[&str]) -> String {
    let none = ["--no-tree", "--nogit", "--nogit-fallback", "--norolestats", "--nofixes"];
    let script = Path::new("scripts/get_maintainer.pl");
    run(Command::new("perl").arg(script).args(none).args(flags).arg(patch).current_dir(kernel))
}

/// The first lines of the blocks that `--sections` prints.
fn titles_of_sections(printed: &str) -> BTreeSet<String> {
    printed.split("\n\n").filter_map(|block| block.trim().lines().next()).map(str::to_owned).collect()
}

#[test]
fn two_hundred_patches_have_the_sections_that_the_kernels_own_script_prints() {
    let kernel = PathBuf::from(run(&mut Command::new("tests/real/kernel")).trim());
    let text = fs::read_to_string(kernel.join("MAINTAINERS")).expect("the file");
    let (maintainers, defects) = Maintainers::parse(&text);
    println!("{} sections, {defects:?}", maintainers.list().len());
    let folder = tempfile::tempdir().expect("a folder");
    let archive = folder.path().join("kvmarm.git");
    let bundle = crate::shared().join("archives/kvmarm.bundle");
    run(Command::new("git").args(["clone", "-q", "--mirror"]).arg(bundle).arg(&archive));
    let patches = chosen(&Inbox::open(&archive).expect("an archive"));
    let titles = |sections: Vec<usize>| -> BTreeSet<String> {
        sections.into_iter().map(|at| maintainers.list()[at].title.clone()).collect()
    };

    let mut seen = BTreeSet::new();
    let mut by_keyword = 0;
    let mut differences = Vec::new();
    for patch in &patches {
        let file = folder.path().join("patch");
        fs::write(&file, format!("{}{}", patch.message, patch.diff)).expect("a patch");
        let paths = diff::paths(&patch.diff);

        // `--sections` looks at files only, `--subsystem` at keywords too.
        let by_files = titles(maintainers.sections(&paths, "", ""));
        let expected = titles_of_sections(&script(&kernel, &file, &["--sections"]));
        let all = titles(maintainers.sections(&paths, &patch.message, &patch.diff));
        let printed = script(&kernel, &file, &["--subsystem", "--noemail", "--nol"]);
        let expected_all: BTreeSet<String> = printed.lines().map(str::to_owned).collect();

        by_keyword += usize::from(all != by_files);
        if by_files != expected || all != expected_all {
            let part =
                |a: &BTreeSet<String>, b: &BTreeSet<String>| a.difference(b).cloned().collect::<Vec<_>>();
            differences.push(format!(
                "{}: by files ours {:?}, the script's {:?}; with keywords ours {:?}, the script's {:?}",
                patch.commit,
                part(&by_files, &expected),
                part(&expected, &by_files),
                part(&all, &expected_all),
                part(&expected_all, &all),
            ));
        }
        seen.extend(all);
    }
    println!(
        "{} of {} patches agree; {} sections, {by_keyword} patches with one by keyword alone",
        patches.len() - differences.len(),
        patches.len(),
        seen.len()
    );
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    assert!(seen.len() > 50 && by_keyword > 0, "the patches are too much alike");
}
