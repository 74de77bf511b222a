//! Where sentences end.

use std::sync::LazyLock;

use regex::{Match, Regex};

use super::verb::TAKING;
use super::words::{NOT_DONE, is_in, words};

/// What is between two sentences, or two parts of one that say something each.
pub(super) static SENTENCE_END: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[.!]\)?\s+|\b(?:\.\.\.|…)\b|; | --? |\b--\b|[:;]-?\)(?:\s+|$)| /?[:;]-?[)DPp](?:\s+|$)|, (?:so|but|(?:could|can|would) you) | \(and ")
        .expect("the pattern is valid")
});

/// `Never mind, applied anyway.`
static NEVER_MIND: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?i)\s*never ?mind, ").expect("the pattern is valid"));

/// `Thanks, applied.--b.`: two dashes and a short name, right behind what is said.
static SIGNED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"--[A-Za-z]{1,3}\.?\s*$").expect("the pattern is valid"));

/// The sentences of a line. `to make review (and merging) easier` is one.
pub(super) fn sentences(line: &str) -> Vec<&str> {
    let signed = SIGNED.find(line).filter(|signed| line[..signed.start()].ends_with(['.', '!', '?']));
    let line = signed.map_or(line, |signed| &line[..signed.start()]);
    let goes_on = |found: &Match| {
        let next = words(line[found.end()..].split_whitespace().next().unwrap_or_default());
        match found.as_str() {
            " (and " => next.iter().any(|word| is_in(TAKING, word.lower.trim_end_matches(')'))),
            // `If only this could be...applied`
            "..." | "…" => words(&line[..found.start()]).iter().any(|word| is_in(NOT_DONE, &word.lower)),
            _ => false,
        }
    };
    let mut from = 0;
    let mut sentences = Vec::new();
    for end in SENTENCE_END.find_iter(line).filter(|found| !goes_on(found)) {
        sentences.push(&line[from..end.start()]);
        from = end.end();
    }
    sentences.push(&line[from..]);
    sentences
        .iter()
        .map(|sentence| NEVER_MIND.find(sentence).map_or(*sentence, |said| &sentence[said.end()..]))
        .collect()
}

/// The longest line that is read with others.
const LONGEST_LINE: usize = 200;
/// Lines that a sentence is followed up and down.
const SENTENCE_LINES: usize = 3;

/// The lines around one that its sentences may fill, as one, and whether the first sentence begins there.
pub(super) fn around(lines: &[&str], at: usize) -> (String, bool) {
    let is_text = |line: &&&str| !line.trim().is_empty() && line.len() <= LONGEST_LINE;
    let ends = |line: &str| line.trim_end().ends_with(['.', '!', '?', ':', '>', ';']);
    let goes_on = |line: &&&str| is_text(line) && !ends(line);
    let above = lines[..at].iter().rev().take(SENTENCE_LINES).take_while(goes_on).count();
    let begins = (at - above).checked_sub(1).is_none_or(|before| !goes_on(&&lines[before]));
    let below = lines[at..].iter().take(SENTENCE_LINES).take_while(is_text).count();
    let text = lines[at - above..at + below].iter().map(|line| line.trim());
    let mut text = text.collect::<Vec<_>>().join(" ");
    // `Applied to`, and a paragraph of its own for the tree
    if let Some(next) = lines[at + below..].iter().take(2).find(is_text).filter(|_| text.ends_with(" to")) {
        text.extend([" ", next.trim()]);
    }
    (text, begins)
}
