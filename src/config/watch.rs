//! `[[watch]]` as written.

use serde::Deserialize;

use super::shown::{check_name, is_unshown};
use crate::catalog::Watch;
use crate::digest::key::{self, is_host};
use crate::site::route;

/// A watch: a name, and what it looks for.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "WatchTable")]
pub struct WatchConfig(pub Watch);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WatchTable {
    /// Its name, as readers know it.
    name: String,
    /// Its name in addresses. Default: made from `name`.
    slug: Option<String>,
    /// What it looks for: files as `F:` of MAINTAINERS names them, words of titles, what is in the brackets of subjects,
    /// addresses or keys of authors, companies of `[companies]`, domains of addresses.
    #[serde(default)]
    files: Vec<String>,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    people: Vec<String>,
    #[serde(default)]
    companies: Vec<String>,
    #[serde(default)]
    domains: Vec<String>,
}

impl WatchTable {
    /// What it looks for, by the names of the keys.
    fn sought(&self) -> [(&'static str, &[String]); 6] {
        [
            ("files", &self.files),
            ("words", &self.words),
            ("tags", &self.tags),
            ("people", &self.people),
            ("companies", &self.companies),
            ("domains", &self.domains),
        ]
    }

    /// What is wrong with something that it looks for, since nothing could be found by it.
    fn mistake(key: &str, text: &str) -> Option<&'static str> {
        match key {
            _ if text.trim().is_empty() => Some("is empty: remove it"),
            _ if text.contains(is_unshown) => Some("has a character that pages cannot show: remove it"),
            _ if text.trim() != text => Some("begins or ends with a space: remove that"),
            "files" if text.starts_with('/') || text.starts_with("./") => Some(
                "is not a pattern as `F:` of MAINTAINERS has: begin at the top of the tree, as in `drivers/net/`",
            ),
            "words" if !text.chars().any(char::is_alphanumeric) => {
                Some("has no letter or digit: write a word of titles, or several in a row")
            }
            "tags" if text.contains(['[', ']']) => {
                Some("has a bracket: write what is between them, as in `RFC`")
            }
            "domains" if !is_host(&text.to_lowercase()) || !text.contains('.') => {
                Some("is not a domain such as `linaro.org`")
            }
            "people" if !text.contains('@') && text.contains(char::is_whitespace) => {
                Some("is not an address, nor the last part of an author's URL such as `jane-doe-1a2b3c4d`")
            }
            _ => None,
        }
    }
}

impl TryFrom<WatchTable> for WatchConfig {
    type Error = String;

    fn try_from(table: WatchTable) -> Result<Self, String> {
        let name = table.name.trim();
        check_name("watch", name)?;
        if name.is_empty() {
            return Err("a [[watch]] has an empty name: give it one that readers know".to_owned());
        }
        if table.sought().iter().all(|(_, texts)| texts.is_empty()) {
            let keys = table.sought().map(|(key, _)| format!("`{key}`")).join(", ");
            return Err(format!("watch {name} looks for nothing: give it one of {keys}"));
        }
        for (key, texts) in table.sought() {
            for text in texts {
                if let Some(mistake) = WatchTable::mistake(key, text) {
                    return Err(format!("`{text}` in {key} of watch {name} {mistake}"));
                }
            }
        }
        let slug = slug(name, table.slug)?;
        Ok(Self(Watch {
            slug,
            files: table.files,
            words: table.words,
            tags: table.tags,
            people: table.people,
            companies: table.companies,
            domains: table.domains.iter().map(|domain| domain.to_lowercase()).collect(),
            name: table.name.trim().to_owned(),
        }))
    }
}

/// The name of a watch in addresses: what its owner wrote, or else made from its name.
fn slug(name: &str, slug: Option<String>) -> Result<String, String> {
    match slug {
        Some(slug) if slug.is_empty() || slug != key::slug(&slug) => Err(format!(
            "slug of watch {name} is `{slug}`, which cannot be part of a URL: write lower-case letters, digits and single \
             hyphens"
        )),
        Some(slug) => Ok(slug),
        None => Ok(route::watch_slug(name)),
    }
}
