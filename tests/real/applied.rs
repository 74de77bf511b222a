//! What replies on real lists say of patches that were taken up, compared with what a person read in them.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

const LISTS: [&str; 2] = ["kvmarm", "kvm-ppc"];

/// One line of `tests/data/applied/judged.tsv`.
struct Judged<'a> {
    reply: &'a str,
    about: &'a str,
    taken: bool,
    tree: Option<&'a str>,
    commits: BTreeSet<&'a str>,
}

impl<'a> Judged<'a> {
    fn read(line: &'a str, list: &str) -> Option<Self> {
        let columns: Vec<&str> = line.split('\t').collect();
        let [of, reply, about, taken, tree, commits] = columns[..] else { panic!("{line}") };
        let named = |text: &'a str| Some(text).filter(|text| *text != "-");
        let commits = named(commits).into_iter().flat_map(|commits| commits.split(',')).collect();
        (of == list).then_some(Self { reply, about, taken: taken == "yes", tree: named(tree), commits })
    }

    /// What a series says of this reply: whether it is there, the tree and the commits.
    fn found<'b>(&self, series: &'b Value) -> (bool, Option<&'b str>, BTreeSet<&'b str>) {
        let rows = series["applied"].as_array().expect("a list").iter();
        let rows: Vec<&Value> = rows.filter(|row| row["message_id"] == self.reply).collect();
        let commits = rows.iter().filter_map(|row| row["commit"].as_str()).collect();
        (!rows.is_empty(), rows.first().and_then(|row| row["tree"].as_str()), commits)
    }
}

#[test]
fn what_a_person_read_as_taken_up_is_found_with_its_tree_and_commits() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/applied/judged.tsv");
    let text = std::fs::read_to_string(file).expect("the judged replies");
    let mut right = 0;
    for list in LISTS {
        let archive = crate::unpack(list, folder.path());
        let json = lorepress::series(&archive, None, &crate::series_request()).expect("JSON");
        let all: Vec<Value> = serde_json::from_str(&json).expect("JSON");
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        for judged in lines.filter_map(|line| Judged::read(line, list)) {
            let holds = |series: &&Value| {
                let mut revisions = series["revisions"].as_array().expect("a list").iter();
                revisions.any(|revision| {
                    revision["message_ids"].as_array().expect("a list").iter().any(|id| id == judged.about)
                })
            };
            let series = all.iter().find(holds).unwrap_or_else(|| panic!("no series has {}", judged.about));
            let expected = (judged.taken, judged.tree, judged.commits.clone());
            assert_eq!(judged.found(series), expected, "{}", judged.reply);
            let elsewhere = all.iter().filter(|other| !std::ptr::eq(*other, series));
            assert!(elsewhere.into_iter().all(|other| !judged.found(other).0), "{}", judged.reply);
            right += 1;
        }
    }
    assert_eq!(right, 50);
}
