//! Whatever is in a source is data: it is imported, or left out and named, in reasonable time.

use super::*;
use std::time::Instant;

use crate::support::HANGS;

fn check_ends(lab: &Lab, source: &str) -> Summary {
    let start = Instant::now();
    let summary = lab.import(source);
    assert!(start.elapsed() < HANGS, "the import takes {:?}", start.elapsed());
    summary
}

#[test]
fn a_line_may_be_huge_and_may_hold_nul_bytes() {
    let lab = Lab::new();
    let subject = format!("Subject: {}", "a\0".repeat(2_000_000));
    let mails = [
        format!("{subject}\n\nbody\n"),
        format!("Subject: body\n\n{}", "From \0".repeat(3_000_000)),
        "Subject: \0\nDate: \0\nFrom: \0\nReceived: \0;\0\nMessage-ID: <\0>\n\n\0\n".to_owned(),
    ];
    let file: String = mails.iter().map(|mail| format!("{FROM}{mail}\n\n")).collect();
    lab.file("list.mbox", file);
    assert_eq!(check_ends(&lab, "list.mbox").added, 3);
    assert!(lab.mails().iter().zip(&mails).all(|(found, mail)| found.starts_with(mail)));
    lab.fsck();
}

#[test]
fn a_file_may_end_anywhere() {
    let fence = "\u{1}\u{1}\u{1}\u{1}\n";
    let measured = mail(1).replace("\n\n", "\nContent-Length: 8\n\n");
    let files = [
        format!("{FROM}{}\n{FROM}{measured}", mail(2)),
        format!("{fence}{}{fence}{fence}{FROM}{}{fence}", mail(1), mail(2)),
    ];
    for file in files {
        for end in (0..=file.len()).rev().step_by(5) {
            let lab = Lab::new();
            lab.file("list", &file[..end]);
            if is_source(&lab.path("list")).is_some() {
                let summary = lab.import("list");
                assert!(summary.seen <= 2 && summary.added + summary.left_out.len() as u64 == summary.seen);
            }
        }
    }
}

#[test]
fn very_many_empty_mails_are_counted() {
    let lab = Lab::new();
    lab.file("list.mbox", format!("{FROM}\n").repeat(100_000));
    let summary = check_ends(&lab, "list.mbox");
    assert_eq!((summary.seen, summary.added, summary.left_out.len()), (100_000, 0, 100_000));
    lab.file("list.mmdf", "\u{1}\u{1}\u{1}\u{1}\n".repeat(100_000));
    assert_eq!(check_ends(&lab, "list.mmdf"), Summary::default());
}

#[test]
fn lines_and_fields_that_promise_a_mail_cost_no_more_than_others() {
    let lab = Lab::new();
    let envelopes = FROM.repeat(30_000);
    let lengths = format!("{FROM}Content-Length: 70\n\n").repeat(20_000);
    let within =
        format!("{FROM}From: a\nSubject: b\n\n{}", format!("text\n{FROM}From: a\n\n").repeat(20_000));
    let header = format!("{FROM}{}", "a: b\n".repeat(300_000));
    for (name, file) in
        [("envelopes", envelopes), ("lengths", lengths), ("within", within), ("header", header)]
    {
        lab.file(name, file);
        check_ends(&lab, name);
    }
}

#[test]
fn parts_within_parts_do_no_harm() {
    let lab = Lab::new();
    let nested: String =
        (0..20_000).map(|at| format!("Content-Type: multipart/mixed; boundary=b{at}\n\n--b{at}\n")).collect();
    lab.file("list.mbox", format!("{FROM}{nested}\n{}", mbox([1])));
    assert_eq!(check_ends(&lab, "list.mbox").added, 2);
}

#[cfg(unix)]
#[test]
fn a_folder_may_hold_anything() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::os::unix::net::UnixListener;
    let lab = Lab::new();
    lab.file("box/cur/1000000000.M1.host:2,S", mail(1));
    lab.file("box/cur/1000000003.M1.host:2,S", mail(3));
    fs::set_permissions(lab.path("box/cur/1000000003.M1.host:2,S"), fs::Permissions::from_mode(0o000))
        .expect("a mode");
    lab.file("box/cur/1000000001.folder/text", "text");
    let _socket = UnixListener::bind(lab.path("box/cur/1000000002.socket")).expect("a socket");
    let made = Command::new("mkfifo").arg(lab.path("box/cur/1000000002.pipe")).status().expect("mkfifo runs");
    assert!(made.success());
    let link = |to: &str, name: &str| symlink(to, lab.path(&format!("box/cur/{name}"))).expect("a link");
    lab.file("elsewhere", mail(2));
    link("../../elsewhere", "1000000004.link");
    link("nowhere", "1000000005.dead");
    link("1000000006.loop", "1000000006.loop");
    link("..", "1000000007.up");
    let summary = check_ends(&lab, "box");
    let problem = |name: &str| {
        let path = lab.path(&format!("box/cur/{name}")).display().to_string();
        summary.left_out.iter().find(|(place, _)| *place == path).map(|(_, kind)| *kind)
    };
    assert_eq!(problem("1000000005.dead"), Some("vanished-file"));
    assert_eq!(problem("1000000006.loop"), Some("unreadable-file"));
    // The administrator may read everything.
    let may_read = fs::read(lab.path("box/cur/1000000003.M1.host:2,S")).is_ok();
    assert_eq!(problem("1000000003.M1.host:2,S"), (!may_read).then_some("unreadable-file"));
    assert_eq!((summary.seen, summary.added), (5, 2 + u64::from(may_read)));
}

#[cfg(unix)]
#[test]
fn folders_below_may_hold_anything() {
    use std::os::unix::fs::symlink;
    let lab = Lab::new();
    lab.file("mails/1.eml", mail(1));
    lab.file("mails/2.eml/text", "text");
    lab.file("mails/3.EML", [0xff, 0xfe, 0, b'\n']);
    symlink("..", lab.path("mails/up")).expect("a link");
    symlink("nowhere", lab.path("mails/4.eml")).expect("a link");
    let summary = check_ends(&lab, "mails");
    assert_eq!((summary.seen, summary.added), (3, 2));
    lab.file("mh/1", mail(1));
    lab.file("mh/2/3", mail(3));
    lab.file("mh/10", "");
    symlink("..", lab.path("mh/4")).expect("a link");
    let summary = check_ends(&lab, "mh");
    assert_eq!((summary.seen, summary.added, summary.duplicates.len()), (3, 1, 1));
}
