//! What a server of public-inbox offers of a list: its `manifest.js.gz`, in the format of grokmirror.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::process::Command;

use flate2::read::MultiGzDecoder;
use serde::Deserialize;

use super::command::said_at_most;
use crate::error::{Error, Result};

/// The manifest of all lists of lore.kernel.org takes 100 KB.
const MOST_BYTES: u64 = 64 << 20;

/// What a server says of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    pub offered: Offered,
    /// What the list is about.
    pub description: Option<String>,
}

/// The repositories of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Offered {
    /// By number, at least one.
    Epochs(Vec<Epoch>),
    /// A list in the first format of public-inbox: one repository, at this URL.
    Whole(String),
}

/// An epoch on a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Epoch {
    pub number: u16,
    pub url: String,
    /// SHA-1 of what `git show-ref` prints there, in hexadecimal digits.
    pub fingerprint: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Entry {
    fingerprint: Option<String>,
    description: Option<String>,
}

type Entries = BTreeMap<String, Entry>;

/// Asks the server what it offers of the list at `source`, which ends in `/`.
///
/// # Errors
///
/// If there is no manifest, or it names no list of that name.
pub fn offered(source: &str) -> Result<Manifest> {
    let url = format!("{source}manifest.js.gz");
    let packed = download(&url)?;
    parse(&packed, source).map_err(|problem| {
        let mend = "name the page of one list on a server of public-inbox: https://lore.kernel.org/kvmarm/";
        Error::new(url, problem, mend)
    })
}

fn download(url: &str) -> Result<Vec<u8>> {
    let mut curl = Command::new("curl");
    curl.args([
        "--fail",
        "--silent",
        "--show-error",
        "--location",
        "--globoff",
        "--connect-timeout",
        "60",
        "--retry",
        "3",
    ]);
    // A server that sends nothing for minutes. One that sends without end is refused at once where it says how much that
    // is; older versions of curl do not count.
    curl.args(["--speed-time", "120", "--speed-limit", "1", "--max-filesize", &MOST_BYTES.to_string()]);
    curl.args(["--proto", "=http,https,file", "--proto-redir", "=http,https", "--url", url]);
    said_at_most(&mut curl, url, MOST_BYTES)
}

fn parse(packed: &[u8], source: &str) -> std::result::Result<Manifest, String> {
    let mut text = Vec::new();
    let unpacked = MultiGzDecoder::new(packed).take(MOST_BYTES).read_to_end(&mut text);
    unpacked.map_err(|cause| format!("is not gzip: {cause}"))?;
    let entries: Entries =
        serde_json::from_slice(&text).map_err(|cause| format!("is not a manifest: {cause}"))?;
    of_list(&entries, source)
}

/// The entries of the list at `source`. Only numbers are taken from the manifest: the paths in it are those that the
/// server knows itself by, which a proxy may have changed.
fn of_list(entries: &Entries, source: &str) -> std::result::Result<Manifest, String> {
    let mut epochs: Vec<(&str, u16, &Entry)> = entries
        .iter()
        .filter_map(|(path, entry)| epoch_of(path).map(|(list, number)| (list, number, entry)))
        .collect();
    let lists: BTreeSet<&str> = epochs.iter().map(|&(list, ..)| list).collect();
    if lists.len() > 1 {
        let own = last_part(source);
        epochs.retain(|&(list, ..)| last_part(list) == own);
        if epochs.is_empty() {
            let names: Vec<&str> = lists.iter().map(|list| last_part(list)).take(5).collect();
            return Err(format!("is of {} lists: {}, …", lists.len(), names.join(", ")));
        }
    }
    if epochs.is_empty() {
        return match entries.values().next() {
            Some(only) if entries.len() == 1 => Ok(Manifest {
                offered: Offered::Whole(source.to_owned()),
                description: only.description.clone(),
            }),
            _ => Err("names no epoch of a list".to_owned()),
        };
    }
    epochs.sort_by_key(|&(_, number, _)| number);
    let description = epochs.iter().find_map(|(.., entry)| entry.description.as_deref());
    let description = description.map(|text| text.split(" [epoch ").next().unwrap_or_default().to_owned());
    let epoch = |&(_, number, entry): &(&str, u16, &Entry)| Epoch {
        number,
        url: format!("{source}git/{number}.git"),
        fingerprint: entry.fingerprint.clone(),
    };
    Ok(Manifest { offered: Offered::Epochs(epochs.iter().map(epoch).collect()), description })
}

