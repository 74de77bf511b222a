//! What reviewers said, as pages show it: threads of comments, those of robots as a line each.

use std::collections::BTreeMap;

use super::answered::Answers;
use super::text;
use crate::catalog::{ListAt, PatchAt, Series, SeriesAt};
use crate::digest;
use crate::digest::key;
use crate::error::Result;
use crate::mail::opening;
use crate::site::pages::context::Context;
use crate::site::pages::layout::Piece;
use crate::site::pages::title::clip;
use crate::site::route;
use crate::site::said::{self, AfterAt, Comment, CommentAt, Fate, Place, Talk};
use crate::site::view::{CommentRow, CommentThread, CommentsLeftOut, OpenRow, RobotRow};

/// How far answers to answers are moved in.
const DEEPEST: usize = 4;
/// Characters of a line of a message that a comment is about.
const QUOTE: usize = 200;

/// What is said of one patch, ready for its place on a page.
#[derive(Default)]
pub struct Threads {
    /// Below lines of the diff, by their numbers.
    pub at_lines: BTreeMap<usize, Vec<CommentThread>>,
    /// Of the message and of the patch as a whole.
    pub whole: Vec<CommentThread>,
    pub robots: Vec<RobotRow>,
    pub left_out: Option<CommentsLeftOut>,
}

/// The place of a page that shows comments: which series, which list its mails are linked to, how it leads to the root.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    pub series: SeriesAt,
    pub list: ListAt,
    pub root: &'a str,
}

/// What is said of a patch. `is_shown` tells which lines of its diff are on the page; what is said of others goes with what
/// is said of the patch as a whole.
pub fn threads(
    context: &Context,
    shown: Shown,
    patch: PatchAt,
    is_shown: impl Fn(usize) -> bool,
) -> Result<Threads> {
    let talk = &context.talks[shown.series];
    let mut threads = Threads::default();
    let comments = talk.of(patch);
    if comments.is_empty() {
        return Ok(threads);
    }
    let body = context.body(patch)?;
    let answers = Answers::of(context, talk, patch);
    let mut room = said::COMMENTS;
    let mut whole: Vec<(usize, CommentThread)> = Vec::new();
    for all in by_thread(talk, comments) {
        let first = &talk.comments[all[0].0];
        let reply = context.catalog.reply(first.reply);
        if !reply.is_persons() && all.len() == 1 {
            threads.robots.push(robot(context, shown, talk, all[0].0)?);
            continue;
        }
        let rows = all.iter().map(|&(at, depth)| row(context, shown, patch, at, depth, &mut room));
        let comments = rows.collect::<Result<Vec<_>>>()?;
        let after = after(context, shown.series, &answers, &all);
        let thread = CommentThread { about: String::new(), quote: None, comments, after };
        match &first.place {
            Place::Diff { spot, .. } if is_shown(spot.line) => {
                threads.at_lines.entry(spot.line).or_default().push(thread);
            }
            Place::Diff { .. } => {
                let about = about(context, &first.place);
                whole.push((usize::MAX - 1, CommentThread { about, ..thread }));
            }
            Place::Message(line) => {
                let quote = quote(context, patch, &body, *line);
                whole.push((*line, CommentThread { quote, ..thread }));
            }
            Place::Whole => whole.push((usize::MAX, thread)),
        }
    }
    // What is said of the message comes in the order of its lines.
    whole.sort_by_key(|&(line, _)| line);
    threads.whole = whole.into_iter().map(|(_, thread)| thread).collect();
    threads.left_out = left_out(context, shown, patch);
    Ok(threads)
}

/// The comments that the page has no room for.
fn left_out(context: &Context, shown: Shown, patch: PatchAt) -> Option<CommentsLeftOut> {
    let count = context.talks[shown.series].left_out(patch);
    (count > 0).then(|| CommentsLeftOut {
        anchor: left_out_anchor(context, patch),
        count,
        mail_href: context.mail_href(shown.list, context.catalog.entry(patch).message_id.as_deref()),
    })
}

/// What became of what a thread is about: facts, for readers to judge.
fn after(
    context: &Context,
    series: SeriesAt,
    answers: &Answers,
    thread: &[(CommentAt, usize)],
) -> Option<String> {
    let catalog = context.catalog;
    let talk = &context.talks[series];
    let AfterAt { revision, fate } = thread.iter().find_map(|&(at, _)| talk.comments[at].after)?;
    let version = catalog.series[series].revisions[revision].version;
    let is_open = !answers.is_answered(thread);
    let (id, open_id, moved_to) = match fate {
        Fate::Unchanged => ("fate-unchanged", "open-fate-unchanged", None),
        Fate::Changed => ("fate-changed", "open-fate-changed", None),
        Fate::Moved(to) => ("fate-moved", "open-fate-moved", Some(catalog.entry(to).number())),
        Fate::Gone => ("fate-dropped", "open-fate-dropped", None),
    };
    let (version, patch) = (format!("v{version}"), moved_to.map_or(String::new(), |to| to.to_string()));
    let values = [("version", (&version).into()), ("patch", (&patch).into())];
    Some(context.say(if is_open { open_id } else { id }, &values))
}

