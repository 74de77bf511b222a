//! Sentences with a word of taking that tell something else: what is seen with a patch applied, what somebody wishes, which
//! other patch was taken.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::sentence::{LONGEST_LINE, WRAPPED_LINE};
use super::split::sentences;
use super::verb::VERB;

/// Sentences that say of no patch that it was taken.
static NONE: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let patterns = [
        // `With this series applied, on an arm64 server, I get the following error.`
        r"^with (?:this|these|the|your|both|all)(?: \w+)? (?:series|patch|patches|patchset|set|changes?|fix|fixes|commits?) applied\b",
        // `I applied them for testing on top of my queue`
        r"\bi(?:'ve| have)?(?: also| just)? applied (?:this|these|it|them|both|(?:this |these |the |your )?(?:patch|patches|series|set)) for testing\b",
        // `I am all for getting the patches applied.`
        r"\b(?:getting|(?:like|love|want|hope|happy|try|trying) to get) (?:this|these|those|them|it|both|(?:this |these |those |the |your |all )+(?:\w+ )?(?:patch|patches|series|set|changes?|fix|fixes|stuff)) (?:all )?(?:applied|merged|queued|pushed|picked up|upstream)\b",
        // `and can be merged independently`
        r"\b(?:can|could|may|might) be (?:\w+ )?(?:applied|merged|queued|picked|taken|pushed)\b",
        // `Fixed with [1], fix committed to kit-fixes.`
        r"^(?:this (?:is |was )?|that (?:is |was )?|it (?:is |was )?|should be |already )?fixed (?:with|by|in) [^,]*, (?:the )?fix (?:is |was )?(?:committed|pushed|applied|queued|merged)\b",
        // `I assume this came from the patch I had applied to kit`
        r"\b(?:patch|series|version|commit|one) (?:that |which )?i (?:had|once) (?:applied|queued|merged|pushed|picked)\b",
        // `All this is merged by some board.dts`
        r"\b(?:merged|applied|pulled) by (?:some|an?) ",
        // `With your patch applied, I see failures`, in the middle of a sentence
        r"\b(?:and|but|because|that|cause) with (?:this|these|your|both|all|the)(?: \w+)? (?:series|patch|patches|patchset|set|changes?|fix|fixes) applied\b",
        r"\bwith (?:this|these|your|both) (?:series|patch|patches|patchset|set|changes?) applied(?: on top of [^,]*)?,? (?:and|i|we) ",
        // `It is a matter of taste, and I just picked one.`
        r"\bpicked one(?:$|[.,;]| because| since| at random)",
        // `Only sent to that list, no comments, no review, just merged.`
        r"\bno (?:comments?|reviews?|discussion), (?:[\w ]+, )*(?:just|and) (?:merged|applied|queued|pushed|committed)\b",
        r"\b(?:years?|months?|releases?) after (?:it|this|that) (?:was|had been|got) (?:merged|applied|committed|taken)\b",
        r"\bthe (?:code|patch|version|change) as (?:committed|merged|applied|pushed)\b",
        r"\bmerged (?:two|three|several|the) (?:commits|patches) by mistake\b",
        // `I applied it on top of kit-next, added a rule, and booted that kernel.`
        r"\bi(?:'ve| have)? applied [^.]*, (?:added|built|compiled|enabled|changed|ran|set) [^.]*\b(?:booted|ran|rebooted|tested|tried)\b",
        r"\bto my fork(?:'s)?\b",
        // `Bo sent a fix for that I already added to kit-next`
        r"\b(?:sent|posted|submitted) (?:a|another) (?:fix|patch)\b[^.]*\bi(?:'ve| have)? (?:already |just )?(?:added|applied|queued|merged|picked|pushed)\b",
        // `The series is in my queue, I'll review it.`
        r"\bin my queue\b[^.]*\b(?:review|look|get to)\b",
        r"\bothers,? are in my queue\b",
        // `Previous applied patch used another subject line`
        r"^(?:the )?previous(?:ly)? applied (?:patch|series|version|one)\b",
        // `I just applied this patchset to -next (20220722) and I do not see the error`
        r"\bapplied (?:this|these|it|them|both|(?:this |these |the |your )?(?:patch|patches|series|set|patchset|commit))(?: \w+)? (?:to|on|onto|on top of) [^.]*\b(?:and|but) (?:now )?i (?:do not|don't|no longer|cannot|can't|can no longer|still|could not|couldn't) (?:see|get|observe|hit|reproduce|have) (?:\w+ ){0,3}(?:errors?|issues?|problems?|warnings?|hangs?|crash(?:es)?|messages?|regressions?|failures?|splats?|oops|panics?|bugs?)\b",
        r"\bapplied [^.]*\b(?:linux-)?next \(?-?20\d{6}\b",
        // `This is in my to-review pile`
        r"\b(?:in|on) my (?:to-?(?:review|read|do|look)|review|reading|todo)[ -](?:pile|list|queue|stack)\b",
        // `They are picked up by maintainers into their trees`, as a rule
        r"\b(?:is|are) (?:applied|merged|picked|pulled|queued|taken)(?: up)? by (?:the |their |subsystem )*(?:maintainers?|people|whoever|others)\b",
        // and the sentence above it: `They are not merged into that branch.`
        r"\b(?:is|are|was|were) not (?:yet )?(?:applied|merged|picked|pulled|queued|taken|committed|pushed)\b",
        // `I have a patch queued to fix it`
        r"\b(?:have|got) (?:a|another) (?:patch|fix|series) (?:queued|applied|merged|staged|pending)\b",
        r"\bno (?:queued|applied|merged|staged|pending) (?:patch|patches|change|changes|commits?)\b",
    ];
    patterns.iter().map(|pattern| Regex::new(pattern).expect("the pattern is valid")).collect()
});

