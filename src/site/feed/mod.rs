//! Feeds: what is new, for feed readers.
//!
//! `pages::feed` says which feeds there are and which news each tells; here they become files. The same news are in
//! several feeds, under one id, and are put into words once.
//!
//! Ids are tag URIs (RFC 4151): they begin as the configuration says and go on with an address inside the site, so
//! they stay when the site moves.

mod atom;
mod json;
mod rss;
mod xml;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use rayon::prelude::*;

use super::pages::Pages;
use super::pages::feed::{News, Topic};
use super::render::Renderer;
use super::route;
use crate::error::Result;
pub(super) use xml::clean;

/// A feed, whatever its form.
pub struct Feed<'a> {
    pub id: String,
    pub title: String,
    /// What it tells, in a sentence.
    pub about: String,
    pub language: &'a str,
    /// Its page, whole.
    pub page: String,
    /// The address of each of its forms, whole; they differ in the last part.
    base: String,
    /// Newest first.
    pub entries: Vec<&'a NewsItem>,
}

/// One piece of news.
pub struct NewsItem {
    pub id: String,
    pub title: String,
    /// Its page, whole.
    pub href: String,
    /// Who did it; empty for what is the site's own.
    pub author: String,
    /// Seconds since 1970.
    pub time: i64,
    /// The text, with links that are whole.
    pub html: String,
}

impl Feed<'_> {
    /// The address of one of its forms.
    pub fn address(&self, name: &str) -> String {
        format!("{}{name}", self.base)
    }

    /// When it last changed: with its newest entry, seconds since 1970.
    pub fn updated(&self) -> i64 {
        self.entries.iter().map(|entry| entry.time).max().unwrap_or_default()
    }
}

/// All feeds of a site, ready to be written.
pub struct Feeds<'a> {
    pages: &'a Pages<'a>,
    topics: Vec<(Topic, Vec<News>)>,
    entries: BTreeMap<News, NewsItem>,
}

impl<'a> Feeds<'a> {
    /// Puts all news into words that any feed tells.
    pub fn new(pages: &'a Pages<'a>, renderer: &Renderer) -> Result<Self> {
        let topics: Vec<(Topic, Vec<News>)> =
            pages.topics().into_par_iter().map(|topic| (topic, pages.news(topic))).collect();
        let told: BTreeSet<News> = topics.iter().flat_map(|(_, news)| news.iter().copied()).collect();
        let entries: Vec<Result<(News, NewsItem)>> =
            told.into_par_iter().map(|news| Ok((news, pages.entry_of(news, renderer)?))).collect();
        let entries = entries.into_iter().collect::<Result<_>>()?;
        Ok(Self { pages, topics, entries })
    }

    /// How many topics there are.
    pub fn len(&self) -> usize {
        self.topics.len()
    }

    /// The files of one topic: a feed in each of its forms.
    pub fn files(&self, at: usize) -> Vec<(String, Vec<u8>)> {
        let (topic, news) = &self.topics[at];
        let site = self.pages.site;
        let head = self.pages.feed_head(*topic);
        let feed = Feed {
            id: format!("{}{}{}", site.feed_id, head.href, route::ATOM),
            title: head.title,
            about: head.about,
            language: site.language,
            page: format!("{}{}", site.base_url, head.href),
            base: format!("{}{}", site.base_url, head.href),
            entries: news.iter().map(|news| &self.entries[news]).collect(),
        };
        let file = |name: &&str| {
            let text = match *name {
                route::ATOM => clean(atom::write(&feed, site.title)),
                route::RSS => clean(rss::write(&feed)),
                _ => json::write(&feed),
            };
            (format!("{}{name}", head.href), text.into_bytes())
        };
        let mut files: Vec<(String, Vec<u8>)> = topic.forms().iter().map(file).collect();
        if let Topic::Author(at) = *topic {
            let former: Vec<String> = self.pages.former_hrefs(at).collect();
            let own = files.clone();
            let at_former = |former: &String| {
                own.iter()
                    .map(|(path, text)| (path.replacen(&head.href, former, 1), text.clone()))
                    .collect::<Vec<_>>()
            };
            files.extend(former.iter().flat_map(at_former));
        }
        files
    }
}

/// A moment as RFC 3339 writes it.
fn moment(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH)
}
