//! What follows the verb and the patches in a sentence that says that they were taken up.

use super::lead::has_edit;
use super::listing;
use super::tree::{self, Place};
use super::trial;
use super::words::{Word, goes_on, is_in, numbers, words};

/// Verbs of what patches are taken for.
const AIMS: &str =
    "be get fix make align avoid unblock keep help have let address resolve prevent silence reduce stop";
/// Words that make a sentence speak of what was not done, or only tried, wherever they stand.
const NOT_YET: &str = "unless until hope hopefully locally compiled built boots booted rebooted tried ran ci";
/// What was not done to a patch that was taken.
const CHANGES: &str = "change changes modification modifications further any";
/// What maintainers ask or tell behind `but`; testers say there what happened.
const REMARKS: &str = "as see please note next with will changed edited modified amended reworded reformatted renamed \
    tweaked inverted reordered";
/// What they leave: `but left the 4th for now`.
const LEFT: &str =
    "patch patches rest others last first second third fourth fifth 1st 2nd 3rd 4th 5th 6th 7th 8th 9th";
/// What maintainers had to do to a patch that they took.
const EDITS: &str = "add adjust amend change correct drop edit fix mend modify reflow reformat remove rename resolve \
    reword tweak";
/// Words of the rest of a sentence that are looked at for what else it tells.
const FAR: usize = 8;
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
        // `picked up for testing in kit-next`
        [to, testing, rest @ ..] if to.lower == "for" && is_in("testing review exposure", &testing.lower) => {
            match rest {
                [to, name, ..]
                    if !testing.ends && is_in("in to into", &to.lower) && tree::names_tree(name) =>
                {
                    Some(tree::place(&to.lower, &rest[1..]))
                }
                _ => Some(None),
            }
        }
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
            // `Applied this one (as well as the other one) to kit-next`
            if let [to, ..] = &rest[closes..]
                && !rest[closes - 1].ends
                && is_in(super::extent::TO, &to.lower)
            {
                return place(&rest[closes - 1], &rest[closes..], false, sentence);
            }
            let may_end = rest[closes - 1].ends || rest.get(closes).is_none_or(goes_on);
            if may_end { Some(None) } else { None }
        }
        [but, ..] if but.lower == "but" && is_remark(rest) => Some(None),
        _ if is_from_branch(rest) => Some(None),
        [next, ..] if !goes_on(next) => None,
        _ => Some(None),
    }
}

/// Whether the rest may as well tell what somebody did who tries patches: `I applied it and it works`, `I applied this
/// along with the other`, `applied without problems`.
pub(super) fn may_be_testers(rest: &[Word]) -> bool {
    // `I applied it to kit-next, where it hangs`, `I applied it to kit-next but it hangs`
    let told = |at: usize| match rest[at].lower.as_str() {
        "but" => !is_remark(&rest[at..]),
        "where" => true,
        _ => false,
    };
    match rest {
        _ if (1..rest.len().min(FAR)).any(told) => true,
        [to, testing, ..] if to.lower == "for" && is_in("testing review exposure", &testing.lower) => {
            place(to, rest, false, "").flatten().is_none()
        }
        [and, next, ..] if is_in("and +", &and.lower) => {
            !is_in(FINISHED, &next.lower) && numbers(&next.lower).is_empty()
        }
        [without, change, ..] if without.lower == "without" => !is_in(CHANGES, &change.lower),
        // `I applied it though it still hangs`
        [but, _, ..] if is_in("tho though till", &but.lower) => true,
        [along, ..] => along.lower == "along",
        [] => false,
    }
}

