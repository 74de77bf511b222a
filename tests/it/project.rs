//! A project's own repository: which commit a patch became, and the first tag that holds it.

mod copies;
mod diffs;
mod repository;

use lorepress::archive::{self, Merged, Project};
use lorepress::error::Result;

use repository::Repository;

const JANE: &str = "jane@example.org";
const JOHN: &str = "john@example.org";
const DAY: i64 = 86_400;
/// 2026-02-02, 10:00 UTC.
const START: i64 = 1_770_026_400;

impl Repository {
    fn find(&self, wanted: Wanted) -> Option<Merged> {
        let found = find(&Project::open(self.path()).expect("a repository"), &[wanted]).expect("history");
        assert_eq!(found.len(), 1);
        found.into_iter().next().flatten()
    }

    /// Looks a patch up, and holds what is found to a commit and a tag; an empty one means no commit.
    fn check(&self, wanted: Wanted, commit: &str, tag: &str) {
        let found = self.find(wanted);
        let (found_commit, found_tag) = match &found {
            Some(merged) => (merged.commit.as_str(), merged.tag.as_deref().unwrap_or_default()),
            None => ("", ""),
        };
        let name = |id: &str| {
            if id.is_empty() { String::new() } else { self.git(&["log", "-1", "--format=%h %s", id]) }
        };
        assert_eq!((name(found_commit), found_tag), (name(commit), tag), "{wanted:?}");
    }
}

/// A patch that is looked for, with its diff.
#[derive(Debug, Clone, Copy)]
struct Wanted<'a> {
    title: &'a str,
    author_email: &'a str,
    diff: &'a str,
    date: i64,
}

fn find(project: &Project, wanted: &[Wanted]) -> Result<Vec<Option<Merged>>> {
    let patches: Vec<_> = wanted
        .iter()
        .map(|&Wanted { title, author_email, date, .. }| archive::Wanted { title, author_email, date })
        .collect();
    project.find(&patches, |at| Ok(wanted[at].diff.to_owned()))
}

/// A patch of Jane's that was sent at the very beginning.
fn wanted<'a>(title: &'a str, diff: &'a str) -> Wanted<'a> {
    Wanted { title, author_email: JANE, diff, date: START }
}

/// Ten numbered lines, one of them with a remark.
fn lines(number: usize, remark: &str) -> String {
    (0..10).map(|at| format!("line {at}{}\n", if at == number { remark } else { "" })).collect()
}

#[test]
fn a_patch_is_found_by_title_and_author_with_the_first_tag_that_holds_it() {
    let mut repository = Repository::new();
    repository.commit("kits: Begin", "kit.c", &lines(0, ""));
    repository.tag("v1.0");
    let commit = repository.commit("kits: Do  it", "kit.c", &lines(1, " done"));
    repository.check(wanted("Kits: do it", ""), &commit, "");
    repository.tag("v1.1-rc1");
    repository.commit("kits: Go on", "kit.c", &lines(2, " done"));
    repository.tag("v1.1");
    repository.check(wanted("kits: Do it", ""), &commit, "v1.1-rc1");
    repository.check(wanted("kits: Do it not", ""), "", "");
}

#[test]
fn many_patches_are_found_at_once_in_their_order() {
    let mut repository = Repository::new();
    let commits: Vec<String> =
        (0..10).map(|at| repository.commit(&format!("kits: Do {at}"), "kit.c", &lines(at, "!"))).collect();
    repository.tag("v1");
    let titles: Vec<String> = (0..12).rev().map(|at| format!("kits: Do {at}")).collect();
    let wanted: Vec<Wanted> = titles.iter().map(|title| wanted(title, "")).collect();
    let project = Project::open(repository.path()).expect("a repository");
    let found: Vec<Option<String>> =
        find(&project, &wanted).expect("history").into_iter().map(|found| found.map(|m| m.commit)).collect();
    let expected: Vec<Option<String>> =
        [None, None].into_iter().chain(commits.into_iter().rev().map(Some)).collect();
    assert_eq!(found, expected);
    assert_eq!(find(&project, &[]).expect("nothing"), []);
}

#[test]
fn a_patch_that_came_by_a_merge_has_the_tag_after_the_merge() {
    let mut repository = Repository::new();
    repository.commit("kits: Begin", "kit.c", &lines(0, ""));
    repository.git(&["checkout", "-q", "-b", "next"]);
    let commit = repository.commit("kits: Do it", "kit.c", &lines(1, " done"));
    repository.git(&["checkout", "-q", "main"]);
    repository.commit("parts: Do other things", "part.c", "x\n");
    repository.tag("v1.0");
    repository.git(&["merge", "-q", "--no-ff", "-m", "kits: Do it", "next"]);
    repository.tag("v1.1");
    repository.tag("v1.2");
    repository.check(wanted("kits: Do it", ""), &commit, "v1.1");
}

