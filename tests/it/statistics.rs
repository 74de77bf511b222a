//! Figures by quarter and year, beside a count of the same mails by Python.

use std::path::Path;

use lorepress::catalog::statistics::FACTS;
use lorepress::language::Language;
use serde_json::{Value, from_str, json};

use crate::count::counted;
use crate::support::{Archive, Mail, Site, run, series, text};

/// Ann's series that is answered, reviewed, revised and taken; a patch of hers that nobody answers; one by Bob, who sends his
/// first.
fn archive() -> Archive {
    let ann = |mail: Mail| mail.from("Ann <ann@brick.example>");
    let max = |id: &str, to: &str, body: &str| {
        Mail::new(id, "Re: it").answers(to).from("Max <max@kits.example>").body(&format!("{body}\n"))
    };
    Archive::new()
        .at("2025-11-03T10:00:00Z")
        .mails(series("a", "PATCH", "kits: do it", &["kits: one", "kits: two"]).into_iter().map(ann))
        .at("2025-11-04T22:00:00Z")
        .mail(max("r", "a-1", "Why?"))
        .mail(ann(Mail::new("own", "Re: it").answers("r")).body("So.\n"))
        .at("2025-12-20T10:00:00Z")
        .mails(series("b", "PATCH v2", "kits: do it", &["kits: one", "kits: two"]).into_iter().map(ann))
        .at("2026-01-10T10:00:00Z")
        .mail(max("t", "b-1", "Reviewed-by: Max <max@kits.example>"))
        .at("2026-01-11T10:00:00Z")
        .mail(max("done", "b-0", "Series applied, thanks!"))
        .at("2026-02-01T10:00:00Z")
        .mail(ann(Mail::patch("c", "[PATCH] cars: drive")))
        .mail(Mail::patch("d", "[PATCH] cars: stop").from("Bob <bob@brick.example>"))
        .mail(
            Mail::new("bot", "Re: [PATCH] cars: stop").answers("d").from("kernel test robot <lkp@intel.com>"),
        )
}

fn figures(archive: &Archive, args: &[&str]) -> Value {
    let path = archive.path().display().to_string();
    let args: Vec<&str> = ["stats", &path, "--format", "json"].iter().chain(args).copied().collect();
    from_str(&run(&archive.path(), &args).succeeded().stdout).expect("JSON")
}

#[test]
fn a_quarter_has_what_happened_in_it() {
    let periods = figures(&archive(), &[])["periods"].clone();
    let names: Vec<&str> =
        periods.as_array().expect("rows").iter().filter_map(|row| row["period"].as_str()).collect();
    assert_eq!(names, ["2025-Q4", "2025", "2026-Q1", "2026"]);
    let check = |at: usize, expected: &[(&str, Value)]| {
        for (key, value) in expected {
            assert_eq!(&periods[at][key], value, "{key} of {}", names[at]);
        }
    };
    let number = |count: usize| json!(count);
    check(
        0,
        &[
            ("patches", number(4)),
            ("authors", number(1)),
            ("first_timers", number(1)),
            ("reviewers", number(1)),
            ("review_mails", number(1)),
            ("new_series", number(1)),
            ("unanswered", number(0)),
            ("days_to_answer_median", json!(1.5)),
            ("taken", number(0)),
            ("days_to_taken_median", Value::Null),
        ],
    );
    check(
        2,
        &[
            ("patches", number(2)),
            ("authors", number(2)),
            ("first_timers", number(1)),
            ("review_mails", number(2)),
            ("answered_series", number(1)),
            ("new_series", number(2)),
            ("unanswered", number(2)),
            ("taken", number(1)),
            ("reviewed", number(1)),
            ("reviewed_elsewhere", number(1)),
            ("days_to_taken_median", json!(69.0)),
            ("versions_median", number(2)),
        ],
    );
}

#[test]
fn a_time_of_any_days_is_counted_as_its_quarters_are() {
    let archive = archive();
    let whole = figures(&archive, &[]);
    let quarter = figures(&archive, &["2026-01..2026-03"]);
    let without_name = |row: &Value| {
        let mut row = row.as_object().expect("a row").clone();
        row.remove("period");
        row
    };
    assert_eq!(without_name(&quarter["periods"][0]), without_name(&whole["periods"][2]));
    let path = archive.path().display().to_string();
    let text = run(&archive.path(), &["stats", &path, "2026-01-01..2026-01-31"]).succeeded().stdout;
    assert!(text.contains("     2 review mails for 1 series: Max\n"), "{text}");
    let csv = run(&archive.path(), &["stats", &path, "--format", "csv"]).succeeded().stdout;
    let columns: Vec<usize> = csv.lines().map(|line| line.split(',').count()).collect();
    assert_eq!(columns, [columns[0]; 5], "{csv}");
    assert!(csv.contains("\n2025-Q4,2025-10-01,2025-12-31,4,1,1,"), "{csv}");
    let refused = run(&archive.path(), &["stats", &path, "2026"]);
    assert_eq!(refused.code, Some(2));
    assert!(refused.stderr.contains("expected FROM..TO, two days, months or years"), "{}", refused.stderr);
}

