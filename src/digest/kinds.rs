//! What mails turn out to be among those they were sent with: a cover letter without a number, a patch that lacks the
//! version of its series, an answer without its `Re:`.
//!
//! Nothing here depends on where a window was cut: the mails of one sending are judged together, and all else by the
//! mail alone.

use std::collections::BTreeMap;

use super::arrival::Arrival;
use super::grouping::Moment;
use crate::mail::{Kind, Message, Version};
use crate::shared::{HashMap, HashSet, Shared};

impl Arrival {
    fn moment(&self) -> Moment {
        Moment { sent: self.sent, date: self.message.date.map(|date| date.as_second()) }
    }

    fn came_with(&self, other: &Self) -> bool {
        self.moment().is_with(other.moment())
    }

    /// Whether a mail that answers this one may be one of its patches by when it was sent: with it, or on its day where this
    /// says that it speaks for a set. Who posts several sets sends what speaks for them first.
    fn may_head(&self, patch: &Self) -> bool {
        let is_counted = patch.message.subject.counter.is_some();
        let of_set = self.message.subject.set && !self.has_diff() && is_counted;
        self.came_with(patch) || of_set && (0..=DAY).contains(&(patch.sent - self.sent))
    }

    fn version(&self) -> Version {
        self.message.subject.version.unwrap_or(Version::FIRST)
    }

    /// Whether one person wrote or sent both.
    fn is_same_persons(&self, other: &Self) -> bool {
        let (own, others) = (&self.message, &other.message);
        own.sender.is_same_person(&others.sender) || own.author.is_same_person(&others.author)
    }

    /// Its number among the patches of its series.
    fn number(&self) -> Option<u32> {
        self.message.subject.counter.map(|(number, _)| number).filter(|_| self.message.patch.is_some())
    }

    /// Whether it may be a cover letter without a number: it is not an answer, and has neither a diff nor a place among
    /// patches. A request to pull may be the cover letter of patches that it counts.
    fn may_be_cover(&self) -> bool {
        let subject = &self.message.subject;
        let counted = match subject.counter {
            Some((0, _)) => !(subject.pull && subject.patch),
            Some(_) => true,
            None => subject.pull,
        };
        !subject.reply && !subject.title.is_empty() && !self.has_diff() && !counted
    }

    /// Whether this is the one patch of a cover letter that, as the patch, has no number: that has a patch's subject
    /// above the sums of a diffstat, or the same title. The patch may lack the version.
    fn is_lone_patch_of(&self, cover: &Self) -> bool {
        let (own, above) = (&self.message.subject, &cover.message.subject);
        let has_sums = cover.message.patch.as_ref().is_some_and(|patch| patch.diffstat.is_some());
        self.has_diff()
            && above.patch
            && !cover.looks.quotes
            && (own.version.is_none() || self.version() == cover.version())
            && (has_sums || own.title == above.title)
    }
}

/// Where the mails with each Message-ID are.
fn by_id(arrivals: &[Arrival], is_wanted: impl Fn(&Arrival) -> bool) -> HashMap<&str, Vec<usize>> {
    let mut by_id: HashMap<&str, Vec<usize>> = HashMap::default();
    for (at, arrival) in arrivals.iter().enumerate().filter(|(_, arrival)| is_wanted(arrival)) {
        arrival.message.ids.iter().for_each(|id| by_id.entry(id).or_default().push(at));
    }
    by_id
}

/// A mail that is a cover letter although it does not say so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cover {
    pub at: usize,
    /// How many patches its series has.
    pub total: u32,
    /// The patch, if that has no number.
    pub lone: Option<usize>,
}

