//! When mails were sent, by three clocks, and any may be wrong: calendar windows hold what was sent on their days.

use lorepress::archive::{Days, Scheme};
use lorepress::digest::Digest;

use super::{digests, patch, titles};
use crate::support::{Archive, Mail, run};

const DAYS: Scheme = Scheme::Calendar(Days::Day);

/// A mail whose clocks say this: `Date` and the topmost `Received`, as `2026-02-03T10:00:00Z`; `-` for none.
fn mail(id: &str, date: &str, received: &str) -> Mail {
    let mail = match date {
        "-" => patch(id).without("Date"),
        date => patch(id).date(&rfc(date)),
    };
    match received {
        // What is not a date leaves the sender's clock.
        "-" => mail.header("Received", "from example.org by lists.example"),
        received => mail.header("Received", &format!("from example.org by lists.example; {}", rfc(received))),
    }
}

fn rfc(time: &str) -> String {
    let time: jiff::Timestamp = time.parse().expect("a time");
    time.strftime("%a, %d %b %Y %H:%M:%S +0000").to_string()
}

/// The archive of mails that were committed at these times.
fn archive(mails: impl IntoIterator<Item = (String, Mail)>) -> Archive {
    mails.into_iter().fold(Archive::new(), |archive, (time, mail)| archive.at(&time).mail(mail))
}

fn at(time: &str, mail: Mail) -> (String, Mail) {
    (time.to_owned(), mail)
}

/// `2026-02-03 a b, 2026-02-04 c`: each day with the mails that were sent on it.
fn days(archive: &Archive) -> String {
    let inbox = lorepress::archive::Inbox::open(&archive.path()).expect("an archive");
    let windows = lorepress::archive::Window::cut(&inbox, &DAYS, &super::times(&inbox)).expect("windows");
    let day = |(window, digest): (lorepress::archive::Window, Digest)| {
        format!("{} {}", window.period.name(), titles(&digest).join(" "))
    };
    windows.into_iter().zip(digests(archive, &DAYS)).map(day).collect::<Vec<_>>().join(", ")
}

#[track_caller]
fn check(mails: impl IntoIterator<Item = (String, Mail)>, expected: &str) {
    assert_eq!(days(&archive(mails)), expected);
}

#[test]
fn an_archive_that_was_imported_at_once_has_the_days_on_which_its_mails_were_sent() {
    let sent = ["2020-02-03T10:00:00Z", "2020-02-03T23:00:00Z", "2020-05-06T10:00:00Z"];
    let expected = "2020-02-03 m0 m1, 2020-05-06 m2";
    let at_once = |at: usize| format!("2026-02-02T10:00:0{at}Z");
    let received = |at: usize| mail(&format!("m{at}"), "2020-01-01T00:00:00Z", sent[at]);
    check((0..3).map(|at| (at_once(at), received(at))), expected);
    let dated = |at: usize| mail(&format!("m{at}"), sent[at], "-");
    check((0..3).map(|at| (at_once(at), dated(at))), expected);
}

#[test]
fn what_a_list_held_back_is_of_the_day_on_which_the_list_got_it_and_came_late() {
    let (sent, released) = ("2025-03-03T10:00:00Z", "2025-08-10T10:00:00Z");
    let hop = |from: &str, by: &str, time: &str| format!("from {from} by {by} (Postfix); {}", rfc(time));
    let held = |by: [&str; 2]| {
        let hops = [
            hop("lists.example", "archive.example", released),
            hop("localhost", by[0], released),
            hop("example.org", by[1], sent),
        ];
        patch("held").date(&rfc(sent)).header("Received", &hops.join("\nReceived: "))
    };
    let of = |held: Mail| {
        let day = |number: usize| format!("2025-08-{number:02}T10:00:00Z");
        let other = |number: usize| at(&day(number), mail(&format!("m{number}"), &day(number), &day(number)));
        [other(9), at(released, held), other(11)]
    };
    let own = ["lists.example", "lists.example"];
    check(of(held(own)), "2025-03-03 held, 2025-08-09 m9, 2025-08-11 m11");
    let digests = digests(&archive(of(held(own))), &DAYS);
    assert_eq!(digests.iter().map(|digest| digest.late.len()).collect::<Vec<_>>(), [1, 0, 0]);
    // Two servers of two people: one of their clocks is wrong.
    let two = ["lists.example", "example.org"];
    check(of(held(two)), "2025-08-09 m9, 2025-08-10 held, 2025-08-11 m11");
}

