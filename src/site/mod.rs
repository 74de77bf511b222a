//! The catalog becomes a site: pages, texts, feeds, files.
//!
//! 1. [`route`] knows every address; [`assets`] every template and file.
//! 2. `said` finds out what reviewers said of each series.
//! 3. `pages` turns each part of the catalog into a [`view`], with the pictures of `chart`; `render` the view into HTML.
//! 4. `feeds` makes feeds of the newest parts, in the forms that `feed` knows; `sitemap` lists the pages for search engines.
//! 5. `kept` knows which of them the last build made already: by what they look at (`world`), and by hashes of views (`outline`).
//! 6. [`output`](crate::output) takes the files and replaces the old site with them.
//!
//! Each page is made by itself, from the catalog and texts alone: they are made in parallel, in any order.

pub mod assets;
mod chart;
mod email_address;
mod feed;
mod feeds;
mod input;
mod kept;
mod markdown;
mod outline;
mod pages;
mod render;
pub mod route;
pub mod said;
mod sitemap;
pub mod text;
pub mod view;
mod world;

use std::hash::Hash;

use rayon::prelude::*;

use crate::error::Result;
use crate::output::Output;
use crate::progress::Progress;

use assets::Assets;
use feeds::Feeds;
pub use input::Site;
use kept::Maker;
pub use kept::{KeptSite, PackedSite};
use pages::Context;
pub use pages::Whole;
use pages::texts::Purpose;
pub use render::{Renderer, Templates};

/// What a build made of a site.
pub struct Made {
    pub pages: usize,
    /// What the next build may keep of it.
    pub kept: KeptSite,
}

/// Writes all files of the site.
pub fn write(
    whole: Whole,
    mut templates: Templates,
    static_files: Assets,
    output: &Output,
    last: KeptSite,
    progress: &dyn Progress,
) -> Result<Made> {
    let site = whole.site();
    let context = whole.context(Purpose::Shown);
    let named = write_static_files(site, static_files, output)?;
    let frame = pages::head::frame(&context, named);
    let mut base = site.settings.clone();
    (serde_json::to_string(&frame).expect("texts are JSON"), templates.key()).hash(&mut base);
    templates.share(&frame);
    let renderer = Renderer::Pages(Box::new(templates));
    let jobs = pages::page::jobs(&context);
    let feeds = Feeds::new(&context);
    let outlines = feeds.again();
    progress.stage("writing pages", Some((jobs.len() + feeds.len()) as u64));
    let maker = Maker::new(&whole, &renderer, output, last, base.bytes());
    let page = |at: usize| {
        let make =
            |context: &Context<'_>, renderer: &Renderer| pages::make::files(context, renderer, jobs[at]);
        maker.make(jobs[at].href(&context), make)
    };
    let feed = |at: usize| {
        let make = |context: &Context<'_>, renderer: &Renderer| match renderer {
            Renderer::Outlines => outlines.files(at, context, renderer),
            Renderer::Pages(_) => feeds.files(at, context, renderer),
        };
        maker.make(format!("feed of {}", feeds.href(at, &context)), make)
    };
    // In one go, so that nobody waits for the last page.
    let make = |at: usize| at.checked_sub(jobs.len()).map_or_else(|| page(at), feed);
    all(jobs.len() + feeds.len(), make, progress)?;
    let listed = jobs.iter().filter(|job| job.page.is_in_sitemap());
    let map: Vec<sitemap::Row> =
        listed.map(|job| (job.href(&context), pages::changed(&context, job.page))).collect();
    sitemap::files(site.base_url, &map).iter().try_for_each(|(path, bytes)| output.write(path, bytes))?;
    let open_search = renderer.render("opensearch.xml", &pages::fixed::open_search(&context))?;
    output.write(route::OPEN_SEARCH, open_search.as_bytes())?;
    let opml = feed::clean(renderer.render("opml.xml", &pages::subscribe::opml(&context))?);
    output.write(route::OPML, opml.as_bytes())?;
    Ok(Made { pages: jobs.len(), kept: maker.finish() })
}

/// Jobs that one thread takes at most before others may take over the next ones.
const AT_ONCE: usize = 16;

/// Does work in parallel. Of several errors it returns the first in the order of the work, not in time.
fn all(count: usize, work: impl Fn(usize) -> Result<()> + Sync, progress: &dyn Progress) -> Result<()> {
    let work = |at: usize| {
        work(at)?;
        progress.advance(1);
        Ok(())
    };
    // Some jobs take a hundred times as long as others: a thread that has nothing left finds something to take over.
    let results: Vec<Result<()>> = (0..count).into_par_iter().with_max_len(AT_ONCE).map(work).collect();
    results.into_iter().collect()
}

/// The addresses of files whose names tell what is in them, so that a browser may keep them.
pub struct Named {
    pub style: String,
    pub search_style: String,
    pub search_script: String,
}

/// Writes what is not a page. Style sheets end in the colours of the configuration. Scripts that are loaded by name keep theirs.
fn write_static_files(site: &Site, mut files: Assets, output: &Output) -> Result<Named> {
    if !files.contains_key(route::ROBOTS) {
        output.write(route::ROBOTS, sitemap::robots(site.base_url).as_bytes())?;
    }
    let colours = format!("\n:root {{ --accent: {} }}\n", site.accent);
    let mut write = |name: &str, end: &str| -> Result<String> {
        let mut bytes = files.remove(name).map_or_else(Vec::new, |asset| asset.bytes.into_owned());
        bytes.extend_from_slice(end.as_bytes());
        let path = route::asset(name, &bytes);
        output.write(&path, &bytes)?;
        Ok(path)
    };
    let named = Named {
        style: write(route::STYLE, &colours)?,
        search_style: write(route::BASE_STYLE, &colours)?,
        search_script: write(route::SEARCH_SCRIPT, "")?,
    };
    files.iter().try_for_each(|(path, asset)| output.write(path, &asset.bytes))?;
    Ok(named)
}
