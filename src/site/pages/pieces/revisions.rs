//! What is new in a window: the versions that hold something new, with their texts or without.

use super::backports;
use super::mails::{self, Place};
use super::state;
use super::versions;
use crate::catalog::DigestAt;
use crate::digest::{Digest, EntryAt};
use crate::error::Result;
use crate::mail::{changelog, commit_message, opening};
use crate::site::pages::context::Context;
use crate::site::pages::number::stat;
use crate::site::pages::parts::ROWS;
use crate::site::pages::shown::{self, Shown};
use crate::site::route;
use crate::site::view::{DigestRevision, MailText, PatchLine};

/// Characters of an author's changelog, or of the beginning of a text, that are shown before the mail is unfolded.
const BEGINNING: usize = 200;

/// Where the texts of a revision are.
#[derive(Clone, Copy)]
pub enum Texts<'a> {
    /// On the page at hand, from which this leads to the root.
    Here(&'a str),
    /// On another part of the digest.
    OnPart(usize),
    /// Only the digest has them.
    Nowhere,
}

/// The revisions of a digest without texts, as feeds have them.
pub fn rows(context: &Context, at: DigestAt) -> Result<Vec<DigestRevision>> {
    let revisions = shown::revisions(context.catalog, at);
    let rows = revisions.iter().take(ROWS).enumerate();
    rows.map(|(number, shown)| view(context, at, number, shown, Texts::Nowhere)).collect()
}

/// The revision of this number in a digest.
pub fn view(
    context: &Context,
    at: DigestAt,
    number: usize,
    shown: &Shown,
    texts: Texts,
) -> Result<DigestRevision> {
    let catalog = context.catalog;
    let digest = &catalog.digests[at].digest;
    let head = &digest.entries[shown.mails[0]];
    let (series, revision) = shown::place_of(catalog, at, shown.mails[0]);
    let anchor = format!("posting-{}", number + 1);
    let elsewhere = match texts {
        Texts::OnPart(part) => Some(format!("{}#{anchor}", route::part(&context.digest_href(at), part))),
        Texts::Here(_) | Texts::Nowhere => None,
    };
    let head_body = match texts {
        Texts::Here(_) | Texts::OnPart(_) => context.texts.body(head)?,
        Texts::Nowhere => String::new(),
    };
    let changes = beginning(context, &changelog(&head_body, Some(head.version.number)).join("; "));
    let mails = match texts {
        Texts::Here(root) => mails(context, at, shown, root)?,
        Texts::OnPart(_) | Texts::Nowhere => Mails::default(),
    };
    Ok(DigestRevision {
        elsewhere,
        anchor,
        title: context.shown(&head.title),
        href: Some(context.series_href(series)),
        version: format!("v{}", shown.revision.version),
        change: versions::change(context, series, revision),
        opening: match changes.is_empty() {
            true => beginning(context, &opening(commit_message(&head_body))),
            false => String::new(),
        },
        changes,
        state: state::of_revision(context, series, revision),
        tags: context.tags(&head.tags),
        author: context.person(&head.author),
        sender: backports::sent_by(context, series),
        subsystems: context.subsystem_links(series),
        extent: head.total.map_or(String::new(), |total| extent(context, digest, shown, total)),
        stat: stat(head.diffstat),
        entries: mails.with_text,
        others: mails.others,
        others_total: mails.others_total,
    })
}

/// `8 of 8 patches`
fn extent(context: &Context, digest: &Digest, shown: &Shown, total: u32) -> String {
    let came = shown.mails.iter().filter(|&&mail| !digest.entries[mail].is_cover()).count();
    context.say("extent", &[("came", came.into()), ("count", (total as usize).into())])
}

/// The mails of a version that a page shows.
#[derive(Default)]
struct Mails {
    with_text: Vec<MailText>,
    /// The first ones, and how many there are.
    others: Vec<PatchLine>,
    others_total: usize,
}

fn mails(context: &Context, at: DigestAt, shown: &Shown, root: &str) -> Result<Mails> {
    let filed = &context.catalog.digests[at];
    let (entries, list) = (&filed.digest.entries, filed.list);
    let (with_text, others) = shown.split(&filed.digest);
    let text = |&mail: &EntryAt| {
        let entry = &entries[mail];
        let place = Place { list, root, anchor: format!("mail-{}", entries.len() - mail.number()) };
        Ok(mails::with_text(context, place, entry, &context.texts.body(entry)?))
    };
    let line = |&mail: &EntryAt| mails::patch_line(context, list, &entries[mail]);
    Ok(Mails {
        with_text: with_text.iter().map(text).collect::<Result<_>>()?,
        others: others.iter().take(ROWS).map(line).collect(),
        others_total: others.len(),
    })
}

/// The beginning of what an author says.
fn beginning(context: &Context, text: &str) -> String {
    let text = context.site.addresses.scrub(text).into_owned();
    match text.char_indices().nth(BEGINNING) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
