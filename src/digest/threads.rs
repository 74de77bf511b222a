//! Threads of a window that are about no patch, and the commits that programs announced in it.

use std::collections::{BTreeMap, HashSet};

use super::arrival::Arrival;
use super::{ReplyAt, grouping};
use crate::mail::{Address, Kind, Mailmap, Message};
use crate::position::At;
use crate::shared::Shared;

/// A thread of the window without a patch, as far as the window shows it.
#[derive(Debug, Clone, PartialEq, Hash)]
pub struct Thread {
    /// The subject of its first mail, behind `Re:` and brackets.
    pub title: String,
    /// Who sent that mail.
    pub author: Address,
    /// It began in the window: that mail answers none.
    pub begun: bool,
    /// When the first and the last of its mails here were sent, seconds since 1970.
    pub first: i64,
    pub last: i64,
    pub mails: usize,
    /// How many people sent them.
    pub people: usize,
    /// Of the first mail.
    pub message_id: Option<Shared>,
    /// Which of the digest's replies are in it.
    pub replies: Vec<ReplyAt>,
}

/// A commit that a program announced, as the bot of a tree does.
#[derive(Debug, Clone, PartialEq, Hash)]
pub struct Merge {
    pub commit: String,
    /// The repository and the branch as the mail names them; may be empty.
    pub tree: String,
    pub title: String,
    pub author: Address,
    pub message_id: Option<Shared>,
}

/// A mail that is not a patch.
pub(super) struct Mail<'a> {
    thread: usize,
    message: &'a Message,
    /// Seconds since 1970.
    sent: i64,
    /// What it is among the digest's replies.
    reply: Option<ReplyAt>,
}

/// Tells each mail the number of its thread; how many threads there are.
pub(super) fn number(arrivals: &mut [Arrival]) -> usize {
    let threads = grouping::threads(arrivals.iter().map(|arrival| {
        let ids: Vec<&str> = arrival.message.ids.iter().map(Shared::as_str).collect();
        (ids, arrival.message.parents.iter().map(Shared::as_str).collect())
    }));
    for (number, thread) in threads.iter().enumerate() {
        thread.iter().for_each(|at| arrivals[at.number()].thread = number);
    }
    threads.len()
}

/// Whether a mail says something to others: it answers, asks to pull, or is a notice of what was taken. What else there
/// is begins a thread.
pub(super) fn says(message: &Message) -> bool {
    message.kind == Kind::Pull || !message.parents.is_empty() || message.said.thanks.is_some()
}

/// The mails of a window that are not patches, with their places among those that say something to others.
pub(super) fn talk(others: &[Arrival]) -> Vec<Mail<'_>> {
    let mut replies = At::first(others.len());
    let mut place = |message| if says(message) { replies.next() } else { None };
    let mails = others.iter().map(|arrival| Mail {
        thread: arrival.thread,
        message: &arrival.message,
        sent: arrival.sent,
        reply: place(&arrival.message),
    });
    mails.collect()
}

/// The threads of these mails in the order of their first ones, but for those of `patched`. A mail that is about a
/// patch of another window says so in its subject; one that announces commits belongs to no thread.
pub(super) fn discussions(mails: &[Mail], patched: &HashSet<usize>, mailmap: &Mailmap) -> Vec<Thread> {
    let mut threads: BTreeMap<usize, Vec<&Mail>> = BTreeMap::new();
    for mail in mails.iter().filter(|mail| !patched.contains(&mail.thread)) {
        threads.entry(mail.thread).or_default().push(mail);
    }
    let about_patch = |mail: &&Mail| {
        let subject = &mail.message.subject;
        let counted = subject.counter.is_some() || subject.version.is_some();
        subject.patch || counted || mail.message.kind == Kind::Pull
    };
    let mut found: Vec<Thread> = threads
        .into_values()
        .filter(|mails| !mails.iter().any(about_patch))
        .filter_map(|mails| thread(&mails, mailmap))
        .collect();
    found.sort_by_key(|thread| thread.first);
    found
}

fn thread(mails: &[&Mail], mailmap: &Mailmap) -> Option<Thread> {
    let said: Vec<&&Mail> = mails.iter().filter(|mail| mail.message.said.notices.is_empty()).collect();
    let answers = |mail: &Mail| mail.message.subject.reply || !mail.message.parents.is_empty();
    let first = said.iter().min_by_key(|mail| (answers(mail), mail.sent))?;
    let people: HashSet<Shared> =
        said.iter().map(|mail| mailmap.resolve(mail.message.author.clone()).email).collect();
    Some(Thread {
        title: first.message.subject.title.clone(),
        author: mailmap.resolve(first.message.author.clone()),
        begun: !answers(first),
        first: said.iter().map(|mail| mail.sent).min()?,
        last: said.iter().map(|mail| mail.sent).max()?,
        mails: said.len(),
        people: people.len(),
        message_id: first.message.ids.first().cloned(),
        replies: said.iter().filter_map(|mail| mail.reply).collect(),
    })
}

/// The commits that these mails announce, in their order; one that is announced again is listed once.
pub(super) fn merges(mails: &[Mail], mailmap: &Mailmap) -> Vec<Merge> {
    let mut seen = HashSet::new();
    let notices =
        mails.iter().flat_map(|mail| mail.message.said.notices.iter().map(move |notice| (mail, notice)));
    let new = notices.filter(|(_, notice)| seen.insert((&notice.tree, &notice.commit)));
    new.map(|(mail, notice)| Merge {
        commit: notice.commit.clone(),
        tree: notice.tree.clone(),
        title: notice.title.clone(),
        author: mailmap.resolve(notice.author.clone()),
        message_id: mail.message.ids.first().cloned(),
    })
    .collect()
}
