//! What pages say of backports: whose work it is, who sent it, and for which tree.

use super::{Pages, link};
use crate::archive::short_id;
use crate::catalog::{AuthorAt, SeriesAt};
use crate::site::view::{Link, Person, Standing};

/// Originals named of one series.
const COMMITS: usize = 5;

impl Pages<'_> {
    /// Who sent a backport of somebody else's work.
    pub(super) fn sent_by(&self, series: SeriesAt) -> Option<Person> {
        let backport = self.site.catalog.backport(series)?;
        backport.sender.map(|sender| self.person(sender))
    }

    /// `backport to 5.10`
    pub(super) fn backport_text(&self, series: SeriesAt) -> String {
        match self.site.catalog.backport(series) {
            Some(backport) if !backport.tree.is_empty() => {
                format!("backport to {}", self.shown(backport.tree))
            }
            _ => "backport".to_owned(),
        }
    }

    /// The first commits of the project that a backport copies, with their addresses where the list has such.
    pub(super) fn upstream(&self, series: SeriesAt) -> Vec<Link> {
        let catalog = self.site.catalog;
        let Some(backport) = catalog.backport(series) else { return Vec::new() };
        let first = catalog.series[series].newest().mails[0];
        let commits = self.site.lists[catalog.list_of(first)].commits.as_ref();
        let href = |commit: &str| commits.map_or_else(String::new, |url| format!("{url}{commit}"));
        let named = backport.upstream.iter().take(COMMITS);
        named.map(|&commit| link(&short_id(commit), href(commit))).collect()
    }

    /// Backports of an author's patches that others sent; for the first page only.
    pub(super) fn backported(&self, author: AuthorAt, part: usize) -> Standing {
        let catalog = self.site.catalog;
        let sent_by_others = |&at: &SeriesAt| {
            let sender = catalog.backport(at).and_then(|backport| backport.sender);
            sender.is_some_and(|sender| catalog.author(sender) != Some(author))
        };
        let series = catalog.authors[author].series.iter().copied().filter(sent_by_others);
        let series: Vec<SeriesAt> = if part == 1 { series.collect() } else { Vec::new() };
        self.group("Backports of their patches", "sent by others, most recently updated first", "", &series)
    }

    /// Backports that an author sent of what others wrote; for the first page only.
    pub(super) fn sent(&self, author: AuthorAt, part: usize) -> Standing {
        let series: &[SeriesAt] = if part == 1 { &self.site.catalog.sent_for_others[author] } else { &[] };
        self.group("Backports they sent", "written by others, most recently updated first", "", series)
    }
}
