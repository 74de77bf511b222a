//! The mails of a series, on their way to what is said of them.

use crate::catalog::{Catalog, PatchAt, ReplyAt, SeriesAt};
use crate::error::Result;
use crate::position::Table;
use crate::review::{Mail, Text};
use crate::spool::Spool;

/// A mail of a series.
#[derive(Debug, Clone, Copy)]
pub enum Source {
    Patch(PatchAt),
    Reply(ReplyAt),
}

/// A series, and the mails of its patches and replies.
pub struct Mails<'a> {
    pub catalog: &'a Catalog<'a>,
    pub series: SeriesAt,
    /// What the mails are.
    pub sources: &'a [Source],
    pub mails: &'a Table<Mail>,
}

/// The patches of all versions and the replies to them, oldest first.
pub fn sources(catalog: &Catalog, series: SeriesAt) -> Vec<Source> {
    let patches = catalog.series[series].mails().map(|at| (catalog.entry(at).sent, Source::Patch(at)));
    let replies = catalog.lives[series].replies.iter();
    let replies = replies.map(|&at| (catalog.reply(at).sent, Source::Reply(at)));
    let mut sources: Vec<(i64, Source)> = patches.chain(replies).collect();
    sources.sort_by_key(|&(sent, source)| match source {
        Source::Patch(at) => (sent, 0, at.number()),
        Source::Reply(at) => (sent, 1, at.number()),
    });
    sources.into_iter().map(|(_, source)| source).collect()
}

/// The mails with all that they say, in the same order.
pub fn mails(catalog: &Catalog, spool: &Spool, sources: &[Source]) -> Result<Table<Mail>> {
    let mails = sources.iter().map(|&source| mail(catalog, spool, source));
    Ok(mails.collect::<Result<Vec<_>>>()?.into())
}

fn mail(catalog: &Catalog, spool: &Spool, source: Source) -> Result<Mail> {
    Ok(match source {
        Source::Patch(at) => {
            let entry = catalog.entry(at);
            let body = spool.body(entry.text)?;
            Mail {
                id: entry.message_id.clone().unwrap_or_default(),
                parents: entry.context.parents.clone(),
                author: entry.sender.clone(),
                title: entry.title.clone(),
                version: Some(entry.version),
                is_machine: false,
                text: match entry.is_cover() {
                    true => Text::Cover(body),
                    false => Text::Patch { body, diff: spool.diff(entry.text)? },
                },
            }
        }
        Source::Reply(at) => {
            let reply = catalog.reply(at);
            Mail {
                id: reply.message_id.clone().unwrap_or_default(),
                parents: reply.parents.clone(),
                author: reply.author.clone(),
                title: reply.title.clone(),
                version: reply.version,
                is_machine: !reply.is_persons(),
                text: Text::Reply(spool.body(reply.text)?),
            }
        }
    })
}
