//! Thanks: replies that say that patches were taken up, where, and as which commits.
//!
//! Two forms are known: what a person types (`Applied to kvm-ppc-next, thanks.`), and what b4(1) and patchwork's
//! bot write, which lists the patches below it:
//!
//! ```text
//! Applied to next, thanks!
//!
//! [1/2] KVM: arm64: Do it
//!       commit: 0123456789ab
//! ```

use std::sync::LazyLock;

use regex::Regex;

use super::{Subject, normalised};

/// The longest line that is looked at: what people type is short.
const LONGEST_LINE: usize = 200;
/// Highest number of a patch that is believed.
const HIGHEST: u32 = 9_999;

/// That patches were taken up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thanks {
    /// As it is named: `kvmarm-master/next`, `netdev/net.git (main)`.
    pub tree: Option<String>,
    pub scope: Scope,
    /// The patches that are listed, and commits that are named.
    pub taken: Vec<Taken>,
}

/// Which patches are meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// The mail that is answered; if that is a cover letter, its whole series.
    Answered,
    /// The whole series, whichever of its mails is answered.
    Series,
    /// Those of these numbers.
    Numbers(Vec<u32>),
}

/// A patch that was taken up, or a commit that was named without one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The normalised title.
    pub title: Option<String>,
    /// At least seven hexadecimal digits.
    pub commit: Option<String>,
}

/// What a reply says, of the lines that it does not quote.
pub(super) fn read(unquoted: &[&str]) -> Option<Thanks> {
    let at = (0..unquoted.len()).find(|&at| {
        // What begins in the middle of a sentence says something else.
        let above = at.checked_sub(1).map_or("", |above| unquoted[above].trim());
        let begins = above.is_empty() || above.ends_with(['.', '!', ':', ',', ';', '?', '>']);
        said_in(unquoted[at], begins).is_some()
    })?;
    let mut thanks = said_in(unquoted[at], true)?;
    let below = &unquoted[at + 1..];
    thanks.taken = taken(below);
    if thanks.tree.is_none() {
        thanks.tree =
            below.iter().find_map(|line| TREE_OF_LINK.captures(line)).map(|tree| tree[1].to_owned());
    }
    Some(thanks)
}

/// What may stand before the verb, and between the verb and the tree.
const BEFORE: &str = " thanks thank you thx ok okay great good nice perfect awesome cool right yes yep alright lgtm \
    and so well sure done fwiw anyway btw fix fixes many a lot again very much all both i've i have we've we just now also already was were \
    is are has been got this the these your whole entire series patchset patch patches everything of from set both ";
const AFTER: &str = " up this these the it them all both whole entire your series patchset patch patches set and \
    applied queued pushed merged now of ";
const TO: &str = " to for in into on onto via ";
/// Names of trees and branches that look like words.
const TREES: &str =
    " next fixes master main queue tip stable mainline upstream tree branch net misc staging ";
const ARTICLES: &str = " the my our ";
/// What may go on behind it without taking it back.
const GOES_ON: &str = " with after and as by for thanks thank now - – — ";
/// Words that mean a whole series.
const WHOLE: &str = " series patchset patches set all both these them everything ";
/// Words that make a sentence speak of what was not done.
const NOT_DONE: &str = " not cannot can't if should would could until unless hope hopefully locally ";

static VERB: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?i)(?:^|\s)(?:applied|queued|merged|pulled|pushed|picked|taken)(?:\W|$)";
    Regex::new(pattern).expect("the pattern is valid")
});

static SENTENCE_END: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[.!]\s+| --? ").expect("the pattern is valid"));

fn is_in(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split_ascii_whitespace().any(|known| known == word)
}

/// A word of a line.
struct Word<'a> {
    /// As written, without the punctuation that follows.
    text: &'a str,
    lower: String,
    /// A comma, full stop or the like follows.
    ends: bool,
}

fn words(line: &str) -> Vec<Word<'_>> {
    let word = |written| {
        let text = str::trim_end_matches(written, ['.', ',', '!', ';', ':']);
        Word { text, lower: text.to_lowercase(), ends: text.len() < written.len() }
    };
    line.split_whitespace().map(word).collect()
}

/// What one line says in some sentence; the first may begin on the line above.
fn said_in(line: &str, begins: bool) -> Option<Thanks> {
    if line.len() > LONGEST_LINE || !VERB.is_match(line) {
        return None;
    }
    SENTENCE_END.split(line).skip(usize::from(!begins)).find_map(said)
}

