//! Sentences that say that patches were taken up, as people type them.

use std::sync::LazyLock;

use regex::Regex;

use super::Scope;
use super::tree::{self, Place};
use super::words::{Word, goes_on, is_in, numbers, words};

/// The longest line that is looked at: what people type is short.
const LONGEST_LINE: usize = 200;
/// A line of so many bytes may be one that a program wrapped.
const WRAPPED_LINE: usize = 50;

/// What may stand before the verb.
const BEFORE: &str = "thanks thank you thx ok okay great good nice perfect awesome cool right yes yep yup alright \
    lgtm and so well sure done fwiw fyi anyway btw fix fixes cleanups backports many a lot again very much all both \
    two three four five i've i have we've we just now also already finally provisionally rebased squashed were was \
    is are has been this the these they your whole entire series patchset patch patches everything of from set";
/// What may stand between the verb and the tree.
const AFTER: &str = "up this these the it them all both two three four five whole entire your series patchset \
    patch patches set and applied queued pushed merged now of one only version already first second third \
    fixes cleanups";
const TO: &str = "to for in into on onto via";
/// Words that mean a whole series.
const WHOLE: &str = "series patchset patches set all both these them everything";
/// Words that make a sentence speak of what was not done, if they stand before its end.
const NOT_DONE: &str = "not cannot can't if should would could local wrong";
/// The same, wherever they stand.
const NOT_YET: &str = "unless until hope hopefully locally compiled built booted rebooted tried";
/// Words that make what comes before a comma a condition.
const CONDITION: &str = "when once after before with as while be being been get gets how which you who where";

static VERB: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?i)(?:^|\s)(?:applied|queued|merged|pulled|pushed|picked|taken)(?:\W|$)";
    Regex::new(pattern).expect("the pattern is valid")
});

static SENTENCE_END: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[.!]\s+| --? ").expect("the pattern is valid"));

/// What a sentence says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Said {
    pub tree: Option<String>,
    pub scope: Scope,
}

impl Default for Said {
    fn default() -> Self {
        Self { tree: None, scope: Scope::Answered }
    }
}

/// What the line at `at` says. Where it breaks off before the sentence can end, the next line that is not empty is
/// read as well.
pub(super) fn at(lines: &[&str], at: usize) -> Option<Said> {
    let line = lines[at];
    if line.len() > LONGEST_LINE || !VERB.is_match(line) {
        return None;
    }
    // What begins in the middle of a sentence says something else.
    let above = at.checked_sub(1).map_or("", |above| lines[above].trim());
    let begins = above.is_empty() || above.ends_with(['.', '!', ':', ',', ';', '?', '>']);
    let breaks_off = line.split_whitespace().next_back().is_some_and(|last| {
        is_in("to into the my", last)
            || line.len() >= WRAPPED_LINE && (is_in(AFTER, last) || VERB.is_match(last))
    });
    let below = lines[at + 1..].iter().take(2).find(|line| !line.trim().is_empty());
    match below.filter(|below| breaks_off && below.len() <= LONGEST_LINE) {
        Some(below) => in_line(&format!("{} {}", line.trim_end(), below.trim()), begins),
        None => in_line(line, begins),
    }
}

/// What some sentence of a line says; the first may begin on the line above.
fn in_line(line: &str, begins: bool) -> Option<Said> {
    SENTENCE_END.split(line).skip(usize::from(!begins)).find_map(said)
}

/// What one sentence says: words that are known to lead there, the verb, which patches, where to.
fn said(sentence: &str) -> Option<Said> {
    if sentence.trim_end().ends_with('?') {
        return None;
    }
    let words = words(sentence);
    let verb = words.iter().position(|word| VERB.is_match(&word.lower))?;
    // `We already have this queued` speaks of another patch that does the same.
    let other = words[..verb].windows(2).any(|pair| pair[0].lower == "already" && pair[1].lower == "have");
    if other || words.iter().any(|word| is_in(NOT_YET, &word.lower)) {
        return None;
    }
    let lead = lead(&words[..verb])?;
    let at = end_of_scope(&words, verb);
    let (ends, rest) = (words[at - 1].ends || at == words.len(), &words[at..]);
    let until = if ends { at } else { words.len() };
    if words[..until].iter().any(|word| is_in(NOT_DONE, &word.lower)) {
        return None;
    }
    let tree = match place(rest, ends, sentence)? {
        Some(Place::Tree(name)) => Some(name),
        Some(Place::Unnamed) | None => None,
    };
    let named = tree.is_some();
    let believed = match lead {
        Lead::Known => true,
        Lead::Comma => named || rest.first().is_none_or(|word| word.lower.starts_with("thank")),
        Lead::And => named,
    };
    let scope: Vec<&Word> = words[..verb].iter().chain(&words[verb + 1..at]).collect();
    believed.then(|| Said { tree, scope: scope_of(&scope) })
}

