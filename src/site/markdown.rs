//! Markdown into HTML. What a site's owner writes is trusted, HTML included.

use pulldown_cmark::{Options, Parser, html};

/// CommonMark with tables, footnotes, strikethrough and heading attributes.
pub fn to_html(markdown: &str) -> String {
    let extensions = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut page = String::with_capacity(markdown.len() * 3 / 2);
    html::push_html(&mut page, Parser::new_ext(markdown, extensions));
    page
}
