//! What the site's operator takes down.

use std::fs;

use super::{WAYS, days, public, site_of, with_tables};
use crate::support::{Archive, Mail, Site};

/// Adds tables to the configuration of a site, and builds it again. What the program said.
fn hide(site: Site, tables: &str) -> (Site, String) {
    let site = with_tables(site, tables);
    let run = site.run(&["build", "--report", "report.jsonl"]).succeeded();
    (site, run.stdout + &run.stderr)
}

/// These words are in the site before the takedown and in no file of it afterwards, and `check` says the same.
fn check_gone(archive: Archive, tables: &str, words: &[&str]) -> (Site, String) {
    let site = site_of(&archive);
    site.run(&["build"]).succeeded();
    let holds = |site: &Site, word: &str| {
        let tree = public(site);
        let found = tree
            .iter()
            .find(|(name, bytes)| name.contains(word) || String::from_utf8_lossy(bytes).contains(word));
        found.map(|(name, _)| name.clone())
    };
    words.iter().for_each(|word| assert_ne!(holds(&site, word), None, "{word} was never there"));
    let (site, said) = hide(site, tables);
    words.iter().for_each(|word| assert_eq!(holds(&site, word), None, "{word} is still there"));
    assert!(!said.contains("warning"), "{said}");
    site.run(&["check"]).succeeded();
    (site, said)
}

fn secret() -> Mail {
    let mail = Mail::patch("secret-id", "[PATCH] bricks: a secret").from("Eve Adams <eve@people.example>");
    mail.body("Nobody knows it.\n\nSigned-off-by: Eve Adams <eve@people.example>\n---\ndiff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n")
}

/// A patch of somebody else that names the secret and who wrote it.
fn other() -> Mail {
    let body = "See https://lists.example/r/secret-id@example.org/ of Eve Adams.\n\n\
        Reviewed-by: Eve Adams <Eve@People.example>\n---\ndiff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-eve@people.example\n+b\n";
    Mail::patch("other", "[PATCH] bricks: after <eve@people.example>").body(body)
}

#[test]
fn a_mail_is_taken_down_by_its_message_id() {
    let tables = "[[hide]]\nmessage_id = \"<secret-id@example.org>\"\nreason = \"asked for\"\n";
    let words = ["secret-id", "a secret", "Nobody knows"];
    let (site, said) = check_gone(days(2).mail(secret()).mail(other()), tables, &words);
    assert!(said.contains("1 hidden"), "{said}");
    let report = fs::read_to_string(site.path("report.jsonl")).expect("the report");
    assert_eq!(report, "{\"commit\":\"\",\"message_id\":null,\"kind\":\"hidden\"}\n");
}

#[test]
fn a_mail_is_taken_down_by_its_commit() {
    let archive = days(2).mail(secret()).mail(other());
    let tables = format!("[[hide]]\ncommit = {:?}\n", &archive.id(2)[..12]);
    check_gone(archive, &tables, &["secret-id", "a secret", "Nobody knows"]);
}

#[test]
fn a_sender_is_taken_down_and_their_name_stays_where_others_wrote_it() {
    let tables = "[[hide]]\naddress = \"Eve@people.example\"\n";
    let archive = days(2).mail(secret()).mail(other());
    let (site, _) = check_gone(archive, tables, &["a secret", "eve@people.example", "Nobody knows"]);
    let text = |name: &str| String::from_utf8_lossy(&public(&site)[name]).into_owned();
    assert!(text("digests/2026-01-02/index.txt").contains("Reviewed-by: Eve Adams <[hidden]>"));
}

#[test]
fn a_sender_is_taken_down_however_the_header_names_them() {
    let mail = |at: usize| Mail::patch(&format!("e{at}"), &format!("[PATCH] bricks: gone{at}end"));
    let from = [
        "Bob <bob@people.example>, Eve Adams <eve@people.example>",
        "Eve <eve@people.example.>",
        "Eve <mailto:eve@people.example>",
        "Eve < EVE @ People.example >",
        "\"eve\"@people.example",
        "team: Eve Adams <eve@people.example>;",
        "eve at people.example (Eve Adams)",
        "Bob <bob@people.example>\nFrom: Eve <eve@people.example>",
        "Bob <bob@people.example>\nSender: eve@people.example",
        "Bob <bob@people.example>\nResent-From: Eve <eve@people.example>",
    ];
    let eves = (0..).zip(from).map(|(at, from)| mail(at).from(from));
    let others = ["Mary <mary-eve@people.example>", "Eve <eve@people.example.org>"];
    let others = (90..).zip(others).map(|(at, from)| mail(at).from(from));
    let archive = days(1).mails(eves).mails(others);
    let site = with_tables(site_of(&archive), "[[hide]]\naddress = \"eve@people.example\"");
    site.run(&["build"]).succeeded();
    let tree = public(&site);
    let shown: String = tree.values().map(|bytes| String::from_utf8_lossy(bytes)).collect();
    (0..from.len()).for_each(|at| assert!(!shown.contains(&format!("gone{at}end")), "{}", from[at]));
    (90..92).for_each(|at| assert!(shown.contains(&format!("gone{at}end")), "{at}"));
}

