//! JSON Feed 1.1 (<https://www.jsonfeed.org/version/1.1/>).

use serde::Serialize;

use super::{Feed, Form, NewsItem, clean, moment};

#[derive(Serialize)]
struct Document<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: &'a str,
    feed_url: String,
    description: &'a str,
    language: &'a str,
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    content_html: String,
    date_published: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
}

/// Writes a feed.
pub fn write(feed: &Feed) -> String {
    let document = Document {
        version: "https://jsonfeed.org/version/1.1",
        title: &feed.title,
        home_page_url: &feed.page,
        feed_url: feed.address(Form::Json),
        description: &feed.about,
        language: feed.language,
        items: feed.items.iter().map(|entry| item(entry)).collect(),
    };
    let mut text = serde_json::to_string(&document).expect("strings always serialise");
    text.push('\n');
    text
}

fn item(entry: &NewsItem) -> Item<'_> {
    let author = (!entry.author.is_empty()).then_some(Author { name: &entry.author });
    Item {
        id: &entry.id,
        url: &entry.href,
        title: &entry.title,
        content_html: clean(entry.html.clone()),
        date_published: moment(entry.time).to_string(),
        authors: author.into_iter().collect(),
    }
}
