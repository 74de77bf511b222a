//! Files of each format: whether they can be read, and what they link to.

use serde_json::Value;

use super::html;
use super::links::Facts;

/// Reads a file that the build wrote. What is wrong is handed to `wrong`, with its line.
pub fn read(name: &str, bytes: &[u8], wrong: &mut impl FnMut(usize, String)) -> Facts {
    let file = name.rsplit('/').next().unwrap_or(name);
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
    let links = match (file, ending) {
        (_, "html") => return html::read(&String::from_utf8_lossy(bytes)),
        ("atom.xml", _) => of_atom(bytes),
        ("rss.xml", _) => of_rss(bytes),
        (_, "json") if name.starts_with("search/results/") => of_results(bytes),
        (_, "json") => of_json(bytes),
        (_, "xml") if file.starts_with("sitemap") => Ok(of_sitemap(&String::from_utf8_lossy(bytes))),
        _ => Ok(Vec::new()),
    };
    let mut facts = Facts::default();
    match links {
        Ok(links) => links.into_iter().for_each(|href| facts.link(0, href)),
        Err(problem) => wrong(0, format!("cannot be read: {problem}")),
    }
    facts
}

type Found = Result<Vec<String>, String>;

/// The links of the feed and of its entries.
fn of_atom(bytes: &[u8]) -> Found {
    let feed = atom_syndication::Feed::read_from(bytes).map_err(|error| error.to_string())?;
    let of_entries = feed.entries().iter().flat_map(|entry| entry.links());
    Ok(feed.links().iter().chain(of_entries).map(|link| link.href().to_owned()).collect())
}

fn of_rss(bytes: &[u8]) -> Found {
    let channel = rss::Channel::read_from(bytes).map_err(|error| error.to_string())?;
    let of_items = channel.items().iter().filter_map(|item| item.link());
    Ok(of_items.chain([channel.link()]).map(str::to_owned).collect())
}

/// The links of a JSON feed; other JSON has none.
fn of_json(bytes: &[u8]) -> Found {
    let json: Value = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
    let items = json.get("items").and_then(Value::as_array).into_iter().flatten();
    let urls = items.filter_map(|item| item.get("url")).chain(json.get("home_page_url"));
    Ok(urls.filter_map(Value::as_str).map(str::to_owned).collect())
}

/// The pages of results of the search: the third value of each, relative to the site.
fn of_results(bytes: &[u8]) -> Found {
    let rows: Vec<Vec<Value>> = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
    let hrefs: Option<Vec<String>> =
        rows.iter().map(|row| Some(format!("../../{}", row.get(2)?.as_str()?))).collect();
    hrefs.ok_or_else(|| "a result has no address".to_owned())
}

/// The URLs of a site map.
fn of_sitemap(text: &str) -> Vec<String> {
    let rows = text.split("<loc>").skip(1);
    rows.filter_map(|row| row.split_once("</loc>"))
        .map(|(url, _)| url.replace("&amp;", "&").replace("&apos;", "'"))
        .collect()
}
