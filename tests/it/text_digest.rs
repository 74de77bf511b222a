//! The text format of a digest, read and written.

mod damaged;
mod generated;
mod people_and_dates;
mod promises;
mod speed;

use lorepress::digest::text::{Block, Row, TextDigest, Unread, Why, person};

const DEFECTS: &str = include_str!("../data/text/defects.txt");
const OURS: &str = include_str!("../data/text/ours.txt");
const RULE: &str = "----------------------------------------------------------------------";

/// Subject and body of every mail that is shown.
fn news(digest: &TextDigest) -> Vec<(&str, &str)> {
    let mut news = Vec::new();
    for block in &digest.blocks {
        if let Block::New { subject, body, .. } = block {
            news.push((subject.as_str(), body.as_str()));
        }
    }
    news
}

/// Every mail that is left out, behind what was shown.
fn skips(digest: &TextDigest) -> Vec<(Vec<&str>, &str)> {
    let mut skips = Vec::new();
    for block in &digest.blocks {
        if let Block::Skipped { shown, skipped } = block {
            skips.push((shown.iter().map(String::as_str).collect(), skipped.as_str()));
        }
    }
    skips
}

fn unread(line: usize, text: &str, why: Why) -> Unread {
    Unread { line, text: text.to_owned(), why }
}

/// A digest of one mail with this body.
fn with_body(body: &str) -> TextDigest {
    let mut digest = TextDigest::parse(OURS);
    digest.blocks.truncate(1);
    if let Some(Block::New { body: old, .. }) = digest.blocks.first_mut() {
        *old = body.to_owned();
    }
    digest
}

#[test]
fn a_text_with_every_defect_of_the_old_digests_is_written_back() {
    let digest = TextDigest::parse(DEFECTS);
    assert_eq!(digest.unread, []);
    assert_eq!(digest.to_string(), DEFECTS);
}

#[test]
fn a_digest_built_from_mails_is_written_back() {
    let digest = TextDigest::parse(OURS);
    assert_eq!(digest.unread, []);
    assert_eq!(digest.to_string(), OURS);
}

#[test]
fn the_first_two_lines_give_window_and_list() {
    let digest = TextDigest::parse(DEFECTS);
    assert!(digest.is_digest());
    assert_eq!((&*digest.list, &*digest.from, &*digest.to), ("TOY", "0a1b2c3d4", "5e6f70819"));
}

#[test]
fn the_tables_keep_counts_and_labels() {
    let digest = TextDigest::parse(DEFECTS);
    let domains: Vec<_> = digest.domains.iter().map(|row| (row.count, &*row.label)).collect();
    assert_eq!(domains, [(1_234_567, "example.org"), (12, "lists.example"), (1, "sub.example")]);
    assert_eq!(digest.contributors.len(), 6);
    assert_eq!(
        digest.contributors[1],
        Row { count: 9, label: "\"Ben D. Example\" <ben@lists.example>".into() }
    );
    assert_eq!(digest.domains[0].person(), None);
    assert_eq!(digest.contributors[1].person(), Some(("Ben D. Example".into(), "ben@lists.example".into())));
}

#[test]
fn a_body_keeps_its_rules_and_whatever_looks_like_a_block() {
    let digest = TextDigest::parse(DEFECTS);
    let news = news(&digest);
    assert_eq!(news.len(), 3);
    let (_, body) = news[1];
    assert!(body.starts_with("\n\nTwo blank lines"));
    assert_eq!(body.lines().filter(|line| *line == RULE).count(), 5);
    assert!(body.contains("\nAuthor: see the file MAINTAINERS\n"));
    assert!(body.ends_with("\n 3 files changed, 36 insertions(+), 12 deletions(-)"));
    assert_eq!(news[2], ("[kits PATCH RFC] toys: a patch whose body is empty", ""));
}

#[test]
fn a_skipped_mail_keeps_every_line_of_what_was_shown() {
    let digest = TextDigest::parse(DEFECTS);
    let one = "[PATCH v2 1/3] toys: Mark every spring as wound after";
    let cover = "[PATCH v2 0/3] toys: a cover letter with everything in it";
    let expected = [
        (vec![one], "[PATCH 1/3] toys: Mark every spring as wound after"),
        (vec!["", one, cover], "[PATCH v3 04/07] toys: Clean up spring_areas[]"),
        (vec![one, cover], "[PATCH 2/9] toys: Mark"),
        (vec![cover], cover),
    ];
    assert_eq!(skips(&digest), expected);
}

#[test]
fn the_patch_list_keeps_the_blank_line_between_two_series() {
    let digest = TextDigest::parse(OURS);
    let list = [
        "[PATCH 0/1] kits: count the bricks",
        "[PATCH 1/1] kits: count the bricks twice",
        "",
        "[PATCH] toys: oil the wheels",
    ];
    assert_eq!(digest.patch_list, list);
    assert_eq!(TextDigest::parse(DEFECTS).patch_list, [""; 0]);
}

#[test]
fn references_stand_between_author_and_body() {
    let digest = TextDigest::parse(OURS);
    let Block::New { references, author, .. } = &digest.blocks[1] else { panic!("an entry") };
    assert_eq!(author, "Ada Example <ada@example.org>");
    let link = "Link: https://lists.example.org/toy/20240217101112.4711-1-ada@example.org/";
    assert_eq!(*references, ["Message-ID: <20240217101112.4711-1-ada@example.org>", link]);
}

#[test]
fn an_author_without_an_address_still_opens_an_entry_where_the_subject_repeats_the_title() {
    let text = OURS.replace("Author: Ada Example <ada@example.org>", "Author: Ada");
    let digest = TextDigest::parse(&text);
    assert_eq!(digest.unread, []);
    assert_eq!(news(&digest).len(), 2);
    assert_eq!(digest.to_string(), text);
}

#[test]
fn the_writer_keeps_every_value_on_its_line() {
    let mut digest = with_body("text");
    digest.list = "T\nO".into();
    digest.patch_list = vec!["[PATCH] a\n\n===== Patch Commit Messages ====".into()];
    digest.blocks.push(Block::Skipped { shown: vec!["a\nb".into()], skipped: "c\n\nNew:  d".into() });
    let read = TextDigest::parse(&digest.to_string());
    assert_eq!(read.unread, []);
    assert_eq!(read.list, "T O");
    assert_eq!(read.patch_list, ["[PATCH] a  ===== Patch Commit Messages ===="]);
    assert_eq!(skips(&read), [(vec!["a b"], "c  New:  d")]);
}

#[test]
fn an_empty_digest_has_all_its_headings() {
    let text =
        TextDigest { list: "TOY".into(), from: "0000".into(), to: "ffff".into(), ..Default::default() };
    let expected = "From 0000 to ffff\nTOY mailing list update from 0000 to ffff\n\n\
        Top 15 contributor Email domains (Based on Email Body)\n\n\n\
        Top 15 contributors (Based on Email Body)\n\n\n\
        ===== Patch list in this time period =====\n\n\n\
        ===== Patch Commit Messages ====\n\n";
    assert_eq!(text.to_string(), expected);
    assert_eq!(TextDigest::parse(expected), text);
}

#[test]
fn a_window_without_a_first_commit_is_a_window() {
    let digest = TextDigest { from: String::new(), ..TextDigest::parse(OURS) };
    assert_eq!(TextDigest::parse(&digest.to_string()), digest);
}
