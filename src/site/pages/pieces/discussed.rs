//! What was said about patches in a window.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::comments;
use super::threads;
use crate::catalog::{Catalog, DigestAt, ListAt, ReplyAt, SeriesAt};
use crate::digest;
use crate::error::Result;
use crate::site::pages::context::Context;
use crate::site::said::{Comment, CommentAt};
use crate::site::view;

/// What replies are about: a series, or else the thread that a mail began.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Subject {
    Thread(ReplyAt),
    Series(SeriesAt),
}

/// Series and how much was said about each in a window, and other threads of it, those of most replies first.
pub fn view(context: &Context, digest: DigestAt, most: usize) -> Result<Vec<view::DiscussedRow>> {
    let catalog = context.catalog;
    let list = catalog.digests[digest].list;
    let mut said: BTreeMap<Subject, Vec<ReplyAt>> = BTreeMap::new();
    for at in replies_to_patches(catalog, digest) {
        let reply = &catalog.replies[at];
        let subject = match reply.patch {
            Some(patch) => Subject::Series(catalog.patches[patch].series),
            None => Subject::Thread(reply.thread),
        };
        said.entry(subject).or_default().push(at);
    }
    let mut said: Vec<(Subject, Vec<ReplyAt>)> = said.into_iter().collect();
    said.sort_by_key(|(_, replies)| (Reverse(replies.len()), replies[0]));
    said.iter().take(most).map(|(subject, replies)| row(context, list, subject, replies)).collect()
}

fn row(
    context: &Context,
    list: ListAt,
    subject: &Subject,
    replies: &[ReplyAt],
) -> Result<view::DiscussedRow> {
    let catalog = context.catalog;
    let first = catalog.reply(replies[0]);
    let (title, href) = match *subject {
        Subject::Series(at) => (&catalog.series[at].title, Some(context.series_href(at))),
        Subject::Thread(_) => (&first.title, None),
    };
    let said = match *subject {
        Subject::Series(at) => said(context, at, replies)?,
        Subject::Thread(_) => None,
    };
    Ok(view::DiscussedRow {
        title: context.shown(title),
        href,
        mail_href: context.mail_href(list, first.message_id.as_deref()),
        replies: replies.len(),
        people: people(catalog, replies.iter().copied()),
        said,
    })
}

/// Bytes of a comment that is more than thanks.
const SAYS_MUCH: u64 = 80;

/// What somebody said of a series in these replies, in one line: the first that says much, of those who are not its author.
fn said(context: &Context, series: SeriesAt, replies: &[ReplyAt]) -> Result<Option<view::SaidLine>> {
    let catalog = context.catalog;
    let talk = &context.talks[series];
    let of_these = talk
        .comments
        .iter_at()
        .filter(|(_, comment)| replies.contains(&comment.reply) && catalog.reply(comment.reply).is_persons());
    let first = of_these.min_by_key(|(at, comment)| {
        (catalog.is_own(comment.reply, comment.patch), comment.text.body < SAYS_MUCH, *at)
    });
    let line = |(at, comment): (CommentAt, &Comment)| {
        Ok(view::SaidLine {
            author: context.person(&catalog.reply(comment.reply).author),
            line: comments::line(context, talk, at)?,
            href: comments::href(context, series, at),
        })
    };
    first.map(line).transpose()
}

/// How many people sent these mails; programs are not counted.
pub fn people(catalog: &Catalog, replies: impl Iterator<Item = ReplyAt>) -> usize {
    let by_persons = replies.map(|reply| catalog.reply(reply)).filter(|reply| reply.is_persons());
    by_persons.map(|reply| catalog.person(&reply.author)).collect::<BTreeSet<&str>>().len()
}

/// The replies of a window, but for those of its discussions and programs' notices of commits.
pub fn replies_to_patches<'c>(
    catalog: &'c Catalog,
    digest: DigestAt,
) -> impl Iterator<Item = ReplyAt> + use<'c> {
    let discussions = threads::discussions(catalog, digest).into_iter();
    let discussed: BTreeSet<digest::ReplyAt> =
        discussions.flat_map(|thread| thread.replies.iter().copied()).collect();
    let replies = catalog.reply_of[digest].iter_at();
    let replies = replies.filter(move |(at, _)| !discussed.contains(at)).filter_map(|(_, reply)| *reply);
    replies.filter(|&reply| catalog.reply(reply).said.notices.is_empty())
}