#[test]
fn a_text_is_replaced_wherever_it_is() {
    let tables = "[[hide]]\ntext = \"Eve Adams\"\n\n[[hide]]\ntext = \"a secret\"\n";
    let (site, said) =
        check_gone(days(2).mail(secret()).mail(other()), tables, &["Eve Adams", "a secret", "eve-adams"]);
    assert!(!said.contains("hidden"), "no mail goes: {said}");
    assert!(
        String::from_utf8_lossy(&public(&site)["digests/2026-01-02/index.txt"]).contains("bricks: [hidden]")
    );
}

#[test]
fn replies_go_on_request() {
    let reply = |id: &str, to: &str| {
        Mail::new(id, "Re: [PATCH] bricks: a secret")
            .answers(to)
            .body("> Nobody knows it.\n\nGood.\n\nAcked-by: Ada Bell <ada@people.example>\n")
    };
    let quote = Mail::new("q", "Re: [PATCH] kits: brick 0").answers("n0").body("> Nobody\n> knows\nGood.\n");
    let archive =
        || days(2).mail(secret()).mail(reply("r", "secret-id")).mail(reply("s", "r")).mail(quote.clone());
    let of = |replies: bool, table: &str, hidden: &str| {
        let (_, said) = hide(site_of(&archive()), &format!("[[hide]]\n{table}\nreplies = {replies}\n"));
        assert!(said.contains(hidden), "{said}");
    };
    of(false, "message_id = \"secret-id@example.org\"", "1 hidden");
    of(true, "message_id = \"secret-id@example.org\"", "3 hidden");
    of(true, "address = \"eve@people.example\"", "3 hidden");
    of(true, "text = \"Nobody knows it\"", "2 hidden");
}

#[test]
fn a_digest_that_exists_only_as_text_is_changed() {
    let text = include_str!("../../data/text/ours.txt").replace("ada@example.org", "eve@people.example");
    assert!(text.contains("eve@people.example"));
    let archive = days(1);
    let site = site_of(&archive).file("content/digests/2024-02-18-toy.txt", text);
    let (site, said) = hide(site, "[[hide]]\naddress = \"eve@people.example\"\n");
    assert!(!said.contains("warning"), "{said}");
    site.run(&["check"]).succeeded();
}

#[test]
fn a_takedown_that_matches_nothing_is_a_warning() {
    let tables = "[[hide]]\nmessage_id = \"secrt-id@example.org\"\n\n[[hide]]\ncommit = \"0123456789\"\n";
    let (_, said) = hide(site_of(&days(1)), tables);
    for table in ["message_id = \"secrt-id@example.org\"", "commit = \"0123456789\""] {
        assert!(said.contains(&format!("warning: [[hide]] {table} matches nothing")), "{said}");
    }
}

#[test]
fn what_the_operator_took_down_is_not_lost_by_accident() {
    for way in WAYS {
        let eves = (0..60).map(|at| secret().header("Message-ID", &format!("<eve-{at}@example.org>")));
        let archive = days(30).mails(eves.map(|mail| mail.header("Subject", "[PATCH] bricks: of Eve")));
        let site = site_of(&archive);
        site.run(way).succeeded();
        let (site, _) = hide(site, "[[hide]]\naddress = \"eve@people.example\"\n");
        // Once they are gone they excuse nothing.
        let shorter = days(3)
            .mails((0..60).map(|at| secret().header("Message-ID", &format!("<eve-{at}@example.org>"))));
        let config = fs::read_to_string(site.path("lorepress.toml")).expect("the configuration");
        let path = |archive: &Archive| archive.path().display().to_string();
        let site = site.file("lorepress.toml", config.replace(&path(&archive), &path(&shorter)));
        assert_eq!(site.run(way).code, Some(3));
    }
}

