//! What somebody said of a series, for its readers: all comments of one mail.

use super::words::{Words, key_of, root};
use crate::catalog::{ReplyAt, SeriesAt};
use crate::error::Result;
use crate::site::pages::context::Context;
use crate::site::pages::pieces::{comments, text};
use crate::site::render::Renderer;
use crate::site::said::{self, Comment, CommentAt};
use crate::site::view::{FeedComment, FeedSaid};

/// The comments of a mail on a series.
pub(super) fn of_reply(
    context: &Context,
    renderer: &Renderer,
    series: SeriesAt,
    reply: ReplyAt,
) -> Result<Words> {
    let catalog = context.catalog;
    let talk = &context.talks[series];
    let mail = catalog.reply(reply);
    let list = catalog.digests[catalog.replies[reply].digest].list;
    let said: Vec<(CommentAt, &Comment)> =
        talk.comments.iter_at().filter(|(_, comment)| comment.reply == reply).collect();
    let first = said.first().map(|&(at, _)| comments::href(context, series, at));
    let mut room = said::LONGEST_COMMENT;
    let view = |(at, comment): (CommentAt, &Comment)| {
        let entry = catalog.entry(comment.patch);
        let fitting = comments::fitting(context, comment, room)?;
        room -= fitting.size;
        Ok(FeedComment {
            patch: context.shown(&entry.subject),
            about: comments::about(context, &comment.place),
            href: comments::href(context, series, at),
            body_html: text::html(context, list, context.site.base_url, &fitting.text),
        })
    };
    let author = context.person(&mail.author);
    let title = context.shown(&catalog.series[series].title);
    let href = context.series_href(series);
    let view = FeedSaid {
        page: root(context),
        author: author.clone(),
        mail_href: context.mail_href(list, mail.message_id.as_deref()),
        comments: said.into_iter().map(view).collect::<Result<_>>()?,
    };
    Ok(Words {
        html: renderer.render("feed-said.html", &view)?,
        title: context.say("said-on", &[("name", (&author.name).into()), ("title", (&title).into())]),
        id: format!("{href}said-{}", key_of(context, reply)),
        href: first.unwrap_or(href),
        author: author.name,
    })
}
