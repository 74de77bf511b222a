//! The home page: the week at a glance, and what is new.

use std::collections::BTreeSet;

use super::{Job, Pages, day, plural};
use crate::catalog::{AuthorAt, DigestAt, Life, PatchAt, ReplyAt, RevisionAt, SeriesAt};
use crate::site::chart::{self, Axis};
use crate::site::markdown;
use crate::site::view;

/// Digests and series that are shown.
const DIGESTS: usize = 10;
const SERIES: usize = 20;
/// Weeks that are drawn.
const WEEKS: usize = 26;

impl Pages<'_> {
    /// The view of the home page.
    pub fn home(&self) -> view::Home {
        let catalog = self.site.catalog;
        let intro =
            self.site.content.pages.iter().find(|page| page.path == "_index" && page.front.digest.is_none());
        let description = format!(
            "{} of patch mailing lists: {}, {}.",
            plural(catalog.digests.len(), "digest", "digests"),
            plural(catalog.series.len(), "series", "series"),
            plural(catalog.authors.len(), "author", "authors")
        );
        view::Home {
            page: self.page(&Job::Home, "home", self.site.title, &description),
            week: self.week(),
            weeks: self.weeks(),
            digests: self.newest_digests(DIGESTS).iter().map(|&at| self.digest_row(at)).collect(),
            series: self.moved.iter().take(SERIES).map(|&at| self.series_row(at)).collect(),
            totals: self.totals(),
            intro_html: intro.map(|page| markdown::to_html(&page.markdown)),
        }
    }

    /// When each patch mail came, and when each other mail.
    fn arrivals(&self) -> (impl Iterator<Item = (PatchAt, i64)>, impl Iterator<Item = (ReplyAt, i64)>) {
        let catalog = self.site.catalog;
        let patches = catalog.patches.positions().map(|at| (at, catalog.entry(at).sent));
        let replies = catalog.replies.positions().map(|at| (at, catalog.reply(at).sent));
        (patches, replies)
    }

    fn week(&self) -> Option<view::Week> {
        let catalog = self.site.catalog;
        let week = Axis::weeks(catalog.now, 1);
        let (patches, replies) = self.arrivals();
        let this_week = |time: i64| week.place(time).is_some();
        let patches: Vec<PatchAt> = patches.filter(|&(_, time)| this_week(time)).map(|(at, _)| at).collect();
        let replies: BTreeSet<ReplyAt> =
            replies.filter(|&(_, time)| this_week(time)).map(|(at, _)| at).collect();
        let people: BTreeSet<AuthorAt> = patches.iter().map(|&at| catalog.patches[at].author).collect();
        let of_series = |at: PatchAt| (catalog.patches[at].series, catalog.patches[at].revision);
        let revisions: BTreeSet<(SeriesAt, RevisionAt)> = patches.iter().map(|&at| of_series(at)).collect();
        let series: BTreeSet<SeriesAt> = revisions.iter().map(|&(series, _)| series).collect();
        let goes_on = |series: &&SeriesAt| {
            let mut revisions = revisions.iter().filter(|(of, _)| of == *series);
            revisions.all(|&(series, revision)| catalog.series[series].revisions.before(revision).is_some())
        };
        let revised = series.iter().filter(goes_on).count();
        let is_taken = |life: &&Life| life.applied.iter().any(|applied| replies.contains(&applied.reply));
        let here = |at: &DigestAt| !catalog.digests[*at].overlaps && this_week(catalog.digests[*at].until);
        let digests: Vec<DigestAt> = catalog.digests.positions().filter(here).collect();
        (!catalog.digests.is_empty()).then(|| view::Week {
            until: day(catalog.now),
            mails: patches.len() + replies.len(),
            patches: patches.len(),
            people: people.len(),
            new: series.len() - revised,
            revised,
            taken: catalog.lives.iter().filter(is_taken).count(),
            merged: digests.iter().map(|&at| catalog.digests[at].digest.merged.len()).sum(),
            discussions: digests.iter().map(|&at| self.discussions(at).len()).sum(),
        })
    }

    fn weeks(&self) -> Option<view::Chart> {
        let (patches, replies) = self.arrivals();
        let patches: Vec<i64> = patches.map(|(_, time)| time).collect();
        let mails = patches.iter().copied().chain(replies.map(|(_, time)| time)).map(|time| (0, time));
        let events = mails.chain(patches.iter().map(|&time| (1, time)));
        let buckets = Axis::weeks(self.site.catalog.now, WEEKS).count(2, events);
        let label = format!("Mails and patches of the last {WEEKS} weeks");
        chart::columns(
            label,
            buckets,
            &["mails", "patches"],
            &[["mail", "mails"], ["patch mail", "patch mails"]],
        )
    }
}
