//! The command line, as typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use lorepress::Mailbox;
use lorepress::catalog::statistics::Period;
use lorepress::init::Host;

use crate::commands::window;
use crate::{Overrides, Range, Wish};

/// Turns public-inbox archives of patch mailing lists into a website of digests.
#[derive(Debug, Parser)]
#[command(version, about, max_term_width = 100)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
    /// Print only warnings and errors, and what was asked for
    #[arg(long, short, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Say what is being done also where there is no terminal
    #[arg(long, short, global = true)]
    pub verbose: bool,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Begin a site: write its configuration, and what builds and publishes it on hosts
    Init(InitArgs),
    /// Build the site
    Build(Box<BuildArgs>),
    /// Clone the archives of the lists, or update them
    Fetch(FetchArgs),
    /// Build the site, show it in browsers of this machine, and build it again after each change
    Serve(Box<ServeArgs>),
    /// Look for what is wrong with a built site: dead links, damaged files, and what it must not show
    Check(CheckArgs),
    /// Print the digest of one window
    Digest(DigestArgs),
    /// Print the digest of one window as a mail, text and HTML, for sendmail or msmtp
    Mail(MailArgs),
    /// Print the series of an archive with their versions, state and outcome
    Series(SeriesArgs),
    /// Print figures of an archive by quarter and year: patches, people, reviews, how long they took
    Stats(StatsArgs),
    /// Print what reviewers said in an archive: how much of it belongs to which lines of patches
    Comments(CommentsArgs),
    /// Search a site, or archives, as the search in the browser does
    Query(QueryArgs),
    /// Import an mbox, a maildir or a folder of .eml files into a public-inbox archive
    Import(ImportArgs),
    /// List the built-in templates, messages and static files, or copy some of them to change them
    Templates(TemplatesArgs),
    /// Print the completions of a shell
    Completions {
        /// The shell that is to know the commands
        shell: clap_complete::Shell,
    },
    /// Write the man pages into a folder
    Man {
        /// The folder, which is made if it is not there
        dir: PathBuf,
    },
}

#[derive(Debug, Args)]
pub struct InitArgs {
    /// The folder of the site
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// URL of a list on a server of public-inbox, such as https://lore.kernel.org/kvmarm/
    #[arg(long, value_name = "URL")]
    pub from: Option<String>,
    /// Write the files for this host (repeatable); where there is a site already, only adds them [default: all hosts]
    #[arg(long = "for", value_name = "HOST", value_enum)]
    pub hosts: Vec<Host>,
    /// URL of a git repository with lorepress, which hosts clone and compile
    #[arg(long, value_name = "URL")]
    pub program: Option<String>,
    /// Write the sample site instead: an invented list, and the texts of its site
    #[arg(long, conflicts_with_all = ["from", "hosts", "program"])]
    pub sample: bool,
}

