//! What those who often take patches say in a few words, in forms that are told by their words: what they are doing, up to where
//! they took a series, what they made of it first, and where it can be seen. They are never certain.

use std::sync::LazyLock;

use regex::Regex;

use super::Scope;
use super::listing;
use super::scope::scope_of;
use super::sentence::Said;
use super::split::{around, sentences};
use super::tree;
use super::words::{Word, words};

/// What may be said before it.
const LEAD: &str = r"^(?:(?:ok(?:ay)?|oh|ah|right|well|anyway|anyhow|so|and|also|great|good|nice|cool|fine|perfect|lgtm|fair enough|looks (?:good|fine|ok)(?: to me)?|thanks?(?: you)?(?: (?:a lot|again|for [\w' -]+))?|thx|tnx),? )*";
/// Who took it, and when.
const OWN: &str = r"(?:i|we)(?:'ve| have)?(?: (?:just|already|also|now|actually|then|only|thus|therefore))*";
/// What is taken.
const WHAT: &str = r"(?:this(?: one| patch| series)?|these(?: patches| two| three)?|it|them|both|all(?: of (?:this|these|them))?|(?:all |both )?(?:the |your )(?:whole |entire |other |[\w/.-]+ )?(?:patch|patches|patchset|series|set|change|changes|fix|fixes)|patch(?:es)? [\d, and-]*\d)";
const TOOK: &str = r"(?:applied|queued|merged|pushed|picked|committed|staged|taken)(?: (?:up|out))?";
const TAKING: &str = r"(?:applying|queuing|queueing|merging|picking|pushing|taking)(?: up)?";
/// A branch, a tree or a release.
const PLACE: &str = r"(?:the |my |our )?(?:[\w.]+[-/#][\w./-]*\w|v?\d+\.\d+(?:-\w+)?|fixes|next|urgent|master|main|stable|(?:[\w.-]+ ){1,3}(?:tree|branch|queue))";

/// A branch that has a name of its own.
const BRANCH: &str =
    r"(?:the |my |our |his |her |their )?[\w.]+[-/#][\w./-]*\w(?: (?:branch|tree))?(?:$|[ ,.;(])";

/// What is said of the patches up to the one that is answered.
static UP_TO: LazyLock<Regex> = LazyLock::new(|| {
    let verb = format!("(?:(?:{OWN} )?{TOOK}|(?:i'm |i am |we're )?{TAKING})");
    let pattern = format!(
        r"{LEAD}{verb}(?: all)?(?: (?:the |these )?patches)? (?:up to|until|till)(?: and including)? (?:here|this (?:one|patch))(?: now)?(?:,? (?:except|excluding|but not|without|minus) [^?]*|,? thanks.*|,? (?:to|in|into) [\w./ -]+)?$"
    );
    Regex::new(&pattern).expect("the pattern is valid")
});

/// What is said of all that is answered, by who is about to take it.
static BEING_TAKEN: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let patterns = [
        // `Thanks, queuing for LAMPS.`, `Applying this too into lamps-for-v5.11 thanks`
        format!(
            r"{LEAD}(?:i'm |i am |we're )?(?:(?:now|manually|\(manually\)|also|just) )?{TAKING}(?: {WHAT})?(?: up)?(?: (?:too|as well|also|now))? (?:into|to|for|in|as|onto|via) {PLACE}(?:,? thanks?\b.*| with [^?]*|,? (?:and|but) (?:fixed|reworded|amended|changed|tweaked) [^?]*| now| too| as well)?$"
        ),
        // `Thanks, queuing for LAMPS.`
        format!(r"{LEAD}(?:i'm |i am |we're )?(?:queuing|queueing)(?: {WHAT})?(?: up)? for [\w.-]+$"),
        // `Picking up this too thanks.`
        format!(
            r"{LEAD}(?:i'm |i am |we're )?{TAKING} {WHAT}(?: up)?(?: (?:too|as well|also|now))?(?:,? thanks?\b.*)?$"
        ),
        // `Thanks, applying after leaving out the tag`
        format!(
            r"{LEAD}{TAKING}(?: {WHAT})? (?:after|while) (?:leaving|fixing|removing|dropping|adding|changing|editing|updating|rewording|folding|resolving) [^?]*$"
        ),
    ];
    patterns.iter().map(|pattern| Regex::new(pattern).expect("the pattern is valid")).collect()
});

