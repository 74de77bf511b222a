//! Where the parts of a sentence end that says that patches were taken up.

use super::scope::{is_joint, scope_of};
use super::words::{Word, goes_on, is_in, is_version, numbers};
use super::{LAST, Scope};

/// What may be between the verb and the tree.
pub(super) const AFTER: &str = "up this these those that the it them all both two three four five six whole entire your my series \
    patchset patch patches set and applied queued pushed merged now of one only version already first second third \
    fix fixes cleanup cleanups change changes commit commits out here other rest remaining some most backport backports \
    provisionally tentatively manually unchanged separately verbatim everything right just last beginning initial again (series) (s) patch(es) patch/series";
/// What may be before the name of a tree.
pub(super) const TO: &str = "to for in into on onto via through";

/// What people call a patch.
const NOUNS: &str = "patch patches patchset series fix fixes change changes version cleanup simplification improvement \
    update fixup page backport backports";

/// Where `this cleanup patch` ends, if that follows.
pub(super) fn end_of_noun(words: &[Word], at: usize) -> usize {
    let article = words[..at]
        .last()
        .is_some_and(|word| is_in("this the these your both other", &word.lower) && !word.ends);
    let is_noun = |word: &Word| is_in(NOUNS, &word.lower);
    let noun = words[at..].iter().take(3).position(is_noun);
    let within = |length: usize| {
        words[at..at + length]
            .iter()
            .all(|word| !word.ends && !is_in(TO, &word.lower) && word.lower != "with")
    };
    // `Applied dts, thanks!`
    let thanked =
        words[at..].windows(2).take(2).position(|pair| pair[0].ends && pair[1].lower.starts_with("thank"));
    match (noun, thanked) {
        (Some(length), _) if article && within(length) => at + length + 1,
        // `Applied dts patches.`
        (Some(length), None)
            if (1..=2).contains(&length)
                && at + length + 1 == words.len()
                && words[at + length].lower == "patches"
                && !words[at - 1].ends
                && !goes_on(&words[at])
                && within(length) =>
        {
            words.len()
        }
        (_, Some(length)) if !words[at - 1].ends && !goes_on(&words[at]) && within(length) => at + length + 1,
        _ => at,
    }
}

/// Where the words end that say which patches, behind the verb.
pub(super) fn end_of_scope(words: &[Word], verb: usize) -> usize {
    let is_number = |at: usize| words.get(at).is_some_and(|word| !numbers(&word.lower).is_empty());
    let mut at = verb + 1;
    let follows = |at: usize, before: &str, word: &str| {
        words[at - 1].lower == before && words.get(at).is_some_and(|next| next.lower == word)
    };
    // `patches 1, 2 and 5`
    let is_listed = |at: usize| is_number(at - 1) && is_number(at);
    while (!words[at - 1].ends || is_listed(at))
        && let Some(word) = words.get(at)
        && !follows(at, "now", "that")
        // `patches 1-2 were applied and 3 should go another way`
        && !(at == verb + 1 && word.lower == "and" && is_number(at + 1))
        && (is_in(AFTER, &word.lower)
            || is_version(&word.lower)
            || is_number(at)
            || follows(at, "rest", "of")
            || follows(at, "some", "of")
            || follows(at, "most", "of")
            || follows(at, "up", "to") && is_number(at + 1)
            || is_joint(&word.lower) && is_number(at - 1) && is_number(at + 1))
    {
        at += 1;
    }
    // `patches of this series`
    if !words[at - 1].ends
        && let Some([of, this, series]) = words.get(at..at + 3)
        && is_in("of in from", &of.lower)
        && is_in("this the your", &this.lower)
        && is_in("series set patchset", &series.lower)
    {
        at += 3;
    }
    // `applied them and they ...`
    // `applied it and the tests pass`
    if at > verb + 2 && words[at - 1].lower == "the" && words[at - 2].lower == "and" {
        at -= 1;
    }
    if at > verb + 1 && words[at - 1].lower == "and" { at - 1 } else { at }
}

/// Where the words end that say which patches were not taken, if there are such, and which these are: none for the one that
/// is answered. `at` is where what was taken ends: `all but this patch`, `all but patch 3`. None if it is not known which.
pub(super) fn end_of_spared(words: &[Word], at: usize) -> Option<(usize, Option<Vec<u32>>)> {
    // `everything but patch 3`
    let is_spared_by = |word: Option<&Word>| word.is_some_and(|but| is_in("but except", &but.lower));
    let spares =
        is_spared_by(words.get(at)) && is_in("all everything", &words[at - 1].lower) && !words[at - 1].ends;
    if !spares {
        return Some((at, None));
    }
    let end = end_of_scope(words, at);
    let spared: Vec<&Word> = words[at + 1..end].iter().collect();
    // `all but patch 3 and the documentation`
    if !words[end - 1].ends && words.get(end).is_some_and(|word| is_in("and or", &word.lower)) {
        return None;
    }
    let is_answered = || spared.first().is_some_and(|word| word.lower == "this");
    match scope_of(&spared) {
        Scope::Answered if is_answered() => Some((end, Some(Vec::new()))),
        Scope::Numbers(numbers) if !numbers.is_empty() => Some((end, Some(numbers))),
        // `all but the last one`
        Scope::Numbers(_) if is_last(&spared) => Some((end, Some(vec![LAST]))),
        _ => None,
    }
}

fn is_last(spared: &[&Word]) -> bool {
    match spared {
        [the, last, one, ..] => {
            the.lower == "the" && last.lower == "last" && is_in("one patch commit", &one.lower)
        }
        _ => false,
    }
}
