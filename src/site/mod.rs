//! The catalog becomes a site: pages, texts, feeds, files.
//!
//! 1. [`route`] knows every address; [`assets`] every template and file.
//! 2. `said` finds out what reviewers said of each series.
//! 3. `pages` turns each part of the catalog into a [`view`], with the pictures of `chart`; `render` the view into HTML.
//! 4. `feeds` makes feeds of the newest parts, in the forms that `feed` knows; `sitemap` lists the pages for search engines.
//! 5. `jobs` are the parts of pages and the feeds; `kept` knows which of them the last build made already: by what they look at (`world`), and by hashes of views (`outline`); `apart` has what the build of a single list made.
//! 6. [`output`](crate::output) takes the files and replaces the old site with them.
//!
//! Each page is made by itself, from the catalog and texts alone: they are made in parallel, in any order.

mod apart;
pub mod assets;
mod chart;
mod email_address;
mod feed;
mod feeds;
mod input;
mod jobs;
mod kept;
mod made;
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

use std::path::Path;

use crate::error::Result;
use crate::output::Output;
use crate::progress::Progress;

pub use apart::MadeApart;
use assets::Assets;
pub use input::Site;
use jobs::{Jobs, all};
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
    pub taken: Taken,
}

/// How many jobs builds of single lists had done.
pub struct Taken {
    pub jobs: usize,
    pub of: usize,
}

/// Writes all files of the site.
pub fn write(
    whole: Whole,
    templates: Templates,
    static_files: Assets,
    output: &Output,
    last: KeptSite,
    progress: &dyn Progress,
) -> Result<Made> {
    let site = whole.site();
    let context = whole.context(Purpose::Shown);
    let named = write_static_files(site, static_files, &|path, bytes| output.write(path, bytes))?;
    let (jobs, renderer) = Jobs::new(&whole, templates, named);
    progress.stage("writing pages", Some(jobs.len() as u64));
    let maker = Maker::new(&whole, &renderer, output, last, jobs.base);
    // In one go, so that nobody waits for the last page.
    let make = |at: usize| {
        let files = |context: &Context<'_>, renderer: &Renderer| jobs.files(at, context, renderer);
        maker.make(jobs.name(at, &context), files)
    };
    all(jobs.len(), make, progress)?;
    let listed = jobs.parts.iter().filter(|job| job.page.is_in_sitemap());
    let map: Vec<sitemap::Row> =
        listed.map(|job| (job.href(&context), pages::changed(&context, job.page))).collect();
    sitemap::files(site.base_url, &map).iter().try_for_each(|(path, bytes)| output.write(path, bytes))?;
    let open_search = renderer.render("opensearch.xml", &pages::fixed::open_search(&context))?;
    output.write(route::OPEN_SEARCH, open_search.as_bytes())?;
    let opml = feed::clean(renderer.render("opml.xml", &pages::subscribe::opml(&context))?);
    output.write(route::OPML, opml.as_bytes())?;
    let (kept, taken) = maker.finish();
    Ok(Made { pages: jobs.parts.len(), kept, taken: Taken { jobs: taken, of: jobs.len() } })
}

/// Makes what the build of a single list can make of the site, and writes it to a file for the build of all lists.
pub fn write_apart(
    whole: &Whole,
    templates: Templates,
    static_files: Assets,
    file: &Path,
    progress: &dyn Progress,
) -> Result<()> {
    let earlier = MadeApart::open(&[file.to_owned()]);
    let named = write_static_files(whole.site(), static_files, &|_, _| Ok(()))?;
    let (jobs, renderer) = Jobs::new(whole, templates, named);
    apart::write(file, whole, &jobs, &renderer, &earlier, progress)
}

/// The addresses of files whose names tell what is in them, so that a browser may keep them.
pub struct Named {
    pub style: String,
    pub search_style: String,
    pub search_script: String,
}

/// Writes what is not a page. Style sheets end in the colours of the configuration. Scripts that are loaded by name keep theirs.
fn write_static_files(
    site: &Site,
    mut files: Assets,
    output: &dyn Fn(&str, &[u8]) -> Result<()>,
) -> Result<Named> {
    if !files.contains_key(route::ROBOTS) {
        output(route::ROBOTS, sitemap::robots(site.base_url).as_bytes())?;
    }
    let colours = format!("\n:root {{ --accent: {} }}\n", site.accent);
    let mut write = |name: &str, end: &str| -> Result<String> {
        let mut bytes = files.remove(name).map_or_else(Vec::new, |asset| asset.bytes.into_owned());
        bytes.extend_from_slice(end.as_bytes());
        let path = route::asset(name, &bytes);
        output(&path, &bytes)?;
        Ok(path)
    };
    let named = Named {
        style: write(route::STYLE, &colours)?,
        search_style: write(route::BASE_STYLE, &colours)?,
        search_script: write(route::SEARCH_SCRIPT, "")?,
    };
    files.iter().try_for_each(|(path, asset)| output(path, &asset.bytes))?;
    Ok(named)
}
