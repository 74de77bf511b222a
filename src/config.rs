//! `lorepress.toml` as written. Every key has a default; unknown keys and wrong types are errors that name
//! the line and the column. What the values may be is checked in [`options`](crate::options).

use std::collections::BTreeMap;
use std::fmt;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::{self, Deserializer, MapAccess, Visitor};

use crate::digest::key::is_host;
use crate::digest::{Hide, What};
use crate::error::{Error, Result};

mod repository;
mod shown;
mod watch;
mod words;

pub use repository::{RepositoriesConfig, RepositoryConfig};
pub use shown::{check_name, is_unshown};
pub use watch::WatchConfig;

/// The name of the file.
pub const FILE: &str = "lorepress.toml";

/// What the flag `--mailmap` is for, whatever the command.
pub const MAILMAP_HELP: &str = "Mailmap that tells which addresses belong to one person (gitmailmap(5))";

/// The whole file; or what flags say of its keys, as far as there is a flag for them.
#[derive(Debug, Clone, Default, Deserialize, clap::Args)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// The site's title. Default: `Patch digests`.
    #[arg(long, help = "Title of the site")]
    pub title: Option<String>,
    /// Where the site will be published, with or without a path; feeds and canonical links need it. Default:
    /// `http://localhost:8000/`.
    #[arg(long, value_name = "URL", help = "URL where the site is published")]
    pub base_url: Option<String>,
    /// Language of the pages: `en`, `de`, or one that the owner adds in `languages/`. Default: `en`.
    #[arg(long, value_name = "TAG", help = "Language of the pages")]
    pub language: Option<String>,
    /// The accent colour, `#rrggbb`. Default: `#0b6e99`.
    #[arg(long, value_name = "#RRGGBB", help = "Accent colour")]
    pub accent: Option<String>,
    /// How e-mail addresses are displayed. Default: `full`.
    #[arg(long, value_enum, help = "How e-mail addresses are displayed")]
    pub addresses: Option<Addresses>,
    /// A mailmap (gitmailmap(5)), relative to this file. Default: none.
    #[arg(long, value_name = "FILE", help = MAILMAP_HELP)]
    pub mailmap: Option<PathBuf>,
    /// Mails sent before this year, month or day (UTC) are not in the site: `2020`, `2020-06`, `2020-06-15`. Default: all
    /// are.
    #[arg(skip)]
    pub since: Option<String>,
    /// Number of days without a mail after which a series counts as quiet. Default: 60.
    #[arg(skip)]
    pub quiet_days: Option<u32>,
    /// Corrections of links between versions, relative to this file: `same ID ID` or `apart ID ID` a line. Default:
    /// none.
    #[arg(skip)]
    pub links: Option<PathBuf>,
    /// The beginning of the ids in feeds, a tag URI (RFC 4151): `tag:example.org,2026:`. Default: made from
    /// `base_url`; a site that moves keeps its ids by keeping this.
    #[arg(skip)]
    pub feed_id: Option<String>,
    /// Number of months before its newest entry that the feed of a series or an author begins. Default: 6.
    #[arg(skip)]
    pub feed_months: Option<u32>,
    /// Files that the site does without. Default: none.
    #[arg(skip)]
    pub without: Vec<Extra>,
    /// Whether the mails of each revision are published as they came, for b4. Default: no.
    #[arg(skip)]
    pub mboxes: Option<bool>,
    /// Companies, each with its domains: `"Linaro" = ["linaro.org"]`. Default: none, and each domain is by itself.
    #[arg(skip)]
    pub companies: CompaniesConfig,
    /// What has a page and feeds of its own. Default: nothing.
    #[arg(skip)]
    pub watch: Vec<WatchConfig>,
    /// What the site must not show. Default: nothing.
    #[arg(skip)]
    pub hide: Vec<HideConfig>,
    /// The lists. Default: none; a site can be made of text digests alone.
    #[arg(skip)]
    pub inbox: Vec<InboxConfig>,
}

/// Companies by the domains of their people's addresses.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(try_from = "BTreeMap<String, Vec<String>>")]
pub struct CompaniesConfig(pub BTreeMap<String, String>);

impl TryFrom<BTreeMap<String, Vec<String>>> for CompaniesConfig {
    type Error = String;

