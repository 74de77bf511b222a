//! The files of all feeds. The same news are in several feeds, under one id, and are put into words once.
//!
//! Ids are tag URIs (RFC 4151): they begin as the configuration says and go on with an address inside the site, so
//! they stay when the site moves.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::feed::{self, Feed, Form, NewsItem};
use super::pages::Context;
use super::pages::news::topic::{self, Topic};
use super::pages::news::{self, News, item};
use super::render::Renderer;
use super::route;
use crate::error::Result;

/// All feeds of a site, ready to be written.
pub struct Feeds<'a> {
    context: &'a Context<'a>,
    topics: Vec<(Topic, Vec<News>)>,
    items: BTreeMap<News, NewsItem>,
}

impl<'a> Feeds<'a> {
    /// Puts all news of all feeds into words.
    pub fn new(context: &'a Context<'a>, renderer: &Renderer) -> Result<Self> {
        let topics: Vec<(Topic, Vec<News>)> = topic::all(context)
            .into_par_iter()
            .map(|topic| (topic, news::of_topic(context, topic)))
            .collect();
        let told: BTreeSet<News> = topics.iter().flat_map(|(_, news)| news.iter().copied()).collect();
        let in_words = |news: News| Ok((news, item::in_words(context, renderer, news)?));
        let items: Vec<Result<(News, NewsItem)>> = told.into_par_iter().map(in_words).collect();
        let items = items.into_iter().collect::<Result<_>>()?;
        Ok(Self { context, topics, items })
    }

    /// How many topics there are.
    pub fn len(&self) -> usize {
        self.topics.len()
    }

    /// The files of one topic: a feed in each of its forms.
    pub fn files(&self, at: usize) -> Vec<(String, Vec<u8>)> {
        let (topic, news) = &self.topics[at];
        let site = self.context.site;
        let head = topic::head(self.context, *topic);
        let page = format!("{}{}", site.base_url, head.href);
        let feed = Feed {
            id: format!("{}{}{}", site.feed_id, head.href, Form::Atom.file()),
            title: head.title,
            about: head.about,
            language: site.language,
            site: site.title,
            page,
            items: news.iter().map(|news| &self.items[news]).collect(),
        };
        let texts = topic.forms().iter().map(|&form| (form.file(), feed::write(&feed, form).into_bytes()));
        let texts: Vec<(&str, Vec<u8>)> = texts.collect();
        let hrefs = std::iter::once(head.href).chain(self.former_hrefs(*topic));
        let beside =
            |href: String| texts.iter().map(move |(name, text)| (format!("{href}{name}"), text.clone()));
        hrefs.flat_map(beside).collect()
    }

    /// Where else the feed is: next to the pages that an author's addresses had by themselves, since readers of those
    /// feeds go on reading.
    fn former_hrefs(&self, topic: Topic) -> Vec<String> {
        match topic {
            Topic::Author(at) => self.context.catalog.authors[at].former_keys().map(route::author).collect(),
            Topic::Site | Topic::List(_) | Topic::Subsystem(_) | Topic::Series(_) => Vec::new(),
        }
    }
}
