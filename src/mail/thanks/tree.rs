//! The names of trees.

use std::sync::LazyLock;

use regex::Regex;

use super::named;
use super::words::{Word, goes_on, is_in, is_version, numbers};

/// Names of trees and branches that look like words.
const NAMES: &str = "next fixes master main queue tip stable mainline upstream tree branch net misc staging devel \
    development trunk head linux-next integration";
const ARTICLES: &str = "the my our";
/// Words before `branch` that are no names.
const UNTOLD: &str = "same below following above immutable";
/// Words for the end of a branch.
const ENDS: &str = "tip top head";
/// What a name may be followed by that is not part of it.
const KINDS: &str = "tree branch repo repository";
/// What patches are applied to as well.
const NO_NAMES: &str =
    "patch patches series code commit it this that them these both all each your linus here";
/// Ends of the names of files that patches change.
const FILES: &str = "c h rs py sh pl s dts dtsi rst txt yaml yml md json conf mk am cpp";
/// Where testers apply patches: `on my development laptop`.
const MACHINES: &str = "laptop laptops notebook machine machines computer desktop pc workstation server servers box board \
    boards system systems setup phone tablet vm guest host";
/// What is before a name, in sentences that are read loosely.
const LOOSE_TO: &str = "to in into onto on over";
/// What is no part of such a name.
const NO_NAME: &str = "here to in into this that the it";
/// A name has at most as many words.
const FIRST_WORDS: usize = 3;
/// What is called a queue has at most as many.
const QUEUE_WORDS: usize = 5;

/// Where patches went.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Place {
    Tree(String),
    /// A place without a name, or a release: `for 5.12`.
    Unnamed,
    /// The writer's own patches, which may wait for others to take them.
    Series,
}

/// The place that follows a `to` or the like, if the sentence may end behind it: `next`, `arm64 (for-next/core)`,
/// `powerpc topic/ppc-kvm`, `kvm-ppc-next branch`, `5.12`. Only after `to` may a tree have any name.
pub(super) fn place(to: &str, words: &[Word]) -> Option<Place> {
    if to == "for" && (is_time(words) || is_stable(words)) {
        return Some(Place::Unnamed);
    }
    let words = if to == "on" { words } else { behind_end(words) };
    let owner = words.first();
    let article = owner.is_some_and(|word| is_in(ARTICLES, &word.lower));
    let words = &words[usize::from(article || is_some_branch(words))..];
    let words = &words[words.first().map_or(0, |word| usize::from(is_in(UNTOLD, &word.lower)))..];
    // `branch ecc`
    let kind_first = !article && words.len() > 1 && is_in("branch tree", &words[0].lower) && !words[0].ends;
    let words = &words[usize::from(kind_first)..];
    let first = words.first().filter(|first| !is_in(NO_NAMES, &first.lower))?;
    // `my review and testing queue`, `my series that cleans this up`
    let is_mine = article && owner.is_some_and(|word| is_in("my our", &word.lower));
    let is_set = |word: &Word| word.ends && (word.lower == "queue" || is_mine && word.lower == "series");
    if to == "to"
        && article
        && let Some(set) = words.iter().take(QUEUE_WORDS).find(|word| is_set(word))
    {
        return Some(if set.lower == "series" { Place::Series } else { Place::Unnamed });
    }
    let is_machine =
        |word: &Word| is_in(MACHINES, word.lower.trim_end_matches(|c: char| !c.is_alphanumeric()));
    let within = words.iter().take(FIRST_WORDS).take_while(|word| !is_in(KINDS, &word.lower));
    if to == "on" && within.clone().any(is_machine) {
        return None;
    }
    let named = words.iter().take(FIRST_WORDS).any(names_tree);
    let kind = article
        && first.lower != "device"
        && words.iter().take(FIRST_WORDS).any(|word| is_in(KINDS, &word.lower));
    // `into dev branch`
    let is_branch = first.lower != "device"
        && !first.ends
        && words.get(1).is_some_and(|word| is_in("branch tree", &word.lower));
    let believed =
        if to == "to" { named || kind || !article } else { kind || is_branch || names_tree(first) };
    let name = name(words).filter(|_| believed)?;
    Some(if name.is_empty() || is_release(&name) { Place::Unnamed } else { Place::Tree(shortened(&name)) })
}

/// What follows `the tip of`.
fn behind_end<'a, 'b>(words: &'a [Word<'b>]) -> &'a [Word<'b>] {
    let article = words.first().is_some_and(|word| word.lower == "the");
    match &words[usize::from(article)..] {
        [end, of, rest @ ..] if is_in(ENDS, &end.lower) && of.lower == "of" && !rest.is_empty() => rest,
        _ => words,
    }
}

/// `a kit-next branch`, `a 'kit' branch`, `a branch`
fn is_some_branch(words: &[Word]) -> bool {
    let is_kind = |word: &Word| is_in(KINDS, &word.lower);
    match words {
        [a, kind, ..] if is_in("a an", &a.lower) && is_kind(kind) => true,
        [a, name, kind, ..] => is_in("a an", &a.lower) && !name.ends && is_kind(kind),
        _ => false,
    }
}

