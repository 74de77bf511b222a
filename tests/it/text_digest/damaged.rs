//! Texts that are not digests, or one that suffered.

use super::promises::check_promises;
use super::*;

/// Reads `DEFECTS` after one change of it: the digest without what could not be read, and that.
fn read_changed(from: &str, to: &str) -> (TextDigest, Vec<Unread>) {
    assert!(DEFECTS.contains(from), "{from:?} is in the fixture");
    let text = DEFECTS.replacen(from, to, 1);
    check_promises(&text);
    let mut digest = TextDigest::parse(&text);
    let unread = std::mem::take(&mut digest.unread);
    (digest, unread)
}

#[test]
fn an_empty_text_is_no_digest_and_every_part_is_missing() {
    let digest = TextDigest::parse("");
    assert!(!digest.is_digest());
    assert!(digest.unread.len() == 6 && digest.unread.iter().all(|unread| unread.why == Why::Missing));
    assert_eq!(TextDigest { unread: Vec::new(), ..digest }, TextDigest::default());
}

#[test]
fn a_foreign_text_is_all_unread() {
    let text = "Dear list,\n\nFrom here to there is\nno digest.\n";
    check_promises(text);
    let digest = TextDigest::parse(text);
    assert!(!digest.is_digest());
    let unplaced = digest.unread.iter().filter(|unread| unread.why == Why::Unplaced);
    let unplaced: Vec<_> = unplaced.map(|unread| (unread.line, &*unread.text)).collect();
    assert_eq!(unplaced, [(1, "Dear list,"), (2, ""), (3, "From here to there is"), (4, "no digest.")]);
}

#[test]
fn carriage_returns_are_reported_once_and_nothing_else_changes() {
    let (digest, reported) =
        (TextDigest::parse(&DEFECTS.replace('\n', "\r\n")), "From 0a1b2c3d4 to 5e6f70819\r");
    assert_eq!(digest.unread, [unread(1, reported, Why::Differs)]);
    assert_eq!(digest.to_string(), DEFECTS);
}

#[test]
fn carriage_returns_on_some_lines_leave_the_others_readable() {
    let text = OURS.replace("=\n", "=\r\n").replace(")\n\n", ")\r\n\n");
    check_promises(&text);
    let digest = TextDigest::parse(&text);
    assert_eq!((digest.domains.len(), digest.contributors.len(), digest.blocks.len()), (1, 1, 2));
    assert!(digest.unread.iter().all(|unread| unread.why == Why::Differs && unread.text.ends_with('\r')));
}

#[test]
fn a_missing_last_line_end_is_reported() {
    let text = DEFECTS.trim_end();
    check_promises(text);
    let digest = TextDigest::parse(text);
    assert_eq!(digest.to_string(), DEFECTS);
    let last = DEFECTS.lines().last().unwrap_or_default();
    assert_eq!(digest.unread, [unread(DEFECTS.lines().count(), last, Why::Differs)]);
}

#[test]
fn a_byte_order_mark_is_reported_and_read_over() {
    let text = format!("\u{feff}{DEFECTS}");
    let digest = TextDigest::parse(&text);
    assert_eq!(digest.unread, [unread(1, "\u{feff}From 0a1b2c3d4 to 5e6f70819", Why::Differs)]);
    assert_eq!(digest.to_string(), DEFECTS);
}

#[test]
fn a_line_out_of_place_is_reported_with_its_number() {
    let (digest, unread_lines) = read_changed("     12 lists", "a stray line\n     12 lists");
    assert_eq!(digest.to_string(), DEFECTS);
    assert_eq!(unread_lines, [unread(7, "a stray line", Why::Unplaced)]);
}

#[test]
fn further_blank_lines_are_one_report() {
    let (digest, unread_lines) = read_changed("     12 lists", "\n\n\n     12 lists");
    assert_eq!(digest.to_string(), DEFECTS);
    assert_eq!(unread_lines, [unread(7, "", Why::Unplaced)]);
}

#[test]
fn missing_blank_lines_are_reported_where_they_belong() {
    let (digest, unread_lines) = read_changed(
        "\n\nTop 15 contributors (Based on Email Body)\n\n",
        "\nTop 15 contributors (Based on Email Body)\n",
    );
    assert_eq!(digest.to_string(), DEFECTS);
    assert_eq!(unread_lines, [unread(9, "", Why::Missing), unread(10, "", Why::Missing)]);
}

#[test]
fn a_row_with_other_spaces_is_read_and_reported() {
    let (digest, unread_lines) = read_changed("     12 lists", "12 lists");
    assert_eq!(digest.to_string(), DEFECTS);
    assert_eq!(unread_lines, [unread(7, "12 lists.example", Why::Differs)]);
}

#[test]
fn a_row_whose_count_is_no_number_of_patches_is_reported() {
    for count in ["99999999999999999999", "18446744073709551615", "4294967296", "-1"] {
        let (digest, unread_lines) = read_changed("     12 lists", &format!("{count} lists"));
        assert_eq!(digest.domains.len(), 2);
        assert_eq!(unread_lines, [unread(7, &format!("{count} lists.example"), Why::Unplaced)]);
    }
}

#[test]
fn without_the_second_heading_contributors_are_not_taken_for_domains() {
    let (digest, unread_lines) = read_changed("Top 15 contributors (Based on Email Body)\n", "");
    assert_eq!((digest.domains.len(), digest.contributors.len(), digest.blocks.len()), (3, 0, 7));
    assert_eq!(unread_lines.iter().filter(|unread| unread.text.contains('@')).count(), 6);
    assert!(unread_lines.contains(&unread(18, "Top 15 contributors (Based on Email Body)", Why::Missing)));
}

