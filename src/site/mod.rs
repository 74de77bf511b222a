//! The catalog becomes a site: pages, texts, feed, files.
//!
//! 1. [`route`] knows every address; [`assets`] every template and file.
//! 2. `pages` turns each part of the catalog into a [`view`], `render` the view into HTML.
//! 3. [`out`] writes it, and takes away what is no longer part of the site.
//!
//! Each page is made by itself, from the catalog alone: they are made in parallel, in any order.

mod address;
pub mod assets;
mod feed;
mod markdown;
pub mod out;
mod pages;
mod render;
pub mod route;
pub mod text;
pub mod view;

use std::sync::Arc;

use rayon::prelude::*;

use crate::catalog::Catalog;
use crate::config::Addresses;
use crate::content::Content;
use crate::error::Result;
use crate::maintainers::Maintainers;
use crate::progress::Progress;
use crate::spool::{Bodies, Spool};

pub use assets::{Asset, Assets};
pub use out::{Output, Written};
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
    pub lists: &'a [List],
    pub catalog: &'a Catalog<'a>,
    pub content: &'a Content,
    /// The bodies of each digest's entries.
    pub spool: &'a Spool,
    pub bodies: &'a [Bodies],
}

/// A mailing list.
#[derive(Debug, Clone)]
pub struct List {
    pub name: String,
    /// Its public archive, ending in `/`.
    pub url: Option<String>,
    /// Where a commit of its project is shown: the commit's id is added.
    pub commits: Option<String>,
    /// The `MAINTAINERS` file of its project.
    pub maintainers: Option<Arc<Maintainers>>,
}

/// Writes the site.
pub fn write(
    site: &Site,
    mut renderer: Renderer,
    static_files: Assets,
    output: Output,
    progress: &dyn Progress,
) -> Result<Written> {
    let pages = Pages::new(site)?;
    renderer.share(&pages.site_view());
    let jobs = pages.jobs();
    progress.stage("writing pages", Some(jobs.len() as u64));
    // Of several errors the first in the order of the jobs is told, not the first in time.
    let results: Vec<Result<()>> = jobs
        .par_iter()
        .map(|job| {
            for (path, bytes) in make(&pages, &renderer, job)? {
                output.write(&path, &bytes)?;
            }
            progress.advance(1);
            Ok(())
        })
        .collect();
    results.into_iter().collect::<Result<()>>()?;
    for (path, asset) in static_files {
        output.write(&path, &asset.bytes)?;
    }
    output.write(route::THEME, format!(":root {{ --accent: {}; }}\n", site.accent).as_bytes())?;
    output.write(route::OPEN_SEARCH, renderer.render("opensearch.xml", &pages.open_search())?.as_bytes())?;
    output.write(route::FEED, feed::atom(&pages, &renderer)?.as_bytes())?;
    output.finish(jobs.len())
}

/// The files of one job.
fn make(pages: &Pages, renderer: &Renderer, job: &Job) -> Result<Vec<(String, Vec<u8>)>> {
    let href = pages.href(job);
    let html = match job {
        Job::Home => renderer.render("home.html", &pages.home()),
        Job::Digests { list, year, month } => {
            renderer.render("digests.html", &pages.digests(*list, *year, *month))
        }
        Job::Digest(digest) => {
            let (view, files) = pages.digest(*digest)?;
            let page = renderer.render("digest.html", &view)?;
            let beside = files.into_iter().map(|(name, text)| (format!("{href}{name}"), text.into_bytes()));
            return Ok(std::iter::once((route::file(&href), page.into_bytes())).chain(beside).collect());
        }
        Job::Series(series) => renderer.render("series.html", &pages.series(*series)?),
        Job::Author(author, part) => renderer.render("author.html", &pages.author(*author, *part)),
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
        Job::NotFound => renderer.render("404.html", &pages.not_found()),
    }?;
    Ok(vec![(route::file(&href), html.into_bytes())])
}
