//! Patches that are sent for a stable tree: copies of what the project has already, for review or for the record.
//!
//! The words are those of Linux's stable rules (Documentation/process/stable-kernel-rules.rst), of
//! `git cherry-pick -x`, and of the queues of stable maintainers.

use serde::{Deserialize, Serialize};

use super::header::squeezed;
use super::{Subject, body};

/// Distributions that take patches in, as tags such as `RHEL8.0` name their kernels.
const DISTRIBUTIONS: [&str; 7] = ["rhel", "centos", "olk", "openeuler", "sle", "ubuntu", "debian"];
/// Tags of what a machine picked for stable trees, and a person who helped it.
const PICKED: [&str; 2] = ["autosel", "manualsel"];
/// How a line begins that names the original; the commit follows. They prove a backport where a tag names its tree.
const ORIGINALS: [&str; 8] = [
    "(cherry picked from commit ",
    "(backported from commit ",
    "(cherry-picked from commit ",
    "upstream commit ",
    "upstream commit: ",
    "upstream-commit: ",
    "mainline commit ",
    "master commit: ",
];
/// What people write above a copy that they changed. It proves a backport where a tag names its tree.
const CHANGED: [&str; 4] =
    ["this is a backport", "this is the backport", "this patch is a backport", "this commit is a backport"];
/// Digits that a commit is named by, at least.
const DIGITS: usize = 8;

/// That a mail brings a commit of the project to a stable tree.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Backport {
    /// The trees as tags name them: `5.10`, `5.4, 5.10`; empty where no tag has a number.
    pub tree: String,
    /// The commit that it is a copy of, as it is named: at least eight hexadecimal digits in lower case.
    pub upstream: Option<String>,
}

impl Backport {
    /// What a patch's subject and text say. A fix that was made for a stable tree names no original and is not
    /// a backport. A cover letter names none either: it is one if it says so and a tag names a tree.
    pub fn of(subject: &Subject, shown: &str) -> Option<Self> {
        let for_tree = !branch(&subject.tags).is_empty();
        let is_cover = subject.counter.is_some_and(|(index, _)| index == 0);
        // Most mails are settled here: the rest costs a look at each line.
        if !for_tree && !shown.contains("pstream") && !shown.contains("-stable review patch") {
            return None;
        }
        let message = body::message(shown);
        let upstream = upstream(message, for_tree);
        let is_backport = subject.tags.iter().any(|tag| is_picked(tag))
            || upstream.is_some()
            || is_in_review(message)
            || for_tree && !is_cover && is_changed(message)
            || for_tree && is_cover && is_cover_of_backports(&subject.title, message);
        is_backport.then(|| Self { tree: tree(&subject.tags), upstream })
    }
}

/// The commit that the message of a copy names as its original: at least eight hexadecimal digits in lower case.
pub fn original(message: &str) -> Option<String> {
    let words = ["pstream", "picked from commit", "ported from commit", "mainline commit", "master commit"];
    if words.iter().any(|words| message.contains(words)) { upstream(message, true) } else { None }
}

fn is_picked(tag: &str) -> bool {
    let tag = tag.to_ascii_lowercase();
    PICKED.iter().any(|word| tag.starts_with(word))
}

/// The commit that a line of its own names as the original: `commit 0123… upstream.`, `[ Upstream commit 0123… ]`;
/// and, where a tag names the tree, what git and others write.
fn upstream(message: &str, for_tree: bool) -> Option<String> {
    let mut above_is_blank = true;
    for line in message.lines().map(str::trim) {
        let found = formal(line, above_is_blank).or_else(|| if for_tree { named(line) } else { None });
        if found.is_some() {
            return found;
        }
        above_is_blank = line.is_empty();
    }
    None
}

