//! What is hidden is not kept from one build to the next either.

use std::path::Path;
use std::process::{Command, Stdio};

use super::{days, public, retitle, site_of, with_tables};
use crate::support::{Archive, Halted, Mail, Site, Tree, inbox, run, series, tree};

/// Every part of a mail in which a word may be that is kept, whether a page shows it or not.
fn everywhere() -> Archive {
    let diff = |path: &str| {
        format!(
            "---\n {path} | 2 +-\n\ndiff --git a/{path} b/{path}\n--- a/{path}\n+++ b/{path}\n@@ -1 +1 @@ Qzword()\n-Qzword\n+b\n-- \n2.51.0\n"
        )
    };
    let patch = Mail::patch("p", "[PATCH Qzword v2] Qzword: bricks")
        .header("In-Reply-To", "<1-Qzword@example.org>")
        .header("References", "<0-Qzword@example.org> <n0@example.org>")
        .header("Reply-To", "Qzword <other@example.org>")
        .header("Cc", "Qzword@example.org, toys@lists.example")
        .body(&format!(
            "commit 1234567890123456789012345678901234567890 upstream.\n\nIt was Qzword.\n\n\
            Closes: https://lists.example/r/2-Qzword@example.org/\nLink: https://lists.example/r/3-Qzword@example.org/\n\
            Qzword-by: Qzword <Qzword@example.org>\nSigned-off-by: Jane Doe <jane@example.org>\n---\n\
            Changes in v2:\n- as Qzword said\n- Link to v1: https://lists.example/r/4-Qzword@example.org/\n\
            change-id: 20260101-Qzword-012345678901\n\n{}",
            diff("kits/Qzword.c")
        ));
    let pull = Mail::new("pull", "[GIT PULL] bricks").body(
        "The following changes since commit 1234567890123456789012345678901234567890:\n\n  \
        Qzword (2026-01-01 00:00:00 +0000)\n\nare available in the Git repository at:\n\n  \
        https://git.example/Qzword.git tags/Qzword\n\nfor you to fetch changes up to 2234567890123456789012345678901234567890:\n\n  \
        bricks: Qzword (2026-01-01 00:00:00 +0000)\n\n----------------\nQzword\n----------------\n\
        Qzword (2):\n      bricks: Qzword the first\n      bricks: a Qzword\n",
    );
    let bot = Mail::new("bot", "[tip: kits/Qzword] bricks: Qzword the first")
        .from("\"tip-bot2 for Qzword\" <tip-bot2@linutronix.de>")
        .body(
            "The following commit has been merged into the kits/Qzword branch of tip:\n\n\
            Commit-ID:     1234567890123456789012345678901234567890\nGitweb:        https://git.example/Qzword\n\
            Author:        Qzword\nAuthorDate:    Mon, 05 Jan 2026 10:00:00\nCommitter:     Qzword\n\n\
            bricks: Qzword the first\n\nLink: https://lists.example/r/5-Qzword@example.org\n",
        );
    let thanks = Mail::new("thanks", "Re: [PATCH] kits: brick 0").answers("n0").body(
        "Applied to Qzword/kits.git (for-Qzword), thanks!\n\n[1/2] kits: brick Qzword\n      \
        commit: 1234567890123456789012345678901234567890\n[2/2] Qzword\n      https://git.example/c/Qzword\n\n\
        Reviewed-by: Qzword <Qzword@example.org>\n",
    );
    let orphan = |at: usize| {
        Mail::new(&format!("o{at}"), "Re: [PATCH] gone").header("In-Reply-To", "<6-Qzword@example.org>")
    };
    let deleted = Mail::new("7-Qzword", "old");
    let cover = series("s", "PATCH", "Qzword", &["bricks: Qzword the first", "bricks: a Qzword"]);
    days(1)
        .mail(&patch)
        .mails(cover)
        .mail(pull)
        .mail(bot)
        .mail(thanks)
        .mails((0..2).map(orphan))
        .mail(&deleted)
        .delete(&deleted)
}

