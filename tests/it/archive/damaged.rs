//! Archives in which more than one mail is damaged: each is named, nothing of the current site is removed, and the
//! rest is built.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::patch;
use crate::support::{Archive, Mail, Site, Tree, tree};

/// Mails of the first epoch, and of the second.
const FIRST: usize = 25;
const SECOND: usize = 5;

/// Two epochs of packed mails.
fn archive() -> Archive {
    let name = |epoch: usize, at: usize| format!("e{epoch}n{at}");
    let fill = |archive: Archive, epoch: usize, mails: usize| {
        archive.mails((0..mails).map(|at| patch(&name(epoch, at)).body(&text(epoch, at))))
    };
    let archive = fill(fill(Archive::new(), 0, FIRST).next_epoch(), 1, SECOND);
    [0, 1].iter().for_each(|&epoch| drop(git(&epoch_of(&archive, epoch), &["repack", "-adq"])));
    archive
}

/// A body that packs into deltas of others.
fn text(epoch: usize, at: usize) -> String {
    let lines: String = (0..40).map(|line| format!("Brick {line} of the wall in epoch {epoch}.\n")).collect();
    format!("{lines}This one is number {at}.\n---\n x | 1 +\n")
}

fn epoch_of(archive: &Archive, epoch: usize) -> PathBuf {
    archive.path().join(format!("git/{epoch}.git"))
}

fn git(repository: &Path, args: &[&str]) -> String {
    let mut command = Command::new("git");
    command.arg("--git-dir").arg(repository).args(["-c", "gc.auto=0", "-c", "safe.directory=*"]).args(args);
    let output = command.env("GIT_CONFIG_GLOBAL", "/dev/null").output().expect("git runs");
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// The only file of an epoch's packs with this ending.
fn pack_file(archive: &Archive, epoch: usize, ending: &str) -> PathBuf {
    let files = fs::read_dir(epoch_of(archive, epoch).join("objects/pack")).expect("packs");
    let mut files = files.map(|file| file.expect("a file").path());
    let file = files.find(|file| file.extension().is_some_and(|found| found == ending)).expect("a pack");
    fs::set_permissions(&file, std::os::unix::fs::PermissionsExt::from_mode(0o644)).expect("permissions");
    file
}

/// Unpacks an epoch into loose objects.
fn unpack(archive: &Archive, epoch: usize) {
    let pack = pack_file(archive, epoch, "pack");
    let aside = archive.path().join("aside.pack");
    fs::rename(&pack, &aside).expect("a pack");
    fs::remove_file(pack_file(archive, epoch, "idx")).expect("an index");
    let unpacked = Command::new("git")
        .arg("--git-dir")
        .arg(epoch_of(archive, epoch))
        .args(["unpack-objects", "-q"])
        .stdin(fs::File::open(&aside).expect("a pack"))
        .status();
    assert!(unpacked.expect("git runs").success());
    fs::remove_file(aside).expect("a pack");
}

fn loose(archive: &Archive, epoch: usize, id: &str) -> PathBuf {
    epoch_of(archive, epoch).join("objects").join(&id[..2]).join(&id[2..])
}

/// What came of a build.
struct Built {
    code: Option<i32>,
    said: String,
    tree: Tree,
}

/// Builds the site of an archive, damages it and builds again. All of `said` is said, with the archive's path; the site
/// that stands loses nothing unless `mails` fewer than a few are lost.
fn check(archive: &Archive, damage: impl FnOnce(&Archive), mails: Option<usize>, said: &[&str]) {
    let site = Site::of(archive, "1000");
    site.run(&["build"]).succeeded();
    let before = tree(&site.path("public"));
    damage(archive);
    let run = site.run(&["build"]);
    let built = Built { code: run.code, said: run.stdout + &run.stderr, tree: tree(&site.path("public")) };
    let path = archive.path().display().to_string();
    for words in said.iter().chain(&[path.as_str()]) {
        assert!(built.said.contains(words), "`{words}` is not in {}", built.said);
    }
    match mails {
        Some(mails) => {
            assert_eq!(built.code, Some(0), "{}", built.said);
            assert!(built.said.contains(&format!("{mails} mails,")), "{mails} mails: {}", built.said);
        }
        None => {
            assert!(matches!(built.code, Some(1 | 3)), "{:?} {}", built.code, built.said);
            assert!(built.tree == before, "something was changed");
        }
    }
}

/// Everything but so many mails is built.
fn costs(mails: usize, damage: impl FnOnce(&Archive), said: &[&str]) {
    check(&archive(), damage, Some(FIRST + SECOND - mails), said);
}

/// The build is refused.
fn refused(damage: impl FnOnce(&Archive), said: &[&str]) {
    check(&archive(), damage, None, said);
}

/// The first epoch's mails are lost, and a first build has the others.
fn loses_the_first_epoch(damage: impl Fn(&Archive), said: &[&str]) {
    refused(&damage, said);
    let archive = archive();
    damage(&archive);
    let run = Site::of(&archive, "1000").run(&["build"]).succeeded();
    let all = run.stdout + &run.stderr;
    assert!(all.contains(&format!("{SECOND} mails,")), "{all}");
    said.iter().for_each(|words| assert!(all.contains(words), "`{words}` is not in {all}"));
}

#[test]
fn commits_that_are_missing_cost_those_commits() {
    let lose = |archive: &Archive| {
        unpack(archive, 0);
        // Of two that follow each other only the newer one is known of.
        [3, 10, 11, 24].iter().for_each(|&at| {
            fs::remove_file(loose(archive, 0, &archive.id(at))).expect("a loose object");
        });
    };
    costs(4, lose, &["is missing and its mail was skipped", "git fsck", "skipped: 3 missing-object"]);
}

#[test]
fn many_commits_that_are_missing_are_counted() {
    let lose = |archive: &Archive| {
        unpack(archive, 0);
        (2..20).step_by(2).for_each(|at| {
            fs::remove_file(loose(archive, 0, &archive.id(at))).expect("a loose object");
        });
    };
    costs(9, lose, &["9 commits are missing"]);
}

/// Writes a commit without a tip of its own: what git refuses, and where its parent is.
fn rewrite(archive: &Archive, at: usize, change: impl Fn(&str) -> String) {
    unpack(archive, 0);
    let text = git(&epoch_of(archive, 0), &["cat-file", "commit", &archive.id(at)]);
    let changed = change(&text);
    let object = format!("commit {}\0{changed}", changed.len());
    overwrite(&loose(archive, 0, &archive.id(at)), object.as_bytes());
}

/// Replaces a loose object by a zlib stream of these bytes.
fn overwrite(file: &Path, bytes: &[u8]) {
    fs::remove_file(file).expect("a loose object");
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut encoder, bytes).expect("compressed");
    fs::write(file, encoder.finish().expect("compressed")).expect("a written file");
}

