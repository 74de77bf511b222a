//! What a later revision does to the ones before it: it takes their place, replaces single patches, is the same
//! again, or begins to count versions anew.

use std::collections::{BTreeMap, BTreeSet};

use super::revisions::{Change, Changes};
use super::{Mail, MailAt, Member, ONE_REVISION, Revision, RevisionAt, Revisions, profile};
use crate::position::Table;
use crate::shared::{HashMap, HashSet, Shared};

/// Revisions of one version that a later one is compared with.
const RECENT: usize = 16;
/// Two clocks that differ by less agree.
const HOUR: i64 = 3600;
/// Partial revisions of one series that are followed; no series has as many.
const MOST_PARTIAL: usize = 100;

/// Of each revision that replaces single patches, the one whose they are.
type BaseOf = Table<Revision<Mail>, Option<RevisionAt>>;

/// Makes a series of its revisions, oldest first: finds those that were sent again or replace single patches, and
/// what is current.
pub(super) fn settle(mut revisions: Table<Revision<Mail>>, members: &Table<Mail, Member>) -> Revisions<Mail> {
    let mut of_mail: HashMap<&str, RevisionAt> = HashMap::default();
    for (at, revision) in revisions.iter_at() {
        let ids = revision.mails.iter().filter_map(|&mail| members[mail].message_id);
        ids.for_each(|id| _ = of_mail.entry(id).or_insert(at));
    }
    let mut base_of: BaseOf = revisions.filled(None);
    let mut newest: Option<RevisionAt> = None;
    for at in revisions.positions() {
        let seen = Seen { revisions: &revisions, base_of: &base_of, of_mail: &of_mail, members };
        let base = seen.base(at, newest);
        let again = seen.sent_again(at);
        let is_anew =
            base.is_none() && again.is_none() && newest.is_some_and(|newest| seen.is_anew(at, newest));
        let follows = base.or(again).or(newest);
        let restarts = follows.map_or(0, |other| revisions[other].restarts) + u32::from(is_anew);
        base_of[at] = base;
        let revision = &mut revisions[at];
        (revision.resend, revision.partial, revision.restarts) = (again.is_some(), base.is_some(), restarts);
        if base.is_none()
            && newest.is_none_or(|newest| revisions[at].counted() >= revisions[newest].counted())
        {
            newest = Some(at);
        }
    }
    let changes = changes(&revisions, &base_of, members);
    Revisions::new(revisions, changes)
}

/// Puts versions into the order of their author's clock where a server delivered them in another one, minutes apart. The
/// first one stays where it is: the series is named after it.
pub(super) fn in_order(revisions: &mut [Revision<Mail>], members: &Table<Mail, Member>) {
    let head = |revision: &Revision<Mail>| &members[revision.mails[0]];
    let is_prompt = |mail: &Member| mail.date.is_some_and(|date| (mail.sent - date).abs() <= HOUR);
    let is_late = |before: &Revision<Mail>, late: &Revision<Mail>| {
        let (before_head, late_head) = (head(before), head(late));
        late.version < before.version
            && late_head.date < before_head.date
            && is_prompt(before_head)
            && is_prompt(late_head)
    };
    for from in 2..revisions.len() {
        let late = (2..=from).rev().take_while(|&at| is_late(&revisions[at - 1], &revisions[from])).last();
        if let Some(at) = late {
            revisions[at - 1..=from].rotate_right(1);
        }
    }
}

/// What each partial revision changes.
fn changes(
    revisions: &Table<Revision<Mail>>,
    base_of: &BaseOf,
    members: &Table<Mail, Member>,
) -> Changes<Mail> {
    let mut changes: Changes<Mail> = BTreeMap::new();
    let mut changed_by: HashMap<RevisionAt, RevisionAt> = HashMap::default();
    let partial = base_of.iter_at().filter_map(|(at, base)| Some((at, (*base)?)));
    for (at, base) in partial.take(MOST_PARTIAL) {
        let before = changed_by.get(&base).and_then(|before| changes.get(before));
        let mut after = before.map_or(&revisions[base], |before| &before.after).clone();
        replace(&mut after.mails, &revisions[at].mails, members);
        changes.insert(at, Change { base, after });
        changed_by.insert(base, at);
    }
    changes
}

