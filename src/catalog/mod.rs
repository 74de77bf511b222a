//! All digests together: series, authors, subsystems and domains, across time and lists.
//!
//! 1. Every patch mail gets one place, also if several lists or overlapping windows hold it.
//! 2. [`series`] joins the patches into series with the rules that a digest uses within its window.
//! 3. [`identity`] says which addresses are one person's, [`people`] and [`subsystem`] say whose they are and where they belong; [`sections`] says who looks after it.
//! 4. [`backport`] tells what was sent for stable trees from what is new.
//! 5. [`discussion`] finds what each reply is about (`named` where it answers nothing that is known), [`tags`] who reviewed what, [`applied`] what was taken up,
//!    [`lifecycle`] the state of each series.
//!
//! Everything is a position in a vector; nothing here holds the text of a mail.

pub mod applied;
pub mod backport;
pub mod discussion;
pub mod identity;
pub mod json;
pub mod lifecycle;
mod named;
pub mod people;
pub mod sections;
pub mod series;
pub mod subsystem;
pub mod tags;
pub mod text;

use std::collections::HashMap;

use jiff::Timestamp;

pub use applied::Applied;
pub use backport::Backported;
pub use discussion::Reply;
pub use identity::Identities;
pub use lifecycle::{Life, State};
pub use people::{Author, Domain};
pub use sections::Section;
pub use series::Series;
pub use subsystem::{Aliases, Subsystem};
pub use tags::{Review, Service, Tag};

use crate::archive::{Merged, Window};
use crate::digest::{Digest, Entry};
use crate::mail::{Address, Mailmap, normalised};
use sections::Tally;

/// A digest with its place in the site.
#[derive(Debug)]
pub struct Filed {
    /// Position of its list.
    pub list: usize,
    /// Its name in addresses, and for people.
    pub name: String,
    pub title: String,
    /// Of its first and its last mail, seconds since 1970.
    pub since: i64,
    pub until: i64,
    pub digest: Digest,
    /// The text as it was received, where the site has one.
    pub original: Option<String>,
    /// It exists only as that text.
    pub only_text: bool,
    /// Its mails are in other digests of the list as well, and counted there.
    pub overlaps: bool,
}

impl Filed {
    /// The digest of a window of an archive.
    pub fn of_window(list: usize, window: &Window, digest: Digest) -> Self {
        Self {
            list,
            name: window.period.name(),
            title: window.period.title(),
            since: window.since,
            until: window.until,
            digest,
            original: None,
            only_text: false,
            overlaps: false,
        }
    }
}

/// One patch mail.
#[derive(Debug, Clone)]
pub struct Patch {
    /// The digest and entry that stand for it.
    pub digest: usize,
    pub entry: usize,
    pub series: usize,
    /// The posting of the series that it is part of.
    pub revision: usize,
    pub author: usize,
}

/// Everything that was found out across windows.
#[derive(Debug)]
pub struct Catalog<'a> {
    pub digests: &'a [Filed],
    /// Oldest first.
    pub patches: Vec<Patch>,
    /// The patch of each entry of each digest.
    pub patch_of: Vec<Vec<usize>>,
    /// In the order of their first mails.
    pub series: Vec<Series>,
    /// In the order of their first mails.
    pub authors: Vec<Author>,
    /// Parents before their children, siblings by name.
    pub subsystems: Vec<Subsystem>,
    /// By patches, most first.
    pub domains: Vec<Domain>,
    /// What people said, oldest first.
    pub replies: Vec<Reply>,
    /// The reply of each reply of each digest.
    pub reply_of: Vec<Vec<Option<usize>>>,
    /// The replies to each patch, oldest first.
    pub replies_to: Vec<Vec<usize>>,
    /// The state of each series.
    pub lives: Vec<Life>,
    /// What each author did for series of others.
    pub reviews: Vec<Vec<Review>>,
    /// The backports of patches by others that each author sent, most recently updated first.
    pub sent_for_others: Vec<Vec<usize>>,
    /// When the newest mail came: what counts as today, seconds since 1970.
    pub now: i64,
    identities: Identities,
    /// Authors, by what stands for each person.
    author_of: HashMap<String, usize>,
}

