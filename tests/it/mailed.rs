//! `lorepress mail`: a digest as a mail. `tests/mailed/run` has Python read such mails as well.

use mailparse::{MailHeaderMap, ParsedMail, parse_mail};

use crate::support::{Archive, Mail, Run, run, series};

const TO: &str = "readers@lists.example";

fn archive() -> Archive {
    Archive::new()
        .mails(series("a", "PATCH", "kits: paint them", &["kits: red", "kits: blue"]))
        .at("2026-02-04T10:00:00Z")
        .mail(Mail::patch("b", "[PATCH] kits: tin").date("Wed, 04 Feb 2026 10:00:00 +0000"))
}

fn mailed(archive: &Archive, window: &str, more: &[&str]) -> Run {
    let path = archive.path().display().to_string();
    run(&archive.path(), &[&["mail", &path, window, "--to", TO], more].concat())
}

/// The mail, and its headers read.
fn check(text: &str, check: impl FnOnce(&ParsedMail)) {
    // Lines end as RFC 5322 says, and none is longer than it allows.
    assert!(
        text.is_ascii() && text.split("\r\n").all(|line| !line.contains(['\r', '\n']) && line.len() <= 998)
    );
    check(&parse_mail(text.as_bytes()).expect("a mail"));
}

fn header(mail: &ParsedMail, name: &str) -> String {
    assert_eq!(mail.headers.get_all_values(name).len(), 1, "{name}");
    mail.headers.get_first_value(name).expect("a header")
}

fn bodies(mail: &ParsedMail) -> [String; 2] {
    assert_eq!(mail.ctype.mimetype, "multipart/alternative");
    let kinds: Vec<&str> = mail.subparts.iter().map(|part| &*part.ctype.mimetype).collect();
    assert_eq!(kinds, ["text/plain", "text/html"]);
    [0, 1].map(|at| mail.subparts[at].get_body().expect("a body").replace("\r\n", "\n"))
}

#[test]
fn a_digest_is_a_mail_with_its_text_and_the_same_as_html() {
    let archive = archive();
    let url = ["--url", "https://lore.example/toys/", "--list", "toys"];
    let text = mailed(&archive, "2026-02-02", &url).succeeded().stdout;
    let path = archive.path().display().to_string();
    let digest = [&["digest", &path, "2026-02-02"], &url[..]].concat();
    let digest = run(&archive.path(), &digest).succeeded().stdout;
    check(&text, |mail| {
        assert_eq!(header(mail, "From"), format!("<{TO}>"));
        assert_eq!(header(mail, "To"), format!("<{TO}>"));
        assert_eq!(header(mail, "Subject"), "[toys] 2 February 2026: 3 patch mails");
        // The newest mail of the window, not the clock.
        assert_eq!(mailparse::dateparse(&header(mail, "Date")).expect("a date"), 1_770_026_520);
        assert_eq!(header(mail, "List-Post"), "NO");
        assert_eq!(header(mail, "List-Archive"), "<https://lore.example/toys/>");
        assert_eq!(header(mail, "Auto-Submitted"), "auto-generated");
        assert_eq!(header(mail, "MIME-Version"), "1.0");
        let id = header(mail, "List-Id");
        assert!(id.starts_with("\"Digests of toys\" <toys-") && id.ends_with(".lists.example>"), "{id}");
        let [plain, html] = bodies(mail);
        assert_eq!(plain, digest);
        for part in [
            "<h3><a href=\"https://lore.example/toys/a-0@example.org/\">[PATCH 0/2] kits: paint them</a></h3>",
            "<li>[PATCH 2/2] kits: blue</li>",
            "Jane Doe &lt;jane@example.org&gt;",
        ] {
            assert!(html.contains(part), "{html}");
        }
    });
    assert_eq!(mailed(&archive, "2026-02-02", &url).succeeded().stdout, text);
}

#[test]
fn the_digests_of_a_list_are_a_thread() {
    let archive = archive();
    let ids = |window: &str| {
        let text = mailed(&archive, window, &[]).succeeded().stdout;
        let mail = parse_mail(text.as_bytes()).expect("a mail");
        let id = header(&mail, "Message-ID");
        assert!(id.starts_with('<') && id.ends_with("@lists.example>"), "{id}");
        let parent = mail.headers.get_first_value("In-Reply-To");
        assert_eq!(mail.headers.get_first_value("References"), parent);
        (id, parent)
    };
    // There is no digest of the third.
    let ((first, none), (second, parent)) = (ids("2026-02-02"), ids("2026-02-04"));
    assert_eq!((none, parent.as_ref()), (None, Some(&first)));
    assert_ne!(first, second);
    // Ranges go on where others end, however they are written.
    let (head, none) = ids("..HEAD~1");
    assert_eq!(none, None);
    assert_eq!(ids(&format!("{}..HEAD", archive.id(2))).1, Some(head));
}

