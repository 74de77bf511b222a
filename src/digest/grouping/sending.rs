//! Which mails were sent as one revision of a series.
//!
//! Its patches answer its cover letter or its first patch, or, where each is by itself, came together. A number
//! that a revision has already, sent again later, begins another revision.

use super::forest::Forest;
use super::known::DAY;
use super::{
    DEEPEST, Mail, MailAt, Member, ONE_REVISION, ONE_SENDING, Sent, by_message_id, copies_by_message_id,
};
use crate::mail::Version;
use crate::position::Table;
use crate::shared::HashMap;

/// Revisions of one sender, version and total that are looked at for a mail that answers nothing.
const RECENT: usize = 8;
/// Mails of one Message-ID that are looked at.
const COPIES: usize = 8;
/// What answers the same missing mail is of one sending for so many seconds. Some senders answer one mail for ever.
const ONE_CALL: i64 = 2 * DAY;

/// Two series of one person with so many patches each are not sent within minutes.
const LONG: u32 = 20;

/// What all mails of one revision have in common: sender, version and number of patches.
type Mark<'a> = (&'a str, Version, u32);

/// The revisions, each as positions sorted by number and arrival; in the order of their first mails.
pub(super) fn revisions(members: &Table<Mail, Member>) -> Sent {
    let mut sendings = Sendings::new(members);
    let by_id = by_message_id(members);
    let copies = copies_by_message_id(members, &by_id);
    let mut waiting: HashMap<(&str, Version, u32), MailAt> = HashMap::default();
    let mut again: HashMap<(MailAt, Mark), MailAt> = HashMap::default();
    let mut begun_again: Vec<(MailAt, MailAt)> = Vec::new();
    let mut loose: Vec<(MailAt, Answers)> = Vec::new();
    let mut unnumbered: Vec<(MailAt, MailAt)> = Vec::new();
    for (at, member) in members.iter_at() {
        sendings.join_copy(at, &by_id);
        let Some((_, total)) = member.counter else {
            unnumbered.extend(sendings.cover_of(at, &by_id).map(|cover| (cover, at)));
            continue;
        };
        let parents = member.context.parents.iter().take(DEEPEST);
        // Two cover letters may have one Message-ID.
        let mut known = parents.flat_map(|id| {
            let others = copies.get(id.as_str()).into_iter().flatten().take(COPIES);
            by_id.get(id.as_str()).into_iter().chain(others).copied()
        });
        let parent = known.find(|&parent| parent != at && member.fits(&members[parent]));
        match (parent, member.context.parents.first()) {
            (Some(parent), _) => {
                if !sendings.join(parent, at) {
                    // Sent again below the first sending.
                    let key = (sendings.forest.root(parent), sendings.mark(at));
                    let other = *again.entry(key).or_insert(at);
                    let goes_on =
                        other != at && sendings.near(other, at, ONE_REVISION) && sendings.join(other, at);
                    if !goes_on {
                        again.insert(key, at);
                        begun_again.push((parent, at));
                    }
                }
            }
            // Its cover is not here, or answers the same mail as it does: all that do belong together.
            (None, Some(parent)) => {
                let key = (parent.as_str(), member.version, total);
                let first = *waiting.entry(key).or_insert(at);
                if first == at {
                    loose.push((at, Answers::Something));
                } else if sendings.is_other_cover(first, at) {
                    // Who posts several sets lets each answer one mail.
                    waiting.insert(key, at);
                    loose.push((at, Answers::Something));
                } else if !(sendings.near(first, at, ONE_CALL) && sendings.join(first, at)) {
                    waiting.insert(key, at);
                    loose.push((at, Answers::Something));
                }
            }
            (None, None) => loose.push((at, Answers::Nothing)),
        }
    }
    sendings.join_unnumbered(&unnumbered);
    sendings.join_rest(&begun_again);
    sendings.join_loose(&loose);
    let mut revisions = sendings.forest.groups();
    for mails in &mut revisions {
        mails.sort_by_key(|&at| (members[at].index(), at));
    }
    revisions.into()
}

