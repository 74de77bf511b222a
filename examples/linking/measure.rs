//! How well versions are joined into series, measured against what authors say themselves.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;

use lorepress::catalog::{self, Aliases, Catalog, Companies, Filed, SeriesAt};
use lorepress::digest::Entry;
use lorepress::digest::grouping::Link;
use lorepress::mail::{Mailmap, normalised};
use lorepress::options::QUIET_DAYS;
use lorepress::position::Table;

/// Two mails, and whether somebody who read them says that they are of one series.
pub struct Label {
    pub a: String,
    pub b: String,
    pub same: bool,
    pub kind: String,
}

/// The kind of a pair whose later series is by another author.
const TAKEN_OVER: &str = "another author who links to it";

/// The labels of an archive, from lines `ARCHIVE<tab>ID<tab>ID<tab>same|different<tab>KIND`.
pub fn labels(text: &str, archive: &str) -> Vec<Label> {
    let lines = text.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    let of_archive = lines.filter(|fields| fields[0] == archive);
    of_archive
        .map(|fields| match fields[..] {
            [_, a, b, verdict @ ("same" | "different"), kind] => {
                Label { a: a.to_owned(), b: b.to_owned(), same: verdict == "same", kind: kind.to_owned() }
            }
            _ => panic!("no label: {fields:?}"),
        })
        .collect()
}

/// A part of a whole.
#[derive(Clone, Copy, Default)]
pub struct Share {
    pub part: usize,
    pub whole: usize,
}

impl Share {
    fn count(&mut self, is_part: bool) {
        self.whole += 1;
        self.part += usize::from(is_part);
    }

    pub fn percent(self) -> f64 {
        if self.whole == 0 { 0.0 } else { 100.0 * self.part as f64 / self.whole as f64 }
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {} ({:.1} %)", self.part, self.whole, self.percent())
    }
}

/// What pairs of mails say of the joining.
#[derive(Default)]
pub struct Figures {
    /// Pairs of one series that are joined.
    pub linked: Share,
    /// Joined pairs that are not of one series.
    pub wrong: Share,
    /// A line for each pair that was missed or is wrong.
    pub faults: Vec<String>,
}

impl Figures {
    fn count(&mut self, pair: (&str, &str), same: bool, joined: bool, kind: &str) {
        if same {
            self.linked.count(joined);
        }
        if joined {
            self.wrong.count(!same);
        }
        if same != joined {
            let fault = if same { "missed" } else { "wrong" };
            self.faults.push(format!("{fault}\t{}\t{}\t{kind}", pair.0, pair.1));
        }
    }
}

/// How the revisions of version 2 and later stand.
#[derive(Default)]
pub struct Beginnings {
    /// With a lower version in their series.
    pub linked: Share,
    /// The first of a series that, by the site, begins late.
    pub late: Share,
    /// Series that lack a version between their first and their last.
    pub gaps: Share,
}

/// An archive, joined.
pub struct Joined<'a> {
    catalog: Catalog<'a>,
    series_of: HashMap<&'a str, SeriesAt>,
}

impl<'a> Joined<'a> {
    pub fn new(windows: &'a Table<Filed>) -> Self {
        let lists = windows.iter().map(|filed| filed.list.number() + 1).max().unwrap_or_default();
        let joined = catalog::Joined::of(windows);
        let aliases = vec![Aliases::default(); lists].into();
        let merged = joined.unmerged();
        let catalog = Catalog::of(
            windows,
            joined,
            &aliases,
            &Mailmap::default(),
            &merged,
            QUIET_DAYS,
            Companies::default(),
        );
        let mut series_of = HashMap::new();
        for (at, patch) in catalog.patches.iter_at() {
            if let Some(id) = &catalog.entry(at).message_id {
                series_of.entry(id.as_str()).or_insert(patch.series);
            }
        }
        Self { catalog, series_of }
    }

    fn joined(&self, a: &str, b: &str) -> Option<bool> {
        Some(self.series_of.get(a)? == self.series_of.get(b)?)
    }

    /// What is found of the pairs that somebody labelled. Mails that are not in the archive, or no patches there,
    /// are a fault of the labels. A series that another author took over is only joined if they link to it: where
    /// the links are hidden such pairs are not counted.
    pub fn by_labels(&self, labels: &[Label], hidden: Hidden) -> Figures {
        let mut figures = Figures::default();
        let counts = |label: &&Label| hidden != Hidden::Links || label.kind != TAKEN_OVER;
        for Label { a, b, same, kind } in labels.iter().filter(counts) {
            let joined = self.joined(a, b).unwrap_or_else(|| panic!("no patches of the archive: {a} {b}"));
            figures.count((a, b), *same, joined, kind);
        }
        figures
    }

