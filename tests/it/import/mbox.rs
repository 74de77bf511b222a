//! Mboxes of every dialect are split where they should be.

use super::*;

#[test]
fn mails_of_an_mbox_come_without_envelope_lines_and_separators() {
    check(format!("{FROM}{}\n{FROM}{}\n", mail(1), mail(2)), &[&mail(1), &mail(2)]);
}

#[test]
fn the_last_mail_may_lack_its_separator() {
    check(format!("{FROM}{}\n{FROM}{}", mail(1), mail(2)), &[&mail(1), &mail(2)]);
    check(format!("{FROM}Subject: a\n\nno line end"), &["Subject: a\n\nno line end"]);
    check(format!("{FROM}Subject: only a header"), &["Subject: only a header"]);
}

#[test]
fn only_one_blank_line_is_taken_from_the_end_of_a_mail() {
    check(
        format!("{FROM}Subject: a\n\ntext\n\n\n{FROM}Subject: b\n\n\n"),
        &["Subject: a\n\ntext\n\n", "Subject: b\n\n"],
    );
}

#[test]
fn a_line_of_a_body_that_begins_with_from_does_not_split_it() {
    let body = "Subject: a\n\nFrom the manual:\n\nFrom here on, Monday\n\nFrom 5 Feb 2001 09:00:00 we know\n";
    check(format!("{FROM}{body}\n"), &[body]);
}

#[test]
fn an_envelope_line_counts_only_after_a_blank_line() {
    let body = format!("Subject: a\n\nquoting:\n{FROM}end\n");
    check(format!("{FROM}{body}\n"), &[&body]);
}

#[test]
fn mboxrd_loses_one_level_of_quoting() {
    check(
        format!("{FROM}Subject: a\n\n>From x\n>>From y\n>>>From z\n> From w\n>Fromage\n\n"),
        &["Subject: a\n\nFrom x\n>From y\n>>From z\n> From w\n>Fromage\n"],
    );
}

#[test]
fn mboxo_loses_the_only_level_of_quoting_it_has() {
    check(
        format!("{FROM}Subject: a\n\n>From the start\n\n>From me\n\n"),
        &["Subject: a\n\nFrom the start\n\nFrom me\n"],
    );
}

#[test]
fn mboxcl2_is_split_by_length_and_keeps_its_lines() {
    let body = format!(">From me\n\n{FROM}Subject: forwarded\n");
    let first = format!("Subject: a\nContent-Length: {}\n\n{body}", body.len());
    let second = "Subject: b\nContent-Length: 5\n\n>From";
    check(
        format!("{FROM}{first}\n{FROM}{second}"),
        &[&format!("Subject: a\n\n{body}"), "Subject: b\n\n>From"],
    );
}

#[test]
fn a_wrong_content_length_is_not_trusted() {
    for length in ["3", "20", "99999", "18446744073709551615", "-1", "many"] {
        check(
            format!("{FROM}Subject: a\nContent-Length: {length}\n\n>From me\n\n{FROM}Subject: b\n\nb\n\n"),
            &["Subject: a\n\nFrom me\n", "Subject: b\n\nb\n"],
        );
    }
}

#[test]
fn fields_of_the_mailbox_are_dropped_and_only_in_an_mbox() {
    let raw = "Status: RO\nSubject: a\nX-Status: A\nLines:\n 1\nX-Lines: 2\n\nStatus: stays\n";
    check(format!("{FROM}{raw}\n"), &["Subject: a\nX-Lines: 2\n\nStatus: stays\n"]);
    let lab = Lab::new();
    lab.file("mails/a.eml", raw);
    lab.import("mails");
    assert_eq!(lab.mails(), [raw]);
}

#[test]
fn line_ends_of_windows_are_kept() {
    let file = mbox([1, 2]).replace('\n', "\r\n");
    check(file, &[&mail(1).replace('\n', "\r\n"), &mail(2).replace('\n', "\r\n")]);
}

#[test]
fn an_mbox_may_begin_with_blank_lines() {
    check(format!("\n\n{FROM}Subject: a\n\na\n"), &["Subject: a\n\na\n"]);
}

#[test]
fn an_empty_mbox_makes_an_archive_without_mails() {
    let lab = Lab::new();
    lab.file("list.mbox", "");
    assert_eq!(lab.import("list.mbox"), Summary::default());
    assert_eq!(lab.mails(), [""; 0]);
    lab.fsck();
}

#[test]
fn an_empty_mail_is_left_out_and_named() {
    let lab = Lab::new();
    lab.file("list.mbox", format!("{FROM}\n\n{FROM}Subject: a\n\na\n"));
    let summary = lab.import("list.mbox");
    assert_eq!((summary.seen, summary.added), (2, 1));
    assert_eq!(summary.left_out, [(format!("byte {}", FROM.len()), "empty-mail")]);
}

/// Every body of up to four lines out of those that mislead.
fn misleading_bodies() -> Vec<String> {
    let lines = ["", "text", "From me", ">From me", ">>From me", FROM.trim_end(), &format!(">{FROM}"), ">"];
    let mut bodies = vec![String::new()];
    let mut longest = bodies.clone();
    for _ in 0..4 {
        let longer = |body: &String| lines.map(|line| format!("{body}{}\n", line.trim_end()));
        longest = longest.iter().flat_map(longer).collect();
        bodies.extend(longest.iter().cloned());
    }
    bodies
}

#[test]
fn what_was_written_as_mboxrd_is_read_as_it_was() {
    let mails: Vec<_> = misleading_bodies().into_iter().enumerate().map(numbered).collect();
    let quote = |line: &str| {
        if line.trim_start_matches('>').starts_with("From ") { format!(">{line}") } else { line.to_owned() }
    };
    let file = mails.iter().map(|mail| {
        let quoted: String = mail.split_inclusive('\n').map(quote).collect();
        format!("{FROM}{quoted}\n")
    });
    check(file.collect::<String>(), &mails.iter().map(String::as_str).collect::<Vec<_>>());
}

#[test]
fn what_was_written_as_mboxcl2_is_read_as_it_was() {
    let mails: Vec<_> = misleading_bodies().into_iter().enumerate().map(numbered).collect();
    let file = mails.iter().map(|mail| {
        let (header, body) = mail.split_once("\n\n").expect("a header");
        format!("{FROM}{header}\nContent-Length: {}\n\n{body}\n", body.len())
    });
    check(file.collect::<String>(), &mails.iter().map(String::as_str).collect::<Vec<_>>());
}

fn numbered((number, body): (usize, String)) -> String {
    format!("Message-ID: <{number}@example.org>\n\n{body}")
}
