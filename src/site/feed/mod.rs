//! The forms of feeds: Atom, RSS and JSON Feed.

mod atom;
mod json;
mod rss;
mod xml;

use std::hash::Hash;

use jiff::Timestamp;

use super::route;
use crate::sum::Sum;
pub use xml::clean;

/// A form of a feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Atom,
    Rss,
    Json,
}

impl Form {
    /// The name of the file, next to the page that the feed belongs to.
    pub fn file(self) -> &'static str {
        match self {
            Self::Atom => route::ATOM,
            Self::Rss => route::RSS,
            Self::Json => route::JSON_FEED,
        }
    }

    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Atom => "Atom",
            Self::Rss => "RSS",
            Self::Json => "JSON",
        }
    }

    /// The type for links.
    pub fn mime(self) -> &'static str {
        match self {
            Self::Atom => "application/atom+xml",
            Self::Rss => "application/rss+xml",
            Self::Json => "application/feed+json",
        }
    }
}

/// A feed, whatever its form.
#[derive(Hash)]
pub struct Feed<'a> {
    pub id: String,
    pub title: String,
    /// What it is about, in a sentence.
    pub about: String,
    pub language: &'a str,
    /// The site's title: the author of what has no other.
    pub site: &'a str,
    /// Its page, and the folder of its files; whole.
    pub page: String,
    pub folder: String,
    /// Newest first.
    pub items: Vec<&'a NewsItem>,
}

/// One piece of news.
#[derive(Clone, Hash)]
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
    fn address(&self, form: Form) -> String {
        format!("{}{}", self.folder, form.file())
    }

    /// All that it says, in a form for comparison.
    pub fn outline(&self) -> Vec<u8> {
        let mut sum = Sum::default();
        self.hash(&mut sum);
        sum.bytes().to_vec()
    }

    /// When it last changed: with its newest item, seconds since 1970.
    fn updated(&self) -> i64 {
        self.items.iter().map(|item| item.time).max().unwrap_or_default()
    }
}

/// Writes a feed in one of its forms.
pub fn write(feed: &Feed, form: Form) -> String {
    match form {
        Form::Atom => clean(atom::write(feed)),
        Form::Rss => clean(rss::write(feed)),
        Form::Json => json::write(feed),
    }
}

/// A moment as RFC 3339 writes it.
fn moment(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH)
}
