//! What feeds tell: which there are, the news of each, and what a reader sees of one.

use std::cmp::Reverse;

use jiff::ToSpan;

use super::parts::ROWS;
use super::{Job, Pages, link, plural, stat};
use crate::archive::date_of;
use crate::catalog::{Applied, AuthorAt, DigestAt, ListAt, ReplyAt, RevisionAt, SeriesAt, SubsystemAt};
use crate::digest::key;
use crate::error::Result;
use crate::site::feed::NewsItem;
use crate::site::render::Renderer;
use crate::site::route;
use crate::site::view::{self, FeedLink, FeedPage};

/// Entries of a feed.
const NEWEST: usize = 50;
/// Threads named of a digest.
const DISCUSSED: usize = 10;
/// Characters of a text; the whole is one link away.
const TEXT: usize = 4_000;

/// What a feed is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    Site,
    List(ListAt),
    Subsystem(SubsystemAt),
    Author(AuthorAt),
    Series(SeriesAt),
}

impl Topic {
    /// The forms it comes in: the names of the files next to its page.
    pub fn forms(self) -> &'static [&'static str] {
        match self {
            Self::Site => &[route::ATOM, route::RSS, route::JSON_FEED],
            Self::List(_) | Self::Subsystem(_) => &[route::ATOM, route::RSS],
            Self::Author(_) | Self::Series(_) => &[route::ATOM],
        }
    }
}

/// Something that a feed tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum News {
    Digest(DigestAt),
    /// A version of a series was posted.
    Revision {
        series: SeriesAt,
        revision: RevisionAt,
    },
    /// A reply says that a series was taken up, or asks to pull it.
    Taken {
        series: SeriesAt,
        reply: ReplyAt,
    },
    Offered {
        series: SeriesAt,
        reply: ReplyAt,
    },
    /// The project's repository has it.
    Merged {
        series: SeriesAt,
    },
}

/// What a feed says of itself.
pub struct FeedHead {
    pub title: String,
    pub about: String,
    /// Its page.
    pub href: String,
}