impl<'a> Catalog<'a> {
    /// Joins the digests. `aliases` gives other names of subsystems, for each list; `mailmap` further addresses of people.
    pub fn join(digests: &'a [Filed], aliases: &[Aliases], mailmap: &Mailmap) -> Self {
        let (places, patch_of) = distinct(digests);
        let entry = |&(digest, entry): &(usize, usize)| &digests[digest].digest.entries[entry];
        let entries: Vec<&Entry> = places.iter().map(entry).collect();
        let by_arrival = by_arrival(digests, &places);
        let replaced = series::replaced(&entries, digests);
        let (series, place_of) = series::join(&entries, &by_arrival, &replaced);
        let identities = Identities::of(digests, mailmap);
        let (authors, author_of, by_identity) = people::authors(&entries, &by_arrival, digests, &identities);
        let (replies, reply_of) = discussion::replies(digests, &entries);
        let mut replies_to = vec![Vec::new(); entries.len()];
        for (at, reply) in replies.iter().enumerate() {
            if let Some(patch) = reply.patch {
                replies_to[patch].push(at);
            }
        }
        let patches = places
            .iter()
            .enumerate()
            .map(|(at, &(digest, entry))| Patch {
                digest,
                entry,
                series: place_of[at].0,
                revision: place_of[at].1,
                author: author_of[at],
            })
            .collect();
        let mut catalog = Self {
            digests,
            patches,
            patch_of,
            series,
            authors,
            subsystems: Vec::new(),
            domains: Vec::new(),
            replies,
            reply_of,
            replies_to,
            lives: Vec::new(),
            reviews: Vec::new(),
            sent_for_others: Vec::new(),
            now: digests.iter().map(|filed| filed.until).max().unwrap_or_default(),
            author_of: by_identity,
            identities,
        };
        catalog.domains = people::domains(&catalog.authors);
        subsystem::file(&mut catalog, aliases);
        catalog.file_sections_of_series();
        catalog.file_series_of_authors();
        catalog.reviews = catalog.reviews();
        catalog.sent_for_others = catalog.sent_for_others();
        catalog
    }

    /// Finds out the state of each series. `merged` tells what the project's repository knows of each patch;
    /// `quiet_days` is after how many days without a mail a series counts as forgotten.
    pub fn follow(&mut self, merged: &[Option<Merged>], quiet_days: u32) {
        self.lives = lifecycle::lives(self, merged, i64::from(quiet_days) * 86_400);
    }

    /// The patches of each series' newest version that a list's archive holds; without cover letters.
    pub fn newest_patches(&self, list: usize) -> Vec<usize> {
        let patches = self.series.iter().flat_map(|series| series.newest().mails.iter().copied());
        let of_list = |&patch: &usize| self.digests[self.patches[patch].digest].list == list;
        patches.filter(of_list).filter(|&patch| self.entry(patch).index != Some(0)).collect()
    }

    /// The entry of a patch.
    pub fn entry(&self, patch: usize) -> &'a Entry {
        let Patch { digest, entry, .. } = self.patches[patch];
        &self.digests[digest].digest.entries[entry]
    }

    /// The author that an address belongs to, if they sent a patch.
    pub fn author(&self, address: &Address) -> Option<usize> {
        self.author_of.get(self.person(address)).copied()
    }

    /// What stands for a person: the same for each of their addresses.
    pub fn person<'b>(&'b self, address: &'b Address) -> &'b str {
        self.identities.person(address)
    }

    /// Who wrote the first mail of a series' newest revision.
    pub fn series_author(&self, series: usize) -> usize {
        self.patches[self.series[series].newest().mails[0]].author
    }

    /// When a series last moved: the first mail of its newest revision.
    pub fn moved(&self, series: usize) -> i64 {
        let newest = self.series[series].newest();
        newest.mails.iter().map(|&patch| self.entry(patch).sent).min().unwrap_or_default()
    }

    /// Positions of series, most recently updated first.
    pub fn by_movement(&self, series: impl IntoIterator<Item = usize>) -> Vec<usize> {
        let mut moved: Vec<(i64, usize)> = series.into_iter().map(|at| (self.moved(at), at)).collect();
        moved.sort_unstable_by(|a, b| b.cmp(a));
        moved.into_iter().map(|(_, at)| at).collect()
    }

    fn file_sections_of_series(&mut self) {
        for series in 0..self.series.len() {
            let mut tally = Tally::default();
            for &patch in &self.series[series].newest().mails {
                tally.add(self.list_of(patch), self.entry(patch));
            }
            self.series[series].sections = tally.of_a_series();
        }
    }

    /// The list that a patch came from.
    fn list_of(&self, patch: usize) -> usize {
        self.digests[self.patches[patch].digest].list
    }

    fn file_series_of_authors(&mut self) {
        for patch in &self.patches {
            let series = &mut self.authors[patch.author].series;
            // A series' patches are near each other, so the last ones are enough to look at; the rest is
            // sorted out below.
            if series.last() != Some(&patch.series) {
                series.push(patch.series);
            }
        }
        for author in 0..self.authors.len() {
            let mut series = std::mem::take(&mut self.authors[author].series);
            series.sort_unstable();
            series.dedup();
            self.authors[author].series = self.by_movement(series);
        }
    }
}

