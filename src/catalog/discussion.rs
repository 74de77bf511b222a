//! Who answered what: every reply finds the patch it is about.

use super::{DigestAt, Filed, Patch, PatchAt, named};
use crate::digest::{self, Entry};
use crate::position::{At, Table};
use crate::shared::{HashMap, Shared};

/// One reply, or a request to pull.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The digest that holds it, and its position among the digest's replies.
    pub digest: DigestAt,
    pub at: digest::ReplyAt,
    /// The patch or cover letter that it answers, itself or through other replies.
    pub patch: Option<PatchAt>,
    /// The first reply that is known of its thread.
    pub thread: ReplyAt,
    /// Patches of other revisions that a notice names as well, or that thanks answer as well.
    pub also: Vec<PatchAt>,
}

/// The position of a reply in the catalog.
pub type ReplyAt = At<Reply>;

/// Which reply of the catalog each reply of each digest is.
pub type ReplyOf = Table<Filed, Table<digest::Reply, Option<ReplyAt>>>;

/// What a Message-ID stands for.
#[derive(Clone, Copy)]
enum Known {
    Patch(PatchAt),
    Reply(ReplyAt),
}

/// All replies, oldest first, and which of them each reply of each digest is: a mail that several lists or
/// overlapping windows hold is one reply, and one that is filed as a patch elsewhere is not a reply. `entries` are those of the
/// patches.
pub(super) fn replies(digests: &Table<Filed>, entries: &Table<Patch, &Entry>) -> (Table<Reply>, ReplyOf) {
    let mut known: HashMap<&str, Known> = HashMap::default();
    for (patch, entry) in entries.iter_at() {
        if let Some(id) = &entry.message_id {
            known.entry(id).or_insert(Known::Patch(patch));
        }
    }
    let mut order: Vec<(i64, DigestAt, digest::ReplyAt)> = Vec::new();
    for (digest, filed) in digests.iter_at() {
        order.extend(filed.digest.replies.iter_at().map(|(at, reply)| (reply.sent, digest, at)));
    }
    order.sort_unstable();
    let said = |reply: &Reply| &digests[reply.digest].digest.replies[reply.at].said;
    let mut replies: Table<Reply> = Table::new();
    let mut reply_of = digests.map(|_, filed| filed.digest.replies.filled(None));
    for (_, digest, at) in order {
        let own = ReplyAt::new(replies.len());
        let reply = Reply { digest, at, patch: None, thread: own, also: Vec::new() };
        if let Some(id) = &digests[digest].digest.replies[at].message_id {
            match known.get(id.as_str()) {
                None => drop(known.insert(id, Known::Reply(own))),
                Some(&Known::Patch(_)) => continue,
                Some(&Known::Reply(same)) if said(&replies[same]) == said(&reply) => {
                    reply_of[digest][at] = Some(same);
                    continue;
                }
                // Another mail with the same Message-ID.
                Some(Known::Reply(_)) => {}
            }
        }
        reply_of[digest][at] = Some(own);
        replies.push(reply);
    }
    // A reply that came before the one it answers finds its patch in the second round.
    for _ in 0..2 {
        for at in replies.positions() {
            let Reply { digest, at: place, .. } = replies[at];
            let parents = &digests[digest].digest.replies[place].parents;
            let (patch, thread) = about(parents, &known, &replies, at);
            replies[at].patch = patch;
            replies[at].thread = thread;
        }
    }
    for at in replies.positions() {
        let Reply { digest, at: place, .. } = replies[at];
        let also = &digests[digest].digest.replies[place].said.also;
        if let Some(patch) = replies[at].patch.filter(|_| !also.is_empty()) {
            replies[at].also = others(also, patch, &known, entries);
        }
    }
    named::settle(&mut replies, digests, entries);
    (replies, reply_of)
}

/// The patches of these Message-IDs that have nothing to do with one that is answered with them.
fn others(
    ids: &[Shared],
    patch: PatchAt,
    known: &HashMap<&str, Known>,
    entries: &Table<Patch, &Entry>,
) -> Vec<PatchAt> {
    let of_id = |id: &Shared| match known.get(id.as_str()) {
        Some(&Known::Patch(other)) => Some(other),
        Some(&Known::Reply(_)) | None => None,
    };
    ids.iter().filter_map(of_id).filter(|&other| are_apart(entries, patch, other)).collect()
}

/// Whether neither of two patches answers the other: some name the mail above the one that they answer as well.
fn are_apart(entries: &Table<Patch, &Entry>, one: PatchAt, other: PatchAt) -> bool {
    let answers = |below: PatchAt, above: PatchAt| {
        let id = entries[above].message_id.as_deref();
        entries[below].context.parents.iter().any(|parent| Some(parent.as_str()) == id)
    };
    one != other && !answers(one, other) && !answers(other, one)
}

/// The patch and the thread of a reply with these parents.
fn about(
    parents: &[Shared],
    known: &HashMap<&str, Known>,
    replies: &Table<Reply>,
    own: ReplyAt,
) -> (Option<PatchAt>, ReplyAt) {
    let mut thread = own;
    for parent in parents {
        match known.get(parent.as_str()) {
            Some(&Known::Patch(patch)) => return (Some(patch), thread),
            Some(&Known::Reply(at)) if at != own => {
                if replies[at].patch.is_some() {
                    return (replies[at].patch, thread);
                }
                thread = thread.min(replies[at].thread);
            }
            _ => {}
        }
    }
    (None, thread)
}

impl super::Catalog<'_> {
    /// What a reply says.
    pub fn reply(&self, at: ReplyAt) -> &digest::Reply {
        let Reply { digest, at, .. } = self.replies[at];
        &self.digests[digest].digest.replies[at]
    }

    /// Whether a reply comes from those who wrote or sent a patch.
    pub fn is_own(&self, reply: ReplyAt, patch: PatchAt) -> bool {
        let (by, patch) = (&self.reply(reply).author, self.entry(patch));
        self.is_one_person(by, &patch.author) || self.is_one_person(by, &patch.sender)
    }
}
