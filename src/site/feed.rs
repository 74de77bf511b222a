//! The Atom feed of all digests (RFC 4287).

use atom_syndication::{ContentBuilder, EntryBuilder, FeedBuilder, LinkBuilder, PersonBuilder, Text};
use serde::Serialize;

use super::pages::Pages;
use super::render::Renderer;
use super::{route, view};
use crate::error::Result;

/// Entries of a feed.
const NEWEST: usize = 50;

/// What `feed-entry.html` sees: a digest, with hrefs that are whole.
#[derive(Serialize)]
struct FeedEntry {
    base_url: String,
    row: view::DigestRow,
    new: Vec<view::Link>,
}

/// The feed, as XML.
pub fn atom(pages: &Pages, renderer: &Renderer) -> Result<String> {
    let site = pages.site;
    let mut entries = Vec::new();
    let newest = pages.newest_digests(NEWEST);
    for &at in &newest {
        let filed = &site.catalog.digests[at];
        let content = renderer.render("feed-entry.html", &feed_entry(pages, at))?;
        let address = format!("{}{}", site.base_url, pages.digest_href(at));
        entries.push(
            EntryBuilder::default()
                .id(tag(site.base_url, &pages.digest_href(at)))
                .title(Text::plain(format!("{}: {}", site.lists[filed.list].name, filed.title)))
                .updated(moment(filed.until))
                .link(
                    LinkBuilder::default()
                        .href(address)
                        .rel("alternate".to_owned())
                        .mime_type(Some("text/html".to_owned()))
                        .build(),
                )
                .content(Some(
                    ContentBuilder::default()
                        .content_type(Some("html".to_owned()))
                        .value(Some(content))
                        .build(),
                ))
                .build(),
        );
    }
    let link = |href: &str, rel: &str, kind: &str| {
        let href = format!("{}{href}", site.base_url);
        LinkBuilder::default().href(href).rel(rel.to_owned()).mime_type(Some(kind.to_owned())).build()
    };
    let updated = newest.first().map_or(0, |&at| site.catalog.digests[at].until);
    let feed = FeedBuilder::default()
        .id(tag(site.base_url, route::FEED))
        .title(Text::plain(site.title.to_owned()))
        .lang(Some(site.language.to_owned()))
        .updated(moment(updated))
        .author(PersonBuilder::default().name(site.title.to_owned()).build())
        .link(link(route::FEED, "self", "application/atom+xml"))
        .link(link(route::HOME, "alternate", "text/html"))
        .entries(entries)
        .build();
    Ok(feed.to_string())
}

fn feed_entry(pages: &Pages, at: usize) -> FeedEntry {
    let catalog = pages.site.catalog;
    let filed = &catalog.digests[at];
    let new = filed.digest.series.iter().rev().map(|series| {
        let head = series.newest().mails[0];
        let of_site = catalog.patches[catalog.patch_of[at][head]].series;
        view::Link {
            title: pages.shown(&filed.digest.entries[head].subject),
            href: pages.series_href(of_site),
        }
    });
    FeedEntry { base_url: pages.site.base_url.to_owned(), row: pages.digest_row(at), new: new.collect() }
}

/// A name that is unique and stays (RFC 4151): the host, the year this scheme began, the address.
fn tag(base_url: &str, href: &str) -> String {
    let host =
        base_url.split("://").nth(1).and_then(|rest| rest.split(['/', ':']).next()).unwrap_or("localhost");
    format!("tag:{host},2026:{href}")
}

fn moment(seconds: i64) -> atom_syndication::FixedDateTime {
    let text = jiff::Timestamp::from_second(seconds).unwrap_or(jiff::Timestamp::UNIX_EPOCH).to_string();
    text.parse().unwrap_or_default()
}
