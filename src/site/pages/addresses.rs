//! The addresses of people who have several: what proves them, and where their pages were.

use super::{Job, Pages, link};
use crate::catalog::AuthorAt;
use crate::catalog::people::OwnAddress;
use crate::mail::Proof;
use crate::site::route;
use crate::site::view;

impl Pages<'_> {
    /// The addresses of an author besides the one that their page begins with.
    pub(super) fn further_addresses(&self, author: AuthorAt) -> Vec<view::OwnAddress> {
        let author = &self.site.catalog.authors[author];
        let is_further = |own: &&OwnAddress| own.email != author.address.email;
        let row = |own: &OwnAddress| {
            Some(view::OwnAddress {
                email: self.site.addresses.show(&own.email),
                patches: own.patches,
                proof: words(own.proof?),
            })
        };
        author.addresses.iter().filter(is_further).filter_map(row).collect()
    }

    /// The pages that an author's addresses had by themselves: they lead to the author's.
    pub(super) fn moved_jobs(&self, author: AuthorAt) -> impl Iterator<Item = Job> {
        let keys = self.site.catalog.authors[author].former_keys().count();
        (0..keys).map(move |number| Job::Moved(author, number))
    }

    /// The address of the page that one of an author's addresses had by itself.
    pub(super) fn moved_href(&self, author: AuthorAt, number: usize) -> String {
        self.former_hrefs(author).nth(number).unwrap_or_default()
    }

    /// Where the pages of an author's other addresses were, and their feeds: readers of those go on reading.
    pub fn former_hrefs(&self, author: AuthorAt) -> impl Iterator<Item = String> {
        self.site.catalog.authors[author].former_keys().map(route::author)
    }

    /// The view of a page that leads to an author's.
    pub fn moved(&self, author: AuthorAt, number: usize) -> view::Moved {
        let person = &self.site.catalog.authors[author];
        let href = route::author(&person.key);
        let description = format!("The page of {} has moved.", person.address.name);
        let mut page = self.page(&Job::Moved(author, number), "authors", &person.address.name, &description);
        page.canonical = format!("{}{href}", self.site.base_url);
        view::Moved { page, to: link(&self.shown(&person.address.name), href) }
    }
}

/// What proves an address.
fn words(proof: Proof) -> &'static str {
    match proof {
        Proof::Mailmap => "the mailmap says so",
        Proof::SignedOff => "a patch from one is signed off with the other",
        Proof::Sent => "a patch by one was sent from the other",
        Proof::ReplyTo => "a mail from one names the other in Reply-To",
    }
}