#[test]
fn without_its_first_line_a_digest_takes_the_window_from_the_second() {
    let (digest, unread_lines) = read_changed("From 0a1b2c3d4 to 5e6f70819\n", "");
    assert_eq!(digest.to_string(), DEFECTS);
    assert_eq!(unread_lines, [unread(1, "From … to …", Why::Missing)]);
}

#[test]
fn two_windows_that_differ_are_reported() {
    let (digest, unread_lines) = read_changed("update from 0a1b2c3d4", "update from 999999999");
    assert_eq!(digest.to_string(), DEFECTS);
    let line = "TOY mailing list update from 999999999 to 5e6f70819";
    assert_eq!(unread_lines, [unread(2, line, Why::Differs)]);
}

#[test]
fn without_the_headings_of_the_second_half_its_entries_are_read() {
    let headings = "===== Patch list in this time period =====\n\n\n===== Patch Commit Messages ====\n\n";
    let (digest, unread_lines) = read_changed(headings, "");
    assert_eq!(digest.to_string(), DEFECTS);
    assert_eq!(unread_lines.len(), 2);
}

#[test]
fn sections_in_another_order_are_read_and_reported() {
    let domains = OURS.split_inclusive("\n\n").skip(1).take(2).collect::<String>();
    let text =
        OURS.replacen(&domains, "", 1).replacen("===== Patch list", &format!("{domains}===== Patch list"), 1);
    check_promises(&text);
    let digest = TextDigest::parse(&text);
    assert_eq!(digest.to_string(), OURS);
    assert_eq!(
        digest.unread,
        [unread(8, "Top 15 contributor Email domains (Based on Email Body)", Why::Differs)]
    );
}

#[test]
fn an_exist_without_its_skip_is_reported() {
    let lost = " Skip: [PATCH v3 04/07] toys: Clean up spring_areas[]\n";
    let (digest, unread_lines) = read_changed(lost, "");
    assert_eq!(digest.blocks.len(), 6);
    assert_eq!(unread_lines.len(), 3);
    assert!(unread_lines[0].text == "Exist: " && unread_lines[0].why == Why::Unplaced);
}

#[test]
fn an_exist_that_lost_its_trailing_space_is_read_and_reported() {
    let (digest, unread_lines) = read_changed("Exist: \n", "Exist:\n");
    assert_eq!(digest.to_string(), DEFECTS);
    assert!(
        unread_lines.len() == 1 && unread_lines[0].text == "Exist:" && unread_lines[0].why == Why::Differs
    );
}

#[test]
fn an_entry_cut_short_keeps_what_there_is_of_its_body() {
    let (text, _) = OURS.split_once("squeak").unwrap_or_default();
    check_promises(text);
    let digest = TextDigest::parse(text);
    assert_eq!(news(&digest)[1], ("[PATCH] toys: oil the wheels", "They "));
    assert_eq!(digest.unread, [unread(39, "They ", Why::Differs), unread(40, RULE, Why::Missing)]);
}

#[test]
fn a_rule_ends_a_body_without_the_blank_lines_around_it() {
    let (digest, unread_lines) = read_changed(&format!("\n\n{RULE}\n\nNew"), &format!("\n{RULE}\nNew"));
    assert_eq!(digest.to_string(), DEFECTS);
    assert!(unread_lines.len() == 2 && unread_lines.iter().all(|unread| unread.why == Why::Missing));
}

#[test]
fn a_rule_with_spaces_behind_it_ends_a_body() {
    let (digest, unread_lines) = read_changed(&format!("{RULE}\n\n"), &format!("{RULE}  \n  \n"));
    assert_eq!(digest.to_string(), DEFECTS);
    assert_eq!(unread_lines.iter().map(|unread| unread.text.trim()).collect::<Vec<_>>(), [RULE, ""]);
}

#[test]
fn an_entry_whose_body_has_no_line_of_its_own_is_read() {
    let (digest, unread_lines) = read_changed("dora2@example.org>\n\n\n", "dora2@example.org>\n");
    assert_eq!(digest.to_string(), DEFECTS);
    assert_eq!(unread_lines.len(), 2);
    let (digest, unread_lines) = read_changed("dora2@example.org>\n\n\n", "dora2@example.org>\n\n\n\n");
    assert_eq!(digest.to_string(), DEFECTS);
    assert_eq!(unread_lines.len(), 1);
}

#[test]
fn a_second_digest_in_the_same_text_gives_its_entries_and_its_head_is_reported() {
    let text = format!("{OURS}{DEFECTS}");
    check_promises(&text);
    let digest = TextDigest::parse(&text);
    assert_eq!(digest.blocks.len(), 9);
    assert_eq!(digest.to, "66778899a");
    assert!(digest.unread.contains(&unread(
        OURS.lines().count() + 1,
        "From 0a1b2c3d4 to 5e6f70819",
        Why::Unplaced
    )));
}

#[test]
fn a_report_says_line_and_reason() {
    assert_eq!(unread(7, "odd", Why::Unplaced).to_string(), "line 7: cannot be placed: odd");
    assert_eq!(unread(8, "", Why::Missing).to_string(), "line 8: is missing: a blank line");
}
