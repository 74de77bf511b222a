//! The command line, as typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::{Addresses, Range, Windows, Wish};

/// Turns public-inbox archives of patch mailing lists into a website of digests.
#[derive(Debug, Parser)]
#[command(version, about, max_term_width = 100)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Build the site
    Build(BuildArgs),
    /// Print the digest of one window
    Digest(DigestArgs),
    /// Print the series of an archive with their versions, state and outcome
    Series(SeriesArgs),
    /// Import an mbox, a maildir or a folder of .eml files into a public-inbox archive
    Import(ImportArgs),
    /// List the built-in templates and static files, or copy some of them to change them
    Templates(TemplatesArgs),
}

#[derive(Debug, Args)]
pub struct BuildArgs {
    /// Configuration file
    #[arg(long, value_name = "FILE", default_value = lorepress::config::FILE)]
    pub config: PathBuf,
    /// Output directory [default: public, in the folder of the configuration file]
    #[arg(long, short, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Change the site's files one by one and never exchange its folder, for one that is mounted into a container
    #[arg(long)]
    pub in_place: bool,
    /// Go on where the site would lose more than a twentieth of its mails or pages
    #[arg(long)]
    pub allow_shrink: bool,
    /// Add a list (repeatable)
    #[arg(long, value_name = "NAME=PATH", value_parser = named_path)]
    pub inbox: Vec<(String, PathBuf)>,
    /// One digest per day, week, month, number of mails, or FROM..TO line of a file
    #[arg(long, value_name = "SCHEME")]
    pub windows: Option<Windows>,
    /// Title of the site
    #[arg(long)]
    pub title: Option<String>,
    /// URL where the site is published
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// Language of the pages
    #[arg(long, value_name = "TAG")]
    pub language: Option<String>,
    /// Accent colour
    #[arg(long, value_name = "#RRGGBB")]
    pub accent: Option<String>,
    /// How e-mail addresses are displayed
    #[arg(long, value_enum)]
    pub addresses: Option<Addresses>,
    /// Mailmap that tells which addresses belong to one person (gitmailmap(5))
    #[arg(long, value_name = "FILE")]
    pub mailmap: Option<PathBuf>,
    /// Number of threads [default: number of processors]
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<std::num::NonZeroUsize>,
    /// Write the skipped mails to a file, as JSON lines
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct DigestArgs {
    /// A public-inbox archive
    pub archive: PathBuf,
    /// Commits after FROM up to TO (unique abbreviations will do), or a digest's name: 2026-02-19, 2026-W08, 2026-02
    #[arg(value_name = "FROM..TO|NAME")]
    pub window: Wish,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Name of the list [default: name of the archive]
    #[arg(long, value_name = "NAME")]
    pub list: Option<String>,
    /// URL of the list in a public archive, for links to mails
    #[arg(long)]
    pub url: Option<String>,
    /// Mailmap that tells which addresses belong to one person (gitmailmap(5))
    #[arg(long, value_name = "FILE")]
    pub mailmap: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct SeriesArgs {
    /// A public-inbox archive
    pub archive: PathBuf,
    /// Only mails of the commits after FROM up to TO [default: the whole archive]
    #[arg(value_name = "FROM..TO")]
    pub window: Option<Range>,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Mailmap that tells which addresses belong to one person (gitmailmap(5))
    #[arg(long, value_name = "FILE")]
    pub mailmap: Option<PathBuf>,
    /// Number of days without a mail after which a series counts as quiet
    #[arg(long, value_name = "DAYS", default_value_t = lorepress::options::QUIET_DAYS)]
    pub quiet_days: u32,
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

fn named_path(text: &str) -> Result<(String, PathBuf), String> {
    match text.split_once('=') {
        Some((name, path)) if !name.is_empty() && !path.is_empty() => Ok((name.to_owned(), path.into())),
        _ => Err("expected NAME=PATH".to_owned()),
    }
}
