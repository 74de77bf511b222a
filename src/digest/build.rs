//! Puts the mails of a window together as its digest.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::grouping::{self, Revision, Series};
use super::read::{Arrival, Known, Stretch};
use super::{Commits, Context, Digest, Entry, Late, Reply, Status, tables, threads};
use crate::archive::{Inbox, Slot, Span, Window};
use crate::mail::{Backport, Identity, Kind, Mailmap, SamePerson, Version};
use crate::report::LeftOut;

/// A mail that reached the archive so many seconds after it was sent came late.
const LATE: i64 = 2 * 86_400;

/// Reads a window by itself and makes its digest.
pub fn build(list: &str, inbox: &Inbox, window: &Window, known: Known) -> Digest {
    let (Some(&first), Some(&last)) = (window.places.iter().min(), window.places.iter().max()) else {
        return assemble(list, inbox, window, Stretch::default(), known);
    };
    let mut stretch = Stretch::read(inbox, first..last + 1, known);
    stretch.settle(inbox, first..last + 1);
    let mut stretches = stretch.divided(std::slice::from_ref(window), inbox.slots().len());
    assemble(list, inbox, window, stretches.remove(0), known)
}

/// Makes a window's digest of its mails, which must stand in the window's order.
pub fn assemble(list: &str, inbox: &Inbox, window: &Window, mails: Stretch, known: Known) -> Digest {
    let Stretch { mut arrivals, refused } = mails;
    let mut left_out: Vec<LeftOut> = refused.into_iter().map(|(_, left_out)| left_out).collect();
    drop_duplicates(inbox, &mut arrivals, &mut left_out);
    let thread_count = threads::number(&mut arrivals);
    let mails = arrivals.len();
    let late = if window.is_calendar() { late(&arrivals) } else { Vec::new() };
    let same = same_people(&mut arrivals, known.mailmap);
    let pulls = pulls(&arrivals);
    let (patches, others) = divided(arrivals);
    let patched: HashSet<usize> = patches.iter().map(|arrival| arrival.thread).collect();
    let talk = threads::talk(&others);
    let discussions = threads::discussions(&talk, &patched, known.mailmap);
    let merged = threads::merges(&talk, known.mailmap);
    let replies = others.into_iter().filter_map(|arrival| reply(arrival, known.mailmap)).collect();
    let mut entries: Vec<Entry> =
        patches.into_iter().rev().filter_map(|arrival| entry(arrival, known)).collect();
    for entry in &mut entries {
        let is_senders = |id: &String| pulls.get(id) == Some(&entry.sender.email);
        entry.context.pulled = entry.context.parents.iter().any(is_senders);
    }
    let series = settle(&mut entries);
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
        series,
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
    let mut seen: HashMap<String, Vec<Slot>> = HashMap::new();
    let identity = |slot: &Slot| inbox.read(slot, Identity::of).ok();
    arrivals.retain(|arrival| {
        let Some(id) = arrival.message.ids.first() else { return true };
        let earlier = seen.entry(id.clone()).or_default();
        let again = !earlier.is_empty() && {
            let own = identity(&arrival.slot);
            earlier.iter().any(|slot| identity(slot) == own)
        };
        if again {
            left_out.push(LeftOut::commit(arrival.slot.commit.to_string(), Some(id.clone()), "duplicate"));
        } else {
            earlier.push(arrival.slot);
        }
        !again
    });
}

/// The patch mails, and all others.
fn divided(arrivals: Vec<Arrival>) -> (Vec<Arrival>, Vec<Arrival>) {
    let subjects: HashMap<String, String> = arrivals
        .iter()
        .flat_map(|a| a.message.ids.iter().map(|id| (id.clone(), a.message.subject.text.clone())))
        .collect();
    let is_patch = |arrival: &Arrival| arrival.message.patch.is_some() && !lost_its_re(arrival, &subjects);
    arrivals.into_iter().partition(is_patch)
}

/// Requests to pull, by Message-ID, and who sent each.
fn pulls(arrivals: &[Arrival]) -> HashMap<String, String> {
    let pulls = arrivals.iter().map(|arrival| &arrival.message).filter(|message| message.kind == Kind::Pull);
    pulls.flat_map(|pull| pull.ids.iter().map(|id| (id.clone(), pull.sender.email.clone()))).collect()
}

