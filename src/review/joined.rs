//! Lines that a mail program joined, and own words on the line of a quote.

use super::index::Index;
use super::lines;
use super::source::{MOST_PLACES, MOST_SEARCHED, Sources};
use crate::mail::Diffstat;

/// Most pieces that a line is cut into where several were glued.
pub(super) const MOST_PIECES: usize = 8;
/// The shortest line that own words may follow on the same line.
const BEFORE_WORDS: usize = 10;
/// What git tells of files below the sum of a diffstat.
pub(super) const MODES: [&str; 6] =
    ["create mode ", "delete mode ", "mode change ", "rename ", "copy ", "rewrite "];

/// The key of the first of two lines that a mail program glued, and what is behind the `>` between them.
pub(super) fn glued<'a>(text: &'a str, sources: &Sources) -> Option<(String, &'a str)> {
    text.match_indices('>').filter(|&(at, _)| at > 0).take(MOST_PIECES).find_map(|(at, _)| {
        let head = lines::key(&text[..at]);
        let is_line = head.len() > 1 && sources.is_near_line(&head);
        is_line.then(|| (head, text[at + 1..].strip_prefix(' ').unwrap_or(&text[at + 1..])))
    })
}

/// Own words behind a whole line of an answered mail, none if a program joined the next line to it, and the length of that
/// line's key.
pub(super) fn words_behind<'a>(
    text: &'a str,
    key: &str,
    sources: &Sources,
    budget: &mut usize,
) -> Option<(usize, &'a str)> {
    let found = sources.near().take(MOST_SEARCHED).find_map(|(_, source)| {
        let line = *source.index.longest_start(key, BEFORE_WORDS).first()?;
        Some(source.index.key(line).len())
    })?;
    let words = lines::behind_key(text, found);
    let before = &text[..text.len() - words.len()];
    let is_apart = words.starts_with(char::is_whitespace) && words.chars().any(char::is_alphanumeric);
    if !is_apart {
        return None;
    }
    let mut near = sources.near().take(MOST_SEARCHED);
    let is_part = near.any(|(_, source)| !source.index.find(key, budget).is_empty());
    let words = words.trim();
    // Marks within a line are those of a line that was joined to it.
    let is_joined = || words.contains("> > ") || is_mode(before, words) || goes_on(key, found, sources);
    (!is_part).then(|| (found, if is_joined() { "" } else { words }))
}

/// Whether words are what git tells of a file below the sum of a diffstat, which is `before` them.
fn is_mode(before: &str, words: &str) -> bool {
    MODES.iter().any(|mode| words.starts_with(mode)) && Diffstat::of_line(before).is_some()
}

/// Whether what is behind the first `length` bytes of a line's key is the start of the lines that follow the line: some programs
/// join the lines of a diff, leave out the sign of the second one, and break them anew.
fn goes_on(key: &str, length: usize, sources: &Sources) -> bool {
    let (head, words) = key.split_at(length);
    let follows = |index: &Index, line: usize| {
        let mut rest = words;
        for below in (line + 1..index.count()).take(MOST_PIECES) {
            let whole = index.key(below);
            let bare = whole.strip_prefix(['+', '-']).unwrap_or(whole);
            if whole.starts_with(rest) || bare.starts_with(rest) {
                return true;
            }
            let Some(next) = rest.strip_prefix(whole).or_else(|| rest.strip_prefix(bare)) else {
                return false;
            };
            rest = next;
        }
        false
    };
    let mut near = sources.near().take(MOST_SEARCHED);
    near.any(|(_, source)| {
        let equal = source.index.equal(head).iter().take(MOST_PLACES);
        equal.into_iter().any(|&line| follows(&source.index, line))
    })
}
