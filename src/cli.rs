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
    /// Print the series of an archive: their versions, where they stand, what became of them
    Series(SeriesArgs),
    /// Make a public-inbox archive of an mbox, a maildir or a folder of .eml files, or add to one
    Import(ImportArgs),
    /// List the templates and static files of the program, or copy some into the site's folder, to be changed there
    Templates(TemplatesArgs),
}

#[derive(Debug, Args)]
pub struct BuildArgs {
    /// The configuration
    #[arg(long, value_name = "FILE", default_value = lorepress::config::FILE)]
    pub config: PathBuf,
    /// Where the site goes [default: public, beside the configuration]
    #[arg(long, short, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// A further list: its name and its archive
    #[arg(long, value_name = "NAME=PATH", value_parser = named_path)]
    pub inbox: Vec<(String, PathBuf)>,
    /// How lists are cut into digests: day, week, month, a number of mails, or a file of FROM..TO lines
    #[arg(long, value_name = "SCHEME")]
    pub windows: Option<Windows>,
    /// The site's title
    #[arg(long)]
    pub title: Option<String>,
    /// Where the site will be published
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// The language of the pages
    #[arg(long, value_name = "TAG")]
    pub language: Option<String>,
    /// The accent colour
    #[arg(long, value_name = "#RRGGBB")]
    pub accent: Option<String>,
    /// How addresses of people are shown
    #[arg(long, value_enum)]
    pub addresses: Option<Addresses>,
    /// Which addresses belong to one person, as git has it
    #[arg(long, value_name = "FILE")]
    pub mailmap: Option<PathBuf>,
    /// Threads to use [default: as many as there are processors]
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<std::num::NonZeroUsize>,
    /// Write what was left out, a JSON object a line
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct DigestArgs {
    /// A public-inbox archive
    pub archive: PathBuf,
    /// FROM excluded, TO included, each any unique abbreviation of a commit; or a digest's name: 2026-02-19, 2026-W08, 2026-02
    #[arg(value_name = "FROM..TO|NAME")]
    pub window: Wish,
    /// Text as digests have always been, or JSON
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// The list's name [default: the archive's]
    #[arg(long, value_name = "NAME")]
    pub list: Option<String>,
    /// The list in a public archive, for links to mails
    #[arg(long)]
    pub url: Option<String>,
    /// Which addresses belong to one person, as git has it
    #[arg(long, value_name = "FILE")]
    pub mailmap: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct SeriesArgs {
    /// A public-inbox archive
    pub archive: PathBuf,
    /// Of these mails only: FROM excluded, TO included [default: the whole archive]
    #[arg(value_name = "FROM..TO")]
    pub window: Option<Range>,
    /// A line for each series, or JSON
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Which addresses belong to one person, as git has it
    #[arg(long, value_name = "FILE")]
    pub mailmap: Option<PathBuf>,
    /// Days without a mail after which a series counts as forgotten
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
    /// The archive to make or to add to
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
        _ => Err("write it as NAME=PATH".to_owned()),
    }
}
