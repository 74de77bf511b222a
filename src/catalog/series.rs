//! Series across windows: all their versions, under one name that stays.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Deref;

use super::{Filed, Section, SubsystemAt};
use crate::digest::grouping::{self, Member, Replaced};
use crate::digest::key::Keys;
use crate::digest::{self, Entry, Reply};

/// A series. Positions are those of patches in the catalog.
#[derive(Debug)]
pub struct Series {
    /// Its name in addresses: made from its first mail, so that it stays when versions follow.
    pub key: String,
    /// The title of its newest version.
    pub title: String,
    /// Those of most patches first.
    pub subsystems: Vec<SubsystemAt>,
    /// Where the patches of its newest version belong by the `MAINTAINERS` file, those of most patches first.
    pub sections: Vec<Section>,
    versions: digest::Series,
}

impl Deref for Series {
    type Target = digest::Series;

    fn deref(&self) -> &digest::Series {
        &self.versions
    }
}

impl Series {
    /// All its mails, by revision.
    pub fn mails(&self) -> impl Iterator<Item = usize> + '_ {
        self.revisions.iter().flat_map(|revision| revision.mails.iter().copied())
    }

    /// The revision that a revision follows: of those of lower versions, or of its own if it is a resend, the last.
    pub fn before(&self, revision: usize) -> Option<usize> {
        let this = (self.revisions[revision].version, revision);
        let earlier = (0..self.revisions.len()).map(|at| (self.revisions[at].version, at));
        earlier.filter(|earlier| *earlier < this).max().map(|(_, at)| at)
    }
}

/// Joins mails, given oldest first, into series; and the series and the revision in it of each mail. `by_arrival` has
/// the same mails in the order of their arrival, `replaced` is what replies say of versions.
pub fn join(
    entries: &[&Entry],
    by_arrival: &[usize],
    replaced: &[Replaced],
) -> (Vec<Series>, Vec<(usize, usize)>) {
    let members: Vec<Member> = entries.iter().map(|entry| Member::of(entry)).collect();
    let mut place_of = vec![(0, 0); entries.len()];
    let mut rank = vec![0; entries.len()];
    by_arrival.iter().enumerate().for_each(|(number, &mail)| rank[mail] = number);
    let mut series = Vec::new();
    let mut firsts = Vec::new();
    for versions in grouping::group(&members, replaced) {
        let mails = || versions.revisions.iter().flat_map(|revision| &revision.mails);
        for (at, revision) in versions.revisions.iter().enumerate() {
            revision.mails.iter().for_each(|&mail| place_of[mail] = (series.len(), at));
        }
        // A cover letter that does not say so gives its series no name: that was found without it once.
        let numbered = mails().filter(|&&mail| !entries[mail].context.unnumbered);
        let first = numbered.min_by_key(|&&mail| rank[mail]).or_else(|| mails().next());
        let first = first.copied().unwrap_or_default();
        let head = versions.newest().mails.first().copied().unwrap_or(first);
        firsts.push(first);
        let title = entries[head].title.clone();
        series.push(Series {
            key: String::new(),
            title,
            subsystems: Vec::new(),
            sections: Vec::new(),
            versions,
        });
    }
    let mut keys = Keys::default();
    let mut order: Vec<usize> = (0..series.len()).collect();
    order.sort_by_key(|&at| rank[firsts[at]]);
    order.into_iter().for_each(|at| series[at].key = key_of(&mut keys, entries[firsts[at]]));
    (series, place_of)
}

/// What replies say of patches: `Obsoleted-by: <ID>`, as the author or the sender of the old one writes below it.
pub fn replaced<'a>(entries: &[&'a Entry], digests: &'a [Filed]) -> Vec<Replaced<'a>> {
    let replies = digests.iter().flat_map(|filed| &filed.digest.replies);
    let saying = replies.flat_map(|reply| {
        let said = reply.said.trailers.iter().filter(|trailer| trailer.key == "Obsoleted-by");
        let ids = said.map(|trailer| trailer.value.trim().trim_start_matches('<').trim_end_matches('>'));
        let old = reply.parents.first().map(String::as_str);
        ids.filter_map(move |new| Some((reply, Replaced { old: old?, new })))
    });
    let saying: Vec<(&Reply, Replaced)> = saying.collect();
    if saying.is_empty() {
        return Vec::new();
    }
    let by_id: HashMap<&str, &Entry> =
        entries.iter().filter_map(|entry| Some((entry.message_id.as_deref()?, *entry))).collect();
    let is_own = |(reply, replaced): &(&Reply, Replaced)| {
        by_id.get(replaced.old).is_some_and(|entry| {
            reply.author.is_same_person(&entry.author) || reply.author.is_same_person(&entry.sender)
        })
    };
    saying.into_iter().filter(is_own).map(|(_, replaced)| replaced).collect()
}

/// The key of the series that begins with this mail. Several series may begin with mails of one Message-ID, or of none:
/// the first of them keeps the key that it would have alone.
fn key_of(keys: &mut Keys, first: &Entry) -> String {
    let mail = format!("{}\n{}", first.subject, first.sender.email);
    let identity = first.message_id.as_ref().unwrap_or(&mail);
    let twin = format!("{identity}\n{mail}\n{}", first.sent);
    keys.give(&first.title, &[identity.clone(), twin])
}

/// For each entry of a digest, the key of its series as far as the digest itself shows it.
pub fn keys_within(digest: &digest::Digest) -> Vec<String> {
    let mut keys = vec![String::new(); digest.entries.len()];
    let mut given = Keys::default();
    for series in &digest.series {
        let mails = || series.revisions.iter().flat_map(|revision| revision.mails.iter().copied());
        // Entries are newest first.
        let arrival =
            |&mail: &usize| (digest.entries[mail].arrived, digest.entries[mail].place, Reverse(mail));
        let numbered = mails().filter(|&mail| !digest.entries[mail].context.unnumbered);
        let first = numbered.min_by_key(arrival).or_else(|| mails().next());
        let key = first.map(|first| key_of(&mut given, &digest.entries[first])).unwrap_or_default();
        mails().for_each(|mail| keys[mail].clone_from(&key));
    }
    keys
}