/// Whether what follows a verb is `to` and the name of a tree, and not of a file, a version or a part of the patch.
pub(super) fn is_tree(rest: &[Word]) -> bool {
    let [to, rest @ ..] = rest else { return false };
    let article = rest.first().is_some_and(|word| is_in(ARTICLES, &word.lower));
    let words = &rest[usize::from(article)..];
    let to = is_in("to in into via", &to.lower);
    let Some(first) = words.first().filter(|_| to) else { return false };
    let kind = words.iter().take(FIRST_WORDS).any(|word| is_in(KINDS, &word.lower) || word.lower == "queue");
    let is_file = first.lower.rsplit_once('.').is_some_and(|(_, end)| is_in(FILES, end));
    let is_name = !first.text.contains('_') || first.text.contains(['-', '/']);
    kind || names_tree(first)
        && is_name
        && !is_file
        && !is_release(&first.lower)
        && !first.text.starts_with(['[', '('])
}

/// `on kit-next`, as some write; not `on top of kit-next`.
pub(super) fn is_on_tree(rest: &[Word]) -> bool {
    let [on, rest @ ..] = rest else { return false };
    let article = rest.first().is_some_and(|word| is_in(ARTICLES, &word.lower));
    let name = rest.get(usize::from(article)).filter(|_| on.lower == "on");
    let is_name =
        |word: &Word| names_tree(word) && word.text.contains(['-', '/']) && !word.text.contains('(');
    name.is_some_and(|name| is_name(name) && !is_release(&name.lower))
}

/// `5.12`, `-rc3`, `now`, `the next merge window`.
fn is_time(words: &[Word]) -> bool {
    match words {
        [word, ..] if is_in("now inclusion merging", &word.lower) || is_release(&word.lower) => true,
        [after, word, ..] if after.lower == "after" && is_release(&word.lower) => true,
        [kernel, word, ..] if is_in("linux kernel", &kernel.lower) => is_release(&word.lower),
        [the, very, next, ..] if very.lower == "very" => {
            the.lower == "the" && next.lower == "next" && !next.ends
        }
        [the, next, ..] => the.lower == "the" && is_in("next upcoming coming", &next.lower) && !next.ends,
        _ => false,
    }
}

/// `queued up for -stable` says where else a patch will go.
fn is_stable(words: &[Word]) -> bool {
    words.first().is_some_and(|word| word.lower.trim_start_matches('-') == "stable")
}

/// The tree that is named behind a `to` at `at`: `to next`, `on top of kit.git#for-next`, `into github kit-next branch`.
pub(super) fn named_behind(words: &[Word], at: usize) -> Option<String> {
    let rest = match &words[at..] {
        [on, top, of, rest @ ..] if on.lower == "on" && top.lower == "top" && of.lower == "of" => rest,
        [to, rest @ ..] if is_in(LOOSE_TO, &to.lower) && !to.ends => rest,
        _ => return None,
    };
    let rest = match rest {
        [article, rest @ ..] if is_in("the my our a github", &article.lower) => rest,
        rest => rest,
    };
    let is_tree = |word: &&Word| {
        let has_letters = word.lower.chars().filter(|c| c.is_alphabetic()).count() > 1;
        has_letters
            && !word.text.starts_with('(')
            // `applied to lamp_map`
            && (!word.text.contains('_') || word.text.contains(['-', '/']))
            && names_tree(word)
            && !is_version(&word.lower)
            && !is_release(&word.lower)
    };
    let length = 1 + rest
        .iter()
        .take(2)
        .take_while(|word| !is_tree(word) && !word.ends && !is_in(NO_NAME, &word.lower))
        .count();
    let named = rest.get(length - 1).filter(is_tree)?;
    let more = rest.get(length).filter(|next| !named.ends && is_tree(next) && !named.text.contains('#'));
    let words = rest[..length].iter().chain(more);
    let name = words.map(|word| word.text.trim_matches(['\'', '"', '#'])).collect::<Vec<_>>().join(" ");
    Some(shortened(&name))
}

/// Whether a tree is one that those have who try patches: a day's linux-next, a test tree, and what is mainline's.
pub(super) fn is_testers(name: &str) -> bool {
    let name = name.to_lowercase();
    let of_day = |prefix| name.strip_prefix(prefix).is_some_and(|day: &str| day.starts_with("20"));
    of_day("linux-next-")
        || of_day("next-")
        || name == "mainline"
        || name.starts_with("test ")
        || name == "test"
}

pub(super) fn is_release(word: &str) -> bool {
    let number = word.trim_start_matches(['v', '-']).trim_start_matches("rc");
    let fits = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | 'r' | 'c');
    number.starts_with(|c: char| c.is_ascii_digit()) && number.chars().all(fits)
}

