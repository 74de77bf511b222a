//! An archive grows by what is new, and only by that.

use super::*;

#[test]
fn a_mail_comes_once_for_its_message_id_and_content() {
    let lab = Lab::new();
    let again = mail(1).replace("Message-ID: ", "Received: from a by b\nMessage-id:\n\t");
    let other_case = "Message-ID: <1@EXAMPLE.org>\n\nexactly compared\n";
    lab.file("list.mbox", format!("{}{FROM}{again}\n{FROM}{other_case}\n", mbox([1, 2, 1])));
    let summary = lab.import("list.mbox");
    assert_eq!((summary.seen, summary.added, summary.duplicates.len()), (5, 3, 2));
    assert_eq!(lab.mails(), [&mail(1), &mail(2), other_case]);
}

#[test]
fn different_mails_with_one_message_id_are_different_mails() {
    let lab = Lab::new();
    let mails = [mail(1), mail(1).replace("Hello", "Good-bye"), mail(1).replace("mail 1", "another")];
    lab.file("list.mbox", mails.iter().map(|mail| format!("{FROM}{mail}\n")).collect::<String>());
    assert_eq!(lab.import("list.mbox").added, 3);
    assert_eq!(lab.mails(), mails);
    assert_eq!(lab.import("list.mbox").duplicates.len(), 3);
}

#[test]
fn a_mail_with_several_message_ids_is_known_when_all_of_them_are() {
    let lab = Lab::new();
    let with = |ids: &[u32]| {
        let ids = ids.iter().map(|id| format!("Message-ID: <{id}@example.org>\n"));
        format!("{}Subject: a\n\nboth\n", ids.collect::<String>())
    };
    let mails = [with(&[1]), with(&[2, 1]), with(&[2]), with(&[1, 2]), with(&[3, 1])];
    lab.file("list.mbox", mails.iter().map(|mail| format!("{FROM}{mail}\n")).collect::<String>());
    let summary = lab.import("list.mbox");
    assert_eq!((summary.added, summary.duplicates.len()), (3, 2));
    assert_eq!(lab.mails(), [with(&[1]), with(&[2, 1]), with(&[3, 1])]);
}

#[test]
fn a_mail_without_message_id_is_known_by_its_content() {
    let lab = Lab::new();
    let mails =
        ["Subject: a\n\na\n", "Lines: 1\nSubject: a\n\na\n", "Message-ID: <>\n\nb\n", "Subject: a\n\nb\n"];
    lab.file("list.mbox", mails.map(|mail| format!("{FROM}{mail}\n")).concat());
    let summary = lab.import("list.mbox");
    assert_eq!((summary.added, summary.duplicates.len()), (3, 1));
    assert_eq!(lab.import("list.mbox").duplicates.len(), 4);
}

#[test]
fn importing_the_same_again_adds_nothing() {
    let lab = Lab::new();
    lab.file("list.mbox", mbox(1..20));
    lab.import("list.mbox");
    let tip = lab.tip();
    let summary = lab.import("list.mbox");
    assert_eq!((summary.seen, summary.added, summary.duplicates.len()), (19, 0, 19));
    assert_eq!(lab.tip(), tip);
}

#[test]
fn an_archive_grows_by_what_is_new() {
    let lab = Lab::new();
    lab.file("old.mbox", mbox([1, 2]));
    lab.file("new.mbox", mbox([2, 3]));
    lab.import("old.mbox");
    let tip = lab.tip();
    assert_eq!(lab.import("new.mbox").added, 1);
    assert_eq!(lab.mails(), [mail(1), mail(2), mail(3)]);
    assert_eq!(lab.epoch().find_commit(lab.tip()).and_then(|commit| commit.parent_id(0)), Ok(tip));
    lab.fsck();
}

#[test]
fn an_archive_grows_at_its_newest_epoch_and_knows_all_of_them() {
    let lab = Lab::new();
    lab.file("old.mbox", mbox([1, 2]));
    lab.file("new.mbox", mbox([1, 3]));
    lab.import("old.mbox");
    Repository::init_bare(lab.path("archive/git/1.git")).expect("an epoch");
    lab.file("archive/git/1.git/HEAD", "ref: refs/heads/master\n");
    let tip = lab.tip();
    assert_eq!(lab.import("new.mbox").added, 1);
    assert_eq!(lab.tip(), tip);
    let newest = Repository::open_bare(lab.path("archive/git/1.git")).expect("an epoch");
    let head = newest.head().and_then(|head| head.peel_to_commit()).expect("a commit");
    assert_eq!((head.message(), head.parent_count()), (Ok("mail 3"), 0));
}

#[test]
fn a_mail_that_was_deleted_does_not_come_back() {
    let lab = Lab::new();
    lab.file("list.mbox", mbox([1, 2]));
    lab.import("list.mbox");
    delete(&lab.epoch(), &mail(2), POSTMARK);
    assert_eq!(lab.import("list.mbox").added, 0);
}

/// Adds the commit by which public-inbox deletes a mail.
fn delete(epoch: &Repository, mail: &str, at: i64) {
    let mut tree = epoch.treebuilder(None).expect("a tree");
    tree.insert("d", epoch.blob(mail.as_bytes()).expect("a blob"), 0o100_644).expect("an entry");
    let tree = epoch.find_tree(tree.write().expect("a tree")).expect("a tree");
    let who = Signature::new("Admin", "admin@example.org", &Time::new(at, 0)).expect("a signature");
    let tip = epoch.refname_to_id("refs/heads/master").and_then(|id| epoch.find_commit(id)).expect("a tip");
    epoch.commit(Some("refs/heads/master"), &who, &who, "rm", &tree, &[&tip]).expect("a commit");
}

#[test]
fn a_hole_in_the_archive_is_reported_and_filled() {
    let lab = Lab::new();
    lab.file("list.mbox", mbox([1]));
    lab.import("list.mbox");
    // A commit whose tree names a blob that is not there.
    let epoch = lab.epoch();
    let missing = Oid::hash_object(git2::ObjectType::Blob, mail(2).as_bytes()).expect("an id");
    let object = [b"100644 m\0", missing.as_bytes()].concat();
    let odb = epoch.odb().expect("a database");
    let tree = odb.write(git2::ObjectType::Tree, &object).and_then(|id| epoch.find_tree(id)).expect("a tree");
    let who = Signature::new("Admin", "admin@example.org", &Time::new(POSTMARK, 0)).expect("a signature");
    let tip = epoch.find_commit(lab.tip()).expect("a tip");
    let hole = epoch.commit(Some("refs/heads/master"), &who, &who, "hole", &tree, &[&tip]).expect("a commit");
    lab.file("list.mbox", mbox([1, 2]));
    let summary = lab.import("list.mbox");
    assert_eq!(summary.left_out, [(format!("commit {hole}"), "damaged-object")]);
    assert_eq!((summary.seen, summary.added), (2, 1));
    lab.fsck();
}
