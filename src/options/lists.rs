//! The names of lists in addresses. None depends on the order of the lists.

use super::InboxOptions;
use crate::config::InboxConfig;
use crate::digest::key;
use crate::error::{Error, Result};
use crate::site::route;

/// The name of a list in addresses: what its owner wrote, nothing for the only list, or else made from its name.
pub(super) fn slug(inbox: &InboxConfig, are_several: bool, place: &str) -> Result<String> {
    let Some(slug) = &inbox.slug else {
        return Ok(if are_several { route::list_slug(&inbox.name) } else { String::new() });
    };
    if !slug.is_empty() && *slug != route::list_slug(slug) {
        let problem =
            format!("slug of inbox {} is `{slug}`, which cannot be part of a URL of a list", inbox.name);
        let mend = format!(
            "write lower-case letters, digits and single hyphens, and none of the site's own folders ({})",
            route::RESERVED.join(", ")
        );
        return Err(Error::new(place, problem, mend));
    }
    Ok(slug.clone())
}

/// Where there are several lists, the owner has to say once whether the digests of one of them are in the root of the site:
/// those of the only list are, and a second list must not move them.
pub(super) fn check_decided(inboxes: &[InboxConfig], of_flags: usize, place: &str) -> Result<()> {
    let is_decided = inboxes.is_empty() || inboxes.iter().any(|inbox| inbox.slug.is_some());
    if is_decided || inboxes.len() + of_flags < 2 {
        return Ok(());
    }
    let problem =
        "there are several lists, and no `slug` says whether one of them has its digests at digests/";
    let mend = format!(
        "write `slug = \"\"` for the list whose digests are there, as those of the first list were (inbox {}), or give each a \
         slug of its own",
        inboxes[0].name
    );
    Err(Error::new(place, problem, mend))
}

/// Two lists with the same name in addresses, or with names that texts cannot tell apart.
pub(super) fn check_apart(inboxes: &[InboxOptions], place: &str) -> Result<()> {
    let is_same =
        |a: &InboxOptions, b: &InboxOptions| a.slug == b.slug || key::slug(&a.name) == key::slug(&b.name);
    for (at, inbox) in inboxes.iter().enumerate() {
        if let Some(other) = inboxes[..at].iter().find(|other| is_same(other, inbox)) {
            let problem = format!("inboxes {} and {} would have the same URL", other.name, inbox.name);
            return Err(Error::new(place, problem, "rename one of them, and give each a `slug` of its own"));
        }
    }
    Ok(())
}