/// The mails behind all entries, each once and oldest first, and which of them each entry is.
///
/// Two entries are one mail if they have the same Message-ID, date, title and number: lists change senders, put their
/// tags before subjects and their footers below texts. An entry of a digest that is only text has no Message-ID: it is
/// the mail of the same subject and sender, if an archive has that.
fn distinct(digests: &[Filed]) -> (Vec<(usize, usize)>, Vec<Vec<usize>>) {
    let mut order: Vec<(bool, i64, usize, usize)> = Vec::new();
    for (digest, filed) in digests.iter().enumerate() {
        let entries = filed.digest.entries.iter().enumerate().rev();
        order.extend(entries.map(|(at, entry)| (filed.only_text, entry.sent, digest, at)));
    }
    // Stable, so that entries of one moment stay as they came; those with mails behind them go first.
    order.sort_by_key(|&(only_text, arrived, digest, _)| (only_text, arrived, digest));
    let mut by_id: HashMap<Same, usize> = HashMap::new();
    let mut by_subject: HashMap<(String, &str), usize> = HashMap::new();
    let mut found: Vec<(i64, usize, usize)> = Vec::new();
    let mut patch_of: Vec<Vec<usize>> = digests.iter().map(|d| vec![0; d.digest.entries.len()]).collect();
    for (only_text, arrived, digest, at) in order {
        let entry = &digests[digest].digest.entries[at];
        let sender = entry.sender.email.as_str();
        let subject = (normalised(&entry.subject), sender);
        let known = match &entry.message_id {
            Some(id) => by_id.get(&same(id, entry)),
            None if only_text => by_subject.get(&subject),
            None => None,
        };
        let patch = known.copied().unwrap_or_else(|| {
            found.push((arrived, digest, at));
            found.len() - 1
        });
        if let Some(id) = &entry.message_id {
            by_id.insert(same(id, entry), patch);
        }
        if !only_text {
            by_subject.insert(subject, patch);
        }
        patch_of[digest][at] = patch;
    }
    by_age(found, patch_of)
}

/// What copies of one mail have in common.
type Same<'a> = (&'a str, Option<Timestamp>, &'a str, Option<u32>);

fn same<'a>(id: &'a str, entry: &'a Entry) -> Same<'a> {
    (id, entry.date, &entry.title, entry.index)
}

/// The mails in the order in which they arrived. What is named after its first mail is named after the first of these,
/// so that a mail which comes late changes no name.
fn by_arrival(digests: &[Filed], places: &[(usize, usize)]) -> Vec<usize> {
    let arrival = |&at: &usize| {
        let (digest, entry) = places[at];
        let (filed, entry) = (&digests[digest], &digests[digest].digest.entries[entry]);
        (filed.only_text, entry.arrived, filed.list, entry.place, at)
    };
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by_cached_key(arrival);
    order
}

/// Renumbers the mails so that the oldest comes first.
fn by_age(
    found: Vec<(i64, usize, usize)>,
    mut patch_of: Vec<Vec<usize>>,
) -> (Vec<(usize, usize)>, Vec<Vec<usize>>) {
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|&at| found[at].0);
    let mut rank = vec![0; found.len()];
    for (new, &old) in order.iter().enumerate() {
        rank[old] = new;
    }
    patch_of.iter_mut().flatten().for_each(|patch| *patch = rank[*patch]);
    (order.into_iter().map(|at| (found[at].1, found[at].2)).collect(), patch_of)
}