#[test]
fn the_original_goes_before_its_copies_on_stable_branches() {
    let mut repository = Repository::new();
    repository.commit("kits: Begin", "kit.c", &lines(0, ""));
    repository.tag("v1.0");
    repository.git(&["branch", "stable"]);
    let commit = repository.commit("kits: Do it", "kit.c", &lines(1, " done"));
    let diff = repository.diff(&commit);
    repository.git(&["checkout", "-q", "stable"]);
    repository.wait(1);
    repository.git(&["cherry-pick", &commit]);
    repository.tag("v1.0.1");
    repository.git(&["checkout", "-q", "main"]);
    repository.wait(1);
    repository.tag("v1.1");
    for diff in ["", &diff] {
        repository.check(wanted("kits: Do it", diff), &commit, "v1.1");
    }
}

#[test]
fn of_copies_that_head_does_not_have_the_oldest_is_taken() {
    let mut repository = Repository::new();
    repository.commit("kits: Begin", "kit.c", &lines(0, ""));
    repository.tag("v1.0");
    let commit = repository.commit("kits: Do it", "kit.c", &lines(1, " done"));
    for stable in ["a", "b", "c", "d", "e", "f", "g", "h"] {
        repository.wait(1);
        repository.git(&["checkout", "-q", "-b", stable, "v1.0"]);
        repository.git(&["cherry-pick", &commit]);
    }
    repository.git(&["checkout", "-q", "--detach", "v1.0"]);
    repository.check(wanted("kits: Do it", &repository.diff(&commit)), &commit, "");
}

#[test]
fn a_copy_in_head_goes_before_one_that_was_rebased_away() {
    let mut repository = Repository::new();
    repository.commit("kits: Begin", "kit.c", &lines(0, ""));
    repository.git(&["checkout", "-q", "-b", "next"]);
    let first = repository.commit("kits: Do it", "kit.c", &lines(1, " done"));
    repository.git(&["checkout", "-q", "main"]);
    repository.commit("parts: Do other things", "part.c", "x\n");
    repository.git(&["cherry-pick", &first]);
    let commit = repository.git(&["rev-parse", "HEAD"]);
    assert_ne!(commit, first);
    repository.check(wanted("kits: Do it", &repository.diff(&first)), &commit, "");
}

#[test]
fn of_two_commits_with_one_title_the_one_with_the_same_changes_is_taken() {
    let mut repository = Repository::new();
    repository.commit("kits: Begin", "kit.c", &lines(0, ""));
    let one = repository.commit("kits: Fix typo", "kit.c", &lines(1, " fixed"));
    let two = repository.commit("kits: Fix typo", "kit.c", &lines(7, " fixed"));
    repository.check(wanted("kits: Fix typo", &repository.diff(&one)), &one, "");
    repository.check(wanted("kits: Fix typo", &repository.diff(&two)), &two, "");
}

#[test]
fn of_two_commits_with_one_title_the_one_written_when_the_mail_was_sent_is_taken() {
    let mut repository = Repository::new();
    repository.commit("kits: Begin", "kit.c", &lines(0, ""));
    repository.commit("kits: Fix typo", "kit.c", &lines(1, " fixed"));
    let two = repository.commit_by(JANE, START - 7, "kits: Fix typo", "kit.c", &lines(7, " fixed"));
    let sent = Wanted { date: START - 7, ..wanted("kits: Fix typo", "") };
    repository.check(sent, &two, "");
}

#[test]
fn lines_around_a_change_may_have_moved() {
    let mut repository = Repository::new();
    repository.commit("kits: Begin", "kit.c", &lines(0, ""));
    repository.git(&["checkout", "-q", "-b", "next"]);
    let sent = repository.commit("kits: Do it", "kit.c", &lines(4, " done"));
    let diff = repository.diff(&sent);
    repository.git(&["checkout", "-q", "main"]);
    repository.git(&["branch", "-q", "-D", "next"]);
    let moved = lines(4, "").replace("line 2\n", "line 2 changed\n");
    repository.commit("kits: Change a line near by", "kit.c", &moved);
    let moved = format!("one more\n{}", moved.replace("line 4\n", "line  4 done\n"));
    let other = repository.commit_by(JOHN, START - 99, "kits: Do it", "kit.c", &moved);
    repository.check(wanted("kits: Do it", &diff), "", "");
    repository.git(&["reset", "-q", "--hard", "HEAD^"]);
    let moved = moved.replace("one more\n", "");
    let same = repository.commit_by(JOHN, START - 99, "kits: Do it", "kit.c", &moved);
    assert_ne!(other, same);
    repository.check(wanted("kits: Do it", &diff), &same, "");
}

