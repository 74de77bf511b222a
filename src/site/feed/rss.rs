//! RSS 2.0 (<https://www.rssboard.org/rss-specification>).

use atom_syndication::LinkBuilder;
use jiff::fmt::rfc2822;
use rss::extension::atom::AtomExtensionBuilder;
use rss::extension::dublincore::DublinCoreExtensionBuilder;
use rss::{ChannelBuilder, GuidBuilder, Item, ItemBuilder};

use super::{Feed, Form, NewsItem, moment};

/// Writes a feed.
pub fn write(feed: &Feed) -> String {
    let own = LinkBuilder::default()
        .href(feed.address(Form::Rss))
        .rel("self".to_owned())
        .mime_type(Form::Rss.mime().to_owned())
        .build();
    ChannelBuilder::default()
        .title(feed.title.clone())
        .link(feed.page.clone())
        .description(feed.about.clone())
        .language(feed.language.to_owned())
        .pub_date(date(feed.updated()))
        .atom_ext(AtomExtensionBuilder::default().link(own).build())
        .items(feed.items.iter().map(|entry| item(entry)).collect::<Vec<_>>())
        .build()
        .to_string()
}

/// RSS knows authors by their mail addresses only; a name is Dublin Core's.
fn item(entry: &NewsItem) -> Item {
    let mut item = ItemBuilder::default();
    item.title(entry.title.clone())
        .link(entry.href.clone())
        .guid(GuidBuilder::default().value(entry.id.clone()).permalink(false).build())
        .pub_date(date(entry.time))
        .description(entry.html.clone());
    if !entry.author.is_empty() {
        item.dublin_core_ext(DublinCoreExtensionBuilder::default().creator(entry.author.clone()).build());
    }
    item.build()
}

/// `Thu, 19 Feb 2026 08:00:00 GMT`
fn date(seconds: i64) -> String {
    let moment = moment(seconds);
    rfc2822::DateTimePrinter::new()
        .timestamp_to_rfc9110_string(&moment)
        .unwrap_or_else(|_| moment.to_string())
}
