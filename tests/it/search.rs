//! The search index of a small site, hostile mails among it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use lorepress::config::{Addresses, Config};
use lorepress::options::{Options, Overrides};
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

/// The files of the index, by path.
fn index(addresses: Addresses, threads: usize) -> BTreeMap<String, String> {
    index_of(MAILS, addresses, threads)
}

fn index_of(mails: &str, addresses: Addresses, threads: usize) -> BTreeMap<String, String> {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("list.mbox"), mails).expect("an mbox");
    let flags = Overrides {
        inboxes: vec![("a list".to_owned(), folder.path().join("list.mbox"))],
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
    for (path, text) in index(Addresses::Full, 2) {
        if path.ends_with(".json") {
            serde_json::from_str::<serde_json::Value>(&text)
                .unwrap_or_else(|error| panic!("{path}: {error}"));
        } else {
            assert!(
                text.lines().all(|line| !line.starts_with('\t') && !line.contains(' ')),
                "{path}: {text}"
            );
        }
    }
}

#[test]
fn every_mail_is_listed_with_its_series() {
    let ids = |addresses| {
        let files = index(addresses, 2);
        let text = all(&files);
        let lines = text.lines().filter(|line| line.contains("@example.org\t0\t"));
        let lines: Vec<String> = lines.map(String::from).collect();
        assert!(files.contains_key("search/ids.json"));
        lines
    };
    // Two versions of the first series and an answer, and the second, whose first mail is the third of all.
    let expected =
        ["1@example.org\t0\t0B", "2@example.org\t0\t0B", "3@example.org\t0\t2B", "4@example.org\t0\t0B"];
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
        assert!(text.contains(&format!("\n{term}\t0\t0B")), "{term}: {text}");
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
        assert!(text.contains(&format!("\n{commit}\t0\t0B\n")), "{commit}: {text}");
    }
}

#[test]
fn every_patch_is_found_by_its_title_among_the_texts() {
    let files = index_of(TAKEN, Addresses::Full, 2);
    let texts: serde_json::Value = serde_json::from_str(&files["search/texts.json"]).expect("JSON");
    let shards = texts["shards"]
        .as_array()
        .expect("ages")
        .iter()
        .flat_map(|age| age["files"].as_array().expect("files"));
    let texts: String = shards
        .map(|name| files[&format!("search/{}.txt", name.as_str().expect("a name"))].as_str())
        .collect();
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
