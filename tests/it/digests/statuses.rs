//! Which mails are new, and what replaces the others.

use std::collections::BTreeMap;

use super::{archive, entries, json, local, word};
use crate::support::{Mail, series};

/// Each mail by the local part of its Message-ID: `=` where it is new, else what replaces it. And the series:
/// those in the same one are together.
fn check(mails: Vec<Mail>, statuses: &[(&str, &str)], together: &[&[&str]]) {
    let digest = json(&archive(mails));
    let status = |entry: &&serde_json::Value| {
        let by = match word(&entry["status"]) {
            "new" => "=".to_owned(),
            _ => local(&entry["superseded_by"]).to_owned(),
        };
        (local(&entry["message_id"]).to_owned(), by)
    };
    let found: Vec<_> = entries(&digest).iter().map(status).collect();
    let found: Vec<_> = found.iter().map(|(id, by)| (id.as_str(), by.as_str())).collect();
    assert_eq!(found, statuses);
    let mut by_series: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for entry in entries(&digest) {
        by_series.entry(word(&entry["series"])).or_default().push(local(&entry["message_id"]));
    }
    let mut found: Vec<_> = by_series.into_values().collect();
    found.sort();
    let mut expected: Vec<_> = together.iter().map(|ids| ids.to_vec()).collect();
    expected.sort();
    assert_eq!(found, expected);
}

fn both(a: Vec<Mail>, b: Vec<Mail>) -> Vec<Mail> {
    a.into_iter().chain(b).collect()
}

#[test]
fn the_second_version_of_a_series_replaces_the_first_mail_by_mail() {
    check(
        both(
            series("a", "PATCH", "kits: do it", &["kits: one", "kits: two"]),
            series("b", "PATCH v2", "kits: do it", &["kits: two", "kits: one"]),
        ),
        &[("a-0", "b-0"), ("a-1", "b-2"), ("a-2", "b-1"), ("b-0", "="), ("b-1", "="), ("b-2", "=")],
        &[&["a-0", "a-1", "a-2", "b-0", "b-1", "b-2"]],
    );
}

#[test]
fn the_order_of_arrival_makes_no_version_newer() {
    check(
        both(
            series("b", "PATCH v2", "kits: do it", &["kits: one"]),
            series("a", "PATCH", "kits: do it", &["kits: one"]),
        ),
        &[("b-0", "="), ("b-1", "="), ("a-0", "b-0"), ("a-1", "b-1")],
        &[&["b-0", "b-1", "a-0", "a-1"]],
    );
}

#[test]
fn a_lone_patch_is_replaced_by_its_next_version() {
    check(
        vec![
            Mail::patch("a", "[PATCH] kits: do it"),
            Mail::patch("b", "[PATCH v2] kits: do it"),
            Mail::patch("c", "[PATCH v3] kits: do it."),
            Mail::patch("d", "[PATCH] kits: do it all"),
        ],
        &[("a", "c"), ("b", "c"), ("c", "="), ("d", "=")],
        &[&["a", "b", "c"], &["d"]],
    );
}

#[test]
fn a_change_id_joins_versions_whose_cover_was_renamed() {
    let named = |mails: Vec<Mail>| {
        let body = "A series.\n\n---\nchange-id: 20260101-kits-0123456789ab\n\n-- \nJane\n";
        mails.into_iter().enumerate().map(|(at, m)| if at == 0 { m.body(body) } else { m }).collect()
    };
    check(
        both(
            named(series("a", "PATCH", "kits: do it", &["kits: one"])),
            named(series("b", "PATCH v2", "bricks: another name", &["bricks: another one"])),
        ),
        &[("a-0", "b-0"), ("a-1", "b-1"), ("b-0", "="), ("b-1", "=")],
        &[&["a-0", "a-1", "b-0", "b-1"]],
    );
}

#[test]
fn a_link_joins_versions_whose_cover_was_renamed() {
    let mut second = series("b", "PATCH v2", "bricks: another name", &["bricks: another one"]);
    second[0] =
        second[0].clone().body("A series.\n\nv1: https://lists.example/r/aaaa-0@example.org\n\n-- \nJane\n");
    check(
        both(series("aaaa", "PATCH", "kits: do it", &["kits: one"]), second),
        &[("aaaa-0", "b-0"), ("aaaa-1", "b-1"), ("b-0", "="), ("b-1", "=")],
        &[&["aaaa-0", "aaaa-1", "b-0", "b-1"]],
    );
}

#[test]
fn a_link_to_a_series_that_is_no_lower_version_joins_nothing() {
    let mut second = series("b", "PATCH", "bricks: on top", &["bricks: another one"]);
    second[0] =
        second[0].clone().body("Based on v1: https://lists.example/r/aaaa-0@example.org\n\n-- \nJane\n");
    check(
        both(series("aaaa", "PATCH", "kits: do it", &["kits: one"]), second),
        &[("aaaa-0", "="), ("aaaa-1", "="), ("b-0", "="), ("b-1", "=")],
        &[&["aaaa-0", "aaaa-1"], &["b-0", "b-1"]],
    );
}

