//! Mails are as they arrived, whatever their dates say.

use super::*;

#[test]
fn mails_are_added_as_they_arrived() {
    let lab = Lab::new();
    let received = "Received: from a by b; Mon, 5 Feb 2001 08:00:00 +0000\n\
                    Received: from c by a; Mon, 5 Feb 2001 07:00:00 +0000\n\
                    Date: Mon, 5 Feb 2001 06:00:00 +0000\n\nby Received\n";
    let postmark = "Date: Mon, 5 Feb 2001 04:00:00 +0000\n\nby the envelope line\n";
    let date = "Date: Mon, 5 Feb 2001 09:30:00 +0100\n\nby Date\n";
    let no_time = "From mboxrd@z Thu Jan  1 00:00:00 1970\n";
    let no_time_either = "From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001\n";
    lab.file(
        "list.mbox",
        format!(
            "{FROM}{postmark}\n{no_time}{date}\n{no_time_either}Subject: as before\n\n\n{FROM}{received}\n"
        ),
    );
    lab.import("list.mbox");
    assert_eq!(lab.mails(), [received, date, "Subject: as before\n\n", postmark]);
    assert_eq!(lab.arrivals(), [POSTMARK - 3600, POSTMARK - 1800, POSTMARK - 1800, POSTMARK]);
    let sent = lab.commits(|_, commit| commit.author().when().seconds());
    assert_eq!(sent, [POSTMARK - 10800, POSTMARK - 1800, POSTMARK - 1800, POSTMARK - 18000]);
}

#[test]
fn mails_of_the_same_second_stay_as_they_stand() {
    let lab = Lab::new();
    lab.file("list.mbox", mbox([5, 3, 9, 1]));
    lab.import("list.mbox");
    assert_eq!(lab.mails(), [5, 3, 9, 1].map(mail));
}

#[test]
fn dates_that_cannot_be_are_passed_over() {
    for date in ["", "Date: Thu, 1 Jan 1970 00:00:00 +0000\n", "Date: 5 Feb 2099 00:00:00\n", "Date: soon\n"]
    {
        let lab = Lab::new();
        lab.file("list.mbox", format!("{FROM}Received: x; 1 Jan 1980 00:00:00\n{date}\nbody\n\n"));
        lab.file("mails/a.eml", format!("{date}Subject: of nothing\n\nbody\n"));
        lab.import("mails");
        lab.import("list.mbox");
        assert_eq!(lab.arrivals(), [631_152_000, POSTMARK], "{date}");
        assert_eq!(lab.commits(|_, commit| commit.author().when().seconds()), lab.arrivals(), "{date}");
        lab.fsck();
    }
}

#[test]
fn arrivals_never_run_backwards() {
    let lab = Lab::new();
    lab.file("new.mbox", mbox([1]));
    lab.file("old.mbox", mbox([2]).replace("2001", "1999"));
    lab.import("new.mbox");
    lab.import("old.mbox");
    assert_eq!(lab.arrivals(), [POSTMARK, POSTMARK]);
}

#[test]
fn shuffled_mboxes_of_the_same_mails_give_the_same_commits() {
    let stamped = |id: u32| {
        let from = FROM.replace("09:00:00", &format!("09:{:02}:00", id % 60));
        mbox([id]).replace(FROM, &from)
    };
    let tip = |order: &[u32]| {
        let lab = Lab::new();
        lab.file("list.mbox", order.iter().map(|&id| stamped(id)).collect::<String>());
        lab.import("list.mbox");
        lab.fsck();
        lab.tip()
    };
    let sorted = tip(&[1, 2, 3, 4, 5, 6, 7]);
    for shuffled in [[7, 6, 5, 4, 3, 2, 1], [4, 1, 7, 2, 6, 3, 5], [2, 1, 3, 4, 5, 7, 6]] {
        assert_eq!(tip(&shuffled), sorted, "{shuffled:?}");
    }
    assert_ne!(tip(&[1, 2, 3, 4, 5, 6]), sorted);
}
