//! A subsystem's page.

use super::{Job, Pages, counted, link, pager, part_of, plural};
use crate::site::route;
use crate::site::view;

/// People named on a subsystem's page.
const PEOPLE: usize = 15;

impl Pages<'_> {
    /// The view of a part of a subsystem's page.
    pub fn subsystem(&self, at: usize, part: usize) -> view::Subsystem {
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
        let child = |&at: &usize| {
            let child = &subsystems[at];
            counted(&child.name, route::subsystem(&child.path), child.series.len())
        };
        let person = |&(author, patches): &(usize, usize)| view::Contributor {
            person: self.author_person(author),
            patches,
        };
        view::Subsystem {
            page: self.page(&Job::Subsystem(at, part), "subsystems", &name, &format!("{series} of {name}.")),
            name,
            up,
            children: subsystem.children.iter().map(child).collect(),
            people: subsystem.people.iter().take(PEOPLE).map(person).collect(),
            series: part_of(&subsystem.series, part).iter().map(|&series| self.series_row(series)).collect(),
            pager: pager(&route::subsystem(&subsystem.path), part, subsystem.series.len()),
        }
    }
}
