//! Every page there is, and the only maker of paths and addresses.
//!
//! An href is relative to the site's root and ends in `/` for a page, whose file is then `index.html` below
//! it. It is made of slugs, hashes, dates and numbers, so nothing that a mail says can lead out of the site.
//!
//! The files of a page are in its folder: `index.txt` and `index.json`, and the feeds `atom.xml`, `rss.xml` and
//! `feed.json`. The feeds of the whole site are those next to the home page.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::catalog::{Author, Directory, Domain, Filed, List, ListAt, Series, Subsystem, Watch};
use crate::digest::key::{self, Key};
use crate::position::Table;

/// What may occur in a path without being encoded, besides letters and digits.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'@');
/// The same without `@`.
const WITHOUT_AT: &AsciiSet = &PLAIN.add(b'@');

/// The names of lists in addresses.
#[derive(Debug)]
pub struct Routes {
    prefixes: Table<List, String>,
}

impl Routes {
    /// Routes for lists with these slugs. The digests of one that has none are in the root of the site.
    pub fn new<'a>(slugs: impl IntoIterator<Item = &'a str>) -> Self {
        let prefix = |slug: &str| if slug.is_empty() { String::new() } else { format!("{slug}/") };
        Self { prefixes: slugs.into_iter().map(prefix).collect() }
    }

    /// All digests of a list.
    pub fn digests(&self, list: ListAt) -> String {
        format!("{}digests/", self.prefixes[list])
    }

    /// The digests of a year.
    pub fn year(&self, list: ListAt, year: i16) -> String {
        format!("{}{year:04}/", self.digests(list))
    }

    /// The digests of a month.
    pub fn month(&self, list: ListAt, year: i16, month: i8) -> String {
        format!("{}{month:02}/", self.year(list, year))
    }

    /// Figures of a list.
    pub fn statistics(&self, list: ListAt) -> String {
        format!("{}{STATISTICS}", self.prefixes[list])
    }

    /// Figures of a list in a year.
    pub fn statistics_of_year(&self, list: ListAt, year: i16) -> String {
        format!("{}{year:04}/", self.statistics(list))
    }

    /// One digest.
    pub fn digest(&self, list: ListAt, key: &Key<Filed>) -> String {
        format!("{}{key}/", self.digests(list))
    }
}

/// The name of a list in addresses; names without letters still get one.
pub fn list_slug(name: &str) -> String {
    match key::slug(name) {
        slug if slug.is_empty() || RESERVED.contains(&slug.as_str()) => {
            format!("list-{}", key::digits(name.as_bytes()))
        }
        slug => slug,
    }
}

/// The name of a watch in addresses; names without letters still get one.
pub fn watch_slug(name: &str) -> String {
    match key::slug(name) {
        slug if slug.is_empty() => format!("watch-{}", key::digits(name.as_bytes())),
        slug => slug,
    }
}

/// First parts of addresses that are taken.
pub const RESERVED: [&str; 16] = [
    "all",
    "digests",
    "queue",
    "series",
    "authors",
    "subsystems",
    "domains",
    "directories",
    "watches",
    "area",
    "statistics",
    "search",
    "feeds",
    "developers",
    "assets",
    "404",
];

/// The home page.
pub const HOME: &str = "";
/// The lists of everything.
pub const ALL_SERIES: &str = "series/";
pub const ALL_AUTHORS: &str = "authors/";
pub const ALL_SUBSYSTEMS: &str = "subsystems/";
pub const ALL_DOMAINS: &str = "domains/";
pub const ALL_DIRECTORIES: &str = "directories/";
/// What waits.
pub const QUEUE: &str = "queue/";
/// What the site's operator looks for.
pub const WATCHES: &str = "watches/";
/// Figures.
const STATISTICS: &str = "statistics/";
/// The search page, and what lets a browser search from its own address bar.
pub const SEARCH: &str = "search/";
/// What can be typed there.
pub const SEARCH_SYNTAX: &str = "search/syntax/";
pub const OPEN_SEARCH: &str = "opensearch.xml";
/// How to subscribe, and all feeds of subsystems for a feed reader.
pub const FEEDS: &str = "feeds/";
pub const OPML: &str = "feeds/subsystems.opml";
/// What a reader picks.
pub const AREA: &str = "area/";
/// What programs can read.
pub const DEVELOPERS: &str = "developers/";
/// For search engines.
pub const SITEMAP: &str = "sitemap.xml";
pub const ROBOTS: &str = "robots.txt";
/// The names of feeds next to a page.
pub const ATOM: &str = "atom.xml";
pub const RSS: &str = "rss.xml";
pub const JSON_FEED: &str = "feed.json";
/// Files whose names hold the hash of what is in them: they never change, and hosts may let browsers keep them.
pub const ASSETS: &str = "assets/";
/// The mails of revisions, each by the Message-ID of the first one, and what the file is called: as in a public-inbox.
pub const MBOXES: &str = "all/";
const MBOX: &str = "t.mbox.gz";
/// The page for addresses that lead nowhere.
pub const NOT_FOUND: &str = "404.html";
/// The style sheet of most pages; and what every page has of it, which is all of the search page.
pub const STYLE: &str = "style.css";
pub const BASE_STYLE: &str = "style-base.css";

/// The script of the search page.
pub const SEARCH_SCRIPT: &str = "search.js";
/// A file in the folder of a digest's page.
pub const TEXT: &str = "index.txt";
pub const JSON: &str = "index.json";
pub const CSV: &str = "index.csv";
pub const ORIGINAL: &str = "original.txt";