    /// What is found of all pairs of mails that have a `change-id:`. Those of two ids are wrongly joined unless one
    /// title holds all words of the other: some people begin a new id for an old series.
    pub fn by_change_ids(&self, truth: &[Named]) -> Figures {
        let mut figures = Figures::default();
        for (at, b) in truth.iter().enumerate() {
            for a in &truth[..at] {
                let Some(joined) = self.joined(&a.message_id, &b.message_id) else { continue };
                let same = a.change_id == b.change_id;
                if same || !joined || !a.may_be(b) {
                    figures.count((&a.message_id, &b.message_id), same, joined, &b.change_id);
                } else {
                    figures.wrong.count(false);
                }
            }
        }
        figures
    }

    pub fn beginnings(&self) -> Beginnings {
        let mut found = Beginnings::default();
        for series in &self.catalog.series {
            let versions = || series.revisions.iter().map(|revision| revision.version);
            let (Some(first), Some(last)) = (versions().min(), versions().max()) else { continue };
            for revision in series.revisions.iter().filter(|revision| revision.version.number > 1) {
                let is_first = revision.version == first;
                found.linked.count(!is_first);
                found.late.count(is_first);
            }
            if last.number > 1 {
                let has = |number: u32| versions().any(|version| version.number == number);
                found.gaps.count((first.number..last.number).any(|number| !has(number)));
            }
        }
        found
    }

    /// How many revisions each signal linked.
    pub fn signals(&self) -> BTreeMap<Link, usize> {
        let mut signals = BTreeMap::new();
        let revisions = self.catalog.series.iter().flat_map(|series| &series.revisions);
        for link in revisions.filter_map(|revision| revision.linked_by) {
            *signals.entry(link).or_default() += 1;
        }
        signals
    }

    /// All series of several revisions: a line for each revision, a blank line between series.
    pub fn listing(&self) -> String {
        let mut listing = String::new();
        for series in self.catalog.series.iter().filter(|series| series.revisions.len() > 1) {
            for revision in &series.revisions {
                let head = self.catalog.entry(revision.mails[0]);
                let id = head.message_id.as_deref().unwrap_or("-");
                let by = revision.linked_by.map_or_else(|| "-".to_owned(), |link| format!("{link:?}"));
                let mails = revision.mails.len();
                listing += &format!("v{}\t{by}\t{mails}\t{id}\t{}\n", revision.version, head.subject);
            }
            listing.push('\n');
        }
        listing
    }
}

/// A mail that names its series by a `change-id:`.
pub struct Named {
    change_id: String,
    message_id: String,
    title: String,
}

impl Named {
    fn of(entry: &Entry) -> Option<Self> {
        let change_id = entry.context.change_id.clone()?;
        let message_id = entry.message_id.clone()?;
        Some(Self { change_id, message_id: message_id.to_string(), title: normalised(&entry.title) })
    }

    /// Whether one title holds all words of the other.
    fn may_be(&self, other: &Self) -> bool {
        let words = |title: &str| title.split_whitespace().map(str::to_owned).collect::<HashSet<_>>();
        let (own, others) = (words(&self.title), words(&other.title));
        own.is_subset(&others) || others.is_subset(&own)
    }
}

/// The mails with a `change-id:`, oldest first and each once.
pub fn truth(windows: &[Filed]) -> Vec<Named> {
    let mut entries: Vec<&Entry> = windows.iter().flat_map(|filed| &filed.digest.entries).collect();
    entries.sort_by_key(|entry| entry.arrived);
    let mut seen = HashSet::new();
    let mut named: Vec<Named> = entries.into_iter().filter_map(Named::of).collect();
    named.retain(|named| seen.insert(named.message_id.clone()));
    named
}

/// The fields that are stripped from the mails before they are joined.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hidden {
    Nothing,
    ChangeIds,
    /// The change-ids and the links to earlier versions.
    Links,
}

impl Hidden {
    /// Each also strips what the one before it strips.
    pub const ALL: [Self; 3] = [Self::Nothing, Self::ChangeIds, Self::Links];

    pub fn hide(self, windows: &mut [Filed]) {
        for entry in windows.iter_mut().flat_map(|filed| &mut filed.digest.entries) {
            if self != Self::Nothing {
                entry.context.change_id = None;
            }
            if self == Self::Links {
                entry.context.pointers.clear();
            }
        }
    }
}

impl fmt::Display for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Nothing => "as the mails are",
            Self::ChangeIds => "change-ids hidden",
            Self::Links => "change-ids and links hidden",
        })
    }
}
