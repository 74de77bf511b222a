//! What is printed of one archive: a digest, also as a mail, its series, what was said of them, or figures.

mod comments;
mod mail;

use std::path::Path;

use crate::archive::{Range, Wish};
use crate::catalog::statistics::{Figures, Period, Scope, write};
use crate::catalog::{self, Aliases, Catalog, Companies, Filed, Joined, Statistics};
use crate::digest::grouping::Before;
use crate::digest::read::HIDDEN;
use crate::digest::{self, Digest};
use crate::error::Result;
use crate::options::{self, SiteRules};
use crate::position::{At, Table};
use crate::site::route;
use crate::sources;

pub use comments::{CommentsRequest, comments};
pub use mail::{MailRequest, Mailbox, Mailed, mail};

/// The form of what is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Text,
    Json,
}

/// The form of figures that are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatisticsForm {
    Text,
    Json,
    Csv,
}

/// People who are named with the figures of a time.
const REVIEWERS: usize = 20;

/// What a single digest is to be.
#[derive(Debug, Clone)]
pub struct DigestRequest {
    /// The list's name; the archive's by default.
    pub list: Option<String>,
    /// The list's public archive, for links.
    pub url: Option<String>,
    pub rules: SiteRules,
    pub form: Form,
}

/// One window of an archive, as text or JSON.
pub fn digest(archive: &Path, wish: &Wish, request: &DigestRequest) -> Result<String> {
    let list = request.list.clone().unwrap_or_else(|| sources::name_of(archive));
    let (mut filed, at) = sources::one_digest(archive, wish, &list, &request.rules)?.found(archive)?;
    let joined = Joined::after(before(wish), &filed);
    joined.settle(&mut filed);
    show(&mut filed[at].digest, &request.rules);
    let digest = &filed[at].digest;
    Ok(match request.form {
        Form::Text => text_of(digest, request.url.as_deref()),
        Form::Json => digest::json::write(digest, &joined.keys(at)),
    })
}

/// What came before the mails that are read for a wish: a name is looked for among all windows.
fn before(wish: &Wish) -> Before {
    match wish {
        Wish::Range(range) if !range.is_from_beginning() => Before::Unknown,
        Wish::Range(_) | Wish::Named(..) => Before::Nothing,
    }
}

/// Leaves in a digest what may be shown.
fn show(digest: &mut Digest, rules: &SiteRules) {
    digest.left_out.retain(|left_out| left_out.kind != HIDDEN);
    rules.addresses.scrub_digest(digest);
}

fn text_of(digest: &Digest, url: Option<&str>) -> String {
    digest.to_text(|id| url.map(|url| route::mail(url, id))).to_string()
}

/// What is wanted of the series of an archive.
#[derive(Debug, Clone)]
pub struct SeriesRequest {
    pub rules: SiteRules,
    /// After how many days without a mail a series counts as forgotten.
    pub quiet_days: u32,
    pub form: Form,
}

/// Every series of an archive, or of one window of it, as lines of text or as JSON.
pub fn series(archive: &Path, range: Option<&Range>, request: &SeriesRequest) -> Result<String> {
    let addresses = request.rules.addresses;
    with_catalog(archive, range, request, |catalog| match request.form {
        Form::Text => addresses.scrub(&catalog::text::write(catalog)).into_owned(),
        Form::Json => catalog::json::write(catalog, |row| addresses.scrub_row(row)),
    })
}

/// Gives `work` the catalog of an archive, or of one window of it: no site, and no texts.
pub fn with_catalog<T>(
    archive: &Path,
    range: Option<&Range>,
    request: &SeriesRequest,
    work: impl FnOnce(&Catalog) -> T,
) -> Result<T> {
    of_filed(sources::file_archive(archive, range, &request.rules)?, request, work)
}

/// The figures of an archive: of one time, or of every quarter and every year.
pub fn statistics(
    archive: &Path,
    period: Option<Period>,
    rules: &SiteRules,
    form: StatisticsForm,
) -> Result<String> {
    let request = SeriesRequest { rules: rules.clone(), quiet_days: options::QUIET_DAYS, form: Form::Text };
    let figures = with_catalog(archive, None, &request, |catalog| {
        let statistics = Statistics::of(catalog);
        let events = statistics.events(catalog, Scope::List(At::FIRST));
        let periods = period.map_or_else(|| events.periods(), |period| vec![period]);
        periods.into_iter().map(|period| events.figures(period)).collect::<Vec<Figures>>()
    })?;
    let figures: Vec<&Figures> = figures.iter().collect();
    Ok(match form {
        // Only a name of somebody may look like an address.
        StatisticsForm::Text => {
            let text = write::text(&figures, if period.is_some() { REVIEWERS } else { 0 });
            rules.addresses.scrub(&text).into_owned()
        }
        StatisticsForm::Json => write::json(&figures),
        StatisticsForm::Csv => write::csv(&figures),
    })
}

fn of_filed<T>(
    mut filed: Table<Filed>,
    request: &SeriesRequest,
    work: impl FnOnce(&Catalog) -> T,
) -> Result<T> {
    let joined = Joined::of(&filed);
    joined.settle(&mut filed);
    let aliases = Table::from(vec![Aliases::default()]);
    let merged = joined.unmerged();
    Ok(work(&Catalog::of(
        &filed,
        joined,
        &aliases,
        &request.rules.mailmap,
        &merged,
        request.quiet_days,
        Companies::default(),
    )))
}