#[test]
fn what_mails_and_names_say_adds_no_header_no_part_and_no_markup() {
    let body = "--=_0123\nContent-Type: text/html\n\n<script>alert(1)</script>\n.\nFrom here\n";
    let long = "x".repeat(5000);
    let mails = [
        Mail::patch("a", "[PATCH] =?utf-8?q?k=0AX-Evil:_1=0D=0A=0D=0A<b>b</b>?=").first_line(body),
        Mail::patch("b", &format!("[PATCH] {long}"))
            .from("=?utf-8?q?J=0ABcc:_e=40example.org?= <j@example.org>"),
        Mail::patch("c", "[PATCH] Müller ü 😀").from("\"<script>\" <s@example.org>").first_line(&long),
    ];
    let archive = Archive::new().mails(mails);
    let list = "a\r\nBcc: eve@example.org\r\n\r\n<i>, \"b\" ü";
    let text = mailed(&archive, "..HEAD", &["--list", list, "--from", "Ü, <b> \"x\" <me@example.org>"]);
    check(&text.succeeded().stdout, |mail| {
        let names: Vec<String> = mail.headers.iter().map(|header| header.get_key()).collect();
        let expected = [
            "From",
            "To",
            "Subject",
            "Date",
            "Message-ID",
            "List-Id",
            "List-Post",
            "Auto-Submitted",
            "MIME-Version",
            "Content-Type",
        ];
        assert_eq!(names, expected);
        let [plain, html] = bodies(mail);
        assert!(plain.contains(body) && plain.contains("Müller ü 😀") && plain.contains(&long));
        assert!(!html.contains("<script") && !html.contains("<b>") && !html.contains("<i>"), "{html}");
        assert!(html.contains("&lt;script&gt;alert(1)") && html.contains("Müller ü 😀"));
    });
}

#[test]
fn what_is_no_address_is_refused() {
    let archive = archive();
    for wrong in [
        "",
        "me",
        "me@",
        "@x",
        "a b@example.org",
        "me@example.org\r\nBcc: e@example.org",
        "me@exa_mple.org",
        "M\u{7} <me@example.org>",
        "ü@example.org",
        "me@example..org",
    ] {
        let run = mailed(&archive, "2026-02-02", &["--from", wrong]);
        assert_eq!(run.code, Some(2), "{wrong}");
        assert!(run.stderr.contains("is not an e-mail address: write name@example.org"), "{}", run.stderr);
    }
    let path = archive.path().display().to_string();
    let run = run(&archive.path(), &["mail", &path, "2026-02-02"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("--to <ADDR>"), "{}", run.stderr);
}

#[test]
fn where_there_is_nothing_to_read_nothing_is_sent() {
    let letter = Mail::new("c", "Hello").date("Thu, 05 Feb 2026 10:00:00 +0000");
    let next = Mail::patch("d", "[PATCH] kits: iron").date("Fri, 06 Feb 2026 10:00:00 +0000");
    let archive = archive().at("2026-02-05T10:00:00Z").mail(letter).at("2026-02-06T10:00:00Z").mail(next);
    let check = |window: &str, why: &[&str]| {
        let run = mailed(&archive, window, &[]).succeeded();
        assert_eq!(run.stdout, "", "{window}");
        assert!(why.iter().all(|why| run.stderr.contains(why)), "{}", run.stderr);
        let Run { stdout, stderr, .. } = mailed(&archive, window, &["--quiet"]).succeeded();
        assert_eq!((&*stdout, &*stderr), ("", ""), "{window}");
    };
    check("2026-02-03", &["nothing to send: no mails in 2026-02-03", "from 2026-02-02 to 2026-02-06"]);
    check("2026-02-05", &["nothing to send", "no patches in 2026-02-05"]);
    // The next mail is a reply to the last one that was sent.
    let text = mailed(&archive, "2026-02-06", &[]).succeeded().stdout;
    assert!(text.contains("In-Reply-To: <2026-02-04.digest."), "{text}");
}
