//! Mails that were taken from an archive.

use super::{WAYS, days, imports, public, site_of};
use crate::support::{Archive, Mail, Site, inbox, tree};

#[test]
fn a_deleted_mail_is_in_no_file_and_nor_is_its_id() {
    for way in WAYS {
        let secret = || Mail::patch("secret-id", "[PATCH] bricks: a secret").body("Nobody knows it.\n");
        let archive = days(2).mail(secret());
        let site = site_of(&archive);
        site.run(way).succeeded();
        let _archive: Archive = archive.delete(secret());
        site.run(way).succeeded();
        for (name, bytes) in public(&site) {
            let text = String::from_utf8_lossy(&bytes);
            let found = ["secret-id", "a secret", "Nobody knows"].iter().find(|words| text.contains(**words));
            assert_eq!(found, None, "{way:?}: in {name}");
        }
    }
}

#[test]
fn what_was_imported_of_an_older_state_goes() {
    let mail = |id: &str| {
        let mail = Mail::patch(id, &format!("[PATCH] kits: {id}")).bytes();
        format!("From mboxrd@z Thu Jan  1 00:00:00 1970\n{}\n", String::from_utf8(mail).expect("UTF-8"))
    };
    let config =
        inbox("toys", "mails.mbox".as_ref(), "\"day\"") + &inbox("toys b", "b.mbox".as_ref(), "\"day\"");
    let site = Site::new(&config).file("mails.mbox", mail("one") + &mail("two")).file("b.mbox", mail("b"));
    site.run(&["build"]).succeeded();
    let site = site.file("mails.mbox", mail("one")).file(".lorepress/own/notes.txt", "mine");
    site.run(&["build"]).succeeded();
    assert_eq!(imports(&site), 3, "an import of each list, and a folder of somebody else");
    assert!(tree(&site.path(".lorepress")).contains_key("own/notes.txt"));
}
