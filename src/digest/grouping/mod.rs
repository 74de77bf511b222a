//! Mails that belong together: the patches of one revision, and the revisions of one series.
//!
//! The rules see only what [`Member`] holds: the mails of all digests of a site, or of one.
//!
//! 1. A *revision* is what was sent of a series at one time: patches that answer its cover letter or first patch, or, on
//!    lists where each is by itself, patches of one sender, version and total that came together.
//! 2. A *series* is all its revisions, joined by the signals of [`Link`].

mod continued;
mod forest;
mod guess;
mod known;
mod link;
mod partial;
mod profile;
mod revisions;
mod sending;
mod taken_over;
mod titles;

use std::hash::Hash;

use forest::Forest;
use link::{Linked, Linker};
use rayon::prelude::*;
pub use revisions::{Revision, Revisions};

use super::{Context, Entry};
use crate::mail::{Address, Diffstat, Fingerprint, Version, normalised};
use crate::position::{At, Table};
use crate::shared::HashMap;

/// Patches that answer nothing belong together if they came within this many seconds.
const ONE_REVISION: i64 = 6 * 3600;
/// The mails of one sending come within this many seconds.
const ONE_SENDING: i64 = 900;
/// A server may hold mails of a sending back for so many seconds (RFC 6647).
pub(super) const HELD_BACK: i64 = 6 * 3600;
/// What a tag begins with that names the tree in which others develop for a release, as OpenBMC has for each that it uses.
const DEVELOPMENT: &str = "dev-";
/// How far up a thread its root is looked for. Threads of hostile mails have no end.
const DEEPEST: usize = 1_000;

/// When a mail was sent: seconds since 1970 as far as that can be told, and by the sender's own clock.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Moment {
    pub sent: i64,
    pub date: Option<i64>,
}

impl Moment {
    /// Whether two mails of one sender are of one sending. A server may hold some of them back; the sender's
    /// clock, right or wrong, is the same for all.
    pub fn is_with(self, other: Self) -> bool {
        let near = |a: i64, b: i64, seconds: i64| a.abs_diff(b) <= seconds.unsigned_abs();
        let dated = || self.date.zip(other.date).is_some_and(|(a, b)| near(a, b, ONE_SENDING));
        near(self.sent, other.sent, ONE_SENDING) || (near(self.sent, other.sent, HELD_BACK) && dated())
    }
}

/// What the rules see of a mail.
#[derive(Debug, Clone)]
pub struct Member<'a> {
    pub message_id: Option<&'a str>,
    pub counter: Option<(u32, u32)>,
    pub version: Version,
    /// The author's and the sender's addresses.
    pub author: &'a str,
    pub sender: &'a str,
    /// The author and the sender, by address and by name: whoever shares one of these is taken for the same person.
    pub people: Vec<String>,
    /// The normalised title.
    pub title: String,
    pub tags: &'a [String],
    /// The stable tree it is meant for, or nothing.
    pub branch: String,
    pub diffstat: Option<Diffstat>,
    pub fingerprint: Option<&'a Fingerprint>,
    /// When it was sent. Archives take mails in by the heap, months of them in one second.
    pub sent: i64,
    /// What the mail gives as its date, seconds since 1970.
    pub date: Option<i64>,
    pub context: &'a Context,
}

