//! News in words: what a reader of a feed sees of each.

use super::words::{Words, key_of, root};
use super::{News, said};
use crate::catalog::{Applied, DigestAt, Life, PatchAt, ReplyAt, RevisionAt, SeriesAt};
use crate::error::Result;
use crate::site::feed::NewsItem;
use crate::site::pages::context::Context;
use crate::site::pages::number::stat;
use crate::site::pages::parts::ROWS;
use crate::site::pages::pieces::discussed;
use crate::site::pages::pieces::mails;
use crate::site::pages::pieces::outcome;
use crate::site::pages::pieces::revisions;
use crate::site::pages::pieces::rows;
use crate::site::pages::pieces::threads;
use crate::site::pages::pieces::versions;
use crate::site::render::Renderer;
use crate::site::view;

/// Threads named of a digest.
const DISCUSSED: usize = 10;
/// Characters of a text; the whole is one link away.
const TEXT: usize = 4_000;

/// A piece of news, in words.
pub fn in_words(context: &Context, renderer: &Renderer, news: News) -> Result<NewsItem> {
    let life = |series: SeriesAt| &context.catalog.lives[series];
    let of_ending = |series, ending| of_ending(context, renderer, series, ending);
    let words = match news {
        News::Digest(at) => of_digest(context, renderer, at)?,
        News::Revision { series, revision } => of_revision(context, renderer, series, revision)?,
        News::Taken { series, reply } => of_ending(series, taken(context, life(series), reply))?,
        News::Offered { series, reply } => of_ending(series, offered(context, life(series), reply))?,
        News::Said { series, reply } => said::of_reply(context, renderer, series, reply)?,
        News::Merged { series } => of_ending(series, merged(context, life(series)))?,
    };
    Ok(NewsItem {
        id: format!("{}{}", context.site.feed_id, words.id),
        title: words.title,
        href: format!("{}{}", context.site.base_url, words.href),
        author: words.author,
        time: super::time(context, news),
        html: words.html,
    })
}

fn of_digest(context: &Context, renderer: &Renderer, at: DigestAt) -> Result<Words> {
    let filed = &context.catalog.digests[at];
    let view = view::FeedDigest {
        page: root(context),
        // The feed has all that is new: where the largest of it stands would only change the entry later.
        row: view::DigestRow { highlights: Vec::new(), more: 0, ..rows::digest(context, at) },
        new: revisions::rows(context, at)?,
        taken_up: outcome::taken_up(context, at).into_iter().take(ROWS).collect(),
        discussed: discussed::view(context, at, DISCUSSED)?,
        replies: discussed::replies_to_patches(context.catalog, at).count(),
        talk: threads::view(context, at),
    };
    let href = context.digest_href(at);
    Ok(Words {
        title: format!("{}: {}", context.list_name(filed.list), context.digest_title(at)),
        id: href.clone(),
        href,
        author: String::new(),
        html: renderer.render("feed-digest.html", &view)?,
    })
}

fn of_revision(
    context: &Context,
    renderer: &Renderer,
    series: SeriesAt,
    number: RevisionAt,
) -> Result<Words> {
    let view = revision(context, series, number)?;
    let href = context.series_href(series);
    Ok(Words {
        html: renderer.render("feed-version.html", &view)?,
        title: format!("{} ({})", view.title, view.version),
        id: format!("{href}{}", versions::unique_name(context.catalog, series, number)),
        href: format!("{href}#{}", versions::anchor(number)),
        author: view.author.name,
    })
}

fn revision(context: &Context, series: SeriesAt, number: RevisionAt) -> Result<view::FeedRevision> {
    let catalog = context.catalog;
    let revision = &catalog.series[series].revisions[number];
    let head = catalog.entry(revision.mails[0]);
    let text = if head.leads() { context.body(revision.mails[0])? } else { String::new() };
    let numbered = |patch: &&PatchAt| catalog.entry(**patch).index.is_some_and(|index| index > 0);
    let line = |&patch: &PatchAt| mails::patch_line(context, catalog.list_of(patch), catalog.entry(patch));
    Ok(view::FeedRevision {
        page: root(context),
        title: context.shown(&head.title),
        version: format!("v{}", revision.version),
        change: versions::change(context, series, number),
        author: context.person(&head.author),
        tags: context.tags(&head.tags),
        subsystems: context.subsystem_links(series),
        stat: stat(head.diffstat),
        extent: context.count("count-patches", versions::patches(catalog, revision).len()),
        mail_href: context.mail_href(catalog.list_of(revision.mails[0]), head.message_id.as_deref()),
        text: beginning(&context.site.addresses.scrub(text.trim_matches('\n'))),
        patches: revision.mails.iter().filter(numbered).map(line).collect(),
    })
}

/// What became of a series.
struct Ending {
    verb: &'static str,
    /// The messages of its title, and of that where it is about a part.
    titles: [&'static str; 2],
    /// The end of its id.
    id: String,
    /// Who said so.
    taken: Option<view::TakenBy>,
    /// The commits, where the project's repository shows it.
    merged: Vec<view::MergedRow>,
}

fn taken(context: &Context, life: &Life, reply: ReplyAt) -> Ending {
    let applied: Vec<&Applied> = life.applied.iter().filter(|applied| applied.reply == reply).collect();
    Ending {
        verb: "applied",
        titles: ["ending-applied", "ending-applied-part"],
        id: format!("applied-{}", key_of(context, reply)),
        taken: Some(outcome::taken(context, reply, &applied, life.patches)),
        merged: Vec::new(),
    }
}

fn offered(context: &Context, life: &Life, reply: ReplyAt) -> Ending {
    Ending {
        verb: "offered",
        titles: ["ending-offered", "ending-offered-part"],
        id: format!("pull-{}", key_of(context, reply)),
        taken: Some(outcome::taken(context, reply, &[], life.patches)),
        merged: Vec::new(),
    }
}

fn merged(context: &Context, life: &Life) -> Ending {
    Ending {
        verb: "heading-merged",
        titles: ["ending-merged"; 2],
        id: "merged".to_owned(),
        taken: None,
        merged: outcome::merged(context, life),
    }
}

fn of_ending(context: &Context, renderer: &Renderer, series: SeriesAt, ending: Ending) -> Result<Words> {
    let catalog = context.catalog;
    let head = catalog.entry(catalog.series[series].newest().mails[0]);
    let view = view::FeedEnding {
        page: root(context),
        series: context.series_link(series),
        author: context.person(&head.author),
        subsystems: context.subsystem_links(series),
        verb: context.text(ending.verb),
        in_part: ending.taken.as_ref().is_some_and(|taken| !taken.extent.is_empty()),
        merged: ending.merged,
        taken: ending.taken,
    };
    let href = context.series_href(series);
    let title = ending.titles[usize::from(view.in_part)];
    Ok(Words {
        html: renderer.render("feed-ending.html", &view)?,
        title: context.say(title, &[("title", (&view.series.title).into())]),
        id: format!("{href}{}", ending.id),
        href,
        author: view.taken.map_or(String::new(), |taken| taken.by.name),
    })
}

/// The beginning of a text.
fn beginning(text: &str) -> String {
    match text.char_indices().nth(TEXT) {
        Some((end, _)) => format!("{}\n[…]", &text[..end]),
        None => text.to_owned(),
    }
}
