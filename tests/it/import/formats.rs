//! A list of mails is the same list in whatever format it is kept.

use super::*;
use proptest::prelude::*;

/// Lines that mislead. [`LOSSY`] ones are not told apart from quoted ones by mboxo and mboxcl.
const LINES: [&str; 12] = [
    "",
    "text",
    "From me",
    ">>From me",
    "> From me",
    "From jane@example.org Mon Feb  5 09:00:00 2001",
    ">>From jane@example.org Mon Feb  5 09:00:00 2001",
    "From: Jane <jane@example.org>",
    "Subject: within",
    "\u{1}\u{1}\u{1}",
    "Content-Length: 7",
    "-- ",
];
const LOSSY: [&str; 2] = [">From me", ">From jane@example.org Mon Feb  5 09:00:00 2001"];

/// A mail of a list: its body, and whether its lines end as on Windows.
type Content = (Vec<&'static str>, bool);

fn contents(lines: Vec<&'static str>) -> impl Strategy<Value = Vec<Content>> {
    let body = prop::collection::vec(prop::sample::select(lines), 0..8);
    prop::collection::vec((body, prop::bool::ANY), 1..6)
}

fn mails(contents: &[Content]) -> Vec<String> {
    let mail = |(at, (lines, windows)): (usize, &Content)| {
        let header = format!(
            "Message-ID: <{at}@example.org>\nFrom: Jane <jane@example.org>\nDate: Mon, 5 Feb 2001 {:02}:00:00 +0000\n\n",
            9 + at
        );
        let mail = header + &lines.iter().map(|line| format!("{line}\n")).collect::<String>();
        if *windows { mail.replace('\n', "\r\n") } else { mail }
    };
    contents.iter().enumerate().map(mail).collect()
}

/// A mail with a `>` before each line that `is_quoted`.
fn quoted(mail: &str, is_quoted: fn(&str) -> bool) -> String {
    let quote = |line: &str| if is_quoted(line) { format!(">{line}") } else { line.to_owned() };
    mail.split_inclusive('\n').map(quote).collect()
}

fn measured(mail: &str) -> String {
    let windows = mail.contains("\r\n");
    let line_end = if windows { "\r\n" } else { "\n" };
    let blank = line_end.repeat(2);
    let (header, body) = mail.split_once(&blank).expect("a header");
    format!("{header}{line_end}Content-Length: {}{blank}{body}", body.len())
}

fn is_from(line: &str) -> bool {
    line.starts_with("From ")
}

fn is_any_from(line: &str) -> bool {
    line.trim_start_matches('>').starts_with("From ")
}

/// An mbox with these envelope lines, each mail written by `write`.
fn mbox_of(mails: &[String], address: &str, write: impl Fn(&str) -> String) -> String {
    let written = mails
        .iter()
        .enumerate()
        .map(|(at, mail)| format!("From {address} Mon Feb  5 {:02}:00:01 2001\n{}\n", 9 + at, write(mail)));
    written.collect()
}

/// Writes mails in a format, imports them, and compares.
fn check_format(mails: &[String], format: &str, write: impl Fn(&Lab)) {
    let lab = Lab::new();
    write(&lab);
    let summary = lab.import("source");
    assert_eq!(lab.mails(), mails, "{format}");
    assert_eq!((summary.added, summary.seen), (mails.len() as u64, mails.len() as u64), "{format}");
}

fn check_file(mails: &[String], format: &str, content: &str) {
    check_format(mails, format, |lab| drop(lab.file("source", content)));
}

fn check_folder(mails: &[String], format: &str, name: impl Fn(usize) -> String) {
    check_format(mails, format, |lab| {
        for (at, mail) in mails.iter().enumerate() {
            lab.file(&format!("source/{}", name(at)), mail);
        }
    });
}

/// Formats that lose nothing.
fn check_exact(mails: &[String]) {
    check_file(mails, "mboxrd", &mbox_of(mails, "a@example.org", |mail| quoted(mail, is_any_from)));
    let is_told = mails.iter().any(|mail| mail.contains("\nFrom "))
        || !mails.iter().any(|mail| mail.contains("\n>From "));
    if is_told {
        check_file(mails, "mboxcl2", &mbox_of(mails, "a@example.org", measured));
    }
    check_file(mails, "lei's mboxcl2", &mbox_of(mails, "lei@mboxcl2", measured));
    let fence = "\u{1}\u{1}\u{1}\u{1}\n";
    let fenced = |mail: &String| format!("{fence}{mail}{fence}");
    check_file(mails, "MMDF", &mails.iter().map(fenced).collect::<String>());
    let fenced = |mail: &String| format!("{fence}{FROM}{mail}{fence}");
    check_file(mails, "MMDF of mutt", &mails.iter().map(fenced).collect::<String>());
    check_folder(mails, "MH", |at| (8 + at).to_string());
    check_folder(mails, "ezmlm", |at| format!("{}/{:02}", (98 + at) / 100, (98 + at) % 100));
    check_folder(mails, "eml", |at| format!("{at}.eml"));
    let delivered = |at: usize| format!("{}.M1P1.host", POSTMARK + 1 + 3600 * i64::try_from(at).unwrap_or(0));
    check_folder(mails, "maildir", |at| format!("cur/{}:2,S", delivered(at)));
    check_folder(mails, "maildir of new mails", |at| format!("new/{}", delivered(at)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn formats_that_lose_nothing_give_the_same_mails(contents in contents([&LINES[..], &LOSSY].concat())) {
        check_exact(&mails(&contents));
    }

    #[test]
    fn formats_that_quote_once_give_the_same_mails(contents in contents(LINES.to_vec())) {
        let mails = mails(&contents);
        check_file(&mails, "lei's mboxo", &mbox_of(&mails, "lei@mboxo", |mail| quoted(mail, is_from)));
        let write = |mail: &str| measured(&quoted(mail, is_from));
        check_file(&mails, "lei's mboxcl", &mbox_of(&mails, "lei@mboxcl", write));
        if mails.iter().any(|mail| mail.matches("\nFrom ").count() > 1) {
            check_file(&mails, "mboxcl", &mbox_of(&mails, "a@example.org", write));
        }
    }
}

#[test]
fn an_mbox_without_blank_lines_is_split_where_headers_are() {
    let mails: Vec<String> = [
        (vec!["text"], false),
        (vec!["text", "From me", ""], false),
        (vec!["quoting:", FROM.trim_end(), "no header"], true),
        (vec![], false),
        (vec!["end"], false),
    ]
    .map(|content| content)
    .iter()
    .enumerate()
    .map(|(at, (lines, _))| {
        let body: String = lines.iter().map(|line| format!("{line}\n")).collect();
        format!("From: Jane <jane@example.org>\nSubject: {at}\n\n{body}")
    })
    .collect();
    // The blank line that ends the second mail is taken for the file's, as git and public-inbox take it.
    let mut expected = mails.clone();
    expected[1].pop();
    expected[3].pop();
    let file: String = mails.iter().map(|mail| format!("{FROM}{mail}")).collect();
    check(file, &expected.iter().map(String::as_str).collect::<Vec<_>>());
}

#[test]
fn the_same_mail_from_two_formats_is_there_once() {
    let lab = Lab::new();
    let mail = "Message-ID: <1@example.org>\nFrom: Jane <jane@example.org>\n\nHello,\n\nFrom me\n>From you\n";
    lab.file("rd", mbox_of(&[mail.to_owned()], "a@example.org", |mail| quoted(mail, is_any_from)));
    lab.file("o", mbox_of(&[mail.to_owned()], "lei@mboxo", |mail| quoted(mail, is_from)));
    lab.file("cl", mbox_of(&[mail.to_owned()], "a@example.org", |mail| measured(&quoted(mail, is_from))));
    lab.file("windows", mbox_of(&[mail.replace('\n', "\r\n")], "a@example.org", str::to_owned));
    lab.file("mh/1", mail);
    lab.file("box/cur/1:2,S", format!("X-UID: 1\n{mail}"));
    let added: Vec<u64> =
        ["rd", "o", "cl", "windows", "mh", "box"].iter().map(|source| lab.import(source).added).collect();
    assert_eq!(added, [1, 0, 0, 0, 0, 0]);
}
