//! A series' page: all its versions, in several parts if their texts are long.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::context::Context;
use super::head::head;
use super::layout::{Piece, ShownVersion};
use super::life;
use super::number::stat;
use super::page::{Job, Page};
use super::parts::pager_of;
use super::pieces::answer;
use super::pieces::backports;
use super::pieces::comments;
use super::pieces::mails::{self, Place};
use super::pieces::patch_diff;
use super::pieces::sections;
use super::pieces::state;
use super::pieces::text;
use super::pieces::versions;
use super::steps;
use super::title::link;
use crate::catalog::{AuthorAt, PatchAt, Series, SeriesAt};
use crate::digest::grouping::Link;
use crate::error::Result;
use crate::position::tally;
use crate::site::route;
use crate::site::said;
use crate::site::view::{self, PatchLine, PatchText, PersonLink, Steps};

/// People named on a series' page at most.
const PEOPLE: usize = 30;

/// The view of a part of a series' page.
pub fn view(context: &Context, at: SeriesAt, part: usize) -> Result<view::SeriesPage> {
    let catalog = context.catalog;
    let series = &catalog.series[at];
    let head_mail = catalog.entry(series.newest().mails[0]);
    let times = || series.mails().map(|patch| catalog.entry(patch).sent);
    let name = context.name(&head_mail.author);
    let values = [("count", series.revisions.len().into()), ("name", (&name).into())];
    let description = context.say("series-about", &values);
    let parts = &context.layouts.series[at];
    let job = Job { page: Page::Series(at), part };
    let root = route::root_from(&job.href(context));
    let pieces = parts[part - 1].iter();
    let patches = series.mails().filter(|&patch| !catalog.entry(patch).is_cover()).count();
    let lists = context.index.series_lists[at].iter();
    let mut revisions =
        pieces.map(|piece| revision(context, at, piece, &root)).collect::<Result<Vec<_>>>()?;
    if part == 1 {
        fold(context, &mut revisions, series.revisions.len());
    }
    Ok(view::SeriesPage {
        page: head(context, job, &series.title, &description),
        title: context.shown(&series.title),
        author: context.person(&head_mail.author),
        sender: backports::sent_by(context, at),
        upstream: backports::upstream(context, at),
        people: people_of(context, series),
        subsystems: context.subsystem_links(at),
        directories: context.directory_links(at),
        sections: series.sections.iter().filter_map(|&at| sections::title(context, at)).collect(),
        lists: lists.map(|&list| link(context.list_name(list), context.routes.digests(list))).collect(),
        first: context.day(times().min().unwrap_or_default()),
        last: context.day(times().max().unwrap_or_default()),
        versions: series.revisions.len(),
        state: state::of_series(context, at),
        life: (part == 1).then(|| life::view(context, at)),
        answer: if part == 1 { answer::view(context, at)? } else { None },
        open: if part == 1 { comments::open(context, at)? } else { Vec::new() },
        begins_late: series.revisions.iter().all(|revision| revision.version.number > 1),
        revisions,
        steps: if part == 1 { steps::view(context, at)? } else { Steps::default() },
        pager: pager_of(&context.series_href(at), part, parts.len(), patches),
    })
}

/// Folds the middle of many versions, the newest first, as far as the first part has it: the others are for nothing else.
fn fold(context: &Context, revisions: &mut [view::SeriesRevision], all: usize) {
    let Some(middle) = versions::middle(all) else { return };
    let last = middle.end.min(revisions.len()).saturating_sub(1);
    if middle.start < last {
        let (newest, oldest) = (&revisions[middle.start].version, &revisions[last].version);
        let count = last + 1 - middle.start;
        let values = [("count", count.into()), ("from", newest.into()), ("to", oldest.into())];
        let begins = context.say("versions-folded", &values);
        revisions[middle.start].fold.begins = Some(begins);
        revisions[last].fold.ends = true;
    }
}

/// Authors of the patches, those of most first; who wrote from several addresses is named once.
fn people_of(context: &Context, series: &Series) -> Vec<PersonLink> {
    let authors = series.mails().map(|patch| context.catalog.patches[patch].author);
    let mut people: Vec<(AuthorAt, usize)> = tally(authors).into_iter().collect();
    people.sort_by_key(|&(author, patches)| (Reverse(patches), author));
    let mut named = BTreeSet::new();
    let people = people.into_iter().map(|(author, _)| context.author_person(author));
    people.filter(|person| named.insert(person.name.clone())).take(PEOPLE).collect()
}

