//! When mails were sent.
//!
//! Three clocks tell it: the newest `Received` field, the sender's `Date`, and the archive's commit. None can be
//! believed blindly. Archives take mails in by the heap, years after they were sent; a program that makes an archive
//! from a maildir commits in the order of its files; a sender's clock may be in 2036, and the commit of a mail without
//! `Received` then is as well (`public-inbox-mda(1)`). So the first clock is taken that the other mails do not contradict.
//! A mail that a server held back for days, as lists do until somebody lets it through, was sent when that server got it, unless
//! that is so long ago that no list takes it.

use super::Arrival;
use crate::archive::{EARLIEST, LATEST, Slot};
use crate::shared::HashMap;

const DAY: i64 = 86_400;
/// Two clocks that differ by less agree; a mail is committed at most so long before it was sent.
const AGREE: i64 = 2 * DAY;
const SKEW: i64 = DAY;
/// A mail is rarely committed so long after it was sent, unless its neighbours were as well.
const LONG_AFTER: i64 = 100 * DAY;
/// A time so long after every other one comes from a wrong clock.
const ALONE: i64 = 400 * DAY;
/// Neighbours in the order of commits that are asked.
const NEIGHBOURS: usize = 8;
/// How far up a thread a mail is looked for that is here. Threads of hostile mails have no end.
const DEEPEST: usize = 100;

/// Sets when each mail was sent, and gives the time of every slot; of one without a mail, when it was committed. The
/// arrivals are those of the slots, in their order; `first` is the place of the first slot.
pub(super) fn settle(arrivals: &mut [Arrival], slots: &[Slot], first: usize) -> Vec<i64> {
    let mails: Vec<Clocks> = clocks(arrivals, slots, first);
    let commits = Commits::of(&mails);
    let mut times: Vec<i64> = (0..slots.len()).map(|at| commits.around(at)).collect();
    let mut sent_of: HashMap<&str, i64> =
        HashMap::with_capacity_and_hasher(arrivals.len(), Default::default());
    for arrival in arrivals.iter_mut() {
        let at = arrival.place - first;
        let parents = arrival.message.parents.iter().take(DEEPEST);
        let parent = parents.filter_map(|id| sent_of.get(id.as_str())).next().copied();
        arrival.sent = commits.sent(&mails, at, parent);
        times[at] = arrival.sent;
        for id in &arrival.message.ids {
            sent_of.entry(id).or_insert(arrival.sent);
        }
    }
    times
}

/// What the three clocks say of a slot, seconds since 1970; without what no clock can mean.
#[derive(Debug, Clone, Copy)]
struct Clocks {
    committed: Option<i64>,
    received: Option<i64>,
    /// When the server took it in that held it back.
    held: Option<i64>,
    date: Option<i64>,
}

impl Clocks {
    /// What the mail itself says.
    fn own(&self) -> Option<i64> {
        self.held.or(self.received).or(self.date)
    }

    /// Whether the mail was on its way when it was committed.
    fn agree(&self) -> bool {
        self.committed.zip(self.received).is_some_and(|(a, b)| (a - b).abs() <= AGREE)
    }

    /// Seconds from sending to commit.
    fn lag(&self) -> Option<i64> {
        Some(self.committed? - self.own()?)
    }
}

fn clocks(arrivals: &[Arrival], slots: &[Slot], first: usize) -> Vec<Clocks> {
    let real = |time: i64| (EARLIEST..=LATEST).contains(&time).then_some(time);
    let empty =
        |slot: &Slot| Clocks { committed: real(slot.committed), received: None, held: None, date: None };
    let mut clocks: Vec<Clocks> = slots.iter().map(empty).collect();
    for arrival in arrivals {
        let clocks = &mut clocks[arrival.place - first];
        clocks.received = arrival.message.received.and_then(|time| real(time.as_second()));
        clocks.held = arrival.message.held.and_then(|time| real(time.as_second()));
        clocks.date = arrival.message.date.and_then(|time| real(time.as_second()));
    }
    clocks
}

