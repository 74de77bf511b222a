//! lorepress turns public-inbox archives of patch mailing lists into a static website of digests.
//!
//! # The way through
//!
//! | stage | from | to | knows nothing of |
//! | --- | --- | --- | --- |
//! | [`archive`] | git repositories | slots in the order of arrival, raw bytes, windows of slots | what a mail says |
//! | [`mail`] | the bytes of one mail | subject, author, patch, what it says of its versions | files, clocks, other mails |
//! | [`rangediff`] | the patches of two versions, as texts | which became which, and what changed in them | mails |
//! | [`maintainers`] | a `MAINTAINERS` file, a patch's files and lines | the sections it belongs to | files, other patches |
//! | [`review`] | the mails of a series, replies included | what each reply says, and which lines it is about | series, archives |
//! | [`import`] | an mbox, a maildir, `.eml` files | a public-inbox archive | digests |
//! | [`mod@digest`] | the mails of one window | one digest; its text form, both ways; its JSON | other windows |
//! | [`catalog`] | all digests | series, authors, subsystems, domains and directories across time | texts, pages |
//! | `search` | the catalog, texts | the files that the search in the browser fetches | addresses of pages, files on disk |
//! | `output` | the files of a site | the one step from the current site to the next | what is in a file |
//! | `site` | the catalog | views, pages, feeds, files | git |
//!
//! A stage imports only stages above it (`tests/it/layers.rs` holds that), and no stage sees the whole configuration. This file sees all of them:
//! [`build`] hands each the few values it needs and owns the parallelism, over mails, then over windows and then over pages. `main` reads the
//! command line and is the only one that prints. Besides the stages there are [`config`] and [`options`] (the settings), [`mod@diff`] (what a
//! diff says, for all stages), [`position`] (positions that know what they are positions of), `seen` (what a page looks at), [`shared`] (names
//! and Message-IDs, each in memory once), `conceal` (what looks like an address, for sites without them), `content` (pages and notes of the
//! site's owner), `sources` (archives and text digests, on their way to windows), `spool` (texts on disk, to save memory), `searched` (what the
//! search is made of), `watched` (what watches read), `touched` (the files that patches change), `lock` (one process at a time), `replace` (files
//! that are replaced in one step), `sum` (hashes that can be kept), `summary` (what a build made), [`mod@check`] (what is wrong with a built
//! site), `mboxes` (mails as they came), `shrink` (how much a build may remove from a site), [`language`] (the texts of pages), `inputs` (all
//! that a build reads, as one hash), `last_build` (what the next build need not do), `cache` (what goes with a site that is gone), `apart`
//! (the build of a single list, for the build of all), `bundle` (pieces of bytes by their keys), `mails` (all mails of a site), `prove` (an
//! update, held against a first build), [`hosts`] (what hosts of sites take), `printed` (a digest, the series, the comments or the figures of one
//! archive), `query` (the search without a browser), `projects` (what repositories know of patches), [`mod@fetch`] (clones of archives),
//! [`mod@init`] (the first files of a site), [`report`] (skipped mails, and why), [`progress`] and [`error`].
//!
//! # What holds
//!
//! - A bad mail is data. Each stage returns a value and what it skipped; [`error::Error`] is for problems that the
//!   operator can fix.
//! - Every slot of an archive is in a digest or in the report.
//! - What one mail says ([`digest::read`]) depends on that mail and the deletions alone, what is found out per window
//!   ([`digest::assemble`]) on the mails of that window. The [`catalog`], which joins windows, reads no mail.
//! - Which mails are of one series is found out once, of all windows at hand ([`catalog::Joined`]). A digest takes in the part that it holds, so
//!   no form of it contradicts the series; `lorepress digest` joins what it reads: the window, or all windows where it is named after days.
//! - A window of the calendar holds the mails that were sent in it, whenever they reached the archive; only this needs
//!   all mails of an archive at once.
//! - The output is the old site or the new one, however a build ends; it loses nothing that `output` did not make,
//!   and not much at once of what it made, unless that is wanted (`shrink`).
//! - What a build keeps for the next one (`sources::records`, `site::kept`, `site::said`, `apart`) saves work and changes nothing: the site is
//!   the one that a first build makes.
//! - The same input gives the same bytes: no clock, and everything that ran in parallel is put in order.