/// `/kvmarm` and 3 of `/kvmarm/git/3.git`.
fn epoch_of(path: &str) -> Option<(&str, u16)> {
    let (list, name) = path.rsplit_once("/git/")?;
    let digits = name.strip_suffix(".git")?;
    let number: u16 = digits.parse().ok()?;
    (number.to_string() == digits).then_some((list, number))
}

/// The name of the list that a URL is of: `kvmarm` of `…/kvmarm/`, `…/kvmarm/0` and `…/kvmarm/git/0.git`.
pub fn list_of(url: &str) -> &str {
    let url = url.trim_end_matches('/');
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let epoch = url.rsplit_once('/').filter(|(_, last)| is_number(last.strip_suffix(".git").unwrap_or(last)));
    let list = epoch.map_or(url, |(above, _)| above.strip_suffix("/git").unwrap_or(above));
    last_part(list.strip_suffix(".git").unwrap_or(list))
}

/// The last part of a path or URL.
fn last_part(path: &str) -> &str {
    path.trim_end_matches('/').rsplit('/').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str, source: &str) -> std::result::Result<Manifest, String> {
        of_list(&serde_json::from_str(json).expect("JSON"), source)
    }

    fn numbers(manifest: &Manifest) -> Vec<u16> {
        match &manifest.offered {
            Offered::Epochs(epochs) => epochs.iter().map(|epoch| epoch.number).collect(),
            Offered::Whole(_) => Vec::new(),
        }
    }

    #[test]
    fn epochs_are_in_the_order_of_their_numbers() {
        let entry =
            |number| format!(r#""/toys/git/{number}.git": {{"description": "Toys [epoch {number}]"}}"#);
        let json = format!("{{{}}}", [10, 9, 0].map(entry).join(","));
        let manifest = read(&json, "https://lists.example/toys/").expect("a manifest");
        assert_eq!(numbers(&manifest), [0, 9, 10]);
        assert_eq!(manifest.description.as_deref(), Some("Toys"));
    }

    #[test]
    fn of_many_lists_the_one_of_the_url_counts() {
        let json = r#"{"/a/git/0.git": {}, "/b/git/0.git": {}, "/b/git/1.git": {}}"#;
        assert_eq!(numbers(&read(json, "https://lists.example/x/b/").expect("a manifest")), [0, 1]);
        let problem = read(json, "https://lists.example/").expect_err("no list");
        assert_eq!(problem, "is of 2 lists: a, b, …");
    }

    #[test]
    fn a_list_has_one_name_however_it_is_cloned() {
        for url in
            ["https://a.example/toys/", "https://a.example/toys/0", "/srv/toys/git/12.git", "/srv/toys.git"]
        {
            assert_eq!(list_of(url), "toys", "{url}");
        }
    }

    #[test]
    fn no_path_of_a_manifest_becomes_a_url() {
        let json =
            r#"{"/../../etc/git/0.git": {}, "/../../etc/git/01.git": {}, "/../../etc/git/-1.git": {}}"#;
        let manifest = read(json, "https://lists.example/toys/").expect("a manifest");
        let url = "https://lists.example/toys/git/0.git".to_owned();
        assert_eq!(manifest.offered, Offered::Epochs(vec![Epoch { number: 0, url, fingerprint: None }]));
    }

    #[test]
    fn a_list_of_the_first_format_is_one_repository() {
        let manifest = read(r#"{"/toys": {"fingerprint": "0"}}"#, "https://lists.example/toys/");
        let whole = Offered::Whole("https://lists.example/toys/".to_owned());
        assert_eq!(manifest.expect("a manifest").offered, whole);
        assert!(read("{}", "https://lists.example/toys/").is_err());
    }
}
