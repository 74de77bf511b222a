//! One clause of a sentence that says that patches were taken, whatever the others say: `Tweaked as suggested by Bo and applied.`,
//! `As this doesn't overlap with the rest, I've applied this one to kit-next.` Only those are believed who are known to take patches.

use std::sync::LazyLock;

use regex::Regex;

use super::rest::is_of_tags_or_tests;
use super::scope::scope_of;
use super::sentence::Said;
use super::split::{around, sentences};
use super::tree;
use super::trial;
use super::verb::VERB;
use super::words::{Word, is_in, numbers, words};

/// Words behind the verb that tell of a try, if one is among them.
const NEAR: usize = 14;
/// Words behind the verb among which the tree is named.
const NEAR_TREE: usize = 8;

/// What is done with patches that are taken.
const TAKEN: &str = "applied queued merged pushed picked";
/// Who did it.
const OWN: &str = "i i've ive we we've";
/// What may be between that and the verb.
const ADVERBS: &str = "have just also already now finally then both all";
/// What may be before a verb without a subject.
const LEADS: &str =
    "anyhow anyway ok okay so thanks thank you now also hence and then already finally patch patches series";
/// What goes on behind a verb without an object.
const GOES_ON: &str = "to into onto in on with for and but as despite due because since now";
/// What is taken, and the nouns that may follow.
const OBJECTS: &str =
    "this these it them the your one whole entire all both now up and first second third last two three";
const NOUNS: &str = "patch patches series one ones patchset set v2 v3 v4 v5";
/// What is behind it.
const AFTER: &str =
    "to into onto in on for with and but as now so by here because since due yesterday today despite early";
/// Words that make a condition of what is said before the verb, or a question, or what others did.
const CONDITION: &str = "if when once until whether would should could please can't cannot not no never nobody maybe perhaps who they \
    he she tested testing test looks same";
/// Words that do so right before the clause.
const BEFORE: &str = "as since because unless that which where what while than before how with after";
/// What is told of a try.
const TRIED: &str = "tested testing tried built builds booted boots boot hangs crashed crashes crash breaks broke fails failed works \
    worked still problem problems error errors locally local instead wrong cleanly test \
    ran run running timed vm reproduce top server mainline successfully tests fed got would \
    break warning warnings see grep check verify";

/// `applied to my local branch`, `applied to the temporary branch that I'm queuing on`, of who waits to push it.
static LOCAL: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"^(?:[\w ]+, )?(?:i've |i have )?applied(?: (?:this(?: one)?|it|these|both|the series))? to (?:my|the|a) (?:[\w./-]+ ){1,4}(?:tree|branch)\b";
    Regex::new(pattern).expect("the pattern is valid")
});
/// That it waits for a release to begin upon, and is pushed then.
static WAITS: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"\b(?:rebase|push|pushed|pushing|rc1|won't go anywhere)\b";
    Regex::new(pattern).expect("the pattern is valid")
});

/// What the sentence around the line at `at` says.
pub(super) fn at(lines: &[&str], at: usize) -> Option<Said> {
    if !VERB.is_match(lines[at]) {
        return None;
    }
    let (text, begins) = around(lines, at);
    let own = || sentences(&text).into_iter().skip(usize::from(!begins)).find_map(said);
    waits(&text.to_lowercase()).or_else(own)
}

/// What is said by who applied it to a branch that is not pushed yet, and says that it will be.
fn waits(text: &str) -> Option<Said> {
    let at =
        text.match_indices(". ").map(|(at, _)| at + 2).chain([0]).find(|&at| LOCAL.is_match(&text[at..]))?;
    let behind = &LOCAL.replace(&text[at..], "");
    let may_be = WAITS.is_match(behind) && !behind.contains('?') && !behind.contains("test it");
    may_be.then_some(Said { tree: None, scope: super::Scope::Answered, certain: false })
}

fn said(sentence: &str) -> Option<Said> {
    if sentence.trim_end().ends_with('?') {
        return None;
    }
    let words = words(sentence);
    let (verb, object) = (0..words.len()).find_map(|verb| Some((verb, stated(&words, verb)?)))?;
    let rest = &words[verb + 1..];
    // `pushed out as testing` is the name of a branch, and so is `the testing branch`; `Applied to local tree kit/for-5.7` is what b4 writes of one that
    // has no address.
    let is_name = |at: usize| {
        let next = |by: usize| rest.get(at + by).map_or("", |word| &word.lower);
        rest[at].lower == "local" && next(1) == "tree" && next(2).contains('/')
            || rest[at].lower == "testing" && next(1) == "branch"
    };
    let is_try = |at: &usize| {
        is_in(TRIED, &rest[*at].lower) && !(*at > 0 && rest[at - 1].lower == "as") && !is_name(*at)
    };
    let tried = (0..rest.len().min(NEAR)).any(|at| is_try(&at));
    // `applied it to the patch`, `applied the patch below`
    let elsewhere = rest.windows(3).take(NEAR_TREE).any(|words| {
        is_in("to in into", &words[0].lower) && words[1].lower == "the" && is_in(NOUNS, &words[2].lower)
    });
    if tried || elsewhere || is_of_tags_or_tests(&words[verb..]) || trial::is_of_distribution(&words[verb..])
    {
        return None;
    }
    let tree = (0..rest.len().min(NEAR_TREE)).find_map(|at| tree::named_behind(rest, at));
    // Much else is pushed.
    let named =
        tree.is_some() || rest[..object].iter().any(|word| is_in(NOUNS, &word.lower)) || rest.is_empty();
    let meant: Vec<&Word> = words[..verb].last().into_iter().chain(&rest[..object]).collect();
    (named || words[verb].lower != "pushed").then(|| Said { tree, scope: scope_of(&meant), certain: false })
}

