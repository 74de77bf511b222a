//! What is in feeds, and when it happened. [`topic`] says which feeds there are, [`item`] puts a piece of news into words.

pub mod item;
mod said;
pub mod topic;
mod words;

use std::cmp::Reverse;
use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::archive::date_of;
use crate::catalog::{DigestAt, ReplyAt, RevisionAt, SeriesAt};
use crate::site::pages::context::Context;

use topic::{Only, Topic};
pub use words::root;

/// Entries of a feed: as many as public-inbox has in its own (`feedmax` of public-inbox-config).
const NEWEST: usize = 25;

/// A piece of news. News of the same second are in the order of these variants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum News {
    Digest(DigestAt),
    /// A version of a series was posted.
    Revision {
        series: SeriesAt,
        revision: RevisionAt,
    },
    /// A reply says that a series was taken up, or asks to pull it.
    Taken {
        series: SeriesAt,
        reply: ReplyAt,
    },
    Offered {
        series: SeriesAt,
        reply: ReplyAt,
    },
    /// What somebody said in a reply.
    Said {
        series: SeriesAt,
        reply: ReplyAt,
    },
    /// The project's repository has it.
    Merged {
        series: SeriesAt,
    },
}

/// The news of a feed, the newest first.
pub fn of_topic(context: &Context, topic: Topic) -> Vec<News> {
    let catalog = context.catalog;
    let of_all = |series: &[SeriesAt]| series.iter().flat_map(|&at| of_series(context, at)).collect();
    let with_said = |series: &[SeriesAt]| {
        series.iter().flat_map(|&at| of_series(context, at).into_iter().chain(replies(context, at))).collect()
    };
    let mut news: Vec<News> = match topic {
        Topic::Site => catalog.digests.positions().map(News::Digest).collect(),
        Topic::List(list) => context.index.timeline[list].iter().copied().map(News::Digest).collect(),
        Topic::SeriesOf(list, only) => {
            let is_posted = |at: &SeriesAt| context.index.series_lists[*at].contains(&list);
            let series: Vec<SeriesAt> = catalog.series.positions().filter(is_posted).collect();
            only_of(context, &series, only)
        }
        Topic::Subsystem(at) => of_all(&catalog.subsystems[at].series),
        Topic::Watch(at, None) => of_all(&context.site.watches[at].series),
        Topic::Watch(at, Some(only)) => only_of(context, &context.site.watches[at].series, only),
        Topic::Company(at) => of_all(&catalog.domains[at].series),
        Topic::Author(at) => with_said(&catalog.authors[at].series),
        Topic::Series(at) => with_said(&[at]),
    };
    news.sort_by_cached_key(|&news| Reverse((time(context, news), news)));
    news.truncate(NEWEST);
    if !topic.is_shared() {
        drop_old(context, &mut news);
    }
    news
}

/// News of one kind of some series.
fn only_of(context: &Context, series: &[SeriesAt], only: Only) -> Vec<News> {
    let of_one = |&at: &SeriesAt| {
        let mut news = if only == Only::Comments { replies(context, at) } else { of_series(context, at) };
        news.retain(|&news| only.has(news));
        news
    };
    series.iter().flat_map(of_one).collect()
}

/// Drops what is months older than the newest: of that alone, so that a feed without news stays as it is.
fn drop_old(context: &Context, news: &mut Vec<News>) {
    let Some(newest) = news.first().map(|&newest| date_of(time(context, newest))) else { return };
    let months = i64::from(context.site.feed_months).months();
    let since = newest.checked_sub(months).unwrap_or(Date::MIN);
    news.retain(|&news| date_of(time(context, news)) >= since);
}

/// All that happened to a series.
fn of_series(context: &Context, series: SeriesAt) -> Vec<News> {
    let life = &context.catalog.lives[series];
    let revisions = context.catalog.series[series].revisions.positions();
    let mut news: Vec<News> = revisions.map(|revision| News::Revision { series, revision }).collect();
    news.extend(life.applied.iter().map(|applied| News::Taken { series, reply: applied.reply }));
    news.extend(life.pulls.iter().map(|&reply| News::Offered { series, reply }));
    news.extend((!life.merged.is_empty()).then_some(News::Merged { series }));
    news.sort_unstable();
    news.dedup();
    news
}

/// The replies in which people said something of a series, but for those that are other news.
fn replies(context: &Context, series: SeriesAt) -> Vec<News> {
    let catalog = context.catalog;
    let life = &catalog.lives[series];
    let others: BTreeSet<ReplyAt> =
        life.applied.iter().map(|applied| applied.reply).chain(life.pulls.iter().copied()).collect();
    let mut said: Vec<ReplyAt> = context.talks[series].comments.iter().map(|comment| comment.reply).collect();
    said.retain(|reply| !others.contains(reply) && catalog.reply(*reply).is_persons());
    said.dedup();
    said.into_iter().map(|reply| News::Said { series, reply }).collect()
}

/// When it came, seconds since 1970. No mail says when a repository merged a series: the time of the
/// last reply that announces it counts.
pub fn time(context: &Context, news: News) -> i64 {
    let catalog = context.catalog;
    match news {
        News::Digest(at) => catalog.digests[at].until,
        News::Revision { series, revision } => catalog.posted(&catalog.series[series].revisions[revision]),
        News::Taken { reply, .. } | News::Offered { reply, .. } | News::Said { reply, .. } => {
            catalog.reply(reply).sent
        }
        News::Merged { series } => {
            let life = &catalog.lives[series];
            let replies = life.applied.iter().map(|applied| applied.reply).chain(life.pulls.iter().copied());
            let said = replies.map(|reply| catalog.reply(reply).sent).max();
            said.unwrap_or_else(|| catalog.moved(series))
        }
    }
}
