//! A subsystem's page.

use std::cmp::Reverse;

use super::context::Context;
use super::head::head;
use super::page::{Job, Page, StatisticsOf, has_queue};
use super::parts::{part_of, shelf};
use super::pieces::charts;
use super::pieces::people::contributors;
use super::pieces::rows;
use super::pieces::sections;
use super::subsystems;
use super::title::{counted, link};
use crate::catalog::statistics::has_figures;
use crate::catalog::{AuthorAt, SeriesAt, State, SubsystemAt};
use crate::site::chart::{self, Bucket};
use crate::site::route;
use crate::site::view::{self, Hyperlink, SubsystemFacts};

/// People named on a subsystem's page.
const PEOPLE: usize = 15;

/// Versions that have a column of their own in the picture of versions; it fits all labels.
const MOST_VERSIONS: usize = 9;

/// The view of a subsystem's page.
pub fn view(context: &Context, at: SubsystemAt) -> view::SubsystemPage {
    let subsystem = &context.catalog.subsystems[at];
    let name = context.subsystem_name(at);
    let series = context.count("count-patch-series", subsystem.series.len());
    let about = [("series", (&series).into()), ("name", (&name).into())];
    let description = context.say("subsystem-about", &about);
    let job = Job::first(Page::Subsystem(at));
    let (children, single) = subsystems::children(context, at);
    let person = |&(author, patches): &(AuthorAt, usize)| (context.author_person(author), patches);
    let people = subsystem.people.iter().take(PEOPLE);
    let here = part_of(&subsystem.series, 1).iter();
    view::SubsystemPage {
        page: head(context, job, &name, &description),
        name,
        up: up(context, at),
        children,
        single,
        children_total: subsystem.children.len(),
        queue: has_queue(context.catalog, at).then(|| {
            let href = Page::Queue(Some(at)).href(context);
            counted(&context.text("nav-queue"), href, context.queue(Some(at)).len())
        }),
        statistics: has_figures(subsystem).then(|| {
            link(&context.text("statistics"), Page::Statistics(StatisticsOf::Subsystem(at)).href(context))
        }),
        people: contributors(people.map(person).collect()),
        facts: facts(context, at),
        series: here.map(|&series| rows::series(context, series)).collect(),
        total: subsystem.series.len(),
        shelf: shelf(&context.subsystem_href(at), 0, subsystem.series.len()),
    }
}

/// The way to it from the list of all subsystems.
fn up(context: &Context, at: SubsystemAt) -> Vec<Hyperlink> {
    let catalog = context.catalog;
    let above = std::iter::successors(catalog.subsystem_above(at), |&above| catalog.subsystem_above(above));
    let above = above.map(|at| link(&context.own_name(at), context.subsystem_href(at)));
    let mut up: Vec<Hyperlink> =
        above.chain([link(&context.text("nav-subsystems"), route::ALL_SUBSYSTEMS.to_owned())]).collect();
    up.reverse();
    up
}

/// What else the page shows than the series themselves.
fn facts(context: &Context, at: SubsystemAt) -> SubsystemFacts {
    let subsystem = &context.catalog.subsystems[at];
    SubsystemFacts {
        sections: subsystem.sections.iter().filter_map(|&at| sections::row(context, at)).collect(),
        activity: activity(context, at),
        versions: versions(context, &subsystem.series),
        standing: standing(context, &subsystem.series),
    }
}

/// Patches of the subsystem's series over the years. A series may have patches of several subsystems.
fn activity(context: &Context, at: SubsystemAt) -> Option<view::Chart> {
    let catalog = context.catalog;
    let patches = catalog.subsystems[at].series.iter().flat_map(|&at| catalog.series[at].mails());
    charts::activity(context, patches)
}

/// How many series took how many versions so far.
fn versions(context: &Context, series: &[SeriesAt]) -> Option<view::Chart> {
    let mut counts = vec![0; MOST_VERSIONS];
    for &at in series {
        let version = context.catalog.series[at].newest().version.number as usize;
        counts[version.clamp(1, MOST_VERSIONS) - 1] += 1;
    }
    let bucket = |(at, count): (usize, usize)| {
        let (name, tick) = (format!("v{}", at + 1), (at + 1).to_string());
        let (name, tick) = match at + 1 {
            MOST_VERSIONS => (context.say("and-later", &[("version", (&name).into())]), tick + "+"),
            _ => (name, tick),
        };
        Bucket { name, tick: Some(tick), counts: vec![count] }
    };
    let used = counts.iter().rposition(|&count| count > 0).map_or(0, |last| last + 1);
    let buckets = counts.into_iter().take(used).enumerate().map(bucket).collect();
    let counted = chart::Counted { language: context.site.language, ids: &["count-series"] };
    chart::columns(context.text("by-newest-version"), buckets, &["series"], counted)
}

/// Series by what is to be done about them.
#[derive(Default)]
struct ByNeed {
    waiting: Vec<SeriesAt>,
    discussed: Vec<SeriesAt>,
    taken: Vec<SeriesAt>,
}

impl ByNeed {
    /// Their states alone decide: what was lately would be another thing each day.
    fn of(context: &Context, series: &[SeriesAt]) -> Self {
        let mut groups = Self::default();
        for &at in series {
            match context.catalog.lives[at].state {
                State::Waiting => groups.waiting.push(at),
                State::Discussed => groups.discussed.push(at),
                State::Applied | State::Merged => groups.taken.push(at),
                State::Quiet | State::Backport => {}
            }
        }
        groups
    }
}

/// What waits for review, what is talked about, and what was taken up.
fn standing(context: &Context, series: &[SeriesAt]) -> Vec<view::SeriesGroup> {
    let catalog = context.catalog;
    let ByNeed { mut waiting, mut discussed, mut taken } = ByNeed::of(context, series);
    waiting.sort_by_key(|&at| (catalog.moved(at), at));
    discussed.sort_by_key(|&at| (Reverse(catalog.lives[at].replies.len()), at));
    taken.sort_by_key(|&at| (Reverse(catalog.lives[at].last), at));
    let group = |title, order, empty, series: &[SeriesAt]| rows::group(context, title, order, empty, series);
    vec![
        group("waiting-series", "order-oldest", "no-waiting-series", &waiting),
        group("discussed-series", "order-replies", "no-discussed-series", &discussed),
        group("last-taken", "order-newest", "none-taken", &taken),
    ]
}
