//! Series across windows: all their revisions, under one name that stays.

use std::collections::HashMap;

use rayon::prelude::*;

use super::{Filed, Patch, PatchAt, Section, SubsystemAt};
use crate::digest::grouping::{self, Before, Mail, Member, Replaced};
use crate::digest::key::{Key, Keys};
use crate::digest::{Entry, Reply, Revision, Revisions};
use crate::position::{At, Table};
use crate::shared::Shared;

/// A series.
#[derive(Debug)]
pub struct Series {
    /// Its name in addresses: made from its first mail, so that it stays when revisions follow.
    pub key: Key<Series>,
    /// The title of its newest revision.
    pub title: String,
    /// Those of most patches first.
    pub subsystems: Vec<SubsystemAt>,
    /// Where the patches of its newest revision belong by the `MAINTAINERS` file, those of most patches first.
    pub sections: Vec<Section>,
    pub revisions: Revisions<Patch>,
}

/// The position of a series in the catalog.
pub type SeriesAt = At<Series>;

/// The position of a revision in its series.
pub type RevisionAt = At<Revision<Patch>>;

impl Series {
    /// The newest revision.
    pub fn newest(&self) -> &Revision<Patch> {
        self.revisions.newest()
    }

    /// All its mails, by revision.
    pub fn mails(&self) -> impl Iterator<Item = PatchAt> {
        self.revisions.mails()
    }
}

/// The series and the revision of each mail.
pub(super) type PlaceOf = Table<Patch, (SeriesAt, RevisionAt)>;

/// Joins mails, given oldest first, into series; and the series and the revision in it of each mail. `by_arrival` has
/// the same mails in the order of their arrival, `replaced` is what replies say of revisions.
pub(super) fn join(
    entries: &Table<Patch, &Entry>,
    by_arrival: &[PatchAt],
    replaced: &[Replaced],
    before: Before,
) -> (Table<Series>, PlaceOf) {
    let members: Vec<Member> = entries.par_iter().map(|entry| Member::of(entry)).collect();
    let members: Table<Mail, Member> = members.into();
    let mut place_of = entries.filled((SeriesAt::FIRST, RevisionAt::FIRST));
    let mut rank = entries.filled(0);
    by_arrival.iter().enumerate().for_each(|(number, &mail)| rank[mail] = number);
    let mut joined: Vec<(Revisions<Patch>, PatchAt)> = Vec::new();
    for revisions in grouping::group(&members, replaced, before) {
        let revisions = revisions.placed(|mail| PatchAt::new(mail.number()));
        let at = SeriesAt::new(joined.len());
        for (revision, Revision { mails, .. }) in revisions.iter_at() {
            mails.iter().for_each(|&mail| place_of[mail] = (at, revision));
        }
        let first = first_arrived(&revisions, entries, &rank).unwrap_or(PatchAt::FIRST);
        joined.push((revisions, first));
    }
    let keys = keys(joined.iter().map(|&(_, first)| first).collect(), entries, &rank);
    let series = joined.into_iter().zip(keys).map(|((revisions, first), key)| {
        let head = revisions.newest().mails.first().copied().unwrap_or(first);
        let title = entries[head].title.clone();
        Series { key, title, subsystems: Vec::new(), sections: Vec::new(), revisions }
    });
    (series.collect(), place_of)
}

/// The key of each series, by the mail that it is named after. They are given in the order of arrival.
fn keys(
    firsts: Table<Series, PatchAt>,
    entries: &Table<Patch, &Entry>,
    rank: &Table<Patch, usize>,
) -> Vec<Key<Series>> {
    let mut keys = Keys::default();
    let order = firsts.sorted_by_key(|_, &first| rank[first]);
    let mut given: Vec<(SeriesAt, Key<Series>)> =
        order.into_iter().map(|at| (at, key_of(&mut keys, entries[firsts[at]]))).collect();
    given.sort_by_key(|&(at, _)| at);
    given.into_iter().map(|(_, key)| key).collect()
}

/// The mail that a series is named after: the first that arrived. A cover letter that does not say so gives its series no
/// name: that was found without it once.
fn first_arrived(
    revisions: &Revisions<Patch>,
    entries: &Table<Patch, &Entry>,
    rank: &Table<Patch, usize>,
) -> Option<PatchAt> {
    let numbered = revisions.mails().filter(|&mail| !entries[mail].context.unnumbered);
    numbered.min_by_key(|&mail| rank[mail]).or_else(|| revisions.mails().next())
}