/// What somebody tried, and what came of it: `I applied to 6.19-rc1. But when building I get this warning:`, `I took the patch below.
/// I verified it.`
static TRIED: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"\bapplied (?:\w+ ){0,2}(?:to|on|onto|on top of) (?:linux )?v?\d+\.\d+[\w.-]*\. (?:but|however),? [^.]*\b(?:i (?:get|got|see|saw)|warnings?|errors?|fails?|failed)\b|\bi took (?:the|this|your) (?:patch|series)\b[^.]*\. i(?: have|'ve)? (?:verified|tested|built|booted)\b";
    Regex::new(pattern).expect("the pattern is valid")
});

/// In which release something is, in the middle of a sentence.
static RELEASED: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"^(?:was |were |got |has been |which was )?(?:merged|applied) (?:in|into|for) v\d+\.\d+";
    Regex::new(pattern).expect("the pattern is valid")
});

/// What an author says of a branch for those who try it: `I've pushed these out to a temporary test branch`
static TO_TRY: LazyLock<Regex> = LazyLock::new(|| {
    // Maintainers take patches into a testing branch.
    let pattern = r"\b(?:temporary|temp|tmp)(?: test| testing)? branch\b|\btest branch\b|\bto make testing(?: \w+)? easier\b";
    Regex::new(pattern).expect("the pattern is valid")
});

/// Whether the sentences around the line at `at`, in which a taking was heard, speak of something else.
pub(super) fn is_none(lines: &[&str], at: usize) -> bool {
    let (text, line) = wrapped(lines, at);
    if TRIED.is_match(&text) || is_history(lines, at) {
        return true;
    }
    let mut read = 0;
    let mut told = sentences(&text).into_iter().filter(|sentence| {
        let start = text[read..].find(sentence).map_or(read, |found| read + found);
        read = start + sentence.len();
        start < line.end && read > line.start && VERB.is_match(sentence)
    });
    // Another sentence of the line may say it.
    let is_none = |sentence: &str| NONE.iter().any(|pattern| pattern.is_match(sentence.trim()));
    told.next().is_some_and(is_none) && told.all(is_none)
}

/// Whether a line says in which release the commit is that the lines above show: `merged in v4.20. The driver was not updated.`
fn is_history(lines: &[&str], at: usize) -> bool {
    let above = lines[..at].iter().rev().find(|line| !line.trim().is_empty());
    RELEASED.is_match(lines[at])
        && above.is_some_and(|line| line.starts_with("    ") || line.starts_with('\t'))
}

/// Whether the sentence around the line names a branch that is there to be tried.
pub(super) fn is_to_try(lines: &[&str], at: usize) -> bool {
    TO_TRY.is_match(&wrapped(lines, at).0)
}

/// The line between the full ones that a program wrapped it from and into, in lower case, and where it is in them.
fn wrapped(lines: &[&str], at: usize) -> (String, Range<usize>) {
    let is_full = |line: &&str| (WRAPPED_LINE..=LONGEST_LINE).contains(&line.trim().len());
    let lower = |line: &str| line.trim().to_lowercase().replace('’', "'");
    let above = at.checked_sub(1).map(|above| lines[above]).filter(is_full);
    let mut text = above.map_or(String::new(), |above| lower(above) + " ");
    let from = text.len();
    text.push_str(&lower(lines[at]));
    let until = text.len();
    if let Some(below) = lines.get(at + 1).filter(|_| is_full(&lines[at])) {
        text.push(' ');
        text.push_str(&lower(below));
    }
    (text, from..until)
}
