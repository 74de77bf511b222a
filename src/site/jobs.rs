//! The work that makes the pages and feeds of a site, job by job.

use std::hash::Hash;

use rayon::prelude::*;

use super::Named;
use super::feeds::Feeds;
use super::made::{Files, HASH};
use super::pages::page::{self, Job};
use super::pages::texts::Purpose;
use super::pages::{Context, Whole, head, make};
use super::render::{Renderer, Templates};
use crate::error::Result;
use crate::progress::Progress;

/// Jobs that one thread takes at most before others may take over the next ones.
const AT_ONCE: usize = 16;

/// All jobs of a site: the parts of its pages, and then its feeds.
pub struct Jobs {
    pub parts: Vec<Job>,
    feeds: Feeds,
    outlines: Feeds,
    /// A hash of all that every job depends on.
    pub base: [u8; HASH],
}

impl Jobs {
    /// Finds out which there are, and what makes their files. `named` has the addresses of files that all pages load.
    pub fn new(whole: &Whole, mut templates: Templates, named: Named) -> (Self, Renderer) {
        let context = whole.context(Purpose::Shown);
        let frame = head::frame(&context, named);
        let mut base = whole.site().settings.clone();
        (serde_json::to_string(&frame).expect("texts are JSON"), templates.key()).hash(&mut base);
        templates.share(&frame);
        let feeds = Feeds::new(&context);
        let outlines = feeds.again();
        let jobs = Self { parts: page::jobs(&context), feeds, outlines, base: base.bytes() };
        (jobs, Renderer::Pages(Box::new(templates)))
    }

    pub fn len(&self) -> usize {
        self.parts.len() + self.feeds.len()
    }

    /// The name of a job, which no other has.
    pub fn name(&self, at: usize, context: &Context) -> String {
        match self.feed(at) {
            None => self.parts[at].href(context),
            Some(feed) => format!("feed of {}", self.feeds.href(feed, context)),
        }
    }

    /// Makes the files of a job.
    pub fn files(&self, at: usize, context: &Context, renderer: &Renderer) -> Result<Files> {
        match (self.feed(at), renderer) {
            (None, _) => make::files(context, renderer, self.parts[at]),
            (Some(feed), Renderer::Outlines) => self.outlines.files(feed, context, renderer),
            (Some(feed), Renderer::Pages(_)) => self.feeds.files(feed, context, renderer),
        }
    }

    /// Whether a job can be one of a list, and not of the whole site.
    pub fn may_be_of_one_list(&self, at: usize) -> bool {
        match self.feed(at) {
            None => self.parts[at].page.may_be_of_one_list(),
            Some(feed) => self.feeds.may_be_of_one_list(feed),
        }
    }

    fn feed(&self, at: usize) -> Option<usize> {
        at.checked_sub(self.parts.len())
    }
}

/// Does work in parallel. Of several errors it returns the first in the order of the work, not in time.
pub fn all(count: usize, work: impl Fn(usize) -> Result<()> + Sync, progress: &dyn Progress) -> Result<()> {
    let work = |at: usize| {
        work(at)?;
        progress.advance(1);
        Ok(())
    };
    // Some jobs take a hundred times as long as others: a thread that has nothing left finds something to take over.
    let results: Vec<Result<()>> = (0..count).into_par_iter().with_max_len(AT_ONCE).map(work).collect();
    results.into_iter().collect()
}
