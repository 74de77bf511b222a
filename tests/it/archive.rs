//! Archives of every layout and in every state: what is there is built, what is not is reported.

mod damaged;
mod faults;
mod guards;
mod ranges;
mod sent;
mod windows;

use lorepress::archive::{Content, Inbox, Scheme, Window};
use lorepress::digest::{CommonTags, Corrections, Deletions, Digest, Known, Stretch, Withheld, build};
use lorepress::mail::Mailmap;
use lorepress::shared::Pool;

use crate::support::{Archive, Layout, Mail};

/// The digests of an archive.
fn digests(archive: &Archive, scheme: &Scheme) -> Vec<Digest> {
    let inbox = Inbox::open(&archive.path()).expect("an archive");
    let times = times(&inbox);
    let windows = Window::cut(&inbox, scheme, &times).expect("windows");
    let deletions = Deletions::find(&inbox);
    let (mailmap, corrections) = (Mailmap::default(), Corrections::default());
    let known = Known {
        deletions: &deletions,
        common_tags: &CommonTags::default(),
        mailmap: &mailmap,
        corrections: &corrections,
        maintainers: None,
        pool: &Pool::default(),
    };
    let digest = |window: &Window| build("toys", &inbox, window, known, &Withheld::default());
    windows.iter().map(digest).collect()
}

/// When the mail of each slot was sent.
fn times(inbox: &Inbox) -> Vec<i64> {
    let (deletions, mailmap, corrections) =
        (Deletions::default(), Mailmap::default(), Corrections::default());
    let known = Known {
        deletions: &deletions,
        common_tags: &CommonTags::default(),
        mailmap: &mailmap,
        corrections: &corrections,
        maintainers: None,
        pool: &Pool::default(),
    };
    let all = 0..inbox.slots().len();
    Stretch::read(inbox, all.clone(), known, &Withheld::default()).settle(inbox, all)
}

fn every(mails: usize) -> Scheme {
    Scheme::Count(mails.try_into().expect("more than none"))
}

/// The digest of all mails.
fn whole(archive: &Archive) -> Digest {
    digests(archive, &every(1_000_000)).remove(0)
}

/// Titles of the entries, oldest first.
fn titles(digest: &Digest) -> Vec<&str> {
    digest.entries.iter().rev().map(|entry| entry.title.as_str()).collect()
}

fn kinds(digest: &Digest) -> Vec<&str> {
    digest.left_out.iter().map(|left_out| left_out.kind.as_str()).collect()
}

fn patch(id: &str) -> Mail {
    Mail::patch(id, &format!("[PATCH] {id}"))
}

#[test]
fn every_layout_gives_the_same_mails() {
    let fill = |layout| {
        let archive = Archive::of(layout).mail(patch("a")).mail(patch("b")).mail(patch("c"));
        archive.delete(patch("b")).mail(Mail::new("d", "no patch"))
    };
    let facts = |digest: &Digest| {
        let entry = |e: &lorepress::digest::Entry| (e.subject.clone(), e.body.clone(), e.message_id.clone());
        let entries: Vec<_> = digest.entries.iter().map(entry).collect();
        (entries, digest.mails, format!("{:?}", kinds(digest)))
    };
    let expected = facts(&whole(&fill(Layout::V2)));
    assert_eq!((expected.0.len(), expected.1), (2, 3));
    for layout in Layout::ALL {
        assert_eq!(facts(&whole(&fill(layout))), expected, "{layout:?}");
    }
}

#[test]
fn epochs_are_read_by_number() {
    for layout in [Layout::V2, Layout::Epochs] {
        let archive = Archive::of(layout).mail(patch("0"));
        let archive = (1..12).fold(archive, |archive, n| archive.next_epoch().mail(patch(&n.to_string())));
        let expected: Vec<String> = (0..12).map(|n| n.to_string()).collect();
        assert_eq!(titles(&whole(&archive)), expected, "{layout:?}");
    }
}

#[test]
fn folders_that_are_no_epochs_are_none() {
    let archive = Archive::new().mail(patch("a")).file("all.git/HEAD", "x").file("git/x.git/HEAD", "x");
    let archive = archive.file("git/README", "x").file("msgmap.sqlite3", "x");
    assert_eq!(titles(&whole(&archive)), ["a"]);
    assert_eq!(crate::support::Site::of(&archive, "\"day\"").left_out(), []);
}

