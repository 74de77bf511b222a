//! When the mails of a source arrived, judged together: what one mail cannot tell, many can.
//!
//! A mail arrived when its topmost `Received` field says. Without one, the place where it is kept tells (an envelope
//! line, the name of a maildir's file), and without that its `Date`. Three things are found out of all mails first:
//!
//! - **An export.** mutt, mb2md, b4, doveadm, packf and formail write the moment of saving into names and
//!   envelope lines. Then they lie within seconds of each other and long after the dates, and say nothing.
//! - **Local time.** Envelope lines have no zone. If nearly all of them are off by the same full or half hours,
//!   they are in the time of that zone.
//! - **Clocks set wrong.** A `Date` that nothing else confirms, years away from all other mails, is ignored.

use crate::archive::EARLIEST;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
const YEAR: i64 = 365 * DAY;

/// Times of keeping that are no further apart than this belong to one export.
const EXPORT_GAP: i64 = MINUTE;
/// How long after its `Date` an exported mail is kept at least.
const EXPORT_LATE: i64 = DAY;
/// The same, if the export has a single mail, whose own clock may be wrong instead.
const LONE_EXPORT_LATE: i64 = 30 * DAY;

/// What zones differ from each other by.
const ZONE_STEP: i64 = 30 * MINUTE;
/// The zone that is furthest from UTC is UTC+14.
const ZONE_WIDEST: i64 = 14 * HOUR;
/// How much earlier (by the sender's clock) and later than it was sent a mail is kept, of those that tell a zone.
const ON_ITS_WAY: std::ops::RangeInclusive<i64> = -2 * MINUTE..=10 * MINUTE;

/// How far after all others a `Date` is doubted that is between them in the source.
const ASTRAY: i64 = YEAR;
/// The same where it may be right: at the end of the source, since a list may have been silent, and for old dates,
/// since the source may have no order.
const ASTRAY_LONG: i64 = 5 * YEAR;
/// One in so many mails may go astray.
const ASTRAY_SHARE: usize = 100;

/// What is known of the time of a mail, each as far as it can be believed by itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Times {
    /// What its topmost `Received` field says.
    pub received: Option<i64>,
    /// What the place says where it is kept.
    pub kept: Option<i64>,
    /// What its `Date` field says.
    pub sent: Option<i64>,
}

impl Times {
    fn best(&self) -> Option<i64> {
        self.received.or(self.kept).or(self.sent)
    }
}

/// When each mail arrived; where nothing tells, as the mail before it. `local` tells that the places where they
/// are kept name no zone.
pub(super) fn settle(mut times: Vec<Times>, local: bool) -> Vec<i64> {
    forget_exports(&mut times);
    if local {
        set_clock(&mut times);
    }
    forget_astray(&mut times);
    let mut clock = EARLIEST;
    let settled = times.iter().map(|times| {
        clock = times.best().unwrap_or(clock);
        clock
    });
    settled.collect()
}

/// Takes away the times of keeping that are the moment of an export.
fn forget_exports(times: &mut [Times]) {
    let mut by_kept: Vec<(i64, usize)> = Vec::new();
    for (at, times) in times.iter().enumerate() {
        by_kept.extend(times.kept.filter(|_| times.received.is_none()).map(|kept| (kept, at)));
    }
    by_kept.sort_unstable();
    let alone = times.len() == 1;
    for run in by_kept.chunk_by(|(one, _), (next, _)| next - one <= EXPORT_GAP) {
        if is_export(run.iter().map(|&(_, at)| times[at]), alone) {
            run.iter().for_each(|&(_, at)| times[at].kept = None);
        }
    }
}

/// Whether these mails, kept within seconds of each other, were sent long before: half of them or more, since one
/// may have been delivered late, and the newest of an export may be of that day.
fn is_export(run: impl Iterator<Item = Times>, alone: bool) -> bool {
    let mut late: Vec<i64> = run.filter_map(|times| Some(times.kept? - times.sent?)).collect();
    late.sort_unstable();
    let least = match late.len() {
        0 => return false,
        1 if !alone => return false,
        1 => LONE_EXPORT_LATE,
        _ => EXPORT_LATE,
    };
    late[(late.len() - 1) / 2] > least
}

