//! Charts that several pages show.

use crate::catalog::PatchAt;
use crate::site::chart;
use crate::site::pages::context::Context;
use crate::site::view;

/// Patch mails over the years, as a picture.
pub fn activity(context: &Context, patches: impl Iterator<Item = PatchAt>) -> Option<view::Chart> {
    let whole = &context.index.whole;
    let buckets = whole.count(1, patches.map(|patch| (0, context.catalog.entry(patch).sent)));
    let label = format!("Patch mails by {}", whole.unit());
    chart::columns(label, buckets, &["patches"], &[["patch mail", "patch mails"]])
}
