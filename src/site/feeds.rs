//! The files of all feeds. The same news are in several feeds, under one id. What is in those of subsystems is put into
//! words once; what only authors' and series' feeds still have, when it is written, so that it is not kept.
//!
//! Ids are tag URIs (RFC 4151): they begin as the configuration says and go on with an address inside the site, so
//! they stay when the site moves.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use rayon::prelude::*;

use super::feed::{self, Feed, Form, NewsItem};
use super::made::Files;
use super::pages::Context;
use super::pages::news::topic::{self, Topic};
use super::pages::news::{self, News, item};
use super::pages::texts::Noted;
use super::render::Renderer;
use super::route;
use crate::digest::TextAt;
use crate::error::Result;
use crate::seen::{self, Seen};
use crate::spool::Spool;

/// All feeds of a site, ready to be written.
pub struct Feeds {
    topics: Vec<Topic>,
    /// News that are in several feeds, once they are put into words.
    shared: BTreeMap<News, OnceLock<ToldOnce>>,
}

/// A piece of news in words, and what was noted of its texts.
struct Told {
    item: NewsItem,
    noted: Noted,
}

/// The same for several feeds.
struct ToldOnce {
    /// Without its HTML.
    item: NewsItem,
    noted: Noted,
    html: Html,
    /// What was looked at for it.
    seen: Seen,
}

/// The HTML of news: an outline's is short, any other is put aside with the texts of mails.
enum Html {
    Here(String),
    PutAside(TextAt),
}

impl ToldOnce {
    fn of(told: Told, seen: Seen, spool: &Spool, renderer: &Renderer) -> Result<Self> {
        let Told { mut item, noted } = told;
        let mut html = std::mem::take(&mut item.html);
        let html = match renderer {
            Renderer::Outlines => Html::Here(html),
            Renderer::Pages(_) => {
                Html::PutAside(spool.put_texts(std::slice::from_mut(&mut html))?.pop().unwrap_or_default())
            }
        };
        Ok(Self { item, noted, html, seen })
    }

    fn told(&self, spool: &Spool) -> Result<Told> {
        let html = match &self.html {
            Html::Here(html) => html.clone(),
            Html::PutAside(at) => spool.body(*at)?,
        };
        Ok(Told { item: NewsItem { html, ..self.item.clone() }, noted: self.noted.clone() })
    }
}

impl Feeds {
    /// Finds out which there are, and which news are in several.
    pub fn new(context: &Context) -> Self {
        let topics = topic::all(context);
        let shared = topics.par_iter().filter(|topic| topic.is_shared());
        let told: BTreeSet<News> = shared.flat_map_iter(|&topic| news::of_topic(context, topic)).collect();
        Self { topics, shared: told.into_iter().map(|news| (news, OnceLock::new())).collect() }
    }

    /// The same feeds, to be put into other words.
    pub fn again(&self) -> Self {
        let shared = self.shared.keys().map(|&news| (news, OnceLock::new())).collect();
        Self { topics: self.topics.clone(), shared }
    }

    /// How many topics there are.
    pub fn len(&self) -> usize {
        self.topics.len()
    }

    /// Whether a topic can be one of a single list.
    pub fn may_be_of_one_list(&self, at: usize) -> bool {
        !matches!(self.topics[at], Topic::Site | Topic::Watch(..))
    }

    /// The folder of a topic's files.
    pub fn href(&self, at: usize, context: &Context) -> String {
        topic::head(context, self.topics[at]).folder
    }

    /// The files of one topic: a feed in each of its forms.
    pub fn files(&self, at: usize, context: &Context, renderer: &Renderer) -> Result<Files> {
        let topic = self.topics[at];
        let news = news::of_topic(context, topic);
        let told = news.iter().map(|&news| self.told(news, context, renderer));
        let told: Vec<Told> = told.collect::<Result<_>>()?;
        told.iter().for_each(|told| context.texts.add(&told.noted));
        let site = context.site;
        let head = topic::head(context, topic);
        let feed = Feed {
            id: format!("{}{}{}", site.feed_id, head.folder, Form::Atom.file()),
            title: head.title,
            about: head.about,
            language: site.language.tag(),
            site: site.title,
            page: format!("{}{}", site.base_url, head.href),
            folder: format!("{}{}", site.base_url, head.folder),
            items: told.iter().map(|told| &told.item).collect(),
        };
        let text = |form: Form| match renderer {
            Renderer::Pages(_) => feed::write(&feed, form).into_bytes(),
            Renderer::Outlines => feed.outline(),
        };
        let texts: Vec<(&str, Vec<u8>)> =
            topic.forms(site).iter().map(|&form| (form.file(), text(form))).collect();
        let hrefs = std::iter::once(head.folder).chain(former_hrefs(context, topic));
        let beside =
            |href: String| texts.iter().map(move |(name, text)| (format!("{href}{name}"), text.clone()));
        Ok(hrefs.flat_map(beside).collect())
    }

    /// A piece of news in words.
    fn told(&self, news: News, context: &Context, renderer: &Renderer) -> Result<Told> {
        let Some(place) = self.shared.get(&news) else { return tell(news, context, renderer) };
        let spool = context.site.spool;
        if let Some(told) = place.get() {
            seen::again(&told.seen);
            return told.told(spool);
        }
        let tell = || tell(news, context, renderer);
        let (told, seen) = match renderer {
            Renderer::Outlines => seen::noted(tell),
            Renderer::Pages(_) => (tell(), Seen::default()),
        };
        let told = ToldOnce::of(told?, seen.packed(), spool, renderer)?;
        place.get_or_init(|| told).told(spool)
    }
}

fn tell(news: News, context: &Context, renderer: &Renderer) -> Result<Told> {
    let context = context.apart();
    let item = item::in_words(&context, renderer, news)?;
    let noted = context.texts.noted().clone();
    Ok(Told { item, noted })
}

/// Where else the feed is: next to the pages that an author's addresses had by themselves, since readers of those
/// feeds go on reading.
fn former_hrefs(context: &Context, topic: Topic) -> Vec<String> {
    match topic {
        Topic::Author(at) => context.catalog.authors[at].former_keys().map(route::author).collect(),
        Topic::Company(at) => context.catalog.domains[at].former_keys().map(route::domain).collect(),
        Topic::Site | Topic::List(_) | Topic::SeriesOf(..) | Topic::Subsystem(_) => Vec::new(),
        Topic::Watch(..) | Topic::Series(_) => Vec::new(),
    }
}
