//! Pages of authors and of the domains of their addresses.

use std::collections::BTreeMap;

use super::{Job, Pages, counted, day, link, pager, part_of, plural};
use crate::catalog::{Author, AuthorAt, Catalog, DigestAt, DomainAt, Review, SeriesAt, State, SubsystemAt};
use crate::position::{Table, tally};
use crate::site::chart::share;
use crate::site::route;
use crate::site::view;

/// Digests, subsystems and reviews named on an author's page.
const RECENT: usize = 20;

impl Pages<'_> {
    /// The view of a part of an author's page.
    pub fn author(&self, at: AuthorAt, part: usize) -> view::Author {
        let catalog = self.site.catalog;
        let author = &catalog.authors[at];
        let href = route::author(&author.key);
        let patches = plural(author.patches, "patch mail", "patch mails");
        let description = format!(
            "{patches} by {}, in {}.",
            author.address.name,
            plural(author.series.len(), "series", "series")
        );
        let mut digests = author.digests.clone();
        digests.sort_by_key(|&(digest, _)| std::cmp::Reverse((catalog.digests[digest].until, digest)));
        let digest = |&(digest, patches): &(DigestAt, usize)| {
            let filed = &catalog.digests[digest];
            let title = format!("{} {}", self.site.lists[filed.list].name, filed.title);
            counted(&title, self.digest_href(digest), patches)
        };
        let domain = author.address.domain();
        view::Author {
            page: self.page(&Job::Author(at, part), "authors", &author.address.name, &description),
            person: self.author_person(at),
            addresses: if part == 1 { self.further_addresses(at) } else { Vec::new() },
            domain: (!domain.is_empty()).then(|| link(domain, self.domain_href(domain))),
            patches: author.patches,
            first: author.first.map(day),
            last: author.last.map(day),
            activity: if part == 1 { self.activity_of(at) } else { None },
            years: author
                .years
                .iter()
                .map(|(year, &count)| counted(&year.to_string(), String::new(), count))
                .collect(),
            subsystems: self.subsystems_of(at),
            digests: if part == 1 { digests.iter().take(RECENT).map(digest).collect() } else { Vec::new() },
            open: self.group("Open series", "most recently updated first", "", &self.open_series(at, part)),
            backported: self.backported(at, part),
            sent: self.sent(at, part),
            reviewed: if part == 1 { self.reviewed(at) } else { Vec::new() },
            reviews: catalog.reviews[at].len(),
            reviewed_for: if part == 1 { self.reviewed_for(at) } else { Vec::new() },
            reviewed_by: if part == 1 { self.reviewed_by(at) } else { Vec::new() },
            series: part_of(&author.series, part).iter().map(|&series| self.series_row(series)).collect(),
            pager: pager(&href, part, author.series.len()),
        }
    }

    fn activity_of(&self, author: AuthorAt) -> Option<view::Chart> {
        let catalog = self.site.catalog;
        let patches = catalog.authors[author].series.iter().flat_map(|&at| catalog.series[at].mails());
        let own = patches.filter(|&patch| catalog.patches[patch].author == author);
        self.activity(own)
    }

    /// Series of an author that wait or are talked about; for the first page only.
    fn open_series(&self, author: AuthorAt, part: usize) -> Vec<SeriesAt> {
        let catalog = self.site.catalog;
        let is_open = |&at: &SeriesAt| matches!(catalog.lives[at].state, State::Waiting | State::Discussed);
        let series = catalog.authors[author].series.iter().copied().filter(is_open);
        if part == 1 { series.collect() } else { Vec::new() }
    }

    /// The series of others that moved last, of those that an author did something for.
    fn reviewed(&self, author: AuthorAt) -> Vec<view::Reviewed> {
        let catalog = self.site.catalog;
        let row = |review: &Review| view::Reviewed {
            series: link(&self.shown(&catalog.series[review.series].title), self.series_href(review.series)),
            author: self.author_person(catalog.series_author(review.series)),
            state: self.state(review.series),
            patches: review.patches,
        };
        catalog.reviews[author].iter().take(RECENT).map(row).collect()
    }

    /// For whom an author did something, by the number of their series.
    fn reviewed_for(&self, author: AuthorAt) -> Vec<view::Counted> {
        let catalog = self.site.catalog;
        let of = catalog.reviews[author].iter().map(|review| catalog.series_author(review.series));
        self.counted_people(tally(of))
    }

    /// Who did something for an author, by the number of series.
    fn reviewed_by(&self, author: AuthorAt) -> Vec<view::Counted> {
        self.counted_people(self.reviewers[author].clone())
    }

    fn counted_people(&self, counts: BTreeMap<AuthorAt, usize>) -> Vec<view::Counted> {
        let mut counts: Vec<(AuthorAt, usize)> = counts.into_iter().collect();
        counts.sort_by_key(|&(at, series)| (std::cmp::Reverse(series), at));
        let row = |(at, series): (AuthorAt, usize)| {
            let author = &self.site.catalog.authors[at];
            counted(&self.shown(&author.address.name), route::author(&author.key), series)
        };
        counts.into_iter().take(RECENT).map(row).collect()
    }

    /// Subsystems by the number of the author's series in them.
    fn subsystems_of(&self, author: AuthorAt) -> Vec<view::Counted> {
        let catalog = self.site.catalog;
        let series = catalog.authors[author].series.iter();
        let counts = tally(series.flat_map(|&at| catalog.series[at].subsystems.iter().copied()));
        let mut counts: Vec<(SubsystemAt, usize)> = counts.into_iter().collect();
        counts.sort_by_key(|&(at, series)| (std::cmp::Reverse(series), at));
        let row = |(at, series): (SubsystemAt, usize)| {
            counted(&self.subsystem_name(at), route::subsystem(&catalog.subsystems[at].path), series)
        };
        counts.into_iter().take(RECENT).map(row).collect()
    }

    /// The view of a part of a domain's page.
    pub fn domain(&self, at: DomainAt, part: usize) -> view::Domain {
        let domain = &self.site.catalog.domains[at];
        let description = format!(
            "{} by {} at {}.",
            plural(domain.patches, "patch mail", "patch mails"),
            plural(domain.authors.len(), "person", "people"),
            domain.name
        );
        let people = part_of(&domain.authors, part).iter();
        view::Domain {
            page: self.page(&Job::Domain(at, part), "domains", &domain.name, &description),
            name: domain.name.clone(),
            patches: domain.patches,
            people: contributors(
                people.map(|&(author, patches)| (self.author_person(author), patches)).collect(),
            ),
            pager: pager(&route::domain(&domain.key), part, domain.authors.len()),
        }
    }

    /// Authors and their patches.
    pub(super) fn authors(&self, authors: &[AuthorAt]) -> Vec<view::Contributor> {
        let row = |&at: &AuthorAt| (self.author_person(at), self.site.catalog.authors[at].patches);
        contributors(authors.iter().map(row).collect())
    }
}

/// Who did something for each author: reviewers, and for how many series.
pub(super) fn reviewers(catalog: &Catalog) -> Table<Author, BTreeMap<AuthorAt, usize>> {
    let mut reviewers = catalog.authors.filled(BTreeMap::new());
    for (reviewer, reviews) in catalog.reviews.iter_at() {
        for review in reviews {
            *reviewers[catalog.series_author(review.series)].entry(reviewer).or_default() += 1;
        }
    }
    reviewers
}

/// People and their patches, with how much that is of the most.
pub(super) fn contributors(rows: Vec<(view::Person, usize)>) -> Vec<view::Contributor> {
    let most = rows.iter().map(|&(_, patches)| patches).max().unwrap_or_default();
    let row = |(person, patches)| view::Contributor { person, patches, share: share(patches, most) };
    rows.into_iter().map(row).collect()
}