/// A sender may write such fields below those of the list, and a board without a battery has a mail server as well.
#[test]
fn what_was_held_back_for_years_was_not() {
    let released = "2026-02-05T10:00:00Z";
    let hop = |by: &str, time: &str| format!("from x.example by {by} (Postfix); {}", rfc(time));
    let held = |sent: &str| {
        let hops = [hop("lists.example", released), hop("evil.example", released), hop("evil.example", sent)];
        at(released, patch("held").date(&rfc(sent)).header("Received", &hops.join("\nReceived: ")))
    };
    let of = |sent: &str| {
        let day = |number: usize| format!("2026-02-{number:02}T10:00:00Z");
        let other = |number: usize| at(&day(number), mail(&format!("m{number}"), &day(number), &day(number)));
        [other(4), held(sent), other(6)]
    };
    for sent in ["1996-01-01T00:00:10Z", "2025-02-05T10:00:00Z"] {
        check(of(sent), "2026-02-04 m4, 2026-02-05 held, 2026-02-06 m6");
    }
    check(of("2026-01-20T10:00:00Z"), "2026-01-20 held, 2026-02-04 m4, 2026-02-06 m6");
}

#[test]
fn what_was_committed_in_the_order_of_files_is_put_in_order() {
    let day = |day: usize| format!("2026-01-{day:02}T10:00:00Z");
    // 17 is prime to 28: every day once, in an order that no clock has.
    let order = (0..28).map(|at| 1 + at * 17 % 28);
    let mails = order.map(|number| (day(number), mail(&format!("m{number}"), &day(number), &day(number))));
    let expected: Vec<String> = (1..=28).map(|day| format!("2026-01-{day:02} m{day}")).collect();
    check(mails, &expected.join(", "));
}

#[test]
fn a_clock_of_2036_moves_nothing_else_wherever_it_stands() {
    let days = ["2026-01-05T10:00:00Z", "2026-01-06T10:00:00Z", "2026-01-07T10:00:00Z"];
    let wrong = || at("2036-01-05T10:00:00Z", mail("x", "2036-01-05T10:00:00Z", "-"));
    let right = |number: usize| at(days[number], mail(&format!("m{number}"), days[number], "-"));
    check([right(0), wrong(), right(1), right(2)], "2026-01-05 m0 x, 2026-01-06 m1, 2026-01-07 m2");
    check([right(0), right(1), right(2), wrong()], "2026-01-05 m0, 2026-01-06 m1, 2026-01-07 m2 x");
    let believed = at("2026-01-06T12:00:00Z", mail("x", "2036-01-05T10:00:00Z", "2026-01-06T11:59:00Z"));
    check([right(0), right(1), believed, right(2)], "2026-01-05 m0, 2026-01-06 m1 x, 2026-01-07 m2");
}

#[test]
fn a_list_that_was_silent_for_years_is_believed_when_a_server_bears_it_out() {
    let late = "2033-05-01T10:00:00Z";
    let mails = [
        at("2026-02-03T10:00:00Z", mail("a", "2026-02-03T10:00:00Z", "2026-02-03T10:00:00Z")),
        at(late, mail("b", late, late)),
    ];
    check(mails, "2026-02-03 a, 2033-05-01 b");
}

#[test]
fn a_date_that_nothing_bears_out_gives_way_to_the_commit() {
    let commit = "2026-02-03T10:00:00Z";
    let others = || ["y", "z"].map(|id| at(commit, mail(id, commit, "-")));
    let check_odd = |date: &str, expected: &str| {
        check([at(commit, mail("x", date, "-"))].into_iter().chain(others()), expected);
    };
    check_odd("-", "2026-02-03 x y z");
    check_odd("1999-02-03T10:00:00Z", "2026-02-03 x y z");
    check_odd("2026-02-08T10:00:00Z", "2026-02-03 x y z");
    check_odd("2026-02-01T10:00:00Z", "2026-02-01 x, 2026-02-03 y z");
}

