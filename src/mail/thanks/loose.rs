//! Sentences that no rule of the grammar reads to their end, of people who are known to take patches: a verb in the past,
//! nothing that denies it, and something that only those add who did it. They are not certain, but for numbers of patches in a
//! tree that others build upon.

use std::sync::LazyLock;

use regex::Regex;

use super::Scope;
use super::briefly;
use super::clause;
use super::edited;
use super::held;
use super::lead::has_edit;
use super::named;
use super::passing;
use super::practised;
use super::promised;
use super::rest::{is_earlier, is_like_it, is_of_tags_or_tests};
use super::scope::scope_of;
use super::sentence::{LONGEST_LINE, Said, WRAPPED_LINE};
use super::split::sentences;
use super::tree;
use super::trial;
use super::verb::VERB;
use super::words::{NOT_DONE, Word, is_in, is_version, words};

/// What is done with patches that are taken.
const TAKEN: &str = "applied queued merged pushed force-pushed picked staged committed";
/// Words that make a sentence one of something else, from its beginning to the end of what is said of the patch.
const ELSEWHERE: &str = "if when once until unless after before while would will can could may might must whether maybe perhaps \
    probably think thought guess believe said told tested another different similar instead someone somebody seems looks \
    wonder wondering please what how why hope need needs needed";
/// Words that do so in the clause of the verb.
const OTHER: &str = "same identical equivalent other others";
/// What begins a clause, and what ends one.
const SO: &str = "so hence therefore but then";
const ENDS: &str = "but while because as since and so though although";
/// What may be between the subject and the verb.
const ADVERBS: &str = "already now just also finally then";
/// What may not be right before the verb: a wish, a condition, or somebody else who did it.
const NOT_BEFORE: &str =
    "be to being get gets getting got not with by was were he she they you which who that your patch's";
/// Who speaks of what they did.
const OWN: &str = "i i've we we've";
/// What is taken.
const OBJECTS: &str = "this these it them all both the your patch patches series";
/// Words behind the verb among which the tree is named.
const NEAR: usize = 10;
/// Words between the verb and thanks.
const SHORT: usize = 14;

/// What the sentence around the line at `at` says.
pub(super) fn at(lines: &[&str], at: usize) -> Option<Said> {
    grammar(lines, at).or_else(|| briefly::at(lines, at)).or_else(|| held::at(lines, at))
}

fn grammar(lines: &[&str], at: usize) -> Option<Said> {
    let has_verb = VERB.is_match(lines[at]) || practised::may_say(lines[at]) || promised::may_say(lines[at]);
    if lines[at].len() > LONGEST_LINE || !has_verb {
        return passing::at(lines, at);
    }
    let mut text = lines[at].trim().to_owned();
    let is_full = |line: &str| (WRAPPED_LINE..=LONGEST_LINE).contains(&line.len());
    let above = at.checked_sub(1).map_or("", |above| lines[above].trim());
    let ends = above.is_empty() || above.ends_with(['.', '!', ':', ',', ';', '?', '>']);
    let resumes = !ends && text.starts_with("and ");
    if !ends && !is_full(above) && !resumes && !text.starts_with(char::is_uppercase) {
        // The middle of somebody's sentence.
        return passing::at(lines, at);
    }
    if is_full(above) || resumes {
        text = format!("{above} {text}");
    }
    if let Some(below) = lines.get(at + 1).filter(|below| is_full(lines[at]) && below.len() <= LONGEST_LINE) {
        text = format!("{text} {}", below.trim());
    }
    let thanked =
        |rest: &[&str]| rest.first().is_some_and(|next| next.trim().to_lowercase().starts_with("thank"));
    let sentences = sentences(&text);
    let read = |number: usize| {
        let sentence = sentences[number];
        practised::of_some(sentence)
            .or_else(|| said(sentence, thanked(&sentences[number + 1..])))
            .or_else(|| edited::said(sentence))
            .or_else(|| practised::said(sentence))
    };
    let plain = (0..sentences.len()).find_map(read).or_else(|| clause::at(lines, at));
    plain.or_else(|| promised::at(lines, at)).or_else(|| passing::at(lines, at))
}

