//! A subsystem's page.

use super::people::contributors;
use super::{Job, Pages, link, pager, part_of, plural};
use crate::catalog::{AuthorAt, Section, SeriesAt, State, SubsystemAt};
use crate::mail::Address;
use crate::maintainers;
use crate::site::chart::{self, Bucket};
use crate::site::route;
use crate::site::view;

/// What was taken up or talked about so many seconds before the newest mail is recent.
const RECENT: i64 = 60 * 86_400;

/// People named on a subsystem's page.
const PEOPLE: usize = 15;

/// Subsystems named on one page.
const MOST_NAMED: usize = 500;

/// Versions that have a column of their own in the picture of versions; it fits all labels.
const MOST_VERSIONS: usize = 9;

impl Pages<'_> {
    /// The view of a part of a subsystem's page.
    pub fn subsystem(&self, at: SubsystemAt, part: usize) -> view::Subsystem {
        let subsystems = &self.site.catalog.subsystems;
        let subsystem = &subsystems[at];
        let name = self.subsystem_name(at);
        let series = plural(subsystem.series.len(), "patch series", "patch series");
        let mut up = Vec::new();
        let mut above = subsystem.parent;
        while let Some(parent) = above {
            up.push(link(&subsystems[parent].name, route::subsystem(&subsystems[parent].path)));
            above = subsystems[parent].parent;
        }
        up.push(link("Subsystems", route::ALL_SUBSYSTEMS.to_owned()));
        up.reverse();
        let (children, single) = self.children(at);
        let person = |&(author, patches): &(AuthorAt, usize)| (self.author_person(author), patches);
        let sections = match part {
            1 => subsystem.sections.iter().filter_map(|&at| self.section(at)).collect(),
            _ => Vec::new(),
        };
        view::Subsystem {
            page: self.page(&Job::Subsystem(at, part), "subsystems", &name, &format!("{series} of {name}.")),
            name,
            sections,
            up,
            children,
            single,
            children_total: subsystem.children.len(),
            activity: if part == 1 { self.activity_in(at) } else { None },
            versions: if part == 1 { self.versions_of(&subsystem.series) } else { None },
            people: contributors(subsystem.people.iter().take(PEOPLE).map(person).collect()),
            standing: if part == 1 { self.standing(&subsystem.series) } else { Vec::new() },
            series: part_of(&subsystem.series, part).iter().map(|&series| self.series_row(series)).collect(),
            pager: pager(&route::subsystem(&subsystem.path), part, subsystem.series.len()),
        }
    }

    /// Patches of the subsystem's series over the years. A series may have patches of several subsystems.
    fn activity_in(&self, at: SubsystemAt) -> Option<view::Chart> {
        let catalog = self.site.catalog;
        let patches = catalog.subsystems[at].series.iter().flat_map(|&at| catalog.series[at].mails());
        self.activity(patches)
    }

    /// How many series took how many versions so far.
    fn versions_of(&self, series: &[SeriesAt]) -> Option<view::Chart> {
        let mut counts = vec![0; MOST_VERSIONS];
        for &at in series {
            let version = self.site.catalog.series[at].newest().version.number as usize;
            counts[version.clamp(1, MOST_VERSIONS) - 1] += 1;
        }
        let bucket = |(at, count): (usize, usize)| {
            let more = if at + 1 == MOST_VERSIONS { " and later" } else { "" };
            let name = format!("v{}{more}", at + 1);
            let tick = format!("{}{}", at + 1, if more.is_empty() { "" } else { "+" });
            Bucket { name, tick: Some(tick), counts: vec![count] }
        };
        let used = counts.iter().rposition(|&count| count > 0).map_or(0, |last| last + 1);
        let buckets = counts.into_iter().take(used).enumerate().map(bucket).collect();
        let label = "Series by their newest version".to_owned();
        chart::columns(label, buckets, &["series"], &[["series", "series"]])
    }

    /// As many of these subsystems as a page names: those of most series, in their own order.
    pub(super) fn largest(&self, subsystems: &[SubsystemAt]) -> Vec<SubsystemAt> {
        let mut largest = subsystems.to_vec();
        largest.sort_by_key(|&at| std::cmp::Reverse(self.site.catalog.subsystems[at].series.len()));
        largest.truncate(MOST_NAMED);
        largest.sort_unstable();
        largest
    }

    /// What waits for review, what was taken up lately, and what is talked about.
    fn standing(&self, series: &[SeriesAt]) -> Vec<view::Standing> {
        let catalog = self.site.catalog;
        let in_state = |states: &[State]| {
            series.iter().copied().filter(|&at| states.contains(&catalog.lives[at].state)).collect::<Vec<_>>()
        };
        let recent = |at: &SeriesAt| catalog.now - catalog.lives[*at].last <= RECENT;
        let mut waiting = in_state(&[State::Waiting]);
        waiting.sort_by_key(|&at| (catalog.moved(at), at));
        let mut taken = in_state(&[State::Applied, State::Merged]);
        taken.retain(recent);
        taken.sort_by_key(|&at| (std::cmp::Reverse(catalog.lives[at].last), at));
        let mut discussed = in_state(&[State::Discussed]);
        discussed.retain(recent);
        discussed.sort_by_key(|&at| (std::cmp::Reverse(catalog.lives[at].replies.len()), at));
        vec![
            self.group(
                "Waiting for review",
                "the oldest first",
                "Nothing waits for a first answer.",
                &waiting,
            ),
            self.group("Most discussed", "most replies first", "Nothing is under discussion.", &discussed),
            self.group("Taken up recently", "the newest first", "Nothing was taken up recently.", &taken),
        ]
    }

    /// What a `MAINTAINERS` file says; nothing where the list has none.
    fn said(&self, at: Section) -> Option<&maintainers::Section> {
        self.site.lists[at.list].maintainers.as_ref()?.list().get(at.position)
    }

    pub(super) fn section_title(&self, at: Section) -> Option<String> {
        self.said(at).map(|section| self.shown(&section.title))
    }

    fn section(&self, at: Section) -> Option<view::Section> {
        let section = self.said(at)?;
        let people = |people: &[Address]| people.iter().map(|person| self.person(person)).collect();
        Some(view::Section {
            title: self.shown(&section.title),
            status: section.status.as_deref().map(|status| self.shown(status)),
            maintainers: people(&section.maintainers),
            reviewers: people(&section.reviewers),
            lists: section.lists.clone(),
            trees: section.trees.iter().map(|tree| self.shown(tree)).collect(),
        })
    }
}
