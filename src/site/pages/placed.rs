//! Where each Markdown file of the site's owner is shown: in a digest, as its note, or as a page.

use std::collections::BTreeMap;

use crate::catalog::{Catalog, DigestAt};
use crate::content::MarkdownFile;
use crate::error::{Error, Result};
use crate::site::route::{self, Routes};
use crate::site::{Site, markdown};

/// The file whose text begins the home page.
const INTRODUCTION: &str = "_index";

/// The owner's Markdown files, by what they are.
pub struct PlacedContent {
    /// The introduction of the home page, as HTML.
    pub introduction: Option<String>,
    /// The note of each digest that has one, as HTML.
    pub notes: BTreeMap<DigestAt, String>,
    /// Positions of the files that are pages.
    pub pages: Vec<usize>,
}

impl PlacedContent {
    /// Notes that belong to no digest, and pages whose address is taken, are errors.
    pub fn new(site: &Site, routes: &Routes) -> Result<Self> {
        let mut placed = Self { introduction: None, notes: BTreeMap::new(), pages: Vec::new() };
        let mut taken: Vec<String> = Vec::new();
        for (at, page) in site.content.pages.iter().enumerate() {
            if let Some(window) = &page.front.digest {
                let digest = find_digest(site.catalog, window).ok_or_else(|| no_digest(page, window))?;
                placed.notes.entry(digest).or_default().push_str(&markdown::to_html(&page.markdown));
            } else if page.path == INTRODUCTION {
                placed.introduction.get_or_insert_with(|| markdown::to_html(&page.markdown));
            } else {
                let href = route::markdown(&page.path);
                if belongs_to_site(&href, site, routes) || taken.contains(&href) {
                    let problem = format!("another page already has the URL /{href}");
                    return Err(Error::new(page.file.display().to_string(), problem, "rename the file"));
                }
                taken.push(href);
                placed.pages.push(at);
            }
        }
        Ok(placed)
    }
}

fn no_digest(page: &MarkdownFile, window: &str) -> Error {
    let mend = "set `digest` to FROM..TO, or to a digest's name, as in its URL";
    let problem = format!("there is no digest {window} for this note");
    Error::new(page.file.display().to_string(), problem, mend)
}

/// Whether an address is one of those that the program gives out.
fn belongs_to_site(href: &str, site: &Site, routes: &Routes) -> bool {
    let first = href.split('/').next().unwrap_or_default();
    first.is_empty()
        || route::RESERVED.contains(&first)
        || site.lists.positions().any(|list| href.starts_with(&routes.digests(list)))
}

/// The digest of a window `FROM..TO`, or of that name.
fn find_digest(catalog: &Catalog, window: &str) -> Option<DigestAt> {
    let fits = |abbreviated: &str, id: &str| {
        abbreviated.len() >= 4 && (id.starts_with(abbreviated) || abbreviated.starts_with(id))
    };
    match window.split_once("..") {
        Some((from, to)) => {
            catalog.digests.find(|filed| fits(from, &filed.digest.from) && fits(to, &filed.digest.to))
        }
        None => catalog.digests.find(|filed| filed.key.as_str() == window),
    }
}