/// A version, or the piece of it that is on one part of the page.
fn revision(context: &Context, at: SeriesAt, piece: &Piece, root: &str) -> Result<view::SeriesRevision> {
    let catalog = context.catalog;
    let version = ShownVersion::new(catalog, at, piece.number);
    let revision = version.revision;
    let head = catalog.entry(revision.mails[0]);
    let first = revision.mails.iter().copied().min().unwrap_or(revision.mails[0]);
    let is_cover = |place: &usize| version.cover == Some(*place);
    let cover = piece.mails.clone().find(is_cover).map(|place| {
        let mail = revision.mails[place];
        let anchor = format!("cover-{}", piece.number.number());
        let place = Place { list: catalog.list_of(mail), root, anchor };
        Ok(mails::with_text(context, place, catalog.entry(mail), &context.body(mail)?))
    });
    let patches = piece.mails.clone().filter(|place| !is_cover(place));
    let cover_mail = piece.mails.clone().find(is_cover).map(|place| revision.mails[place]);
    let talk =
        cover_mail.map(|mail| comments::threads(context, shown(context, at, mail, root), mail, |_| false));
    let talk = talk.transpose()?.unwrap_or_default();
    Ok(view::SeriesRevision {
        version: format!("v{}", revision.version),
        anchor: versions::anchor(piece.number),
        continued: piece.mails.start > 0,
        state: state::of_revision(context, at, piece.number),
        title: context.shown(&head.title),
        time: context.day(catalog.posted(revision)),
        digest: Some(context.digest_link(catalog.patches[first].digest)),
        linked_by: revision.linked_by.map(|link| context.text(in_words(link))),
        tags: context.tags(&head.tags),
        missing: versions::missing(catalog, revision),
        stat: stat(head.diffstat),
        cover: cover.transpose()?,
        cover_talk: talk.whole,
        cover_robots: talk.robots,
        cover_left_out: talk.left_out,
        patches: patches.map(|place| patch(context, at, &version, place, root)).collect::<Result<_>>()?,
        patches_total: revision.mails.len() - usize::from(version.cover.is_some()),
        fold: view::Fold::default(),
    })
}

/// Where what is said of a mail of a series is shown.
fn shown<'a>(context: &Context, series: SeriesAt, mail: PatchAt, root: &'a str) -> comments::Shown<'a> {
    comments::Shown { series, list: context.catalog.list_of(mail), root }
}

/// A patch of a version, by its place among the mails.
fn patch(
    context: &Context,
    series: SeriesAt,
    version: &ShownVersion,
    place: usize,
    root: &str,
) -> Result<PatchText> {
    let mail = version.revision.mails[place];
    let list = context.catalog.list_of(mail);
    let body_html = match version.shows_text(place) {
        true => Some(text::html(context, list, root, &context.body(mail)?)),
        false => None,
    };
    let shown = shown(context, series, mail, root);
    let (diff, threads) = diff(context, shown, mail, version.shows_diff(place))?;
    let in_diff = diff.iter().flat_map(|diff| &diff.files).map(|file| file.comments).sum::<usize>();
    let shown: usize = threads.whole.iter().map(|thread| thread.comments.len()).sum();
    let comments = in_diff + shown + threads.left_out.as_ref().map_or(0, |rest| rest.count);
    let line = mails::patch_line(context, list, context.catalog.entry(mail));
    Ok(PatchText {
        line: PatchLine { given: mails::given(context, mail), ..line },
        body_html,
        diff,
        talk: threads.whole,
        robots: threads.robots,
        left_out: threads.left_out,
        comments,
    })
}

/// What is shown of a patch's diff, and what is said of the patch elsewhere.
fn diff(
    context: &Context,
    shown: comments::Shown,
    mail: PatchAt,
    is_whole: bool,
) -> Result<(Option<view::PatchDiff>, comments::Threads)> {
    let entry = context.catalog.entry(mail);
    let spots = context.talks[shown.series].spots(mail);
    // What is said at lines of a diff has its places only in the diff itself.
    let text = if spots.is_empty() && !is_whole { String::new() } else { context.texts.diff(entry)? };
    if context.texts.are_names_of(entry) {
        let mut threads = comments::threads(context, shown, mail, |_| true)?;
        let outline = format!("{text} {is_whole} {spots:?}");
        let diff = patch_diff::outline(outline, std::mem::take(&mut threads.at_lines));
        return Ok((Some(diff), threads));
    }
    let cut = said::cut(&text, &spots, said::room(is_whole));
    let lines: BTreeSet<usize> = cut.spots().collect();
    let mut threads = comments::threads(context, shown, mail, |line| lines.contains(&line))?;
    let at_lines = std::mem::take(&mut threads.at_lines);
    let diff = (!cut.files.is_empty()).then(|| patch_diff::view(context, &cut, at_lines));
    Ok((diff, threads))
}

/// The message that says what linked a version to an earlier one.
fn in_words(link: Link) -> &'static str {
    match link {
        Link::Operator => "link-operator",
        Link::ChangeId => "link-change-id",
        Link::Pointer => "link-pointer",
        Link::Thread => "link-thread",
        Link::Branch => "link-branch",
        Link::Title => "link-title",
        Link::PatchTitles => "link-patch-titles",
        Link::LikeDiff => "link-like-diff",
        Link::LikeTitle => "link-like-title",
        Link::TakenOver => "link-taken-over",
    }
}