mod apart;
pub mod archive;
mod bundle;
mod cache;
pub mod catalog;
pub mod check;
mod conceal;
pub mod config;
mod content;
pub mod diff;
pub mod digest;
pub mod error;
pub mod fetch;
pub mod hosts;
pub mod import;
pub mod init;
mod inputs;
#[cfg(feature = "inspect")]
pub mod inspect;
pub mod language;
mod last_build;
mod lock;
pub mod mail;
mod mails;
pub mod maintainers;
mod mboxes;
pub mod options;
mod output;
pub mod position;
mod printed;
pub mod progress;
mod projects;
mod prove;
mod query;
pub mod rangediff;
mod replace;
pub mod report;
pub mod review;
mod search;
mod searched;
mod seen;
pub mod shared;
mod shrink;
mod site;
mod spool;
mod sum;
mod summary;
mod touched;
mod watched;

mod sources;

pub use printed::{
    CommentsRequest, DigestRequest, Form, MailRequest, Mailbox, Mailed, SeriesRequest, StatisticsForm,
    comments, digest, mail as digest_mail, series, statistics, with_catalog,
};
pub use query::{QueryRequest, Searched, query};
pub use site::assets::built_in_files;
pub use summary::{JoinedLists, Summary};

use std::path::Path;

use catalog::{Catalog, Directories, Joined, Landed, List, Series, Watched};
use check::Inspected;
use conceal::People;
use config::Addresses;
use content::Content;
use digest::Withheld;
use error::{Error, Result};
use language::Language;
use mails::Mails;
use options::Options;
use output::{Counts, Output, Written};
use position::Table;
use progress::Progress;
use report::Report;
use search::KeptSearch;
use searched::Source;
use shrink::ListNow;
use site::assets::Assets;
use site::said::{KeptReviews, Talk};
use site::{KeptSite, Made, MadeApart, PackedSite, Site, Templates, Whole, route, said};
use sum::Sum;

/// Builds a site. Where nothing is new since the last build, there is nothing to do.
pub fn build(options: &Options, progress: &dyn Progress) -> Result<Summary> {
    inputs::check_apart(options)?;
    if !options.only.is_empty() {
        return apart::build(options, progress);
    }
    let list = options.changed.as_deref();
    let output = Output::open(&options.output, options.in_place, &options.cache, list, route::was_made)?;
    // Before anything is read: what changes while it is read is new to the next build.
    let stamp = inputs::stamp(options);
    let find = |stamp| last_build::find(options, stamp, || output.hash_if_unchanged());
    // A proof is asked for because nobody believes what was kept.
    if let Some(last) = stamp.as_deref().filter(|_| !options.prove).and_then(find) {
        output.leave()?;
        let mut last = last;
        last.warnings.extend(apart::clean(options).iter().map(ToString::to_string));
        return Ok(Summary { nothing_new: true, ..last });
    }
    let (mut summary, hash) = build_all(options, output, progress)?;
    if options.prove {
        prove::prove(options, progress)?;
    }
    let failed = last_build::write(options, stamp, hash, &summary)
        .into_iter()
        .chain(cache::clean(options))
        .chain(apart::clean(options));
    summary.warnings.extend(failed.map(|error| error.to_string()));
    Ok(summary)
}

