//! What follows the verb and the patches in a sentence that says that they were taken up.

use super::listing;
use super::tree::{self, Place};
use super::words::{Word, goes_on, is_in};

/// Verbs of what patches are taken for.
const AIMS: &str =
    "be get fix make avoid unblock keep help have let address resolve prevent silence reduce stop";
/// What was not done to a patch that was taken.
const CHANGES: &str = "change changes modification modifications further any";
/// What maintainers ask or tell behind `but`; testers say there what happened.
const REMARKS: &str = "as see please note next with will changed reworded renamed tweaked inverted reordered";
/// What maintainers do to a patch that they took, behind `and`.
const FINISHED: &str = "dropped fixed reworded amended tweaked squashed folded pushed queued mirrored";

/// Where the patches went, of the rest of a sentence; none if what it says there is something else. `last` is the
/// word before it, which ends a clause if `ends`.
pub(super) fn place(last: &Word, rest: &[Word], ends: bool, sentence: &str) -> Option<Option<Place>> {
    match rest {
        [link, more @ ..] if link.text.contains("://") && (ends || more.is_empty()) => {
            Some(tree::place("to", rest).filter(|_| !listing::is_request(link.text)))
        }
        [] if sentence.trim_end().ends_with(':') => None,
        // `Applied but...`
        [but] if but.lower == "but" && but.ends => Some(None),
        _ if ends => Some(None),
        [to, order, ..] if to.lower == "in" && order.lower == "order" => Some(None),
        // `applied this to be picked up through the kit tree`, `merged to get rid of it`
        [to, be, ..] if to.lower == "to" && is_in(AIMS, &be.lower) => Some(None),
        // `merged into the original patch`: it is mended in the tree.
        [into, the, original, patch, ..] if is_folded(&[into, the, original, patch]) => Some(None),
        [to, rest @ ..] if is_in(super::extent::TO, &to.lower) => Some(Some(tree::place(&to.lower, rest)?)),
        [without, ..] if without.lower == "without" => Some(None),
        // `merged a few days ago`
        [a, _, rest @ ..] if a.lower == "a" && rest.iter().take(3).any(|word| word.lower == "ago") => {
            Some(None)
        }
        // `merged it this morning`
        [time, ..] if is_in("morning afternoon evening week", time.text.trim_end_matches(')')) => Some(None),
        // `pushed now that 5.13-rc1 is out`
        [that, ..] if that.lower == "that" && last.lower == "now" => Some(None),
        // `applied the patch and reviewed it in my editor`
        [and, looked, it, _, ..]
            if and.lower == "and"
                && is_in("reviewed looked", &looked.lower)
                && is_in("it them this that at through", &it.lower) =>
        {
            None
        }
        [next, ..] if next.lower.starts_with('(') => {
            let closes = rest.iter().position(|word| word.text.contains(')')).map_or(rest.len(), |at| at + 1);
            let may_end = rest[closes - 1].ends || rest.get(closes).is_none_or(goes_on);
            if may_end { Some(None) } else { None }
        }
        [but, next, ..] if but.lower == "but" && is_in(REMARKS, &next.lower) => Some(None),
        [next, ..] if !goes_on(next) => None,
        _ => Some(None),
    }
}

/// Whether the rest may as well tell what somebody did who tries patches: `I applied it and it works`, `I applied this
/// along with the other`, `applied without problems`.
pub(super) fn may_be_testers(rest: &[Word]) -> bool {
    match rest {
        [and, next, ..] if is_in("and +", &and.lower) => !is_in(FINISHED, &next.lower),
        [without, change, ..] if without.lower == "without" => !is_in(CHANGES, &change.lower),
        // `I applied it though it still hangs`
        [but, _, ..] if is_in("tho though till", &but.lower) => true,
        [along, ..] => along.lower == "along",
        [] => false,
    }
}

/// `into the original patch`
pub(super) fn is_folded(rest: &[&Word]) -> bool {
    match rest {
        [into, the, original, patch, ..] => {
            is_in("in into to", &into.lower)
                && the.lower == "the"
                && is_in("original previous", &original.lower)
                && is_in("patch commit one", &patch.lower)
        }
        _ => false,
    }
}

/// Whether a word is what maintainers did to a patch that they took.
pub(super) fn is_finished(word: &str) -> bool {
    is_in(FINISHED, word)
}

/// `(with your other patches)`, `and the others`, and no more.
pub(super) fn has_others(rest: &[Word]) -> bool {
    let is_other = |word: &Word| is_in("other remaining", &word.lower);
    let closes = |word: &Word| word.ends || word.text.ends_with(')');
    let is = |word: &Word, names: &str| closes(word) && is_in(names, word.text.trim_end_matches(')'));
    rest.iter().take(4).any(|word| is(word, "others"))
        || rest
            .windows(2)
            .take(4)
            .any(|pair| is_other(&pair[0]) && is(&pair[1], "patches ones fixes cleanups"))
}

/// Where what follows the verb is no longer about taking: behind a comma with what was changed, the reason or what to
/// expect, in brackets, and with what else was done to a patch that was taken.
pub(super) fn end_of_clause(rest: &[Word]) -> usize {
    let goes_on = |word: &Word| is_in("with as since because thanks thank", &word.lower);
    let comma = rest.windows(2).position(|pair| pair[0].ends && goes_on(&pair[1])).map(|at| at + 1);
    // `, you should see it in the next release`
    let expects = |words: &[Word]| {
        words[0].ends && words[1].lower == "you" && is_in("should will can", &words[2].lower)
    };
    // `, they are not about the rest`
    let tells = |words: &[Word]| {
        words[0].ends && is_in("they these those", &words[1].lower) && is_in("are were", &words[2].lower)
    };
    let expected = rest.windows(3).position(|words| expects(words) || tells(words)).map(|at| at + 1);
    let finished = |pair: &[Word]| pair[0].lower == "and" && is_finished(&pair[1].lower);
    let reason = |pair: &[Word]| pair[0].lower == "so" && pair[1].lower == "you";
    let remark = |pair: &[Word]| pair[0].lower == "but" && is_in(REMARKS, &pair[1].lower);
    let more = rest.windows(2).position(|pair| finished(pair) || reason(pair) || remark(pair));
    let opens =
        |word: &Word| word.lower.starts_with('(') && !is_in("(not (but (if (unless (except", &word.lower);
    let bracket = rest.iter().position(opens);
    [comma, expected, more, bracket].into_iter().flatten().min().unwrap_or(rest.len())
}