impl Pages<'_> {
    /// Every feed of the site.
    pub fn topics(&self) -> Vec<Topic> {
        let catalog = self.site.catalog;
        let mut topics = vec![Topic::Site];
        topics.extend(self.site.lists.positions().map(Topic::List));
        topics.extend(catalog.subsystems.positions().map(Topic::Subsystem));
        topics.extend(catalog.authors.positions().filter(|&at| self.has_feed(at)).map(Topic::Author));
        topics.extend(catalog.series.positions().filter(|&at| self.is_alive(at)).map(Topic::Series));
        topics
    }

    /// Whether something was posted or said of a series lately.
    fn is_alive(&self, series: SeriesAt) -> bool {
        let catalog = self.site.catalog;
        let months = i64::from(self.site.feed_months).months();
        let since = date_of(catalog.now).checked_sub(months).unwrap_or(jiff::civil::Date::MIN);
        date_of(catalog.lives[series].last) >= since
    }

    fn has_feed(&self, author: AuthorAt) -> bool {
        self.site.catalog.authors[author].series.iter().any(|&series| self.is_alive(series))
    }

    /// What a feed tells, the newest first.
    pub fn news(&self, topic: Topic) -> Vec<News> {
        let catalog = self.site.catalog;
        let of_series = |series: &[SeriesAt]| series.iter().flat_map(|&at| self.news_of(at)).collect();
        let mut news: Vec<News> = match topic {
            Topic::Site => catalog.digests.positions().map(News::Digest).collect(),
            Topic::List(list) => self.timeline[list].iter().copied().map(News::Digest).collect(),
            Topic::Subsystem(at) => of_series(&catalog.subsystems[at].series),
            Topic::Author(at) => of_series(&catalog.authors[at].series),
            Topic::Series(at) => of_series(&[at]),
        };
        news.sort_by_cached_key(|&news| Reverse((self.time_of(news), news)));
        news.truncate(NEWEST);
        news
    }

    /// All that happened to a series.
    fn news_of(&self, series: SeriesAt) -> Vec<News> {
        let life = &self.site.catalog.lives[series];
        let versions = self.site.catalog.series[series].revisions.positions();
        let mut news: Vec<News> = versions.map(|revision| News::Revision { series, revision }).collect();
        news.extend(life.applied.iter().map(|applied| News::Taken { series, reply: applied.reply }));
        news.extend(life.pulls.iter().map(|&reply| News::Offered { series, reply }));
        news.extend((!life.merged.is_empty()).then_some(News::Merged { series }));
        news.sort_unstable();
        news.dedup();
        news
    }

    /// When it came, seconds since 1970. No mail tells when a repository took a series in: it counts with the
    /// last that is known of it.
    fn time_of(&self, news: News) -> i64 {
        let catalog = self.site.catalog;
        let arrived = |series: SeriesAt, revision: RevisionAt| {
            let mails = &catalog.series[series].revisions[revision].mails;
            mails.iter().map(|&patch| catalog.entry(patch).sent).min().unwrap_or_default()
        };
        match news {
            News::Digest(at) => catalog.digests[at].until,
            News::Revision { series, revision } => arrived(series, revision),
            News::Taken { reply, .. } | News::Offered { reply, .. } => catalog.reply(reply).sent,
            News::Merged { series } => {
                let life = &catalog.lives[series];
                let replies =
                    life.applied.iter().map(|applied| applied.reply).chain(life.pulls.iter().copied());
                let said = replies.map(|reply| catalog.reply(reply).sent).max();
                said.unwrap_or_else(|| catalog.moved(series))
            }
        }
    }

    /// The title, the sentence and the page of a feed.
    pub fn feed_head(&self, topic: Topic) -> FeedHead {
        let catalog = self.site.catalog;
        let head = |title: String, about: String, href: String| FeedHead { title, about, href };
        let named = |name: &str| format!("{name} · {}", self.site.title);
        match topic {
            Topic::Site => head(
                self.site.title.to_owned(),
                "New digests of all lists.".to_owned(),
                route::HOME.to_owned(),
            ),
            Topic::List(list) => {
                let name = &self.site.lists[list].name;
                head(named(name), format!("New digests of {name}."), self.routes.digests(list))
            }
            Topic::Subsystem(at) => {
                let name = self.subsystem_name(at);
                let about = format!("New versions of series in {name}, and series that were taken up.");
                head(named(&name), about, route::subsystem(&catalog.subsystems[at].path))
            }
            Topic::Author(at) => {
                let author = self.author_person(at).name;
                let about = format!(
                    "New versions of series with patches by {author}, and series that were taken up."
                );
                head(named(&author), about, route::author(&catalog.authors[at].key))
            }
            Topic::Series(at) => {
                let title = self.shown(&catalog.series[at].title);
                let about = format!("New versions of {title}, and its outcome.");
                head(named(&title), about, self.series_href(at))
            }
        }
    }

    /// The feeds that a page leads to: its own, then those of the site.
    pub(super) fn feeds_of(&self, job: &Job) -> Vec<FeedLink> {
        let own = match *job {
            Job::Digests { list, .. } => Some(Topic::List(list)),
            Job::Digest(at, _) => Some(Topic::List(self.site.catalog.digests[at].list)),
            Job::Subsystem(at, _) => Some(Topic::Subsystem(at)),
            Job::Author(at, _) => self.has_feed(at).then_some(Topic::Author(at)),
            Job::Series(at, _) => self.is_alive(at).then_some(Topic::Series(at)),
            _ => None,
        };
        own.into_iter().chain([Topic::Site]).flat_map(|topic| self.feed_links(topic)).collect()
    }

    /// A feed in each of its forms.
    pub(super) fn feed_links(&self, topic: Topic) -> Vec<FeedLink> {
        let head = self.feed_head(topic);
        let row = |name: &&'static str| {
            let (form, mime) = match *name {
                route::ATOM => ("Atom", "application/atom+xml"),
                route::RSS => ("RSS", "application/rss+xml"),
                _ => ("JSON", "application/feed+json"),
            };
            FeedLink { title: head.title.clone(), form, mime, href: format!("{}{name}", head.href) }
        };
        topic.forms().iter().map(row).collect()
    }

    /// A piece of news, in words.
    pub fn entry_of(&self, news: News, renderer: &Renderer) -> Result<NewsItem> {
        let catalog = self.site.catalog;
        let time = self.time_of(news);
        let entry = |title: String, path: String, id: String, author: String, html: String| NewsItem {
            id: format!("{}{id}", self.site.feed_id),
            title,
            href: format!("{}{path}", self.site.base_url),
            author,
            time,
            html,
        };
        match news {
            News::Digest(at) => {
                let filed = &catalog.digests[at];
                let title = format!("{}: {}", self.site.lists[filed.list].name, filed.title);
                let html = renderer.render("feed-digest.html", &self.feed_digest(at)?)?;
                let href = self.digest_href(at);
                Ok(entry(title, href.clone(), href, String::new(), html))
            }
            News::Revision { series, revision } => {
                let view = self.feed_revision(series, revision)?;
                let html = renderer.render("feed-version.html", &view)?;
                let href = format!("{}#{}", self.series_href(series), super::life::revision_anchor(revision));
                let id = format!("{}{}", self.series_href(series), self.version_name(series, revision));
                Ok(entry(format!("{} ({})", view.title, view.version), href, id, view.author.name, html))
            }
            News::Taken { series, .. } | News::Offered { series, .. } | News::Merged { series } => {
                let (kind, view) = self.feed_ending(series, news);
                let html = renderer.render("feed-ending.html", &view)?;
                let verb = if view.in_part { format!("{} in part", view.verb) } else { view.verb.to_owned() };
                let href = self.series_href(series);
                let title = format!("{verb}: {}", view.series.title);
                let by = view.taken.map_or(String::new(), |taken| taken.by.name);
                Ok(entry(title, href.clone(), format!("{href}{kind}"), by, html))
            }
        }
    }

    fn feed_page(&self) -> FeedPage {
        FeedPage { root: self.site.base_url.to_owned() }
    }

    fn feed_digest(&self, at: DigestAt) -> Result<view::FeedDigest> {
        Ok(view::FeedDigest {
            page: self.feed_page(),
            row: self.digest_row(at),
            new: self.rows(at)?,
            taken_up: self.taken_up(at).into_iter().take(ROWS).collect(),
            discussed: self.discussed(at, DISCUSSED),
            replies: self.replies_to_patches(at).count(),
            talk: self.talk(at),
        })
    }

    /// `v2`, and for the second revision of it `v2-again-2`.
    fn version_name(&self, series: SeriesAt, revision: RevisionAt) -> String {
        let revisions = &self.site.catalog.series[series].revisions;
        let version = revisions[revision].version;
        match revisions.iter().take(revision.number()).filter(|earlier| earlier.version == version).count() {
            0 => format!("v{version}"),
            before => format!("v{version}-again-{}", before + 1),
        }
    }

    fn feed_revision(&self, series: SeriesAt, number: RevisionAt) -> Result<view::FeedRevision> {
        let catalog = self.site.catalog;
        let revision = &catalog.series[series].revisions[number];
        let head = catalog.entry(revision.mails[0]);
        let lines: Vec<_> = revision
            .mails
            .iter()
            .filter(|&&patch| catalog.entry(patch).index.is_some_and(|index| index > 0))
            .map(|&patch| self.patch_line(catalog.list_of(patch), catalog.entry(patch)))
            .collect();
        let leads = head.leads().then_some(revision.mails[0]);
        let text = leads.map(|patch| self.body(patch)).transpose()?.unwrap_or_default();
        Ok(view::FeedRevision {
            page: self.feed_page(),
            title: self.shown(&head.title),
            version: format!("v{}", revision.version),
            change: self.change(series, number),
            state: self.state_of_revision(series, number),
            author: self.person(&head.author),
            tags: head.tags.clone(),
            subsystems: self.subsystem_links(series),
            stat: stat(head.diffstat),
            extent: plural(self.patches_of(revision).len(), "patch", "patches"),
            mail_href: self.mail_href(catalog.list_of(revision.mails[0]), head.message_id.as_deref()),
            text: first(&self.site.addresses.scrub(text.trim_matches('\n')), TEXT),
            patches: lines,
        })
    }

    /// What became of a series, and the end of its id.
    fn feed_ending(&self, series: SeriesAt, news: News) -> (String, view::FeedEnding) {
        let catalog = self.site.catalog;
        let life = &catalog.lives[series];
        let named = |kind: &str, reply: ReplyAt| {
            let mail = catalog.reply(reply);
            let own = mail.message_id.clone().unwrap_or_else(|| format!("{} {}", mail.arrived, mail.title));
            format!("{kind}-{}", key::digits(own.as_bytes()))
        };
        let (id, verb, taken) = match news {
            News::Taken { reply, .. } => {
                let applied: Vec<&Applied> =
                    life.applied.iter().filter(|applied| applied.reply == reply).collect();
                (named("applied", reply), "Applied", Some(self.taken(reply, &applied, life.patches)))
            }
            News::Offered { reply, .. } => {
                (named("pull", reply), "Offered for pulling", Some(self.taken(reply, &[], life.patches)))
            }
            _ => ("merged".to_owned(), "Merged", None),
        };
        let head = catalog.entry(catalog.series[series].newest().mails[0]);
        let view = view::FeedEnding {
            page: self.feed_page(),
            series: link(&self.shown(&catalog.series[series].title), self.series_href(series)),
            author: self.person(&head.author),
            subsystems: self.subsystem_links(series),
            verb,
            in_part: taken.as_ref().is_some_and(|taken| !taken.extent.is_empty()),
            merged: if taken.is_none() { self.merged(life) } else { Vec::new() },
            taken,
        };
        (id, view)
    }

    /// The view of the page that tells how to subscribe.
    pub fn subscribe(&self) -> view::Subscribe {
        let catalog = self.site.catalog;
        let row = |topic: Topic, title: String| {
            let href = self.feed_head(topic).href;
            view::FeedRow { title, href, feeds: self.feed_links(topic) }
        };
        let top = catalog.subsystems.positions().filter(|&at| catalog.subsystems[at].parent.is_none());
        let top = self.largest(&top.collect::<Vec<_>>());
        let lists = self.site.lists.iter_at();
        view::Subscribe {
            page: self.page(
                &Job::Subscribe,
                "feeds",
                "Subscribe",
                "Feeds of this site, for any feed reader.",
            ),
            whole: row(Topic::Site, self.site.title.to_owned()),
            lists: lists.map(|(at, list)| row(Topic::List(at), list.name.clone())).collect(),
            subsystems: top.iter().map(|&at| row(Topic::Subsystem(at), self.subsystem_name(at))).collect(),
            total: catalog.subsystems.len(),
            opml_href: route::OPML.to_owned(),
            months: self.site.feed_months,
        }
    }

    /// The view of the list of all subsystems' feeds, for feed readers.
    pub fn opml(&self) -> view::Opml {
        let catalog = self.site.catalog;
        let row = |at: SubsystemAt| view::FeedRow {
            title: self.subsystem_name(at),
            href: route::subsystem(&catalog.subsystems[at].path),
            feeds: self.feed_links(Topic::Subsystem(at)),
        };
        view::Opml {
            page: self.feed_page(),
            title: format!("Subsystems · {}", self.site.title),
            subsystems: catalog.subsystems.positions().map(row).collect(),
        }
    }
}

/// The beginning of a text.
fn first(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}\n[…]", &text[..end]),
        None => text.to_owned(),
    }
}