/// What replies say of patches: `Obsoleted-by: <ID>`, as the author or the sender of the old one writes below it.
pub(super) fn replaced<'a>(
    entries: &Table<Patch, &'a Entry>,
    digests: &'a Table<Filed>,
) -> Vec<Replaced<'a>> {
    let replies = digests.iter().flat_map(|filed| &filed.digest.replies);
    let saying = replies.flat_map(|reply| {
        let said = reply.said.trailers.iter().filter(|trailer| trailer.key == "Obsoleted-by");
        let ids = said.map(|trailer| trailer.value.trim().trim_start_matches('<').trim_end_matches('>'));
        let old = reply.parents.first().map(Shared::as_str);
        ids.filter_map(move |new| Some((reply, Replaced { old: old?, new })))
    });
    let saying: Vec<(&Reply, Replaced)> = saying.collect();
    let named = named(entries);
    if saying.is_empty() && named.is_empty() {
        return Vec::new();
    }
    let by_id: HashMap<&str, &Entry> =
        entries.iter().filter_map(|entry| Some((entry.message_id.as_deref()?, *entry))).collect();
    let is_own = |(reply, replaced): &(&Reply, Replaced)| {
        by_id.get(replaced.old).is_some_and(|entry| {
            reply.author.is_same_person(&entry.author) || reply.author.is_same_person(&entry.sender)
        })
    };
    let own = saying.into_iter().filter(is_own).map(|(_, replaced)| replaced);
    own.chain(below(&named, &by_id, digests)).collect()
}

/// By the mail that they lead to, the versions that patches say they link to, each with the patch.
fn named<'a>(entries: &Table<Patch, &'a Entry>) -> HashMap<&'a str, (u32, &'a Entry)> {
    let pointers = entries.iter().flat_map(|entry| {
        let lower = |version: &u32| *version < entry.version.number;
        let pointers = entry.context.pointers.iter();
        pointers.filter_map(move |to| Some((to.message_id.as_str(), (to.version.filter(lower)?, *entry))))
    });
    pointers.collect()
}

/// Links that lead to an answer in the thread of the version that they name: that version is meant.
fn below<'a>(
    named: &HashMap<&'a str, (u32, &'a Entry)>,
    by_id: &HashMap<&'a str, &'a Entry>,
    digests: &'a Table<Filed>,
) -> Vec<Replaced<'a>> {
    let replies = || digests.iter().flat_map(|filed| &filed.digest.replies);
    let of = |reply: &'a Reply| Some((reply.message_id.as_ref()?.as_str(), reply));
    let led_to = |(id, _): &(&str, &Reply)| named.contains_key(id) && !by_id.contains_key(id);
    let led_to: Vec<(&str, &Reply)> = replies().filter_map(of).filter(led_to).collect();
    let answers: HashMap<&str, &Reply> = match led_to.is_empty() {
        true => HashMap::new(),
        false => replies().filter_map(of).collect(),
    };
    let told = led_to.into_iter().filter_map(|(id, reply)| {
        let &(version, new) = named.get(id)?;
        let mut above = Some(reply);
        let up = std::iter::from_fn(|| {
            let reply = above?;
            above = answers.get(reply.parents.first()?.as_str()).copied();
            Some(reply)
        });
        let parents = up.take(HIGHEST).flat_map(|reply| reply.parents.iter().take(MOST_PARENTS));
        let old = *parents.into_iter().find_map(|id| by_id.get(id.as_str()))?;
        let is_it = old.version.number == version && old.author.is_same_person(&new.author);
        Some(Replaced { old: old.message_id.as_deref()?, new: new.message_id.as_deref()? }).filter(|_| is_it)
    });
    told.collect()
}

/// Answers that are followed upwards, and mails that one of them answers.
const HIGHEST: usize = 16;
const MOST_PARENTS: usize = 100;

/// The key of the series that begins with this mail. Several series may begin with mails of one Message-ID, or of none:
/// the first of them keeps the key that it would have alone.
fn key_of(keys: &mut Keys<Series>, first: &Entry) -> Key<Series> {
    let mail = format!("{}\n{}", first.subject, first.sender.email);
    let identity = first.message_id.as_deref().unwrap_or(&mail);
    let twin = format!("{identity}\n{mail}\n{}", first.sent);
    keys.give(&first.title, &[identity.to_owned(), twin])
}