impl<'a> Member<'a> {
    /// What the rules see of an entry.
    pub fn of(entry: &'a Entry) -> Self {
        let person = |address: &'a Address| match address.email.as_str() {
            "" => address.name.as_str(),
            email => email,
        };
        Self {
            message_id: entry.message_id.as_deref(),
            counter: entry.index.zip(entry.total),
            version: entry.version,
            author: person(&entry.author),
            sender: person(&entry.sender),
            people: people(&entry.author, &entry.sender),
            title: normalised(&entry.title),
            tags: &entry.tags,
            branch: branch(entry),
            diffstat: entry.diffstat,
            fingerprint: entry.fingerprint.as_ref(),
            sent: entry.sent,
            date: entry.date.map(|date| date.as_second()),
            context: &entry.context,
        }
    }

    /// Its number in the series; a lone patch is the first of one.
    fn index(&self) -> u32 {
        self.counter.map_or(1, |(index, _)| index)
    }

    /// Whether this may be of one revision with a mail it answers: the same version, number of patches and sender or
    /// author. A cover letter that came with it may have miscounted them, one patch may have been added later, and
    /// what came in the same minutes may be somebody else's.
    fn fits(&self, parent: &Self) -> bool {
        let Some((index, total)) = self.counter else { return false };
        // What is for two stable trees is two series, also in one thread.
        if !self.branch.is_empty() && !parent.branch.is_empty() && self.branch != parent.branch {
            return false;
        }
        let others = parent.counter.map(|(_, total)| total);
        let (same_total, together) = (others == Some(total), self.sent_with(parent));
        let of_one = match (index, parent.counter) {
            // A cover letter that was sent below its first patch, or twice.
            (0, Some((of_parent, _))) => {
                let twice = of_parent > 0 || self.title == parent.title;
                return self.version == parent.version
                    && twice
                    && same_total
                    && together
                    && self.same_person(parent);
            }
            (_, Some((of_parent, _))) if same_total => {
                self.same_person(parent) || (together && index != of_parent)
            }
            (_, Some(_)) => {
                let added = index == total && others == Some(total - 1);
                (self.came_with(parent) || added) && self.same_person(parent)
            }
            (_, None) => false,
        };
        of_one && self.version == parent.version
    }

    /// Whether it is the patch of the same number, total and title, and not a cover letter.
    fn is_at_place_of(&self, other: &Self) -> bool {
        let of_several = self.counter.is_some_and(|(index, total)| index > 0 && total > 1);
        of_several && self.counter == other.counter && self.title == other.title
    }

    fn moment(&self) -> Moment {
        Moment { sent: self.sent, date: self.date }
    }

    fn sent_with(&self, other: &Self) -> bool {
        self.moment().is_with(other.moment())
    }

    /// Whether it was sent together with a cover letter.
    fn came_with(&self, cover: &Self) -> bool {
        cover.is_cover() && self.sent_with(cover)
    }

    fn is_cover(&self) -> bool {
        self.index() == 0
    }

    fn same_person(&self, other: &Self) -> bool {
        self.sender == other.sender || self.author == other.author
    }
}

/// The tree of a release that an entry is meant for: a stable one, or the one that others develop for it, `dev-5.15`. The number of
/// a re-roll is among the tags as well, and is not a kernel's.
fn branch(entry: &Entry) -> String {
    let is_development = |tag: &&String| {
        let release = tag.strip_prefix(DEVELOPMENT).and_then(|release| release.split_once('.'));
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        release.is_some_and(|(major, minor)| is_number(major) && is_number(minor))
    };
    match entry.context.dotted {
        Some(dotted) if dotted == entry.version => String::new(),
        _ => match entry.branch() {
            stable if stable.is_empty() => {
                entry.tags.iter().find(is_development).cloned().unwrap_or_default()
            }
            stable => stable,
        },
    }
}

/// What tells two people: their addresses and, since these change, their names. A name is folded, its words sorted
/// and what is in parentheses dropped; one word is too little. An address with `via` in its name is a list's.
fn people(author: &Address, sender: &Address) -> Vec<String> {
    let mut people: Vec<String> = Vec::new();
    for address in [author, sender] {
        let name = address.name.to_lowercase();
        let name = name.split(" via ").next().unwrap_or(&name);
        let name = name.split('(').next().unwrap_or(name);
        let mut words: Vec<&str> =
            name.split([' ', ',', '.', '"', '\'']).filter(|word| word.len() > 1).collect();
        if words.len() > 1 && !name.contains('@') {
            words.sort_unstable();
            people.push(words.join(" "));
        }
        if !address.email.is_empty() && !address.name.contains(" via ") {
            people.push(address.email.to_string());
        }
    }
    people.sort_unstable();
    people.dedup();
    people
}

/// The signal that made a revision part of a series, in order of trust.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Link {
    /// The site's operator says so.
    Operator,
    /// b4's `change-id:` is the same.
    ChangeId,
    /// It names the earlier version by a link or Message-ID.
    Pointer,
    /// It answers the earlier version.
    Thread,
    /// The same author and title.
    Title,
    /// The same author, and many patches have the same titles.
    PatchTitles,
    /// The same author, and b4 named the mails of both after a branch of the same name.
    Branch,
    /// The same author, who has posted a lower version that changes much the same lines.
    LikeDiff,
    /// The same author, who has posted a lower version under a title much like it.
    LikeTitle,
    /// Another author, whose patches have the same titles or lines, and a version that goes on.
    TakenOver,
}