/// Whether a mail that is of no revision yet answers another. Some mail servers name one that nobody ever sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answers {
    Nothing,
    Something,
}

/// Revisions that grow.
struct Sendings<'a, 'b> {
    members: &'b Table<Mail, Member<'a>>,
    forest: Forest<Mail>,
    /// By root: the numbers that a revision has, and when the first mail of each was sent.
    numbers: Table<Mail, HashMap<u32, i64>>,
    /// By root: how many mails a revision has.
    sizes: Table<Mail, usize>,
}

impl<'a, 'b> Sendings<'a, 'b> {
    fn new(members: &'b Table<Mail, Member<'a>>) -> Self {
        let numbers = members.map(|_, member| HashMap::from_iter([(member.index(), member.sent)]));
        Self { members, forest: Forest::new(members.len()), numbers, sizes: members.filled(1) }
    }

    fn mark(&self, at: MailAt) -> Mark<'a> {
        let member = &self.members[at];
        (member.sender, member.version, member.counter.map_or(0, |(_, total)| total))
    }

    fn near(&self, a: MailAt, b: MailAt, seconds: i64) -> bool {
        let (a, b) = (&self.members[a], &self.members[b]);
        (a.sent - b.sent).abs() <= seconds || (seconds >= ONE_SENDING && a.sent_with(b))
    }

    /// Whether a mail is a cover letter under another title than a revision that has one. One that is sent again may have the
    /// title that a mail program had cut.
    fn is_other_cover(&mut self, first: MailAt, at: MailAt) -> bool {
        let root = self.forest.root(first);
        let (old, new) = (&self.members[first].title, &self.members[at].title);
        let is_mended = new.starts_with(old.as_str()) || old.starts_with(new.as_str());
        self.members[at].is_cover() && self.numbers[root].contains_key(&0) && !is_mended
    }

    /// Makes two revisions one, unless one repeats a number of the other that was not sent with it.
    fn join(&mut self, a: MailAt, b: MailAt) -> bool {
        self.join_if(a, b, |sent, other| (sent - other).abs() <= ONE_SENDING)
    }

    /// Makes two revisions one, unless `may_repeat` denies it for the times of a number that both have.
    fn join_if(&mut self, a: MailAt, b: MailAt, may_repeat: impl Fn(i64, i64) -> bool) -> bool {
        let (a, b) = (self.forest.root(a), self.forest.root(b));
        if a == b {
            return true;
        }
        let (few, many) = if self.numbers[a].len() < self.numbers[b].len() { (a, b) } else { (b, a) };
        let repeats = |(number, &sent): (&u32, &i64)| {
            self.numbers[many].get(number).is_some_and(|&other| !may_repeat(sent, other))
        };
        if self.numbers[few].iter().any(repeats) {
            return false;
        }
        let few = std::mem::take(&mut self.numbers[few]);
        let mut numbers = std::mem::take(&mut self.numbers[many]);
        for (number, sent) in few {
            numbers.entry(number).and_modify(|first| *first = sent.min(*first)).or_insert(sent);
        }
        let root = self.forest.join(a, b);
        self.numbers[root] = numbers;
        self.sizes[root] = self.sizes[a] + self.sizes[b];
        true
    }

    /// The cover letter that a patch without a number came with. The patch may lack the version as well.
    fn cover_of(&self, at: MailAt, by_id: &HashMap<&str, MailAt>) -> Option<MailAt> {
        let member = &self.members[at];
        let &cover = member.context.parents.first().and_then(|id| by_id.get(id.as_str()))?;
        let above = &self.members[cover];
        let of_version = above.version == member.version || member.version == Version::FIRST;
        (above.is_cover() && of_version && member.came_with(above) && member.same_person(above))
            .then_some(cover)
    }

    /// Joins patches without a number to their cover letters, each given before its patch, as far as these
    /// lack patches: what comes with a whole series is another project's.
    fn join_unnumbered(&mut self, unnumbered: &[(MailAt, MailAt)]) {
        for &(cover, at) in unnumbered {
            let total = self.members[cover].counter.map_or(1, |(_, total)| total).max(1);
            let there = self.size(cover);
            if there <= total as usize {
                self.join(cover, at);
            }
        }
    }

    /// How many mails a revision has.
    fn size(&mut self, at: MailAt) -> usize {
        let root = self.forest.root(at);
        self.sizes[root]
    }

    /// A mail that came twice, each time a little different.
    fn join_copy(&mut self, at: MailAt, by_id: &HashMap<&str, MailAt>) {
        let member = &self.members[at];
        let Some(&first) = member.message_id.and_then(|id| by_id.get(id)) else { return };
        let other = &self.members[first];
        let is_copy = first != at
            && self.mark(first) == self.mark(at)
            && other.counter == member.counter
            && member.sent_with(other);
        if is_copy {
            self.join(first, at);
        }
    }

    /// Joins what was sent again below the first part of a sending that broke off to that part.
    fn join_rest(&mut self, begun_again: &[(MailAt, MailAt)]) {
        for &(first, rest) in begun_again {
            if self.near(first, rest, DAY) && self.is_rest(first, rest) {
                self.join_if(first, rest, |_, _| true);
            }
        }
    }

    /// Whether one sending is what the other lacks: together they are whole, and at most the last number of the first was
    /// sent again.
    fn is_rest(&mut self, first: MailAt, rest: MailAt) -> bool {
        let total = self.mark(first).2;
        let (first, rest) = (self.forest.root(first), self.forest.root(rest));
        let (first, rest) = (&self.numbers[first], &self.numbers[rest]);
        let last = first.keys().copied().max().unwrap_or_default();
        let next = rest.keys().copied().min().unwrap_or_default();
        let count = first.len() + rest.len();
        last < total
            && (last..=last + 1).contains(&next)
            && next > 0
            && count >= total as usize
            && (1..=total).all(|number| first.contains_key(&number) || rest.contains_key(&number))
    }

    /// Joins what answers nothing of its revision to what it came with: of one sender, version and total, close in time,
    /// and no number twice.
    fn join_loose(&mut self, loose: &[(MailAt, Answers)]) {
        let mut open: HashMap<Mark, Vec<(MailAt, Answers)>> = HashMap::default();
        for &(at, answers) in loose {
            let recent = open.entry(self.mark(at)).or_default();
            let mut is_joined = false;
            // It may be what two parts of a revision lack between them.
            for (other, of_other) in recent.iter().copied().rev().take(RECENT) {
                let same_tags = self.members[other].tags == self.members[at].tags;
                let within = match (of_other, answers) {
                    // The rest of a sending that broke off.
                    (Answers::Nothing, Answers::Nothing) if same_tags && self.touch(other, at) => DAY,
                    (Answers::Nothing, Answers::Nothing) if same_tags => ONE_REVISION,
                    _ if same_tags && self.is_rest(other, at) => DAY,
                    (Answers::Nothing, _) | (_, Answers::Nothing) => ONE_SENDING,
                    _ if self.touch(other, at) || self.mark(at).2 >= LONG => ONE_SENDING,
                    _ => continue,
                };
                is_joined |= self.near(other, at, within) && self.join_if(other, at, |_, _| false);
            }
            if !is_joined {
                recent.push((at, answers));
            }
        }
    }

    /// Whether a number of one revision follows one of the other.
    fn touch(&mut self, a: MailAt, b: MailAt) -> bool {
        let (a, b) = (self.forest.root(a), self.forest.root(b));
        let (few, many) = if self.numbers[a].len() < self.numbers[b].len() { (a, b) } else { (b, a) };
        let has = |number: u32| self.numbers[many].contains_key(&number);
        self.numbers[few].keys().any(|&number| has(number + 1) || number.checked_sub(1).is_some_and(has))
    }
}
