//! What there are feeds about, and which of them a page leads to.

use super::News;
use crate::catalog::statistics::dealings::has_quarters;
use crate::catalog::{AuthorAt, DomainAt, ListAt, SeriesAt, SubsystemAt, WatchAt};
use crate::config::Extra;
use crate::site::Site;
use crate::site::feed::Form;
use crate::site::pages::context::Context;
use crate::site::pages::page::{Page, StatisticsOf};
use crate::site::route;
use crate::site::view::FeedLink;

/// What a feed is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    Site,
    List(ListAt),
    /// News of one kind of the series of a list.
    SeriesOf(ListAt, Only),
    Subsystem(SubsystemAt),
    /// What the operator looks for: new versions and endings, or news of one kind.
    Watch(WatchAt, Option<Only>),
    /// A company.
    Company(DomainAt),
    Author(AuthorAt),
    Series(SeriesAt),
}

/// A kind of news that has feeds of its own, for those who want no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Only {
    /// A series was taken up, offered for pulling or merged.
    Endings,
    Versions,
    Comments,
}

impl Only {
    pub const ALL: [Self; 3] = [Self::Endings, Self::Versions, Self::Comments];
    /// The kinds of a list: all comments of a list would be nearly all of its mails.
    pub const OF_A_LIST: [Self; 2] = [Self::Endings, Self::Versions];

    /// The message of its title.
    pub fn title(self) -> &'static str {
        match self {
            Self::Endings => "endings-only",
            Self::Versions => "versions-only",
            Self::Comments => "comments-only",
        }
    }

    /// The message that says it in a sentence.
    fn about(self) -> &'static str {
        match self {
            Self::Endings => "about-endings",
            Self::Versions => "about-versions",
            Self::Comments => "about-comments",
        }
    }

    /// The name of its folder.
    fn folder(self) -> &'static str {
        match self {
            Self::Endings => "endings",
            Self::Versions => "versions",
            Self::Comments => "comments",
        }
    }

    /// Whether a piece of news is of this kind.
    pub fn has(self, news: News) -> bool {
        match news {
            News::Digest(_) => false,
            News::Revision { .. } => self == Self::Versions,
            News::Taken { .. } | News::Offered { .. } | News::Merged { .. } => self == Self::Endings,
            News::Said { .. } => self == Self::Comments,
        }
    }
}

impl Topic {
    /// The forms its feed comes in.
    pub fn forms(self, site: &Site) -> &'static [Form] {
        match self {
            Self::Site => &[Form::Atom, Form::Rss, Form::Json],
            Self::Subsystem(_) if !site.has(Extra::SubsystemRss) => &[Form::Atom],
            Self::List(_) | Self::Subsystem(_) | Self::Watch(_, None) => &[Form::Atom, Form::Rss],
            Self::SeriesOf(..) | Self::Watch(_, Some(_)) => &[Form::Atom],
            Self::Company(_) | Self::Author(_) | Self::Series(_) => &[Form::Atom],
        }
    }

    /// Whether the site has its feed.
    fn is_fed(&self, site: &Site) -> bool {
        match self {
            Self::Site | Self::List(_) | Self::SeriesOf(..) | Self::Subsystem(_) => true,
            Self::Watch(..) | Self::Company(_) => true,
            Self::Author(_) => site.has(Extra::AuthorFeeds),
            Self::Series(_) => site.has(Extra::SeriesFeeds),
        }
    }

    /// Whether its news are in other feeds as well, most of them in many.
    pub fn is_shared(self) -> bool {
        match self {
            Self::Site | Self::List(_) | Self::SeriesOf(..) | Self::Subsystem(_) => true,
            Self::Watch(..) | Self::Company(_) => true,
            Self::Author(_) | Self::Series(_) => false,
        }
    }

    /// What the feed of a page itself is about, if it has one.
    fn of(page: Page, context: &Context) -> Option<Self> {
        let topic = match page {
            Page::Digests(list, _) => Some(Self::List(list)),
            Page::Digest(at) => Some(Self::List(context.catalog.digests[at].list)),
            Page::Subsystem(at) => Some(Self::Subsystem(at)),
            Page::Author(at) => Some(Self::Author(at)),
            Page::Series(at) => Some(Self::Series(at)),
            // The site's feed is on every page.
            Page::Queue(of) => of.map(Self::Subsystem),
            Page::Statistics(StatisticsOf::List(list) | StatisticsOf::Year(list, _)) => {
                Some(Self::List(list))
            }
            Page::Statistics(StatisticsOf::Subsystem(at)) => Some(Self::Subsystem(at)),
            Page::Home | Page::Search | Page::SearchSyntax | Page::Subscribe | Page::Area => None,
            Page::Developers | Page::NotFound => None,
            Page::AllSeries | Page::AllAuthors | Page::AllSubsystems | Page::AllDomains => None,
            Page::AllWatches | Page::AllDirectories | Page::Directory(_) => None,
            Page::Watch(at) => Some(Self::Watch(at, None)),
            Page::Domain(at) | Page::Quarter(at, _) => {
                has_quarters(&context.catalog.domains[at]).then_some(Self::Company(at))
            }
            Page::Moved(..) | Page::MovedDomain(..) | Page::Markdown(_) => None,
        };
        topic.filter(|topic| topic.is_fed(context.site))
    }
}

