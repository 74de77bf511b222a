//! What every row says that a page can look at ([`crate::seen`]), as hashes: what they are in one build and in the next tells
//! which pages stay as they are.
//!
//! A hash has the position of its row, or the key of what is at a position that others shift, so that no two rows have
//! the same one. Digests are named by their lists and keys, since those of one list move those of the next, and
//! subsystems by their keys, since a new one moves all that follow it in the alphabet.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::pages::Context;
use crate::catalog::{
    Author, Catalog, DigestAt, Directory, DirectoryAt, Domain, Filed, KnownName, List, Patch, Reply, Series,
    Subsystem, SubsystemAt,
};
use crate::digest::key::Key;
use crate::position::{At, Table};
use crate::seen::{SIGHTS, SLOTS, Seen, Sight, slot};

/// Bytes of the hash of a row.
const HASH: usize = 16;
/// Rows that one thread hashes at least.
const AT_ONCE: usize = 64;

/// The hash of a row.
type Sum = [u8; HASH];

/// The hashes of all rows, those of one sight behind those of the one before.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct World {
    /// Of what is in no row.
    rest: Sum,
    sums: Vec<Sum>,
    /// Where each sight begins.
    #[serde(skip)]
    starts: Vec<u32>,
}

/// Where the rows of the last build are now.
#[derive(Debug, Default)]
pub struct Still(Vec<Option<u32>>);

impl World {
    /// From now on it is noted which rows are looked at, and these are what they say.
    pub fn of(context: &Context) -> Self {
        watch(context);
        let mut rows = Rows { catalog: context.catalog, of: vec![Vec::new(); SIGHTS] };
        rows.add_digests(context);
        rows.add_mails(context);
        rows.add_series(context);
        rows.add_people(context);
        rows.add_directories(context);
        rows.add_names();
        let mut world = Self { rest: rest(context), ..Self::default() };
        for rows in rows.of {
            world.starts.push(u32::try_from(world.sums.len()).expect("fewer rows than a u32 counts"));
            world.sums.extend(rows);
        }
        world
    }

    /// The places of rows among all; nothing if something else was looked at as well.
    pub fn places(&self, seen: &mut Seen) -> Option<Vec<u32>> {
        let place = |&(sight, row): &(u8, u32)| self.starts[usize::from(sight)] + row;
        Some(seen.rows()?.iter().map(place).collect())
    }

    /// Where rows are now that an earlier world had.
    pub fn still(&self, earlier: &Self) -> Still {
        if self.rest != earlier.rest {
            return Still::default();
        }
        let place: HashMap<&Sum, u32> = self.sums.iter().zip(0..).collect();
        Still(earlier.sums.iter().map(|sum| place.get(sum).copied()).collect())
    }
}

impl Still {
    /// Where these rows are now, if each still says the same.
    pub fn places(&self, rows: &[u32]) -> Option<Vec<u32>> {
        let place = |&row: &u32| *self.0.get(row as usize)?;
        let mut places: Vec<u32> = rows.iter().map(place).collect::<Option<_>>()?;
        places.sort_unstable();
        Some(places)
    }
}

/// Has all looks at tables noted.
fn watch(context: &Context) {
    let (catalog, index) = (context.catalog, context.index);
    catalog.digests.watch(Sight::Digest);
    catalog.patches.watch(Sight::Patch);
    catalog.patch_of.watch(Sight::PatchesOfDigest);
    catalog.series.watch(Sight::Series);
    catalog.authors.watch(Sight::Author);
    catalog.subsystems.watch(Sight::Subsystem);
    catalog.domains.watch(Sight::Domain);
    catalog.replies.watch(Sight::Reply);
    catalog.reply_of.watch(Sight::RepliesOfDigest);
    catalog.replies_to.watch(Sight::RepliesToPatch);
    catalog.lives.watch(Sight::Life);
    catalog.reviews.watch(Sight::Reviews);
    catalog.sent_for_others.watch(Sight::SentForOthers);
    index.timeline.watch(Sight::Timeline);
    index.neighbours.watch(Sight::Neighbours);
    index.series_lists.watch(Sight::ListsOfSeries);
    index.reviewers.watch(Sight::Reviewers);
    context.layouts.digests.watch(Sight::DigestLayout);
    context.layouts.series.watch(Sight::SeriesLayout);
    context.talks.watch(Sight::Talk);
    context.site.watches.watch(Sight::Unsteady);
    context.site.directories.all.watch(Sight::Directory);
    context.site.directories.of_series.watch(Sight::DirectoriesOfSeries);
}

/// What pages look at without a note.
fn rest(context: &Context) -> Sum {
    let mut hashing = Hashing::default();
    for List { name, slug, url, commits, trees, maintainers } in context.site.lists {
        (name, slug, url, commits, trees).hash(&mut hashing);
        maintainers.as_ref().map(|file| file.list()).hash(&mut hashing);
    }
    (&context.placed.introduction, &context.placed.notes).hash(&mut hashing);
    hashing.sum()
}

