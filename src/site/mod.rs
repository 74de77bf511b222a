//! The catalog becomes a site: pages, texts, feeds, files.
//!
//! 1. [`route`] knows every address; [`assets`] every template and file.
//! 2. `pages` turns each part of the catalog into a [`view`], with the pictures of `chart`; `render` the view into HTML.
//! 3. `feed` makes feeds of the newest parts, `sitemap` tells search engines what there is.
//! 4. [`output`](crate::output) takes the files, and makes of them the site that stands.
//!
//! Each page is made by itself, from the catalog alone: they are made in parallel, in any order.

mod address;
pub mod assets;
mod chart;
mod feed;
mod markdown;
mod pages;
mod render;
pub mod route;
mod sitemap;
pub mod text;
pub mod view;

use rayon::prelude::*;

use crate::catalog::{Catalog, List};
use crate::config::Addresses;
use crate::content::Content;
use crate::error::Result;
use crate::output::Output;
use crate::position::Table;
use crate::progress::Progress;
use crate::spool::Spool;

pub use assets::{Asset, Assets};
use feed::Feeds;
use pages::{Job, Pages};
pub use render::Renderer;

/// What a site is made of.
pub struct Site<'a> {
    pub title: &'a str,
    /// Ends in `/`.
    pub base_url: &'a str,
    pub language: &'a str,
    pub accent: &'a str,
    pub addresses: Addresses,
    /// What the ids of feeds begin with.
    pub feed_id: &'a str,
    /// For how many months after something was last posted or said a series and its authors have a feed.
    pub feed_months: u32,
    pub lists: &'a Table<List>,
    pub catalog: &'a Catalog<'a>,
    pub content: &'a Content,
    /// The texts of the entries.
    pub spool: &'a Spool,
}

/// Writes all files of the site, and gives the number of its pages.
pub fn write(
    site: &Site,
    mut renderer: Renderer,
    static_files: Assets,
    output: &Output,
    progress: &dyn Progress,
) -> Result<usize> {
    let pages = Pages::new(site)?;
    let style = write_static_files(site, static_files, output)?;
    renderer.share(&pages.site_view(style));
    let jobs = pages.jobs();
    let feeds = Feeds::new(&pages, &renderer)?;
    progress.stage("writing pages", Some((jobs.len() + feeds.len()) as u64));
    write_all(jobs.len(), |at| make(&pages, &renderer, &jobs[at]), output, progress)?;
    write_all(feeds.len(), |at| Ok(feeds.files(at)), output, progress)?;
    let map: Vec<sitemap::Row> = jobs
        .iter()
        .filter(|job| !matches!(job, Job::NotFound | Job::Moved(..)))
        .map(|job| (pages.href(job), pages.changed(job)))
        .collect();
    sitemap::files(site.base_url, &map).iter().try_for_each(|(path, bytes)| output.write(path, bytes))?;
    output.write(route::OPEN_SEARCH, renderer.render("opensearch.xml", &pages.open_search())?.as_bytes())?;
    output.write(route::OPML, feed::clean(renderer.render("opml.xml", &pages.opml())?).as_bytes())?;
    Ok(jobs.len())
}

/// Makes and writes files in parallel. Of several errors the first in the order of the work is told, not the first in
/// time.
fn write_all(
    count: usize,
    make: impl Fn(usize) -> Result<Vec<(String, Vec<u8>)>> + Sync,
    output: &Output,
    progress: &dyn Progress,
) -> Result<()> {
    let write = |at: usize| {
        make(at)?.iter().try_for_each(|(path, bytes)| output.write(path, bytes))?;
        progress.advance(1);
        Ok(())
    };
    let results: Vec<Result<()>> = (0..count).into_par_iter().map(write).collect();
    results.into_iter().collect()
}

/// Writes what is not a page, and gives the address of the style sheet, which ends in the colours of the configuration:
/// its name tells what is in it, so that a browser may keep it. Scripts load each other by name and keep theirs.
fn write_static_files(site: &Site, mut files: Assets, output: &Output) -> Result<String> {
    if !files.contains_key(route::ROBOTS) {
        output.write(route::ROBOTS, sitemap::robots(site.base_url).as_bytes())?;
    }
    let mut style = files.remove(route::STYLE).map_or_else(Vec::new, |asset| asset.bytes.into_owned());
    style.extend_from_slice(format!("\n:root {{ --accent: {} }}\n", site.accent).as_bytes());
    let path = route::asset(route::STYLE, &style);
    output.write(&path, &style)?;
    files.iter().try_for_each(|(path, asset)| output.write(path, &asset.bytes))?;
    Ok(path)
}

/// The files of one job.
fn make(pages: &Pages, renderer: &Renderer, job: &Job) -> Result<Vec<(String, Vec<u8>)>> {
    let href = pages.href(job);
    let mut beside = Vec::new();
    let html = match job {
        Job::Home => renderer.render("home.html", &pages.home()),
        Job::Digests { list, year, month, part } => {
            renderer.render("digests.html", &pages.digests(*list, *year, *month, *part))
        }
        Job::Digest(digest, part) => {
            let (view, files) = pages.digest(*digest, *part)?;
            beside = files;
            renderer.render("digest.html", &view)
        }
        Job::Series(series, part) => {
            beside.extend((*part == 1).then(|| (route::JSON, pages.series_json(*series))));
            renderer.render("series.html", &pages.series(*series, *part)?)
        }
        Job::Author(author, part) => {
            beside.extend((*part == 1).then(|| (route::JSON, pages.author_json(*author))));
            renderer.render("author.html", &pages.author(*author, *part))
        }
        Job::Moved(author, number) => {
            beside.push((route::JSON, pages.author_json(*author)));
            renderer.render("moved.html", &pages.moved(*author, *number))
        }
        Job::Subsystem(subsystem, part) => {
            renderer.render("subsystem.html", &pages.subsystem(*subsystem, *part))
        }
        Job::Domain(domain, part) => renderer.render("domain.html", &pages.domain(*domain, *part)),
        Job::AllSeries(part) => renderer.render("list.html", &pages.all_series(*part)),
        Job::AllAuthors(part) => renderer.render("people.html", &pages.all_authors(*part)),
        Job::AllSubsystems(part) => renderer.render("index.html", &pages.all_subsystems(*part)),
        Job::AllDomains(part) => renderer.render("index.html", &pages.all_domains(*part)),
        Job::Markdown(page) => renderer.render("page.html", &pages.markdown(*page)),
        Job::Search => renderer.render("search.html", &pages.search()),
        Job::Subscribe => renderer.render("subscribe.html", &pages.subscribe()),
        Job::Developers => renderer.render("developers.html", &pages.developers()),
        Job::NotFound => renderer.render("404.html", &pages.not_found()),
    }?;
    let beside = beside.into_iter().map(|(name, text)| (format!("{href}{name}"), text.into_bytes()));
    Ok(std::iter::once((route::file(&href), html.into_bytes())).chain(beside).collect())
}