/// The line of a message that a comment is about. An outline has its number.
fn quote(context: &Context, patch: PatchAt, body: &str, line: usize) -> Option<String> {
    if context.texts.are_names_of(context.catalog.entry(patch)) {
        return Some(line.to_string());
    }
    body.lines().nth(line).map(|line| beginning(context, line.trim(), QUOTE))
}

/// Comments by their threads, each with how deep it is: an answer comes below what it answers.
fn by_thread(talk: &Talk, comments: &[CommentAt]) -> Vec<Vec<(CommentAt, usize)>> {
    let mut answers: BTreeMap<CommentAt, Vec<CommentAt>> = BTreeMap::new();
    let mut firsts = Vec::new();
    for &at in comments {
        match talk.comments[at].answers {
            Some(above) => answers.entry(above).or_default().push(at),
            None => firsts.push(at),
        }
    }
    let thread = |first: CommentAt| {
        let mut thread = Vec::new();
        let mut todo = vec![(first, 0)];
        while let Some((at, depth)) = todo.pop() {
            thread.push((at, depth));
            todo.extend(answers.get(&at).into_iter().flatten().rev().map(|&below| (below, depth + 1)));
        }
        thread
    };
    firsts.into_iter().map(thread).collect()
}

fn row(
    context: &Context,
    shown: Shown,
    patch: PatchAt,
    at: CommentAt,
    depth: usize,
    room: &mut usize,
) -> Result<CommentRow> {
    let talk = &context.talks[shown.series];
    let comment = &talk.comments[at];
    let reply = context.catalog.reply(comment.reply);
    let most =
        if reply.is_persons() { said::LONGEST_COMMENT.min((*room).max(said::LINE)) } else { said::LINE };
    let fitting = fitting(context, comment, most)?;
    *room = room.saturating_sub(fitting.size);
    Ok(CommentRow {
        anchor: anchor(context, talk, at),
        depth: depth.min(DEEPEST),
        author: context.person(&reply.author),
        is_author: context.catalog.is_own(comment.reply, patch),
        time: context.day(reply.sent),
        mail_href: context.mail_href(shown.list, reply.message_id.as_deref()),
        body_html: text::html(context, shown.list, shown.root, &fitting.text),
        is_cut: fitting.is_cut,
    })
}

/// What there is room for of a comment.
pub struct Fitting {
    pub text: String,
    /// Bytes of the room that it takes.
    pub size: usize,
    pub is_cut: bool,
}

/// What fits of a comment into so many bytes. An outline has its name and how much room there is.
pub fn fitting(context: &Context, comment: &Comment, most: usize) -> Result<Fitting> {
    let mut text = context.texts.written(comment)?;
    if context.texts.are_for_an_outline() {
        let size = most.min(comment.text.body as usize);
        return Ok(Fitting { text: format!("{text} {most}"), size, is_cut: false });
    }
    let (size, whole) = (lines_of(&text, most).len(), text.trim_end().len());
    text.truncate(size);
    Ok(Fitting { text, size, is_cut: size < whole })
}

/// As many whole lines as fit.
fn lines_of(text: &str, most: usize) -> &str {
    let text = text.trim_end();
    if text.len() <= most {
        return text;
    }
    let end = (0..=most).rev().find(|&at| text.is_char_boundary(at)).unwrap_or_default();
    text[..end].rfind('\n').map_or(&text[..end], |line| &text[..line])
}

fn robot(context: &Context, shown: Shown, talk: &Talk, at: CommentAt) -> Result<RobotRow> {
    let reply = context.catalog.reply(talk.comments[at].reply);
    Ok(RobotRow {
        anchor: anchor(context, talk, at),
        author: context.person(&reply.author),
        time: context.day(reply.sent),
        line: found(context, talk, at)?,
        mail_href: context.mail_href(shown.list, reply.message_id.as_deref()),
    })
}

/// What a program found: the first line that it marks as new, as Linux's kernel test robot does, else its first sentence.
fn found(context: &Context, talk: &Talk, at: CommentAt) -> Result<String> {
    let text = context.texts.written(&talk.comments[at])?;
    let new = text.lines().find_map(|line| line.strip_prefix(">> "));
    match new.filter(|_| !context.texts.are_for_an_outline()) {
        Some(line) => Ok(beginning(context, line.trim(), said::LINE)),
        None => line(context, talk, at),
    }
}

/// What was said, in one line: its first sentence.
pub fn line(context: &Context, talk: &Talk, at: CommentAt) -> Result<String> {
    let text = context.texts.written(&talk.comments[at])?;
    if context.texts.are_for_an_outline() {
        return Ok(text);
    }
    let first = opening(&text);
    let first = match first.is_empty() {
        true => text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default().to_owned(),
        false => first,
    };
    Ok(beginning(context, sentence(&first), said::LINE))
}

