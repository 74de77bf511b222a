//! Which patches words name, where their numbers end a sentence or a part of one.

use super::LAST;
use super::words::{Word, is_in, numbers, words};

const ORDINALS: [&str; 5] = ["first", "second", "third", "fourth", "fifth"];
/// What may follow the numbers.
const AFTER: &str = "as since because for until which that though at now";

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
    if let [ordinal, one, ..] = words
        && let Some(number) = ORDINALS.iter().position(|known| *known == ordinal.lower)
        && is_in("one patch commit", &one.lower)
    {
        return if may_end(2) { vec![number as u32 + 1] } else { Vec::new() };
    }
    let (found, end) = numbers_of(words);
    if !found.is_empty() && may_end(end) { found } else { Vec::new() }
}

/// Whether a line goes on with numbers: `and 3.`
pub(super) fn goes_on_with_numbers(line: &str) -> bool {
    match &words(line)[..] {
        [and, number, ..] => is_in("and to through", &and.lower) && !numbers(&number.lower).is_empty(),
        _ => false,
    }
}

/// The numbers that words begin with, and how many words these are: `patches 3 and 5`, `patch 1 through 3`, `2/3`.
pub(super) fn numbers_of(words: &[Word]) -> (Vec<u32>, usize) {
    let named = words.first().is_some_and(|word| is_in("patch patches", &word.lower) && !word.ends);
    let mut at = usize::from(named);
    let mut found: Vec<u32> = Vec::new();
    let mut is_range = false;
    while let Some(word) = words.get(at) {
        let own = numbers(&word.lower);
        let joins = is_in("and to through ->", &word.lower) && !found.is_empty();
        if own.is_empty() && !joins || !named && found.is_empty() && !word.text.contains('/') {
            break;
        }
        match (found.last(), &own[..]) {
            (Some(&from), [to]) if is_range => found.extend(from + 1..=*to),
            _ => found.extend(own),
        }
        is_range = is_in("to through ->", &word.lower);
        at += 1;
        if word.ends && !joins {
            let goes_on =
                words.get(at).is_some_and(|next| !numbers(&next.lower).is_empty() || next.lower == "and");
            if !goes_on {
                break;
            }
        }
    }
    (found, at)
}
