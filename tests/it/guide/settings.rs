//! The configuration: each table lists the keys that the program reads, with the defaults that it has.

use std::collections::BTreeSet;
use std::path::Path;

use lorepress::config::{Config, FILE};
use lorepress::options::{Options, Overrides};

use super::{bare, chapter, chapters, page};
use crate::support::Site;

/// The names in a message such as "unknown field `x`, expected one of `a`, `b`".
fn expected(message: &str) -> BTreeSet<String> {
    let (_, names) = message.split_once("expected ").unwrap_or_else(|| panic!("{message}"));
    let names = names.lines().next().unwrap_or_default();
    names.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The keys that the program knows where `text` has one that it does not know.
fn known(text: &str) -> BTreeSet<String> {
    let error = Config::parse(text, Path::new(FILE)).expect_err("an unknown key");
    expected(&error.to_string())
}

fn listed(name: &str, heading: &str) -> BTreeSet<String> {
    chapter(name).table(heading).iter().map(|row| bare(&row[0]).trim_matches(['[', ']']).to_owned()).collect()
}

#[test]
fn every_key_is_explained() {
    let mut site = listed("configuration", "## The site");
    site.extend(listed("configuration", "| table | meaning |"));
    assert_eq!(site, known("unheard_of = 1\n"));
    assert_eq!(listed("configuration", "## A list"), known("[[inbox]]\nunheard_of = 1\n"));
    let mut watch = listed("configuration", "| key | a series is in the watch if |");
    watch.extend(["name", "slug"].map(str::to_owned));
    assert_eq!(watch, known("[[watch]]\nunheard_of = 1\n"));
    assert_eq!(listed("hiding", "| key | what is hidden |"), known("[[hide]]\nunheard_of = 1\n"));
}

#[test]
fn every_key_of_front_matter_is_explained() {
    let site = Site::new("").file("content/x.md", "+++\nunheard_of = 1\n+++\n");
    let said = site.run(&["check", "--config-only"]);
    let said = format!("{}{}", said.stdout, said.stderr);
    assert_eq!(listed("writing", "## Front matter"), expected(&said));
}

#[test]
fn the_defaults_are_those_of_the_program() {
    let resolved = |text: &str| {
        let config = Config::parse(text, Path::new(FILE)).unwrap_or_else(|error| panic!("{error}\n{text}"));
        let options = Options::resolve(config, Path::new(FILE), Overrides::default());
        format!("{:?}", options.unwrap_or_else(|error| panic!("{error}\n{text}")))
    };
    let literals = |heading: &str| -> String {
        let rows = chapter("configuration").table(heading).into_iter();
        let is_literal =
            |value: &str| value.starts_with(['"', '[']) || value == "false" || value.parse::<u32>().is_ok();
        let line = |row: Vec<String>| {
            let value = row[2].strip_prefix('`')?.strip_suffix('`')?;
            is_literal(value).then(|| format!("{} = {value}\n", bare(&row[0])))
        };
        rows.filter_map(line).collect()
    };
    let (site, list) = (literals("## The site"), literals("## A list"));
    assert!(site.lines().count() >= 8 && list.contains("windows"), "{site}{list}");
    let inbox = "[[inbox]]\nname = \"toys\"\npath = \"toys\"\n";
    assert_eq!(resolved(&format!("{site}{inbox}{list}")), resolved(inbox));
}

#[test]
fn every_configuration_in_the_guide_is_valid() {
    let mut count = 0;
    for page in chapters() {
        for code in page.codes("toml") {
            let config = Config::parse(&code, Path::new(FILE));
            let config = config.unwrap_or_else(|error| panic!("{}: {error}\n{code}", page.path));
            let options = Options::resolve(config, Path::new(FILE), Overrides::default());
            options.unwrap_or_else(|error| panic!("{}: {error}\n{code}", page.path));
            count += 1;
        }
    }
    assert!(count >= 5, "{count} configurations");
}

#[test]
fn every_key_is_in_the_file_that_a_new_site_begins_with() {
    let files =
        ["head", "inbox", "tail"].map(|name| page(&format!("src/init/files/{name}.toml")).text).concat();
    let keys = ["## The site", "## A list"].map(|heading| listed("configuration", heading));
    for key in keys.iter().flatten().filter(|key| *key != "url" && *key != "aliases") {
        let is_line = |line: &str| line.trim_start_matches(['#', ' ']).starts_with(&format!("{key} = "));
        assert!(files.lines().any(is_line), "{key}");
    }
    for table in ["[inbox.aliases]", "@KEY@ = @URL@", "[companies]", "[[watch]]", "[[hide]]"] {
        assert!(files.contains(table), "{table}");
    }
}

#[test]
fn the_mailmap_of_the_guide_is_one() {
    let [code] = &chapter("people").codes("mailmap")[..] else { panic!("one mailmap") };
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("mailmap");
    std::fs::write(&file, code).expect("a written file");
    let empty = lorepress::mail::Mailmap::default();
    assert_ne!(
        format!("{:?}", lorepress::options::read_mailmap(&file).expect("a mailmap")),
        format!("{empty:?}")
    );
}
