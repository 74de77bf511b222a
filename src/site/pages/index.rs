//! What several pages look up in the catalog, found out once.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::catalog::statistics::dealings::{Dealing, Dealings};
use crate::catalog::statistics::{Counted, Scope, has_figures};
use crate::catalog::{
    Author, AuthorAt, Catalog, DigestAt, DomainAt, Filed, List, ListAt, Series, SeriesAt, Statistics,
    SubsystemAt,
};
use crate::position::Table;
use crate::seen;
use crate::shared::HashMap;
use crate::site::Site;

/// Orders and look-ups over the whole catalog.
pub struct Index<'a> {
    /// Digests of each list, oldest first.
    pub timeline: Table<List, Vec<DigestAt>>,
    /// The digests of its list before and after each.
    pub neighbours: Table<Filed, [Option<DigestAt>; 2]>,
    /// Lists that each series was posted to.
    pub series_lists: Table<Series, BTreeSet<ListAt>>,
    /// All series, most recently updated first.
    moved: Vec<SeriesAt>,
    /// Open series, the oldest wait first.
    waiting: Vec<SeriesAt>,
    /// The figures of each list, and of the subsystems that have figures.
    lists: Table<List, Counted<'a>>,
    subsystems: BTreeMap<SubsystemAt, Counted<'a>>,
    /// What happened to each company.
    dealings: Dealings,
    /// All authors, those of most patches first.
    busiest: Vec<AuthorAt>,
    /// The series of each mail, by Message-ID.
    pub series_of_mail: HashMap<&'a str, SeriesAt>,
    /// For each author, who did something for how many of their series.
    pub reviewers: Table<Author, BTreeMap<AuthorAt, usize>>,
}

impl<'a> Index<'a> {
    pub fn new(site: &Site<'a>) -> Self {
        let catalog = site.catalog;
        let timeline = timeline(site);
        let (figures, (moved, series_of_mail, reviewers)) = rayon::join(
            || Figures::of(site),
            || {
                let moved = catalog.by_movement(catalog.series.positions());
                (moved, series_of_mail(catalog), reviewers(catalog))
            },
        );
        let Figures { lists, subsystems, dealings } = figures;
        Self {
            neighbours: neighbours(catalog, &timeline),
            timeline,
            series_lists: series_lists(catalog),
            moved,
            waiting: waiting(catalog),
            lists,
            subsystems,
            dealings,
            busiest: catalog.authors.sorted_by_key(|_, author| Reverse(author.patches)),
            series_of_mail,
            reviewers,
        }
    }
}

/// What changes with every mail is in no table that could be watched row by row: who looks at it depends on all mails.
impl<'a> Index<'a> {
    /// All series, most recently updated first.
    pub fn moved(&self) -> &[SeriesAt] {
        seen::more();
        &self.moved
    }

    /// Open series, the oldest wait first.
    pub fn waiting(&self) -> &[SeriesAt] {
        seen::more();
        &self.waiting
    }

    /// All authors, those of most patches first.
    pub fn busiest(&self) -> &[AuthorAt] {
        seen::more();
        &self.busiest
    }

    /// The figures of each list.
    pub fn figures_of_lists(&self) -> impl Iterator<Item = (ListAt, &Counted<'a>)> {
        seen::more();
        self.lists.iter_at()
    }

    /// The figures of a list.
    pub fn figures_of(&self, list: ListAt) -> &Counted<'a> {
        seen::more();
        &self.lists[list]
    }

    /// Subsystems that have figures.
    pub fn subsystems_with_figures(&self) -> impl Iterator<Item = SubsystemAt> {
        seen::more();
        self.subsystems.keys().copied()
    }

    /// The figures of a subsystem that has some.
    pub fn figures_of_subsystem(&self, at: SubsystemAt) -> &Counted<'a> {
        seen::more();
        &self.subsystems[&at]
    }

    /// What happened to a company, oldest first.
    pub fn dealings(&self, at: DomainAt) -> &[(i64, Dealing)] {
        seen::more();
        &self.dealings[at]
    }
}

