//! Mails on pages: with their texts, or as a line.

use super::text;
use crate::catalog::{ListAt, PatchAt, Service};
use crate::digest::Entry;
use crate::site::pages::context::Context;
use crate::site::pages::number::stat;
use crate::site::view::{self, GivenTags};

/// Where a mail is shown: in which list it is, how the page leads to the root, and the mail's anchor on the page.
pub struct Place<'a> {
    pub list: ListAt,
    pub root: &'a str,
    pub anchor: String,
}

/// A mail with its text.
pub fn with_text(context: &Context, place: Place, entry: &Entry, body: &str) -> view::MailText {
    view::MailText {
        anchor: place.anchor,
        subject: context.shown(&entry.subject),
        author: context.person(&entry.author),
        sender: (entry.sender.email != entry.author.email).then(|| context.person(&entry.sender)),
        time: entry.date.map(|date| context.minute(date)),
        mail_href: context.mail_href(place.list, entry.message_id.as_deref()),
        body_html: text::html(context, place.list, place.root, body),
        stat: stat(entry.diffstat),
    }
}

/// A mail without its text.
pub fn patch_line(context: &Context, list: ListAt, entry: &Entry) -> view::PatchLine {
    let counter = entry.index.zip(entry.total).map(|(index, total)| format!("{index}/{total}"));
    view::PatchLine {
        counter: counter.unwrap_or_default(),
        title: context.shown(&entry.title),
        author: context.person(&entry.author),
        mail_href: context.mail_href(list, entry.message_id.as_deref()),
        stat: stat(entry.diffstat),
        given: Vec::new(),
    }
}

/// The tags of a patch, by kind.
pub fn given(context: &Context, patch: PatchAt) -> Vec<GivenTags> {
    let tags = context.catalog.services(patch);
    let of_kind = |kind: Service| {
        let of_kind = tags.iter().filter(|tag| Service::of(&tag.trailer.key) == Some(kind));
        let people = of_kind.filter_map(|tag| tag.person.as_ref());
        let names: Vec<String> = people.map(|person| context.shown(&person.name)).collect();
        (!names.is_empty()).then(|| GivenTags {
            letter: letter(kind),
            word: given_word(context, kind),
            count: names.len(),
            names: names.join(", "),
        })
    };
    Service::ALL.into_iter().filter_map(of_kind).collect()
}

/// What a tag says of a patch.
pub fn given_word(context: &Context, kind: Service) -> String {
    context.text(match kind {
        Service::Reviewed => "given-reviewed",
        Service::Acked => "given-acked",
        Service::Tested => "given-tested",
    })
}

fn letter(kind: Service) -> &'static str {
    match kind {
        Service::Reviewed => "R",
        Service::Acked => "A",
        Service::Tested => "T",
    }
}