impl Link {
    /// The word for it in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::ChangeId => "change-id",
            Self::Pointer => "link",
            Self::Thread => "reply",
            Self::Branch => "branch",
            Self::Title => "title",
            Self::PatchTitles => "patch-titles",
            Self::LikeDiff => "like-diff",
            Self::LikeTitle => "like-title",
            Self::TakenOver => "taken-over",
            Self::Operator => "operator",
        }
    }
}

/// A mail among those that are put together.
pub enum Mail {}

/// Its position, the oldest first.
pub type MailAt = At<Mail>;

/// That one mail takes the place of another, as a reply says: `Obsoleted-by: <ID>`. Both are Message-IDs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Replaced<'a> {
    pub old: &'a str,
    pub new: &'a str,
}

/// The position of a revision among those of all series.
type RevisionAt = At<Revision<Mail>>;

/// The mails of each revision, by their number and then by arrival.
type Sent = Table<Revision<Mail>, Vec<MailAt>>;

/// Which mails came before those that are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    /// Nothing.
    Nothing,
    /// Mails that are not known. Whether two titles are alike depends on all titles, so that alone joins nothing here: with
    /// all mails at hand it might not.
    Unknown,
}

/// Groups mails, which must be given oldest first, into series. Their order is that of their first mails.
pub fn group(members: &Table<Mail, Member>, replaced: &[Replaced], before: Before) -> Vec<Revisions<Mail>> {
    let revisions = sending::revisions(members);
    let linker = Linker::new(members, &revisions, replaced);
    let Linked { series: mut forest, linked_by, profiles } = linker.link(before);
    let mut series: Vec<Vec<RevisionAt>> = Vec::new();
    let mut place: HashMap<RevisionAt, usize> = HashMap::default();
    for at in revisions.positions() {
        let slot = *place.entry(forest.root(at)).or_insert_with(|| {
            series.push(Vec::new());
            series.len() - 1
        });
        series[slot].push(at);
    }
    let finish = |of_series: Vec<RevisionAt>| {
        let of_series = of_series.iter().map(|&at| Revision {
            version: profiles[at].version,
            restarts: 0,
            mails: revisions[at].clone(),
            resend: false,
            partial: false,
            linked_by: linked_by[at],
        });
        let mut of_series: Vec<Revision<Mail>> = of_series.collect();
        partial::in_order(&mut of_series, members);
        partial::settle(of_series.into(), members)
    };
    series.into_par_iter().map(finish).collect()
}

/// Where else each Message-ID is that several mails have, but for the first of these.
fn copies_by_message_id<'a>(
    members: &Table<Mail, Member<'a>>,
    by_id: &HashMap<&'a str, MailAt>,
) -> HashMap<&'a str, Vec<MailAt>> {
    let mut copies: HashMap<&str, Vec<MailAt>> = HashMap::default();
    for (at, member) in members.iter_at() {
        let first = member.message_id.and_then(|id| Some((id, by_id.get(id)?)));
        if let Some((id, _)) = first.filter(|(_, first)| **first != at) {
            copies.entry(id).or_default().push(at);
        }
    }
    copies
}

/// Where each Message-ID is; of two mails with the same one, the first.
fn by_message_id<'a>(members: &Table<Mail, Member<'a>>) -> HashMap<&'a str, MailAt> {
    let mut by_id = HashMap::with_capacity_and_hasher(members.len(), Default::default());
    for (at, member) in members.iter_at() {
        if let Some(id) = member.message_id {
            by_id.entry(id).or_insert(at);
        }
    }
    by_id
}

/// The threads of mails, each given by its own Message-IDs and those it answers: positions, in the order of the
/// first ones.
pub fn threads<'a, T: Eq + Hash + 'a>(
    mails: impl Iterator<Item = (Vec<T>, Vec<T>)> + Clone,
) -> Vec<Vec<MailAt>> {
    let count = mails.clone().count();
    let mut forest = Forest::new(count);
    let mut holder: HashMap<T, MailAt> = HashMap::default();
    for (at, (ids, parents)) in At::first(count).zip(mails) {
        for id in ids.into_iter().chain(parents) {
            let other = *holder.entry(id).or_insert(at);
            forest.join(other, at);
        }
    }
    forest.groups()
}