/// Builds a site of everything. Gives the hash of the site as well, unless something is left that the next build has to try
/// again.
fn build_all(
    options: &Options,
    output: Output,
    progress: &dyn Progress,
) -> Result<(Summary, Option<String>)> {
    let (templates, language) = Templates::read(&options.templates, &options.language, &options.languages)?;
    let static_files = site::assets::spoken(&options.static_files, &language)?;
    let mut content = Content::read(&options.content)?;
    let mut mails = read(options, &mut content, progress)?;
    check_loss(options, &output, &mails)?;
    progress.stage("joining windows", None);
    let (joined, mut last) = join(options, &mut mails, &output);
    let (catalog, landed) = mails.catalog(joined, options)?;
    let settings = inputs::settings(options, &mails.withheld);
    progress.stage("reading reviews", None);
    let key = settings.clone().unwrap_or_default();
    let (apart, mut reviews) = kept(options, settings.is_some(), &mut last);
    let talks = said::find(&catalog, &mails.spool, &key, reviews.as_mut())?;
    let (watches, files) = watched::find(&catalog, &options.watches, &mails.spool, &key, &last.files)?;
    let (directories, paths) = touched::find(options, &catalog, &mails.spool, &key, &last.paths)?;
    let (unmet, watches) = (watched::unmet(&watches), watched::shown(watches, &mails.withheld));
    let (people, lists) = (people(&catalog, options.addresses), mails.lists.map(|_, list| list.own.clone()));
    let found = Found {
        settings: key,
        language: &language,
        people: &people,
        lists: &lists,
        catalog: &catalog,
        talks: &talks,
        landed: &landed,
        watches: &watches,
        directories: &directories,
        content: &content,
        mails: &mails,
    };
    let site = site_of(options, found);
    progress.stage("writing the search index", None);
    let source = Source { options, mails: &mails, catalog: &catalog, talks: &talks };
    let (search, whole) = indexed(&source, &site, &static_files, std::mem::take(&mut last.search), &output)?;
    let Made { pages, mut kept, taken } =
        site::write(whole, templates, static_files, &output, last, progress)?;
    write_mails(options, &mails, &catalog, &output, progress)?;
    let lists = mails.now();
    shrink::check_pages(options.allow_shrink, output.name(), &output.stands(), pages, &lists)?;
    (kept.search, kept.files, kept.paths) = (search, files, paths);
    let (counts, is_first) = (shrink::counts(pages, &lists), output.hash_as_built().is_none());
    let summary =
        Summary { joined: apart.joined(mails.read, &taken), ..summary::of(&mails, &catalog, pages) };
    let keep = || {
        // To give back what it takes takes time as well.
        drop((catalog, talks, landed));
        reviews.map(|reviews| (kept.pack(), reviews.write(&mails.spool)))
    };
    let Written { size, hash, failed } = change(options, output, counts, keep)?;
    let (hash, failed) = (failed.is_empty().then_some(hash), failed.iter().map(Error::to_string));
    let warnings = warnings(&lists, &mails.withheld).into_iter().chain(unmet).chain(failed).collect();
    let Mails { filed, report, .. } = mails;
    rayon::spawn(|| drop(filed));
    Ok((Summary { is_first, report, warnings, size, ..summary }, hash))
}

/// What builds of single lists left, and what was kept of reviews. Without a hash of the settings nothing of it fits.
fn kept(options: &Options, has_settings: bool, last: &mut KeptSite) -> (apart::Found, Option<KeptReviews>) {
    let apart = apart::Found::look(options, has_settings);
    last.apart = MadeApart::open(&apart.pages);
    let reviews = has_settings.then(|| KeptReviews::open(options.cached("reviews", ""), &apart.reviews));
    (apart, reviews)
}

/// Writes the search index, and finds out beside that which pages there are.
fn indexed<'a>(
    source: &Source,
    site: &'a Site<'a>,
    static_files: &Assets,
    last: KeptSearch,
    output: &Output,
) -> Result<(KeptSearch, Whole<'a>)> {
    let search = || source.write(static_files, last, output);
    let (searched, whole) = rayon::join(search, || Whole::new(site));
    let (search, search_index) = searched?;
    Ok((search, whole?.with_search(search_index)))
}

/// What a build found out.
struct Found<'a> {
    settings: Sum,
    language: &'a Language,
    people: &'a People,
    lists: &'a Table<List>,
    catalog: &'a Catalog<'a>,
    talks: &'a Table<Series, Talk>,
    landed: &'a Landed,
    watches: &'a Table<Watched>,
    directories: &'a Directories,
    content: &'a Content,
    mails: &'a Mails,
}

