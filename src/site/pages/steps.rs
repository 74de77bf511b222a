//! What changed from version to version of a series: which patches, and what in them.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::context::Context;
use super::matrix::{self, Draft};
use super::pieces::versions;
use super::title::link;
use crate::catalog::{self, ListAt, PatchAt, RevisionAt, SeriesAt};
use crate::digest::Entry;
use crate::digest::Revision;
use crate::error::Result;
use crate::mail::{self, commit_message};
use crate::rangediff::{self, Change, Comparison, Hunk, Inner, Outer, Pair, Patch, PatchLines};
use crate::site::view::{Fold, RangeDiff, RangeHunk, Run, Step, StepRow, Steps};

/// Bytes of range-diffs on one page at most.
const LARGEST_PAGE: usize = 60_000;
/// Range-diffs are not even made once less than this is left of it.
const SMALLEST: usize = 500;
/// Bytes of diffs of one version that are compared at most.
const LARGEST_VERSION: u64 = 4 << 20;

/// A version as it is compared.
struct ComparedRevision<'a> {
    name: String,
    /// It has the diffs of the one before.
    resend: bool,
    patches: Vec<PatchOf<'a>>,
    /// None if there is too much to compare.
    texts: Option<Vec<PatchLines>>,
    /// Not all its patches are there.
    incomplete: bool,
}

struct PatchOf<'a> {
    entry: &'a Entry,
    list: ListAt,
}

impl PatchOf<'_> {
    fn counter(&self) -> String {
        let (index, total) = (self.entry.index.unwrap_or(1), self.entry.total.unwrap_or(1));
        format!("{index}/{total}")
    }
}

/// The steps of a series, the newest first.
pub fn view(context: &Context, series: SeriesAt) -> Result<Steps> {
    let series = &context.catalog.series[series];
    let mut revisions: Vec<RevisionAt> = series.revisions.positions().collect();
    if revisions.len() < 2 {
        return Ok(Steps::default());
    }
    revisions.sort_by_key(|&at| series.revisions[at].counted());
    if let Some(outline) = outline(context, series, &revisions)? {
        return Ok(outline);
    }
    let mut steps = Vec::new();
    let mut matrix = Draft::default();
    let mut room = LARGEST_PAGE;
    let mut newer: Option<ComparedRevision> = None;
    for at in revisions.into_iter().rev() {
        let older = compared(context, series.revisions[at].version, series.revisions.standing(at))?;
        if older.patches.is_empty() {
            continue;
        }
        if let Some(newer) = &newer {
            let comparison = compare(&older, newer);
            // Two halves of one revision are not a step.
            if older.name != newer.name
                || comparison.pairs.iter().any(|pair| pair.older.zip(pair.newer).is_some())
            {
                let step = step(context, steps.len(), &older, newer, &comparison, &mut room);
                matrix.step(context, &step, &comparison.pairs);
                steps.push(step);
            } else {
                matrix.close();
            }
        }
        newer = Some(older);
    }
    fold(context, &mut steps);
    Ok(Steps { matrix: matrix.finish(), list: steps })
}

/// What stands for the steps in an outline: all that they are made of, with the names of texts. `None` where texts are
/// shown, or some have no name.
fn outline(context: &Context, series: &catalog::Series, revisions: &[RevisionAt]) -> Result<Option<Steps>> {
    let are_named = series.mails().all(|mail| context.texts.are_names_of(context.catalog.entry(mail)));
    if !are_named {
        return Ok(None);
    }
    let mut summary = String::new();
    for &at in revisions {
        let revision = series.revisions.standing(at);
        let named = named(context, revision);
        let incomplete = named.is_incomplete(context, revision);
        let version = series.revisions[at].version;
        writeln!(summary, "{version} {} {incomplete}", revision.resend).expect("a string takes everything");
        for &mail in &named.with_diff {
            let entry = context.catalog.entry(mail);
            let href = context.mail_href(context.catalog.list_of(mail), entry.message_id.as_deref());
            let (body, diff) = (context.body(mail)?, context.texts.diff(entry)?);
            let said = (entry.index, entry.total, &entry.title, entry.author.to_string(), href, body, diff);
            writeln!(summary, "{said:?}").expect("a string takes everything");
        }
    }
    let step = Step { summary, ..Step::default() };
    Ok(Some(Steps { list: vec![step], ..Steps::default() }))
}

