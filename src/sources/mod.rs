//! Where digests come from: the windows of archives, and texts.

mod imported;

use std::collections::HashSet;
use std::fs;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use rayon::prelude::*;

use crate::archive::{Inbox, Range, Scheme, Slot, Window, short_id};
use crate::catalog::{Aliases, Filed};
use crate::content::{Content, Text};
use crate::digest::{self, Corrections, Deletions, Digest, Known, key};
use crate::error::{Error, Result};
use crate::mail::Mailmap;
use crate::maintainers::Maintainers;
use crate::options::{InboxOptions, Options};
use crate::progress::Progress;
use crate::report::{LeftOut, Report};
use crate::site;

/// Mails of a window when nobody asked for windows.
const MAILS_AT_ONCE: NonZeroUsize = NonZeroUsize::new(1_000).expect("more than none");

/// A mailing list of the site.
pub struct List {
    pub site: site::List,
    pub aliases: Aliases,
    archive: Option<Arc<Archive>>,
}

pub struct Archive {
    name: String,
    inbox: Inbox,
    deletions: Deletions,
    maintainers: Option<Arc<Maintainers>>,
}

impl Archive {
    fn digest(&self, window: &Window, mailmap: &Mailmap, corrections: &Corrections) -> Digest {
        let maintainers = self.maintainers.as_deref();
        let known = Known { deletions: &self.deletions, mailmap, corrections, maintainers };
        digest::build(&self.name, &self.inbox, window, known)
    }
}

/// What one digest is made from.
pub enum Source<'a> {
    Window {
        list: usize,
        archive: Arc<Archive>,
        window: Window,
        /// The text that was received for this window.
        original: Option<&'a Text>,
        /// Its mails are in other windows as well.
        overlaps: bool,
    },
    Text {
        list: usize,
        text: &'a Text,
        date: Date,
    },
}

impl Source<'_> {
    /// How many mails it has to read.
    pub fn mails(&self) -> usize {
        match self {
            Source::Window { window, .. } => window.slots.len(),
            Source::Text { .. } => 0,
        }
    }

    /// Makes the digest.
    pub fn file(&self, mailmap: &Mailmap, corrections: &Corrections) -> Filed {
        match self {
            Source::Window { list, archive, window, original, overlaps } => Filed {
                list: *list,
                name: window.period.name(),
                title: window.period.title(),
                since: window.since,
                until: window.until,
                digest: archive.digest(window, mailmap, corrections),
                original: original.map(|text| text.raw.clone()),
                only_text: false,
                overlaps: *overlaps,
            },
            Source::Text { list, text, date } => {
                let time = noon(*date);
                Filed {
                    list: *list,
                    name: text_name(text),
                    title: format!("{}..{}", text.digest.from, text.digest.to),
                    since: time,
                    until: time,
                    digest: Digest::from_text(&text.digest, time),
                    original: Some(text.raw.clone()),
                    only_text: true,
                    overlaps: false,
                }
            }
        }
    }

    fn address(&self) -> (usize, String) {
        match self {
            Source::Window { list, window, .. } => (*list, window.period.name()),
            Source::Text { list, text, .. } => (*list, text_name(text)),
        }
    }
}

fn text_name(text: &Text) -> String {
    let from = if text.digest.from.is_empty() { "0".repeat(9) } else { short_id(&text.digest.from) };
    format!("{from}-{}", short_id(&text.digest.to))
}

/// A day's middle, in seconds since 1970.
fn noon(date: Date) -> i64 {
    let moment = TimeZone::UTC.to_zoned(date.at(12, 0, 0, 0));
    moment.map_or(0, |moment| moment.timestamp().as_second())
}

