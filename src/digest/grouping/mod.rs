//! Mails that belong together: the patches of one posting, and the versions of one series.
//!
//! The same rules serve a window and the whole archive; they see only what [`Member`] holds.
//!
//! 1. A *revision* is one posting of a series: patches that answer its cover letter or first patch, or, on
//!    lists where each stands by itself, patches of one sender, version and total that came together.
//! 2. A *series* is all its revisions, joined by the signals of [`Link`].

mod forest;
mod guess;
mod link;
mod posting;
mod titles;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::Hash;

use forest::Forest;
use link::{Linked, Linker};

use super::{Context, Entry};
use crate::mail::{Address, Diffstat, Version, normalised};

/// Patches that answer nothing belong together if they came within this many seconds.
const ONE_POSTING: i64 = 6 * 3600;
/// The mails of one sending come within this many seconds.
const ONE_SENDING: i64 = 900;
/// How far up a thread its root is looked for. Threads of hostile mails have no end.
const DEEPEST: usize = 1_000;

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
    /// When it was sent. Archives take mails in by the heap, months of them in one second.
    pub sent: i64,
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
            branch: entry.branch(),
            diffstat: entry.diffstat,
            sent: entry.sent,
            context: &entry.context,
        }
    }

    /// Its number in the series; a lone patch is the first of one.
    fn index(&self) -> u32 {
        self.counter.map_or(1, |(index, _)| index)
    }

    /// Whether this may be of one posting with a mail it answers: the same version, number of patches and sender or
    /// author. A cover letter that came with it may have miscounted them.
    fn fits(&self, parent: &Self) -> bool {
        let total = |member: &Self| member.counter.map(|(_, total)| total);
        let same_total = total(self) == total(parent);
        self.version == parent.version
            && self.counter.is_some()
            && (same_total || self.came_with(parent))
            && self.same_person(parent)
    }

    /// Whether it was sent together with a cover letter.
    fn came_with(&self, cover: &Self) -> bool {
        cover.is_cover() && (self.sent - cover.sent).abs() <= ONE_SENDING
    }

    fn is_cover(&self) -> bool {
        self.index() == 0
    }

    fn same_person(&self, other: &Self) -> bool {
        self.sender == other.sender || self.author == other.author
    }
}

/// What tells two people: their addresses and, since these change, their names. A name is folded, its words sorted
/// and what stands in parentheses dropped; one word is too little. An address with `via` in its name is a list's.
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
            people.push(address.email.clone());
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
    /// The same author, who has posted a lower version under a title much like it.
    LikeTitle,
}

impl Link {
    /// The word for it in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::ChangeId => "change-id",
            Self::Pointer => "link",
            Self::Thread => "reply",
            Self::Title => "title",
            Self::PatchTitles => "patch-titles",
            Self::LikeTitle => "like-title",
            Self::Operator => "operator",
        }
    }
}

/// One posting of a series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    pub version: Version,
    /// Positions of its mails, by their number and then by arrival.
    pub mails: Vec<usize>,
    /// It is an earlier revision sent again: the same version of the same patches.
    pub resend: bool,
    /// What linked it to an earlier revision; none for the first.
    pub linked_by: Option<Link>,
}

/// All revisions of a series, oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    pub revisions: Vec<Revision>,
}

impl Series {
    /// The revision with the highest version, and of several the last that came.
    pub fn newest(&self) -> &Revision {
        &self.revisions[self.newest_at()]
    }

    /// The position of the newest revision.
    pub fn newest_at(&self) -> usize {
        let newest = self.revisions.iter().enumerate().max_by_key(|(at, revision)| (revision.version, *at));
        newest.map(|(at, _)| at).expect("a series has a revision")
    }
}

/// Groups the entries of a digest, which stand newest first. The positions are those of the entries.
pub fn of_entries(entries: &[Entry]) -> Vec<Series> {
    let mut members: Vec<Member> = entries.iter().rev().map(Member::of).collect();
    let mut series = group(&mut members);
    let mails =
        series.iter_mut().flat_map(|series| &mut series.revisions).flat_map(|revision| &mut revision.mails);
    mails.for_each(|mail| *mail = entries.len() - 1 - *mail);
    series
}

/// Groups mails, which must be given oldest first, into series. Their order is that of their first mails.
pub fn group(members: &mut [Member]) -> Vec<Series> {
    settle_rerolls(members);
    settle_covers(members);
    let revisions = revisions(members);
    let Linked { series: mut forest, linked_by, postings } = Linker::new(members, &revisions).link();
    let mut series: Vec<Series> = Vec::new();
    let mut place: HashMap<usize, usize> = HashMap::new();
    let mut sent: HashMap<(usize, Version), Vec<usize>> = HashMap::new();
    for (at, mails) in revisions.into_iter().enumerate() {
        let version = members[mails[0]].version;
        let slot = *place.entry(forest.root(at)).or_insert_with(|| {
            series.push(Series { revisions: Vec::new() });
            series.len() - 1
        });
        let resend = sent.entry((forest.root(at), version)).or_default();
        let again = resend.iter().any(|&older: &usize| postings[at].again(&postings[older]));
        resend.push(at);
        let revision = Revision { version, mails, resend: again, linked_by: linked_by[at] };
        series[slot].revisions.push(revision);
    }
    series
}

