//! Lists of subsystems: what a single series names, such as a test's number or a misspelt word, is listed separately.

use super::{Job, Pages, clip, counted, pager, part_of, plural};
use crate::catalog::SubsystemAt;
use crate::site::route;
use crate::site::view::{self, Counted, IndexRow};

impl Pages<'_> {
    /// The view of a part of the list of all subsystems: first those of several series, as a tree, then the others.
    pub fn all_subsystems(&self, part: usize) -> view::Index {
        let subsystems = &self.site.catalog.subsystems;
        let all: Vec<SubsystemAt> = subsystems.positions().collect();
        let (several, single) = self.by_use(&all);
        let folded = several.len();
        let order: Vec<(SubsystemAt, bool)> = several
            .into_iter()
            .map(|at| (at, false))
            .chain(single.into_iter().map(|at| (at, folded > 0)))
            .collect();
        let row = |at: SubsystemAt, single: bool| IndexRow {
            title: clip(&if single { self.subsystem_name(at) } else { subsystems[at].name.clone() }),
            href: route::subsystem(&subsystems[at].path),
            count: subsystems[at].series.len(),
            depth: if single { 0 } else { subsystems[at].path.len() - 1 },
        };
        let rows = |single: bool| {
            let here = part_of(&order, part).iter().filter(move |(_, is_single)| *is_single == single);
            here.map(|&(at, single)| row(at, single)).collect()
        };
        let description = format!(
            "All {}, by name, with their series.",
            plural(subsystems.len(), "subsystem", "subsystems")
        );
        view::Index {
            page: self.page(&Job::AllSubsystems(part), "subsystems", "Subsystems", &description),
            rows: rows(false),
            single: rows(true),
            pager: pager(route::ALL_SUBSYSTEMS, part, subsystems.len()),
        }
    }

    /// The parts of a subsystem, as many as a page names: those of several series, and the others.
    pub(super) fn children(&self, at: SubsystemAt) -> (Vec<Counted>, Vec<Counted>) {
        let subsystems = &self.site.catalog.subsystems;
        let child = |at: SubsystemAt| {
            let child = &subsystems[at];
            counted(&child.name, route::subsystem(&child.path), child.series.len())
        };
        let (several, single) = self.by_use(&self.largest(&subsystems[at].children));
        let children = |of: Vec<SubsystemAt>| of.into_iter().map(child).collect();
        if several.is_empty() {
            (children(single), Vec::new())
        } else {
            (children(several), children(single))
        }
    }

    /// Subsystems of several series, and the others, in their order.
    fn by_use(&self, subsystems: &[SubsystemAt]) -> (Vec<SubsystemAt>, Vec<SubsystemAt>) {
        subsystems.iter().partition(|&&at| self.site.catalog.subsystems[at].series.len() > 1)
    }
}