/// The two forms that the stable rules prescribe. The first might be the middle of a sentence but for the blank
/// line above it.
fn formal(line: &str, begins: bool) -> Option<String> {
    let is_bracketed = line.starts_with('[');
    let line = line.trim_matches(['[', ']', ' ']).to_ascii_lowercase();
    if let Some(rest) = line.strip_prefix("upstream commit").filter(|_| is_bracketed) {
        return commit(rest.trim_start_matches([':', ' '])).map(|(commit, _)| commit);
    }
    let (commit, rest) = commit(line.strip_prefix("commit ").filter(|_| begins || is_bracketed)?)?;
    let rest = rest.trim_start().strip_prefix("upstream")?;
    let rest = rest.trim_start_matches(['.', ':', ',', ' ']);
    (rest.is_empty() || rest.starts_with('(')).then_some(commit)
}

fn named(line: &str) -> Option<String> {
    let line = line.to_ascii_lowercase();
    let rest = ORIGINALS.iter().find_map(|words| line.strip_prefix(words))?;
    let (commit, rest) = commit(rest)?;
    // Prose goes on: `upstream commit 0123… moved this to another file`.
    rest.chars().all(|c| !c.is_alphanumeric()).then_some(commit)
}

/// The commit that a text begins with, and what follows it.
fn commit(text: &str) -> Option<(String, &str)> {
    let end = text.bytes().position(|b| !b.is_ascii_hexdigit()).unwrap_or(text.len());
    (DIGITS..=40).contains(&end).then(|| (text[..end].to_owned(), &text[end..]))
}

/// `5.10-stable review patch.  If anyone has any objections, please let me know.`
fn is_in_review(message: &str) -> bool {
    message
        .lines()
        .any(|line| line.split_once("-stable review patch").is_some_and(|(tree, _)| is_dotted(tree)))
}

fn is_changed(message: &str) -> bool {
    let mut paragraphs = message.split("\n\n").map(|paragraph| squeezed(&paragraph.to_ascii_lowercase()));
    paragraphs.any(|text| {
        CHANGED.iter().any(|words| text.starts_with(words))
            || text.trim_matches(['[', ' ']).starts_with("backport of ")
    })
}

fn is_cover_of_backports(title: &str, message: &str) -> bool {
    let says = |text: &str| {
        let text = text.to_ascii_lowercase();
        text.contains("backport") || text.contains("stable review cycle")
    };
    says(title) || says(message)
}

/// The trees that tags name by number.
fn tree(tags: &[String]) -> String {
    let trees = tags.iter().filter_map(|tag| branch_of(tag));
    let numbered: Vec<String> = trees.filter(|tree| tree.contains(|c: char| c.is_ascii_digit())).collect();
    numbered.join(", ")
}

/// The stable tree that a mail is meant for, of its tags; empty for none. Backports do not join the versions of the
/// original, nor those for another tree.
pub fn branch(tags: &[String]) -> String {
    let branches: Vec<String> = tags.iter().filter_map(|tag| branch_of(tag)).collect();
    branches.join(" ")
}

