//! Sentences by which patches are taken back: `I'll drop this for now.`

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use super::named;
use super::scope::scope_of;
use super::sentence::WRAPPED_LINE;
use super::split::SENTENCE_END;
use super::tree::{Place, place};
use super::words::{Word, is_in, words};
use super::{Scope, Thanks};

/// The longest line that is looked at.
const LONGEST_LINE: usize = 200;
/// Lines that are read of the paragraph above one.
const PARAGRAPH_LINES: usize = 8;

/// Verbs that mean it by themselves.
const DROPPED: &str = "drop dropped dropping unqueued unapplied";
/// Verbs that mean it only of a tree, or at the end of a sentence.
const REMOVED: &str = "removed removing reverted reverting";
/// Who does it, and when.
const BEFORE: &str = "i i've i'll i'm we we've we'll we're will have had has am are to need must now just then so also gonna going \
    already";
/// Words by which `drop` tells what somebody does.
const TOLD: &str = "i i'll we we'll will to gonna";
/// What may be said before a comma.
const SAID: &str =
    "ok okay sure ah oh hmm hm yes yeah yup yep right agree agreed thanks sorry oops fine well true indeed";
/// What is taken back.
const MEANT: &str = "this it them these those that the patch patches series patchset set one ones commit commits version whole \
    both all two three";
/// What may follow: when, and why.
const AFTER: &str = "for from in out since because as until till first now again at due temporarily meanwhile \
    entirely completely - – —";
/// What follows where only a part of a patch, or another version, is spoken of.
const ELSEWHERE: &str = "v2 v3 v4 v5 next new version respin revision patch commit favor favour this";

/// What makes a condition of a line that ends in a comma.
const CONDITION: &str = "if unless when once until after whether";

/// That somebody else has the patches: who took them drops them, as they are elsewhere.
static IS_ELSEWHERE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix) \balready\ (?:in|sent|merged|applied|queued|upstream)\b
        | \b(?:pulled|picked|merged|queued)\ (?:up\ )?(?:in|into|by|via|to)\b .* \b(?:tree|branch|next|mainline|upstream|linus)
        | \bin\ (?:mainline|linus) | \bupstream\ already",
    )
    .expect("the pattern is valid")
});

/// One of the verbs: most lines have none, and their words need not be looked at one by one.
static VERB: LazyLock<Regex> = LazyLock::new(|| {
    let verbs: Vec<&str> = [DROPPED, REMOVED].iter().flat_map(|verbs| verbs.split(' ')).collect();
    Regex::new(&format!("(?i){}", verbs.join("|"))).expect("the pattern is valid")
});

/// What the first line says that takes patches back, of the lines of a text and what it does not quote of them.
pub(super) fn read(text: &str, unquoted: &[&str]) -> Option<Thanks> {
    let mut all = None;
    let (tree, scope) = (0..unquoted.len().min(super::MOST_LINES)).find_map(|at| {
        let line = line(unquoted, at).filter(|line| VERB.is_match(line))?;
        let said = SENTENCE_END.split(&line).skip(usize::from(!begins(unquoted, at))).find_map(taken_back)?;
        let all = all.get_or_insert_with(|| text.split('\n').collect::<Vec<_>>());
        (!IS_ELSEWHERE.is_match(&line) && !is_elsewhere(all, unquoted, at)).then_some(said)
    })?;
    Some(Thanks {
        tree,
        scope,
        except: Vec::new(),
        taken: Vec::new(),
        certain: false,
        dropped: true,
        offered: false,
    })
}

/// Whether the sentence above a line, or what is quoted right above its paragraph, says that somebody else has the patches.
fn is_elsewhere(all: &[&str], unquoted: &[&str], at: usize) -> bool {
    let is_own = |at: &usize| !unquoted[*at].trim().is_empty();
    let is_blank = |at: &usize| all.get(*at).is_none_or(|line| line.trim().is_empty());
    let joined = |lines: Vec<usize>| {
        let lines = lines.into_iter().rev().filter_map(|at| all.get(at));
        lines.map(|line| line.trim_start_matches(['>', ' '])).collect::<Vec<_>>().join(" ")
    };
    let above = (0..at).rev().skip_while(is_blank);
    let own = joined(above.take_while(is_own).take(PARAGRAPH_LINES).collect());
    let before = SENTENCE_END.split(&own).filter(|sentence| !sentence.trim().is_empty()).last();
    // The first level of quotes is what is answered; a line that is quoted empty ends its paragraph.
    let is_answered = |at: &usize| {
        let quoted = all.get(*at).and_then(|line| line.trim_start().strip_prefix('>'));
        !is_own(at)
            && quoted.is_some_and(|line| !line.trim().is_empty() && !line.trim_start().starts_with('>'))
    };
    let begin = (0..at).rev().take_while(is_own).last().unwrap_or(at);
    let quoted = (0..begin).rev().skip_while(is_blank).take_while(is_answered).take(PARAGRAPH_LINES);
    let quoted = joined(quoted.collect());
    // `Merged into next` is what somebody says who has done it.
    let is_told = |found: regex::Match| found.start() > 0 || found.as_str().starts_with(['a', 'A']);
    before.is_some_and(|before| IS_ELSEWHERE.is_match(before))
        || IS_ELSEWHERE.find(&quoted).is_some_and(is_told)
}

