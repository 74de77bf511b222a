//! Reads a window's mails and makes its digest.

use std::collections::HashMap;

use super::grouping::{self, Revision, Series};
use super::{Context, Corrections, Digest, Entry, Reply, Status, tables};
use crate::archive::{Content, Inbox, Slot, Window};
use crate::mail::{self, Identity, Kind, Mailmap, Message, Version};
use crate::maintainers::Maintainers;
use crate::report::LeftOut;

/// The mails that a later commit deletes from every digest.
#[derive(Debug, Default)]
pub struct Deletions {
    /// By Message-ID ("" for mails without one): what was deleted, and at which place in the history.
    by_id: HashMap<String, Vec<(Identity, usize)>>,
}

impl Deletions {
    /// Reads the deletions of an archive. There are few, and their mails are short-lived: only they are read.
    pub fn find(inbox: &Inbox) -> Self {
        let mut deletions = Self::default();
        for (at, slot) in inbox.slots().iter().enumerate() {
            if !matches!(slot.content, Content::Deletion(_)) {
                continue;
            }
            let read = inbox.read(slot, |raw| (Message::parse(raw), Identity::of(raw)));
            if let Ok((Ok(message), identity)) = read {
                let id = message.ids.into_iter().next().unwrap_or_default();
                deletions.by_id.entry(id).or_default().push((identity, at));
            }
        }
        deletions
    }

    /// Whether the mail at a place in the history is deleted later.
    fn hold(&self, message: &Message, at: usize, raw: &[u8]) -> bool {
        if self.by_id.is_empty() {
            return false;
        }
        let id = message.ids.first().map_or("", String::as_str);
        self.by_id.get(id).is_some_and(|deleted| {
            let identity = Identity::of(raw);
            deleted.iter().any(|&(what, by)| by > at && what == identity)
        })
    }
}

/// A mail of the window.
struct Arrival<'a> {
    slot: &'a Slot,
    message: Message,
}

/// What is known of a list beside its mails.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    pub deletions: &'a Deletions,
    pub mailmap: &'a Mailmap,
    pub corrections: &'a Corrections,
    pub maintainers: Option<&'a Maintainers>,
}

/// Builds the digest of one window.
pub fn build(list: &str, inbox: &Inbox, window: &Window, known: Known) -> Digest {
    let mut left_out = Vec::new();
    let mut arrivals = Vec::with_capacity(window.slots.len());
    for at in window.slots.clone() {
        let slot = &inbox.slots()[at];
        match read(inbox, slot, at, known.deletions) {
            Ok(message) => arrivals.push(Arrival { slot, message }),
            Err((id, kind)) => left_out.push(LeftOut::commit(slot.commit.to_string(), id, kind)),
        }
    }
    drop_duplicates(inbox, &mut arrivals, &mut left_out);
    let threads = grouping::threads(arrivals.iter().map(|a| {
        let ids: Vec<&str> = a.message.ids.iter().map(String::as_str).collect();
        (ids, a.message.parents.iter().map(String::as_str).collect())
    }));
    let mails = arrivals.len();
    let pulls = pulls(&arrivals);
    let (patches, others) = divided(arrivals);
    let replies = others.into_iter().filter_map(|arrival| reply(arrival, known.mailmap)).collect();
    let mut entries: Vec<Entry> =
        patches.into_iter().rev().filter_map(|arrival| entry(arrival, known)).collect();
    for entry in &mut entries {
        let is_senders = |id: &String| pulls.get(id) == Some(&entry.sender.email);
        entry.context.pulled = entry.context.parents.iter().any(is_senders);
    }
    let series = settle(&mut entries);
    Digest {
        list: list.to_owned(),
        from: window.from.map_or_else(|| "0".repeat(40), |id| id.to_string()),
        to: window.to.to_string(),
        mails,
        threads,
        patches: entries.len(),
        domains: tables::domains(&entries),
        contributors: tables::contributors(&entries),
        entries,
        series,
        replies,
        left_out,
    }
}