/// The mails that are cover letters although they do not say so: their senders' numbered patches answer them within
/// minutes or, where an author wrote a cover letter to a lone patch, that patch does.
pub(super) fn covers(arrivals: &[Arrival]) -> Vec<Cover> {
    let by_id = by_id(arrivals, Arrival::may_be_cover);
    let mut found: BTreeMap<usize, (Cover, bool)> = BTreeMap::new();
    for (number, arrival) in arrivals.iter().enumerate() {
        if arrival.message.patch.is_none() {
            continue;
        }
        let above = arrival.message.parents.first().and_then(|id| by_id.get(id.as_str()));
        for &at in above.into_iter().flatten().take(COPIES) {
            let of = &arrivals[at];
            if !of.may_head(arrival) || !of.is_same_persons(arrival) {
                continue;
            }
            let (total, is_patch, lone) = match arrival.message.subject.counter {
                Some((0, _)) => (0, false, None),
                Some((_, total)) => (total, true, None),
                None if arrival.is_lone_patch_of(of) => (1, true, Some(number)),
                None => continue,
            };
            let (cover, of_patches) = found.entry(at).or_insert((Cover { at, total: 0, lone }, true));
            cover.total = total.max(cover.total);
            // What a cover letter answers is not one itself.
            *of_patches &= is_patch;
        }
    }
    found.into_values().filter(|(_, of_patches)| *of_patches).map(|(cover, _)| cover).collect()
}

/// Seconds of a day.
const DAY: i64 = 86_400;
/// Copies of one mail that are looked at.
const COPIES: usize = 8;

/// Gives the mails of one sending one version: that of any of them, where the others forgot it. Where they name several,
/// the one that most name is meant, or the cover letter's if that is higher.
pub(super) fn settle_versions(arrivals: &mut [Arrival]) {
    for (cover, at) in late_rests(arrivals) {
        arrivals[at].message.subject.version = arrivals[cover].message.subject.version;
    }
    for together in sendings(arrivals).into_iter().chain(of_one_version(arrivals)) {
        let mut named: BTreeMap<Version, usize> = BTreeMap::new();
        for version in together.iter().filter_map(|&at| arrivals[at].message.subject.version) {
            *named.entry(version).or_default() += 1;
        }
        let most = named.iter().max_by_key(|&(&version, &count)| (count, version));
        let cover = together.iter().find(|&&at| arrivals[at].number() == Some(0));
        let cover = cover.and_then(|&at| arrivals[at].message.subject.version);
        let Some(version) = most.map(|(&version, _)| version).max(cover) else { continue };
        if named.len() > 1 || version != Version::FIRST {
            together.into_iter().for_each(|at| arrivals[at].message.subject.version = Some(version));
        }
    }
}

/// The mails of one sender and one total that came within minutes in one thread, no number twice.
fn sendings(arrivals: &[Arrival]) -> Vec<Vec<usize>> {
    let known: HashSet<&str> =
        arrivals.iter().flat_map(|arrival| &arrival.message.ids).map(Shared::as_str).collect();
    let mut open: HashMap<(&str, u32), Sending> = HashMap::default();
    let mut done: Vec<Vec<usize>> = Vec::new();
    for (at, arrival) in arrivals.iter().enumerate() {
        let Some((number, total)) = arrival.message.subject.counter else { continue };
        if arrival.message.patch.is_none() {
            continue;
        }
        let sending = open.entry((&arrival.message.sender.email, total)).or_default();
        if !sending.takes(arrival, number, &known) {
            done.push(std::mem::take(sending).mails);
        }
        sending.add(at, arrival, number);
    }
    done.extend(open.into_values().map(|sending| sending.mails));
    done.retain(|together| together.len() > 1);
    done.sort_unstable();
    done
}

/// Mails that were sent together, as far as they are known.
#[derive(Default)]
struct Sending<'a> {
    mails: Vec<usize>,
    ids: HashSet<&'a str>,
    numbers: HashSet<u32>,
    /// What they answer.
    parents: HashSet<&'a str>,
    last: Moment,
}

impl<'a> Sending<'a> {
    fn takes(&self, arrival: &Arrival, number: u32, known: &HashSet<&str>) -> bool {
        let message = &arrival.message;
        let is_copy = message.ids.iter().any(|id| self.ids.contains(id.as_str()));
        self.mails.is_empty()
            || (arrival.moment().is_with(self.last)
                && (is_copy || !self.numbers.contains(&number) && self.goes_on(message, number, known)))
    }

    /// Whether a mail is of the same thread or, if it answers nothing that is here, follows the number before it.
    fn goes_on(&self, message: &Message, number: u32, known: &HashSet<&str>) -> bool {
        let answers = message.parents.first().map(Shared::as_str);
        answers.is_some_and(|parent| self.ids.contains(parent) || self.parents.contains(parent))
            || message.ids.iter().any(|id| self.parents.contains(id.as_str()))
            || (answers.is_none_or(|parent| !known.contains(parent))
                && number > 0
                && self.numbers.contains(&(number - 1)))
    }

