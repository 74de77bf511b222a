//! Charts that several pages show.

use crate::catalog::PatchAt;
use crate::site::chart::{self, Axis};
use crate::site::pages::context::Context;
use crate::site::view;

/// Patch mails over the years, as a picture that ends with the last of them: no other mail changes it.
pub fn activity(context: &Context, patches: impl Iterator<Item = PatchAt>) -> Option<view::Chart> {
    let times: Vec<i64> = patches.map(|patch| context.catalog.entry(patch).sent).collect();
    let whole = Axis::whole(*times.iter().min()?, *times.iter().max()?);
    let buckets = whole.count(1, times.into_iter().map(|time| (0, time)), context.site.language);
    let counted = chart::Counted { language: context.site.language, ids: &["count-patch-mails"] };
    chart::columns(context.text(whole.activity()), buckets, &["patches"], counted)
}