/// Where the words end that say which patches, behind the verb.
fn end_of_scope(words: &[Word], verb: usize) -> usize {
    let is_number = |at: usize| words.get(at).is_some_and(|word| !numbers(&word.lower).is_empty());
    let mut at = verb + 1;
    while !words[at - 1].ends
        && let Some(word) = words.get(at)
        && (is_in(AFTER, &word.lower)
            || is_number(at)
            || is_joint(&word.lower) && is_number(at - 1) && is_number(at + 1))
    {
        at += 1;
    }
    at
}

/// Where the patches went, of the rest of a sentence; none if what it says there is something else. `ends` is whether
/// a clause ended before it.
fn place(rest: &[Word], ends: bool, sentence: &str) -> Option<Option<Place>> {
    match rest {
        [link, ..] if ends && link.text.contains("://") => Some(tree::place("to", rest)),
        [] if sentence.trim_end().ends_with(':') => None,
        _ if ends => Some(None),
        [to, order, ..] if to.lower == "in" && order.lower == "order" => Some(None),
        [to, rest @ ..] if is_in(TO, &to.lower) => Some(Some(tree::place(&to.lower, rest)?)),
        [next, ..] if !goes_on(next) => None,
        _ => Some(None),
    }
}

/// What leads to the verb.
enum Lead {
    /// Words that are known to.
    Known,
    /// Something else, a comma, and such words: `Thanks Jane, applied.`
    Comma,
    /// Something else, `and`, and such words: `Fixed the typo and applied to next.`
    And,
}

fn lead(words: &[Word]) -> Option<Lead> {
    let leads =
        |word: &Word| is_in(BEFORE, &word.lower) || !numbers(&word.lower).is_empty() || is_joint(&word.lower);
    if words.iter().all(leads) {
        return Some(Lead::Known);
    }
    let unknown = words.iter().rposition(|word| !leads(word))?;
    let comma = words[unknown..].iter().any(|word| word.ends);
    let and = words[unknown..].iter().any(|word| word.lower == "and");
    if words.iter().any(|word| is_in(CONDITION, &word.lower)) {
        return None;
    }
    match (comma, and) {
        (true, _) => Some(Lead::Comma),
        (false, true) => Some(Lead::And),
        (false, false) => None,
    }
}

fn scope_of(words: &[&Word]) -> Scope {
    let listed = first_ones(words).unwrap_or_else(|| listed(words));
    match listed.is_empty() {
        false => Scope::Numbers(listed),
        true if words.iter().any(|word| is_in(WHOLE, &word.lower)) => Scope::Series,
        true => Scope::Answered,
    }
}

/// `first patch`, `first 10 patches`, `first two`, `second patch`.
fn first_ones(words: &[&Word]) -> Option<Vec<u32>> {
    let place = |list: &str, word: &Word| list.split_ascii_whitespace().position(|known| known == word.lower);
    let (at, ordinal) =
        words.iter().enumerate().find_map(|(at, word)| Some((at, place("first second third", word)?)))?;
    let next = words.get(at + 1).filter(|_| ordinal == 0);
    let count = next.and_then(|next| match numbers(&next.lower)[..] {
        [count] => Some(count),
        _ => Some(place("one two three four five", next)? as u32 + 1),
    });
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
        range = matches!(word.lower.as_str(), "to" | "through" | "-");
    }
    listed
}