/// What a feed says of itself.
pub struct FeedHead {
    pub title: String,
    pub about: String,
    /// Its page.
    pub href: String,
    /// Where its files are: next to the page, but for feeds of some of the news.
    pub folder: String,
}

/// What there are feeds about. Who subscribed to a feed finds it where it was, however long it has no news.
pub fn all(context: &Context) -> Vec<Topic> {
    let catalog = context.catalog;
    let mut topics = vec![Topic::Site];
    for list in context.site.lists.positions() {
        topics.push(Topic::List(list));
        topics.extend(Only::OF_A_LIST.map(|only| Topic::SeriesOf(list, only)));
    }
    for watch in context.site.watches.positions() {
        topics.push(Topic::Watch(watch, None));
        topics.extend(Only::ALL.map(|only| Topic::Watch(watch, Some(only))));
    }
    topics.extend(catalog.subsystems.positions().map(Topic::Subsystem));
    let companies = catalog.domains.iter_at().filter(|(_, domain)| has_quarters(domain));
    topics.extend(companies.map(|(at, _)| Topic::Company(at)));
    topics.extend(catalog.authors.positions().map(Topic::Author));
    topics.extend(catalog.series.positions().map(Topic::Series));
    topics.retain(|topic| topic.is_fed(context.site));
    topics
}

/// The title, the sentence and the page of a feed.
pub fn head(context: &Context, topic: Topic) -> FeedHead {
    let site = context.site.title;
    let named = |name: &str| format!("{name} · {site}");
    let (title, about, href) = match topic {
        Topic::Site => (site.to_owned(), context.text("about-site-feed"), route::HOME.to_owned()),
        Topic::List(at) => {
            let name = context.list_name(at);
            (named(name), context.named("about-list", name), context.routes.digests(at))
        }
        Topic::SeriesOf(at, only) => {
            let name = context.list_name(at);
            let title = format!("{name}: {}", context.text(only.title()));
            (named(&title), context.named(only.about(), name), context.routes.digests(at))
        }
        Topic::Watch(at, only) => {
            let name = context.watch_name(at);
            let title =
                only.map_or_else(|| name.clone(), |only| format!("{name}: {}", context.text(only.title())));
            let about = only.map_or("about-watch", Only::about);
            let watch = context.named("the-watch", &name);
            (named(&title), context.named(about, &watch), Page::Watch(at).href(context))
        }
        Topic::Subsystem(at) => {
            let name = context.subsystem_name(at);
            let about = context.named("about-subsystem", &name);
            (named(&name), about, context.subsystem_href(at))
        }
        Topic::Company(at) => {
            let name = context.shown(&context.catalog.domains[at].name);
            let about = context.named("about-company", &name);
            (named(&name), about, Page::Domain(at).href(context))
        }
        Topic::Author(at) => {
            let name = context.author_name(at);
            let about = context.named("about-author", &name);
            (named(&name), about, context.author_href(at))
        }
        Topic::Series(at) => {
            let title = context.shown(&context.catalog.series[at].title);
            (named(&title), context.named("about-one-series", &title), context.series_href(at))
        }
    };
    let folder = match topic {
        Topic::SeriesOf(_, only) | Topic::Watch(_, Some(only)) => route::part_of_feed(&href, only.folder()),
        _ => href.clone(),
    };
    FeedHead { title, about, href, folder }
}

/// The feeds that a page leads to: its own, then those of the site.
pub fn links_of_page(context: &Context, page: Page) -> Vec<FeedLink> {
    let own = Topic::of(page, context);
    own.into_iter().chain([Topic::Site]).flat_map(|topic| links(context, topic)).collect()
}

/// A feed in each of its forms.
pub fn links(context: &Context, topic: Topic) -> Vec<FeedLink> {
    let head = head(context, topic);
    let link = |form: &Form| FeedLink {
        title: head.title.clone(),
        form: form.name(),
        mime: form.mime(),
        href: format!("{}{}", head.folder, form.file()),
    };
    topic.forms(context.site).iter().map(link).collect()
}