/// What one sentence says: words that are known to lead there, the verb, which patches, where to.
fn said(sentence: &str) -> Option<Thanks> {
    if sentence.trim_end().ends_with('?') {
        return None;
    }
    let words = words(sentence);
    let verb = words.iter().position(|word| VERB.is_match(&word.lower))?;
    if words.iter().any(|word| is_in(NOT_DONE, &word.lower)) {
        return None;
    }
    let leads = |(at, word): (usize, &Word)| {
        // `Thanks Jane, applied.`
        let name = at > 0 && word.ends && is_in(" thanks you ", &words[at - 1].lower);
        name || is_in(BEFORE, &word.lower) || !numbers(&word.lower).is_empty() || is_joint(&word.lower)
    };
    if !words[..verb].iter().enumerate().all(leads) {
        return None;
    }
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
    let scope: Vec<&Word> = words[..verb].iter().chain(&words[verb + 1..at]).collect();
    let (ends, rest) = (words[at - 1].ends, &words[at..]);
    let tree = match rest {
        [to, rest @ ..] if !ends && is_in(TO, &to.lower) => {
            let article = rest.first().is_some_and(|word| is_in(ARTICLES, &word.lower));
            let rest = &rest[usize::from(article)..];
            // `to` is followed by a tree, the others by many things.
            Some(tree_of(rest).filter(|_| to.lower == "to" || names_tree(&rest[0]))?)
        }
        [next, ..] if !ends && !goes_on(next) => return None,
        _ => None,
    };
    Some(Thanks { tree, scope: scope_of(&scope), taken: Vec::new() })
}

/// The name of a tree, of a word or two, if the sentence may end behind it: `next`, `arm64 (for-next/core)`,
/// `powerpc topic/ppc-kvm`, `kvm-ppc-next branch`.
fn tree_of(words: &[Word]) -> Option<String> {
    let first = words.first()?;
    if !first.text.starts_with(|c: char| c.is_alphanumeric() || c == '-') {
        return None;
    }
    let second =
        words.get(1).filter(|second| !first.ends && (names_tree(second) || second.ends && names_tree(first)));
    let (name, last, next) = match second {
        Some(second) => (format!("{} {}", first.text, second.text), second, words.get(2)),
        None => (first.text.to_owned(), first, words.get(1)),
    };
    (last.ends || next.is_none_or(goes_on)).then_some(name)
}

fn goes_on(word: &Word) -> bool {
    is_in(GOES_ON, &word.lower) || word.lower.starts_with('(')
}

fn names_tree(word: &Word) -> bool {
    word.text.contains(|c: char| c.is_ascii_digit() || "/-_.(".contains(c)) && word.text.len() > 1
        || is_in(TREES, &word.lower)
}

fn scope_of(words: &[&Word]) -> Scope {
    let is_patch = |word: &Word| matches!(word.lower.as_str(), "patch" | "patches");
    let patches = words.iter().position(|word| is_patch(word)).map_or(&[][..], |at| &words[at + 1..]);
    let mut listed: Vec<u32> = Vec::new();
    let mut range = false;
    for word in patches {
        let found = numbers(&word.lower);
        if range && let (Some(&from), [to]) = (listed.last(), &found[..]) {
            listed.extend(from + 1..=*to);
        } else {
            listed.extend(&found);
        }
        range = matches!(word.lower.as_str(), "to" | "through" | "-");
    }
    match listed.is_empty() {
        false => Scope::Numbers(listed),
        true if words.iter().any(|word| is_in(WHOLE, &word.lower)) => Scope::Series,
        true => Scope::Answered,
    }
}

/// What stands between two numbers.
fn is_joint(word: &str) -> bool {
    matches!(word, "-" | "&" | "to" | "through")
}

/// The numbers of one word: `3`, `#3`, `1-4`, `1,2`.
fn numbers(word: &str) -> Vec<u32> {
    let mut numbers = Vec::new();
    for part in word.trim_start_matches('#').split([',', '&']) {
        let (from, to) = part.split_once(['-', '–']).unwrap_or((part, part));
        match (from.parse::<u32>(), to.parse::<u32>()) {
            (Ok(from), Ok(to)) if to <= HIGHEST => numbers.extend(from..=to),
            _ => return Vec::new(),
        }
    }
    numbers
}