/// The site of what was found out.
fn site_of<'a>(options: &'a Options, found: Found<'a>) -> Site<'a> {
    Site {
        settings: found.settings,
        title: &options.title,
        base_url: &options.base_url,
        language: found.language,
        accent: &options.accent,
        addresses: options.addresses,
        mboxes: options.mboxes,
        people: found.people,
        feed_id: &options.feed_id,
        feed_months: options.feed_months,
        without: &options.without,
        lists: found.lists,
        catalog: found.catalog,
        talks: found.talks,
        landed: found.landed,
        watches: found.watches,
        directories: found.directories,
        content: found.content,
        spool: &found.mails.spool,
    }
}

/// Joins all windows, and reads beside that what the last build kept, and what became of its site.
fn join(options: &Options, mails: &mut Mails, output: &Output) -> (Joined, KeptSite) {
    let read = || KeptSite::read(&options.cached("site", ""), output.hash_as_built());
    let look = || rayon::join(read, || output.look()).0;
    let (joined, last) = rayon::join(|| Joined::of(&mails.filed), look);
    joined.settle(&mut mails.filed);
    (joined, last)
}

/// Makes the next site the current one, and keeps for the next build what `keep` gives.
fn change(
    options: &Options,
    output: Output,
    counts: Counts,
    keep: impl FnOnce() -> Option<(PackedSite, Result<()>)> + Send,
) -> Result<Written> {
    let (written, packed) = rayon::join(|| output.finish(&counts), keep);
    let mut written = written?;
    // The site is changed: what fails from here on is no error of it.
    written.failed.extend(last_build::keep_counts(options, counts).err());
    if let Some((packed, of_reviews)) = packed {
        let kept = packed.write(&options.cached("site", ""), &written.hash);
        written.failed.extend(kept.and(of_reviews).err());
    }
    Ok(written)
}

/// Refuses a build that has much fewer mails than the site that it replaces.
fn check_loss(options: &Options, output: &Output, mails: &Mails) -> Result<()> {
    let stands = last_build::stands(options, output)?;
    shrink::check_mails(options.allow_shrink, output.name(), &stands, &mails.now())
}

/// Writes the mails as they came, where the operator wants that.
fn write_mails(
    options: &Options,
    mails: &Mails,
    catalog: &Catalog,
    output: &Output,
    progress: &dyn Progress,
) -> Result<()> {
    if !options.mboxes {
        return Ok(());
    }
    progress.stage("writing mails", None);
    mboxes::write(catalog, &mails.lists, &mails.withheld, &options.base_url, output)
}

/// What is wrong with whole archives, and takedowns that match nothing.
fn warnings(lists: &[ListNow], withheld: &Withheld) -> Vec<String> {
    let of_mails = |list: &ListNow| {
        list.path.map(|path| sources::troubles_of_mails(path, &list.left_out)).unwrap_or_default()
    };
    let of_archives = lists.iter().flat_map(|list| list.troubles.iter().cloned());
    let unmet = withheld.unmet().map(|hide| format!("[[hide]] {hide} matches nothing: check its spelling"));
    of_archives.chain(lists.iter().flat_map(of_mails)).chain(unmet).collect()
}

fn read(options: &Options, content: &mut Content, progress: &dyn Progress) -> Result<Mails> {
    let mut withheld = Withheld::new(&options.hide);
    let mut report = Report::default();
    let cache = sources::lock_cache(options, progress)?;
    let lists = sources::open(options, cache.as_ref(), &mut withheld, progress, &mut report)?;
    Mails::read(lists, withheld, report, options, content, cache, progress)
}

/// Whose addresses no link of a site may hold.
fn people(catalog: &Catalog, addresses: Addresses) -> People {
    let mut people = People::default();
    if addresses == Addresses::Hidden {
        catalog.addresses().for_each(|address| people.insert(&address));
    }
    people
}

/// Looks through the site at `folder` for what is wrong with it. Archives are read only where a commit is hidden.
pub fn check(options: &Options, folder: &Path, progress: &dyn Progress) -> Result<Inspected> {
    let mut withheld = Withheld::new(&options.hide);
    if withheld.names_commits() {
        let cache = sources::lock_cache(options, progress)?;
        sources::find_hidden_commits(options, &mut withheld, progress)?;
        drop(cache);
    }
    check::inspect(folder, options, &withheld)
}