#[test]
fn a_hidden_word_is_nowhere_in_the_cache_and_the_site() {
    let archive = everywhere();
    for table in ["text = \"Qzword\"", "text = \"Qzword\"\nreplies = true"] {
        let site = with_tables(site_of(&archive), &format!("[[hide]]\n{table}"));
        for _ in 0..2 {
            site.run(&["build", "--report", "report.jsonl"]).succeeded();
            let kept = tree(&site.path(".lorepress"));
            assert!(kept.keys().any(|name| name.starts_with("mails-")), "nothing is kept");
            for (name, bytes) in kept.iter().chain(&public(&site)) {
                let text = format!("{name}\n{}", String::from_utf8_lossy(bytes).to_lowercase());
                let around = |at: usize| text[..at].chars().rev().take(60).collect::<Vec<_>>();
                let found = text.find("qzword").map(|at| around(at).into_iter().rev().collect::<String>());
                assert_eq!(found, None, "{table} in {name}");
            }
        }
        let report = std::fs::read_to_string(site.path("report.jsonl")).expect("the report");
        assert!(!report.contains("Qzword"), "{report}");
        site.run(&["check"]).succeeded();
    }
}

#[test]
fn a_hidden_mail_and_a_hidden_address_are_nowhere_in_the_cache() {
    let tables = "[[hide]]\nmessage_id = \"secret@example.org\"\nreplies = true\n\n[[hide]]\naddress = \"eve@people.example\"\n";
    let id = "https://lists.example/r/secret@example.org/";
    let naming = Mail::patch("naming", "[PATCH v2] bricks").answers("secret").body(&format!(
        "It is.\n\nCloses: {id}\nReported-by: eve@people.example\n---\nv2: see {id} of eve@people.example\n\
        diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n"
    ));
    let archive = days(1)
        .mail(Mail::patch("secret", "[PATCH] bricks").from("Bob <bob@people.example>"))
        .mail(Mail::new("reply", "Re: [PATCH] bricks").answers("secret").header("Cc", "eve@people.example"))
        .mail(naming);
    let site = with_tables(site_of(&archive), tables);
    site.run(&["build"]).succeeded();
    for (name, bytes) in &tree(&site.path(".lorepress")) {
        let text = String::from_utf8_lossy(bytes);
        ["secret@example.org", "eve@people.example"].iter().for_each(|word| {
            assert!(!text.contains(word), "{word} in {name}");
        });
    }
    site.run(&["check"]).succeeded();
}

#[test]
fn a_mail_whose_commit_is_hidden_goes_from_the_cache_of_all_lists() {
    let mail = || Mail::patch("secret", "[PATCH] bricks: Qzsecret").from("Bob <bob@people.example>");
    let (archive, other) =
        (days(1).mail(mail()), days(1).mail(Mail::new("reply", "Re: bricks").answers("secret")));
    let site = with_tables(site_of(&archive), &inbox("other", &other.path(), "\"week\""));
    site.run(&["build"]).succeeded();
    let site = with_tables(site, &format!("[[hide]]\ncommit = {:?}", archive.id(1)));
    for _ in 0..2 {
        site.run(&["build"]).succeeded();
        let kept = tree(&site.path(".lorepress"));
        assert_eq!(kept.keys().filter(|name| name.ends_with("/0000000000")).count(), 2, "both are kept");
        for (name, bytes) in &kept {
            let text = String::from_utf8_lossy(bytes);
            ["secret@example.org", "Qzsecret"]
                .iter()
                .for_each(|word| assert!(!text.contains(word), "{word} in {name}"));
        }
    }
}

