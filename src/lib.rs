//! lorepress turns public-inbox archives of patch mailing lists into a static website of digests.
//!
//! # The way through
//!
//! | stage | from | to | knows nothing of |
//! | --- | --- | --- | --- |
//! | [`archive`] | git repositories | slots in the order of arrival, windows, raw bytes | what a mail says |
//! | [`mail`] | the bytes of one mail | subject, author, patch, what it says of its versions | files, clocks, other mails |
//! | [`import`] | an mbox, a maildir, `.eml` files | a public-inbox archive | digests |
//! | [`digest`] | the mails of one window | one digest; its text form, both ways; its JSON | other windows |
//! | [`catalog`] | all digests | series, authors, subsystems and domains across time | texts, pages |
//! | [`site`] | the catalog | views, pages, feed, files | git |
//!
//! A stage imports only what stands above it, and no stage sees the whole configuration. This file sees all of
//! them: [`build`] hands each the few values it needs and owns the parallelism, over windows and then over
//! pages. `main` reads the command line and is the only one that prints. Beside the stages stand [`config`] and
//! [`options`] (what is to be done), [`content`] (what the site's owner wrote), [`spool`] (texts put aside, so
//! that memory holds skeletons only), [`report`] (what was left out, and why), [`progress`] and [`error`].
//!
//! # What holds
//!
//! - A bad mail is data. Each stage gives a value and what it left out; [`error::Error`] is for what the
//!   operator can mend.
//! - Every slot of an archive is in a digest or in the report.
//! - What is found out per window ([`digest::build`]) depends on that window and the deletions alone. What joins
//!   windows ([`catalog`]) reads no mail.
//! - The same input gives the same bytes: no clock, and everything that ran in parallel is put in order.

pub mod archive;
pub mod catalog;
pub mod config;
pub mod content;
pub mod digest;
pub mod error;
pub mod import;
pub mod mail;
pub mod options;
pub mod progress;
pub mod report;
pub mod site;
pub mod spool;

mod sources;

use std::path::Path;

use rayon::prelude::*;

use archive::{Inbox, Range, Window};
use catalog::{Catalog, Filed};
use content::Content;
use digest::{Deletions, Digest};
use error::{Error, Result};
use mail::Mailmap;
use options::Options;
use progress::Progress;
use report::Report;
use site::{Output, Renderer, Site};
use spool::Spool;

/// What a build made.
#[derive(Debug)]
pub struct Summary {
    pub mails: usize,
    pub patches: usize,
    pub digests: usize,
    pub series: usize,
    pub authors: usize,
    pub pages: usize,
    pub files: usize,
    pub bytes: u64,
    pub report: Report,
}

/// Builds a site.
pub fn build(options: &Options, progress: &dyn Progress) -> Result<Summary> {
    let renderer = Renderer::new(site::assets::templates(&options.templates)?)?;
    let static_files = site::assets::static_files(&options.static_files)?;
    let content = Content::read(&options.content)?;
    let output = Output::open(&options.output)?;
    let (lists, sources, mut report) = sources::open(options, &content, progress)?;
    if sources.is_empty() {
        let mend = "name an archive under [[inbox]] in lorepress.toml or with --inbox NAME=PATH";
        return Err(Error::new(config::FILE, "there is nothing to build from", mend));
    }

    let spool = Spool::new()?;
    progress.stage("reading mails", Some(sources.iter().map(|source| source.mails() as u64).sum()));
    let filed: Vec<_> = sources
        .par_iter()
        .map(|source| {
            let mut filed = source.file(&options.mailmap);
            let bodies = spool.put(&mut filed.digest)?;
            progress.advance(source.mails() as u64);
            Ok((filed, bodies))
        })
        .collect::<Result<_>>()?;
    let (filed, bodies): (Vec<Filed>, Vec<_>) = filed.into_iter().unzip();
    let counted = || filed.iter().filter(|filed| !filed.overlaps);
    report.extend(counted().flat_map(|filed| filed.digest.left_out.iter().cloned()));

    progress.stage("joining windows", None);
    let catalog = Catalog::join(&filed, &lists.iter().map(|list| list.aliases.clone()).collect::<Vec<_>>());
    let site = Site {
        title: &options.title,
        base_url: &options.base_url,
        language: &options.language,
        accent: &options.accent,
        addresses: options.addresses,
        lists: &lists.iter().map(|list| list.site.clone()).collect::<Vec<_>>(),
        catalog: &catalog,
        content: &content,
        spool: &spool,
        bodies: &bodies,
    };
    let written = site::write(&site, renderer, static_files, output, progress)?;
    Ok(Summary {
        mails: counted().filter(|filed| !filed.only_text).map(|filed| filed.digest.mails).sum(),
        patches: catalog.patches.len(),
        digests: filed.len(),
        series: catalog.series.len(),
        authors: catalog.authors.len(),
        pages: written.pages,
        files: written.files,
        bytes: written.bytes,
        report,
    })
}

/// The form of a single digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Text,
    Json,
}

/// What a single digest is to be.
#[derive(Debug, Clone)]
pub struct DigestRequest {
    /// The list's name; the archive's by default.
    pub list: Option<String>,
    /// The list's public archive, for links.
    pub url: Option<String>,
    pub mailmap: Mailmap,
    pub form: Form,
}

/// One window of an archive, as text or JSON.
pub fn digest(archive: &Path, range: &Range, request: &DigestRequest) -> Result<String> {
    let inbox = Inbox::open(archive)?;
    let window = Window::of(&inbox, range).map_err(|problem| {
        Error::new(archive.display().to_string(), problem, "`git log` in the archive lists its commits")
    })?;
    let list = request.list.clone().unwrap_or_else(|| sources::name_of(archive));
    let digest = digest::build(&list, &inbox, &window, &Deletions::find(&inbox), &request.mailmap);
    Ok(match request.form {
        Form::Text => text_of(&digest, request.url.as_deref()),
        Form::Json => digest::json::write(&digest, &catalog::series::keys_within(&digest)),
    })
}

fn text_of(digest: &Digest, url: Option<&str>) -> String {
    digest.to_text(|id| url.map(|url| site::route::mail(url, id))).to_string()
}