#[test]
fn an_answer_is_not_sent_before_what_it_answers() {
    let commit = "2026-02-03T10:00:00Z";
    let parent = at(commit, mail("a", commit, commit));
    let answer = mail("b", "2026-01-20T10:00:00Z", "-").answers("a");
    check([parent, at("2026-02-03T11:00:00Z", answer)], "2026-02-03 a b");
}

#[test]
fn a_digest_tells_its_ranges_of_commits_and_what_came_late() {
    let (first, second) = ("2026-02-03T10:00:00Z", "2026-02-04T10:00:00Z");
    let archive = archive([
        at(first, mail("a", first, first)),
        at(second, mail("b", second, second)),
        at("2026-02-09T10:00:00Z", mail("c", first, first)),
    ]);
    let path = archive.path().display().to_string();
    let said = run(&archive.path(), &["digest", &path, "2026-02-03", "--format", "json"]).succeeded().stdout;
    let digest: serde_json::Value = serde_json::from_str(&said).expect("JSON");
    let (a, b, c) = (archive.id(0), archive.id(1), archive.id(2));
    let commits = serde_json::json!([{ "from": "0".repeat(40), "to": a }, { "from": b, "to": c }]);
    assert_eq!((&digest["commits"], &digest["mails"]), (&commits, &2.into()));
    assert_eq!((&digest["from"], &digest["to"]), (&"0".repeat(40).into(), &c.into()));
    let late = serde_json::json!([{
        "message_id": "c@example.org",
        "subject": "[PATCH] c",
        "sent": first,
        "arrived": "2026-02-09T10:00:00Z",
    }]);
    assert_eq!(digest["late"], late);
}

#[test]
fn a_digest_is_asked_for_by_its_name() {
    let times = ["2026-02-03T10:00:00Z", "2026-02-04T10:00:00Z", "2026-03-01T10:00:00Z"];
    let archive = archive(times.iter().zip(["a", "b", "c"]).map(|(time, id)| at(time, mail(id, time, time))));
    let path = archive.path().display().to_string();
    let digest = |name: &str| run(&archive.path(), &["digest", &path, name]);
    let check = |name: &str, expected: &str| {
        let text = digest(name).succeeded().stdout;
        let mut new: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("New:  ")).collect();
        new.reverse();
        assert_eq!(new.join(" "), expected, "{name}");
    };
    check("2026-02-04", "b");
    check("2026-W06", "a b");
    check("2026-03", "c");
    check("mails-3-4", "c");
    check(&format!("{}-{}", &archive.id(0)[..9], &archive.id(1)[..9]), "b");
    let gone = digest("2026-02-05");
    assert_eq!(gone.code, Some(1));
    assert!(gone.stderr.contains("no mails in 2026-02-05"), "{}", gone.stderr);
    assert!(gone.stderr.contains("from 2026-02-03 to 2026-03-01"), "{}", gone.stderr);
    let unknown = digest("last tuesday");
    assert_eq!(unknown.code, Some(2));
    for part in ["`last tuesday` is not a window", "2026-02-19", "HEAD~20..HEAD", "yesterday"] {
        assert!(unknown.stderr.contains(part), "{}", unknown.stderr);
    }
}

#[test]
fn yesterday_is_the_day_before_today_by_the_clock_of_the_machine() {
    // A day may end while this runs.
    for _ in 0..2 {
        let today = || jiff::tz::TimeZone::UTC.to_datetime(jiff::Timestamp::now()).date();
        let begun = today();
        let day = begun.yesterday().expect("a day");
        let mails = [(day.yesterday().expect("a day"), "a"), (day, "b"), (begun, "c")];
        let archive = archive(mails.map(|(day, id)| {
            let time = format!("{day}T00:00:00Z");
            at(&time, mail(id, &time, &time))
        }));
        let path = archive.path().display().to_string();
        let text = run(&archive.path(), &["digest", &path, "yesterday"]).succeeded().stdout;
        if today() == begun {
            let new: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("New:  ")).collect();
            assert_eq!(new, ["b"], "{text}");
            return;
        }
    }
    panic!("two days ended during this test");
}