/// A line, and the next one where a sentence goes on in it: `I'll drop this` and below it `if you prefer`.
fn line<'a>(unquoted: &[&'a str], at: usize) -> Option<Cow<'a, str>> {
    let line = unquoted[at].trim();
    if line.is_empty() || line.len() > LONGEST_LINE {
        return None;
    }
    let is_full = line.ends_with(['.', '!', ':', ';', '?', ')']);
    // Below a short line that ends somewhere a name or `Thanks` may stand.
    let goes_on = |next: &str| {
        line.len() >= WRAPPED_LINE || !next.starts_with(char::is_uppercase) || next.starts_with("I ")
    };
    let below = unquoted.get(at + 1).map(|next| next.trim());
    Some(
        match below.filter(|next| !is_full && !next.is_empty() && next.len() <= LONGEST_LINE && goes_on(next))
        {
            Some(next) => Cow::Owned(format!("{line} {next}")),
            None => Cow::Borrowed(line),
        },
    )
}

/// Whether a sentence begins with the line: what is in the middle of one may be said of others, or asked of them.
fn begins(unquoted: &[&str], at: usize) -> bool {
    let above = at.checked_sub(1).map_or("", |above| unquoted[above].trim());
    let is_condition = || words(above).iter().any(|word| is_in(CONDITION, &word.lower));
    let is_new = above.len() < WRAPPED_LINE && unquoted[at].trim_start().starts_with(char::is_uppercase);
    above.is_empty()
        || above.ends_with(['.', '!', ':', ';', '?', '>'])
        || (above.ends_with(',') || is_new) && !is_condition()
}

/// The tree that is named, and which patches are meant.
fn taken_back(sentence: &str) -> Option<(Option<String>, Scope)> {
    if sentence.trim_end().ends_with('?') {
        return None;
    }
    let words = words(sentence);
    let verb = words.iter().position(|word| is_in(DROPPED, &word.lower) || is_in(REMOVED, &word.lower))?;
    // `This breaks the build, I dropped patch 3.`
    let numbers = named::patches(&words[verb + 1..]);
    if words[verb].lower == "dropped" && !numbers.is_empty() && is_done(&words[..verb]) {
        return Some((None, Scope::Numbers(numbers)));
    }
    if words[verb].ends {
        return happened(&words[..verb]);
    }
    if !leads(&words[..verb]) {
        return None;
    }
    // `Drop this` asks somebody else to.
    let told = words[..verb].iter().any(|word| is_in(TOLD, &word.lower));
    if words[verb].lower == "drop" && !told {
        return None;
    }
    let meant = words[verb + 1..].iter().take_while(|word| is_in(MEANT, &word.lower));
    let mut at = verb + 1;
    for word in meant {
        at += 1;
        if word.ends {
            break;
        }
    }
    let (ends, rest) = (words[at - 1].ends || at == words.len(), &words[at..]);
    let named = (at > verb + 1) && is_in(MEANT, &words[at - 1].lower) && words[at - 1].lower != "the";
    let place = match rest {
        [from, place_of @ ..] if !ends && is_in("from in", &from.lower) => Some(place("to", place_of)),
        _ => None,
    };
    let fits = match &place {
        Some(place) => place.is_some() && !rest.iter().take(4).any(|word| is_in(ELSEWHERE, &word.lower)),
        None if is_in(REMOVED, &words[verb].lower) => ends,
        None => ends || is_in(AFTER, &rest[0].lower),
    };
    let tree = match place.flatten() {
        Some(Place::Tree(name)) => Some(name),
        Some(Place::Unnamed | Place::Series) | None => None,
    };
    (named && fits).then(|| (tree, scope_of(&words[verb + 1..at].iter().collect::<Vec<&Word>>())))
}

/// What the words before a verb that ends a sentence say was done to: `This has now been` before `reverted`.
fn happened(before: &[Word]) -> Option<(Option<String>, Scope)> {
    let about = before.iter().position(|word| is_in("has have", &word.lower))?;
    let (meant, rest) = before.split_at(about);
    let is_done = rest.iter().any(|word| word.lower == "been")
        && rest.iter().all(|word| is_in("has have been now just already since", &word.lower));
    let is_meant = |word: &Word| is_in(MEANT, &word.lower) && !word.ends;
    (is_done && !meant.is_empty() && meant.iter().all(is_meant))
        .then(|| (None, scope_of(&meant.iter().collect::<Vec<&Word>>())))
}