    fn add(&mut self, at: usize, arrival: &'a Arrival, number: u32) {
        let message = &arrival.message;
        self.ids.extend(message.ids.iter().map(Shared::as_str));
        self.parents.extend(message.parents.first().map(Shared::as_str));
        self.numbers.insert(number);
        self.mails.push(at);
        self.last = arrival.moment();
    }
}

/// Each cover letter and the patches that answer it, though it may have miscounted them: where all patches have one
/// version.
fn of_one_version(arrivals: &[Arrival]) -> Vec<Vec<usize>> {
    let one_version = |patches: &[usize]| {
        patches.iter().all(|&at| arrivals[at].version() == arrivals[patches[0]].version())
    };
    let of_covers = of_covers(arrivals).into_iter().filter(|(_, patches)| one_version(patches));
    of_covers.map(|(cover, patches)| [vec![cover], patches].concat()).collect()
}

/// Patches without a version that were sent below a cover letter on its day, and not with it, under a number that it lacks:
/// each behind its cover letter, which names a version.
fn late_rests(arrivals: &[Arrival]) -> Vec<(usize, usize)> {
    let by_id = by_id(arrivals, |arrival| {
        arrival.number() == Some(0) && arrival.message.subject.version.is_some_and(|one| one > Version::FIRST)
    });
    let mut below: BTreeMap<(usize, u32), Vec<usize>> = BTreeMap::new();
    for (at, arrival) in arrivals.iter().enumerate() {
        let Some(number) = arrival.number().filter(|&number| number > 0) else { continue };
        let above = arrival.message.parents.first().and_then(|id| by_id.get(id.as_str()));
        let covers = above.into_iter().flatten().take(COPIES);
        covers.for_each(|&cover| below.entry((cover, number)).or_default().push(at));
    }
    let alone = below.into_iter().filter(|(_, patches)| patches.len() == 1);
    let is_rest = |&(cover, at): &(usize, usize)| {
        let (cover, patch) = (&arrivals[cover], &arrivals[at]);
        let total = |arrival: &Arrival| arrival.message.subject.counter.map(|(_, total)| total);
        patch.message.subject.version.is_none()
            && patch.message.subject.dotted.is_none()
            && total(patch) == total(cover)
            && !cover.came_with(patch)
            && (0..=DAY).contains(&(patch.sent - cover.sent))
            && cover.is_same_persons(patch)
    };
    alone.map(|((cover, _), patches)| (cover, patches[0])).filter(is_rest).collect()
}

/// By numbered cover letter, the numbered patches of its sender that answer it within minutes.
fn of_covers(arrivals: &[Arrival]) -> BTreeMap<usize, Vec<usize>> {
    let by_id = by_id(arrivals, |arrival| arrival.number() == Some(0));
    let mut of_covers: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, arrival) in arrivals.iter().enumerate() {
        if arrival.number().is_none_or(|number| number == 0) {
            continue;
        }
        let above = arrival.message.parents.first().and_then(|id| by_id.get(id.as_str()));
        for &cover in above.into_iter().flatten().take(COPIES) {
            if arrivals[cover].may_head(arrival) && arrivals[cover].is_same_persons(arrival) {
                of_covers.entry(cover).or_default().push(at);
            }
        }
    }
    of_covers
}

/// Answers that are followed upwards from a patch, and mails above each of them.
const FOLLOWED: usize = 4;
const MOST_PARENTS: usize = 200;

/// Lets patches that answer what was said of an earlier version answer that version as well: some mail programs name
/// the nearest mail alone.
pub(super) fn settle_parents(arrivals: &mut [Arrival]) {
    let patches = arrivals.iter().filter(|arrival| arrival.message.patch.is_some());
    let wanted: HashSet<&str> =
        patches.flat_map(|patch| patch.message.parents.iter().take(FOLLOWED)).map(Shared::as_str).collect();
    let mut answers: HashMap<Shared, Vec<Shared>> = HashMap::default();
    for Message { ids, parents, patch, .. } in arrivals.iter().map(|arrival| &*arrival.message) {
        if let Some(id) = ids.iter().find(|id| patch.is_none() && wanted.contains(id.as_str())) {
            answers.insert(id.clone(), parents.iter().take(MOST_PARENTS).cloned().collect());
        }
    }
    for arrival in arrivals.iter_mut().filter(|arrival| arrival.message.patch.is_some()) {
        let parents = &mut arrival.message.parents;
        let mut seen: HashSet<Shared> = parents.iter().cloned().collect();
        for at in 0..FOLLOWED.min(parents.len()) {
            let above = answers.get(&parents[at]).into_iter().flatten();
            let fresh: Vec<Shared> = above.filter(|id| seen.insert((*id).clone())).cloned().collect();
            parents.extend(fresh);
        }
    }
}