/// What stands between two numbers.
fn is_joint(word: &str) -> bool {
    matches!(word, "-" | "&" | "to" | "through")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_when_they_take_patches_up_is_read() {
        let check = |line: &str, tree: &str, scope: Scope| {
            let said = in_line(line, true).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((said.tree.as_deref().unwrap_or(""), said.scope), (tree, scope), "{line}");
        };
        let numbers = |numbers: &[u32]| Scope::Numbers(numbers.to_vec());
        check("Applied, thanks.", "", Scope::Answered);
        check("Applied to next, thanks!", "next", Scope::Answered);
        check("Applied to arm64 (for-next/fixes), thanks!", "arm64 (for-next/fixes)", Scope::Answered);
        check("Applied to powerpc topic/ppc-kvm, thanks.", "powerpc topic/ppc-kvm", Scope::Answered);
        check("Thanks, patch applied to my kvm-ppc-next branch.", "kvm-ppc-next", Scope::Answered);
        check("Series applied to hyperv-next. Thanks.", "hyperv-next", Scope::Series);
        check("This series was applied to a/b.git (main)", "a/b.git (main)", Scope::Series);
        check("has been merged into a/b.git:", "a/b.git", Scope::Answered);
        check("Queued patches 1-3 and 5, thanks.", "", numbers(&[1, 2, 3, 5]));
        check("I've applied patches 2 to 4 to next.", "next", numbers(&[2, 3, 4]));
        check("Queued 3+5, thanks.", "", numbers(&[3, 5]));
        check("Applied 1/3 and 3/3 to kit/misc for v5.16, thanks!", "kit/misc", numbers(&[1, 3]));
        check("Applied the first patch only to arm64 (for-next/rng).", "arm64 (for-next/rng)", numbers(&[1]));
        check("I've taken the first 3 patches of this series in order to", "", numbers(&[1, 2, 3]));
        check("I've applied the first two to kit-next.", "kit-next", numbers(&[1, 2]));
        check("Both now queued up, thanks.", "", Scope::Series);
        check("Thanks Jane, applied.", "", Scope::Answered);
        check("Otherwise it's great; queued, thanks.", "", Scope::Answered);
        check("Fixed the typo and applied to kit-next.", "kit-next", Scope::Answered);
        check("Applied with a small change.", "", Scope::Answered);
        check("I've applied this, but would like a patch on top", "", Scope::Answered);
        check("Applied to kvm-x86 svm, thanks!", "kvm-x86 svm", Scope::Answered);
        check("Queued for 5.3, thanks.", "", Scope::Answered);
        check("Applied and queued up for -stable.", "", Scope::Answered);
        check("I've queued this for the next pull request.", "", Scope::Answered);
        check("Applied to kit next branch for v5.12.  Thanks,", "kit next", Scope::Answered);
        check("Applied to kvm/next (because kvm/master is late).", "kvm/next", Scope::Answered);
        check("I have provisionally applied this to kit/next in order to", "kit/next", Scope::Answered);
        check("I applied this one to the s390 tree.", "s390", Scope::Answered);
        check(
            "Queued, https://git.example/jane/kit/commits/arm/queue",
            "jane/kit (arm/queue)",
            Scope::Answered,
        );
        check("Applied to our tree.", "", Scope::Answered);
        check("Merged to Jane's 'next' branch.", "Jane's next", Scope::Answered);
        check("Queued, thanks (the other mail was the wrong one)", "", Scope::Answered);
        check(
            "Applied first two cleanups to kit (for-next/x), thanks!",
            "kit (for-next/x)",
            numbers(&[1, 2]),
        );
        check(
            "Pushed to https://git.example/jane/kit/tree/arm/queue",
            "jane/kit (arm/queue)",
            Scope::Answered,
        );
    }

    #[test]
    fn what_only_speaks_of_applying_is_none() {
        for line in [
            "Applied patch kit.c cleanly.",
            "applied?",
            "This should be applied to next.",
            "If applied, it breaks.",
            "[If your patch is applied to the wrong git tree, kindly drop us a note.",
            "with this patch applied",
            "With this patch, applied on my board, it works",
            "It was applied on top of the other thing that I sent",
            "Not applied.",
            "Queued interrupts are lost here.",
            "Pushed for many years",
            "I applied these to the wrong patch...oops!",
            "I applied this locally, but it does not boot.",
            "Applied to my local tree.",
            "This should be merged into 5/9.",
            "Merged into 5/9.",
            "Applied this series and verified that it works",
            "I've applied all but this patch to kit-next.",
            "Applied on top of 6.8.4, it breaks.",
            "It can be rebased and applied to kit-next.",
            "I fetched kit-next, applied this patch, built a",
            "I've applied it to the patch and will send it",
            "Applied to patch 3, thanks.",
            "got applied, it seems that it remains broken",
            "FWIW this is all merged to Linus now and will be in rc1",
            "I applied these 4, compiled, installed, rebooted, tried a guest",
            "I have this queued:",
            "We already have this queued for 5.15 [1].",
        ] {
            assert_eq!(in_line(line, true), None, "{line}");
        }
    }
}
