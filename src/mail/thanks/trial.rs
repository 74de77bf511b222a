//! What tells that patches were only tried, or that their author only shows where to fetch them.

use super::tree;
use super::words::{Word, is_in, words};

/// Words of who tells what came of a try.
const TRIED: &str = "cleanly tested testcase testcases breaks broke crashes crashed hangs hung boots booted reproduce reproduced \
    panics panicked oops traces dmesg";
/// Words for what came of it, in whoever's sentence.
const OUTCOME: &str =
    "works worked gone solved solves broken regression regressions crash crashes compile compiles hang hangs";
/// What is done with patches.
const DONE: &str = "applied merged pulled pushed picked";
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

/// Whether a sentence tells of somebody's kernel of a release, as those have who try patches: `I applied this to Fedora's 5.10`.
pub(super) fn is_of_distribution(sentence: &[Word]) -> bool {
    let is_release =
        |word: &Word| word.lower.starts_with(|c: char| c.is_ascii_digit()) && word.lower.contains('.');
    sentence.windows(3).any(|words| {
        is_in("to on", &words[0].lower) && words[1].lower.ends_with("'s") && is_release(&words[2])
    })
}

/// Whether what leads to the verb tells of what was done before: `I tested 6.17, where this was already applied`.
pub(super) fn is_narrated(before: &[Word]) -> bool {
    let clause = before.iter().rev().take_while(|word| !word.ends);
    clause.into_iter().any(|word| is_in("said tested", &word.lower))
}

/// Whether it is another version of the patch that the line, or the one above that it goes on with, speaks of: `There was
/// another version of this, so I merged it`.
pub(super) fn is_of_another(lines: &[&str], at: usize) -> bool {
    let other = |pair: &[Word]| is_in("another other", &pair[0].lower) && pair[1].lower == "version";
    lines[at.saturating_sub(1)..=at].iter().any(|line| words(line).windows(2).any(other))
}

/// Whether what follows tells of a try, in the sentence or below it.
pub(super) fn follows(lines: &[&str], at: usize) -> bool {
    is_tried(lines, at) || has_outcome(lines, at)
}

/// Whether somebody tells what came of it before they thank anybody, as maintainers do: `Applied, still broken for me`,
/// `I applied it. Works fine, thanks.`, `Applied, and now I see:`, or tests what they only say that they applied.
fn has_outcome(lines: &[&str], at: usize) -> bool {
    let paragraph = lines[at..].iter().take(TOLD_LINES).take_while(|line| !line.trim().is_empty());
    let said: Vec<Word> = paragraph.flat_map(|line| words(line)).collect();
    let Some(verb) = said.iter().position(|word| is_in(DONE, &word.lower)) else { return false };
    let is_thanks = |word: &&Word| word.lower.starts_with("thank") || is_in("thx cheers", &word.lower);
    let told = &said[verb + 1..];
    let told = &told[..told.iter().take_while(|word| !is_thanks(word)).count()];
    let sees =
        |told: &[Word]| told[0].lower == "now" && told[1].lower == "i" && is_in("see get", &told[2].lower);
    let is_thanked = said.iter().any(|word| is_thanks(&word));
    told.iter().any(|word| is_in(OUTCOME, &word.lower))
        || told.windows(3).any(sees)
        || !is_thanked && lines.iter().any(|line| line.starts_with("Tested-by: "))
}

/// Whether the lines below `I applied this` tell of a try: `It applies cleanly`.
fn is_tried(lines: &[&str], at: usize) -> bool {
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
