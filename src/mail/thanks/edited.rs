//! What a maintainer says that they did to a patch while they took it: `Fixed the typo while applying.` That they took it is
//! only implied, so it is never certain.

use super::Scope;
use super::sentence::Said;
use super::tree;
use super::verb::TAKING;
use super::words::{NOT_DONE, Word, is_in, words};

/// What is done to a patch, by who takes it.
const DONE: &str = "fixed amended edited tweaked reworded rebased adjusted corrected changed updated modified added tidied \
    cleaned folded squashed dropped removed renamed replaced moved shortened trimmed resolved reworked wrapped sorted \
    capitalized reordered done made did";
/// What is before the verb: `while applying`.
const WHILE: &str = "while when upon on during";
/// Who did it.
const OWN: &str = "i i've we we've";
/// What may be between who did it and what they did.
const ADVERBS: &str =
    "have just also already now went ahead and thus simply silently quickly so took the liberty to of";
/// What may be before what was done, where nobody is named.
const BEFORE: &str = "thanks thank you thx ok okay nit nits typo typos this that these those it was were has been have and all \
    both easily trivial trivially";
/// What may be behind the verb, but for the end of the sentence.
const AFTER: &str = "it this these them the your and but so though as to thanks patch patches series";
/// Words of what is only wished, or would be so.
const WISHED: &str = "will would could can should may might must please i'll we'll if want like";

/// What a sentence says.
pub(super) fn said(sentence: &str) -> Option<Said> {
    let words = words(sentence);
    let at = words
        .windows(2)
        .position(|pair| is_in(WHILE, &pair[0].lower) && is_in(TAKING, &pair[1].lower) && !pair[0].ends)?;
    let (before, taking, behind) = (&words[..at], &words[at + 1], &words[at + 2..]);
    let goes_on = behind.first().is_none_or(|next| is_in(AFTER, &next.lower));
    // `while applying patch 3 I saw`
    let is_scene = behind.windows(2).any(|pair| pair[1].lower.starts_with(|c: char| c.is_ascii_digit()));
    if sentence.trim_end().ends_with('?') || !(taking.ends || goes_on && !is_scene) || !was_done(before) {
        return None;
    }
    let tree = (0..behind.len().min(4)).find_map(|at| tree::named_behind(behind, at));
    Some(Said { tree, scope: Scope::Answered, certain: false })
}

/// Whether the last clause says that the writer did something to the patch: `I fixed it up`, `so fixed`, `Typo fixed`.
fn was_done(before: &[Word]) -> bool {
    let clause = before.iter().rposition(|word| word.ends).map_or(0, |at| at + 1);
    let clause = &before[clause..];
    let Some(done) = clause.iter().position(|word| is_in(DONE, &word.lower)) else { return false };
    let who = clause[..done].iter().rposition(|word| is_in(OWN, &word.lower));
    let is_own = match who {
        Some(who) => clause[who + 1..done].iter().all(|word| is_in(ADVERBS, &word.lower)),
        None => clause[..done].iter().all(|word| is_in(BEFORE, &word.lower)),
    };
    let said = &clause[who.unwrap_or(0)..];
    let denied = said.iter().any(|word| is_in(NOT_DONE, &word.lower));
    let wished = clause.iter().any(|word| is_in(WISHED, &word.lower));
    is_own && !denied && !wished
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_done_while_taking_says_that_it_was_taken() {
        for line in [
            "Fixed while applying",
            "Thanks, fixed while applying.",
            "I've fixed it up while applying, thanks!",
            "Don't worry I fixed it while applying the patch.",
            "So I've removed these while applying.",
            "I added them when committing.",
            "There was a typo in the title, I have just fixed that while applying to kit-next.",
            "Typo fixed while merging",
        ] {
            assert!(said(line).is_some(), "{line}");
        }
        let said = said("I reworded the title while applying it to kit-next.").expect("something said");
        assert_eq!((said.tree.as_deref(), said.certain), (Some("kit-next"), false));
    }

    #[test]
    fn what_may_be_done_while_taking_says_nothing() {
        for line in [
            "This can be fixed while applying.",
            "Could you fix that while applying?",
            "I'll fix it while applying.",
            "No need to send another one, it can be done when applying",
            "I saw a warning while applying this",
            "I fixed a conflict while applying patch 3 of it",
            "The maintainer fixed it while applying",
            "I have not fixed it while applying.",
            "If you want I fixed it while applying",
        ] {
            assert_eq!(said(line), None, "{line}");
        }
    }
}
