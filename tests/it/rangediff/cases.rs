//! Constructed versions: each way in which a patch can go on.

use lorepress::rangediff::{Change, Hunk, Patch, PatchLines, compare, hunks};

use super::{JANE, compared, rows, texts};

/// A diff of one file that adds lines to it.
fn adds(file: &str, lines: &[&str]) -> String {
    let count = lines.len();
    let added: String = lines.iter().map(|line| format!("+{line}\n")).collect();
    format!(
        "diff --git a/{file} b/{file}\nindex 1111111..2222222 100644\n--- a/{file}\n+++ b/{file}\n\
         @@ -7,2 +7,{} @@ int main(void)\n before\n{added} after\n",
        count + 2
    )
}

/// The changes of the newer patches in order, with `moved` where they are.
fn check(older: &[(&str, &str, &str)], newer: &[(&str, &str, &str)], expected: &[(&str, Change, bool)]) {
    let comparison = compared(older, newer);
    let rows = rows(&comparison);
    let changes = comparison.pairs.iter().map(|pair| (pair.change, pair.moved));
    let found = rows.iter().zip(changes).map(|(row, (change, moved))| (row.as_str(), change, moved));
    assert_eq!(found.collect::<Vec<_>>(), expected);
    assert!(!comparison.by_title);
}

const TEN: [&str; 10] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
const OTHER: [&str; 10] = ["q", "r", "s", "t", "u", "v", "w", "x", "y", "z"];

#[test]
fn a_patch_is_kept_reworded_or_changed() {
    let (diff, other) = (adds("kit.c", &TEN), adds("kit.c", &TEN[..9]));
    check(&[("Do it", "Text.", &diff)], &[("Do it", "Text.", &diff)], &[("1 = 1", Change::Same, false)]);
    check(&[("Do it", "Text.", &diff)], &[("Do it", "More.", &diff)], &[("1 ! 1", Change::Reworded, false)]);
    check(&[("Do it", "Text.", &diff)], &[("Did it", "Text.", &diff)], &[("1 ! 1", Change::Reworded, false)]);
    check(&[("Do it", "Text.", &diff)], &[("Do it", "Text.", &other)], &[("1 ! 1", Change::Changed, false)]);
}

#[test]
fn a_trailer_that_was_picked_up_is_a_rewording() {
    let diff = adds("kit.c", &TEN);
    let signed = "Text.\n\nSigned-off-by: Jane Doe <jane@example.org>";
    let reviewed = format!("{signed}\nReviewed-by: Tom Fox <tom@example.org>");
    check(&[("Do it", signed, &diff)], &[("Do it", &reviewed, &diff)], &[("1 ! 1", Change::Reworded, false)]);
}

#[test]
fn another_author_is_a_rewording() {
    let diff = adds("kit.c", &TEN);
    let by = |author| PatchLines::of(&Patch { title: "Do it", author, message: "Text.", diff: &diff });
    let comparison = compare(&[by(JANE)], &[by("Tom Fox <tom@example.org>")]);
    assert_eq!(comparison.pairs[0].change, Change::Reworded);
}

#[test]
fn patches_are_added_dropped_and_moved() {
    let [one, two, three] = [adds("1.c", &TEN), adds("2.c", &OTHER), adds("3.c", &TEN[..6])];
    let (a, b, c) = (("One", "", &*one), ("Two", "", &*two), ("Three", "", &*three));
    check(&[a], &[a, b], &[("1 = 1", Change::Same, false), ("- > 2", Change::Added, false)]);
    check(&[a, b], &[b], &[("1 < -", Change::Dropped, false), ("2 = 1", Change::Same, false)]);
    let moved =
        [("3 = 1", Change::Same, true), ("1 = 2", Change::Same, false), ("2 = 3", Change::Same, false)];
    check(&[a, b, c], &[c, a, b], &moved);
    let replaced = [("1 < -", Change::Dropped, false), ("- > 1", Change::Added, false)];
    check(&[a], &[b], &replaced);
}

#[test]
fn a_patch_that_was_split_is_matched_with_its_larger_part() {
    let whole = adds("kit.c", &TEN);
    let (most, rest) = (adds("kit.c", &TEN[..8]), adds("kit.c", &TEN[8..]));
    check(
        &[("Do it", "", &whole)],
        &[("Do some", "", &most), ("Do the rest", "", &rest)],
        &[("1 ! 1", Change::Changed, false), ("- > 2", Change::Added, false)],
    );
}

#[test]
fn a_version_may_be_empty() {
    let diff = adds("kit.c", &TEN);
    check(&[], &[], &[]);
    check(&[("Do it", "", &diff)], &[], &[("1 < -", Change::Dropped, false)]);
    check(&[], &[("Do it", "", &diff)], &[("- > 1", Change::Added, false)]);
}

#[test]
fn of_equal_diffs_those_of_the_same_title_belong_together() {
    let (one, two) = (("One", "", ""), ("Two", "", ""));
    check(&[one, two], &[two, one], &[("2 = 1", Change::Same, true), ("1 = 2", Change::Same, false)]);
}

