//! The search index of a small site, hostile mails among it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use lorepress::config::{Addresses, Config};
use lorepress::options::{InboxFlag, Options, Overrides};
use lorepress::progress::Silent;

/// Two versions of a series, and a mail that would like to be a script.
const MAILS: &str = "\
From jane@example.org Mon Feb  5 09:00:00 2001
From: Jane Doe <jdoe@example.org>
Date: Mon, 5 Feb 2001 09:00:00 +0000
Subject: [PATCH] kvm: vgic: fix the doorbell
Message-ID: <1@example.org>

First try.
---
 a | 1 +

From jane@example.org Tue Feb  6 09:00:00 2001
From: Jane Doe <jdoe@example.org>
Date: Tue, 6 Feb 2001 09:00:00 +0000
Subject: [PATCH v2] kvm: vgic: fix the doorbell
Message-ID: <2@example.org>

Ask janet@example.org about gizmos.
---
 a | 1 +

From mallory@example.org Wed Feb  7 09:00:00 2001
From: \"</script><img src=x onerror=alert(1)>\" <m@example.org>
Date: Wed, 7 Feb 2001 09:00:00 +0000
Subject: [PATCH] <img src=x onerror=alert(1)>\t__proto__\x01: \\\" ' {}
Message-ID: <3@example.org>

Evil.
---
 a | 1 +

From janet@example.org Thu Feb  8 09:00:00 2001
From: Janet <janet@example.org>
Date: Thu, 8 Feb 2001 09:00:00 +0000
Subject: Re: [PATCH v2] kvm: vgic: fix the doorbell
Message-ID: <4@example.org>
In-Reply-To: <2@example.org>

What gizmos?
";

/// A mail of the next month, and the next version of the first series in that month.
const LATER: &str = "
From john@example.org Thu Mar  1 09:00:00 2001
From: John Doe <john@example.org>
Date: Thu, 1 Mar 2001 09:00:00 +0000
Subject: [PATCH] mm: count pages
Message-ID: <5@example.org>

Later.
---
 a | 1 +
";
const NEXT_VERSION: &str = "
From jane@example.org Fri Mar  2 09:00:00 2001
From: Jane Doe <jdoe@example.org>
Date: Fri, 2 Mar 2001 09:00:00 +0000
Subject: [PATCH v3] kvm: vgic: fix the doorbell
Message-ID: <6@example.org>

Third try.
---
 a | 1 +
";

/// The files of the index, by path.
fn index(addresses: Addresses, threads: usize) -> BTreeMap<String, String> {
    index_of(MAILS, addresses, threads)
}

fn index_of(mails: &str, addresses: Addresses, threads: usize) -> BTreeMap<String, String> {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("list.mbox"), mails).expect("an mbox");
    let flags = Overrides {
        inboxes: vec![InboxFlag::Added("a list".to_owned(), folder.path().join("list.mbox"))],
        keys: Config { addresses: Some(addresses), ..Config::default() },
        ..Overrides::default()
    };
    let options = Options::resolve(Config::default(), &folder.path().join("lorepress.toml"), flags);
    let options = options.expect("options");
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
    pool.install(|| lorepress::build(&options, &Silent)).expect("a site");
    let mut files = BTreeMap::new();
    read(&options.output, Path::new("search"), &mut files);
    files
}

fn read(root: &Path, folder: &Path, files: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(root.join(folder)).expect("a folder") {
        let path = folder.join(entry.expect("an entry").file_name());
        if root.join(&path).is_dir() {
            read(root, &path, files);
        } else if path.extension().is_some_and(|extension| extension != "html") {
            let text = fs::read_to_string(root.join(&path)).expect("UTF-8");
            files.insert(path.display().to_string(), text);
        }
    }
}

fn all(files: &BTreeMap<String, String>) -> String {
    files.values().cloned().collect::<Vec<_>>().join("\n")
}

#[test]
fn one_thread_and_eight_write_the_same_index() {
    assert_eq!(index(Addresses::Full, 1), index(Addresses::Full, 8));
}