fn neighbours(
    catalog: &Catalog,
    timeline: &Table<List, Vec<DigestAt>>,
) -> Table<Filed, [Option<DigestAt>; 2]> {
    let mut neighbours = catalog.digests.filled([None; 2]);
    for pair in timeline.iter().flat_map(|digests| digests.windows(2)) {
        neighbours[pair[0]][1] = Some(pair[1]);
        neighbours[pair[1]][0] = Some(pair[0]);
    }
    neighbours
}

/// What is counted.
struct Figures<'a> {
    lists: Table<List, Counted<'a>>,
    subsystems: BTreeMap<SubsystemAt, Counted<'a>>,
    dealings: Dealings,
}

impl<'a> Figures<'a> {
    fn of(site: &Site<'a>) -> Self {
        let catalog = site.catalog;
        let statistics = Statistics::of(catalog);
        let list = |list| Counted::of(statistics.events(catalog, Scope::List(list)));
        let ((lists, subsystems), dealings) = rayon::join(
            || (site.lists.map(|at, _| list(at)), subsystems(catalog, &statistics)),
            || statistics.dealings(catalog),
        );
        Self { lists, subsystems, dealings }
    }
}

fn timeline(site: &Site) -> Table<List, Vec<DigestAt>> {
    let digests = site.catalog.digests;
    let mut timeline = site.lists.filled(Vec::new());
    for (at, filed) in digests.iter_at() {
        timeline[filed.list].push(at);
    }
    for of_list in &mut timeline {
        of_list.sort_by_key(|&at| {
            let filed = &digests[at];
            (filed.until, filed.since, filed.key.as_str())
        });
    }
    timeline
}

fn subsystems<'a>(catalog: &'a Catalog<'a>, statistics: &Statistics) -> BTreeMap<SubsystemAt, Counted<'a>> {
    let with_figures: Vec<SubsystemAt> =
        catalog.subsystems.positions().filter(|&at| has_figures(&catalog.subsystems[at])).collect();
    let counted = |at| (at, Counted::of(statistics.events(catalog, Scope::Subsystem(at))));
    with_figures.into_par_iter().map(counted).collect()
}

fn series_lists(catalog: &Catalog) -> Table<Series, BTreeSet<ListAt>> {
    let mut lists = catalog.series.filled(BTreeSet::new());
    for (filed, patches) in catalog.digests.iter().zip(&catalog.patch_of) {
        for &patch in patches {
            lists[catalog.patches[patch].series].insert(filed.list);
        }
    }
    lists
}

fn waiting(catalog: &Catalog) -> Vec<SeriesAt> {
    let is_open = |&at: &SeriesAt| catalog.lives[at].state.is_open();
    let mut open: Vec<SeriesAt> = catalog.series.positions().filter(is_open).collect();
    open.sort_by_key(|&at| (catalog.moved(at), at));
    open
}

fn series_of_mail<'a>(catalog: &Catalog<'a>) -> HashMap<&'a str, SeriesAt> {
    let mut series_of_mail = HashMap::with_capacity_and_hasher(catalog.patches.len(), Default::default());
    for (at, patch) in catalog.patches.iter_at() {
        if let Some(id) = &catalog.entry(at).message_id {
            series_of_mail.entry(id.as_str()).or_insert(patch.series);
        }
    }
    series_of_mail
}

fn reviewers(catalog: &Catalog) -> Table<Author, BTreeMap<AuthorAt, usize>> {
    let mut reviewers = catalog.authors.filled(BTreeMap::new());
    for (reviewer, reviews) in catalog.reviews.iter_at() {
        for review in reviews {
            *reviewers[catalog.series_author(review.series)].entry(reviewer).or_default() += 1;
        }
    }
    reviewers
}
