//! Windows and texts become digests.

use std::collections::HashSet;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rayon::prelude::*;

use super::{Archive, List, Mails};
use crate::archive::{Inbox, Period, Range, Scheme, Slot, Window, date_of, short_id};
use crate::catalog::{self, Aliases, Filed, ListAt};
use crate::content::{Content, ReceivedText};
use crate::digest::key::{self, Key};
use crate::digest::{Digest, Stretch, assemble};
use crate::error::{Error, Result};
use crate::options::Options;
use crate::position::Table;
use crate::report::{LeftOut, Report};
use crate::site::route;
use crate::spool::Spool;

/// What the report calls a mail that is older than the site.
const BEFORE_SINCE: &str = "before-since";

/// The lists of the site, which texts may add to.
type Lists = Table<catalog::List, List>;

/// What one digest is made from.
enum DigestSource<'a> {
    Window {
        list: ListAt,
        window: Window,
        /// The text that was received for this window.
        original: Option<&'a ReceivedText>,
        /// Its mails are in other windows as well.
        overlaps: bool,
    },
    Text {
        list: ListAt,
        text: &'a ReceivedText,
        date: Date,
    },
}

impl DigestSource<'_> {
    fn address(&self) -> (ListAt, String) {
        match self {
            DigestSource::Window { list, window, .. } => (*list, window.period.name()),
            DigestSource::Text { list, text, .. } => (*list, text_name(text)),
        }
    }
}

fn text_name(text: &ReceivedText) -> String {
    let from = if text.digest.from.is_empty() { "0".repeat(9) } else { short_id(&text.digest.from) };
    format!("{from}-{}", short_id(&text.digest.to))
}

/// A day's middle, in seconds since 1970.
fn noon(date: Date) -> i64 {
    TimeZone::UTC.to_timestamp(date.at(12, 0, 0, 0)).map_or(0, Timestamp::as_second)
}

/// Makes every digest of the site. Lists that only texts name are added at the end.
pub fn digests(
    lists: &mut Lists,
    mut mails: Table<catalog::List, Mails>,
    content: &Content,
    options: &Options,
    spool: &Spool,
    report: &mut Report,
) -> Result<Table<Filed>> {
    let mut sources = Vec::new();
    for (at, mails) in mails.iter_at() {
        let Some(archive) = &mut lists[at].archive else { continue };
        let mut windows = cut(archive, &mails.times)?;
        if let Some(since) = options.since {
            let newer =
                windows.into_iter().filter_map(|window| window.since(&archive.inbox, since, &mails.times));
            windows = newer.collect();
            archive.older = mails.times.iter().filter(|&&time| time < since).count();
            report.count(BEFORE_SINCE, archive.older);
        }
        report.extend(outside(&archive.inbox, &windows, &archive.scheme));
        let source = |window| DigestSource::Window { list: at, window, original: None, overlaps: false };
        sources.extend(windows.into_iter().map(source));
    }
    for text in &content.texts {
        place_text(text, lists, &mails, options.since, &mut sources)?;
        report.extend(text.digest.unread.iter().map(|unread| {
            let line = format!("{}:{}", text.file.display(), unread.line);
            LeftOut::commit(line, None, "unread-line")
        }));
    }
    check_addresses(&sources, content)?;
    let stretches = divided(lists, &mut mails, &sources);
    let file = |(source, mails): (&DigestSource, Stretch)| file(source, mails, lists, options, spool);
    let filed: Result<Vec<Filed>> = sources.par_iter().zip(stretches).map(file).collect();
    filed.map(Table::from)
}

/// The windows of an archive. A file may name one twice, in different abbreviations.
fn cut(archive: &Archive, times: &[i64]) -> Result<Vec<Window>> {
    if archive.inbox.is_empty() && matches!(&archive.scheme, Scheme::Ranges(ranges) if !ranges.is_empty()) {
        return Err(super::empty_archive(archive.place.as_ref()));
    }
    let windows = Window::cut(&archive.inbox, &archive.scheme, times)
        .map_err(|problem| super::unknown_window(archive.place.as_ref(), problem))?;
    let mut seen = HashSet::new();
    match windows.iter().map(|window| window.period.name()).find(|name| !seen.insert(name.clone())) {
        Some(name) => Err(twice(archive.place.clone(), &name)),
        None => Ok(windows),
    }
}

fn twice(place: String, name: &str) -> Error {
    Error::new(place, format!("digest {name} is defined twice"), "remove one of them")
}

/// Commits that are in none of the windows a file names.
fn outside(inbox: &Inbox, windows: &[Window], scheme: &Scheme) -> Vec<LeftOut> {
    if !matches!(scheme, Scheme::Ranges(_)) {
        return Vec::new();
    }
    let mut covered = vec![false; inbox.slots().len()];
    for window in windows {
        window.places.iter().for_each(|&place| covered[place] = true);
    }
    let outside = inbox.slots().iter().zip(covered).filter(|(_, covered)| !covered);
    outside
        .map(|(slot, _): (&Slot, bool)| LeftOut::commit(slot.commit.to_string(), None, "outside-windows"))
        .collect()
}