/// How many words behind a verb say what was taken, if its clause says that: the writer or the patch is its subject, or none is
/// named, and no other clause makes a condition of it.
fn stated(words: &[Word], verb: usize) -> Option<usize> {
    if !is_in(TAKEN, &words[verb].lower) {
        return None;
    }
    let adverbs =
        words[..verb].iter().rev().take_while(|word| is_in(ADVERBS, &word.lower) && !word.ends).count();
    let at = verb - adverbs;
    let rest = &words[verb + 1..];
    let is_own = at > 0 && is_in(OWN, &words[at - 1].lower) && !words[at - 1].ends;
    if is_own {
        return is_free(&words[..at - 1]).then(|| object(words, verb)).flatten();
    }
    // `Anyhow, applied`, `Patch applied`, `you know it, so patch applied`
    let from = at - words[..at].iter().rev().take_while(|word| is_in(LEADS, &word.lower)).count();
    let so = words[from..at].iter().any(|word| is_in("so hence", &word.lower));
    let begins = from == 0 || so || words[from - 1].ends && is_free(&words[..from]);
    let ends = words[verb].ends || rest.is_empty();
    // `I fixed this up as you said and applied`
    let edits = at > 0 && words[at - 1].lower == "and" && is_edit(words) && is_free(&words[..at - 1]);
    let is_to = |word: &Word| is_in("to into onto", &word.lower);
    let place = rest.first().is_some_and(is_to) && has_tree(rest);
    let goes_on = || match rest {
        [to, ..] if is_to(to) => place,
        [next, a, ..] if is_in("in as on", &next.lower) => !is_in("the this that it is", &a.lower),
        [next, ..] => is_in(GOES_ON, &next.lower),
        [] => true,
    };
    let is_end = rest.is_empty() && !words[from..at].iter().any(|word| is_in("up", &word.lower));
    let said = from == 0 && at > 0 && (ends || goes_on())
        || from == 0 && goes_on()
        || so && goes_on()
        || begins && (is_end || place)
        || edits && (ends || place);
    said.then_some(0)
}

/// Whether a tree is named among the next words: `that tree`, `kit-next`.
fn has_tree(rest: &[Word]) -> bool {
    let is_kind = |word: &Word| is_in("tree branch queue", &word.lower) || word.text.contains("://");
    rest.iter().take(NEAR_TREE).any(is_kind) || tree::named_behind(rest, 0).is_some()
}

/// How many words behind a verb say what was taken; none if they do not.
fn object(words: &[Word], verb: usize) -> Option<usize> {
    let rest = &words[verb + 1..];
    let mut length = 0;
    while let Some(word) = rest.get(length) {
        let known = is_in(OBJECTS, &word.lower)
            || length > 0 && (is_in(NOUNS, &word.lower) || !numbers(&word.lower).is_empty());
        if !known {
            break;
        }
        length += 1;
        if word.ends {
            break;
        }
    }
    // `picked up these first 3 patches and applied them`
    let again = rest.get(length).is_some_and(|next| is_in(TAKEN, &next.lower));
    if again && length > 1 && rest[length - 1].lower == "and" {
        length -= 1;
    }
    let last = length.checked_sub(1).map(|at| &rest[at])?;
    let whole = !is_in("the your up and now", &last.lower)
        || last.lower == "up" && length > 1 && rest[length - 2].lower != "the";
    // `all but the last ones`
    let spares = last.lower == "all" && rest.get(length).is_some_and(|next| next.lower == "but");
    let goes_on = last.ends || rest.get(length).is_none_or(|next| is_in(AFTER, &next.lower));
    (whole && goes_on && !spares).then_some(length)
}

/// Whether what is before a clause makes no condition of it.
fn is_free(before: &[Word]) -> bool {
    let held = before.last().is_some_and(|word| is_in(BEFORE, &word.lower) && !word.ends);
    let scene = before.first().is_some_and(|word| word.lower == "with");
    !held && !scene && !before.iter().any(|word| is_in(CONDITION, &word.lower))
}

/// Whether the sentence begins with what was done to the patch, or says that the writer did it.
fn is_edit(words: &[Word]) -> bool {
    let edited = |word: &Word| {
        is_in("tweaked fixed edited amended adjusted changed reworded updated rebased", &word.lower)
    };
    let own = words.windows(2).any(|pair| is_in("i i've", &pair[0].lower) && edited(&pair[1]));
    words.first().is_some_and(edited) || own
}