#[derive(Debug, Args)]
pub struct BuildArgs {
    /// Configuration file
    #[arg(long, value_name = "FILE", default_value = lorepress::config::FILE)]
    pub config: PathBuf,
    /// Fetch the archives first; where one cannot be fetched, build with what is there, and exit with code 5
    #[arg(long)]
    pub fetch: bool,
    #[command(flatten)]
    pub overrides: Overrides,
    /// Number of threads, at most four for each processor [default: number of processors]
    #[arg(long, short, value_name = "N", value_parser = threads)]
    pub jobs: Option<std::num::NonZeroUsize>,
    /// Write the skipped mails to a file, as JSON lines
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct FetchArgs {
    /// Names of lists [default: all]
    pub names: Vec<String>,
    /// Configuration file
    #[arg(long, value_name = "FILE", default_value = lorepress::config::FILE)]
    pub config: PathBuf,
}

#[derive(Debug, Args)]
pub struct ServeArgs {
    /// Port on this machine; 0 stands for any that is free
    #[arg(long, short, value_name = "N", default_value_t = 8000)]
    pub port: u16,
    /// Configuration file
    #[arg(long, value_name = "FILE", default_value = lorepress::config::FILE)]
    pub config: PathBuf,
    #[command(flatten)]
    pub overrides: Overrides,
}

#[derive(Debug, Args)]
pub struct CheckArgs {
    /// The site [default: public, in the folder of the configuration file]
    pub dir: Option<PathBuf>,
    /// Look at the configuration, the owner's pages and templates, and where archives are, but not at a site
    #[arg(long, conflicts_with = "dir")]
    pub config_only: bool,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Configuration file
    #[arg(long, value_name = "FILE", default_value = lorepress::config::FILE)]
    pub config: PathBuf,
}

#[derive(Debug, Args)]
pub struct DigestArgs {
    #[command(flatten)]
    pub of: WindowArgs,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// What holds for everything that is shown of an archive.
#[derive(Debug, Args)]
pub struct RulesArgs {
    /// Configuration file, whose `addresses`, `mailmap` and [[hide]] hold here as well
    #[arg(long, value_name = "FILE", default_value = lorepress::config::FILE)]
    pub config: PathBuf,
    #[arg(long, value_name = "FILE", help = lorepress::config::MAILMAP_HELP)]
    pub mailmap: Option<PathBuf>,
}

/// A window of an archive, and what is to be said of it.
#[derive(Debug, Args)]
pub struct WindowArgs {
    /// A public-inbox archive
    pub archive: PathBuf,
    #[arg(value_name = "FROM..TO|NAME", value_parser = window::typed, help = window::HELP)]
    pub window: Wish,
    /// Name of the list [default: name of the archive]
    #[arg(long, value_name = "NAME")]
    pub list: Option<String>,
    /// URL of the list in a public archive, for links to mails
    #[arg(long)]
    pub url: Option<String>,
    #[command(flatten)]
    pub rules: RulesArgs,
}

#[derive(Debug, Args)]
pub struct MailArgs {
    #[command(flatten)]
    pub of: WindowArgs,
    /// Who gets it: name@example.org or 'Name <name@example.org>' (repeatable)
    #[arg(long, value_name = "ADDR", required = true)]
    pub to: Vec<Mailbox>,
    /// Who sends it [default: the first that gets it]
    #[arg(long, value_name = "ADDR")]
    pub from: Option<Mailbox>,
}

#[derive(Debug, Args)]
pub struct SeriesArgs {
    /// A public-inbox archive
    pub archive: PathBuf,
    /// Only mails of the commits after FROM up to TO, as in HEAD~20..HEAD [default: the whole archive]
    #[arg(value_name = "FROM..TO", value_parser = Range::typed)]
    pub window: Option<Range>,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    #[command(flatten)]
    pub rules: RulesArgs,
    /// Number of days without a mail after which a series counts as quiet
    #[arg(long, value_name = "DAYS", default_value_t = lorepress::options::QUIET_DAYS)]
    pub quiet_days: u32,
}

#[derive(Debug, Args)]
pub struct StatsArgs {
    /// A public-inbox archive
    pub archive: PathBuf,
    /// Only this time, both ends included: days, months or years, such as 2025-01-05..2025-03 [default: each quarter, each year]
    #[arg(value_name = "FROM..TO")]
    pub period: Option<Period>,
    /// Output format
    #[arg(long, value_enum, default_value_t = StatsFormat::Text)]
    pub format: StatsFormat,
    #[command(flatten)]
    pub rules: RulesArgs,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum StatsFormat {
    Text,
    Json,
    Csv,
}

#[derive(Debug, Args)]
pub struct CommentsArgs {
    /// A public-inbox archive
    pub archive: PathBuf,
    /// Output format: counts, or all comments as JSON
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// List the comments whose quotes are not found in any mail of their series; as JSON only these
    #[arg(long)]
    pub unplaced: bool,
    #[command(flatten)]
    pub rules: RulesArgs,
}

#[derive(Debug, Args)]
pub struct QueryArgs {
    /// What is looked for, as in the search of a site: 'vgic author:maz state:waiting'
    #[arg(allow_hyphen_values = true)]
    pub query: String,
    /// Public-inbox archives to search instead of a site
    #[arg(value_name = "ARCHIVE", conflicts_with = "site")]
    pub archives: Vec<PathBuf>,
    /// The folder of a site [default: public, in the folder of the configuration file]
    #[arg(long, value_name = "DIR")]
    pub site: Option<PathBuf>,
    /// Configuration file; its `addresses`, `mailmap` and [[hide]] hold for archives
    #[arg(long, value_name = "FILE", default_value = lorepress::config::FILE)]
    pub config: PathBuf,
    /// Search the messages of patches as well
    #[arg(long)]
    pub messages: bool,
    /// Number of results that are listed
    #[arg(long, short = 'n', value_name = "N", default_value_t = 20)]
    pub limit: u32,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Format {
    Text,
    Json,
}

#[derive(Debug, Args)]
pub struct ImportArgs {
    /// An mbox or MMDF file, a maildir, or a folder of .eml or numbered files
    pub source: PathBuf,
    /// The archive to create or to extend
    pub archive: PathBuf,
}

#[derive(Debug, Args)]
pub struct TemplatesArgs {
    /// Files to copy, such as site-templates/base.html; existing files are never overwritten
    pub names: Vec<String>,
    /// Configuration file; files are copied to its folder
    #[arg(long, value_name = "FILE", default_value = lorepress::config::FILE)]
    pub config: PathBuf,
}

/// A number of threads.
fn threads(text: &str) -> Result<std::num::NonZeroUsize, &'static str> {
    text.parse().map_err(|_| "must be a whole number from 1 on")
}