#[test]
fn line_numbers_object_ids_and_what_follows_the_diff_are_not_compared() {
    let diff = adds("kit.c", &TEN);
    let rebased = diff.replace("-7,2 +7,", "-907,2 +911,").replace("1111111..2222222", "3333333..4444444");
    check(&[("Do it", "", &diff)], &[("Do it", "", &rebased)], &[("1 = 1", Change::Same, false)]);
    let signed = format!("{diff}-- \n2.51.0\n\n____\nA list's footer\n");
    check(&[("Do it", "", &diff)], &[("Do it", "", &signed)], &[("1 = 1", Change::Same, false)]);
}

#[test]
fn a_diff_is_the_same_without_gits_own_lines_and_with_blank_lines_that_lost_their_space() {
    let git = "diff --git a/kit.c b/kit.c\nindex 1..2 100644\n--- a/kit.c\n+++ b/kit.c\n@@ -1,2 +1,3 @@\n \n+a\n b\n";
    let plain = "--- kit.c.orig\t2026-01-01\n+++ kit.c\t2026-01-02\n@@ -1,2 +1,3 @@\n\n+a\n b\n";
    for diff in [git, plain] {
        assert_eq!(texts(&[("A", "", diff)])[0].diff(), " ## kit.c ##\n@@\n \n+a\n b\n");
    }
}

#[test]
fn the_header_of_a_file_tells_what_happens_to_it() {
    let check = |diff: &str, expected: &str| {
        assert_eq!(texts(&[("A", "", diff)])[0].diff(), expected, "{diff}");
    };
    check(
        "diff --git a/x b/x\nnew file mode 100644\nindex 0..1\n--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+a\n",
        " ## x (new) ##\n@@\n+a\n",
    );
    check(
        "diff --git a/x b/x\ndeleted file mode 100644\nindex 1..0\n--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n",
        " ## x (deleted) ##\n@@\n-a\n",
    );
    check(
        "diff --git a/x b/y\nsimilarity index 100%\nrename from x\nrename to y\ndiff --git a/z b/z\nold mode 100644\nnew mode 100755\n",
        " ## x => y ##\n\n ## z (mode change 100644 => 100755) ##\n",
    );
    check(
        "diff --git a/x b/x\nindex 1..2\nGIT binary patch\nliteral 3\nKc${\n\n",
        " ## x ##\n Binary files differ\n",
    );
    check(
        "--- a/x\n+++ b/x\n@@ -1 +1 @@ f()\n-- a\n++ b\n\\ No newline at end of file\n",
        " ## x ##\n@@ x: f()\n-- a\n++ b\n \\ No newline at end of file\n",
    );
}

/// A hunk as git prints it.
fn printed(hunk: &Hunk) -> String {
    let lines = hunk.lines.iter().map(|line| format!("{}{}\n", line.outer.sign(), line.text));
    format!("@@ {}\n{}", hunk.section, lines.collect::<String>())
}

#[test]
fn a_range_diff_shows_what_changed_under_the_section_it_stands_in() {
    let older = texts(&[("Do it", "Text.", &adds("kit.c", &TEN))]);
    let mut lines = TEN;
    lines[5] = "F";
    let newer = texts(&[("Do it", "Texts.", &adds("kit.c", &lines))]);
    let found: Vec<String> = hunks(&older[0], &newer[0]).iter().map(printed).collect();
    let message = "@@ Metadata\n  ## Commit message ##\n     Do it\n \n-    Text.\n+    Texts.\n \n  ## kit.c ##\n \
                   @@ kit.c: int main(void)\n";
    let file = "@@ kit.c: int main(void)\n +c\n +d\n +e\n-+f\n++F\n +g\n +h\n +i\n";
    assert_eq!(found, [message, file]);
    assert_eq!(hunks(&older[0], &older[0]), []);
}

/// A version of many patches, given by what their titles and diffs are.
fn long_version(count: usize, diff: impl Fn(usize) -> String) -> Vec<PatchLines> {
    let patches: Vec<_> = (0..count).map(|at| (format!("Patch {at}"), diff(at))).collect();
    texts(&patches.iter().map(|(title, diff)| (&**title, "", &**diff)).collect::<Vec<_>>())
}

#[test]
fn a_series_of_a_thousand_patches_is_compared_if_most_are_kept() {
    let diff = |at: usize| adds(&format!("{at}.c"), &TEN);
    let older = long_version(1_000, diff);
    let newer =
        long_version(1_000, |at| if at % 25 == 0 { adds(&format!("{at}.c"), &TEN[2..]) } else { diff(at) });
    let comparison = compare(&older, &newer);
    assert!(!comparison.by_title);
    assert!(comparison.pairs.iter().all(|pair| pair.older == pair.newer));
    let changed = comparison.pairs.iter().filter(|pair| pair.change == Change::Changed).count();
    assert_eq!(changed, 40);
}

#[test]
fn what_is_too_large_to_compare_is_matched_by_title_and_says_so() {
    let diff = |seed: usize| {
        let lines: Vec<String> = (0..20_000).map(|line| ((line * (seed + 3)) % 977).to_string()).collect();
        adds("kit.c", &lines.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let comparison = compare(&long_version(60, diff), &long_version(60, |at| diff(at + 100)));
    assert!(comparison.by_title);
    assert!(comparison.pairs.iter().all(|pair| pair.change == Change::Changed && pair.older == pair.newer));
}