/// Whether somebody speaks of what they did, whatever is before that and is no condition.
fn is_done(words: &[Word]) -> bool {
    let clause = words.iter().rposition(|word| word.ends).map_or(0, |at| at + 1);
    !words.iter().any(|word| is_in(CONDITION, &word.lower))
        && !words[clause..].is_empty()
        && words[clause..].iter().all(|word| is_in("i i've we we've have just so also already", &word.lower))
}

/// Whether somebody who speaks of what they do leads to the verb, behind a word or two that answer.
fn leads(words: &[Word]) -> bool {
    let clause = words.iter().rposition(|word| word.ends).map_or(0, |at| at + 1);
    words[clause..].iter().all(|word| is_in(BEFORE, &word.lower))
        && words[..clause].iter().all(|word| is_in(SAID, &word.lower))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_takes_a_patch_back_says_so_in_few_words() {
        let check = |line: &str, tree: &str, scope: Scope| {
            let thanks = read("", &[line]).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((thanks.tree.as_deref().unwrap_or(""), thanks.scope), (tree, scope), "{line}");
            assert!(thanks.dropped && !thanks.certain, "{line}");
        };
        check("Ah, that is why it failed. I'll drop this first.", "", Scope::Answered);
        check("Hmm, I had to drop the series at the moment, since it seems unripe", "", Scope::Series);
        check("I need to drop this patch, since this breaks the tests.", "", Scope::Answered);
        check("I will drop it from kit-next. Please send a new version.", "kit-next", Scope::Answered);
        check("Sure, I will drop it from kit-next.", "kit-next", Scope::Answered);
        check("Yup, I dropped it in kit-dev branch, and wait for the next one.", "kit-dev", Scope::Answered);
        check("I removed it in -dev.", "-dev", Scope::Answered);
        check("Agree, I reverted it.", "", Scope::Answered);
        check("Dropped it for now, thanks.", "", Scope::Answered);
        check("This has been reverted.", "", Scope::Answered);
        check("The whole series has now been dropped.", "", Scope::Series);
    }

    #[test]
    fn a_sentence_that_is_wrapped_is_read_as_one() {
        for lines in [
            &["IMHO you can", "drop this one."][..],
            &["Please", "drop it."],
            &["I don't see a reason to", "drop them."],
            &["If it breaks,", "I'll drop it."],
            &["If it breaks again", "I'll drop it."],
            &["I'll drop this", "if you prefer."],
            &["I'll drop this", "I think, unless it works."],
        ] {
            assert_eq!(read("", lines), None, "{lines:?}");
        }
        for lines in [
            &["It breaks the tests on my board, so that they hang. I'll drop this", "for now."][..],
            &["Hi Jane,", "I'll drop this."],
            &["Makes sense", "I'll drop this", "Thanks"],
            &["It breaks the", "tests. I'll drop this."],
        ] {
            assert!(read("", lines).is_some(), "{lines:?}");
        }
    }

    #[test]
    fn what_others_have_is_still_taken_where_it_is_dropped() {
        let check = |text: &str, expected: bool| {
            let unquoted: Vec<&str> =
                text.lines().map(|line| if line.starts_with('>') { "" } else { line }).collect();
            assert_eq!(read(text, &unquoted).is_some(), expected, "{text}");
        };
        for text in [
            "I'm dropping this since it is upstream already.",
            "I removed it from my queue, it is in mainline now.",
            "Ah, it is already in the tip tree. I'll drop this.",
            "Jane has it already queued\nup. It was merged via the kit tree. \nI'll drop this.",
            "> It's already in\n> the tip tree.\n\nOkay. I will drop it.",
            "> It's already in the tip tree.\nOkay.\nI will drop it.",
            "It was picked up by Jane into her tree.\n\nI'll drop this.",
        ] {
            check(text, false);
        }
        for text in [
            "> Merged into kit-next, thanks.\n\nI'll drop it, as it breaks.",
            ">> It is already in next.\n> It breaks the tests.\n\nI'll drop it.",
            "> It is already in next.\n>\n> It breaks the tests.\n\nI'll drop it.",
        ] {
            check(text, true);
        }
    }

    #[test]
    fn what_only_speaks_of_dropping_takes_nothing_back() {
        for line in [
            "Can you drop this version?",
            "I can drop it.",
            "Just let me know and I'll drop the patch.",
            "I'll drop this in v3.",
            "I'll drop it in the next version.",
            "I removed it and applied the patch.",
            "I removed this paragraph while applying it.",
            "I reverted the patch and it is still slow.",
            "I reverted it by hand, because the branch went on.",
            "Please drop this patch.",
            "Drop this, it's not used outside this module.",
            "Just drop it.",
            "I'll drop the check.",
            "If it breaks, I'll drop it.",
            "I'll drop it when I apply this.",
            "This is dropped.",
            "This has not been reverted.",
            "Once this has been reverted.",
            "The lock has been dropped.",
            "I have dropped the lock here.",
            "I'll drop this check in the loop.",
        ] {
            assert_eq!(read("", &[line]), None, "{line}");
        }
    }
}
