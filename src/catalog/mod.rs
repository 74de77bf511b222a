//! All digests together: series, authors, subsystems and domains, across time and lists.
//!
//! 1. Every patch mail gets one place, also if several lists or overlapping windows hold it.
//! 2. [`series`] joins the patches into series, and [`joined`] gives each digest the part of them that it holds.
//! 3. [`identity`] says which addresses are one person's, [`people`] and [`subsystem`] say whose they are and where they belong; [`sections`] says who looks after it.
//! 4. [`backport`] tells what was sent for stable trees from what is new.
//! 5. [`discussion`] finds what each reply is about (`named` where it answers nothing that is known), [`tags`] who reviewed what, [`applied`] what was taken up
//!    (`reposted`: as a copy), [`state`] which of the [`states`] each series is in.
//! 6. [`statistics`] counts what happened in a quarter, a year or any other time; `companies` join domains for them.
//! 7. [`watch`] finds what the site's operator looks for, [`directory`] where in the project's tree patches are.
//!
//! Everything is a position in a vector; nothing here holds the text of a mail.

pub mod applied;
pub mod backport;
mod companies;
pub mod directory;
pub mod discussion;
mod distinct;
mod filed;
pub mod identity;
pub mod joined;
pub mod json;
mod named;
mod names;
pub mod people;
mod pulls;
mod reposted;
pub mod sections;
pub mod series;
pub mod state;
pub mod states;
pub mod statistics;
pub mod subsystem;
pub mod tags;
pub mod text;
pub mod watch;

use std::collections::BTreeMap;

pub use applied::Applied;
pub use backport::Backported;
pub use companies::Companies;
pub use directory::{Directories, Directory, DirectoryAt};
pub use discussion::{Reply, ReplyAt};
pub use filed::{DigestAt, Filed, List, ListAt, Tree};
pub use identity::Identities;
pub use joined::Joined;
pub use names::DigestName;
pub use people::{Author, AuthorAt, Domain, DomainAt};
pub use sections::Section;
pub use series::{RevisionAt, Series, SeriesAt};
pub use state::Life;
pub use states::State;
pub use statistics::Statistics;
pub use subsystem::{Aliases, Subsystem, SubsystemAt};
pub use tags::{Review, Service, Tag};
pub use watch::{Watch, WatchAt, Watched};

use crate::archive::{Found, Merged};
use crate::digest::{Entry, EntryAt, Revision};
use crate::mail::{Address, Mailmap, Trailer};
use crate::position::{At, Table};
use crate::seen::{self, Sight};
use crate::shared::{HashMap, Shared};
use discussion::ReplyOf;
use sections::Tally;

/// One patch mail.
#[derive(Debug, Clone, Hash)]
pub struct Patch {
    /// The digest and entry that represent it.
    pub digest: DigestAt,
    pub entry: EntryAt,
    pub series: SeriesAt,
    /// The revision of the series that it is part of.
    pub revision: RevisionAt,
    pub author: AuthorAt,
}

/// What a name leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KnownName<'a> {
    Person(&'a str),
    Author(AuthorAt),
    Domain(DomainAt),
}

/// The position of a patch mail in the catalog.
pub type PatchAt = At<Patch>;

/// What the further repositories of a list's project have of patches, in the order of [`List::trees`].
pub type Landed = BTreeMap<PatchAt, Vec<Found>>;

/// Everything that was found out across windows.
#[derive(Debug)]
pub struct Catalog<'a> {
    pub digests: &'a Table<Filed>,
    /// Oldest first.
    pub patches: Table<Patch>,
    /// The patch of each entry of each digest.
    pub patch_of: Table<Filed, Table<Entry, PatchAt>>,
    /// In the order of their first mails.
    pub series: Table<Series>,
    /// In the order of their first mails.
    pub authors: Table<Author>,
    /// Parents before their children, siblings by name.
    pub subsystems: Table<Subsystem>,
    /// Domains and companies, by patches, most first.
    pub domains: Table<Domain>,
    /// What people said, oldest first.
    pub replies: Table<Reply>,
    /// The reply of each reply of each digest.
    pub reply_of: ReplyOf,
    /// The replies to each patch, oldest first.
    pub replies_to: Table<Patch, Vec<ReplyAt>>,
    /// The state of each series.
    pub lives: Table<Series, Life>,
    /// What each author did for series of others.
    pub reviews: Table<Author, Vec<Review>>,
    /// The backports of patches by others that each author sent, most recently updated first.
    pub sent_for_others: Table<Author, Vec<SeriesAt>>,
    /// When the newest mail came: what counts as today, seconds since 1970.
    now: i64,
    /// Which domains are one company's.
    pub companies: Companies,
    identities: Identities,
    /// Domains and companies, by name.
    domain_at: HashMap<String, DomainAt>,
    /// Authors, by the address that represents each person.
    author_of: HashMap<String, AuthorAt>,
}

