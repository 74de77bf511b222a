//! Replies to patches that no list of the archive has: their authors send each patch to others, and only some to a list. What
//! such a reply quotes may well be in other patches: trailers, braces, what versions have in common.

use std::collections::{BTreeMap, HashMap};

use foldhash::fast::RandomState;

use super::parts::title_key;
use super::peel::Quoted;
use super::source::{Origin, Source};
use super::{Mail, MailAt, Text, place};
use crate::mail::Version;
use crate::position::Table;

/// Most patches of one title that are looked at.
const MOST: usize = 64;
/// The fewest quoted lines that tell which patch is meant, though its subject does not.
const LEAST: usize = 3;

/// What subjects name: the patches of a set by their titles.
#[derive(Debug)]
pub(super) struct Titles {
    /// What is compared of the title of each mail.
    of: Table<Mail, Option<String>>,
    /// The patches and cover letters of each title, in the order of the mails.
    patches: HashMap<String, Vec<(MailAt, Version)>, RandomState>,
}

impl Titles {
    pub fn of(mails: &Table<Mail>) -> Self {
        let of = mails.map(|_, mail| title_key(behind_marks(&mail.title)));
        let mut patches: HashMap<String, Vec<(MailAt, Version)>, RandomState> = HashMap::default();
        for (at, mail) in mails.iter_at().filter(|(_, mail)| place::is_patch(mail)) {
            if let Some(title) = &of[at] {
                let version = mail.version.unwrap_or(Version::FIRST);
                patches.entry(title.clone()).or_default().push((at, version));
            }
        }
        Self { of, patches }
    }

    /// The last patch before a reply that its subject names.
    pub fn named(&self, reply: MailAt, version: Option<Version>) -> Option<MailAt> {
        let version = version.unwrap_or(Version::FIRST);
        let before = self.patches(reply).iter().rev().filter(|(at, _)| *at < reply);
        before.take(MOST).find(|(_, own)| *own == version).map(|(at, _)| *at)
    }

    /// Whether there may be a patch of the title of a reply, in its version if that is given.
    pub fn may_have(&self, reply: MailAt, version: Option<Version>) -> bool {
        let patches = self.patches(reply);
        let has = |version| patches.iter().any(|(_, own)| *own == version);
        self.of[reply].is_none() || version.map_or(!patches.is_empty(), has)
    }

    /// Whether two mails are under one title.
    pub fn are_alike(&self, one: MailAt, other: MailAt) -> bool {
        self.of[one] == self.of[other]
    }

    fn patches(&self, reply: MailAt) -> &[(MailAt, Version)] {
        self.of[reply].as_ref().and_then(|title| self.patches.get(title)).map_or(&[], Vec::as_slice)
    }
}

/// A title behind what programs and people put in front of a subject: `(subset) [PATCH 2/3]`.
fn behind_marks(title: &str) -> &str {
    let mut rest = title.trim_start();
    loop {
        let end = match rest.chars().next() {
            Some('(') => ')',
            Some('[') => ']',
            _ => return rest,
        };
        let Some((_, behind)) = rest.split_once(end) else { return rest };
        rest = behind.trim_start();
    }
}

/// Forgets where quoted lines are from, but for what is said in the mails that are answered, which are `near`. If the subject
/// `may_be_edited`, the lines of a patch that has nearly all of them stay.
pub(super) fn forget(
    quoted: &mut [Quoted],
    near: &[MailAt],
    mails: &Table<Mail>,
    sources: &Table<Mail, Source>,
    may_be_edited: bool,
) {
    let origin = |piece: &Quoted| piece.found.and_then(|found| place::origin(found, sources));
    let of_patch = |origin: &Origin| place::is_patch(&mails[origin.mail]);
    let (mut all, mut lines) = (0, BTreeMap::<MailAt, usize>::new());
    for piece in quoted.iter().filter(|piece| piece.tells()) {
        match origin(piece) {
            Some(origin) if of_patch(&origin) => *lines.entry(origin.mail).or_default() += 1,
            Some(origin) if near.contains(&origin.mail) => continue,
            Some(_) | None => {}
        }
        all += 1;
    }
    let has_most = |count: usize| count >= LEAST && count * 5 >= all * 4;
    let kept = lines.into_iter().find(|(_, count)| may_be_edited && has_most(*count)).map(|(mail, _)| mail);
    let stays = |origin: &Origin| match of_patch(origin) {
        true => Some(origin.mail) == kept,
        false => near.contains(&origin.mail),
    };
    for piece in quoted {
        if origin(piece).is_some_and(|origin| !stays(&origin)) {
            piece.found = None;
        }
    }
}

/// The cover letter of the set, or the nearest patch, as a whole: nothing is known of the patch.
pub(super) fn whole(near: &[MailAt], mails: &Table<Mail>) -> Option<place::Anchor> {
    let is_cover = |mail: &MailAt| matches!(mails[*mail].text, Text::Cover(_));
    let cover = near.iter().copied().find(is_cover).map(place::Anchor::whole);
    cover.or_else(|| Some(place::Anchor { placed: false, ..place::whole(near, mails)? }))
}
