//! The catalog becomes a site: pages, texts, feeds, files.
//!
//! 1. [`route`] knows every address; [`assets`] every template and file.
//! 2. `pages` turns each part of the catalog into a [`view`], with the pictures of `chart`; `render` the view into HTML.
//! 3. `feeds` makes feeds of the newest parts, in the forms that `feed` knows; `sitemap` lists the pages for search engines.
//! 4. [`output`](crate::output) takes the files and replaces the old site with them.
//!
//! Each page is made by itself, from the catalog alone: they are made in parallel, in any order.

pub mod assets;
mod chart;
mod email_address;
mod feed;
mod feeds;
mod input;
mod markdown;
mod pages;
mod render;
pub mod route;
mod sitemap;
pub mod text;
pub mod view;

use rayon::prelude::*;

use crate::error::Result;
use crate::output::Output;
use crate::progress::Progress;

use assets::Assets;
use feeds::Feeds;
pub use input::Site;
use pages::Context;
pub use render::Renderer;

/// Writes all files of the site, and gives the number of its pages.
pub fn write(
    site: &Site,
    mut renderer: Renderer,
    static_files: Assets,
    output: &Output,
    progress: &dyn Progress,
) -> Result<usize> {
    let context = Context::new(site)?;
    let style = write_static_files(site, static_files, output)?;
    renderer.share(&pages::head::frame(&context, style));
    let jobs = pages::page::jobs(&context);
    let feeds = Feeds::new(&context, &renderer)?;
    progress.stage("writing pages", Some((jobs.len() + feeds.len()) as u64));
    write_all(jobs.len(), |at| pages::make::files(&context, &renderer, jobs[at]), output, progress)?;
    write_all(feeds.len(), |at| feeds.files(at), output, progress)?;
    let listed = jobs.iter().filter(|job| job.page.is_in_sitemap());
    let map: Vec<sitemap::Row> =
        listed.map(|job| (job.href(&context), pages::changed(&context, job.page))).collect();
    sitemap::files(site.base_url, &map).iter().try_for_each(|(path, bytes)| output.write(path, bytes))?;
    let open_search = renderer.render("opensearch.xml", &pages::fixed::open_search(&context))?;
    output.write(route::OPEN_SEARCH, open_search.as_bytes())?;
    let opml = feed::clean(renderer.render("opml.xml", &pages::subscribe::opml(&context))?);
    output.write(route::OPML, opml.as_bytes())?;
    Ok(jobs.len())
}

/// Makes and writes files in parallel. Of several errors it returns the first in the order of the work, not in time.
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