/// `v5.5` is a re-roll only where its author also sent a v5; else it is a kernel's number, and stays a tag.
fn settle_rerolls(members: &mut [Member]) {
    let sent: HashSet<(String, u32)> =
        members.iter().map(|m| (m.author.to_owned(), m.version.number)).collect();
    for member in members {
        if let Some(dotted) = member.context.dotted
            && member.version == Version::FIRST
            && sent.contains(&(member.author.to_owned(), dotted.number))
        {
            member.version = dotted;
            member.branch.clear();
        }
    }
}

/// A cover letter and the patches that were sent with it are one posting, though its author named the version in
/// one of both only, or forgot to count on. The higher one is meant.
fn settle_covers(members: &mut [Member]) {
    let by_id = by_message_id(members);
    let mut sent_with: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, member) in members.iter().enumerate().filter(|(_, member)| member.index() > 0) {
        let parent = member.context.parents.first().and_then(|id| by_id.get(id.as_str()));
        let Some(&cover) = parent else { continue };
        if member.counter.is_some()
            && member.came_with(&members[cover])
            && member.same_person(&members[cover])
        {
            sent_with.entry(cover).or_default().push(at);
        }
    }
    for (cover, patches) in sent_with {
        let own = members[cover].version;
        let named = members[patches[0]].version;
        if named != own && patches.iter().all(|&patch| members[patch].version == named) {
            let settled = own.max(named);
            patches.into_iter().chain([cover]).for_each(|mail| members[mail].version = settled);
        }
    }
}

/// The revisions, each as positions sorted by number and arrival; in the order of their first mails.
fn revisions(members: &[Member]) -> Vec<Vec<usize>> {
    let by_id = by_message_id(members);
    let mut forest = Forest::new(members.len());
    let mut waiting: HashMap<(&str, Version, u32), usize> = HashMap::new();
    let mut loose: Vec<usize> = Vec::new();
    for (at, member) in members.iter().enumerate() {
        let Some((index, total)) = member.counter else { continue };
        let parent = member.context.parents.iter().take(DEEPEST).find_map(|id| {
            let parent = *by_id.get(id.as_str())?;
            (parent != at && index > 0 && member.fits(&members[parent])).then_some(parent)
        });
        match (parent, member.context.parents.first()) {
            (Some(parent), _) => {
                forest.join(parent, at);
            }
            // Its cover is not here, or answers the same mail as it does: all that do belong together.
            (None, Some(parent)) => {
                let first = *waiting.entry((parent, member.version, total)).or_insert(at);
                forest.join(first, at);
            }
            (None, None) => loose.push(at),
        }
    }
    join_loose(members, &loose, &mut forest);
    let mut revisions = forest.groups();
    for mails in &mut revisions {
        mails.sort_by_key(|&at| (members[at].index(), at));
    }
    revisions
}

/// Joins patches that answer nothing to the posting they came with: of one sender, version, total and tags,
/// close in time, and no number twice.
fn join_loose(members: &[Member], loose: &[usize], forest: &mut Forest) {
    let mut numbers: HashMap<usize, HashSet<u32>> = HashMap::new();
    for (at, member) in members.iter().enumerate() {
        numbers.entry(forest.root(at)).or_default().insert(member.index());
    }
    let mut open: HashMap<(&str, Version, u32, &[String]), Vec<usize>> = HashMap::new();
    for &at in loose {
        let member = &members[at];
        let total = member.counter.map_or(0, |(_, total)| total);
        let postings = open.entry((member.sender, member.version, total, member.tags)).or_default();
        let near = |&other: &usize| (member.sent - members[other].sent).abs() <= ONE_POSTING;
        let own = forest.root(at);
        let fitting = postings.iter().copied().filter(near).find(|&other| {
            let other = forest.root(other);
            other == own || numbers[&other].is_disjoint(&numbers[&own])
        });
        match fitting {
            Some(other) => {
                let other = forest.root(other);
                let merged: HashSet<u32> = numbers[&other].union(&numbers[&own]).copied().collect();
                let root = forest.join(other, own);
                numbers.insert(root, merged);
            }
            None => postings.push(at),
        }
    }
}

/// Where each Message-ID is; of two mails with the same one, the first.
fn by_message_id<'a>(members: &[Member<'a>]) -> HashMap<&'a str, usize> {
    let mut by_id = HashMap::with_capacity(members.len());
    for (at, member) in members.iter().enumerate() {
        if let Some(id) = member.message_id {
            by_id.entry(id).or_insert(at);
        }
    }
    by_id
}

/// The threads of mails, each of which gives its own Message-IDs and those it answers: positions, in the order of the
/// first ones.
pub fn threads<'a, T: Eq + Hash + 'a>(
    mails: impl Iterator<Item = (Vec<T>, Vec<T>)> + Clone,
) -> Vec<Vec<usize>> {
    let mut forest = Forest::new(mails.clone().count());
    let mut holder: HashMap<T, usize> = HashMap::new();
    for (at, (ids, parents)) in mails.enumerate() {
        for id in ids.into_iter().chain(parents) {
            let other = *holder.entry(id).or_insert(at);
            forest.join(other, at);
        }
    }
    forest.groups()
}