    fn try_from(table: BTreeMap<String, Vec<String>>) -> std::result::Result<Self, String> {
        let mut of_domain: BTreeMap<String, String> = BTreeMap::new();
        for (company, domains) in table {
            check_name("company", &company)?;
            if company.trim().is_empty() || domains.is_empty() {
                return Err(format!(
                    "company `{company}` needs a name and a list of domains: \"Linaro\" = [\"linaro.org\"]"
                ));
            }
            for domain in domains {
                let name = domain.to_lowercase();
                if !is_host(&name) {
                    return Err(format!(
                        "`{domain}` of company {company} is not a domain such as `linaro.org`"
                    ));
                }
                if !name.contains('.') {
                    return Err(format!(
                        "`{domain}` of company {company} would be all domains that end in it: name each such as \
                         `linaro.org`"
                    ));
                }
                if let Some(other) = of_domain.insert(name, company.clone()) {
                    return Err(format!("domain {domain} belongs to {other} and to {company}: name it once"));
                }
            }
        }
        Ok(Self(of_domain))
    }
}

impl CompaniesConfig {
    fn merged(self, other: Self) -> Self {
        Self(self.0.into_iter().chain(other.0).collect())
    }
}

/// A kind of files that few readers ask for, although there is one next to each page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Extra {
    /// `index.json` of each series.
    SeriesJson,
    /// `index.json` of each author.
    AuthorJson,
    /// `atom.xml` of each series.
    SeriesFeeds,
    /// `atom.xml` of each author.
    AuthorFeeds,
    /// `rss.xml` of each subsystem; `atom.xml` stays.
    SubsystemRss,
    /// The pages of directories.
    Directories,
}

/// A takedown: one of the first four keys, and what else there is to say.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "HideTable")]
pub struct HideConfig(pub Hide);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HideTable {
    /// The mail of this Message-ID.
    message_id: Option<String>,
    /// The mails from this address, and the address in those of others.
    address: Option<String>,
    /// The mail of this commit of an archive.
    commit: Option<String>,
    /// These very words, wherever they are.
    text: Option<String>,
    /// For the operator alone.
    #[serde(rename = "reason")]
    _reason: Option<String>,
    /// Replies to what is hidden, and those that quote a hidden text, go as well. Default: they stay.
    #[serde(default)]
    replies: bool,
}

impl TryFrom<HideTable> for HideConfig {
    type Error = String;

    fn try_from(table: HideTable) -> std::result::Result<Self, String> {
        let id =
            table.message_id.map(|id| id.trim().trim_start_matches('<').trim_end_matches('>').to_owned());
        let what = [
            id.map(What::MessageId),
            table.address.map(|address| What::Address(address.trim().to_lowercase())),
            table.commit.map(|commit| What::Commit(commit.to_lowercase())),
            table.text.map(What::Text),
        ];
        let mut what = what.into_iter().flatten();
        match (what.next(), what.next()) {
            (Some(what), None) => Hide::new(what, table.replies)
                .map(HideConfig)
                .map_err(|problem| format!("[[hide]] looks for nothing that can be found: {problem}")),
            _ => Err("[[hide]] needs exactly one of `message_id`, `address`, `commit` and `text`; \
                      write a table for each"
                .to_owned()),
        }
    }
}

/// One list.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InboxConfig {
    /// Its name, as readers know it.
    pub name: String,
    /// Its name in the addresses of its digests: lower-case letters, digits and hyphens, or nothing for a list whose digests
    /// are at `digests/`. Default: nothing for the first list as long as no list has one, else made from `name`.
    pub slug: Option<String>,
    /// A public-inbox archive, or an mbox, a maildir or a folder of `.eml` files; relative to this file.
    pub path: PathBuf,
    /// The list in a public archive, such as `https://lore.kernel.org/kvm/`; a mail's Message-ID is added to
    /// it. Default: none, and mails are not linked.
    pub url: Option<String>,
    /// Where `lorepress fetch` gets the archive from: the list on a server of public-inbox. Default: `url`.
    pub from: Option<String>,
    /// URL for links to commits of its project, to which the id is added: `https://git.kernel.org/torvalds/c/`, or with a
    /// query that ends in `=`. Default: none, and commits are not linked.
    pub commits: Option<String>,
    /// How it is cut into digests. Default: `day`.
    #[serde(default)]
    pub windows: Windows,
    /// Other names of subsystems: `"KVM/arm64" = "KVM: arm64"`. Default: none.
    #[serde(default)]
    pub aliases: BTreeMap<String, String>,
    /// The project's `MAINTAINERS` file, in the format of Linux and QEMU, relative to this file. Default: none.
    pub maintainers: Option<PathBuf>,
    /// A git repository of the project, bare or not, relative to this file; or a table for each of several. Default:
    /// none, and patches are not looked up.
    #[serde(default)]
    pub repository: RepositoriesConfig,
}

/// How e-mail addresses are displayed on pages, in texts, feeds and JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Addresses {
    /// Unchanged.
    #[default]
    Full,
    /// `jane at example.org`
    Obfuscated,
    /// Names only.
    Hidden,
}

/// `"day"`, `"week"`, `"month"`, a number of mails, or `{ file = "windows.txt" }` with a `FROM..TO` a line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Windows {
    #[default]
    Day,
    Week,
    Month,
    Count(NonZeroUsize),
    File(PathBuf),
}