fn said(sentence: &str, thanked: bool) -> Option<Said> {
    let sentence = &without_asides(sentence);
    let words = words(sentence);
    let verb = words.iter().rposition(|word| is_in(TAKEN, &word.lower))?;
    let subject = words[..verb].iter().rev().find(|word| !is_in(ADVERBS, &word.lower));
    let subject = subject.map_or("", |word| &word.lower);
    let begin =
        words[..verb].iter().rposition(|word| word.ends || is_in(SO, &word.lower)).map_or(0, |at| at + 1);
    let end = verb + 1 + length_of_clause(&words[verb + 1..]);
    let is_not = |word: &Word| is_in(NOT_DONE, &word.lower) || is_in(OTHER, &word.lower);
    let is_elsewhere = |at: &usize| {
        // `squashed with similar ones`
        is_in(ELSEWHERE, &words[*at].lower) && !(*at > 0 && words[at - 1].lower == "with")
    };
    // A reason is no condition: `It seems to be right, so I've applied it`
    let is_reasoned = begin > 0 && is_in("so hence therefore", &words[begin - 1].lower);
    let from = if is_reasoned { begin } else { 0 };
    let is_denied = words[begin..end].iter().any(is_not)
        || (from..end).any(|at| is_elsewhere(&at))
        || is_of_tags_or_tests(&words[verb..])
        || trial::is_of_distribution(&words[verb..])
        || is_earlier(&words[verb + 1..end])
        || is_like_it(&words[begin..verb]);
    // `I have queued up a series that conflicts`
    let what = words[verb + 1..].iter().find(|word| word.lower != "up").map_or("", |word| &word.lower);
    let is_some = is_in("a an some", what) || words[verb + 1..end].iter().any(|word| word.lower == "from");
    if sentence.trim_end().ends_with('?') || is_in(NOT_BEFORE, subject) || is_denied || is_some {
        return None;
    }
    let rest = &words[verb + 1..];
    let (to, tree) = rest
        .iter()
        .take(NEAR)
        .enumerate()
        .find_map(|(at, _)| Some((at, tree::named_behind(rest, at)?)))
        .unzip();
    let thanks =
        rest.iter().take(SHORT).any(|word| word.lower.starts_with("thank")) || thanked && rest.len() < SHORT;
    if tree.is_none() && !thanks && !is_own(&words, verb) && !begins(&words, verb) {
        return None;
    }
    let end = to.unwrap_or_else(|| length_of_object(rest));
    // `I applied patches 1 and 3`, `I applied on kit-next patches 3-17,20`
    let is_patch = |word: &Word| is_in("patch patches", &word.lower);
    let behind = to.and_then(|to| rest.get(to + 1..)).unwrap_or_default();
    let named = match rest.first().filter(|first| is_patch(first)) {
        Some(_) => Some(rest),
        None => behind.iter().take(3).position(is_patch).map(|at| &behind[at..]),
    };
    let named = named.map_or_else(Vec::new, |words| named::numbers_of(words).0);
    if !named.is_empty() {
        // Who tries patches takes all of them.
        let certain = tree.as_deref().is_some_and(tree::names_shared);
        return Some(Said { tree, scope: Scope::Numbers(named), certain });
    }
    let meant: Vec<&Word> = words[..verb].iter().chain(&rest[..end]).collect();
    Some(Said { tree, scope: scope_of(&meant), certain: false })
}

/// A sentence without what it says in brackets, `as below (not the warning itself) and applied`, but for numbers, `(8 to 11)`.
fn without_asides(sentence: &str) -> String {
    static NUMBERS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\((\d+ (?:to|and|-) \d+)\)").expect("the pattern is valid"));
    static ASIDE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r" \([^()]* [^()]*\)| \[\d+\]").expect("the pattern is valid"));
    ASIDE.replace_all(&NUMBERS.replace_all(sentence, "$1"), "").into_owned()
}

/// How many words behind the verb say what was taken, as far as it is read: `v5 of these three patches`.
fn length_of_object(rest: &[Word]) -> usize {
    let length = rest.iter().take(3).take_while(|word| !word.ends).count();
    let counts = |word: &Word| is_in("two three four five six", &word.lower);
    let counted = length > 0 && is_in("these those", &rest[length - 1].lower);
    length + usize::from(counted && rest.get(length).is_some_and(counts))
}

/// How many words behind the verb say what is done: `into kit-next for now, not sure when it goes on`.
fn length_of_clause(rest: &[Word]) -> usize {
    let remarks = |pair: &[Word]| pair[0].ends && pair[1].lower == "not";
    let remark = rest.windows(2).position(remarks).map(|at| at + 1);
    let end = rest.iter().position(|word| is_in(ENDS, &word.lower));
    [remark, end].into_iter().flatten().min().unwrap_or(rest.len())
}

/// `so I've applied the patch as-is`: what the writer did, and nothing of where to.
fn is_own(words: &[Word], verb: usize) -> bool {
    let speaks = words[..verb].iter().rev().take(3).any(|word| is_in(OWN, &word.lower));
    let rest = &words[verb + 1..];
    let object = rest.first().is_some_and(|word| is_in(OBJECTS, &word.lower) || is_version(&word.lower));
    // `patches 1 and 3`
    let numbers = if is_in("patch patches", rest.first().map_or("", |word| &word.lower)) {
        named::numbers_of(rest).1
    } else {
        0
    };
    let place = rest[numbers..].iter().any(|word| is_in("to on onto in into and then but", &word.lower));
    speaks && object && !place
}

/// `Applied but dropped the tag of another version`, `Applied then`
fn begins(words: &[Word], verb: usize) -> bool {
    let edited = |rest: &[Word]| rest.first().is_some_and(|but| but.lower == "but") && has_edit(rest);
    verb == 0
        && match &words[1..] {
            [then] => then.lower == "then",
            rest => edited(rest),
        }
}
