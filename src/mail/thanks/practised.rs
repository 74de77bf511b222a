//! What only those say who often take patches, in forms that are told by their words: what they did first, what they folded
//! where, and that some of several patches were taken. They are never certain.

use std::sync::LazyLock;

use regex::Regex;

use super::Scope;
use super::sentence::Said;
use super::tree;

/// Who took it, and when.
const OWN: &str = r"(?:i|we)(?:'ve| have)?(?: (?:just|already|also|now|actually|then|only))*";
/// What is taken: `this`, `the patch`, `your series`.
const WHAT: &str = r"(?:this|these|it|them|both|all(?: of (?:this|these|them))?|(?:this |these |both |all )?(?:the |your )?(?:whole |entire |one )?(?:patch|patches|patchset|series|set|change|changes|fix|fixes|bugfix|commit|commits|tests?))";
/// What is done with it.
const TOOK: &str = r"(?:applied|queued|merged|pushed|picked|committed|staged|took|taken)(?: up)?";

/// What is said by who takes all that is answered.
static TAKEN: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let patterns = [
        // `I added a newline after the comma, and then applied the patch`
        format!(r"^(?:[\w ]+, )?(?:i|we)(?:'ve| have)? (?:just |also )?(?:[a-z]+ed|made|took)\b[^?]*\band (?:then )?{TOOK} {WHAT}(?: with a [a-z ]+| to [\w./-]+)?$"),
        // `As there's been no objection I've gone ahead and merged this series`
        format!(r"\b(?:i|we)(?:'ve| have)? gone ahead and {TOOK} {WHAT}$"),
        // `For now I've queued it`
        format!(r"^for now,? {OWN} {TOOK} {WHAT}(?:,.*)?$"),
        // `I've applied this and pushed a bump to the other repository:`
        format!(r"^(?:thanks?,? (?:\w+, )?)?{OWN} {TOOK} {WHAT} and (?:pushed|submitted) an? [^?]*$"),
        // `I've pushed the patch with following changes:`
        format!(r"^{OWN} {TOOK} {WHAT} with (?:the )?(?:following|these|minor|small|some|few|a few) [^?]*$"),
        // `Looks good to me and I've queued it up for after rc1`
        format!(r"\b{OWN} queued {WHAT}(?: up)? for after (?:the )?[\w.-]+(?: merge window)?$"),
        // `Since the rest will not be ready I just applied this one patch to the lamps tree`
        format!(r"\b{OWN} {TOOK} {WHAT} to (?:the|my) [\w./-]+ (?:tree|branch)(?:,.*)?$"),
        // `I accepted your commit to retain your credits`
        r"(?:^|\b(?:and|but) )(?:(?:i|we)(?:'ve| have)? )?accepted your (?:patch|commit|fix|change|series)\b[^?]*$".to_owned(),
        r"^applied anyway$".to_owned(),
        r"^applied on top(?: of (?:the|your) (?:other|previous|last) (?:patch|series|one))?$".to_owned(),
        r"^(?:and )?applied (?:the|this|your) (?:series|patch|patches) on top$".to_owned(),
        // `Decided to go with this, now staged for 5.11:`
        r"(?:^|, |and )(?:now )?staged (?:it |this |them |these )?for (?:v?\d+\.\d+|linux-[\w.-]+)(?:,? see)?:?$".to_owned(),
        r"^with (?:the |its |all )?(?:dependency|dependencies|prerequisites?) [^,?]+, (?:applied|queued|merged) to [\w./-]+$".to_owned(),
    ];
    patterns.iter().map(|pattern| Regex::new(pattern).expect("the pattern is valid")).collect()
});

/// What is said by who folds a fix into what they took before.
static FOLDED: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = format!(
        r#"^(?:thanks?,? (?:\w+, )?|ok,? )?(?:{OWN} )?(?:folded|squashed) (?:{WHAT} in(?: via rebase)?|{WHAT}(?: and ["“][^"”]*["”])? (?:in ?)?to (?:the |my )?[\w -]*(?:patch|commit)(?: introducing [^?]*)?|into (?:the |my )?(?:original|previous|first|offending) (?:patch|commit)|into the (?:patch|commit) introducing [^?]*|{WHAT}(?: in)? myself|{WHAT} (?:on|in)to my (?:branch|tree)|(?:{WHAT} )?in(?:to)? (?:the )?(?:["“][^"”]*["”]?|https?://\S+))(?: \(.*|, .*)?$|^(?:thanks?,? )?(?:{OWN} )?merged into (?:the )?(?:original|offending) (?:patch|commit)$"#
    );
    Regex::new(&pattern).expect("the pattern is valid")
});

/// `This series is in the lamps-next branch now`
static THERE: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"^(?:this|the|these|your) (?:whole )?(?:series|patch|patches|patchset|set|changes?) (?:is|are) (?:now )?in (?:the |my )([\w./-]+) (?:branch|tree)(?: now)?$";
    Regex::new(pattern).expect("the pattern is valid")
});

