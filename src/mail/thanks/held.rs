//! What those who often take patches say of one that they have: where it lies, what of a series they took, and that somebody needs to do
//! no more: `It's there in my queue.`, `The patch got queued already.` They are not certain, but for one.

use std::sync::LazyLock;

use regex::Regex;

use super::Scope;
use super::scope::scope_of;
use super::sentence::Said;
use super::split::{around, sentences};
use super::tree;
use super::words::words;

/// What may be said before it.
const LEAD: &str =
    r"^(?:(?:ok(?:ay)?|oh|right|well|anyway|so|and|also|great|yes|yep|yeah|no|hm+|fyi|actually|thanks),? )*";
/// Who took it, and when.
const OWN: &str = r"(?:i|we)(?:'ve| have)?(?: (?:just|already|also|now))*";
const TOOK: &str = r"(?:applied|queued|merged|pushed|picked|took|taken)(?: up)?";
/// The patch or the series that is answered.
const IT: &str = r"(?:it|this(?: one| patch| series)?|(?:the|your) (?:patch|series|fix))";
/// A branch that has a name of its own.
const BRANCH: &str = r"(?:the |my )?[\w.]+[-/][\w./-]*\w(?: (?:branch|tree))?";
/// Parts of a series.
const PARTS: &str = r"(?:bits?|parts?|pieces?|portions?)";

/// `Adding this patch to queue`: nobody else says so.
static ADDING: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = format!(
        r"{LEAD}(?:i'm |i am |now )?adding (?:(?:this|the|these|both|your) )?(?:patch|patches|series|fix) to (?:the |my )?queue(?:,? thanks.*| now)?$"
    );
    Regex::new(&pattern).expect("the pattern is valid")
});

/// What is said of all that is answered.
static WHOLE: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    forms(&[
        // `Adding this to my queue`
        format!(
            r"{LEAD}(?:i'm |i am |now )?adding (?:it|this|these|them|both) to (?:my )?queue(?:,? thanks.*| now)?$"
        ),
        // `Yes, it's there in my queue`
        format!(
            r"{LEAD}(?:it's|they're|{IT} is) (?:already |still |now )?(?:there )?in my queue(?: already| now)?$"
        ),
        // `I have the patch in my lamps-next branch`
        format!(
            r"{LEAD}(?:i|we)(?:'ve got| have) (?:already |now )?(?:the|this|your|these) (?:patch|patches|series|fix) (?:already |queued |now )?in my [\w.]+[-/][\w./-]*\w (?:branch|tree|queue)\b"
        ),
        // `This is already in my tree and in linux-next`
        format!(
            r"{LEAD}(?:it's|{IT} is) already in my (?:[\w./-]+ )?tree(?: and (?:in )?linux-next)?(?:$|[,;]| and will\b)"
        ),
        // `The patch got queued already`
        format!(
            r"{LEAD}(?:the|this|your) (?:patch|series|fix|one) (?:already )?got (?:already )?(?:queued|applied|merged|picked)(?: up)?(?: already| now)?(?: (?:in|to|into|for) {BRANCH})?$"
        ),
        format!(r"{LEAD}everything applied (?:just )?(?:fine|nicely|cleanly) this time$"),
        // `As mentioned the patch is already applied`
        format!(
            r"^as (?:already |i )?mentioned(?: before| above)?,? {IT} is already (?:applied|queued|merged)$"
        ),
        // `This is taken now but I had to rebase it`
        format!(r"{LEAD}{IT} is (?:taken|applied|queued|merged) now,? but i (?:had|have) to\b"),
        // `This should already be applied at my lamps tree earlier today`
        format!(
            r"{LEAD}{IT} should already be (?:applied|queued) (?:at|on|to|in) my (?:[\w./-]+ )?(?:tree|branch)\b"
        ),
        // `I took the driver through lamps-next and the dts changes through lamps/dts`
        format!(
            r"\b{OWN} {TOOK} the [^?,;]* (?:through|via) {BRANCH} and the [^?,;]* (?:through|via) {BRANCH}$"
        ),
    ])
});