/// The mails of each source; of a text none.
fn divided(lists: &Lists, mails: &mut Table<catalog::List, Mails>, sources: &[DigestSource]) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = sources.iter().map(|_| Stretch::default()).collect();
    for at in mails.positions() {
        let Some(archive) = &lists[at].archive else { continue };
        let of_list = |source: &DigestSource| match source {
            DigestSource::Window { list, window, .. } if *list == at => Some(window.clone()),
            DigestSource::Window { .. } | DigestSource::Text { .. } => None,
        };
        let (numbers, windows): (Vec<usize>, Vec<Window>) = sources
            .iter()
            .enumerate()
            .filter_map(|(number, source)| Some((number, of_list(source)?)))
            .unzip();
        let stretch = std::mem::take(&mut mails[at].stretch);
        let divided = stretch.divided(&windows, archive.inbox.slots().len());
        numbers.into_iter().zip(divided).for_each(|(number, stretch)| stretches[number] = stretch);
    }
    stretches
}

/// Makes the digest of a source.
fn file(
    source: &DigestSource,
    mails: Stretch,
    lists: &Lists,
    options: &Options,
    spool: &Spool,
) -> Result<Filed> {
    match source {
        DigestSource::Window { list, window, original, overlaps } => {
            let archive = lists[*list].archive.as_ref().expect("windows are those of archives");
            let known = archive.known(&options.mailmap, &options.links);
            let digest = assemble(&archive.name, &archive.inbox, window, mails, known);
            Ok(Filed {
                original: original.map(|text| text.raw.clone()),
                overlaps: *overlaps,
                ..Filed::of_window(*list, window, digest)
            })
        }
        DigestSource::Text { list, text, date } => {
            let time = noon(*date);
            let mut digest = Digest::from_text(&text.digest, time);
            spool.put_entries(&mut digest.entries)?;
            Ok(Filed {
                list: *list,
                key: Key::named(text_name(text)),
                period: Period::Commits(text.digest.from.clone(), text.digest.to.clone()),
                since: time,
                until: time,
                digest,
                original: Some(text.raw.clone()),
                only_text: true,
                overlaps: false,
            })
        }
    }
}

/// Makes a text a digest of its list: built from the mails if the archive holds its window.
fn place_text<'a>(
    text: &'a ReceivedText,
    lists: &mut Lists,
    mails: &Table<catalog::List, Mails>,
    since: Option<i64>,
    sources: &mut Vec<DigestSource<'a>>,
) -> Result<()> {
    let slug = key::slug(&text.digest.list);
    let known = lists.find(|list| key::slug(&list.own.name) == slug);
    let list = known.unwrap_or_else(|| {
        let name = text.digest.list.clone();
        // A site of texts alone begins with the list that its first text names.
        let slug = if lists.is_empty() { String::new() } else { route::list_slug(&name) };
        let own =
            catalog::List { name, slug, url: None, commits: None, trees: Vec::new(), maintainers: None };
        lists.push(List { own, aliases: Aliases::default(), archive: None })
    });
    let archive = lists[list].archive.as_ref().zip(mails.get(list));
    let window = |from: &str| {
        let (archive, mails) = archive?;
        let range = Range::between(from, &text.digest.to)?;
        Window::of(&archive.inbox, &range, &mails.times).ok()
    };
    // What is older than the site is there as a text alone.
    let is_here = |window: &Window| since.is_none_or(|since| window.since >= since);
    if let Some(window) = window(&text.digest.from).filter(is_here) {
        let same = sources.iter_mut().find_map(|source| match source {
            DigestSource::Window { list: of, window: other, original, .. }
                if *of == list && other.commits == window.commits =>
            {
                Some(original)
            }
            DigestSource::Window { .. } | DigestSource::Text { .. } => None,
        });
        match same {
            Some(original) => *original = Some(text),
            None => sources.push(DigestSource::Window { list, window, original: Some(text), overlaps: true }),
        }
        return Ok(());
    }
    let from_archive = || Some(date_of(window("")?.until));
    let date = text.date.or_else(from_archive).or_else(|| text.digest.newest_date()).ok_or_else(|| {
        let mend = "begin its file name with the date: YYYY-MM-DD-…";
        Error::new(text.file.display().to_string(), "the date of this digest is unknown", mend)
    })?;
    sources.push(DigestSource::Text { list, text, date });
    Ok(())
}

/// Two digests of one window would write the same page.
fn check_addresses(sources: &[DigestSource], content: &Content) -> Result<()> {
    let mut seen = HashSet::new();
    for source in sources {
        let (list, name) = source.address();
        if !seen.insert((list, name.clone())) {
            let is_of = |text: &&ReceivedText| text_name(text) == name;
            let place = content
                .texts
                .iter()
                .rfind(is_of)
                .map_or("windows".to_owned(), |text| text.file.display().to_string());
            return Err(twice(place, &name));
        }
    }
    Ok(())
}
