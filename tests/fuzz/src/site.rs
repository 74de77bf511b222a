//! The whole way: an mbox becomes an archive, digests, series and a site.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::OnceLock;

use lorepress::config::{Addresses, Config, InboxConfig, Windows};
use lorepress::digest::Digest;
use lorepress::digest::text::{Row, TextDigest};
use lorepress::inspect::windows;
use lorepress::options::{Options, Overrides};
use lorepress::progress::Silent;
use serde_json::Value;

use crate::page::text_of;
use crate::properties::all_distinct;

/// What a `<` of the input becomes, so that one on a page is known for what it is.
const MARK: &[u8] = b"<zq";

/// The rows of a table in a digest's text.
const ROWS: usize = 15;

/// The first byte tells how addresses are shown, the rest is an mbox.
pub fn site(data: &[u8]) {
    let Some((&form, mbox)) = data.split_first() else { return };
    let folder = folder();
    let file = folder.path().join("toys.mbox");
    let marked: Vec<Vec<u8>> = mbox.split(|&byte| byte == b'<').map(<[u8]>::to_vec).collect();
    let mut marked = marked.join(MARK);
    if !marked.starts_with(b"From ") {
        marked.splice(0..0, *b"From jane@toys.example Mon Feb  2 10:00:00 2026\n");
    }
    std::fs::write(&file, marked).expect("a written file");
    for left in ["public", ".lorepress", ".public.lorepress"] {
        let left = folder.path().join(left);
        if left.exists() {
            std::fs::remove_dir_all(left).expect("a removed folder");
        }
    }
    let options = options(folder.path(), &file, form);
    // What is no mbox at all is the operator's to mend.
    let Ok(built) = lorepress::build(&options, &Silent) else { return };
    check_windows(&options, built.mails, built.patches);
    check_tree(&options.output);
}

fn folder() -> &'static tempfile::TempDir {
    static FOLDER: OnceLock<tempfile::TempDir> = OnceLock::new();
    FOLDER.get_or_init(|| tempfile::tempdir().expect("a temporary folder"))
}

fn options(folder: &Path, file: &Path, form: u8) -> Options {
    let addresses = [Addresses::Full, Addresses::Obfuscated, Addresses::Hidden][usize::from(form % 3)];
    let windows = [Windows::Day, Windows::Week, Windows::Month][usize::from(form / 3 % 3)].clone();
    let inbox = InboxConfig {
        slug: None,
        name: "toys".to_owned(),
        path: file.to_owned(),
        url: Some("https://toys.example/list/".to_owned()),
        from: None,
        commits: Some("https://toys.example/commit/".to_owned()),
        windows,
        aliases: Default::default(),
        maintainers: None,
        repository: lorepress::config::RepositoriesConfig::default(),
    };
    let config = Config { addresses: Some(addresses), inbox: vec![inbox], ..Config::default() };
    Options::resolve(config, &folder.join("lorepress.toml"), Overrides::default()).expect("sound options")
}

/// Every mail is in one digest, and every patch is counted once.
fn check_windows(options: &Options, mails: usize, patches: usize) {
    let filed = windows(options).expect("a build was possible");
    let of_windows =
        |count: fn(&Digest) -> usize| -> usize { filed.iter().map(|filed| count(&filed.digest)).sum() };
    assert_eq!(of_windows(|digest| digest.mails), mails);
    assert_eq!(of_windows(|digest| digest.patches), of_windows(|digest| digest.entries.len()));
    assert!(patches <= of_windows(|digest| digest.patches));
    for filed in &filed {
        let digest = &filed.digest;
        assert_eq!(digest.domains.iter().map(|row| row.patches).sum::<usize>(), digest.patches);
        assert_eq!(digest.contributors.iter().map(|row| row.patches).sum::<usize>(), digest.patches);
        let places = digest.entries.iter().map(|entry| entry.place);
        all_distinct(places);
        check_text(digest);
    }
}

/// The tables of a digest's text, read, are those that were written.
fn check_text(digest: &Digest) {
    let read = TextDigest::parse(&digest.to_text(|_| None).to_string());
    let rows = |rows: &[Row]| -> Vec<(usize, String)> {
        rows.iter().map(|row| (row.count as usize, row.label.clone())).collect()
    };
    let domains = digest.domains.iter().map(|row| (row.patches, row.domain.to_string()));
    assert_eq!(rows(&read.domains), domains.take(ROWS).collect::<Vec<_>>());
    let contributors = digest.contributors.iter().map(|row| (row.patches, row.author.to_string()));
    assert_eq!(rows(&read.contributors), contributors.take(ROWS).collect::<Vec<_>>());
}

/// Every file of the site is what its name says, and holds no markup of a mail.
fn check_tree(root: &Path) {
    let mut folders = vec![root.to_owned()];
    let (mut series, mut named) = (BTreeSet::new(), BTreeSet::new());
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder of the site") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = || String::from_utf8(std::fs::read(&path).expect("a file")).expect("UTF-8");
            match path.extension().and_then(|name| name.to_str()) {
                Some("html") => check_html(&path, &text()),
                Some("xml" | "opml" | "svg") => {
                    let text = text();
                    roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{path:?}: {error}"));
                }
                Some("json") => {
                    let json: Value = serde_json::from_str(&text()).expect("well-formed JSON");
                    note_series(&json, &mut series, &mut named);
                }
                _ => {}
            }
        }
    }
    let unknown: Vec<&String> = named.difference(&series).collect();
    assert!(unknown.is_empty(), "digests name series that are not there: {unknown:?}");
}

/// Takes down the series that a file lists, and those that the entries of a digest name.
fn note_series(json: &Value, series: &mut BTreeSet<String>, named: &mut BTreeSet<String>) {
    let key = |row: &Value| row["series"].as_str().map(str::to_owned);
    let rows = |json: &Value| json.as_array().cloned().unwrap_or_default();
    series.extend(rows(json).iter().filter(|row| row["revisions"].is_array()).filter_map(key));
    series.extend(rows(&json["series"]).iter().filter_map(key));
    series.extend(Some(json).filter(|json| json["revisions"].is_array()).and_then(key));
    named.extend(rows(&json["entries"]).iter().filter_map(key));
}

fn check_html(path: &Path, html: &str) {
    let mark = std::str::from_utf8(MARK).expect("it is ASCII");
    assert!(
        !html.contains(mark),
        "{path:?}: {:?}",
        html.split_once(mark).map(|(_, after)| &after[..40.min(after.len())])
    );
    text_of(html);
}
