//! The names of lists in addresses. As soon as one list has a slug, none depends on the order of the lists; until then the
//! first list has its digests in the root of the site, where those of an only list are.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use super::{InboxOptions, Options, RepositoryOptions};
use crate::archive::Project;
use crate::config::{self, InboxConfig, RepositoriesConfig, Windows};
use crate::digest::key;
use crate::error::{Error, Result, begins_at_home};
use crate::import;
use crate::site::route;

/// What a flag says of lists.
#[derive(Debug, Clone)]
pub enum InboxFlag {
    /// A further list, and where its mails are.
    Added(String, PathBuf),
    /// The name of a list that is built on its own.
    Own(String),
}

impl FromStr for InboxFlag {
    type Err = &'static str;

    fn from_str(text: &str) -> std::result::Result<Self, Self::Err> {
        match text.split_once('=') {
            None if !text.is_empty() => Ok(Self::Own(text.to_owned())),
            Some((name, path)) if !name.is_empty() && !path.is_empty() => {
                Ok(Self::Added(name.to_owned(), path.into()))
            }
            _ => Err("expected NAME=PATH, or the NAME of a list of the configuration"),
        }
    }
}

/// The lists that flags add, and the names of those that are built on their own.
pub(super) fn divided(flags: Vec<InboxFlag>) -> (Vec<(String, PathBuf)>, Vec<String>) {
    let (mut added, mut own) = (Vec::new(), Vec::new());
    for flag in flags {
        match flag {
            InboxFlag::Added(name, path) => added.push((name, path)),
            InboxFlag::Own(name) => own.push(name),
        }
    }
    (added, own)
}

/// Fails where a name is that of no list; `or` says what else may help.
pub fn check_known(inboxes: &[InboxOptions], names: &[String], place: &str, or: &str) -> Result<()> {
    let is_known = |name: &String| inboxes.iter().any(|inbox| inbox.name == *name);
    let Some(unknown) = names.iter().find(|name| !is_known(name)) else { return Ok(()) };
    let known: Vec<&str> = inboxes.iter().map(|inbox| inbox.name.as_str()).collect();
    let mend = match &known[..] {
        [] => format!("add an [[inbox]]{or}"),
        _ => format!("name one of {}{or}", known.join(", ")),
    };
    Err(Error::new(place, format!("there is no inbox {unknown}"), mend))
}

/// The names of the lists that are built on their own, in the order of the configuration.
pub(super) fn own(inboxes: &[InboxOptions], names: &[String], place: &str) -> Result<Vec<String>> {
    check_known(inboxes, names, place, ", or write NAME=PATH to add a list")?;
    let own = inboxes.iter().map(|inbox| &inbox.name).filter(|name| names.contains(name));
    Ok(own.cloned().collect())
}

/// Refuses flags about a site where none is made.
pub(super) fn check_flags_of_own(own: &[String], prove: bool, changed: bool) -> Result<()> {
    let flag = [("--prove", prove), ("--changed", changed)].into_iter().find(|(_, is_there)| *is_there);
    let (Some(list), Some((flag, _))) = (own.first(), flag) else { return Ok(()) };
    let problem = format!("{flag} is about a site, and --inbox {list} makes none");
    Err(Error::new(flag, problem, "use it where all lists are built, without that --inbox"))
}

impl Options {
    /// Whether the mails of a list are read.
    pub fn reads(&self, list: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|name| name == list)
    }
}

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

/// Refuses a path that nothing can be at, before the folder of the configuration is put before it.
pub(super) fn check_written(inbox: &str, path: &Path, root: &Path, place: &str) -> Result<()> {
    let text = path.to_string_lossy();
    let refused = |problem: &str, mend: &str| {
        Err(Error::new(place, format!("path of inbox {inbox} is {problem}"), mend))
    };
    if text.trim().is_empty() {
        return refused(
            "empty",
            "name the archive of the list, an mbox, a maildir or a folder of .eml files",
        );
    }
    if root.join(path).exists() {
        return Ok(());
    }
    if text.contains("://") {
        let mend = "write the URL as `url`, or as `from` where readers have another one; as `path` write the folder that \
                    `lorepress fetch` is to make";
        return refused(&format!("`{text}`, which is a URL"), mend);
    }
    if begins_at_home(path) {
        let mend = "write the path as it is: `~` is not read as the home folder here";
        return refused(&format!("`{text}`, which is not there"), mend);
    }
    Ok(())
}

/// The lists of the file, and behind them those of flags.
pub(super) fn resolve(
    of_file: Vec<InboxConfig>,
    of_flags: Vec<(String, PathBuf)>,
    windows: Option<&Windows>,
    place: &str,
) -> Result<Vec<InboxOptions>> {
    let mut inboxes = Vec::new();
    let has_slugs = of_file.iter().any(|inbox| inbox.slug.is_some());
    for inbox in of_file {
        let slug = slug(&inbox, !has_slugs && inboxes.is_empty(), place)?;
        inboxes.push(super::resolve_inbox(inbox, slug, windows, place)?);
    }
    for (name, path) in of_flags {
        check_written(&name, &path, Path::new(""), "--inbox")?;
        let inbox = InboxConfig {
            name,
            slug: None,
            path,
            url: None,
            from: None,
            commits: None,
            windows: Windows::Day,
            aliases: BTreeMap::new(),
            maintainers: None,
            repository: RepositoriesConfig::default(),
        };
        let slug = slug(&inbox, !has_slugs && inboxes.is_empty(), "--inbox")?;
        inboxes.push(super::resolve_inbox(inbox, slug, windows, "--inbox")?);
    }
    check_apart(&inboxes, place)?;
    Ok(inboxes)
}

/// Two lists with the same name in addresses, or with names that texts cannot tell apart.
fn check_apart(inboxes: &[InboxOptions], place: &str) -> Result<()> {
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
            let mend = format!(
                "run `lorepress fetch`, or `lorepress build --fetch`; if it is elsewhere, correct `path` {}",
                self.named
            );
            let problem = format!("the archive of inbox {} is not here yet", self.name);
            return Err(Error::new(self.path.display().to_string(), problem, mend));
        }
        if self.path.is_file() && import::is_packed(&self.path) {
            import::files(&self.path).map_err(|error| self.error_of("path", error))?;
        }
        if self.path.is_file() && import::is_source(&self.path).is_none() {
            let problem = "is not a public-inbox archive, nor an mbox or MMDF file: it begins neither with `From ADDRESS DATE` nor with four ^A bytes";
            let mend = "name a folder with git/0.git, or an mbox, a maildir or a folder of .eml files";
            let error = Error::new(self.path.display().to_string(), problem, mend);
            return Err(self.error_of("path", error));
        }
        Ok(())
    }

    /// An error that is about the path that a key of the inbox names.
    pub fn error_of(&self, key: &str, error: Error) -> Error {
        error.named_by(&format!("`{key}` {}", self.named))
    }

    /// Opens a repository of the project.
    pub fn project(&self, repository: &RepositoryOptions) -> Result<Project> {
        Project::open(&repository.path).map_err(|error| self.error_of("repository", error))
    }
}
