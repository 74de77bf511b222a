//! What a series' page tells of the patches from version to version.

use crate::support::{Archive, Mail, Site, Tree, text};

/// A mail of a patch that adds lines to `file`.
fn patch(id: &str, subject: &str, file: &str, lines: &[&str]) -> Mail {
    let count = lines.len();
    let added: String = lines.iter().map(|line| format!("+{line}\n")).collect();
    Mail::new(id, subject).body(&format!(
        "Do it.\n\nSigned-off-by: Jane Doe <jane@example.org>\n---\nA note that nobody compares.\n\n \
         {file} | {count} +\n 1 file changed, {count} insertions(+)\n\n\
         diff --git a/{file} b/{file}\nindex 1111111..2222222 100644\n--- a/{file}\n+++ b/{file}\n\
         @@ -3,2 +3,{} @@ int main(void)\n before\n{added} after\n-- \n2.51.0\n",
        count + 2
    ))
}

const TEN: [&str; 10] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
const NINE: [&str; 9] = ["a", "b", "c", "d", "F", "g", "h", "i", "j"];

/// The pages of two versions of a series, a month apart.
fn versions(older: Vec<Mail>, newer: Vec<Mail>, config: &str) -> Tree {
    let archive = Archive::new().mails(older).at("2026-03-02T10:00:00Z").mails(newer);
    Site::of(&archive, "\"month\"").config(config).build()
}

/// The part of the series' page that tells the steps.
fn told(tree: &Tree) -> &str {
    let is_page = |name: &&String| name.starts_with("series/kits-do-it-") && name.ends_with(".html");
    let page = tree.keys().find(is_page).expect("a page");
    let page = text(tree, page);
    page.split_once("<section class=\"steps\">")
        .map_or("", |(_, steps)| steps.split("</section>").next().unwrap_or(""))
}

/// The rows of the tables: number, title and what became of the patch.
fn rows(steps: &str) -> Vec<String> {
    let tag = regex::Regex::new("<[^>]*>").expect("a pattern");
    let row = |row: &str| {
        let cells: Vec<_> = row.split("</td>").map(|cell| cell.replace("</th>", " | ")).collect();
        tag.replace_all(&cells.join(" | "), "").trim_end_matches(" | ").to_owned()
    };
    steps
        .split("<tr><td")
        .skip(1)
        .map(|rest| row(&format!("<td{}", rest.split("</tr>").next().unwrap_or(""))))
        .collect()
}

/// A series of two versions in which every patch fares otherwise.
fn example() -> (Vec<Mail>, Vec<Mail>) {
    let cover = |id: &str, subject: &str| Mail::cover(id, subject);
    let of = |id: &str, subject: &str, file: &str, lines: &[&str], cover: &str| {
        patch(id, subject, file, lines).answers(cover)
    };
    let older = vec![
        cover("a0", "[PATCH 0/4] kits: do it"),
        of("a1", "[PATCH 1/4] kits: same", "1.c", &TEN, "a0"),
        of("a2", "[PATCH 2/4] kits: changed", "2.c", &TEN, "a0"),
        of("a3", "[PATCH 3/4] kits: dropped", "3.c", &["x <b>&amp;", "y"], "a0"),
        of("a4", "[PATCH 4/4] kits: reworded", "4.c", &TEN[..7], "a0"),
    ];
    let newer = vec![
        cover("b0", "[PATCH v2 0/4] kits: do it"),
        of("b1", "[PATCH v2 1/4] kits: same", "1.c", &TEN, "b0"),
        of("b2", "[PATCH v2 2/4] kits: new words", "4.c", &TEN[..7], "b0"),
        of("b3", "[PATCH v2 3/4] kits: changed", "2.c", &NINE, "b0"),
        of("b4", "[PATCH v2 4/4] kits: new", "5.c", &["<script>alert(1)</script>"], "b0"),
    ];
    (older, newer)
}