/// What is said of all that is answered.
static TAKEN: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let patterns = [
        // `Merged all your LAMP patches into one and applied.`
        format!(
            r"(?:^|, |and )(?:merged|squashed|folded|rolled)(?: (?:{WHAT}|all your [\w-]+ patches))? (?:in)?to (?:one|a single)(?: patch| commit| one)?,? and {TOOK}(?: .*)?$"
        ),
        // `No need to send it again, I've just applied it as 6.20 material.`
        format!(
            r"^(?:but )?(?:there(?:'s| is) )?no need (?:to|for) [^?]*(?:,|-|;) {OWN} {TOOK} {WHAT}(?: (?:as|to|for|with|in|into|on) [^?]*)?$"
        ),
        // `This v2 version applied!`, `I applied the v3 instead.`
        format!(
            r"{LEAD}(?:this|the) (?:v\d+|version|v\d+ version|new version|updated version) (?:is |was )?(?:now )?{TOOK}(?: now| instead)?(?:,? thanks.*)?$"
        ),
        format!(
            r"{LEAD}{OWN} {TOOK} (?:the |this |your )?(?:v\d+|new version|updated version|v\d+ version)(?: now| instead)?(?: (?:to|in|into) {PLACE})?(?:,? thanks.*)?$"
        ),
        // `Looks like I already applied into my fixes branch`
        format!(
            r"(?:^|, )(?:it )?(?:looks like|seems(?: that)?|turns out(?: that)?) (?:i|we)(?:'ve| have)? already {TOOK}(?: {WHAT})? (?:in)?to {PLACE}$"
        ),
        // `The patch was pushed yes (was part of lamps-next-2021)`
        format!(
            r"^(?:yes,? |yep,? )?(?:this|the) (?:patch|series|one|fix) (?:was|has been|is) (?:already |now )?{TOOK},? yes(?:$|[ ,.;(])"
        ),
        // `I see Andrew has already picked this up in lamps-new`
        format!(
            r"(?:^|, |and )(?:i see (?:that )?|fyi,? |note that )[a-z]+ (?:has |had )?(?:already |just )?{TOOK} {WHAT}(?: up)?(?: already| now)? (?:to|in|into|for|through|via) {BRANCH}"
        ),
    ];
    patterns.iter().map(|pattern| Regex::new(pattern).expect("the pattern is valid")).collect()
});

/// What is said of it with other words around it.
static WITH_MORE: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let patterns = [
        // `I just pushed them after making sure they don't break the tests`: what is denied is behind it.
        format!(
            r"{LEAD}(?:oops,? |yes\.? )*(?:{OWN} )?(?:just )?{TOOK}(?: {WHAT})? after (?:making sure|checking|verifying)\b"
        ),
        // `Merged via lamps/dev and not lamps/next`
        format!(r"{LEAD}(?:{OWN} )?{TOOK}(?: {WHAT})? (?:via|into|to) [\w.]+[-/][\w./-]*\w and\b"),
        // `So I went ahead and merged it`
        format!(r"\b(?:so|i|we|and)(?: then| have)? went ahead and {TOOK} {WHAT}(?:$|[,.])"),
        format!(r"\b(?:i|we) did end up (?:picking|applying|merging|queuing|queueing|taking)(?: up)? {WHAT}"),
        // `Thanks, I've queued this into lamps/next, you'll see it soon`
        format!(
            r"{LEAD}{OWN} {TOOK} {WHAT}(?: up)? (?:in|into|to) [\w.]+[-/][\w./-]*\w, (?:you|it)(?:'ll| will| should)\b"
        ),
        // `FYI, I just merged this fix into the test suite.`
        format!(
            r"^(?:fyi,? )?{OWN} {TOOK} (?:{WHAT}|this fix|this change) (?:in|into|to) the [\w-]+(?: [\w-]+)?$"
        ),
        // `I've applied the first 3 now, as I need some tags for the rest.`
        format!(r"{LEAD}{OWN} {TOOK} the first (?:\d+|two|three|four|five)(?: patches)?(?: now)?(?:,|$)"),
        format!(r"^{TOOK} both patches\b"),
        // `Sweet! Applied the entire thing.`, `I picked up the above three patches.`
        format!(r"{LEAD}(?:{OWN} )?{TOOK} the (?:entire|whole) thing$"),
        format!(r"{LEAD}{OWN} {TOOK} the above (?:\w+ )?patch(?:es)?(?:$|[,.])"),
        // `This looks urgent but I applied it for v6.6`
        format!(r"\bbut {OWN} {TOOK} {WHAT} for v?\d+\.\d+[\w-]*\b"),
        // `After some thinking, applied for fixes and tagged for stable`
        format!(r"^(?:[\w' ]+, )?{TOOK} for (?:fixes|next|urgent)(?: and tagged for stable)?(?:$|[,.]| as )"),
        // `Patch applied w/mods!`, `v4 patchset applied because why not!`
        format!(
            r"^(?:v\d+ )?(?:the |this )?(?:patch|series|patchset|set) {TOOK} (?:(?:w/ ?|with )(?:small |minor )?(?:mods|modifications|edits|changes|tweaks|fixups?)|because)\b"
        ),
        // `In the meantime I decided to queue this up for next`
        format!(
            r"\b(?:i|we)(?:'ve| have)? decided to (?:queue|apply|pick|merge|take|push) {WHAT}(?: up)?(?: (?:for|to|in|into|as) {PLACE})?(?:$|[,.;]| so | as | since | because | to )"
        ),
    ];
    patterns.iter().map(|pattern| Regex::new(pattern).expect("the pattern is valid")).collect()
});