/// The first sentence of a paragraph, unless it is only a word.
fn sentence(paragraph: &str) -> &str {
    let ends = paragraph.match_indices(['.', '?', '!']).map(|(at, mark)| at + mark.len());
    let mut ends = ends.filter(|&at| paragraph[at..].starts_with(' ') && at > SHORTEST);
    ends.next().map_or(paragraph, |at| &paragraph[..at])
}

/// Bytes of a sentence at least: `Hm.` and `e.g.` are not one.
const SHORTEST: usize = 20;

fn beginning(context: &Context, text: &str, most: usize) -> String {
    let text = context.site.addresses.scrub(text);
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.into_owned(),
    }
}

/// `kit.c:42`, or nothing for what is said of more than a line.
pub fn about(context: &Context, place: &Place) -> String {
    match place {
        Place::Whole => String::new(),
        Place::Message(_) => context.text("commit-message"),
        Place::Diff { file, old, new, .. } => {
            let name = clip(&context.site.addresses.scrub(file));
            new.or(*old).map_or(name.clone(), |line| format!("{name}:{line}"))
        }
    }
}

/// The anchor of a comment on its page. It stays as long as the mail says the same.
pub fn anchor(context: &Context, talk: &Talk, at: CommentAt) -> String {
    let comment = &talk.comments[at];
    let id = context.catalog.reply(comment.reply).message_id.as_deref();
    let id = id.map_or_else(|| format!("{}", comment.reply.number()), |id| key::digits(id.as_bytes()));
    format!("c-{id}-{}", comment.number)
}

/// The anchor of what says that a mail has more comments.
fn left_out_anchor(context: &Context, patch: PatchAt) -> String {
    let id = context.catalog.entry(patch).message_id.as_deref();
    let id = id.map_or_else(|| patch.number().to_string(), |id| key::digits(id.as_bytes()));
    format!("more-{id}")
}

/// Where a comment is shown, or where the page says that there are more.
pub fn href(context: &Context, series: SeriesAt, at: CommentAt) -> String {
    let talk = &context.talks[series];
    let patch = talk.comments[at].patch;
    let part = part_of(context, series, patch);
    let anchor = if talk.is_shown(at) { anchor(context, talk, at) } else { left_out_anchor(context, patch) };
    format!("{}#{anchor}", route::part(&context.series_href(series), part))
}

/// The part of a series' page on which a mail is.
fn part_of(context: &Context, series: SeriesAt, mail: PatchAt) -> usize {
    let catalog = context.catalog;
    let number = catalog.patches[mail].revision;
    let revision: &digest::Revision<_> = &catalog.series[series].revisions[number];
    let place = revision.mails.iter().position(|&other| other == mail).unwrap_or_default();
    let holds = |piece: &Piece| piece.number == number && piece.mails.contains(&place);
    let parts: &Vec<Vec<Piece>> = &context.layouts.series[series];
    parts.iter().position(|pieces| pieces.iter().any(holds)).unwrap_or_default() + 1
}

/// The last comments of threads of a series' newest version that its author did not answer, the newest first: nothing
/// for a series that is not open.
pub fn unanswered(context: &Context, series: SeriesAt) -> Vec<CommentAt> {
    let catalog = context.catalog;
    if !catalog.lives[series].state.is_open() {
        return Vec::new();
    }
    let talk = &context.talks[series];
    let mut open: Vec<CommentAt> = Vec::new();
    for &patch in &newest_talked_of(catalog.series.get(series), talk) {
        let answers = Answers::of(context, talk, patch);
        for thread in by_thread(talk, talk.of(patch)) {
            open.extend(answers.unanswered(thread.iter().map(|&(at, _)| at)));
        }
    }
    open.sort_by_key(|&at| std::cmp::Reverse((catalog.reply(talk.comments[at].reply).sent, at)));
    open
}

/// The same as rows.
pub fn open(context: &Context, series: SeriesAt) -> Result<Vec<OpenRow>> {
    let catalog = context.catalog;
    let talk = &context.talks[series];
    let row = |at: CommentAt| {
        let comment = &talk.comments[at];
        let reply = catalog.reply(comment.reply);
        let entry = catalog.entry(comment.patch);
        Ok(OpenRow {
            href: href(context, series, at),
            series: None,
            patch: entry
                .index
                .zip(entry.total)
                .map_or(String::new(), |(index, total)| format!("{index}/{total}")),
            about: about(context, &comment.place),
            line: line(context, talk, at)?,
            author: context.person(&reply.author),
            time: context.day(reply.sent),
        })
    };
    unanswered(context, series).into_iter().map(row).collect()
}

/// The mails of the newest version that somebody commented upon.
fn newest_talked_of(series: Option<&Series>, talk: &Talk) -> Vec<PatchAt> {
    let mails = series.into_iter().flat_map(|series| &series.newest().mails);
    mails.copied().filter(|&mail| !talk.of(mail).is_empty()).collect()
}
