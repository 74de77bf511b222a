//! What waits, and for whom: the open series of the whole site and of each subsystem, the oldest wait first.
//!
//! A wait begins when the newest version is sent. Nothing is said of how long it has lasted: that would be another thing each day.

use serde::Serialize;

use super::context::Context;
use super::data;
use super::head::head;
use super::number::stat;
use super::page::{Job, Page};
use super::parts::{pager, part_of};
use super::pieces::comments;
use super::pieces::state;
use super::pieces::versions;
use super::title::link;
use crate::catalog::{Patch, PatchAt, ReplyAt, Series, SeriesAt, Subsystem, SubsystemAt};
use crate::digest::Revision;
use crate::digest::key::Key;
use crate::mail::Address;
use crate::site::route;
use crate::site::view::{self, Hyperlink, PersonLink};

/// People named who look after the files of a series.
const ASKED: usize = 3;

/// The view of a part of a queue.
pub fn view(context: &Context, of: Option<SubsystemAt>, part: usize) -> view::QueuePage {
    let series = context.queue(of);
    let job = Job { page: Page::Queue(of), part };
    let href = job.page.href(context);
    let count = context.count("count-open-series", series.len());
    let name = of.map(|at| context.subsystem_name(at));
    let title =
        name.as_ref().map_or_else(|| context.text("nav-queue"), |name| context.named("queue-of", name));
    let description = match name {
        Some(name) => context.say("queue-about-of", &[("series", (&count).into()), ("name", (&name).into())]),
        None => context.say("queue-about", &[("series", (&count).into())]),
    };
    let here = part_of(&series, part);
    view::QueuePage {
        page: head(context, job, &title, &description),
        up: of.map_or_else(Vec::new, |at| up(context, at)),
        rows: here.iter().map(|&at| row(context, at)).collect(),
        pager: pager(&href, part, series.len()),
        until: here.iter().map(|&at| context.catalog.lives[at].last).max().map(|last| context.day(last)),
        json_href: format!("{href}{}", route::JSON),
    }
}

fn up(context: &Context, at: SubsystemAt) -> Vec<Hyperlink> {
    vec![
        link(&context.text("nav-queue"), route::QUEUE.to_owned()),
        link(&context.subsystem_name(at), context.subsystem_href(at)),
    ]
}

fn row(context: &Context, at: SeriesAt) -> view::QueueRow {
    let catalog = context.catalog;
    let newest = catalog.series[at].newest();
    let head = catalog.entry(newest.mails[0]);
    let mut asked = asked(context, newest);
    let more_asked = asked.len().saturating_sub(ASKED);
    asked.truncate(ASKED);
    let spoke = last_reply(context, at);
    view::QueueRow {
        title: context.shown(&catalog.series[at].title),
        href: context.series_href(at),
        state: state::of_series(context, at),
        version: format!("v{}", newest.version),
        tags: context.tags(&head.tags),
        patches: versions::patches(catalog, newest).len(),
        stat: stat(versions::size(catalog, newest)),
        author: context.person(&head.author),
        company: match catalog.companies.of(catalog.shown_domain(&head.author)) {
            "" => context.text("unknown-name"),
            company => context.shown(company),
        },
        company_href: catalog.domain_of(&head.author).map(|at| Page::Domain(at).href(context)),
        since: context.day(catalog.moved(at)),
        subsystems: context.subsystem_links(at),
        asked,
        more_asked,
        spoke: spoke.map(|reply| view::Spoke {
            person: context.person(&catalog.reply(reply).author),
            time: context.day(catalog.reply(reply).sent),
            is_author: catalog.is_own(reply, newest.mails[0]),
        }),
        unanswered: comments::unanswered(context, at).len(),
        reviewed: reviewed(context, newest),
    }
}

/// The last thing that a person said about the newest version.
fn last_reply(context: &Context, at: SeriesAt) -> Option<ReplyAt> {
    let catalog = context.catalog;
    let newest = catalog.series[at].newest();
    let is_about_newest = |&reply: &ReplyAt| {
        let patch = catalog.replies[reply].patch;
        catalog.reply(reply).is_persons() && patch.is_some_and(|patch| newest.mails.contains(&patch))
    };
    catalog.lives[at].replies.iter().copied().rfind(is_about_newest)
}

/// Those who look after the files of a version, as `MAINTAINERS` says, each once; not its author.
fn asked(context: &Context, newest: &Revision<Patch>) -> Vec<PersonLink> {
    let catalog = context.catalog;
    let head = catalog.entry(newest.mails[0]);
    let mut asked: Vec<&Address> = Vec::new();
    for &mail in &newest.mails {
        let Some(file) = &context.site.lists[catalog.list_of(mail)].maintainers else { continue };
        // The first section fits best; the others are of what is around it.
        let section = catalog.entry(mail).sections.first().and_then(|&section| file.list().get(section));
        let people =
            section.into_iter().flat_map(|section| section.maintainers.iter().chain(&section.reviewers));
        for person in people.filter(|person| !person.is_same_person(&head.author)) {
            if !asked.iter().any(|known| known.email == person.email) {
                asked.push(person);
            }
        }
    }
    asked.into_iter().map(|person| context.person(person)).collect()
}

/// How many patches of a version somebody else reviewed or acknowledged.
fn reviewed(context: &Context, newest: &Revision<Patch>) -> usize {
    let catalog = context.catalog;
    let is_reviewed = |&&mail: &&PatchAt| catalog.reviews_of(mail).next().is_some();
    versions::patches(catalog, newest).iter().filter(is_reviewed).count()
}

/// A queue, for programs.
#[derive(Serialize)]
struct Data<'a> {
    schema: u32,
    queue: Vec<Waiting<'a>>,
}

#[derive(Serialize)]
struct Waiting<'a> {
    series: &'a Key<Series>,
    title: String,
    state: &'static str,
    version: String,
    patches: usize,
    reviewed: usize,
    unanswered: usize,
    author: PersonLink,
    company: String,
    company_href: Option<String>,
    /// Days.
    since: String,
    subsystems: Vec<&'a Key<Subsystem>>,
    asked: Vec<PersonLink>,
    spoke: Option<view::Spoke>,
}

/// The whole queue as JSON.
pub fn json(context: &Context, of: Option<SubsystemAt>) -> String {
    let catalog = context.catalog;
    let waiting = |at: SeriesAt| {
        let row = row(context, at);
        Waiting {
            series: &catalog.series[at].key,
            title: row.title,
            state: row.state.word,
            version: row.version,
            patches: row.patches,
            reviewed: row.reviewed,
            unanswered: row.unanswered,
            author: row.author,
            company: row.company,
            company_href: row.company_href,
            since: row.since.iso,
            subsystems: catalog.series[at].subsystems.iter().map(|&at| catalog.subsystem_key(at)).collect(),
            asked: asked(context, catalog.series[at].newest()),
            spoke: row.spoke,
        }
    };
    data::text(&Data { schema: data::SCHEMA, queue: context.queue(of).into_iter().map(waiting).collect() })
}