/// The rows of each sight, by its number.
struct Rows<'a> {
    catalog: &'a Catalog<'a>,
    of: Vec<Vec<Sum>>,
}

impl Rows<'_> {
    /// Adds the rows of a sight, which `row` hashes.
    fn add(&mut self, sight: Sight, count: usize, row: impl Fn(usize, &mut Hashing) + Sync) {
        let hashed = |hashing: &mut Hashing, number| {
            sight.number().hash(hashing);
            row(number, hashing);
            hashing.sum()
        };
        let numbers = (0..count).into_par_iter().with_min_len(AT_ONCE);
        self.of[usize::from(sight.number())] = numbers.map_init(Hashing::default, hashed).collect();
    }

    /// Adds the rows of a table that is in the order of something that stays.
    fn add_table<T, Row: Sync>(
        &mut self,
        sight: Sight,
        table: &Table<T, Row>,
        row: impl Fn(&Row, &mut Hashing) + Sync,
    ) {
        self.add(sight, table.len(), |number, hashing| {
            number.hash(hashing);
            row(&table[At::new(number)], hashing);
        });
    }

    /// Adds rows of digests.
    fn add_of_digests<Row: Sync>(
        &mut self,
        sight: Sight,
        table: &Table<Filed, Row>,
        row: impl Fn(&Row, &mut Hashing) + Sync,
    ) {
        let catalog = self.catalog;
        self.add(sight, table.len(), |number, hashing| {
            digest_of(catalog, At::new(number)).hash(hashing);
            row(&table[At::new(number)], hashing);
        });
    }

    fn add_digests(&mut self, context: &Context) {
        let (catalog, index) = (self.catalog, context.index);
        self.add_of_digests(Sight::Digest, catalog.digests, |filed, hashing| {
            let Filed { list, key, period, since, until, digest, original, only_text, overlaps } = filed;
            (list, key, period, since, until, digest, original, only_text, overlaps).hash(hashing);
        });
        self.add_of_digests(Sight::DigestName, catalog.digests, |filed, hashing| {
            (&filed.period, filed.until).hash(hashing);
        });
        let name = |&at: &DigestAt| digest_of(catalog, at);
        self.add_of_digests(Sight::Neighbours, &index.neighbours, |digests, hashing| {
            digests.each_ref().map(|digest| digest.as_ref().map(name)).hash(hashing);
        });
        self.add_table(Sight::Timeline, &index.timeline, |digests, hashing| {
            digests.iter().for_each(|digest| name(digest).hash(hashing));
        });
        self.add_of_digests(Sight::PatchesOfDigest, &catalog.patch_of, Hash::hash);
        self.add_of_digests(Sight::RepliesOfDigest, &catalog.reply_of, Hash::hash);
        self.add_of_digests(Sight::DigestLayout, &context.layouts.digests, Hash::hash);
    }

    fn add_mails(&mut self, context: &Context) {
        let (catalog, landed) = (self.catalog, context.site.landed);
        self.add_table(Sight::Patch, &catalog.patches, |patch, hashing| {
            let Patch { digest, entry, series, revision, author } = patch;
            (digest_of(catalog, *digest), entry, series, revision, author).hash(hashing);
        });
        self.add_table(Sight::Reply, &catalog.replies, |reply, hashing| {
            let Reply { digest, at, patch, thread, also } = reply;
            (digest_of(catalog, *digest), at, patch, thread, also).hash(hashing);
        });
        self.add_table(Sight::RepliesToPatch, &catalog.replies_to, Hash::hash);
        self.add(Sight::Landed, catalog.patches.len(), |number, hashing| {
            (number, landed.get(&At::new(number))).hash(hashing);
        });
    }

    fn add_series(&mut self, context: &Context) {
        let catalog = self.catalog;
        self.add_table(Sight::Series, &catalog.series, |series, hashing| {
            let Series { key, title, subsystems, sections, revisions } = series;
            (key, title, sections, revisions).hash(hashing);
            subsystems.iter().for_each(|&at| subsystem_of(catalog, at).hash(hashing));
        });
        self.add_table(Sight::SeriesName, &catalog.series, |series, hashing| {
            (&series.key, &series.title).hash(hashing);
        });
        self.add_table(Sight::Life, &catalog.lives, Hash::hash);
        self.add_table(Sight::ListsOfSeries, &context.index.series_lists, Hash::hash);
        self.add_table(Sight::SeriesLayout, &context.layouts.series, Hash::hash);
        self.add_table(Sight::Talk, context.talks, Hash::hash);
        self.add_subsystems();
    }

    fn add_subsystems(&mut self) {
        let catalog = self.catalog;
        let above = |subsystem: &Subsystem| subsystem.parent.map(|at| subsystem_of(catalog, at));
        let table = &catalog.subsystems;
        self.add(Sight::Subsystem, table.len(), |number, hashing| {
            let subsystem = &table[At::new(number)];
            let Subsystem { key, name, parent: _, children, series, people, patches, sections } = subsystem;
            (key, name, above(subsystem), series, people, patches, sections).hash(hashing);
            children.iter().for_each(|&at| subsystem_of(catalog, at).hash(hashing));
        });
        self.add(Sight::SubsystemName, table.len(), |number, hashing| {
            let subsystem = &table[At::new(number)];
            (&subsystem.key, &subsystem.name, above(subsystem)).hash(hashing);
        });
    }

    fn add_directories(&mut self, context: &Context) {
        let directories = context.site.directories;
        let key = |at: DirectoryAt| &directories.all[at].key;
        // A new one moves all that follow it in the alphabet.
        self.add(Sight::Directory, directories.all.len(), |number, hashing| {
            let Directory {
                key: own,
                above,
                below,
                series,
                people,
                people_total,
                files,
                files_total,
                sections,
            } = &directories.all[At::new(number)];
            (own, above.map(key), series, people, people_total, files, files_total, sections).hash(hashing);
            below.iter().for_each(|&at| key(at).hash(hashing));
        });
        self.add(Sight::DirectoryName, directories.all.len(), |number, hashing| {
            let Directory { key: own, above, .. } = &directories.all[At::new(number)];
            (own, above.map(key)).hash(hashing);
        });
        self.add_table(Sight::DirectoriesOfSeries, &directories.of_series, |of_series, hashing| {
            of_series.iter().for_each(|&at| key(at).hash(hashing));
        });
    }

    fn add_people(&mut self, context: &Context) {
        let catalog = self.catalog;
        self.add_table(Sight::Author, &catalog.authors, |author, hashing| {
            let Author { key, address, addresses, patches, first, last, years, digests, series } = author;
            (key, address, addresses, patches, first, last, years, series).hash(hashing);
            digests.iter().for_each(|&(at, count)| (digest_of(catalog, at), count).hash(hashing));
        });
        self.add_table(Sight::AuthorName, &catalog.authors, |author, hashing| {
            (&author.key, &author.address).hash(hashing);
            author.addresses.iter().for_each(|own| own.email.hash(hashing));
        });
        self.add_table(Sight::Domain, &catalog.domains, |domain, hashing| {
            let Domain { name, key, joined, patches, authors, series } = domain;
            (name, key, joined, patches, authors, series).hash(hashing);
        });
        self.add_table(Sight::DomainName, &catalog.domains, |domain, hashing| {
            (&domain.name, &domain.key).hash(hashing);
        });
        self.add_table(Sight::Reviews, &catalog.reviews, Hash::hash);
        self.add_table(Sight::SentForOthers, &catalog.sent_for_others, Hash::hash);
        self.add_table(Sight::Reviewers, &context.index.reviewers, Hash::hash);
    }

    /// Adds what is found by a text.
    fn add_names(&mut self) {
        let mut slots: HashMap<(u8, usize), Vec<(&str, KnownName)>> = HashMap::new();
        for (sight, name, known) in self.catalog.known_names() {
            slots.entry((sight.number(), slot(name))).or_default().push((name, known));
        }
        slots.values_mut().for_each(|names| names.sort_unstable());
        for sight in [Sight::Person, Sight::AuthorOf, Sight::DomainOf] {
            self.add(sight, SLOTS, |number, hashing| {
                (number, slots.get(&(sight.number(), number))).hash(hashing);
            });
        }
    }
}

/// What a digest is called, wherever it is among others.
fn digest_of<'a>(catalog: &Catalog<'a>, at: DigestAt) -> (usize, &'a Key<Filed>) {
    let filed = &catalog.digests[at];
    (filed.list.number(), &filed.key)
}

fn subsystem_of<'a>(catalog: &'a Catalog, at: SubsystemAt) -> &'a Key<Subsystem> {
    &catalog.subsystems[at].key
}

/// Takes what is hashed, and gives the hash of all in one go.
#[derive(Default)]
struct Hashing(Vec<u8>);

impl Hashing {
    /// The hash of what was taken since the last one.
    fn sum(&mut self) -> Sum {
        let hash = Sha256::digest(&self.0);
        self.0.clear();
        *hash.first_chunk().expect("a SHA-256 is longer")
    }
}

impl Hasher for Hashing {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    fn finish(&self) -> u64 {
        u64::from_le_bytes(*Sha256::digest(&self.0).first_chunk().expect("a SHA-256 is longer"))
    }
}