/// Compares what stays and what is left out.
fn check(archive: &Archive, stays: &[&str], left_out: &[&str]) {
    let digest = whole(archive);
    assert_eq!(titles(&digest), stays);
    assert_eq!(kinds(&digest), left_out);
    assert_eq!(digest.mails + digest.left_out.len(), archive.ids().len());
}

#[test]
fn a_deletion_takes_the_mail_from_the_digest_and_counts() {
    let archive = Archive::new().mail(patch("a")).mail(patch("b")).delete(patch("a"));
    check(&archive, &["b"], &["deleted", "deletion"]);
    let digest = whole(&archive);
    assert_eq!(digest.left_out[0].message_id.as_deref(), Some("a@example.org"));
    assert_eq!(digest.left_out[0].commit, archive.id(0));
    assert_eq!(digest.left_out[1].commit, archive.id(2));
}

#[test]
fn a_deletion_takes_only_the_mail_of_the_same_content() {
    let other = patch("a").body("Another text.\n");
    check(&Archive::new().mail(patch("a")).delete(&other), &["a"], &["deletion"]);
    let both = Archive::new().mail(patch("a")).mail(&other).delete(&other);
    check(&both, &["a"], &["deleted", "deletion"]);
}

#[test]
fn a_deletion_knows_the_mail_by_its_content_and_not_by_its_transport() {
    let travelled =
        patch("a").header("Received", "from a.example by b.example; Mon, 2 Feb 2026 10:00:00 +0000");
    check(&Archive::new().mail(patch("a")).delete(travelled), &[], &["deleted", "deletion"]);
}

#[test]
fn a_mail_that_comes_again_after_its_deletion_stays() {
    let archive = Archive::new().mail(patch("a")).delete(patch("a")).mail(patch("a"));
    check(&archive, &["a"], &["deleted", "deletion"]);
}

#[test]
fn a_deletion_of_a_later_epoch_reaches_back() {
    let archive = Archive::new().mail(patch("a")).mail(patch("b")).next_epoch().delete(patch("a"));
    check(&archive, &["b"], &["deleted", "deletion"]);
}

#[test]
fn a_deletion_of_a_later_window_reaches_back() {
    let archive = Archive::new().mail(patch("a")).mail(patch("b")).delete(patch("a")).mail(patch("c"));
    let digests = digests(&archive, &every(2));
    assert_eq!(digests.iter().map(titles).collect::<Vec<_>>(), [vec!["b"], vec!["c"]]);
    assert_eq!(digests.iter().map(kinds).collect::<Vec<_>>(), [["deleted"], ["deletion"]]);
}

#[test]
fn a_deletion_of_a_mail_without_message_id_takes_that_mail() {
    let nameless = patch("a").without("Message-ID");
    let archive = Archive::new().mail(&nameless).mail(patch("b").without("Message-ID")).delete(&nameless);
    check(&archive, &["b"], &["deleted", "deletion"]);
}

#[test]
fn an_edit_of_a_v1_mail_replaces_it() {
    let edited = patch("a").header("Subject", "[PATCH] edited");
    let archive = Archive::of(Layout::V1).mail(patch("a")).mail(edited);
    let digest = whole(&archive);
    assert_eq!(titles(&digest), ["edited"]);
    assert_eq!(kinds(&digest), ["deleted", "deletion"]);
}

#[test]
fn an_inbox_of_no_commit_has_no_window() {
    let archive = Archive::new();
    assert_eq!(digests(&archive, &every(1)), []);
    let inbox = Inbox::open(&archive.path()).expect("an archive");
    assert!(inbox.slots().is_empty() && inbox.broken().len() == 1);
}

#[test]
fn a_slot_tells_what_its_commit_brings() {
    let archive = Archive::new().mail(patch("a")).delete(patch("a")).no_mail();
    let inbox = Inbox::open(&archive.path()).expect("an archive");
    let ids: Vec<_> = inbox.slots().iter().map(|slot| slot.commit.to_string()).collect();
    assert_eq!(ids, archive.ids());
    let contents: Vec<_> = inbox.slots().iter().map(|slot| slot.content).collect();
    assert!(matches!(contents[..], [Content::Mail(_), Content::Deletion(_), Content::None(_)]));
    let raw = inbox.read(&inbox.slots()[0], <[u8]>::to_vec);
    assert!(raw.expect("a mail").ends_with(&patch("a").bytes()));
}