impl std::str::FromStr for Windows {
    type Err = String;

    /// As on the command line: a word, a number, or the path of a file.
    fn from_str(text: &str) -> std::result::Result<Self, String> {
        Ok(match text {
            "day" => Windows::Day,
            "week" => Windows::Week,
            "month" => Windows::Month,
            _ => match text.parse::<usize>() {
                Ok(count) => {
                    Windows::Count(NonZeroUsize::new(count).ok_or("a window needs at least one mail")?)
                }
                Err(_) => Windows::File(text.into()),
            },
        })
    }
}

impl<'de> Deserialize<'de> for Windows {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        deserializer.deserialize_any(WindowsVisitor)
    }
}

struct WindowsVisitor;

impl<'de> Visitor<'de> for WindowsVisitor {
    type Value = Windows;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("\"day\", \"week\", \"month\", a number of mails or { file = \"…\" }")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> std::result::Result<Windows, E> {
        match text {
            "day" | "week" | "month" => text.parse().map_err(E::custom),
            _ => Err(E::invalid_value(de::Unexpected::Str(text), &self)),
        }
    }

    fn visit_i64<E: de::Error>(self, count: i64) -> std::result::Result<Windows, E> {
        let count = usize::try_from(count).ok().and_then(NonZeroUsize::new);
        count.map(Windows::Count).ok_or_else(|| E::custom("a window needs at least one mail"))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> std::result::Result<Windows, A::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct File {
            file: PathBuf,
        }
        File::deserialize(de::value::MapAccessDeserializer::new(map)).map(|File { file }| Windows::File(file))
    }
}

impl InboxConfig {
    /// With the paths in it relative to the file's folder.
    fn rooted(self, folder: &Path) -> Self {
        Self {
            path: folder.join(self.path),
            windows: match self.windows {
                Windows::File(path) => Windows::File(folder.join(path)),
                Windows::Day | Windows::Week | Windows::Month | Windows::Count(_) => self.windows,
            },
            maintainers: self.maintainers.map(|path| folder.join(path)),
            repository: self.repository.rooted(folder),
            ..self
        }
    }
}

impl Config {
    /// Reads the file.
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path)
            .map_err(|cause| Error::io(path, "read the configuration", &cause))?;
        Self::parse(&text, path)
    }

    /// Reads the text of the file at `path`.
    pub fn parse(text: &str, path: &Path) -> Result<Self> {
        toml::from_str(text).map_err(|error| toml_error(&error, text, path))
    }

    /// With the paths in it relative to the file's folder.
    pub fn rooted(self, folder: &Path) -> Self {
        Self {
            mailmap: self.mailmap.map(|path| folder.join(path)),
            links: self.links.map(|path| folder.join(path)),
            inbox: self.inbox.into_iter().map(|inbox| inbox.rooted(folder)).collect(),
            ..self
        }
    }

    /// The file, with what flags say of its keys in their place. It names every key, so that none that has a flag is
    /// forgotten.
    pub fn overridden_by(self, flags: Self) -> Self {
        Self {
            title: flags.title.or(self.title),
            base_url: flags.base_url.or(self.base_url),
            language: flags.language.or(self.language),
            accent: flags.accent.or(self.accent),
            addresses: flags.addresses.or(self.addresses),
            mailmap: flags.mailmap.or(self.mailmap),
            since: flags.since.or(self.since),
            quiet_days: flags.quiet_days.or(self.quiet_days),
            links: flags.links.or(self.links),
            feed_id: flags.feed_id.or(self.feed_id),
            feed_months: flags.feed_months.or(self.feed_months),
            without: self.without.into_iter().chain(flags.without).collect(),
            mboxes: flags.mboxes.or(self.mboxes),
            companies: self.companies.merged(flags.companies),
            watch: self.watch.into_iter().chain(flags.watch).collect(),
            hide: self.hide.into_iter().chain(flags.hide).collect(),
            inbox: self.inbox.into_iter().chain(flags.inbox).collect(),
        }
    }
}

/// What is wrong with a TOML text, with line and column.
pub fn toml_error(error: &toml::de::Error, text: &str, path: &Path) -> Error {
    let at = error.span().map_or(0, |span| span.start.min(text.len()));
    let before = &text[..at];
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|&c| c != '\n').count() + 1;
    let place = format!("{}:{line}:{column}", path.display());
    match words::of_top(error.message()) {
        Some(key) => Error::new(
            place,
            format!("`{key}` is a key of the whole site, and no key of the table that it is in here"),
            "move that line above the first `[` of the file",
        ),
        None => Error::new(
            place,
            words::plain(error.message()),
            "correct that line; the guide lists all keys and their values",
        ),
    }
}
