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

mod aside;
mod back;
mod briefly;
mod clause;
mod edited;
mod except;
mod extent;
mod held;
mod lead;
mod listing;
mod loose;
mod named;
mod passing;
mod practised;
mod promised;
mod relayed;
mod rest;
mod scope;
mod sentence;
mod split;
mod template;
mod tree;
mod trial;
mod verb;
mod words;

use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};

use super::machine::Template;
use super::{Subject, pull};

/// `[ANNOUNCE] kit 1.2`, `kit 1.2 release`, `ANN: kit 1.2-rc1`
static RELEASE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:ann|announce|announcement|announcing|releases?|released)\b")
        .expect("the pattern is valid")
});

/// Lines of a mail's own that are read at most.
const MOST_LINES: usize = 1_000;

/// That patches were taken up.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Thanks {
    /// As it is named: `kvmarm-master/next`; of an address the end, `netdev/net.git (main)`.
    pub tree: Option<String>,
    pub scope: Scope,
    /// The numbers of those that it says were left out of these; [`LAST`] is the last of the series.
    pub except: Vec<u32>,
    /// The patches that are listed, and commits that are named.
    pub taken: Vec<Taken>,
    /// It can mean nothing else; if it can, only those who take patches are believed.
    pub certain: bool,
    /// The patches are no longer in the tree that they were said to be in.
    pub dropped: bool,
    /// It says no more than where the patches can be fetched from, which their author may say before anybody took them.
    pub offered: bool,
}

impl Thanks {
    /// Whether it says by its address which tree the patches are in, and names a branch that others build upon.
    pub fn is_to_shared_branch(&self) -> bool {
        let branch = self.tree.as_deref().and_then(|tree| tree.strip_suffix(')')?.split_once(" ("));
        branch.is_some_and(|(address, branch)| address.contains('/') && tree::names_shared(branch))
    }

    /// Whether it names a branch for the next release of a part of the project: `lamps-next`, `lamps/for-next`.
    pub fn is_to_next_branch(&self) -> bool {
        let name = self.tree.as_deref().unwrap_or_default();
        tree::names_shared(name)
            && name.contains(['-', '/'])
            && name.contains("next")
            && !name.contains("linux-next")
    }

    /// Whether it names a repository as those do who look after it, without whose it is: `lampcrypt.git#master`.
    pub fn is_to_named_repository(&self) -> bool {
        let repository = self.tree.as_deref().and_then(|tree| tree.split('#').next());
        repository.is_some_and(|name| name.ends_with(".git") && !name.contains(['/', ':']))
    }
}

/// The number of the last patch of a series, however many there are.
pub const LAST: u32 = u32::MAX;

/// Which patches are meant.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Scope {
    /// The mail that is answered; if that is a cover letter, its whole series.
    Answered,
    /// The whole series, whichever of its mails is answered.
    Series,
    /// Those of these numbers.
    Numbers(Vec<u32>),
    /// Those up to the mail that is answered, which must be a patch.
    UpTo,
    /// As many as this, of those that are answered.
    Count(u32),
    /// As many as this, of those beside the one that is answered.
    Others(u32),
    /// The whole series without those of these numbers; without numbers, all but the mail that is answered.
    AllBut(Vec<u32>),
}

/// A patch that was taken up, or a commit that was named without one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Taken {
    /// The normalised title.
    pub title: Option<String>,
    /// At least seven hexadecimal digits.
    pub commit: Option<String>,
    /// The address of its author, where a notice names it.
    pub author: Option<String>,
    /// The Message-ID of a mail of its revision, where a notice links to it.
    pub mail: Option<String>,
}

/// What a reply says, of its text's lines that it does not quote: a sentence, and what is listed below it. A list of titles
/// with commits needs no sentence.
pub(super) fn read(text: &str, unquoted: &[&str]) -> Option<Thanks> {
    let is_of_this =
        |(at, _): &(usize, _)| !is_of_link(text, unquoted, *at) && !trial::is_of_another(unquoted, *at);
    let (at, said) = first_said(unquoted).filter(is_of_this).unzip();
    let below = &unquoted[at.map_or(0, |at| at + 1)..];
    let listing::Listing { mut taken, refused } = listing::read(below);
    let lists = taken.iter().any(|taken| taken.title.is_some() && taken.commit.is_some());
    if refused || said.is_none() && !lists {
        return back::read(text, unquoted);
    }
    if taken.is_empty() {
        let commit = at.and_then(|at| listing::commit_said(unquoted[at]));
        taken.extend(commit.map(|commit| Taken { commit: Some(commit), ..Taken::default() }));
    }
    let mut said = said.unwrap_or_default();
    said.certain |= lists;
    if said.scope == Scope::Answered
        && unquoted[..at.unwrap_or(0)].iter().any(|line| scope::is_of_series(line))
    {
        said.scope = Scope::Series;
    }
    let tree = said.tree.or_else(|| tree::of_links(below));
    said.certain &= lists || at.is_none_or(|at| !trial::follows(unquoted, at));
    Some(Thanks {
        tree,
        scope: said.scope,
        except: at.map_or_else(Vec::new, |at| except::read(unquoted, at)),
        taken,
        certain: said.certain,
        dropped: false,
        offered: at.is_some_and(|at| {
            trial::is_offered(unquoted[at], unquoted.get(at + 1)) || aside::is_to_try(unquoted, at)
        }),
    })
}

