//! Whether each link of a site leads somewhere.

use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;

use fluent_uri::Uri;
use percent_encoding::percent_decode_str;
use rayon::prelude::*;

use super::Finding;

/// What a file says of links.
#[derive(Debug, Default)]
pub struct Facts {
    /// The line of the first link to each URL.
    pub links: BTreeMap<String, usize>,
    /// The fragments that URLs of it may have.
    pub places: HashSet<String>,
    /// Whether it is a page, so that other fragments lead nowhere.
    pub is_page: bool,
}

impl Facts {
    pub fn of_page() -> Self {
        Self { is_page: true, ..Self::default() }
    }

    pub fn link(&mut self, line: usize, href: String) {
        self.links.entry(href).or_insert(line);
    }
}

/// The files of a site, and their links.
pub struct Links<'a> {
    base_url: &'a str,
    /// The path of the site on its host, which begins and ends in `/`.
    base_path: &'a str,
    files: BTreeMap<String, Facts>,
}

impl<'a> Links<'a> {
    pub fn new(base_url: &'a str) -> Self {
        let base_path = Uri::parse(base_url).map_or("/", |uri| uri.path().as_str());
        Self { base_url, base_path, files: BTreeMap::new() }
    }

    pub fn add(&mut self, name: String, facts: Facts) {
        self.files.insert(name, facts);
    }

    pub fn has(&self, name: &str) -> bool {
        self.files.contains_key(name)
    }

    /// Links to files and places that are not there.
    pub fn dead(&self) -> Vec<Finding> {
        let of_file = |(name, facts): (&String, &Facts)| -> Vec<Finding> {
            let dead = facts.links.iter().filter_map(|(href, &line)| {
                let what = self.why_dead(name, href)?;
                Some(Finding { file: PathBuf::from(name), line, what: format!("{what} {href}") })
            });
            dead.collect()
        };
        self.files.par_iter().flat_map_iter(of_file).collect()
    }

    fn why_dead(&self, page: &str, href: &str) -> Option<&'static str> {
        let (address, fragment) = href.split_once('#').unwrap_or((href, ""));
        let path = self.path(page, address.split('?').next().unwrap_or_default())?;
        let Some(target) = self.file(&path) else { return Some("dead link") };
        // Browsers know `top`, and texts to look for.
        let is_free = matches!(fragment, "" | "top") || fragment.starts_with(":~:");
        let fragment = percent_decode_str(fragment).decode_utf8_lossy();
        let is_there = is_free || !target.is_page || target.places.contains(&*fragment);
        (!is_there).then_some("dead anchor")
    }

    /// The path in the site that an address leads to from a page. None if it leads elsewhere.
    fn path(&self, page: &str, address: &str) -> Option<String> {
        let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
        let (base, relative) = if let Some(rest) = address.strip_prefix(self.base_url) {
            ("", rest)
        } else if address.starts_with("//") || has_scheme(address) {
            return None;
        } else if address.starts_with('/') {
            ("", address.strip_prefix(self.base_path)?)
        } else if address.is_empty() {
            return Some(page.to_owned());
        } else {
            (folder, address)
        };
        let decoded = percent_decode_str(relative).decode_utf8_lossy();
        let above = percent_decode_str(self.base_path).decode_utf8_lossy();
        let above: Vec<&str> = parts_of(&above).collect();
        let mut parts: Vec<&str> = above.iter().copied().chain(parts_of(base)).collect();
        for part in decoded.split('/') {
            match part {
                "" | "." => {}
                // Above the root of a host is the root.
                ".." => {
                    parts.pop();
                }
                part => parts.push(part),
            }
        }
        // A path that leads out of the site is that of no file.
        Some(parts.strip_prefix(&*above).map_or_else(|| "..".to_owned(), |inside| inside.join("/")))
    }

    /// The file at a path, or the page of a folder.
    fn file(&self, path: &str) -> Option<&Facts> {
        let index = if path.is_empty() { "index.html".to_owned() } else { format!("{path}/index.html") };
        self.files.get(path).or_else(|| self.files.get(&index))
    }
}

fn parts_of(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|part| !part.is_empty())
}

/// Whether a URL begins with a scheme (RFC 3986): `mailto:`.
fn has_scheme(address: &str) -> bool {
    address.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(href: &str) -> Option<&'static str> {
        let mut links = Links::new("https://host.example/a/");
        for name in ["index.html", "b/index.html", "b/c@d.txt", "b/e.html"] {
            let mut facts = if name.ends_with("html") { Facts::of_page() } else { Facts::default() };
            facts.places.insert("ü".to_owned());
            links.add(name.to_owned(), facts);
        }
        links.why_dead("b/e.html", href)
    }

    #[test]
    fn links_lead_to_files_and_pages_of_folders() {
        for href in [
            "",
            ".",
            "./",
            "..",
            "../",
            "../b/",
            "../b",
            "c@d.txt",
            "c%40d.txt",
            "e.html?q=1",
            "/a/",
            "/a/b/",
            "../../a/b/",
        ] {
            assert_eq!(why(href), None, "{href}");
        }
        for href in ["f", "../c", "/a/c", "https://host.example/a/c/", "../../b/c", "../../b/"] {
            assert_eq!(why(href), Some("dead link"), "{href}");
        }
    }

    #[test]
    fn places_are_in_pages() {
        for href in ["#ü", "#%C3%BC", "#", "#top", "../#ü", "c@d.txt#x", "#:~:text=x"] {
            assert_eq!(why(href), None, "{href}");
        }
        for href in ["#x", "../#x", "/a/b/?q#x"] {
            assert_eq!(why(href), Some("dead anchor"), "{href}");
        }
    }

    #[test]
    fn what_is_elsewhere_is_not_looked_at() {
        for href in
            ["https://other.example/x", "//host.example/x", "mailto:x@y.example", "data:,x", "/elsewhere"]
        {
            assert_eq!(why(href), None, "{href}");
        }
    }
}
