//! Generated digests and damages: what must hold for all of them.

use proptest::prelude::*;

use super::promises::check_promises;
use super::*;

/// Text without a line end or a control character.
fn words() -> impl Strategy<Value = String> {
    "[ -~äœ—]{0,24}"
}

/// Text with at least one character that is not a space, at its begin.
fn solid() -> impl Strategy<Value = String> {
    "[!-~ä][ -~äœ—]{0,24}"
}

/// Lines of the format, whole and damaged, and others.
fn any_line() -> impl Strategy<Value = String> {
    let fixed = [
        "",
        "",
        "",
        "  ",
        "From 0a1b2c3d4 to 5e6f70819",
        "TOY mailing list update from 0a1b2c3d4 to 5e6f70819",
        "Top 15 contributor Email domains (Based on Email Body)",
        "Top 15 contributors (Based on Email Body)",
        "     12 example.org",
        "12 example.org",
        "      1  Ada <ada@example.org>",
        "      1 ",
        "      1",
        "===== Patch list in this time period =====",
        "===== Patch Commit Messages ====",
        "===== Patch Commit Messages ==== ",
        "New:  title",
        "New:  ",
        "[PATCH] title",
        "Author: Ada <ada@example.org>",
        "Author: Ada",
        "Author: ",
        "Message-ID: <20240101000000.1-a@example.org>",
        RULE,
        RULE,
        RULE,
        "---",
        "Exist: ",
        "Exist:",
        "Exist: [PATCH] title",
        " Skip: [PATCH] title",
        " Skip:",
        "\u{feff}From 0a1b2c3d4 to 5e6f70819",
        "New:  title\r",
        "\r",
    ];
    prop_oneof![8 => prop::sample::select(fixed.to_vec()).prop_map(str::to_owned), 1 => words()]
}

/// A body that holds no real end: where something in it begins a block or another digest, it has no rules.
fn body() -> impl Strategy<Value = String> {
    let begins = |lines: &[String]| {
        let starts = |line: usize, with: &str| lines.get(line).is_some_and(|text| text.starts_with(with));
        (starts(0, "New:") && starts(2, "Author:")) || starts(0, "Exist:") || starts(1, "TOY mailing list")
    };
    prop::collection::vec(any_line(), 0..12).prop_map(move |mut lines| {
        if (0..lines.len()).any(|at| begins(&lines[at..])) {
            lines.retain(|line| line != RULE);
        }
        lines.join("\n")
    })
}

fn block() -> impl Strategy<Value = Block> {
    let references = prop::collection::vec("[A-Z][a-zA-Z-]{1,9}: [!-~][ -~]{0,9}", 0..3);
    let new = (words(), solid(), words(), references, body()).prop_map(
        |(title, subject, name, references, body)| Block::New {
            title,
            subject,
            author: format!("{name} <ada@example.org>"),
            references,
            body,
        },
    );
    let further = prop::collection::vec("\\[PATCH[ -~]{0,24}", 0..4);
    let skipped = (words(), further, words()).prop_map(|(first, mut shown, skipped)| {
        shown.insert(0, first);
        Block::Skipped { shown, skipped }
    });
    prop_oneof![new, skipped]
}

fn digest() -> impl Strategy<Value = TextDigest> {
    let rows = || {
        prop::collection::vec((any::<u32>(), "([!-~][ -~]{0,24})?"), 0..5)
            .prop_map(|rows| rows.into_iter().map(|(count, label)| Row { count, label }).collect::<Vec<_>>())
    };
    let patch_list = prop::collection::vec(prop_oneof![Just(String::new()), "\\[PATCH[ -~]{0,24}"], 0..6);
    let head = (solid(), "[0-9a-f]{9}", "[0-9a-f]{9}");
    (head, rows(), rows(), patch_list, prop::collection::vec(block(), 0..6)).prop_map(
        |((list, from, to), domains, contributors, patch_list, blocks)| TextDigest {
            list,
            from,
            to,
            domains,
            contributors,
            patch_list,
            blocks,
            unread: Vec::new(),
        },
    )
}

/// One damage to a text, at a line that is chosen by a share of its length.
#[derive(Clone, Debug)]
enum Damage {
    Remove(f64),
    Repeat(f64),
    Swap(f64, f64),
    Insert(f64, String),
    Append(f64, &'static str),
    Cut(f64),
}

fn damage() -> impl Strategy<Value = Damage> {
    let at = || 0.0..1.0;
    prop_oneof![
        at().prop_map(Damage::Remove),
        at().prop_map(Damage::Repeat),
        (at(), at()).prop_map(|(one, other)| Damage::Swap(one, other)),
        (at(), any_line()).prop_map(|(at, line)| Damage::Insert(at, line)),
        (at(), prop::sample::select(vec![" ", "\r", "x", "\t"]))
            .prop_map(|(at, end)| Damage::Append(at, end)),
        at().prop_map(Damage::Cut),
    ]
}

fn damaged(text: &str, damages: &[Damage]) -> String {
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    for damage in damages {
        let count = lines.len();
        let at = |share: &f64| (share * count as f64) as usize;
        if lines.is_empty() {
            break;
        }
        match damage {
            Damage::Remove(share) => drop(lines.remove(at(share))),
            Damage::Repeat(share) => lines.insert(at(share), lines[at(share)].clone()),
            Damage::Swap(one, other) => lines.swap(at(one), at(other)),
            Damage::Insert(share, line) => lines.insert(at(share), line.clone()),
            Damage::Append(share, end) => {
                let at = at(share);
                lines[at].push_str(end);
            }
            Damage::Cut(share) => lines.truncate(at(share)),
        }
    }
    lines.join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_digest_is_read_as_it_was_written(digest in digest()) {
        prop_assert_eq!(TextDigest::parse(&digest.to_string()), digest);
    }

    #[test]
    fn of_any_damaged_digest_nothing_is_lost(digest in digest(), damages in prop::collection::vec(damage(), 1..6)) {
        check_promises(&damaged(&digest.to_string(), &damages));
    }

    #[test]
    fn of_the_damaged_fixtures_nothing_is_lost(damages in prop::collection::vec(damage(), 1..6)) {
        check_promises(&damaged(DEFECTS, &damages));
        check_promises(&damaged(OURS, &damages));
        check_promises(&damaged(&OURS.replace('\n', "\r\n"), &damages));
    }

    #[test]
    fn of_any_lines_nothing_is_lost(lines in prop::collection::vec(any_line(), 0..30)) {
        check_promises(&lines.join("\n"));
    }

    #[test]
    fn no_text_makes_the_parser_fail(text in any::<String>()) {
        check_promises(&text);
    }
}
