//! The mails of revisions as they came, for b4.

use std::io::Read;

use crate::support::{Archive, Mail, Site, Tree, series};

/// A series of two: one mail has a line that an mbox would take for another mail.
fn archive() -> Archive {
    let mut mails = series("a", "PATCH", "kits: do it", &["kits: one", "kits: two"]);
    mails[1] = mails[1].clone().first_line("From here on it is fast.\n>From now on, too.");
    Archive::new().mails(mails).mail(Mail::patch("x/../../y", "[PATCH] kits: climb"))
}

fn mboxes(tree: &Tree) -> Vec<&str> {
    tree.keys().filter(|name| name.starts_with("all/")).map(String::as_str).collect()
}

fn unpacked(bytes: &[u8]) -> String {
    let mut text = String::new();
    flate2::read::GzDecoder::new(bytes).read_to_string(&mut text).expect("text");
    text
}

#[test]
fn the_mails_of_a_revision_are_one_mbox_under_the_id_of_its_first() {
    let archive = archive();
    let site = Site::of(&archive, "\"month\"").config("mboxes = true\nbase_url = \"https://site.example/\"");
    let tree = site.build();
    // A Message-ID that is a path names no folder.
    assert_eq!(mboxes(&tree), ["all/a-0@example.org/t.mbox.gz"]);
    let mbox = unpacked(&tree["all/a-0@example.org/t.mbox.gz"]);
    let mails: Vec<&str> = mbox.split("From mboxrd@z Thu Jan  1 00:00:00 1970\n").skip(1).collect();
    assert_eq!(mails.len(), 3, "{mbox}");
    assert!(
        mails[0].contains("\nArchived-At: <https://site.example/all/a-0@example.org/>\n\nA series."),
        "{}",
        mails[0]
    );
    assert!(mails[1].contains("\n\n>From here on it is fast.\n>>From now on, too.\n"), "{}", mails[1]);
    let page =
        tree.iter().find(|(name, _)| name.starts_with("series/kits-do-it-") && name.ends_with(".html"));
    let page = String::from_utf8_lossy(page.expect("a page").1);
    assert!(page.contains("<code>b4 am https://site.example/all/a-0@example.org/</code>"), "{page}");
    let first = tree["all/a-0@example.org/t.mbox.gz"].clone();
    assert!(site.build()["all/a-0@example.org/t.mbox.gz"] == first);
    let without = Site::of(&archive, "\"month\"").build();
    assert!(mboxes(&without).is_empty());
}

#[test]
fn a_revision_with_a_mail_that_must_not_be_shown_as_it_came_has_no_mbox() {
    let archive = Archive::new()
        .mail(Mail::patch("a", "[PATCH] kits: one").header("X-Seen-By", "=?utf-8?q?tom=40people=2Eexample?="))
        .mail(
            Mail::patch("b", "[PATCH] kits: two")
                .header("Content-Transfer-Encoding", "base64")
                .body("c2VjcmV0Cg==\n"),
        )
        .mail(Mail::patch("c", "[PATCH] kits: three"));
    let hide = "mboxes = true\n[[hide]]\naddress = \"tom@people.example\"\n[[hide]]\ntext = \"secret\"\n";
    let site = Site::of(&archive, "\"month\"").config(hide);
    assert_eq!(mboxes(&site.build()), ["all/c@example.org/t.mbox.gz"]);
    site.run(&["check"]).succeeded();
    // What is packed is looked through as well.
    let site = Site::of(&archive, "\"month\"").config("mboxes = true");
    site.build();
    let site = site.config("[[hide]]\ntext = \"secret\"\n");
    assert_ne!(site.run(&["check"]).code, Some(0));
}

#[test]
fn mails_as_they_came_need_a_site_with_all_addresses() {
    let run =
        Site::of(&archive(), "\"month\"").config("mboxes = true\naddresses = \"hidden\"").run(&["build"]);
    assert_ne!(run.code, Some(0));
    for part in ["lorepress.toml", "mboxes publishes whole mails", "set addresses = \"full\""] {
        assert!(run.stderr.contains(part), "{}", run.stderr);
    }
}

#[test]
fn a_patch_to_a_file_with_crlf_lines_keeps_them() {
    let mail = String::from_utf8(Mail::patch("dos", "[PATCH] kits: one").bytes()).expect("text");
    let mail = mail.replace("\n+", "\r\n+").trim_end().to_owned();
    let body = mail.split_once("\n\n").expect("a body").1;
    assert!(body.contains("\r\n"), "{body}");
    let archive = Archive::new().mail(mail.clone());
    let site = Site::of(&archive, "\"month\"").config("mboxes = true");
    let mbox = unpacked(&site.build()["all/dos@example.org/t.mbox.gz"]);
    assert_eq!(mbox.split_once("\n\n").expect("a body").1, format!("{body}\n\n"));
}
