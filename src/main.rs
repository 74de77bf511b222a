//! The command line: arguments to options, one command, an exit code. The only place that prints.

mod bar;
mod cli;
mod commands;

use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;
use lorepress::archive::{Range, Wish};
use lorepress::config::{self, Config};
use lorepress::error::{Error, Kind, Result};
use lorepress::hosts;
use lorepress::options::{self, Options, Overrides, SiteRules};
use lorepress::{CommentsRequest, DigestRequest, Form, JoinedLists, SeriesRequest, StatisticsForm, Summary};
use mimalloc::MiMalloc;

use bar::{Bar, Loudness, loudness, say};
use cli::{
    BuildArgs, CheckArgs, Cli, Command, CommentsArgs, DigestArgs, Format, ImportArgs, RulesArgs, SeriesArgs,
    StatsArgs, StatsFormat, TemplatesArgs, WindowArgs,
};

/// A build keeps millions of short texts while it makes and drops as many others. In the heap that this leaves behind the
/// allocator of glibc searches long: a build with it takes a fifth more time. On Linux, libgit2 has it as well: of what that gives
/// back after the mails are read, glibc keeps some 20 MB.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Most threads for each processor.
const THREADS: usize = 4;

fn main() -> ExitCode {
    let Cli { command, quiet, verbose } = Cli::parse();
    bar::choose(match (quiet, verbose) {
        (true, _) => Loudness::Quiet,
        (false, true) => Loudness::Verbose,
        (false, false) => Loudness::Plain,
    });
    let result = match command {
        Command::Init(args) => commands::init::run(&args),
        Command::Build(args) => build(*args),
        Command::Fetch(args) => commands::fetch::run(&args),
        Command::Serve(args) => commands::serve::run(&args),
        Command::Check(args) => return checked(args),
        Command::Digest(args) => digest(args),
        Command::Mail(args) => commands::mail::run(args),
        Command::Series(args) => series(args),
        Command::Stats(args) => statistics(args),
        Command::Comments(args) => comments(args),
        Command::Query(args) => commands::query::run(&args),
        Command::Import(args) => import(args),
        Command::Templates(args) => templates(&args),
        Command::Completions { shell } => commands::manual::completions(shell),
        Command::Man { dir } => commands::manual::pages(&dir),
    };
    result.map_or_else(|error| failed(&error), |()| ExitCode::SUCCESS)
}

fn failed(error: &Error) -> ExitCode {
    say(&format!("error: {error}"));
    ExitCode::from(exit_code(error.kind()))
}

/// 2 is what a command line is refused with.
fn exit_code(kind: Kind) -> u8 {
    match kind {
        Kind::Failed => 1,
        Kind::Shrinks => 3,
        Kind::Busy => 4,
        Kind::Unfetched => 5,
    }
}

fn build(args: BuildArgs) -> Result<()> {
    let started = Instant::now();
    let options = options_of_site(&args.config, &args.overrides)?;
    [&args.report, &options.changed].into_iter().flatten().try_for_each(|path| check_writable(path))?;
    // What could not be fetched does not stop the build, whatever stopped it.
    let own: Vec<_> = options.inboxes.iter().filter(|inbox| options.reads(&inbox.name)).cloned().collect();
    let fetched = if args.fetch { commands::fetch::all(&own, true) } else { Ok(()) };
    if fetched.as_ref().is_err_and(|error| error.kind() != Kind::Unfetched) {
        return fetched;
    }
    let summary = built(&options, args.jobs)?;
    let reported = args.report.as_ref().map_or(Ok(()), |path| {
        let written = std::fs::write(path, summary.report.json_lines());
        written.map_err(|cause| Error::io(path, "write the report", &cause))
    });
    let told = tell(&in_words(&summary, &options, started.elapsed().as_secs_f64()));
    // The site is built, so no other code may say that it is not.
    let failed = [reported, told].into_iter().filter_map(Result::err).map(|error| error.to_string());
    summary.warnings.iter().cloned().chain(failed).for_each(|warning| say(&format!("warning: {warning}")));
    fetched
}

/// Fails where a file cannot be written, before there is anything to write. Pipes and devices are not tried.
fn check_writable(path: &Path) -> Result<()> {
    let there = std::fs::metadata(path).ok();
    if there.as_ref().is_some_and(|there| !there.is_file() && !there.is_dir()) {
        return Ok(());
    }
    // A link that leads nowhere yet stays, and so does what it leads to then.
    let is_new = std::fs::symlink_metadata(path).is_err();
    let opened = std::fs::OpenOptions::new().append(true).create(true).open(path);
    if is_new && opened.is_ok() {
        std::fs::remove_file(path).ok();
    }
    opened.map(drop).map_err(|cause| Error::io(path, "write", &cause))
}

