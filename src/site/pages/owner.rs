//! The pages that the site's owner writes.

use super::context::Context;
use super::head::head;
use super::page::{Job, Page};
use crate::seen;
use crate::site::markdown;
use crate::site::view;

/// The view of a Markdown page, by the position of its file.
pub fn view(context: &Context, at: usize) -> view::MarkdownPage {
    seen::more();
    let page = &context.site.content.pages[at];
    let description = page.front.description.as_deref().unwrap_or(context.site.title);
    view::MarkdownPage {
        page: head(context, Job::first(Page::Markdown(at)), page.title(), description),
        body_html: markdown::to_html(&page.markdown),
    }
}
