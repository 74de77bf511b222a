//! Windows: every commit in one, contiguous, with names that stay.

use lorepress::archive::{Days, Inbox, Scheme, Span, Window};

use super::{digests, every, patch, times};
use crate::support::{Archive, Layout};

fn schemes() -> Vec<Scheme> {
    let calendar = [Days::Day, Days::Week, Days::Month].map(Scheme::Calendar);
    calendar.into_iter().chain([every(1), every(2), every(7), every(1000)]).collect()
}

/// Names of the windows.
fn names(archive: &Archive, scheme: &Scheme) -> Vec<String> {
    let inbox = Inbox::open(&archive.path()).expect("an archive");
    let windows = Window::cut(&inbox, scheme, &times(&inbox)).expect("windows");
    windows.iter().map(|window| window.period.name()).collect()
}

/// An archive of three months with everything that a commit can be.
fn mixed() -> Archive {
    let archive = Archive::new().mail(patch("a")).purged().mail(patch("a")).no_mail();
    let archive = archive.at("2026-02-08T23:59:30Z").mail(patch("b")).mail(patch("c")).delete(patch("a"));
    let archive = archive.next_epoch().at("2026-02-28T12:00:00Z").mail("no mail").mail(patch("d"));
    let archive = archive.at("2026-03-31T23:59:59Z").mail(patch("e")).mail(patch("f")).mail(patch("e"));
    archive.lose_mail(5)
}

#[test]
fn every_commit_is_in_one_digest_or_left_out() {
    let archive = mixed();
    for scheme in schemes() {
        let digests = digests(&archive, &scheme);
        let mails: usize = digests.iter().map(|digest| digest.mails).sum();
        let mut commits: Vec<String> = digests
            .iter()
            .flat_map(|digest| {
                let shown = digest.entries.iter().filter_map(|entry| entry.commit.clone());
                shown.chain(digest.left_out.iter().map(|left_out| left_out.commit.clone()))
            })
            .collect();
        let left_out: usize = digests.iter().map(|digest| digest.left_out.len()).sum();
        assert_eq!(mails + left_out, archive.ids().len(), "{scheme:?}");
        // All mails are patches, so each commit is there by name.
        let mut ids = archive.ids();
        ids.sort();
        commits.sort();
        assert_eq!(commits, ids, "{scheme:?}");
    }
}

#[test]
fn windows_follow_each_other_without_a_gap() {
    let archive = mixed();
    let inbox = Inbox::open(&archive.path()).expect("an archive");
    for scheme in schemes() {
        let windows = Window::cut(&inbox, &scheme, &times(&inbox)).expect("windows");
        let mut next = 0;
        for window in &windows {
            let (first, last) = (window.places[0], window.places[window.places.len() - 1]);
            assert_eq!(window.places, (next..=last).collect::<Vec<_>>(), "{scheme:?}");
            assert!(first == next && window.since <= window.until);
            let before = first.checked_sub(1).map(|at| inbox.slots()[at].commit);
            assert_eq!(window.commits, [Span { from: before, to: inbox.slots()[last].commit }]);
            next = last + 1;
        }
        assert_eq!(next, inbox.slots().len(), "{scheme:?}");
    }
}

#[test]
fn a_mail_more_keeps_the_names_of_all_windows() {
    for scheme in schemes() {
        let archive = mixed();
        let before = names(&archive, &scheme);
        let after = names(&archive.mail(patch("g")), &scheme);
        assert!(after.starts_with(&before) && after.len() <= before.len() + 1, "{before:?} {after:?}");
    }
}

#[test]
fn a_window_by_count_is_named_by_what_it_will_hold() {
    let archive = Archive::new().mails(["a", "b", "c"].map(patch));
    assert_eq!(names(&archive, &every(2)), ["mails-1-2", "mails-3-4"]);
}

#[test]
fn calendar_windows_are_named_by_day_week_and_month() {
    let archive = mixed();
    let check = |days, expected: &[&str]| assert_eq!(names(&archive, &Scheme::Calendar(days)), expected);
    check(Days::Day, &["2026-02-02", "2026-02-08", "2026-02-09", "2026-02-28", "2026-03-31", "2026-04-01"]);
    check(Days::Week, &["2026-W06", "2026-W07", "2026-W09", "2026-W14"]);
    check(Days::Month, &["2026-02", "2026-03", "2026-04"]);
}

#[test]
fn a_week_at_new_year_belongs_to_the_year_that_has_most_of_it() {
    let archive = Archive::new()
        .at("2024-12-29T12:00:00Z")
        .mail(patch("sunday"))
        .at("2024-12-30T12:00:00Z")
        .mail(patch("monday"))
        .at("2025-01-01T12:00:00Z")
        .mail(patch("new year"))
        .at("2027-01-03T12:00:00Z")
        .mail(patch("sunday of 2026"));
    let expected = ["2024-W52", "2025-W01", "2026-W53"];
    assert_eq!(names(&archive, &Scheme::Calendar(Days::Week)), expected);
}

/// Names of the days of mails that arrive at these moments.
fn check_days(layout: Layout, times: &[&str], expected: &[&str]) {
    let add = |archive: Archive, time: &&str| archive.at(time).mail(patch(time).without("Date"));
    let archive = times.iter().fold(Archive::of(layout), add);
    assert_eq!(names(&archive, &Scheme::Calendar(Days::Day)), expected, "{times:?}");
    let mails: usize = digests(&archive, &Scheme::Calendar(Days::Day)).iter().map(|d| d.mails).sum();
    assert_eq!(mails, times.len());
}

#[test]
fn mails_that_were_committed_out_of_order_are_put_in_order() {
    let times = ["2026-02-03T10:00:00Z", "2026-02-01T10:00:00Z", "2026-02-04T10:00:00Z"];
    for layout in Layout::ALL {
        check_days(layout, &times, &["2026-02-01", "2026-02-03", "2026-02-04"]);
    }
}

#[test]
fn a_clock_of_1970_or_2099_takes_the_time_of_the_commit_before() {
    let times =
        ["2026-02-03T10:00:00Z", "1970-01-01T00:00:00Z", "2099-01-01T00:00:00Z", "2026-02-04T10:00:00Z"];
    check_days(Layout::V2, &times, &["2026-02-03", "2026-02-04"]);
}

#[test]
fn a_broken_clock_at_the_very_beginning_takes_the_earliest_day_so_that_the_window_keeps_its_name() {
    let times = ["1970-01-01T00:00:00Z", "2099-01-01T00:00:00Z", "2026-02-04T10:00:00Z"];
    check_days(Layout::V2, &times, &["1990-01-01", "2026-02-04"]);
}
