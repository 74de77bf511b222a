//! Patches that were not taken with the others: `Applied, except for patch 3.`, `I dropped 3/3.`

use super::LAST;
use super::split::SENTENCE_END;
use super::words::{Word, is_in, numbers, words};

/// Lines of a paragraph that are read.
const MOST_LINES: usize = 4;
/// The longest line that is looked at.
const LONGEST_LINE: usize = 200;
/// What is before those that were left out.
const WITHOUT: &str = "without except excluding minus";
/// What was done to them.
const DROPPED: &str = "drop dropped skip skipped omit omitted";
/// Who did it.
const BEFORE: &str = "i i've we we've had have to just also but so only and";
/// What may follow the numbers.
const AFTER: &str = "as since because for until which that though at now";

/// The numbers of the patches that were left out, of the paragraph that goes on with the line at `at`.
pub(super) fn read(lines: &[&str], at: usize) -> Vec<u32> {
    let goes_on = |line: &&&str| !line.trim().is_empty() && line.len() <= LONGEST_LINE;
    let paragraph: Vec<&str> =
        lines[at..].iter().take(MOST_LINES).take_while(goes_on).map(|line| line.trim()).collect();
    let paragraph = paragraph.join(" ");
    let mut left_out: Vec<u32> =
        SENTENCE_END.split(&paragraph).flat_map(|sentence| of_sentence(&words(sentence))).collect();
    left_out.sort_unstable();
    left_out.dedup();
    left_out
}

fn of_sentence(words: &[Word]) -> Vec<u32> {
    let is_dropped = |at: usize| {
        is_in(DROPPED, &words[at].lower)
            && at > 0
            && words[..at].iter().all(|word| is_in(BEFORE, &word.lower))
    };
    let is_without = |at: usize| {
        is_in(WITHOUT, &words[at].lower) || at > 0 && words[at - 1].lower == "but" && words[at].lower == "not"
    };
    let begins = |&at: &usize| !words[at].ends && (is_dropped(at) || is_without(at));
    (0..words.len()).find(begins).map_or_else(Vec::new, |at| patches(&words[at + 1..]))
}

/// `patch 3`, `patches 3 and 5`, `3/3`, `for the last one`; nothing where the sentence goes on in another way.
pub(super) fn patches(words: &[Word]) -> Vec<u32> {
    let skipped = words.iter().take_while(|word| is_in("for the", &word.lower) && !word.ends).count();
    let words = &words[skipped..];
    let may_end =
        |at: usize| words[at - 1].ends || words.get(at).is_none_or(|next| is_in(AFTER, &next.lower));
    if let [last, one, ..] = words
        && last.lower == "last"
        && is_in("one patch commit", &one.lower)
    {
        return if may_end(2) { vec![LAST] } else { Vec::new() };
    }
    let named = words.first().is_some_and(|word| is_in("patch patches", &word.lower) && !word.ends);
    let mut at = usize::from(named);
    let mut found = Vec::new();
    while let Some(word) = words.get(at) {
        let own = numbers(&word.lower);
        if own.is_empty() && word.lower != "and" || !named && found.is_empty() && !word.text.contains('/') {
            break;
        }
        found.extend(own);
        at += 1;
    }
    if !found.is_empty() && may_end(at) { found } else { Vec::new() }
}