/// `commit: 0123456789ab`, or a link to a commit, alone on its line.
static COMMIT: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"^\s*(?:commit:?\s+|https?://\S+/(?:c|commit)/(?:\?\S*\bid=)?)([0-9a-f]{7,40})\b";
    Regex::new(pattern).expect("the pattern is valid")
});

/// The name that git.kernel.org gives a tree, in a link to a commit.
static TREE_OF_LINK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s*https?://git\.kernel\.org/([\w.-]+(?:/[\w.-]+)?)/c/").expect("the pattern is valid")
});

/// The patches listed below, each with the commit on a line that follows it, and commits without a patch.
fn taken(lines: &[&str]) -> Vec<Taken> {
    let mut taken: Vec<Taken> = Vec::new();
    for line in lines {
        if let Some(found) = COMMIT.captures(line) {
            let commit = Some(found[1].to_owned());
            match taken.last_mut() {
                Some(last) if last.commit.is_none() => last.commit = commit,
                _ => taken.push(Taken { title: None, commit }),
            }
        } else if let Some(title) = listed_title(line) {
            taken.push(Taken { title: Some(title), commit: None });
        } else if let Some(Taken { title: Some(title), commit: None }) = taken.last_mut()
            && line.starts_with("      ")
            && !line.trim_start().starts_with('(')
        {
            // A long title goes on, further in.
            title.push(' ');
            title.push_str(&normalised(line));
        }
    }
    taken
}

/// `[1/2] KVM: arm64: Do it`, or the same behind a dash.
fn listed_title(line: &str) -> Option<String> {
    let line = line.trim_start();
    let line = line.strip_prefix("- ").unwrap_or(line);
    if !line.starts_with('[') {
        return None;
    }
    let subject = Subject::parse(line);
    subject.counter?;
    Some(normalised(&subject.title))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_when_they_take_patches_up_is_read() {
        let check = |line: &str, tree: &str, scope: Scope| {
            let thanks = said(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((thanks.tree.as_deref().unwrap_or(""), thanks.scope), (tree, scope), "{line}");
        };
        check("Applied, thanks.", "", Scope::Answered);
        check("Applied to next, thanks!", "next", Scope::Answered);
        check("Applied to arm64 (for-next/fixes), thanks!", "arm64 (for-next/fixes)", Scope::Answered);
        check("Applied to powerpc topic/ppc-kvm, thanks.", "powerpc topic/ppc-kvm", Scope::Answered);
        check("Thanks, patch applied to my kvm-ppc-next branch.", "kvm-ppc-next branch", Scope::Answered);
        check("Series applied to hyperv-next. Thanks.", "hyperv-next", Scope::Series);
        check("This series was applied to a/b.git (main)", "a/b.git (main)", Scope::Series);
        check("has been merged into a/b.git:", "a/b.git", Scope::Answered);
        check("Queued patches 1-3 and 5, thanks.", "", Scope::Numbers(vec![1, 2, 3, 5]));
        check("I've applied patches 2 to 4 to next.", "next", Scope::Numbers(vec![2, 3, 4]));
        check("Both now queued up, thanks.", "", Scope::Series);
        check("Thanks Jane, applied.", "", Scope::Answered);
        check("Applied with a small change.", "", Scope::Answered);
        check("Applied to kvm-x86 svm, thanks!", "kvm-x86 svm", Scope::Answered);
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
            "It was applied on top of the other thing that I sent",
            "Not applied.",
            "Queued interrupts are lost here.",
            "Pushed for many years",
        ] {
            assert_eq!(said(line), None, "{line}");
        }
    }

    #[test]
    fn listed_patches_come_with_their_commits() {
        let lines = [
            "Applied to next, thanks!",
            "",
            "[1/2] kit: Do it",
            "      commit: 0123456789ab",
            "[2/2] kit: Do the other thing, whose title",
            "      is long",
            "      https://git.kernel.org/kit/c/abcdef0123",
        ];
        let thanks = read(&lines).expect("thanks");
        let taken =
            |title: &str, commit: &str| Taken { title: Some(title.into()), commit: Some(commit.into()) };
        let long = "kit: do the other thing, whose title is long";
        assert_eq!(thanks.taken, [taken("kit: do it", "0123456789ab"), taken(long, "abcdef0123")]);
    }
}
