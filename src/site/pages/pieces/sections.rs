//! Sections of a `MAINTAINERS` file: who looks after the files of a subsystem.

use crate::catalog::Section;
use crate::mail::Address;
use crate::maintainers;
use crate::site::pages::context::Context;
use crate::site::view;

/// What the file says; `None` where the list has no such file.
fn said<'a>(context: &Context<'a>, at: Section) -> Option<&'a maintainers::Section> {
    context.site.lists[at.list].maintainers.as_ref()?.list().get(at.position)
}

pub fn title(context: &Context, at: Section) -> Option<String> {
    said(context, at).map(|section| context.shown(&section.title))
}

pub fn row(context: &Context, at: Section) -> Option<view::MaintainersRow> {
    let section = said(context, at)?;
    let people = |people: &[Address]| people.iter().map(|person| context.person(person)).collect();
    Some(view::MaintainersRow {
        title: context.shown(&section.title),
        status: section.status.as_deref().map(|status| context.shown(status)),
        maintainers: people(&section.maintainers),
        reviewers: people(&section.reviewers),
        lists: section.lists.clone(),
        trees: section.trees.iter().map(|tree| context.shown(tree)).collect(),
    })
}