/// Puts mails in the place of those with their numbers or, if they have none, their titles.
fn replace(mails: &mut Vec<MailAt>, by: &[MailAt], members: &Table<Mail, Member>) {
    for &new in by {
        let is_replaced = |old: MailAt| match members[new].counter {
            Some(_) => members[old].index() == members[new].index(),
            None => !members[old].is_cover() && members[old].title == members[new].title,
        };
        let place = mails.iter().position(|&old| is_replaced(old)).unwrap_or(mails.len());
        mails.retain(|&old| !is_replaced(old));
        mails.insert(place.min(mails.len()), new);
    }
}

/// A series up to a revision.
struct Seen<'a, 'b> {
    revisions: &'b Table<Revision<Mail>>,
    base_of: &'b BaseOf,
    of_mail: &'b HashMap<&'a str, RevisionAt>,
    members: &'b Table<Mail, Member<'a>>,
}

impl Seen<'_, '_> {
    /// The whole revision whose single patches this one replaces: the newest one so far.
    fn base(&self, at: RevisionAt, newest: Option<RevisionAt>) -> Option<RevisionAt> {
        let base = newest?;
        let (old, new) = (&self.revisions[base], &self.revisions[at]);
        let head = &self.members[new.mails[0]];
        if self.is_other_part(base, at) {
            return Some(base);
        }
        let is_older = new.version < old.version && !self.is_answered(head, base);
        if is_older || new.mails.len() >= old.mails.len() || head.is_cover() {
            return None;
        }
        // A mail that both answer is their cover letter, though it may not be here.
        let parents_of = |mail: MailAt| self.members[mail].context.parents.iter();
        let cover = parents_of(old.mails[0]).next().filter(|id| !self.of_mail.contains_key(id.as_str()));
        let answers = new.mails.iter().any(|&mail| {
            let of = |id: &Shared| self.of_mail.get(id.as_str()).copied().filter(|&other| other < at);
            parents_of(mail).any(|id| {
                let is_of_base = |other| other == base || self.base_of[other] == Some(base);
                Some(id) == cover || of(id).is_some_and(is_of_base)
            })
        });
        let of_titles: HashSet<&str> = self.patches(old).map(|patch| patch.title.as_str()).collect();
        let titled = self.patches(new).all(|patch| of_titles.contains(patch.title.as_str()));
        let Some((_, total)) = head.counter else {
            return (answers && titled && of_titles.len() > 1).then_some(base);
        };
        let numbers: BTreeSet<u32> = self.patches(new).map(Member::index).collect();
        let of_old = self.patches(old).filter_map(|patch| patch.counter).map(|(_, total)| total).max()?;
        let few = numbers.len() < total as usize;
        let half = 2 * numbers.len() <= total as usize;
        let loose = head.context.parents.is_empty();
        let fits = total == of_old || (answers && total == of_old + 1);
        let placed = titled || self.is_in_the_place_of(old, new);
        (fits && few && (answers || (loose && half && placed))).then_some(base)
    }

    /// Whether two lone patches of one number were two patches of one earlier version, which each goes on by itself now.
    fn is_other_part(&self, base: RevisionAt, at: RevisionAt) -> bool {
        let lone = |at: RevisionAt| match &self.revisions[at].mails[..] {
            &[mail] => Some(&self.members[mail]).filter(|mail| mail.counter.is_none()),
            _ => None,
        };
        let Some((old, new)) = lone(base).zip(lone(at)) else { return false };
        let had_both = |before: &Revision<Mail>| {
            let has = |title: &str| self.patches(before).any(|patch| patch.title == title);
            has(&old.title) && has(&new.title)
        };
        self.revisions[base].version == self.revisions[at].version
            && old.title != new.title
            && self.revisions.iter().take(base.number()).rev().take(RECENT).any(had_both)
    }

    /// Whether a mail answers the patch of a revision that has its number and title.
    fn is_answered(&self, mail: &Member, base: RevisionAt) -> bool {
        let Some(parent) = mail.context.parents.first().map(|id| id.as_str()) else { return false };
        let mails = self.revisions[base].mails.iter().map(|&at| &self.members[at]);
        mails.into_iter().any(|old| old.message_id == Some(parent) && old.is_at_place_of(mail))
    }