/// What is said of some of the patches, which are not told apart.
static SOME: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    forms(&[
        // `I applied the lamp bits of this series to the lamp tree`
        format!(
            r"{LEAD}{OWN} {TOOK} the [\w/.-]+ {PARTS}(?: (?:from|of) (?:this|this series|the series))?(?: (?:to|into|for|through|via) (?:[\w./-]+ ){{0,3}}[\w./-]+)?$"
        ),
        // `The lamp part has been merged now`
        format!(
            r"{LEAD}the [\w/.-]+ {PARTS} (?:has|have|is|are) (?:now )?(?:been )?(?:now )?(?:applied|merged|queued)(?: up)? now$"
        ),
        // `I've merged the changes that I have added reviewed-by tags to`
        format!(
            r"\b{OWN} {TOOK} the (?:changes|patches|ones) (?:that |which )?i(?:'ve| have)? (?:added|given|gave|sent) (?:my )?(?:reviewed-by|acked-by|reviews?|acks?)\b"
        ),
    ])
});

/// What is said of all but the patch that is answered.
static OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = format!(r"\b{OWN} {TOOK} the other patches (?:in|of|from) (?:the|this) series\b");
    Regex::new(&pattern).expect("the pattern is valid")
});

/// Words that make a sentence one of what was not done, or of what is wished.
static DENIED: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"\b(?:if|unless|once|when|until|would|could|might|may|never|local|locally|tried|tested|testing|not|hack)\b|n't\b";
    Regex::new(pattern).expect("the pattern is valid")
});

fn forms(patterns: &[String]) -> Vec<Regex> {
    patterns.iter().map(|pattern| Regex::new(pattern).expect("the pattern is valid")).collect()
}

/// Whether a line may say it.
fn may_say(line: &str) -> bool {
    const WORDS: [&str; 11] = [
        " queue", "ueued", "pplied", "erged", "icked", "ushed", " took ", " taken ", " in my ", " tree",
        " branch",
    ];
    WORDS.iter().any(|word| line.contains(word))
}

/// What is said by a sentence that goes through the line at `at`.
pub(super) fn at(lines: &[&str], at: usize) -> Option<Said> {
    if !may_say(lines[at]) {
        return None;
    }
    let (text, begins) = around(lines, at);
    sentences(&text).into_iter().skip(usize::from(!begins)).find_map(said)
}

fn said(sentence: &str) -> Option<Said> {
    let sentence = sentence.trim();
    if sentence.ends_with('?') {
        return None;
    }
    let plain = sentence.to_lowercase().replace('’', "'");
    let line = plain.trim_end_matches(['.', '!', ',', ';', ':', ' ']);
    let find = |forms: &[Regex]| forms.iter().find_map(|form| form.find(line));
    let adding = ADDING.find(line);
    let certain = adding.is_some();
    let (found, some) = match (adding.or_else(|| find(&WHOLE)), find(&SOME)) {
        (_, Some(found)) => (found, Some(Scope::Numbers(Vec::new()))),
        (Some(found), None) => (found, None),
        (None, None) => (OTHERS.find(line)?, Some(Scope::AllBut(Vec::new()))),
    };
    if DENIED.is_match(&line[..found.end()]) {
        return None;
    }
    let written = words(sentence);
    let tree = (0..written.len()).find_map(|at| tree::named_behind(&written, at));
    let meant = words(found.as_str());
    let is_place = |word: &str| matches!(word, "to" | "into" | "in" | "for" | "at");
    let meant: Vec<_> = meant.iter().take_while(|word| !is_place(&word.lower)).collect();
    let both = || found.as_str().matches(" through ").count() + found.as_str().matches(" via ").count() > 1;
    let whole = || if both() { Scope::Series } else { scope_of(&meant) };
    Some(Said { tree, scope: some.unwrap_or_else(whole), certain })
}
