//! Sites that do without some of their files.

use std::collections::BTreeSet;

use crate::support::{Archive, Site, Tree, series, text};

fn build(config: &str) -> Tree {
    let archive = Archive::new().mails(series("a", "PATCH", "kits: do it", &["kits: one", "kits: two"]));
    Site::of(&archive, "\"day\"").config(config).build()
}

/// Begins and ends of the paths that one tree has and the other has not.
fn left_out(word: &str) -> BTreeSet<(String, String)> {
    let (whole, fewer) = (build(""), build(&format!("without = [{word:?}]")));
    assert!(fewer.keys().all(|path| whole.contains_key(path)));
    for (path, page) in fewer.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = String::from_utf8_lossy(page);
        let feeds = page.split("rel=\"alternate\"").skip(1);
        let named = feeds.filter_map(|rest| rest.split("href=\"").nth(1)?.split('"').next());
        for feed in
            named.map(|href| href.trim_start_matches("../").trim_start_matches("./").trim_start_matches('/'))
        {
            assert!(fewer.contains_key(feed), "{path} leads to {feed}");
        }
    }
    let gone = whole.keys().filter(|path| !fewer.contains_key(*path));
    let ends = |path: &String| {
        let first = path.split('/').next().unwrap_or_default();
        (first.to_owned(), path.rsplit('/').next().unwrap_or_default().to_owned())
    };
    gone.map(ends).collect()
}

#[test]
fn each_word_leaves_out_one_kind_of_files_and_every_link_to_them() {
    let check = |word: &str, folder: &str, file: &str| {
        assert_eq!(left_out(word), BTreeSet::from([(folder.to_owned(), file.to_owned())]), "{word}");
    };
    check("series-json", "series", "index.json");
    check("author-json", "authors", "index.json");
    check("series-feeds", "series", "atom.xml");
    check("author-feeds", "authors", "atom.xml");
    check("subsystem-rss", "subsystems", "rss.xml");
}

#[test]
fn pages_that_list_files_name_only_those_that_there_are() {
    let tree = build("without = [\"series-json\", \"series-feeds\", \"author-feeds\"]");
    let page = text(&tree, "developers/index.html");
    assert!(page.contains("authors/KEY/index.json") && !page.contains("series/KEY/index.json"), "{page}");
    assert!(!page.contains("KEY/atom.xml"), "{page}");
    assert!(!text(&tree, "feeds/index.html").contains("A series or a person"));
    assert!(text(&tree, "index.html").contains(">list or a subsystem</a>"));
}