/// What is said of the patches up to the one that is answered.
static UP_TO: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = format!(
        r"\b{OWN} {TOOK} (?:all )?(?:the |this |these )?(?:patches|patch|series|set)(?: (?:in|of) (?:this|the) (?:set|series))?(?: now)? (?:up (?:to|until)|until|till) (?:here|this (?:one|patch)|and including this (?:one|patch))\b"
    );
    Regex::new(&pattern).expect("the pattern is valid")
});

/// What is said of patches that are not told apart.
static SOME: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let patterns = [
        // `I rejected one patch, and applied the others`
        format!(
            r"^(?:i|we)(?:'ve| have)? (?:rejected|dropped|skipped) one(?: patch| of them)?,? and {TOOK} the (?:others?|rest)$"
        ),
        // `I took 14 patches above, the rest will need to be sent again`
        format!(r"^{OWN} {TOOK} (?:\d+ patches|the (?:\w+|\d+) above)\b[^?]*$"),
        // `I picked all of the DTS patches in this series`
        format!(
            r"\b{OWN} {TOOK} (?:all (?:of )?)?the [\w-]+(?: [\w-]+)? patches (?:in|of|from|through|via) [^?]*$"
        ),
    ];
    patterns.iter().map(|pattern| Regex::new(pattern).expect("the pattern is valid")).collect()
});

/// Words that make a sentence one of what was not done, or of what is wished.
static DENIED: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"\b(?:if|unless|i'll|we'll|i will|we will|going to|would|could|should|might|may|not|n't|never|wrong|local|locally|try|tried|test|tested|testing|booted|instead|myself|my own)\b|n't\b";
    Regex::new(pattern).expect("the pattern is valid")
});

/// Whether a line may say it without the verbs that others use.
pub(super) fn may_say(line: &str) -> bool {
    ["olded", "quashed", " is in the ", " are in the "].iter().any(|words| line.contains(words))
}

/// What a sentence says of some of the patches that are answered.
pub(super) fn of_some(sentence: &str) -> Option<Said> {
    let line = plain(sentence)?;
    let some = || SOME.iter().any(|form| form.is_match(&line)).then(|| Scope::Numbers(Vec::new()));
    let scope = UP_TO.is_match(&line).then_some(Scope::UpTo).or_else(some)?;
    Some(Said { tree: None, scope, certain: false })
}

/// A sentence in lower case and without its end; none if it may mean that nothing was done.
fn plain(sentence: &str) -> Option<String> {
    let ends = ['.', '!', ',', ';', ':', ' '];
    let line = sentence.trim().trim_end_matches(ends).to_lowercase().replace('’', "'");
    let told = line.replace("why not", "");
    (!DENIED.is_match(told.trim_end_matches(" myself"))).then_some(line)
}

/// What a sentence says of all that is answered.
pub(super) fn said(sentence: &str) -> Option<Said> {
    let line = plain(sentence)?;
    let tree = THERE.captures(&line).map(|there| there[1].to_owned()).filter(|tree| tree::is_shared(tree));
    let is_taken = || FOLDED.is_match(&line) || TAKEN.iter().any(|form| form.is_match(&line));
    (tree.is_some() || is_taken()).then(|| Said { tree, scope: scope_in(&line), certain: false })
}

/// Which patches are meant where all that is answered is.
fn scope_in(line: &str) -> Scope {
    let is_whole = line.split(' ').any(|word| {
        matches!(word, "series" | "patchset" | "set" | "both" | "them" | "these" | "tests" | "patches")
    });
    if is_whole { Scope::Series } else { Scope::Answered }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_of_the_patches_are_told_from_all_of_them() {
        let check = |sentence: &str, scope: Scope| {
            assert_eq!(of_some(sentence).map(|said| said.scope), Some(scope), "{sentence}");
        };
        let unknown = || Scope::Numbers(Vec::new());
        check("I rejected one patch, and applied the others.", unknown());
        check("I took 14 patches above, rest will need to be sent again.", unknown());
        check("I picked all of the lamp patches in this series, as they are ready", unknown());
        check("I've queued up this series now up until this patch", Scope::UpTo);
        check("I've applied the patches up to this one.", Scope::UpTo);
        assert_eq!(of_some("I've applied the patches in this series."), None);
        assert_eq!(of_some("If you like I applied the patches up to this one."), None);
    }

    #[test]
    fn what_is_folded_elsewhere_is_not_taken() {
        for line in [
            "Folded into v2.",
            "I folded this in the next version.",
            "Should be folded into the original patch.",
        ] {
            assert_eq!(said(line), None, "{line}");
        }
        for line in ["Squashed into the patch introducing the problem.", "I folded this in, thanks."] {
            assert!(said(line).is_some(), "{line}");
        }
    }
}