#[test]
fn half_of_the_titles_join_versions_whose_cover_was_renamed() {
    check(
        both(
            series("a", "PATCH", "kits: do it", &["kits: one", "kits: two"]),
            series("b", "PATCH v2", "bricks: another name", &["kits: one", "kits: three"]),
        ),
        &[("a-0", "b-0"), ("a-1", "b-1"), ("a-2", "b-2"), ("b-0", "="), ("b-1", "="), ("b-2", "=")],
        &[&["a-0", "a-1", "a-2", "b-0", "b-1", "b-2"]],
    );
}

#[test]
fn of_a_resend_the_last_sending_is_shown() {
    check(
        vec![
            Mail::patch("a", "[PATCH] kits: do it"),
            Mail::patch("b", "[PATCH RESEND] kits: do it"),
            Mail::patch("c", "[PATCH RESEND] kits: do it"),
        ],
        &[("a", "c"), ("b", "c"), ("c", "=")],
        &[&["a", "b", "c"]],
    );
}

#[test]
fn a_series_sent_again_is_shown_once() {
    check(
        both(
            series("a", "PATCH", "kits: do it", &["kits: one", "kits: two"]),
            series("b", "PATCH RESEND", "kits: do it", &["kits: one", "kits: two"]),
        ),
        &[("a-0", "b-0"), ("a-1", "b-1"), ("a-2", "b-2"), ("b-0", "="), ("b-1", "="), ("b-2", "=")],
        &[&["a-0", "a-1", "a-2", "b-0", "b-1", "b-2"]],
    );
}

#[test]
fn a_second_version_below_the_first_keeps_its_patches() {
    let mut second = series("b", "PATCH v2", "kits: do it", &["kits: one", "kits: two"]);
    second[0] = second[0].clone().answers("a-0");
    check(
        both(series("a", "PATCH", "kits: do it", &["kits: one", "kits: two"]), second),
        &[("a-0", "b-0"), ("a-1", "b-1"), ("a-2", "b-2"), ("b-0", "="), ("b-1", "="), ("b-2", "=")],
        &[&["a-0", "a-1", "a-2", "b-0", "b-1", "b-2"]],
    );
}

#[test]
fn a_second_version_whose_patches_all_answer_the_first_cover_keeps_them() {
    let second = series("b", "PATCH v2", "kits: do it", &["kits: one", "kits: two"]);
    let second = second.into_iter().map(|mail| mail.answers("a-0")).collect();
    check(
        both(series("a", "PATCH", "kits: do it", &["kits: one", "kits: two"]), second),
        &[("a-0", "b-0"), ("a-1", "b-1"), ("a-2", "b-2"), ("b-0", "="), ("b-1", "="), ("b-2", "=")],
        &[&["a-0", "a-1", "a-2", "b-0", "b-1", "b-2"]],
    );
}

#[test]
fn patches_that_answer_nothing_belong_to_the_posting_they_came_with() {
    let loose = |id: &str, title: &str| {
        let mails = series(id, "PATCH", title, &["kits: one", "kits: two"]);
        mails.into_iter().map(|mail| mail.without("In-Reply-To")).collect::<Vec<_>>()
    };
    check(
        both(loose("a", "kits: do it"), loose("b", "bricks: do that")),
        &[("a-0", "="), ("a-1", "="), ("a-2", "="), ("b-0", "="), ("b-1", "="), ("b-2", "=")],
        &[&["a-0", "a-1", "a-2"], &["b-0", "b-1", "b-2"]],
    );
}

#[test]
fn two_people_with_one_title_have_two_series() {
    check(
        vec![
            Mail::patch("a", "[PATCH] kits: do it"),
            Mail::patch("b", "[PATCH v2] kits: do it").from("Ada Example <ada@example.org>"),
        ],
        &[("a", "="), ("b", "=")],
        &[&["a"], &["b"]],
    );
}

#[test]
fn a_backport_joins_neither_the_original_nor_that_of_another_tree() {
    check(
        vec![
            Mail::patch("a", "[PATCH] kits: do it"),
            Mail::patch("b", "[PATCH AUTOSEL 5.4 07/90] kits: do it"),
            Mail::patch("c", "[PATCH AUTOSEL 6.1 03/40] kits: do it"),
        ],
        &[("a", "="), ("b", "="), ("c", "=")],
        &[&["a"], &["b"], &["c"]],
    );
}

#[test]
fn a_reroll_replaces_the_version_it_follows() {
    check(
        vec![
            Mail::patch("a", "[PATCH v5] kits: do it"),
            Mail::patch("b", "[PATCH v5.5] kits: do it"),
            Mail::patch("c", "[PATCH v6.20] bricks: for that kernel"),
        ],
        &[("a", "b"), ("b", "="), ("c", "=")],
        &[&["a", "b"], &["c"]],
    );
}

#[test]
fn an_answer_that_lost_its_re_is_no_patch() {
    let lost = Mail::new("b", "[PATCH] kits: do it").answers("a").body("> Do it.\n\nNo.\n");
    let elsewhere = Mail::new("c", "[PATCH] kits: do more").answers("gone").body("> Do it.\n\nNo diff.\n");
    check(vec![Mail::patch("a", "[PATCH] kits: do it"), lost, elsewhere], &[("a", "=")], &[&["a"]]);
}
