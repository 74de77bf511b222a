//! Tables of people and their patches.

use crate::catalog::AuthorAt;
use crate::site::chart::share;
use crate::site::pages::context::Context;
use crate::site::view;

/// Authors and their patches.
pub fn authors(context: &Context, authors: &[AuthorAt]) -> Vec<view::ContributorRow> {
    let row = |&at: &AuthorAt| (context.author_person(at), context.catalog.authors[at].patches);
    contributors(authors.iter().map(row).collect())
}

/// People and their patches, with how much that is of the most.
pub fn contributors(rows: Vec<(view::PersonLink, usize)>) -> Vec<view::ContributorRow> {
    let most = rows.iter().map(|&(_, patches)| patches).max().unwrap_or_default();
    let row = |(person, patches)| view::ContributorRow { person, patches, share: share(patches, most) };
    rows.into_iter().map(row).collect()
}
