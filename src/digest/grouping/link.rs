//! Which revisions are versions of one series.
//!
//! Revisions are taken in the order of their arrival, and each is judged by what came before: what is known of a series
//! does not change when others come. What a mail says itself may join several series; a [guess](super::guess) is
//! made only where it says nothing, and joins one.

use super::forest::Forest;
use super::guess::Past;
use super::known::{Known, SOON};
use super::profile::{self, Profile, Profiles};
use super::titles::{Title, Titles};
use super::{Before, Link, Mail, MailAt, Member, Replaced, Revision, RevisionAt, Sent, by_message_id};
use crate::mail::{Pointer, Version};
use crate::position::Table;
use crate::shared::HashMap;

/// How like the titles must be where a link names no version, and where it leads to another person's mail.
const LINKED: f64 = 0.6;
const LINKED_BY_VERSION: f64 = 0.4;
/// Mails that are sent by one call are at most so many seconds apart.
const ONE_CALL: i64 = 10;

/// Finds which revisions are versions of one series.
pub(super) struct Linker<'a, 'b> {
    members: &'b Table<Mail, Member<'a>>,
    revisions: &'b Sent,
    by_id: HashMap<&'a str, MailAt>,
    /// The first revision that answers each mail that is not here.
    by_missing: HashMap<&'a str, RevisionAt>,
    /// The revision of each mail.
    revision_of: Table<Mail, RevisionAt>,
    of_members: Table<Mail, Option<Title>>,
    known: Known,
    /// What linked each revision to an earlier one.
    linked_by: Table<Revision<Mail>, Option<Link>>,
    /// Revisions that are not of one series, whatever the signals say.
    apart: Vec<(RevisionAt, RevisionAt)>,
    /// By revision, the earlier ones that it replaces, as a reply says.
    obsoleted: HashMap<RevisionAt, Vec<RevisionAt>>,
}

/// Revisions in series.
pub(super) struct Linked {
    pub series: Forest<Revision<Mail>>,
    /// What linked each revision to an earlier one.
    pub linked_by: Table<Revision<Mail>, Option<Link>>,
    pub profiles: Profiles,
}

impl<'a, 'b> Linker<'a, 'b> {
    /// Prepares to link revisions, which are given as positions of mails.
    pub fn new(members: &'b Table<Mail, Member<'a>>, revisions: &'b Sent, replaced: &[Replaced]) -> Self {
        let mut revision_of = members.filled(RevisionAt::FIRST);
        for (revision, mails) in revisions.iter_at() {
            for &mail in mails {
                revision_of[mail] = revision;
            }
        }
        let (titles, of_members) = Titles::of(members);
        let profiles = profile::read(members, revisions, &of_members);
        let mut linker = Self {
            members,
            revisions,
            by_id: by_message_id(members),
            by_missing: HashMap::default(),
            revision_of,
            of_members,
            known: Known::new(profiles, titles),
            linked_by: revisions.filled(None),
            apart: Vec::new(),
            obsoleted: HashMap::default(),
        };
        for (revision, mails) in revisions.iter_at() {
            let above = members[mails[0]].context.parents.first().map(|id| id.as_str());
            if let Some(id) = above.filter(|id| !linker.by_id.contains_key(id)) {
                linker.by_missing.entry(id).or_insert(revision);
            }
        }
        for Replaced { old, new } in replaced {
            let Some((old, new)) = linker.revision(old).zip(linker.revision(new)) else { continue };
            if old < new {
                linker.obsoleted.entry(new).or_default().push(old);
            }
        }
        linker
    }

    /// Joins revisions into series, by the signals in order of trust.
    pub fn link(mut self, before_all: Before) -> Linked {
        self.apart = self.corrections(|member| &member.context.apart);
        for (a, b) in self.corrections(|member| &member.context.same) {
            self.join(a.min(b), a.max(b), Link::Operator);
        }
        let mut named: HashMap<String, RevisionAt> = HashMap::default();
        let mut past = Past::after(before_all);
        for newer in self.revisions.positions() {
            for title in self.revisions[newer].iter().filter_map(|&mail| self.of_members[mail]) {
                self.known.titles.learn(title);
            }
            let mut told = self.referred_to(newer, &past);
            let obsoleted = self.obsoleted.get(&newer).into_iter().flatten().copied();
            let obsoleted = obsoleted
                .filter(|&older| self.known.profiles[older].version <= self.known.profiles[newer].version);
            told.extend(obsoleted.map(|older| (older, Link::Pointer)));
            let change_id = self.known.profiles[newer].change_id.clone();
            told.extend(change_id.and_then(|id| named.insert(id, newer)).map(|a| (a, Link::ChangeId)));
            told.sort_by_key(|&(_, link)| link);
            let mut before: Vec<RevisionAt> = told.iter().map(|&(older, _)| older).collect();
            told.into_iter().for_each(|(older, link)| self.join(older, newer, link));
            let parts = past.parts(&mut self.known, newer);
            if self.linked_by[newer].is_none()
                && let Some((older, link)) = past.guess(&mut self.known, newer)
            {
                self.join(older, newer, link);
                before.push(older);
            }
            if let Some(older) = before.into_iter().max_by_key(|&older| self.known.profiles[older].version) {
                let between = past.between(&mut self.known, older, newer);
                between.into_iter().for_each(|middle| self.join(older, middle, Link::LikeTitle));
            }
            // What broke off or was taken in is of the series as well, whatever the new sending was found by.
            parts.into_iter().for_each(|older| self.join(older, newer, Link::PatchTitles));
            past.remember(newer, &self.known.profiles[newer]);
        }
        let Known { series, profiles, .. } = self.known;
        Linked { series, linked_by: self.linked_by, profiles }
    }