/// Whether what `but` begins is what a maintainer changed or adds: `but reworded the title`, `but I had to mend the list`.
fn is_remark(rest: &[Word]) -> bool {
    match rest {
        [_, next, ..] if is_in(REMARKS, &next.lower) => true,
        [_, left, which @ ..] if left.lower == "left" => {
            let which = which.iter().find(|word| !is_in("out the", &word.lower));
            which.is_some_and(|word| is_in(LEFT, &word.lower) || !numbers(&word.lower).is_empty())
        }
        [_, own, edited, ..] if is_in("i i've we we've", &own.lower) && is_in(REMARKS, &edited.lower) => true,
        [_, own, had, to, edit, ..] => {
            is_in("i we", &own.lower) && had.lower == "had" && to.lower == "to" && is_in(EDITS, &edit.lower)
        }
        [_, had, to, edit] => had.lower == "had" && to.lower == "to" && is_in(EDITS, &edit.lower),
        _ => false,
    }
}

/// Whether patches were pulled from where their author has them: `pulled this from your tree`, `from the provided branch`.
pub(super) fn is_from_branch(rest: &[Word]) -> bool {
    match rest {
        [from, whose, more @ ..] if from.lower == "from" => {
            let provided = || more.first().is_some_and(|word| word.lower == "provided");
            (is_in("your provided", &whose.lower) || whose.lower == "the" && provided()) && has_kind(more)
        }
        _ => false,
    }
}

/// Whether one of the next words says that a branch is meant.
fn has_kind(words: &[Word]) -> bool {
    words.iter().take(3).any(|word| is_in("tree branch tag repo repository", &word.lower))
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
    let goes_on = |word: &Word| is_in("with as since because thanks thank please", &word.lower);
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
    // `and 3 should go another way` is about another patch.
    let finished = |pair: &[Word]| {
        pair[0].lower == "and" && (is_finished(&pair[1].lower) || !numbers(&pair[1].lower).is_empty())
    };
    let reason = |pair: &[Word]| pair[0].lower == "so" && pair[1].lower == "you";
    let more = rest.windows(2).position(|pair| finished(pair) || reason(pair));
    let remark = (0..rest.len()).find(|&at| rest[at].lower == "but" && is_remark(&rest[at..]));
    let why = rest.windows(2).skip(2).position(excuses).map(|at| at + 2);
    let opens =
        |word: &Word| word.lower.starts_with('(') && !is_in("(not (but (if (unless (except", &word.lower);
    let bracket = rest.iter().position(opens);
    [comma, expected, more, remark, why, bracket].into_iter().flatten().min().unwrap_or(rest.len())
}

/// `to kit-next as it does not break the tests`, `through kit-next to not break them`
fn excuses(pair: &[Word]) -> bool {
    is_in("as since because", &pair[0].lower)
        && is_in("this it the i we they there that these", &pair[1].lower)
        || pair[0].lower == "to" && pair[1].lower == "not"
}

/// `This is queued for 6.13 I think`
pub(super) fn is_doubted(words: &[Word]) -> bool {
    matches!(words, [.., i, think] if i.lower == "i" && is_in("think guess believe suppose assume", &think.lower))
}

/// `I dropped this one and applied the other.`, `I already applied the same fix.`, `I applied the following patch.`
pub(super) fn is_another(meant: &[Word]) -> bool {
    let has = |list: &str| meant.iter().any(|word| is_in(list, &word.lower));
    let is_shown = meant.windows(2).any(|pair| {
        pair[0].lower == "following" && is_in("patch commit change fix diff one instead", &pair[1].lower)
    });
    // `the other 5`
    let counted =
        meant.windows(2).any(|pair| pair[0].lower == "other" && !numbers(&pair[1].lower).is_empty());
    let other = has("same similar identical") || has("other") && !counted;
    is_shown || is_earlier(meant) || other && !has("these both all and")
}

/// `as I queued the previous change`
pub(super) fn is_earlier(meant: &[Word]) -> bool {
    meant.windows(2).any(|pair| {
        pair[0].lower == "previous" && is_in("patch commit change fix version one", &pair[1].lower)
    })
}

/// Words of what is not the patch itself.
const LIKE_IT: &str = "similar equivalent identical different alternative";

