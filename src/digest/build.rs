//! Puts the mails of a window together as its digest.

use std::collections::hash_map::Entry as Place;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use super::arrival::Arrival;
use super::read::{Known, Stretch};
use super::{Commits, Context, Digest, Entry, Late, Reply, Status, Withheld, grouping, tables, threads};
use crate::archive::{Inbox, Slot, Span, Window};
use crate::mail::{Identity, Mailmap, SamePerson, Version};
use crate::position::Table;
use crate::report::LeftOut;
use crate::shared::Shared;

/// A mail that reached the archive so many seconds after it was sent came late.
const LATE: i64 = 2 * 86_400;
/// Slots on either side of a window that are read with it.
const NEAR: usize = 256;

/// Reads a window by itself and makes its digest.
pub fn build(list: &str, inbox: &Inbox, window: &Window, known: Known, withheld: &Withheld) -> Digest {
    let (Some(&first), Some(&last)) = (window.places.iter().min(), window.places.iter().max()) else {
        return assemble(list, inbox, window, Stretch::default(), known);
    };
    // Any mail before may have been taken down with its replies.
    let places =
        if withheld.takes_replies() { 0..inbox.slots().len() } else { with_near(inbox, first..last + 1) };
    let mut stretch = Stretch::read(inbox, places.clone(), known, withheld);
    stretch.drop_replies();
    stretch.settle(inbox, places);
    stretch.settle_kinds(inbox, withheld);
    let mut stretches = stretch.divided(std::slice::from_ref(window), inbox.slots().len());
    assemble(list, inbox, window, stretches.remove(0), known)
}

/// These places and those around that came within hours: a window may cut through the mails of one sending.
fn with_near(inbox: &Inbox, places: Range<usize>) -> Range<usize> {
    let slots = inbox.slots();
    let near = |a: usize, b: usize| (slots[a].time - slots[b].time).abs() <= grouping::HELD_BACK;
    let before = (0..places.start).rev().take(NEAR).take_while(|&other| near(other, places.start)).count();
    let after = (places.end..slots.len()).take(NEAR).take_while(|&other| near(other, places.end - 1)).count();
    places.start - before..places.end + after
}

/// Makes a window's digest of its mails, which must be in the window's order. Which of its entries are of one series is
/// found out together with other windows: [`Digest::settle`].
pub fn assemble(list: &str, inbox: &Inbox, window: &Window, mails: Stretch, known: Known) -> Digest {
    let Stretch { mut arrivals, refused, .. } = mails;
    let mut left_out: Vec<LeftOut> = refused.into_iter().map(|(_, left_out)| left_out).collect();
    drop_duplicates(inbox, &mut arrivals, &mut left_out);
    let thread_count = threads::number(&mut arrivals);
    let mails = arrivals.len();
    let late = if window.is_calendar() { late(&arrivals) } else { Vec::new() };
    let same = same_people(&mut arrivals, known.mailmap);
    let (patches, others): (Vec<Arrival>, Vec<Arrival>) =
        arrivals.into_iter().partition(|arrival| arrival.message.patch.is_some());
    let patched: HashSet<usize> = patches.iter().map(|arrival| arrival.thread).collect();
    let talk = threads::talk(&others);
    let discussions = threads::discussions(&talk, &patched, known.mailmap);
    let merged = threads::merges(&talk, known.mailmap);
    let mut replies: Table<Reply> =
        others.into_iter().filter_map(|arrival| reply(arrival, known.mailmap)).collect();
    let mut entries: Table<Entry> =
        patches.into_iter().rev().filter_map(|arrival| entry(arrival, known)).collect();
    // What is collected from larger rows keeps their room.
    entries.shrink_to_fit();
    replies.shrink_to_fit();
    let commits: Vec<Commits> = window.commits.iter().map(commits).collect();
    Digest {
        list: list.to_owned(),
        from: commits.first().map_or_else(String::new, |commits| commits.from.clone()),
        to: commits.last().map_or_else(String::new, |commits| commits.to.clone()),
        commits,
        mails,
        threads: thread_count,
        patches: entries.len(),
        domains: tables::domains(&entries),
        contributors: tables::contributors(&entries),
        entries,
        series: Vec::new(),
        replies,
        late,
        discussions,
        merged,
        same,
        left_out,
    }
}

fn commits(span: &Span) -> Commits {
    Commits { from: span.from.map_or_else(|| "0".repeat(40), |id| id.to_string()), to: span.to.to_string() }
}