/// Builds the site, and shows how far it is.
fn built(options: &Options, jobs: Option<NonZeroUsize>) -> Result<Summary> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads(jobs)).build();
    let pool = pool.map_err(|cause| Error::new("--jobs", cause.to_string(), "use fewer threads"))?;
    let bar = Bar::new();
    let summary = pool.install(|| lorepress::build(options, &bar));
    bar.finish();
    summary
}

/// Threads of a build; 0 means as many as there are processors. Thousands would only wait for each other.
fn threads(jobs: Option<NonZeroUsize>) -> usize {
    let processors = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    jobs.map_or(0, |jobs| jobs.get().min(processors * THREADS))
}

fn options(file: &Path, overrides: &Overrides) -> Result<Options> {
    let config = if is_missing(file) { Config::default() } else { Config::read(file)? };
    Options::resolve(config, file, overrides.clone())
}

/// The same for what makes no sense without a site: who has neither a configuration nor flags that name lists is in a
/// folder that they did not mean.
fn options_of_site(file: &Path, overrides: &Overrides) -> Result<Options> {
    let options = options(file, overrides)?;
    if is_missing(file) && options.inboxes.is_empty() && !options.content.exists() {
        let mend =
            "go to the folder of your site, or begin one with `lorepress init`; --config names another file";
        return Err(Error::new(config::FILE, "is not in this folder", mend));
    }
    Ok(options)
}

/// Whether there is no configuration, and nobody named one. One that cannot be read, as a link that leads nowhere, is
/// there: without it would be shown what it hides.
fn is_missing(file: &Path) -> bool {
    let missing = |cause: io::Error| cause.kind() == io::ErrorKind::NotFound;
    file == Path::new(config::FILE) && std::fs::symlink_metadata(file).is_err_and(missing)
}

/// A site with something wrong in it is a failure, though not an error.
fn checked(args: CheckArgs) -> ExitCode {
    match commands::check::run(&args) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => failed(&error),
    }
}

/// The summary of a build, as a person reads it.
fn in_words(summary: &Summary, options: &Options, seconds: f64) -> String {
    if !options.only.is_empty() {
        return of_own_lists(summary, options, seconds);
    }
    let mut text = if summary.nothing_new { "nothing new since the last build\n" } else { "" }.to_owned();
    if let Some(JoinedLists { read, jobs, of }) = &summary.joined {
        text.push_str(&format!(
            "joined with lists that were built on their own: {read} mails read again, {jobs} of {of} pages and feeds taken over\n"
        ));
    }
    text.push_str(&format!(
        "{} mails, {} patches, {} digests, {} series, {} authors\n{} pages in {} files, {:.1} MB, {seconds:.1} s: {}\n",
        summary.mails,
        summary.patches,
        summary.digests,
        summary.series,
        summary.authors,
        summary.pages,
        summary.size.files,
        summary.size.bytes as f64 / 1e6,
        options.output.display(),
    ));
    for limit in hosts::passed_limits(summary.size) {
        text.push_str(&format!("note: {limit}\n"));
    }
    // Feeds are written for the first time: later their ids are known to readers.
    if let Some(local) = hosts::local_url(&options.base_url).filter(|_| summary.is_first) {
        text.push_str(&format!("note: {local}\n"));
    }
    text + &skipped(summary)
}

/// The summary of a build of single lists.
fn of_own_lists(summary: &Summary, options: &Options, seconds: f64) -> String {
    let Summary { mails, patches, series, .. } = summary;
    let (lists, cache) = (options.only.join(", "), options.cache.display());
    format!(
        "{lists}: {mails} mails, {patches} patches, {series} series, kept for the build of all lists, {seconds:.1} s: {cache}\n{}",
        skipped(summary)
    )
}

/// How many mails were skipped of each kind, if any.
fn skipped(summary: &Summary) -> String {
    let counts = summary.report.counts();
    let kinds: Vec<String> = counts.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
    if kinds.is_empty() { String::new() } else { format!("skipped: {}\n", kinds.join(", ")) }
}

fn digest(args: DigestArgs) -> Result<()> {
    let (archive, window, request) = digest_request(args.of, form(args.format))?;
    print(&lorepress::digest(&archive, &window, &request)?)
}