#[test]
fn the_same_title_by_another_author_is_another_patch() {
    let mut repository = Repository::new();
    repository.commit("kits: Begin", "kit.c", &lines(0, ""));
    let commit = repository.commit_by(JOHN, START - 99, "kits: Fix typo", "kit.c", &lines(1, " fixed"));
    let diff = repository.diff(&commit);
    repository.check(wanted("kits: Fix typo", ""), "", "");
    repository.check(wanted("kits: Fix typo", &diff.replace("fixed", "mended")), "", "");
    // The author may have sent it from elsewhere.
    repository.check(wanted("kits: Fix typo", &diff), &commit, "");
}

#[test]
fn a_reworded_patch_is_found_by_author_and_changes() {
    let mut repository = Repository::new();
    repository.commit("kits: Begin", "kit.c", &lines(0, ""));
    repository.wait(20);
    let commit =
        repository.commit_by(JANE, START + 5, "KVM: kits: Avoid the leak of parts", "kit.c", &lines(3, " x"));
    let diff = repository.diff(&commit);
    repository.tag("v1");
    // By a word of its title, or by the date that git-am(1) keeps.
    repository.check(wanted("kits: Fix a leak", &diff), &commit, "v1");
    let sent_then = Wanted { date: START + 5, ..wanted("Something else", &diff) };
    repository.check(sent_then, &commit, "v1");
    repository.check(wanted("kits: Fix a leak", &diff.replace(" x", " y")), "", "");
    repository.check(Wanted { author_email: JOHN, ..wanted("kits: Fix a leak", &diff) }, "", "");
    repository.check(wanted("kits: Fix a leak", ""), "", "");
}

#[test]
fn a_title_is_no_proof_after_more_than_a_year() {
    let mut repository = Repository::new();
    repository.commit("kits: Begin", "kit.c", &lines(0, ""));
    repository.wait(500);
    let commit = repository.commit("kits: Update headers", "kit.c", &lines(1, " new"));
    repository.check(wanted("kits: Update headers", ""), "", "");
    repository.check(wanted("kits: Update headers", &repository.diff(&commit)), &commit, "");
}

#[test]
fn commits_long_before_the_patch_are_not_looked_at() {
    let mut repository = Repository::new();
    let old = repository.commit("kits: Update headers", "kit.c", &lines(1, " new"));
    repository.wait(100);
    repository.commit("kits: Go on", "kit.c", &lines(2, " new"));
    let late = Wanted { date: START + 100 * DAY, ..wanted("kits: Update headers", "") };
    repository.check(late, "", "");
    repository.check(wanted("kits: Update headers", ""), &old, "");
}

#[test]
fn branches_tags_and_remotes_are_searched_beside_head() {
    let mut repository = Repository::new();
    let base = repository.commit("kits: Begin", "kit.c", &lines(0, ""));
    let check = |repository: &mut Repository, title: &str, keep: &[&str], tag: &str| {
        repository.git(&["checkout", "-q", "--detach", "main"]);
        let commit = repository.commit(title, "kit.c", title);
        repository.check(wanted(title, ""), &commit, "");
        let keep: Vec<&str> = keep.iter().copied().chain([commit.as_str()]).collect();
        repository.git(&keep);
        repository.git(&["checkout", "-q", "main"]);
        repository.check(wanted(title, ""), &commit, tag);
    };
    check(&mut repository, "kits: On a branch", &["branch", "side"], "");
    check(&mut repository, "kits: In a tag", &["tag", "light"], "light");
    check(&mut repository, "kits: On a remote", &["update-ref", "refs/remotes/origin/next"], "");
    // A tag may name a tree, as one of Linux does.
    let tree = repository.git(&["rev-parse", &format!("{base}^{{tree}}")]);
    repository.git(&["tag", "a-tree", &tree]);
    repository.check(wanted("kits: Begin", ""), &base, "light");
}

