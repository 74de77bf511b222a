//! What those who often take patches say of it in passing, late or among other things, in forms that are told by their words:
//! `It was pushed some ten days ago.`, `Oh, I ended up applying this.` They are never certain.

use std::sync::LazyLock;

use regex::Regex;

use super::scope::scope_of;
use super::sentence::Said;
use super::split::around;
use super::words::words;

/// Who took it, and when.
const OWN: &str = r"(?:i|we)(?:['’]?ve| have| had)?(?: (?:just|already|also|now|actually|then))*";
/// What is taken.
const WHAT: &str = r"(?:this(?: one)?|these|it|them|both|(?:this |these |your |the )?(?:whole |entire )?(?:patch|patches|patchset|series|set|fix|change))";
const TOOK: &str = r"(?:applied|queued|merged|pushed|picked|committed|staged)(?: up)?";
/// How long ago.
const AGO: &str = r"(?:a few|a couple of|\w+)(?: \w+)?(?: (?:time|while|hours?|days?|weeks?|months?|releases?))? (?:ago|back)";
/// A branch that others build upon.
const BRANCH: &str = r"(?:(?:the|my|our) )?(?:[\w.]+[-/][\w./-]*\w(?: (?:topic )?(?:branch|tree))?|(?:[\w./-]+ ){1,3}(?:branch|tree))";

/// What is said by who took all that is answered.
static TAKEN: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let begins = r"(?:^|[.!?:] +|, )(?:(?:but|and|so|anyhow|anyway|oops|sorry|ouch|for \w+ \w+|in the mean ?time),? )*";
    let ends = r"(?:[.,;:!]|$| https?://)";
    let patterns = [
        // `It has already been pushed some 10 days ago:`
        format!(
            r"{begins}(?:it|this|(?:this|the|your) (?:patch|series|set|one)) (?:has|had|was|have)(?: already| now| just)?(?: been)?(?: already)? {TOOK} {AGO}{ends}"
        ),
        // `Anyhow for anyone curious, applied some time back.`
        format!(r"{begins}{TOOK}(?: {WHAT})? {AGO}{ends}"),
        // `I picked it up but have two minor comments`
        format!(
            r"\b{OWN} {TOOK} {WHAT}(?: up)?,? but (?:i )?(?:have|had) (?:\w+ ){{0,3}}(?:comments?|questions?|nits?|remarks?|suggestions?)\b"
        ),
        // `I've committed this, provisionally, to the for-next topic branch in`
        format!(
            r"\b{OWN} {TOOK} {WHAT}, (?:provisionally|tentatively|for now|manually), (?:to|in|on|into) {BRANCH}"
        ),
        // `and just pushed it out to my lamps-next for the next merge`
        format!(
            r"\b(?:and|{OWN})(?: have)?(?: just| now| also)? pushed {WHAT}(?: out)? to (?:my|the) [\w.]+[-/][\w./-]*\w\b"
        ),
        // `Committed...(tag: lamps-1_2_9-rc1)`
        r"^committed[.\s]*\(tag: [\w.-]+\)".to_owned(),
        // `Nothing speaks against picking this up. Hence I've done so.`
        format!(
            r"\b(?:picking|applying|taking|merging|queuing|queueing)(?: up)? {WHAT}\b[^.?]*\. +(?:hence|so),? (?:i|we)(?:['’]?ve| have) (?:just )?done so\b"
        ),
        // `I've ended up applying this`
        format!(
            r"\b{OWN} ended(?: up)? (?:applying|merging|queuing|queueing|picking|pushing)(?: up)?(?: {WHAT})?(?: up)?(?: since| as| because| to|{ends})"
        ),
        // `I've added this one to the lamps-fixes branch of lamps.git and marked it for stable`
        format!(
            r"\b{OWN} (?:added|put) {WHAT} (?:to|on|in|into) (?:the|my) [\w./-]*[-/][\w./-]* (?:branch|tree)\b"
        ),
    ];
    patterns.iter().map(|pattern| Regex::new(pattern).expect("the pattern is valid")).collect()
});

/// Words that make it a try, or something that was not done.
static DENIED: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"\b(?:if|unless|would|could|should|might|may|locally|tested|booted|reverted|dropped|same|similar|instead|depends?|dependency)\b";
    Regex::new(pattern).expect("the pattern is valid")
});

/// That another patch was taken in the place of this one.
static OTHER: LazyLock<Regex> = LazyLock::new(|| {
    let pattern =
        r"\b(?:exact|identical|same|another|other one|a (?:similar )?(?:patch|fix)|someone|somebody)\b";
    Regex::new(pattern).expect("the pattern is valid")
});

/// Whether a line may say it.
pub(super) fn may_say(line: &str) -> bool {
    ["ommitted", "pplied", "ueued", "erged", "ushed", "icked", "taged", "done so", " ended", "added ", "put "]
        .iter()
        .any(|verb| line.contains(verb))
}

/// What is said on the line at `at`, or by a sentence that has its end there.
pub(super) fn at(lines: &[&str], at: usize) -> Option<Said> {
    if !may_say(lines[at]) {
        return None;
    }
    let (text, _) = around(lines, at);
    let text = text.to_lowercase();
    let found = TAKEN.iter().find_map(|form| form.find(&text))?;
    let from = text[..found.start()].rfind(['.', '!', '?']).map_or(0, |end| end + 1);
    let to = text[found.end()..].find(['.', '!', '?']).map_or(text.len(), |end| found.end() + end);
    let denied = DENIED.is_match(&text[from..found.end()]) || OTHER.is_match(&text[..found.end()]);
    if denied || text[to..].starts_with('?') {
        return None;
    }
    let meant = words(found.as_str());
    Some(Said { tree: None, scope: scope_of(&meant.iter().collect::<Vec<_>>()), certain: false })
}
