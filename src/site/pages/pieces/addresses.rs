//! The addresses of people who have several, and what proves them.

use crate::catalog::AuthorAt;
use crate::catalog::people::OwnAddress;
use crate::mail::Proof;
use crate::site::pages::context::Context;
use crate::site::view;

/// The addresses of an author besides the one that their page begins with.
pub fn further(context: &Context, author: AuthorAt) -> Vec<view::AddressRow> {
    let author = &context.catalog.authors[author];
    let is_further = |own: &&OwnAddress| own.email != author.address.email;
    let row = |own: &OwnAddress| {
        Some(view::AddressRow {
            email: context.site.addresses.show(&own.email),
            patches: own.patches,
            proof: context.text(words(own.proof?)),
        })
    };
    author.addresses.iter().filter(is_further).filter_map(row).collect()
}

/// The message that says what proves an address.
fn words(proof: Proof) -> &'static str {
    match proof {
        Proof::Mailmap => "proof-mailmap",
        Proof::SignedOff => "proof-signed-off",
        Proof::Sent => "proof-sent",
        Proof::ReplyTo => "proof-reply-to",
    }
}