#[test]
fn a_commit_that_git_refuses_says_where_history_goes_on() {
    let refuse = |archive: &Archive| rewrite(archive, 10, |text| text.replace("author Jane", "writer"));
    costs(1, refuse, &["is damaged and its mail was skipped", "skipped: 1 damaged-object"]);
}

#[test]
fn an_object_that_is_shorter_than_it_says_is_named_before_libgit2_reads_it() {
    let shorten = |archive: &Archive| {
        unpack(archive, 0);
        let file = loose(archive, 0, &archive.id(10));
        overwrite(&file, b"commit 5000\0tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n");
    };
    let archive = archive();
    let id = archive.id(10);
    check(&archive, shorten, Some(FIRST + SECOND - 1), &[&format!("commit {id} is damaged")]);
}

#[test]
fn a_folder_or_an_empty_file_in_the_place_of_an_object_is_named() {
    let empty = |archive: &Archive| {
        unpack(archive, 0);
        let (one, other) = (loose(archive, 0, &archive.id(4)), loose(archive, 0, &archive.id(9)));
        [&one, &other].iter().for_each(|file| fs::remove_file(file).expect("a loose object"));
        fs::write(one, "").expect("a file");
        fs::create_dir(other).expect("a folder");
    };
    costs(2, empty, &["skipped: 2 damaged-object"]);
}

#[test]
fn a_damaged_copy_of_what_is_packed_costs_nothing() {
    let archive = archive();
    let damage = |archive: &Archive| {
        let file = loose(archive, 0, &archive.id(10));
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, "this is no object").expect("a file");
    };
    let site = Site::of(&archive, "1000");
    damage(&archive);
    assert_eq!(site.left_out(), []);
}

#[test]
fn a_pack_that_was_cut_off() {
    let cut = |archive: &Archive| {
        let pack = fs::OpenOptions::new().write(true).open(pack_file(archive, 0, "pack")).expect("a pack");
        let size = pack.metadata().expect("a size").len();
        pack.set_len(size * 2 / 3).expect("a shorter pack");
    };
    loses_the_first_epoch(
        cut,
        &["0.git/objects/pack/pack-", "is truncated or damaged", "0.git ends at a commit"],
    );
}