#[test]
fn every_patch_is_the_same_reworded_changed_new_or_dropped() {
    let (older, newer) = example();
    let tree = versions(older, newer, "");
    let expected = [
        "1/4 | kits: same | the same, was 1/4",
        "2/4 | kits: new words was: kits: reworded | reworded, was 4/4, moved",
        "3/4 | kits: changed | changed, was 2/4",
        " | kits: dropped | dropped, was 3/4",
        "4/4 | kits: new | new",
    ];
    assert_eq!(rows(told(&tree)), expected);
    assert!(told(&tree).contains("1 the same, 1 reworded, 1 changed, 1 new, 1 dropped, 1 moved"));
}

/// The rows of the table of all versions: the title, and the number and mark in each.
fn matrix(steps: &str) -> Vec<Vec<String>> {
    let cell = regex::Regex::new("<t[dh][^>]*>(.*?)</t[dh]>").expect("a pattern");
    let tag = regex::Regex::new("<span class=\"vh\">[^<]*</span>|<[^>]*>").expect("a pattern");
    let table = steps.split_once("<table class=\"rows matrix\">").map_or("", |(_, rest)| rest);
    let table = table.split("</table>").next().unwrap_or_default();
    let text = |cell: regex::Captures| tag.replace_all(&cell[1], "").trim().to_owned();
    table.split("<tr>").skip(1).map(|row| cell.captures_iter(row).map(text).collect()).collect()
}

#[test]
fn patches_of_more_than_two_versions_stand_in_one_table() {
    let (first, second) = example();
    let third = vec![
        Mail::cover("c0", "[PATCH v3 0/3] kits: do it"),
        patch("c1", "[PATCH v3 1/3] kits: new", "5.c", &["<script>alert(1)</script>"]).answers("c0"),
        patch("c2", "[PATCH v3 2/3] kits: same", "1.c", &TEN).answers("c0"),
        patch("c3", "[PATCH v3 3/3] kits: changed", "2.c", &TEN).answers("c0"),
    ];
    let two = versions(first.clone(), second.clone(), "");
    assert!(matrix(told(&two)).is_empty(), "the one step says it all");
    let tree = versions(first.into_iter().chain(second).collect(), third, "");
    let expected = [
        ["Patch", "v1", "v2", "v3"],
        ["kits: new", "", "4 +", "1 ="],
        ["kits: same", "1", "1 =", "2 ="],
        ["kits: new words", "4", "2 ~", "−"],
        ["kits: changed", "2", "3 !", "3 !"],
        ["kits: dropped", "3", "−", ""],
    ];
    assert_eq!(matrix(told(&tree)), expected);
}

#[test]
fn a_table_of_versions_has_eight_at_most() {
    let mut archive = Archive::new();
    for version in 1..=20 {
        archive = archive.mail(patch(
            &format!("p{version}"),
            &format!("[PATCH v{version}] kits: do it"),
            "1.c",
            &TEN,
        ));
    }
    let tree = Site::of(&archive, "\"month\"").build();
    let expected: Vec<String> = (13..=20).map(|version| format!("v{version}")).collect();
    assert_eq!(matrix(told(&tree))[0][1..], expected);
    assert!(told(&tree).contains("earlier versions are below"));
}

#[test]
fn a_range_diff_is_marked_by_sign_and_by_colour() {
    let (older, newer) = example();
    let tree = versions(older, newer, "");
    let steps = told(&tree);
    let changed = "<span class=\"added\"> +b\n +c\n +d\n</span><del class=\"added\">-+e\n-+f\n</del>\
                   <ins class=\"added\">++F\n</ins><span class=\"added\"> +g\n +h\n +i\n</span>";
    assert!(steps.contains(changed), "{steps}");
    assert!(steps.contains("<del class=\"context\">-    kits: reworded\n</del>"), "{steps}");
    assert!(!steps.contains("A note that nobody compares"));
}

