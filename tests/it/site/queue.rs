//! What waits, and for whom.

use serde_json::{Value, from_str};

use crate::support::{Archive, Mail, Site, Tree, text};

const FILE: &str = "KITS\nM:\tAda <ada@people.example>\nR:\tJane Doe <jane@people.example>\nF:\tkits/\n";

/// A patch of a day of February.
fn patch(id: &str, subject: &str, day: usize) -> Mail {
    Mail::patch(id, subject).date(&format!("0{day} Feb 2026 08:00:00 +0000")).from("Jane Doe <jane@people.example>").body(
        "Do it.\n---\n kits/one.c | 2 +-\n 1 file changed, 1 insertion(+), 1 deletion(-)\n\n\
         diff --git a/kits/one.c b/kits/one.c\nindex 1..2 100644\n--- a/kits/one.c\n+++ b/kits/one.c\n@@ -1 +1 @@\n-x\n+y\n",
    )
}

/// What Ada says to a patch in the evening of a day.
fn reply(to: &str, day: usize, body: &str) -> Mail {
    let date = format!("0{day} Feb 2026 20:00:00 +0000");
    Mail::new(&format!("{to}-r"), "Re: it")
        .answers(to)
        .date(&date)
        .from("Ada <ada@people.example>")
        .body(body)
}

/// An old series that is discussed, one that waits and was sent again later, and one that was taken.
fn site(archive: &Archive) -> Site {
    let site = Site::of(archive, "\"day\"").file("MAINTAINERS", FILE);
    let config = std::fs::read_to_string(site.path("lorepress.toml")).expect("the configuration");
    site.file("lorepress.toml", format!("{config}maintainers = \"MAINTAINERS\"\n"))
}

fn archive() -> Archive {
    let mails = [
        (1, patch("again1", "[PATCH] kits: send it again", 1)),
        (2, patch("talk", "[PATCH] kits: talk <b> about it", 2)),
        (3, reply("talk", 3, "Why so?\n\nReviewed-by: Ada <ada@people.example>\n")),
        (4, patch("taken", "[PATCH] kits: take it", 4)),
        (4, reply("taken", 4, "Applied to kits-next, thanks!\n")),
        (5, patch("again2", "[PATCH v2] kits: send it again", 5)),
    ];
    let add = |archive: Archive, (day, mail): (usize, Mail)| {
        archive.at(&format!("2026-02-0{day}T21:00:00Z")).mail(mail)
    };
    mails.into_iter().fold(Archive::new(), add)
}

fn queue(tree: &Tree, path: &str) -> Vec<Value> {
    let data: Value = from_str(text(tree, path)).expect("JSON");
    data["queue"].as_array().expect("rows").clone()
}

#[test]
fn open_series_are_queued_the_oldest_wait_first() {
    let archive = archive();
    let tree = site(&archive).build();
    for path in ["queue/index.json", "queue/kits/index.json"] {
        let rows = queue(&tree, path);
        let said = |row: &Value| {
            let word = |name: &str| row[name].as_str().expect("a word").to_owned();
            (word("title"), word("state"), word("version"), word("since"))
        };
        let expected = [
            ("kits: talk <b> about it", "discussed", "v1", "2026-02-02"),
            ("kits: send it again", "waiting", "v2", "2026-02-05"),
        ];
        let expected = expected.map(|(a, b, c, d)| (a.to_owned(), b.to_owned(), c.to_owned(), d.to_owned()));
        assert_eq!(rows.iter().map(said).collect::<Vec<_>>(), expected, "{path}");
    }
}

#[test]
fn a_queue_says_who_was_asked_and_who_spoke_last() {
    let archive = archive();
    let tree = site(&archive).build();
    let rows = queue(&tree, "queue/index.json");
    assert_eq!(rows[0]["spoke"]["person"]["name"], "Ada");
    assert_eq!(rows[0]["spoke"]["is_author"], false);
    assert_eq!((&rows[0]["reviewed"], &rows[0]["patches"]), (&Value::from(1), &Value::from(1)));
    assert_eq!(rows[0]["unanswered"], 1);
    // The author looks after these files as well, and does not ask herself.
    assert_eq!(rows[0]["asked"].as_array().map(Vec::len), Some(1));
    assert_eq!(rows[0]["asked"][0]["name"], "Ada");
    assert_eq!(rows[1]["spoke"], Value::Null);
    let page = text(&tree, "queue/index.html");
    assert!(page.contains("talk &lt;b&gt; about it") && !page.contains("talk <b>"), "{page}");
    assert!(page.contains("Reviewed, not taken: 1 of 1 patch") && !page.contains("take it"), "{page}");
}

#[test]
fn home_and_subsystems_lead_to_their_queues() {
    let archive = archive();
    let tree = site(&archive).build();
    assert!(text(&tree, "index.html").contains("href=\"./queue/\""));
    assert!(text(&tree, "subsystems/kits/index.html").contains("href=\"../../queue/kits/\">2 in the queue"));
    let empty = Archive::new()
        .at("2026-02-06T08:00:00Z")
        .mails([patch("a", "[PATCH] kits: one", 1), reply("a", 2, "Applied, thanks!\n")]);
    let tree = site(&empty).build();
    assert!(text(&tree, "queue/index.html").contains("Nothing waits"));
    assert!(!tree.contains_key("queue/kits/index.html"), "a single series makes no queue");
}