#[test]
fn a_pack_with_a_wrong_byte_costs_what_is_in_it() {
    let archive = archive();
    let damage = |archive: &Archive| {
        let index = git(
            &epoch_of(archive, 0),
            &["verify-pack", "-v", &pack_file(archive, 0, "idx").display().to_string()],
        );
        // A delta has two more columns: its depth and its base.
        let delta =
            index.lines().find(|line| line.contains(" blob ") && line.split_whitespace().count() == 7);
        let delta = delta.expect("a delta").split_whitespace().nth(4).expect("where it is");
        let pack = pack_file(archive, 0, "pack");
        let mut bytes = fs::read(&pack).expect("a pack");
        let offset: usize = delta.parse().expect("a number");
        // Behind the header and the offset of its base begins the zlib stream: its last bytes are its checksum.
        bytes[offset + 6] ^= 0x7f;
        fs::write(&pack, bytes).expect("a pack");
    };
    check(&archive, damage, Some(FIRST + SECOND - 1), &["1 mails are damaged", "skipped: 1 damaged-object"]);
}

#[test]
fn mails_that_are_missing_are_counted_with_their_archive() {
    let lose = |archive: &Archive| {
        unpack(archive, 0);
        let blobs = [3, 4, 5].map(|at| format!("{}:m", archive.id(at)));
        let blobs = blobs.map(|blob| git(&epoch_of(archive, 0), &["rev-parse", &blob]));
        blobs.iter().for_each(|id| fs::remove_file(loose(archive, 0, id)).expect("a loose object"));
    };
    costs(3, lose, &["3 mails are missing", "git fsck"]);
}

#[test]
fn an_epoch_without_head() {
    let damage = |archive: &Archive| fs::remove_file(epoch_of(archive, 0).join("HEAD")).expect("HEAD");
    loses_the_first_epoch(damage, &["0.git has no HEAD", "ref: refs/heads/master"]);
}

