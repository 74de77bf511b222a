//! Atom (RFC 4287).

use atom_syndication::{
    ContentBuilder, EntryBuilder, FeedBuilder, FixedDateTime, Link, LinkBuilder, PersonBuilder, Text,
};

use super::{Feed, Form, NewsItem, moment};

/// Writes a feed.
pub fn write(feed: &Feed) -> String {
    FeedBuilder::default()
        .id(feed.id.clone())
        .title(Text::plain(feed.title.clone()))
        .subtitle(Text::plain(feed.about.clone()))
        .lang(feed.language.to_owned())
        .updated(date(feed.updated()))
        .author(PersonBuilder::default().name(feed.site.to_owned()).build())
        .link(link(feed.address(Form::Atom), "self", Form::Atom.mime()))
        .link(link(feed.page.clone(), "alternate", "text/html"))
        .entries(feed.items.iter().map(|item| entry(item)).collect::<Vec<_>>())
        .build()
        .to_string()
}

fn entry(entry: &NewsItem) -> atom_syndication::Entry {
    let content = ContentBuilder::default().content_type("html".to_owned()).value(entry.html.clone()).build();
    let mut built = EntryBuilder::default();
    built
        .id(entry.id.clone())
        .title(Text::plain(entry.title.clone()))
        .updated(date(entry.time))
        .published(date(entry.time))
        .link(link(entry.href.clone(), "alternate", "text/html"))
        .content(content);
    if !entry.author.is_empty() {
        built.author(PersonBuilder::default().name(entry.author.clone()).build());
    }
    built.build()
}

fn link(href: String, rel: &str, kind: &str) -> Link {
    LinkBuilder::default().href(href).rel(rel.to_owned()).mime_type(kind.to_owned()).build()
}

fn date(seconds: i64) -> FixedDateTime {
    moment(seconds).to_string().parse().unwrap_or_default()
}
