//! The files of all feeds. The same news are in several feeds, under one id. What is in those of subsystems is put into
//! words once; what only authors' and series' feeds still have, when it is written, so that it is not kept.
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
    renderer: &'a Renderer,
    topics: Vec<Topic>,
    /// News that are in several feeds.
    shared: BTreeMap<News, NewsItem>,
}

impl<'a> Feeds<'a> {
    /// Puts the news that are in several feeds into words.
    pub fn new(context: &'a Context<'a>, renderer: &'a Renderer) -> Result<Self> {
        let topics = topic::all(context);
        let shared = topics.par_iter().filter(|topic| topic.is_shared());
        let told: BTreeSet<News> = shared.flat_map_iter(|&topic| news::of_topic(context, topic)).collect();
        let in_words = |news: News| Ok((news, item::in_words(context, renderer, news)?));
        let items: Vec<Result<(News, NewsItem)>> = told.into_par_iter().map(in_words).collect();
        let shared = items.into_iter().collect::<Result<_>>()?;
        Ok(Self { context, renderer, topics, shared })
    }

    /// How many topics there are.
    pub fn len(&self) -> usize {
        self.topics.len()
    }

    /// The files of one topic: a feed in each of its forms.
    pub fn files(&self, at: usize) -> Result<Vec<(String, Vec<u8>)>> {
        let topic = self.topics[at];
        let news = news::of_topic(self.context, topic);
        let own = news.iter().filter(|news| !self.shared.contains_key(news));
        let own = own.map(|&news| Ok((news, item::in_words(self.context, self.renderer, news)?)));
        let own: BTreeMap<News, NewsItem> = own.collect::<Result<_>>()?;
        let site = self.context.site;
        let head = topic::head(self.context, topic);
        let page = format!("{}{}", site.base_url, head.href);
        let feed = Feed {
            id: format!("{}{}{}", site.feed_id, head.href, Form::Atom.file()),
            title: head.title,
            about: head.about,
            language: site.language,
            site: site.title,
            page,
            items: news.iter().filter_map(|news| self.shared.get(news).or_else(|| own.get(news))).collect(),
        };
        let texts =
            topic.forms(site).iter().map(|&form| (form.file(), feed::write(&feed, form).into_bytes()));
        let texts: Vec<(&str, Vec<u8>)> = texts.collect();
        let hrefs = std::iter::once(head.href).chain(self.former_hrefs(topic));
        let beside =
            |href: String| texts.iter().map(move |(name, text)| (format!("{href}{name}"), text.clone()));
        Ok(hrefs.flat_map(beside).collect())
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