#[test]
fn a_hidden_commit_that_comes_later_is_hidden_in_what_was_kept_of_other_lists() {
    let archive = days(1).mail(Mail::patch("secret", "[PATCH] bricks").from("Bob <bob@people.example>"));
    let other = days(1).mail(Mail::new("reply", "Re: bricks").answers("secret"));
    let site = with_tables(site_of(&other), &format!("[[hide]]\ncommit = {:?}", archive.id(1)));
    site.run(&["build"]).succeeded();
    let site = with_tables(site, &inbox("more", &archive.path(), "\"week\""));
    site.run(&["build"]).succeeded();
    let kept = tree(&site.path(".lorepress"));
    let holds = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).contains("secret@example.org");
    assert_eq!(kept.iter().find(|(_, bytes)| holds(bytes)).map(|(name, _)| name), None);
}

#[test]
fn what_was_kept_for_a_folder_goes_with_it() {
    let archive = days(1).mail(Mail::patch("a", "[PATCH] bricks: Qzsecret"));
    let site = site_of(&archive);
    site.run(&["build", "--output", "preview"]).succeeded();
    site.run(&["build"]).succeeded();
    let of_folders = |kept: &Tree| kept.keys().filter(|name| name.starts_with("reviews-")).count();
    assert_eq!(of_folders(&tree(&site.path(".lorepress"))), 2);
    std::fs::remove_dir_all(site.path("preview")).expect("a folder");
    let site = with_tables(site, "[[hide]]\ntext = \"Qzsecret\"");
    site.run(&["build"]).succeeded();
    let kept = tree(&site.path(".lorepress"));
    assert_eq!(of_folders(&kept), 1);
    // Without them nobody would see that mails vanish from a site that is made there again.
    assert_eq!(kept.keys().filter(|name| name.ends_with(".mails")).count(), 2);
    let holds = |(name, bytes): (&String, &Vec<u8>)| {
        let text = String::from_utf8_lossy(bytes);
        text.contains("Qzsecret").then(|| name.clone())
    };
    assert_eq!(kept.iter().find_map(holds), None);
}

/// What a hidden word becomes may be as long as the word.
#[test]
fn a_hidden_commit_that_comes_later_is_hidden_in_what_was_read_of_other_lists() {
    let secret = || Mail::patch("x", "[PATCH] bricks").header("Message-ID", "<a@bc.def>");
    let hidden = days(1).mail(secret()).id(1);
    let late = days(1);
    let said = "It is as in a@bc.def, is it not?\n";
    let diff = "---\n x | 2 +-\n\ndiff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+ a@bc.def\n";
    let other = days(1)
        .mail(Mail::new("reply", "Re: [PATCH] kits: brick 0").answers("n0").body(said))
        .mail(Mail::patch("p", "[PATCH] bricks: more").body(&format!("{said}{diff}")))
        .mails(series("s", "PATCH", "bricks", &["bricks: one"]).into_iter().map(|mail| mail.first_line(said)))
        .mail(
            Mail::new("bot", "[tip: kits/x] bricks")
                .from("\"tip-bot2 for X\" <tip-bot2@linutronix.de>")
                .body(said),
        );
    let site = with_tables(site_of(&other), &inbox("late", &late.path(), "\"week\""));
    let site = with_tables(site, &format!("[[hide]]\ncommit = {hidden:?}"));
    site.run(&["build"]).succeeded();
    let late = late.mail(secret());
    assert_eq!(late.id(1), hidden);
    site.run(&["build"]).succeeded();
    let updated = public(&site);
    let shows = |(name, bytes): (&String, &Vec<u8>)| {
        String::from_utf8_lossy(bytes).contains("a@bc.def").then(|| name.clone())
    };
    assert_eq!(updated.iter().find_map(shows), None);
    std::fs::remove_dir_all(site.path(".lorepress")).expect("the cache");
    std::fs::remove_dir_all(site.path("public")).expect("the site");
    site.run(&["build"]).succeeded();
    let differs =
        |(name, bytes): (&String, &Vec<u8>)| (updated.get(name) != Some(bytes)).then(|| name.clone());
    assert_eq!(public(&site).iter().find_map(differs), None);
}

