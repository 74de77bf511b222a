//! What all news in words have.

use crate::catalog::ReplyAt;
use crate::digest::key;
use crate::site::pages::context::Context;
use crate::site::view;

/// A piece of news, without what all have in common.
pub(super) struct Words {
    pub title: String,
    /// The page, inside the site.
    pub href: String,
    /// The end of its id.
    pub id: String,
    /// Who did it; empty for what is the site's own.
    pub author: String,
    pub html: String,
}

/// `page` for the templates of feeds.
pub fn root(context: &Context) -> view::FeedRoot {
    view::FeedRoot { root: context.site.base_url.to_owned() }
}

/// A name for a reply that no other reply has.
pub(super) fn key_of(context: &Context, reply: ReplyAt) -> String {
    let mail = context.catalog.reply(reply);
    let own = mail.message_id.as_ref().map(String::from);
    let own = own.unwrap_or_else(|| format!("{} {}", mail.arrived, mail.title));
    key::digits(own.as_bytes())
}