/// What is said above a link to where it can be seen: `First 5 patches massaged and queued here:`
static HERE: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = format!(
        r"{LEAD}(?:{OWN} )?(?P<what>(?:the )?(?:first|last)(?: \w+)?(?: patch(?:es)?)?|{WHAT}|patches|series|patch(?:es)? [\d, and-]*\d)? ?(?:\([^()]*\) )?(?:(?:squashed|massaged|edited|folded|rebased|tweaked|reworded|amended|fixed(?: up)?),? and )?{TOOK}(?: (?P<more>{WHAT}))? here$"
    );
    Regex::new(&pattern).expect("the pattern is valid")
});

/// `the dts changes`: which of several patches are meant is not known.
static QUALIFIED: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"\b(?:the|your) (?:dts|dtsi?|binding|bindings|driver|doc|docs|documentation|core|defconfig|[\w-]+/[\w/-]+) (?:patches|changes|fixes)\b";
    Regex::new(pattern).expect("the pattern is valid")
});

/// Words that make a sentence one of what was not done, or of what is wished.
static DENIED: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"\b(?:if|unless|i'll|we'll|i will|we will|going to|would|could|should|might|may|can|never|wrong|local|locally|try|tried|tests?|tested|testing|booted|builds?|error|errors|fails|failed|when|once|whether)\b|n't\b|\bnot\b";
    Regex::new(pattern).expect("the pattern is valid")
});

/// Whether a line may say it.
fn may_say(line: &str) -> bool {
    [
        "pplied",
        "ueued",
        "erged",
        "ushed",
        "icked",
        "ommitted",
        "taged",
        "aken",
        "pplying",
        "euing",
        "ueueing",
        "erging",
        "icking",
        "ushing",
        "aking",
        " decided to",
    ]
    .iter()
    .any(|verb| line.contains(verb))
}

/// What is said on the line at `at`, or by a sentence that goes through it.
pub(super) fn at(lines: &[&str], at: usize) -> Option<Said> {
    if !may_say(lines[at]) {
        return None;
    }
    let (text, begins) = around(lines, at);
    // What is staged in a request waits for somebody to take it.
    let is_shown = || {
        let below = lines[at..].iter().skip(1).find(|line| !line.trim().is_empty());
        let shown = text.split_whitespace().chain(below.into_iter().flat_map(|line| line.split_whitespace()));
        let mut links = shown.filter(|word| word.contains("://")).peekable();
        links.peek().is_some() && !links.any(listing::is_request)
    };
    let shows = text.to_lowercase().contains(" here") && is_shown();
    sentences(&text).into_iter().skip(usize::from(!begins)).find_map(|sentence| said(sentence, shows))
}

fn said(sentence: &str, shows: bool) -> Option<Said> {
    let sentence = sentence.trim();
    if sentence.ends_with('?') {
        return None;
    }
    let plain = sentence.to_lowercase().replace('’', "'");
    let line = plain.split_once(" http").map_or(plain.as_str(), |(above, _)| above);
    let line = line.trim_end_matches(['.', '!', ',', ';', ':', ' ']);
    let is_denied = || DENIED.is_match(line);
    if UP_TO.is_match(line) && !is_denied() {
        return Some(Said { tree: None, scope: Scope::UpTo, certain: false });
    }
    let meant = |text: &str| scope_of(&words(text).iter().collect::<Vec<_>>());
    if let Some(found) = HERE.captures(line).filter(|_| shows && !is_denied()) {
        let what = ["what", "more"].iter().find_map(|name| found.name(name)).map_or("", |what| what.as_str());
        return Some(Said { tree: None, scope: meant(what), certain: false });
    }
    let found = BEING_TAKEN.iter().chain(&*TAKEN).chain(&*WITH_MORE).find_map(|form| form.find(line))?;
    // What it was put into may be a `test suite`.
    if line[..found.end()].split(" into ").next().is_some_and(|told| DENIED.is_match(told)) {
        return None;
    }
    let written = words(sentence);
    let tree = (0..written.len()).find_map(|at| tree::named_behind(&written, at));
    let all = words(found.as_str());
    let is_place = |word: &Word| matches!(word.lower.as_str(), "to" | "into" | "in" | "for" | "as" | "after");
    let said: Vec<&Word> = all.iter().take_while(|word| !is_place(word)).collect();
    let scope = if QUALIFIED.is_match(found.as_str()) { Scope::Numbers(Vec::new()) } else { scope_of(&said) };
    Some(Said { tree, scope, certain: false })
}