    /// Makes two series one, unless the operator keeps them apart.
    fn join(&mut self, older: RevisionAt, newer: RevisionAt, link: Link) {
        let (a, b) = (self.known.series.root(older), self.known.series.root(newer));
        if a != b {
            for &(one, other) in &self.apart {
                let (one, other) = (self.known.series.root(one), self.known.series.root(other));
                if (one, other) == (a, b) || (other, one) == (a, b) {
                    return;
                }
            }
            self.known.join(a, b);
        }
        let best = &mut self.linked_by[newer];
        *best = Some(best.map_or(link, |best| best.min(link)));
    }

    /// The pairs of revisions that the operator names.
    fn corrections(&self, of: impl Fn(&Member<'a>) -> &'a Vec<String>) -> Vec<(RevisionAt, RevisionAt)> {
        let mut pairs = Vec::new();
        for (mail, member) in self.members.iter_at() {
            let others = of(member).iter().filter_map(|id| self.revision(id));
            pairs.extend(others.map(|other| (self.revision_of[mail], other)).filter(|(a, b)| a != b));
        }
        pairs
    }

    /// What the first mails of a revision point to or answer, if it is an earlier version.
    fn referred_to(&self, newer: RevisionAt, past: &Past) -> Vec<(RevisionAt, Link)> {
        let mut found = Vec::new();
        let mails = self.revisions[newer].iter().enumerate();
        let heads = mails.map(|(at, &mail)| (at, &self.members[mail]));
        for (_, member) in heads.filter(|(at, member)| *at == 0 || member.index() <= 1) {
            for pointer in &member.context.pointers {
                let older = self.revision(&pointer.message_id);
                let older = older.filter(|&older| self.is_pointed_to(older, newer, pointer, past));
                found.extend(older.map(|older| (older, Link::Pointer)));
            }
            let parents = member.context.parents.iter().filter_map(|id| self.revision(id));
            let nearest = parents.into_iter().find(|&older| older != newer);
            let older = nearest.filter(|&older| self.is_answered(older, newer, past));
            let older = older.or_else(|| self.sibling(member, newer, past));
            found.extend(older.map(|older| (older, Link::Thread)));
        }
        found
    }

    /// The first revision that answers the same mail as this one, if the mail itself is not here and the older is surely of the
    /// same series: some answer one mail with all that they ever post.
    fn sibling(&self, member: &Member, newer: RevisionAt, past: &Past) -> Option<RevisionAt> {
        let older = self.by_missing.get(member.context.parents.first()?.as_str()).copied()?;
        let (old, new) = (&self.known.profiles[older], &self.known.profiles[newer]);
        let is_alike = old.common(new) > 0 || self.known.likeness(old.title, new.title) >= LINKED;
        (older < newer && is_alike && self.is_answered(older, newer, past)).then_some(older)
    }

    /// Whether a link leads to an earlier version. One that names the version may have another title, unless that
    /// version is here under this title; one that does not may lead to anything, and the titles must tell.
    fn is_pointed_to(&self, older: RevisionAt, newer: RevisionAt, pointer: &Pointer, past: &Past) -> bool {
        let (old, new) = (&self.known.profiles[older], &self.known.profiles[newer]);
        let same_tree = old.branch.is_empty() == new.branch.is_empty();
        if pointer.supersedes {
            return older < newer && old.version <= new.version && same_tree && !old.pulled && !new.pulled;
        }
        if !same_tree || old.pulled || new.pulled || !old.same_project(new) || new.is_told_apart(old) {
            return false;
        }
        if new.is_another_part(old) {
            return false;
        }
        let ripened = older < newer && self.known.ripened(older, newer);
        if old.version >= new.version && !ripened {
            let forgot = || self.forgot_to_count(older, newer, pointer);
            return older < newer && (self.counts_anew(old, new, pointer) || forgot());
        }
        let (likeness, common) = (self.known.likeness(old.title, new.title), old.common(new));
        let is_next = ripened || self.known.is_next(older, newer);
        let (is_own, is_first) = (old.same_person(new), !past.has(new, old.version));
        // `Changes in v3: LINK` leads to v2, as some write.
        let number = old.version.number;
        let is_label = pointer.version == Some(number + 1);
        let is_near = || number + 1 == new.version.number || common > 0 || likeness >= LINKED_BY_VERSION;
        let is_named = pointer.version == Some(number) || (is_own && is_label && is_near());
        // What was proposed for comments lends its patches to other work, and what others tried to new work.
        let lends = (ripened && old.patches.len() > 1) || !(is_own || is_named);
        // Who posted that version under this very title, and links to another, took the wrong line.
        let of_another = || self.known.differ_in_numbers(old, new) || likeness < LINKED_BY_VERSION;
        if is_own && !is_first && common == 0 && old.title != new.title && of_another() {
            return false;
        }
        // The tests of a patch, for another project, say what they test.
        let elsewhere = new.is_elsewhere(old);
        // Who keeps two series in step, for two trees, links from one to the other.
        let has_patches = !old.patches.is_empty() && !new.patches.is_empty();
        let shares = common > 0 || new.changes.shares_files(&old.changes);
        if has_patches && !shares && !is_next && past.has_lower(new) {
            return false;
        }
        let reworded = is_next && !lends && !elsewhere && self.known.likeness_of_patches(old, new) >= LINKED;
        let few = old.patches.len().min(new.patches.len()).max(1);
        let is_half = is_own && is_first && is_next && !lends && 2 * common >= few;
        if old.half_alike(new) || reworded || is_half {
            return true;
        }
        if elsewhere && !(is_named && is_own) {
            return is_own && is_next && is_first && likeness >= LINKED_BY_VERSION;
        }
        let may_be_renamed = is_own && (common > 0 || old.rfc || is_first);
        let same_thing = old.title == new.title || (is_own && (is_next || common > 0));
        (likeness >= LINKED && (is_named || same_thing))
            || (is_named && (may_be_renamed || likeness >= LINKED_BY_VERSION))
    }

    /// Whether a series that began to count anew names the last version from before by its place in the new count.
    fn counts_anew(&self, old: &Profile, new: &Profile, pointer: &Pointer) -> bool {
        pointer.version.is_some_and(|version| version + 1 == new.version.number)
            && old.same_person(new)
            && old.title == new.title
    }

    /// Whether a lone patch without a version soon follows another one in the same files, and names that by its version.
    fn forgot_to_count(&self, older: RevisionAt, newer: RevisionAt, pointer: &Pointer) -> bool {
        let (old, new) = (&self.known.profiles[older], &self.known.profiles[newer]);
        pointer.version == Some(old.version.number)
            && new.version == Version::FIRST
            && old.is_lone()
            && new.is_lone()
            && old.same_person(new)
            && new.changes.shares_files(&old.changes)
            && self.known.waited(older, newer) <= SOON
    }

    /// Whether a revision that answers another is the next version of it.
    fn is_answered(&self, older: RevisionAt, newer: RevisionAt, past: &Past) -> bool {
        let (old, new) = (&self.known.profiles[older], &self.known.profiles[newer]);
        let likeness = self.known.likeness(old.title, new.title);
        let common = old.common(new);
        let replaces = old.version == new.version
            && old.total == new.total
            && common == new.patches.len()
            && (1..old.patches.len()).contains(&common);
        let goes_on = old.version < new.version
            || replaces
            || self.counts_by_itself(older, newer)
            || (self.known.ripened(older, newer) && likeness >= LINKED);
        // People send new patches below their old ones as well, and several by one call.
        let by_one_call = self.known.waited(older, newer).abs() <= ONE_CALL;
        let is_next_by_itself = self.known.is_next(older, newer) && !by_one_call;
        let another = common == 0
            && likeness < LINKED
            && (past.has_lower(new) || (new.is_elsewhere(old) && !is_next_by_itself));
        // Somebody who sends the same fix to many parts answers the wrong one.
        let elsewhere = new.is_elsewhere(old) && self.known.differ_in_prefix(old, new);
        goes_on
            && !another
            && !elsewhere
            && self.known.same_place(older, newer)
            && (old.same_person(new) || old.title == new.title || self.is_put_in_place(older, newer))
    }

    /// Whether somebody answers a patch of a series with the next version of it, under its number and title.
    fn is_put_in_place(&self, older: RevisionAt, newer: RevisionAt) -> bool {
        let &[mail] = &self.revisions[newer][..] else { return false };
        let member = &self.members[mail];
        let answered = member.context.parents.first().and_then(|id| self.by_id.get(id.as_str()));
        self.known.is_next(older, newer)
            && answered
                .is_some_and(|&at| self.revision_of[at] == older && self.members[at].is_at_place_of(member))
    }

    /// Whether a patch answers the one of a series that it replaces, and counts its own versions, as `[PATCH v2 4/4]` below
    /// `[PATCH 4/4]` of a series whose cover letter alone says that it is the sixth.
    fn counts_by_itself(&self, older: RevisionAt, newer: RevisionAt) -> bool {
        let (old, new) = (&self.known.profiles[older], &self.known.profiles[newer]);
        let &[mail] = &self.revisions[newer][..] else { return false };
        let member = &self.members[mail];
        let answered = member.context.parents.first().and_then(|id| self.by_id.get(id.as_str()));
        new.version < old.version
            && old.same_person(new)
            && answered
                .is_some_and(|&at| self.revision_of[at] == older && self.members[at].is_at_place_of(member))
    }

    fn revision(&self, message_id: &str) -> Option<RevisionAt> {
        self.by_id.get(message_id).map(|&mail| self.revision_of[mail])
    }
}