/// What the mails prove of people, under the addresses that the mailmap gives them.
fn same_people(arrivals: &mut [Arrival], mailmap: &Mailmap) -> Vec<SamePerson> {
    let proofs = arrivals.iter_mut().flat_map(|arrival| std::mem::take(&mut arrival.message.same));
    let resolved = proofs.map(|same| SamePerson {
        one: mailmap.resolve(same.one),
        other: mailmap.resolve(same.other),
        proof: same.proof,
    });
    let distinct: BTreeSet<SamePerson> = resolved.filter(|same| same.one.email != same.other.email).collect();
    distinct.into_iter().collect()
}

/// The mails that came late.
fn late(arrivals: &[Arrival]) -> Vec<Late> {
    let late = arrivals.iter().filter(|arrival| arrival.slot.committed - arrival.sent > LATE);
    late.map(|arrival| Late {
        subject: arrival.message.subject.text.clone(),
        message_id: arrival.message.ids.first().cloned(),
        sent: arrival.sent,
        arrived: arrival.slot.committed,
    })
    .collect()
}

/// Drops mails that came before with the same Message-ID and the same content. The same Message-ID with
/// other content is another mail.
fn drop_duplicates(inbox: &Inbox, arrivals: &mut Vec<Arrival>, left_out: &mut Vec<LeftOut>) {
    let mut seen: HashMap<Shared, Seen> = HashMap::new();
    let identity = |slot: &Slot| inbox.read(slot, Identity::of).ok();
    arrivals.retain(|arrival| {
        let Some(id) = arrival.message.ids.first() else { return true };
        let is_new = match seen.entry(id.clone()) {
            Place::Vacant(place) => {
                place.insert(Seen::Once(arrival.slot));
                true
            }
            Place::Occupied(mut place) => {
                let earlier = place.get_mut();
                if let Seen::Once(slot) = earlier {
                    *earlier = Seen::More(HashSet::from([identity(slot)]));
                }
                match earlier {
                    Seen::More(contents) => contents.insert(identity(&arrival.slot)),
                    Seen::Once(_) => true,
                }
            }
        };
        if !is_new {
            left_out.push(LeftOut::commit(arrival.slot.commit.to_string(), Some(id.into()), "duplicate"));
        }
        is_new
    });
}

/// The mails of one Message-ID so far. What is in one is looked at once there is a second.
enum Seen {
    Once(Slot),
    More(HashSet<Option<Identity>>),
}

/// A mail that says something to others.
fn reply(arrival: Arrival, mailmap: &Mailmap) -> Option<Reply> {
    let Arrival { slot, sent, message, text, .. } = arrival;
    threads::says(&message).then(|| Reply {
        message_id: message.ids.into_iter().next(),
        title: message.subject.title,
        version: message.subject.version,
        author: mailmap.resolve(message.author),
        machine: message.machine,
        sent,
        arrived: slot.time,
        parents: message.parents,
        said: message.said,
        commit: slot.commit,
        text,
    })
}

fn entry(arrival: Arrival, known: Known) -> Option<Entry> {
    let Arrival {
        place, slot, sent, message, sections, text, fingerprint, looks, unnumbered, pulled, ..
    } = arrival;
    let patch = message.patch?;
    let subject = message.subject;
    let id = message.ids.first().map_or("", Shared::as_str);
    let is_backport = patch.backport.is_some();
    let (same, apart) = (known.corrections.same(id), known.corrections.apart(id));
    Some(Entry {
        status: Status::New,
        title: subject.title,
        subject: subject.text,
        version: subject.version.or(looks.reroll).unwrap_or(Version::FIRST),
        index: subject.counter.map(|(index, _)| index),
        total: subject.counter.map(|(_, total)| total),
        tags: subject.tags,
        author: known.mailmap.resolve(message.author),
        sender: known.mailmap.resolve(message.sender),
        date: message.date,
        sent,
        arrived: slot.time,
        place,
        message_id: message.ids.into_iter().next(),
        commit: Some(slot.commit.to_string()),
        body: patch.body,
        diff: patch.diff,
        text,
        diffstat: patch.diffstat,
        fingerprint,
        trailers: patch.trailers,
        sections,
        backport: patch.backport,
        superseded_by: None,
        context: Context {
            parents: message.parents,
            change_id: patch.change_id,
            pointers: patch.pointers,
            // A kernel's number, whatever the author's other mails say.
            dotted: subject.dotted.filter(|_| !is_backport),
            same,
            apart,
            pulled,
            unnumbered,
            file_title: patch.file_title,
        },
    })
}
