//! The settings of a build: the file and the flags combined and checked.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use fluent_uri::Uri;
use icu_locale_core::Locale;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::archive::Scheme;
use crate::catalog::{Companies, Watch};
use crate::config::{Addresses, Config, Extra, InboxConfig, Windows};
use crate::digest::{Corrections, Hide};
use crate::error::{Error, Result};
use crate::mail::Mailmap;

mod lists;
mod places;
mod repositories;
mod rules;
mod urls;
mod watches;
mod windows;

pub use lists::{InboxFlag, check_known, no_inboxes};
pub use places::{CACHED_DIGITS, real};
pub use rules::SiteRules;
use urls::{base_url, commits_url};
pub use urls::{http_url, list_url};

/// Days without a mail after which a series counts as quiet: longer than a merge window of Linux.
pub const QUIET_DAYS: u32 = 60;
/// Months of news in the feed of a series or an author.
pub const FEED_MONTHS: u32 = 6;

/// Flags that override the file, or that only a flag can say.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Overrides {
    /// Output directory [default: public, in the folder of the configuration file]
    #[arg(long, short, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Change the site's files one by one and never exchange its folder, for one that is mounted into a container
    #[arg(long)]
    pub in_place: bool,
    /// Go on where the site would lose more than a twentieth of its mails or pages
    #[arg(long)]
    pub allow_shrink: bool,
    /// Write the paths that the build writes to or removes from the site to a file, one a line, for rsync --files-from
    #[arg(long, value_name = "FILE")]
    pub changed: Option<PathBuf>,
    /// Make the whole site a second time, from its inputs alone, and fail if a byte differs: a test of this program
    #[arg(long)]
    pub prove: bool,
    /// Add a list, or, without a path, read only this one and leave what is made of it to the build of all (repeatable)
    #[arg(long = "inbox", value_name = "NAME[=PATH]")]
    pub inboxes: Vec<InboxFlag>,
    /// One digest per day, week or month, per so many mails (a number), or per line FROM..TO of a file (its path)
    #[arg(long, value_name = "SCHEME")]
    pub windows: Option<Windows>,
    #[command(flatten)]
    pub keys: Config,
}

/// Everything a build needs to know.
#[derive(Debug, Clone, Hash)]
pub struct Options {
    pub title: String,
    /// Ends in `/`.
    pub base_url: String,
    pub language: String,
    pub accent: String,
    pub addresses: Addresses,
    pub mailmap: Mailmap,
    /// Mails sent before this are not in the site, seconds since 1970.
    pub since: Option<i64>,
    /// Number of days without a mail after which a series counts as quiet.
    pub quiet_days: u32,
    pub links: Corrections,
    /// The beginning of the ids in feeds, a tag URI.
    pub feed_id: String,
    /// Number of months before its newest entry that the feed of a series or an author begins.
    pub feed_months: u32,
    /// Files that the site does without.
    pub without: BTreeSet<Extra>,
    /// Whether the mails of each revision are published as they came.
    pub mboxes: bool,
    /// Which domains are one company's.
    pub companies: Companies,
    /// What has a page and feeds of its own.
    pub watches: Vec<Watch>,
    /// What the site must not show.
    pub hide: Vec<Hide>,
    pub inboxes: Vec<InboxOptions>,
    /// The names of the lists that are built on their own; empty for a site of all lists.
    pub only: Vec<String>,
    /// The site's own folders, which may be missing.
    pub content: PathBuf,
    pub templates: PathBuf,
    pub languages: PathBuf,
    pub static_files: PathBuf,
    pub output: PathBuf,
    /// Whether the output folder itself must stay the same one.
    pub in_place: bool,
    /// Whether the site may lose much that it has.
    pub allow_shrink: bool,
    /// The file for the paths that a build changes.
    pub changed: Option<PathBuf>,
    /// Whether the site is made a second time, with nothing that was kept, and compared.
    pub prove: bool,
    /// Where is kept what one build leaves to the next.
    pub cache: PathBuf,
}

/// One list.
#[derive(Debug, Clone, Hash)]
pub struct InboxOptions {
    pub name: String,
    /// Its name in addresses; empty for a list whose digests are in the root of the site.
    pub slug: String,
    pub path: PathBuf,
    /// Ends in `/`.
    pub url: Option<String>,
    /// Where the archive is fetched from, instead of `url`. Ends in `/`.
    pub from: Option<String>,
    /// A commit's id is added.
    pub commits: Option<String>,
    pub scheme: Scheme,
    /// The file the windows come from, for errors.
    pub windows_file: Option<PathBuf>,
    pub aliases: BTreeMap<String, String>,
    /// The project's `MAINTAINERS` file.
    pub maintainers: Option<PathBuf>,
    /// Git repositories of the project, the one that decides what is merged first.
    pub repositories: Vec<RepositoryOptions>,
    /// Whose keys the paths are, for errors: `of inbox toys in lorepress.toml`.
    pub named: String,
}

