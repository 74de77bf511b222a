//! What tells that patches were only tried, or that their author only shows where to fetch them.

use super::tree;
use super::words::{Word, is_in, words};

/// Words of who tells what came of a try.
const TRIED: &str = "cleanly tested testcase testcases breaks broke crashes crashed hangs hung boots booted reproduce reproduced \
    panics panicked oops traces dmesg";
/// Lines that are read of what is told behind the sentence.
const TOLD_LINES: usize = 3;
/// Who speaks of what they did.
const OWN: &str = "i i've we we've";

/// Whether a sentence tells of a try itself, of what it says behind its verb: `I applied this patch on mainline for testing`,
/// `Based on 6.19-rc5, I applied this`.
pub(super) fn is_told(sentence: &[Word], rest: &[Word], named: Option<&str>) -> bool {
    let tests = rest.windows(2).skip(1).any(|pair| {
        pair[0].lower == "for" && pair[1].lower == "testing"
            || pair[0].lower == "to" && pair[1].lower == "test"
    });
    let based = matches!(sentence, [based, on, ..] if based.lower == "based" && on.lower == "on");
    tests || based || named.is_some_and(tree::is_testers)
}

/// Whether the lines below `I applied this` tell of a try: `It applies cleanly`.
pub(super) fn follows(lines: &[&str], at: usize) -> bool {
    let said = words(lines[at]);
    let is_own = |pair: &[Word]| {
        is_in(OWN, &pair[0].lower) && pair[1..].iter().take(2).any(|word| word.lower == "applied")
    };
    let Some(verb) = said.windows(3).position(is_own) else { return false };
    let is_tried = |word: &Word| is_in(TRIED, &word.lower);
    let below = lines[at + 1..].iter().filter(|line| !line.trim().is_empty()).take(TOLD_LINES);
    said[verb..].iter().any(is_tried) || below.into_iter().any(|line| words(line).iter().any(is_tried))
}

/// Whether a line says no more than where patches can be fetched from, as authors do as well: `I pushed it here: https://…`,
/// `The series is in my tree:`.
pub(super) fn is_offered(line: &str, below: Option<&&str>) -> bool {
    let words = words(line);
    let links = line.contains("://") || below.is_some_and(|below| below.trim_start().starts_with("http"));
    let here = |group: &[Word]| {
        group[0].lower == "pushed"
            && is_in("it this them these", &group[1].lower)
            && is_in("here out", &group[2].lower)
    };
    let mine = |group: &[Word]| {
        is_in("is are it's they're", &group[0].lower) && group[1].lower == "in" && group[2].lower == "my"
    };
    links && words.windows(3).any(|group| here(group) || mine(group))
}