#[test]
fn an_archive_of_one_epoch_without_head() {
    let archive = Archive::of(crate::support::Layout::Bare).mail(patch("a"));
    fs::remove_file(archive.path().join("HEAD")).expect("HEAD");
    let run = Site::of(&archive, "\"day\"").run(&["build"]);
    assert_eq!(run.code, Some(1));
    assert!(
        run.stderr.contains("without HEAD") && run.stderr.contains("ref: refs/heads/master"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_branch_that_is_an_empty_file_goes_on_with_its_commits() {
    let empty = |archive: &Archive| {
        fs::write(epoch_of(archive, 0).join("refs/heads/master"), "").expect("a branch");
    };
    costs(0, empty, &["the branch of 0.git cannot be read"]);
    let with_log = |archive: &Archive| {
        let log = epoch_of(archive, 0).join("logs/refs/heads/master");
        fs::create_dir_all(log.parent().expect("a folder")).expect("folders");
        let line = format!(
            "{} {} J <j@toys.example> 1770026400 +0000\tfetch\n",
            "0".repeat(40),
            archive.id(FIRST - 2)
        );
        fs::write(log, line).expect("a log");
        empty(archive);
    };
    // The log is older than the last mail, which nothing speaks for.
    costs(1, with_log, &["the branch of 0.git cannot be read"]);
}

#[test]
fn an_epoch_missing_between_two() {
    let archive = archive().next_epoch().mail(patch("last"));
    let lose = |archive: &Archive| fs::remove_dir_all(epoch_of(archive, 1)).expect("an epoch");
    check(&archive, lose, Some(FIRST + 1), &["1.git is missing", "clone it"]);
}

#[test]
fn a_shallow_clone() {
    let damage = |archive: &Archive| {
        let whole = archive.path().join("whole");
        fs::rename(epoch_of(archive, 0), &whole).expect("an epoch");
        let from = format!("file://{}", whole.display());
        let to = epoch_of(archive, 0).display().to_string();
        git(&whole, &["clone", "-q", "--mirror", "--depth", "3", &from, &to]);
    };
    refused(damage, &["0.git is a shallow clone", "git fetch --unshallow", "now 8"]);
}

#[test]
fn a_partial_clone() {
    let damage = |archive: &Archive| {
        let whole = archive.path().join("whole");
        fs::rename(epoch_of(archive, 0), &whole).expect("an epoch");
        git(&whole, &["config", "uploadpack.allowFilter", "true"]);
        let from = format!("file://{}", whole.display());
        let to = epoch_of(archive, 0).display().to_string();
        git(&whole, &["clone", "-q", "--mirror", "--filter=blob:none", &from, &to]);
    };
    loses_the_first_epoch(damage, &["0.git is a partial clone", "clone it without --filter"]);
}

/// Replaces the first epoch by an empty repository of another format.
fn of_format(archive: &Archive, option: &str) {
    fs::remove_dir_all(epoch_of(archive, 0)).expect("an epoch");
    let to = epoch_of(archive, 0).display().to_string();
    git(&epoch_of(archive, 1), &["init", "-q", "--bare", option, &to]);
}

#[test]
fn a_repository_of_another_hash() {
    let damage = |archive: &Archive| of_format(archive, "--object-format=sha256");
    loses_the_first_epoch(damage, &["0.git has a format that libgit2 cannot read", "--ref-format=files"]);
}

#[test]
fn a_repository_of_another_format_of_branches() {
    // As git writes it since 2.45; Debian 12 has an older one.
    let damage = |archive: &Archive| {
        of_format(archive, "--initial-branch=main");
        let config =
            "[core]\nrepositoryformatversion = 1\nbare = true\n[extensions]\nrefstorage = reftable\n";
        fs::write(epoch_of(archive, 0).join("config"), config).expect("a file");
    };
    loses_the_first_epoch(damage, &["0.git has a format that libgit2 cannot read", "--ref-format=files"]);
}

#[test]
fn a_store_of_objects_that_is_gone() {
    let damage = |archive: &Archive| {
        let objects = epoch_of(archive, 0).join("objects");
        let gone = archive.path().join("gone");
        fs::write(objects.join("info/alternates"), format!("{}\n", gone.display())).expect("a file");
        fs::remove_dir_all(objects.join("pack")).expect("packs");
        fs::create_dir(objects.join("pack")).expect("a folder");
    };
    loses_the_first_epoch(damage, &["0.git/objects/info/alternates names a folder", "restore it"]);
}

/// A mail of the first epoch that a purge replaced, with all commits after it.
#[test]
fn what_was_purged_does_not_come_back_behind_a_damaged_commit() {
    let secret = || Mail::patch("secret", "[PATCH] kits: secret");
    let old = Archive::new().mail(patch("a")).mail(secret()).mail(patch("c")).mail(patch("d"));
    let repository = epoch_of(&old, 0);
    let tree_of = |at: usize| git(&repository, &["rev-parse", &format!("{}^{{tree}}", old.id(at))]);
    let empty = git(&repository, &["hash-object", "-t", "tree", "-w", "/dev/null"]);
    let commit = |tree: &str, parent: &str, like: usize| {
        let text = git(&repository, &["cat-file", "commit", &old.id(like)]);
        let text = text.lines().filter(|line| !line.starts_with("tree ") && !line.starts_with("parent "));
        let text: Vec<&str> = text.collect();
        let file = old.path().join("commit");
        fs::write(&file, format!("tree {tree}\nparent {parent}\n{}\n", text.join("\n"))).expect("a file");
        git(&repository, &["hash-object", "-t", "commit", "-w", &file.display().to_string()])
    };
    let purged = commit(&empty, &old.id(0), 1);
    let third = commit(&tree_of(2), &purged, 2);
    let fourth = commit(&tree_of(3), &third, 3);
    git(&repository, &["update-ref", "refs/heads/master", &fourth]);
    for lost in [&fourth, &third, &purged] {
        let file = loose(&old, 0, lost);
        let bytes = fs::read(&file).expect("a loose object");
        fs::remove_file(&file).expect("a loose object");
        let site = Site::of(&old, "\"day\"");
        let left_out = site.left_out();
        let built = tree(&site.path("public"));
        // Behind the purged commit itself nothing speaks for one version of the history or the other.
        let is_certain = lost != &purged;
        assert_eq!(built.keys().any(|name| name.starts_with("series/a-")), is_certain, "{lost} {left_out:?}");
        let is_unreached = |at: usize| left_out.contains(&(old.id(at), "unreached-commit".to_owned()));
        assert_eq!(is_unreached(0), !is_certain, "{left_out:?}");
        let is_secret = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).contains("kits: secret");
        assert!(!built.values().any(is_secret), "{lost}");
        fs::write(&file, bytes).expect("a loose object");
    }
}
