//! A domain's page: who sent patches from it.

use super::context::Context;
use super::head::head;
use super::number::plural;
use super::page::{Job, Page};
use super::parts::{pager, part_of};
use super::pieces::people::contributors;
use crate::catalog::DomainAt;
use crate::site::view;

/// The view of a part of a domain's page.
pub fn view(context: &Context, at: DomainAt, part: usize) -> view::DomainPage {
    let domain = &context.catalog.domains[at];
    let page = Page::Domain(at);
    let description = format!(
        "{} by {} at {}.",
        plural(domain.patches, "patch mail", "patch mails"),
        plural(domain.authors.len(), "person", "people"),
        domain.name
    );
    let people = part_of(&domain.authors, part).iter();
    let people = people.map(|&(author, patches)| (context.author_person(author), patches)).collect();
    view::DomainPage {
        page: head(context, Job { page, part }, &domain.name, &description),
        name: domain.name.clone(),
        patches: domain.patches,
        people: contributors(people),
        pager: pager(&page.href(context), part, domain.authors.len()),
    }
}
