//! Where the page of one of a person's addresses was, or of one of a company's domains: it leads to the one that they share.

use super::context::Context;
use super::head::head;
use super::page::{Job, Page};
use super::title::link;
use crate::site::view;

/// The view of a page that leads to another.
pub fn view(context: &Context, from: Page) -> view::MovedPage {
    let catalog = context.catalog;
    let (name, to, sharing) = match from {
        Page::MovedDomain(at, _) => (catalog.domains[at].name.clone(), Page::Domain(at), "all-domains-of"),
        Page::Moved(at, _) => (context.author_name(at), Page::Author(at), "all-addresses-of"),
        other => (String::new(), other, ""),
    };
    let href = to.href(context);
    let mut page = head(context, Job::first(from), &name, &context.named("has-moved", &name));
    page.canonical = format!("{}{href}", context.site.base_url);
    view::MovedPage { page, sharing: context.text(sharing), to: link(&context.shown(&name), href) }
}
