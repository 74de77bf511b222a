//! Parts that read a text.

use std::collections::BTreeSet;
use std::path::Path;

use lorepress::config::{Config, InboxConfig, Windows};
use lorepress::diff::{Event, events, paths};
use lorepress::digest::Digest;
use lorepress::digest::text::{Row, TextDigest};
use lorepress::inspect::search_terms;
use lorepress::mail::{Address, Subject, normalised};
use lorepress::maintainers::Maintainers;
use lorepress::options::{Options, Overrides};
use lorepress::rangediff::{Inner, Outer, Patch, PatchLines, compare, hunks};

use crate::properties::{all_distinct, bounded, distinct_positions, halves};

// The tests that generate digests check the same.
#[path = "../../it/text_digest/promises.rs"]
mod promises;

fn text(data: &[u8]) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(data)
}

pub fn subject(data: &[u8]) {
    let text = text(data);
    let subject = Subject::parse(&text);
    assert!(subject.text.contains(&subject.title), "{subject:?}");
    assert!(subject.counter.is_none_or(|(index, total)| index <= total), "{subject:?}");
    bounded(text.len(), subject.text.len() + subject.tags.iter().map(String::len).sum::<usize>(), 2);
    assert_eq!(Subject::parse(&subject.text), subject, "what was read reads the same");
    bounded(text.len(), normalised(&subject.title).len(), 4);
}

pub fn address(data: &[u8]) {
    let (one, other) = halves(data);
    let (one, other) = (Address::parse(&text(one)), Address::parse(&text(other)));
    for address in [&one, &other] {
        bounded(data.len(), address.name.len() + address.email.len(), 8);
        assert!(!address.email.contains(char::is_whitespace), "{address:?}");
        assert!(!address.name.contains(['\n', '\r']), "{address:?}");
        let known = !address.name.is_empty() || !address.domain().is_empty();
        assert!(!known || address.is_same_person(address), "{address:?}");
    }
    assert_eq!(one.is_same_person(&other), other.is_same_person(&one), "{one:?} {other:?}");
}

pub fn diff(data: &[u8]) {
    let text = text(data);
    let lines = text.split('\n').count();
    let (mut files, mut others) = (0, 0);
    for event in events(&text) {
        match event {
            Event::File(_) => files += 1,
            Event::Hunk(part) | Event::Line(part) | Event::Data(part) => {
                assert!(text.as_bytes().as_ptr_range().contains(&part.as_ptr()) || part.is_empty());
                others += 1;
            }
            Event::Binary => others += 1,
        }
    }
    assert!(files <= lines && others <= lines, "{files} files and {others} lines of {lines}");
    let paths = paths(&text);
    bounded(data.len(), paths.iter().map(String::len).sum(), 8);
    all_distinct(&paths);
}

pub fn rangediff(data: &[u8]) {
    let (older, newer) = halves(data);
    let (older, newer) = (text(older), text(newer));
    let patches = |text: &str| -> Vec<PatchLines> {
        let patch = |part: &str| {
            let (message, diff) = part.split_once("\n---\n").unwrap_or(("", part));
            PatchLines::of(&Patch { title: message.lines().next().unwrap_or(""), author: "", message, diff })
        };
        text.split('\x01').map(patch).collect()
    };
    let (older, newer) = (patches(&older), patches(&newer));
    let pairs = compare(&older, &newer).pairs;
    let both = pairs.iter().filter(|pair| pair.older.is_some() && pair.newer.is_some()).count();
    assert_eq!(distinct_positions(pairs.iter().filter_map(|pair| pair.older), older.len()), older.len());
    assert_eq!(distinct_positions(pairs.iter().filter_map(|pair| pair.newer), newer.len()), newer.len());
    assert_eq!(pairs.len(), older.len() + newer.len() - both);
    for pair in &pairs {
        if let (Some(old), Some(new)) = (pair.older, pair.newer) {
            check_hunks(&older[old], &newer[new]);
        }
    }
}

/// The lines of the hunks are those of the two texts, each of its own side.
fn check_hunks(older: &PatchLines, newer: &PatchLines) {
    let sides = [(Outer::Older, older), (Outer::Newer, newer)];
    let hunks = hunks(older, newer);
    for (side, patch) in sides {
        let of_text: BTreeSet<&str> = patch.whole().lines().map(str::trim_end).collect();
        let lines = hunks.iter().flat_map(|hunk| &hunk.lines);
        for line in lines.filter(|line| line.outer == side) {
            assert!(of_text.contains(line.text.trim_end()), "{:?}", line.text);
            assert!(line.inner != Inner::Header || line.text.contains(['#', '@']), "{:?}", line.text);
        }
    }
    assert!(older.whole() != newer.whole() || hunks.is_empty(), "equal texts have no hunks");
}

pub fn digest(data: &[u8]) {
    let text = text(data);
    promises::check_promises(&text);
    let read = TextDigest::parse(&text);
    let digest = Digest::from_text(&read, 0);
    // The tables count every patch mail, with an entry or without, but have fifteen rows.
    let counted = |rows: &[Row]| rows.iter().map(|row| row.count as usize).sum::<usize>();
    let counts = [counted(&read.domains), counted(&read.contributors), digest.entries.len()];
    assert_eq!(Some(digest.patches), counts.into_iter().max());
    bounded(text.len(), digest.to_text(|_| None).to_string().len(), 16);
}

pub fn config(data: &[u8]) {
    let text = text(data);
    let file = Path::new("lorepress.toml");
    match Config::parse(&text, file) {
        Ok(config) => {
            let twice = config.clone().overridden_by(Config::default());
            assert_eq!(format!("{twice:?}"), format!("{config:?}"), "no flags change nothing");
            let named = |inbox: &InboxConfig| matches!(inbox.windows, Windows::File(_));
            // It would read files.
            if config.mailmap.is_none()
                && config.links.is_none()
                && !config.inbox.iter().any(named)
                && let Ok(options) = Options::resolve(config, file, Overrides::default())
            {
                assert!(options.base_url.ends_with('/'), "{options:?}");
                all_distinct(options.inboxes.iter().map(|inbox| &inbox.name));
            }
        }
        Err(error) => {
            let said = error.to_string();
            let place = said.split_once("lorepress.toml:").expect("it names the file").1;
            let number = |at: usize| place.split(':').nth(at).and_then(|part| part.trim().parse().ok());
            let (line, column): (usize, usize) = number(0).zip(number(1)).expect("line and column");
            assert!((1..=text.split('\n').count()).contains(&line), "{said}");
            assert!((1..=text.len() + 1).contains(&column), "{said}");
        }
    }
}

pub fn maintainers(data: &[u8]) {
    let (file, patch) = halves(data);
    let (file, patch) = (text(file), text(patch));
    let (maintainers, defects) = Maintainers::parse(&file);
    let lines = file.lines().count();
    assert!(defects.iter().all(|defect| (1..=lines).contains(&defect.line)), "{defects:?}");
    assert!(maintainers.list().len() <= lines);
    let found = maintainers.sections(&paths(&patch), &patch, &patch);
    distinct_positions(found, maintainers.list().len());
}

pub fn search(data: &[u8]) {
    let (one, other) = halves(data);
    let (one, other) = (text(one), text(other));
    let (terms, further) = (search_terms(&one), search_terms(&other));
    for term in terms.iter().chain(&further) {
        assert!(!term.is_empty() && term.encode_utf16().count() <= 64, "{term:?}");
    }
    let both = search_terms(&format!("{one} {other}"));
    assert_eq!(both, [terms, further].concat(), "words have nothing to do with each other");
}
