//! The pages that the owner writes, and those that every site has.

use serde::Serialize;

use super::{Counted, PageHead};

/// `page.html`: a Markdown page.
#[derive(Debug, Serialize)]
pub struct MarkdownPage {
    pub page: PageHead,
    pub body_html: String,
}

/// `search.html`
#[derive(Debug, Serialize)]
pub struct SearchPage {
    pub page: PageHead,
    /// The lists of everything, for those who would rather look than search.
    pub totals: Vec<Counted>,
    /// The first file of the search as JSON, in which no less-than sign is left: it is part of the page.
    pub index_json: String,
}

/// `search-syntax.html`: what can be typed into the search box. The search page shows its part `syntax` before a search.
#[derive(Debug, Serialize)]
pub struct SearchSyntaxPage {
    pub page: PageHead,
}

/// `opensearch.xml`
#[derive(Debug, Serialize)]
pub struct OpenSearch {
    /// At most 16 and 48 characters, as the format wants.
    pub short_name: String,
    pub long_name: String,
    /// The site's full address; ends in `/`.
    pub base_url: String,
    /// Where the search page is, relative to it.
    pub search: String,
}

/// `404.html`
#[derive(Debug, Serialize)]
pub struct NotFoundPage {
    pub page: PageHead,
}

/// `developers.html`
#[derive(Debug, Serialize)]
pub struct DevelopersPage {
    pub page: PageHead,
    /// Addresses of people are not shown as the mails have them.
    pub addresses: bool,
    /// Addresses of people are not shown at all, nor Message-IDs.
    pub hidden: bool,
    /// What the state of a series can be.
    pub states: Vec<TermRow>,
}

/// `area.html`: what a reader looks for.
#[derive(Debug, Serialize)]
pub struct AreaPage {
    pub page: PageHead,
}

/// A word of the JSON.
#[derive(Debug, Serialize)]
pub struct TermRow {
    pub word: String,
    pub meaning_html: String,
}