/// Whether the line is said of what a quoted line of a list links to, right above it: `This patch is in my tree` below
/// `> * https://…`.
fn is_of_link(text: &str, unquoted: &[&str], at: usize) -> bool {
    let words: Vec<&str> =
        unquoted[at].split_whitespace().take(3).map(|word| word.trim_matches(',')).collect();
    let of_it = words.iter().any(|word| word.eq_ignore_ascii_case("this") || word.eq_ignore_ascii_case("it"));
    let above = text.lines().take(at).filter(|line| !line.trim().is_empty()).last().unwrap_or_default();
    let quoted = above.trim_start_matches(['>', ' ']);
    // `- Link to v1: https://…` is a line of the changelog.
    let listed = ["* ", "- "].iter().find_map(|mark| quoted.strip_prefix(mark));
    let is_link = |text: &str| text.starts_with("http") && !text.contains(' ');
    // A link to a mail alone on its line is what somebody asks for.
    let is_one = || matches!(&words[..], [this, one, ..] if *this == "This" && *one == "one");
    let is_said = || words.first().is_some_and(|word| word == &"It") || is_one();
    let asked = is_link(quoted) && quoted.contains('@') && is_said();
    of_it
        && above.starts_with('>')
        && (asked || listed.is_some_and(|listed| listed.trim_start().starts_with("http")))
}

/// What a reply to the patch of this title says, of somebody else who took it.
pub(super) fn relayed(title: &str, unquoted: &[&str]) -> Option<Thanks> {
    relayed::read(title, unquoted)
}

/// The first sentence that can mean nothing else; else the first that may mean it.
fn first_said(unquoted: &[&str]) -> Option<(usize, sentence::Said)> {
    let mut first = None;
    let own = (0..unquoted.len()).filter(|&at| !unquoted[at].trim().is_empty());
    for at in own.take(MOST_LINES) {
        if rest::has_another(unquoted[at]) {
            return first;
        }
        let said = sentence::at(unquoted, at).or_else(|| loose::at(unquoted, at));
        match said.filter(|_| !aside::is_none(unquoted, at)) {
            Some(said) if said.certain => return Some((at, said)),
            Some(said) if first.is_none() => first = Some((at, said)),
            _ => {}
        }
    }
    first
}

/// Whether a subject says that a release is out.
pub(super) fn is_of_release(subject: &Subject) -> bool {
    let is_patch = subject.patch || subject.pull || subject.rfc || subject.counter.is_some();
    !is_patch && RELEASE.is_match(&subject.text)
}

/// The patches of a release, of the mail that announces it: what is in its shortlog.
pub(super) fn of_release(text: &str) -> Option<Thanks> {
    let taken = |title| Taken { title: Some(title), ..Taken::default() };
    let mut taken: Vec<Taken> = pull::titles(text).into_iter().map(taken).collect();
    if taken.is_empty() {
        taken = listing::of_log(text);
    }
    let taken = listing::without_reverted(taken);
    (!taken.is_empty()).then(|| Thanks {
        tree: None,
        scope: Scope::Numbers(Vec::new()),
        except: Vec::new(),
        taken,
        certain: true,
        dropped: false,
        offered: false,
    })
}

/// What a machine's notice says, in its own form or in words.
pub(super) fn of_notice(
    template: Option<Template>,
    subject: &str,
    text: &str,
    unquoted: &[&str],
) -> Option<Thanks> {
    template.map_or_else(|| read(text, unquoted), |template| template::read(template, subject, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(title: &str, commit: &str) -> Taken {
        Taken { title: Some(title.into()), commit: Some(commit.into()), ..Taken::default() }
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
        let thanks = read("", &lines).expect("thanks");
        let long = "kit: do the other thing, whose title is long";
        assert_eq!(thanks.taken, [taken("kit: do it", "0123456789ab"), taken(long, "abcdef0123")]);
    }

    #[test]
    fn a_list_with_commits_needs_no_sentence_but_one_without_does() {
        let lines =
            ["Have fun with", "[1/1] kit: Do it", "      https://git.kernel.org/jane/kit/c/abcdef0123"];
        let thanks = read("", &lines).expect("thanks");
        assert_eq!(thanks.tree.as_deref(), Some("jane/kit"));
        assert_eq!(thanks.taken, [taken("kit: do it", "abcdef0123")]);
        assert_eq!(read("", &["[1/2] kit: Do it", "", "[2/2] kit: Do more"]), None);
    }

    #[test]
    fn the_tree_may_stand_on_the_line_below() {
        let check = |lines: &[&str], tree: &str| {
            assert_eq!(read("", lines).expect("thanks").tree.as_deref(), Some(tree), "{lines:?}");
        };
        check(
            &["Applied to", "", "  https://git.example/scm/git/jane/kit.git next", "Thanks!"],
            "jane/kit.git (next)",
        );
        check(&["I've pushed both patches to", "kit-next. Thanks."], "kit-next");
    }

    #[test]
    fn a_line_in_the_middle_of_a_sentence_says_nothing() {
        assert_eq!(read("", &["Here is what I", "applied to next."]), None);
        assert!(read("", &["Nice.", "Applied to next."]).is_some());
        assert_eq!(read("", &["Acked-by: Jane <jane@kit.example>", "... applied, then I know it."]), None);
        assert_eq!(
            read("", &["FWIW, I applied this to kit 5.10 (0123456789ab)", "and booted it, all is well."]),
            None
        );
        assert!(read("", &["Applied this to kit-next", "and reworded the title."]).is_some());
    }
}
