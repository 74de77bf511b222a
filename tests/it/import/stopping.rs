//! Whatever moment an import is stopped at, the archive is whole.

use super::*;

/// Mails for several batches, so that there is time to stop between the first and the last.
fn many() -> String {
    mbox(0..20_000)
}

#[test]
fn a_run_that_is_killed_leaves_a_whole_archive_and_the_next_one_ends_the_same() {
    let lab = Lab::new();
    let source = lab.file("list.mbox", many());
    let mut child = Command::new(env!("CARGO_BIN_EXE_lorepress"))
        .args([Path::new("import"), &source, &lab.path("archive")])
        .stderr(Stdio::null())
        .spawn()
        .expect("a child");
    let branch = lab.path("archive/git/0.git/refs/heads/master");
    // On a busy machine the import may have ended before this loop looks again.
    while !branch.exists() && child.try_wait().expect("a child").is_none() {
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    child.kill().expect("a dead child");
    child.wait().expect("a dead child");
    lab.fsck();
    let first = lab.arrivals().len();
    assert!((1..=20_000).contains(&first), "{first}");
    assert_eq!(lab.import("list.mbox").added, 20_000 - first as u64);
    lab.fsck();

    let whole = Lab::new();
    whole.file("list.mbox", many());
    whole.import("list.mbox");
    assert_eq!(lab.tip(), whole.tip());
}

#[test]
fn a_pack_that_was_written_before_the_branch_moved_does_no_harm() {
    let lab = Lab::new();
    lab.file("old.mbox", mbox([1]));
    lab.file("list.mbox", mbox(1..10));
    lab.import("old.mbox");
    let before = lab.tip();
    lab.import("list.mbox");
    let after = lab.tip();
    lab.epoch().reference("refs/heads/master", before, true, "as if killed").expect("a branch");
    lab.fsck();
    assert_eq!(lab.import("list.mbox").added, 8);
    assert_eq!(lab.tip(), after);
    lab.fsck();
}

#[test]
fn an_epoch_that_was_half_made_is_made_again() {
    let lab = Lab::new();
    lab.file("list.mbox", mbox([1]));
    lab.file("archive/git/.new-epoch/HEAD", "");
    lab.import("list.mbox");
    assert_eq!(lab.mails(), [mail(1)]);
    assert!(!lab.path("archive/git/.new-epoch").exists());
    lab.fsck();
}

#[test]
fn a_half_written_pack_is_no_part_of_the_archive() {
    let lab = Lab::new();
    lab.file("list.mbox", mbox([1]));
    lab.import("list.mbox");
    lab.file("archive/git/0.git/objects/pack/pack_a1b2c3", "PACK");
    lab.file("list.mbox", mbox([1, 2]));
    assert_eq!(lab.import("list.mbox").added, 1);
    lab.fsck();
}

#[test]
fn a_lock_that_a_killed_run_left_is_named_and_nothing_is_lost() {
    let lab = Lab::new();
    lab.file("list.mbox", mbox([1]));
    lab.import("list.mbox");
    let source = lab.file("list.mbox", mbox([1, 2, 3]));
    let lock = lab.file("archive/git/0.git/refs/heads/master.lock", "");
    let before = lab.tip();
    for _ in 0..2 {
        let error = import(&source, &lab.path("archive"), &|_| {}).expect_err("a lock").to_string();
        assert!(error.contains("master.lock"), "{error}");
        assert!(error.contains("delete the .lock file"), "{error}");
        assert_eq!(lab.tip(), before);
    }
    fs::remove_file(lock).expect("a lock");
    assert_eq!(lab.import("list.mbox").added, 2);
    assert_eq!(lab.mails(), [1, 2, 3].map(mail));
    lab.fsck();

    let whole = Lab::new();
    whole.file("first.mbox", mbox([1]));
    whole.file("list.mbox", mbox([1, 2, 3]));
    whole.import("first.mbox");
    whole.import("list.mbox");
    assert_eq!(lab.tip(), whole.tip());
}

#[test]
fn progress_is_told_of_every_mail() {
    let lab = Lab::new();
    let source = lab.file("list.mbox", mbox([1, 1, 2]));
    let seen = Cell::new(0);
    let count = |now| seen.set(if now == seen.get() + 1 { now } else { u64::MAX });
    import(&source, &lab.path("archive"), &count).expect("an import");
    assert_eq!(seen.get(), 3);
}

/// The file that a run locks. One with the number of a process in it was left by a run that was killed.
const MARK: &str = "archive/git/.lorepress-import";

#[test]
fn what_a_killed_run_left_is_removed_by_the_next_one() {
    let lab = Lab::new();
    lab.file("list.mbox", mbox([1]));
    lab.import("list.mbox");
    lab.file("list.mbox", mbox([1, 2, 3]));
    let mark = lab.file(MARK, "4000000\n");
    let left = ["refs/heads/master.lock", "objects/pack/pack_git2_a1b2c3", "objects/pack/pack-0.idx.lock"];
    let left = left.map(|name| lab.file(&format!("archive/git/0.git/{name}"), ""));
    assert_eq!(lab.import("list.mbox").added, 2);
    assert!(left.iter().chain([&mark]).all(|file| !file.exists()));
    lab.fsck();
}

#[test]
fn a_run_that_was_killed_before_it_made_an_epoch_leaves_an_empty_folder() {
    let lab = Lab::new();
    lab.file("list.mbox", mbox([1]));
    lab.file(MARK, "4000000\n");
    assert_eq!(lab.import("list.mbox").added, 1);
    assert!(!lab.path(MARK).exists());
}

#[test]
fn the_second_of_two_imports_says_who_is_at_work_and_ends() {
    let lab = Lab::new();
    let source = lab.file("list.mbox", many());
    let program = env!("CARGO_BIN_EXE_lorepress");
    let mark = lab.path(MARK);
    let begin = || {
        let mut command = Command::new(program);
        command.args(["import", "list.mbox", "archive"]).current_dir(lab.path("")).spawn().expect("a child")
    };
    let is_marked = || fs::metadata(&mark).is_ok_and(|file| file.len() > 0);
    let undo = || fs::remove_dir_all(lab.path("archive")).expect("an archive");
    let child = Halted::while_is(is_marked, begin, undo);
    let error = import(&source, &lab.path("archive"), &|_| {}).expect_err("another import");
    assert_eq!(error.kind(), lorepress::error::Kind::Busy);
    assert!(error.to_string().contains(&format!("the process {} is importing", child.id())), "{error}");
    assert!(child.resume().success());
    assert!(!mark.exists());
    assert_eq!(lab.import("list.mbox").added, 0);
}