/// Moves the times of keeping by the zone that their clock was in. Summer time makes two zones of it.
fn set_clock(times: &mut [Times]) {
    let reference = |times: &Times| times.received.or(times.sent);
    let zone = |times: &Times| zone(times.kept? - reference(times)?);
    let zones: Vec<i64> = times.iter().filter_map(zone).collect();
    let told = times.iter().filter(|times| times.kept.is_some() && reference(times).is_some()).count();
    let count = |of: i64| zones.iter().filter(|&&zone| zone == of).count();
    let Some(main) = most_common(&zones) else { return };
    let other = if count(main + HOUR) >= count(main - HOUR) { main + HOUR } else { main - HOUR };
    // Where it is in UTC, a few mails take an hour to come.
    let shifted = [main, other].into_iter().filter(|&zone| zone != 0).map(count).sum::<usize>();
    let in_utc = shifted < 2 || shifted * 4 < told;
    if in_utc || (count(main) + count(other)) * 10 < told * 9 {
        return;
    }
    for times in times {
        let own = zone(times).filter(|zone| *zone == other).unwrap_or(main);
        times.kept = times.kept.map(|kept| kept - own);
    }
}

/// The zone, in seconds east of UTC, of a clock by which a mail was so late.
fn zone(late: i64) -> Option<i64> {
    let zone = (late - ON_ITS_WAY.start()).div_euclid(ZONE_STEP) * ZONE_STEP;
    (zone.abs() <= ZONE_WIDEST && ON_ITS_WAY.contains(&(late - zone))).then_some(zone)
}

/// The most common value, the smallest of several.
fn most_common(values: &[i64]) -> Option<i64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let runs = sorted.chunk_by(|one, next| one == next);
    runs.rev().max_by_key(|run| run.len()).map(|run| run[0])
}

/// Takes away each `Date` that nothing confirms and that is astray.
fn forget_astray(times: &mut [Times]) {
    let known = times.iter().enumerate().filter_map(|(at, times)| Some((times.best()?, at)));
    let mut order: Vec<(i64, usize)> = known.collect();
    order.sort_unstable();
    let early = astray(times, &order, ASTRAY_LONG, i64::MAX);
    order.reverse();
    let late = astray(times, &order, ASTRAY, ASTRAY_LONG);
    for at in early.into_iter().chain(late).flatten() {
        times[at].sent = None;
    }
}

/// The few mails at the beginning of `order`, known by `Date` alone, that lie further than `between` from all that
/// follow there. It must be further than `outside` if they are at an end of the source.
fn astray(times: &[Times], order: &[(i64, usize)], between: i64, outside: i64) -> Option<Vec<usize>> {
    let gap = |at: usize| (order[at].0 - order[at + 1].0).abs();
    let most = (times.len() / ASTRAY_SHARE).max(1).min(order.len().saturating_sub(2));
    // Those that follow must be close together themselves.
    let last = (0..most).rev().find(|&at| gap(at) > between && gap(at + 1) <= ASTRAY)?;
    let few: Vec<usize> = order[..=last].iter().map(|&(_, at)| at).collect();
    let by_date_alone = few.iter().all(|&at| times[at].received.or(times[at].kept).is_none());
    let inside = few.iter().all(|&at| at > 0 && at + 1 < times.len());
    (by_date_alone && (inside || gap(last) > outside)).then_some(few)
}

#[cfg(test)]
mod tests {
    use super::{DAY, HOUR, MINUTE, Times, YEAR, settle};

    /// 2025-03-03 10:00:00 UTC.
    const START: i64 = 1_740_996_000;

    fn kept(kept: i64, sent: i64) -> Times {
        Times { kept: Some(START + kept), sent: Some(START + sent), received: None }
    }

    fn sent(sent: i64) -> Times {
        Times { sent: Some(START + sent), ..Times::default() }
    }

    fn check(times: &[Times], local: bool, expected: &[i64]) {
        let settled: Vec<i64> = settle(times.to_vec(), local).into_iter().map(|time| time - START).collect();
        assert_eq!(settled, expected, "{times:?}");
    }