/// A series' page.
pub fn series(key: &Key<Series>) -> String {
    format!("{ALL_SERIES}{key}/")
}

/// An author's page.
pub fn author(key: &Key<Author>) -> String {
    format!("{ALL_AUTHORS}{key}/")
}

/// A subsystem's page.
pub fn subsystem(key: &Key<Subsystem>) -> String {
    format!("{ALL_SUBSYSTEMS}{key}/")
}

/// What waits in a subsystem.
pub fn queue(key: &Key<Subsystem>) -> String {
    format!("{QUEUE}{key}/")
}

/// Figures of a subsystem. No year has such a name.
pub fn statistics(key: &Key<Subsystem>) -> String {
    format!("{STATISTICS}{}", subsystem(key))
}

/// A domain's page.
pub fn domain(key: &Key<Domain>) -> String {
    format!("{ALL_DOMAINS}{key}/")
}

/// A directory's page.
pub fn directory(key: &Key<Directory>) -> String {
    format!("{ALL_DIRECTORIES}{key}/")
}

/// The search for the series that change a file.
pub fn file_search(path: &str) -> String {
    format!("{SEARCH}?q=file%3A{}", utf8_percent_encode(path, WITHOUT_AT))
}

/// A watch's page.
pub fn watch(watch: &Watch) -> String {
    format!("{WATCHES}{}/", watch.slug)
}

/// A feed of some of the news that a page has a feed of: it is in a folder of that page.
pub fn part_of_feed(href: &str, name: &str) -> String {
    format!("{href}{name}/")
}

/// One of several site maps; `SITEMAP` is then their index.
pub fn sitemap(number: usize) -> String {
    format!("sitemap-{number}.xml")
}

/// A quarter of a company: `2026-Q1` as it is named.
pub fn quarter(key: &Key<Domain>, name: &str) -> String {
    format!("{}{}/", domain(key), name.to_lowercase())
}

/// A file whose name holds the hash of what is in it: `assets/style-3f9c2a41.css`.
pub fn asset(name: &str, bytes: &[u8]) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    format!("{ASSETS}{stem}-{}.{ending}", key::digits(bytes))
}

/// A further part of a long list; the first is the list's own page. No slug or domain has an underscore, and no directory has
/// this name.
pub fn part(href: &str, number: usize) -> String {
    if number <= 1 { href.to_owned() } else { numbered(href, number) }
}

/// A numbered part of a list that grows, from 1.
pub fn numbered(href: &str, number: usize) -> String {
    format!("{href}page_{number}/")
}

/// A Markdown page, by its path in the content folder.
pub fn markdown(path: &str) -> String {
    let parts: Vec<String> = path.split('/').map(key::slug).filter(|part| !part.is_empty()).collect();
    format!("{}/", parts.join("/"))
}

/// Leads from a page back to the root.
pub fn root_from(href: &str) -> String {
    match href.matches('/').count() {
        0 => "./".to_owned(),
        depth => "../".repeat(depth),
    }
}

/// The file that a page's href is served from.
pub fn file(href: &str) -> String {
    if href.is_empty() || href.ends_with('/') { format!("{href}index.html") } else { href.to_owned() }
}

/// Whether a file of a site that has no manifest was surely made by this program: it is in one of the program's own
/// folders, and has a name that the program gives there.
pub fn was_made(path: &str) -> bool {
    let mut folders: Vec<&str> = path.split('/').collect();
    let name = folders.pop().unwrap_or_default();
    if matches!(folders[..], ["search" | "assets"]) {
        return !name.starts_with('.');
    }
    // The digests and figures of a list with a name in addresses are in a folder of that list.
    let is_own = folders.first().is_some_and(|first| RESERVED.contains(first))
        || folders.get(1).is_some_and(|second| matches!(*second, "digests" | "statistics"));
    if let ["all", _] = folders[..] {
        return name == MBOX;
    }
    is_own
        && (matches!(name, "index.html" | TEXT | JSON | CSV | ORIGINAL | ATOM | RSS | JSON_FEED)
            || path == OPML)
}

/// The mails of a revision, by the Message-ID of the first one: it is the name of a folder. A few have one that is not.
pub fn mbox(message_id: &str) -> Option<String> {
    let fits = message_id.len() <= LONGEST_ID
        && !message_id.starts_with('.')
        && message_id.bytes().all(|b| b.is_ascii_alphanumeric() || b"@-._~+=$".contains(&b));
    fits.then(|| format!("{MBOXES}{message_id}/{MBOX}"))
}

/// Bytes of a Message-ID that is the name of a folder.
const LONGEST_ID: usize = 200;

/// A mail in the list's public archive.
pub fn mail(archive: &str, message_id: &str) -> String {
    format!("{archive}{}/", utf8_percent_encode(message_id, PLAIN))
}

/// The same, where the site shows nothing that looks like an address.
pub fn mail_without_at(archive: &str, message_id: &str) -> String {
    format!("{archive}{}/", utf8_percent_encode(message_id, WITHOUT_AT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_message_id_leads_out_of_its_archive() {
        assert_eq!(
            mail("https://lists.example/", "a/../b?c#d@e"),
            "https://lists.example/a%2F..%2Fb%3Fc%23d@e/"
        );
    }

    #[test]
    fn every_page_finds_the_root() {
        assert_eq!(root_from(HOME), "./");
        assert_eq!(root_from("digests/2026-02-19/"), "../../");
    }
}