/// Notes the patches that somebody posted below their own request to pull.
pub(super) fn settle_pulled(arrivals: &mut [Arrival]) {
    let pulls = arrivals
        .iter()
        .map(|arrival| &arrival.message)
        .filter(|message| message.kind == Kind::Pull || asks_in_words(message));
    let sender_of: HashMap<Shared, Shared> =
        pulls.flat_map(|pull| pull.ids.iter().map(|id| (id.clone(), pull.sender.email.clone()))).collect();
    for arrival in arrivals.iter_mut().filter(|arrival| arrival.message.patch.is_some()) {
        let Message { parents, sender, .. } = &*arrival.message;
        arrival.pulled = parents.iter().any(|id| sender_of.get(id) == Some(&sender.email));
    }
}

/// Whether a cover letter is a request to pull by its title or text. One whose brackets say PULL beside `PATCH v9 0/3` is both, and its
/// patches are reviewed and sent again as others are.
fn asks_in_words(message: &Message) -> bool {
    !message.subject.pull && !message.said.carries.is_empty()
}

/// Makes answers of the mails that only lost their `Re:`.
pub(super) fn settle_answers(arrivals: &mut [Arrival]) {
    let mut with_patches: HashSet<usize> = of_covers(arrivals).into_keys().collect();
    // Patches may have come with it without answering it. What came with them under a number of its own is an empty commit.
    for came in sendings(arrivals) {
        let are_patches = came.iter().any(|&at| arrivals[at].has_diff());
        let is_empty = |at: usize| are_patches && !arrivals[at].looks.quotes;
        with_patches.extend(came.into_iter().filter(|&at| arrivals[at].number() == Some(0) || is_empty(at)));
    }
    let of_others = titled_as_of_others(arrivals);
    for (at, arrival) in arrivals.iter_mut().enumerate() {
        if lost_its_re(arrival, with_patches.contains(&at), of_others.contains(&at)) {
            arrival.message.kind = Kind::Reply;
            arrival.message.patch = None;
        }
    }
}

/// The mails with a cover letter's number that answer another person's cover letter under its very title.
fn titled_as_of_others(arrivals: &[Arrival]) -> HashSet<usize> {
    let by_id = by_id(arrivals, |arrival| arrival.number() == Some(0));
    let covers = arrivals.iter().enumerate().filter(|(_, arrival)| arrival.number() == Some(0));
    let answers = covers.filter(|(_, arrival)| {
        let above = arrival.message.parents.first().and_then(|id| by_id.get(id.as_str()));
        above.into_iter().flatten().take(COPIES).any(|&cover| {
            let cover = &arrivals[cover];
            cover.message.subject.title == arrival.message.subject.title && !cover.is_same_persons(arrival)
        })
    });
    answers.map(|(at, _)| at).collect()
}

/// Whether a mail with the subject of a patch answers another one, as its header or a quote on top says, and has neither a diff
/// nor what a patch without one has. `has_patches` says whether patches came with it, as with a cover letter, and `of_another`
/// whether it has the title of somebody else's that it answers.
fn lost_its_re(arrival: &Arrival, has_patches: bool, of_another: bool) -> bool {
    let Arrival { message, looks, .. } = arrival;
    let Some(patch) = &message.patch else { return false };
    if has_patches || arrival.unnumbered || message.parents.is_empty() && !looks.answers || arrival.has_diff()
    {
        return false;
    }
    if message.kind == Kind::Cover {
        return patch.diffstat.is_none() && (looks.quotes || looks.short || of_another);
    }
    // An empty commit has its author's sign-off, as has a script to be run.
    let is_empty_patch = looks.signed && message.subject.counter.is_some();
    !is_empty_patch && (looks.quotes || !looks.laid_out)
}
