//! The files next to a digest's page: its text, its JSON, and the text as it was received.

use super::context::Context;
use crate::catalog::{DigestAt, PatchAt};
use crate::digest::{self, Digest};
use crate::error::Result;
use crate::site::route;

/// Names and texts of the files.
pub fn files(context: &Context, at: DigestAt) -> Result<Vec<(&'static str, String)>> {
    let filed = &context.catalog.digests[at];
    let keys = context.catalog.patch_of[at].map(|_, &patch| key_of(context, patch));
    let shown = shown(context, at)?;
    let mut files = vec![(route::JSON, digest::json::write(&shown, &keys))];
    let original = filed.original.as_deref().map(|text| context.site.addresses.scrub(text).into_owned());
    match original {
        Some(text) if filed.only_text => files.push((route::TEXT, text)),
        original => {
            let text = shown.to_text(|id| context.mail_href(filed.list, Some(id))).to_string();
            files.push((route::TEXT, text));
            files.extend(original.map(|text| (route::ORIGINAL, text)));
        }
    }
    Ok(files)
}

/// A digest with its texts, as the site shows it.
fn shown(context: &Context, at: DigestAt) -> Result<Digest> {
    let mut digest = context.catalog.digests[at].digest.clone();
    for entry in &mut digest.entries {
        entry.body = context.texts.body(entry)?;
    }
    context.site.addresses.scrub_digest(&mut digest);
    digest.left_out.retain(|left_out| left_out.kind != digest::read::HIDDEN);
    // A site does not name a mail that was taken from the archive.
    let deleted = digest.left_out.iter_mut().filter(|left_out| left_out.kind == "deleted");
    deleted.for_each(|left_out| left_out.message_id = None);
    Ok(digest)
}

fn key_of<'a>(context: &Context<'a>, patch: PatchAt) -> &'a str {
    let catalog = context.catalog;
    catalog.series[catalog.patches[patch].series].key.as_str()
}