/// A git repository of a list's project.
#[derive(Debug, Clone, Hash)]
pub struct RepositoryOptions {
    /// Its name, as readers know it; the first may have none.
    pub name: String,
    pub path: PathBuf,
    /// A commit's id is added.
    pub commits: Option<String>,
}

impl Options {
    /// Puts file and flags together. `file` is the configuration's path; the paths in it are relative to its
    /// folder.
    pub fn resolve(config: Config, file: &Path, flags: Overrides) -> Result<Self> {
        let root = file.parent().map_or_else(PathBuf::new, Path::to_owned);
        let place = file.display().to_string();
        config
            .inbox
            .iter()
            .try_for_each(|inbox| lists::check_written(&inbox.name, &inbox.path, &root, &place))?;
        let key = |name: &str, is_flag: bool| {
            if is_flag { format!("--{name}") } else { format!("`{name}` in {place}") }
        };
        let (mailmap_key, links_key) = (key("mailmap", flags.keys.mailmap.is_some()), key("links", false));
        let config = config.rooted(&root).overridden_by(flags.keys);
        let (added, only) = lists::divided(flags.inboxes);
        let inboxes = lists::resolve(config.inbox, added, flags.windows.as_ref(), &place)?;
        let only = lists::own(&inboxes, &only, &place)?;
        lists::check_flags_of_own(&only, flags.prove, flags.changed.is_some())?;
        let base_url = base_url(config.base_url, &place)?;
        let companies = Companies::new(config.companies.0);
        Ok(Self {
            title: title(config.title),
            feed_id: feed_id(config.feed_id, &base_url, &place)?,
            base_url,
            language: language(config.language, &place)?,
            accent: accent(config.accent, &place)?,
            addresses: config.addresses.unwrap_or_default(),
            mboxes: mboxes(config.mboxes, config.addresses.unwrap_or_default(), &place)?,
            mailmap: read(config.mailmap, read_mailmap, &mailmap_key)?,
            since: config.since.map(|since| moment(&since, &place)).transpose()?,
            quiet_days: config.quiet_days.unwrap_or(QUIET_DAYS),
            links: read(config.links, read_links, &links_key)?,
            feed_months: config.feed_months.unwrap_or(FEED_MONTHS),
            without: config.without.into_iter().collect(),
            watches: watches::resolve(config.watch, &companies, &place)?,
            companies,
            hide: config.hide.into_iter().map(|hide| hide.0).collect(),
            inboxes,
            only,
            content: root.join("content"),
            templates: root.join("site-templates"),
            languages: root.join("languages"),
            static_files: root.join("static"),
            output: flags.output.unwrap_or_else(|| root.join("public")),
            in_place: flags.in_place,
            allow_shrink: flags.allow_shrink,
            changed: flags.changed,
            prove: flags.prove,
            cache: root.join(".lorepress"),
        })
    }
}

/// What is in a file, if there is to be one. `key` names it.
fn read<T: Default>(path: Option<PathBuf>, read: impl FnOnce(&Path) -> Result<T>, key: &str) -> Result<T> {
    path.map_or_else(|| Ok(T::default()), |path| read(&path).map_err(|error| error.named_by(key)))
}

/// Mails as they came show every address in them.
fn mboxes(mboxes: Option<bool>, addresses: Addresses, place: &str) -> Result<bool> {
    let mboxes = mboxes.unwrap_or_default();
    if mboxes && addresses != Addresses::Full {
        let problem =
            "mboxes publishes whole mails, with the addresses that `addresses` keeps out of the site";
        return Err(Error::new(place, problem, "remove `mboxes`, or set addresses = \"full\""));
    }
    Ok(mboxes)
}

/// The site's title, without what pages cannot show.
fn title(title: Option<String>) -> String {
    let title = title.unwrap_or_else(|| "Patch digests".to_owned());
    title.chars().filter(|&c| !crate::config::is_unshown(c)).collect()
}

fn resolve_inbox(
    inbox: InboxConfig,
    slug: String,
    windows: Option<&Windows>,
    place: &str,
) -> Result<InboxOptions> {
    if inbox.name.trim().is_empty() {
        return Err(Error::new(
            place,
            "an inbox has an empty name",
            "give each [[inbox]] a name that readers know",
        ));
    }
    let named = format!("of inbox {} in {place}", inbox.name);
    let windows_key = if windows.is_some() { "--windows".to_owned() } else { format!("`windows` {named}") };
    let windows = windows.unwrap_or(&inbox.windows);
    lists::check_names(&inbox, place)?;
    let url =
        inbox.url.map(|url| http_url(url, &format!("url of inbox {}", inbox.name), place)).transpose()?;
    let from =
        inbox.from.map(|url| list_url(url, &format!("from of inbox {}", inbox.name), place)).transpose()?;
    let key = format!("commits of inbox {}", inbox.name);
    let commits = inbox.commits.map(|url| commits_url(url, &key, place)).transpose()?;
    let repositories = repositories::resolve(inbox.repository, commits.as_ref(), &inbox.name, place)?;
    let commits = repositories.first().and_then(|first| first.commits.clone()).or(commits);
    Ok(InboxOptions {
        scheme: windows::scheme(windows).map_err(|error| error.named_by(&windows_key))?,
        windows_file: if let Windows::File(path) = windows { Some(path.clone()) } else { None },
        name: inbox.name,
        slug,
        path: inbox.path,
        url,
        from,
        commits,
        aliases: inbox.aliases,
        maintainers: inbox.maintainers,
        repositories,
        named,
    })
}