/// Opens all archives, cuts them into windows and finds the texts their places. Lists that only texts name
/// come last.
pub fn open<'a>(
    options: &Options,
    content: &'a Content,
    progress: &dyn Progress,
) -> Result<(Vec<List>, Vec<Source<'a>>, Report)> {
    let mut lists = Vec::new();
    let mut sources = Vec::new();
    let mut report = Report::default();
    for inbox_options in &options.inboxes {
        let maintainers = read_maintainers(inbox_options, &mut report)?.map(Arc::new);
        let path = imported::archive_path(inbox_options, &options.cache, progress, &mut report)?;
        progress.stage("walking history", None);
        let inbox = Inbox::open(&path)?;
        let windows = Window::cut(&inbox, &inbox_options.scheme).map_err(|problem| {
            let place = inbox_options.windows_file.as_deref().unwrap_or(&path).display().to_string();
            Error::new(place, problem, "name windows of this archive; `git log` in it lists its commits")
        })?;
        check_windows(&windows, inbox_options)?;
        report.extend(inbox.broken().iter().cloned());
        report.extend(outside(&inbox, &windows, &inbox_options.scheme));
        let deletions = Deletions::find(&inbox);
        let archive = Arc::new(Archive {
            name: inbox_options.name.clone(),
            inbox,
            deletions,
            maintainers: maintainers.clone(),
        });
        let list = lists.len();
        lists.push(List {
            site: site::List {
                name: inbox_options.name.clone(),
                url: inbox_options.url.clone(),
                commits: inbox_options.commits.clone(),
                maintainers,
            },
            aliases: read_aliases(inbox_options)?,
            archive: Some(archive.clone()),
        });
        let source = |window| Source::Window {
            list,
            archive: archive.clone(),
            window,
            original: None,
            overlaps: false,
        };
        sources.extend(windows.into_iter().map(source));
    }
    for text in &content.texts {
        place_text(text, &mut lists, &mut sources)?;
        report.extend(text.digest.unread.iter().map(|unread| {
            let line = format!("{}:{}", text.file.display(), unread.line);
            LeftOut::commit(line, None, "unread-line")
        }));
    }
    check_addresses(&sources, content)?;
    Ok((lists, sources, report))
}

/// An alias that is no prefix of a title would never be used.
fn read_aliases(options: &InboxOptions) -> Result<Aliases> {
    Aliases::new(&options.aliases).map_err(|prefix| {
        let place = format!("{}: aliases of inbox {}", crate::config::FILE, options.name);
        let mend = "write it as titles begin, without the last colon: \"KVM/arm64\" = \"KVM: arm64\"";
        Error::new(place, format!("`{prefix}` names no subsystem"), mend)
    })
}

/// The `MAINTAINERS` file of an inbox; what of it cannot be used is reported.
fn read_maintainers(options: &InboxOptions, report: &mut Report) -> Result<Option<Maintainers>> {
    let Some(path) = &options.maintainers else { return Ok(None) };
    let text = fs::read_to_string(path).map_err(|cause| Error::io(path, "read the maintainers", &cause))?;
    let (maintainers, defects) = Maintainers::parse(&text);
    if maintainers.list().is_empty() {
        let mend =
            "name a file as Linux and QEMU have it: a title, below it lines such as `F:\tdrivers/net/`";
        return Err(Error::new(path.display().to_string(), "there is no section in it", mend));
    }
    report.extend(defects.into_iter().map(|defect| {
        LeftOut::commit(format!("{}:{}", path.display(), defect.line), None, "unread-pattern")
    }));
    Ok(Some(maintainers))
}

/// A file may name one window twice, in different abbreviations.
fn check_windows(windows: &[Window], options: &InboxOptions) -> Result<()> {
    let mut seen = HashSet::new();
    match windows.iter().map(|window| window.period.name()).find(|name| !seen.insert(name.clone())) {
        Some(name) => {
            let place = options.windows_file.as_deref().unwrap_or(&options.path).display().to_string();
            Err(Error::new(place, format!("there are two digests {name}"), "take one of them away"))
        }
        None => Ok(()),
    }
}

/// Commits that are in none of the windows a file names.
fn outside(inbox: &Inbox, windows: &[Window], scheme: &Scheme) -> Vec<LeftOut> {
    if !matches!(scheme, Scheme::Ranges(_)) {
        return Vec::new();
    }
    let mut covered = vec![false; inbox.slots().len()];
    for window in windows {
        covered[window.slots.clone()].fill(true);
    }
    let outside = inbox.slots().iter().zip(covered).filter(|(_, covered)| !covered);
    outside
        .map(|(slot, _): (&Slot, bool)| LeftOut::commit(slot.commit.to_string(), None, "outside-windows"))
        .collect()
}