/// Whether a sentence speaks of another patch, or of what was not taken or only tried.
pub(super) fn is_not_taken(words: &[Word], verb: usize) -> bool {
    // `We already have this queued` speaks of another patch that does the same.
    let other = words[..verb].windows(2).any(|pair| pair[0].lower == "already" && pair[1].lower == "have");
    // `I changed it locally and pushed it`
    let is_edit = |at: usize| words[at].lower == "locally" && at < verb && has_edit(&words[..at]);
    let is_not_yet = |at: usize| is_in(NOT_YET, &words[at].lower) && !is_edit(at);
    other
        || trial::is_of_distribution(&words[verb..])
        || is_like_it(&words[..verb])
        || is_of_tags_or_tests(&words[verb..])
        || (0..words.len()).any(is_not_yet)
}

/// `I applied your R-b manually`, `It was picked up by the test suite`, `I applied it to kit-tip and submitted it for tests`
pub(super) fn is_of_tags_or_tests(from_verb: &[Word]) -> bool {
    const TAGS: &str = "r-b rb reviewed-by acked-by tested-by r-bs tag tags trailer trailers";
    const TESTS: &str = "suite tests robot bot robots";
    let clause =
        || from_verb.iter().take(FAR).enumerate().take_while(|(at, _)| *at == 0 || !from_verb[at - 1].ends);
    let taken = clause().skip(1).take(3).take_while(|(_, word)| !is_in("with and to", &word.lower));
    let by = clause().position(|(_, word)| word.lower == "by");
    // `The first patch applied, the second didn't.`
    let applies = from_verb.last().is_some_and(|word| is_in("didn't doesn't don't", &word.lower));
    // `I picked this one as a random check`
    let example = from_verb.windows(3).take(FAR).any(|words| {
        words[0].lower == "as"
            && is_in("a an", &words[1].lower)
            && is_in("random example sample check", &words[2].lower)
    });
    let submits = |pair: &[Word]| pair[0].lower == "and" && pair[1].lower == "submitted";
    applies
        || example
        || from_verb.windows(2).any(submits)
        || taken.into_iter().any(|(_, word)| is_in(TAGS, &word.lower))
        || by.is_some_and(|by| clause().skip(by).any(|(_, word)| is_in(TESTS, &word.lower)))
}

/// `The same patch was applied to next`: it is another one.
pub(super) fn is_like_it(before: &[Word]) -> bool {
    let is = |pair: &[Word]| {
        (pair[0].lower == "same" || is_in(LIKE_IT, &pair[0].lower))
            && is_in("patch fix change commit version one", &pair[1].lower)
    };
    // `A more complete fix is already queued`, `two patches with this change, and one of them is queued`
    let noun = |word: &Word| is_in("patch fix change commit version", &word.lower);
    let clause = &before[before.iter().rposition(|word| word.ends).map_or(0, |at| at + 1)..];
    let is_some = clause.first().is_some_and(|word| is_in("a an another", &word.lower))
        && clause.iter().skip(1).take(3).any(noun);
    // `there is already a fix for this queued in kit-next`
    let there = clause.windows(3).enumerate().any(|(at, words)| {
        (words[0].lower == "already" || words[0].lower == "is" && at > 0 && clause[at - 1].lower == "there")
            && is_in("a an another", &words[1].lower)
            && clause[at + 2..].iter().take(3).any(noun)
    });
    let one_of = before.windows(3).any(|words| {
        words[0].lower == "one" && words[1].lower == "of" && is_in("them those which", &words[2].lower)
    });
    is_some || there || one_of || before.windows(2).any(is)
}

/// Whether a line says that another patch was taken in the place of this one: `I've applied a similar patch already.`
pub(super) fn has_another(line: &str) -> bool {
    const DONE: &str = "applied pushed queued merged committed";
    let words = words(line);
    words.windows(4).any(|found| {
        is_in(DONE, &found[0].lower)
            && is_in("a an", &found[1].lower)
            && is_in(LIKE_IT, &found[2].lower)
            && is_in("patch fix change commit version one", &found[3].lower)
    })
}
