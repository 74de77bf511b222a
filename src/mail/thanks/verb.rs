//! The verbs that say that patches were taken up.

use std::sync::LazyLock;

use regex::Regex;

use super::extent::end_of_scope;
use super::rest::is_from_branch;
use super::tree::{is_on_tree, is_tree};
use super::words::{Word, is_in, numbers};

/// Verbs that need no more than themselves.
const TAKEN: &str = "applied queued merged pulled pushed picked taken took committed staged landed accepted \
    übernommen angewendet angewandt eingespielt gepusht gemerged gemergt appliqué appliquée appliqués poussé \
    aplicado aplicada aplicados applicato applicata";
/// Those that are about patches even where the rest of the sentence is not known.
pub(super) const CLEAR: &str = "applied merged pushed committed added";
/// Verbs that mean it only with the name of a tree: `Added to misc-next`.
const PUT: &str = "added put included now is are";
/// Verbs of what is being done: `Applying to next, thanks.`
pub(super) const TAKING: &str = "applying queuing queueing merging pushing taking committing picking";

/// What a line must hold to be looked at.
pub(super) static VERB: LazyLock<Regex> = LazyLock::new(|| {
    let words = [TAKEN, TAKING].join(" ").split_ascii_whitespace().collect::<Vec<_>>().join("|");
    let pattern = format!(
        r"(?i)(?:^|[\s(,…]|--|\.\.\.)(?:{words}|force-pushed|dared|added|put|included|now\s+in|(?:is|are|it['’]s|they['’]re)\s+in\s+my)(?:\W|$)"
    );
    Regex::new(&pattern).expect("the pattern is valid")
});

/// How a verb says it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Verb {
    Taken,
    Put,
    Taking,
}

/// The first verb of a sentence, and where it is.
pub(super) fn verb(words: &[Word]) -> Option<(usize, Verb)> {
    words.iter().enumerate().find_map(|(at, word)| {
        let next = |what: &str| words.get(at + 1).is_some_and(|next| next.lower == what);
        match word.lower.as_str() {
            // `Now in devel.`
            "now" => (next("in") && is_tree(&words[at + 1..])).then_some((at, Verb::Put)),
            // `The patch is in my kit-next branch.`, `It's in my tree.`
            "is" | "are" | "it's" | "they're" => {
                let mine = next("in") && words.get(at + 2).is_some_and(|word| word.lower == "my");
                (mine && is_tree(&words[at + 1..])).then_some((at, Verb::Put))
            }
            "merge" | "push" | "apply" | "commit" if is_dared(words, at) => Some((at, Verb::Taken)),
            lower if is_in(TAKEN, lower) => Some((at, Verb::Taken)),
            // `Added to v2`, `Added to the commit message` speak of the patch.
            lower if is_in(PUT, lower) => {
                let rest = &words[end_of_scope(words, at)..];
                (is_tree(rest) || lower == "added" && is_on_tree(rest)).then_some((at, Verb::Put))
            }
            lower if is_in(TAKING, lower) => Some((at, Verb::Taking)),
            _ => None,
        }
    })
}

/// Whether `merging` and the like say how something was done, or begin to tell what came of it: `by making a branch, and
/// merging it`, `Applying this to next and building it shows`; or of what is done as a rule: `I am only merging patches for 5.15`.
pub(super) fn is_told_of(words: &[Word], verb: usize, rest: &[Word]) -> bool {
    let is_rule = match &words[verb + 1..] {
        [patches, next, ..] => patches.lower == "patches" && numbers(&next.lower).is_empty(),
        _ => false,
    };
    let is_means = |word: &Word| is_in("by of instead", &word.lower);
    let tries = |pair: &[Word]| {
        pair[0].lower == "and" && pair[1].lower.ends_with("ing") && !is_in(TAKING, &pair[1].lower)
    };
    // `I'm OK taking it through another tree`
    let is_offer =
        verb > 0 && is_in("ok okay fine happy good", &words[verb - 1].lower) && !words[verb - 1].ends;
    is_rule
        || is_offer && words[..verb].iter().any(|word| is_in("i'm am", &word.lower))
        || words[..verb].iter().any(is_means)
        || rest.windows(2).any(tries)
}

/// `I dared to merge it.`
fn is_dared(words: &[Word], at: usize) -> bool {
    at >= 2 && words[at - 2].lower == "dared" && words[at - 1].lower == "to"
}

/// Programs that are written like names of people.
const PROGRAMS: &str = "clang llvm rust rustc python perl git sparse smatch coccinelle qemu linux windows";

/// `This syntax is accepted by gcc 4.9.`: who takes patches has a name.
fn is_by_a_program(rest: &[Word]) -> bool {
    let is_name = |word: &Word| {
        let mut letters = word.text.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
    };
    match rest {
        [by, name, ..] => by.lower == "by" && (!is_name(name) || is_in(PROGRAMS, &name.lower)),
        _ => false,
    }
}

/// `I picked up the series from the list`
fn is_from_list(rest: &[Word]) -> bool {
    rest.iter().skip(1).take(3).any(|word| is_in("list patchwork lore thread", &word.lower))
}

/// `It took` and `I've picked these from next` are about something else.
pub(super) fn is_about_patches(before: &[Word], verb: &Word, rest: &[Word]) -> bool {
    let from =
        rest.first().is_some_and(|word| word.lower == "from") && !is_from_list(rest) && !is_from_branch(rest);
    match verb.lower.as_str() {
        "took" => !from && before.iter().any(|word| is_in("i we", &word.lower)),
        "taken" => !from && rest.first().is_none_or(|word| word.lower != "together"),
        "picked" | "pulled" => !from,
        // `Patches gladly accepted` asks for some.
        "accepted" => {
            !is_by_a_program(rest) && !before.iter().any(|word| is_in("gladly always usually", &word.lower))
        }
        _ => true,
    }
}