fn name(words: &[Word]) -> Option<String> {
    let first = words.first()?;
    if !first.text.starts_with(|c: char| c.is_alphanumeric() || "-#'\"".contains(c))
        || !numbers(first.text).is_empty()
        || first.text.ends_with("()")
    {
        return None;
    }
    let within = words.iter().take(FIRST_WORDS).take_while(|word| !word.ends).count();
    let kind = words.iter().take(within + 1).position(|word| is_in(KINDS, &word.lower));
    let several = within + 1 >= FIRST_WORDS
        && words.get(1..FIRST_WORDS).is_some_and(|more| more.iter().all(names_tree));
    let length = kind.unwrap_or_else(|| match words.get(1) {
        // `KIT net dev-queue`
        Some(_) if several => FIRST_WORDS,
        Some(second)
            if !first.ends
                && (names_tree(second)
                    || second.ends
                        && names_tree(first)
                        && !is_in("also too now instead at already again here then", &second.lower)) =>
        {
            2
        }
        _ => 1,
    });
    let (last, next) = match kind {
        Some(at) => (&words[at], words.get(at + 1)),
        None => (&words[length - 1], words.get(length)),
    };
    // `applied them to grep for a word`
    let is_tool = length == 1
        && !names_tree(first)
        && next.is_some_and(|next| next.lower == "for")
        && is_in("a an the all some", words.get(2).map_or("", |what| &what.lower));
    let may_end = last.ends
        || next.is_none_or(|next| {
            goes_on(next) && !is_tool
                || kind.is_some() && is_in("of at which where that on", &next.lower)
                || names_tree(last) && next.lower == "where"
                || is_in("to but", &next.lower)
                || is_in("without excluding", &next.lower) && !named::patches(&words[length + 1..]).is_empty()
                // `to branch kit-next at:` and a link
                || next.ends && is_in("at already again here", &next.lower)
                // `a few days ago`, and nothing behind it.
                || is_in("a some", &next.lower) && words.last().is_some_and(|word| word.lower == "ago")
        });
    let parts: Vec<&str> = words[..length]
        .iter()
        .map(|word| word.text.trim_matches(['\'', '"', '#']))
        .filter(|word| *word != "git")
        .collect();
    may_end.then(|| parts.join(" "))
}

/// Whether a branch by its name is one that others build upon: `next`, `for-6.19`, `kit-next`, `stable-1.2`.
pub(super) fn is_shared(branch: &str) -> bool {
    let begins = ["for-", "stable", "release"].iter().any(|start| branch.starts_with(start));
    is_in(NAMES, branch) || begins || branch.ends_with("-next")
}

/// Whether what is named is such a branch, or one within: `pwm/for-next`, `arm64 for-next/core`.
pub(super) fn names_shared(name: &str) -> bool {
    let words = name.split([' ', '(', ')']).filter(|word| !word.is_empty());
    !is_testers(name) && words.into_iter().any(|word| is_shared(word) || word.split('/').any(is_shared))
}

pub(super) fn names_tree(word: &Word) -> bool {
    // `man(7)` is not a tree.
    let is_branch = !word.text.starts_with('(') || word.text.ends_with(')');
    let is_branch = is_branch && !word.text.trim_start_matches('(').contains('(');
    let is_mark = |c: char| c.is_ascii_digit() || "/-_.(".contains(c);
    is_in(NAMES, &word.lower)
        || word.text.len() > 1
            && word.lower != "w/"
            && is_branch
            && word.text.contains(is_mark)
            && !word.text.contains("..")
}

/// Of an address the last two parts, and what follows it as the branch; without a footnote.
pub(super) fn shortened(name: &str) -> String {
    let name = match name.rsplit_once('[') {
        Some((name, note)) if note.ends_with(']') => name.trim_end(),
        _ => name,
    };
    let (address, branch) = name.split_once(' ').unwrap_or((name, ""));
    let Some((_, path)) = address.split_once("://") else { return name.to_owned() };
    // cgit and gitweb name the branch behind the path.
    let (path, branch) = match path.split_once('?') {
        Some((path, query)) => {
            (path, query.split(['&', ';']).find_map(|part| part.strip_prefix("h=")).unwrap_or(branch))
        }
        None => (path, branch),
    };
    let path = path.trim_end_matches('/');
    let path = ["/log", "/tree", "/commit", "/shortlog"]
        .iter()
        .find_map(|cut| path.strip_suffix(cut))
        .unwrap_or(path);
    let browsed = ["/-/commits/", "/-/tree/", "/commits/", "/tree/"];
    let (path, branch) = browsed.iter().find_map(|cut| path.split_once(cut)).unwrap_or((path, branch));
    let start = path.rmatch_indices('/').nth(1).map_or(0, |(at, _)| at + 1);
    match branch.trim_matches(['(', ')']) {
        "" => path[start..].to_owned(),
        branch => format!("{} ({branch})", &path[start..]),
    }
}

/// The name that git.kernel.org gives a tree, in a link to a commit.
static OF_LINK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^https?://git\.kernel\.org/([\w.-]+(?:/[\w.-]+)?)/c/").expect("the pattern is valid")
});

/// The tree of the first link to a commit that stands alone on its line.
pub(super) fn of_links(lines: &[&str]) -> Option<String> {
    let links = lines.iter().map(|line| line.trim_start()).filter(|line| line.starts_with("http"));
    links.into_iter().find_map(|link| OF_LINK.captures(link)).map(|tree| tree[1].to_owned())
}