/// The commits of an archive, as far as their clocks can be believed.
struct Commits {
    /// When each was committed; none where that cannot be.
    times: Vec<Option<i64>>,
    /// The last of them.
    end: i64,
}

impl Commits {
    fn of(mails: &[Clocks]) -> Self {
        let end = end(mails);
        let trusted = |at: usize| {
            let committed = mails[at].committed?;
            (mails[at].agree() || committed <= end && !is_ahead(mails, at)).then_some(committed)
        };
        let times: Vec<Option<i64>> = (0..mails.len()).map(trusted).collect();
        let end = times.iter().flatten().copied().max().unwrap_or(EARLIEST);
        Self { times, end }
    }

    /// When a slot was committed, or the one before it that can tell.
    fn around(&self, at: usize) -> i64 {
        let before = self.times[..=at].iter().rev().take(NEIGHBOURS * NEIGHBOURS).flatten();
        before.copied().next().unwrap_or(EARLIEST)
    }

    /// When the mail of a slot was sent. `parent` is when the mail that it answers was.
    fn sent(&self, mails: &[Clocks], at: usize, parent: Option<i64>) -> i64 {
        let own = &mails[at];
        let earliest = parent.map_or(EARLIEST, |parent| parent - SKEW);
        let latest = self.times[at].unwrap_or(self.end) + SKEW;
        let fits = |time: &i64| (earliest..=latest).contains(time);
        let near = |time: &i64| latest - time <= LONG_AFTER || self.is_late(mails, at, latest - time, parent);
        let date = || own.date.filter(fits).filter(near);
        own.held.or(own.received).filter(fits).or_else(date).unwrap_or_else(|| self.around(at))
    }

    /// Whether a mail may have been committed that long after it was sent: its neighbours were, or it answers one
    /// that was sent about then, or nothing is known of when it was committed.
    fn is_late(&self, mails: &[Clocks], at: usize, lag: i64, parent: Option<i64>) -> bool {
        let Some(committed) = self.times[at] else { return true };
        let answers = parent.is_some_and(|parent| (committed - lag - parent).abs() <= LONG_AFTER);
        let from = at.saturating_sub(NEIGHBOURS);
        let beside = &mails[from..(at + NEIGHBOURS + 1).min(mails.len())];
        let lags: Vec<i64> = beside.iter().filter_map(Clocks::lag).collect();
        let late = lags.iter().filter(|&&other| other >= lag / 2).count();
        // One of them is the mail itself.
        answers || 2 * (late - usize::from(late > 0)) >= lags.len()
    }
}

/// The last commit that is not a wrong clock's: where no `Received` bears it out, another one must be near.
fn end(mails: &[Clocks]) -> i64 {
    let borne_out = mails.iter().filter(|mail| mail.agree()).filter_map(|mail| mail.committed).max();
    let mut committed: Vec<i64> = mails.iter().filter_map(|mail| mail.committed).collect();
    committed.sort_unstable();
    let mut last = committed.len();
    // Wrong clocks are few; where most commits lie far apart, that is how the list is.
    let few = committed.len().div_ceil(20);
    while last >= 2 && committed.len() - last < few && committed[last - 1] - committed[last - 2] > ALONE {
        last -= 1;
    }
    let end = last.checked_sub(1).map_or(EARLIEST, |at| committed[at]);
    borne_out.map_or(end, |borne_out| end.max(borne_out))
}

/// Whether most of the next commits were made before this one.
fn is_ahead(mails: &[Clocks], at: usize) -> bool {
    let next = &mails[at + 1..(at + 1 + NEIGHBOURS).min(mails.len())];
    let Some(committed) = mails[at].committed else { return true };
    let next: Vec<i64> = next.iter().filter_map(|mail| mail.committed).collect();
    let before = next.iter().filter(|&&other| other < committed - AGREE).count();
    before > 0 && 2 * before >= next.len()
}