/// An answer whose sender's program lost the `Re:`: it has a patch's subject and no diff, quotes, and answers
/// a mail of that very subject. Where that mail is not in the window, only a patch can be judged: it ought to
/// have a diff.
fn lost_its_re(arrival: &Arrival, subjects: &HashMap<String, String>) -> bool {
    let message = &arrival.message;
    let Some(patch) = &message.patch else { return false };
    if arrival.has_diff() || !patch.quotes {
        return false;
    }
    let mut known = message.parents.iter().filter_map(|id| subjects.get(id)).peekable();
    match known.peek() {
        Some(_) => known.any(|subject| *subject == message.subject.text),
        None => !message.parents.is_empty() && message.kind == Kind::Patch,
    }
}

/// A mail that says something to others.
fn reply(arrival: Arrival, mailmap: &Mailmap) -> Option<Reply> {
    let Arrival { slot, sent, message, .. } = arrival;
    threads::says(&message).then(|| Reply {
        message_id: message.ids.into_iter().next(),
        title: message.subject.title,
        author: mailmap.resolve(message.author),
        sent,
        arrived: slot.time,
        parents: message.parents,
        said: message.said,
    })
}

fn entry(arrival: Arrival, known: Known) -> Option<Entry> {
    let Arrival { place, slot, sent, message, sections, text, .. } = arrival;
    let patch = message.patch?;
    let subject = message.subject;
    let backport = Backport::of(&subject, &patch.body);
    let id = message.ids.first().map_or("", String::as_str);
    let is_backport = backport.is_some();
    let (same, apart) = (known.corrections.same(id), known.corrections.apart(id));
    Some(Entry {
        status: Status::New,
        title: subject.title,
        subject: subject.text,
        version: subject.version.unwrap_or(Version::FIRST),
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
        trailers: patch.trailers,
        sections,
        backport,
        superseded_by: None,
        context: Context {
            parents: message.parents,
            change_id: patch.change_id,
            pointers: patch.pointers,
            // A kernel's number, whatever the author's other mails say.
            dotted: subject.dotted.filter(|_| !is_backport),
            same,
            apart,
            pulled: false,
        },
    })
}

/// Groups the entries into series and marks what a newer version, or the same mail again, replaces.
fn settle(entries: &mut [Entry]) -> Vec<Series> {
    let series = grouping::of_entries(entries);
    for revision in series.iter().flat_map(|series| &series.revisions) {
        revision.mails.iter().for_each(|&mail| entries[mail].version = revision.version);
    }
    for series in &series {
        supersede(entries, series);
    }
    series
}

fn supersede(entries: &mut [Entry], series: &Series) {
    let newest = series.newest();
    for revision in &series.revisions {
        for &mail in &revision.mails {
            let replaced_by = counterpart(entries, newest, mail).filter(|&other| other != mail);
            if let Some(other) = replaced_by {
                entries[mail].status = Status::Exists;
                entries[mail].superseded_by = Some(other);
            }
        }
    }
}

/// The mail of the newest revision that takes another's place: of the same number if that is the cover
/// letter, else of the same title, else of the same number, else the one that stands for the revision.
fn counterpart(entries: &[Entry], newest: &Revision, mail: usize) -> Option<usize> {
    let this = &entries[mail];
    // Positions count from the newest, so of several sendings the smallest is the latest.
    let first =
        |fits: &dyn Fn(&Entry) -> bool| newest.mails.iter().copied().filter(|&at| fits(&entries[at])).min();
    let cover = |entry: &Entry| entry.index == Some(0);
    let same_number = |entry: &Entry| entry.index == this.index;
    if newest.mails.contains(&mail) {
        return first(&|entry| same_number(entry) && entry.title == this.title);
    }
    let same_title = |entry: &Entry| !cover(entry) && entry.title == this.title;
    let by_title = if cover(this) { None } else { first(&same_title) };
    by_title.or_else(|| first(&same_number)).or(newest.mails.first().copied())
}