    /// Whether each patch is a later version of the one with its number, and in the same files, under whatever title.
    fn is_in_the_place_of(&self, old: &Revision<Mail>, new: &Revision<Mail>) -> bool {
        let takes_place = |patch: &Member, other: &Member| {
            let both = patch.fingerprint.zip(other.fingerprint);
            patch.index() == other.index() && both.is_some_and(|(own, other)| own.shares_files(other))
        };
        old.version < new.version
            && self.patches(new).all(|patch| self.patches(old).any(|other| takes_place(patch, other)))
    }

    fn patches(&self, revision: &Revision<Mail>) -> impl Iterator<Item = &Member<'_>> {
        revision.mails.iter().map(|&mail| &self.members[mail]).filter(|member| !member.is_cover())
    }

    fn diffs(&self, revision: &Revision<Mail>) -> impl Iterator<Item = u64> {
        self.patches(revision).filter_map(|patch| patch.fingerprint).map(|print| print.exact)
    }

    /// The earlier revision that was the same.
    fn sent_again(&self, at: RevisionAt) -> Option<RevisionAt> {
        let new = &self.revisions[at];
        let earlier = self.revisions.iter_at().take(at.number()).rev();
        // Who sends a version again may leave its number out.
        let is_meant = |old: &Revision<Mail>| {
            old.version == new.version
                || old.version > new.version && self.is_tagged(new, &["RESEND", "REPOST"])
        };
        let mut same_version = earlier.filter(|(_, old)| is_meant(old)).take(RECENT);
        same_version.find(|(_, old)| self.is_same(old, new)).map(|(at, _)| at)
    }

    /// Whether its author counts versions anew, or forgot to write one: it has a lower version than the newest one so
    /// far and other diffs, is no part of it, and was sent too long after that for versions that came in another order.
    fn is_anew(&self, at: RevisionAt, newest: RevisionAt) -> bool {
        let (old, new) = (&self.revisions[newest], &self.revisions[at]);
        let head = |revision: &Revision<Mail>| &self.members[revision.mails[0]];
        let is_whole = head(new).is_cover() || self.patches(new).count() >= self.patches(old).count();
        // Also where it is for comments now.
        let has_other_diffs = || {
            let before: HashSet<u64> = self.diffs(old).collect();
            before.is_empty() || self.diffs(new).any(|print| !before.contains(&print))
        };
        new.version < old.version
            && is_whole
            && head(new).sent - head(old).sent > ONE_REVISION
            && !self.is_same(old, new)
            && has_other_diffs()
    }

    /// Whether two revisions of one version have the same diffs: all of them, or most where the later one says that
    /// it was sent before. What was for comments only and is not any more is another step.
    fn is_same(&self, old: &Revision<Mail>, new: &Revision<Mail>) -> bool {
        let head = |revision: &Revision<Mail>| &self.members[revision.mails[0]];
        if self.is_tagged(old, &["RFC"]) != self.is_tagged(new, &["RFC"]) {
            return false;
        }
        let before: HashSet<u64> = self.diffs(old).collect();
        let now: Vec<u64> = self.diffs(new).collect();
        if before.is_empty() || now.is_empty() {
            return self.is_same_text(head(old), head(new));
        }
        let same = now.iter().filter(|print| before.contains(print)).count();
        same == now.len() || (self.is_tagged(new, &["RESEND", "REPOST"]) && 2 * same >= now.len())
    }

    fn is_tagged(&self, revision: &Revision<Mail>, tags: &[&str]) -> bool {
        profile::is_tagged(revision.mails.iter().map(|&mail| &self.members[mail]), tags)
    }

    /// Whether two mails are the same, as far as can be told without diffs: two cover letters by their texts, what is
    /// known only from a text digest by what it sums up.
    fn is_same_text(&self, old: &Member, new: &Member) -> bool {
        match (old.fingerprint, new.fingerprint) {
            (Some(old), Some(new)) => old.exact == new.exact,
            (None, None) => old.title == new.title && old.diffstat == new.diffstat,
            _ => false,
        }
    }
}
