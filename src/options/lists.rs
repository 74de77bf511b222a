//! The names of lists in addresses. As soon as one list has a slug, none depends on the order of the lists; until then the
//! first list has its digests in the root of the site, where those of an only list are.

use super::InboxOptions;
use crate::config::{self, InboxConfig};
use crate::digest::key;
use crate::error::{Error, Result};
use crate::import;
use crate::site::route;

/// The name of a list in addresses: what its owner wrote, nothing for the `unnamed` one, or else made from its name.
pub(super) fn slug(inbox: &InboxConfig, unnamed: bool, place: &str) -> Result<String> {
    let Some(slug) = &inbox.slug else {
        return Ok(if unnamed { String::new() } else { route::list_slug(&inbox.name) });
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

/// Refuses names that pages cannot show.
pub(super) fn check_names(inbox: &InboxConfig, place: &str) -> Result<()> {
    let of_repositories =
        inbox.repository.0.iter().filter_map(|one| Some(("repository", one.name.as_ref()?)));
    let of_aliases = inbox.aliases.iter().flat_map(|(from, to)| [("alias", from), ("subsystem", to)]);
    for (what, name) in of_repositories.chain(of_aliases).chain([("inbox", &inbox.name)]) {
        config::check_name(what, name)
            .map_err(|problem| Error::new(place, problem, "remove that character"))?;
    }
    Ok(())
}

/// The error for a site with nothing in it.
pub fn no_inboxes() -> Error {
    let mend = "add an [[inbox]] to lorepress.toml, or use --inbox NAME=PATH";
    Error::new(config::FILE, "there are no inboxes and no digests to build from", mend)
}

impl InboxOptions {
    /// Says of a path at which no mails can be what would bring them there: a clone that is still to be made, or a file of
    /// mails that is not packed.
    pub fn check_path(&self) -> Result<()> {
        let has_server = self.from.is_some() || self.url.is_some();
        if has_server && !self.path.exists() {
            let mend =
                "run `lorepress fetch`, or `lorepress build --fetch`; if it is elsewhere, correct `path`";
            let problem = format!("the archive of inbox {} is not here yet", self.name);
            return Err(Error::new(self.path.display().to_string(), problem, mend));
        }
        if self.path.is_file() && import::is_packed(&self.path) {
            import::files(&self.path)?;
        }
        Ok(())
    }
}