#[test]
fn what_a_patch_says_is_escaped_and_addresses_are_shown_as_the_owner_wants() {
    let hostile = |id: &str, version: &str, line: &str| {
        let mail =
            patch(id, &format!("[PATCH{version}] kits: do it"), "<b>.c", &[line, "b", "c", "d", "e", "f"]);
        vec![mail]
    };
    let older = hostile("a", "", "<script>alert(1)</script>");
    let newer = hostile("b", " v2", "</pre><img src=x> tom@people.example");
    let tree = versions(older, newer, "addresses = \"hidden\"");
    let steps = told(&tree);
    assert!(steps.contains("+&lt;/pre&gt;&lt;img src=x&gt; (address)"), "{steps}");
    assert!(!steps.contains("<img") && !steps.contains("<script") && !steps.contains("people.example"));
}

#[test]
fn a_version_of_which_patches_are_missing_is_said_to_be_incomplete() {
    let (older, mut newer) = example();
    let warning = "Not all patches of v2 are in the archive";
    assert!(!told(&versions(older.clone(), newer.clone(), "")).contains("Not all patches"));
    newer.remove(1);
    assert!(told(&versions(older, newer, "")).contains(warning));
}

#[test]
fn a_series_of_one_version_has_no_steps() {
    let (older, _) = example();
    assert_eq!(told(&versions(older, Vec::new(), "")), "");
}

#[test]
fn range_diffs_that_would_make_the_page_too_large_are_left_out_and_named() {
    let version = |id: &str, version: &str, word: &str| {
        let cover = Mail::cover(&format!("{id}0"), &format!("[PATCH{version} 0/3] kits: do it"));
        let of = |number: usize| {
            let mut lines: Vec<String> =
                (0..1_000).map(|at| format!("a line that is long, with the number {at}")).collect();
            lines.iter_mut().step_by(if number == 2 { 500 } else { 8 }).for_each(|line| line.push_str(word));
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            let subject = format!("[PATCH{version} {number}/3] kits: {number}");
            patch(&format!("{id}{number}"), &subject, &format!("{number}.c"), &lines)
                .answers(&format!("{id}0"))
        };
        std::iter::once(cover).chain((1..=3).map(of)).collect::<Vec<_>>()
    };
    let tree = versions(version("a", "", "."), version("b", " v2", "!"), "");
    let steps = told(&tree);
    assert_eq!(steps.matches("<pre").count(), 2, "{steps}");
    assert!(steps.contains("no range-diff is shown for patch 3/3"), "{steps}");
    assert!(steps.len() < 100_000);
}

#[test]
fn a_version_that_was_sent_again_is_a_step_of_its_own() {
    let (older, mut newer) = example();
    newer.remove(4);
    let again =
        older.iter().enumerate().map(|(at, mail)| mail.clone().header("Message-ID", &format!("<c{at}@x>")));
    let again = again.map(|mail| mail.header("In-Reply-To", "<c0@x>"));
    let again: Vec<Mail> = again.collect();
    let tree = versions(older.clone(), again.clone(), "");
    assert!(told(&tree).contains("v1 → v1 resend</h3> <span class=\"meta\">4 the same<"), "{}", told(&tree));
    // With another diff it is no resend.
    let changed = patch("c9", "[PATCH 4/4] kits: reworded", "4.c", &TEN[..6]);
    let changed = changed.answers("c0").header("Message-ID", "<c9@x>");
    let tree = versions(older, [&again[..4], &[changed]].concat(), "");
    assert!(told(&tree).contains("v1 → v1 again</h3>"), "{}", told(&tree));
}

#[test]
fn versions_that_are_too_large_are_not_compared_and_the_page_says_so() {
    let line = "x".repeat(80);
    let large = vec![line.as_str(); 60_000];
    let version = |id: &str, version: &str, lines: &[&str]| {
        vec![patch(id, &format!("[PATCH{version}] kits: do it"), "1.c", lines)]
    };
    let tree = versions(version("a", "", &TEN), version("b", " v2", &large), "");
    let steps = told(&tree);
    assert!(steps.contains("These versions are too large to compare."), "{steps}");
    assert!(!steps.contains("<table") && !steps.contains("<pre"));
}