    #[test]
    fn the_moment_of_an_export_is_no_arrival() {
        let moment = 300 * DAY;
        check(&[kept(moment, 0), kept(moment + 2, DAY)], false, &[0, DAY]);
        check(&[kept(moment, 0)], false, &[0]);
        // The newest mail of an export is of that day.
        check(
            &[kept(moment, 0), kept(moment, DAY), kept(moment, moment - HOUR)],
            false,
            &[0, DAY, moment - HOUR],
        );
        // What was delivered before and after an export stays.
        let around = [kept(5, 0), kept(moment, 0), kept(moment, DAY), kept(moment + DAY, moment)];
        check(&around, false, &[5, 0, DAY, moment + DAY]);
        // In an export, a mail without a date arrived as the one before it.
        let undated = Times { kept: Some(START + moment), ..Times::default() };
        check(&[kept(moment, 0), undated, kept(moment, DAY)], false, &[0, 0, DAY]);
    }

    #[test]
    fn what_came_late_and_what_came_in_a_rush_arrived_as_kept() {
        check(&[kept(0, -5), kept(1, -4), kept(1, -3)], false, &[0, 1, 1]);
        check(&[kept(0, -5), kept(9 * HOUR, -40 * DAY), kept(DAY, DAY - 5)], false, &[0, 9 * HOUR, DAY]);
        check(&[kept(0, -3 * DAY), kept(1, -4), kept(1, -3)], false, &[0, 1, 1]);
        check(&[kept(0, -3 * DAY)], false, &[0]);
    }

    #[test]
    fn envelope_lines_may_be_in_local_time() {
        let late = |zone: i64, sent: i64| kept(sent + zone + 3, sent);
        check(&[late(HOUR, 0), late(HOUR, DAY)], true, &[3, DAY + 3]);
        check(&[late(-5 * HOUR, 0), late(-4 * HOUR, DAY)], true, &[3, DAY + 3]);
        let received = Times { received: Some(START + DAY), ..late(HOUR, DAY) };
        check(&[late(HOUR, 0), received], true, &[3, DAY]);
        // Names of files are in UTC, one mail proves nothing, and mails that disagree do not either.
        check(&[late(HOUR, 0), late(HOUR, DAY)], false, &[HOUR + 3, DAY + HOUR + 3]);
        check(&[late(HOUR, 0)], true, &[HOUR + 3]);
        check(&[late(HOUR, 0), late(5 * HOUR, DAY)], true, &[HOUR + 3, DAY + 5 * HOUR + 3]);
        // One mail of many came an hour late.
        let mut times: Vec<Times> = (0..12).map(|day| late(0, day * DAY)).collect();
        times[5] = late(HOUR, 5 * DAY);
        assert_eq!(settle(times, true)[5], START + 5 * DAY + HOUR + 3);
        check(&[kept(20 * MINUTE, 0), kept(DAY + 20 * MINUTE, DAY)], true, &[20 * MINUTE, DAY + 20 * MINUTE]);
    }

    #[test]
    fn a_date_years_away_from_all_others_is_passed_over() {
        check(&[sent(0), sent(11 * YEAR), sent(4 * DAY)], false, &[0, 0, 4 * DAY]);
        check(&[sent(0), sent(4 * DAY), sent(11 * YEAR)], false, &[0, 4 * DAY, 4 * DAY]);
        check(&[sent(0), sent(-25 * YEAR), sent(4 * DAY)], false, &[0, 0, 4 * DAY]);
        // A list that was silent, one with a long history, and one whose first mail is old.
        check(&[sent(0), sent(4 * DAY), sent(2 * YEAR)], false, &[0, 4 * DAY, 2 * YEAR]);
        check(&[sent(0), sent(6 * YEAR), sent(13 * YEAR)], false, &[0, 6 * YEAR, 13 * YEAR]);
        check(&[sent(-13 * YEAR), sent(0), sent(DAY)], false, &[-13 * YEAR, 0, DAY]);
        // What the place confirms is believed.
        check(&[sent(0), kept(2 * YEAR + 5, 2 * YEAR), sent(DAY)], false, &[0, 2 * YEAR + 5, DAY]);
    }
}
