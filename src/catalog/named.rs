//! Mails that say that patches were taken and answer no mail that is known: they find the patches by the mail that
//! they link to, else by title and author.

use super::{Filed, Patch, PatchAt, Reply, ReplyAt};
use crate::digest::Entry;
use crate::mail::{Machine, Taken, normalised};
use crate::position::Table;
use crate::shared::{HashMap, HashSet};

/// A notice is about a patch that came at most this many seconds before it.
const LATEST: i64 = 400 * 86_400;
/// Patches of other series that are followed of one notice at most.
const MOST_NAMED: usize = 2_000;

/// Gives replies without a patch the patches that their thanks name. `entries` are those of the catalog's patches.
pub(super) fn settle(replies: &mut Table<Reply>, digests: &Table<Filed>, entries: &Table<Patch, &Entry>) {
    let reply = |reply: &Reply| &digests[reply.digest].digest.replies[reply.at];
    // What went to a stable tree has the title of the patch of the project itself.
    let is_note = |at: &ReplyAt| reply(&replies[*at]).machine.is_some_and(Machine::is_note);
    let is_lost = |at: &ReplyAt| {
        replies[*at].patch.is_none() && reply(&replies[*at]).said.thanks.is_some() && !is_note(at)
    };
    let lost: Vec<ReplyAt> = replies.positions().filter(is_lost).collect();
    if lost.is_empty() {
        return;
    }
    let lost: Vec<(ReplyAt, Vec<PatchAt>)> = {
        let wanted: Vec<Wanted> = lost.iter().map(|&at| Wanted::of(reply(&replies[at]))).collect();
        let patches = Patches::named(&wanted, entries);
        lost.into_iter().zip(&wanted).map(|(at, wanted)| (at, patches.all(wanted))).collect()
    };
    for (at, found) in lost {
        let mut found = found.into_iter();
        replies[at].patch = found.next();
        replies[at].also = found.collect();
    }
}

/// What a notice says of its patches.
struct Wanted<'a> {
    /// The title of the mail itself.
    title: String,
    taken: &'a [Taken],
    sent: i64,
}

impl<'a> Wanted<'a> {
    fn of(reply: &'a crate::digest::Reply) -> Self {
        let taken = reply.said.thanks.as_ref().map_or(&[][..], |thanks| &thanks.taken);
        Self {
            title: normalised(&reply.title),
            taken: &taken[..taken.len().min(MOST_NAMED)],
            sent: reply.sent,
        }
    }
}

/// The patches that notices name.
struct Patches<'a> {
    entries: &'a Table<Patch, &'a Entry>,
    by_title: HashMap<String, Vec<PatchAt>>,
    by_id: HashMap<&'a str, PatchAt>,
}

impl<'a> Patches<'a> {
    fn named(wanted: &[Wanted], entries: &'a Table<Patch, &'a Entry>) -> Self {
        let taken = || wanted.iter().flat_map(|wanted| wanted.taken);
        let titles: HashSet<&str> = taken()
            .filter_map(|taken| taken.title.as_deref())
            .chain(wanted.iter().map(|wanted| wanted.title.as_str()))
            .collect();
        let ids: HashSet<&str> = taken().filter_map(|taken| taken.mail.as_deref()).collect();
        let mut patches = Self { entries, by_title: HashMap::default(), by_id: HashMap::default() };
        for (at, entry) in entries.iter_at() {
            if let Some(id) = entry.message_id.as_deref().filter(|id| ids.contains(id)) {
                patches.by_id.insert(id, at);
            }
            for title in entry.titles().filter(|title| titles.contains(title.as_str())) {
                patches.by_title.entry(title).or_default().push(at);
            }
        }
        patches
    }

    /// The patches that a notice names, or the one that has its title.
    fn all(&self, wanted: &Wanted) -> Vec<PatchAt> {
        let mut found: Vec<PatchAt> = Vec::new();
        for taken in wanted.taken {
            let by_id = taken.mail.as_deref().and_then(|id| self.by_id.get(id).copied());
            let patch =
                by_id.or_else(|| self.titled(taken.title.as_deref()?, taken.author.as_deref(), wanted.sent));
            found.extend(patch.filter(|patch| !found.contains(patch)));
        }
        let is_named = wanted.taken.iter().any(|taken| taken.title.is_some());
        if found.is_empty() && !is_named {
            found.extend(self.titled(&wanted.title, None, wanted.sent));
        }
        found
    }

    /// The newest patch of a title that came before a notice, by this author where several have sent one.
    fn titled(&self, title: &str, author: Option<&str>, sent: i64) -> Option<PatchAt> {
        let candidates = self.by_title.get(title)?.iter().rev().copied();
        let candidates: Vec<PatchAt> =
            candidates.filter(|&at| (0..LATEST).contains(&(sent - self.entries[at].sent))).collect();
        let is_by = |at: &&PatchAt| author.is_none_or(|author| self.entries[**at].author.email == author);
        let first = candidates.first()?;
        let one_author =
            candidates.iter().all(|&at| self.entries[at].author.is_same_person(&self.entries[*first].author));
        candidates.iter().find(is_by).or(Some(first).filter(|_| one_author)).copied()
    }
}