/// Folds the middle of many steps.
fn fold(context: &Context, steps: &mut [Step]) {
    if let Some(middle) = versions::middle(steps.len()) {
        let (newest, oldest) = (&steps[middle.start].to, &steps[middle.end - 1].from);
        let values = [("count", middle.len().into()), ("from", oldest.into()), ("to", newest.into())];
        steps[middle.start].fold.begins = Some(context.say("steps-folded", &values));
        steps[middle.end - 1].fold.ends = true;
    }
}

/// The patches of a revision that have a diff, under the name of a version.
fn compared<'a>(
    context: &Context<'a>,
    version: mail::Version,
    revision: &Revision<catalog::Patch>,
) -> Result<ComparedRevision<'a>> {
    let catalog = context.catalog;
    let named = named(context, revision);
    let with_diff = &named.with_diff;
    let length = |mail: PatchAt| catalog.entry(mail).text.diff;
    let too_large = with_diff.iter().map(|&mail| length(mail)).sum::<u64>() > LARGEST_VERSION;
    let texts = match too_large {
        true => None,
        false => Some(with_diff.iter().map(|&mail| text(context, mail)).collect::<Result<_>>()?),
    };
    let patch = |&mail: &PatchAt| PatchOf { entry: catalog.entry(mail), list: catalog.list_of(mail) };
    Ok(ComparedRevision {
        name: format!("v{version}"),
        resend: revision.resend,
        patches: with_diff.iter().map(patch).collect(),
        texts,
        incomplete: named.is_incomplete(context, revision),
    })
}

/// The patches of a revision, of several mails of the same number and title the last.
struct Named {
    count: usize,
    /// Those that have a diff.
    with_diff: Vec<PatchAt>,
}

impl Named {
    /// Whether some patches of the revision are not there.
    fn is_incomplete(&self, context: &Context, revision: &Revision<catalog::Patch>) -> bool {
        !versions::missing(context.catalog, revision).is_empty() || self.with_diff.len() < self.count
    }
}

fn named(context: &Context, revision: &Revision<catalog::Patch>) -> Named {
    let catalog = context.catalog;
    let mut last: BTreeMap<(Option<u32>, &str), PatchAt> = BTreeMap::new();
    let mails: Vec<PatchAt> =
        revision.mails.iter().copied().filter(|&mail| !catalog.entry(mail).is_cover()).collect();
    for &mail in &mails {
        let entry = catalog.entry(mail);
        last.insert((entry.index, &entry.title), mail);
    }
    let with_diff: Vec<PatchAt> = mails
        .iter()
        .copied()
        .filter(|&mail| {
            let entry = catalog.entry(mail);
            last[&(entry.index, entry.title.as_str())] == mail && entry.text.diff > 0
        })
        .collect();
    Named { count: last.len(), with_diff }
}

/// A patch as it is compared.
fn text(context: &Context, mail: PatchAt) -> Result<PatchLines> {
    let entry = context.catalog.entry(mail);
    let diff = context.texts.diff(entry)?;
    let (author, body) = (entry.author.to_string(), context.body(mail)?);
    let message = commit_message(&body);
    Ok(PatchLines::of(&Patch { title: &entry.title, author: &author, message, diff: &diff }))
}

fn step(
    context: &Context,
    number: usize,
    older: &ComparedRevision,
    newer: &ComparedRevision,
    comparison: &Comparison,
    room: &mut usize,
) -> Step {
    let again = if newer.resend { "version-resend" } else { "version-again" };
    let again = || context.say(again, &[("version", (&newer.name).into())]);
    let mut step = Step {
        anchor: format!("step-{}", number + 1),
        from: older.name.clone(),
        to: if older.name == newer.name { again() } else { newer.name.clone() },
        summary: summary(context, &comparison.pairs),
        incomplete: [older, newer]
            .iter()
            .filter(|version| version.incomplete)
            .map(|version| version.name.clone())
            .collect(),
        too_large: comparison.by_title,
        rows: Vec::with_capacity(comparison.pairs.len()),
        range_diffs: Vec::new(),
        left_out: Vec::new(),
        fold: Fold::default(),
    };
    for pair in &comparison.pairs {
        let mut row = row(context, pair, older, newer);
        let texts = older.texts.as_ref().zip(newer.texts.as_ref());
        let texts = texts.and_then(|(old, new)| Some((&old[pair.older?], &new[pair.newer?])));
        if let Some((old, new)) = texts.filter(|_| pair.change != Change::Same) {
            match hunks(context, old, new, room) {
                Some(hunks) => {
                    let anchor = format!("{}-{}", step.anchor, step.range_diffs.len() + 1);
                    let (counter, title) = (row.counter.clone(), row.title.clone());
                    row.anchor = Some(anchor.clone());
                    step.range_diffs.push(RangeDiff { anchor, counter, title, hunks });
                }
                None => step.left_out.push(link(&row.counter, row.mail_href.clone().unwrap_or_default())),
            }
        }
        step.rows.push(row);
    }
    step
}