#[test]
fn versions_of_a_series_are_one_document() {
    let files = index(Addresses::Full, 2);
    let results = &files["search/results/s0.json"];
    assert_eq!(results.matches("fix the doorbell").count(), 1, "{results}");
    assert!(results.contains(r#"["Jane Doe"],"kvm › vgic","2001-02-05","a list","v2"]"#), "{results}");
    assert!(all(&files).contains("\ndoorbel\t"), "stems are indexed");
}

#[test]
fn hostile_mails_are_text_in_every_file() {
    let json = |path: &str, text: &str| {
        serde_json::from_str::<serde_json::Value>(text).unwrap_or_else(|error| panic!("{path}: {error}"));
    };
    // With a mail of a later month and many that have a word, titles are in the shards as well.
    let (_, mallory) = MAILS.split_once("\nFrom mallory").expect("a mail");
    let (mallory, _) = mallory.split_once("\nFrom janet").expect("another one");
    let words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let many = words.map(|word| {
        format!("\nFrom mallory{}", mallory.replace("{}", word).replace("<3@", &format!("<{word}@")))
    });
    let files = index_of(&format!("{MAILS}{}{LATER}", many.concat()), Addresses::Full, 2);
    assert!(all(&files).contains("\n[[2,\"<img src=x onerror=alert(1)>"), "{files:?}");
    for (path, text) in index(Addresses::Full, 2).into_iter().chain(files) {
        if path.ends_with(".json") {
            json(&path, &text);
        } else {
            let (lines, titles) = text.split_once("\n\n").unwrap_or((&text, "[]"));
            json(&path, titles);
            assert!(
                lines.lines().all(|line| !line.starts_with('\t') && !line.contains(' ')),
                "{path}: {text}"
            );
        }
    }
}

/// The files that a list of shards names, of one tier.
fn shards_of(files: &BTreeMap<String, String>, list: &str, tier: usize) -> Vec<String> {
    let listed: serde_json::Value = serde_json::from_str(&files[list]).expect("JSON");
    paths(&listed["shards"][tier])
}

/// The paths of its files of several terms. Their names have ten letters each, and nothing between them.
fn paths(shards: &serde_json::Value) -> Vec<String> {
    let names = shards["files"].as_str().expect("names");
    (0..names.len()).step_by(10).map(|at| format!("search/{}.txt", &names[at..at + 10])).collect()
}

#[test]
fn a_new_version_leaves_the_files_of_older_months_as_they_are() {
    let before = index_of(&format!("{MAILS}{LATER}"), Addresses::Full, 2);
    let after = index_of(&format!("{MAILS}{LATER}{NEXT_VERSION}"), Addresses::Full, 2);
    for list in ["search/index.json", "search/exact.json"] {
        let old = shards_of(&before, list, 0);
        assert!(!old.is_empty(), "{list}");
        assert_eq!(old, shards_of(&after, list, 0), "{list}");
        assert_ne!(shards_of(&before, list, 1), shards_of(&after, list, 1), "{list}");
        let listed: serde_json::Value = serde_json::from_str(&after[list]).expect("JSON");
        assert_eq!(listed["replaced"][0], serde_json::json!([0]), "{list}");
    }
    let recent = shards_of(&after, "search/exact.json", 1);
    assert!(recent.iter().any(|path| format!("\n{}", after[path]).contains("\ntags=v3\tA")), "{recent:?}");
}

#[test]
fn files_of_patches_and_what_reviewers_said_are_listed() {
    let diff =
        "diff --git a/Lib/b.c b/Lib/b.c\n--- a/Lib/b.c\n+++ b/Lib/b.c\n@@ -1 +1 @@\n-a\n+b\n\nFrom janet";
    let files = index_of(&MAILS.replacen("\nFrom janet", &format!("\n{diff}"), 1), Addresses::Full, 2);
    let of = |list: &str| -> String {
        let paths = (0..3).flat_map(|age| shards_of(&files, list, age));
        paths.map(|path| format!("\n{}", files[&path])).collect()
    };
    let paths = of("search/files.json");
    for term in ["file=lib", "file=lib/b.c", "file~b.c"] {
        assert!(paths.contains(&format!("\n{term}\t")), "{term}: {paths}");
    }
    let said = of("search/said.json");
    assert!(said.contains("\ngizmo\t") && !said.contains("\nevil\t"), "{said}");
}

#[test]
fn every_mail_is_listed_with_its_series() {
    let ids = |addresses| {
        let files = index(addresses, 2);
        let text = all(&files);
        let lines = text.lines().filter(|line| line.contains("@example.org\t") && line.len() < 16);
        let lines: Vec<String> = lines.map(String::from).collect();
        assert!(files.contains_key("search/ids.json"));
        lines
    };
    // Two versions of the first series and an answer, and the second, whose first mail is the third of all.
    let expected = ["1@example.org\tA", "2@example.org\tA", "3@example.org\tC", "4@example.org\tA"];
    assert_eq!(ids(Addresses::Full), expected);
    assert!(ids(Addresses::Hidden).is_empty());
}

#[test]
fn values_of_fields_are_listed_as_they_are() {
    let text = all(&index(Addresses::Full, 2));
    let series = [
        "author=doe",
        "author=jane+doe",
        "author=jdoe",
        "list=a-list",
        "state=discussed",
        "subsystem=kvm",
        "subsystem=kvm/vgic",
        "subsystem~vgic",
        "tags=v1",
        "tags=v2",
        "title=fix+the",
        "title=the+doorbell",
        "year=2001",
    ];
    for term in series {
        assert!(text.contains(&format!("\n{term}\tA")), "{term}: {text}");
    }
    assert!(!text.contains("\nsubsystem=vgic\t"), "no subsystem begins with that level");
    let hidden = all(&index(Addresses::Hidden, 2));
    assert!(hidden.contains("\nauthor=jane+doe\t") && !hidden.contains("author=jdoe"), "{hidden}");
}

/// A series of two patches without a cover letter, and thanks for both.
const TAKEN: &str = "\
From jane@example.org Mon Feb  5 09:00:00 2001
From: Jane Doe <jdoe@example.org>
Date: Mon, 5 Feb 2001 09:00:00 +0000
Subject: [PATCH 1/2] kvm: vgic: fix the doorbell
Message-ID: <1@example.org>

One.
---
 a | 1 +

From jane@example.org Mon Feb  5 09:00:01 2001
From: Jane Doe <jdoe@example.org>
Date: Mon, 5 Feb 2001 09:00:01 +0000
Subject: [PATCH 2/2] kvm: vgic: describe the knocker
Message-ID: <2@example.org>
In-Reply-To: <1@example.org>

Two.
---
 b | 1 +

From janet@example.org Thu Feb  8 09:00:00 2001
From: Janet <janet@example.org>
Date: Thu, 8 Feb 2001 09:00:00 +0000
Subject: Re: [PATCH 1/2] kvm: vgic: fix the doorbell
Message-ID: <3@example.org>
In-Reply-To: <1@example.org>

On Mon, 05 Feb 2001 09:00:00 +0000, Jane Doe wrote:
> One.

Applied to next, thanks!

[1/2] kvm: vgic: fix the doorbell
      commit: 0123456789abcdef0123456789abcdef01234567
[2/2] kvm: vgic: describe the knocker
      commit: fedcba987654
";

#[test]
fn the_commits_that_patches_became_are_listed_with_their_series() {
    let text = all(&index_of(TAKEN, Addresses::Hidden, 2));
    for commit in ["0123456789ab", "fedcba987654"] {
        assert!(text.contains(&format!("\n{commit}\tA\n")), "{commit}: {text}");
    }
}

#[test]
fn every_patch_is_found_by_its_title_among_the_texts() {
    let files = index_of(TAKEN, Addresses::Full, 2);
    let texts: serde_json::Value = serde_json::from_str(&files["search/texts.json"]).expect("JSON");
    let shards = texts["shards"].as_array().expect("ages").iter().flat_map(paths);
    let texts: String = shards.map(|path| files[&path].as_str()).collect();
    assert!(format!("\n{texts}").contains("\nknocker\t"), "{texts}");
}

#[test]
fn a_text_that_was_replaced_in_a_later_month_counts_no_more() {
    let files = index_of(&MAILS.replace("6 Feb", "6 Mar").replace("Feb  6", "Mar  6"), Addresses::Full, 2);
    let texts: serde_json::Value = serde_json::from_str(&files["search/texts.json"]).expect("JSON");
    // The first version is of the year before the last month, and the second replaces it.
    assert_eq!(texts["replaced"], serde_json::json!([[], [0], []]), "{texts}");
}

#[test]
fn hidden_addresses_are_in_no_file() {
    assert!(all(&index(Addresses::Full, 2)).contains("jdoe"));
    let hidden = all(&index(Addresses::Hidden, 2));
    assert!(!hidden.contains("jdoe") && !hidden.contains("janet"), "{hidden}");
    assert!(hidden.contains("gizmo"), "the rest of the text is indexed");
}
