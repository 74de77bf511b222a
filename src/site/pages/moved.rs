//! Where the page of one of an author's addresses was: it leads to the author's.

use super::context::Context;
use super::head::head;
use super::page::{Job, Page};
use super::title::link;
use crate::catalog::AuthorAt;
use crate::site::view;

/// The view of a page that leads to an author's: that of their former key of this number.
pub fn view(context: &Context, author: AuthorAt, number: usize) -> view::MovedPage {
    let name = &context.catalog.authors[author].address.name;
    let href = context.author_href(author);
    let job = Job::first(Page::Moved(author, number));
    let mut page = head(context, job, name, &format!("The page of {name} has moved."));
    page.canonical = format!("{}{href}", context.site.base_url);
    view::MovedPage { page, to: link(&context.shown(name), href) }
}
