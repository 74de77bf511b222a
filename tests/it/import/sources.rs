//! Maildirs and folders of mails.

use super::*;

#[test]
fn a_maildir_gives_what_is_delivered_by_time_of_delivery() {
    let lab = Lab::new();
    lab.file("box/cur/1000000000.M2.host:2,S", mail(2));
    lab.file("box/new/999999999.M1.host", mail(1));
    lab.file("box/new/1000000001.M3.host", mail(3));
    lab.file("box/cur/.hidden", mail(4));
    lab.file("box/tmp/1000000002.M5.host", mail(5));
    lab.file("box/.Sent/cur/1000000003.M6.host", mail(6));
    assert_eq!(lab.import("box").added, 3);
    assert_eq!(lab.mails(), [mail(1), mail(2), mail(3)]);
    assert_eq!(lab.arrivals(), [999_999_999, 1_000_000_000, 1_000_000_001]);
    lab.fsck();
}

#[test]
fn a_folder_gives_its_eml_files_at_any_depth_by_path() {
    let lab = Lab::new();
    lab.file("mails/b.eml", mail(3));
    lab.file("mails/a/z.EML", format!("{FROM}{}", mail(2)));
    lab.file("mails/a/b/c.eml", mail(1));
    lab.file("mails/readme.txt", mail(4));
    lab.file("mails/.git/x.eml", mail(5));
    lab.file("mails/empty.eml", "");
    let summary = lab.import("mails");
    assert_eq!(lab.mails(), [mail(1), mail(2), mail(3)]);
    let place = lab.path("mails/empty.eml").display().to_string();
    assert_eq!(summary.left_out, [(place, "empty-mail")]);
}

#[test]
fn each_kind_of_source_is_known_and_nothing_else() {
    let lab = Lab::new();
    lab.file("list.mbox", mbox([1]));
    lab.file("empty.mbox", "");
    lab.file("list.mmdf", format!("\u{1}\u{1}\u{1}\u{1}\n{}\u{1}\u{1}\u{1}\u{1}\n", mail(1)));
    lab.file("numbers/1", mail(1));
    lab.file("text", "From the manual: nothing\n");
    lab.file("list.mbox.gz", [0x1f, 0x8b, 8, 0]);
    lab.file("box/cur/1", "");
    lab.file("box/new/2", "");
    lab.file("mails/deep/a.eml", mail(1));
    lab.file("other/cur/a.txt", mail(1));
    Repository::init_bare(lab.path("bare.git")).expect("a repository");
    lab.import("list.mbox");
    for (name, kind) in [
        ("list.mbox", Some(SourceKind::Mbox)),
        ("empty.mbox", Some(SourceKind::Mbox)),
        ("list.mmdf", Some(SourceKind::Mmdf)),
        ("numbers", Some(SourceKind::Numbered)),
        ("box", Some(SourceKind::Maildir)),
        ("mails", Some(SourceKind::EmlFolder)),
        ("text", None),
        ("list.mbox.gz", None),
        ("other", None),
        ("bare.git", None),
        ("archive", None),
        ("missing", None),
    ] {
        assert_eq!(is_source(&lab.path(name)), kind, "{name}");
    }
}