/// Reads a mailmap file.
pub fn read_mailmap(path: &Path) -> Result<Mailmap> {
    let text = std::fs::read_to_string(path).map_err(|cause| Error::io(path, "read the mailmap", &cause))?;
    let mend = "write `Name <address>` or `Name <address> Other Name <other address>`";
    Mailmap::parse(&text).map_err(|line| {
        Error::new(format!("{}:{line}", path.display()), "no e-mail address between < and >", mend)
    })
}

/// Reads a file of corrections of links between versions.
fn read_links(path: &Path) -> Result<Corrections> {
    let text = std::fs::read_to_string(path)
        .map_err(|cause| Error::io(path, "read the link corrections", &cause))?;
    Corrections::parse(&text).map_err(|line| {
        let place = format!("{}:{line}", path.display());
        Error::new(
            place,
            "not a link correction: expected `same ID ID` or `apart ID ID`",
            "write two Message-IDs, without < and >",
        )
    })
}

/// The beginning of a tag URI: who gives the names, since when, and perhaps a part of the name.
fn feed_id(feed_id: Option<String>, base_url: &str, place: &str) -> Result<String> {
    let Some(feed_id) = feed_id else { return Ok(feed_id_of(base_url)) };
    let (authority, rest) =
        feed_id.strip_prefix("tag:").and_then(|id| id.split_once(',')).unwrap_or_default();
    let (date, name) = rest.split_once(':').unwrap_or_default();
    let authority_fits = !authority.is_empty()
        && authority.matches('@').count() <= 1
        && authority.chars().all(|c| c.is_ascii_alphanumeric() || "-._@".contains(c));
    let parts: Vec<&str> = date.split('-').collect();
    let date_fits = parts.len() <= 3
        && parts.iter().zip([4, 2, 2]).all(|(part, digits)| part.len() == digits)
        && parts.iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()));
    if authority_fits && date_fits && name.chars().all(is_of_tag) {
        Ok(feed_id)
    } else {
        let problem = format!("feed_id is `{feed_id}`, which is not the beginning of a tag URI");
        Err(Error::new(
            place,
            problem,
            "write tag:HOST,DATE: with a host of yours and a date on which it was yours: tag:example.org,2026:",
        ))
    }
}

/// What is in a tag URI, besides `%`.
fn is_of_tag(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@/?".contains(c)
}

/// The host, the year in which this scheme began, the path: two sites of one host have different ids.
fn feed_id_of(base_url: &str) -> String {
    let uri = Uri::parse(base_url).ok();
    let host = uri.and_then(|uri| uri.authority()).map_or("", |authority| authority.host());
    let path = uri.map_or("", |uri| uri.path().as_str());
    let plain = |c: char| c.is_ascii_alphanumeric() || "-.".contains(c);
    let host = if !host.is_empty() && host.chars().all(plain) { host } else { "localhost" };
    let path = path.strip_prefix('/').unwrap_or_default();
    let path: String = path.chars().filter(|&c| is_of_tag(c)).collect();
    format!("tag:{},2026:{path}", host.to_ascii_lowercase())
}

/// When a year, a month or a day begins in UTC, seconds since 1970.
fn moment(since: &str, place: &str) -> Result<i64> {
    let whole = match since.len() {
        4 => format!("{since}-01-01"),
        7 => format!("{since}-01"),
        _ => since.to_owned(),
    };
    let date = whole.parse::<Date>().ok().filter(|date| date.to_string() == whole);
    let moment = date.and_then(|date| TimeZone::UTC.to_timestamp(date.at(0, 0, 0, 0)).ok());
    moment.map(|moment| moment.as_second()).ok_or_else(|| {
        let problem = format!("since is `{since}`, which is not a year, a month or a day");
        Error::new(place, problem, "write \"2020\", \"2020-06\" or \"2020-06-15\"")
    })
}

fn language(language: Option<String>, place: &str) -> Result<String> {
    let language = language.unwrap_or_else(|| "en".to_owned());
    if Locale::try_from_str(&language).is_ok() {
        Ok(language)
    } else {
        let problem = format!("language is `{language}`, which is not a valid language tag");
        Err(Error::new(place, problem, "use a BCP 47 language tag: en, de, pt-BR"))
    }
}

fn accent(accent: Option<String>, place: &str) -> Result<String> {
    let accent = accent.unwrap_or_else(|| "#0b6e99".to_owned());
    let digits = accent.strip_prefix('#').unwrap_or_default();
    if matches!(digits.len(), 3 | 6) && digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        Ok(accent)
    } else {
        let problem = format!("accent is `{accent}`, which is not a valid colour");
        Err(Error::new(place, problem, "use #rgb or #rrggbb"))
    }
}
