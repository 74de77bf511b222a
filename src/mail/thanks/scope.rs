//! Which patches a sentence means.

use super::Scope;
use super::words::{Word, is_in, numbers, words};

/// Words that mean a whole series.
const WHOLE: &str = "series patchset patches set all both these them everything rest";

/// Which patches the words before and behind a verb mean.
pub(super) fn scope_of(words: &[&Word]) -> Scope {
    let follows = |first: &str, fits: fn(&str) -> bool| {
        words.windows(2).any(|pair| pair[0].lower == first && fits(&pair[1].lower))
    };
    // `Some of these patches`, `most patches`: which of them is not known.
    if follows("some", |next| next == "of") || words.iter().any(|word| word.lower == "most") {
        return Scope::Numbers(Vec::new());
    }
    // `the last two`: how many there are is not known here; nor which are `those`.
    let others = words.last().is_some_and(|word| word.lower == "those");
    if others || follows("the", |next| next == "last") {
        return Scope::Numbers(Vec::new());
    }
    // `these 2`, `the other 5`: which these are is known if there are no more.
    let counted = words.windows(2).find(|pair| is_in("these those other", &pair[0].lower));
    if let Some(pair) = counted
        && let [count] = counts(&pair[1].lower)[..]
    {
        return if pair[0].lower == "other" { Scope::Others(count) } else { Scope::Count(count) };
    }
    // `1 patch(es)`
    if follows("1", |next| is_in("patches commits", next)) {
        return Scope::Answered;
    }
    // `all 4`
    if follows("all", |next| numbers(next).len() == 1) {
        return Scope::Series;
    }
    // `up to 6`
    let up_to = words.windows(3).find(|found| found[0].lower == "up" && found[1].lower == "to");
    if let Some([last]) = up_to.map(|found| numbers(&found[2].lower)).as_deref() {
        return Scope::Numbers((1..=*last).collect());
    }
    let listed = first_ones(words).unwrap_or_else(|| listed(words));
    match listed.is_empty() {
        false => Scope::Numbers(listed),
        true if words.iter().any(|word| is_in(WHOLE, &word.lower)) => Scope::Series,
        true => Scope::Answered,
    }
}

/// The number that a word counts, as digits or spelt out.
fn counts(word: &str) -> Vec<u32> {
    let spelt = ["two", "three", "four", "five", "six"].iter().position(|known| *known == word);
    spelt.map_or_else(|| numbers(word), |at| vec![at as u32 + 2])
}

/// `first patch`, `first 10 patches`, `first two`, `second patch`.
fn first_ones(words: &[&Word]) -> Option<Vec<u32>> {
    let place = |list: &str, word: &Word| list.split_ascii_whitespace().position(|known| known == word.lower);
    let ordinal = |word: &Word| match word.lower.as_str() {
        "beginning" | "initial" => Some(0),
        _ => place("first second third", word),
    };
    let (at, ordinal) = words.iter().enumerate().find_map(|(at, word)| Some((at, ordinal(word)?)))?;
    let next = words.get(at + 1).filter(|_| ordinal == 0);
    let count = next.and_then(|next| match numbers(&next.lower)[..] {
        [count] => Some(count),
        _ => Some(place("one two three four five", next)? as u32 + 1),
    });
    // `the initial version`
    if count.is_none() && is_in("beginning initial", &words[at].lower) {
        return None;
    }
    let only = ordinal as u32 + 1;
    Some(count.map_or_else(|| vec![only], |count| (1..=count).collect()))
}

/// The numbers behind `patches`, or all of them where that word is missing.
fn listed(words: &[&Word]) -> Vec<u32> {
    let is_patch = |word: &&Word| matches!(word.lower.as_str(), "patch" | "patches");
    let from = words.iter().position(is_patch).map_or(0, |at| at + 1);
    let mut listed: Vec<u32> = Vec::new();
    let mut range = false;
    for word in &words[from..] {
        let found = numbers(&word.lower);
        if range && let (Some(&from), [to]) = (listed.last(), &found[..]) {
            listed.extend(from + 1..=*to);
        } else {
            listed.extend(&found);
        }
        range = is_joint(&word.lower) && word.lower != "&";
    }
    listed
}

/// What is between two numbers.
pub(super) fn is_joint(word: &str) -> bool {
    matches!(word, "-" | "->" | "&" | "to" | "through")
}

/// Whether a line is no more than `This whole series:` or `For the series`, as people write above a trailer that they give.
pub(super) fn is_of_series(line: &str) -> bool {
    let words = words(line);
    let words = match &words[..] {
        [for_, rest @ ..] if is_in("for to", &for_.lower) => rest,
        all => all,
    };
    let words = match words {
        [this, whole, rest @ ..] if is_in("this the", &this.lower) && is_in("whole entire", &whole.lower) => {
            rest
        }
        [this, rest @ ..] if is_in("this the", &this.lower) => rest,
        _ => return false,
    };
    matches!(words, [series] if is_in("series patchset set", &series.lower))
}