/// The digest that was asked for: its archive, its window and what it is to be.
fn digest_request(args: WindowArgs, form: Form) -> Result<(PathBuf, Wish, DigestRequest)> {
    let url = args.url.map(|url| options::http_url(url, "--url", "--url")).transpose()?;
    let rules = rules(args.rules)?;
    Ok((args.archive, args.window, DigestRequest { list: args.list, url, rules, form }))
}

fn series(args: SeriesArgs) -> Result<()> {
    let request =
        SeriesRequest { rules: rules(args.rules)?, quiet_days: args.quiet_days, form: form(args.format) };
    print(&lorepress::series(&args.archive, args.window.as_ref(), &request)?)
}

fn comments(args: CommentsArgs) -> Result<()> {
    let series =
        SeriesRequest { rules: rules(args.rules)?, quiet_days: options::QUIET_DAYS, form: form(args.format) };
    let request = CommentsRequest { series, unplaced: args.unplaced };
    print(&lorepress::comments(&args.archive, &request)?)
}

fn statistics(args: StatsArgs) -> Result<()> {
    let form = match args.format {
        StatsFormat::Text => StatisticsForm::Text,
        StatsFormat::Json => StatisticsForm::Json,
        StatsFormat::Csv => StatisticsForm::Csv,
    };
    print(&lorepress::statistics(&args.archive, args.period, &rules(args.rules)?, form)?)
}

fn form(format: Format) -> Form {
    match format {
        Format::Text => Form::Text,
        Format::Json => Form::Json,
    }
}

/// What holds for all that is shown of an archive: what the configuration says, and another mailmap if one is named.
fn rules(args: RulesArgs) -> Result<SiteRules> {
    let rules = options(&args.config, &Overrides::default())?.into_rules();
    match args.mailmap {
        Some(path) => Ok(SiteRules { mailmap: options::read_mailmap(&path)?, ..rules }),
        None => Ok(rules),
    }
}

fn import(args: ImportArgs) -> Result<()> {
    let bar = Bar::new();
    bar.open("importing mails", None);
    let summary = lorepress::import::import(&args.source, &args.archive, &|seen| bar.set(seen));
    bar.finish();
    let summary = summary?;
    let mut text = format!(
        "{} mails, {} added, {} already present\n",
        summary.seen,
        summary.added,
        summary.duplicates.len()
    );
    for (place, kind) in &summary.left_out {
        text.push_str(&format!("skipped: {place}: {kind}\n"));
    }
    tell(&text)
}

/// Lists the built-in files, or copies the named ones next to the configuration. If one of them cannot be copied,
/// nothing is copied.
fn templates(args: &TemplatesArgs) -> Result<()> {
    let built_in = lorepress::built_in_files();
    if args.names.is_empty() {
        return print(&built_in.keys().map(|name| format!("{name}\n")).collect::<String>());
    }
    let root = args.config.parent().unwrap_or(Path::new(""));
    let mut files = Vec::with_capacity(args.names.len());
    for name in &args.names {
        let Some(bytes) = built_in.get(name) else {
            let mend = "`lorepress templates` lists the built-in files";
            return Err(Error::new(name.clone(), "no built-in file of that name", mend));
        };
        let path = root.join(name);
        if path.exists() {
            let place = path.display().to_string();
            return Err(Error::new(place, "already exists", "move or delete it first"));
        }
        files.push((path, bytes));
    }
    for (path, bytes) in files {
        make_folder(path.parent().unwrap_or(&path))?;
        std::fs::write(&path, bytes).map_err(|cause| Error::io(&path, "write", &cause))?;
    }
    Ok(())
}

/// Makes a folder, and those above it.
fn make_folder(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder).map_err(|cause| Error::io(folder, "create the folder", &cause))
}

/// Prints what came of a command, unless nobody wants to know.
fn tell(text: &str) -> Result<()> {
    if loudness() == Loudness::Quiet { Ok(()) } else { print(text) }
}

/// Prints to standard output. A reader that has seen enough, such as `head`, is not an error.
fn print(text: &str) -> Result<()> {
    print_bytes(text.as_bytes())
}

fn print_bytes(bytes: &[u8]) -> Result<()> {
    match io::stdout().lock().write_all(bytes) {
        Err(cause) if cause.kind() != io::ErrorKind::BrokenPipe => {
            Err(Error::io(Path::new("standard output"), "write", &cause))
        }
        _ => Ok(()),
    }
}