/// Makes a text a digest of its list: built from the mails if the archive holds its window.
fn place_text<'a>(text: &'a Text, lists: &mut Vec<List>, sources: &mut Vec<Source<'a>>) -> Result<()> {
    let slug = key::slug(&text.digest.list);
    let known = lists.iter().position(|list| key::slug(&list.site.name) == slug);
    let list = known.unwrap_or_else(|| {
        let site = site::List { name: text.digest.list.clone(), url: None, commits: None, maintainers: None };
        lists.push(List { site, aliases: Aliases::default(), archive: None });
        lists.len() - 1
    });
    let archive = lists[list].archive.clone();
    let window = archive.as_ref().and_then(|archive| {
        let range = Range::between(&text.digest.from, &text.digest.to)?;
        Window::of(&archive.inbox, &range).ok()
    });
    if let (Some(archive), Some(window)) = (&archive, window) {
        let same = sources.iter_mut().find_map(|source| match source {
            Source::Window { list: of, window: other, original, .. }
                if *of == list && other.slots == window.slots =>
            {
                Some(original)
            }
            _ => None,
        });
        match same {
            Some(original) => *original = Some(text),
            None => sources.push(Source::Window {
                list,
                archive: archive.clone(),
                window,
                original: Some(text),
                overlaps: true,
            }),
        }
        return Ok(());
    }
    let from_archive = || {
        let to = Range::between("", &text.digest.to)?;
        let window = Window::of(&archive.as_ref()?.inbox, &to).ok()?;
        Some(crate::archive::date_of(window.until))
    };
    let date = text.date.or_else(from_archive).or_else(|| text.digest.newest_date()).ok_or_else(|| {
        let mend = "begin its file name with the date: YYYY-MM-DD-…";
        Error::new(text.file.display().to_string(), "nothing tells the date of this digest", mend)
    })?;
    sources.push(Source::Text { list, text, date });
    Ok(())
}

/// Two digests of one window would write the same page.
fn check_addresses(sources: &[Source], content: &Content) -> Result<()> {
    let mut seen = HashSet::new();
    for source in sources {
        let (list, name) = source.address();
        if !seen.insert((list, name.clone())) {
            let is_of = |text: &&Text| text_name(text) == name;
            let place = content
                .texts
                .iter()
                .rfind(is_of)
                .map_or("windows".to_owned(), |text| text.file.display().to_string());
            return Err(Error::new(place, format!("there are two digests {name}"), "take one of them away"));
        }
    }
    Ok(())
}

/// The digests of an archive without a site: of one window, or of windows that hold all of it.
pub fn file_archive(path: &Path, range: Option<&Range>, mailmap: &Mailmap) -> Result<Vec<Filed>> {
    let inbox = Inbox::open(path)?;
    let windows = match range {
        Some(range) => Window::of(&inbox, range).map(|window| vec![window]),
        None => Window::cut(&inbox, &Scheme::Count(MAILS_AT_ONCE)),
    };
    let windows = windows.map_err(|problem| unknown_window(path, problem))?;
    let deletions = Deletions::find(&inbox);
    let archive = Arc::new(Archive { name: name_of(path), inbox, deletions, maintainers: None });
    let source = |window| Source::Window {
        list: 0,
        archive: archive.clone(),
        window,
        original: None,
        overlaps: false,
    };
    let without_bodies = |mut filed: Filed| {
        for entry in &mut filed.digest.entries {
            (entry.body, entry.diff) = (String::new(), String::new());
        }
        filed
    };
    let sources: Vec<Source> = windows.into_iter().map(source).collect();
    Ok(sources
        .par_iter()
        .map(|source| without_bodies(source.file(mailmap, &Corrections::default())))
        .collect())
}

/// What to say of a window that an archive does not hold.
pub fn unknown_window(archive: &Path, problem: String) -> Error {
    Error::new(archive.display().to_string(), problem, "`git log` in the archive lists its commits")
}

/// A name for a list that has none but its archive's: the last part of the path that says something.
pub fn name_of(archive: &Path) -> String {
    let parts = archive.components().rev().map(|part| part.as_os_str().to_string_lossy().into_owned());
    let mut names = parts.map(|part| part.trim_end_matches(".git").to_owned());
    let says_something =
        |name: &String| !name.is_empty() && name != "git" && name != "." && name.parse::<u32>().is_err();
    names.find(says_something).unwrap_or_else(|| "list".to_owned())
}