/// The files of the cache with a word, by name.
fn holding(site: &Site, word: &str) -> Vec<String> {
    let holds = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains(word);
    let kept = tree(&site.path(".lorepress"));
    kept.into_iter().filter(|(_, bytes)| holds(bytes)).map(|(name, _)| name).collect()
}

#[test]
fn a_folder_under_two_spellings_is_one() {
    let archive = days(1).mail(
        Mail::new("reply", "Re: [PATCH] kits: brick 0").answers("n0").body("It is a Qzsecret of old.\n"),
    );
    let site = site_of(&archive);
    site.run(&["build"]).succeeded();
    let config = site.path("lorepress.toml").display().to_string();
    run(Path::new("/"), &["build", "--config", &config]).succeeded();
    assert!(!holding(&site, "Qzsecret").is_empty());
    let site = with_tables(site, "[[hide]]\ntext = \"Qzsecret\"");
    site.run(&["build"]).succeeded();
    assert_eq!(holding(&site, "Qzsecret"), Vec::<String>::new());
}

#[test]
fn what_was_kept_for_this_folder_under_another_hash_or_for_an_unknown_one_goes() {
    let archive = days(1);
    let site = site_of(&archive);
    site.run(&["build"]).succeeded();
    let folder = site.path("public").canonicalize().expect("the site").display().to_string();
    let kept = [
        ("site-0123456789abcdef.folder", folder.as_str()),
        ("site-0123456789abcdef.mails", "Qzsecret"),
        ("reviews-0123456789abcdef", "Qzsecret"),
        ("reviews-fedcba9876543210", "Qzsecret"),
        ("built-fedcba9876543210.json", "Qzsecret"),
        ("reviews-of-mine", "Qzsecret"),
    ];
    let site = kept.iter().fold(site, |site, (name, text)| site.file(&format!(".lorepress/{name}"), text));
    let site = retitle(site, "Other bricks");
    site.run(&["build"]).succeeded();
    assert_eq!(holding(&site, "Qzsecret"), ["reviews-of-mine", "site-0123456789abcdef.mails"]);
}

/// A build that is killed meanwhile leaves the next one the rest.
#[test]
fn the_name_of_a_folder_that_is_gone_stays_until_all_that_was_kept_for_it_is_removed() {
    let archive = days(1);
    let site = site_of(&archive);
    site.run(&["build", "--output", "preview"]).succeeded();
    site.run(&["build"]).succeeded();
    std::fs::remove_dir_all(site.path("preview")).expect("the site");
    let kept = tree(&site.path(".lorepress"));
    let is_record = |(name, folder): &(&String, &Vec<u8>)| {
        name.ends_with(".folder") && String::from_utf8_lossy(folder).ends_with("/preview")
    };
    let (record, _) = kept.iter().find(is_record).expect("the name of the folder");
    let reviews = record.replace("site-", "reviews-").replace(".folder", "");
    let (record, reviews) = (site.path(".lorepress").join(record), site.path(".lorepress").join(reviews));
    let many = || {
        std::fs::remove_file(&reviews).ok();
        std::fs::create_dir_all(&reviews).expect("a folder");
        (0..20_000).for_each(|at| std::fs::write(reviews.join(at.to_string()), "").expect("a file"));
        let path = site.path("lorepress.toml");
        let config = std::fs::read_to_string(&path).expect("the configuration");
        std::fs::write(&path, format!("{config}# \n").replace("Bricks", "Bricks and")).expect("written");
        std::fs::write(&record, site.path("preview").display().to_string()).expect("written");
    };
    many();
    let begin = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lorepress"));
        command.arg("build").current_dir(site.path("")).stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().expect("the program starts")
    };
    let is_in_it = || reviews.exists() && !reviews.join("0").exists() | !reviews.join("19999").exists();
    let halted = Halted::while_is(is_in_it, begin, many);
    assert!(record.exists(), "the name of the folder went first");
    assert!(halted.resume().success());
    assert!(!record.exists() && !reviews.exists());
}