type Refusal = (Option<String>, &'static str);

fn read(inbox: &Inbox, slot: &Slot, at: usize, deletions: &Deletions) -> Result<Message, Refusal> {
    if matches!(slot.content, Content::Deletion(_)) {
        return Err((None, "deletion"));
    }
    let read = inbox.read(slot, |raw| {
        let message = Message::parse(raw).map_err(|_| (None, "not-a-mail"))?;
        match deletions.hold(&message, at, raw) {
            true => Err((message.ids.into_iter().next(), "deleted")),
            false => Ok(message),
        }
    });
    read.map_err(|fault| (None, fault.kind()))?
}

/// Drops mails that came before with the same Message-ID and the same content. The same Message-ID with
/// other content is another mail.
fn drop_duplicates(inbox: &Inbox, arrivals: &mut Vec<Arrival>, left_out: &mut Vec<LeftOut>) {
    let mut seen: HashMap<String, Vec<&Slot>> = HashMap::new();
    let identity = |slot: &Slot| inbox.read(slot, Identity::of).ok();
    arrivals.retain(|arrival| {
        let Some(id) = arrival.message.ids.first() else { return true };
        let earlier = seen.entry(id.clone()).or_default();
        let again = !earlier.is_empty() && {
            let own = identity(arrival.slot);
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
    let is_patch = |message: &Message| message.patch.is_some() && !lost_its_re(message, &subjects);
    arrivals.into_iter().partition(|arrival| is_patch(&arrival.message))
}

/// Requests to pull, by Message-ID, and who sent each.
fn pulls(arrivals: &[Arrival]) -> HashMap<String, String> {
    let pulls = arrivals.iter().map(|arrival| &arrival.message).filter(|message| message.kind == Kind::Pull);
    pulls.flat_map(|pull| pull.ids.iter().map(|id| (id.clone(), pull.sender.email.clone()))).collect()
}

/// An answer whose sender's program lost the `Re:`: it has a patch's subject and no diff, quotes, and answers
/// a mail of that very subject. Where that mail is not in the window, only a patch can be judged: it ought to
/// have a diff.
fn lost_its_re(message: &Message, subjects: &HashMap<String, String>) -> bool {
    let Some(patch) = &message.patch else { return false };
    if !patch.diff.is_empty() || !patch.quotes {
        return false;
    }
    let mut known = message.parents.iter().filter_map(|id| subjects.get(id)).peekable();
    match known.peek() {
        Some(_) => known.any(|subject| *subject == message.subject.text),
        None => !message.parents.is_empty() && message.kind == Kind::Patch,
    }
}

/// A mail that says something to others. One that neither answers nor asks to pull begins a thread, and is none.
fn reply(arrival: Arrival, mailmap: &Mailmap) -> Option<Reply> {
    let Arrival { slot, message } = arrival;
    let says = message.kind == Kind::Pull || !message.parents.is_empty();
    says.then(|| Reply {
        message_id: message.ids.into_iter().next(),
        title: message.subject.title,
        author: mailmap.resolve(message.author),
        sent: super::sent(message.date, slot.time),
        arrived: slot.time,
        parents: message.parents,
        said: message.said,
    })
}

fn entry(arrival: Arrival, known: Known) -> Option<Entry> {
    let Arrival { slot, message } = arrival;
    let patch = message.patch?;
    let subject = message.subject;
    let sections = known.maintainers.map(|file| sections(file, &subject.text, &patch));
    let id = message.ids.first().map_or("", String::as_str);
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
        arrived: slot.time,
        message_id: message.ids.into_iter().next(),
        commit: Some(slot.commit.to_string()),
        body: patch.body,
        diff: patch.diff,
        diffstat: patch.diffstat,
        trailers: patch.trailers,
        sections: sections.unwrap_or_default(),
        superseded_by: None,
        context: Context {
            parents: message.parents,
            change_id: patch.change_id,
            pointers: patch.pointers,
            dotted: subject.dotted,
            same,
            apart,
            pulled: false,
        },
    })
}

/// Where a patch belongs, but for the sections that have every file.
fn sections(maintainers: &Maintainers, subject: &str, patch: &mail::Patch) -> Vec<usize> {
    let message = format!("Subject: {subject}\n\n{}", patch.body);
    let mut sections = maintainers.sections(&mail::paths(&patch.diff), &message, &patch.diff);
    sections.retain(|&section| !maintainers.list()[section].rest);
    sections
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