/// Whether a tag names the kernel of a distribution: its name and a number.
fn is_distribution(tag: &str) -> bool {
    let number = DISTRIBUTIONS.iter().find_map(|name| tag.strip_prefix(name));
    number.is_some_and(|number| number.trim_start_matches('-').starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether a tag has the word `stable`: `linux-stable`, `stable-4.19`; or is Ubuntu's word for that. `mm-unstable` and
/// `mm-stable` are branches that the next release is made of.
fn is_stable(tag: &str) -> bool {
    tag == "sru"
        || !tag.starts_with("mm-")
            && tag.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| word == "stable")
}

/// `5.10` of `5.10`, `v5.10.y`, `linux-5.10.y` and `for-stable-5.10`; as it is if it names several or none.
fn branch_of(tag: &str) -> Option<String> {
    let tag = tag.to_ascii_lowercase();
    let bare = ["for", "linux", "stable", "v"]
        .iter()
        .fold(tag.as_str(), |rest, word| rest.strip_prefix(word).unwrap_or(rest).trim_start_matches('-'));
    let bare =
        ["-stable", "-lts", ".y", ".x"].iter().fold(bare, |rest, end| rest.strip_suffix(end).unwrap_or(rest));
    let is_for_stable = is_picked(&tag) || is_stable(&tag) || is_distribution(&tag);
    match is_dotted(bare) && (is_for_stable || !tag.starts_with("for")) {
        true => Some(bare.to_owned()),
        false => is_for_stable.then_some(tag),
    }
}

/// `5.10`, `5.10.3`, `5.10/5.15`, `5.4-6.6`, `4.19-rt`; not `5.10-rc1`, which is to be released yet.
fn is_dotted(text: &str) -> bool {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let parts = || text.split(['.', '/', '-']);
    text.contains('.') && parts().take(2).all(is_number) && !parts().any(|part| part.starts_with("rc"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_name_stable_trees_and_those_of_the_next_release_are_none() {
        let check = |tag: &str, expected: &str| assert_eq!(branch(&[tag.to_owned()]), expected, "{tag}");
        for tag in ["5.10", "v5.10.y", "5.10.x", "linux-5.10.y", "for-stable-5.10", "5.10-stable", "5.10-LTS"]
        {
            check(tag, "5.10");
        }
        check("5.4-6.6", "5.4-6.6");
        check("stable", "stable");
        check("linux-stable", "linux-stable");
        check("AUTOSEL", "autosel");
        check("RHEL-8.1", "rhel-8.1");
        for tag in [
            "mm-unstable",
            "mm-stable",
            "unstable",
            "for-6.13",
            "v6.18-rcX",
            "6.18-rc1",
            "net-next",
            "stabled",
        ] {
            check(tag, "");
        }
    }

    #[test]
    fn a_backport_names_its_original_in_a_line_of_its_own() {
        let check = |subject: &str, shown: &str, expected: Option<(&str, &str)>| {
            let found = Backport::of(&Subject::parse(subject), shown);
            let found =
                found.as_ref().map(|found| (found.tree.as_str(), found.upstream.as_deref().unwrap_or("-")));
            assert_eq!(found, expected, "{subject}\n{shown}");
        };
        let sha = "0123456789ab";
        for form in [
            "commit 0123456789ab upstream.",
            "[ Upstream commit 0123456789ab ]",
            "[Upstream commit: 0123456789ab]",
        ] {
            check("[PATCH] x", &format!("\n{form}\n\nDo it.\n"), Some(("", sha)));
            check("[PATCH 5.4, 5.10] x", &format!("{form}\n\nDo it.\n"), Some(("5.4, 5.10", sha)));
        }
        for form in [
            "(cherry picked from commit 0123456789ab)",
            "Upstream commit 0123456789ab.",
            "master commit: 0123456789ab",
        ] {
            check("[PATCH v5.10.y] x", &format!("Do it.\n\n{form}\n"), Some(("5.10", sha)));
            check("[PATCH] x", &format!("Do it.\n\n{form}\n"), None);
        }
        check("[PATCH AUTOSEL 5.4 07/90] x", "Do it.\n", Some(("5.4", "-")));
        check(
            "[PATCH 5.10 28/29] x",
            "5.10-stable review patch.  Speak up.\n\nDo it.\n",
            Some(("5.10", "-")),
        );
        check("[PATCH 6.6 0/2] x", "These are backports of two fixes.\n", Some(("6.6", "-")));
        check("[PATCH 0/2] x", "These are backports of two fixes.\n", None);
        check(
            "[PATCH 6.12] x",
            "This is a backport of the upstream\ncommit it names.\n",
            Some(("6.12", "-")),
        );
        check("[PATCH 6.12] x", "The backport of commit 0123456789ab broke it.\n", None);
        check("[PATCH 6.12] x", "Upstream commit 0123456789ab moved the lamp.\n", None);
        check("[PATCH 6.12] x", "It was broken by\ncommit 0123456789ab upstream.\n", None);
        check("[PATCH mm-unstable] x", "This is a backport.\n", None);
    }
}
