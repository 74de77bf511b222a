//! From a job to the files it makes.

use super::author;
use super::context::Context;
use super::data;
use super::digest;
use super::digest_files;
use super::digests;
use super::directory;
use super::domain;
use super::fixed;
use super::home;
use super::lists;
use super::moved;
use super::numbered;
use super::owner;
use super::page::{Job, Page};
use super::queue;
use super::series;
use super::statistics;
use super::subscribe;
use super::subsystem;
use super::subsystems;
use super::watch;
use crate::config::Extra;
use crate::error::Result;
use crate::site::render::Renderer;
use crate::site::route;

/// The paths and the bytes of what a job makes: a part of a page, and with the first part the files next to it.
pub fn files(context: &Context, renderer: &Renderer, job: Job) -> Result<Vec<(String, Vec<u8>)>> {
    let href = job.href(context);
    let html = html(context, renderer, job)?;
    let beside = if job.part == 1 { beside(context, job.page)? } else { Vec::new() };
    let beside = beside.into_iter().map(|(name, text)| (format!("{href}{name}"), text.into_bytes()));
    Ok(std::iter::once((route::file(&href), html.into_bytes())).chain(beside).collect())
}

fn html(context: &Context, renderer: &Renderer, job: Job) -> Result<String> {
    let Job { page, part } = job;
    match page {
        _ if job.is_on_shelf() => renderer.render("numbered.html", &numbered::view(context, job)),
        Page::Home => renderer.render("home.html", &home::view(context)),
        Page::Digests(list, period) => {
            renderer.render("digests.html", &digests::view(context, list, period, part))
        }
        Page::Digest(at) => renderer.render("digest.html", &digest::view(context, at, part)?),
        Page::Series(at) => renderer.render("series.html", &series::view(context, at, part)?),
        Page::Author(at) => renderer.render("author.html", &author::view(context, at)?),
        Page::Moved(..) | Page::MovedDomain(..) => renderer.render("moved.html", &moved::view(context, page)),
        Page::Quarter(at, quarter) => {
            renderer.render("quarter.html", &domain::quarter_view(context, at, quarter))
        }
        Page::Subsystem(at) => renderer.render("subsystem.html", &subsystem::view(context, at)),
        Page::Directory(at) => renderer.render("directory.html", &directory::view(context, at)),
        Page::AllDirectories => renderer.render("directories.html", &directory::all(context)),
        Page::Queue(of) => renderer.render("queue.html", &queue::view(context, of, part)),
        Page::Statistics(of) => renderer.render("statistics.html", &statistics::view(context, of)),
        Page::Domain(at) => renderer.render("domain.html", &domain::view(context, at, part)),
        Page::AllSeries => renderer.render("list.html", &lists::all_series(context)),
        Page::AllAuthors => renderer.render("people.html", &lists::all_authors(context)),
        Page::AllSubsystems => renderer.render("index.html", &subsystems::view(context, part)),
        Page::AllDomains => renderer.render("index.html", &lists::all_domains(context, part)),
        Page::AllWatches => renderer.render("index.html", &watch::all(context, part)),
        Page::Watch(at) => renderer.render("watch.html", &watch::view(context, at)),
        Page::Markdown(at) => renderer.render("page.html", &owner::view(context, at)),
        Page::Search => renderer.render("search.html", &fixed::search(context)),
        Page::SearchSyntax => renderer.render("search-syntax.html", &fixed::search_syntax(context)),
        Page::Subscribe => renderer.render("subscribe.html", &subscribe::view(context)),
        Page::Area => renderer.render("area.html", &fixed::area(context)),
        Page::Developers => renderer.render("developers.html", &fixed::developers(context)),
        Page::NotFound => renderer.render("404.html", &fixed::not_found(context)),
    }
}

/// Names and texts of the files next to a page.
fn beside(context: &Context, page: Page) -> Result<Vec<(&'static str, String)>> {
    Ok(match page {
        Page::Digest(at) => digest_files::files(context, at)?,
        Page::Series(_) if !context.site.has(Extra::SeriesJson) => Vec::new(),
        Page::Author(_) | Page::Moved(..) if !context.site.has(Extra::AuthorJson) => Vec::new(),
        Page::Series(at) => vec![(route::JSON, data::series_json(context, at)?)],
        // Programs that know an old address go on reading.
        Page::Author(at) | Page::Moved(at, _) => vec![(route::JSON, data::author_json(context, at))],
        Page::Statistics(of) => statistics::files(context, of),
        Page::Queue(of) => vec![(route::JSON, queue::json(context, of))],
        Page::Watch(at) => vec![(route::JSON, watch::json(context, at))],
        Page::Home
        | Page::Digests(..)
        | Page::Subsystem(_)
        | Page::Directory(_)
        | Page::Domain(_)
        | Page::MovedDomain(..)
        | Page::Quarter(..)
        | Page::Markdown(_) => Vec::new(),
        Page::AllSeries | Page::AllAuthors | Page::AllSubsystems | Page::AllDomains => Vec::new(),
        Page::AllDirectories | Page::AllWatches => Vec::new(),
        Page::Search | Page::SearchSyntax | Page::Subscribe | Page::Area => Vec::new(),
        Page::Developers | Page::NotFound => Vec::new(),
    })
}