#[test]
fn bare_shallow_and_empty_repositories_are_read_as_far_as_they_go() {
    let mut repository = Repository::new();
    let first = repository.commit("kits: Begin", "kit.c", &lines(0, ""));
    let last = repository.commit("kits: Do it", "kit.c", &lines(1, " done"));
    let url = format!("file://{}", repository.path().display());
    let check = |args: &[&str], expected: [Option<&String>; 2]| {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("clone");
        let mut all = args.to_vec();
        let target = path.to_string_lossy().into_owned();
        all.push(&target);
        repository.git(&all);
        let titles = [wanted("kits: Begin", ""), wanted("kits: Do it", "")];
        let found = find(&Project::open(&path).expect("a repository"), &titles).expect("history");
        let found: Vec<Option<String>> =
            found.into_iter().map(|found| found.map(|merged| merged.commit)).collect();
        assert_eq!(found, expected.map(Option::<&String>::cloned), "{args:?}");
    };
    check(&["clone", "-q", "--bare", &url], [Some(&first), Some(&last)]);
    check(&["clone", "-q", "--depth=1", &url], [None, Some(&last)]);
    check(&["init", "-q"], [None, None]);
}

#[test]
fn without_blobs_titles_and_dates_still_tell() {
    let mut repository = Repository::new();
    repository.git(&["config", "uploadpack.allowFilter", "true"]);
    repository.commit("kits: Begin", "kit.c", &lines(0, ""));
    let johns = repository.commit_by(JOHN, START - 99, "kits: Do it", "kit.c", &lines(1, " done"));
    let diff = repository.diff(&johns);
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("file://{}", repository.path().display());
    let path = folder.path().to_string_lossy().into_owned();
    repository.git(&["clone", "-q", "--bare", "--filter=blob:none", &url, &path]);
    let project = Project::open(folder.path()).expect("a repository");
    let sent = |date: i64| Wanted { date, ..wanted("kits: Do it", &diff) };
    let found = find(&project, &[sent(START), sent(START - 99)]).expect("history");
    assert_eq!(found, [None, Some(Merged { commit: johns, tag: None })]);
}

#[test]
fn what_is_no_repository_is_an_error_with_a_mend() {
    let folder = tempfile::tempdir().expect("a folder");
    for path in [folder.path().to_owned(), folder.path().join("missing")] {
        let error = Project::open(&path).err().expect("an error");
        let expected = format!("{}: ", path.display());
        assert!(error.to_string().starts_with(&expected), "{error}");
        assert!(error.to_string().contains("is not a git repository"), "{error}");
    }
    // A repository above is another one.
    let mut repository = Repository::new();
    repository.commit("kits: Begin", "kit.c", "x\n");
    std::fs::create_dir(repository.path().join("inner")).expect("a folder");
    assert!(Project::open(&repository.path().join("inner")).is_err());
}

#[test]
fn hostile_diffs_and_titles_find_nothing() {
    let mut repository = Repository::new();
    repository.commit("kits: Begin", "kit.c", &lines(0, ""));
    let odd = ["", "[", "[[[]]]", "\0", "diff --git", "@@ -1,9999999999 +1 @@\n+\n", "+\n-\n", "ä: ö"];
    let names =
        ["", "a/", "a//", "/", "a/kit.c/x", "a/../kit.c", "\0", "a/\0", "a/./", "a/kit.c/", "/dev/null"];
    let diffs = names.map(|name| format!("--- {name}\n+++ {name}\n@@ -1 +1 @@\n-line 0\n+x\n"));
    for diff in &diffs {
        let sent = Wanted { author_email: JOHN, date: START + 1, ..wanted("kits: Begin", diff) };
        repository.check(sent, "", "");
    }
    for text in odd {
        repository.check(wanted(text, text), "", "");
        let odd = Wanted { title: text, author_email: text, diff: text, date: i64::MIN };
        repository.check(odd, "", "");
        repository.check(Wanted { date: i64::MAX, ..odd }, "", "");
    }
}

#[test]
fn the_mailmap_in_head_is_read_if_there_is_one() {
    let mut repository = Repository::new();
    let mailmap =
        |repository: &Repository| Project::open(repository.path()).and_then(|project| project.mailmap());
    assert_eq!(mailmap(&repository).expect("no commit yet"), None);
    repository.commit("kits: Begin", "kit.c", &lines(0, ""));
    assert_eq!(mailmap(&repository).expect("a repository"), None);
    let text = "Jane Doe <jane@example.org> <doe@example.org>\n";
    repository.commit("Map mails", ".mailmap", text);
    assert_eq!(mailmap(&repository).expect("a repository").as_deref(), Some(text));
}