fn row(context: &Context, pair: &Pair, older: &ComparedRevision, newer: &ComparedRevision) -> StepRow {
    let old = pair.older.map(|at| &older.patches[at]);
    let new = pair.newer.map(|at| &newer.patches[at]);
    let counter = |patch: Option<&PatchOf>| patch.map_or(String::new(), PatchOf::counter);
    let title = |patch: Option<&PatchOf>| patch.map_or("", |patch| &patch.entry.title).to_owned();
    let shown = new.or(old);
    let renamed = old.zip(new).is_some_and(|(old, new)| old.entry.title != new.entry.title);
    StepRow {
        counter: counter(new),
        was: counter(old),
        title: context.shown(&title(shown)),
        old_title: renamed.then(|| context.shown(&title(old))),
        mail_href: shown.and_then(|patch| context.mail_href(patch.list, patch.entry.message_id.as_deref())),
        change: matrix::in_words(context, pair.change),
        moved: pair.moved,
        anchor: None,
    }
}

/// The range-diff of a patch, if there is still room for it on the page.
fn hunks(
    context: &Context,
    older: &PatchLines,
    newer: &PatchLines,
    room: &mut usize,
) -> Option<Vec<RangeHunk>> {
    if *room < SMALLEST {
        return None;
    }
    let hunks = rangediff::hunks(older, newer);
    let size = |hunk: &Hunk| hunk.lines.iter().map(|line| line.text.len() + 2).sum::<usize>();
    *room = room.checked_sub(hunks.iter().map(size).sum())?;
    let hunk = |hunk: &Hunk| RangeHunk { section: context.shown(hunk.section), runs: runs(context, hunk) };
    Some(hunks.iter().map(hunk).collect())
}

/// The lines of a hunk, those of one kind together.
fn runs(context: &Context, hunk: &Hunk) -> Vec<Run> {
    let kind = |line: &rangediff::HunkLine| (line.outer, line.inner);
    let runs = hunk.lines.chunk_by(|one, next| kind(one) == kind(next));
    let run = |lines: &[rangediff::HunkLine]| {
        let text: String = lines.iter().map(|line| format!("{}{}\n", line.outer.sign(), line.text)).collect();
        Run {
            version: match lines[0].outer {
                Outer::Both => "both",
                Outer::Older => "older",
                Outer::Newer => "newer",
            },
            line: match lines[0].inner {
                Inner::Context => "context",
                Inner::Added => "added",
                Inner::Removed => "removed",
                Inner::Header => "header",
            },
            text: context.site.addresses.scrub(&text).into_owned(),
        }
    };
    runs.map(run).collect()
}

/// Compares two versions; nothing is said of what is too large.
fn compare(older: &ComparedRevision, newer: &ComparedRevision) -> Comparison {
    match (&older.texts, &newer.texts) {
        (Some(older), Some(newer)) => rangediff::compare(older, newer),
        _ => Comparison { pairs: Vec::new(), by_title: true },
    }
}

/// How many patches there are of each kind: `7 the same, 2 changed, 1 moved`.
fn summary(context: &Context, pairs: &[Pair]) -> String {
    let kinds = [Change::Same, Change::Reworded, Change::Changed, Change::Added, Change::Dropped];
    let of = |kind| pairs.iter().filter(|pair| pair.change == kind).count();
    let moved = pairs.iter().filter(|pair| pair.moved).count();
    let counts = kinds.map(|kind| (of(kind), matrix::in_words(context, kind)));
    let counts = counts.into_iter().chain([(moved, context.text("moved"))]).filter(|(count, _)| *count > 0);
    counts.map(|(count, kind)| format!("{count} {kind}")).collect::<Vec<_>>().join(", ")
}