#[test]
fn pages_show_the_same_figures_and_keep_their_addresses() {
    let archive = archive();
    let site = Site::of(&archive, "\"month\"");
    let tree = site.build();
    let of_year = text(&tree, "statistics/2025/index.html");
    assert!(of_year.contains("<th scope=\"row\">Patches</th><td class=\"n\"></td>"), "{of_year}");
    assert!(of_year.contains(">Max</"), "{of_year}");
    let data: Value = from_str(text(&tree, "statistics/index.json")).expect("JSON");
    assert_eq!(data, figures(&archive, &[]));
    let years: Vec<&String> = tree.keys().filter(|path| path.starts_with("statistics/")).collect();
    assert_eq!(years.len(), 9, "{years:?}");
    assert!(text(&tree, "digests/2025/index.html").contains("href=\"../../statistics/2025/\""));
    let archive = archive.at("2026-04-02T10:00:00Z").mail(Mail::patch("e", "[PATCH] cars: turn"));
    let later = site.build();
    for file in ["index.html", "index.json", "index.csv"] {
        let path = format!("statistics/2025/{file}");
        assert_eq!(text(&tree, &path), text(&later, &path));
    }
    assert!(text(&later, "statistics/index.csv").contains("2026-Q2"));
    drop(archive);
}

#[test]
fn thanks_for_an_older_version_do_not_date_the_newest() {
    let max = |id: &str, to: &str, body: &str| {
        Mail::new(id, "Re: it").answers(to).from("Max <max@kits.example>").body(&format!("{body}\n"))
    };
    let archive = Archive::new()
        .at("2026-01-05T10:00:00Z")
        .mails(series("a", "PATCH", "kits: do it", &["kits: one", "kits: two", "kits: three"]))
        .at("2026-01-06T10:00:00Z")
        .mail(max("some", "a-1", "Applied, thanks! Please send the others again."))
        .at("2026-06-01T10:00:00Z")
        .mails(series("b", "PATCH v2", "kits: do it", &["kits: one", "kits: two", "kits: three"]))
        .at("2026-06-02T10:00:00Z")
        .mail(max("tag", "b-1", "Reviewed-by: Max <max@kits.example>"))
        .at("2026-06-03T10:00:00Z")
        .mail(max("all", "b-0", "Series applied, thanks!"));
    let periods = figures(&archive, &[])["periods"].clone();
    let of = |name: &str, key: &str| {
        let row = periods.as_array().expect("rows").iter().find(|row| row["period"] == name);
        row.expect("the quarter")[key].clone()
    };
    assert_eq!((of("2026-Q1", "taken"), of("2026-Q2", "taken")), (json!(0), json!(1)));
    assert_eq!((of("2026-Q2", "reviewed"), of("2026-Q2", "versions_median")), (json!(1), json!(2)));
}

#[test]
fn years_without_mails_have_no_pages_and_unknown_medians_are_not_zero() {
    let archive = Archive::new()
        .at("1999-03-01T10:00:00Z")
        .mail(Mail::patch("old", "[PATCH] cars: park"))
        .at("2025-11-03T10:00:00Z")
        .mail(Mail::patch("a", "[PATCH] cars: drive"))
        .at("2025-11-06T10:00:00Z")
        .mail(Mail::new("r", "Re: it").answers("a").from("Max <max@kits.example>").body("Applied, thanks!\n"))
        .at("2026-02-01T10:00:00Z")
        .mail(Mail::patch("b", "[PATCH] cars: stop"));
    let tree = Site::of(&archive, "\"month\"").build();
    let years: Vec<&str> = tree
        .keys()
        .filter_map(|path| path.strip_prefix("statistics/")?.strip_suffix("/index.html"))
        .collect();
    assert_eq!(years, ["1999", "2025", "2026"]);
    let page = text(&tree, "statistics/index.html");
    let (_, days) = page.split_once("Days until a series was taken").expect("the picture");
    assert!(days.contains("<title>2025-Q4: 3 days</title>"), "{days}");
    assert!(days.contains("<tr><th scope=\"row\">2026-Q1</th><td class=\"n\">–</td></tr>"), "{days}");
    assert!(!page.contains("1999-Q1: "), "a picture is longer than twenty years: {page}");
}

#[test]
fn python_counts_the_same_in_the_sample() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mbox = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample/tidepool-devel.mbox");
    run(folder.path(), &["import", &mbox.display().to_string(), "list"]).succeeded();
    let series = run(folder.path(), &["series", "list", "--format", "json"]).succeeded().stdout;
    let known = json!({ "series": from_str::<Value>(&series).expect("JSON"), "people": {}, "machines": [] });
    let figures = run(folder.path(), &["stats", "list", "--format", "json"]).succeeded().stdout;
    let figures: Value = from_str(&figures).expect("JSON");
    for row in figures["periods"].as_array().expect("rows") {
        let day = |key: &str| row[key].as_str().expect("a day");
        let counted = counted(&mbox, &known, day("since"), day("until"));
        for (key, count) in counted.as_object().expect("figures") {
            assert_eq!(&row[key], count, "{key} of {}", row["period"]);
        }
    }
}

#[test]
fn the_guide_has_every_fact() {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/src/formats.md");
    let guide = std::fs::read_to_string(guide).expect("the chapter");
    let english = Language::read("en", Path::new("no folder")).expect("English");
    for fact in &FACTS {
        let meaning = english.text(&format!("fact-{}-meaning", fact.key));
        assert!(guide.contains(&format!("| `{}` | {meaning} |\n", fact.key)), "{}", fact.key);
    }
}
