//! The site map for search engines (<https://www.sitemaps.org/protocol.html>). The crates for it split no map
//! by its bytes, and bring a second library for dates.

use super::route;
use crate::archive::date_of;

/// What one file may hold.
const MOST_URLS: usize = 50_000;
const MOST_BYTES: usize = 50_000_000;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// A page: its href, and when it last changed, seconds since 1970.
pub type Row = (String, Option<i64>);

/// The files of a site's map: one, or several and their index.
pub fn files(base_url: &str, pages: &[Row]) -> Vec<(String, Vec<u8>)> {
    split(base_url, pages, MOST_URLS, MOST_BYTES)
}

fn split(base_url: &str, pages: &[Row], most_urls: usize, most_bytes: usize) -> Vec<(String, Vec<u8>)> {
    let base_url = base_url.replace('&', "&amp;").replace('\'', "&apos;");
    let frame = document("urlset", "").len();
    let mut maps: Vec<(String, usize, Option<i64>)> = vec![(String::new(), 0, None)];
    for (href, changed) in pages {
        let row = row("url", &format!("{base_url}{href}"), *changed);
        let (text, urls, _) = &maps[maps.len() - 1];
        if *urls == most_urls || frame + text.len() + row.len() > most_bytes {
            maps.push((String::new(), 0, None));
        }
        if let Some((text, urls, newest)) = maps.last_mut() {
            text.push_str(&row);
            *urls += 1;
            *newest = (*newest).max(*changed);
        }
    }
    let file = |name: String, root: &str, rows: &str| (name, document(root, rows).into_bytes());
    if let [(rows, ..)] = maps.as_slice() {
        return vec![file(route::SITEMAP.to_owned(), "urlset", rows)];
    }
    let mut files: Vec<_> = Vec::with_capacity(maps.len() + 1);
    let mut index = String::new();
    for (at, (rows, _, newest)) in maps.iter().enumerate() {
        let name = route::sitemap(at + 1);
        index.push_str(&row("sitemap", &format!("{base_url}{name}"), *newest));
        files.push(file(name, "urlset", rows));
    }
    files.push(file(route::SITEMAP.to_owned(), "sitemapindex", &index));
    files
}

fn row(element: &str, address: &str, changed: Option<i64>) -> String {
    let changed = changed.map_or(String::new(), |time| format!("<lastmod>{}</lastmod>", date_of(time)));
    format!("<{element}><loc>{address}</loc>{changed}</{element}>\n")
}

fn document(root: &str, rows: &str) -> String {
    format!("{HEAD}<{root} xmlns=\"{NAMESPACE}\">\n{rows}</{root}>\n")
}

/// `robots.txt`: search engines may read all pages, and where the site map is.
pub fn robots(base_url: &str) -> String {
    format!("User-agent: *\nDisallow:\n\nSitemap: {base_url}{}\n", route::SITEMAP)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names_and_urls(pages: usize, most_urls: usize, most_bytes: usize) -> Vec<(String, usize)> {
        let pages: Vec<Row> =
            (0..pages).map(|at| (format!("series/{at}/"), Some(at as i64 * 86_400))).collect();
        let files = split("https://a.example/x&y/", &pages, most_urls, most_bytes);
        let count = |bytes: &[u8]| String::from_utf8_lossy(bytes).matches("<loc>").count();
        for (name, bytes) in &files {
            assert!(bytes.len() <= most_bytes.max(300), "{name}");
        }
        files.into_iter().map(|(name, bytes)| (name, count(&bytes))).collect()
    }

    #[test]
    fn a_map_that_grows_too_long_becomes_several_and_an_index() {
        let check = |pages: usize, urls: usize, bytes: usize, expected: &[(&str, usize)]| {
            let expected: Vec<_> = expected.iter().map(|&(name, urls)| (name.to_owned(), urls)).collect();
            assert_eq!(names_and_urls(pages, urls, bytes), expected);
        };
        check(0, 3, 10_000, &[("sitemap.xml", 0)]);
        check(3, 3, 10_000, &[("sitemap.xml", 3)]);
        check(4, 3, 10_000, &[("sitemap-1.xml", 3), ("sitemap-2.xml", 1), ("sitemap.xml", 2)]);
        check(4, 9, 400, &[("sitemap-1.xml", 3), ("sitemap-2.xml", 1), ("sitemap.xml", 2)]);
    }

    #[test]
    fn the_index_tells_the_newest_change_of_each_map() {
        let pages = [("a/".to_owned(), Some(0)), ("b/".to_owned(), Some(86_400)), ("c/".to_owned(), None)];
        let files = split("https://a.example/x&y/", &pages, 2, 10_000);
        let index = String::from_utf8_lossy(&files[2].1);
        assert!(
            index.contains("<loc>https://a.example/x&amp;y/sitemap-1.xml</loc><lastmod>1970-01-02</lastmod>")
        );
        assert!(index.contains("sitemap-2.xml</loc></sitemap>"));
    }
}
