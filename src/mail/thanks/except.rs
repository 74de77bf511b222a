//! Patches that were not taken with the others: `Applied, except for patch 3.`, `I dropped 3/3.`

use super::named::{numbers_of, patches};
use super::split::SENTENCE_END;
use super::words::{Word, is_in, words};

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
/// What is said of those that were not taken: `patch 2 was dropped`, `patch 3 is not included`.
const NOT: &str = "was were is are got not been has have";

/// The numbers of the patches that were left out, of the paragraph that goes on with the line at `at`; the paragraph below may
/// say what was dropped.
pub(super) fn read(lines: &[&str], at: usize) -> Vec<u32> {
    let near = lines[at..].iter().take(MOST_LINES).map(|line| line.trim());
    let near: Vec<&str> = near.take_while(|line| line.len() <= LONGEST_LINE).collect();
    let mut paragraphs = near.split(|line| line.is_empty()).map(|lines| {
        // `(without patch 2)`
        lines.join(" ").replace('(', " ").replace(')', "")
    });
    let first = paragraphs.next().unwrap_or_default();
    let below = paragraphs.next().unwrap_or_default();
    let without = SENTENCE_END.split(&first).flat_map(|sentence| of_taking(&words(sentence)));
    let dropped = SENTENCE_END.split(&first).chain(SENTENCE_END.split(&below));
    let dropped = dropped.flat_map(|sentence| of_dropping(&words(sentence)));
    let mut left_out: Vec<u32> = without.chain(dropped).collect();
    left_out.sort_unstable();
    left_out.dedup();
    left_out
}

/// `Applied without patch 3`
fn of_taking(words: &[Word]) -> Vec<u32> {
    let is_without = |at: usize| {
        is_in(WITHOUT, &words[at].lower) || at > 0 && words[at - 1].lower == "but" && words[at].lower == "not"
    };
    let begins = |&at: &usize| !words[at].ends && is_without(at);
    (0..words.len()).find(begins).map_or_else(Vec::new, |at| patches(&words[at + 1..]))
}

/// `I dropped patch 2`, `Patch 2 was dropped`
fn of_dropping(words: &[Word]) -> Vec<u32> {
    let is_dropped = |&at: &usize| {
        is_in(DROPPED, &words[at].lower)
            && at > 0
            && !words[at].ends
            && words[..at].iter().all(|word| is_in(BEFORE, &word.lower))
    };
    if let Some(at) = (0..words.len()).find(is_dropped) {
        return patches(&words[at + 1..]);
    }
    let clauses = (0..words.len()).filter(|&at| at == 0 || words[at - 1].ends);
    let were_dropped = |at: usize| {
        let (numbers, end) = numbers_of(&words[at..]);
        let said = words[at + end..].iter().take_while(|word| is_in(NOT, &word.lower));
        let is_not = said.clone().any(|word| word.lower == "not");
        let verb = words.get(at + end + said.count()).filter(|_| !words[at].ends)?;
        let dropped =
            is_in(DROPPED, &verb.lower) && !is_not || is_in("included taken", &verb.lower) && is_not;
        dropped.then_some(numbers)
    };
    clauses.into_iter().find_map(were_dropped).unwrap_or_default()
}
