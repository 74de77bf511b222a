//! What a build reads besides mails: whether it can be read, and whether it has any effect.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{Finding, Inspected};
use crate::archive;
use crate::content::Content;
use crate::error::{Error, Result};
use crate::import;
use crate::options::{self, Options};
use crate::site::Templates;
use crate::site::assets;

/// Looks at the owner's pages and templates, and at where archives and repositories are.
pub fn look(options: &Options) -> Result<Inspected> {
    let content = Content::read(&options.content)?;
    Templates::read(&options.templates, &options.language, &options.languages)?;
    let static_files = assets::static_files(&options.static_files)?;
    for inbox in &options.inboxes {
        inbox.check_path()?;
        if import::is_source(&inbox.path).is_none() {
            archive::repositories(&inbox.path).map_err(|error| inbox.error_of("path", error))?;
        }
        if let Some(path) = &inbox.maintainers {
            let failed = |cause| inbox.error_of("maintainers", Error::io(path, "read MAINTAINERS", &cause));
            std::fs::read(path).map_err(failed)?;
        }
        for repository in &inbox.repositories {
            inbox.project(repository)?;
        }
    }
    if options.inboxes.is_empty() && content.texts.is_empty() {
        return Err(options::no_inboxes());
    }
    let findings = unknown_templates(&options.templates)?;
    let files = content.pages.len() + content.texts.len() + static_files.len();
    Ok(Inspected { files, findings, notes: Vec::new() })
}

/// Templates of the owner that no page is made with: those that the program does not know, and that no template names.
fn unknown_templates(folder: &Path) -> Result<Vec<Finding>> {
    let built_in: BTreeSet<String> = assets::templates(Path::new(""))?.into_keys().collect();
    let all = assets::templates(folder)?;
    let texts: Vec<_> =
        all.iter().map(|(name, asset)| (name, String::from_utf8_lossy(&asset.bytes))).collect();
    let is_named = |name: &String| texts.iter().any(|(other, text)| *other != name && text.contains(&**name));
    let unknown = all.iter().filter(|(name, _)| !built_in.contains(*name) && !is_named(name));
    let finding = |(name, _): (&String, _)| Finding {
        file: PathBuf::from(folder.file_name().unwrap_or_default()).join(name),
        line: 0,
        what: "no page is made with this template: `lorepress templates` lists those that are used"
            .to_owned(),
    };
    Ok(unknown.map(finding).collect())
}