/// Plants words in a site that `check` must find.
#[test]
fn check_finds_what_is_planted_in_any_spelling() {
    let plants = [
        (
            "a.html",
            "<p>x</p>\n<a href=\"r/eve%40people.example\">",
            "2: hidden address = \"eve@people.example\"",
        ),
        ("b.json", "{\"x\":\"a\\nEVE@people.example\"}", "1: hidden address = \"eve@people.example\""),
        ("c.xml", "<a>eve&#64;people.example</a>", "1: hidden address = \"eve@people.example\""),
        ("search/d.txt", "\n\nsecret-id@example.org\t1", "3: hidden message_id = \"secret-id@example.org\""),
        ("e.html", "<p>the &quot;plan&quot;\n&amp; more", "1: hidden text = \"the \\\"plan\\\" & more\""),
        ("eve@people.example/f.txt", "", "0: hidden address = \"eve@people.example\""),
    ];
    let tables = "[[hide]]\naddress = \"eve@people.example\"\n[[hide]]\nmessage_id = \"secret-id@example.org\"\n\
        [[hide]]\ntext = 'the \"plan\" & more'\n";
    let archive = days(2);
    let site = site_of(&archive).config("base_url = \"https://digests.example/\"");
    let (site, _) = hide(site, tables);
    site.run(&["check"]).succeeded();
    for (name, content, found) in plants {
        let site = Site::new(&fs::read_to_string(site.path("lorepress.toml")).expect("the configuration"));
        let site = site.file("public/.lorepress-site", "").file(&format!("public/{name}"), content);
        let run = site.run(&["check"]);
        assert_eq!(
            (run.code, run.stdout.trim_end()),
            (Some(1), &*format!("public/{name}:{found}")),
            "{}",
            run.stderr
        );
    }
}

#[test]
fn check_finds_any_address_where_they_are_hidden() {
    let archive = days(2);
    let site = site_of(&archive).config("addresses = \"hidden\"\nbase_url = \"https://digests.example/\"");
    let site = site.file("content/contact.md", "Write to webmaster@site.example.\n");
    site.run(&["build"]).succeeded();
    assert!(site.run(&["check"]).succeeded().stdout.contains("nothing wrong in them"));
    let site = site
        .file("public/x.html", "\n<p>bob@people.example x@localhost <a href=\"bob%40people.example\"></p>");
    let run = site.run(&["check", "public"]);
    assert_eq!(run.code, Some(1));
    let found = ["bob%40people.example", "bob@people.example", "x@localhost"];
    let found = found.map(|address| format!("public/x.html:2: address {address}\n"));
    assert_eq!(run.stdout, found.concat());
}

#[test]
fn check_takes_no_name_at_the_beginning_of_a_text_for_an_address() {
    let reply = |id: &str, body: &str| Mail::new(id, "Re: [PATCH] kits: brick 0").answers("n0").body(body);
    let archive = days(1)
        .mail(reply("p", "> new\n\n@PPC folks, please look.\n\n@ARM folks as well.\n"))
        .mail(reply("q", "@bob do.\n\nAn escape: \"nope\\\\n@PPC\"\n"));
    let site = site_of(&archive).config("addresses = \"hidden\"\nbase_url = \"https://digests.example/\"");
    site.run(&["build"]).succeeded();
    let run = site.run(&["check"]);
    assert_eq!((run.code, run.stdout.contains("nothing wrong")), (Some(0), true), "{}", run.stdout);
    let json = "{\"a\": \"@b\",\n \"bob\\u0040people.example\": [1, \"\\nup@people.example\"]}";
    let site = site.file("public/x.json", json);
    let found = ["bob@people.example", "up@people.example"];
    let found = found.map(|address| format!("public/x.json:2: address {address}\n"));
    assert_eq!(site.run(&["check"]).stdout, found.concat());
}

#[test]
fn check_needs_a_site() {
    let run = site_of(&days(1)).run(&["check", "nowhere"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.starts_with("error: nowhere: is not a site that lorepress built"), "{}", run.stderr);
}

#[test]
fn a_text_that_goes_on_behind_the_marks_of_a_line_is_hidden() {
    let body = "It says:\n\n> kept in the old\n> mill of Eve\n\nWhere?\n---\ndiff --git a/x b/x\n--- a/x\n+++ b/x\n\
        @@ -1,2 +1,2 @@\n-a\n-b\n+/* the old\n+ * mill of Eve */\n";
    let quoted = Mail::patch("quoted", "[PATCH] bricks: quote").body(body);
    let archive = days(1).mail(quoted);
    let site = site_of(&archive);
    site.run(&["build"]).succeeded();
    let holds = |site: &Site| {
        public(site).values().any(|bytes| String::from_utf8_lossy(bytes).contains("mill of Eve"))
    };
    assert!(holds(&site));
    let (site, said) = hide(site, "[[hide]]\ntext = \"the old mill of Eve\"\n");
    assert!(!holds(&site));
    assert!(!said.contains("matches nothing"), "{said}");
    site.run(&["check"]).succeeded();
    let site = site.file("public/x.txt", "> the old\n> mill of Eve\n");
    assert_eq!(site.run(&["check"]).code, Some(1));
}