impl<'a> Catalog<'a> {
    /// Finds out what there is to know of digests that were joined. `aliases` gives other names of subsystems, for each
    /// list; `mailmap` further addresses of people; `merged` what the project's repository knows of each patch.
    /// `companies` join domains. `quiet_days` is after how many days without a mail a series counts as forgotten.
    pub fn of(
        digests: &'a Table<Filed>,
        joined: Joined,
        aliases: &Table<List, Aliases>,
        mailmap: &Mailmap,
        merged: &Table<Patch, Option<Merged>>,
        quiet_days: u32,
        companies: Companies,
    ) -> Self {
        let Joined { places, patch_of, by_arrival, series, place_of } = joined;
        let entries = places.map(|_, &(digest, entry)| &digests[digest].digest.entries[entry]);
        let people = || {
            let identities = Identities::of(digests, mailmap);
            let authors = people::authors(&entries, &by_arrival, digests, &identities);
            (identities, authors)
        };
        let ((identities, (authors, author_of, by_identity)), (replies, reply_of)) =
            rayon::join(people, || discussion::replies(digests, &entries));
        let mut replies_to = places.filled(Vec::new());
        for (at, reply) in replies.iter_at() {
            if let Some(patch) = reply.patch {
                replies_to[patch].push(at);
            }
        }
        let patches = places.map(|at, &(digest, entry)| {
            let (series, revision) = place_of[at];
            Patch { digest, entry, series, revision, author: author_of[at] }
        });
        let mut catalog = Self {
            digests,
            patches,
            patch_of,
            series,
            authors,
            subsystems: Table::new(),
            domains: Table::new(),
            domain_at: HashMap::default(),
            companies,
            replies,
            reply_of,
            replies_to,
            lives: Table::new(),
            reviews: Table::new(),
            sent_for_others: Table::new(),
            now: digests.iter().map(|filed| filed.until).max().unwrap_or_default(),
            author_of: by_identity,
            identities,
        };
        catalog.domains = people::domains(&catalog.authors, &catalog.companies);
        subsystem::file(&mut catalog, aliases);
        catalog.file_sections_of_series();
        catalog.file_series_of_authors();
        catalog.file_series_of_domains();
        let quiet = i64::from(quiet_days) * 86_400;
        let given = || (catalog.reviews(), catalog.sent_for_others());
        let (given, lives) = rayon::join(given, || state::lives(&catalog, merged, quiet));
        (catalog.reviews, catalog.sent_for_others) = given;
        catalog.lives = lives;
        catalog
    }

    /// The entry of a patch.
    pub fn entry(&self, patch: PatchAt) -> &'a Entry {
        let Patch { digest, entry, .. } = self.patches[patch];
        &self.digests[digest].digest.entries[entry]
    }

    /// When the newest mail came: what counts as today, seconds since 1970.
    pub fn now(&self) -> i64 {
        seen::more();
        self.now
    }

    /// Who is behind each address that was joined to others, the author that each of these is, and the domain of each name,
    /// in no order.
    pub fn known_names(&self) -> impl Iterator<Item = (Sight, &str, KnownName<'_>)> {
        let people = self.identities.joined_addresses();
        let people = people.map(|(name, person)| (Sight::Person, name, KnownName::Person(person)));
        let authors = self.author_of.iter();
        let authors = authors.map(|(name, &at)| (Sight::AuthorOf, name.as_str(), KnownName::Author(at)));
        let domains = self.domain_at.iter();
        let domains = domains.map(|(name, &at)| (Sight::DomainOf, name.as_str(), KnownName::Domain(at)));
        people.chain(authors).chain(domains)
    }

    /// The author that an address belongs to, if they sent a patch.
    pub fn author(&self, address: &Address) -> Option<AuthorAt> {
        let person = self.person(address);
        seen::row(Sight::AuthorOf.number(), seen::slot(person));
        self.author_of.get(person).copied()
    }

    /// Every address that the mails name somebody by, in no order and some of them often.
    pub fn addresses(&self) -> impl Iterator<Item = Shared> {
        let named = self.digests.iter().flat_map(identity::addresses).map(|address| address.email.clone());
        let entries = self.digests.iter().flat_map(|filed| &filed.digest.entries);
        let trailers = entries.flat_map(|entry| &entry.trailers).filter_map(Trailer::person);
        named.chain(trailers.map(|address| address.email))
    }

    /// What represents a person: the same for each of their addresses.
    pub fn person<'b>(&'b self, address: &'b Address) -> &'b str {
        seen::row(Sight::Person.number(), seen::slot(Identities::own(address)));
        self.identities.person(address)
    }

    /// Whether two addresses are one person's: by their looks, or as mails prove.
    pub fn is_one_person(&self, one: &Address, other: &Address) -> bool {
        one.is_same_person(other) || self.person(one) == self.person(other)
    }

    /// Who wrote the first mail of a series' newest revision.
    pub fn series_author(&self, series: SeriesAt) -> AuthorAt {
        self.patches[self.series[series].newest().mails[0]].author
    }

    /// When a series last moved: the first mail of its newest revision.
    pub fn moved(&self, series: SeriesAt) -> i64 {
        self.posted(self.series[series].newest())
    }

    /// When the first mail of a revision, which has one at least, was sent, in seconds since 1970.
    pub fn posted(&self, revision: &Revision<Patch>) -> i64 {
        revision.mails.iter().map(|&patch| self.entry(patch).sent).min().expect("a revision has mails")
    }

    /// Series, most recently updated first.
    pub fn by_movement(&self, series: impl IntoIterator<Item = SeriesAt>) -> Vec<SeriesAt> {
        let mut moved: Vec<(i64, SeriesAt)> = series.into_iter().map(|at| (self.moved(at), at)).collect();
        moved.sort_unstable_by(|a, b| b.cmp(a));
        moved.into_iter().map(|(_, at)| at).collect()
    }

    fn file_sections_of_series(&mut self) {
        for series in self.series.positions() {
            let mut tally = Tally::default();
            for &patch in &self.series[series].newest().mails {
                tally.add(self.list_of(patch), self.entry(patch));
            }
            self.series[series].sections = tally.of_a_series();
        }
    }

    /// The list that a patch came from.
    pub fn list_of(&self, patch: PatchAt) -> ListAt {
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
        for author in self.authors.positions() {
            let mut series = std::mem::take(&mut self.authors[author].series);
            series.sort_unstable();
            series.dedup();
            self.authors[author].series = self.by_movement(series);
        }
    }
}
